"""Waiting for a state and not for a time: what never comes is a failure, and the program that it was waited for is gone."""

import asyncio
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any


def until(condition: Callable[[], object], program: subprocess.Popen[Any] | None = None, *, within_s: float = 180) -> None:
    """Return as soon as it holds, or the program has ended."""
    ends = time.monotonic() + within_s
    while not condition() and (program is None or program.poll() is None):
        if time.monotonic() > ends:
            if program is not None:
                program.kill()  # whoever closes it waits for it
            raise AssertionError(f"it did not come within {within_s:g} s")
        time.sleep(0.02)


async def when(condition: Callable[[], object], *, within_s: float = 180) -> None:
    """Return as soon as it holds, and let the loop go on meanwhile."""
    async with asyncio.timeout(within_s):
        while not condition():
            await asyncio.sleep(0.01)


def until_still(program: subprocess.Popen[Any]) -> None:
    """Return when the program has waited for somebody for 0.3 s, without using a processor: for a pipe that is full, say."""
    if not Path("/proc/self/stat").exists():
        return time.sleep(2.0)
    seen: tuple[object, float] = ("", 0.0)

    def still() -> bool:
        nonlocal seen
        state, *numbers = Path(f"/proc/{program.pid}/stat").read_text().rpartition(")")[2].split()
        if (now := numbers[10:12]) != seen[0] or state != "S":
            seen = now, time.monotonic()
        return time.monotonic() - seen[1] >= 0.3

    return until(still, program)


def lines(path: Path) -> int:
    """Lines that are written so far."""
    return path.read_text().count("\n") if path.exists() else 0
