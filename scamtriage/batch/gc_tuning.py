"""Tuning of the garbage collector for long runs: the rule tables are permanent, and almost nothing else forms cycles."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_YOUNG = 50_000
"""Threshold of the youngest generation, in new containers (Python's default is 700). One page creates thousands of objects, but pages,
fetches and judgements are freed by reference counting. The few cycles, such as those of a failed handshake, are small. At the default
the collector took about a tenth of a scan's CPU time."""


def collect_less_often() -> None:
    """Raise the threshold of the youngest generation. Call before anything is imported: modules are permanent, too, and looking through
    them again and again took a tenth of a start."""
    gc.set_threshold(_YOUNG, 10, 10)


def freeze_gc() -> None:
    """Exclude everything loaded so far from garbage collection, and collect the rest less often. Call once, when the rules are loaded and
    before a batch is opened, whose own loading would look through the rules several times.

    There is no `gc.collect()` first: it would slow down every start, and the few hundred cycles left by loading are small.
    """
    gc.freeze()
    collect_less_often()


@contextmanager
def gc_disabled() -> Iterator[None]:
    """Disable the garbage collector while knowledge is loaded: all of it stays, and collecting slows loading down."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
