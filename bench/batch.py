"""CPU, rate and memory of the whole pipeline on distinct hosts, beside the loop that an analyst would write; one run, medians of rounds."""

import asyncio
import contextlib
import json
import os
import resource
import socket
import ssl
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

from bench.world import host

COUNT, ROUNDS, NAIVE = 300, 3, 12


@contextlib.contextmanager
def lab(count: int) -> Iterator[dict[str, Any]]:
    """The lab in a process of its own; its description."""
    with subprocess.Popen(
        [sys.executable, "-m", "bench.world", str(count)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdin and child.stdout
        yield json.loads(child.stdout.readline())
        child.stdin.close()


def cpu_s() -> float:
    """User and system time of this process and of its ended children, all threads."""
    return sum(
        use.ru_utime + use.ru_stime for use in (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    )


async def pipeline(world: dict[str, Any], names: list[str], in_flight: int) -> tuple[float, float, int]:
    """(CPU ms a target, targets a second, rows that have all their evidence): collect, judge, render NDJSON and the journal's line."""
    from scamtriage.assess import assess
    from scamtriage.config import Config
    from scamtriage.pipeline import dossiers, rules, words
    from scamtriage.records import codec
    from scamtriage.render import RENDERERS
    from scamtriage.render.style import Style

    config = Config(
        resolvers=(world["resolver"],), roots=world["ca_file"], tables=world["tables"], cache=False,
        whois_per_s=10_000.0, rdap_per_s=10_000.0, in_flight=in_flight,
    )  # fmt: skip
    table = {(ip, port): (to_ip, to_port) for ip, port, to_ip, to_port in world["routes"]}
    knowledge = rules(config)
    began, used, whole = time.perf_counter(), cpu_s(), 0
    async for dossier in dossiers(words(names), config, route=lambda ip, port: table[ip, port]):
        codec.to_line(dossier)
        row = assess(dossier, knowledge, prior=config.prior)
        for _ in RENDERERS["ndjson"]([row], Style()):
            pass
        whole += dossier.status == "ok"
    return (cpu_s() - used) / len(names) * 1_000, len(names) / (time.perf_counter() - began), whole


def naive(world: dict[str, Any], names: list[str]) -> tuple[float, float]:
    """The loop that an analyst would write: dnspython, requests, BeautifulSoup, one after the other. (CPU ms, targets a second)."""
    import dns.resolver
    import requests
    import urllib3
    from bs4 import BeautifulSoup
    from requests.adapters import HTTPAdapter

    urllib3.disable_warnings()
    table = {(ip, port): (to_ip, to_port) for ip, port, to_ip, to_port in world["routes"]}
    resolver = dns.resolver.Resolver(configure=False)
    resolver.nameservers, resolver.port = [world["resolver"].split(":")[0]], int(world["resolver"].split(":")[1])
    began, used = time.perf_counter(), cpu_s()
    for name in names:
        for rtype in ("A", "AAAA", "NS", "MX", "TXT", "SOA", "CAA"):
            with contextlib.suppress(dns.resolver.NoAnswer, dns.resolver.NoNameservers):
                answer = resolver.resolve(name, rtype)
                if rtype == "A":
                    address = answer[0].to_text()
        with contextlib.suppress(Exception):
            resolver.resolve(f"_dmarc.{name}", "TXT")
        ip, port = table[address, 443]
        session = requests.Session()
        session.mount("https://", HTTPAdapter())
        page = session.get(f"https://{ip}:{port}/", headers={"Host": name}, verify=False, timeout=10).content
        with socket.create_connection((ip, port)) as raw, ssl._create_unverified_context().wrap_socket(raw, server_hostname=name) as tls:
            tls.getpeercert(binary_form=True)
        soup = BeautifulSoup(page, "html.parser")
        [link.get("href") for link in soup.find_all("a")]
        soup.get_text()
    return (cpu_s() - used) / len(names) * 1_000, len(names) / (time.perf_counter() - began)


def main() -> None:
    names = [host(n) for n in range(COUNT)]
    ours: list[tuple[float, float, int]] = []
    theirs: list[tuple[float, float]] = []
    with lab(COUNT) as world:
        asyncio.run(pipeline(world, names[:40], 40))  # warm: patterns compiled, certificates of the lab made
        asyncio.run(pipeline(world, names, 100))
        for _ in range(ROUNDS):
            ours.append(asyncio.run(pipeline(world, names, 100)))
            theirs.append(naive(world, names[:NAIVE]))
    cpu, rate, whole = (statistics.median(column) for column in zip(*ours, strict=True))
    naive_cpu, naive_rate = (statistics.median(column) for column in zip(*theirs, strict=True))
    rss = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_024
    print(f"{COUNT} hosts, {ROUNDS} rounds, {os.cpu_count()} cores shared with the lab's servers; bench-only pace of 10,000/s a registry")
    print("| | CPU ms a target | targets/s | complete rows |\n|---|---|---|---|")
    print(f"| scamtriage, 100 in flight | {cpu:.2f} | {rate:.0f} | {whole:.0f} |")
    print(f"| naive loop (no registration, no contacts, no judging) | {naive_cpu:.1f} | {naive_rate:.1f} | |")
    print(f"ratio: {naive_cpu / cpu:.1f} times less CPU, {rate / naive_rate:.1f} times the rate; peak RSS {rss:.0f} MiB")


if __name__ == "__main__":
    main()
