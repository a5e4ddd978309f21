"""Who registered a name: RDAP, then WHOIS, from real servers on loopback."""

import asyncio
import json
import socket
import struct
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from pathlib import Path

import dns.rcode
import pytest

from scamtriage.knowledge.speech import ENGLISH
from scamtriage.records.evidence import Mode, Outcome
from scamtriage.records.facts import RegistrationAbsent, RegistrationFacts
from scamtriage.render.fact_lines import evidence_lines
from tests.collect.desk import REGISTRAR, REGISTRY, Desk, desk
from tests.net.peers import listening, pump

CREATED = datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC)
WHOIS = (
    "Domain Name: {name}\r\nRegistrar: Mild Registrar\r\nRegistrar IANA ID: 9999\r\nCreation Date: 2020-01-02T03:04:05Z\r\n"
    "Registry Expiry Date: 2030-01-02T03:04:05Z\r\nRegistrar Abuse Contact Email: abuse@mild.example\r\n"
    "Name Server: NS1.DNS.NET\r\nDomain Status: clientHold https://icann.org/epp#clientHold\r\n{more}\r\n"
)


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[Desk]:
    async with desk(tmp_path) as made:
        yield made


def answer(body: bytes, status: str = "200 OK", *headers: str) -> bytes:
    return "\r\n".join([f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers, "", ""]).encode() + body


def rdap(given: "Callable[[str], bytes | None]") -> Callable[..., object]:
    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            head = await reader.readuntil(b"\r\n\r\n")
            body = given(head.split(b" ")[1].decode())
            if body is None:
                await asyncio.sleep(3600)
            writer.write(body or b"")
            await writer.drain()

    return handler


def whois(text: str, *, then: str = "close") -> Callable[..., object]:
    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked = (await reader.readline()).decode().split()[-1]
        writer.write(text.replace("{name}", asked.upper()).encode())
        await writer.drain()
        if then == "hang":
            await asyncio.sleep(3600)

    return handler


def domain(name: str, **more: object) -> bytes:
    events = [{"eventAction": "registration", "eventDate": "2020-01-02T03:04:05Z"}]
    return json.dumps({"objectClassName": "domain", "ldhName": name, "events": events, "status": ["active"], **more}).encode()


async def test_rdap_answers_first(world: Desk) -> None:
    await world.serve(rdap(lambda path: answer(domain(path.rpartition("/")[2]))), REGISTRY, 443)
    evidence = await world.observe("shop.com", "registration")
    assert isinstance(evidence.facts, RegistrationFacts)
    assert (evidence.facts.created, evidence.facts.source) == (CREATED, "rdap:https://rdap.example.net/domain/shop.com")
    assert world.routes.dialled == [(REGISTRY, 443)]


async def test_the_registrable_name_is_asked_about(world: Desk) -> None:
    asked: list[str] = []

    def registry(path: str) -> bytes:
        asked.append(path)
        return answer(domain("shop.com"))

    await world.serve(rdap(registry), REGISTRY, 443)
    await world.observe("https://login.www.shop.com/x", "registration")
    assert asked == ["/domain/shop.com"]


async def test_a_thin_record_is_completed_by_the_registrar(world: Desk) -> None:
    links = [{"rel": "related", "type": "application/rdap+json", "href": "https://rdap.registrar.net/domain/shop.com"}]
    person = {
        "objectClassName": "entity",
        "roles": ["registrant"],
        "vcardArray": ["vcard", [["org", {}, "text", "Shop Ltd"], ["adr", {"cc": "SG"}, "text", ["", "", "", "", "", "", ""]]]],
    }
    await world.serve(rdap(lambda path: answer(domain("shop.com", links=links))), REGISTRY, 443)
    await world.serve(rdap(lambda path: answer(domain("shop.com", entities=[person], status=["locked"]))), REGISTRAR, 443)
    found = (await world.observe("shop.com", "registration")).facts
    assert isinstance(found, RegistrationFacts)
    assert (found.registrant_organisation, found.registrant_country, found.status) == ("Shop Ltd", "SG", ("active",))


