"""DMARC, Team Cymru's answers, and what the records of a zone mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scamtriage.parse.dns import cymru, dmarc, zone_records
from scamtriage.parse.whois.referral import registrar_server, unread_server
from scamtriage.records.facts import DnsAnswer, DnsFacts, DnsOutcome


def answer(rtype: str, *values: str, outcome: DnsOutcome | None = None, **more: object) -> DnsAnswer:
    how = outcome or (DnsOutcome.OK if values else DnsOutcome.NODATA)
    return DnsAnswer(name="shop.example", rtype=rtype, outcome=how, values=values, count=len(values), **more)


@pytest.mark.parametrize(
    ("record", "policy", "pct"),
    [
        ("v=DMARC1; p=reject", "reject", 100),
        ("v=DMARC1;p=quarantine;pct=20;sp=none", "quarantine", 20),
        ("v=DMARC1; p=none; rua=mailto:x@y", "none", 100),
        ("v=DMARC1; p=whatever; pct=900", "", 100),
        ("v=DMARC1; pct=-5; p=reject; p=none", "reject", 100),
    ],
)
def test_dmarc_tags_are_read(record: str, policy: str, pct: int) -> None:
    found = dmarc.find(("something else", record))
    assert found is not None and (found.policy, found.pct) == (policy, pct)


def test_a_policy_that_is_tried_out_is_for_no_mail_and_another_version_is_none() -> None:
    tried = dmarc.find(("v=DMARC1; p=reject; t=y",))
    assert tried is not None and (tried.policy, tried.pct) == ("reject", 0)
    assert dmarc.find(("v=DMARC10; p=reject",)) is None
    kept = dmarc.find(("v = DMARC1 ; p=reject; t=n",))
    assert kept is not None and kept.pct == 100


def test_two_dmarc_records_are_none() -> None:
    assert dmarc.find(("v=DMARC1; p=reject", "v=DMARC1; p=none")) is None


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("216.90.108.31", "31.108.90.216.origin.asn.cymru.com"),
        ("2001:db8::1", "1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.origin6.asn.cymru.com"),
    ],
)
def test_addresses_are_asked_for_backwards(address: str, name: str) -> None:
    assert cymru.origin_name(address) == name


def test_the_most_specific_announcement_that_holds_the_address_counts() -> None:
    texts = ("1 | 216.0.0.0/8 | US | arin |", "23028 24 | 216.90.108.0/24 | us | arin | 1998-09-25", "7 | 8.0.0.0/8 | US | arin |")
    origin = cymru.read_origin(texts, "216.90.108.31")
    assert origin == cymru.Origin(asn=23028, prefix="216.90.108.0/24", country="US")
    assert cymru.read_origin(texts, "9.9.9.9") is None


def test_the_holder_stands_without_his_country() -> None:
    assert cymru.read_as_name(("23028 | US | arin | 2002-01-04 | TEAM-CYMRU - Team Cymru, Inc., US",)) == "TEAM-CYMRU - Team Cymru, Inc."


BEGUN = ("", "23028", "1.2.3.0/24", "v=DMARC1;", "v=DMARC1;pct=", "google-site-verification=", "Whois Server: ", "Whois Server: http://")


@given(st.lists(st.tuples(st.sampled_from(BEGUN), st.text(max_size=80)).map("".join), max_size=6))
def test_odd_answers_raise_nothing(texts: list[str]) -> None:
    for answer in (tuple(texts), ("|".join(texts),)):
        cymru.read_origin(answer, "1.2.3.4")
        cymru.read_as_name(answer)
    for text in texts:
        dmarc.find((text,))
    zone_records.verifications(texts)
    registrar_server("\n".join(texts).encode())


@pytest.mark.parametrize(
    ("ds", "others", "verdict"),
    [
        (answer("DS", "1 13 2 ab", ad=True), [answer("A", "1.1.1.1", ad=True)], "validated"),
        (answer("DS", "1 13 2 ab", ad=True), [answer("A", "1.1.1.1", ad=False)], "signed"),
        (answer("DS", "1 13 2 ab", ad=False), [answer("A", "1.1.1.1", ad=True)], "signed"),
        (
            answer("DS", "1 13 2 ab", ad=True),
            [answer("A", outcome=DnsOutcome.SERVFAIL), answer("NS", outcome=DnsOutcome.SERVFAIL)],
            "signed",
        ),
        (answer("DS"), [answer("A", "1.1.1.1", ad=True)], "unsigned"),
        (answer("DS", outcome=DnsOutcome.TIMEOUT), [], "unknown"),
        (answer("DS", outcome=DnsOutcome.NXDOMAIN), [], "unknown"),
    ],
)
def test_signatures_are_what_the_resolver_vouches_for(ds: DnsAnswer, others: list[DnsAnswer], verdict: str) -> None:
    assert zone_records.signatures([ds, *others]) == verdict


def test_a_wildcard_that_could_not_be_asked_is_unknown() -> None:
    assert zone_records.wildcard(answer("A", "1.1.1.1")) is True
    assert zone_records.wildcard(answer("A", outcome=DnsOutcome.NXDOMAIN)) is False
    assert zone_records.wildcard(answer("A", outcome=DnsOutcome.SERVFAIL)) is None


def test_an_alias_that_leads_nowhere_still_exists() -> None:
    dangling = answer("A", outcome=DnsOutcome.NXDOMAIN, cname=("gone.example",))
    assert DnsFacts(zone="shop.example", answers=(dangling,)).exists is True
    assert zone_records.alias(dangling).values == ("gone.example",)


@pytest.mark.parametrize(
    ("text", "server"),
    [
        (b"   Registrar WHOIS Server: whois.registrar.example\r\n", "whois.registrar.example"),
        (b"Registrar WHOIS Server: whois://Whois.Registrar.example/\n", "whois.registrar.example"),
        (b"Registrar WHOIS Server: http://whois.registrar.example\n", "whois.registrar.example"),
        (b"Registrar WHOIS Server: https://whois.registrar.example/lookup?x=1\n", "whois.registrar.example"),
        (b"Registrar WHOIS Server: whois.registrar.example:43\n", "whois.registrar.example"),
        (b"Registrar WHOIS Server: https://www.registrar.example/whois\n", ""),
        (b"Registrar WHOIS Server: http://127.0.0.1/\n", ""),
        (b"Registrar WHOIS Server: bad host; rm -rf\n", ""),
        (b"Registrar WHOIS Server:\n", ""),
        (b"no such line\n", ""),
    ],
)
def test_the_registrars_server_is_a_host_name_or_nothing(text: bytes, server: str) -> None:
    assert registrar_server(text) == server


@pytest.mark.parametrize(
    ("line", "unread"),
    [
        (b"Registrar WHOIS Server: https://www.registrar.example/whois", "https://www.registrar.example/whois"),
        (b"Registrar WHOIS Server: whois.registrar.example", ""),
        (b"WHOIS Server: NIC .PE", ""),
        (b"Registrar WHOIS Server: not defined", ""),
    ],
)
def test_a_server_that_is_none_is_told(line: bytes, unread: str) -> None:
    assert unread_server(line + b"\r\n") == unread
