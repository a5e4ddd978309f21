"""Signals that end a program which is to stop, and who heeds them."""

import signal

STOPS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
"""A key, whoever runs it, the session that is lost."""


def heeded() -> tuple[int, ...]:
    """Those of them that whoever started us did not want to be ignored (`nohup`, a job behind `&` of a script)."""
    return tuple(number for number in STOPS if signal.getsignal(number) is not signal.SIG_IGN)


def leave_to_parent() -> None:
    """In a worker: who stops the whole group reaches us too, and whoever deals decides. He ends us, within the grace of what is in hand."""
    for number in STOPS:
        signal.signal(number, signal.SIG_IGN)
