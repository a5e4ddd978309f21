"""Packed bodies: what is undone and how far, what is kept as it came, and what of it is a page."""

import gc
import gzip
import weakref
import zlib

import pytest

from scamtriage.net import http
from tests.net.peers import get, page, says
from tests.short import in_short


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


async def test_a_bomb_is_cut_at_its_cap_and_says_so() -> None:
    exchange, notes = await get(says(page(gzip.compress(bytes(50_000_000)), "Content-Encoding: gzip")))
    assert len(exchange.body) <= 4_000_000
    assert notes.caps[0].cap in ("ratio 200", "decoded_bytes 4000000")
