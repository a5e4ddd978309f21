"""CPU, rate and memory of a whole scan on distinct hosts, compared with alternatives: python -m bench.batch [--latency].

One lab, one run, methods in turn, medians over rounds. Every method runs in its own process, the servers in another. Each measurement is told
on stderr, each table is printed when its rounds are over. `--latency` delays the servers' answers by round trips of 50-200 ms (or
`--latency=LEAST-MOST`). `--quick`: one round, a quarter of the targets, one process, no
long lists.
"""

import contextlib
import json
import os
import statistics
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from bench import quick
from bench.client import WARM
from bench.rivals import PACE

COUNT, LONG, ROUNDS = 300, 1_200, 3
"""Targets of a short and of a long list. A further process takes a second of CPU to start, which a short list hardly repays."""
LATENCY = "50-200"


@dataclass(frozen=True, slots=True)
class Method:
    """One row of the table."""

    title: str
    name: str
    count: int
    """Number of targets; fewer for slow methods."""
    at_once: int
    processes: int = 1


FLAT = (
    Method("scamtriage scan, 100 in flight, one process", "scan", COUNT, 100),
    Method("scamtriage scan, 100 in flight, two processes", "scan", COUNT, 100, 2),
    Method("scamtriage scan, a long list, one process", "scan", LONG, 100),
    Method("scamtriage scan, a long list, two processes", "scan", LONG, 100, 2),
    Method("naive loop", "naive", 20, 1),
    Method("dnstwist, 32 threads: no registration, no certificate, no reading", "dnstwist", 200, 32),
    Method("GNU parallel -j20 with dig, whois, curl: nothing read", "parallel", 100, 20),
)
LATE = (
    Method("scamtriage scan, 100 in flight, one process", "scan", COUNT, 100),
    Method("scamtriage scan, 500 in flight, one process", "scan", 2 * COUNT, 500),
    Method("scamtriage scan, 500 in flight, two processes", "scan", LONG, 250, 2),
    Method("naive loop", "naive", 4, 1),
    Method("dnstwist, 32 threads: no registration, no certificate, no reading", "dnstwist", 200, 32),
    Method("GNU parallel -j20 with dig, whois, curl: nothing read", "parallel", 100, 20),
)


@contextlib.contextmanager
def lab(count: int, latency: str = "") -> Iterator[dict[str, Any]]:
    """Run the lab in its own process and yield its description."""
    with subprocess.Popen(
        [sys.executable, "-m", "bench.world", str(count), latency], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdin and child.stdout
        yield json.loads(child.stdout.readline())
        child.stdin.close()


def measure(world: dict[str, Any], method: Method) -> dict[str, float] | str:
    """Return the client's figures, or the error message if it failed."""
    words = (method.name, str(WARM), str(method.count), str(method.at_once), str(method.processes))
    done = subprocess.run(
        [sys.executable, "-m", "bench.client", *words], input=json.dumps(world), capture_output=True, text=True, check=False
    )
    if done.returncode:
        return done.stderr.strip().rpartition("\n")[2][:200]
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def hurried(methods: tuple[Method, ...]) -> tuple[Method, ...]:
    """The methods of one process on a quarter of their targets: short lists do not repay the start of a second process."""
    return tuple(replace(method, count=max(1, method.count // 4)) for method in methods if method.processes == 1 and method.count < LONG)


def table(methods: tuple[Method, ...], latency: str, rounds: int) -> dict[str, dict[str, float]]:
    """Measure all methods round by round, print a table, and return medians by title."""
    count = WARM + max(method.count for method in methods)
    results: dict[str, list[dict[str, float]]] = {}
    with lab(count, latency) as world:
        for method in methods:  # fills the servers' caches
            if method.name == "scan" and method.count == count - WARM:
                measure(world, method)
                break
        for round_ in range(rounds):
            for method in methods:
                found, told = measure(world, method), f"round {round_ + 1} of {rounds}: {method.title}"
                if isinstance(found, str):
                    print(f"SKIPPED: {told}: {found}", file=sys.stderr, flush=True)
                    continue
                print(f"{told}: {found['cpu_ms']:.2f} ms, {found['rate']:.1f}/s", file=sys.stderr, flush=True)
                results.setdefault(method.title, []).append(found)
    print(f"\nround trips of {latency} ms" if latency else "\nno latency")
    print("| | targets | CPU ms a target | targets/s | complete | RSS MiB, largest process |\n|---|---|---|---|---|---|")
    medians: dict[str, dict[str, float]] = {}
    for method in methods:
        if not (rows := results.get(method.title)):
            continue
        middle = medians[method.title] = {key: statistics.median(row[key] for row in rows) for key in rows[0]}
        print(
            f"| {method.title} | {method.count} | {middle['cpu_ms']:.2f} | {middle['rate']:.1f} "
            f"| {middle['whole']:.0f} | {middle['rss_mib']:.0f} |"
        )
    own = [title for title in medians if title.startswith("scamtriage")]
    for mine in dict.fromkeys((own[0], max(own, key=lambda title: medians[title]["rate"]))):
        for title, row in medians.items():
            if title not in own:
                less, rate = row["cpu_ms"] / medians[mine]["cpu_ms"], medians[mine]["rate"] / row["rate"]
                print(f"{mine.removeprefix('scamtriage ')} against {title.partition(':')[0]}: {less:.1f}x less CPU, {rate:.1f}x the rate")
    return medians


def main(latency: str, *, short: bool) -> None:
    rounds = 1 if short else ROUNDS
    print(
        f"{rounds} round{'s' * (rounds > 1)}, {os.cpu_count()} cores shared with the lab's servers; bench-only pace of {PACE:,.0f}/s a registry, "
        "4 connections an address as shipped"
    )
    flat = table(hurried(FLAT) if short else FLAT, "", rounds)
    if len(long := [row["rate"] for title, row in flat.items() if "a long list" in title]) == 2:
        print(f"two processes on a long list: {long[1] / long[0]:.2f} times the rate of one, with the servers on the same cores")
    if not latency:
        return
    late = table(hurried(LATE) if short else LATE, latency, rounds)
    kept = late[LATE[1].title]["rate"] / flat[FLAT[0].title]["rate"]
    print(f"with round trips of {latency} ms, 500 in flight: {kept:.2f} of the rate without")


if __name__ == "__main__":
    hurry = quick()
    given = next((word for word in sys.argv[1:] if word.startswith("--latency")), "")
    main(given.partition("=")[2] or LATENCY if given else "", short=hurry)
