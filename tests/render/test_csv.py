"""The CSV: nothing acts in its heading either, no column is lost, and what a verdict rests on stands in it."""

import csv
import io
import json
from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from scamtriage import __version__
from scamtriage.knowledge.speech import speech
from scamtriage.records.assessment import Assessment, Refusal, Route, Unknown, Verdict
from scamtriage.records.evidence import SAVED, Cap, Evidence, Mode, Outcome
from scamtriage.records.facts import AddressHolder, Contact, DnsFacts, Facts, HostingFacts, RegistrationAbsent, RegistrationFacts
from scamtriage.records.rulings import RULINGS
from scamtriage.records.target import LineStatus, Target
from scamtriage.render.csv import _WITHIN, MEANINGS
from scamtriage.render.formats import RENDERERS
from scamtriage.render.panel import panel
from scamtriage.render.style import Style
from scamtriage.targets.parse import parse_target
from tests.samples import SEEN, assessment, page_evidence

BAD = "\x1b]0;pwn\x07=1\u202eabc"


def seen_with(contacts: tuple[Contact, ...], **changes: Any) -> Evidence:
    page = page_evidence(**changes)
    return replace(page, facts=replace(page.facts, contacts=contacts))


def table(*rows: Assessment | Refusal) -> tuple[list[str], list[dict[str, str]]]:
    text = "".join(RENDERERS["csv"](rows, Style()))
    assert all(char.isprintable() or char == "\n" for char in text)
    heading, *cells = csv.reader(io.StringIO(text, newline=""))
    assert len(set(heading)) == len(heading)
    return heading, [dict(zip(heading, line, strict=True)) for line in cells]


def test_nothing_acts_in_the_heading() -> None:
    heading, [row] = table(replace(assessment(), columns={BAD: BAD}))
    shown = "in:\\u{1b}]0;pwn\\u{7}=1\\u{202e}abc"
    assert heading[-2] == shown and row[shown] == row[shown].replace("\x1b", "") and "in:" in row["made_text"]


def test_columns_that_the_first_row_has_not_are_gathered() -> None:
    refused = Refusal(line=3, input="x", status=LineStatus.SKIPPED, reason="empty", columns={"b": "2"})
    _, rows = table(replace(assessment(), columns={"a": "1"}), replace(assessment(), columns={"a": "1", "b": '2"', BAD: BAD}), refused)
    assert [row["in:a"] for row in rows] == ["1", "1", ""]
    assert [json.loads(row["more_columns"] or "{}") for row in rows] == [{}, {"b": '2"', BAD: BAD}, {"b": "2"}]


@pytest.mark.parametrize(("outcome", "says"), [(Outcome.ABSENT, ("none", "none", "", "")), (Outcome.TIMEOUT, ("unknown",) * 4)])
def test_what_was_found_to_be_absent_is_not_unknown(outcome: Outcome, says: tuple[str, ...]) -> None:
    gone = {name: Evidence(collector=name, outcome=outcome, observed_at=SEEN, reason="so") for name in ("hosting", "page")}
    _, [row] = table(replace(assessment(), evidence=gone))
    assert (row["address"], row["landing"], row["title"], row["contacts"]) == says
    assert all(row[name] in MEANINGS[name] for name in ("address", "landing"))


OF_REGISTRY, OF_HOLDER = ("registrar", "abuse_email"), ("asn", "holder", "country")
UNREGISTERED = RegistrationAbsent(because="no match")
NAMELESS, UNASKED = AddressHolder(ip="192.0.2.1"), AddressHolder(ip="192.0.2.1", outcome="timeout", reason="no answer", country="NL")


