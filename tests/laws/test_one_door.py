"""Nothing but the network room opens a socket, whatever a collector does."""

import json
import subprocess
import sys
from functools import cache
from typing import Any

import pytest

from scamtriage.collect import COLLECTORS

WATCHED = """
import asyncio, json, sys
from pathlib import Path
import scamtriage
from tests.running import observe
from scamtriage.lab.internet import Lab

ROOT = Path(scamtriage.__file__).parent
ALLOWED = ("net", "lab")
EVENTS = {"socket.__new__", "socket.connect", "socket.sendto", "socket.sendmsg",
          "socket.bind", "socket.getaddrinfo", "socket.gethostbyname"}
seen, culprits, watching = [], [], False

def opener(frame):
    # The innermost frame of ours decides: libraries act for whoever called them.
    while frame is not None:
        path = Path(frame.f_code.co_filename)
        if ROOT in path.parents:
            return path.relative_to(ROOT).as_posix()
        frame = frame.f_back
    return "the event loop"

def hook(event, args):
    if watching and event in EVENTS:
        who = opener(sys._getframe(1))
        if who.split("/")[0] == "lab" or who == "the event loop" and event == "socket.__new__":
            return  # the lab's own servers accept connections
        seen.append((event, who))
        if who.split("/")[0] not in ALLOWED:
            culprits.append((event, who))

async def main():
    global watching
    reports = {}
    async with Lab.start(["old-company", "bank-phish", "whois-only"]) as lab:
        sys.addaudithook(hook)
        for collector in sys.argv[1:]:
            watching = True
            found = await observe(lab, [s.target for s in lab.world.scenes.values()], only=[collector])
            watching = False
            outcomes = [e.outcome for d in found for e in d.evidence.values()]
            reports[collector] = {"seen": len(seen), "culprits": culprits[:], "outcomes": outcomes, "unrouted": lab.router.unrouted[:]}
            for many in (seen, culprits, lab.router.unrouted):
                many.clear()
    print(json.dumps(reports))

asyncio.run(main())
"""


@cache
def reports() -> dict[str, Any]:
    run = subprocess.run([sys.executable, "-c", WATCHED, *COLLECTORS], capture_output=True, text=True, timeout=300)
    assert run.returncode == 0, run.stderr
    found: dict[str, Any] = json.loads(run.stdout)
    return found


@pytest.mark.parametrize("collector", COLLECTORS)
def test_only_the_network_room_opens_sockets_for_a_collector(collector: str) -> None:
    report = reports()[collector]
    assert report["seen"] > 0
    assert "ok" in report["outcomes"], report
    assert report["culprits"] == []
    assert report["unrouted"] == []
