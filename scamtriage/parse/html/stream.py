"""A page read from its tokens alone: linear whatever its shape, for pages that no tree may be built of."""

import re
from collections.abc import Collection, Sequence
from html import escape, unescape

from scamtriage.parse.html.data_urls import is_data, sheets_within, text_of
from scamtriage.parse.html.document import (
    BLOCKS,
    BOX_TYPES,
    BREAK,
    FALLBACK,
    HEADINGS,
    LESSER_HEADINGS,
    MAX_FRAMES,
    QUOTE_CLOSES,
    QUOTE_OPENS,
    QUOTED,
    Document,
    image_source,
)
from scamtriage.parse.html.forms.owners import FormOwners
from scamtriage.parse.html.open_elements import OpenElements
from scamtriage.parse.html.prescan import MAX_ATTRIBUTES, MAX_DEPTH, MAX_TAGS
from scamtriage.parse.html.shown_values import shown_instead, shown_value
from scamtriage.parse.html.skim import CARRIERS, foot_of, skim
from scamtriage.parse.html.stream_parts import FOOT_CHARS, GuestElements, Headings, Links, Texts
from scamtriage.parse.html.structure import PASSING, shingles
from scamtriage.parse.html.styles.generated import Written
from scamtriage.parse.html.styles.hiding import GONE, parts, within
from scamtriage.parse.html.styles.rules import for_screen
from scamtriage.parse.html.styles.sheets import StyleSheets
from scamtriage.parse.html.styles.untold import untold
from scamtriage.parse.html.tokens import MAX_ATTRIBUTES_READ, TEXT, VOID, Token, attributes, count_attributes, tokens
from scamtriage.records import lazy_re
from scamtriage.records.limits import limit

MAX_TOKENS = 75_000
"""Tokens read one by one; of what comes after, only the tags are looked at that can ask for or lead to something."""

MAX_SKIMMED = 30_000

_KEPT_BACK = frozenset((*FALLBACK, "noscript", "select"))
_OPENS_HIDDEN = _KEPT_BACK | {"dialog", "template"}
"""Elements that hide what stands in them, unless an attribute says otherwise."""
_NAMING = frozenset(("title", "desc"))
"""Of SVG: what they hold is drawn nowhere."""
_UNSEEN = frozenset(("svg title", "svg desc", "script", "style", "iframe", "noframes", "noembed", "textarea", "title"))
_MARKED = lazy_re.compile("style|hidden|popover", re.IGNORECASE)
_CLASSED = lazy_re.compile("class|id", re.IGNORECASE)
_IS_HEADING = lazy_re.compile(r"[\s\"'/]role\s{0,9}=\s{0,9}[\"']?heading", re.IGNORECASE)
_LONG = 2 * MAX_ATTRIBUTES


def read_stream(html: str, written: Collection[str], most: int = MAX_TOKENS) -> tuple[Document, tuple[str, ...]]:
    """The parts of a page, and which structural limits it exceeds: of "depth", "attributes", "tags". `written`: see `Prescan`. `most`:
    tokens that are read one by one."""
    reader = _StreamReader(html, written, most)
    reader.read()
    return reader.document, tuple(reader.exceeded)


