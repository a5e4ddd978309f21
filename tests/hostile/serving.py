"""Servers that do what a script says, byte for byte; no library stands between the script and the wire."""

import asyncio
import contextlib
import socket
import zlib
from collections.abc import AsyncIterator, Callable
from functools import cache

from tests.hostile.behaviour import Script

HONEST = "<!doctype html><html lang=en><title>A small shop</title><h1>A small shop</h1><p>Open from nine to five.</p></html>"
BLOCK_BYTES = 16 * 1024 * 1024
WRITTEN_BYTES = 16_384
"""At a time, so that what never left is not counted."""
MAX_SENT_BYTES = 16 * 1024 * 1024
"""Of one connection: what the endless kinds stop at when nobody stops them."""


async def serve(
    script: Script, fill: Callable[[str], str], reader: asyncio.StreamReader, writer: asyncio.StreamWriter, count: Callable[[int], None]
) -> None:
    """Wait for a question, then play. `count` hears of all bytes that left so far."""
    writer.transport.set_write_buffer_limits(0)
    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, WRITTEN_BYTES)  # what the kernel holds has not left
    if "before" in script:
        writer.write(_bytes(script, script["before"]))
    question = b""
    if not script.get("unasked"):
        end = b"\n" if script.get("line") else b"\r\n\r\n"
        with contextlib.suppress(asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            question = await reader.readuntil(end)
    sent = 0
    async for piece in _pieces(script, fill, question):
        for at in range(0, len(piece), WRITTEN_BYTES):
            writer.write(piece[at : at + WRITTEN_BYTES])
            await writer.drain()
            sent += len(piece[at : at + WRITTEN_BYTES])
            count(sent)
        if sent > MAX_SENT_BYTES or writer.is_closing():
            break
    match script.get("after", "close"):
        case "hang":
            await reader.read()
            await asyncio.Event().wait()
        case "reset":
            writer.transport.abort()


async def _pieces(script: Script, fill: Callable[[str], str], question: bytes) -> AsyncIterator[bytes]:
    path = [*question.split(b" "), b"", b""][1].decode("latin-1")
    if "redirect" in script:
        yield _head(script, [("Location", fill(script["redirect"]))], status=script.get("status", 302), length=0)
    elif "chain" in script:  # every page leads to the next
        await asyncio.sleep(script.get("every_s", 0.0))
        step = int("".join(c for c in path if c.isdigit()) or "0") + 1
        yield _head(script, [("Location", f"/{step}")], status=302, length=0)
    elif "bomb" in script:
        async for piece in _bomb(script):
            yield piece
    elif "html" in script:
        unit = _encoded(script, fill(script.get("repeat", "")))
        body = _encoded(script, fill(script["html"])) + unit * script.get("times", 0) + _encoded(script, fill(script.get("tail", "")))
        yield _head(script, [], status=script.get("status", 200), length=len(body)) + body
    elif "raw" in script:
        yield _bytes(script, fill(script["raw"]))
        unit = _bytes(script, script.get("repeat", ""))
        if unit and script.get("every_s"):
            for _ in range(script.get("times", 1_000_000)):
                await asyncio.sleep(script["every_s"])
                yield unit
        elif unit:
            times = script.get("times", MAX_SENT_BYTES)
            together = max(1, min(times, 65_536 // len(unit)))
            for _ in range(max(1, times // together)):
                yield unit * together
        yield _bytes(script, fill(script.get("tail", "")))


def _head(script: Script, headers: list[tuple[str, str]], *, status: int, length: int) -> bytes:
    kind = script.get("type", "text/html; charset=utf-8")
    lines = [f"HTTP/1.1 {status} X", *(f"{name}: {value}" for name, value in headers), f"Content-Length: {length}"]
    lines += [f"Content-Type: {kind}"] if kind else []
    lines += script.get("headers", [])
    return "\r\n".join([*lines, "Connection: close", "", ""]).encode(script.get("head_encoding", "utf-8"), "surrogatepass")


def _encoded(script: Script, text: str) -> bytes:
    return text.encode(script.get("encode", "utf-8"), "surrogatepass")


def _bytes(script: Script, text: str) -> bytes:
    return text.encode(script.get("encode", "latin-1"), "replace")


async def _bomb(script: Script) -> AsyncIterator[bytes]:
    """An answer that is small on the wire and endless when it is unpacked."""
    status = script.get("status", 200)
    headers = [f"HTTP/1.1 {status} X", "Content-Type: text/html", *script.get("headers", []), f"Content-Encoding: {script['bomb']}"]
    yield "\r\n".join([*headers, "Connection: close", "", ""]).encode()
    start, block = _block("raw" if script["bomb"] == "deflate" else "gzip", script.get("fill", "A"))
    if script.get("layers", 1) > 1:
        outer = zlib.compressobj(9, wbits=31)
        for _ in range(8):
            yield outer.compress(start + block * 16) + outer.flush(zlib.Z_FULL_FLUSH)
        return
    yield start
    for _ in range(script.get("mib", 1024) // 16):
        yield block


@cache
def _block(kind: str, fill: str) -> tuple[bytes, bytes]:
    """The start of a stream, and 16 MiB of it that can be repeated for ever."""
    packer = zlib.compressobj(9, wbits=31 if kind == "gzip" else -15)
    start = packer.compress(b"<p>") + packer.flush(zlib.Z_FULL_FLUSH)
    return start, packer.compress(fill.encode() * (BLOCK_BYTES // len(fill))) + packer.flush(zlib.Z_FULL_FLUSH)
