"""The hostile internet with natural ports, inside a network namespace in which every address of the world is this machine's."""

import asyncio
import contextlib
import ctypes
import json
import socket
import ssl
import struct
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import AsyncIterator
from ipaddress import ip_address

from tests.hostile.internet import Handler, HostileInternet, Place

PORTS = (21, 22, 25, 43, 53, 80, 443, 853, 3306, 6379, 8000, 8080, 8443, 9200)
"""Where somebody answers at every address: the sites, and the vault wherever there is no site."""
BACKLOG = 1024
_ALL_FRAMES = 0x0003  # linux/if_ether.h
_SOL_PACKET, _PACKET_STATISTICS = 263, 6  # linux/if_packet.h
_SYN, _ACK = 0x02, 0x10
_TCP, _UDP = 6, 17
_SO_ATTACH_FILTER = 26  # asm-generic/socket.h
_LOAD, _LOAD_AT_X, _LENGTH_TO_X, _AND, _IF, _RETURN = 0x30, 0x50, 0xB1, 0x54, 0x15, 0x06  # linux/bpf_common.h
_BEGINNINGS = (
    (_LOAD, 0, 0, 0),
    (_AND, 0, 0, 0xF0),
    (_IF, 0, 7, 0x40),  # no IPv4: seven further
    (_LOAD, 0, 0, 9),
    (_IF, 11, 0, _UDP),
    (_IF, 0, 11, _TCP),
    (_LENGTH_TO_X, 0, 0, 0),
    (_LOAD_AT_X, 0, 0, 13),
    (_AND, 0, 0, _SYN | _ACK),
    (_IF, 6, 7, _SYN),
    (_LOAD, 0, 0, 6),
    (_IF, 4, 0, _UDP),
    (_IF, 0, 4, _TCP),
    (_LOAD, 0, 0, 40 + 13),
    (_AND, 0, 0, _SYN | _ACK),
    (_IF, 0, 1, _SYN),
    (_RETURN, 0, 0, 128),
    (_RETURN, 0, 0, 0),
)
"""For the kernel (classic BPF): only datagrams and SYNs come here, so that megabytes of answers can't crowd them out."""


def own_every_address() -> None:
    """Make every IPv4 and IPv6 address local. Refuses where a real network is attached."""
    interfaces = json.loads(subprocess.run(["ip", "-json", "link"], check=True, capture_output=True).stdout)
    if others := [interface["ifname"] for interface in interfaces if interface["ifname"] != "lo"]:
        sys.exit(f"this is no empty network namespace (it has {', '.join(others)}); nothing was changed")
    for command in ("link set lo up", "route add local 0.0.0.0/0 dev lo", "-6 route add local ::/0 dev lo"):
        subprocess.run(["ip", *command.split()], check=command.startswith("link") or "-6" not in command, capture_output=True)


class Wire:
    """Every connection and datagram that anybody in the namespace begins, read off its only interface; nothing can be hidden from it."""

    def __init__(self) -> None:
        self.begun: Counter[tuple[str, str, int]] = Counter()
        """("tcp" or "udp", address, port) -> how often a packet that begins something was sent there."""
        self._raw = socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM, socket.htons(_ALL_FRAMES))
        self._raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 64 * 1024 * 1024)
        program = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in _BEGINNINGS))
        self._raw.setsockopt(socket.SOL_SOCKET, _SO_ATTACH_FILTER, struct.pack("HP", len(_BEGINNINGS), ctypes.addressof(program)))
        self._raw.bind(("lo", _ALL_FRAMES))
        threading.Thread(target=self._read, daemon=True).start()

    @property
    def lost(self) -> int:
        """Packets that came faster than they were read: must be 0 for the record to be whole."""
        return int(struct.unpack("II", self._raw.getsockopt(_SOL_PACKET, _PACKET_STATISTICS, 8))[1])

    def _read(self) -> None:
        packet = bytearray(128)
        while True:
            _, (_, _, kind, _, _) = self._raw.recvfrom_into(packet)
            if kind == socket.PACKET_OUTGOING:
                self._take(packet)

    def _take(self, packet: bytearray) -> None:
        if packet[0] >> 4 == 4:
            protocol, at, to = packet[9], (packet[0] & 15) * 4, bytes(packet[16:20])
            if int.from_bytes(packet[6:8], "big") & 0x1FFF:  # a later fragment begins nothing
                return
        else:
            protocol, at, to = packet[6], 40, bytes(packet[24:40])
        source, port = struct.unpack_from("!HH", packet, at)
        if protocol == _TCP and packet[at + 13] & (_SYN | _ACK) == _SYN:
            self.begun["tcp", str(ip_address(to)), port] += 1
        elif protocol == _UDP and source != 53:
            self.begun["udp", str(ip_address(to)), port] += 1


class Everywhere:
    """Answers at every address: the internet's servers where there are some, else the vault."""

    def __init__(self, internet: HostileInternet) -> None:
        self._internet = internet
        self._connections: set[asyncio.Task[None]] = set()
        self._doors: list[tuple[socket.socket, asyncio.Task[None]]] = []

    @classmethod
    @contextlib.asynccontextmanager
    async def open(cls, internet: HostileInternet) -> AsyncIterator["Everywhere"]:
        made = cls(internet)
        for port in PORTS:
            for family, every in ((socket.AF_INET, "0.0.0.0"), (socket.AF_INET6, "::")):
                made._doors.append(made._door(family, every, port))
        try:
            yield made
        finally:
            for door, accepting in made._doors:
                accepting.cancel()
                door.close()
            for task in list(made._connections):
                task.cancel()
            await asyncio.gather(*made._connections, return_exceptions=True)

    def _door(self, family: int, every: str, port: int) -> tuple[socket.socket, asyncio.Task[None]]:
        door = socket.socket(family)
        if family == socket.AF_INET6:
            door.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind((every, port))
        door.listen(BACKLOG)
        door.setblocking(False)
        return door, asyncio.ensure_future(self._accept(door))

    async def _accept(self, door: socket.socket) -> None:
        loop = asyncio.get_running_loop()
        while True:
            sock, _ = await loop.sock_accept(door)
            address, port = sock.getsockname()[:2]
            place: Place = (str(ip_address(address.partition("%")[0])), port)
            handler, context = self._internet.served.get(place, (self._internet._vaulted, None))
            task = asyncio.ensure_future(self._serve(sock, handler, context))
            self._connections.add(task)
            task.add_done_callback(self._connections.discard)

    async def _serve(self, sock: socket.socket, handler: Handler, context: ssl.SSLContext | None) -> None:
        loop = asyncio.get_running_loop()
        reader = asyncio.StreamReader(loop=loop)
        protocol = asyncio.StreamReaderProtocol(reader, loop=loop)
        with contextlib.suppress(OSError, EOFError, ssl.SSLError, asyncio.CancelledError):
            transport, _ = await loop.connect_accepted_socket(lambda: protocol, sock, ssl=context)
            writer = asyncio.StreamWriter(transport, protocol, reader, loop)
            try:
                await handler(reader, writer)
                await writer.drain()
            finally:
                writer.close()
