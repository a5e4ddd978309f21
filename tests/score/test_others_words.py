"""Who writes on a page, or into its address, frames nobody: what is not the site's own words convicts no further than to a person's desk.

Nor does it acquit: a gang may call its own words so.
"""

import re
from urllib.parse import quote, quote_plus

import pytest
from msgspec.structs import replace

from scamtriage.parse.html.page import read_page
from scamtriage.records.assessment import Assessment, Verdict
from scamtriage.records.facts import PageFacts
from scamtriage.records.rulings import BY_DESCRIPTION, BY_ECHO, BY_GUESTS
from scamtriage.score.types import CALLED
from scamtriage.targets.parse import parse_target
from tests.judgement.sites import assessed, dossier, sites

BAKERY = (
    "<h1>Siri's Bakery</h1><p>We bake sourdough bread, croissants and cakes in Chiang Mai since 2009. Open Tuesday to Sunday from 7 to 17. "
    "Visit us at 12 Nimman Road, or call 053-211-345. Our cakes are made to order; please order two days ahead. We also teach baking on "
    "Saturdays, and our coffee is roasted in the north.</p><p><a href=/menu>Menu</a> <a href=/about>About us</a></p>"
)
CASE = (
    "กรมสอบสวนคดีพิเศษ ตรวจสอบคดี ท่านเป็นผู้ต้องหาในคดีฟอกเงิน ศาลได้ออกหมายจับท่านแล้ว ท่านต้องโอนเงินทั้งหมดเข้าบัญชีปลอดภัยของศาลเพื่อตรวจสอบ "
    "ห้ามบอกใคร ห้ามบอกครอบครัวและธนาคาร ให้อยู่ในสายวิดีโอคอลกับเจ้าหน้าที่ตลอดเวลา เงินจะคืนภายใน 24 ชั่วโมงหลังตรวจสอบ "
    "ติดต่อ ร.ต.อ.สมชาย ไลน์ไอดี: dsi_case99 โทร 081-234-5678"
)
PROFIT = (
    "Guaranteed profit 5% daily. Invest 1,000 USDT today and receive 50 USDT every day, guaranteed, no risk. Your capital is doubled in 14 "
    "days. Withdrawals are paid after the tax of 20% was paid in advance. Join our Telegram group https://t.me/vipsignals88 and invite "
    "friends: 10% referral bonus."
)
LURES = (CASE, PROFIT)
BY_KIND = next(site for site in sites("057") if site["id"] == "lo-call-center-bank-app")
"""Its flag follows from its kind, and no finding bears it."""
YOUNG = {"host": "dsi-case-center.com", "age_days": 9, "mx": False}


def judged(body: str, *, head: str = "", title: str = "Welcome", url: str = "https://siribakery.com/", **known: object) -> Assessment:
    site = {"host": "siribakery.com", "age_days": 3_000, "mx": True, **known}
    given = dossier({**site, "html": f"<!doctype html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>"})
    target, page = parse_target(url), given.evidence["page"]
    if url != "https://siribakery.com/":
        assert isinstance(page.facts, PageFacts)
        given = replace(given, target=target, evidence={**given.evidence, "page": replace(page, facts=replace(page.facts, final_url=url))})
    return assessed(given)


def held(row: Assessment, because: str) -> bool:
    return row.verdict is Verdict.SUSPICIOUS and because in row.held_back and "needs-human" in row.states and not row.reportable


def comment(text: str, before: str = "", name: str = "comment") -> str:
    return f'{BAKERY}<h2>News</h2><div class="{name}"><p>Anna</p>{before}<p>{text}</p></div>'


@pytest.mark.parametrize("lure", LURES)
def test_as_the_bakery_s_own_words_each_would_convict(lure: str) -> None:
    assert judged(f"{BAKERY}<p>{lure}").verdict >= Verdict.LIKELY_SCAM


