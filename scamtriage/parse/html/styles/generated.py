"""What a style writes into a page: texts that stand in its sheet, and in attributes, drawn before or after an element or as its mark."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from operator import itemgetter
from typing import Any

from scamtriage.knowledge.matcher import Matcher, Pattern
from scamtriage.parse.html.document import BREAK
from scamtriage.parse.html.styles.hiding import split_quotes
from scamtriage.parse.html.styles.rules import rules
from scamtriage.parse.html.styles.selectors import Asked, rule_of

SPEAKING = (
    r"(?:content|list-style|list-style-type|quotes|symbols|--[\w-]+)\s*:[^;}\"'<]*"
    r"[\"'](?:[^\"'<\\]*[A-Za-z0-9\x80-\xff]|\\[0-9A-Dg-z])"
)
"""Where a style may hold words: a text of letters or digits, or of escapes that are not the private characters of an icon font."""

MAX_GENERATED = 4_000
"""Elements to which a style gives content."""

_MAX_SHEET_CHARS = 1_000_000
_MAX_LOOKS = 100_000
"""Elements that are asked for such an attribute, each as often as rules hold of it."""
_MAX_CHARS = 20_000
"""Characters of the texts of one sheet that belong to no element."""
_WORDS = 3
_CONTENT = re.compile(r"content\s{0,4}:([^;]{1,400})", re.IGNORECASE)
_PART = re.compile(r"attr\(\s{0,4}(?P<attr>[\w-]{1,60})|var\(\s{0,4}(?P<var>--[\w-]{1,60})|\0(?P<text>\d{1,7})\0", re.IGNORECASE)
_OWN = re.compile(r"(?<![\w-])(--[\w-]{1,60})\s{0,4}:\s{0,4}\0(\d{1,7})\0")
_MARKS = re.compile(r"(?:list-style(?:-type)?|quotes|symbols)\s{0,4}:([^;{}]{1,400})", re.IGNORECASE)
_GENERATED = re.compile(r"::?(?:before|after|marker)\Z", re.IGNORECASE)
_ANY = re.compile(rf"(?:{_MARKS.pattern}|{_CONTENT.pattern}|(?<![\w-])--[\w-]{{1,60}}\s{{0,4}}:([^;{{}}]{{1,400}}))", re.IGNORECASE)
_ESCAPED = re.compile(r"\\(?:([0-9A-Fa-f]{1,6})\s?|\r?\n|(.))", re.DOTALL)
Part = tuple[str, str]
"""("attr", a name), ("var", a name) or ("text", what is written)."""


def generated(sheets: Iterable[str], asked: Asked) -> list[tuple[Any, str]]:
    """(element, the text that a style draws in it)."""
    drawn: dict[str, tuple[Part, ...]] = {}
    own: dict[str, str] = {}
    for sheet in sheets:
        css, texts = _read(sheet)
        own |= {name: texts[int(number)] for name, number in _OWN.findall(css)}
        for selectors, body in rules(css, _cue()):
            if (value := _CONTENT.search(body)) is not None:
                said = tuple(_parts(value[1], texts))
                drawn |= {selector: said for selector in selectors if _GENERATED.search(selector)}
    rules_of = ((rule_of(_GENERATED.sub("", selector), "", 0), said) for selector, said in drawn.items() if said)
    nodes = ((node, said) for rule, said in rules_of if rule is not None for node in asked.matched(rule.selector))
    shown = ((node, _shown(node, said, own)) for node, said in islice(nodes, _MAX_LOOKS))
    return list(islice(filter(itemgetter(1), shown), MAX_GENERATED))


def marks(sheets: Iterable[str]) -> str:
    """Return the sentences that styles draw as marks of lists and of quotations, one line each. An honest mark is a word at most."""
    return _sentences(sheets, _MARKS)


def written(sheet: str) -> str:
    """Return all sentences that a style draws, where no tree says in which elements."""
    return _sentences([sheet], _ANY) if _speaking().found(sheet) else ""


def _sentences(sheets: Iterable[str], where: re.Pattern[str]) -> str:
    found: dict[str, None] = {}
    for sheet in sheets:
        css, texts = _read(sheet)
        for value in where.finditer(css):
            parts = _parts(value[value.lastindex or 0], texts)
            found |= {text: None for kind, text in parts if kind == "text" and len(text.split()) >= _WORDS}
    return BREAK.join(found)[:_MAX_CHARS]


def _read(sheet: str) -> tuple[str, Sequence[str]]:
    """Return (the sheet with a number for each quoted text, these texts)."""
    css, quoted = split_quotes(sheet[:_MAX_SHEET_CHARS])
    return css, [_ESCAPED.sub(_character, text) for text in quoted]


def _character(escape: re.Match[str]) -> str:
    code = int(escape[1], 16) if escape[1] else 0
    return chr(code) if 0 < code < 0xD800 or 0xDFFF < code < 0x110000 else escape[2] or ""


def _parts(value: str, texts: Sequence[str]) -> Iterator[Part]:
    """Yield the parts of a value that may hold letters, digits or spaces."""
    for part in _PART.finditer(value):
        kind = part.lastgroup or ""
        if kind != "text":
            yield kind, part[kind].lower() if kind == "attr" else part[kind]
        elif (text := texts[int(part[kind])]).isspace() or any(map(str.isalnum, text)):
            yield kind, text


def _shown(node: Any, said: Iterable[Part], own: Mapping[str, str]) -> str:
    given = node.attrs
    if "--" in (style := given.get("style") or ""):
        css, texts = _read(style)
        own = {**own, **{name: texts[int(number)] for name, number in _OWN.findall(css)}}
    return "".join([held if kind == "text" else (given if kind == "attr" else own).get(held) or "" for kind, held in said])


@cache
def _speaking() -> Matcher[str]:
    return Matcher([Pattern("speaking", SPEAKING, literal=False, caseless=True, once=True)])


@cache
def _cue() -> Matcher[str]:
    return Matcher([Pattern("content", r"[\s;{]content\s{0,4}:", literal=False, caseless=True)])