@pytest.mark.parametrize(
    ("collector", "outcome", "facts", "says"),
    [
        ("registration", Outcome.TIMEOUT, None, dict.fromkeys(OF_REGISTRY, "unknown")),
        (
            "registration",
            Outcome.OK,
            RegistrationFacts(name="scam.example.top"),
            {"registered": "not stated", **dict.fromkeys(OF_REGISTRY, "")},
        ),
        ("registration", Outcome.OK, UNREGISTERED, {"registered": "not registered", **dict.fromkeys(OF_REGISTRY, "")}),
        ("registration", Outcome.OK, replace(UNREGISTERED, resolves=True), dict.fromkeys(("registered", *OF_REGISTRY), "unknown")),
        ("hosting", Outcome.BLOCKED, None, dict.fromkeys(OF_HOLDER, "unknown")),
        ("hosting", Outcome.ABSENT, None, dict.fromkeys(OF_HOLDER, "")),
        ("hosting", Outcome.OK, HostingFacts(addresses=(NAMELESS,)), dict.fromkeys(OF_HOLDER, "")),
        ("hosting", Outcome.OK, HostingFacts(addresses=(UNASKED,)), {"asn": "unknown", "holder": "unknown", "country": "NL"}),
    ],
)
def test_a_cell_is_empty_only_where_an_answer_left_it_so(collector: str, outcome: Outcome, facts: Facts, says: dict[str, str]) -> None:
    one = Evidence(collector=collector, outcome=outcome, facts=facts, observed_at=SEEN, reason="so")
    _, [row] = table(replace(assessment(), evidence={collector: one}))
    assert {name: row[name] for name in says} == says
    assert [name for name, word in says.items() if name in MEANINGS and (word or "empty") not in MEANINGS[name]] == []
    others = OF_HOLDER if collector == "registration" else OF_REGISTRY
    assert {row[name] for name in others} == {"unknown"}  # nobody was asked


@pytest.mark.parametrize(
    ("named", "held", "says"),
    [
        (("10.20.0.5", "192.0.2.1"), None, ("10.20.0.5 192.0.2.1", "unknown")),
        ((), None, ("unknown", "unknown")),
        (("192.0.2.1", "10.20.0.5"), HostingFacts(addresses=(NAMELESS,)), ("192.0.2.1", "")),
    ],
)
def test_an_address_that_the_resolver_named_is_told_though_its_holder_was_not_asked(
    named: tuple[str, ...], held: HostingFacts | None, says: tuple[str, str]
) -> None:
    dns = Evidence(collector="dns", outcome=Outcome.OK, facts=DnsFacts(zone="example.top", addresses=named), observed_at=SEEN)
    outcome = Outcome.OK if held is not None else Outcome.BLOCKED
    hosting = Evidence(collector="hosting", outcome=outcome, facts=held, observed_at=SEEN, reason="" if held is not None else "so")
    _, [row] = table(replace(assessment(), evidence={"dns": dns, "hosting": hosting}))
    assert (row["address"], row["holder"]) == says


def test_a_title_leads_nowhere() -> None:
    _, [row] = table(replace(assessment(), evidence={"page": page_evidence("Verify at http://evil.example/now, or scam.example.top")}))
    assert row["title"] == "Verify at hxxp://evil[.]example/now, or scam[.]example[.]top"


def test_of_a_saved_page_nobody_knows_where_it_stood() -> None:
    [[whole], [saved]] = [table(replace(assessment(), flags=flags))[1] for flags in ((), (SAVED,))]
    assert (whole["landing"], saved["landing"]) == ("hxxps://scam[.]example[.]top/", "unknown")


def test_a_sum_that_is_nothing_has_no_sign() -> None:
    _, rows = table(*(replace(assessment(), log_odds=sum_) for sum_ in (-0.0, -0.0001, -0.0006)))
    assert [row["log_odds"] for row in rows] == ["0.000", "0.000", "-0.001"]


def test_the_name_of_a_holder_is_no_other_who_can_act() -> None:
    told = Route(kind="host", body="Cheap VPS | police: Harbour Police", channel="abuse@vps.example", certainty="told")
    _, [row] = table(replace(assessment(), report_to=(told,)))
    assert row["report_to"].split(" | ") == ["host: Cheap VPS / police: Harbour Police: abuse@vps.example"]


def test_a_telephone_number_is_no_formula_and_is_not_changed_as_one() -> None:
    routes = [Route(kind="host", body="H", channel=way, certainty="told") for way in ("a@h.example; +65.31580000", "+31 20 1", "x;+a;=1+1")]
    _, [row] = table(replace(assessment(), report_to=tuple(routes[:2])))
    assert row["report_to"] == "host: H: a@h.example; tel. +65.31580000 | host: H: tel. +31 20 1" and "report_to" not in row["made_text"]
    _, [row] = table(replace(assessment(), report_to=(routes[2],)))
    assert row["report_to"] == "host: H: x;'+a;'=1+1"


