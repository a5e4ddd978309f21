"""The last column of a list tells one site from another."""

import pytest
from msgspec.structs import replace

import scamtriage
from scamtriage.knowledge.judgement.catalog import load_catalog
from scamtriage.knowledge.speech import ENGLISH, speech
from scamtriage.records.assessment import Contribution, Verdict
from scamtriage.records.evidence import Cap, Evidence, Mode, Outcome
from scamtriage.records.findings import Presence, Reading
from scamtriage.records.rulings import CHECKED_BODY
from scamtriage.render.fact_lines import evidence_lines
from scamtriage.render.formats import RENDERERS
from scamtriage.render.opening import opening
from scamtriage.render.style import Style
from tests.samples import SEEN, assessment


def found(signal: str, family: str, group: str, raw: float, log_odds: float) -> Contribution:
    reading = Reading(signal=signal, presence=Presence.PRESENT)
    return Contribution(reading=reading, family=family, group=group, because=signal, raw=raw, log_odds=log_odds)


WORDING = found("page-wording", "wording", "wording", 9.0, 4.9)
BRAND = found("brand", "content", "brand-page", 3.0, 0.5)
LETTERS = found("letters", "name", "name-shape", 1.5, 0.7)
TRIFLE = found("trifle", "content", "ask", 0.3, 0.06)
UNHEARD = found("unheard", "contact", "call-core", 2.8, 0.03)


@pytest.mark.parametrize(
    ("others", "says"),
    [([BRAND, LETTERS], "brand"), ([LETTERS], "page-wording"), ([TRIFLE, UNHEARD], "page-wording"), ([], "page-wording")],
)
def test_a_finding_of_the_sites_own_stands_above_a_sum_over_the_page(others: list[Contribution], says: str) -> None:
    row = replace(assessment(), contributions=(WORDING, *others))
    assert "".join(RENDERERS["table"]([row, row], Style())).splitlines()[1].rstrip().endswith(says)


def test_a_benign_row_names_what_acquits() -> None:
    words, age = found("page-wording", "wording", "wording", -9.0, -4.9), found("age", "benign-evidence", "age", -1.7, -0.5)
    row = replace(assessment(verdict=Verdict.LIKELY_BENIGN), contributions=(words, BRAND, age))
    assert "".join(RENDERERS["table"]([row, row], Style())).splitlines()[1].rstrip().endswith("age")


@pytest.mark.parametrize(("nats", "says"), [(0.4, "letters"), (-0.4, "age")])
def test_a_row_between_names_what_outweighs_the_other_side(nats: float, says: str) -> None:
    age = found("age", "benign-evidence", "age", -1.7, -0.5)
    row = replace(assessment(verdict=Verdict.NO_FINDING), contributions=(LETTERS, TRIFLE, age), log_odds=nats, unknown=())
    assert "".join(RENDERERS["table"]([row, row], Style())).splitlines()[1].rstrip().endswith(f"  {says}")


def test_what_a_page_says_is_no_reason_of_a_row_where_honesty_outweighs_it() -> None:
    says, age = found("page-says", "content", "says", 1.2, 0.4), found("age", "benign-evidence", "age", -1.7, -0.9)
    row = replace(assessment(verdict=Verdict.NO_FINDING), contributions=(says, age), log_odds=-0.5, unknown=())
    assert "".join(RENDERERS["table"]([row, row], Style())).splitlines()[1].rstrip().endswith("  age")


def because(*names: str) -> list[str]:
    """The last column of a table of names that are judged alone."""
    rows = [scamtriage.triage(name, scamtriage.Config(mode=Mode.OFFLINE)) for name in names]
    assert [getattr(row, "verdict", None) for row in rows] == [Verdict.NO_FINDING] * len(names)
    return [line.rsplit("  ", 1)[-1] for line in "".join(RENDERERS["table"](rows, Style(width=400))).splitlines()[1:]]


