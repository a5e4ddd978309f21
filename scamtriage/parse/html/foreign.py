"""SVG and MathML within a page: there any element may be self-closing, and no content is raw text (WHATWG HTML 13.2.6.5)."""

import re
from collections import Counter
from collections.abc import Callable

from scamtriage.records import lazy_re

ROOTS = frozenset(("svg", "math"))
_HTML_WITHIN = {
    "svg": frozenset(("foreignobject", "desc", "title")),
    "math": frozenset(("mi", "mo", "mn", "ms", "mtext")),
}
"""Elements whose content is HTML again (integration points)."""
_MARKING = frozenset(("annotation-xml",)).union(ROOTS, *_HTML_WITHIN.values())
_STAYING = frozenset(("html", "body"))
"""Elements that stay open after their end tag, with everything in them."""
_LEAVING = frozenset(
    (
        *("b", "big", "blockquote", "body", "br", "center", "code", "dd", "div", "dl", "dt", "em", "embed", "h1", "h2", "h3", "h4", "h5"),
        *("h6", "head", "hr", "i", "img", "li", "listing", "menu", "meta", "nobr", "ol", "p", "pre", "ruby", "s", "small", "span"),
        *("strike", "strong", "sub", "sup", "table", "tt", "u", "ul", "var"),
    )
)
"""HTML elements that cannot stand in foreign content: their start tags close the foreign elements around them."""
_FONT = lazy_re.compile(r"(?:^|[\s/\"'])(?:color|face|size)(?=[\s/=]|$)", re.IGNORECASE)
_HTML_NOTE = lazy_re.compile(r"encoding\s*=\s*[\"']?\s*(?:text/html|application/xhtml\+xml)", re.IGNORECASE)
_UNQUOTED = lazy_re.compile(r"=[^\"'=]*\Z")


class Foreign:
    """Tracks whether a place is within SVG or MathML, given the tags of a page in order."""

    def __init__(self, opened: Callable[[str], bool]) -> None:
        """`opened`: returns whether an HTML element with this name is open."""
        self._opened = opened
        self._open: list[str] = []
        self._count: Counter[str] = Counter()
        self._held: Counter[str] = Counter()
        """Counts of the other open SVG and MathML elements, by name."""

    def __bool__(self) -> bool:
        return bool(self._open) and self._open[-1] in ROOTS

    @property
    def met(self) -> bool:
        """Whether any foreign element is open, even if HTML within it is being read."""
        return bool(self._open)

    def start(self, name: str, given: str, *, closed: bool) -> bool:
        """Handle a start tag; return whether its element is a foreign one.

        `given`: its attributes as written; `closed`: it is self-closing.
        """
        if name in ROOTS and (not self or name == self._open[-1] or (name == "svg" and self._held["annotation-xml"])):
            if not closed:
                self._push(name)
            return True
        if not self:
            return False
        if name in _LEAVING or (name == "font" and _FONT.search(given) is not None):
            self._leave()
            return False
        if not closed:
            note = name == "annotation-xml" and self._open[-1] == "math" and _HTML_NOTE.search(given) is not None
            if note or name in _HTML_WITHIN[self._open[-1]]:
                self._push(name)
            else:
                self._held[name] += 1
        return True

    def end(self, name: str) -> None:
        """Handle an end tag."""
        if name in _MARKING and self._count[name]:
            while self._pop() != name:
                pass
        elif self._held[name]:
            self._held[name] -= 1
        elif self and (name in ("p", "br") or (name not in _STAYING and not self._held["annotation-xml"] and self._opened(name))):
            self._leave()

    def _leave(self) -> None:
        while self:
            self._pop()

    def _push(self, name: str) -> None:
        self._open.append(name)
        self._count[name] += 1

    def _pop(self) -> str:
        name = self._open.pop()
        self._count[name] -= 1
        if not self._open:
            self._held.clear()
        return name


def closes_itself(html: str, begin: int, end: int) -> bool:
    """Return whether a start tag with attributes between these offsets ends in a slash that is not part of a value."""
    if end <= begin or html[end - 1] != "/":
        return False
    before = html[begin : end - 1]
    if before[-1:].isspace():
        return not before.rstrip().endswith("=")
    last = before.rsplit(maxsplit=1)[-1:]
    return not last or _UNQUOTED.search(last[0]) is None
