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