def test_whose_name_a_site_carries_that_nobody_looked_at_stands_above_its_suffix_and_its_letters() -> None:
    suffix, letters, ending, honest = because("scb.top", "scb.com", "quiet-garden.top", "sme-th.com")
    assert suffix.startswith("'scb' in the domain name is a name of Siam Commercial Bank; this is not one")
    assert letters.startswith("only this points to a scam: 'scb' in the domain name is a name of Siam Commercial Bank")
    assert ".top is more common" in ending and "honest sites" in honest


def test_what_registries_say_for_a_site_stands_above_whose_name_it_carries() -> None:
    name, age = found("name", "name", "name-brand", 1.2, 0.9), found("age", "benign-evidence", "age", -1.7, -1.4)
    row = replace(assessment(verdict=Verdict.NO_FINDING), mode=Mode.PASSIVE, contributions=(name, age), log_odds=-0.5, unknown=())
    assert "".join(RENDERERS["table"]([row, row], Style())).splitlines()[1].rstrip().endswith("  age")


@pytest.mark.parametrize("language", ["en", "th", "vi"])
@pytest.mark.parametrize("format", ["table", "html", "md"])
def test_a_verdict_that_was_held_back_says_why_in_every_output_for_people(format: str, language: str) -> None:
    row = replace(assessment(verdict=Verdict.SUSPICIOUS), held_back=("fewer than 2 families of evidence agree",), language=language)
    said = "".join(RENDERERS[format]([row], Style(several=False, language=language)))
    assert (
        speech(language).word("evidence", row.held_back[0]) in said
        and speech(language).say("Why the verdict is not what the sum says") in said
    )


@pytest.mark.parametrize("format", ["table", "html", "md"])
def test_where_a_limit_was_reached_is_said_in_every_output_for_people(format: str) -> None:
    row = replace(assessment(), caps=(Cap(stage="page", cap="wire_bytes 2000000"),))
    assert "Cut short: page: at most 2000000 bytes received" in "".join(RENDERERS[format]([row], Style(several=False)))


def test_a_bad_page_on_a_checked_name_is_not_said_to_show_nothing() -> None:
    row = replace(assessment(verdict=Verdict.NO_FINDING), held_back=(CHECKED_BODY,))
    said = opening(row, ENGLISH)
    assert "neither enough" not in said and "shows traits of a scam on the name of a checked body" in said
    assert "neither enough" in opening(replace(row, held_back=()), ENGLISH)


def test_what_is_absent_is_not_said_to_be_unknown() -> None:
    gone = Evidence(collector="page", outcome=Outcome.ABSENT, reason="evil.example does not exist", observed_at=SEEN)
    assert list(evidence_lines(gone, ENGLISH)) == [("page", "none: evil.example does not exist")]


@pytest.mark.parametrize(("count", "said"), [(1, "1 day before"), (2, "2 days before"), (0, "0 days before"), (21, "21 days before")])
def test_one_is_said_in_the_singular(count: int, said: str) -> None:
    row = load_catalog().rows["reg-age-lt-7d"]
    assert said in ENGLISH.because(row, {"days": count}, None)
    assert said in ENGLISH.say("{date} ({days} days before it was seen)", date="2026-11-21", days=count)


@pytest.mark.parametrize(
    ("signal", "one", "two"),
    [
        ("name-length", "the domain name (1 character) is", "the domain name (2 characters) is"),
        ("name-digits-3plus", "name contains 1 digit", "name contains 2 digits"),
        ("content-case-script", "1 part of a fake officer's script occurs on", "2 parts of a fake officer's script occur on"),
        ("content-alarm-vocab", "1 word of alarm stands beside", "2 words of alarm stand beside"),
        ("http-redirect-cross", "over 1 other site before", "over 2 other sites before"),
    ],
)
def test_so_is_whatever_is_counted(signal: str, one: str, two: str) -> None:
    row = load_catalog().rows[signal]
    shown = {"side": "scam", "brand": "B", "quote": "…", "host": "h"}
    assert one in ENGLISH.because(row, {**shown, "count": 1}, None)
    assert two in ENGLISH.because(row, {**shown, "count": 2}, None)
