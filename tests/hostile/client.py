"""One client process of the hostile internet: settings and lines on stdin as JSON, figures on stdout; its memory is its own.

All lines at once, or with `"alone": true` each in a process of its own.
"""

import asyncio
import json
import os
import resource
import sys
from typing import Any

from scamtriage.assess import Rules
from scamtriage.config import Config
from scamtriage.judging import rules
from scamtriage.pattern_folder import keep_patterns
from tests.hostile.behaviour import load
from tests.hostile.harmless import faults
from tests.hostile.internet import Cage
from tests.hostile.running import Ended, run
from tests.hostile.test_behaviours import problems

SIDE_BY_SIDE = 24
"""Processes at a time: most of them only wait for a server that is slow."""


def forget_peak() -> None:
    """Begin to measure anew: what was there before, or in the parent, is not ours."""
    with open("/proc/self/clear_refs", "w") as refs:
        refs.write("5")


def peak_mib() -> float:
    """The most memory that this process has had; Linux counts it in /proc, which unlike ru_maxrss does not inherit the parent's."""
    try:
        with open("/proc/self/status") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmHWM:")) / 1024
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def at_once(lines: list[str], config: Config, cage: Cage) -> dict[str, Any]:
    ended = asyncio.run(run(lines, config, cage))
    peak, cpu = peak_mib(), resource.getrusage(resource.RUSAGE_SELF)
    rows = [one.row for one in ended]
    return {
        "rows": [one.dossier.line for one in ended],
        "statuses": sorted({str(row.status) for row in rows}),
        "over_s": max(one.seconds - config.deadline_s - 2 * one.lag_s for one in ended),
        "seconds": max(one.seconds for one in ended),
        "lag_s": max(one.lag_s for one in ended),
        "forbidden": len(cage.forbidden),
        "rss_mib": peak,
        "cpu_s": cpu.ru_utime + cpu.ru_stime,
        "faults": [fault for row in rows for fault in faults([row])] + faults(rows),
        "problems": unkept(ended),
        "control": [str(rows[0].status), str(rows[-1].status)],
    }


def unkept(ended: list[Ended]) -> dict[str, list[str]]:
    """Behaviour -> in what its row differs from what a good client says."""
    behaviours = {b.typed: b for b in load()}
    found = {one.row.input: problems(behaviours[one.row.input], one.dossier) for one in ended if one.row.input in behaviours}
    return {behaviours[line].id: wrong for line, wrong in found.items() if wrong}


def alone(lines: list[str], config: Config, cage: Cage, knowledge: Rules) -> list[float]:
    """Peak memory of each line in a process of its own, in MiB."""
    asyncio.run(run(lines[:1], config, cage, knowledge))  # what is imported and compiled once is not each target's work
    waiting, peaks = dict(enumerate(lines)), dict[int, float]()
    running: dict[int, tuple[int, int]] = {}
    while waiting or running:
        while waiting and len(running) < SIDE_BY_SIDE:
            index = min(waiting)
            line = waiting.pop(index)
            reading, writing = os.pipe()
            if (pid := os.fork()) == 0:
                forget_peak()
                asyncio.run(run([line], config, cage, knowledge))
                os.write(writing, f"{peak_mib()}".encode())
                os._exit(0)
            os.close(writing)
            running[pid] = (index, reading)
        pid, _ = os.wait()
        index, reading = running.pop(pid)
        peaks[index] = float(os.read(reading, 64) or b"inf")  # a child that died has exceeded every bound
        os.close(reading)
    return [peaks[index] for index in range(len(lines))]


def main() -> None:
    given = json.load(sys.stdin)
    cage = Cage({(ip, port): (host, to) for ip, port, host, to in given["routes"]}, tuple(given["operator"]), tuple(given["vault"]))
    config = Config(**{**given["settings"], "resolvers": tuple(given["settings"]["resolvers"])})
    keep_patterns(config)
    if given.get("alone"):
        print(json.dumps(alone(given["lines"], config, cage, rules(config))))
    else:
        print(json.dumps(at_once(given["lines"], config, cage)))


if __name__ == "__main__":
    main()
