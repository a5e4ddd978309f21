"""What a piece of work costs, measured so that a busy machine convicts nobody."""

import time
from collections.abc import Callable


def least_cpu_s(work: Callable[[], object], *, within: float, tries: int = 5) -> float:
    """Seconds of CPU of the cheapest of at most `tries` runs; the first that costs at most `within` ends the trying.

    Neighbours, caches and the clock of a shared machine only ever add to a run: the least is what the work itself asks for.
    """
    least = float("inf")
    for _ in range(tries):
        began = time.process_time()
        work()
        least = min(least, time.process_time() - began)
        if least <= within:
            break
    return least


def in_time(work: Callable[[int], object], size: int, *, within: float) -> bool:
    """Whether work on `size` characters takes at most `within` seconds of CPU.

    Most work is so far below that a quarter of the characters shows it: what takes a 64th for them is in time for all even if it is cubic.
    """
    at_first = within / 4**3
    if least_cpu_s(lambda: work(size // 4), within=at_first, tries=1) <= at_first:
        return True
    return least_cpu_s(lambda: work(size), within=within) <= within


def more_cpu_s(work: Callable[[], object], than: Callable[[], object], *, within: float, least_tries: int = 10, tries: int = 120) -> float:
    """Seconds of CPU that the cheapest run of `work` takes more than the cheapest of `than`; at most `within` ends it after `least_tries`.

    They take turns: a machine that becomes busier meanwhile becomes so for both. One dear run of `than` alone acquits nobody.
    """
    least = least_than = float("inf")
    for tried in range(1, tries + 1):
        least_than = min(least_than, least_cpu_s(than, within=0.0, tries=1))
        least = min(least, least_cpu_s(work, within=0.0, tries=1))
        if tried >= least_tries and least - least_than <= within:
            break
    return least - least_than
