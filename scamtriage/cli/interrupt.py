"""Handling of Ctrl-C and other stop signals, in three states: running; `stopping`, which finishes lines in flight; `ending`.

The first signal sets `stopping`. Lines in flight are cancelled after `GRACE_S`. If the scan still runs after that, because the reader of
its rows is blocked, it ends as by a second signal. The second signal sets `ending`: it interrupts the running code once, and the process
exits after `SHUTDOWN_S` at the latest. Further signals are ignored, because interrupting the cleanup could leave locks held. Signals that
arrive together, or during one long C call, count as one.
"""

import os
import shlex
import signal
import sys
import threading
from collections.abc import AsyncGenerator, Callable, Coroutine, Generator
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from types import FrameType, TracebackType
from typing import TYPE_CHECKING, Any, TypeVar

from scamtriage.batch.stop_signals import handled_signals

if TYPE_CHECKING:
    import asyncio

T = TypeVar("T")
GRACE_S = 4.0
"""Seconds for lines in flight to finish after the first signal; the shutdown after that takes less than a second."""
_BLOCKED_S = GRACE_S + 2.0
"""Seconds after the first signal when a scan that still runs is ended: the reader of its rows is blocked."""
SHUTDOWN_S = 3.0
"""Seconds after the second signal to complete outputs and to end workers and connections. A resume restores what is lost."""
INTERRUPTED = 130
"""Exit code after a stop signal."""


class Interrupt(AbstractContextManager["Interrupt"]):
    """The handler of SIGINT, SIGTERM and SIGHUP inside its `with` block. After a first signal it stays until the process ends.

    Callbacks run in the main thread, between two bytecodes.
    """

    def __init__(self, *, at_once: bool = False) -> None:
        """`at_once`: the first signal acts as the second one does: there is nothing in flight worth finishing."""
        self._at_once = at_once
        self.stopping = False
        self.ending = False
        self._on_stop: tuple[Callable[[], None], Callable[[], None]] | None = None
        self._previous_handlers: dict[int, Any] = {}
        self._interruptible = False
        self._cancel: Callable[[], object] | None = None
        """Cancels the task of the running event loop; None if no loop runs."""

    def on_stop(self, stop: Callable[[], None], abort: Callable[[], None]) -> None:
        """Set what to call: `stop` on the first signal, `abort` `GRACE_S` later. If the signal has already come, call `stop` now."""
        self._on_stop = stop, abort
        if self.stopping:
            self._stop()

    def interruptible(self, call: Callable[[], T], instead: T) -> T:
        """Return the result of `call`, which may block; `instead` if the first signal comes before it returns. Main thread only."""
        if self.stopping:
            return instead
        try:
            self._interruptible = True
            found = call()
            self._interruptible = False
        except _Stopped:
            return instead
        except BaseException:
            self._interruptible = False
            raise
        return found

    def run_in_loop(self, runner: "asyncio.Runner", work: Coroutine[Any, Any, T]) -> T:
        """Run `work` in the event loop and return its result. A second signal cancels it; KeyboardInterrupt is raised once it has ended.

        Raised at once, inside the loop's own code, the exception could lose a wakeup, and closing the loop would then deadlock. Work that
        starts after the second signal, such as cleanup, is not cancelled.
        """
        loop = runner.get_loop()
        task, ending = loop.create_task(work), self.ending
        try:
            self._cancel = lambda: loop.call_soon_threadsafe(task.cancel)
            return loop.run_until_complete(task)
        finally:
            self._cancel = None
            if self.ending and not ending:  # also if the signal came too late to cancel the task
                raise KeyboardInterrupt from None

    def command(self) -> str:
        """Return the command line of this run, quoted for a shell."""
        return shlex.join(["scamtriage", *sys.argv[1:]])

    def __enter__(self) -> "Interrupt":
        if threading.current_thread() is threading.main_thread():
            self._previous_handlers = {number: signal.signal(number, self._handle) for number in handled_signals()}
        return self

    def __exit__(self, kind: type[BaseException] | None, exc: BaseException | None, trace: TracebackType | None) -> None:
        for number, handler in self._previous_handlers.items() if not self.stopping else ():
            signal.signal(number, handler)

    def _handle(self, number: int, frame: FrameType | None) -> None:
        if self.ending:
            return
        if self.stopping or self._at_once:
            self.stopping = self.ending = True
            call_later(SHUTDOWN_S, lambda: os._exit(INTERRUPTED))
            if self._cancel is None:
                raise KeyboardInterrupt
            self._cancel()
            return
        self.stopping = True
        call_later(_BLOCKED_S, lambda: _send_again(number))
        if self._on_stop is not None:
            self._stop()
        if self._interruptible:
            self._interruptible = False
            raise _Stopped

    def _stop(self) -> None:
        assert self._on_stop is not None
        stop, abort = self._on_stop
        stop()
        call_later(GRACE_S, abort)


def iterate_async(rows: "AsyncGenerator[T, None]", interrupt: Interrupt | None = None) -> "Generator[T, None, None]":
    """Turn an asynchronous generator into an iterator; the event loop runs only while the next row is awaited.

    `interrupt`: handles signals meanwhile; None: the first Ctrl-C ends the iteration.
    """
    import asyncio  # not at the top: some commands do without

    done = object()

    async def step() -> object:
        return await anext(rows, done)

    with asyncio.Runner() as runner, nullcontext(interrupt) if interrupt is not None else Interrupt(at_once=True) as watch:
        run = partial(watch.run_in_loop, runner)
        waiting = False
        try:
            while True:
                waiting = True
                row = run(step())
                waiting = False
                if row is done:
                    break
                yield row  # type: ignore[misc]
                del row  # it may be large, and the next may be long in coming
        finally:
            if not waiting:  # else a step was interrupted: the runner cancels it when it closes
                run(rows.aclose())


class _Stopped(BaseException):
    """Raised by the signal handler to end a blocking call; caught by `interruptible`."""


def call_later(seconds: float, call: Callable[[], object]) -> None:
    """Run `call` in a daemon thread after `seconds`."""
    timer = threading.Timer(seconds, call)
    timer.daemon = True
    timer.start()


def _send_again(number: int) -> None:
    """Send the signal again, to the main thread, so that it also interrupts a blocking call there."""
    signal.pthread_kill(threading.main_thread().ident or 0, number)
