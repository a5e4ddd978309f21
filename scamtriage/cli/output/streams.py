"""Standard output and standard error of the program: UTF-8, pipes that nobody reads, and descriptors that cannot be written to."""

import contextlib
import os
import select
import sys
from collections.abc import Callable, Iterator
from typing import Any, TextIO, cast


class ReaderGone(Exception):
    """The reader of stdout has closed the pipe, as `| head` does. Not an OSError: the option parser would report that as an error."""

    code = 0
    """The exit code: who leaves does so on purpose, but what --fail-on and --strict promise holds (`coded`)."""


@contextlib.contextmanager
def coded(unread: Callable[[], int]) -> Iterator[None]:
    """Give a reader who leaves within the block the exit code that `unread` returns: `| head` in a script must not turn a scam into a 0."""
    try:
        yield
    except ReaderGone as gone:
        gone.code = unread()
        raise


class OutputGone(Exception):
    """The reader of one of several outputs has closed its pipe, and the others are short. Not an OSError: see ReaderGone."""

    ends_with = 1


def set_up_streams() -> None:
    """Set stdout and stderr to UTF-8 with escapes for what cannot be encoded. Writing to stderr then never raises, see `_Words`."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if not isinstance(sys.stderr, _Words):
        sys.stderr = cast(TextIO, _Words(sys.stderr))


def close_quietly() -> None:
    """Redirect stdout to the null device: its reader closed the pipe on purpose (`| head`)."""
    devnull = os.open(os.devnull, os.O_WRONLY)
    os.dup2(devnull, sys.stdout.fileno())


def leave_if_unread() -> None:
    """Raise ReaderGone if stdout is a pipe that nobody reads any more. Rows that are written at the end alone would be looked up for
    nobody: minutes of questions to strangers' sites."""
    with contextlib.suppress(OSError, ValueError):  # no descriptor, as in a test
        watch = select.poll()
        watch.register(sys.stdout.fileno(), 0)
        if any(event & (select.POLLERR | select.POLLHUP) for _, event in watch.poll(0)):
            raise ReaderGone


class _Words:
    """A wrapper of stderr that ignores write errors: messages that cannot be shown must not end the run."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        try:
            return self._stream.write(text)
        except OSError:
            self._lose()
            return len(text)

    def flush(self) -> None:
        try:
            self._stream.flush()
        except OSError:
            self._lose()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def _lose(self) -> None:
        """Redirect the descriptor to the null device, for the buffered rest and all later messages."""
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), self._stream.fileno())
