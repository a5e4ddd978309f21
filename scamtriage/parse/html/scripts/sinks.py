"""What scripts write into their page: the texts they hand to `document.write`, `innerHTML` and their like, as far as these are known."""

import re
from html import escape
from urllib.parse import unquote

from scamtriage.knowledge.language.sentence import is_sentence
from scamtriage.parse.html.data_urls import markup_of
from scamtriage.parse.html.document import MAX_FRAME_CHARS
from scamtriage.parse.html.refresh import written_refresh
from scamtriage.parse.html.scripts.builtin_methods import spelt
from scamtriage.parse.html.scripts.evaluator import Evaluator
from scamtriage.parse.html.scripts.navigation import Navigation
from scamtriage.parse.html.scripts.page_replacement import Placed
from scamtriage.parse.html.scripts.scopes import Script
from scamtriage.parse.html.scripts.value_types import Value
from scamtriage.parse.html.scripts.wordless import behind_assignment, is_wordless
from scamtriage.records import lazy_re

SINK_PROPERTIES = frozenset(("innerHTML", "outerHTML", "srcdoc", "src", "innerText", "textContent"))
"""What is set to a markup, to a text, or of a frame to an address that may hold one."""
SINK_METHODS = frozenset(
    (
        *("html", "append", "prepend", "after", "before", "replaceWith", "replaceChildren", "createContextualFragment"),
        *("insertAdjacentHTML", "insertAdjacentText", "setHTML", "setHTMLUnsafe", "parseFromString"),
    )
)
"""What takes a markup among other things."""
_MAKERS = frozenset(("createContextualFragment", "parseFromString", "createTextNode"))
"""What makes of a text what is then put into the page."""
_WORDS = 6
"""So many words are no key, name or class."""
_MAX_MADE = 40
"""Words and marks of an argument in which such a call is looked for."""
MAX_DECODED = 100
"""Texts decoded where nobody knows whether it runs."""
_TEXT = ("innerText", "textContent")
_UNESCAPES = ("unescape", "decodeURIComponent", "decodeURI")
_LAST, _TAG_CHARS = 8, 1_000
"""Texts of a stream in which a tag may still be open, and characters of each."""
_IN_A_TAG = lazy_re.compile(
    r"(?:<|%3C)(?:script|img|link|a|iframe|embed|object|source|video|audio)(?:\s|%20)"
    r"(?:[^<>\"'=]*+=\s*+(?:\"[^\"<>]*+\"|'[^'<>]*+'))*+[^<>=]*+=[^<>]*+\Z",
    re.IGNORECASE,
)
"""An address that is not finished, as those of counters and advertisements: what it ends with is as unknown as what lies there."""
_HOLDS_MORE = lazy_re.compile(r"\b(?:srcdoc|on[a-z]{3,20})\s*+=|\b(?:data|javascript|blob):", re.IGNORECASE)
"""A document or a script in the place of an address."""
_PLACE = lazy_re.compile(r"\$\{[^{}]{0,400}\}")
_MARKUP = lazy_re.compile(r"<[a-zA-Z!]")
_CODE = lazy_re.compile(r"\{[^{}]*+\}|(?<![\w.])[\w.]{1,60}+\s?=|[;=+*/|]\s|\bfunction\b|\(\)")
"""What stands in braces, and between signs, is style or script, seldom a sentence."""
_LATIN = lazy_re.compile(r"[\x80-\xff]")
_HALF = lazy_re.compile(r"[\ud800-\udfff]")
APART = "<!----></script></style></textarea></title></xmp></noscript></template></select></iframe>\f"
"""Each is read for itself: nothing stays open in the next."""


