"""Knot and nginx, serving the same world as the lab: our readings must not depend on who wrote the servers."""

import asyncio
import contextlib
import random
import shutil
import socket
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import dns.asyncquery
import dns.exception
import dns.message
import pytest

from scamtriage.lab.authority import Authority
from scamtriage.lab.internet import LOOPBACK, Lab
from scamtriage.lab.nameserver import NEGATIVE_SOA, parents, quoted
from scamtriage.lab.scene import Page

START_S = 10.0


@dataclass(frozen=True, slots=True)
class Debian:
    """Where knot and nginx listen."""

    dns: tuple[str, int]
    http: tuple[str, int]
    https: tuple[str, int]


def need(*programs: str) -> dict[str, str]:
    """Paths of the programs; skips loudly where one is not installed."""
    found = {program: shutil.which(program) or shutil.which(program, path="/usr/sbin:/usr/local/sbin") for program in programs}
    if missing := [program for program, path in found.items() if path is None]:
        pytest.skip(f"NOT RUN: {', '.join(missing)} not installed; on Debian: apt-get install knot nginx-light")
    return {program: path for program, path in found.items() if path is not None}


@contextlib.asynccontextmanager
async def serving(lab: Lab, authority: Authority, folder: Path) -> AsyncIterator[Debian]:
    """Start both with the world of this lab, and lead the router to them wherever a site answers."""
    paths = need("knotd", "nginx")
    dns_port, http_port, https_port = _free_ports(3)
    (folder / "knot.conf").write_text("\n".join(_knot(lab, folder, dns_port)) + "\n", encoding="utf-8")
    (folder / "nginx.conf").write_text("\n".join(_nginx(lab, authority, folder, http_port, https_port)), encoding="utf-8")
    commands = (
        [paths["knotd"], "-c", str(folder / "knot.conf")],
        [paths["nginx"], "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")],
    )
    running = []
    try:
        for command in commands:
            running.append(
                await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL)
            )
        await asyncio.wait_for(ready((LOOPBACK, dns_port), (LOOPBACK, https_port)), START_S)
        debian = Debian((LOOPBACK, dns_port), (LOOPBACK, http_port), (LOOPBACK, https_port))
        for service in lab.world.services():
            if service.kind in ("http", "https") and service.address != lab.world.surroundings.registry:
                lab.router.add(service.address, service.port, debian.https if service.kind == "https" else debian.http)
        lab.router.add_operator(*debian.dns)
        yield debian
    finally:
        for process in running:
            process.terminate()
            await process.wait()


def _zones(lab: Lab) -> dict[str, list[str]]:
    """The world as zones by apex. The root zone holds what is in no other: any further name is NXDOMAIN, as from a resolver."""
    records = lab.nameserver.records
    zones = {"": [f". 60 IN SOA {NEGATIVE_SOA}", ". 60 IN NS ns.scamtriage-lab.net."]} | {
        name: [] for name in records if "NS" in records[name]
    }
    for name, by_type in records.items():
        apex = next(zone for zone in (name, *parents(name), "") if zone in zones)
        for rtype, values in by_type.items():
            assert not isinstance(values, str), f"{name} {rtype}: knot cannot fail on demand"
            if rtype == "DS" and apex == name:
                continue  # belongs to the parent, and nothing here is signed
            ttl_s = lab.world.ttl_s.get(name, 300)
            zones[apex] += [f"{name}. {ttl_s} IN {rtype} {quoted(value) if rtype == 'TXT' else value}" for value in values]
    return zones


def _knot(lab: Lab, folder: Path, port: int) -> Iterator[str]:
    yield f'server:\n    rundir: "{folder}"\n    listen: {LOOPBACK}@{port}'
    yield f'database:\n    storage: "{folder}"'
    yield "log:\n  - target: stderr\n    any: error"
    yield f'template:\n  - id: default\n    storage: "{folder}"\n    semantic-checks: off\n    zonefile-sync: -1\n    journal-content: none'
    yield "zone:"
    for apex, lines in _zones(lab).items():
        file = folder / f"{apex or 'root'}.zone"
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
        yield f'  - domain: "{apex}."\n    file: "{file.name}"'


def _nginx(lab: Lab, authority: Authority, folder: Path, http_port: int, https_port: int) -> Iterator[str]:
    yield f"daemon off; master_process off; pid {folder}/nginx.pid;"
    yield "events { worker_connections 256; }"
    yield "http { access_log off; default_type 'text/html; charset=utf-8'; gzip on; gzip_min_length 400; gzip_types *;"
    yield "absolute_redirect off; server_names_hash_bucket_size 128;"
    for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"):
        yield f"{kind}_temp_path {folder}/{kind};"
    for number, ((scheme, host, _), pages) in enumerate(lab.world.pages.items()):
        yield f"server {{ server_name {host};"
        if scheme == "https":
            pem = folder / f"{number}.pem"
            pem.write_bytes(authority.leaf_pem(lab.identities.certificate(host)))
            yield f"listen {LOOPBACK}:{https_port} ssl; ssl_certificate {pem}; ssl_certificate_key {pem};"
        else:
            yield f"listen {LOOPBACK}:{http_port};"
        for index, page in enumerate(pages):
            yield _location(page, folder / f"{number}-{index}.html")
        yield "}"
    yield f"server {{ listen {LOOPBACK}:{http_port} default_server; return 301 https://$host$request_uri; }}"
    yield "}"


def _location(page: Page, body: Path) -> str:
    path = urlsplit(page.url).path or "/"
    if page.location:
        return f"location = {path} {{ return {page.status} '{page.location}'; }}"
    assert page.status == 200, f"{page.url}: nginx serves plain pages and redirects here"
    body.write_text(page.html, encoding="utf-8")
    return f"location = {path} {{ types {{ }} default_type '{page.content_type}'; root {body.parent}; rewrite ^ /{body.name}? break; }}"


async def ready(resolver: tuple[str, int], web: tuple[str, int]) -> None:
    """Returns when both answer; the caller bounds the wait."""
    query = dns.message.make_query("example.com", "A")
    while True:
        try:
            await dns.asyncquery.udp(query, resolver[0], port=resolver[1], timeout=0.2)
            _, writer = await asyncio.open_connection(*web)
        except (OSError, dns.exception.DNSException):
            await asyncio.sleep(0.05)
        else:
            writer.close()
            return


def _free_ports(count: int) -> list[int]:
    """Below those that the system gives of its own accord: another test might be given one of them before our servers are up."""
    found = set[int]()
    while len(found) < count:
        port = random.randrange(20_000, 32_000)
        with contextlib.suppress(OSError), socket.create_server((LOOPBACK, port)), socket.socket(type=socket.SOCK_DGRAM) as datagrams:
            datagrams.bind((LOOPBACK, port))
            found.add(port)
    return sorted(found)
