"""The lab answers plain clients of other people, as the outside world would."""

import asyncio
import contextlib
import socket
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import dns.asyncquery
import dns.flags
import dns.message
import dns.rcode
import httpx
import pytest
from cryptography import x509

from scamtriage.lab.internet import Lab
from scamtriage.lab.router import Unrouted
from scamtriage.lab.scene import BadScene, Certificate, Page, Registration, Scene, load_scene, load_scenes
from tests.cost import least_cpu_s
from tests.watch import within


def a_scene(**changes: object) -> Scene:
    """A small honest site that a test bends."""
    plain: dict[str, object] = {
        "id": "plain",
        "about": "a test",
        "target": "plain-site.net",
        "registration": [Registration(name="plain-site.net", created_days_ago=100)],
        "dns": {"plain-site.net": {"A": ["45.12.40.9"], "NS": ["ns1.plain-dns.net."], "TXT": ["v=spf1 -all", "x" * 600]}},
        "page": [Page(url="https://plain-site.net/", html="<title>hello</title>" + "<p>word</p>" * 100)],
    }
    return Scene(**{**plain, **changes})  # type: ignore[arg-type]


async def ask(lab: Lab, name: str, rtype: str, *, tcp: bool = False, payload: int = 1232) -> dns.message.Message:
    host, _, port = lab.resolver.rpartition(":")
    query = dns.message.make_query(name, rtype, use_edns=0, payload=payload)
    query.flags |= dns.flags.AD
    send = dns.asyncquery.tcp if tcp else dns.asyncquery.udp
    return await send(query, host, timeout=60, port=int(port))


async def fetch(lab: Lab, url: str, *, verify: bool = True, **headers: str) -> httpx.Response:
    """GET through the router, as a client that knows the address of the host already."""
    asked = httpx.URL(url)
    address = lab.world.addresses(asked.host)[0]
    to, port = lab.router(address, asked.port or (443 if asked.scheme == "https" else 80))
    context = ssl.create_default_context(cafile=str(lab.ca_file))
    async with httpx.AsyncClient(verify=context if verify else False, trust_env=False, timeout=60) as client:
        return await client.get(
            asked.copy_with(host=to, port=port),
            headers={"Host": asked.netloc.decode(), **headers},
            extensions={"sni_hostname": asked.host},
        )


async def whois(lab: Lab, address: str, query: str) -> str:
    reader, writer = await asyncio.open_connection(*lab.router(address, 43))
    writer.write(query.encode() + b"\r\n")
    answer = await asyncio.wait_for(reader.read(), 2)
    writer.close()
    return answer.decode("utf-8", "replace")


@pytest.mark.parametrize("tcp", [False, True])
async def test_a_record_of_a_scene_is_answered_over_udp_and_tcp(tcp: bool) -> None:
    async with Lab.start([], extra=[a_scene()]) as lab:
        answer = await ask(lab, "plain-site.net", "A", tcp=tcp)
        assert [record.to_text() for record in answer.answer[0]] == ["45.12.40.9"]


@pytest.mark.parametrize(
    ("name", "rtype", "rcode", "answers"),
    [
        ("plain-site.net", "MX", dns.rcode.NOERROR, 0),
        ("nothing.plain-site.net", "A", dns.rcode.NXDOMAIN, 0),
        ("no-such-name-4711.com", "A", dns.rcode.NXDOMAIN, 0),
        ("ipv4only.arpa", "AAAA", dns.rcode.NOERROR, 0),
        ("ns1.plain-dns.net", "A", dns.rcode.NOERROR, 1),
        ("plain-site.net", "SOA", dns.rcode.NOERROR, 1),
        ("9.40.12.45.origin.asn.cymru.com", "TXT", dns.rcode.NOERROR, 1),
        ("AS64701.asn.cymru.com", "TXT", dns.rcode.NOERROR, 1),
        ("1.0.0.198.origin.asn.cymru.com", "TXT", dns.rcode.NXDOMAIN, 0),
    ],
)
async def test_no_such_name_and_no_such_type_are_told_apart(name: str, rtype: str, rcode: int, answers: int) -> None:
    async with Lab.start([], extra=[a_scene()]) as lab:
        answer = await ask(lab, name, rtype)
        assert (answer.rcode(), len(answer.answer)) == (rcode, answers)


