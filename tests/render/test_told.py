"""How it is told: as the standards want it, the same on every desk, and never as certain."""

import dataclasses
import json
import re
from base64 import b64decode
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from scamtriage.records.assessment import Unknown, Verdict
from scamtriage.records.evidence import Evidence, Outcome
from scamtriage.records.facts import (
    CertificateFacts,
    Contact,
    DnsFacts,
    Facts,
    HostingFacts,
    PageFacts,
)
from scamtriage.records.userlist import Listed, Match
from scamtriage.render import SHARED, disclosure, format_of, report_text
from scamtriage.render.style import Sharing
from tests.render.reports import (
    EVERYTHING,
    FAULTS,
    NOTHING,
    OBSERVABLES,
    accused,
    objects,
    said,
    stix_faults,
)
from tests.samples import SEEN, assessment


@pytest.mark.parametrize("sharing", [EVERYTHING, NOTHING, Sharing()], ids=["all", "none", "unnamed"])
@pytest.mark.parametrize("format", SHARED)
def test_what_the_library_of_each_standard_says(format: str, sharing: Sharing) -> None:
    assert len(accused()) >= 8
    assert FAULTS[format](said(format, accused(), sharing)) == []


@pytest.mark.parametrize("format", SHARED)
@given(text=st.text(st.characters(codec=None), max_size=40))
def test_whatever_a_target_writes_the_standards_still_hold(format: str, text: str) -> None:
    row = assessment(text)
    url = f"https://scam.example.top/{text.encode('ascii', 'ignore').hex()}?q='\\'"
    row = replace(row, target=replace(row.target, url=url))
    assert FAULTS[format](said(format, [row])) == []


@pytest.mark.parametrize("format", SHARED)
def test_the_same_evidence_gives_the_same_bytes_and_each_page_once(format: str) -> None:
    assert said(format, accused()) == said(format, [*accused(), *accused()])


def test_two_desks_mean_one_object_by_what_they_saw() -> None:
    other = dataclasses.replace(EVERYTHING, organisation="Bank Example", mailbox="fraud@bank.example")
    first, second = ({one["id"]: one["type"] for one in objects(accused(), sharing)} for sharing in (EVERYTHING, other))
    assert {first[name] for name in first.keys() & second.keys()} >= {"domain-name", "url", "ipv4-addr"}
    assert {first[name] for name in first.keys() - second.keys()} == {"identity", "observed-data", "indicator", "relationship", "note"}


@pytest.mark.parametrize("tlp", ["clear", "green", "amber", "amber+strict", "red"])
def test_every_object_says_who_may_pass_it_on(tlp: str) -> None:
    sharing = dataclasses.replace(EVERYTHING, tlp=tlp)
    marking, _, *rest = objects(accused(), sharing)
    assert marking["name"] == f"TLP:{tlp.upper()}" and {tuple(one["object_marking_refs"]) for one in rest} == {(marking["id"],)}
    assert {event["Event"]["Tag"][0]["name"] for event in json.loads(said("misp", accused(), sharing))["response"]} == {f"tlp:{tlp}"}
    assert {report["tags"][0] for report in json.loads(said("xarf", accused(), sharing))} == {f"tlp:{tlp}"}


@pytest.mark.parametrize("format", SHARED)
@pytest.mark.parametrize("moment", [datetime.max.replace(tzinfo=UTC), datetime.min.replace(tzinfo=timezone(timedelta(hours=14)))])
def test_evidence_of_any_year_makes_a_report(format: str, moment: datetime) -> None:
    evidence = {name: replace(one, observed_at=moment) for name, one in accused()[0].evidence.items()}
    assert json.loads(said(format, [replace(accused()[0], observed_at=moment, evidence=evidence)]))


def test_what_only_looks_like_a_certificate_or_a_coin_keeps_no_report_back() -> None:
    row = accused()[0]
    page = row.evidence["page"].facts
    assert isinstance(page, PageFacts)
    coin = replace(page, contacts=(Contact(kind="wallet", value="1BoatSLRHtKNngkdXEeobR76b53LETtpyT", detail="\ud800"),))
    made: dict[str, Facts] = {"page": coin, "certificate": CertificateFacts(sha256="none")}
    evidence = {name: Evidence(collector=name, outcome=Outcome.OK, observed_at=SEEN, facts=facts) for name, facts in made.items()}
    assert stix_faults(said("stix", [replace(row, evidence={**row.evidence, **evidence})])) == []


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"states": ("on-block-list",), "verdict": Verdict.NO_FINDING}, "On the reporter's own list of confirmed sites"),
        ({"states": ("compromised-site",)}, "on a site that seems to have been hacked; its owner would be a victim"),
    ],
)
def test_a_report_says_why_it_is_made(changes: dict[str, Any], says: str) -> None:
    row = replace(accused()[0], **changes)
    assert says in report_text.summary(row, NOTHING).splitlines()[0]
    assert all(says in said(format, [row]) for format in SHARED if format != "xarf" or "list" not in says)


