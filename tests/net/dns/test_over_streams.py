"""Questions over TCP, TLS and HTTPS, against real servers on loopback."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

import dns.flags
import dns.message
import dns.rcode
import dns.rrset
import pytest

from scamtriage.net.clock import Deadline
from scamtriage.records.facts import DnsOutcome
from tests.batch.programs import share_of_a_processor
from tests.net.dns.asking import SITE, ask, resolver
from tests.net.dns_servers import Authority, serving
from tests.net.peers import identity, listening, server_context
from tests.watch import Watch


async def test_what_does_not_fit_a_datagram_comes_over_tcp() -> None:
    server = Authority({("big.example", "TXT"): [f'"{"x" * 200}{number}"' for number in range(20)]})
    async with serving(server) as address, resolver(address) as made:
        (answer,) = await ask(made, "big.example", "TXT")
        assert (answer.outcome, answer.count) == (DnsOutcome.OK, 20)
        assert ("tcp", "big.example", "TXT") in server.asked


async def test_a_machine_without_room_for_a_connection_leaves_no_question_open() -> None:
    import resource

    server = Authority({("big.example", "TXT"): [f'"{"x" * 200}{number}"' for number in range(20)], ("small.example", "TXT"): ["x"]})
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    async with serving(server) as address, resolver(address, descriptor_wait_s=0.1) as made:
        await ask(made, "small.example", "TXT")
        resource.setrlimit(resource.RLIMIT_NOFILE, (3, before[1]))
        try:
            (answer,) = await ask(made, "big.example", "TXT", within_s=3.0)
        finally:
            resource.setrlimit(resource.RLIMIT_NOFILE, before)
    assert (answer.outcome, server.asked[-1][0]) == (DnsOutcome.UNREACHABLE, "udp")


async def test_a_dripping_or_mute_tcp_server_ends_in_a_time_out() -> None:
    def truncated(query: dns.message.Message, reply: dns.message.Message) -> bytes:
        reply.flags |= dns.flags.TC
        return reply.to_wire()

    server = Authority(SITE, twist=truncated)

    async def mute(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(30)

    async with serving(server, connection=mute) as address, resolver(address, timeout_s=0.5) as made:
        async with Watch() as watch:
            (answer,) = await ask(made, "site.example")
        assert answer.outcome is DnsOutcome.TIMEOUT
        assert watch.seconds < 2.5


async def test_dns_over_tls_checks_the_certificate(tmp_path: Path) -> None:
    chain = identity("localhost")
    (tmp_path / "root.pem").write_bytes(chain[1])
    server = Authority(SITE)
    async with serving(server, ssl=server_context(chain=chain)) as address:
        url = f"tls://localhost:{address.rpartition(':')[2]}"
        async with resolver(url, roots=tmp_path / "root.pem") as made:
            assert (await ask(made, "site.example"))[0].values == ("93.184.216.34",)
            assert all(transport == "tls" for transport, _, _ in server.asked)
        async with resolver(url, roots=_other_root(tmp_path)) as made:
            assert (await ask(made, "site.example"))[0].outcome is DnsOutcome.UNREACHABLE


def _other_root(folder: Path) -> Path:
    path = folder / "other.pem"
    path.write_bytes(identity("somebody-else.example")[1])
    return path


@contextlib.asynccontextmanager
async def slow(kind: str, folder: Path, server: Authority, latency_s: float) -> AsyncIterator[str]:
    """A resolver over TLS or HTTPS that takes its time for every question; gives its address. Trusted by `folder`/root.pem."""
    chain = identity("localhost")
    (folder / "root.pem").write_bytes(chain[1])

    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            if kind == "tls":
                size = int.from_bytes(await reader.readexactly(2), "big")
            else:
                head = await reader.readuntil(b"\r\n\r\n")
                size = int(head.lower().partition(b"content-length:")[2].split(b"\r\n")[0])
            said = server.respond(await reader.readexactly(size), kind)
            await asyncio.sleep(latency_s)
            for wire in said:
                head = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(wire)
                writer.write((len(wire).to_bytes(2, "big") if kind == "tls" else head) + wire)
            await writer.drain()

    async with listening(handler, tls=server_context(chain=chain)) as (_, port):
        yield f"tls://localhost:{port}" if kind == "tls" else f"https://localhost:{port}/dns-query"


@pytest.mark.parametrize("kind", ["tls", "https"])
async def test_a_question_that_was_asked_in_an_outage_and_fails_after_its_end_is_asked_again(kind: str, tmp_path: Path) -> None:
    """Others are answered by then, so that its silence would seem to be the name's."""
    server = Authority(SITE, silent={"*"})
    async with (
        slow(kind, tmp_path, server, 0.0) as url,
        resolver(url, roots=tmp_path / "root.pem", timeout_s=2.5, hold_s=30) as made,
    ):
        first = asyncio.ensure_future(ask(made, "other.example"))
        await asyncio.sleep(2.8)  # it has failed, and the probe has not yet
        late = asyncio.ensure_future(ask(made, "site.example"))
        async with asyncio.timeout(10):
            while made.health.down_since is None:
                await asyncio.sleep(0.01)
            server.silent.clear()
            assert (await first)[0].outcome is DnsOutcome.NXDOMAIN
            while not late.done():
                await ask(made, f"n{len(server.asked)}.example")
                await asyncio.sleep(0.05)
        assert late.result()[0].outcome is DnsOutcome.OK and made.health.outages == 1


