"""Unknown is a value: "could not check" is never shown as "checked and absent"."""

import csv
import io
import json
import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from scamtriage.assess import Rules, assess
from scamtriage.knowledge.speech import ENGLISH, LANGUAGES, speech
from scamtriage.records import codec
from scamtriage.records.assessment import Assessment, Refusal, Unknown, Verdict, Weighty
from scamtriage.records.evidence import Evidence, Outcome
from scamtriage.records.facts import Hop, Look, PageFacts, RegistrationAbsent, RegistrationFacts
from scamtriage.records.target import LineStatus
from scamtriage.render.fact_lines import evidence_lines
from scamtriage.render.formats import RENDERERS
from scamtriage.render.phrases import unknown_lines
from scamtriage.render.style import Style
from tests.samples import SEEN, assessment


def without_page() -> object:
    row = assessment("x")
    evidence = {"page": Evidence(collector="page", outcome=Outcome.TIMEOUT, reason="no answer within 3 s", observed_at=SEEN)}
    return row.__class__(**{name: getattr(row, name) for name in row.__struct_fields__} | {"evidence": evidence})


def test_json_has_null_for_contacts_that_could_not_be_looked_for() -> None:
    facts = json.loads("".join(RENDERERS["ndjson"]([without_page()], Style())))["facts"]  # type: ignore[list-item]
    assert facts["contacts"] is None
    assert facts["page"] == {
        "outcome": "timeout",
        "observed_at": "2026-11-24T08:30:00Z",
        "from_cache": False,
        "source": "",
        "reason": "no answer within 3 s",
    }


def test_csv_says_unknown_instead_of_nothing() -> None:
    heading, row = csv.reader(io.StringIO("".join(RENDERERS["csv"]([without_page()], Style()))))  # type: ignore[list-item]
    cells = dict(zip(heading, row, strict=True))
    assert {cells[name] for name in ("title", "landing", "contacts", "registered")} == {"unknown"}


def test_the_panel_lists_what_could_not_be_checked() -> None:
    out = "".join(RENDERERS["table"]([without_page()], Style(several=False)))  # type: ignore[list-item]
    assert "Could not be checked" in out and "timeout: no answer within 3 s" in out


def test_a_row_of_the_table_names_what_was_not_checked_at_all_before_what_was_in_part() -> None:
    part, whole = (Unknown(family=family, because="x", weight=1.0, part=family == "tls") for family in ("tls", "dns"))
    row = replace(assessment(), verdict=Verdict.NO_FINDING, contributions=(), coverage=0.5, states=())
    for unknown, says in (((part, whole), "could not check dns: x"), ((part,), "could check tls in part only: x")):
        assert says in "".join(RENDERERS["table"]([replace(row, unknown=unknown)] * 2, Style(width=160)))


def test_what_could_change_most_is_counted_as_the_lines_above_count() -> None:
    named = (Weighty(signal="page-wording", raw=9.0, weight=5.0), Weighty(signal="page-ways", raw=2.9, weight=2.0))
    wording = Unknown(family="wording", because="x", weight=5.0, adds=5.0, heaviest=named)
    lines = unknown_lines(replace(assessment(), unknown=(wording,)), speech("en"))
    assert lines[0].endswith("(at most +5.0)") and "taken together? (5.0) [page-wording]; Who asks" in lines[1]
    assert "such ways? (2.0) [page-ways]; see scamtriage explain" in lines[1]


def test_a_signal_of_another_catalogue_is_named_without_its_question() -> None:
    """It was a KeyError: the shipped catalogue alone was looked into."""
    other = Unknown(family="wording", because="x", weight=5.0, adds=5.0, heaviest=(Weighty(signal="of-another", raw=9.0, weight=5.0),))
    for language in LANGUAGES:
        *_, last = unknown_lines(replace(assessment(), unknown=(other,)), speech(language))
        assert last.count("of-another") == 2 and "[of-another]" in last


