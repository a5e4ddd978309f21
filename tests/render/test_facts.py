"""Facts alone: nothing is judged, nothing hidden, and what was not asked is not absent."""

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from msgspec import UNSET
from msgspec.structs import replace

from scamtriage.records.evidence import Cap, Dossier, Evidence, Mode, Outcome
from scamtriage.records.facts import (
    AddressHolder,
    CertificateFacts,
    Contact,
    DnsAnswer,
    DnsFacts,
    DnsOutcome,
    HostingFacts,
    Look,
    PageFacts,
    RegistrationAbsent,
    RegistrationFacts,
)
from scamtriage.records.facts.contact import UNSEEN
from scamtriage.records.target import BadTarget, LineStatus, Target
from scamtriage.render.facts import RENDERERS, contacts
from scamtriage.render.style import Style
from scamtriage.targets.parse import parse_target
from tests.samples import SEEN, dossier, page_evidence

DNS = DnsFacts(
    zone="example.top",
    answers=tuple(DnsAnswer(name=f"n{n}.example.top", rtype="A", outcome=DnsOutcome.OK, values=("192.0.2.1",)) for n in range(50)),
    addresses=("192.0.2.1",),
)
ABOUT_DNS = Evidence(
    collector="dns", outcome=Outcome.OK, observed_at=SEEN, facts=DNS, source="192.0.2.53", caps=(Cap(stage="dns", cap="queries 40"),)
)
REFUSED = Dossier(
    line=2, input="ftp://evil.example", target=BadTarget(given="ftp://evil.example", status=LineStatus.REFUSED, reason="no web address")
)


def seen_with(contacts: tuple[Contact, ...], **changes: Any) -> Evidence:
    page = page_evidence(**changes)
    return replace(page, facts=replace(page.facts, contacts=contacts))


def said(format: str, dossiers: list[Dossier], what: str, *, several: bool = True) -> str:
    return "".join(RENDERERS[format](dossiers, what, Style(several=several)))


def test_a_table_shows_every_field_and_counts_what_it_leaves_out() -> None:
    out = said("table", [replace(dossier(), evidence={"dns": ABOUT_DNS})], "dns")
    assert out.startswith("scam[.]example[.]top\n")
    assert "n39[.]example[.]top" in out and "n40[.]example[.]top" not in out and "… 10 more" in out


def test_what_was_told_and_how_it_was_read_is_told_once_and_all_of_it_when_asked() -> None:
    page = page_evidence(title="call us now", language="th", tags=20)
    given = replace(dossier(), evidence={"page": page})
    short, long = ("".join(RENDERERS["table"]([given], "page", Style(several=False, verbose=verbose))) for verbose in (0, 1))
    assert long.count("call us now") == short.count("call us now") + 1  # a contact quotes it, too
    assert "tags" not in short and "tags" in long and re.search(r"^language +th$", short, re.MULTILINE)


def test_an_address_that_an_alias_gave_is_told_with_the_alias() -> None:
    answer = DnsAnswer(name="a.example", rtype="A", outcome=DnsOutcome.OK, values=("192.0.2.1",), count=1, cname=("b.example", "c.example"))
    facts = DnsFacts(zone="a.example", answers=(answer,))
    given = replace(dossier(), evidence={"dns": Evidence(collector="dns", outcome=Outcome.OK, observed_at=SEEN, facts=facts)})
    assert "a[.]example A → b[.]example → c[.]example: 192.0.2.1" in said("table", [given], "dns")


def test_an_answer_from_the_cache_is_told_with_its_time() -> None:
    facts = RegistrationFacts(name="a.example", created=SEEN - timedelta(days=5))
    seen = Evidence(collector="registration", outcome=Outcome.OK, observed_at=SEEN, facts=facts)
    now, then = (
        said("table", [replace(dossier(), evidence={"registration": replace(seen, from_cache=cached)})], "registration")
        for cached in (False, True)
    )
    assert "2026-11-19 (5 days before it was seen)" in now and "earlier" not in now
    assert "2026-11-19 (5 days before the registry's earlier answer)" in then and "2026-11-24 08:30 UTC, from the cache" in then


def test_the_name_stands_above_only_where_there_are_several() -> None:
    assert not said("table", [dossier()], "page", several=False).startswith("scam[.]")


@pytest.mark.parametrize(
    ("begin", "end", "told"),
    [
        (-10, 80, "2026-11-14 (10 days before it was seen) to 2027-02-12"),
        (-100, -2, "2026-08-16 (100 days before it was seen) to 2026-11-22 (2 days before it was seen)"),
        (5, 80, "2026-11-29, which is later than it was seen to 2027-02-12"),
    ],
)
def test_the_age_of_a_certificate_and_its_end_are_told(begin: int, end: int, told: str) -> None:
    dates = {"not_before": SEEN + timedelta(days=begin), "not_after": SEEN + timedelta(days=end)}
    shown = CertificateFacts(sha256="ab" * 32, issuer_cn="CA", **dates)
    given = Evidence(collector="certificate", outcome=Outcome.OK, observed_at=SEEN, facts=shown)
    out = said("table", [replace(dossier(), evidence={"certificate": given})], "certificate")
    assert told in " ".join(out.split())


