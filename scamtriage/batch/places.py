"""The worker tasks of a batch: one for each place in flight, and one more for each line that is set aside."""

import asyncio
from collections import Counter
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from typing import Any

from scamtriage.net.tasks import cancel_and_wait

OnAside = Callable[[int, str | None], None]
"""Called with a line number and a registry when the line is set aside for it, and with None when it is back."""


class Places:
    """A number of tasks that all run `work`. A line that is set aside gives its place to another task."""

    def __init__(self, work: Callable[[], Coroutine[Any, Any, None]], on_aside: "OnAside") -> None:
        self._work = work
        self._on_aside = on_aside
        self._tasks: set[asyncio.Task[None]] = set()
        self._surplus = 0
        """How many more tasks run than there are places: those that took the places of lines that are back."""
        self.aside: Counter[int] = Counter()
        """Line number -> how many of its jobs are set aside."""
        self.waited_for: dict[int, str] = {}
        """Line number -> the registry for which it was last set aside. Other threads may copy it."""
        self.failure: BaseException | None = None
        self.over = asyncio.Event()
        """Set when a task failed, or the last one has ended."""

    def begin(self, count: int) -> None:
        """Start that many tasks."""
        for _ in range(count):
            self._start()

    def leaves(self) -> bool:
        """Whether the task that asks is one too many, and has to end."""
        if not self._surplus:
            return False
        self._surplus -= 1
        return True

    @contextmanager
    def without(self, line: int, service: str) -> Iterator[None]:
        """Set a line aside for a registry inside the block."""
        self.aside[line] += 1
        self.waited_for[line] = service
        self._on_aside(line, service)
        self._start()
        try:
            yield
        finally:
            self._surplus += 1
            self.aside -= Counter((line,))
            if line not in self.aside:
                del self.waited_for[line]
            self._on_aside(line, None)

    def cancel(self) -> None:
        for task in tuple(self._tasks):
            task.cancel()

    async def end(self) -> None:
        """Cancel the tasks and wait until they have ended."""
        await cancel_and_wait(self._tasks)

    def _start(self) -> None:
        task = asyncio.get_running_loop().create_task(self._work())
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: "asyncio.Task[None]") -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (failure := task.exception()) is not None:
            self.failure = self.failure or failure
            self.over.set()
        if not self._tasks:
            self.over.set()
