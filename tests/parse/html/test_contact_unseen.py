"""Contacts in links that nobody sees are told, and marked."""

import pytest

from scamtriage.parse.html.page import read_page


def flags(html: str) -> list[bool]:
    body = f"<!doctype html><title>Shop</title><p>Welcome to our shop, we are glad to see you.</p>{html}".encode()
    facts, _ = read_page(body=body, content_type="text/html", url="https://a.top/", host="a.top", suffix="top")
    return ["unseen" in contact.flags for contact in facts.contacts]


@pytest.mark.parametrize(
    "html",
    [
        '<a href="tel:+85553952119"></a>',
        '<a href="tel:+85553952119"> </a><a href="tel:+85553952119"></a>',
        '<a href="mailto:info@clinic.example" target="_blank"></a>',
        '<a href="https://t.me/clinic_btb1" style="display:none">write to us</a>',
        '<div hidden><a href="https://t.me/clinic_btb1">write to us here</a></div>',
    ],
)
def test_planted_contacts_are_marked(html: str) -> None:
    assert flags(html) == [True]


@pytest.mark.parametrize(
    "html",
    [
        '<a href="tel:+85553952119">Call us</a>',
        '<a href="tel:+85553952119"></a><p>Tel. +855 53 952 119</p>',
        '<a href="tel:+85553952119"></a><a href="tel:+85553952119"><b>Call</b></a>',
        '<a href="https://wa.me/85553952119"><img src=/wa.png></a>',
        '<a href="https://wa.me/85553952119" class="float"></a>',
        '<a href="https://wa.me/85553952119"><i class="fa fa-whatsapp"></i></a>',
        '<a href="https://t.me/clinic_btb1"><div>write</div><div>to us</div></a>',
        '<a href="https://t.me/clinic_btb1">wri\u200bte  to&nbsp;us</a>',
    ],
)
def test_what_a_visitor_can_press_is_not(html: str) -> None:
    assert flags(html) == [False]
