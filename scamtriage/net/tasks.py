"""Ending tasks safely when the waiting task is cancelled too, and waking futures that may be done already."""

import asyncio
from collections.abc import Coroutine, Iterable
from typing import Any, TypeVar

T = TypeVar("T")


async def side_by_side(works: "Iterable[Coroutine[Any, Any, T]]") -> list[T]:
    """Run the works concurrently and return their results, in order. Raises what the first one to fail raises.

    The others have ended by then: `asyncio.gather` leaves them running, and they would use connections of a target that is closed. Nor
    does a second cancellation reach them, as through `gather`: it would interrupt how they close their own.
    """
    tasks = [asyncio.create_task(work) for work in works]
    try:
        if tasks:
            ended, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
            return [task.result() for task in tasks if task in ended]  # all of them, unless one raises
        return []
    finally:
        await cancel_and_wait(tasks)


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