@pytest.mark.parametrize("format", SHARED)
def test_a_report_says_what_could_not_be_checked_and_what_changed_the_verdict(format: str) -> None:
    """Of why it could not, nothing: that may name the desk's resolver."""
    because = "the resolver of desk.example gave no answer"
    unknown = (Unknown(family="reputation", because=because, weight=1.0), Unknown(family="dns", because=because, weight=1.0, part=True))
    row = replace(accused()[0], coverage=0.61, unknown=unknown, held_back=("gambling may be licensed where its visitors live",))
    text = said(format, [row])
    assert "coverage 61%; could not be checked: reputation; in part dns" in text and "gambling may be licensed" in text
    assert "desk.example" not in text
    assert "could not be checked: nothing" in said(format, [replace(row, unknown=())])


@pytest.mark.parametrize("format", SHARED)
def test_a_report_says_what_its_weights_are_measured_in_and_what_its_probability_starts_from(format: str) -> None:
    """Who receives it has no other way to follow the probability, nor to know that another desk set another prior."""
    for prior, says in ((0.1, "a prior of 10%"), (0.0005, "a prior of 0.05%")):
        row = replace(accused()[0], prior=prior, log_odds=9.254)
        assert f"+9.25 nats (+0.7 doubles the odds of a scam, -0.7 halves them); the probability starts from {says}" in said(format, [row])


@pytest.mark.parametrize("more", [" and so on" * 60, "這個網頁要求轉帳" * 80])
def test_what_the_report_came_from_is_not_cut_for_want_of_room(more: str) -> None:
    row = accused()[0]
    long = tuple(replace(c, because=c.because + more) for c in row.contributions)
    [report] = json.loads(said("xarf", [replace(row, contributions=long)]))
    told = report["description"]
    assert 990 < len(told) <= 1000 and told.endswith(f"evidence sha256:{row.evidence_digest}")
    assert "and" not in more or any(f" {word}…\n" in told for word in ("and", "so", "on"))  # no word is cut


@pytest.mark.parametrize(
    ("changes", "is_verified"),
    [({}, True), ({"barrier": "challenge"}, False), ({"gone": True}, False), ({"states": ("inactive",)}, False)],
)
def test_only_a_page_that_was_read_is_called_verified(changes: dict[str, Any], is_verified: bool) -> None:
    row = accused()[0]
    page = row.evidence["page"]
    assert isinstance(page.facts, PageFacts) and "active" in row.states
    if "barrier" in changes:
        page = replace(page, facts=replace(page.facts, **changes))
    if "gone" in changes:
        page = replace(page, outcome=Outcome.TIMEOUT, facts=None, reason="no answer")
    row = replace(row, states=changes.get("states", row.states), evidence={**row.evidence, "page": page})
    [report] = json.loads(said("xarf", [row]))
    assert ({"verified_at", "verification_method"} <= report.keys()) is is_verified
    assert ("verified_at" in report) is is_verified


def whole(report: dict[str, Any]) -> str:
    """A report with the text that it encloses."""
    return json.dumps(report, ensure_ascii=False) + b64decode(report["evidence"][0]["payload"]).decode()


def test_the_host_is_not_told_of_the_desks_own_lists() -> None:
    """And nobody of a digest by which names can be tried."""
    found = Listed(
        kind="block", name="bl.txt", sha256="ab" * 32, entries=2, matches=(Match(line=1, entry="a.top", comment="", where="target"),)
    )
    row = replace(accused()[0], states=("active", "on-block-list"), verdict=Verdict.NO_FINDING, lists=(found,))
    [report] = json.loads(said("xarf", [row]))
    assert "list" not in whole(report).lower().replace("registered", "") and "The reporter takes it for a scam" in report["description"]
    assert "on-block-list" in said("stix", [row]) and "with block list" in said("stix", [row])
    assert not [format for format in SHARED if "ab" * 32 in said(format, [row])]


