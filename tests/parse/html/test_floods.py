"""A contact behind many things of its kind: it is read first, or the limit that hides it is told."""

import pytest

from scamtriage.parse.html.page import read_page
from scamtriage.records.evidence import Cap
from scamtriage.records.facts import PageFacts
from scamtriage.records.truncation import where_unread
from tests.parse.html.readers import many

ID = "@slot888x"


def read(html: str) -> tuple[PageFacts, tuple[Cap, ...]]:
    return read_page(body=f"<html><body>{html}".encode(), content_type="text/html", url="https://a.test/", host="a.test", suffix="test")


HIDDEN = {
    "alts": (many("<img src={0} alt='Game {0}'>", 400) + f"<img alt='LINE ID: {ID}'>", {("line", ID)}),
    "a long alt": (f"<img alt='{'Promotion of the month ' * 9} LINE ID: {ID}'>", {("line", ID)}),
    "attributes": (
        many("<button data-phone='order{0}' onclick='buy({0})'>", 400) + "<b onclick=\"location='https://wa.me/66819234567'\">x</b>",
        {("whatsapp", "+66819234567")},
    ),
    "numbers in attributes": (many("<b data-copy='item-{0}'>", 900) + "<b data-phone='+66 81 923 4567'>x</b>", {("phone", "+66819234567")}),
    "links": (
        many("<a href=//h{0}.test.net/{0}>x</a>", 2_500) + f"<a href=https://line.me/R/ti/p/{ID}>L</a><a href=https://t.me/agent_xx1>T</a>"
        "<a href=tel:+66819234567>C</a>",
        {("line", ID), ("telegram", "agent_xx1"), ("phone", "+66819234567")},
    ),
    "own links": (many("<a href=/p/{0}>x</a>", 6_000) + "<a href=https://t.me/agent_xx1>T</a>", {("telegram", "agent_xx1")}),
    "own links in a stream": (
        many("<a href=/p/{0}>x</a>", 6_000) + "<i>" * 51_000 + "<a href=https://t.me/agent_xx1>T</a>",
        {("telegram", "agent_xx1")},
    ),
    "tags of which no tree is built": (
        many("<b>{0}</b>", 6_100) + "<b onclick=\"location='https://wa.me/66819234567'\">x</b>",
        {("whatsapp", "+66819234567")},
    ),
    "frames": (many("<iframe src=/f/{0}></iframe>", 60) + "<iframe src=https://t.me/agent_xx1></iframe>", {("telegram", "agent_xx1")}),
    "a long title": (f"<title>{'Promotion ' * 60} LINE ID: {ID}</title>", {("line", ID)}),
    "values": (many("<input value='x{0}'>", 300) + f"<input value='LINE ID: {ID}'>", {("line", ID)}),
}  # fmt: skip


CUT = {
    "headings 64": many("<h2>head {0}</h2>", 100),
    "title chars 300": f"<title>{'t' * 400}</title>",
    "description chars 300": f"<meta name=description content='{'d' * 400}'>",
    "logos 10": many("<img src=/logo{0}.png alt='logo {0}'>", 30),
    "image alts 200": many("<img src=/{0}.png alt='ware {0}'>", 300),
    "trackers 39": many("<script>gtag('config','G-{0:010d}')</script>", 90),
}


@pytest.mark.parametrize("cap", CUT)
def test_a_list_that_was_cut_is_told_and_hides_no_contact(cap: str) -> None:
    _, caps = read(CUT[cap])
    assert cap in {one.cap for one in caps} and where_unread(caps) == ""


@pytest.mark.parametrize("name", HIDDEN)
def test_a_flood_hides_no_contact(name: str) -> None:
    html, expected = HIDDEN[name]
    facts, _ = read(html)
    assert {(c.kind, c.value) for c in facts.contacts} == expected


@pytest.mark.parametrize(
    "html",
    [
        many("<b data-phone='order{0}'>x</b>", 400) + f"<b data-line='{ID[1:]}'>x</b>",
        many("<b onclick='a:{0}'>x</b>", 6_100),
        many("<i class='fa-phone'></i> <p>a{0}</p>", 500),
        many("<a href=/p/{0}>x</a>", 5_100),
        many("<img src={0} alt=x>", 3_100),
        many("<img alt=scb>text{0:08d}", 450),
    ],
    ids=["attributes", "handlers", "icons", "links", "images", "pictures named after banks"],
)
def test_what_may_hide_one_is_told(html: str) -> None:
    _, caps = read(html)
    assert where_unread(caps)


def test_the_evidence_keeps_as_many_texts_of_images_as_before() -> None:
    facts, _ = read(many("<img src={0} alt='Game {0}'>", 400) + f"<img alt='{'x' * 500}'>")
    assert len(facts.image_alts) == 200 and max(map(len, facts.image_alts)) <= 160
