"""One GET against servers that answer well, badly, endlessly, slowly and not at all."""

import asyncio
import gc
import gzip
import time
import weakref
import zlib

import h11
import pytest

from scamtriage.net import http
from scamtriage.net.errors import Blocked, Malformed, NotAsked, TimedOut, Unreachable
from scamtriage.net.http import _question
from scamtriage.net.policy import NetPolicy
from scamtriage.net.profiles import headers
from scamtriage.net.url import WebAddress
from scamtriage.records.evidence import Mode
from tests.net.peers import Net, page, says, server_context
from tests.short import in_short

QUICK = {"slow_window_s": 0.3, "min_bytes_per_s": 100, "answer_timeout_s": 0.5, "handshake_timeout_s": 0.5, "deadline_s": 5.0}


async def get(handler, url="http://site.example/", tls=None, **policy):
    async with Net(**{**QUICK, **policy}) as net:
        await net.serve(handler, port=443 if tls else 80, tls=tls)
        async with net.view(url) as view:
            exchange = await view.get(url)
        assert net.dialer.places.holders == 0
        return exchange, view.notes


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


async def test_gzip_is_inflated_and_its_wire_bytes_are_counted() -> None:
    text = b"call us " * 5000
    exchange, _ = await get(says(page(gzip.compress(text), "Content-Encoding: gzip")))
    assert exchange.body == text
    assert exchange.wire_bytes < 1000


@pytest.mark.parametrize("coding", ["br", "zstd", "x", "gzip, br", "br, gzip", ", ".join(["gzip"] * 5)])
@pytest.mark.parametrize("body", [b"\x01raw", gzip.compress(b"<p>inside", mtime=0)])
async def test_an_encoding_that_is_not_undone_is_kept_raw_named_and_no_page(coding, body) -> None:
    exchange, _ = await get(says(page(body, f"Content-Encoding: {coding}")))
    assert (exchange.body, exchange.encoding) == (body, coding)
    assert (exchange.complete, exchange.incomplete_because, exchange.unread) == (
        False,
        f"encoding {coding} is not read"[:61],
        exchange.incomplete_because,
    )


@pytest.mark.parametrize(
    ("more", "complete"), [(b"<p>and more that was not announced", False), (b"\r\n", True), (b"", True)], ids=["more", "line end", "none"]
)
@pytest.mark.parametrize("first", [b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\nConnection: close\r\n", b"HTTP/1.0 200 OK\r\n"])
async def test_a_body_that_is_longer_than_announced_is_not_whole(more, complete, first) -> None:
    exchange, _ = await get(says(first + b"Content-Type: text/html\r\nContent-Length: 5\r\n\r\n<p>ok" + more))
    assert (exchange.body, exchange.complete, bool(exchange.incomplete_because)) == (b"<p>ok", complete, not complete)


TEXT = b"call us " * 5000
_BARE = zlib.compressobj(wbits=-15)
BARE = _BARE.compress(TEXT) + _BARE.flush()


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        (["deflate"], zlib.compress(TEXT)),
        (["deflate"], BARE),
        (["x-gzip"], gzip.compress(TEXT, mtime=0)),
        (["GZIP ; q=1"], gzip.compress(TEXT, mtime=0)),
        (["gzip, identity"], gzip.compress(TEXT, mtime=0)),
        (["identity", "gzip"], gzip.compress(TEXT, mtime=0)),
        ([",,gzip,"], gzip.compress(TEXT, mtime=0)),
        (["gzip, gzip"], gzip.compress(gzip.compress(TEXT, mtime=0), mtime=0)),
        (["gzip", "gzip"], gzip.compress(gzip.compress(TEXT, mtime=0), mtime=0)),
        (["deflate, gzip"], gzip.compress(BARE, mtime=0)),
        (["gzip, deflate"], zlib.compress(gzip.compress(TEXT, mtime=0))),
        (["identity"], TEXT),
        (["none"], TEXT),
        ([""], TEXT),
    ],
)
async def test_codings_are_undone_last_laid_on_first_however_they_are_announced(headers, body) -> None:
    exchange, _ = await get(says(page(body, *(f"Content-Encoding: {value}" for value in headers))))
    assert (exchange.body, exchange.complete, exchange.incomplete_because, exchange.unread) == (TEXT, True, "", "")


@pytest.mark.parametrize("layers", [2, 3, 4])
async def test_a_bomb_in_layers_is_cut_at_its_cap_and_says_so(layers) -> None:
    bomb = bytes(30_000_000)
    for _ in range(layers):
        bomb = gzip.compress(bomb)
    exchange, notes = await get(says(page(bomb, "Content-Encoding: " + ", ".join(["gzip"] * layers))))
    assert len(exchange.body) <= 4_000_000 and not exchange.complete
    assert notes.caps[0].cap in ("ratio 200", "decoded_bytes 4000000")


