"""Runs inside an empty network namespace: knot, nginx and pages that came with this machine's packages, and the program as it is."""

import asyncio
import json
import os
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from scamtriage.lab.authority import Authority
from scamtriage.lab.scene import Certificate
from tests.debian.servers import need, ready
from tests.patterns import lent

RESOLVER = "9.9.9.53"
ZONE = "pages-of-others.net"
WANTED = 6
SHELVES = (
    "/usr/share/nginx/html",
    "/var/www/html",
    "/usr/share/doc",
    f"{sysconfig.get_path('stdlib')}/idlelib",
    "/usr/lib/node_modules/npm/docs",
)
"""Where packages leave pages in HTML; only a few are taken from each."""


def pages() -> list[Path]:
    """Some pages of at least 500 bytes that nobody here wrote."""
    found: list[Path] = []
    for shelf in map(Path, SHELVES):
        files = sorted(path for path in shelf.rglob("*.html") if path.is_file() and 500 < path.stat().st_size < 1_000_000)
        found += files[:: max(1, len(files) // 2)][:2]
    return found[:WANTED]


def main() -> None:
    """Serves each of `pages` as a site, and one that sends its visitors to the metadata service; prints what the program said."""
    paths = need("knotd", "nginx")
    sites = {f"site{number}.{ZONE}": page for number, page in enumerate(pages())}
    trap = f"trap.{ZONE}"
    addresses = {host: f"45.12.77.{number}" for number, host in enumerate([*sites, trap], start=1)}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        assigned = ["link set lo up", *(f"addr add {address}/32 dev lo" for address in (RESOLVER, *addresses.values()))]
        subprocess.run(["ip", "-batch", "-"], input="\n".join(assigned), text=True, check=True)
        authority = Authority(datetime.now(UTC))
        (folder / "ca.pem").write_bytes(authority.root_pem)
        (folder / "knot.conf").write_text("\n".join(_knot(folder, addresses)), encoding="utf-8")
        (folder / "nginx.conf").write_text("\n".join(_nginx(folder, authority, addresses, sites)), encoding="utf-8")
        commands = (
            [paths["knotd"], "-c", str(folder / "knot.conf")],
            [paths["nginx"], "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")],
        )
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        servers = [subprocess.Popen(command, **quiet) for command in commands]  # type: ignore[call-overload]
        try:
            asyncio.run(asyncio.wait_for(ready((RESOLVER, 53), (addresses[trap], 443)), 10))
            words = ["check", *addresses, "--resolver", RESOLVER, "--format", "json", "--deadline", "12"]
            own = {"SSL_CERT_FILE": str(folder / "ca.pem"), "XDG_CACHE_HOME": name, "XDG_RUNTIME_DIR": name}
            with lent(name):
                done = subprocess.run(
                    [sys.executable, "-m", "scamtriage", *words],
                    env={**os.environ, **own},
                    capture_output=True,
                    text=True,
                    timeout=60,
                    check=False,
                )
        finally:
            for server in servers:
                server.terminate()
                server.wait(10)
    print(
        json.dumps(
            {"code": done.returncode, "out": done.stdout, "err": done.stderr, "sites": {host: str(page) for host, page in sites.items()}}
        )
    )


def _knot(folder: Path, addresses: dict[str, str]) -> Iterator[str]:
    records = [
        f"{ZONE}. 300 IN SOA ns.{ZONE}. admin.{ZONE}. 1 3600 600 86400 60",
        f"{ZONE}. 300 IN NS ns.{ZONE}.",
        f"ns.{ZONE}. 300 IN A {RESOLVER}",
    ]
    records += [f"{host}. 300 IN A {address}" for host, address in addresses.items()]
    (folder / "zone").write_text("\n".join(records) + "\n", encoding="utf-8")
    yield f'server:\n    rundir: "{folder}"\n    listen: {RESOLVER}@53'
    yield f'database:\n    storage: "{folder}"'
    yield f'template:\n  - id: default\n    storage: "{folder}"\n    zonefile-sync: -1\n    journal-content: none'
    yield f'zone:\n  - domain: "{ZONE}."\n    file: "zone"'


def _nginx(folder: Path, authority: Authority, addresses: dict[str, str], sites: dict[str, Path]) -> Iterator[str]:
    yield f"user root; daemon off; master_process off; pid {folder}/nginx.pid; events {{ worker_connections 256; }}"
    yield "http { access_log off; default_type text/html; gzip on; server_names_hash_bucket_size 128;"
    for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"):
        yield f"{kind}_temp_path {folder}/{kind};"
    for host, address in addresses.items():
        pem = folder / f"{host}.pem"
        pem.write_bytes(authority.leaf_pem(Certificate(hosts=[host], age_days=60)))
        yield f"server {{ server_name {host}; listen {address}:443 ssl; ssl_certificate {pem}; ssl_certificate_key {pem};"
        if host in sites:
            (folder / f"{host}.html").write_bytes(sites[host].read_bytes())
            yield f"location = / {{ root {folder}; rewrite ^ /{host}.html break; }} }}"
        else:
            yield "return 302 http://169.254.169.254/latest/meta-data/; }"
        yield f"server {{ server_name {host}; listen {address}:80; return 301 https://$host$request_uri; }}"
    yield "}"


if __name__ == "__main__":
    main()
