"""Where a script puts something in the place of the whole page (`document.body.innerHTML = …`), at once, on a condition or later.

What stood there before says nothing of what a visitor sees then.
"""

from collections.abc import Iterator
from typing import NamedTuple

from scamtriage.parse.html.scripts.scopes import Binding, Script
from scamtriage.parse.html.scripts.tokens import Tokens, unquote
from scamtriage.records import lazy_re

ROOTS = frozenset(("body", "documentElement", "firstElementChild", "scrollingElement"))
_PARTS = ("main", "#main", "#app", "#root", "#content", "#page")
CUE = (
    r"\b(body|documentElement|html|main|app|root|content|page|firstElementChild|scrollingElement)[\"'`\]\s)]{0,8}(\[0\])?"
    r"[.?\[\s]{1,6}[\"'`]?(innerHTML|outerHTML|html\s{0,3}\(|load\s{0,3}\(|replaceWith|replaceChildren|setHTML|insertAdjacentHTML)"
    r"|=\s{0,3}document\.(body|documentElement)\s{0,3}[;,\n]|\bdocument\.(open|replaceChild)\s{0,3}\(|\bdocument\.all\[0\]"
)
"""What may put something in the place of the whole page, or of the part that holds what it is about."""
_SET = frozenset(("innerHTML", "outerHTML"))
_CALLED = frozenset(("html", "replaceWith", "replaceChildren", "setHTMLUnsafe", "setHTML"))
_OWN = frozenset(("window", "self", "top", "parent", "globalThis"))
_SELECTS = frozenset(("$", "jQuery", "querySelector"))
_GESTURES = frozenset(("click", "dblclick", "submit", "popstate", "keydown", "keyup", "change", "input", "contextmenu"))
_FAILS = frozenset(("error", "onerror", "offline", "unhandledrejection"))
_HARMLESS = frozenset(("Date", "navigator"))
"""What tells of the visitor's own machine and day."""
_ACTS = lazy_re.compile(r"\.\s?click\(\s?\)|dispatchEvent|\.\s?(?:trigger|requestSubmit|back|go)\(")
_WIDE = lazy_re.compile(r"[*+{]|\[\^")
_FETCHES = frozenset(
    (
        *("fetch", "XMLHttpRequest", "WebSocket", "EventSource", "axios", "ajax", "get", "post", "load", "import"),
        *("value", "postMessage", "message"),
    )
)
"""What brings something that does not stand in the page, or keeps it out of sight there."""


class Placed(NamedTuple):
    """An expression that is put in the place of the page, or of its part; `known`: names in it that stand for nothing that matters."""

    start: int
    stop: int
    whole: bool = True
    fetched: bool = False
    """It is but the address of what is put there."""
    known: frozenset[str] = _HARMLESS


def acts(script: str) -> bool:
    """Whether a script does by itself what a visitor would do."""
    return _ACTS.search(script) is not None


def page_replacements(code: Script, *, acted: bool) -> Iterator[Placed]:
    """Each expression that is put in the place of the page. `acted`: the scripts of the page do what visitors do, so that what waits for
    that is not waited for."""
    pieces = code.pieces
    if _prints(pieces):
        return
    texts, partner = pieces.texts, pieces.partner
    other = _aliases(code)
    opened = False
    fetches = not _FETCHES.isdisjoint(texts)
    for at in range(pieces.count):
        text = texts[at]
        if text == "document" and texts[at + 1] == "." and _is_own(texts, at):
            opened = opened or texts[at + 2] == "open"
            if texts[at + 3] == "(" and (texts[at + 2] == "replaceChild" or (opened and texts[at + 2] in ("write", "writeln"))):
                yield Placed(at + 4, partner[at + 3])
        after, whole = _behind_root(code, at, other)
        if not after or texts[after] != "." or not (whole or fetches):
            continue
        name, sign = texts[after + 1], texts[after + 2]
        start, stop = after + 3, 0
        if name in _SET and sign == "=":
            stop = pieces.sequence_end(start, pieces.count)
        elif sign == "(" and partner[after + 2] > start:
            stop = partner[after + 2]
            if name == "insertAdjacentHTML" and fetches:
                start, whole = pieces.parts(start, stop)[-1][0], False
            elif name not in _CALLED and not (name == "load" and pieces.kinds[start] in ("string", "template")):
                stop = 0
        if stop and not _kept(code, start, stop, other) and not waits_for_visitor(code, at, acted):
            yield Placed(start, stop, whole, name == "load", _known(code, at))