@pytest.mark.parametrize("coding", ["utf-8", "windows-1252"])
async def test_text_under_a_label_that_nobody_knows_is_read_as_browsers_show_it(coding) -> None:
    exchange, _ = await get(says(page(b"<p>call us", f"Content-Encoding: {coding}")))
    assert (exchange.body, exchange.unread, exchange.complete) == (b"<p>call us", "", False)
    assert exchange.incomplete_because == f"announced as {coding} and is not"


async def test_text_under_a_label_that_only_browsers_undo_is_no_page() -> None:
    """What they would make of it, we can't know: a packed body may look like text from outside."""
    exchange, _ = await get(says(page(b"<p>call us", "Content-Encoding: br")))
    assert exchange.unread == "encoding br is not read"


@pytest.mark.parametrize("body", [gzip.compress(TEXT, mtime=0), b"\x28\xb5\x2f\xfd\x04\0"])
async def test_a_packed_body_that_nothing_announces_is_no_page(body) -> None:
    exchange, _ = await get(says(page(body)))
    assert (exchange.body, exchange.unread) == (body, "the body is packed and nothing announces it")
    exchange, _ = await get(says(page(gzip.compress(body), "Content-Encoding: gzip")))
    assert (exchange.body, exchange.unread, exchange.complete) == (body, "the body is packed and nothing announces it", False)


async def test_bytes_that_are_not_of_their_coding_are_no_page_unless_they_are_text() -> None:
    for coding in ("gzip", "deflate"):
        exchange, _ = await get(says(page(b"\xff\x02\x8b\0" * 40, f"Content-Encoding: {coding}")))
        assert (exchange.body, exchange.unread) == (b"\xff\x02\x8b\0" * 40, f"encoding {coding} is not read")
        exchange, _ = await get(says(page(b"Call us now", f"Content-Encoding: {coding}")))
        assert (exchange.body, exchange.unread, exchange.complete) == (b"Call us now", "", False)


BODY = b"x" * 1000
FAULTS = {
    "shorter than announced": (page(BODY).replace(b": 1000", b": 5000"), "close", "closed before the end"),
    "stalled": (page(BODY).replace(b": 1000", b": 5000"), "hang", "slower than"),
    "reset": (page(BODY).replace(b": 1000", b": 5000"), "reset", "before the end"),
    "huge length": (page(BODY).replace(b": 1000", b": 1" + b"0" * 18), "close", "closed before the end"),
    "cut chunk": (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3e8\r\n" + BODY + b"\r\n3e8\r\nxx", "close", "before the end"),
    "negative chunk": (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3e8\r\n" + BODY + b"\r\n-5\r\nxx", "close", "not HTTP"),
}


@pytest.mark.parametrize("fault", FAULTS)
async def test_a_body_with_a_fault_is_kept_as_far_as_it_came(fault) -> None:
    answer, then, because = FAULTS[fault]
    exchange, notes = await get(says(answer, then=then))
    assert exchange.body[:1000] == BODY
    assert not exchange.complete
    assert [cap.cap.split()[0] for cap in notes.caps] == (["least_bytes_per_s"] if fault == "stalled" else [])
    assert because in exchange.incomplete_because or (fault == "reset" and "reset" in exchange.incomplete_because)


@pytest.mark.parametrize("fault", in_short(FAULTS, {"stalled", "reset"}))
async def test_a_fault_holds_no_body_until_garbage_is_looked_for(fault, monkeypatch) -> None:
    made = []
    begin = http.Body.__init__

    def noted(self, *args, **kwargs) -> None:
        begin(self, *args, **kwargs)
        made.append(weakref.ref(self))

    monkeypatch.setattr(http, "Body", type("Body", (http.Body,), {"__init__": noted}))
    answer, then, _ = FAULTS[fault]
    gc.collect()
    gc.disable()
    try:
        await get(says(answer, then=then))
        assert made and all(body() is None for body in made)
    finally:
        gc.enable()


@pytest.mark.parametrize(
    ("body", "kept", "because"),
    [
        (gzip.compress(BODY, mtime=0)[:-9], BODY, "ends early"),
        (b"<p>no gzip at all", b"<p>no gzip at all", "announced as gzip and is not"),
    ],
)
async def test_a_lying_gzip_body_is_kept_and_marked(body, kept, because) -> None:
    exchange, _ = await get(says(page(body, "Content-Encoding: gzip")))
    assert exchange.body.startswith(kept[:900])
    assert not exchange.complete and because in exchange.incomplete_because


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


async def test_a_bomb_is_cut_at_its_cap_and_says_so() -> None:
    exchange, notes = await get(says(page(gzip.compress(bytes(50_000_000)), "Content-Encoding: gzip")))
    assert len(exchange.body) <= 4_000_000
    assert notes.caps[0].cap in ("ratio 200", "decoded_bytes 4000000")


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
    started = time.monotonic()
    with pytest.raises(kind, match=words):
        await get(handler)
    assert time.monotonic() - started < 3


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
