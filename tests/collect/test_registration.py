"""Who registered a name: RDAP, then WHOIS, from real servers on loopback."""

import asyncio
import socket
import struct
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from scamtriage.records.evidence import Mode, Outcome
from scamtriage.records.facts import RegistrationFacts
from tests.collect.desk import REGISTRAR, REGISTRY, Desk, desk
from tests.collect.registries import CREATED, WHOIS, answer, domain, rdap, whois


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[Desk]:
    async with desk(tmp_path) as made:
        yield made


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
