"""Contacts at the foot of a page that is longer than what is kept, or than what is read token by token."""

import pytest

from scamtriage.parse.contact.contacts import find_contacts
from scamtriage.parse.contact.sources import ContactSources
from scamtriage.parse.html.page import read_page
from scamtriage.records.evidence import Cap
from scamtriage.records.facts import PageFacts
from scamtriage.render.facts import contacts
from scamtriage.render.style import Style

FOOT = "<footer><p>ติดต่อเรา LINE ID: @slot888x โทร 081-923-4567 Telegram: @agent_xx1</p></footer>"
WORDS = "<p>เว็บพนันออนไลน์ สล็อตเว็บตรง แตกง่าย ฝากถอนออโต้ ไม่มีขั้นต่ำ </p>"


def read(html: str) -> tuple[PageFacts, tuple[Cap, ...]]:
    return read_page(
        body=f"<html lang=th><body>{html}".encode(), content_type="text/html", url="https://a.test/", host="a.test", suffix="test"
    )


@pytest.mark.parametrize(
    "before",
    [WORDS * 400, WORDS * 9_000, "<b></b>" * 60_001 + "<p>x</p>", "<p>hello world and all</p>" * 61_000, "<i>a</i>" * 60_001 + "<script>"
     + "var a = '<p>';" * 4_000 + "</script>", "<b></b>" * 60_001 + "<noscript>" + "<i>" * 30_000 + "</noscript>"],
    ids=["text", "more text", "tags", "tags and text", "a script before the foot", "noscript"],
)  # fmt: skip
def test_what_stands_at_the_foot_is_read(before: str) -> None:
    facts, _ = read(before + FOOT)
    assert {(c.kind, c.value) for c in facts.contacts} == {("line", "@slot888x"), ("phone", "+66819234567"), ("telegram", "agent_xx1")}
    assert all(c.position is None or facts.text[c.position :].startswith(c.raw) for c in facts.contacts)


def test_a_number_at_the_edge_of_what_is_kept_is_whole() -> None:
    for more in range(20):
        facts, _ = read("<p>" + "x" * (65_505 + more) + " โทร 081-923-4567 " + "y" * 300 + "</p>")
        assert [c.value for c in facts.contacts] == ["+66819234567"], more


def test_none_is_not_said_of_a_page_that_was_not_read_to_its_end() -> None:
    facts, caps = read("<b></b>" * 60_001 + FOOT + "<p>x</p>" * 9_000)
    assert not facts.complete and "tags and texts" in facts.incomplete_because
    assert not facts.contacts
    assert "".join(contacts(facts, "table", Style(several=True), caps)).startswith(
        "unknown which contacts the page gives: of a page this long"
    )


def test_a_long_page_that_was_read_whole_has_none() -> None:
    facts, caps = read(WORDS * 400)
    assert facts.complete and [cap.cap for cap in caps] == ["text_bytes 65536"]
    assert "".join(contacts(facts, "table", Style(several=True), caps)) == "no contact was found on the page\n"


def test_anchors_that_are_too_many_are_told() -> None:
    _, caps = read("<p>" + "12345678 " * 6_200 + "</p>" + FOOT)
    assert "anchors 6000" in [cap.cap for cap in caps]


def test_a_messenger_that_points_back_into_what_is_kept_has_no_place_there() -> None:
    kept, far = "Welcome. Tel: +66 81 234 5678 at any time.", "\nContact on Viber at the above number"
    found = find_contacts(ContactSources(text=kept, far_text=far, language="en", suffix="co.th"))
    assert {(c.kind, c.value, c.position) for c in found} == {("phone", "+66812345678", 14), ("viber", "+66812345678", None)}