@pytest.mark.parametrize(("tlp", "told"), [("clear", "08:30:00.000Z"), ("amber", "08:30:00.000Z"), ("amber+strict", "08:30:41.384Z")])
def test_the_moment_of_a_visit_is_told_to_the_minute_and_to_the_host_to_the_hour(tlp: str, told: str) -> None:
    """Whoever holds the site's log finds the visit in it; nor do identifiers let a moment be found by trying."""
    row, at = accused()[0], datetime(2026, 11, 27, 8, 30, 41, 384_000, tzinfo=UTC)
    seen = {name: replace(one, observed_at=at) for name, one in row.evidence.items()}
    first, later = (replace(row, observed_at=moment, evidence=seen) for moment in (at, at + timedelta(seconds=3)))
    sharing = dataclasses.replace(EVERYTHING, tlp=tlp)
    [report] = json.loads(said("xarf", [first], sharing))
    assert report["timestamp"] == report["verified_at"] == "2026-11-27T08:00:00.000Z" and "08:30" not in whole(report)
    assert "Seen on 2026-11-27 in the hour from 08:00 UTC" in report["description"]
    assert f"Seen on 2026-11-27 at {'08:30:41' if tlp == 'amber+strict' else '08:30'} UTC" in said("stix", [first], sharing)
    assert [one["first_observed"] for one in objects([first], sharing) if one["type"] == "observed-data"] == [f"2026-11-27T{told}"]
    if tlp != "amber+strict":
        assert not [format for format in SHARED if "30:41" in said(format, [first], sharing)]
        assert str(int(at.timestamp())) not in said("misp", [first], sharing)
        assert report_text.identity_parts(first, sharing) == report_text.identity_parts(later, sharing)
        assert report_text.identity_parts(first, sharing) != report_text.identity_parts(replace(first, evidence_digest="other"), sharing)


def test_the_host_is_told_no_words_of_a_page_that_may_name_its_victim() -> None:
    row = next(row for row in accused() for c in row.contributions[:6] if "quote" in c.reading.shown)
    quotes = [str(c.reading.shown["quote"]) for c in row.contributions if c.log_odds > 0 and c.reading.shown.get("quote")]
    [report] = json.loads(said("xarf", [row]))
    assert not [quote for quote in quotes if quote in whole(report)] and "“…”" in whole(report)
    assert any(quote in report_text.summary(row, EVERYTHING) for quote in quotes)


def test_what_the_host_is_told_in_quotation_marks_are_words_of_our_lists() -> None:
    for row in accused():
        [report] = json.loads(said("xarf", [row]))
        known = " ".join(str(c.reading.shown.get(name, "")) for c in row.contributions for name in ("terms", "words"))
        assert not [quoted for quoted in re.findall("“([^”…]+)”", whole(report)) if f"“{quoted}”" not in known]
        rates = [str(c.reading.shown["rate"]) for c in row.contributions if "rate" in c.reading.shown]
        assert not [rate for rate in rates if rate in whole(report)]  # a page may promise each visitor another, and know him by it


@pytest.mark.parametrize("format", SHARED)
def test_what_speaks_for_the_accused_leaves_the_house_with_what_speaks_against_him(format: str) -> None:
    one = accused()[0].contributions[0]
    accuses = [replace(one, because=f"accuses {n} " + "x" * 60, log_odds=3.0 - n / 10, states=()) for n in range(20)]
    acquits = [replace(one, because=f"acquits {n} " + "x" * 60, log_odds=-0.5 - n / 100, states=()) for n in range(9)]
    found = tuple(sorted((*accuses, *acquits), key=lambda c: -abs(c.log_odds)))
    row = replace(accused()[0], contributions=found, rests_on="page-wording", fragile=False)
    kept = disclosure.withholding(row, NOTHING)
    lines = report_text.reasons(row, report_text.saying(kept))
    assert [len([line for line in lines if side in line]) for side in ("accuses", "acquits")] == [12, 4] and "acquits 8" in lines[12]
    assert lines[-1] == "and 8 more for a scam (+11.60), 5 more against it (-2.60)"
    assert len(report_text.reasons(replace(row, contributions=tuple(accuses)), report_text.saying(kept))) == report_text.MOST_REASONS + 1
    assert report_text.reasons(replace(row, contributions=found[:5]), report_text.saying(kept))[-1].endswith("x")
    told = said(format, [row]) if format != "xarf" else json.loads(said(format, [row]))[0]["description"]
    assert (
        "acquits 8" in told
        and "more against it" in told
        and "Without its strongest finding, the verdict would be several levels lower" in told
    )
    assert "Fragile: the verdict depends on a single finding" in said(format, [replace(row, fragile=True)])