@pytest.mark.parametrize("trouble", ["SERVFAIL", "REFUSED"])
async def test_a_scene_may_break_one_record_type_alone(trouble: str) -> None:
    scene = a_scene(dns={"plain-site.net": {"A": ["45.12.40.9"], "MX": trouble}})
    async with Lab.start([], extra=[scene]) as lab:
        assert dns.rcode.to_text((await ask(lab, "plain-site.net", "MX")).rcode()) == trouble
        assert (await ask(lab, "plain-site.net", "A")).rcode() == dns.rcode.NOERROR


async def test_a_silent_name_server_is_silent() -> None:
    async with Lab.start([], extra=[a_scene(dns={"plain-site.net": {"A": "TIMEOUT"}})]) as lab:
        host, _, port = lab.resolver.rpartition(":")
        with pytest.raises(dns.exception.Timeout):
            await dns.asyncquery.udp(dns.message.make_query("plain-site.net", "A"), host, timeout=0.2, port=int(port))


async def test_an_answer_that_does_not_fit_is_cut_and_comes_whole_over_tcp() -> None:
    async with Lab.start([], extra=[a_scene()]) as lab:
        assert (await ask(lab, "plain-site.net", "TXT", payload=512)).flags & dns.flags.TC
        whole = await ask(lab, "plain-site.net", "TXT", tcp=True)
        assert sorted(len(b"".join(record.strings)) for record in whole.answer[0]) == [11, 600]


async def test_a_wildcard_and_an_alias_are_followed() -> None:
    records = {"*.plain-site.net": {"CNAME": ["edge.plain-cdn.net."]}, "edge.plain-cdn.net": {"A": ["45.12.40.10"]}}
    async with Lab.start([], extra=[a_scene(dns=records)]) as lab:
        answer = await ask(lab, "anything.plain-site.net", "A")
        assert [record.to_text() for rrset in answer.answer for record in rrset] == ["edge.plain-cdn.net.", "45.12.40.10"]


async def test_only_a_signed_zone_is_marked_as_validated() -> None:
    async with Lab.start([], extra=[a_scene(validated=["plain-site.net"])]) as lab:
        assert (await ask(lab, "plain-site.net", "A")).flags & dns.flags.AD
        assert not (await ask(lab, "example.com", "A")).flags & dns.flags.AD
        assert (await ask(lab, "plain-site.net", "DS")).answer


async def test_rdap_counts_ages_from_the_clock_of_the_lab(now: datetime) -> None:
    async with Lab.start([], extra=[a_scene()], now=now) as lab:
        answer = (await fetch(lab, "https://rdap.scamtriage-lab.net/some/base/domain/plain-site.net")).json()
        [created] = [event["eventDate"] for event in answer["events"] if event["eventAction"] == "registration"]
        assert (now - datetime.fromisoformat(created)).days == 100
        assert [server["ldhName"] for server in answer["nameservers"]] == ["ns1.plain-dns.net"]


@pytest.mark.parametrize("days", [-3_000, 3_000])
async def test_its_registry_is_believed_by_machines_whose_clock_is_far_from_the_labs(days: int) -> None:
    async with Lab.start([], extra=[a_scene()], now=datetime.now(UTC) + timedelta(days=days)) as lab:
        assert (await fetch(lab, "https://rdap.scamtriage-lab.net/some/base/domain/plain-site.net")).status_code == 200


@pytest.mark.parametrize(("behaviour", "status"), [("absent", 404), ("limited", 429), ("unavailable", 503), ("malformed", 200)])
async def test_a_registry_may_refuse_limit_or_babble(behaviour: str, status: int) -> None:
    scene = a_scene(registration=[Registration(name="plain-site.net", rdap=behaviour)])  # type: ignore[arg-type]
    async with Lab.start([], extra=[scene]) as lab:
        answer = await fetch(lab, "https://rdap.scamtriage-lab.net/domain/plain-site.net")
        assert answer.status_code == status


