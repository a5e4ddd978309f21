"""What a certificate says of a site: who issued it, whom it names, and where it was shown."""

import dataclasses
from datetime import timedelta

import pytest
from msgspec.structs import replace

from scamtriage.assess import Rules
from scamtriage.knowledge.judgement.catalog import load_catalog
from scamtriage.records.evidence import Dossier
from scamtriage.records.facts import (
    AddressHolder,
    CertificateFacts,
    Hop,
    HostingFacts,
    PageFacts,
    RegistrationFacts,
)
from scamtriage.records.findings import Presence
from scamtriage.records.target import Target
from scamtriage.signals.silences import silences
from scamtriage.signals.view import View
from tests.judgement.sites import assessed, dossier, every_reading, evidence, sites
from tests.signals.readings import RULES, nats


def issued_by(organisation: str) -> Dossier:
    found = dossier(sites("dev")[0])
    evidence = found.evidence["certificate"]
    assert isinstance(evidence.facts, CertificateFacts)
    certificate = replace(evidence, facts=replace(evidence.facts, issuer_organisation=organisation))
    return replace(found, evidence={**found.evidence, "certificate": certificate})


@pytest.mark.parametrize(
    ("organisation", "presence"),
    [("Let's Encrypt", Presence.PRESENT), ("Google Trust Services", Presence.PRESENT), ("DigiCert Inc", Presence.ABSENT)],
)
def test_an_automatic_issuer_is_told_from_one_that_is_paid(organisation: str, presence: Presence) -> None:
    view = View(issued_by(organisation), RULES.tables)
    readings = {reading.signal: reading for reading in every_reading(view, silences(view))}
    assert readings["tls-issuer-free-dv"].presence is presence


BY_NAMES = ("tls-invalid", "tls-san-scam-siblings", "tls-san-brand-host")


@pytest.mark.parametrize("parsed", [True, False])
def test_of_a_certificate_that_cannot_be_read_nothing_is_known(parsed: bool) -> None:
    found = issued_by("DigiCert Inc")
    shown = found.evidence["certificate"].facts
    assert isinstance(shown, CertificateFacts)
    unread = CertificateFacts(sha256=shown.sha256, parsed=False)
    nameless = replace(shown, sans=(), san_count=0, name_matches=None) if parsed else unread
    view = View(replace(found, evidence={**found.evidence, "certificate": evidence("certificate", nameless)}), RULES.tables)
    readings = {reading.signal: reading for reading in every_reading(view, silences(view))}
    asked = BY_NAMES if parsed else (*BY_NAMES, "tls-issuer-free-dv", "tls-ov-ev", "tls-cert-hours-after-reg")
    assert {readings[row].presence for row in asked} == {Presence.UNKNOWN}


@pytest.mark.parametrize(
    ("ends", "now", "why"),
    [
        (-1, None, "it has run out"),
        (-1, 400, "it has run out"),
        (30, 400, "it has run out by the moment asked for"),
        (30, 10, None),
        (30, None, None),
    ],
)
def test_a_certificate_that_was_in_force_when_it_was_seen_has_not_run_out_but_by_the_moment_asked_for(
    ends: int, now: int | None, why: str | None
) -> None:
    found = issued_by("DigiCert Inc")
    shown = found.evidence["certificate"]
    assert isinstance(shown.facts, CertificateFacts)
    dated = replace(shown, facts=replace(shown.facts, not_after=shown.observed_at + timedelta(days=ends)))
    moment = None if now is None else shown.observed_at + timedelta(days=now)
    row = assessed(replace(found, evidence={**found.evidence, "certificate": dated}), now=moment)
    told = [one.reading.shown["why"] for one in row.contributions if one.reading.signal == "tls-invalid"]
    assert told == ([why] if why else [])


@pytest.mark.parametrize(
    ("url", "way", "weighs"),
    [
        ("http://{host}/", ("http://{host}/",), False),
        ("http://{host}/", ("http://{host}/", "https://{host}/"), True),
        ("http://{host}/", ("http://{host}/", "https://other.example/"), False),
        ("https://{host}/", ("https://{host}/",), True),
        ("https://{host}/", ("https://{host}/", "http://{host}/"), True),
    ],
)
def test_a_certificate_at_a_port_where_nobody_was_sent_weighs_nothing(url, way, weighs) -> None:
    found = dossier(next(site for site in sites("dev") if not site["scam"]))
    shown, seen, aim = found.evidence["certificate"], found.evidence["page"], found.target
    assert isinstance(shown.facts, CertificateFacts) and isinstance(seen.facts, PageFacts) and isinstance(aim, Target)
    hops = tuple(Hop(url=step.format(host=aim.host), status_code=200) for step in way)
    facts = {
        "certificate": replace(shown, facts=replace(shown.facts, name_matches=False)),
        "page": replace(seen, facts=replace(seen.facts, hops=hops)),
    }
    row = assessed(replace(found, target=replace(aim, url=url.format(host=aim.host)), evidence={**found.evidence, **facts}))
    assert any(one.reading.signal == "tls-invalid" for one in row.contributions) is weighs


