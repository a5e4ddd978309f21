"""A written report says of itself what its reader must know, tells each page once, and ends with what was not checked."""

import html
import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from scamtriage import __version__
from scamtriage.assess import Judge, Rules
from scamtriage.knowledge.speech import ENGLISH, LANGUAGES, speech
from scamtriage.records import codec
from scamtriage.records.assessment import Assessment, Refusal, Verdict
from scamtriage.records.codec import NO_DIGEST
from scamtriage.records.evidence import Dossier, Mode
from scamtriage.records.facts import DnsFacts, HostingFacts, RegistrationFacts
from scamtriage.records.target import LineStatus
from scamtriage.render import sections
from scamtriage.render.fact_lines import _dns, fact_lines
from scamtriage.render.formats import RENDERERS
from scamtriage.render.panel import panel
from scamtriage.render.sections import AGAIN, LONG, MIXED, UNFINISHED
from scamtriage.render.style import Style
from tests.samples import EVIDENCE, SEEN, assessment

FORMATS = ["html", "md"]
RULES = Rules.load()
JUDGE = {language: Judge.of(RULES, lang=language) for language in LANGUAGES}
REFUSED = Refusal(line=1, input="http://a.b/?<x>", status=LineStatus.REFUSED, reason="the line is empty")


def site(line: int, host: str, *, verdict: Verdict = Verdict.NEAR_CERTAIN, same_as: int | None = None, digest: str = "") -> Assessment:
    row = assessment(line=line, verdict=verdict)
    target = replace(row.target, given=host, host=host, registrable=host, url=f"https://{host}/")
    return replace(row, target=target, same_as=same_as, evidence_digest=digest or host, knowledge="1+abc", observed_at=SEEN)


def said(format: str, *rows: Assessment | Refusal, language: str = "en") -> str:
    made = "".join(RENDERERS[format](rows, Style(language=language)))
    return re.sub(r"<style>.*?</style>", "", made)


ROWS = (REFUSED, site(2, "one.example"), site(3, "two.example", verdict=Verdict.NO_FINDING), site(4, "one.example", same_as=2))


@pytest.mark.parametrize("format", FORMATS)
def test_it_begins_with_what_it_is_how_much_it_holds_and_how_it_is_read(format: str) -> None:
    later = replace(ROWS[2], observed_at=SEEN + timedelta(hours=1))
    out = said(format, ROWS[0], ROWS[1], later, ROWS[3])
    head = out[: out.index("one[.]example")]
    assert "Triage report" in head and f"not proof of an offence. Made with scamtriage {__version__};" in head
    assert "4 lines, 1 of them the same page as an earlier line: 2 near-certain, 1 no-finding, 1 refused." in head
    assert f"Newest evidence: {later.observed_at:%Y-%m-%d %H:%M} UTC." in head and "Knowledge: 1+abc." in head
    assert "+0.7 doubles the odds of a scam" in head and "The SHA-256 under each site" in head and out.count("Summary") == 1
    assert out == said(format, ROWS[0], ROWS[1], later, ROWS[3]), "the same evidence, the same bytes: no clock is asked"


@pytest.mark.parametrize(
    ("language", "told"), [("th", "แทบแน่นอนว่าเป็นการหลอกลวง 2, "), ("zh", "几乎确定是诈骗 2、"), ("vi", "2 gần như chắc chắn là lừa đảo, ")]
)
def test_a_count_stands_where_the_language_has_it(language: str, told: str) -> None:
    assert told in said("md", *ROWS, language=language)


@pytest.mark.parametrize("format", FORMATS)
def test_each_finding_names_its_signal_by_which_its_weight_is_looked_up(format: str) -> None:
    row = replace(ROWS[1], contributions=(*ROWS[1].contributions, replace(ROWS[1].contributions[0], log_odds=0.0, curbed=True)))
    assert said(format, row).count("registered 5 days before it was seen [reg-age]") == 2  # it weighs, and it is only noted


