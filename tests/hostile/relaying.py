"""The operator's proxy in front of the hostile internet: it alone is contacted, and whom it was asked for is on record."""

import asyncio
import contextlib
from ipaddress import ip_address

from tests.hostile.internet import HostileInternet
from tests.net.peers import pump


class Relay:
    """SOCKS5 with remote names (RFC 1928) and HTTP CONNECT on one port; a name that nobody has gets a failure."""

    def __init__(self, internet: HostileInternet) -> None:
        self.asked: list[tuple[str, int]] = []
        self._internet = internet
        records = internet.lab.nameserver.records
        self._addresses = {host: kinds["A"][0] for host, kinds in records.items() if kinds.get("A")}

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, EOFError, asyncio.LimitOverrunError):
            first = await reader.readexactly(1)
            await (self._socks(reader, writer) if first == b"\x05" else self._connect(reader, writer))
        writer.close()

    async def _socks(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readexactly((await reader.readexactly(1))[0])
        writer.write(b"\x05\x00")
        kind = (await reader.readexactly(4))[3]
        if kind == 3:
            host = (await reader.readexactly((await reader.readexactly(1))[0])).decode("latin-1")
        else:
            host = str(ip_address(await reader.readexactly({1: 4, 4: 16}[kind])))
        port = int.from_bytes(await reader.readexactly(2), "big")
        failed, opened = b"\x05\x04\x00\x01" + b"\0" * 6, b"\x05\x00\x00\x01" + b"\0" * 6
        await self._relay(host, port, reader, writer, failed, opened)

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        line = (await reader.readuntil(b"\r\n\r\n")).split(b" ")[1].decode("latin-1")
        host, _, port = line.rpartition(":")
        failed, opened = b"HTTP/1.1 502 no\r\n\r\n", b"HTTP/1.1 200 open\r\n\r\n"
        await self._relay(host.strip("[]"), int(port), reader, writer, failed, opened)

    async def _relay(
        self, host: str, port: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, failed: bytes, opened: bytes
    ) -> None:
        self.asked.append((host, port))
        where = self._internet.routes.get((self._addresses.get(host, host), port))
        if where is None:
            writer.write(failed)
            return
        there, back = await asyncio.open_connection(*where)
        writer.write(opened)
        try:
            await asyncio.gather(pump(reader, back), pump(there, writer))
        finally:
            back.close()
