"""What a piece of work costs, measured so that a busy machine, or a slow one, convicts nobody."""

import os
import re
import statistics
import time
from collections.abc import Callable

YARDSTICK_S = 0.0012
"""CPU that `_yardstick` takes on the machine on which the bounds of the suite were set: bounds are seconds of that one."""
OVER: set[str] = set()
"""Tests of this process that found a work dearer than its bound. They are asked again when nothing runs beside them (`parallel.main`)."""
_TEXT = "081 234 5678 call <a href='x'>warm</a> " * 120
_WORDS = re.compile(r"\b(?:ca(?:ll|rd)|w[a-z]+m)\b|\d{3}[ -]?\d{3,4}", re.IGNORECASE)


def slower(for_s: float = 0.0) -> float:
    """How many times longer this machine takes at this moment than the one of `YARDSTICK_S`; 1.0 where it takes no longer. `for_s`: how
    long the work took of which that is asked; of long work it is measured for a tenth of that, as a moment may be worse than all of it.

    A virtual machine whose core is shared, or of an older kind, takes up to two and a half times as long for the same work: by the watch
    alone, a bound of two seconds then judges the machine.
    """
    taken: list[float] = []
    while len(taken) < 5 or sum(taken) < for_s / 10:
        taken.append(_yardstick())
    return max(1.0, statistics.median(taken) / YARDSTICK_S)


def least_cpu_s(work: Callable[[], object], *, within: float, tries: int = 5) -> float:
    """Seconds of CPU of the cheapest of at most `tries` runs; the first that costs at most `within` ends the trying.

    Neighbours, caches and the clock of a shared machine only ever add to a run: the least is what the work itself asks for. Of a run that
    took longer than `within`, what the machine added by being `slower` is taken off.
    """
    least = float("inf")
    for _ in range(tries):
        took = _cpu_s(work)
        least = min(least, took if took <= within else took / slower(took))
        if least <= within:
            break
    _note(least > within)
    return least


def in_time(work: Callable[[int], object], size: int, *, within: float) -> bool:
    """Whether work on `size` characters takes at most `within` seconds of CPU.

    Most work is so far below that a quarter of the characters shows it: what takes a 64th for them is in time for all even if it is cubic.
    """
    if _cpu_s(lambda: work(size // 4)) <= within / 4**3:
        return True
    return least_cpu_s(lambda: work(size), within=within) <= within


def more_cpu_s(work: Callable[[], object], than: Callable[[], object], *, within: float, least_tries: int = 10, tries: int = 120) -> float:
    """Seconds of CPU that `work` takes more than `than`; at most `within` ends it after `least_tries`.

    They take turns, so that a machine that becomes busier meanwhile becomes so for both. What one takes more is the smaller of two figures
    that err in different ways: cheapest run less cheapest run, where one lucky run of `than` convicts, and the median of the differences of
    neighbours, where noise does. Of more than `within`, what the machine adds by being `slower` is taken off.
    """
    runs: list[tuple[float, float]] = []
    more = float("inf")
    while len(runs) < tries and (len(runs) < least_tries or more > within):
        runs.append((_cpu_s(work), _cpu_s(than)))
        if len(runs) < least_tries:
            continue
        cheapest = min(took for took, _ in runs) - min(took for _, took in runs)
        more = min(cheapest, statistics.median(took - other for took, other in runs))
        more = more if more <= within else more / slower()
    _note(more > within)
    return more


def _note(over: bool) -> None:
    """Remember the test that is running, of which pytest says the name and the part: `tests/a.py::test_b (call)`."""
    if over:
        OVER.add(os.environ.get("PYTEST_CURRENT_TEST", "").rpartition(" ")[0])


def _cpu_s(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def _yardstick() -> float:
    """Seconds of CPU of some work of the suite's kind: a search in a text, a count in a table, sums, a sort."""
    began = time.process_time()
    seen: dict[str, int] = {}
    for found in _WORDS.finditer(_TEXT):
        seen[found.group()] = seen.get(found.group(), 0) + 1
    total = 0
    for number in range(20_000):
        total += number * number % 7
    sorted(_TEXT.split(" "))
    return time.process_time() - began
