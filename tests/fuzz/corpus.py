"""Inputs that are kept: for each target `corpus/NAME.b64`, which reach its code, and `found/NAME.b64`, which once broke its law.

One input a line in Base64, so that a diff stays a diff; a line that begins with "#" says what was wrong with the input below it.
"""

import os
import sys
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any

import scamtriage
from tests.cost import least_cpu_s

HERE = Path(__file__).parent
OURS = f"{Path(scamtriage.__file__).parent}{os.sep}"
BUDGET_BYTES = 20_000
"""Of the inputs of one target that are kept in the repository."""
MAX_INPUT_BYTES = 8_192
LEAST = 12
"""Inputs of a target whose own code is short or not ours to trace."""
CPU_S = 2.0
"""The most that one input of at most this size may cost, on a slow machine."""


def kept(name: str) -> list[bytes]:
    """The inputs that reach the code of a target."""
    return [data for _, data in _read(_kept_at(name))]


def found(name: str) -> list[tuple[str, bytes]]:
    """(what was wrong, input) of every input that once broke the law of a target."""
    return list(_read(HERE / "found" / f"{name}.b64"))


def _read(path: Path) -> Iterator[tuple[str, bytes]]:
    said = ""
    for line in path.read_text().splitlines() if path.exists() else ():
        if line.startswith("#"):
            said = line[1:].strip()
        elif line:
            yield said, b64decode(line)


def keep(name: str, inputs: Iterable[bytes]) -> None:
    """Write the inputs of a target anew."""
    lines = [b64encode(data).decode() for data in sorted(inputs, key=lambda data: (len(data), data))]
    _kept_at(name).write_text("\n".join(lines) + "\n")


def _kept_at(name: str) -> Path:
    """Lines of evidence serve both laws about them."""
    return HERE / "corpus" / f"{'verdict' if name == 'evidence' else name}.b64"


def check(name: str, data: bytes) -> None:
    """The law of a target holds for this input, twice with the same result, in bounded time."""
    from tests.fuzz.targets import TARGETS

    law = TARGETS[name]
    first = law(data)
    results = []
    took = least_cpu_s(lambda: results.append(law(data)), within=CPU_S)
    assert all(result == first for result in results), "the same bytes gave another result"
    assert took <= CPU_S, f"{len(data)} bytes cost {took:.1f} s of CPU"


def distilled(name: str, inputs: Iterable[bytes]) -> list[bytes]:
    """The smallest inputs that together reach what all of them reach, greedily, within the budget."""
    from tests.fuzz.targets import TARGETS

    law = TARGETS[name]
    reached = {data: _lines_of(law, data) for data in {*inputs} if len(data) <= MAX_INPUT_BYTES}
    chosen: list[bytes] = []
    missing: set[Any] = set().union(*reached.values()) if reached else set()
    room = BUDGET_BYTES
    while missing:
        worth = {data: len(steps & missing) / (30 + len(data)) for data, steps in reached.items() if len(data) <= room}
        best = max(worth, key=lambda data: (worth[data], -len(data), data), default=None)
        if best is None or not reached[best] & missing:
            break
        chosen.append(best)
        missing -= reached.pop(best)
        room -= len(best)
    return chosen + sorted(reached, key=lambda data: (len(data), data))[: max(0, LEAST - len(chosen))]


def _lines_of(law: Any, data: bytes) -> set[tuple[str, int, int]]:
    """The steps from line to line of our own code that an input makes."""
    steps: set[tuple[str, int, int]] = set()

    def calls(frame: FrameType, event: str, arg: object) -> Any:
        name = frame.f_code.co_filename
        if not name.startswith(OURS):
            return None
        last = 0

        def lines(frame: FrameType, event: str, arg: object) -> Any:
            nonlocal last
            if event == "line":
                steps.add((name, last, frame.f_lineno))
                last = frame.f_lineno
            return lines

        return lines

    law(data)  # what is made once a process is not counted
    sys.settrace(calls)
    try:
        law(data)
    finally:
        sys.settrace(None)
    return steps