async def test_a_registry_that_shows_the_owner_and_no_desk_for_abuse_is_completed_too(world: Desk) -> None:
    links = [{"rel": "related", "type": "application/rdap+json", "href": "https://rdap.registrar.net/domain/shop.com"}]
    address = ["adr", {"cc": "SG"}, "text", ["", "", "", "", "", "", ""]]
    owner = {"roles": ["registrant"], "vcardArray": ["vcard", [["org", {}, "text", "Shop Ltd"], address]]}
    desk = {"roles": ["abuse"], "vcardArray": ["vcard", [["email", {}, "text", "abuse@registrar.net"]]]}
    seller = {"roles": ["registrar"], "vcardArray": ["vcard", [["fn", {}, "text", "Mild Registrar"]]]}
    full = seller | {"entities": [desk], "publicIds": [{"type": "IANA Registrar ID", "identifier": "9999"}]}
    await world.serve(rdap(lambda path: answer(domain("shop.com", links=links, entities=[seller, owner]))), REGISTRY, 443)
    await world.serve(rdap(lambda path: answer(domain("shop.com", entities=[full]))), REGISTRAR, 443)
    found = (await world.observe("shop.com", "registration")).facts
    assert isinstance(found, RegistrationFacts)
    assert (found.registrant_organisation, found.abuse_email, found.registrar_iana_id) == ("Shop Ltd", "abuse@registrar.net", 9999)


async def test_where_the_registry_shows_that_a_service_stands_in_the_registrar_is_not_asked(world: Desk) -> None:
    links = [{"rel": "related", "type": "application/rdap+json", "href": "https://rdap.registrar.net/domain/shop.com"}]
    address = ["adr", {"cc": "IS"}, "text", ["", "", "", "", "", "", ""]]
    service = {"roles": ["registrant"], "vcardArray": ["vcard", [["org", {}, "text", "Withheld for Privacy ehf"], address]]}
    desk = {"roles": ["abuse"], "vcardArray": ["vcard", [["email", {}, "text", "abuse@registrar.net"]]]}
    seller = {"roles": ["registrar"], "entities": [desk], "publicIds": [{"type": "IANA Registrar ID", "identifier": "9999"}]}
    await world.serve(rdap(lambda path: answer(domain("shop.com", links=links, entities=[seller, service]))), REGISTRY, 443)
    found = (await world.observe("shop.com", "registration")).facts
    assert isinstance(found, RegistrationFacts)
    assert (found.privacy, found.registrant_country) == (True, "")
    assert world.routes.dialled == [(REGISTRY, 443)]


async def test_where_the_registry_left_out_owner_and_country_the_registrar_is_asked(world: Desk) -> None:
    links = [{"rel": "related", "type": "application/rdap+json", "href": "https://rdap.registrar.net/domain/shop.com"}]
    nobody = {"roles": ["registrant"], "vcardArray": ["vcard", [["fn", {}, "text", "REDACTED FOR PRIVACY"]]]}
    address = ["adr", {"cc": "SG"}, "text", ["", "", "", "", "", "", ""]]
    owner = {"roles": ["registrant"], "vcardArray": ["vcard", [["org", {}, "text", "Shop Ltd"], address]]}
    desk = {"roles": ["abuse"], "vcardArray": ["vcard", [["email", {}, "text", "abuse@registrar.net"]]]}
    seller = {"roles": ["registrar"], "entities": [desk], "publicIds": [{"type": "IANA Registrar ID", "identifier": "9999"}]}
    await world.serve(rdap(lambda path: answer(domain("shop.com", links=links, entities=[seller, nobody]))), REGISTRY, 443)
    await world.serve(rdap(lambda path: answer(domain("shop.com", entities=[owner]))), REGISTRAR, 443)
    found = (await world.observe("shop.com", "registration")).facts
    assert isinstance(found, RegistrationFacts)
    assert (found.registrant_organisation, found.registrant_country) == ("Shop Ltd", "SG")


