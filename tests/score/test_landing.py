"""Whose a page is: what stands where a way ends says little of the name where it began."""

import contextlib
import re
from typing import Any

import orjson
import pytest
from msgspec.structs import replace

from scamtriage.assess import Rules, assess
from scamtriage.knowledge.speech import ENGLISH
from scamtriage.parse.html.page import read_page
from scamtriage.records import codec
from scamtriage.records.assessment import Assessment, Verdict
from scamtriage.records.evidence import Dossier
from scamtriage.records.facts import Hop, PageFacts
from scamtriage.records.rulings import BY_GUESTS
from scamtriage.records.target import Target
from scamtriage.render import disclosure
from scamtriage.render.opening import opening
from tests.cost import least_cpu_s
from tests.judgement.sites import assessed, dossier, sites

RULES = Rules.load()
ALL = sites("dev")
SCAM = next(site for site in ALL if site["scam"] and assess(dossier(site), RULES).verdict.rank >= Verdict.LIKELY_SCAM.rank)  # type: ignore[union-attr]
HONEST = next(site for site in ALL if not site["scam"] and assess(dossier(site), RULES).verdict is Verdict.LIKELY_BENIGN)  # type: ignore[union-attr]


def page_of(site: dict[str, Any]) -> PageFacts:
    facts = dossier(site).evidence["page"].facts
    assert isinstance(facts, PageFacts)
    return facts


def seen(site: dict[str, Any], page: PageFacts) -> Dossier:
    """Evidence of this site, with this page at the end of the way."""
    found = dossier(site)
    return replace(found, evidence={**found.evidence, "page": replace(found.evidence["page"], facts=page)})


def test_an_honest_page_behind_a_timer_does_not_acquit_the_one_that_may_stay() -> None:
    given = seen(SCAM, replace(page_of(HONEST), left=(page_of(SCAM),)))
    row = assessed(given)
    assert row.verdict is assessed(SCAM).verdict and row.verdict.rank >= Verdict.LIKELY_SCAM.rank
    page = row.facts("page", PageFacts)
    assert page is not None and page.final_host == SCAM["host"], "the row is about the page that accuses"
    hop = Hop(url=page.final_url, status_code=200, location="https://other.example/")
    sent = assessed(seen(SCAM, replace(page_of(HONEST), left=(replace(page, hops=(hop,)),))))
    assert "left alone, it would send its visitor on to hxxps://other[.]example/" in opening(sent, ENGLISH)
    assert row.evidence_digest == codec.digest(given)
    assert assessed(seen(SCAM, page_of(HONEST))).verdict.rank < Verdict.SUSPICIOUS.rank


def test_an_honest_page_that_leads_on_stays_honest_and_acquits_no_landing() -> None:
    moved = replace(page_of(HONEST), final_host="other.example", final_url="https://other.example/", left=(page_of(HONEST),))
    assert assessed(seen(HONEST, moved)).verdict is Verdict.LIKELY_BENIGN
    led = seen(SCAM, replace(page_of(SCAM), left=(replace(page_of(HONEST), final_host="other.example"),)))
    assert assessed(led).verdict is assessed(SCAM).verdict


def test_evidence_of_a_page_that_was_left_is_read_as_it_was_written() -> None:
    given = seen(SCAM, replace(page_of(HONEST), left=(page_of(SCAM),)))
    line = codec.to_line(given)
    assert codec.from_line(line) == codec.from_any_line(line, 1) == given


@pytest.mark.parametrize("depth", [2, 100, 3_000])
def test_pages_within_pages_without_end_bring_nothing_down(depth: int) -> None:
    line = orjson.loads(codec.to_line(dossier(HONEST)))
    facts = line["evidence"]["page"]["facts"]
    head, tail = orjson.dumps({**facts, "text": "", "links": [], "left": ["x"]}).split(b'"x"')
    nested = orjson.dumps({**line, "evidence": {"page": {**line["evidence"]["page"], "facts": "y"}}})
    with contextlib.suppress(codec.BadRecord):
        row = assessed(codec.from_line(nested.replace(b'"y"', head * depth + tail * depth)))
        assert row.verdict.rank < Verdict.SUSPICIOUS.rank


