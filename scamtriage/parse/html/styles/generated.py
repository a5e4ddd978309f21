"""What a style writes into a page: texts that stand in its sheet, and in attributes, drawn before or after an element or as its mark."""

import re
from collections import ChainMap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from typing import Any, NamedTuple
from unicodedata import category

from scamtriage.knowledge.language.sentence import is_sentence
from scamtriage.knowledge.matcher import Matcher, Pattern
from scamtriage.parse.html.document import BREAK
from scamtriage.parse.html.styles.declarations import MAX_STYLE_CHARS
from scamtriage.parse.html.styles.hiding import effect
from scamtriage.parse.html.styles.reversed_text import mirrors
from scamtriage.parse.html.styles.rules import own_cue, rules
from scamtriage.parse.html.styles.selectors import Asked, rule_of
from scamtriage.parse.html.styles.strings import split_quotes
from scamtriage.records import lazy_re

SPEAKING = (
    r"(?:content|list-style|list-style-type|quotes|symbols|prefix|suffix|initial-value|--[\w-]+)\s*:[^;}\"'<]*"
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
_MAX_AROUND = 4
"""Elements of which a property is inherited, the element itself among them."""
_WORDS = 3
UNTOLD_LETTERS = 200
"""Letters that a style may draw and nobody can tell where: labels of tables and of buttons have fewer."""
_SYLLABLE, _MARKS_OF_ONE = 3, 12
"""Characters of a text that may be a piece of a word, and how many different ones a page may have as marks."""
_CONTENT = lazy_re.compile(r"(?<![\w-])content\s{0,4}:([^;{}]{1,8000})", re.IGNORECASE)
_ELSE = r"(?:\s+[\w-]{{1,20}})?(?:\s*,\s*\0(?P<{}>\d{{1,7}})\0)?"
_PART = lazy_re.compile(
    rf"attr\(\s{{0,4}}(?P<attr>[\w-]{{1,60}}){_ELSE.format('or_attr')}|var\(\s{{0,4}}(?P<var>--[\w-]{{1,60}}){_ELSE.format('or_var')}"
    r"|\0(?P<text>\d{1,7})\0|(?P<end>/)|(?!symbols)[\w-]{1,20}\([^()]*+\)",
    re.IGNORECASE,
)
"""What a value shows, and what is passed over: addresses of pictures, and behind "/" what is only read aloud."""
_OWN = lazy_re.compile(r"(?<![\w-])(--[\w-]{1,60})\s{0,4}:\s{0,4}\0(\d{1,7})\0")
_PLACED, _PRELUDE = lazy_re.compile(r"@scope|keyframes|:has\(|:host", re.IGNORECASE), 300
"""What a rule may stand in or ask that is not matched with elements here, and how far before a text it is looked for."""
_ALIAS = lazy_re.compile(r"(?<![\w-])(--[\w-]{1,60})\s{0,4}:\s{0,4}var\(\s{0,4}(--[\w-]{1,60})\s{0,4}\)", re.IGNORECASE)
"""A property that is set to another one."""
_MARKS = lazy_re.compile(r"(?:list-style(?:-type)?|quotes|symbols|prefix|suffix|initial-value)\s{0,4}:([^;{}]{1,400})", re.IGNORECASE)
_GENERATED = lazy_re.compile(r"::?(?:before|after|marker)\Z", re.IGNORECASE)
_NAMING = lazy_re.compile(r"content\s{0,4}:[^;{}]{0,400}?var\(", re.IGNORECASE)
_FIRST = lazy_re.compile(r":(?:before|marker)\Z", re.IGNORECASE)
_DISPLAY = lazy_re.compile(r"(?<![\w-])display\s*:", re.IGNORECASE)
_ESCAPED = lazy_re.compile(r"\\(?:([0-9A-Fa-f]{1,6})\s?|\r?\n|(.))", re.DOTALL)
Part = tuple[str, str, str]
"""("attr" or "var", a name, what is shown where nothing has that name) or ("text", what is written, "")."""


class Drawn(NamedTuple):
    """A text that a style draws in an element, before or after what stands there."""

    node: Any
    text: str
    first: bool


def generated(sheets: Iterable[str], asked: Asked) -> list[Drawn]:
    """Return the texts that styles draw in elements, but for those that are kept from the eye, as names of screen sizes for scripts are."""
    drawn: dict[str, tuple[Part, ...]] = {}
    # properties that any rule sets: where they are inherited nobody looks
    own: dict[str, str] = {}
    owned: list[tuple[str, dict[str, str]]] = []
    unseen: set[str] = set()
    for sheet in sheets:
        css, texts = _read(sheet)
        own |= _own(css, texts)
        if _NAMING.search(css):
            owned += [(one, held) for listed, body in rules(css, own_cue()) if (held := _own(body, texts)) for one in listed]
        for selectors, body in rules(css, _cue()):
            if not (places := [selector for selector in selectors if _GENERATED.search(selector)]):
                continue
            if values := _CONTENT.findall(body):
                drawn |= dict.fromkeys(places, tuple(_parts(values[-1], texts)))
            if effect(body)[0]:
                unseen.update(places)
            elif _DISPLAY.search(body):
                unseen.difference_update(places)
    seen = [(selector, said) for selector, said in drawn.items() if said and selector not in unseen]
    rules_of = [(rule_of(_GENERATED.sub("", selector), "", 0), said, _FIRST.search(selector) is not None) for selector, said in seen]
    nodes = ((node, said, first) for rule, said, first in rules_of if rule is not None for node in asked.matched(rule.selector))
    own_of = _OwnOf(owned, asked)
    names: dict[int, Mapping[str, str]] = {}
    shown = (Drawn(node, _shown(node, said, names, own_of, own), first) for node, said, first in islice(nodes, _MAX_LOOKS))
    return list(islice((one for one in shown if one.text), MAX_GENERATED))


def marks(sheets: Iterable[str]) -> str:
    """Return the sentences that styles draw as marks of lists and of quotations, one line each. An honest mark is a word at most."""
    return _joined(text for sheet in sheets for text in _marks(*_read(sheet)))


class Written:
    """The sentences that the styles of a page draw, sheet by sheet, where no tree says in which elements."""

    def __init__(self) -> None:
        self._own: dict[str, str] = {}
        """Properties that no content has named yet."""
        self._named: set[str] = set()
        """Names in contents of properties that no sheet has set yet."""
        self.attributes: set[str] = set()
        """Names of attributes whose values are drawn."""
        self.mirrors = False
        """A sheet shows text in reverse order, where it runs from right to left."""
        self._pieces: list[str] = []
        """Texts that are no sentences; in one place they may make some."""

    @property
    def tells_all(self) -> bool:
        """Whether all that is drawn but for attributes is told, apart from a few words."""
        return letters_in(self._pieces) < UNTOLD_LETTERS

    def of(self, sheet: str) -> str:
        """Return what one more sheet draws. A property of its own is drawn where a content names it; others hold names of fonts."""
        self.mirrors = self.mirrors or mirrors(sheet, "rtl")
        if "attr(" not in sheet.lower() and not _speaking().found(sheet) and _NAMING.search(sheet) is None:
            return ""
        css, texts = _read(sheet)
        found = [*_marks(css, texts)]
        for name, text in _own(css, texts).items():
            if name in self._named:
                found.append(text)
            elif len(self._own) < MAX_GENERATED:
                self._own[name] = text
        for _, body in rules(css, _cue()):
            if not (values := _CONTENT.findall(body)) or effect(body)[0]:
                continue
            for kind, name, other in _parts(values[-1], texts):
                found.append(said := name if kind == "text" else other)
                if len(self._pieces) < MAX_GENERATED and not is_sentence(said, _WORDS):
                    self._pieces.append(said)
                if kind == "attr" and len(self.attributes) < MAX_GENERATED:
                    self.attributes.add(name)
                if kind == "var" and name in self._own:
                    found.append(self._own.pop(name))
                elif kind == "var" and len(self._named) < MAX_GENERATED:
                    self._named.add(name)
        return _joined(found)


def letters_in(pieces: Iterable[str]) -> int:
    """Return how many letters and digits these texts have; of those longer than a syllable each counts once, as labels are drawn again and
    again."""
    pieces = [*pieces]
    several = [piece for piece in pieces if len(piece) <= _SYLLABLE]
    short = several if len(set(several)) > _MARKS_OF_ONE else [*set(several)]
    return sum(sum(map(str.isalnum, piece)) for piece in (*short, *{piece for piece in pieces if len(piece) > _SYLLABLE}))


def _joined(texts: Iterable[str]) -> str:
    return BREAK.join(dict.fromkeys(text for text in texts if is_sentence(text, _WORDS)))[:_MAX_CHARS]


def _marks(css: str, texts: Sequence[str]) -> Iterator[str]:
    """Marks, and what is drawn by rules of which nobody here tells in which elements they draw."""
    yield from (part[1] for value in _MARKS.finditer(css) for part in _parts(value[1], texts) if part[0] == "text")
    if _PLACED.search(css) is not None:
        for value in _CONTENT.finditer(css):
            said = "".join([part[1] for part in _parts(value[1], texts) if part[0] == "text"])
            if is_sentence(said, _WORDS) and _PLACED.search(css, max(0, value.start() - _PRELUDE), value.start()) is not None:
                yield said


def _own(css: str, texts: Sequence[str]) -> dict[str, str]:
    held = {name: _words(texts, number) for name, number in _OWN.findall(css)}
    if held:
        for name, other in _ALIAS.findall(css):
            if name not in held and other in held:
                held[name] = held[other]
    return held


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
        if part["end"]:
            return
        if name := part["attr"]:
            yield "attr", name.lower(), _words(texts, part["or_attr"])
        elif name := part["var"]:
            yield "var", name, _words(texts, part["or_var"])
        elif text := _words(texts, part["text"]):
            yield "text", text, ""


def _words(texts: Sequence[str], number: str | None) -> str:
    """Return a quoted text, or "" if it has but signs, as those of icons and between crumbs are."""
    text = texts[int(number)] if number is not None else ""
    return text if text.isspace() or any(sign.isalnum() or category(sign)[0] == "M" for sign in text) else ""


def _shown(node: Any, said: Iterable[Part], names: dict[int, Mapping[str, str]], own_of: "_OwnOf", own: dict[str, str]) -> str:
    """`names`: element -> its properties, which are read once: thousands of rules may draw in one element. `own`: those of any rule."""
    given = node.attrs
    if node.mem_id not in names:
        around = [node]
        while len(around) < _MAX_AROUND and (outer := around[-1].parent) is not None and outer.is_element_node:
            around.append(outer)
        names[node.mem_id] = ChainMap(*[held for one in around for held in own_of(one)], own)
    held = {"attr": given, "var": names[node.mem_id]}
    return "".join([held[kind].get(name) or other if kind in held else name for kind, name, other in said])


class _OwnOf:
    """Returns the properties of an element's own that its attribute and rules for it set, those that win first."""

    def __init__(self, owned: Iterable[tuple[str, dict[str, str]]], asked: Asked) -> None:
        """`owned`: (selector, what the rule sets), in their order. The last wins: rules that set one are mostly of one kind."""
        self._ruled: dict[int, dict[str, str]] = {}
        self._known: dict[int, tuple[dict[str, str], ...]] = {}
        budget = _MAX_LOOKS
        for selector, held in owned:
            for node in asked.matched(rule.selector) if budget > 0 and (rule := rule_of(selector, "", 0)) is not None else ():
                self._ruled.setdefault(node.mem_id, {}).update(held)
                if (budget := budget - len(held)) <= 0:
                    break

    def __call__(self, node: Any) -> tuple[dict[str, str], ...]:
        if (known := self._known.get(node.mem_id)) is None:
            style = (node.attrs.get("style") or "")[-MAX_STYLE_CHARS:]
            both = _own(*_read(style)) if "--" in style else {}, self._ruled.get(node.mem_id, {})
            known = self._known[node.mem_id] = tuple(filter(None, both))
        return known


@cache
def _speaking() -> Matcher[str]:
    return Matcher([Pattern("speaking", SPEAKING, literal=False, caseless=True, once=True)])


@cache
def _cue() -> Matcher[str]:
    return Matcher([Pattern("content", r"[\s;{](content|display)\s{0,4}:", literal=False, caseless=True)])
