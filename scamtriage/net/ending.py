"""How tasks are ended: nobody goes on before the last of them is over, however often whoever waits is cancelled meanwhile; and how one is
woken that may have left."""

import asyncio
from collections.abc import Iterable
from typing import Any


async def end(tasks: "Iterable[asyncio.Task[Any]]") -> None:
    """Cancel what still runs of these and wait for its end; what they raise is heard and told to nobody. A cancel that comes meanwhile is
    raised afterwards: a task that outlives its network would open it anew."""
    cancelled: asyncio.CancelledError | None = None
    tasks = list(tasks)
    for task in tasks:
        task.cancel()
    while going_on := [task for task in tasks if not task.done()]:
        try:
            await asyncio.wait(going_on)
        except asyncio.CancelledError as exc:
            cancelled = exc
    for task in tasks:
        heard(task)
    if cancelled is not None:
        raise cancelled


def wake(waiter: "asyncio.Future[Any]") -> None:
    """Let whoever waits go on, with nothing. He may have been woken, or have left, meanwhile."""
    if not waiter.done():
        waiter.set_result(None)


def heard(task: "asyncio.Task[Any]") -> None:
    """Nobody may have waited for the task: that it failed is then no news for a log."""
    if not task.cancelled():
        task.exception()
