"""Where scripts hold the markup of what they make: files, fragments, templates, and elements of their own."""

from collections.abc import Callable, Collection, Iterator
from itertools import islice

from scamtriage.parse.html.scripts.scopes import Script
from scamtriage.records import lazy_re

MARKUP = lazy_re.compile(r"<[!/]?[a-zA-Z][\w-]{0,20}(?:\s[^<>]{0,400})?>")
"""A tag or a declaration of a type."""
_LITERAL, _ASKS = frozenset(("string", "template")), lazy_re.compile(r"\s?<(?:form|input)\b")
_MANY_LOOKED_UP = 2
"""So many names that a function gives for a number (`document[_0x1f(0x1a1)]`): an obfuscator was at work."""
_MAX_DEFINED = 100
_OWN = lazy_re.compile(r"<([a-zA-Z][^\s<>/-]{0,40}-[^\s<>/]{1,60})")


def own_elements(markup: str) -> frozenset[str]:
    """The names of all elements of their own kind that stand in markup: `<x-shop>`."""
    return frozenset(_OWN.findall(markup))


def made_at_once(code: Script, own: Callable[[], Collection[str]]) -> Iterator[tuple[int, tuple[int, int]]]:
    """(where it stands, what it is) of the markup of pages that a script makes to be opened, of elements of its own, and of what an
    obfuscator keeps in its list: where that is put nobody can say. What is saved as a file is not opened. `own`: see `own_elements`."""
    pieces = code.pieces
    texts, partner = pieces.texts, pieces.partner
    looked_up = (at for at in range(pieces.count) if texts[at] == "[" and texts[at + 2] == "(" and texts[at + 3].strip("\"'")[:2] == "0x")
    if sum(1 for _ in islice(looked_up, _MANY_LOOKED_UP)) == _MANY_LOOKED_UP:
        yield from ((at, (at, at + 1)) for at in range(pieces.count) if pieces.kinds[at] == "string" and MARKUP.search(texts[at]))
    opens = "createObjectURL" in texts and "download" not in texts
    defined = (texts[at + 4].strip("\"'`") for at in range(pieces.count) if texts[at : at + 4] == ["customElements", ".", "define", "("])
    stands = any(name in own() for name in islice(defined, _MAX_DEFINED) if "-" in name)
    if not opens and not stands:
        return
    for at in range(pieces.count - 2):
        if opens and texts[at : at + 3] == ["Blob", "(", "["] and any("text/html" in one for one in texts[at : partner[at + 1]][-8:]):
            yield from ((at, given) for given in pieces.arguments(at + 2))
        elif stands and texts[at] == "innerHTML" and texts[at + 1] == "=":
            yield at, (at + 2, pieces.sequence_end(at + 2, pieces.count))


def held_by(code: Script) -> Iterator[tuple[int, int]]:
    """Where such markup stands in a script."""
    texts, kinds, arguments = code.pieces.texts, code.pieces.kinds, code.pieces.arguments
    for at in range(code.pieces.count - 1):
        match texts[at]:
            case "Blob" if texts[at + 1 : at + 3] == ["(", "["]:
                yield from arguments(at + 2)
            case "createContextualFragment" | "parseFromString" if texts[at - 1] == "." and texts[at + 1] == "(":
                yield from arguments(at + 1)[:1]
            case "template" if texts[at + 1] == ":" and kinds[at + 2] in _LITERAL:
                yield at + 2, at + 3
            case "html" if kinds[at + 1] == "template":
                yield at + 1, at + 2
            case "$" | "jQuery" if texts[at + 1] == "(" and kinds[at + 2] in _LITERAL and _ASKS.match(texts[at + 2], 1):
                yield at + 2, at + 3
