"""Ctrl-C of a scan, in three states: it runs; it is `asked` to end, and finishes what is in hand; it is `ending`.

The first signal asks. What is in hand is given up after `GRACE_S`; a scan that goes on nevertheless, since nobody takes its rows, is ended
as by a second signal. That ends: what runs is broken off once, and the process is gone `ENDS_S` later wherever it is stuck. No further one
is heeded: broken off twice, what cleans up would leave things behind that others wait for. Signals that come in the same moment, or
during one long step of C, are one.
"""

import _thread
import os
import shlex
import signal
import sys
import threading
from collections.abc import Callable, Coroutine
from contextlib import AbstractContextManager
from types import FrameType, TracebackType
from typing import TYPE_CHECKING, Any, TypeVar

from scamtriage.batch.stops import heeded

if TYPE_CHECKING:
    import asyncio

T = TypeVar("T")
GRACE_S = 4.0
"""For what is in hand; what follows takes less than a second."""
_TAKEN_S = GRACE_S + 2.0
"""Whose rows are not all taken then has a reader who has stopped reading."""
ENDS_S = 3.0
"""For outputs that are to be whole, workers and connections. What is lost after that is mended by a resume."""
INTERRUPTED = 130
"""The exit code."""


class Interrupt(AbstractContextManager["Interrupt"]):
    """Watches for SIGINT, SIGTERM and SIGHUP while it is entered; once one has come, until the process ends. Callbacks come on the main
    thread, between two bytecodes."""

    def __init__(self, *, at_once: bool = False) -> None:
        """`at_once`: nothing in hand is worth finishing, and the first signal ends it."""
        self._at_once = at_once
        self.asked = False
        self.ending = False
        self._work: tuple[Callable[[], None], Callable[[], None]] | None = None
        self._before: dict[int, Any] = {}
        self._waits = False
        self._cancel: Callable[[], object] | None = None
        """Breaks off what the loop does; None where none runs."""

    def ends(self, stop: Callable[[], None], abort: Callable[[], None]) -> None:
        """`stop` is called when the first signal comes, and `abort` when the time for what is in hand is over; now, and so long after now,
        when it has come."""
        self._work = stop, abort
        if self.asked:
            self._stop()

    def waited(self, call: Callable[[], T], instead: T) -> T:
        """What the call gives, which may wait for ever; `instead` when somebody stops it meanwhile. On the main thread."""
        if self.asked:
            return instead
        try:
            self._waits = True
            found = call()
            self._waits = False
        except _Stopped:
            return instead
        except BaseException:
            self._waits = False
            raise
        return found

    def awaited(self, runner: "asyncio.Runner", work: Coroutine[Any, Any, T]) -> T:
        """What it comes to. A second signal cancels it, and is raised when it has ended: raised at once, in the middle of the loop's own
        steps, it would lose whom the loop was about to wake, and who closes the loop would wait for him for ever. What cleans up behind a
        second signal is not broken off."""
        loop = runner.get_loop()
        task, ending = loop.create_task(work), self.ending
        try:
            self._cancel = lambda: loop.call_soon_threadsafe(task.cancel)
            return loop.run_until_complete(task)
        finally:
            self._cancel = None
            if self.ending and not ending:  # also where it came too late to be cancelled
                raise KeyboardInterrupt from None

    def command(self) -> str:
        """The command line that was typed, quoted for a shell."""
        return shlex.join(["scamtriage", *sys.argv[1:]])

    def __enter__(self) -> "Interrupt":
        if threading.current_thread() is threading.main_thread():
            self._before = {number: signal.signal(number, self._caught) for number in heeded()}
        return self

    def __exit__(self, kind: type[BaseException] | None, exc: BaseException | None, trace: TracebackType | None) -> None:
        for number, handler in self._before.items() if not self.asked else ():
            signal.signal(number, handler)

    def _caught(self, number: int, frame: FrameType | None) -> None:
        if self.ending:
            return
        if self.asked or self._at_once:
            self.asked = self.ending = True
            later(ENDS_S, lambda: os._exit(INTERRUPTED))
            if self._cancel is None:
                raise KeyboardInterrupt
            self._cancel()
            return
        self.asked = True
        later(_TAKEN_S, lambda: _again(number))
        if self._work is not None:
            self._stop()
        if self._waits:
            self._waits = False
            raise _Stopped

    def _stop(self) -> None:
        assert self._work is not None
        stop, abort = self._work
        stop()
        later(GRACE_S, abort)


class _Stopped(BaseException):
    """Ends a call that waits. Nobody but `waited` sees it."""


def later(seconds: float, call: Callable[[], object]) -> None:
    """Run in a thread so long from now, if the process still is there."""
    timer = threading.Timer(seconds, call)
    timer.daemon = True
    timer.start()


def _again(number: int) -> None:
    """The signal once more, to the main thread: what that waits for is broken off, too."""
    if hasattr(signal, "pthread_kill"):
        signal.pthread_kill(threading.main_thread().ident or 0, number)
    else:
        _thread.interrupt_main(signal.Signals(number))
