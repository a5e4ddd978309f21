"""What it takes to say that nobody registered a name: refusals, failing zones and silence leave that open."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import dns.rcode
import pytest

from scamtriage.knowledge.speech import ENGLISH
from scamtriage.records.evidence import Outcome
from scamtriage.records.facts import RegistrationAbsent, RegistrationFacts
from scamtriage.render.fact_lines import evidence_lines
from tests.collect.desk import REGISTRY, Desk, desk
from tests.collect.registries import CREATED, WHOIS, answer, domain, rdap, whois
from tests.net.peers import listening, pump


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[Desk]:
    async with desk(tmp_path) as made:
        yield made


async def test_not_found_is_absence(world: Desk) -> None:
    await world.serve(rdap(lambda path: answer(b'{"errorCode": 404, "title": "Not Found"}', "404 Not Found")), REGISTRY, 443)
    evidence = await world.observe("shop.com", "registration")
    assert evidence.outcome is Outcome.ABSENT and evidence.facts is not None


async def test_the_evidence_bears_the_time_of_the_answer_and_not_of_the_wait_for_our_own_pace(tmp_path: Path) -> None:
    async with desk(tmp_path, rdap_per_s=2.0) as world:
        await world.serve(rdap(lambda path: answer(domain(path.rpartition("/")[2]))), REGISTRY, 443)
        found = await asyncio.gather(*(world.observe(f"{name}.com", "registration") for name in ("one", "two")))
    assert all(isinstance(evidence.facts, RegistrationFacts) for evidence in found)
    first, second = sorted(evidence.observed_at for evidence in found)
    assert (second - first).total_seconds() > 0.4


@pytest.mark.parametrize("body", [b"\r\n", b'{"title": "Object not found", "description": ["x"]}'])
async def test_a_404_without_an_error_code_is_absence(world: Desk, body: bytes) -> None:
    await world.serve(rdap(lambda path: answer(body, "404 Not Found")), REGISTRY, 443)
    assert (await world.observe("shop.com", "registration")).outcome is Outcome.ABSENT


@pytest.mark.parametrize(
    ("words", "outcome"),
    [(b"Query rate limit exceeded, try again later\n", Outcome.LIMITED), (b"no such route\n", Outcome.MALFORMED)],
)
async def test_a_404_in_words_is_what_the_words_say_where_no_whois_answers(world: Desk, words: bytes, outcome: Outcome) -> None:
    await world.serve(rdap(lambda path: answer(words, "404 Not Found")), REGISTRY, 443)
    await world.serve(whois("\r\n"), REGISTRY, 43)
    evidence = await world.observe("shop.com", "registration")
    assert (evidence.outcome, evidence.facts) == (outcome, None)


@pytest.mark.parametrize(
    ("text", "lasts"),
    [
        ("Domain: {name}\r\nStatus: connect\r\nChanged: 2020-01-02\r\n", True),  # a terse record
        (f"{WHOIS.replace('{more}', '')}".replace("{name}", "OTHER.NET"), False),  # looks like a record, and is not ours
    ],
)
async def test_the_parser_decides_how_long_an_answer_is_remembered(world: Desk, text: str, lasts: bool) -> None:
    await world.serve(whois(text), REGISTRY, 43)
    await world.observe("shop.net", "registration")
    kept = world.session.registry._cache._recent.values()
    assert [round(expires - stored.observed_at.timestamp()) for stored, expires in kept] == [86_400 if lasts else 300]


@pytest.mark.parametrize("told", ["record", "absent", "limited", "nothing"])
@pytest.mark.parametrize("zone", [("shop.com", "NS", "ns1.dns.net."), ("www.shop.com", "A", "93.184.216.34")])
async def test_where_the_zone_answers_whois_is_asked_after_an_absence_and_a_record_wins(
    world: Desk, told: str, zone: tuple[str, str, str]
) -> None:
    name, rtype, value = zone
    world.zone.records[name, rtype] = [value]
    await world.serve(rdap(lambda path: answer(b'{"errorCode": 404, "title": "Not Found"}', "404 Not Found")), REGISTRY, 443)
    if told != "nothing":
        texts = {"record": WHOIS.replace("{more}", ""), "absent": 'No match for "{name}".\r\n', "limited": "Query limit exceeded\r\n"}
        await world.serve(whois(texts[told]), REGISTRY, 43)
    evidence = await world.observe("www.shop.com", "registration")
    assert ((REGISTRY, 43) in world.routes.dialled) is (told != "nothing")
    if told == "record":
        assert isinstance(evidence.facts, RegistrationFacts) and evidence.facts.created == CREATED
        assert evidence.facts.notices[-1] == "the registry's RDAP says otherwise: error 404: Not Found"
    else:
        assert isinstance(evidence.facts, RegistrationAbsent)
        assert evidence.facts.because == ('No match for "SHOP.COM".' if told == "absent" else "error 404: Not Found")
        assert evidence.facts.resolves is True  # who reads this alone must not take it for "not registered"


@pytest.mark.parametrize("record", [True, False])
@pytest.mark.parametrize("rcode", [dns.rcode.SERVFAIL, dns.rcode.REFUSED])
async def test_a_zone_that_fails_may_be_one_that_rdap_does_not_know_yet_so_whois_is_asked(
    world: Desk, rcode: dns.rcode.Rcode, record: bool
) -> None:
    """Dead name servers and invalid signatures give SERVFAIL, a resolver that blocks scams REFUSED; a name of nobody does not exist."""
    world.zone.rcodes["shop.com"] = rcode
    await world.serve(rdap(lambda path: answer(b'{"errorCode": 404, "title": "Not Found"}', "404 Not Found")), REGISTRY, 443)
    await world.serve(whois(WHOIS.replace("{more}", "") if record else 'No match for "{name}".\r\n'), REGISTRY, 43)
    evidence = await world.observe("shop.com", "registration")
    if record:
        assert isinstance(evidence.facts, RegistrationFacts) and evidence.facts.created == CREATED
    else:
        assert isinstance(evidence.facts, RegistrationAbsent) and evidence.facts.resolves is not True


@pytest.mark.parametrize("rcode", [dns.rcode.SERVFAIL, dns.rcode.REFUSED, dns.rcode.NXDOMAIN])
@pytest.mark.parametrize("said", ["", "Query limit exceeded\r\n"])
async def test_where_the_zone_fails_and_whois_is_no_help_the_absence_stays_open(world: Desk, rcode: dns.rcode.Rcode, said: str) -> None:
    world.zone.rcodes["shop.com"] = rcode
    await world.serve(rdap(lambda path: answer(b'{"errorCode": 404, "title": "Not Found"}', "404 Not Found")), REGISTRY, 443)
    await world.serve(whois(said, then="close" if said else "hang"), REGISTRY, 43)
    evidence = await world.observe("shop.com", "registration")
    if rcode == dns.rcode.NXDOMAIN:
        assert evidence.outcome is Outcome.ABSENT
    else:
        assert (evidence.outcome, evidence.facts) == (Outcome.LIMITED if said else Outcome.TIMEOUT, None)
        assert evidence.reason.startswith("RDAP says “error 404: Not Found”, but the name fails in DNS, and WHOIS was no help: ")


async def test_where_nobody_was_asked_in_dns_nothing_speaks_against_rdap(tmp_path: Path) -> None:
    """Behind a proxy without a resolver, which as a rule connects to port 443 alone."""
    ways: dict[bytes, tuple[str, int]] = {}

    async def proxy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        place = (await reader.readuntil(b"\r\n\r\n")).split(b" ")[1]
        if place not in ways:
            writer.write(b"HTTP/1.1 403 Forbidden\r\n\r\n")
            return
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        further, back = await asyncio.open_connection(*ways[place])
        await asyncio.gather(pump(reader, back), pump(further, writer))

    async with listening(proxy) as (host, port), desk(tmp_path, proxy=f"http://{host}:{port}", beside=None) as world:
        world.routes.table[host, port] = (host, port)
        await world.serve(rdap(lambda path: answer(b'{"errorCode": 404, "title": "Not Found"}', "404 Not Found")), REGISTRY, 443)
        ways[b"rdap.example.net:443"] = world.routes.table[REGISTRY, 443]
        evidence = await world.observe("shop.com", "registration")
    assert (evidence.outcome, evidence.reason) == (Outcome.ABSENT, "error 404: Not Found")


async def test_a_dead_resolver_behind_one_that_times_out_does_not_make_a_name_unasked(tmp_path: Path) -> None:
    async with desk(tmp_path, beside=("127.0.0.1:9",)) as world:
        world.routes.table["127.0.0.1", 9] = ("127.0.0.1", 9)  # nobody listens there
        world.zone.silent.add("shop.com")
        await world.serve(rdap(lambda path: answer(b'{"errorCode": 404, "title": "Not Found"}', "404 Not Found")), REGISTRY, 443)
        await world.serve(whois("Query limit exceeded\r\n"), REGISTRY, 43)
        evidence = await world.observe("shop.com", "registration")
    assert (evidence.outcome, evidence.facts) == (Outcome.LIMITED, None)
    assert evidence.reason.startswith("RDAP says “error 404: Not Found”, but the name fails in DNS")


async def test_where_no_whois_is_published_rdap_is_the_last_word(world: Desk) -> None:
    world.zone.rcodes["shop.example"] = dns.rcode.SERVFAIL
    await world.serve(rdap(lambda path: answer(b'{"errorCode": 404, "title": "Not Found"}', "404 Not Found")), REGISTRY, 443)
    await world.serve(whois("domain: EXAMPLE\r\nstatus: ACTIVE\r\n"), REGISTRY, 43)  # IANA names no server
    assert (await world.observe("shop.example", "registration")).outcome is Outcome.ABSENT


@pytest.mark.parametrize("resolves", [True, False])
async def test_an_absence_from_whois_alone_is_held_against_the_zone_too(world: Desk, resolves: bool) -> None:
    if resolves:
        world.zone.records["shop.net", "NS"] = ["ns1.dns.net."]
    await world.serve(whois('No match for "{name}".\r\n'), REGISTRY, 43)
    evidence = await world.observe("shop.net", "registration")
    assert isinstance(evidence.facts, RegistrationAbsent) and (evidence.facts.resolves is True) is resolves
    told = dict(evidence_lines(evidence, ENGLISH))["registered"]
    assert told.startswith("unknown: " if resolves else "no: ") and "No match" in told


@pytest.mark.parametrize(("address", "resolves"), [("0.0.0.0", False), ("192.168.0.1", False), ("8.8.8.8", True)])
async def test_the_address_of_a_filtering_resolver_contradicts_no_absence(world: Desk, address: str, resolves: bool) -> None:
    world.zone.records["shop.net", "A"] = [address]
    await world.serve(whois('No match for "{name}".\r\n'), REGISTRY, 43)
    evidence = await world.observe("shop.net", "registration")
    assert isinstance(evidence.facts, RegistrationAbsent) and (evidence.facts.resolves is True) is resolves


async def test_where_the_zone_knows_nothing_an_absence_is_one_question(world: Desk) -> None:
    await world.serve(rdap(lambda path: answer(b'{"errorCode": 404, "title": "Not Found"}', "404 Not Found")), REGISTRY, 443)
    await world.serve(whois(WHOIS), REGISTRY, 43)
    evidence = await world.observe("shop.com", "registration")
    assert isinstance(evidence.facts, RegistrationAbsent) and world.routes.dialled == [(REGISTRY, 443)]


async def test_whois_absence_is_absence(world: Desk) -> None:
    await world.serve(whois('No match for "{name}".\r\n>>> Last update of whois database: 2026-11-24 <<<\r\n'), REGISTRY, 43)
    assert (await world.observe("shop.net", "registration")).outcome is Outcome.ABSENT


async def test_limits_everywhere_are_limited_and_not_absence(world: Desk) -> None:
    await world.serve(rdap(lambda path: answer(b"", "429 Slow down", "Retry-After: 9000")), REGISTRY, 443)
    await world.serve(whois("Your connection limit exceeded. Please slow down and try again later.\r\n"), REGISTRY, 43)
    evidence = await world.observe("shop.com", "registration")
    assert (evidence.outcome, evidence.facts) == (Outcome.LIMITED, None)


@pytest.mark.parametrize("charset", ["gb18030", "utf-8"])
async def test_a_refusal_that_only_the_parser_understands_lets_the_registry_rest(world: Desk, charset: str) -> None:
    """In the registry's own charset, or in words that count only where nothing else is said."""
    said = "查询过于频繁，请稍后再试\r\n".encode("gb18030") if charset == "gb18030" else b"HTTP error 429\r\n"
    asked = []

    async def refuses(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append(await reader.readline())
        writer.write(said)
        await writer.drain()

    await world.serve(refuses, REGISTRY, 43)
    for name in ("a.net", "b.net", "a.net"):
        evidence = await world.observe(name, "registration")
        assert (evidence.outcome, evidence.facts) == (Outcome.LIMITED, None)
    assert asked == [b"a.net\r\n"]


async def test_terms_of_use_that_may_be_a_refusal_close_no_registry(world: Desk) -> None:
    """An answer of .sx about a name that nobody holds is understood by nobody, and its terms name those who are not authorized."""
    terms = "".join(f"line {number} of the terms of use, by which\r\n" for number in range(8))
    await world.serve(whois(f"{{name}}: status 7\r\n{terms}you are not authorized to access this in volume\r\n"), REGISTRY, 43)
    for name in ("a.net", "b.net"):
        evidence = await world.observe(name, "registration")
        assert evidence.outcome is Outcome.LIMITED and "not authorized" in evidence.reason
    assert world.routes.dialled == [(REGISTRY, 43)] * 2