@pytest.mark.parametrize(("text", "by_finding"), [
    (CASE, True),
    (re.sub(r"<[^>]+>", " ", re.sub(r"(?s)<(title|style|script)>.*?</\1>", "", BY_KIND["html"]))[:500], False),
])  # fmt: skip
def test_what_a_visitor_wrote_leaves_the_flags_of_findings_and_not_that_of_a_kind(text: str, by_finding: bool) -> None:
    own, row = judged(f"{BAKERY}<p>{text}"), judged(comment(text))
    assert own.verdict.rank >= Verdict.LIKELY_SCAM.rank and CALLED in own.flags
    assert any(CALLED in found.flags for found in own.contributions) is by_finding
    assert held(row, BY_GUESTS) and (CALLED in row.flags) is by_finding


SHOWN_OTHERWISE = {
    "reversed": "<p>\u202ek\u0e01o\u202c</p>",
    "bracket in a value": '<p><a title="a>b" href=x>x</a>',
    "ends in a value": '<p><a title="</div></div></div>" href=x>x</a>',
    "hidden": "<span hidden>hello there</span>",
    "lines": "<br>" * 2_001,
    "hidden lines": "".join(f"<p hidden>line {n}</p>" for n in range(300)),
    "read by its tokens": "<b a0>.</b>" * 600,
    "not closed": "<p><b><i><font>",
}


@pytest.mark.parametrize("how", SHOWN_OTHERWISE)
def test_a_visitor_s_words_stay_his_however_they_are_shown(how: str) -> None:
    row = judged(comment(CASE.replace("081", "08\u00ad1").replace("dsi_", "dsi_\u200b"), SHOWN_OTHERWISE[how]))
    assert held(row, BY_GUESTS)
    page = row.facts("page", PageFacts)
    assert page is not None
    assert {c.value: "guest" in c.flags for c in page.contacts} == {"+6653211345": False, "+66812345678": True, "dsi_case99": True}
    [(start, end)] = page.guests
    assert page.text[start:end].startswith("Anna") and page.text[start:end].endswith("5678") and "News" in page.text[:start]


@pytest.mark.parametrize(
    "table", ["<table><tr class=comment><td>Anna<td>{}</table>", "<ol><li class=comment>{}<li>Ours</ol>", "<user-comment>{}</user-comment>"]
)
@pytest.mark.parametrize("by_tokens", ["", SHOWN_OTHERWISE["read by its tokens"]])
def test_where_an_element_ends_the_reader_of_the_page_decides(table: str, by_tokens: str) -> None:
    body = f"{by_tokens}<p>Before</p>{table.format('<b>Nice</b>')}<p>Behind"
    page, _ = read_page(body=body.encode(), content_type="text/html", url="https://a.test/", host="a.test", suffix="test")
    assert "Nice" in (theirs := "".join(page.text[start:end] for start, end in page.guests))
    assert not {"Before", "Behind", "Ours"} & set(theirs.split())


def test_signs_that_the_marks_could_be_change_nothing() -> None:
    row = judged(comment("&#xF0000;&#xF0001;&#xF0002;&#xF0003; \U000f0001\U000f0000" + CASE + "\U000f0001"))
    assert held(row, BY_GUESTS)


MAYBE = ("testimonial", "testimonials", "feedback", "message", "chat-message", "rating", "opinion", "user-content")
HEADINGS = (
    "Customer reviews",
    "Comments (12)",
    "รีวิวจากลูกค้า",
    "Đánh giá của khách hàng",
    "Ulasan pelanggan",
    "顾客评价",
    "お客様の声",
    "고객 후기",
)


@pytest.mark.parametrize("lure", LURES)
@pytest.mark.parametrize("name", MAYBE)
def test_what_may_be_visitors_words_convicts_no_site_that_speaks_for_itself(name: str, lure: str) -> None:
    assert held(judged(comment(lure, name=name)), BY_GUESTS)


@pytest.mark.parametrize("lure", LURES)
@pytest.mark.parametrize("heading", HEADINGS)
def test_nor_does_what_stands_below_a_heading_for_them(heading: str, lure: str) -> None:
    assert held(judged(f"{BAKERY}<h2>{heading}</h2><div><b>Anna</b> 12 May 2024<p>{lure}</p></div>"), BY_GUESTS)
    assert judged(f"{BAKERY}<h2>{heading}</h2><p>Nice!</p><h2>Our offer</h2><p>{lure}</p>").verdict >= Verdict.LIKELY_SCAM


