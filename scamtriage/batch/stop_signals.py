"""Signals that stop a scan, and how worker processes ignore them."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager

STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
"""Sent by Ctrl-C, by a process manager, and when the terminal session ends."""


def handled_signals() -> tuple[int, ...]:
    """Return the stop signals to handle: without those that the parent set to be ignored (`nohup`, `&` in a script)."""
    return tuple(number for number in STOPS if signal.getsignal(number) is not signal.SIG_IGN)


@contextmanager
def stop_signals_blocked() -> Iterator[None]:
    """Block the stop signals while a worker process is started.

    The worker inherits the mask, so that no signal kills it during start-up, and unblocks the signals in `ignore_stop_signals`. Signals
    sent to this process meanwhile are delivered afterwards. Signals that the caller had blocked stay blocked.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)
    try:
        yield
    finally:  # not the whole mask: another start may have begun or ended meanwhile
        signal.pthread_sigmask(signal.SIG_UNBLOCK, set(STOPS) - before)


def ignore_stop_signals() -> None:
    """Ignore the stop signals in a worker process.

    A signal to the process group reaches the workers too, but the parent ends them, after the grace period for lines in flight.
    """
    for number in STOPS:
        signal.signal(number, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPS)