@pytest.mark.parametrize(("way", "aside"), [("https://[2a00:1450::1]/", False), ("https://[2a00:1450::2]/", True)])
def test_an_address_in_brackets_leads_to_its_certificate_too(way: str, aside: bool) -> None:
    found = dossier(next(site for site in sites("dev") if not site["scam"]))
    shown, seen, aim = found.evidence["certificate"], found.evidence["page"], found.target
    assert isinstance(shown.facts, CertificateFacts) and isinstance(seen.facts, PageFacts) and isinstance(aim, Target)
    host, url = "2a00:1450::1", "http://[2a00:1450::1]/"
    facts = {
        "certificate": replace(shown, facts=replace(shown.facts, name_matches=False)),
        "page": replace(seen, facts=replace(seen.facts, hops=(Hop(url=url, status_code=302), Hop(url=way, via="http", status_code=200)))),
    }
    row = assessed(replace(found, target=replace(aim, host=host, registrable=host, suffix="", url=url), evidence=facts))
    assert any(one.reading.signal == "tls-invalid" for one in row.contributions) is not aside


def covering(host: str, *sans: str) -> Dossier:
    """A site at `host` whose certificate covers these names."""
    page = "<html><title>Rooms</title><p>Rooms by the sea.</html>"
    found = dossier({"id": "one", "scam": False, "host": host, "age_days": 900, "html": page})
    certificate = found.evidence["certificate"]
    assert isinstance(certificate.facts, CertificateFacts)
    certificate = replace(certificate, facts=replace(certificate.facts, sans=sans, san_count=len(sans)))
    return replace(found, evidence={**found.evidence, "certificate": certificate})


@pytest.mark.parametrize(
    ("host", "sans", "speaks"),
    [
        ("kuta-rooms.com", ("kuta-rooms.com", "paypal.kuta-rooms.com"), True),
        ("kuta-rooms.com", ("*.maybank2u.kuta-rooms.com",), True),
        ("kuta-rooms.com", ("booking.kuta-rooms.com", "office.kuta-rooms.com", "smart.kuta-rooms.com", "family.kuta-rooms.com"), False),
        ("paypal.kuta-rooms.com", ("paypal.kuta-rooms.com", "www.paypal.kuta-rooms.com"), False),
        ("phrae.coj.go.th", ("telegram.coj.go.th",), False),
    ],
)
def test_a_certificate_speaks_only_of_further_hosts_in_the_name_of_a_brand(host: str, sans: tuple[str, ...], speaks: bool) -> None:
    assert (nats(assessed(covering(host, *sans)), "tls-san-brand-host") is not None) is speaks


NEXT = ("dhl-redelivery-parcel.top", "singpost-verify-address.icu")


@pytest.mark.parametrize(
    ("host", "sans", "speaks"),
    [
        ("kuta-rooms.com", ("kuta-rooms.com", *NEXT), True),
        ("kuta-rooms.com", ("*.kuta-rooms.com", f"*.{NEXT[0]}", f"www.{NEXT[1]}"), True),
        ("kuta-rooms.com", ("kuta-rooms.com", NEXT[0], f"www.{NEXT[0]}", f"mail.{NEXT[0]}"), False),  # one name, in three hosts
        ("kuta-rooms.com", ("kuta-rooms.com", "kuta-surf.com", "kuta-kitchen.co.id", "bali-villas.net"), False),
        ("kuta-rooms.com", ("sni12345.cloudflaressl.com", "kuta-rooms.com", *NEXT), False),  # strangers on one certificate
        ("kuta-rooms.com", ("kuta-rooms.com", *NEXT, *(f"guest-{number}.com" for number in range(20))), False),
        ("kuta-rooms.com", ("kuta-rooms.com", "maybank2u.com.my", "cimbclicks.com.my", "dbs.com.sg"), False),
        ("kuta-rooms.pages.dev", ("kuta-rooms.pages.dev", *NEXT), False),  # a certificate of the platform's
        ("maybank2u.com.my", ("maybank2u.com.my", *NEXT), False),
        ("kuta-rooms.com", ("", ".", "com", "*.top", "x" * 300, "a..b", *NEXT), True),
    ],
)
def test_a_certificate_speaks_of_two_further_names_like_those_of_scams(host: str, sans: tuple[str, ...], speaks: bool) -> None:
    row = assessed(covering(host, *sans))
    assert (nats(row, "tls-san-scam-siblings") is not None) is speaks
    if speaks:
        said = next(c.because for c in row.contributions if c.reading.signal == "tls-san-scam-siblings")
        assert all(name in said for name in NEXT)


