"""The ways that an `if` parts, and counts that run down to one of them: `if (--left <= 0)` each second."""

from collections.abc import Callable

from scamtriage.parse.html.scripts.methods import number
from scamtriage.parse.html.scripts.scopes import Code, Function, Name
from scamtriage.parse.html.scripts.things import COMPARED

MAX_TICKS = 600
_STEPS = {"--": -1.0, "++": 1.0}
_BY = {"-=": -1.0, "+=": 1.0, "-": -1.0, "+": 1.0}
_UNSURE = frozenset(("for", "while", "do", "switch", "return", "throw", "function", "class", "try"))


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
    if len(looked) != 3 or [kinds[piece] for piece in looked] != ["word", "mark", "number"] or texts[looked[1]] not in COMPARED:
        return None
    name, holds, limit = code.name(looked[0]), COMPARED[texts[looked[1]]], number(texts[looked[2]])
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
    """(where, by how much) the function changes its count, in `n--`, `--n`, `n -= 2` or `n = n - 2`."""
    texts, kinds = code.pieces.texts, code.pieces.kinds
    for at in range(made.start, made.stop):
        if texts[at] in _STEPS:
            if any(kinds[beside] == "word" and code.name(beside) == name for beside in (at - 1, at + 1)):
                return at, _STEPS[texts[at]]
        elif texts[at] in ("=", "-=", "+=") and kinds[at - 1] == "word" and code.name(at - 1) == name:
            sign = at + 2 * (texts[at] == "=" and texts[at + 1] == texts[at - 1])
            by = number(texts[sign + 1]) if texts[sign] in _BY and kinds[sign + 1] == "number" else None
            return None if by is None else (at, _BY[texts[sign]] * by)
    return None
