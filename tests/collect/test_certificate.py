"""The certificate collector on real handshakes: everything is shown, nothing is trusted."""

import asyncio
import socket
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import certifi
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from msgspec.structs import replace

from scamtriage.collect import COLLECTORS
from scamtriage.collect import certificate as collector
from scamtriage.collect.observe import observe
from scamtriage.net.collector_net import CollectorNet
from scamtriage.net.errors import Blocked, Malformed, NotAsked, NoTls, TimedOut, Unreachable
from scamtriage.parse.chain import ChainJudge
from scamtriage.records.evidence import Mode, Outcome
from tests.net.peers import OTHER, SITE, Net, page, says, server_context, target
from tests.parse.test_certificate import Authority, ec, pem
from tests.watch import within

QUICK = {"handshake_timeout_s": 0.4, "connect_timeout_s": 0.4, "deadline_s": 3.0}


async def collect(net: Net, url: str = "https://site.example/"):
    aim = target(url)
    async with net.session.target(aim) as shared:
        view = CollectorNet(shared, "certificate")
        async with view.within(3):
            facts = await collector.collect(aim, view)
    assert net.dialer.places.holders == 0
    return facts


def chain_for(*names: str) -> tuple[bytes, bytes, bytes]:
    """(key PEM, chain PEM, root PEM) below an authority of this test, for a server that is looked at now."""
    root = Authority(now=datetime.now(UTC))
    middle = Authority("Test Intermediate", root, now=datetime.now(UTC))
    key = ec.generate_private_key(ec.SECP256R1())
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return private, pem(middle.leaf(*names, key=key)) + pem(middle.certificate), pem(root.certificate)


@pytest.fixture
def trusting(monkeypatch):
    """Trust one root, as SSL_CERT_FILE would."""

    def trust(root: bytes, tmp_path) -> None:
        (tmp_path / "roots.pem").write_bytes(root)
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "roots.pem"))
        collector._judge.cache_clear()

    yield trust
    collector._judge.cache_clear()


async def test_a_chain_to_a_root_of_ssl_cert_file_is_valid(trusting, tmp_path) -> None:
    key, chain, root = chain_for("site.example")
    trusting(root, tmp_path)
    async with Net(**QUICK) as net:
        await net.serve(says(page(b"")), port=443, tls=server_context(chain=(key, chain)))
        facts = await collect(net)
    assert (facts.chain, facts.name_matches, facts.address, facts.port) == ("valid", True, SITE, 443)
    assert (len(facts.chain_sha256), facts.tls_version, facts.problems) == (2, "TLSv1.3", ())


async def test_the_roots_of_the_settings_stand_above_those_of_the_machine(trusting, tmp_path) -> None:
    key, chain, root = chain_for("site.example")
    trusting(chain_for("other.example")[2], tmp_path)
    (own := tmp_path / "own.pem").write_bytes(root)
    async with Net(**QUICK, roots=own) as net:
        await net.serve(says(page(b"")), port=443, tls=server_context(chain=(key, chain)))
        assert (await collect(net)).chain == "valid"


async def test_a_certificate_of_another_name_and_of_its_own_making_is_shown_as_it_is() -> None:
    async with Net(**QUICK) as net:
        await net.serve(says(page(b"")), port=443, tls=server_context("other.example"))
        facts = await collect(net)
    assert (facts.name_matches, facts.self_signed, facts.chain) == (False, True, "unverified")


async def test_the_name_goes_out_as_sni_and_an_address_does_not() -> None:
    seen = []
    context = server_context("site.example")
    context.sni_callback = lambda _socket, name, _context: seen.append(name)
    async with Net(**QUICK) as net:
        await net.serve(says(page(b"")), port=443, tls=context)
        await collect(net)
        await collect(net, f"https://{SITE}/")
    assert seen == ["site.example", None]


async def test_no_client_certificate_is_given_even_when_it_is_asked_for() -> None:
    context = server_context("site.example")
    context.verify_mode = ssl.CERT_OPTIONAL
    context.load_verify_locations(cadata=chain_for("x.example")[2].decode())
    given = []

    async def handler(reader, writer) -> None:
        given.append(writer.get_extra_info("peercert"))
        await reader.read()

    async with Net(**QUICK) as net:
        await net.serve(handler, port=443, tls=context)
        assert (await collect(net)).parsed
    assert given in ([{}], [None], [])


async def test_the_port_of_the_line_is_the_port_of_the_handshake() -> None:
    async with Net(**QUICK) as net:
        await net.serve(says(page(b"")), port=8443, tls=server_context("site.example"))
        assert (await collect(net, "https://site.example:8443/")).port == 8443


def wire(*parts: bytes, pause_s: float = 0.0):
    async def handler(reader, writer) -> None:
        for part in parts:
            writer.write(part)
            await writer.drain()
            await asyncio.sleep(pause_s)
        if pause_s:
            await asyncio.sleep(3600)

    return handler