def test_what_the_verdict_rests_on_stands_beside_it() -> None:
    whole = replace(
        assessment(), fragile=True, held_back=("the verdict hangs on one signal",), prior=0.3, model="office+12", knowledge="1+ab",
        evidence_digest="0" * 64, gambling="scam",
    )  # fmt: skip
    _, [row] = table(whole)
    assert (row["fragile"], row["held_back"], row["prior"], row["gambling"]) == ("yes", "the verdict hangs on one signal", "0.3", "scam")
    assert (row["model"], row["knowledge"], row["evidence_digest"], row["now"]) == ("office+12", "1+ab", "0" * 64, "")
    assert (row["version"], row["day"]) == (__version__, "")


def test_a_name_that_was_judged_alone_has_its_day() -> None:
    _, [row] = table(replace(assessment(), mode=Mode.OFFLINE, evidence={}, observed_at=None, day=date(2026, 11, 24)))
    assert (row["day"], row["observed_at"]) == ("2026-11-24", "")


def test_the_other_side_and_what_is_not_told_stand_in_it_too() -> None:
    nats = (("a", 2.0), ("b", 1.0), ("c", -0.9), ("d", 0.5), ("e", 0.25), ("f", -0.5))
    found = tuple(replace(assessment().contributions[0], because=because, log_odds=odds) for because, odds in nats)
    told = ("reason_1", "reason_2", "reason_3", "other_side", "more_reasons", "rests_on")
    scam, honest = (replace(assessment(verdict=v), contributions=found, rests_on="x") for v in (Verdict.LIKELY_SCAM, Verdict.LIKELY_BENIGN))
    _, rows = table(scam, honest)
    assert [rows[0][name] for name in told] == ["a", "b", "d", "c", "2 more, -0.25 in total", "x"]
    assert [rows[1][name] for name in told] == ["c", "f", "", "a", "3 more, +1.75 in total", "x"]


def test_nothing_is_ever_certain() -> None:
    sure, never = (replace(assessment(), probability=p, interval=(p, p)) for p in (1.0, 0.0))
    _, rows = table(sure, never)
    assert [[row[name] for name in ("low", "probability", "high")] for row in rows] == [["0.9999"] * 3, ["0.0001"] * 3]


def test_more_detail_of_several_rows_is_all_of_each() -> None:
    rows = [assessment(line=1), assessment(line=2)]
    said = "".join(RENDERERS["table"](rows, Style(several=True, verbose=1)))

    assert said == "".join(panel(row, Style(several=False, verbose=1)) for row in rows)
    repeated = replace(assessment(line=3), same_as=1)
    nameless = Refusal(line=4, input="", status=LineStatus.SKIPPED, reason="the line is empty")
    more = "".join(RENDERERS["table"]([repeated, nameless], Style(several=True, verbose=1)))
    assert "same as line 1" in more and more.endswith("line 4 · skipped: the line is empty\n")
    assert said != "".join(RENDERERS["table"](rows, Style(several=True)))


def test_a_table_of_several_marks_what_hangs_on_one_finding_and_what_was_held_back() -> None:
    held = replace(assessment(verdict=Verdict.SUSPICIOUS), held_back=("full evidence alone convicts nobody",))
    shown = "".join(RENDERERS["table"]([replace(held, fragile=True), held, assessment()], Style(several=True, width=200))).splitlines()
    assert ["fragile" in line for line in shown[1:4]] == [True, False, False]
    assert ["held back" in line for line in shown[1:4]] == [True, True, False]
    hinted, unacquitted = (
        replace(assessment(verdict=Verdict.NO_FINDING), held_back=(RULINGS[rule],)) for rule in ("hints-alone", "name-alone")
    )
    shown = "".join(RENDERERS["table"]([hinted, unacquitted], Style(several=True, width=200))).splitlines()
    assert ["held back" in line for line in shown[1:3]] == [True, False]  # the first has the number of a suspect


