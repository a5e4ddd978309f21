"""What in HTML and XML has the form of an address and leads nobody there: names of languages, and the code of scripts and styles."""

import re
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from scamtriage.records import lazy_re
from scamtriage.targets.lines import Line

_NAME = lazy_re.compile(
    r"""<!doctype\b[^>]{0,400}
    | (?:(?<![^\s"'])(?:xmlns(?::[\w.-]{1,40})?|itemtype|vocab)|<head\s[^<>]{0,200}?\bprofile)\s*=\s*(?:"[^"]{0,400}"|'[^']{0,400}')
    | "@context"\s*:\s*"[^"]{0,400}" | (?<!=)"https?://www\.w3\.org/TR/[^"\s]{1,100}\.dtd"(?=\s*>)""",
    re.VERBOSE | re.IGNORECASE,
)
"""The name of a language of markup, or of a word of one."""
_OF_NAME = ("xmlns", "<!doctype", ".dtd", "itemtype", "@context", "vocab", "profile")
"""What stands in each of these names. It is found faster."""
_MARK = lazy_re.compile(
    r"""<(script|style)\b | <!--(?!-?>) | --> | <[a-z](?:"[^"]{0,2000}+"|'[^']{0,2000}+'|[^"'<>]++){0,40}+>""", re.VERBOSE | re.IGNORECASE
)
"""Matches the beginning of code outside of it, and other tags as a whole: "<script>" in the quotes of one begins nothing."""
_END = lazy_re.compile(r"</(script|style)\b|-->", re.IGNORECASE)
BEGINS = lazy_re.compile(r"\s*<[!?a-z]", re.IGNORECASE)


class CodeLine(Line, frozen=True, kw_only=True):
    """A line, or a part of one, within a script or style: "event.target" is no site there, only an address with its scheme is one."""


def without_names(text: str) -> tuple[str, int]:
    """Return the text without the names of markup, and how many of them look like an address."""
    lower = text.lower() if "://" in text else ""
    if not any(word in lower for word in _OF_NAME):
        return text, 0
    return _NAME.sub(" ", text), sum("://" in name for name in _NAME.findall(text))


class Markup:
    """The lines of a page, those of scripts and styles apart."""

    def __init__(self, *, code: bool) -> None:
        """`code`: all of it is a script or style, in a file of its own."""
        self._ends_with = ""
        """The element whose end is the end of the code; "" outside."""
        self._comment = False
        """Whether this is a comment, whose end is the end of code that begins in it too."""
        self._all_code = code

    def feed(self, line: Line) -> Iterator[Line]:
        if self._all_code:
            yield _code(line)
            return
        at, sought = 0, 0
        while mark := (_END if self._ends_with else _MARK).search(line.text, sought):
            name, sought = (mark[1] or "").lower(), mark.end()
            begins, ends = (
                not self._ends_with and bool(name),
                bool(self._ends_with) and (name == self._ends_with or (self._comment and not name)),
            )
            if begins or ends:
                yield from self._part(line, line.text[at : mark.start()])
                at, self._ends_with = mark.start(), name if begins else ""
            if not self._ends_with and mark[0] in ("<!--", "-->"):
                self._comment = mark[0] == "<!--"
        yield from self._part(line, line.text[at:]) if at else ((_code(line) if self._ends_with else line),)

    def _part(self, line: Line, text: str) -> Iterable[Line]:
        part = replace(line, text=text)
        return () if not text else (_code(part),) if self._ends_with else (part,)

    def end(self) -> Iterable[Line]:
        return ()


def _code(line: Line) -> Line:
    return line if line.problem else CodeLine(number=line.number, text=line.text)
