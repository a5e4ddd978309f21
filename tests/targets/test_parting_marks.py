"""Marks of lists and full stops of every script that are glued to names: they are never read as a part of one, as IDNA would."""

import pytest

from scamtriage.records.target import BadTarget, Target
from scamtriage.targets.extract import mentions
from scamtriage.targets.lists import parse_entry
from scamtriage.targets.parse import parse_target


@pytest.mark.parametrize(
    "line",
    [
        *("•bank.example.com", "①bank.example.com", "👉bank.example.com", "·bank.example.com", "・bank.example.com", "✅bank.example.com"),
        *("1. •bank.example.com", "网址：①bank.example.com", "bank.example.com™"),
    ],
)
def test_a_mark_glued_to_a_name_is_taken_off(line: str) -> None:
    target = parse_target(line)
    assert isinstance(target, Target) and target.host == "bank.example.com"


@pytest.mark.parametrize("name", ["🦀evil.com", "❤shop.ws"])
def test_a_picture_that_may_be_a_part_of_the_name_is_asked_about(name: str) -> None:
    target = parse_target(name)
    assert isinstance(target, BadTarget) and f"which can be given alone, is {name[1:]}" in target.reason
    known = parse_target(f"https://{name}/")
    assert isinstance(known, Target) and known.host.startswith("xn--")


@pytest.mark.parametrize("mark", "·•・ㆍ។၊။।॥①。")
def test_two_names_with_a_mark_between_are_two(mark: str) -> None:
    one, other = "evil.com", "www.evil.co.th"
    target = parse_target(f"{one}{mark}{other}")
    assert isinstance(target, BadTarget) and mark in target.reason
    assert [found.address for found in mentions(f"{one}{mark}{other} too")] == [one, other]
    with pytest.raises(ValueError, match="stand in a host name"):
        parse_entry(1, f"{one}{mark}{other}")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("昨天收到短信。evil.com 是真的", ["evil.com"]),
        ("注意してください。evil2.comは詐欺です", ["evil2.com"]),
        ("①evil.com②evil2.com", ["evil.com", "evil2.com"]),
        ("피싱 evil10.com, evil11.com·evil12.com 등", ["evil10.com", "evil11.com", "evil12.com"]),
    ],
)
def test_a_sentence_before_a_name_is_no_part_of_it(text: str, names: list[str]) -> None:
    assert [found.address for found in mentions(text)] == names


@pytest.mark.parametrize(
    ("line", "host"),
    [
        ("www。evil。com", "www.evil.com"),
        ("中文网。com", "xn--fiq228c5hs.com"),
        ("col·lecció.cat", "xn--collecci-ioa91d.cat"),
        ("ア・イ.jp", "xn--ccke4x.jp"),
        ("i❤.ws", "xn--i-7iq.ws"),
    ],
)
def test_marks_that_a_name_may_have_stay(line: str, host: str) -> None:
    target = parse_target(line)
    assert isinstance(target, Target) and target.host == host


@pytest.mark.parametrize("mark", "।॥۔،؛؟")
def test_a_full_stop_behind_a_page_is_the_sentences(mark: str) -> None:
    target = parse_target(f"https://evil.com/a{mark}")
    assert isinstance(target, Target) and target.url == "https://evil.com/a"
