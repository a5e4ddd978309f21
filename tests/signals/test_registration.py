"""How registration, zone and certificate speak together: ages, absences, holds, and who may speak for the zone."""

from datetime import datetime, timedelta, timezone

import pytest
from msgspec.structs import replace

from scamtriage.records.assessment import Assessment
from scamtriage.records.evidence import Dossier
from scamtriage.records.facts import (
    CertificateFacts,
    DmarcFacts,
    DnsAnswer,
    DnsFacts,
    DnsOutcome,
    Facts,
    Listing,
    RegistrationAbsent,
    RegistrationFacts,
    ReputationFacts,
    SpfFacts,
)
from scamtriage.records.findings import Measurement, Presence
from scamtriage.records.target import LineStatus
from scamtriage.signals import certificate, dns, registration
from scamtriage.signals.observed import DATED_AHEAD, NOT_YET
from scamtriage.signals.view import ANSWERS, KEPT, View
from tests.judgement.sites import NOW, assessed, dossier, evidence
from tests.signals.readings import RULES, readings

ABSENT = RegistrationAbsent(because="error 404: Not Found")
LURE = "<title>Department of Special Investigation</title><h1>Department of Special Investigation</h1><p>Case file 4471."


def site(host: str = "one-page.org", age_days: float = 3, **facts: Facts | None) -> Dossier:
    """A site of that age; a collector that is None observed nothing."""
    made = dossier({"id": "one", "scam": True, "host": host, "age_days": age_days, "html": f"<html>{LURE}</html>"})
    found = {name: one for name, one in made.evidence.items() if name not in facts}
    return replace(made, evidence=found | {name: evidence(name, given) for name, given in facts.items() if given is not None})


def view(found: Dossier) -> View:
    return View(found, RULES.tables)


def judged(found: Dossier, now: datetime | None = None) -> Assessment:
    return assessed(found, now=now)


