"""DNS: CPU per query of our resolver and of dnspython's, and per parsed message: python -m bench.names [--quick]."""

import asyncio
import contextlib
import statistics
import time
from collections.abc import Callable

from bench import quick
from bench.batch import lab
from bench.hosts import host
from bench.rivals import TYPES

NAMES, ROUNDS = 400, 5
QUESTIONS = (*TYPES, "DMARC")


def main(hosts: int, rounds: int) -> None:
    import dns.message
    import dns.resolver

    from scamtriage.net.clock import Deadline, RunClock
    from scamtriage.net.dial import Dialer
    from scamtriage.net.dns import message
    from scamtriage.net.dns.answers import wire_question
    from scamtriage.net.dns.resolve import Resolver
    from scamtriage.net.policy import NetPolicy

    names = [host(number) for number in range(hosts)]

    async def ours(address: str) -> float:
        policy, run = NetPolicy(resolvers=(address,)), RunClock()
        resolver = Resolver(policy, run, dialer=Dialer(policy))
        waiting = iter(names)

        async def work() -> None:
            for name in waiting:
                await resolver.ask(tuple((name, rtype) for rtype in QUESTIONS), Deadline(run, 20.0))

        await resolver.hijacked()
        began = time.process_time()
        await asyncio.gather(*(work() for _ in range(30)))
        used = time.process_time() - began
        await resolver.close()
        return used / (hosts * len(QUESTIONS))

    def theirs(address: str) -> float:
        resolver = dns.resolver.Resolver(configure=False)
        resolver.nameservers, resolver.port = [address.split(":")[0]], int(address.split(":")[1])
        began = time.process_time()
        for name in names[:40]:
            for rtype in QUESTIONS:
                with contextlib.suppress(dns.resolver.NoAnswer):
                    resolver.resolve(f"_dmarc.{name}" if rtype == "DMARC" else name, "TXT" if rtype == "DMARC" else rtype)
        return (time.process_time() - began) / (40 * len(QUESTIONS))

    def messages(address: str) -> list[tuple[bytes, bytes]]:
        import socket

        found = []
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
            sock.connect((address.split(":")[0], int(address.split(":")[1])))
            for rtype in QUESTIONS:
                section = message.question(*wire_question(names[0], rtype))
                sock.send(message.query(7, section))
                found.append((sock.recv(4_096), section))
        return found

    def reading(read: Callable[[bytes, bytes], object], wires: list[tuple[bytes, bytes]]) -> float:
        began = time.process_time()
        for _ in range(300):
            for wire, section in wires:
                read(wire, section)
        return (time.process_time() - began) / (300 * len(wires))

    rows: dict[str, list[float]] = {}
    with lab(hosts) as world:
        address = world["resolver"]
        asyncio.run(ours(address))
        wires = messages(address)
        for _ in range(rounds):
            rows.setdefault("our resolver, a question", []).append(asyncio.run(ours(address)))
            rows.setdefault("dnspython's resolver, a question", []).append(theirs(address))
            rows.setdefault("our reader, a message", []).append(reading(message.parse, wires))
            rows.setdefault("dnspython's reader, a message", []).append(reading(lambda wire, _: dns.message.from_wire(wire), wires))
    middle = {title: statistics.median(values) * 1e6 for title, values in rows.items()}
    print(f"{len(QUESTIONS)} types of {hosts} names, {rounds} rounds, medians of CPU")
    for title, micros in middle.items():
        print(f"  {title:36} {micros:8.2f} us")
    ours_us, theirs_us, read_us, their_read_us = middle.values()
    print(f"dnspython / ours: {theirs_us / ours_us:.1f}x a question, {their_read_us / read_us:.1f}x a message")


if __name__ == "__main__":
    main(*((NAMES // 4, 2) if quick() else (NAMES, ROUNDS)))
