"""Run one method on many hosts in its own process: python -m bench.client METHOD FIRST COUNT IN_FLIGHT PROCESSES < lab description.

Prints one line of JSON: CPU in ms per target (this process and all its children), targets per second, complete rows, and the largest
resident set of any process in MiB. Each method first runs on a few hosts that are not measured, so that imports, compilation and the routes
to the lab are not timed. What a run starts itself, such as worker processes, is measured.
"""

import contextlib
import io
import json
import os
import resource
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson

from bench import rivals
from bench.hosts import host

WARM = 40


def scan(world: dict[str, Any]) -> rivals.Work:
    """Run `scamtriage scan` itself with list, journal and NDJSON, routed to the lab and at the benchmark's pace."""
    from scamtriage.cli.exit_status import ExitStatus
    from scamtriage.cli.options import ConsoleOptions
    from scamtriage.cli.scan.request import Scan
    from scamtriage.cli.scan.run import run
    from scamtriage.config import Config
    from scamtriage.lab.router import Router
    from scamtriage.lab_worker import environment
    from scamtriage.pattern_folder import keep_patterns

    router = Router.of(world.pop("routes"))  # a thousand hosts' routes are the lab's, and would be measured with the scan
    router.dialled = deque(maxlen=100)

    def work(names: list[str], in_flight: int, processes: int) -> int:
        config = Config(
            resolvers=(world["resolver"],), roots=world["ca_file"], tables=world["tables"], cache=False,
            whois_per_s=rivals.PACE, rdap_per_s=rivals.PACE, in_flight=in_flight, processes=processes,
        )  # fmt: skip
        with tempfile.TemporaryDirectory() as folder:
            source, output = Path(folder, "hosts.txt"), Path(folder, "rows.ndjson")
            source.write_text("\n".join(names) + "\n")
            asked = Scan(
                source=source, column=None, config=config, format="ndjson", outputs=(output,), evidence=None,
                in_order=False, dedupe=True, console=ConsoleOptions(quiet=True), environment=environment(router),
            )  # fmt: skip
            keep_patterns(config)
            run(asked, ExitStatus())
            with output.open() as rows:
                return sum(orjson.loads(row)["status"] == "ok" for row in rows)

    return work


METHODS: dict[str, Callable[[dict[str, Any]], rivals.Work]] = {
    "scan": scan,
    "naive": rivals.naive,
    "dnstwist": rivals.dnstwist,
    "parallel": rivals.parallel,
}


def cpu_s() -> float:
    """Return user and system time of this process and its finished children, all threads."""
    return sum(use.ru_utime + use.ru_stime for use in _uses())


def _uses() -> list[resource.struct_rusage]:
    return [resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)]


def main(method: str, first: str, count: str, in_flight: str, processes: str) -> None:
    world = json.load(sys.stdin)
    os.environ["SSL_CERT_FILE"] = world["ca_file"]
    begin = int(first)
    names = [host(number) for number in range(begin, begin + int(count))]
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        work, warm = METHODS[method](world), min(WARM, len(names))
        work([host(number) for number in range(warm)], int(in_flight), 1)
        began, used = time.perf_counter(), cpu_s()
        whole = work(names, int(in_flight), int(processes))
        took, used = time.perf_counter() - began, cpu_s() - used
    rss = max(use.ru_maxrss for use in _uses()) / 1_024
    print(json.dumps({"cpu_ms": used / len(names) * 1_000, "rate": len(names) / took, "whole": whole, "rss_mib": rss}))


if __name__ == "__main__":
    main(*sys.argv[1:])