@pytest.mark.parametrize("kind", ["tls", "https"])
async def test_our_own_line_at_a_resolver_is_neither_its_silence_nor_an_outage(kind: str, tmp_path: Path) -> None:
    server = Authority({(f"n{n}.example", "A"): ["93.184.216.34"] for n in range(240)})
    unit_s = 1.0 / share_of_a_processor()  # a busy machine gets longer times, each in the same proportion
    async with (
        slow(kind, tmp_path, server, 0.2 * unit_s) as url,
        resolver(url, roots=tmp_path / "root.pem", timeout_s=1.8 * unit_s) as made,
    ):
        await ask(made, "n0.example")

        async def one(number: int) -> tuple[DnsOutcome, str, bool]:
            clock = Deadline(made.transports.run, 2.5 * unit_s)
            (answer,) = await made.ask(((f"n{number}.example", "A"),), clock)
            return answer.outcome, answer.reason, clock.left() > 0.3 * unit_s  # the line was waited in with a clock that stood still

        assert set(await asyncio.gather(*(one(number) for number in range(240)))) == {(DnsOutcome.OK, "", True)}
        assert made.health.outages == 0


@pytest.mark.parametrize("kind", ["tls", "https"])
async def test_what_a_resolver_says_over_a_stream_is_a_sign_of_life(kind: str, tmp_path: Path) -> None:
    server = Authority({(f"n{n}.example", "A"): ["93.184.216.34"] for n in range(8)}, silent={"mute.example"})
    async with slow(kind, tmp_path, server, 0.0) as url, resolver(url, roots=tmp_path / "root.pem", timeout_s=0.6) as made:
        mute = asyncio.ensure_future(ask(made, "mute.example"))
        await asyncio.sleep(0.05)
        await ask(made, *(f"n{n}.example" for n in range(1)))
        (answer,) = await mute
        assert answer.outcome is DnsOutcome.TIMEOUT and "no resolver" not in answer.reason
        assert not any(name == "" for _, name, _ in server.asked)  # so nobody had to ask for one


async def test_a_resolver_that_died_is_not_waited_for_by_everybody_in_line(tmp_path: Path) -> None:
    server = Authority(silent={"*"})
    async with slow("tls", tmp_path, server, 0.0) as url, resolver(url, roots=tmp_path / "root.pem", timeout_s=0.4) as made:
        async with Watch() as watch:
            found = await asyncio.gather(*(ask(made, f"n{n}.example") for n in range(200)))
        assert {answer.outcome for (answer,) in found} <= {DnsOutcome.TIMEOUT, DnsOutcome.UNREACHABLE}
        assert watch.seconds < 5  # in turns of 16 it would be as many times 0.4 s
        assert made.health.outages == 1


async def test_dns_over_https_posts_the_message(tmp_path: Path) -> None:
    chain = identity("localhost")
    (tmp_path / "root.pem").write_bytes(chain[1])
    server = Authority(SITE)
    heads: list[bytes] = []

    async def https(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, EOFError):
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                heads.append(head)
                size = next(int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length"))
                (body,) = server.respond(await reader.readexactly(size), "https")
                writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/dns-message\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
                await writer.drain()

    listening = await asyncio.start_server(https, "127.0.0.1", 0, ssl=server_context(chain=chain))
    port = listening.sockets[0].getsockname()[1]
    async with resolver(f"https://localhost:{port}/dns-query", roots=tmp_path / "root.pem") as made:
        found = await ask(made, "site.example", "A", "AAAA", "MX")
        assert [a.outcome for a in found] == [DnsOutcome.OK, DnsOutcome.NODATA, DnsOutcome.OK]
    listening.close()
    assert all(head.startswith(b"POST /dns-query HTTP/1.1") for head in heads)
    assert not any(b"cookie" in head.lower() or b"referer" in head.lower() for head in heads)
    assert not any(b"python" in head.lower() or b"httpx" in head.lower() for head in heads)
    assert all(b"\r\ncontent-length: 128\r\n" in head.lower() for head in heads)  # which name it was does not show by its length
