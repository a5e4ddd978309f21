"""Alternatives to scamtriage: a Python loop, dnstwist's scanner, GNU parallel with dig, whois and curl.

Each function prepares a task from the lab's description. Setting up routes to the lab's servers is not timed.
"""

import contextlib
import queue
import re
import shutil
import socket
import ssl
import subprocess
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from bench.hosts import address, host

PACE = 10_000.0
"""Queries per second to one registry, in benchmarks only. The defaults are 1 (WHOIS) and 5 (RDAP)."""
TYPES = ("A", "AAAA", "NS", "MX", "TXT", "SOA", "CAA")
LEAST_PAGE_BYTES = 20_000
"""Minimum size of a complete page: the lab's smallest has 30 KB."""

Work = Callable[[list[str], int, int], int]
"""Hosts, concurrency, processes -> number of hosts with complete results for the method."""


class Missing(Exception):
    """A program or library for the comparison is not installed."""


def _routes(world: dict[str, Any]) -> dict[tuple[str, int], tuple[str, int]]:
    return {(ip, port): (to_ip, to_port) for ip, port, to_ip, to_port in world["routes"]}


def _registry(world: dict[str, Any]) -> tuple[str, int]:
    """Return the address of the lab's WHOIS server: the registry's, on port 43."""
    from scamtriage.lab.scene import load_surroundings

    return _routes(world)[load_surroundings().registry, 43]


def routed(world: dict[str, Any]) -> None:
    """Redirect all sockets of this process to the lab: its names resolve to its addresses, and these are routed to its servers."""
    table = _routes(world)
    known = {host(number): address(number) for number in range(4_000)}
    connect, look_up = socket.socket.connect, socket.getaddrinfo

    class Routed(socket.socket):
        def connect(self, where: Any) -> None:
            connect(self, table.get(where[:2], where) if isinstance(where, tuple) else where)

    def find(name: Any, port: Any, *more: Any, **named: Any) -> Any:
        return look_up(known.get(name, name), port, *more, **named)

    socket.socket = Routed  # type: ignore[misc]
    socket.getaddrinfo = find  # type: ignore[assignment]


def naive(world: dict[str, Any]) -> Work:
    """Process hosts one by one: dnspython for eight record types, WHOIS with python-whois, requests, the certificate, BeautifulSoup,
    `re`."""
    import dns.resolver
    import requests
    import urllib3
    from bs4 import BeautifulSoup
    from whois.parser import WhoisEntry

    from bench.reading import ENTITIES  # not at the top: it loads the reader of pages into every method

    urllib3.disable_warnings()
    routed(world)
    resolver = dns.resolver.Resolver(configure=False)
    resolver.nameservers, resolver.port = [world["resolver"].split(":")[0]], int(world["resolver"].split(":")[1])
    patterns = [re.compile(expression) for expression in ENTITIES]
    registry = _registry(world)

    def one(name: str) -> bool:
        answered, entry = 0, None
        for owner, rtype in (*((name, rtype) for rtype in TYPES), (f"_dmarc.{name}", "TXT")):
            with contextlib.suppress(dns.resolver.NoAnswer, dns.resolver.NoNameservers, dns.resolver.NXDOMAIN):
                answered += len(resolver.resolve(owner, rtype))
        with contextlib.suppress(Exception), socket.create_connection(registry) as asked:
            asked.sendall(name.encode() + b"\r\n")
            entry = WhoisEntry.load(name, b"".join(iter(partial(asked.recv, 65_536), b"")).decode())
        response = requests.get(f"https://{name}/", verify=False, timeout=10)
        page = response.text
        with socket.create_connection((name, 443)) as raw, ssl._create_unverified_context().wrap_socket(raw, server_hostname=name) as tls:
            certificate = tls.getpeercert(binary_form=True)
        soup = BeautifulSoup(page, "html.parser")
        [link.get("href") for link in soup.find_all("a")]
        soup.get_text()
        [pattern.findall(page) for pattern in patterns]
        registered = entry is not None and bool(entry.get("creation_date"))
        return bool(answered and registered and certificate) and len(response.content) > LEAST_PAGE_BYTES

    return lambda names, *_: sum(map(one, names))


def dnstwist(world: dict[str, Any]) -> Work:
    """Run dnstwist's scanner with all its options for a list: four record types, the server's banner, the page and its TLSH."""
    try:
        import dnstwist as program
        import tlsh
    except ImportError as exc:
        raise Missing(f"{exc.name} is not installed: make .venv/.tools") from exc
    from dns.nameserver import Do53Nameserver

    routed(world)
    ip, port = world["resolver"].split(":")

    def work(names: list[str], threads: int, _: int) -> int:
        jobs: queue.Queue[Any] = queue.Queue()
        found = [program.Permutation(fuzzer="list", domain=name) for name in names]
        for task in found:
            jobs.put(task)
        scanners = []
        for _ in range(threads):
            scanner = program.Scanner(jobs)
            scanner.url = program.UrlParser("https://reference.invalid/")
            scanner.option_extdns = scanner.option_banners = True
            scanner.option_lsh, scanner.lsh_init = "tlsh", tlsh.hash(b"a page to compare with, as different as can be " * 20)
            scanner.nameservers = [Do53Nameserver(ip, int(port))]
            scanners.append(scanner)
            scanner.start()
        for scanner in scanners:
            scanner.join()
        return sum("dns_a" in task and "tlsh" in task for task in found)

    return work


def parallel(world: dict[str, Any]) -> Work:
    """Run GNU parallel with dig for eight types, whois and curl; the output is not parsed."""
    for program in ("parallel", "dig", "whois", "curl"):
        if shutil.which(program) is None:
            raise Missing(f"{program} is not installed: apt install parallel bind9-dnsutils whois curl")
    table = _routes(world)
    ip, port = world["resolver"].split(":")
    registry_ip, registry_port = _registry(world)
    questions = " ".join(f"{{1}} {rtype}" for rtype in TYPES) + " _dmarc.{1} TXT"

    def row(name: str) -> str:
        number = int(name.split("-")[2].split(".")[0])
        to_ip, to_port = table[address(number), 443]
        return f"{name}\t{to_ip}:{to_port}\n"

    def work(names: list[str], jobs: int, _: int) -> int:
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "rows").write_text("".join(map(row, names)))
            script = (
                f"dig @{ip} -p {port} +noall +answer {questions} > {folder}/{{1}}.dns; "
                f"whois -h {registry_ip} -p {registry_port} {{1}} > {folder}/{{1}}.whois; "
                f"curl -sk --compressed --connect-to {{1}}:443:{{2}} https://{{1}}/ -o {folder}/{{1}}.html"
            )
            subprocess.run(
                ["parallel", "--will-cite", "-j", str(jobs), "--colsep", "\t", "-a", str(Path(folder, "rows")), script],
                check=True,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            return sum(_whole(Path(folder), name) for name in names)

    return work


def _whole(folder: Path, name: str) -> bool:
    """Return whether all three programs wrote output for the host."""
    least = {"dns": 1, "whois": 1, "html": LEAST_PAGE_BYTES}
    return all(Path(folder, f"{name}.{kind}").stat().st_size > size for kind, size in least.items())
