"""Who runs an address: the DNS service of Team Cymru and the RDAP of the address, on loopback."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

import dns.rcode
import pytest

from scamtriage.batch import investigate
from scamtriage.collect import hosting
from scamtriage.knowledge.speech import ENGLISH
from scamtriage.net.protocol import Net
from scamtriage.records.evidence import Outcome
from scamtriage.records.facts import AddressHolder, HostingFacts
from scamtriage.records.target import LineStatus
from scamtriage.render.fact_lines import evidence_lines
from tests.collect.desk import REGISTRY, Desk
from tests.collect.networks import NETWORK, facts, holders, serve_rdap


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[Desk]:
    async with holders(tmp_path) as made:
        yield made


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


async def test_what_the_dns_says_of_a_bare_address_stands_where_the_registry_does_not_help(world: Desk) -> None:
    await serve_rdap(world, {}, "500 Oops")
    world.zone.records["78.219.184.93.origin.asn.cymru.com", "TXT"] = ['"64500 | 93.184.219.0/24 | NL | ripencc | 2020-01-01"']
    evidence = await world.observe("93.184.219.78", "hosting")
    assert isinstance(evidence.facts, HostingFacts)
    [holder] = evidence.facts.addresses
    assert (holder.asn, holder.prefix, holder.answered) == (64500, "93.184.219.0/24", False)


async def test_of_a_bare_address_about_which_nobody_answers_nothing_is_known(world: Desk) -> None:
    """It counted as told by resolver and registries, with no network at all."""
    await serve_rdap(world, {}, "500 Oops")
    world.zone.rcodes["77.219.184.93.origin.asn.cymru.com"] = dns.rcode.SERVFAIL
    evidence = await world.observe("93.184.219.77", "hosting")
    assert evidence.facts is None and evidence.outcome not in (Outcome.OK, Outcome.ABSENT)


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


async def test_where_the_question_about_one_network_breaks_down_those_about_the_others_end_too(
    world: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when no descriptor is left. They went on behind the end of their target, and opened connections that nobody closed."""
    ended = list[str]()

    async def record(announced: AddressHolder, net: Net) -> AddressHolder:
        try:
            await asyncio.sleep(3600 if announced.ip.startswith("93.") else 0.05)
            raise OSError("too many open files")
        finally:
            await asyncio.sleep(0)
            ended.append(announced.ip)

    monkeypatch.setattr(hosting, "_record", record)
    world.zone.records |= {("two.com", "A"): ["93.184.216.99", "151.101.1.1"]}
    evidence = await world.observe("two.com", "hosting")
    assert (evidence.outcome, evidence.reason) == (Outcome.CRASHED, "OSError: too many open files")
    assert sorted(ended) == ["151.101.1.1", "93.184.216.99"]