@pytest.mark.parametrize(
    ("handler", "kind", "words"),
    [
        (wire(b"HTTP/1.1 400 Bad Request\r\n\r\n"), Unreachable, "TLS would not start"),
        (wire(b"\x15\x03\x01\x00\x02\x02\x28"), Unreachable, "TLS would not start"),
        (wire(b""), Unreachable, "TLS would not start"),
        (wire(b"", pause_s=3600), TimedOut, "TLS was not ready"),
        (wire(b"\x16\x03\x03\x40\x00", *[b"\x02"] * 200, pause_s=0.05), TimedOut, "TLS was not ready"),
        (wire(*[b"\x16\x03\x03\x40\x00" + bytes(0x4000)] * 60), Malformed, "more than"),
    ],
    ids=["plain HTTP", "alert", "nothing", "silence", "drip", "endless records"],
)
async def test_what_is_no_handshake_ends_soon_and_says_so(handler, kind, words) -> None:
    async with Net(**QUICK) as net:
        await net.serve(handler, port=443)
        async with within(2):
            with pytest.raises(kind, match=words):
                await collect(net)


async def test_a_refused_address_and_a_passive_run_are_not_contacted() -> None:
    async with Net(**QUICK) as net:
        net.zone.names["site.example"] = ["10.0.0.1"]
        with pytest.raises(Blocked):
            await collect(net)
        assert net.routes.dialled == []
    async with Net(mode=Mode.PASSIVE, **QUICK) as net:
        with pytest.raises(NotAsked):
            await collect(net)


async def test_two_addresses_of_which_one_is_dead_still_show_a_certificate() -> None:
    async with Net(**QUICK) as net:
        await net.serve(says(page(b"")), port=443, tls=server_context("site.example"))
        net.zone.names["site.example"] = [OTHER, SITE]
        assert (await collect(net)).address == SITE


def test_without_any_bundle_nothing_is_valid(monkeypatch, tmp_path) -> None:
    from scamtriage.net.tls import roots_pem

    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "none.pem"))
    assert roots_pem() == b""
    assert ChainJudge(roots_pem()).judge([b""], None)[0] == "unverified"


def test_a_machine_without_a_bundle_of_its_own_judges_by_that_by_which_registries_are_believed(monkeypatch) -> None:
    from scamtriage.net import tls

    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    monkeypatch.setattr(tls, "_SYSTEM_BUNDLES", ())
    monkeypatch.setattr(tls.ssl, "get_default_verify_paths", lambda: SimpleNamespace(cafile=None))
    assert tls.roots_pem() == Path(certifi.where()).read_bytes()


async def test_a_port_at_which_nobody_listens_has_no_certificate_and_is_no_failure() -> None:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))  # and nobody listens
        async with Net(**QUICK) as net:
            await net.serve(says(page(b"")), port=8081)
            net.routes.table[SITE, 443] = bound.getsockname()
            with pytest.raises(NoTls, match=r"nothing listens at port 443 \(.*the connection was refused\)") as found:
                await collect(net, "http://site.example:8081/login")
    assert found.value.outcome is Outcome.ABSENT


async def test_a_certificate_beside_an_address_of_http_says_so() -> None:
    async with Net(**QUICK) as net:
        await net.serve(says(page(b"")), port=443, tls=server_context("site.example"))
        beside, asked = await collect(net, "http://site.example/"), await collect(net)
    assert [collector.ASIDE in facts.problems for facts in (beside, asked)] == [True, False]


@pytest.mark.parametrize(("days", "why"), [(-4_000, "it does not hold yet"), (0, ""), (4_000, "it has run out")])
def test_browsers_stop_at_what_does_not_hold_yet_or_any_more(days: int, why: str) -> None:
    chain = tuple(one.public_bytes(serialization.Encoding.DER) for one in x509.load_pem_x509_certificates(chain_for("site.example")[1]))
    assert collector.stops_browsers(chain, "site.example", datetime.now(UTC) + timedelta(days=days)) == why


@pytest.mark.parametrize(
    ("names", "leads"),
    [
        (("site.example", "mirror.example", "*.site.example"), ["mirror.example"]),
        (("www.site.example", "mirror.example"), ["mirror.example"]),  # not for this host, but of its owner
        (("neighbour.example", "www.neighbour.example"), []),  # what the server shows to whom it does not know
        (("site.example", "stranger.example", "sni.cloudflaressl.com"), []),
    ],
)
async def test_a_certificate_leads_to_the_names_of_its_owner_and_to_no_neighbour(names: tuple[str, ...], leads: list[str]) -> None:
    async with Net(**QUICK) as net:
        await net.serve(says(page(b"x")), port=443, tls=server_context(*names))
        aim = target("https://site.example/")
        async with net.session.target(aim) as shared:
            evidence = await observe(COLLECTORS["certificate"], aim, shared)
    assert [lead.host for lead in evidence.leads if not lead.host.endswith("site.example")] == leads


@pytest.mark.parametrize(("names", "leads"), [(("scam.example",), ["scam.example"]), (("scam.example", "sni.cloudflaressl.com"), [])])
async def test_what_an_address_shows_to_whom_names_nobody_is_its_own(names: tuple[str, ...], leads: list[str]) -> None:
    async with Net(**QUICK) as net:
        await net.serve(says(page(b"x")), port=443, tls=server_context(*names))
        aim = replace(target(f"https://{SITE}/"), is_ip=True)
        async with net.session.target(aim) as shared:
            evidence = await observe(COLLECTORS["certificate"], aim, shared)
    assert [lead.host for lead in evidence.leads] == leads