def test_json_has_every_field() -> None:
    page = page_evidence(title="call us now", text="call 1441", hidden_text="not seen")
    shown = json.loads(said("json", [replace(dossier(), evidence={"page": page})], "page", several=False))["facts"]
    assert (shown["text"], shown["hidden_text"]) == ("call 1441", "not seen")


@pytest.mark.parametrize("format", ["json", "ndjson"])
@pytest.mark.parametrize("facts", [HostingFacts(addresses=(AddressHolder(ip="192.0.2.1"),)), RegistrationAbsent(because="NOT FOUND")])
def test_a_field_that_is_not_set_is_left_out_of_json(facts: HostingFacts | RegistrationAbsent, format: str) -> None:
    what = "hosting" if isinstance(facts, HostingFacts) else "registration"
    given = replace(dossier(), evidence={what: Evidence(collector=what, outcome=Outcome.OK, observed_at=SEEN, facts=facts)})
    shown = json.loads(said(format, [given], what, several=False))["facts"]
    assert shown.keys() == {name for name in facts.__struct_fields__ if getattr(facts, name) is not UNSET}


@pytest.mark.parametrize(
    ("barrier", "look", "told"),
    [
        ("", {"barrier": "incomplete", "status_code": 200}, "unknown (incomplete)"),
        ("", {"barrier": "captcha", "status_code": 200}, "hidden behind a captcha"),
        ("forbidden", {"status_code": 200, "title": "Police"}, "HTTP 200, Police"),
        ("", {"status_code": 200}, "the same (ok)"),
    ],
)
def test_another_look_that_cannot_be_compared_is_not_called_the_same(barrier: str, look: dict[str, Any], told: str) -> None:
    page = page_evidence(title="shop", barrier=barrier, looks=(Look(profile="phone", **look),))
    out = said("table", [replace(dossier(), evidence={"page": page})], "page")
    assert re.search(rf"^as a phone +{re.escape(told)}", out, re.MULTILINE)


@pytest.mark.parametrize("barrier", ["for-sale", "maintenance", "captcha"])
def test_what_stands_behind_a_notice_or_a_door_is_unknown_and_no_page_without_contacts(barrier: str) -> None:
    given = replace(dossier(), evidence={"page": seen_with((), barrier=barrier, text="The name bluecoral.example may be for sale")})
    told = json.loads(said("json", [given], "contacts", several=False))
    assert told["facts"] is None and f"could not be seen ({barrier.replace('-', ' ')})" in told["reason"]
    assert "no contact" not in (table := said("table", [given], "contacts")) and "could not be seen" in table


def test_beside_contacts_that_were_found_json_says_that_there_may_be_more() -> None:
    page = seen_with((Contact(kind="phone", value="+66812345678"),))
    cut = replace(page, caps=(Cap(stage="page", cap="contacts 200", seen="800"),))
    whole, part = (json.loads(said("json", [replace(dossier(), evidence={"page": one})], "contacts", several=False)) for one in (page, cut))
    assert "unread" not in whole and "at most 200 contacts" in part["unread"] and part["facts"]


@pytest.mark.parametrize("what", ["page", "contacts"])
def test_a_page_is_shown_without_its_bulk(what: str) -> None:
    out = said("table", [dossier(title="call us now")], what)
    assert "call us now" in out and "der_base64" not in out


@pytest.mark.parametrize("what", ["page", "contacts", "dns"])
def test_no_url_and_no_host_in_a_table_can_be_clicked(what: str) -> None:
    page = page_evidence()
    given = replace(dossier(), evidence={"dns": ABOUT_DNS, "page": page})
    out = said("table", [given], what)
    assert "://scam.example.top" not in out and "example.top" not in out
    assert json.loads(said("json", [given], "page", several=False))["facts"]["final_url"].startswith("https://scam.example.top/")


@pytest.mark.parametrize("format", ["table", "json"])
@pytest.mark.parametrize("what", ["page", "contacts"])
def test_a_network_that_was_allowed_by_hand_is_told(what: str, format: str) -> None:
    seen = dossier()
    marked = replace(seen, evidence={"page": replace(seen.evidence["page"], flags=("allow-net",))})
    assert "allow-net" in said(format, [marked], what, several=False)
    assert "allow-net" not in said(format, [seen], what, several=False)


def test_an_account_that_looks_like_a_host_is_shown_as_it_is_typed() -> None:
    given = replace(dossier(), evidence={"page": page_evidence(title="dsi.captain88")})  # the contact's value, too
    assert "value=dsi.captain88" in said("table", [given], "page") and "dsi.captain88" in said("table", [given], "contacts")


def test_what_was_not_asked_and_what_is_no_target_are_said() -> None:
    offline = replace(dossier(), evidence={}, mode=Mode.OFFLINE)
    assert said("table", [offline, REFUSED], "dns") == (
        "scam[.]example[.]top\nnot asked in mode offline\nrefused: ftp://evil[.]example: no web address\n"
    )
    rows = [json.loads(line) for line in said("ndjson", [offline, REFUSED], "dns").splitlines()]
    assert [(row["outcome"], row["facts"]) for row in rows] == [("skipped", None), ("refused", None)]


