"""HTML as a flat stream of tags and texts, read in one pass in linear time for any input."""

import re
from collections import defaultdict
from collections.abc import Iterator
from html import unescape
from html.entities import html5
from typing import NamedTuple

from scamtriage.parse.html.foreign import ROOTS, Foreign, closes_itself
from scamtriage.records import lazy_re

TEXT = "#text"
COMMENT = "#comment"

RAW = frozenset(("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"))
"""Elements whose content is text up to their own end tag (WHATWG HTML 13.2.5.2-13.2.5.5). `noscript` is read as markup: noscript.py."""

INERT = frozenset(("template", "noscript"))
"""Elements whose content is not part of the page in a browser that runs scripts."""

VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "param", "basefont", "frame")
)

MAX_ATTRIBUTES_READ = 1_000
"""Attributes of one tag whose values are read; behind them as many again, of the names below alone."""
_NAMES_THAT_SAY = (
    "action|alt|aria-label|aria-labelledby|autocomplete|charset|class|content|contenteditable|data|data-cfemail|data-placeholder|data-src"
    "|data-srcset|download|for|form|formaction|formmethod|height|hidden|href|http-equiv|id|lang|media|method|name|nomodule|onload|open"
    "|placeholder|popover|property|readonly|rel|src|srcdoc|srcset|style|title|type|value|width"
)

# Only possessive quantifiers: without backtracking the time is linear (the states of WHATWG HTML 13.2.5.32-39).
MARK = lazy_re.compile(r"<(?:(!--)|(/?[a-zA-Z][^\s/>]*+)|[!?/])")
_ATTRIBUTES = lazy_re.compile(r"""(?:[\s/]++|[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+|(?=>)))?+)*+""")
_ATTRIBUTE = lazy_re.compile(r"""[\s/]*+([^\s/>][^\s/>=]*+)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>"'][^\s>]*+))?+)?+""")
_OTHERS = lazy_re.compile(
    rf"""(?:[\s/]++|(?!(?:{_NAMES_THAT_SAY})(?![^\s/>=]))[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+))?+)*+""",
    re.IGNORECASE,
)
_NAME_AND_VALUE = lazy_re.compile(r"""[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+))?+""")
_REFERENCE = lazy_re.compile(r"&(?:#(?:[xX][0-9a-fA-F]++|[0-9]++);?|([a-zA-Z][a-zA-Z0-9]*+)([;=]?))")
CDATA = "<![CDATA["
COMMENT_END = lazy_re.compile(r"--!?>")
_RAW_END = {name: lazy_re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in (*RAW, "noscript")}
_SCRIPT_TURNS = lazy_re.compile(r"<!--|-->|<(/?)script(?=[\s/>])", re.IGNORECASE)


class Token(NamedTuple):
    """A start tag ("div"), an end tag ("/div"), a text or a comment.

    `start` and `end` delimit the attributes of a start tag, or the content of a text or comment. `at` is where the token begins. `foreign`:
    it is a start tag of SVG or MathML; `closed`: that tag is self-closing.
    """

    name: str
    start: int
    end: int
    at: int
    foreign: bool = False
    closed: bool = False


def tokens(html: str, position: int = 0, raw: frozenset[str] = RAW) -> Iterator[Token]:
    """Yield the tokens of a page in order. A tag that never ends is dropped, as in browsers. `raw`: elements whose content is text."""
    size = len(html)
    opened: defaultdict[str, int] = defaultdict(int)  # HTML elements only, counted by their tags
    foreign = Foreign(lambda name: opened[name] > 0)
    while position < size:
        mark = MARK.search(html, position)
        if mark is None:
            yield Token(TEXT, position, size, position)
            return
        at = mark.start()
        if at > position:
            yield Token(TEXT, position, at, position)
        name = mark[2]
        if name is None:
            token, position = _nameless(html, mark, within_foreign=bool(foreign))
            if token is not None:
                yield token
            continue
        begin = mark.end()
        end = tag_end(html, begin)
        if end < 0:
            return
        name = name.lower()
        position = end + 1
        if foreign.met or name in ROOTS:
            closed = closes_itself(html, begin, end)
            if name[0] == "/":
                foreign.end(name[1:])
            elif foreign.start(name, html[begin:end], closed=closed):
                yield Token(name, begin, end, at, True, closed)
                continue
        yield Token(name, begin, end, at)
        if name[0] != "/":
            opened[name] += 1
        elif opened[name[1:]]:
            opened[name[1:]] -= 1
        if name in raw:
            stop = raw_end(name, html, position)
            if stop > position:
                yield Token(TEXT, position, stop, position)
            position = stop


