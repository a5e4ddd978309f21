"""Ending tasks safely when the waiting task is cancelled too, and waking futures that may be done already."""

import asyncio
from collections.abc import Iterable
from typing import Any


async def cancel_and_wait(tasks: "Iterable[asyncio.Task[Any]]") -> None:
    """Cancel the tasks and wait until all have ended; their exceptions are retrieved and dropped.

    A cancellation of the caller is raised only after that: a task that outlives its network would reopen it.
    """
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
        retrieve_exception(task)
    if cancelled is not None:
        raise cancelled


def wake(waiter: "asyncio.Future[Any]") -> None:
    """Resolve the future with None unless it is done already."""
    if not waiter.done():
        waiter.set_result(None)


def retrieve_exception(task: "asyncio.Task[Any]") -> None:
    """Retrieve the exception of a finished task, so that asyncio does not log it as never retrieved."""
    if not task.cancelled():
        task.exception()