def test_names_to_which_one_target_led_are_told_apart_and_none_is_lost() -> None:
    two = [dossier(), dossier(host="led.example.top")]
    assert [one["host"] for one in json.loads(said("json", two, "page", several=False))] == ["scam.example.top", "led.example.top"]
    table = said("table", two, "page", several=False)
    assert table.startswith("scam[.]example[.]top\n") and "\nled[.]example[.]top\n" in table


def test_json_of_one_is_an_object_and_carries_what_was_reached() -> None:
    document = json.loads(said("json", [replace(dossier(), evidence={"dns": ABOUT_DNS})], "dns", several=False))
    assert document["facts"]["zone"] == "example.top" and document["caps"] == [{"stage": "dns", "cap": "queries 40", "seen": ""}]
    assert isinstance(json.loads(said("json", [dossier(), REFUSED], "page")), list)


def test_contacts_are_a_list_and_none_where_the_page_was_not_had() -> None:
    had = json.loads(said("json", [dossier(title="call us")], "contacts", several=False))
    assert [c["value"] for c in had["facts"]] == ["call us"]
    lost = replace(dossier(), evidence={"page": replace(page_evidence(), outcome=Outcome.TIMEOUT, facts=None, reason="no answer")})
    assert json.loads(said("json", [lost], "contacts", several=False))["facts"] is None
    assert "no answer" in said("table", [lost], "contacts")


def test_records_of_a_list_stand_on_lines_of_their_own() -> None:
    lines = said("table", [replace(dossier(), evidence={"dns": ABOUT_DNS})], "dns").splitlines()
    assert sum(" A: " in line for line in lines) == 40 and not any(line.count(" A: ") > 1 for line in lines)


@pytest.mark.parametrize(("line", "words"), [("shop.github.io", "lent by github[.]io"), ("192.0.2.7", "lookup hosting")])
def test_a_registration_that_nobody_has_is_said_to_be_none_of_the_target(line: str, words: str) -> None:
    target = parse_target(line)
    assert isinstance(target, Target)
    lent = replace(dossier(), target=target, evidence={})
    assert words in said("table", [lent], "registration")
    assert words.replace("[.]", ".") in json.loads(said("ndjson", [lent], "registration"))["reason"]
    assert "not asked in mode passive" in said("table", [replace(lent, mode=Mode.PASSIVE)], "page")


def test_a_contact_that_nobody_sees_is_said_to_be_one() -> None:
    seen = Contact(kind="phone", value="+66812345678", raw="tel:+66812345678", where="tel link", snippet="call us")
    page = PageFacts(final_url="https://a.test/", contacts=(seen, replace(seen, value="+66812345679", flags=(UNSEEN,))))
    first, second = "".join(contacts(page, "table", Style())).splitlines()[:2]
    assert "in sight of nobody" not in first and "in sight of nobody" in second


@pytest.mark.parametrize(
    ("what", "facts", "endings"),
    [
        ("page", PageFacts(final_url="https://scam.example.top/", status_code=200, title="Welcome to scam.example.top. Buy"), [". Buy"]),
        (
            "registration",
            RegistrationFacts(
                name="scam.example.top",
                created=SEEN,
                registrar="scam.example.top Names",
                registrant_organisation="scam.example.top shop, Ltd.",
            ),
            [" Names", " shop"],
        ),
    ],
)
def test_a_text_that_names_the_target_is_told_once_and_is_no_link(what: str, facts: Any, endings: list[str]) -> None:
    evidence = Evidence(collector=what, outcome=Outcome.OK, observed_at=SEEN, facts=facts)
    told = said("table", [replace(dossier(), evidence={what: evidence})], what)
    assert "scam.example.top" not in told
    assert [told.count(f"scam[.]example[.]top{ending}") for ending in endings] == [1] * len(endings)


def test_what_a_resolver_says_about_the_name_stands_beside_what_was_not_answered() -> None:
    """Not what it says about itself, which names it."""
    why = "the resolver does not believe the zone, whose DNSSEC signatures are invalid (extended error 6, DNSSEC Bogus)"
    answers = (
        DnsAnswer(name="a.example", rtype="A", outcome=DnsOutcome.SERVFAIL, resolver="192.0.2.53", reason=why),
        DnsAnswer(name="a.example", rtype="MX", outcome=DnsOutcome.SERVFAIL, resolver="192.0.2.53", reason="192.0.2.53 answers SERVFAIL"),
    )
    evidence = Evidence(collector="dns", outcome=Outcome.OK, observed_at=SEEN, facts=DnsFacts(zone="a.example", answers=answers))
    out = " ".join(said("table", [replace(dossier(), evidence={"dns": evidence})], "dns").split())
    assert f"A servfail, MX servfail: {why}" in out and "answers SERVFAIL" not in out
