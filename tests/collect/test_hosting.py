"""Who runs an address: the DNS service of Team Cymru and the RDAP of the address, on loopback."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

import dns.rcode
import pytest

from scamtriage.assess import Judge, Rules
from scamtriage.batch import investigate
from scamtriage.collect import COLLECTORS
from scamtriage.knowledge.speech import ENGLISH
from scamtriage.net.collector_net import CollectorNet
from scamtriage.net.errors import Blocked
from scamtriage.records import codec
from scamtriage.records.evidence import Dossier, Mode, Outcome
from scamtriage.records.facts import HostingFacts
from scamtriage.records.target import LineStatus, Target
from scamtriage.render.fact_lines import evidence_lines
from scamtriage.render.json import to_json
from scamtriage.targets.parse import parse_target
from tests.collect.desk import REGISTRY, Desk, desk

NETWORK = {
    "objectClassName": "ip network",
    "startAddress": "93.184.216.0",
    "endAddress": "93.184.216.255",
    "ipVersion": "v4",
    "name": "EXAMPLE-NET",
    "country": "NL",
    "entities": [
        {
            "objectClassName": "entity",
            "roles": ["abuse"],
            "vcardArray": ["vcard", [["fn", {}, "text", "Abuse"], ["email", {}, "text", "abuse@holder.example"]]],
        }
    ],
}


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[Desk]:
    async with desk(tmp_path) as made:
        made.zone.records |= {
            ("shop.com", "A"): ["93.184.216.34"],
            ("34.216.184.93.origin.asn.cymru.com", "TXT"): ['"15133 64500 | 93.184.216.0/24 | US | arin | 2008-06-02"'],
            ("as15133.asn.cymru.com", "TXT"): ['"15133 | US | arin | 2007-03-19 | EDGECAST, US"'],
            ("plain.com", "A"): ["93.184.217.34"],
            ("34.217.184.93.origin.asn.cymru.com", "TXT"): ['"64500 | 93.184.217.0/24 | NL | ripe | 2008-06-02"'],
            ("as64500.asn.cymru.com", "TXT"): ['"64500 | NL | ripe | 2007-03-19 | PLAIN-HOST Plain Host B.V., NL"'],
        }
        yield made


async def serve_rdap(world: Desk, network: dict[str, object], status: str = "200 OK") -> None:
    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            await reader.readuntil(b"\r\n\r\n")
            body = json.dumps(network).encode()
            writer.write(f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)
            await writer.drain()

    await world.serve(handler, REGISTRY, 443)


async def facts(world: Desk, line: str) -> HostingFacts:
    evidence = await world.observe(line, "hosting")
    assert isinstance(evidence.facts, HostingFacts), evidence.reason
    return evidence.facts


async def test_the_address_registry_and_the_dns_make_one_record(world: Desk) -> None:
    await serve_rdap(world, NETWORK | {"startAddress": "93.184.217.0", "endAddress": "93.184.217.255"})
    (holder,) = (await facts(world, "plain.com")).addresses
    assert (holder.asn, holder.prefix, holder.country, holder.abuse_email) == (64500, "93.184.217.0/24", "NL", "abuse@holder.example")
    assert holder.source.startswith("rdap:https://rdap.example.net/ip/")


async def test_a_content_network_is_recognised_and_asked_about_once(world: Desk) -> None:
    await serve_rdap(world, NETWORK)
    world.zone.records |= {("other.com", "A"): ["93.184.216.99"]}
    world.zone.records["99.216.184.93.origin.asn.cymru.com", "TXT"] = ['"15133 | 93.184.216.0/24 | US | arin | 2008-06-02"']
    (holder,) = (await facts(world, "shop.com")).addresses
    assert (holder.cdn, holder.asn, holder.abuse_email) == ("Edgio", 15133, "abuse@holder.example")
    (other,) = (await facts(world, "other.com")).addresses
    assert (other.ip, other.abuse_email) == ("93.184.216.99", "abuse@holder.example")
    assert world.routes.dialled == [(REGISTRY, 443)]


@pytest.mark.parametrize("system", [{"startAutnum": 15133, "endAutnum": 15133}, {}])
async def test_a_mailbox_that_its_registry_found_dead_is_left_out_and_that_is_said(world: Desk, system: dict[str, object]) -> None:
    dead = NETWORK["entities"][0] | {"remarks": [{"title": "remarks", "description": ["abuse@holder.example is invalid"]}]}
    await serve_rdap(world, NETWORK | {"entities": [dead]} | system)
    evidence = await world.observe("shop.com", "hosting")
    assert isinstance(evidence.facts, HostingFacts)
    (holder,) = evidence.facts.addresses
    assert (holder.abuse_email, holder.outcome) == ("", "ok" if system else "malformed")
    told = next(words for _, words in evidence_lines(evidence, ENGLISH) if "is marked" in words)
    assert "the mailbox abuse@holder.example for abuse reports is marked as invalid by its registry" in told
    assert ("no contact for abuse is known: " in told) is not bool(system)


async def test_the_network_of_the_address_helps_where_its_own_record_has_no_contact(world: Desk) -> None:
    bare = {**NETWORK, "startAddress": "93.184.217.0", "endAddress": "93.184.217.255", "entities": []}
    autnum = {"objectClassName": "autnum", "startAutnum": 64500, "endAutnum": 64500, "entities": NETWORK["entities"]}

    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            head = await reader.readuntil(b"\r\n\r\n")
            body = json.dumps(autnum if b"/autnum/64500 " in head else bare).encode()
            writer.write(f"HTTP/1.1 200 OK\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)
            await writer.drain()

    await world.serve(handler, REGISTRY, 443)
    (holder,) = (await facts(world, "plain.com")).addresses
    assert (holder.holder, holder.abuse_email) == ("EXAMPLE-NET", "abuse@holder.example")


def _desk(mail: str) -> dict[str, object]:
    return {"roles": ["abuse"], "vcardArray": ["vcard", [["email", {}, "text", mail]]]}


def _block(name: str, mail: str) -> dict[str, object]:
    return {**NETWORK, "startAddress": "93.0.0.0", "endAddress": "93.255.255.255", "name": name, "entities": [_desk(mail)]}


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("404 Not Found", {"errorCode": 404, "title": "Not Found"}),
        ("200 OK", _block("NON-RIPE-NCC-MANAGED-ADDRESS-BLOCK", "helpdesk@ripe.net")),
    ],
)
async def test_of_an_address_without_a_record_whoever_announces_it_is_the_contact(
    world: Desk, status: str, said: dict[str, object]
) -> None:
    autnum = {"objectClassName": "autnum", "startAutnum": 64500, "endAutnum": 64500, "entities": [_desk("abuse@announcer.example")]}

    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            ours = b"/autnum/64500 " in await reader.readuntil(b"\r\n\r\n")
            body = json.dumps(autnum if ours else said).encode()
            writer.write(f"HTTP/1.1 {'200 OK' if ours else status}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)
            await writer.drain()

    await world.serve(handler, REGISTRY, 443)
    found = await facts(world, "plain.com")
    (holder,) = found.addresses
    assert (holder.asn, holder.abuse_email, found.unanswered) == (64500, "abuse@announcer.example", ())


async def test_every_network_of_a_host_is_asked_about_and_each_once(world: Desk) -> None:
    world.zone.records |= {("spread.com", "A"): ["93.184.217.34", "93.184.217.35", "93.184.218.1"], ("spread.com", "AAAA"): ["2001:500::7"]}
    world.zone.records["35.217.184.93.origin.asn.cymru.com", "TXT"] = ['"64500 | 93.184.217.0/24 | NL | ripe | 2008-06-02"']
    bounds = {"93.184.217.34": ("93.184.217.0", "93.184.217.255"), "93.184.218.1": ("93.184.218.0", "93.184.218.255")}
    bounds["2001:500::7"] = ("2001:500::", "2001:500::ffff")
    asked: list[str] = []

    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            ip = (await reader.readuntil(b"\r\n\r\n")).split(b" ")[1].decode().rpartition("/")[2]
            asked.append(ip)
            body = json.dumps(NETWORK | dict(zip(("startAddress", "endAddress"), bounds[ip], strict=True))).encode()
            writer.write(f"HTTP/1.1 200 OK\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)
            await writer.drain()

    await world.serve(handler, REGISTRY, 443)
    found = (await facts(world, "spread.com")).addresses
    assert len(found) == 4 and {(holder.outcome, holder.abuse_email) for holder in found} == {("ok", "abuse@holder.example")}
    assert sorted(asked) == sorted(bounds)


@pytest.mark.parametrize("status", ["429 Slow down", "500 Oops"])
async def test_the_dns_stands_where_the_registry_does_not_help(world: Desk, status: str) -> None:
    await serve_rdap(world, {}, status)
    hosting = await facts(world, "plain.com")
    (holder,) = hosting.addresses
    assert (holder.asn, holder.holder) == (64500, "PLAIN-HOST Plain Host B.V.")
    assert holder.outcome in ("limited", "unreachable") and "did not help" in holder.reason and hosting.unanswered == (holder,)
    evidence = await world.observe("plain.com", "hosting")
    assert evidence.outcome is Outcome.OK and investigate.status({"hosting": evidence}) is LineStatus.PARTIAL
    world.zone.records["silent.com", "A"] = ["93.184.219.1"]
    (holder,) = (await facts(world, "silent.com")).addresses
    assert holder.outcome in ("limited", "unreachable")  # nothing is known of it; nothing is missing either


async def test_what_the_dns_did_not_answer_is_not_forgotten_for_a_record_of_the_registry(world: Desk) -> None:
    await serve_rdap(world, NETWORK | {"startAddress": "93.184.217.0", "endAddress": "93.184.217.255"})
    world.zone.rcodes["34.217.184.93.origin.asn.cymru.com"] = dns.rcode.SERVFAIL
    (holder,) = (await facts(world, "plain.com")).addresses
    assert (holder.asn, holder.outcome, holder.abuse_email) == (None, "servfail", "abuse@holder.example")


async def test_a_registry_of_systems_that_does_not_answer_leaves_the_contact_unknown(world: Desk) -> None:
    bare = {**NETWORK, "startAddress": "93.184.217.0", "endAddress": "93.184.217.255", "entities": []}

    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            refused = b"/autnum/" in await reader.readuntil(b"\r\n\r\n")
            body = json.dumps(bare).encode()
            status = "429 Slow down" if refused else "200 OK"
            writer.write(f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)
            await writer.drain()

    await world.serve(handler, REGISTRY, 443)
    (holder,) = (await facts(world, "plain.com")).addresses
    assert (holder.outcome, holder.holder, holder.abuse_email) == ("limited", "EXAMPLE-NET", "")


async def test_a_record_about_another_network_is_not_believed(world: Desk) -> None:
    await serve_rdap(world, NETWORK | {"startAddress": "8.8.8.0", "endAddress": "8.8.8.255"})
    (holder,) = (await facts(world, "plain.com")).addresses
    assert (holder.asn, holder.abuse_email) == (64500, "") and holder.reason


async def test_an_announcement_of_another_prefix_is_not_believed(world: Desk) -> None:
    world.zone.records["34.217.184.93.origin.asn.cymru.com", "TXT"] = ['"64500 | 8.8.8.0/24 | NL | ripe | 2008-06-02"']
    (holder,) = (await facts(world, "plain.com")).addresses
    assert holder.asn is None


async def test_lent_names_dynamic_dns_and_parking_are_recognised(world: Desk) -> None:
    world.zone.records |= {
        ("tenant.github.io", "A"): ["93.184.216.34"],
        ("gang.duckdns.org", "A"): ["93.184.216.34"],
        ("old.com", "A"): ["199.59.243.1"],
    }
    assert (await facts(world, "tenant.github.io")).platform == "GitHub Pages"
    assert (await facts(world, "gang.duckdns.org")).dynamic_dns
    assert (await facts(world, "old.com")).parking == "Bodis"


async def test_an_alias_tells_the_content_network(world: Desk) -> None:
    world.zone.records |= {("www.plain.com", "CNAME"): ["d1.cloudfront.net."], ("d1.cloudfront.net", "A"): ["93.184.217.34"]}
    (holder,) = (await facts(world, "www.plain.com")).addresses
    assert holder.cdn == "Amazon CloudFront"


async def test_a_name_without_addresses_has_no_hosting(world: Desk) -> None:
    assert (await world.observe("nobody-here.com", "hosting")).outcome is Outcome.ABSENT


async def test_private_addresses_are_not_asked_about(world: Desk) -> None:
    world.zone.records["inside.com", "A"] = ["10.0.0.1"]
    assert (await world.observe("inside.com", "hosting")).outcome is Outcome.BLOCKED
    assert not any("cymru" in name for _, name, _ in world.zone.asked)


INTERNAL = ("10.0.0.1", "http://192.168.7.9:8080/", "0x0a000001", "169.254.169.254", "100.64.1.1", "[fd00::7]", "[::ffff:10.0.0.1]")


@pytest.mark.parametrize("mode", [Mode.PASSIVE, Mode.FULL])
@pytest.mark.parametrize("line", INTERNAL)
async def test_an_internal_address_that_was_given_is_named_to_nobody(line: str, mode: Mode, tmp_path: Path) -> None:
    async with desk(tmp_path, mode=mode) as made:
        found = {name: await made.observe(line, name) for name, collector in COLLECTORS.items() if collector.asks(mode)}
        assert (made.zone.asked, made.routes.dialled) == ([], [])
    assert found["hosting"].outcome is Outcome.BLOCKED and found["hosting"].facts is None
    assert " is not contacted: " in found["hosting"].reason


async def test_of_a_host_with_an_internal_address_too_only_the_others_are_asked_about(world: Desk) -> None:
    await serve_rdap(world, NETWORK | {"startAddress": "93.184.217.0", "endAddress": "93.184.217.255"})
    world.zone.records["both.com", "A"] = ["10.0.0.1", "93.184.217.34"]
    found = await facts(world, "both.com")
    assert [holder.ip for holder in found.addresses] == ["93.184.217.34"]
    assert found.forbidden == (("10.0.0.1", "10.0.0.1 is not contacted: private, RFC 1918"),)
    assert {name for _, name, _ in world.zone.asked if "origin" in name} == {"34.217.184.93.origin.asn.cymru.com"}


@pytest.mark.parametrize("internal", ["fd00::7", "fe80::1", "::1"])
async def test_an_internal_address_beside_public_ones_is_told_under_hosting_and_changes_nothing_else(world: Desk, internal: str) -> None:
    await serve_rdap(world, NETWORK | {"startAddress": "93.184.217.0", "endAddress": "93.184.217.255"})
    world.zone.records[("both.com", "A")] = ["93.184.217.34"]
    world.zone.records[("both.com", "AAAA")] = [internal]
    evidence, alone = await world.observe("both.com", "hosting"), await world.observe("plain.com", "hosting")
    assert isinstance(evidence.facts, HostingFacts) and isinstance(alone.facts, HostingFacts)
    assert evidence.answered and not evidence.facts.unanswered and evidence.facts.addresses == alone.facts.addresses
    said = [words for label, words in evidence_lines(evidence, ENGLISH) if label == "not contacted" and internal in words]
    assert len(said) == 1 and " is not contacted: " in said[0]
    assert not any(internal in words for _, words in evidence_lines(alone, ENGLISH))
    assert all(address != internal for address, _ in world.routes.dialled)


async def test_an_internal_address_is_asked_about_where_the_user_opened_its_network(tmp_path: Path) -> None:
    async with desk(tmp_path, allow_networks=("10.0.0.0/8",)) as made:
        await serve_rdap(made, NETWORK | {"startAddress": "10.0.0.0", "endAddress": "10.255.255.255"})
        (holder,) = (await facts(made, "10.0.0.1")).addresses
        assert holder.abuse_email == "abuse@holder.example"
        assert any(name == "1.0.0.10.origin.asn.cymru.com" for _, name, _ in made.zone.asked)
        assert (await made.observe("192.168.0.1", "hosting")).outcome is Outcome.BLOCKED


async def test_the_start_of_an_announced_network_is_no_address_to_ask_about_where_the_guard_refuses_it(world: Desk) -> None:
    """Of a content network the first address of the prefix is asked about. Whoever announces decides where a prefix begins."""
    asked: list[str] = []

    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            asked.append((await reader.readuntil(b"\r\n\r\n")).split(b" ")[1].decode())
            body = json.dumps(NETWORK).encode()
            writer.write(f"HTTP/1.1 200 OK\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)
            await writer.drain()

    await world.serve(handler, REGISTRY, 443)
    world.zone.records["34.216.184.93.origin.asn.cymru.com", "TXT"] = ['"15133 | 0.0.0.0/0 | US | arin | 2008-06-02"']
    (holder,) = (await facts(world, "shop.com")).addresses
    assert (asked, holder.abuse_email) == (["/ip/93.184.216.34"], "abuse@holder.example")


async def test_the_registry_is_not_asked_about_an_address_that_the_guard_refuses(world: Desk) -> None:
    target = parse_target("shop.com")
    assert isinstance(target, Target)
    async with world.session.target(target) as net:
        with pytest.raises(Blocked, match="private"):
            await CollectorNet(net, "hosting").rdap("ip/10.0.0.1")
    assert (world.zone.asked, world.routes.dialled) == ([], [])


async def test_the_row_of_a_host_names_its_internal_address_under_hosting_and_that_of_another_has_no_such_key(world: Desk) -> None:
    world.zone.records |= {("both.com", "A"): ["93.184.217.34", "192.168.3.4"]}
    judge = Judge.of(Rules.load(None), prior=0.1)
    for name, keys in (("both.com", {"forbidden"}), ("plain.com", set())):
        target = parse_target(name)
        assert isinstance(target, Target)
        found = {"hosting": await world.observe(name, "hosting")}
        dossier = Dossier(line=1, input=name, target=target, status=investigate.status(found), mode=Mode.PASSIVE, evidence=found)
        line = codec.to_line(dossier)
        assert codec.from_line(line) == dossier and (b"192.168.3.4" in line) is bool(keys)
        shown = json.loads(to_json(judge(dossier)))["facts"]["hosting"]
        assert shown.keys() & {"forbidden"} == keys and "addresses" in shown


async def test_what_the_resolver_says_of_the_name_is_told_where_its_addresses_are_missing(world: Desk) -> None:
    world.zone.records |= {("loop.com", "CNAME"): ["ring.com."], ("ring.com", "CNAME"): ["loop.com."]}
    evidence = await world.observe("loop.com", "hosting")
    assert (evidence.outcome, evidence.reason) == (Outcome.MALFORMED, "its aliases lead in a circle, or further than 16 steps")


async def test_words_that_name_the_resolver_do_not_become_the_reason_of_the_site(world: Desk) -> None:
    world.zone.rcodes["broken.com"] = dns.rcode.REFUSED
    evidence = await world.observe("broken.com", "hosting")
    assert (evidence.outcome, evidence.reason) == (Outcome.UNREACHABLE, "the resolver refused to answer for broken.com")


@pytest.mark.parametrize("said", [{}, {"title": "Not Found"}, {"errorCode": 404, "title": "Not Found"}], ids=["bare", "title", "code"])
async def test_an_address_of_which_the_registry_has_no_record_is_no_answer_that_could_not_be_read(
    world: Desk, said: dict[str, object]
) -> None:
    await serve_rdap(world, said, "404 Not Found")
    evidence = await world.observe("shop.com", "hosting")
    assert isinstance(evidence.facts, HostingFacts)
    [holder] = evidence.facts.addresses
    assert (holder.outcome, holder.asn, evidence.facts.unanswered) == ("ok", 15133, ())
