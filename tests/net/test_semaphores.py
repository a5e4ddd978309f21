"""Turns: first come, first served, and none is lost when somebody leaves the line."""

import asyncio

from scamtriage.net.semaphores import KeyedSemaphore


async def test_who_leaves_while_a_turn_is_given_back_is_passed_over() -> None:
    turns = KeyedSemaphore(1)
    await turns.acquire("here")
    leaving, next_one = asyncio.ensure_future(turns.acquire("here")), asyncio.ensure_future(turns.acquire("here"))
    await asyncio.sleep(0)
    leaving.cancel()
    turns.release("here")
    results = await asyncio.gather(leaving, next_one, return_exceptions=True)
    assert isinstance(results[0], asyncio.CancelledError)
    assert results[1] is None
    turns.release("here")
    assert turns.holders == 0


async def test_a_turn_that_is_given_to_somebody_who_has_just_left_goes_on() -> None:
    turns = KeyedSemaphore(1)
    await turns.acquire("here")
    leaving, next_one = asyncio.ensure_future(turns.acquire("here")), asyncio.ensure_future(turns.acquire("here"))
    await asyncio.sleep(0)
    turns.release("here")
    leaving.cancel()
    await asyncio.gather(leaving, next_one, return_exceptions=True)
    assert turns.holders == 1
    turns.release("here")
    assert turns.holders == 0