def sent_on(site: dict[str, Any], path: str) -> Assessment:
    """This site, at an address that leads to the page of the scam."""
    found = seen(site, page_of(SCAM))
    assert isinstance(found.target, Target)
    return assessed(replace(found, target=replace(found.target, url=f"https://{found.target.host}{path}")))


def test_an_address_that_sends_on_wherever_one_writes_accuses_no_name_it_stands_on() -> None:
    row = sent_on(HONEST, f"/out?u=https://{SCAM['host']}/")
    assert row.verdict.rank >= Verdict.SUSPICIOUS.rank and row.led and "needs-human" in row.states
    assert not {"registrar", "registry", "cctld-registry", "reporting-hub", "host", "front"} & {route.kind for route in row.report_to}
    assert not disclosure.can_be_blocked(row) and f"{HONEST['host'].replace('.', '[.]')} is not accused" in opening(row, ENGLISH)
    assert not disclosure.is_shareable(row)
    short = replace(row.target, host="bit.ly", registrable="bit.ly", url="https://bit.ly/3abc")
    assert not assessed(replace(seen(HONEST, page_of(SCAM)), target=short)).led


def test_a_front_page_and_a_name_that_is_suspicious_itself_led_there_themselves() -> None:
    assert not sent_on(HONEST, "/").led
    bad = next(s for s in ALL if s["scam"] and s["age_days"] < 30 and not sent_on(s, "/a9").led)
    assert sent_on(bad, "/a9").verdict.rank >= Verdict.LIKELY_SCAM.rank


LURE = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", re.sub(r"(?s)<title>.*?</title>", "", SCAM["html"])))[:600]
COMMENT = f'<p>{LURE} <a href="https://t.me/agent_x88">Telegram @agent_x88</a></p>'


def told(html: str) -> Assessment:
    return assessed(dossier({**HONEST, "html": HONEST["html"].replace("</html>", "") + html}))


@pytest.mark.parametrize(
    "around",
    [
        '<div id="comments"><h3>Comments (1)</h3><div class="comment"><b>Guest</b>{}</div></div>',
        '<ol class="commentlist"><li class="comment even"><div><div>{}</div></div></li></ol>',
        '<section itemscope itemtype="https://schema.org/Review"><p itemprop="review">{}</p></section>',
    ],
)
def test_what_a_guest_writes_convicts_nobody_and_acquits_nobody(around: str) -> None:
    assert told(COMMENT).verdict.rank >= Verdict.LIKELY_SCAM.rank, "as the site's own words it would"
    row = told(around.format(COMMENT))
    assert row.verdict is Verdict.SUSPICIOUS and "needs-human" in row.states and BY_GUESTS in row.held_back
    assert not row.report_to and not row.reportable


def read(markup: str) -> PageFacts:
    facts, _ = read_page(
        body=f"<meta charset=utf-8>{markup}".encode(), content_type="text/html", url="https://a.test/", host="a.test", suffix="test"
    )
    return facts


OF_THE_CLUB = (
    "Members of the garden club meet on the first Saturday of each month at the old school. We share tools, seeds and coffee, and help new "
    "members with their first beds. Children are welcome. The yearly fee is paid at the meeting in March, and the accounts are open to all."
)


@pytest.mark.parametrize("around", [
    '<div class="post bg2" id="p8841"><h3>Re: hello</h3>{}</div>',
    '<ul class="job_listings"><li class="job_listing"><div>{}</div></li></ul>',
    '<article itemscope itemtype="https://schema.org/JobPosting">{}</article>',
])  # fmt: skip
def test_what_others_post_on_a_board_convicts_nobody_whose_board_it_is(around: str) -> None:
    of_host = f"<p>{OF_THE_CLUB}</p>" * 3
    assert told(of_host + COMMENT).verdict.rank >= Verdict.LIKELY_SCAM.rank, "as the site's own words it would"
    row = told(of_host + around.format(COMMENT))
    assert row.verdict is Verdict.SUSPICIOUS and "needs-human" in row.states and BY_GUESTS in row.held_back


@pytest.mark.parametrize("name", ["comments", "post"])
def test_who_calls_the_whole_page_a_comment_or_a_post_is_judged_by_it(name: str) -> None:
    body = re.sub(r"(?s)^.*?</title>", "", SCAM["html"])
    title = SCAM["html"][: len(SCAM["html"]) - len(body)]
    row = assessed(dossier({**SCAM, "html": f'{title}<div class="{name}">{body.replace("</html>", "")}</div>'}))
    assert row.verdict.rank >= Verdict.LIKELY_SCAM.rank


