"""Addresses behind a stroke: what stands before it tells whether it parts two contacts or two pieces of a path."""

import pytest

from scamtriage.parse.contact.contacts import find_contacts
from scamtriage.parse.contact.sources import ContactSources
from tests.cost import least_cpu_s
from tests.parse.contact.reading import contacts_in


@pytest.mark.parametrize(
    ("language", "suffix", "text", "number"),
    [
        ("zh-TW", "org.tw", "聯絡電話/信箱：02-27718226/care@lotus.example", "+886227718226"),
        ("zh-CN", "cn", "电话/邮箱:010-67718226/care@lotus.example", "+861067718226"),
        ("ja", "co.jp", "TEL/メール 03-5214-8831/care@lotus.example", "+81352148831"),
        ("vi", "vn", "ĐT/Email: 0912 345 678/care@lotus.example", "+84912345678"),
        ("id", "co.id", "Telp/Email: (021) 5771 8226/care@lotus.example", "+622157718226"),
        ("th", "co.th", "โทร/อีเมล 02-771-8226/care@lotus.example", "+6627718226"),
        ("en", "com.my", "Tel/E-mail: +603-7718 2264/care@lotus.example", "+60377182264"),
    ],
)
def test_an_address_behind_a_number_and_a_stroke_is_one(language: str, suffix: str, text: str, number: str) -> None:
    assert contacts_in(text, language=language, suffix=suffix) == {f"phone {number}", "email care@lotus.example"}


def test_an_address_behind_another_and_a_stroke_is_one() -> None:
    assert contacts_in("Email: first@lotus.example/second@lotus.example") == {"email first@lotus.example", "email second@lotus.example"}
    assert "email desk@lotus.example" in contacts_in("電話：02-27718226 #123/desk@lotus.example", language="zh-TW", suffix="com.tw")


@pytest.mark.parametrize(
    "text",
    [
        "https://lotus.example/unsubscribe/care@orchid.example",
        "https://lotus.example/20261124/care@orchid.example",
        "See lotus.example/2026/11241130/care@orchid.example",
        "npm install packages/7718226/care@orchid.example.js",
        "ssh://10.20.30.40/care@orchid.example",
    ],
)
def test_an_address_within_a_path_is_none(text: str) -> None:
    assert not {found for found in contacts_in(text) if found.startswith("email")}


def test_many_numbers_and_strokes_cost_in_proportion_to_their_number() -> None:
    for piece in ("02-2771 8226/", "a@b.c/", "1" * 30 + "/", "a" * 60 + "@"):
        text = "mail x@lotus.example " + piece * (60_000 // len(piece))
        assert least_cpu_s(lambda text=text: find_contacts(ContactSources(text=text, suffix="com.tw")), within=2.0) <= 2.0  # type: ignore[misc]