@pytest.mark.parametrize("language", ["th", "ms", "id", "vi", "zh"])
def test_no_sentence_of_ours_is_made_harmless_as_if_a_target_had_written_it(language: str) -> None:
    tables = speech(language).tables
    said = [text for kind in ("evidence", "phrases", "family", "verdict", "type") for pair in tables[kind].items() for text in pair]
    assert len(said) > 500
    assert [text for text in (*said, *speech(language).reasons.values()) if _WITHIN.search(text)] == []


def test_what_a_target_wrote_is_made_harmless_within_a_sentence_of_ours_too() -> None:
    unknown = Unknown(family="name", because="the title reads “a;=1+1”", signals=("x",), weight=1.0)
    _, [row] = table(replace(assessment(), unknown=(unknown,)))
    assert ";'=1+1" in row["unknown"] and row["made_text"] == "unknown"


def test_what_was_left_open_in_part_is_not_told_as_if_nothing_were_known() -> None:
    unknown = tuple(Unknown(family="tls", because="not asked", weight=1.0, part=part) for part in (True, False))
    _, [row] = table(replace(assessment(), unknown=unknown))
    assert row["unknown"] == "tls, in part: not asked; tls: not asked"


@pytest.mark.parametrize("barrier", ["for-sale", "captcha"])
def test_contacts_behind_a_notice_are_unknown(barrier: str) -> None:
    page = seen_with((), barrier=barrier, text="The name bluecoral.example may be for sale")
    _, [row] = table(replace(assessment(), evidence={"page": page}))
    assert (row["contacts"], row["banks"]) == ("unknown", "unknown")


def test_banks_of_a_page_that_broke_off_are_unknown_where_another_contact_was_found() -> None:
    page = seen_with((Contact(kind="telegram", value="bossman99"),), complete=False, incomplete_because="the connection broke off")
    _, [row] = table(replace(assessment(), evidence={"page": page}))
    assert (row["contacts"], row["banks"]) == ("telegram:bossman99", "unknown")


def test_the_bank_of_an_account_and_the_limits_that_were_reached_have_columns() -> None:
    found = (
        Contact(kind="bank-account", value="1234567890", detail="Kasikornbank"),
        Contact(kind="bank-account", value="5141234567", detail="Maybank"),
        Contact(kind="bank-account", value="777"),
        Contact(kind="wallet", value="T9y", detail="TRX"),
    )
    caps = (Cap(stage="page", cap="contacts 200", seen="800"),)
    whole = replace(assessment(), evidence={"page": seen_with(found)}, caps=())
    _, [row, cut] = table(whole, replace(whole, caps=caps))
    assert row["contacts"].split()[:2] == ["bank-account:1234567890", "bank-account:5141234567"]
    assert (row["banks"], row["caps"]) == ("1234567890: Kasikornbank; 5141234567: Maybank", "")
    assert cut["caps"] == "page: at most 200 contacts"


@pytest.mark.parametrize(
    ("given", "note"),
    [
        ("https://scb.co.th@evil.example/", "the scb[.]co[.]th before the @ is no part of the address, which leads to evil[.]example"),
        ("help@evil.example", "Only the domain after the @ was judged, not the mailbox"),
        ("https://www.google.com/url?q=https%3A%2F%2Fevil.example%2F&sa=D", "found inside a link of www[.]google[.]com"),
        ("https://evil.example/", ""),
    ],
)
def test_which_part_of_the_input_was_judged_stands_beside_it(given: str, note: str) -> None:
    target = parse_target(given)
    assert isinstance(target, Target) and target.host == "evil.example"
    _, [row] = table(replace(assessment(), target=target))
    assert row["input_note"] == note


def test_a_line_that_our_tables_have_is_marked_as_that_and_not_by_its_kind() -> None:
    """The cell is a list of what to block or to trace: a bank's number in it would be blocked."""
    known = [("hotline", "997"), ("hotline", "+601300882999"), ("hotline", "+601300886688"), ("whatsapp", "+6281157157157")]
    own = [("hotline", "+601300882998"), ("whatsapp", "+6281157157158")]
    contacts = tuple(Contact(kind=kind, value=value) for kind, value in (*known, *own))
    _, [row] = table(replace(assessment(), evidence={"page": seen_with(contacts)}))
    assert row["contacts"].split() == [f"known-line:{value}" for _, value in known] + [f"{kind}:{value}" for kind, value in own]
