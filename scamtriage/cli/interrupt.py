"""Ctrl-C: the first finishes what is in hand, the second ends at once."""

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


class Interrupt(AbstractContextManager["Interrupt"]):
    """Watches for SIGINT, SIGTERM and SIGHUP while it is entered. Callbacks come on the main thread, between two bytecodes."""

    def __init__(self) -> None:
        self.asked = False
        self._first: list[Callable[[], None]] = []
        self._later: list[tuple[float, Callable[[], None]]] = []
        self._before: dict[int, Any] = {}
        self._waits = False
        self._twice = False
        """A second signal has come while the loop ran."""
        self._second: Callable[[], object] | None = None
        """Ends what the loop does; None where none runs."""

    def on_first(self, call: Callable[[], None]) -> None:
        """Run when the first signal comes; now, when it has come."""
        self._first.append(call)
        if self.asked:
            call()

    def after(self, seconds: float, call: Callable[[], None]) -> None:
        """Run so long after the first signal; counted from now, when it has come."""
        self._later.append((seconds, call))
        if self.asked:
            _call_later(seconds, call)

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
        steps, it would lose whom the loop was about to wake, and who closes the loop would wait for him for ever."""
        from asyncio import CancelledError

        self._twice = False  # a second that came before has been raised already: what cleans up behind it is not broken off
        loop = runner.get_loop()
        task = loop.create_task(work)
        try:
            self._second = lambda: loop.call_soon_threadsafe(task.cancel)
            return loop.run_until_complete(task)
        except CancelledError:
            if not self._twice:
                raise
            raise KeyboardInterrupt from None
        finally:
            self._second = None
            if self._twice:  # also where it came too late to be cancelled
                raise KeyboardInterrupt

    def command(self) -> str:
        """The command line that was typed, quoted for a shell."""
        return shlex.join(["scamtriage", *sys.argv[1:]])

    def __enter__(self) -> "Interrupt":
        if threading.current_thread() is threading.main_thread():
            self._before = {number: signal.signal(number, self._caught) for number in heeded()}
        return self

    def __exit__(self, kind: type[BaseException] | None, exc: BaseException | None, trace: TracebackType | None) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _caught(self, number: int, frame: FrameType | None) -> None:
        if self.asked:
            end, self._second, self._twice = self._second, None, True
            if end is None:  # nothing runs that could be cancelled, or a third does not wait for that
                raise KeyboardInterrupt
            end()
            return
        self.asked = True
        for call in self._first:
            call()
        for seconds, call in self._later:
            _call_later(seconds, call)
        if self._waits:
            self._waits = False
            raise _Stopped


class _Stopped(BaseException):
    """Ends a call that waits. Nobody but `waited` sees it."""


def _call_later(seconds: float, call: Callable[[], None]) -> None:
    timer = threading.Timer(seconds, call)
    timer.daemon = True
    timer.start()
