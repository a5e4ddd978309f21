"""Where a script puts something in the place of the whole page (`document.body.innerHTML = …`), at once, on a condition or later.

What stood there before says nothing of what a visitor sees then.
"""

from collections.abc import Iterator

from scamtriage.parse.html.script_scopes import Code, Name
from scamtriage.parse.html.script_tokens import Pieces, unquote

ROOTS = frozenset(("body", "documentElement"))
CUE = (
    r"\b(body|documentElement|html)[\"'`\]\s)]{0,8}[.?\[\s]{1,6}[\"'`]?(innerHTML|outerHTML|html\s{0,3}\(|replaceWith|replaceChildren|setHTML)"
    r"|=\s{0,3}document\.(body|documentElement)\s{0,3}[;,\n]|\bdocument\.open\s{0,3}\("
)
"""What may put something in the place of the whole page."""
_SET = frozenset(("innerHTML", "outerHTML"))
_CALLED = frozenset(("html", "replaceWith", "replaceChildren", "setHTMLUnsafe", "setHTML"))
_OWN = frozenset(("window", "self", "top", "parent", "globalThis"))
_SELECTS = frozenset(("$", "jQuery", "querySelector"))
_FETCHES = frozenset(
    (
        "fetch",
        "XMLHttpRequest",
        "WebSocket",
        "EventSource",
        "axios",
        "ajax",
        "get",
        "post",
        "load",
        "import",
        "value",
        "postMessage",
        "message",
    )
)
"""What brings something that does not stand in the page, or keeps it out of sight there."""


def replacing(code: Code) -> Iterator[tuple[int, int]]:
    """Each expression that is put in the place of the page."""
    pieces = code.pieces
    if _prints(pieces):
        return
    texts, partner = pieces.texts, pieces.partner
    other = _aliases(code)
    opened = False
    for at in range(pieces.count):
        text = texts[at]
        if text == "document" and texts[at + 1] == "." and _is_own(texts, at):
            opened = opened or texts[at + 2] == "open"
            if opened and texts[at + 2] in ("write", "writeln") and texts[at + 3] == "(":
                yield at + 4, partner[at + 3]
        after = _behind_root(code, at, other)
        if not after or texts[after] != ".":
            continue
        name, sign = texts[after + 1], texts[after + 2]
        if name in _SET and sign == "=":
            yield after + 3, pieces.end_of(after + 3, pieces.count)[0]
        elif name in _CALLED and sign == "(" and partner[after + 2] > after + 3:
            yield after + 3, partner[after + 2]


def _behind_root(code: Code, at: int, other: set[Name]) -> int:
    """The piece behind what stands for the whole page, if that begins or ends here; 0 otherwise."""
    texts, kinds = code.pieces.texts, code.pieces.kinds
    if kinds[at] != "word":
        return 0
    if texts[at] in ROOTS and at > 1 and texts[at - 2 : at] == ["document", "."]:
        return at + 1 if _is_own(texts, at - 2) else 0
    if texts[at] in _SELECTS and texts[at + 1] == "(" and kinds[at + 2] == "string" and texts[at + 3] == ")":
        return at + 4 if unquote(texts[at + 2]).strip().lower() in ("body", "html") else 0
    return at + 1 if other and texts[at - 1 if at else -1] != "." and code.name(at) in other else 0


def _is_own(texts: list[str], at: int) -> bool:
    """Whether the `document` that stands here is the page's, and not that of a frame or of another window."""
    return at == 0 or texts[at - 1] != "." or (at > 1 and texts[at - 2] in _OWN)


def _aliases(code: Code) -> set[Name]:
    """Names that stand for the whole page: `const b = document.body`."""
    texts = code.pieces.texts
    return {
        code.name(at - 4)
        for at in range(4, code.pieces.count)
        if texts[at] in ROOTS and texts[at - 3 : at] == ["=", "document", "."] and texts[at + 1] not in (".", "(")
    }


def _prints(pieces: Pieces) -> bool:
    """Whether the script shows a part of the page for the printer alone: what it puts in place stood there before."""
    texts = pieces.texts
    return any(texts[at] == "print" and texts[at + 1] == "(" for at in range(pieces.count)) and _FETCHES.isdisjoint(texts)
