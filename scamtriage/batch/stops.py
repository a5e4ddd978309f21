"""Signals that end a program which is to stop, and who heeds them."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager

STOPS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
"""A key, whoever runs it, the session that is lost."""


def heeded() -> tuple[int, ...]:
    """Those of them that whoever started us did not want to be ignored (`nohup`, a job behind `&` of a script)."""
    return tuple(number for number in STOPS if signal.getsignal(number) is not signal.SIG_IGN)


@contextmanager
def born_deaf() -> Iterator[None]:
    """Around the start of a worker: he hears none of them before `leave_to_parent`, which takes him some tenths of a second. What comes
    to us meanwhile comes afterwards. What whoever uses us as a library had blocked stays so."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)
    try:
        yield
    finally:  # not the whole mask: another start may have begun or ended meanwhile
        signal.pthread_sigmask(signal.SIG_UNBLOCK, set(STOPS) - before)


def leave_to_parent() -> None:
    """In a worker: who stops the whole group reaches us too, and whoever deals decides. He ends us, within the grace of what is in hand."""
    for number in STOPS:
        signal.signal(number, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPS)