async def test_a_registry_may_hang_and_the_lab_still_ends_at_once() -> None:
    scene = a_scene(registration=[Registration(name="plain-site.net", rdap="hang", whois="hang")])
    async with contextlib.AsyncExitStack() as ends:
        lab = await ends.enter_async_context(Lab.start([], extra=[scene]))
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(fetch(lab, "https://rdap.scamtriage-lab.net/domain/plain-site.net"), 0.3)
        reader, writer = await asyncio.open_connection(*lab.router(lab.world.surroundings.registry, 43))
        writer.write(b"plain-site.net\r\n")
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(reader.read(), 0.1)
        running = ends.pop_all()
        async with within(0.5):
            await running.aclose()
    writer.close()


async def test_whois_refers_from_iana_to_the_registry_which_knows_the_name() -> None:
    async with Lab.start([], extra=[a_scene()]) as lab:
        assert "refer:        whois.nic.net" in await whois(lab, lab.world.surroundings.iana, "net")
        assert (await ask(lab, "whois.nic.net", "A")).answer
        text = await whois(lab, lab.world.surroundings.registry, "plain-site.net")
        assert "Creation Date: " in text
        assert "Name Server: NS1.PLAIN-DNS.NET" in text
        assert "No match" in await whois(lab, lab.world.surroundings.registry, "unknown-site.net")


async def test_the_holder_of_an_address_is_in_rdap() -> None:
    async with Lab.start([], extra=[a_scene()]) as lab:
        answer = (await fetch(lab, "https://rdap.scamtriage-lab.net/ip/45.12.40.9")).json()
        assert (answer["startAddress"], answer["country"]) == ("45.12.40.0", "NL")
        assert (await fetch(lab, "https://rdap.scamtriage-lab.net/ip/198.0.0.1")).status_code == 404


async def test_the_page_comes_over_trusted_tls_and_http_leads_there() -> None:
    async with Lab.start([], extra=[a_scene()]) as lab:
        page = await fetch(lab, "https://plain-site.net/")
        assert (page.status_code, "<title>hello</title>" in page.text) == (200, True)
        assert page.headers["content-encoding"] == "gzip"
        moved = await fetch(lab, "http://plain-site.net/")
        assert (moved.status_code, moved.headers["location"]) == (301, "https://plain-site.net/")
        assert (await fetch(lab, "https://plain-site.net/none")).status_code == 404


async def test_a_page_may_show_another_face_to_another_browser() -> None:
    pages = [Page(url="https://plain-site.net/", html="phone", agent="Android"), Page(url="https://plain-site.net/", html="desk")]
    async with Lab.start([], extra=[a_scene(page=pages)]) as lab:
        assert (await fetch(lab, "https://plain-site.net/", **{"User-Agent": "Mozilla Android 14"})).text == "phone"
        assert (await fetch(lab, "https://plain-site.net/")).text == "desk"


async def test_a_page_may_promise_more_than_it_sends() -> None:
    async with Lab.start([], extra=[a_scene(page=[Page(url="https://plain-site.net/", html="half", behaviour="truncate")])]) as lab:
        with pytest.raises(httpx.RemoteProtocolError):
            await fetch(lab, "https://plain-site.net/")


@pytest.mark.parametrize(
    ("spec", "trusted"),
    [
        (Certificate(hosts=["plain-site.net"]), True),
        (Certificate(hosts=["plain-site.net"], kind="ev", organisation="Plain Ltd", country="SG"), True),
        (Certificate(hosts=["plain-site.net"], kind="self-signed"), False),
        (Certificate(hosts=["plain-site.net"], age_days=100, days=90), False),
        (Certificate(hosts=["plain-site.net"], sans=["other-site.net"]), False),
        (Certificate(hosts=["plain-site.net"], kind="none"), False),
    ],
)
async def test_a_strict_client_accepts_exactly_the_honest_certificates(spec: Certificate, trusted: bool) -> None:
    async with Lab.start([], extra=[a_scene(certificate=[spec])]) as lab:
        try:
            accepted = (await fetch(lab, "https://plain-site.net/")).status_code == 200
        except httpx.ConnectError:
            accepted = False
        assert accepted is trusted


