"""RDAP of addresses and autonomous systems: who holds them and whom to tell of abuse."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scamtriage.parse.rdap import network as rdap
from scamtriage.records.facts import AddressHolder


def contact(
    roles: list[str], name: str, *, kind: str = "org", email: str = "", country: str = "", label: str = "", **more: Any
) -> dict[str, Any]:
    properties: list[Any] = [["fn", {}, "text", name], ["kind", {}, "text", kind]]
    properties += [["email", {}, "text", email]] if email else []
    properties += [["adr", {"label": label} if label else {"cc": country}, "text", [""] * 7]] if country or label else []
    return {"objectClassName": "entity", "handle": "H-1", "roles": roles, "vcardArray": ["vcard", properties], **more}


def network(**changes: Any) -> bytes:
    document: dict[str, Any] = {
        "objectClassName": "ip network",
        "startAddress": "192.0.2.0",
        "endAddress": "192.0.2.255",
        "name": "EXAMPLE-NET",
        "country": "SG",
        "cidr0_cidrs": [{"v4prefix": "192.0.2.0", "length": 24}],
        "entities": [
            contact(
                ["registrant"],
                "Example Hosting Pte Ltd",
                entities=[contact(["abuse"], "Abuse desk", kind="group", email="abuse@host.example")],
            ),
        ],
    } | changes
    return json.dumps({key: value for key, value in document.items() if value is not None}).encode()


def test_prefix_holder_country_and_abuse_contact_are_found() -> None:
    assert rdap.parse_ip(network(), "192.0.2.7", source="https://rdap.example/") == AddressHolder(
        ip="192.0.2.7",
        prefix="192.0.2.0/24",
        holder="Example Hosting Pte Ltd",
        country="SG",
        abuse_email="abuse@host.example",
        source="https://rdap.example/",
    )


@pytest.mark.parametrize(
    ("changes", "ip", "prefix"),
    [
        ({"cidr0_cidrs": None}, "192.0.2.7", "192.0.2.0/24"),
        (
            {"cidr0_cidrs": [{"v4prefix": "192.0.2.0", "length": "25"}, {"v4prefix": "192.0.0.0", "length": 16}]},
            "192.0.2.7",
            "192.0.2.0/25",
        ),
        ({"cidr0_cidrs": None, "endAddress": "192.0.3.127"}, "192.0.3.1", "192.0.3.0/25"),
        ({"cidr0_cidrs": [{"v6prefix": "2001:db8::", "length": 32}]}, "2001:db8::1", "2001:db8::/32"),
        ({"cidr0_cidrs": [{"v4prefix": 7}, "x", {"length": []}]}, "192.0.2.7", "192.0.2.0/24"),
    ],
)
def test_the_smallest_stated_prefix_counts(changes: dict[str, Any], ip: str, prefix: str) -> None:
    assert rdap.parse_ip(network(**changes), ip).prefix == prefix


@pytest.mark.parametrize(
    ("raw", "outcome"),
    [
        (network(startAddress="198.51.100.0", endAddress="198.51.100.255", cidr0_cidrs=None), "malformed"),
        (network(startAddress="::", endAddress="::ff", cidr0_cidrs=None), "malformed"),
        (network(endAddress="192.0.2.6", cidr0_cidrs=None), "malformed"),
        (network(startAddress=7, endAddress=None, cidr0_cidrs=None), "malformed"),
        (b'{"errorCode": 404, "title": "Not Found"}', "absent"),
        (b'{"errorCode": 429}', "limited"),
        (b'{"notices": [{"title": "Query limit exceeded"}]}', "limited"),
        (b"nonsense", "malformed"),
    ],
)
def test_another_answer_says_what_it_is(raw: bytes, outcome: str) -> None:
    holder = rdap.parse_ip(raw, "192.0.2.7")
    assert (holder.outcome, holder.holder, holder.prefix) == (outcome, "", "")
    assert holder.reason


@pytest.mark.parametrize(
    ("raw", "outcome"),
    [
        (b"", "absent"),
        (b'{"title": "Not Found"}', "absent"),
        (b'{"errorCode": 404, "title": "Not Found"}', "absent"),
        (b"<html><h1>404 Not Found</h1></html>", "malformed"),
        (b"404 page not found", "malformed"),
        (b'{"status": 404, "error": "Not Found", "path": "/ip/192.0.2.7"}', "malformed"),
        (b'{"title": "Not Found", "description": ["Delegated to another registry"]}', "malformed"),
        (b'{"errorCode": 404, "title": "No redirect service for this address"}', "malformed"),
        (b'{"title": "Query rate limit exceeded"}', "malformed"),
        (network(objectClassName=None, rdapConformance=["rdap_level_0"]), "ok"),
    ],
)
def test_a_404_is_an_absence_only_in_words_of_rdap_and_never_where_a_record_stands_in_it(raw: bytes, outcome: str) -> None:
    assert rdap.parse_ip(raw, "192.0.2.7", not_found=True).outcome == outcome
    if outcome != "ok":
        assert rdap.parse_autnum(raw, 64500, not_found=True).outcome == outcome
        assert rdap.parse_ip(raw, "192.0.2.7").outcome == ("absent" if b"errorCode" in raw and outcome == "absent" else "malformed")


def test_a_country_in_words_is_told_as_its_code() -> None:
    entities = [contact(["registrant"], "Example Hosting", label="1 Road\nAshburn\nVA\nUnited States")]
    assert rdap.parse_ip(network(country=None, entities=entities), "192.0.2.7").country == "US"


def test_a_person_is_never_the_holder_and_the_network_names_it_instead() -> None:
    entities = [contact(["registrant"], "Somchai Example", kind="individual"), contact(["administrative"], "H-1")]
    assert rdap.parse_ip(network(entities=entities), "192.0.2.7").holder == "EXAMPLE-NET"
    unsaid = [contact(["administrative"], "Somchai Example", kind="")]
    assert rdap.parse_ip(network(entities=unsaid), "192.0.2.7").holder == "EXAMPLE-NET"


@pytest.mark.parametrize(
    ("members", "asn", "outcome"),
    [
        ({"startAutnum": 64500, "endAutnum": 64510}, 64505, "ok"),
        ({"startAutnum": "64505"}, 64505, "ok"),
        ({"handle": "AS64505"}, 64505, "ok"),
        ({"startAutnum": 64500, "endAutnum": 64510}, 64999, "malformed"),
        ({"handle": 7}, 64505, "malformed"),
        ({"errorCode": 404}, 64505, "absent"),
    ],
)
def test_an_autonomous_system_is_the_asked_one_or_malformed(members: dict[str, Any], asn: int, outcome: str) -> None:
    raw = json.dumps({"objectClassName": "autnum", "name": "EXAMPLE-AS", "country": "TH"} | members).encode()
    holder = rdap.parse_autnum(raw, asn)
    assert (holder.asn, holder.outcome) == (asn, outcome)
    assert (holder.holder, holder.country) == (("EXAMPLE-AS", "TH") if outcome == "ok" else ("", ""))


@given(raw=st.binary(max_size=100), ip=st.text(max_size=20), asn=st.integers())
def test_any_bytes_and_any_question_give_a_holder(raw: bytes, ip: str, asn: int) -> None:
    assert rdap.parse_ip(raw, ip).outcome in ("malformed", "limited", "absent")
    assert rdap.parse_autnum(b"{" + raw, asn).outcome in ("malformed", "limited", "absent")


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "NON-RIPE-NCC-MANAGED-ADDRESS-BLOCK"},
        {"name": "IANA-BLK"},
        {"name": "IANA-NETBLOCK-45"},
        {"name": "APNIC-AP"},
        {"name": "APNIC-103"},
        {"name": "STUB-43-225-112SLASH22"},  # transferred to another registry
        {"remarks": [{"description": ["This network range is not allocated to APNIC."]}]},
        {"remarks": [{"title": "description", "description": ["IPv4 address block not managed by the RIPE NCC"]}]},
        {"remarks": [{"description": ["This IP address range is not registered in the ARIN database."]}]},
    ],
)
def test_an_entry_for_what_a_registry_did_not_allocate_is_no_holder(changes: dict[str, Any]) -> None:
    desk = contact(["registrant"], "Registry", entities=[contact(["abuse"], "Desk", kind="group", email="helpdesk@apnic.net")])
    for entities in ([desk], []):
        holder = rdap.parse_ip(network(**changes, entities=entities), "192.0.2.7")
        assert (holder.outcome, holder.holder, holder.prefix, holder.abuse_email) == ("absent", "", "", "")
        assert holder.reason
    assert rdap.parse_ip(network(**changes), "192.0.2.7").abuse_email == "abuse@host.example", "a host that calls itself so is not hidden"


@pytest.mark.parametrize("roles", [["registrant"], ["administrative", "technical"]])
def test_a_holder_without_a_desk_for_abuse_does_not_hide_behind_a_registrys_words(roles: list[str]) -> None:
    own = contact(roles, "Host", kind="org", email="noc@host.example")
    for entities in ([own], [own, contact(["abuse"], "Desk", kind="group", email="helpdesk@apnic.net")]):
        for changes in ({"name": "APNIC-1"}, {"remarks": [{"description": ["This block is not managed by the RIPE NCC"]}]}):
            holder = rdap.parse_ip(network(**changes, entities=entities), "192.0.2.7")
            assert (holder.outcome, holder.holder, holder.abuse_email, holder.abuse_phone) == ("ok", "Host", "", "")


@pytest.mark.parametrize(
    "said", ["This range is not managed by Foo but by its customer", "Parts of this block are not allocated to end users"]
)
def test_what_a_holder_says_of_its_customers_leaves_it_the_holder(said: str) -> None:
    holder = rdap.parse_ip(network(remarks=[{"description": [said]}], entities=[contact(["registrant"], "Host")]), "192.0.2.7")
    assert (holder.outcome, holder.holder, holder.prefix) == ("ok", "Host", "192.0.2.0/24")


@pytest.mark.parametrize(
    "words",
    [
        "This range is not managed by our NOC. Abuse of customers: see below.",
        "Customer block not assigned to end users yet",
        "These IP ranges are not registered in any blacklist",
        "This block is not allocated to residential customers",
    ],
)
def test_what_a_holder_writes_of_his_own_blocks_does_not_hide_him(words: str) -> None:
    holder = rdap.parse_ip(network(remarks=[{"description": [words]}]), "192.0.2.7")
    assert (holder.outcome, holder.abuse_email) == ("ok", "abuse@host.example")


@pytest.mark.parametrize("name", ["APNIC-SERVICES-AU", "RIPE-NCC-ATLAS", "IANA-RESEARCH", "AFRINIC-CORP"])
def test_a_network_that_a_registry_runs_itself_is_its_own(name: str) -> None:
    assert rdap.parse_ip(network(name=name), "192.0.2.7").abuse_email == "abuse@host.example"


def remarked(*words: str) -> list[dict[str, Any]]:
    return [{"title": "remarks", "description": list(words)}]


def test_a_mailbox_that_its_registry_found_dead_is_nobodys_contact() -> None:
    dead = contact(["abuse"], "IRT-1", kind="group", email="Abuse@dead.example", remarks=remarked("abuse@dead.example is invalid"))
    dead["vcardArray"][1].append(["tel", {"type": "voice"}, "uri", "tel:+855.23000000"])
    holder = rdap.parse_ip(network(entities=[dead]), "192.0.2.7")
    assert (holder.abuse_email, holder.abuse_phone, holder.outcome) == ("", "+855.23000000", "ok")
    assert holder.reason == "the mailbox Abuse@dead.example for abuse reports is marked as invalid by its registry"
    other = contact(
        ["abuse"], "IRT-2", kind="group", email="abuse@alive.example", remarks=remarked("abuse@alive.example was validated on 2026-03-01")
    )
    found = rdap.parse_ip(network(entities=[dead, other]), "192.0.2.7")
    assert (found.abuse_email, found.reason) == ("abuse@alive.example", "")


def test_a_mailbox_of_which_a_dead_one_is_the_end_lives() -> None:
    one = contact(["abuse"], "IRT-1", kind="group", email="abuse@alive.example", remarks=remarked("old-abuse@alive.example is invalid"))
    assert rdap.parse_ip(network(entities=[one]), "192.0.2.7").abuse_email == "abuse@alive.example"


def test_of_two_mailboxes_of_a_contact_the_one_that_was_found_dead_is_left_out() -> None:
    both = contact(["abuse"], "IRT-1", kind="group", email="Abuse@dead.example", remarks=remarked("abuse@dead.example is invalid", "x"))
    both["vcardArray"][1].append(["email", {}, "text", "noc@alive.example"])
    assert rdap.parse_ip(network(entities=[both]), "192.0.2.7").abuse_email == "noc@alive.example"
    both["remarks"] = remarked("dead-noc@alive.example is invalid")
    assert rdap.parse_ip(network(entities=[both]), "192.0.2.7").abuse_email == "Abuse@dead.example"


def test_a_stand_in_of_a_registry_is_no_contact() -> None:
    stand_in = contact(["abuse"], "IRT-1", kind="group", email="no-email@apnic.net")
    listed = contact(["abuse"], "IRT-1", kind="group", email="noreply@host.example, abuse@host.example")
    assert rdap.parse_ip(network(entities=[listed]), "192.0.2.7").abuse_email == "abuse@host.example"
    assert rdap.parse_ip(network(entities=[stand_in]), "192.0.2.7").abuse_email == ""
    other = contact(["abuse"], "IRT-2", kind="group", email="abuse@alive.example")
    assert rdap.parse_ip(network(entities=[stand_in, other]), "192.0.2.7").abuse_email == "abuse@alive.example"
