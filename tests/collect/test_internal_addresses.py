"""Addresses inside a network, and others that the guard refuses: named to no registry, told under hosting."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

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
from scamtriage.records.target import Target
from scamtriage.render.fact_lines import evidence_lines
from scamtriage.render.json import to_json
from scamtriage.targets.parse import parse_target
from tests.collect.desk import REGISTRY, Desk, desk
from tests.collect.networks import NETWORK, facts, holders, serve_rdap


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[Desk]:
    async with holders(tmp_path) as made:
        yield made


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