def zone(*outcomes: tuple[str, DnsOutcome], **more: object) -> DnsFacts:
    answers = tuple(DnsAnswer(name="one-page.org", rtype=rtype, outcome=outcome) for rtype, outcome in outcomes)
    return DnsFacts(zone="one-page.org", answers=answers, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("moment", [datetime.min, datetime.max])
@pytest.mark.parametrize("hours", [-12, 0, 14])
def test_a_stored_time_at_either_end_of_the_calendar_is_judged_as_any_other(moment: datetime, hours: int) -> None:
    there = moment.replace(tzinfo=timezone(timedelta(hours=hours)))
    listed = Listing(list="Top 1k", sort="popular", name="one-page.org", as_of="2026-11-01", entries=1_000)
    found = site(reputation=ReputationFacts(listings=(listed,)), registration=RegistrationFacts(name="one-page.org", created=there))
    assert judged(found).status is LineStatus.OK
    assert judged(replace(found, evidence={name: replace(one, observed_at=there) for name, one in found.evidence.items()})).contributions
    assert judged(found, now=there).contributions


NOWHERE = zone(*((rtype, DnsOutcome.NXDOMAIN) for rtype in ("A", "AAAA", "NS", "MX", "TXT", "SOA", "CAA")))


def test_an_absence_never_outweighs_a_page_that_was_read() -> None:
    unknown = judged(site(registration=None))
    absent = judged(site(registration=ABSENT))
    assert absent.verdict is unknown.verdict and "inactive" not in absent.states
    assert "the site is not there" not in absent.held_back
    told = {signal: one.because for one in absent.unknown for signal in one.signals}
    assert told["reg-not-registered"] == told["reg-age-lt-7d"] == ANSWERS


LEFT_OPEN = "the sources that answered left this open"


@pytest.mark.parametrize(
    ("age_days", "now", "because"),
    [
        (3, NOW - timedelta(days=100), NOT_YET),
        (-100, None, DATED_AHEAD),
        (None, None, LEFT_OPEN),
        (None, NOW - timedelta(days=100), LEFT_OPEN),
    ],
)
def test_an_age_that_cannot_be_counted_is_unknown_for_what_is_true(age_days: float | None, now: datetime | None, because: str) -> None:
    """A registry that stated a date did not leave the age open. What hangs on the age alone says the same."""
    stated = RegistrationFacts(name="maybank2u-login.top", created=None if age_days is None else NOW - timedelta(days=age_days))
    row = judged(site("maybank2u-login.top", registration=stated), now=now)
    told = {signal: one.because for one in row.unknown for signal in one.signals}
    assert {told[signal] for signal in ("reg-age-lt-7d", "reg-age-180-365d", "rep-age-gt-5y", "combo-fresh-brand")} == {because}
    assert told["reg-registrant-freemail"] == LEFT_OPEN


@pytest.mark.parametrize(
    ("facts", "believed"),
    [
        ({}, False),
        ({"page": None, "certificate": None}, False),
        ({"page": None, "certificate": None, "dns": NOWHERE}, True),
        ({"page": None, "certificate": None, "dns": zone(addresses=("0.0.0.0",), forbidden=(("0.0.0.0", "nobody's"),))}, True),
        ({"page": None, "certificate": None, "dns": zone(ns_hosts=("ns1.dns.net",))}, False),
        ({"page": None, "certificate": None, "dns": None}, True),
        ({"certificate": None, "dns": NOWHERE}, False),
        ({"page": None, "dns": NOWHERE}, False),
    ],
)
def test_an_absence_is_believed_only_where_nothing_answers(facts: dict[str, Facts | None], believed: bool) -> None:
    found = readings(site(registration=ABSENT, **facts))["reg-not-registered"]
    assert found is (Presence.PRESENT if believed else Presence.UNKNOWN)


@pytest.mark.parametrize("host", ["www.gov.sg", "data.gov.sg", "some-college.ac.uk", "one-office.go.th"])
def test_below_an_ending_that_is_kept_no_name_is_nobodys(host: str) -> None:
    nowhere = view(site(host, registration=ABSENT, dns=NOWHERE, page=None, certificate=None))
    assert registration.not_registered(nowhere) == Measurement(value=None, shown={"why": KEPT})


def test_below_an_ending_that_is_kept_no_mail_host_is_missed() -> None:
    no_mail = zone(("MX", DnsOutcome.NODATA), addresses=("45.12.40.9",))
    assert readings(site(dns=no_mail))["dns-no-mx-authority"] is Presence.PRESENT
    assert readings(site("www.gov.sg", dns=no_mail))["dns-no-mx-authority"] is Presence.NOT_APPLICABLE


@pytest.mark.parametrize(("hours", "days"), [(1, 0), (-7, 0), (-47, 0), (-49, None), (25, 1)])
def test_a_day_that_lies_ahead_by_no_more_than_a_zone_is_today(hours: float, days: int | None) -> None:
    measured = registration.age_days(view(site(age_days=hours / 24 if hours > 0 else 3, **ahead(hours))))
    assert (measured.shown.get("days"), measured.shown.get("years", 0)) == (days, 0)
    assert measured.value is None if days is None else measured.value is not None and measured.value >= 0


def ahead(hours: float) -> dict[str, Facts]:
    return {"registration": RegistrationFacts(name="one-page.org", created=NOW - timedelta(hours=hours), registrar="A Registrar")}


LISTED = RegistrationFacts(name="one-page.org", created=NOW - timedelta(days=5), nameservers=("ns1.dns.net",), status=("active",))


@pytest.mark.parametrize(
    ("told", "there", "withheld"),
    [
        (LISTED, NOWHERE, True),
        (replace(LISTED, status=("client hold",)), NOWHERE, False),
        (replace(LISTED, status=("redemption period",)), NOWHERE, False),
        (replace(LISTED, nameservers=()), NOWHERE, False),
        (LISTED, zone(("A", DnsOutcome.NXDOMAIN), ("AAAA", DnsOutcome.NXDOMAIN), ("NS", DnsOutcome.OK)), False),
        (LISTED, zone(("A", DnsOutcome.NODATA), ("AAAA", DnsOutcome.NODATA), ("NS", DnsOutcome.OK)), False),
        (ABSENT, NOWHERE, False),
    ],
)
def test_a_name_that_its_registry_has_on_the_net_is_not_gone_because_a_resolver_says_so(
    told: RegistrationFacts | RegistrationAbsent, there: DnsFacts, withheld: bool
) -> None:
    row = judged(site(registration=told, dns=there, page=None, certificate=None))
    assert ("needs-human" in row.states, "inactive" in row.states) == (withheld, not withheld)
    said = {one.reading.signal for one in row.contributions}
    assert ("dns-name-withheld" in said, "dns-unresolved" in said) == (withheld, not withheld)


@pytest.mark.parametrize("lapsing", ["auto renew period", "redemption period", "pending delete"])
@pytest.mark.parametrize(("years", "held"), [(16, 0.0), (1, 1.0)])
def test_a_name_that_was_not_paid_for_after_years_is_not_held_against_anybody(lapsing: str, years: int, held: float) -> None:
    facts = RegistrationFacts(
        name="one-page.org",
        created=NOW - timedelta(days=365.25 * years),
        expires=NOW + timedelta(days=340),
        status=("client hold", lapsing),
    )
    assert registration.on_hold(view(site(registration=facts))).value == held
    assert registration.on_hold(view(site(registration=replace(facts, status=("client hold",))))).value == 1.0
    assert registration.on_hold(view(site(registration=replace(facts, created=None)))).value is None


@pytest.mark.parametrize(
    ("not_before_h", "logged_h", "hours"),
    [(5, None, 5), (0.2, None, 1), (-1, None, 1), (-25, None, 25), (-27, None, None), (-1, 3, 3), (5, -48, None)],
)
def test_a_certificate_that_is_dated_back_came_at_once(not_before_h: float, logged_h: float | None, hours: int | None) -> None:
    found = site()
    created, shown = NOW - timedelta(days=3), found.evidence["certificate"].facts
    assert isinstance(shown, CertificateFacts)
    logged = None if logged_h is None else created + timedelta(hours=logged_h)
    dated = site(certificate=replace(shown, not_before=created + timedelta(hours=not_before_h), sct_first=logged))
    assert registration.hours_from_registration_to_certificate(view(dated)).shown.get("hours") == hours
    told = [c.because for c in judged(dated).contributions if c.reading.signal == "tls-cert-hours-after-reg"]
    within = "1 hour" if hours == 1 else f"{hours} hours"
    assert told == ([] if hours is None else [f"the certificate was issued within {within} of the registration"])


@pytest.mark.parametrize(("days", "why"), [(30, "it does not hold yet"), (0.5, None), (-5, None)])
def test_a_certificate_that_does_not_hold_yet_is_not_valid(days: float, why: str | None) -> None:
    shown = site().evidence["certificate"].facts
    assert isinstance(shown, CertificateFacts)
    assert certificate.invalid(view(site(certificate=replace(shown, not_before=NOW + timedelta(days=days))))).shown.get("why") == why


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ('0 issue "letsencrypt.org"', True),
        ('0 ISSUE "letsencrypt.org"', True),
        ('128 issuewild "ca.example; policy=ev"', True),
        ('0 iodef "mailto:issue@x.com"', False),
        ('0 issuevmc "digicert.com"', False),
        ('0 issuemail "x.com"', False),
    ],
)
def test_only_certificates_of_sites_are_issued_by_whom_caa_says(value: str, says: bool) -> None:
    answer = DnsAnswer(name="one-page.org", rtype="CAA", outcome=DnsOutcome.OK, values=(value,), count=1)
    found = DnsFacts(zone="one-page.org", answers=(answer,), addresses=("45.12.40.9",))
    assert dns.caa(view(site(dns=found))).value == float(says)


