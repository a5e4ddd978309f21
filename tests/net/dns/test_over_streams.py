"""Questions over TCP, TLS and HTTPS, against real servers on loopback."""

import asyncio
import contextlib
import time
from pathlib import Path

import dns.flags
import dns.message
import dns.rcode
import dns.rrset

from scamtriage.records.facts import DnsOutcome
from tests.net.dns.asking import SITE, ask, resolver
from tests.net.dns_servers import Authority, serving
from tests.net.peers import identity, server_context


async def test_what_does_not_fit_a_datagram_comes_over_tcp() -> None:
    server = Authority({("big.example", "TXT"): [f'"{"x" * 200}{number}"' for number in range(20)]})
    async with serving(server) as address, resolver(address) as made:
        (answer,) = await ask(made, "big.example", "TXT")
        assert (answer.outcome, answer.count) == (DnsOutcome.OK, 20)
        assert ("tcp", "big.example", "TXT") in server.asked


async def test_a_dripping_or_mute_tcp_server_ends_in_a_time_out() -> None:
    def truncated(query: dns.message.Message, reply: dns.message.Message) -> bytes:
        reply.flags |= dns.flags.TC
        return reply.to_wire()

    server = Authority(SITE, twist=truncated)
    async with serving(server, tcp=False) as address:
        port = int(address.rpartition(":")[2])

        async def mute(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await asyncio.sleep(30)

        tcp = await asyncio.start_server(mute, "127.0.0.1", port)
        async with resolver(address, timeout_s=0.5) as made:
            began = time.monotonic()
            (answer,) = await ask(made, "site.example")
            assert answer.outcome is DnsOutcome.TIMEOUT
            assert time.monotonic() - began < 2.5
        tcp.close()


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
