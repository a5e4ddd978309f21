"""Works that run side by side: their results, and how all end with the first that fails."""

import asyncio

import pytest

from scamtriage.net.tasks import side_by_side


class Works:
    """Works that note how they ended."""

    def __init__(self) -> None:
        self.ended = list[str]()

    async def one(self, name: str, *, breaks: Exception | None = None, waits: bool = False) -> str:
        try:
            await (asyncio.Event().wait() if waits else asyncio.sleep(0))
            if breaks is not None:
                raise breaks
            return name
        finally:
            await asyncio.sleep(0.05)  # as a connection that says farewell
            self.ended.append(name)


async def test_results_come_in_the_order_of_the_works() -> None:
    works = Works()
    assert await side_by_side(works.one(name) for name in "abc") == ["a", "b", "c"]
    assert await side_by_side(works.one(name) for name in "") == []


@pytest.mark.parametrize("order", ["wait first", "break first"])
async def test_what_the_first_to_fail_raises_is_raised_and_all_have_ended(order: str) -> None:
    works = Works()
    both = [works.one("waits", waits=True), works.one("breaks", breaks=OSError("too many open files"))]
    with pytest.raises(OSError, match="too many open files"):
        await side_by_side(both if order == "wait first" else reversed(both))
    assert sorted(works.ended) == ["breaks", "waits"]


@pytest.mark.parametrize("times", [1, 2, 3])
async def test_however_often_they_are_cancelled_each_closes_what_it_has_opened(times: int) -> None:
    works = Works()
    asking = asyncio.create_task(side_by_side(works.one(name, waits=True) for name in "ab"))
    await asyncio.sleep(0.01)
    for _ in range(times):
        asking.cancel()
        await asyncio.sleep(0.01)
    with pytest.raises(asyncio.CancelledError):
        await asking
    assert sorted(works.ended) == ["a", "b"]
