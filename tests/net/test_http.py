"""One GET against servers that answer well, badly, endlessly, slowly and not at all."""

import asyncio
import gzip
import time

import h11
import pytest

from scamtriage.net.errors import Blocked, Malformed, NotAsked, TimedOut, Unreachable
from scamtriage.net.http import _question
from scamtriage.net.policy import NetPolicy
from scamtriage.net.profiles import headers
from scamtriage.net.url import WebAddress
from scamtriage.records.evidence import Mode
from tests.net.peers import QUICK, Net, get, page, says, server_context
from tests.watch import Watch


async def test_a_page_over_tls_comes_with_address_version_and_certificate() -> None:
    exchange, notes = await get(says(page(b"<title>hello</title>")), "https://site.example/", tls=server_context("site.example"))
    assert (exchange.status_code, exchange.body, exchange.complete) == (200, b"<title>hello</title>", True)
    assert (exchange.address, exchange.tls_version) == ("93.184.216.34", "TLSv1.3")
    assert len(exchange.certificate_sha256) == 64
    assert notes.sources == ["93.184.216.34"]


async def test_the_request_gives_nothing_away_and_is_always_the_same() -> None:
    seen = []

    async def handler(reader, writer) -> None:
        seen.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(page(b""))

    await get(handler, "http://user:secret@site.example/a?b#c")
    names = [line.split(b":")[0].decode() for line in seen[0].split(b"\r\n")[1:] if line]
    assert names == ["Host", "User-Agent", "Accept", "Accept-Language", "Accept-Encoding", "Connection"]
    assert seen[0].startswith(b"GET /a?b HTTP/1.1\r\nHost: site.example\r\n")
    assert b"secret" not in seen[0] and b"scamtriage" not in seen[0].lower() and b"Accept-Encoding: gzip\r\n" in seen[0]