async def test_the_same_seed_and_moment_give_the_same_certificates(now: datetime) -> None:
    async def leaf() -> bytes:
        async with Lab.start([], extra=[a_scene()], now=now, seed=b"again") as lab:
            address = lab.router("45.12.40.9", 443)
            return (await asyncio.to_thread(ssl.get_server_certificate, address, timeout=60)).encode()

    first = await leaf()
    assert first == await leaf()
    assert x509.load_pem_x509_certificate(first).not_valid_before_utc < now


async def test_an_address_outside_the_lab_is_refused_and_remembered() -> None:
    async with Lab.start([], extra=[a_scene()]) as lab:
        with pytest.raises(Unrouted):
            lab.router("8.8.8.8", 53)
        assert lab.router.unrouted == [("8.8.8.8", 53)]


async def test_a_port_on_which_a_host_does_not_serve_refuses() -> None:
    scene = a_scene(page=[Page(url="http://plain-site.net/", html="old")])
    async with Lab.start([], extra=[scene]) as lab:
        with pytest.raises(OSError, match=r"refused|Connect call failed"):
            await asyncio.open_connection(*lab.router("45.12.40.9", 443))
        assert (await fetch(lab, "http://plain-site.net/")).text == "old"


def test_the_whole_lab_starts_in_half_a_second() -> None:
    async def started() -> None:
        async with Lab.start():
            pass

    assert least_cpu_s(lambda: asyncio.run(started()), within=0.5) <= 0.5


def test_a_private_address_is_in_no_route() -> None:
    async def routes() -> list[str]:
        scene = a_scene(dns={"plain-site.net": {"A": ["10.1.2.3", "169.254.169.254"]}})
        async with Lab.start([], extra=[scene]) as lab:
            return [ip for ip, _ in lab.router.routes]

    assert not {"10.1.2.3", "169.254.169.254"} & set(asyncio.run(routes()))


@pytest.mark.parametrize("scene", load_scenes().values(), ids=lambda scene: scene.id)
def test_a_scene_tells_what_it_is(scene: Scene) -> None:
    assert scene.about
    assert scene.target


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ('colour = "red"', "colour"),
        ('[expect]\nat_leest = "suspicious"', "expect.at_leest"),
        ('[[registration]]\nname = "x.net"\nrdap = "sometimes"', "registration.0.rdap"),
        ("[[page]]\nstatus = 200", "page.0.url"),
        ("this is no TOML", "strange.toml"),
    ],
)
def test_a_misspelt_scene_is_refused_with_file_and_key(tmp_path: Path, change: str, complaint: str) -> None:
    path = tmp_path / "strange.toml"
    path.write_text(f'id = "strange"\nabout = "x"\ntarget = "x.net"\n{change}\n')
    with pytest.raises(BadScene, match=complaint):
        load_scene(path)


def test_the_clock_of_the_lab_is_aware() -> None:
    async def moment() -> datetime:
        async with Lab.start([]) as lab:
            return lab.world.now

    assert asyncio.run(moment()).tzinfo is UTC


async def test_a_lab_that_cannot_write_a_certificate_ends_with_that() -> None:
    with pytest.raises(IsADirectoryError) as caught:
        async with Lab.start([], extra=[a_scene()]) as lab:
            folder = lab.ca_file.parent
            (taken := folder / f"{len(list(folder.iterdir())) + 1}.pem").mkdir()
            with pytest.raises(httpx.ConnectError):
                await fetch(lab, "https://plain-site.net/")
    assert caught.value.filename == str(taken)


async def test_a_port_that_is_taken_for_datagrams_is_left_to_who_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    start, given = asyncio.start_server, []

    async def first_at_the_taken_one(handler: Any, host: str, port: int, **more: Any) -> asyncio.Server:
        given.append(port)
        return await start(handler, host, taken.getsockname()[1] if len(given) == 1 else port, **more)

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as taken:
        taken.bind(("127.0.0.1", 0))
        monkeypatch.setattr(asyncio, "start_server", first_at_the_taken_one)
        async with Lab.start(scenes=["new-bakery"]) as lab:
            assert lab.resolver != f"127.0.0.1:{taken.getsockname()[1]}"
            assert (await ask(lab, "khanom-baan-suan.shop", "A")).answer
