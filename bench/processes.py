"""What a second process gains: python -m bench.processes [NAMES [TARGETS]], by default 10^5 names and 400 targets.

Names are judged with --offline, so that only the scan uses CPU. Targets are observed in the lab, whose servers share the cores with the
scan, so the gain is less than on a machine without them. One and two processes alternate; medians of three. Wall time is meaningful only on
an idle machine, CPU time always.
"""

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.batch import Method, lab, measure
from bench.client import WARM

ROUNDS = 3


def names(count: int) -> None:
    """Judge the same list with one process and with two."""
    seconds: dict[int, list[float]] = {1: [], 2: []}
    used: dict[int, list[float]] = {1: [], 2: []}
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "names.txt")
        source.write_text("".join(f"secure-{n:x}-login{n % 97}.{('com', 'top', 'vn', 'co.th')[n % 4]}\n" for n in range(count)))
        for _ in range(ROUNDS):
            for processes in seconds:
                began, before = time.perf_counter(), cpu_s()
                command = [sys.executable, "-m", "scamtriage", "scan", str(source), "--offline", "-q", "--processes", str(processes)]
                subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
                seconds[processes].append(time.perf_counter() - began)
                used[processes].append(cpu_s() - before)
    for processes in seconds:
        print(
            f"{count:,} names, {processes} process{'es' * (processes > 1)}: {statistics.median(seconds[processes]):.1f} s, "
            f"CPU {statistics.median(used[processes]):.1f} s"
        )
    print(
        f"two are {statistics.median(one / two for one, two in zip(seconds[1], seconds[2], strict=True)):.2f} times one (median of pairs)"
    )


def cpu_s() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def targets(count: int) -> None:
    """Observe the same hosts with one process and with two."""
    found: dict[int, list[dict[str, float]]] = {1: [], 2: []}
    with lab(WARM + count) as world:
        measure(world, Method("", "scan", count, 100))  # fills the servers' caches
        for _ in range(ROUNDS):
            for processes in found:
                done = measure(world, Method("", "scan", count, 100, processes))
                assert not isinstance(done, str), done
                found[processes].append(done)
    for processes, rows in found.items():
        middle = {key: statistics.median(row[key] for row in rows) for key in rows[0]}
        print(f"{count:,} targets, {processes} process{'es' * (processes > 1)}: {json.dumps(middle)}")
    pairs = zip(found[1], found[2], strict=True)
    print(f"two are {statistics.median(two['rate'] / one['rate'] for one, two in pairs):.2f} times one, servers on the same cores")


def main(count: int, hosts: int) -> None:
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} before", flush=True)
    if count:
        names(count)
    if hosts:
        targets(hosts)


if __name__ == "__main__":
    main(*(int(float(word)) for word in (sys.argv[1:] + ["1e5", "400"][len(sys.argv) - 1 :])))