async def test_a_registrar_whose_rdap_is_about_another_name_is_told(world: Desk) -> None:
    links = [{"rel": "related", "type": "application/rdap+json", "href": "https://rdap.registrar.net/domain/shop.com"}]
    await world.serve(rdap(lambda path: answer(domain("shop.com", links=links))), REGISTRY, 443)
    await world.serve(rdap(lambda path: answer(domain("famous.com", entities=[{"roles": ["registrant"]}]))), REGISTRAR, 443)
    found = (await world.observe("shop.com", "registration")).facts
    assert isinstance(found, RegistrationFacts)
    assert found.created == CREATED
    assert found.notices == ("the registrar's RDAP did not help: the answer is about domain famous.com, not about shop.com",)


async def test_a_date_of_the_registrar_alone_that_can_not_be_believed_is_noted(world: Desk) -> None:
    links = [{"rel": "related", "type": "application/rdap+json", "href": "https://rdap.registrar.net/domain/shop.com"}]
    dates = {"registration": "2035-01-02T03:04:05Z", "expiration": "2026-13-45T00:00:00Z"}
    events = [{"eventAction": action, "eventDate": date} for action, date in dates.items()]
    await world.serve(rdap(lambda path: answer(domain("shop.com", links=links))), REGISTRY, 443)
    await world.serve(rdap(lambda path: answer(domain("shop.com", events=events))), REGISTRAR, 443)
    found = (await world.observe("shop.com", "registration")).facts
    assert isinstance(found, RegistrationFacts)
    assert (found.created, found.expires, [note.field for note in found.date_notes]) == (CREATED, None, ["expires"])


@pytest.mark.parametrize(
    "href", ["https://127.0.0.1/x", "https://10.0.0.1/x", "https://169.254.169.254/x", "https://[::1]/x", "https://localhost/"]
)
async def test_a_link_to_the_inside_is_not_followed_and_costs_nothing(world: Desk, href: str) -> None:
    links = [{"rel": "related", "type": "application/rdap+json", "href": href}]
    await world.serve(rdap(lambda path: answer(domain("shop.com", links=links))), REGISTRY, 443)
    evidence = await world.observe("shop.com", "registration")
    assert isinstance(evidence.facts, RegistrationFacts) and evidence.facts.created == CREATED
    assert world.routes.dialled == [(REGISTRY, 443)]


async def test_a_registrar_is_not_asked_in_the_clear(world: Desk) -> None:
    link = {"rel": "related", "type": "application/rdap+json", "href": "http://rdap.registrar.net/domain/shop.com"}
    await world.serve(rdap(lambda path: answer(domain("shop.com", links=[link]))), REGISTRY, 443)
    found = (await world.observe("shop.com", "registration")).facts
    assert isinstance(found, RegistrationFacts) and "without encryption" in "".join(found.notices)
    assert world.routes.dialled == [(REGISTRY, 443)]


