"""When a script does what it leaves for later or repeats: after a time that is written, each time it passes, once a count has run down."""

from math import inf

from scamtriage.parse.html.scripts.builtin_methods import number
from scamtriage.parse.html.scripts.environment import Environment
from scamtriage.parse.html.scripts.evaluator import Evaluator
from scamtriage.parse.html.scripts.scopes import GLOBAL, Binding, Function, Script
from scamtriage.parse.html.scripts.value_types import COMPARED, truth

_LOOPS = frozenset(("while", "for"))
_CHANGES = frozenset(("=", "+=", "-=", "*=", "++", "--", "break", "continue", "return"))
"""What makes each turn of a loop another, or its last."""
_MAX_TICKS = 600
_STEPS = {"--": -1.0, "++": 1.0}
_BY = {"-=": -1.0, "+=": 1.0, "-": -1.0, "+": 1.0}
_UNSURE = frozenset(("for", "while", "do", "switch", "return", "throw", "function", "class", "try"))


def delay_of(values: Evaluator, code: Script, given: list[tuple[int, int]]) -> float:
    """Milliseconds of a timer. What can't be read is long: pages that end a session say how long it lasts in many ways."""
    if len(given) < 2:
        return 0.0
    value = values.of(code, *given[1])
    try:
        return max(0.0, float(value)) if isinstance(value, str | float) else inf
    except ValueError:
        return inf


def repeats_after(values: Evaluator, made: Function) -> float | None:
    """Milliseconds after which a function has itself run again; None where it does not."""
    code = made.code
    for at in range(made.start, made.stop):
        if code.pieces.texts[at] == "setTimeout" and code.pieces.texts[at + 1] == "(":
            given = code.pieces.arguments(at + 1)
            value = values.of(code, *given[0])
            if isinstance(value, str):
                value = values.environment.names.functions.get((GLOBAL, value.strip().removesuffix(";").removesuffix("()")))
            return delay_of(values, code, given) if value is made else None
    return None


def counted_down(made: Function, environment: Environment) -> tuple[int, Function] | None:
    """(how often the function runs until its count is down, what it does then) of one that counts by a step each time and looks at its
    count once: `if (--left <= 0) location = …` each second."""
    code, pieces = made.code, made.code.pieces
    at = made.start
    while at < made.stop and pieces.texts[at] != "if":
        if pieces.texts[at] in _UNSURE:
            return None
        at = max(at + 1, pieces.statement_end(at, made.stop))
    if at >= made.stop or pieces.texts[at + 1] != "(":
        return None
    looked = [piece for piece in range(at + 2, pieces.partner[at + 1]) if pieces.texts[piece] not in _STEPS]
    if len(looked) != 3 or [pieces.kinds[piece] for piece in looked] != ["word", "mark", "number"]:
        return None
    name, holds, limit = code.name(looked[0]), COMPARED.get(pieces.texts[looked[1]]), number(pieces.texts[looked[2]])
    value, then, otherwise = environment.first_number(name), *pieces.branches(at, made.stop)
    going = [branch for branch in (then, otherwise) if "location" in pieces.texts[slice(*branch)]]
    step = _step(code, made, name)
    if value is None or holds is None or limit is None or step is None or len(going) != 1:
        return None
    place, by = step
    start, stop = going[0]
    if start <= place < stop:
        return None
    value += by * (place < looked[0])  # what the first look sees
    for tick in range(1, _MAX_TICKS):
        if holds(value, limit) == (going[0] == then):
            return tick, Function(code, (start, start), start, stop, stop)
        value += by
    return None


def _step(code: Script, made: Function, name: Binding) -> tuple[int, float] | None:
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


def loops_for_certain(values: Evaluator, code: Script, at: int, after: int) -> bool:
    """Whether a loop stands at this place that runs for certain, each time as the first: `while (1) alert("…")`. It ends at `after`."""
    texts, close = code.pieces.texts, code.pieces.partner.get(at + 1, at)
    if texts[at] not in _LOOPS or texts[at + 1] != "(" or not _CHANGES.isdisjoint(texts[close + 1 : after]):
        return False
    if texts[at] == "while":
        return truth(values.of(code, at + 2, close)) is True
    first = at + 2 + (texts[at + 2] in ("var", "let"))
    match texts[first : first + 7]:
        case [";", ";", *_]:
            return True
        case [name, "=", begin, ";", again, "<" | "<=", end] if name == again:
            least, most = number(begin), number(end)
            return least is not None and most is not None and least < most
    return False