def _kept(code: Script, start: int, stop: int, other: set[Binding]) -> bool:
    """Whether it is what stands there, but for some words of it that are written out: `body.innerHTML.replace("{year}", …)`."""
    texts, partner = code.pieces.texts, code.pieces.partner
    at = next((behind for first in range(start, min(stop, start + 3)) if (behind := _behind_root(code, first, other)[0])), 0)
    if not at or texts[at] != "." or (texts[at + 1] not in _SET and texts[at + 1 : at + 4] != ["html", "(", ")"]):
        return False
    at += 2 if texts[at + 1] in _SET else 4
    while at < stop and texts[at] == "." and texts[at + 1] in ("replace", "replaceAll") and texts[at + 2] == "(":
        what = texts[at + 3]
        if not (what[:1] in ("'", '"') or (what[:1] == "/" and _WIDE.search(what) is None and "." not in what)):
            return False
        at = partner[at + 2] + 1
    return at >= stop


def waits_for_visitor(code: Script, at: int, acted: bool) -> bool:
    """Whether this stands in a function that runs when a visitor does something. `acted`: the scripts of the page do that themselves."""
    return not acted and any(what.removeprefix("on") in _GESTURES for what, _ in code.given_around(at))


def _known(code: Script, at: int) -> frozenset[str]:
    """The names that stand for nothing that matters in what is put here: what went wrong is told by who is told of it."""
    pieces, known = code.pieces, _HARMLESS
    for what, made in code.given_around(at):
        if what in _FAILS and "throw" not in pieces.texts:
            known |= {pieces.texts[one] for one in range(*made.parameters) if pieces.kinds[one] == "word"}
    return known


def _behind_root(code: Script, at: int, other: set[Binding]) -> tuple[int, bool]:
    """(the piece behind what stands for the whole page, or for what it is about, if that begins or ends here, or else 0; whether it is the
    whole)."""
    texts, kinds = code.pieces.texts, code.pieces.kinds
    if kinds[at] != "word":
        return 0, True
    text = texts[at]
    if text in ROOTS and at > 1 and texts[at - 2 : at] == ["document", "."]:
        return (at + 1 if _is_own(texts, at - 2) else 0), True
    if text == "all" and texts[at - 2 : at] == ["document", "."] and texts[at + 1 : at + 4] == ["[", "0", "]"]:
        return at + 4, True
    if texts[at + 1] == "(" and kinds[at + 2] == "string" and texts[at + 3] == ")":
        named = unquote(texts[at + 2]).strip().lower()
        if text in _SELECTS:
            return (at + 4 if named in ("body", "html", *_PARTS) else 0), named not in _PARTS
        if text == "getElementById":
            return (at + 4 if f"#{named}" in _PARTS else 0), False
        if text == "getElementsByTagName" and texts[at + 4 : at + 7] == ["[", "0", "]"]:
            return (at + 7 if named in ("body", "html") else 0), True
    return (at + 1 if other and texts[at - 1 if at else -1] != "." and code.name(at) in other else 0), True


def _is_own(texts: list[str], at: int) -> bool:
    """Whether the `document` that stands here is the page's, and not that of a frame or of another window."""
    return at == 0 or texts[at - 1] != "." or (at > 1 and texts[at - 2] in _OWN)


def _aliases(code: Script) -> set[Binding]:
    """Names that stand for the whole page: `const b = document.body`."""
    texts = code.pieces.texts
    return {
        code.name(at - 4)
        for at in range(4, code.pieces.count)
        if texts[at] in ROOTS and texts[at - 3 : at] == ["=", "document", "."] and texts[at + 1] not in (".", "(")
    }


def _prints(pieces: Tokens) -> bool:
    """Whether the script shows a part of the page for the printer alone: what it puts in place stood there before."""
    texts = pieces.texts
    return any(texts[at] == "print" and texts[at + 1] == "(" for at in range(pieces.count)) and _FETCHES.isdisjoint(texts)