def test_further_names_are_weighed_by_the_catalogue_that_judges() -> None:
    """The shipped one's bounds were taken under any other, too."""
    catalog = load_catalog()
    names = {name: replace(one, clip=(0.0, 0.0)) for name, one in catalog.rows.items() if one.family == "name" and one.clip}
    lacking = {name: one for name, one in catalog.rows.items() if name not in names}
    site = covering("kuta-rooms.com", "kuta-rooms.com", *NEXT)
    assert nats(assessed(site), "tls-san-scam-siblings") is not None
    for rows in ({**catalog.rows, **names}, lacking):
        assert nats(assessed(site, Rules.of(dataclasses.replace(catalog, rows=rows))), "tls-san-scam-siblings") is None


@pytest.mark.parametrize(("sans", "why"), [(("other.com",), "it is for another name"), ((), "it names no host")])
def test_a_certificate_that_names_no_host_is_not_said_to_be_for_another(sans: tuple[str, ...], why: str) -> None:
    """Old devices and offices have only a common name, which browsers do not read."""
    found = covering("kuta-rooms.com", *sans)
    shown = found.evidence["certificate"]
    assert isinstance(shown.facts, CertificateFacts)
    bare = replace(shown, facts=replace(shown.facts, name_matches=False, subject_cn="kuta-rooms.com"))
    row = assessed(replace(found, evidence={**found.evidence, "certificate": bare}))
    [because] = [c.because for c in row.contributions if c.reading.signal == "tls-invalid"]
    assert because.endswith(why)


@pytest.mark.parametrize(("covers", "speaks"), [(True, True), (None, True), (False, False)])
def test_the_certificate_of_a_neighbour_on_the_same_host_says_nothing_of_the_site(covers: bool | None, speaks: bool) -> None:
    """A host shows the certificate of its first customer for each that has none."""
    found = covering("kuta-rooms.com", *NEXT)
    shown, registered = found.evidence["certificate"], found.evidence["registration"]
    assert isinstance(shown.facts, CertificateFacts) and isinstance(registered.facts, RegistrationFacts)
    young = replace(registered.facts, created=registered.observed_at - timedelta(days=5))
    theirs = replace(shown.facts, name_matches=covers, not_before=registered.observed_at - timedelta(days=5), sct_first=None)
    evidence = {**found.evidence, "certificate": replace(shown, facts=theirs), "registration": replace(registered, facts=young)}
    row = assessed(replace(found, evidence=evidence))
    assert (nats(row, "tls-san-scam-siblings") is not None) is speaks
    assert (nats(row, "tls-cert-hours-after-reg") is not None) is speaks


@pytest.mark.parametrize(
    ("holder", "speaks"),
    [
        (AddressHolder(ip="45.12.40.9", asn=64500), True),
        (AddressHolder(ip="104.16.1.1", asn=13335, cdn="Cloudflare"), False),
        (AddressHolder(ip="45.12.40.9", outcome="timeout", reason="no answer"), False),
    ],
)
def test_the_name_of_a_content_network_hides_no_sibling_where_none_stands_before_the_site(holder: AddressHolder, speaks: bool) -> None:
    found = covering("kuta-rooms.com", "kuta-rooms.com", *NEXT, "x.b-cdn.net")
    hosting = evidence("hosting", HostingFacts(addresses=(holder,)))
    row = assessed(replace(found, evidence={**found.evidence, "hosting": hosting}))
    assert (nats(row, "tls-san-scam-siblings") is not None) is speaks


@pytest.mark.parametrize(
    ("host", "own", "speaks"),
    [
        ("kuta-rooms.com", "www.kuta-rooms.com", True),
        ("kuta-rooms.com", "*.kuta-rooms.com", True),
        ("pay.kuta-rooms.com", "kuta-rooms.com", True),
        ("kuta-rooms.com", "kuta-rooms.com.top", False),
        ("kuta-rooms.com", "other-kuta-rooms.com", False),
        ("kuta-rooms.weebly.com", "www.weebly.com", False),
    ],
)
def test_a_certificate_that_is_invalid_at_the_site_but_names_it_is_its_owners(host: str, own: str, speaks: bool) -> None:
    """A gang that leaves the bare name off its certificate still had all names put on it."""
    found = covering(host, own, *NEXT)
    shown = found.evidence["certificate"]
    assert isinstance(shown.facts, CertificateFacts)
    bare = replace(shown, facts=replace(shown.facts, name_matches=False))
    row = assessed(replace(found, evidence={**found.evidence, "certificate": bare}))
    assert (nats(row, "tls-san-scam-siblings") is not None) is speaks
