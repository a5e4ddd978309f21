"""Check that a long scan is stable in memory, descriptors and duplicates: `python -m bench.endurance [NAMES [TARGETS]]`.

Defaults: 10^6 names and 10^5 targets. Names are judged offline; targets are observed in the benchmark's lab, in one process, with a
journal. Each runs at a small and at the full length, in separate processes. The difference in memory shows anything that is kept per line.
"""

import contextlib
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import orjson

from bench.batch import lab
from bench.hosts import host

SHORT = 10_000
MOST_HOSTS = 2_000
"""Hosts of the lab. A longer list repeats them, and each line is looked up again."""


@dataclass
class Run:
    """Resource usage of a process, and counts over its rows."""

    rss_mib: float = 0.0
    seconds: float = 0.0
    cpu_s: float = 0.0
    descriptors: int = 0
    lines: set[int] = field(default_factory=set)
    same: int = 0
    whole: int = 0


def run(command: list[str], *, read: bool = False) -> Run:
    """Run the command, which must succeed. `read`: parse its rows."""
    began, done = time.monotonic(), Run()
    with subprocess.Popen(command, stdout=subprocess.PIPE if read else subprocess.DEVNULL) as process:
        watching = threading.Thread(target=watch, args=(process.pid, done), daemon=True)
        watching.start()
        for text in process.stdout or ():
            given = orjson.loads(text)
            done.lines.add(given["line"])
            done.same += "same_as" in given
            done.whole += given["status"] == "ok"
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command} ended with {process.returncode}")
    done.rss_mib, done.seconds = usage.ru_maxrss / 1024, time.monotonic() - began
    done.cpu_s = usage.ru_utime + usage.ru_stime
    return done


def watch(pid: int, done: Run) -> None:
    """Poll the number of open descriptors, and store the maximum; needs /proc."""
    with contextlib.suppress(OSError):
        while True:
            done.descriptors = max(done.descriptors, len(os.listdir(f"/proc/{pid}/fd")))
            time.sleep(0.5)


def row(what: str, count: int, done: Run) -> str:
    return f"| {what} | {count:,} | {done.rss_mib:.0f} | {done.descriptors} | {done.seconds:,.0f} | {done.cpu_s:,.0f} | {count / done.seconds:,.0f} |"


def written(path: Path, lines: Iterable[str]) -> Path:
    with path.open("w") as out:
        out.writelines(f"{line}\n" for line in lines)
    return path


SPELLINGS = ("{}", "https://{}/", "hxxp://{}/", "{}.", "HTTPS://{}/", "  {} ", "http://{}/index.html")


def name(number: int) -> str:
    """Return a target. Three in ten repeat the host of an earlier line, some or some thousands of lines before, in another spelling."""
    back = (5, 0, 0, 4_001, 0, 0, 15, 0, 0, 0)[number % 10]
    of = number - back if number >= back else number
    return SPELLINGS[number % len(SPELLINGS)].format(f"secure-{of:x}-login{of % 97}.{('com', 'top', 'vn', 'co.th')[of % 4]}")


def offline(folder: Path, count: int) -> Run:
    source = written(folder / "names.txt", map(name, range(count)))
    done = run([sys.executable, "-m", "scamtriage", "scan", str(source), "--offline", "-q", "--processes", "1"], read=True)
    assert len(done.lines) == count, f"{count - len(done.lines)} lines without a row"
    return done


def observed(folder: Path, world: dict[str, object], count: int, *, dedupe: bool) -> Run:
    """Scan lines that repeat the lab's hosts: each looked up, with a journal; or with `dedupe`, each host once, without one."""
    source = written(folder / "targets.txt", (host(n % MOST_HOSTS) for n in range(count)))
    described, given, evidence = folder / "lab.json", folder / "scan.json", folder / "evidence.jsonl"
    described.write_text(json.dumps(world))
    scan = {
        "source": str(source), "outputs": [], "quiet": True, "in_flight": 100, "processes": 1, "whois_per_s": 10_000.0, "rdap_per_s": 10_000.0,
        "evidence": None if dedupe else str(evidence), "dedupe": dedupe,
    }  # fmt: skip
    given.write_text(json.dumps(scan))
    evidence.unlink(missing_ok=True)
    return run([sys.executable, "-m", "tests.batch.lab_scan", str(described), str(given)], read=True)


def main(names: int, targets: int) -> None:
    print("| scan | lines | highest RSS, MiB | open files | seconds | CPU s | lines/s |\n|---|---:|---:|---:|---:|---:|---:|", flush=True)
    with tempfile.TemporaryDirectory(prefix="scamtriage-endurance-") as name:
        folder, said = Path(name), []
        if names:
            what = "names, --offline, 3 in 10 asked before in another spelling"
            lengths = [length for length in (SHORT, 10 * SHORT) if length < names] + [names]
            found = [offline(folder, length) for length in lengths]
            for length, done in zip(lengths, found, strict=True):
                print(row(what, length, done), flush=True)
            few, many = found[0], found[-1]
            said.append(f"names: {many.rss_mib / few.rss_mib - 1:+.1%} memory from {lengths[0]:,} to {names:,}")
        if targets:
            short = targets // 10
            with lab(min(targets, MOST_HOSTS)) as world:
                for dedupe in (False, True):
                    what = "targets, duplicates not asked, no journal" if dedupe else "targets, each asked, journal"
                    few = observed(folder, world, short, dedupe=dedupe)
                    print(row(what, short, few), flush=True)
                    many = observed(folder, world, targets, dedupe=dedupe)
                    print(row(what, targets, many), flush=True)
                    again = max(0, targets - MOST_HOSTS) if dedupe else 0
                    said.append(
                        f"{what}: {many.rss_mib / few.rss_mib - 1:+.1%} memory from {short:,} to {targets:,}; {len(many.lines):,} rows,"
                        f" {many.whole:,} with all evidence, {many.same:,} of {again:,} duplicates answered without asking"
                    )
        print("", *said, sep="\n")


if __name__ == "__main__":
    main(*(int(float(word)) for word in (sys.argv[1:] + ["1e6", "1e5"][len(sys.argv) - 1 :])))
