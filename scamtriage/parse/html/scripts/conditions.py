"""Conditions of a script that are settled before it runs, and counts that run down to one: `if (true)`, `if (--left <= 0)` each second."""

from collections.abc import Callable

from scamtriage.parse.html.scripts.location import Location
from scamtriage.parse.html.scripts.methods import number
from scamtriage.parse.html.scripts.scopes import Code, Function, Name
from scamtriage.parse.html.scripts.values import PAGE, Values

MAX_TICKS = 600
_TRUE = frozenset(("true", "1"))
_FALSE = frozenset(("false", "0", "null", "undefined"))
_SAME = frozenset(("==", "==="))
_OTHER = frozenset(("!=", "!=="))
_STEPS = {"--": -1.0, "++": 1.0}
_BY = {"-=": -1.0, "+=": 1.0}
_UNSURE = frozenset(("for", "while", "do", "switch", "return", "throw", "function", "class", "try"))
_COMPARED: dict[str, Callable[[float, float], bool]] = {
    "<": lambda one, other: one < other,
    "<=": lambda one, other: one <= other,
    ">": lambda one, other: one > other,
    ">=": lambda one, other: one >= other,
    "==": lambda one, other: one == other,
    "===": lambda one, other: one == other,
}


def settled(values: Values, code: Code, start: int, stop: int) -> bool | None:
    """Whether a condition holds; None where only a run would tell."""
    texts = code.pieces.texts
    if stop == start + 2 and texts[start] == "!":
        held = settled(values, code, start + 1, stop)
        return None if held is None else not held
    if stop == start + 1:
        return True if texts[start] in _TRUE else False if texts[start] in _FALSE else None
    sign = next((at for at in range(start, stop) if texts[at] in _SAME or texts[at] in _OTHER), 0)
    if not sign or any(texts[at] in ("&&", "||", "??", "?", ",") for at in range(start, stop)):
        return None
    one, other = values.of(code, start, sign), values.of(code, sign + 1, stop)
    one, other = (value.href if isinstance(value, Location) else value for value in (one, other))
    if one is None or other is None or type(one) is not type(other):
        return None
    if one is PAGE and not {"document", "this"}.isdisjoint(texts[start:stop]):
        return None
    return (one == other) == (texts[sign] in _SAME)


def branches(code: Code, at: int, stop: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """The ranges of what the `if` at this place does, and of its `else`."""
    pieces = code.pieces
    first = pieces.partner.get(at + 1, at + 1) + 1
    end = _statement_end(code, first, stop)
    if end < stop and pieces.texts[end] == "else":
        return (first, end), (end + 1, _statement_end(code, end + 1, stop))
    return (first, end), (end, end)


def _statement_end(code: Code, at: int, stop: int) -> int:
    pieces = code.pieces
    if pieces.texts[at] == "{":
        return min(pieces.partner[at] + 1, stop)
    if pieces.texts[at] == "if":
        return pieces.behind(at, stop)
    end = pieces.end_of(at, stop)[0]
    return min(end + (pieces.texts[end] == ";"), stop)


# counts


def counted_down(code: Code, made: Function, first: Callable[[Name], float | None]) -> tuple[int, tuple[int, int]] | None:
    """(how often the function runs until its count is down, the range that runs then) of one that counts by a step each time and looks at
    its count once. `first` gives the number that a count begins with, None where something else changes it too."""
    texts, kinds, partner = code.pieces.texts, code.pieces.kinds, code.pieces.partner
    at = made.start
    while at < made.stop and texts[at] != "if":
        if texts[at] in _UNSURE:
            return None
        at = max(at + 1, _statement_end(code, at, made.stop))
    if at >= made.stop or texts[at + 1] != "(":
        return None
    close = partner[at + 1]
    looked = [piece for piece in range(at + 2, close) if texts[piece] not in _STEPS]
    if len(looked) != 3 or [kinds[piece] for piece in looked] != ["word", "mark", "number"] or texts[looked[1]] not in _COMPARED:
        return None
    name, holds, limit = code.name(looked[0]), _COMPARED[texts[looked[1]]], number(texts[looked[2]])
    value, then, otherwise = first(name), *branches(code, at, made.stop)
    going = [branch for branch in (then, otherwise) if "location" in texts[slice(*branch)]]
    step = _step(code, made, name)
    if value is None or limit is None or step is None or len(going) != 1 or going[0][0] <= step[0] < going[0][1]:
        return None
    place, by = step
    before = place < looked[0]
    for tick in range(1, MAX_TICKS):
        value += by * before
        if holds(value, limit) == (going[0] == then):
            return tick, going[0]
        value += by * (not before)
    return None


def _step(code: Code, made: Function, name: Name) -> tuple[int, float] | None:
    """(where, by how much) the function changes its count, in `n--`, `--n` or `n -= 2`."""
    texts, kinds = code.pieces.texts, code.pieces.kinds
    for at in range(made.start, made.stop):
        if texts[at] in _STEPS:
            if any(kinds[beside] == "word" and code.name(beside) == name for beside in (at - 1, at + 1)):
                return at, _STEPS[texts[at]]
        elif texts[at] in _BY and kinds[at - 1] == "word" and code.name(at - 1) == name:
            by = number(texts[at + 1]) if kinds[at + 1] == "number" else None
            return None if by is None else (at, _BY[texts[at]] * by)
    return None