@pytest.mark.parametrize("host", ["shop.com", "rdap.shop.com.", "RDAP.Shop.com"])
@pytest.mark.parametrize("way", ["link", "registrar's redirect", "registry's redirect", "whois"])
async def test_whoever_is_not_to_hear_us_is_not_asked_as_his_own_registrar(tmp_path: Path, host: str, way: str) -> None:
    async with desk(tmp_path, mode=Mode.PASSIVE) as world:
        there, further = f"https://{host}/domain/shop.com", "https://rdap.registrar.net/domain/shop.com"
        for name in ("shop.com", "rdap.shop.com"):
            world.zone.records[name, "A"] = ["93.184.216.99"]
        link = {"rel": "related", "type": "application/rdap+json", "href": there if way == "link" else further}
        led = answer(b"", "302 Found", f"Location: {there}")
        if way != "whois":
            await world.serve(
                rdap(lambda path: led if way == "registry's redirect" else answer(domain("shop.com", links=[link]))), REGISTRY, 443
            )
        await world.serve(rdap(lambda path: led), REGISTRAR, 443)
        await world.serve(whois(WHOIS.replace("{more}", f"Registrar WHOIS Server: {host}")), REGISTRY, 43)
        found = (await world.observe("www.shop.com", "registration")).facts
        assert isinstance(found, RegistrationFacts) and found.created == CREATED
        assert {address for address, _ in world.routes.dialled} <= {REGISTRY, REGISTRAR}
        assert ("belongs to the name that is asked about" in "".join(found.notices)) or way == "registry's redirect"


async def test_a_registrar_whose_site_is_visited_is_asked_about_its_own_name(world: Desk) -> None:
    links = [{"rel": "related", "type": "application/rdap+json", "href": "https://rdap.registrar.net/domain/registrar.net"}]
    office = {"roles": ["abuse"], "vcardArray": ["vcard", [["email", {}, "text", "abuse@registrar.net"]]]}
    seller = {"roles": ["registrar"], "vcardArray": ["vcard", [["fn", {}, "text", "Mild Registrar"]]], "entities": [office]}
    world.session.registry.tables.known.domains["net"] = "https://rdap.example.net/"
    await world.serve(rdap(lambda path: answer(domain("registrar.net", links=links))), REGISTRY, 443)
    await world.serve(rdap(lambda path: answer(domain("registrar.net", entities=[seller]))), REGISTRAR, 443)
    found = (await world.observe("https://registrar.net/", "registration")).facts
    assert isinstance(found, RegistrationFacts) and found.abuse_email == "abuse@registrar.net"


@pytest.mark.parametrize(
    "rdap_answer",
    [
        pytest.param(answer(domain("paypal.com")), id="about another name"),
        pytest.param(answer(b"<html>welcome</html>"), id="a web page"),
        pytest.param(answer(b"<html>not here</html>", "404 Not Found"), id="a web page with 404"),
        pytest.param(answer(b"404 page not found\n", "404 Not Found"), id="a lost route"),
        pytest.param(answer(b"Query rate limit exceeded, try again later\n", "404 Not Found"), id="a limit with 404"),
        pytest.param(answer(b"Access denied for your network\n", "404 Not Found"), id="a refusal with 404"),
        pytest.param(answer(b"\xef\xbb\xbf<html>not here</html>", "404 Not Found"), id="a marked web page with 404"),
        pytest.param(answer(b"\x8b\x02\x80" + b"x" * 40, "404 Not Found", "Content-Encoding: br"), id="an encoding that nobody asked for"),
        pytest.param(answer(b'["backend error"]', "404 Not Found"), id="a list with 404"),
        pytest.param(answer(b'{"message": "no Route matched"}', "404 Not Found"), id="an object of a gateway"),
        pytest.param(answer(b"[" * 100_000), id="nesting"),
        pytest.param(answer(b'{"ldhName": NaN}'), id="no number"),
        pytest.param(
            answer(b'{"objectClassName": "domain", "ldhName": "shop.com", "x": ' + b"9" * 50_000 + b"}", "500 Oops"), id="out of order"
        ),
        pytest.param(answer(b"", "429 Slow down", "Retry-After: 9000"), id="limited"),
        pytest.param(None, id="silent"),
    ],
)
async def test_whois_stands_in_when_rdap_does_not_help(world: Desk, rdap_answer: bytes | None) -> None:
    await world.serve(rdap(lambda path: rdap_answer), REGISTRY, 443)
    await world.serve(whois(WHOIS.replace("{more}", "")), REGISTRY, 43)
    evidence = await world.observe("shop.com", "registration")
    assert isinstance(evidence.facts, RegistrationFacts), evidence.reason
    assert (evidence.facts.created, evidence.facts.source) == (CREATED, "whois:whois.example.net")
    assert evidence.facts.registrar_iana_id == 9999


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