class _StreamReader:
    def __init__(self, html: str, written: Collection[str], most: int) -> None:
        self.document = Document()
        self._most = most
        self.exceeded: dict[str, None] = {}
        self._html = html
        self._open = OpenElements()
        self._hidden = 0  # the ways in which what stands here is hidden
        self._sheets = StyleSheets(lambda: self._html)
        self._written = Written()
        self._owners = FormOwners()
        self._texts = Texts()
        self._guests = GuestElements(written)
        self._links = Links()
        self._headings = Headings()
        self._has_roles = _IS_HEADING.search(html) is not None
        self._given: dict[str, str] = {}
        self._last = ""
        self._outline: list[str] = []
        self._starts = {
            **dict.fromkeys(("a", "area"), self._start_link),
            **dict.fromkeys(("form", "select", "textarea", "button", "label", "template", "noscript"), self._owners.start),
            **dict.fromkeys(("iframe", "frame", "embed"), self._frame),
            **dict.fromkeys(("option", "optgroup"), self._choice),
            "input": self._input,
            "object": lambda _, given: self.document.add_object(given),
            "script": lambda _, given: self.document.add_script(given, ""),
            "meta": lambda _, given: self.document.add_meta(given),
            "base": self._base,
            "img": self._image,
            "link": self._link_element,
            "html": self._html_element,
        }

    def read(self) -> None:
        document = self.document
        for count, token in enumerate(tokens(self._html), start=1):
            self._take(token)
            if count >= self._most:
                document.caps[limit("tokens", MAX_TOKENS)] = 0
                foot = foot_of(self._html, token.end, FOOT_CHARS)
                self._skim(token.end, foot)
                self._read_foot(foot)
                break
        self._guests.close(0, self._texts)
        for part in (self._texts, self._links, self._headings, self._owners):
            part.finish(document)
        document.caps |= dict.fromkeys((*self._sheets.caps, *untold(self._html, self._written)), 0)
        if any(rule.asked for rule in self._sheets.hiding):
            document.caps[limit("style selectors")] = 0  # only a tree can match them: something may be hidden that is taken for shown
        document.shape = shingles(self._outline)
        if document.tags > MAX_TAGS:
            self.exceeded["tags"] = None
        if document.depth > MAX_DEPTH:
            self.exceeded["depth"] = None

    def _take(self, token: Token) -> None:
        name = token.name
        if name == TEXT:
            self._text(self._html[token.start : token.end])
        elif name[0] == "/":
            self._end(name[1:])
        elif name[0] != "#":
            self._start(token)

    def _start(self, token: Token) -> None:
        document = self.document
        name, start, end = token.name, token.start, token.end
        document.tags += 1
        if document.tags <= MAX_TAGS and name not in PASSING:
            self._outline.append(name)
        if end - start > _LONG:
            self._count_attributes(start, end)
        read = self._starts.get(name)
        region = self._html[start:end]
        marked = _MARKED.search(region) is not None or bool(
            self._sheets.hiding and (name in self._sheets.elements or _CLASSED.search(region) is not None)
        )
        given = (
            attributes(self._html, start, end)
            if read is not None or marked or name in ("style", "dialog") or "data-cfemail" in region
            else {}
        )
        self._given = given
        if coded := given.get("data-cfemail"):
            document.add_extra("cfemail", coded)
        if not token.foreign and (closed := self._open.before(name)):
            if closed[0] in BLOCKS:
                self._append(BREAK)
            self._closed(closed)
        if name in BLOCKS:
            self._append(BREAK)
        called = f"svg {name}" if token.foreign and name in _NAMING else name
        self._last = called
        if not token.closed and name not in VOID:
            if marked or name in _OPENS_HIDDEN:
                self._hide(name, given, region, marked=marked)
            self._open.push(called, self._hidden)
            self._guests.open(name, region, len(self._open), self._texts)
            document.depth = max(document.depth, len(self._open))
            if marked and name not in BLOCKS and self._html.startswith("></", end) and parts(given.get("style", "")):
                self._append(" ")
        if read is not None:
            read(name, given)
        if name == "textarea" and self._html.startswith("></", end):
            self._append(shown_value(name, given, ""))
        if name in HEADINGS or (not self._headings.is_open and not document.headings and self._is_lesser(token)):
            self._headings.start(self._hidden, 0 if name in HEADINGS else len(self._open))
        elif name in QUOTED:
            self._append(QUOTE_OPENS)

    def _count_attributes(self, start: int, end: int) -> None:
        """Note whether a long tag has more attributes than a tree may have, or than are read."""
        count = count_attributes(self._html, start, end)
        if count > MAX_ATTRIBUTES:
            self.exceeded["attributes"] = None
        if count > MAX_ATTRIBUTES_READ:
            self.document.caps[limit("tag attributes", MAX_ATTRIBUTES_READ)] = count

    def _hide(self, name: str, given: dict[str, str], region: str, *, marked: bool) -> None:
        """Note in which ways an element hides what stands in it. `marked`: a style or an attribute may hide it."""
        if marked:
            self._hidden = self._concealed_by(name, given)
        closed_dialog = name == "dialog" and "open" not in given
        inert = name == "template" and "shadowrootmode" not in region.lower()
        if closed_dialog or inert or name in _KEPT_BACK:
            self._hidden |= GONE

    def _is_lesser(self, token: Token) -> bool:
        """Whether an element is a heading to a page that has no others."""
        if token.closed or token.name in VOID:
            return False
        return token.name in LESSER_HEADINGS or (self._has_roles and _IS_HEADING.search(self._html, token.start, token.end) is not None)

    def _concealed_by(self, name: str, given: dict[str, str]) -> int:
        """In which ways an element that stands here is hidden, by what stands around it and by all that is said of it."""
        said = [self._sheets.of(name, given.get("class", ""), given.get("id", "")), given.get("style", "")]
        return within(self._hidden, ";".join(["display:none", *said] if "hidden" in given or "popover" in given else said))

    def _end(self, name: str) -> None:
        if name in _NAMING and self._open.holds(f"svg {name}"):
            name = f"svg {name}"
        if name in QUOTED and self._open.holds(name):
            self._append(QUOTE_CLOSES)
        if name in BLOCKS:
            self._append(BREAK)
        self._owners.end(name)
        self._closed(self._open.end(name))

    def _closed(self, names: Sequence[str]) -> None:
        """Note what has been closed, the innermost last."""
        if not names:
            return
        self._hidden = self._open.hidden
        self._guests.close(len(self._open) + 1, self._texts)
        if names[0] == "a":
            self._links.end(self.document)
        elif not self._headings.closed_lesser(len(self._open)) and names[0] in HEADINGS:
            self._headings.end(self.document)

    def _text(self, raw: str) -> None:
        document, last = self.document, self._last
        if last in _UNSEEN and last == self._open.last:
            if last == "script":
                if "src" not in self._given:
                    document.add_script(self._given, raw)
            elif last == "style" and self._given.get("type", "").partition(";")[0].strip().lower() in ("", "text/css"):
                self._sheet(raw, self._given.get("media", ""))
            elif last == "textarea":
                self._owners.area(raw)
                self._append(shown_value(last, self._given, raw))
            elif last == "title" and not document.title:
                document.title = unescape(raw[:4_000])
            return
        self._append(raw)
        if self._open.holds("select"):
            return
        self._owners.text(raw)
        self._links.text(raw)
        self._headings.text(raw, self._hidden)

    def _sheet(self, text: str, media: str) -> None:
        for sheet in sheets_within(text):
            self._sheets.add(sheet, media, hidden=True)
            if not self._sheets.full and for_screen(media) and (said := self._written.of(sheet)):
                self._append(f"{BREAK}{escape(said)}{BREAK}")

    def _append(self, piece: str) -> None:
        self._texts.append(piece, self.document, hidden=bool(self._hidden))

    def _start_link(self, name: str, given: dict[str, str]) -> None:
        self._links.start(given, self.document)

    def _input(self, name: str, given: dict[str, str]) -> None:
        self._owners.start(name, given)
        if (given.get("type") or "").strip().lower() in BOX_TYPES:
            self._headings.box()
        if (value := shown_value(name, given, "")) and not self._concealed_by(name, given):
            self._append(value)

    def _frame(self, name: str, given: dict[str, str]) -> None:
        self.document.add_frame(given, whole=name == "frame")

    def _base(self, name: str, given: dict[str, str]) -> None:
        if not self._owners.inert:
            self.document.add_base(given)

    def _choice(self, name: str, given: dict[str, str]) -> None:
        if label := given.get("label"):
            self._append(f"{label}{BREAK}")

    def _image(self, name: str, given: dict[str, str]) -> None:
        source = image_source(given)
        if not source and (words := shown_instead(given)):
            self._append(words)
        self.document.add_image(source, given.get("alt", ""), f"{given.get('class', '')} {given.get('id', '')}")

    def _link_element(self, name: str, given: dict[str, str]) -> None:
        self.document.add_link_element(given)
        if is_data(href := given.get("href", "")) and "stylesheet" in given.get("rel", "").lower():
            self._sheet(text_of(href), given.get("media", ""))

    def _html_element(self, name: str, given: dict[str, str]) -> None:
        self.document.lang = self.document.lang or given.get("lang", "")

    def _read_foot(self, position: int) -> None:
        self._guests.close(0, self._texts)
        self._open, self._hidden, self._last = OpenElements(), 0, ""  # what stands open there, nobody has seen
        for token in tokens(self._html, position):
            self._take(token)

    def _skim(self, position: int, stop: int) -> None:
        """What stands between the tokens that are read one by one and the end of the page: what asks or leads, wherever it stands."""
        document = self.document
        self._links.forget()
        for name, given in skim(self._html, position, stop):
            document.tags += 1
            if name[0] == "/":
                self._owners.end(name[1:])
            elif given is not None:
                self._starts[name](name, given)
            elif name in CARRIERS:
                document.reach("frames within", MAX_FRAMES)
            if document.tags > MAX_TOKENS + MAX_SKIMMED:
                document.caps[limit("skimmed", MAX_SKIMMED)] = 0
                break
        document.tags += self._html.count("<", position, stop) // 2 if document.tags <= MAX_TAGS else 0