def _nameless(html: str, mark: re.Match[str], *, within_foreign: bool) -> tuple[Token | None, int]:
    """Return (what begins at a mark that is no tag, the offset behind it): a comment, or a section of text within SVG and MathML; None for
    <!doctype>, <?php> and </3>, which all end at the next ">"."""
    at = mark.start()
    if mark[1]:
        end = _skip_comment(html, at)
        return Token(COMMENT, at + 4, max(at + 4, end - 3), at), end
    if within_foreign and html.startswith(CDATA, at):
        end = html.find("]]>", at)
        end = len(html) if end < 0 else end
        return Token(TEXT, at + len(CDATA), max(at + len(CDATA), end), at), end + 3
    end = html.find(">", at)
    return None, len(html) if end < 0 else end + 1


def raw_end(name: str, html: str, position: int) -> int:
    """Return the offset of the end tag of a raw-text element whose content begins at `position`. Without one, the end of the page."""
    close = _RAW_END[name].search(html, position)
    stop = len(html) if close is None else close.start()
    return _script_end(html, position) if name == "script" and html.find("<!--", position, stop) >= 0 else stop


def _script_end(html: str, position: int) -> int:
    """Return the same for a script that contains a comment: between `<!--<script` and `-->` the first end tag does not end it
    (13.2.5.15-13.2.5.31)."""
    escaped = doubly = False
    while (turn := _SCRIPT_TURNS.search(html, position)) is not None:
        position = turn.end()
        if turn[0] == "<!--":
            escaped, position = True, position - 2  # "<!-->" is a complete comment
        elif turn[1] is None:
            escaped = doubly = False
        elif not turn[1]:
            doubly = escaped
        elif not doubly:
            return turn.start()
        else:
            doubly = False
    return len(html)


class Inert:
    """Tracks whether a place is within an INERT element. Nothing nests in <noscript>: its content is text for a browser that runs
    scripts."""

    def __init__(self) -> None:
        self._open: list[str] = []

    def start(self, name: str) -> bool:
        """Handle a start tag; return whether an inert element begins with it."""
        begins = name in INERT and self._open[-1:] != ["noscript"]
        if begins:
            self._open.append(name)
        return begins

    def end(self, name: str) -> bool:
        """Handle an end tag; return whether an inert element ends with it."""
        ends = self._open[-1:] == [name]
        if ends:
            self._open.pop()
        return ends

    def __bool__(self) -> bool:
        return bool(self._open)


def base_href(html: str) -> str:
    """Return the href of the first <base> outside templates and <noscript>; "" for none."""
    inert = Inert()
    for token in tokens(html):
        name = token.name
        if name in INERT:
            inert.start(name)
        elif name[0] == "/" and name[1:] in INERT:
            inert.end(name[1:])
        elif name == "base" and not inert and (href := attributes(html, token.start, token.end).get("href")):
            return href
    return ""


def tag_end(html: str, begin: int) -> int:
    """Return the offset of the ">" of a tag whose attributes begin at `begin`; -1 if the tag never ends."""
    region = _ATTRIBUTES.match(html, begin)
    end = begin if region is None else region.end()
    return end if html[end : end + 1] == ">" else -1


def attributes(html: str, start: int, end: int) -> dict[str, str]:
    """Return the attributes between two offsets: lower-case name -> value with character references resolved. Of equal names, the first
    counts."""
    found: dict[str, str] = {}
    position = start
    for number in range(2 * MAX_ATTRIBUTES_READ):
        if number >= MAX_ATTRIBUTES_READ and (others := _OTHERS.match(html, position, end)) is not None:
            position = others.end()
        match = _ATTRIBUTE.match(html, position, end)
        if match is None:
            break
        position = match.end()
        name = match[1].lower()
        if name not in found:
            value = match[match.lastindex] if match.lastindex is not None and match.lastindex > 1 else ""
            found[name] = attribute_text(value) if "&" in value else value
    return found


def attribute_text(value: str) -> str:
    """Resolve the character references in an attribute value.

    A name without ";" is a reference only if neither "=" nor a letter or digit follows (WHATWG HTML 13.2.5.73). So "&region=" in an
    unescaped address stays as it is.
    """
    return _REFERENCE.sub(_referred, value)


def _referred(match: re.Match[str]) -> str:
    name, closed = match[1], match[2] == ";"
    if name is None or (closed and f"{name};" in html5) or (not closed and match[2] != "=" and name in html5):
        return unescape(match[0])
    return match[0]


def count_attributes(html: str, start: int, end: int) -> int:
    """Return the number of attributes between two offsets, duplicates included."""
    return sum(1 for _ in _NAME_AND_VALUE.finditer(html, start, end))


def _skip_comment(html: str, at: int) -> int:
    """Return the offset after the comment that begins at `at`. "<!-->" and "<!--->" are complete; an unclosed comment takes the rest."""
    for short in ("<!-->", "<!--->"):
        if html.startswith(short, at):
            return at + len(short)
    close = COMMENT_END.search(html, at + 4)
    return len(html) if close is None else close.end()