async def test_a_whois_server_that_never_closes_loses_no_record(world: Desk) -> None:
    await world.serve(whois(WHOIS.replace("{more}", ""), then="hang"), REGISTRY, 43)
    evidence = await world.observe("shop.net", "registration")
    assert isinstance(evidence.facts, RegistrationFacts) and evidence.facts.created == CREATED
    assert [(cap.stage, cap.cap) for cap in evidence.caps] == [("whois", "whois_timeout_s 1.5")]


async def test_a_record_that_breaks_off_within_a_date_gives_no_wrong_date(world: Desk) -> None:
    async def resets(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readline()
        writer.write(b"Domain Name: SHOP.NET\r\nRegistrar: Mild Registrar\r\nName Server: NS1.DNS.NET\r\nCreation Date: 2020-01-1")
        await writer.drain()
        await asyncio.sleep(0.05)
        writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        writer.transport.abort()

    await world.serve(resets, REGISTRY, 43)
    evidence = await world.observe("shop.net", "registration")
    assert isinstance(evidence.facts, RegistrationFacts)
    assert (evidence.facts.created, evidence.facts.registrar) == (None, "Mild Registrar")
    assert [(cap.stage, cap.cap) for cap in evidence.caps] == [("whois", "broken off")]


async def test_referrals_in_a_circle_end(world: Desk) -> None:
    await world.serve(whois(WHOIS.replace("{more}", "Registrar WHOIS Server: whois.example.net")), REGISTRY, 43)
    evidence = await world.observe("shop.net", "registration")
    assert isinstance(evidence.facts, RegistrationFacts)
    assert len(world.routes.dialled) == 1


@pytest.mark.parametrize(
    ("line", "said", "notice"),
    [
        ("https://www.registrar.net/whois", "", "the registrar's WHOIS did not help: https://www.registrar.net/whois is no WHOIS server"),
        (
            "http://whois.registrar.net/",
            "Nothing here.",
            "the registrar's WHOIS did not help: the answer is in no language we know: Nothing here.",
        ),
    ],
)
async def test_a_registrar_that_adds_nothing_is_told(world: Desk, line: str, said: str, notice: str) -> None:
    await world.serve(whois(WHOIS.replace("{more}", f"Registrar WHOIS Server: {line}")), REGISTRY, 43)
    await world.serve(whois(f"{said}\r\n"), REGISTRAR, 43)
    evidence = await world.observe("shop.net", "registration")
    assert isinstance(evidence.facts, RegistrationFacts)
    assert (evidence.facts.created, evidence.facts.notices) == (CREATED, (notice,))


async def test_a_referral_to_the_inside_is_not_followed(world: Desk) -> None:
    await world.serve(whois(WHOIS.replace("{more}", "Registrar WHOIS Server: 127.0.0.1")), REGISTRY, 43)
    world.zone.records["inside.registrar.net", "A"] = ["127.0.0.1"]
    evidence = await world.observe("shop.net", "registration")
    assert isinstance(evidence.facts, RegistrationFacts)
    assert world.routes.dialled == [(REGISTRY, 43)]


async def test_a_registry_that_publishes_nothing_is_said_to(world: Desk) -> None:
    evidence = await world.observe("shop.vn", "registration")
    assert (evidence.outcome, evidence.reason) == (Outcome.BLOCKED, "not published by the registry")
    assert world.routes.dialled == []


@pytest.mark.parametrize("line", ["evil.github.io", "93.184.216.34"])
async def test_what_nobody_registered_is_not_asked_about(world: Desk, line: str) -> None:
    evidence = await world.observe(line, "registration")
    assert evidence.outcome is Outcome.BLOCKED and evidence.reason
    assert world.routes.dialled == []
