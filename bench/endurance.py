"""Whether a long scan stays as it was: memory, descriptors, duplicates. `python -m bench.endurance [NAMES [TARGETS]]`, by default 10^6 and 10^5.

Names are judged offline; targets are observed in the benchmark's lab, in one process, with a journal. Each is done at a small length and at the
full one, in processes of their own, and what the longer needed beyond the shorter is printed: a scan that keeps anything for each line shows it.
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
from bench.world import host

SHORT = 10_000
REPEAT_EVERY = 10
"""Every tenth line is the host of the line half the list before it: too long ago to be remembered without a journal."""


@dataclass
class Run:
    """What a process needed, and what its rows said."""

    rss_mib: float = 0.0
    seconds: float = 0.0
    descriptors: int = 0
    lines: set[int] = field(default_factory=set)
    same: int = 0
    whole: int = 0


def run(command: list[str], *, read: bool = False) -> Run:
    """Run it to its end, which must be 0. `read`: look at its rows."""
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
    return done


def watch(pid: int, done: Run) -> None:
    """How many descriptors it has open, every now and then; needs /proc."""
    with contextlib.suppress(OSError):
        while True:
            done.descriptors = max(done.descriptors, len(os.listdir(f"/proc/{pid}/fd")))
            time.sleep(0.5)


def row(what: str, count: int, done: Run) -> str:
    return f"| {what} | {count:,} | {done.rss_mib:.0f} | {done.descriptors} | {done.seconds:,.0f} | {count / done.seconds:,.0f} |"


def written(path: Path, lines: Iterable[str]) -> Path:
    with path.open("w") as out:
        out.writelines(f"{line}\n" for line in lines)
    return path


def offline(folder: Path, count: int) -> Run:
    source = written(folder / "names.txt", (f"secure-{n:x}-login{n % 97}.{('com', 'top', 'vn', 'co.th')[n % 4]}" for n in range(count)))
    return run([sys.executable, "-m", "scamtriage", "scan", str(source), "--offline", "-q"])


def observed(folder: Path, world: dict[str, object], count: int, *, journal: bool) -> Run:
    """Hosts of the lab, and duplicates."""
    half = count // 2
    source = written(folder / "targets.txt", (host(n - half) if duplicate(n, count) else host(n) for n in range(count)))
    described, given = folder / "lab.json", folder / "scan.json"
    described.write_text(json.dumps(world))
    scan = {
        "source": str(source), "outputs": [], "quiet": True, "in_flight": 100, "processes": 1, "whois_per_s": 10_000.0, "rdap_per_s": 10_000.0,
        "evidence": str(folder / "evidence.jsonl") if journal else None,
    }  # fmt: skip
    given.write_text(json.dumps(scan))
    (folder / "evidence.jsonl").unlink(missing_ok=True)
    return run([sys.executable, "-m", "tests.batch.lab_scan", str(described), str(given)], read=True)


def duplicate(number: int, count: int) -> bool:
    """Whether a line is the host of a line long before it."""
    return number > count // 2 and number % REPEAT_EVERY == 0


def main(names: int, targets: int) -> None:
    print("| scan | lines | highest RSS, MiB | open files | seconds | lines/s |\n|---|---:|---:|---:|---:|---:|", flush=True)
    with tempfile.TemporaryDirectory(prefix="scamtriage-endurance-") as name:
        folder, grown = Path(name), []
        few, many = offline(folder, SHORT), offline(folder, names)
        print(row("names, --offline", SHORT, few), row("names, --offline", names, many), sep="\n", flush=True)
        grown.append(f"names: {many.rss_mib / few.rss_mib - 1:+.1%} memory from {SHORT:,} to {names:,}")
        short = targets // 10
        with lab(targets) as world:
            for journal in (True, False):
                what = "targets, journal" if journal else "targets, no journal"
                few = observed(folder, world, short, journal=journal)
                print(row(what, short, few), flush=True)
                many = observed(folder, world, targets, journal=journal)
                print(row(what, targets, many), flush=True)
                grown.append(f"{what}: {many.rss_mib / few.rss_mib - 1:+.1%} memory from {short:,} to {targets:,}")
                again = sum(duplicate(n, targets) for n in range(targets))
                grown.append(
                    f"  {len(many.lines):,} of {targets:,} lines have a row, {many.whole:,} with all evidence;"
                    f" {many.same:,} of {again:,} duplicates were answered without asking"
                )
        print("", *grown, sep="\n")


if __name__ == "__main__":
    main(*(int(float(word)) for word in (sys.argv[1:] + ["1e6", "1e5"][len(sys.argv) - 1 :])))