@pytest.mark.parametrize("format", [*FORMATS, "panel"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_name_that_was_judged_alone_has_a_day_and_no_digest_of_nothing(format: str, language: str) -> None:
    """Every such name has the digest of `{}`: under each stood the same one, and under none a date."""
    seen = replace(ROWS[1], evidence_digest=NO_DIGEST)
    alone = replace(seen, mode=Mode.OFFLINE, evidence={}, observed_at=None, day=date(2026, 11, 29))

    def out(row: Assessment) -> str:
        return panel(row, Style(language=language, verbose=1)) if format == "panel" else said(format, row, language=language)

    again = speech(language).say(AGAIN)
    assert "2026-11-29 UTC" in out(alone) and speech(language).word("label", "taken up") in out(alone)
    assert NO_DIGEST not in out(alone) and again not in out(alone)
    assert "2026-11-29" not in out(seen) and NO_DIGEST in out(seen) and (format == "panel" or again in out(seen))


@pytest.mark.parametrize("format", [*FORMATS, "panel"])
def test_evidence_that_nobody_keeps_is_not_named(format: str) -> None:
    """As `check` keeps none: a digest would promise a file to compare it with."""
    row = replace(ROWS[1], evidence_digest="d1gest", knowledge="1+abc")
    for kept in (True, False):
        style = Style(verbose=1, evidence_kept=kept)
        out = panel(row, style) if format == "panel" else "".join(RENDERERS[format]([row], style))
        assert ("d1gest" in out) is kept and "1+abc" in out


@pytest.mark.parametrize("format", [*FORMATS, "panel"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_answer_of_an_earlier_run_is_told_as_one_and_ages_are_not_said_to_be_those_of_today(format: str, language: str) -> None:
    """A registry's answer from the cache made the whole look as if it had been observed for four days, and the name four days younger."""
    [line] = [line for line in EVIDENCE.read_bytes().splitlines() if b'"dsi-case-th.top"' in line]
    fresh = codec.from_line(line)
    others = {name: one for name, one in fresh.evidence.items() if name != "certificate"}  # that is as old as the name
    fresh = replace(fresh, evidence=others)
    registration = fresh.evidence["registration"]
    asked = registration.observed_at - timedelta(days=2)
    old = replace(fresh, evidence=fresh.evidence | {"registration": replace(registration, observed_at=asked, from_cache=True)})
    spoken = speech(language)

    def out(dossier: Dossier) -> tuple[str, str]:
        row = JUDGE[language](dossier)
        assert isinstance(row, Assessment)
        [because] = [found.because for found in row.contributions if found.reading.signal == "reg-age-lt-7d"]
        told = panel(row, Style(language=language, verbose=1)) if format == "panel" else said(format, row, language=language)
        return because, " ".join(re.sub(r"[│\s]+", " ", html.unescape(told)).split())

    (now, told), (then, told_then) = out(fresh), out(old)
    when = f"{spoken.word('label', 'registration')} {asked:%Y-%m-%d %H:%M} UTC"
    assert when in told_then and when not in told
    assert spoken.word("moment", "the registry's earlier answer") in then and spoken.word("moment", "it was seen") not in then
    assert spoken.word("moment", "it was seen") in now and spoken.word("moment", "the registry's earlier answer") not in now
    seen = "{date} ({days} days before it was seen)", "{date} ({days} days before the registry's earlier answer)"
    facts = registration.facts
    assert isinstance(facts, RegistrationFacts) and facts.created is not None
    for moment, text, other, template in ((registration.observed_at, told, told_then, seen[0]), (asked, told_then, told, seen[1])):
        age = spoken.say(template, date=facts.created.date(), days=(moment - facts.created).days)
        assert age in text and age not in other


@pytest.mark.parametrize("format", FORMATS)
def test_several_sites_are_told_in_short_first_the_worst_before_the_others(format: str) -> None:
    out = said(format, site(1, "good.example", verdict=Verdict.LIKELY_BENIGN), site(2, "bad.example"), site(3, "bad.example", same_as=2))
    short = out[out.index("Summary") : out.index("<section" if format == "html" else "## `good")]
    assert short.index("bad[.]example") < short.index("good[.]example") and short.count("bad[.]example") == 1
    assert "Summary" not in said(format, site(1, "bad.example"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("format", FORMATS)
def test_the_summary_says_of_a_hacked_site_that_it_is_one(format: str, language: str) -> None:
    """Its probability stands there, and would be taken for that of its owner."""
    hacked = replace(site(1, "office.go.th", verdict=Verdict.UNDETERMINED), states=("active", "compromised-site", "needs-human"))
    out = "".join(RENDERERS[format]([hacked, site(2, "bad.example")], Style(language=language)))
    short = out[: out.index("<section" if format == "html" else "## `office")]
    assert short.count(speech(language).word("state", "compromised-site")) == 1


def test_a_page_leads_from_its_summary_to_each_site_and_nowhere_else() -> None:
    out = said("html", site(1, "good.example", verdict=Verdict.LIKELY_BENIGN), site(2, "bad.example"))
    ways = re.findall(r'href="([^"]*)"', out)
    assert ways == ["#site-2", "#site-1"] and all(out.count(f'id="{way[1:]}"') == 1 for way in ways)
    assert [bool(mark) for mark in re.findall(r"<details( open)?>", out)] == [False, True]


def test_what_is_folded_away_is_printed() -> None:
    out = "".join(RENDERERS["html"]([site(1, "good.example", verdict=Verdict.LIKELY_BENIGN)], Style()))
    printed = out[out.index("@media print{") : out.index("</style>")]
    assert "::details-content{content-visibility:visible" in printed and "details:not([open])>summary::after" in printed


def test_a_page_is_read_on_a_telephone_without_being_shrunk() -> None:
    assert '<meta name="viewport" content="width=device-width,initial-scale=1">' in said("html", site(1, "good.example"))


def test_no_digest_and_no_address_is_wider_than_a_telephone() -> None:
    """Digests and addresses have no blank at which they could be broken, and stand in headings, lists, tables and below each site."""
    style = re.search(r"body{([^}]*)}", "".join(RENDERERS["html"]([site(1, "good.example")], Style())))
    assert style is not None and "overflow-wrap:anywhere" in style[1].split(";")


def test_a_page_leads_to_the_right_site_where_joined_lists_repeat_a_line() -> None:
    out = said("html", site(1, "good.example"), site(1, "bad.example"), site(1, "worse.example"))
    led = dict(re.findall(r'href="#([^"]*)">([^<]*)', out))
    assert len(led) == 3 and led == dict(re.findall(r'id="([^"]*)"><h2>([^<]*)', out))


def test_a_long_address_is_cut_in_the_summary_alone() -> None:
    out = said("html", site(1, "a.example"), site(2, "b" * 400))
    assert out.count("b" * 400) >= 1 and f">{'b' * 199}…</a>" in out


@pytest.mark.parametrize("format", FORMATS)
def test_lines_that_were_not_checked_stand_last(format: str) -> None:
    out = said(format, *ROWS)
    assert out.index("Lines that were not checked") > out.rindex("one[.]example")
    assert out.count("hxxp://a[.]b/") == 1
    assert format == "md" or "<x>" not in out
    assert "Lines that were not checked" not in said(format, *ROWS[1:])


@pytest.mark.parametrize("format", FORMATS)
def test_a_duplicate_is_one_sentence_where_its_original_is_told_above(format: str) -> None:
    alone, twice = said(format, *ROWS[:3]), said(format, *ROWS)
    assert twice.count("Evidence for a scam") == alone.count("Evidence for a scam") and "Same page as line 2; see there." in twice
    for other in (
        site(4, "one.example", same_as=2, digest="another"),
        site(4, "other.example", same_as=2, digest="one.example"),
        site(4, "one.example", same_as=9),
    ):
        assert "Same page" not in said(format, *ROWS[:3], other), "lists may have been joined or cut"


@pytest.mark.parametrize("format", FORMATS)
def test_who_passes_on_a_list_is_told_that_it_holds_sites_that_are_not_accused(format: str) -> None:
    assert MIXED in said(format, *ROWS) and MIXED not in said(format, ROWS[0], ROWS[1]) + said(format, ROWS[2])


@pytest.mark.parametrize("format", FORMATS)
def test_of_a_long_list_date_and_counts_stand_at_its_end_and_nothing_is_lost(format: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sections, "MOST_HELD", 2)
    monkeypatch.setattr(sections, "MOST_KEPT", 1)
    drawn: list[int] = []

    def rows() -> Iterator[Assessment | Refusal]:
        for line in range(1, 9):
            drawn.append(line)
            yield replace(REFUSED, line=line, input=f"x{line}") if line % 2 else site(line, f"s{line}.example")

    chunks = RENDERERS[format](rows(), Style(whole=lambda: False))
    begun = next(chunks) + next(chunks)
    assert max(drawn) < 8, "rows are told while others come"
    out = "".join(chunks)
    assert LONG in begun + out[: out.index("s2[.]example")] and LONG not in said(format, *ROWS[:2])
    assert UNFINISHED in out[out.index("s8[.]example") :]
    assert out.rindex("8 lines: 4 near-certain, 4 refused.") > out.index("Lines that were not checked") > out.index("s8[.]example")
    assert all(f"x{line}: refused" in out or f"x{line}</td><td>refused" in out for line in (1, 3, 5, 7))


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_all_of_it_is_said_in_the_language_of_the_reader(format: str, language: str) -> None:
    out, spoken = said(format, *ROWS, language=language), speech(language)
    for english in ("Triage report", "Lines that were not checked", "Newest evidence", "Knowledge: ", "Automated", "Same page", "nats"):
        assert english not in out
    assert spoken.say("Triage report") in out and spoken.word("status", "refused") in out


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("format", FORMATS)
def test_a_report_without_rows_says_that_nothing_was_judged(format: str, language: str) -> None:
    """Of an empty file or one whose lines were all lost, it read as a report that found nothing."""
    spoken = speech(language)
    assert spoken.say("No line was judged.") in said(format, language=language)
    assert spoken.say("No line was judged.") not in said(format, REFUSED, language=language)


def test_a_report_without_rows_has_no_counts() -> None:
    assert "Newest" not in said("md") and "lines" not in said("md") and said("md").startswith("# Triage report\n")


def test_an_internal_address_that_dns_and_hosting_both_name_is_told_once() -> None:
    """A zone may name thirty of them beside a public one, and a report has each sentence once."""
    seen = {evidence.collector: evidence for evidence in codec.from_line(EVIDENCE.read_bytes().splitlines()[0]).evidence.values()}
    refused = (("10.20.0.5", "10.20.0.5 is not contacted: private, RFC 1918"),)
    for both in (("dns", "hosting"), ("hosting",)):
        told = seen | {name: replace(seen[name], facts=replace(seen[name].facts, forbidden=refused)) for name in both}
        assert isinstance(told["hosting"].facts, HostingFacts) and isinstance(told["dns"].facts, DnsFacts)
        assert [words for _, words in fact_lines(replace(assessment(), evidence=told), ENGLISH) if "10.20.0.5" in words] == [refused[0][1]]


def test_why_an_address_is_not_contacted_names_it_once_in_old_files_too() -> None:
    for why in ("10.20.0.5 is not contacted: private, RFC 1918", "10.20.0.5 is set apart: private, RFC 1918"):
        dns = DnsFacts(zone="a.example", forbidden=(("10.20.0.5", why),))
        assert ("not contacted", why) in [*_dns(dns, speech("en"))]
        [told] = [words for label, words in _dns(dns, speech("th")) if label == "not contacted"]
        assert told.count("10.20.0.5") == 1 and "RFC 1918" in told and "set apart" not in told and "contacted" not in told
