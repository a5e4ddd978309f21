"""Progress on stderr: a line that is rewritten on a terminal, nothing elsewhere."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from scamtriage.cli.options import Talking


@contextmanager
def waiting(talking: Talking, words: str) -> Iterator[Callable[[str], None]]:
    """Say what is being waited for; the yielded function replaces the words. Silent with -q and off a terminal."""
    if talking.quiet or not sys.stderr.isatty():
        yield lambda _: None
        return
    started = time.monotonic()

    def say(more: str) -> None:
        sys.stderr.write(f"\r\x1b[2K{words}: {more} ({time.monotonic() - started:.0f} s)")
        sys.stderr.flush()

    sys.stderr.write(f"{words} …")
    sys.stderr.flush()
    try:
        yield say
    finally:
        sys.stderr.write("\r\x1b[2K")
        sys.stderr.flush()