@pytest.mark.parametrize(
    ("look", "barrier", "said"),
    [
        (Look(profile="phone", differed=("title",)), "", "differs in title"),
        (Look(profile="phone"), "", "the same (ok)"),
        (Look(profile="phone", outcome="timeout"), "", "unknown (timeout)"),
        (Look(profile="phone", barrier="changing"), "", "unknown (changing)"),
        (Look(profile="phone", barrier="captcha"), "", "hidden behind a captcha: what it says is unknown"),
        (Look(profile="phone"), "challenge", "hidden behind a browser check: what it says is unknown"),
        (Look(profile="phone", differed=("title",)), "maintenance", "differs in title"),
        (Look(profile="phone"), "maintenance", "the same (ok)"),
    ],
)
def test_a_look_that_saw_nothing_is_not_called_the_same(look: Look, barrier: str, said: str) -> None:
    page = PageFacts(final_url="https://example.com/", barrier=barrier, looks=(look,))
    assert ("as a phone", said) in [*evidence_lines(Evidence(collector="page", outcome=Outcome.OK, facts=page, observed_at=SEEN), ENGLISH)]


@pytest.mark.parametrize(
    ("tongue", "said"),
    [
        ("en", "the site's notice that it is not there yet, or is being worked on"),
        ("th", "ประกาศของเว็บไซต์ว่ายังไม่เปิดหรือกำลังปรับปรุง"),
    ],
)
def test_a_notice_of_the_site_is_not_said_to_hide_it(tongue: str, said: str) -> None:
    page = PageFacts(final_url="https://example.com/", barrier="maintenance")
    seen = Evidence(collector="page", outcome=Outcome.OK, facts=page, observed_at=SEEN)
    assert said in [line for _, line in evidence_lines(seen, speech(tongue))]


HTTPS, HTTP = "https://site.example/", "http://site.example/"
STOPPED = Hop(url=HTTPS, status_code=200, reason="browsers warn of its certificate: it signed itself")
GONE = Hop(url="http://other.example/x", via="http", outcome="absent", reason="other.example does not exist")


