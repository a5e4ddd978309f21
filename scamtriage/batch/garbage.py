"""How often a long run looks for garbage: its tables live as long as it does, and the rest dies by itself."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_YOUNG = 50_000
"""New containers between two looks (Python's own figure is 700). A page alone makes some thousands, all of which are freed by reference
count: neither a page, nor its fetch, however it ended, nor its judgement is part of a cycle. Looking for cycles among them at the default
rate took a tenth of a scan's CPU, at a fifth of this figure 3.5 %. What does go in circles, a handshake that failed say, is small."""


def settle() -> None:
    """To be called once what is here to stay has been loaded: it is never looked through, and the young are less often. The few hundred
    circles that loading leaves stay too: finding them takes 20 ms of every start."""
    gc.freeze()
    gc.set_threshold(_YOUNG, 10, 10)


@contextmanager
def unlooked() -> Iterator[None]:
    """While knowledge is loaded, all of which stays: looking through it again and again takes a fifth of that time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
