"""The stack of open elements of a page that is read from tokens. Decides which elements a start or end tag closes.

Implements the rules of the tree builder that decide nesting (WHATWG HTML 13.2.6.4.7 ff.). Simplified: formatting that a block leaves open
is not reopened after it, and a link or format that a block interrupts is not open within that block.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_ENDS_PARAGRAPH = HEADINGS | frozenset(
    (
        *("address", "article", "aside", "blockquote", "center", "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset"),
        *("figcaption", "figure", "footer", "form", "header", "hgroup", "hr", "li", "listing", "main", "menu", "nav", "ol", "p", "pre"),
        *("search", "section", "summary", "table", "ul", "xmp"),
    )
)
_SCOPES = frozenset(("applet", "caption", "html", "marquee", "object", "table", "td", "template", "th", "foreignobject", "desc"))
"""Elements that bound a scope: a tag within them closes nothing outside."""
_SPECIAL = (
    _ENDS_PARAGRAPH | _SCOPES | frozenset(("body", "button", "iframe", "noscript", "select", "tbody", "textarea", "tfoot", "thead", "tr"))
)
"""Elements that end tags of inline or unknown elements do not close from within."""
_BESIDE_ITEMS = frozenset(("address", "div", "p"))
"""Special elements that do not stop a list item from closing the previous item."""
_FORMATTING = frozenset(("a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"))
_CELLS = ("td", "th")
_SECTIONS = ("tbody", "tfoot", "thead", "caption")
_IN_TABLES = {
    **dict.fromkeys(_CELLS, _CELLS),
    "tr": ("tr", *_CELLS, "caption"),
    **dict.fromkeys(_SECTIONS, (*_SECTIONS, "tr", *_CELLS)),
}
"""Part of a table -> the parts of the same table that end where it begins."""
_TABLE_PARTS = frozenset(_IN_TABLES) | {"table"}
_ITEMS = {"li": ("li",), "dd": ("dd", "dt"), "dt": ("dd", "dt")}
_END_SELECT = frozenset(("input", "select", "textarea"))
_CLOSING = _ENDS_PARAGRAPH | _END_SELECT | frozenset((*_IN_TABLES, "option", "button", "a"))


class _Nearest(NamedTuple):
    """Stack index of the nearest element of each kind, from some place outwards; -1 for none."""

    special: int = -1
    item: int = -1
    scope: int = -1
    table: int = -1


_NONE = _Nearest()


class OpenElements:
    """The stack of open elements. The cost of a tag is proportional to the elements it closes."""

    def __init__(self) -> None:
        self._open: list[tuple[str, int, _Nearest]] = [("", 0, _NONE)]
        """(name, ways in which it hides its content, nearest of each kind including itself), below a sentinel."""
        self._places: defaultdict[str, list[int]] = defaultdict(list)

    def __len__(self) -> int:
        return len(self._open) - 1

    @property
    def last(self) -> str:
        """The name of the innermost open element; "" for none."""
        return self._open[-1][0]

    @property
    def hidden(self) -> int:
        """The ways in which the innermost open element hides its content, as bits (styles.hiding)."""
        return self._open[-1][1]

    def holds(self, name: str) -> bool:
        return bool(self._places[name])

    def push(self, name: str, hidden: int) -> None:
        nearest, here = self._open[-1][2], len(self._open)
        if name in _SPECIAL:
            nearest = _Nearest(
                here,
                nearest.item if name in _BESIDE_ITEMS else here,
                here if name in _SCOPES else nearest.scope,
                here if name in ("table", "template") else nearest.table,
            )
        self._open.append((name, hidden, nearest))
        self._places[name].append(here)

    def before(self, name: str) -> list[str]:
        """Close what the start tag of an HTML element ends; return the names of the closed elements."""
        if name not in _CLOSING:
            return []
        closed: list[str] = []
        if name in _END_SELECT:
            closed = self._close(("select",), 1)
        elif name in _ENDS_PARAGRAPH and self._places["p"]:
            closed = self._close(("p",), self._scope_of_paragraphs)
        last, _, nearest = self._open[-1]
        if (items := _ITEMS.get(name)) is not None:
            return closed + self._close(items, nearest.item)
        if (parts := _IN_TABLES.get(name)) is not None:
            return closed + self._close(parts, nearest.table)
        if (name == "option" == last) or (name in HEADINGS and last in HEADINGS):
            return closed + self._cut(len(self._open) - 1)
        if name == "button":
            return self._close(("button",), nearest.scope)
        return self._close(("a",), nearest.special) if name == "a" else closed

    def end(self, name: str) -> list[str]:
        """Close what an end tag ends; return the names of the closed elements, none if it ends nothing."""
        if not self._places[name] or name in ("html", "body"):  # content after </body> still belongs to the page
            return []
        last, _, nearest = self._open[-1]
        if last == name or name in ("template", "select"):
            return self._cut(self._places[name][-1])
        if name in _TABLE_PARTS:
            return self._close((name,), nearest.table)
        if name == "p":
            return self._close((name,), self._scope_of_paragraphs)
        return self._close((name,), nearest.scope if name in _SPECIAL or name in _FORMATTING else nearest.special)

    @property
    def _scope_of_paragraphs(self) -> int:
        buttons = self._places["button"]
        scope = self._open[-1][2].scope
        return max(scope, buttons[-1]) if buttons else scope

    def _close(self, names: Iterable[str], lowest: int) -> list[str]:
        """Close the nearest element with one of these names whose stack index is at least `lowest`, and everything in it."""
        first = 0
        for name in names:
            places = self._places[name]
            if places and places[-1] >= lowest and (not first or places[-1] < first):
                first = places[-1]
        return self._cut(first) if first else []

    def _cut(self, first: int) -> list[str]:
        closed = [name for name, _, _ in self._open[first:]]
        del self._open[first:]
        for name in closed:
            self._places[name].pop()
        return closed
