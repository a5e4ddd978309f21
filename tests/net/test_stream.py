"""A connected socket: waits end, bytes are counted, closing gives everything back."""

import asyncio
import contextlib
import socket
import ssl
import threading
import time

import pytest

from scamtriage.net.clock import Deadline, RunClock
from scamtriage.net.dial import Dialer
from scamtriage.net.errors import NetError, TimedOut, Unreachable
from scamtriage.net.policy import NetPolicy
from scamtriage.net.stream import Overrun, SocketStream
from scamtriage.net.tls import observing_context
from tests.net.peers import listening, server_context
from tests.watch import Watch


@contextlib.asynccontextmanager
async def connected(handler, *, tls: bool = False):
    async with listening(handler, tls=server_context("site.example") if tls else None) as (host, port):
        stream: SocketStream = await Dialer(NetPolicy()).dial_operator(host, port, Deadline(RunClock(), 5))
        try:
            if tls:
                await stream.start_tls(observing_context(), "site.example")
            yield stream
        finally:
            stream.close()


async def flood(reader, writer) -> None:
    """Never reads, always writes."""
    while True:
        writer.write(b"x" * 65_536)
        await writer.drain()


@pytest.mark.parametrize("tls", [False, True])
async def test_writing_to_a_peer_that_only_talks_neither_spins_nor_hangs(tls) -> None:
    async with connected(flood, tls=tls) as stream:
        await stream.read(10)
        stream.expect(0.3, "too late", deadline=Deadline(RunClock(), 5))
        spent = time.process_time()
        async with Watch() as watch:
            with pytest.raises(TimedOut, match="too late"):
                while True:
                    await stream.write(b"y" * 1_000_000)
        assert watch.seconds < 2
        assert time.process_time() - spent < 0.25


async def test_a_floor_lets_a_steady_peer_go_on_and_ends_with_a_tired_one() -> None:
    async def tiring(reader, writer) -> None:
        for _ in range(20):
            writer.write(b"x" * 10)
            await asyncio.sleep(0.03)
        await asyncio.sleep(60)

    async with connected(tiring) as stream:
        stream.expect(0.6, "tired", deadline=Deadline(RunClock(), 5), floor_bytes=20)
        got = 0
        with pytest.raises(TimedOut, match="tired"):
            while True:
                got += len(await stream.read())
        assert got == 200 == stream.received


async def test_reading_beyond_the_budget_ends() -> None:
    async with connected(flood) as stream:
        stream.max_received = 200_000
        with pytest.raises(Overrun):
            while True:
                await stream.read()
        assert stream.received < 300_000


async def test_the_end_is_an_empty_read_and_stays_one() -> None:
    async def farewell(reader, writer) -> None:
        writer.write(b"bye")

    async with connected(farewell) as stream:
        assert await stream.read() == b"bye"
        assert await stream.read() == b""
        assert await stream.read() == b""
        assert not stream.idle


def says_farewell(server: socket.socket) -> None:
    """The words and the farewell of TLS come together; then the peer waits for ours, with the wire open."""
    wire, _ = server.accept()
    wire.settimeout(10)
    with contextlib.suppress(OSError), server_context("site.example").wrap_socket(wire, server_side=True) as tls:
        tls.sendall(b"bye")
        tls.unwrap()


async def test_who_says_farewell_in_tls_has_ended_though_the_wire_stays_open() -> None:
    server = socket.create_server(("127.0.0.1", 0))
    server.settimeout(10)
    threading.Thread(target=says_farewell, args=(server,), daemon=True).start()
    host, port = server.getsockname()
    stream = await Dialer(NetPolicy()).dial_operator(host, port, Deadline(RunClock(), 20))
    await stream.start_tls(observing_context(), "site.example")
    async with Watch() as watch:
        assert [await stream.read() for _ in range(3)] == [b"bye", b"", b""]
    assert watch.seconds < 5
    assert not stream.idle  # a question on it would go to a peer that answers no more
    stream.close()
    server.close()


async def test_a_tls_connection_cut_without_farewell_ends_too() -> None:
    async def cut(reader, writer) -> None:
        writer.write(b"half")
        await writer.drain()
        writer.transport._ssl_protocol._transport.abort()

    async with connected(cut, tls=True) as stream:
        with contextlib.suppress(Unreachable):
            assert await stream.read() in (b"half", b"")


async def test_closing_ends_a_wait_that_is_going_on() -> None:
    async def silent(reader, writer) -> None:
        await reader.read()

    async with connected(silent) as stream:
        assert stream.idle
        reading = asyncio.ensure_future(stream.read())
        await asyncio.sleep(0.05)
        stream.close()
        with pytest.raises(NetError):
            await reading
        with pytest.raises(NetError):
            await stream.read()
        assert not stream.idle


async def test_garbage_in_tls_is_a_failure_with_a_reason() -> None:
    async def garbage(reader, writer) -> None:
        writer.transport._ssl_protocol._transport.write(b"\x17\x03\x03\x00\x20" + bytes(32))
        await asyncio.sleep(60)

    async with connected(garbage, tls=True) as stream:
        with pytest.raises(Unreachable, match="TLS failed"):
            await stream.read()


async def test_old_versions_of_tls_are_spoken_where_the_library_still_can() -> None:
    context = observing_context()
    assert context.verify_mode is ssl.CERT_NONE and not context.check_hostname
    assert context.cert_store_stats() == {"x509": 0, "crl": 0, "x509_ca": 0}
    assert context.minimum_version <= ssl.TLSVersion.TLSv1
