"""Where the scripts of a page may lead by themselves, though only a run would tell whether they do."""

import re
from collections.abc import Iterator, Mapping, Sequence

from scamtriage.parse.html.refresh import refresh_target
from scamtriage.parse.html.scripts.replaces import acts, waits_for_visitor
from scamtriage.parse.html.scripts.scopes import Code, Names
from scamtriage.parse.html.scripts.tokens import lex, unquote

MAX_PIECES = 8_000
"""Words and marks read of all scripts of a page: what leads on is short."""

_CUE = re.compile(r"location|navigat|submit\s?\(|\bopen\s?\(|refresh", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?:)?//[\w-]+\.[\w.-]+", re.IGNORECASE)
_BETWEEN = frozenset(
    (".", "href", "replace", "assign", "call", "set", "=", "(", ")", ",", "[", "]", "{", "}", ":", "location", '"href"', "'href'")
)
"""What may stand between a location and the address that it gets."""
_FAR = 16
_MAX_LOOKED = 60
"""Functions of which it is asked whether a script names them again; any other may be called."""
_STARTS = frozenset(("location", "navigate"))
_SUBMITS = frozenset(("submit", "requestSubmit"))


def leading(scripts: Sequence[str], actions: Sequence[str]) -> Iterator[str]:
    """The addresses, each once, of other sites perhaps, that scripts go to at once, later, or under some condition, but for what waits
    until a visitor does something. `actions`: where the forms of the page lead, which scripts may send."""
    acted = any(map(acts, scripts))
    left, names = MAX_PIECES, Names()
    told: set[str] = set()
    looked: dict[str, bool] = {}

    def called(name: str) -> bool:
        if name not in looked and len(looked) < _MAX_LOOKED:
            looked[name] = sum(script.count(name) for script in scripts) > 1
        return looked.get(name, True)

    for script in scripts:
        if left <= 0 or _CUE.search(script) is None:
            continue
        code = Code(lex(script, left), names)
        left -= code.pieces.count
        texts, kinds = code.pieces.texts, code.pieces.kinds
        given = {texts[at - 2]: unquote(texts[at]) for at in range(2, code.pieces.count) if kinds[at] == "string" and texts[at - 1] == "="}
        for at in range(code.pieces.count):
            text = texts[at]
            if text in _STARTS:
                found = [_address(code, at, given)]
            elif text in _SUBMITS and texts[at - 1 : at + 3] == [".", text, "(", ")"]:
                found = list(actions)
            elif text == "open" and texts[at + 1] == "(" and texts[at + 3 : at + 6] in ([",", '"_self"', ")"], [",", "'_self'", ")"]):
                found = [_address(code, at, given)]
            elif kinds[at] == "string" and "url" in text.lower() and (target := refresh_target(unquote(text))):
                found = [target]
            else:
                continue
            found = [address for address in found if address and address not in told]
            if found and not waits_for_visitor(code, at, acted) and all(map(called, _around(code, at, names))):
                told.update(found)
                yield from found


def _address(code: Code, at: int, given: Mapping[str, str]) -> str:
    """The address that stands behind a location, or the one that a name there was given; "" where there is none."""
    texts, kinds = code.pieces.texts, code.pieces.kinds
    for place in range(at + 1, min(at + _FAR, code.pieces.count)):
        if texts[place] in _BETWEEN:
            continue
        value = unquote(texts[place]) if kinds[place] == "string" else given.get(texts[place], "")
        return value if _ADDRESS.match(value.lstrip()) else ""
    return ""


def _around(code: Code, at: int, names: Names) -> Iterator[str]:
    """The names of the functions in which this stands. One that no script names but where it is declared, a button may call."""
    return (name for (_, name), made in names.functions.items() if made.code is code and made.start <= at < made.stop)