def test_posts_are_those_of_others_where_the_site_says_more_itself() -> None:
    """Nor are those that blogs mark as their own; what visitors add below them is."""

    def theirs(markup: str) -> str:
        page = read(markup)
        return " ".join(page.text[start:stop] for start, stop in page.guests)

    post = '<div class="post">A post.<div class="comments">A comment.</div></div>'
    assert theirs(post) == "A comment."
    assert " ".join(theirs(f"<p>The site itself says more.</p>{post}").split()) == "A post. A comment."
    assert theirs(f"<p>The site itself says more.</p>{post.replace('post', 'post hentry')}") == "A comment."


@pytest.mark.parametrize(
    "flood",
    [
        "<div class=comment",
        "<div class=comment>",
        "<p comment ",
        "<div class=comment>x</div>",
        "<div class=comment>&a<a<",
        "comment <a ",
        "<p class=post>",
        "<div class=post>a</div>post ",
    ],
)
def test_a_flood_of_comments_is_read_in_linear_time(flood: str) -> None:
    markup = flood * (1_000_000 // len(flood))
    assert least_cpu_s(lambda: read(markup), within=2) <= 2


def ended_at(url: str, page: PageFacts, *, begun: str = "", **known: Any) -> Assessment:
    """The honest site's name, of which this is known, where its redirects end at this address, with this page."""
    given = seen(HONEST | known, replace(page, final_url=url, final_host=url.split("/")[2]))
    if begun:
        assert isinstance(given.target, Target)
        given = replace(given, target=replace(given.target, host=begun, registrable=begun))
    return assessed(given)


@pytest.mark.parametrize(
    "url",
    [
        "https://www.kasikornbank.com/th",
        "https://www.google.com/",
        "https://www.google.co.th/",
        "https://www.bing.com/",
        "https://th.wikipedia.org/wiki/X",
        "https://login.microsoftonline.com/common",
    ],
)
@pytest.mark.parametrize("sign_on", [False, True])
def test_the_page_of_a_known_organisation_to_which_a_name_leads_says_nothing_of_the_name(url: str, sign_on: bool) -> None:
    page = page_of(HONEST)
    if sign_on:
        page = replace(page, title="Sign in to your account", text="Sign in\nMicrosoft account", asks=("password",), contacts=())
    row = ended_at(url, page)
    assert row.verdict is Verdict.UNDETERMINED
    assert "page: the redirects end on the site of a known organisation, whose page says nothing of this name" in row.status_reason
    assert not [c for c in row.contributions if c.reading.signal in ("page-wording", "page-ways")]


def test_a_new_name_is_not_accused_of_what_the_sign_on_asks_to_which_it_leads() -> None:
    page = replace(page_of(HONEST), title="Sign in", text="Sign in\nUse your account", asks=("password",), contacts=())
    row = ended_at("https://accounts.google.com/v3/signin", page, age_days=12, host="garden-club.click")
    assert row.verdict is Verdict.UNDETERMINED
    assert not [c for c in row.contributions if c.reading.signal.startswith(("content-", "page-")) and c.log_odds]
    own = ended_at("https://elsewhere.example/v3/signin", page, age_days=12, host="garden-club.click")
    assert "content-credential-form" in {c.reading.signal for c in own.contributions}


@pytest.mark.parametrize(
    ("url", "begun"),
    [
        ("https://docs.google.com/forms/d/e/1/viewform", ""),
        ("https://www.facebook.com/a-club", ""),
        ("https://elsewhere.example/", ""),
        ("https://www.kasikornbank.com/th", "bit.ly"),
        ("https://www.kasikornbank.com/th", "kasikornbank.com"),
        ("https://www.google.com/", "www.google.co.th"),
    ],
    ids=["a form of anybody's", "a page of anybody's", "a site that nobody knows", "a short link", "its own other host", "its own edition"],
)
def test_a_page_that_may_be_the_names_own_is_judged(url: str, begun: str) -> None:
    row = ended_at(url, page_of(HONEST), begun=begun)
    assert row.verdict is not Verdict.UNDETERMINED and "known organisation" not in row.status_reason