@pytest.mark.parametrize(
    ("hops", "over", "led"),
    [
        ((Hop(url=HTTP, status_code=429), Hop(url=HTTPS)), "hxxp://site[.]example/ (HTTP 429)", ""),
        (
            (Hop(url=HTTP, status_code=302), GONE, Hop(url=HTTPS)),
            "hxxp://site[.]example/ (HTTP 302) → hxxp://other[.]example/x (other.example does not exist)",
            "",
        ),
        (
            (STOPPED, Hop(url=HTTP), Hop(url="http://www.site.example/", via="http")),
            "hxxps://site[.]example/ (HTTP 200; browsers warn of its certificate: it signed itself)",
            "hxxp://site[.]example/ → hxxp://www[.]site[.]example/",
        ),
        ((Hop(url=HTTPS, outcome="timeout"), Hop(url=HTTP)), "hxxps://site[.]example/ (timeout)", ""),
        ((Hop(url=HTTPS), Hop(url=HTTPS + "a", via="http")), "", "hxxps://site[.]example/ → hxxps://site[.]example/a"),
    ],
    ids=["busy", "breaks off", "stopped", "no answer", "nothing"],
)
def test_what_was_passed_over_is_told_and_is_no_redirect(hops: tuple[Hop, ...], over: str, led: str) -> None:
    page = PageFacts(final_url=hops[-1].url, hops=hops)
    lines = [*evidence_lines(Evidence(collector="page", outcome=Outcome.OK, facts=page, observed_at=SEEN), ENGLISH)]
    assert [line for line in lines if line[0] in ("passed over", "redirects")] == [
        line for line in (("passed over", over), ("redirects", led)) if line[1]
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("passed", "said"),
    [
        (STOPPED, "read over http: what is at https, no browser shows"),
        (Hop(url=HTTPS, status_code=404), "read over http: what is at https, no browser shows"),
        (
            Hop(url=HTTPS, outcome="timeout", reason="TLS was not ready within 0.5 s"),
            "read over http: https gave no answer that could be read",
        ),
        (Hop(url=HTTPS, outcome="malformed"), "read over http: https gave no answer that could be read"),
    ],
)
def test_no_answer_at_https_is_not_called_what_no_browser_shows(language: str, passed: Hop, said: str) -> None:
    page = PageFacts(final_url=HTTP, hops=(passed, Hop(url=HTTP)), flags=("http-instead",))
    evidence, spoken = Evidence(collector="page", outcome=Outcome.OK, facts=page, observed_at=SEEN), speech(language)
    lines = dict(evidence_lines(evidence, spoken))
    assert lines[spoken.word("label", "page")] == spoken.word("evidence", said)
    assert spoken.word("label", "passed over") in lines
    if language != "en":
        assert spoken.word("evidence", said) != said and "passed over" not in lines
        assert "TLS was not" not in lines[spoken.word("label", "passed over")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_visitors_may_be_led_is_told_and_cannot_be_clicked(language: str) -> None:
    page, spoken = PageFacts(final_url=HTTPS, not_followed=("https://x.example/in", "https://y.example/")), speech(language)
    lines = dict(evidence_lines(Evidence(collector="page", outcome=Outcome.OK, facts=page, observed_at=SEEN), spoken))
    said = spoken.word("evidence", "visitors may be shown this instead")
    told = lines[spoken.word("label", "not asked for")]
    assert told.startswith("hxxps://x[.]example/in hxxps://y[.]example/") and said in told
    if language != "en":
        assert "not asked for" not in lines and "visitors" not in told


def test_sentences_of_the_csv_are_in_the_language_of_the_reader_and_unsure_desks_are_said_to_be_so() -> None:
    line = (Path(__file__).parents[1] / "golden" / "dsi-case" / "evidence.jsonl").read_bytes()
    cells = {}
    for language in ("en", "vi"):
        row = assess(codec.from_line(line), Rules.load(), lang=language)
        assert isinstance(row, Assessment)
        unsure = [route for route in row.report_to if route.certainty in ("likely", "unsure")]
        assert unsure and len(unsure) < len(row.report_to)
        refused = Refusal(line=2, input="x", status=LineStatus.REFUSED, reason="the line is empty")
        heading, first, second = csv.reader(io.StringIO("".join(RENDERERS["csv"]([row, refused], Style(language=language)))))
        cells[language] = dict(zip(heading, first, strict=True)) | {"refused": dict(zip(heading, second, strict=True))["status_reason"]}
        assert cells[language]["report_to"].count(speech(language).say(" (look it up first)")) == len(unsure)
    assert all(cells["en"][name] != cells["vi"][name] for name in ("unknown", "refused", "reason_1"))
    assert all(cells["en"][name] == cells["vi"][name] for name in ("verdict", "flags", "status", "scam_types"))


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_every_sentence_of_a_row_is_in_one_language(language: str) -> None:
    line = (Path(__file__).parents[1] / "golden" / "private-address" / "evidence.jsonl").read_bytes()
    style, rules = Style(language=language), Rules.load()
    rows = [
        assess(codec.from_line(line), rules, lang=language),
        Refusal(line=2, input="x", status=LineStatus.REFUSED, reason="the line is empty"),
    ]
    first, refused = (json.loads(text) for text in RENDERERS["ndjson"](rows, style))
    sentences = [first["status_reason"], refused["status_reason"], *first["held_back"], *(one["because"] for one in first["unknown"])]
    assert sentences and not any(
        re.search(r"set apart|not contacted|certificate: |too little|not asked|left this open|is empty", one) for one in sentences
    )
    _, cells, _ = csv.reader(io.StringIO("".join(RENDERERS["csv"](rows, style))))
    assert first["status_reason"] in cells


@pytest.mark.parametrize(
    ("facts", "cell", "line"),
    [
        (RegistrationAbsent(because="No match"), "not registered", "no: the registry says “No match”"),
        (RegistrationAbsent(because="No match", resolves=True), "unknown", "unknown: the registry says “No match”, and"),
        (RegistrationFacts(name="x.example", result="redacted", status=("reserved",)), "reserved", "by nobody: "),
        (RegistrationFacts(name="x.example", result="redacted", status=("active",)), "not stated", "yes; the date is not stated"),
    ],
)
def test_who_holds_a_name_is_told_as_the_sources_agree_on_it(facts: RegistrationAbsent | RegistrationFacts, cell: str, line: str) -> None:
    outcome = Outcome.ABSENT if isinstance(facts, RegistrationAbsent) else Outcome.OK
    seen = Evidence(collector="registration", outcome=outcome, facts=facts, observed_at=SEEN, reason="")
    row = replace(assessment("x"), evidence={"registration": seen})
    heading, cells = csv.reader(io.StringIO("".join(RENDERERS["csv"]([row], Style()))))
    assert dict(zip(heading, cells, strict=True))["registered"] == cell
    assert dict(evidence_lines(seen, ENGLISH))["registered"].startswith(line)