class Sinks:
    """What an interpreter of scripts meets of this."""

    def __init__(self, values: Evaluator, navigation: Navigation) -> None:
        """`navigation` takes where a refresh pragma leads that is written into the page itself."""
        self.unknown = False
        """The page is written of what is not known, at least in part."""
        self.unread = False
        """Something that is not known is handed to what may write it."""
        self.replaced = False
        """Something that is not known takes the place of the whole page."""
        self.awaited = False
        """The same, of the whole or of what the page is about."""
        self._values = values
        self._navigation = navigation
        self._stream: list[str] = []
        self._placed: list[str] = []
        self._looks = MAX_DECODED
        self._room = 2 * MAX_FRAME_CHARS
        """What is longer is no longer read as a frame."""

    @property
    def markup(self) -> str:
        """All of it: what is written in one stream first, then what is put into elements."""
        return APART.join(["".join(self._stream), *self._placed] if self._stream else self._placed)

    def write(self, code: Script, given: list[tuple[int, int]]) -> None:
        """`document.write(…)`"""
        for start, stop in given:
            self._keep(self._stream, self._told(code, start, stop, behind="".join([text[-_TAG_CHARS:] for text in self._stream[-_LAST:]])))
            self._lead(self._values.of(code, start, stop))

    def set(self, name: str, code: Script, start: int, stop: int) -> None:
        """`element.innerHTML = …`"""
        if name == "src":
            source = self._values.of(code, start, stop)
            self._put(markup_of(source) if isinstance(source, str) else "")
            return
        if name in ("innerHTML", "outerHTML"):
            self._lead(self._values.of(code, start, stop))
        text = self._told(code, start, stop)
        self._put(escape(text) if name in _TEXT else text)

    def call(self, code: Script, given: list[tuple[int, int]]) -> None:
        """`element.insertAdjacentHTML(…, …)`; what holds neither markup nor a sentence may be anything."""
        for start, stop in given:
            if isinstance(text := self._values.of(code, start, stop), str):
                self._say(text)
                continue
            self.unread = True
            texts, arguments = code.pieces.texts, code.pieces.arguments
            for at in range(start, min(stop, start + _MAX_MADE)):
                made = texts[at] in _MAKERS and texts[at + 1] == "("
                if made and isinstance(text := self._values.of(code, *arguments(at + 1)[0]), str):
                    self._say(text)

    def _say(self, text: str) -> None:
        if _MARKUP.search(text):
            self._put(text)
            self._lead(text)
        elif is_sentence(_CODE.sub(" ", text), _WORDS):
            self._put(escape(text))

    def draw(self, code: Script, given: tuple[int, int]) -> None:
        """`context.fillText("…", 0, 0)`: whatever it is, it is seen."""
        if isinstance(text := self._values.of(code, *given), str):
            self._put(f"<p>{escape(text)}")
        else:
            self.unread = True

    def chained(self, code: Script, at: int, stop: int) -> None:
        """What is done with what a call gives: `document.getElementById("a").innerHTML = …`."""
        texts, kinds, partner = code.pieces.texts, code.pieces.kinds, code.pieces.partner
        while at + 1 < stop and (texts[at] == "[" or (texts[at] == "." and kinds[at + 1] == "word")):
            if texts[at] == "[":
                at = partner[at] + 1
                continue
            name, sign, at = texts[at + 1], texts[at + 2], at + 2
            if sign == "(":
                if name in SINK_METHODS:
                    self.call(code, code.pieces.arguments(at))
                at = partner[at] + 1
            elif sign in ("=", "+=") and name in SINK_PROPERTIES and at < stop:
                self.set(name, code, at + 1, stop)

    def _lead(self, markup: Value) -> None:
        if isinstance(markup, str) and (target := written_refresh(markup)):
            self._navigation.lead(target)

    def decoded(self, code: Script, start: int, stop: int) -> None:
        """A text that is decoded where nobody knows whether it runs: markup that was hidden is meant to be shown."""
        self._looks -= 1
        if self._looks < 0:
            self.unknown = True
            return
        text = self._values.of(code, start, stop)
        if isinstance(text, str) and _MARKUP.match(text.lstrip()) and (text := _mended(text)) not in self.markup:
            self._put(text)

    def replace(self, code: Script, placed: Placed) -> None:
        """What takes the place of the page, or of what it is about, whether that runs or not: whose words are all there is to see then,
        they are read."""
        text: Value = None
        if not placed.fetched:
            before, self.unknown = self.unknown, False
            text = self._values.of(code, placed.start, placed.stop)
            if text is None and code.pieces.kinds[placed.start] == "string":
                told = self._told(code, placed.start, placed.stop, placed.known)
                text = None if self.unknown else told
            self.unknown = before
        self._looks -= 1
        if not isinstance(text, str) or not text.strip() or self._looks < 0:
            self.replaced |= placed.whole
            self.awaited = True
        elif _MARKUP.search(text) and (text := _mended(text)) not in self.markup:
            self._put(text)

    def _put(self, text: str) -> None:
        if text.strip():
            self._keep(self._placed, text)

    def _keep(self, where: list[str], text: str) -> None:
        if self._room > 0:
            self._room -= len(text)
            where.append(_mended(text))

    def _told(self, code: Script, start: int, stop: int, known: frozenset[str] = frozenset(), behind: str = "") -> str:
        """The text of an expression; of a sum with parts that are not known what is. `known`: names in parts that do not matter. `behind`:
        what it is written behind."""
        value = self._values.of(code, start, stop)
        if isinstance(value, str | float):
            return spelt(value)
        texts, partner = code.pieces.texts, code.pieces.partner
        if escaped := texts[start] in _UNESCAPES and partner.get(start + 1) == stop - 1:
            start, stop = start + 2, stop - 1
        told = ""
        at = begin = start
        while at <= stop:
            if at == stop or texts[at] == "+":
                begin = behind_assignment(code, begin, at)
                part = self._values.of(code, begin, at)
                if isinstance(part, str | float):
                    told += spelt(part)
                elif at == begin + 1 and code.pieces.kinds[begin] == "template":
                    told += _PLACE.sub(" ", texts[begin].strip("`"))
                else:
                    self.unread = True  # it may close the tag, and who writes a script gives Date and Math their meaning
                    if (
                        known.isdisjoint(texts[begin:at])
                        and not _ends_in_address(behind + told[-_TAG_CHARS:])
                        and not self._is_harmless(code, begin, at)
                    ):
                        self.unknown = True
                    told += " "
                begin = at + 1
            at = max(partner.get(at, at), at) + 1 if at < stop else stop + 1
        return unquote(told) if escaped else told

    def _is_harmless(self, code: Script, start: int, stop: int) -> bool:
        """Whether an expression whose value is not known holds no words that nobody has read: a time, a number, or what stands on the page,
        in which known texts or such values may be put."""
        texts = code.pieces.texts
        if texts[start : start + 5] != ["document", ".", "body", ".", "innerHTML"]:
            return is_wordless(code, start, stop)
        replaces = texts[start + 5 : start + 8] == [".", "replace", "("] and code.pieces.partner[start + 7] == stop - 1
        given = code.pieces.arguments(start + 7) if replaces else []
        put = len(given) == 2 and (isinstance(self._values.of(code, *given[1]), str) or is_wordless(code, *given[1]))
        return put or start + 5 == stop


def _ends_in_address(markup: str) -> bool:
    tag = _IN_A_TAG.search(markup)
    return tag is not None and _HOLDS_MORE.search(tag[0]) is None


def script_in(markup: Value) -> str:
    """The first script of a markup that is written into the page while it loads; "" where there is none."""
    if not isinstance(markup, str) or (begin := markup.lower().find("<script")) < 0:
        return ""
    return markup[markup.find(">", begin) + 1 or len(markup) : markup.lower().find("</script", begin)]


def _mended(text: str) -> str:
    """With pairs of halves as one character, and what was UTF-8 before `atob` as what it means."""
    if _HALF.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    if _LATIN.search(text):
        try:
            return text.encode("latin-1").decode("utf-8")
        except UnicodeError:
            return text
    return text