def test_nothing_is_certain() -> None:
    sure = [replace(row, probability=1.0, verdict=Verdict.NEAR_CERTAIN) for row in accused()]
    assert {one["confidence"] for one in objects(sure) if one["type"] == "indicator"} == {99}
    assert {report["confidence"] for report in json.loads(said("xarf", sure))} == {0.99}


@pytest.mark.parametrize(
    ("verdict", "most"),
    [("near-certain", 0.99), ("likely-scam", 0.9699), ("suspicious", 0.7994), ("no-finding", 0.3), ("undetermined", 0.5)],
)
def test_nobody_is_told_to_be_surer_than_the_verdict_that_a_rule_held_back(verdict: str, most: float) -> None:
    row = replace(accused()[0], probability=0.9999, prior=0.1, verdict=Verdict(verdict))
    assert disclosure.certainty(row) == pytest.approx(most, abs=0.001)
    assert disclosure.certainty(replace(row, probability=0.2)) == (0.5 if verdict == "undetermined" else 0.2)


@pytest.mark.parametrize(
    ("name", "format"), [("a.stix.json", "stix"), ("a.misp.json", "misp"), ("a.xarf.json", "xarf"), ("a.json", "json"), ("a.pdf", None)]
)
def test_the_end_of_a_name_chooses_the_format(name: str, format: str | None) -> None:
    assert format_of(name) == format


def test_what_is_told_under_other_conditions_is_another_object_about_the_same_things() -> None:
    first, second = objects(accused()), objects(accused(), dataclasses.replace(EVERYTHING, tlp="red"))
    kept = {one["id"] for one in first} & {one["id"] for one in second}
    assert {name.partition("--")[0] for name in kept} == {one["type"] for one in first if one["type"] in OBSERVABLES} | {"identity"}
    events = [
        {event["Event"]["uuid"] for event in json.loads(said("misp", accused(), dataclasses.replace(EVERYTHING, tlp=tlp)))["response"]}
        for tlp in ("red", "amber")
    ]
    assert not events[0] & events[1]


def test_a_contact_that_is_named_by_itself_makes_another_object_of_its_own_site_alone() -> None:
    rows = [row for row in accused() if not row.landed]
    page = next(row for row in rows if row.target.host == "dsi-case-th.top").facts("page", PageFacts)
    assert page is not None
    line = next(one for one in page.contacts if one.kind == "line")
    by_value, by_raw, bare = (
        {row.target.host: report_text.identity_parts(row, dataclasses.replace(EVERYTHING, contacts=frozenset(named))) for row in rows}
        for named in ({"phone", f"line:{line.value}"}, {"phone", f"line:{line.raw}"}, {"phone"})
    )
    assert by_value == by_raw and [host for host in bare if bare[host] != by_value[host]] == ["dsi-case-th.top"]


@pytest.mark.parametrize("format", SHARED)
@pytest.mark.parametrize("written", ["45.12.40.1\r\n=1", "45.12.40.300", "evil.example", "", "2001:db8::zz", "fe80::1%\r\n=1"])
def test_what_is_no_address_is_given_as_none(format: str, written: str) -> None:
    """Evidence of another desk may say anything; a platform refuses the whole report for it."""
    row = next(row for row in accused() if not row.landed and not row.target.is_ip)
    hosting, dns = row.evidence["hosting"], row.evidence["dns"]
    assert isinstance(hosting.facts, HostingFacts) and isinstance(dns.facts, DnsFacts)
    holders = tuple(replace(one, ip=written) for one in hosting.facts.addresses)
    evidence = {
        **row.evidence,
        "hosting": replace(hosting, facts=replace(hosting.facts, addresses=holders)),
        "dns": replace(dns, facts=replace(dns.facts, addresses=(written, *dns.facts.addresses))),
    }
    assert FAULTS[format](said(format, [replace(row, evidence=evidence)])) == []
