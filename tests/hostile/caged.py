"""Runs inside an empty network namespace: the hostile internet on natural ports, and the installed program as anybody would start it.

Settings come on stdin as JSON, figures go to stdout as JSON. What the program wrote stays in the given folder.
"""

import asyncio
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

from tests.hostile.behaviour import spread
from tests.hostile.internet import CONTROLS, HostileInternet
from tests.hostile.lines import LINES
from tests.hostile.natural import Everywhere, Wire, own_every_address
from tests.patterns import lent

SECRETS = ("VAULT-SECRET", "netrc-secret", "proxy-secret", "cookie-secret", "PLANTED-CODE-RAN")
"""What lies about on the analyst's machine and behind forbidden addresses: none of it may be seen in an output or on the wire."""
ELSEWHERE = "http://user:proxy-secret@10.9.9.9:8080"
"""A proxy of the environment, which nobody asked us to use."""
FORMATS = ("ndjson", "json", "csv", "html", "md", "txt")
_EVIL = """import pathlib, sys
pathlib.Path(__file__).with_suffix(".ran").write_text("PLANTED-CODE-RAN")
sys.stderr.write("PLANTED-CODE-RAN")
"""
_SETTINGS = """tables = "{tables}"
whois_per_s = 1000.0
rdap_per_s = 1000.0
registry_timeout_s = 3.0
timeout_s = 3.0
deadline_s = 8.0
in_flight = 25
processes = 2
"""
"""Where the registries are, their pace, the clocks and how many at a time are the operator's settings; all else is as shipped."""


def furnish(folder: Path, internet: HostileInternet) -> dict[str, str]:
    """The analyst's home and a working folder in which somebody has planted things; the environment of the program."""
    home, work = folder / "home", folder / "work"
    for path in (home / ".config" / "scamtriage", home / ".cache", work):
        path.mkdir(parents=True)
    (home / ".config" / "scamtriage" / "config.toml").write_text(_SETTINGS.format(tables=internet.lab.tables))
    for path in (home, work):
        (path / ".netrc").write_text("default login analyst password netrc-secret\n")
        (path / ".netrc").chmod(0o600)
    (work / ".env").write_text("SCAMTRIAGE_PROXY=http://10.9.9.9:8080\n")
    for name in ("scamtriage.toml", "config.toml", "pyproject.toml"):
        (work / name).write_text('allow_networks = ["0.0.0.0/0"]\nproxy = "http://10.9.9.9:8080"\n')
    for name in ("sitecustomize", "usercustomize", "httpx", "dns", "json", "rich", "idna", "scamtriage_plugin"):
        (work / f"{name}.py").write_text(_EVIL)
    kept = {key: value for key, value in os.environ.items() if key in ("PATH", "LANG", "LC_ALL", "TMPDIR")}
    proxies = dict.fromkeys(("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "ftp_proxy"), ELSEWHERE)
    return {**kept, **proxies, "HOME": str(home), "XDG_RUNTIME_DIR": str(folder), "SSL_CERT_FILE": str(internet.lab.ca_file)}


async def run(work: Path, environment: dict[str, str], *words: str) -> dict[str, Any]:
    """One run of the installed program in the working folder."""
    began = time.monotonic()
    process = await asyncio.create_subprocess_exec(
        str(Path(sys.executable).parent / "scamtriage"),
        *words,
        cwd=work,
        env=environment,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await process.communicate()
    return {"code": process.returncode, "out": out.decode("utf-8"), "err": err.decode("utf-8"), "seconds": time.monotonic() - began}


async def main() -> None:
    given = json.load(sys.stdin)
    folder = Path(given["folder"])
    own_every_address()
    wire = Wire()
    behaviours = spread(given["each"])
    async with HostileInternet.start(behaviours, natural=True) as internet, Everywhere.open(internet):
        environment = furnish(folder, internet)
        controls = [internet.lab.world.scenes[name].target for name in CONTROLS]
        lines = [*controls, *(b.typed for b in behaviours), *(line for line in LINES if "\n" not in line and "\r" not in line)]
        (folder / "list.txt").write_bytes("\n".join(lines).encode("utf-8", "surrogatepass") + b"\n")
        outputs = [word for format in FORMATS for word in ("-o", str(folder / f"rows.{format}"))]
        resolver = ["--resolver", internet.resolver[0]]
        journal = ["--evidence", str(folder / "evidence.jsonl")]
        with lent(Path(environment["HOME"], ".cache")):
            full = await run(folder / "work", environment, "scan", str(folder / "list.txt"), *resolver, *outputs, *journal, "-vv")
        contacts = dict(wire.begun)
        allowed = {("tcp", *place) for place in internet.served} | {("udp", *internet.resolver)}
        figures = {
            "lines": len(lines),
            "behaviours": {b.id: 1 + len(controls) + index for index, b in enumerate(behaviours)},
            "full": full,
            "forbidden": sorted([kind, address, port] for kind, address, port in contacts.keys() - allowed),
            "contacts": sum(contacts.values()),
            "places": len(contacts),
            "vault": internet.vault_contacts,
            "lost": wire.lost,
            "connections": dict(internet.connections),
            "most_bytes": dict(internet.most_bytes),
            "heard": [said.decode("latin-1") for said in internet.heard],
            "names": sorted(internet.naming.names),
        }
    print(json.dumps(figures))


if __name__ == "__main__":
    asyncio.run(main())