@pytest.mark.parametrize("lure", LURES)
@pytest.mark.parametrize("name", MAYBE)
def test_no_gang_hides_in_the_praise_that_it_writes_itself(name: str, lure: str) -> None:
    all_of_it = f'<div class="{name}"><p>{lure}</p></div>'
    assert judged(all_of_it, **YOUNG).verdict >= Verdict.LIKELY_SCAM
    assert judged(f"<h1>Welcome</h1><p>We are here for you.</p>{all_of_it}", **YOUNG).verdict >= Verdict.LIKELY_SCAM
    assert (
        judged(f'<p>{lure}</p><div class="{name}"><p>Best service of my life, thank you, Anna</p></div>', **YOUNG).verdict
        >= Verdict.LIKELY_SCAM
    )
    assert judged(all_of_it).verdict >= Verdict.SUSPICIOUS


@pytest.mark.parametrize("name", ["comment", "testimonial", "review"])
def test_what_visitors_write_beside_a_scam_acquits_none(name: str) -> None:
    praise = "We love this shop. The bread is good, the people are kind, and the coffee comes from the north. " * 3
    assert judged(f"<p>{CASE}</p><div class={name}><p>{praise}</p></div>", **YOUNG).verdict >= Verdict.LIKELY_SCAM


@pytest.mark.parametrize("lure", LURES)
@pytest.mark.parametrize("spelled", [quote, quote_plus, lambda text: quote(quote(text))])
def test_who_sends_a_link_that_the_page_repeats_frames_nobody(lure: str, spelled: object) -> None:
    assert callable(spelled)
    url = f"https://siribakery.com/search?{'&'.join(f'a{n}=b' for n in range(300))}&q={spelled(lure)}"
    for echo in (
        f"<h2>Search results for: {lure}</h2><p>Nothing found.</p>",
        f'<form action=/search><input type=search name=q value="{lure}"></form><p>Nothing found.</p>',
        f"<h2>No results for {lure[:150]}…</h2><p>You searched: {lure}</p>",
    ):
        assert judged(f"{BAKERY}{echo}").verdict >= Verdict.LIKELY_SCAM, "as words that no link carries"
        assert held(judged(f"{BAKERY}{echo}", title=f"{lure} - Siri", url=url), BY_ECHO)
    path = f"https://siribakery.com/search/{quote(lure.replace('/', ' '))}"
    assert held(judged(f"{BAKERY}<p>Nothing found for {lure.replace('/', ' ')}</p>", url=path), BY_ECHO)


def test_a_page_that_says_more_than_its_address_is_judged_by_it() -> None:
    url = "https://siribakery.com/?q=" + quote("ตรวจสอบคดี")
    assert judged(f"{BAKERY}<p>{CASE}", url=url).verdict >= Verdict.LIKELY_SCAM
    said = "https://siribakery.com/?q=" + quote(PROFIT)
    assert judged(f"{BAKERY}<p>{PROFIT}</p><p>{CASE}", url=said).verdict >= Verdict.LIKELY_SCAM
    assert judged(f"<p>{PROFIT}", url=said, **YOUNG).verdict >= Verdict.SUSPICIOUS, "and its own link acquits nobody"


@pytest.mark.parametrize("lure", LURES)
@pytest.mark.parametrize("name", ['name="description"', 'property="og:description"'])
def test_what_nobody_sees_on_the_page_convicts_nobody(name: str, lure: str) -> None:
    assert held(judged(BAKERY, head=f'<meta {name} content="{lure}">'), BY_DESCRIPTION)
    shown = judged(f"{BAKERY}<p>{lure}</p>", head=f'<meta {name} content="{lure}">')
    assert shown.verdict >= Verdict.LIKELY_SCAM, "but what stands on the page does"


def test_the_newest_comment_as_the_description_convicts_nobody() -> None:
    assert held(judged(comment(PROFIT), head=f'<meta property="og:description" content="{PROFIT}">'), BY_GUESTS)