@pytest.mark.parametrize(
    ("more", "complete"), [(b"<p>and more that was not announced", False), (b"\r\n", True), (b"", True)], ids=["more", "line end", "none"]
)
@pytest.mark.parametrize("first", [b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\nConnection: close\r\n", b"HTTP/1.0 200 OK\r\n"])
async def test_a_body_that_is_longer_than_announced_is_not_whole(more, complete, first) -> None:
    exchange, _ = await get(says(first + b"Content-Type: text/html\r\nContent-Length: 5\r\n\r\n<p>ok" + more))
    assert (exchange.body, exchange.complete, bool(exchange.incomplete_because)) == (b"<p>ok", complete, not complete)


def endless(head: bytes, piece: bytes, pause_s: float = 0.0):
    async def handler(reader, writer) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(head)
        while True:
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(pause_s)

    return handler


async def test_an_endless_body_is_cut_at_its_cap_and_says_so() -> None:
    exchange, notes = await get(endless(b"HTTP/1.1 200 OK\r\n\r\n", b"x" * 65536), max_wire_bytes=300_000)
    assert 299_000 < len(exchange.body) <= 300_000
    assert exchange.incomplete_because == "cut short: at most 300000 bytes received"
    assert [cap.cap for cap in notes.caps] == ["wire_bytes 300000"]


async def test_a_body_that_tls_makes_many_times_as_long_is_cut_and_says_so() -> None:
    async def by_the_byte(reader, writer) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 20000\r\n\r\n")
        for _ in range(20_000):
            writer.write(b"x")  # each in a record of its own

    exchange, notes = await get(by_the_byte, "https://site.example/", tls=server_context(), max_wire_bytes=20_000)
    assert 1_000 < len(exchange.body) < 20_000 and not exchange.complete
    [(name, most)] = [cap.cap.split() for cap in notes.caps]
    assert name == "wire_bytes" and 20_000 < int(most) < 100_000  # those of the handshake and of a head among them
    assert exchange.incomplete_because == f"cut short: at most {most} bytes received"


async def test_an_endless_row_of_tiny_chunks_is_cut_before_it_costs_much() -> None:
    started = time.process_time()
    exchange, notes = await get(endless(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n" * 10_000))
    assert notes.caps[0].cap == "pieces 20000"
    assert not exchange.complete
    assert time.process_time() - started < 2


async def test_the_body_of_a_redirect_is_hardly_read_and_never_inflated() -> None:
    bomb = gzip.compress(bytes(10_000_000))
    answer = page(bomb, "Content-Encoding: gzip", "Location: /next", status="302 Found")
    exchange, notes = await get(says(answer))
    assert exchange.body == bomb[:4096]
    assert (exchange.complete, exchange.incomplete_because) == (False, "cut short: at most 4096 bytes of a page that leads elsewhere")
    assert notes.caps == []  # it is told where the redirect leads nowhere


async def test_the_body_of_a_redirect_that_just_fits_is_whole() -> None:
    for head in (f"Content-Length: {4096}", "Transfer-Encoding: chunked"):
        body = b"x" * 4096
        sent = b"1000\r\n" + body + b"\r\n0\r\n\r\n" if "chunked" in head else body
        exchange, _ = await get(says(f"HTTP/1.1 302 Found\r\nLocation: /next\r\n{head}\r\n\r\n".encode() + sent))
        assert (exchange.body, exchange.complete) == (body, True)


@pytest.mark.parametrize(("announced", "opened"), [(6_000, 1), (6_001, 2)], ids=["all of it is here", "more would come"])
async def test_the_long_body_of_a_redirect_costs_another_connection_only_where_it_is_not_here(announced, opened) -> None:
    connections = []

    async def handler(reader, writer) -> None:
        connections.append(writer)
        while await reader.readuntil(b"\r\n\r\n"):
            writer.write(b"HTTP/1.1 302 F\r\nLocation: /en/\r\nContent-Length: %d\r\n\r\n%b" % (announced, b"p" * 6_000))

    async with Net(**QUICK) as net:
        await net.serve(handler)
        async with net.view("http://site.example/") as view:
            first, second = [await view.get("http://site.example/") for _ in range(2)]
    assert len(connections) == opened
    assert first.body == second.body and "of a page that leads elsewhere" in first.incomplete_because == second.incomplete_because


async def test_an_answer_that_only_looks_like_a_redirect_is_a_page() -> None:
    exchange, _ = await get(says(page(b"p" * 9000, status="302 Found")))
    assert len(exchange.body) == 9000


@pytest.mark.parametrize(
    ("handler", "kind", "words"),
    [
        (endless(b"", b"HTTP/1.1 103 Early Hints\r\n\r\n"), Malformed, "informational"),
        (endless(b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n"), Malformed, "not HTTP"),
        (endless(b"HTTP/1.1 200 OK\r\nX: ", b"y" * 5000), Malformed, "not HTTP"),
        (endless(b"HTTP/1.1 200 ", b"y" * 5000), Malformed, "not HTTP"),
        (says(b"HTTP/1.1 200 OK\r\n" + b"X-A: b\r\n" * 201 + b"\r\n"), Malformed, "head of more than 200"),
        (says(b"\x00\x01\x02garbage\r\n\r\n"), Malformed, "not HTTP"),
        (says(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nabc"), Malformed, "not HTTP"),
        (says(b"HTTP/1.1 200 OK\r\nContent-Length: 2, 3\r\n\r\nabc"), Malformed, "not HTTP"),
        (says(b"HTTP/1.1 200 OK\r\nContent-Length: x\r\nContent-Length: 3\r\n\r\nabc"), Malformed, "not HTTP"),
        (says(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: x, chunked\r\n\r\nabc"), Malformed, "not HTTP: Only Transfer-Encoding"),
        (says(b"HTTP/1.1 200 OK\r\nX: a\0b\r\n\r\nabc"), Malformed, "not HTTP"),
        (says(b"SSH-2.0-OpenSSH_9.2\r\n"), Malformed, "not HTTP"),
        (says(b""), Unreachable, "without an answer"),
        (says(b"", then="hang"), TimedOut, "of the question"),
        (says(b"HTTP/1.1 200 OK\r\nX: ", then="hang"), TimedOut, "slower than"),
        (endless(b"HTTP/1.1 200 OK\r\n", b"y", pause_s=0.05), TimedOut, "slower than"),
    ],
)
async def test_what_is_no_answer_ends_soon_and_says_what_it_was(handler, kind, words) -> None:
    async with Watch() as watch:
        with pytest.raises(kind, match=words):
            await get(handler)
    assert watch.seconds < 3


async def test_a_drip_within_the_floor_ends_at_the_deadline_with_what_came() -> None:
    handler = endless(b"HTTP/1.1 200 OK\r\n\r\n", b"x" * 60, pause_s=0.05)
    exchange, notes = await get(handler, deadline_s=1.5)
    assert len(exchange.body) > 300
    assert [cap.cap for cap in notes.caps] == ["seconds 1.5"]
    assert "within 1.5 s" in exchange.incomplete_because


async def test_hostile_bytes_in_headers_are_kept_as_they_are_for_the_renderers() -> None:
    exchange, _ = await get(says(page(b"", "X-A: \x1b[31mred", "Set-Cookie: a=1", "Set-Cookie: b=2")))
    assert exchange.header("x-a") == "\x1b[31mred" or exchange.header("x-a") == ""
    assert [value for name, value in exchange.headers if name == "set-cookie"] == ["a=1", "b=2"]


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("ftp://site.example/", Blocked),
        ("javascript:alert(1)", Blocked),
        ("file:///etc/passwd", Blocked),
        ("http://site.example:22/", Blocked),
        ("http://127.0.0.1/", Blocked),
        ("http://2130706433/", Blocked),
        ("http://0x7f.1/", Blocked),
        ("http://0177.0.0.1/", Blocked),
        ("http://127。0。0。1/", Blocked),
        ("http://１２７.0.0.1/", Blocked),
        ("http://%31%32%37.0.0.1/", Blocked),
        ("http://[::1]/", Blocked),
        ("http://[::ffff:127.0.0.1]/", Blocked),
        ("http://[64:ff9b::7f00:1]/", Blocked),
        ("http://localhost/", Blocked),
        ("http://printer/", Blocked),
        ("http://metadata.google.internal/", Blocked),
        ("http://site.example@127.0.0.1/", Blocked),
        ("http://site.example\\@127.0.0.1/", None),
        ("http://xn--a/", Blocked),
        ("http://[::1", Malformed),
        ("http://a..b/", Malformed),
        ("http://" + "a" * 300 + ".example/", Malformed),
        ("http://1.2.3.4.5/", Malformed),
        ("", Malformed),
    ],
)
async def test_no_spelling_of_an_address_leads_anywhere_else(url, kind) -> None:
    async with Net(**QUICK) as net:
        await net.serve(says(page(b"site")))
        async with net.view("http://site.example/") as view:
            if kind is None:
                assert (await view.get(url)).body == b"site"
            else:
                with pytest.raises(kind):
                    await view.get(url)
        assert net.routes.dialled == ([("93.184.216.34", 80)] if kind is None else [])


async def test_the_port_of_the_operators_own_line_is_allowed_for_that_target_alone() -> None:
    async with Net(**QUICK) as net:
        await net.serve(says(page(b"ok")), port=8443)
        async with net.view("http://site.example:8443/") as view:
            assert (await view.get("http://site.example:8443/")).body == b"ok"
        async with net.view("http://site.example/") as view:
            with pytest.raises(Blocked, match="port 8443"):
                await view.get("http://site.example:8443/")


async def test_passive_mode_contacts_nothing_of_the_target() -> None:
    async with Net(mode=Mode.PASSIVE, **QUICK) as net:
        await net.serve(says(page(b"ok")))
        async with net.view("http://site.example/") as view:
            with pytest.raises(NotAsked):
                await view.get("http://site.example/")
            with pytest.raises(NotAsked):
                await view.handshake("site.example")
        assert net.routes.dialled == []


@pytest.mark.parametrize("target", ["/a b", "/a\r\nHost: other.example", "/ä", "/\x00", ""])
def test_an_address_that_is_no_single_word_is_not_asked_for(target: str) -> None:
    with pytest.raises(Malformed):
        _question(WebAddress("https", "site.example", 443, target), (("Accept", "*/*"),))


def test_the_question_is_what_h11_would_have_sent() -> None:
    sent = headers("default", NetPolicy())
    page = WebAddress("https", "site.example", 8443, "/page?x=%20")
    event = h11.Request(method="GET", target=page.target, headers=[("Host", page.authority), *sent, ("Connection", "keep-alive")])
    assert _question(page, sent) == h11.Connection(h11.CLIENT).send(event)