@pytest.mark.parametrize(("addresses", "everybody"), [(2**32, True), (2**31, True), (2**24, False)])
def test_a_policy_of_mail_that_names_half_of_the_world_lets_everybody_send(addresses: int, everybody: bool) -> None:
    found = zone(
        ("MX", DnsOutcome.OK),
        ("TXT", DnsOutcome.OK),
        ("DMARC", DnsOutcome.OK),
        addresses=("45.12.40.9",),
        mx_hosts=("mx.one-page.org",),
        spf=SpfFacts(record="v=spf1 ip4:0.0.0.0/0 -all", all="-", ip4_addresses=addresses),
        dmarc=DmarcFacts(record="v=DMARC1; p=reject", policy="reject"),
    )
    told = readings(site(dns=found))
    assert (told["dns-spf-plus-all"] is Presence.PRESENT, told["dns-dmarc-enforced"] is Presence.PRESENT) == (everybody, not everybody)


def test_a_reserved_name_has_no_registrant_to_be_hidden() -> None:
    reserved = RegistrationFacts(result="redacted", name="one-page.org", status=("reserved",))
    assert registration.privacy(View(site(registration=reserved), RULES.tables)) == registration.NOT_APPLICABLE
    assert registration.privacy(View(site(registration=replace(reserved, status=("active",))), RULES.tables)).value == 1


def test_an_absence_that_the_zone_contradicts_is_doubted_without_the_zones_own_facts() -> None:
    bare = site(dns=None, page=None, certificate=None, registration=replace(ABSENT, resolves=True))
    view = View(replace(bare, evidence={"registration": bare.evidence["registration"]}), RULES.tables)
    assert view.absence_doubted == ANSWERS and not view.not_registered
