"""What the page's own style sheets hide: rules of single classes, ids and their compounds, later ones before earlier ones.

Rules with a condition (`@media`), of states and of descendants are left out: a menu that folds away on a phone hides nothing.
"""

import re
from collections.abc import Collection, Iterator
from functools import cache
from typing import NamedTuple

from scamtriage.knowledge.matcher import Matcher, Pattern
from scamtriage.parse.html.hiding import FONT, GONE, INHERITED, INK, MAX_STYLE_CHARS, VISIBILITY, compact, effect, mirrors, without_quotes

MAX_SHEET_CHARS = 1_000_000
"""Of all sheets of a page together."""

MAX_HIDING = 300
"""Selectors that hide."""

MAX_LOOKS = 4_000
"""Rules of one sheet that are looked at closely."""

MAX_STEPS = 300_000
"""Rules that are weighed for the elements of a page."""

_MAX_CLASSES = 40
_MAX_JOINED = 200
_MAX_PRELUDE, _MAX_BODY = 2_000, 2_000
_COMPOUND = re.compile(r"([A-Za-z][\w-]{0,20}+)?+((?:[.#][A-Za-z_][\w-]{0,60}+){1,6}+)")
_PART = re.compile(r"[.#][\w-]+")
_HIDING = (  # heads of values that can hide
    r"display\s*:\s*none",
    r"visibility\s*:\s*(?:hidden|collapse)",
    r"opacity\s*:\s*(?:0|\.0|-)",
    r"font(?:-size)?\s*:\s*[0.]",
    r":\s*-\d\d",
    r"clip(?:-path)?\s*:",
    r"(?:scale|translate)[xyd3]{0,2}\(",
    r"(?:height|width)\s*:\s*[01](?:px)?\s*[;}!]",
    r"background(?:-color)?\s*:\s*[#rhwb]",
    r"[^-a-z]color\s*:\s*(?:transparent|rgba|hsla)",
)
_MOVED = 2 * INK
"""Of what is gone: not by display."""
_SETTING = {  # way to hide -> what else sets it
    GONE: r"display\s*:",
    _MOVED: r"(?:opacity|visibility|left|right|top|bottom|text-indent|clip(?:-path)?|transform|position|height|width|overflow)\s*:",
    FONT: r"font(?:-size)?\s*:",
    VISIBILITY: r"visibility\s*:",
    INK: r"(?:color|background)\s*:",
}


class Rule(NamedTuple):
    """`parts`: the classes and ids that an element must have, with their mark; `rank`: what counts before what."""

    parts: frozenset[str]
    tag: str
    rank: tuple[int, int, bool, int]
    body: str

    @property
    def selector(self) -> str:
        return self.tag + "".join(sorted(self.parts))


class StyleSheets:
    """All sheets of a page, each added as it is met."""

    def __init__(self) -> None:
        self.caps: list[str] = []
        self.hiding: list[Rule] = []
        """Rules that hide by themselves."""
        self._rules: dict[str, list[Rule]] = {}
        """One of the parts of its selector -> the rules that say anything of what some rule hides by."""
        self._chars = 0
        self._count = 0
        self._ways = 0
        self._partners: set[str] = set()
        """The other parts of compounds."""
        self._purse = MAX_STEPS
        self._known: dict[tuple[str, frozenset[str], frozenset[str]], str] = {}

    def add(self, sheet: str, media: str = "", *, hidden: bool = False) -> None:
        """A sheet for the screen; `hidden`: elements of the page are hidden by an attribute, which rules may set back."""
        if media and not any(word in media.lower() for word in ("all", "screen", "(")):
            return
        if self._chars + len(sheet) > MAX_SHEET_CHARS:
            self._reached(f"style sheets {MAX_SHEET_CHARS}")
            sheet = sheet[: MAX_SHEET_CHARS - self._chars]
        self._chars += len(sheet)
        ways = self._ways | (GONE if hidden else 0)
        found = []
        if "/*" in sheet or _matcher(0).found(sheet):
            sheet = without_quotes(sheet)
            found = list(self._read(sheet, 0))
            for rule in found:
                hides = effect(rule.body)[0]
                ways |= hides if not hides & GONE or "display" in rule.body.lower() else hides ^ GONE | _MOVED
            room = MAX_HIDING - len(self.hiding)
            self.hiding += found[:room]
            if len(found) > room:
                self._reached(f"hiding rules {MAX_HIDING}")
        if ways:
            for rule in self._read(sheet if found else without_quotes(sheet), ways):
                first = min(rule.parts)
                self._rules.setdefault(first, []).append(rule)
                self._partners |= rule.parts - {first}
            self._known.clear()
        self._ways = ways

    def of(self, tag: str, classes: str, identity: str) -> str:
        """The declarations that the sheets make for an element, the strongest last."""
        if not self._rules:
            return ""
        named = [f".{word}" for word in classes.split()[:_MAX_CLASSES]]
        parts = frozenset([*named, f"#{identity}"] if identity else named)
        ruled = parts.intersection(self._rules)
        if not ruled:
            return ""
        key = tag, ruled, parts & self._partners
        said = self._known.get(key)
        if said is None:
            self._purse -= sum(len(self._rules[part]) for part in ruled)
            if self._purse < 0:
                self._reached(f"style steps {MAX_STEPS}")
                return ""
            rules = [rule for part in ruled for rule in self._rules[part] if rule.parts <= parts and rule.tag in ("", tag)]
            rules.sort(key=lambda rule: rule.rank)
            joined = ";".join([rule.body for rule in rules[-_MAX_JOINED:]])
            self._purse -= min(len(joined), MAX_STYLE_CHARS) // 8
            said = self._known[key] = compact(joined)
        return said

    def showing(self) -> list[str]:
        """Selectors of rules that set back what is inherited."""
        rules = (rule for rules in self._rules.values() for rule in rules)
        return list(dict.fromkeys(rule.selector for rule in rules if effect(rule.body)[1] & INHERITED))[:MAX_HIDING]

    def _reached(self, cap: str) -> None:
        if cap not in self.caps:
            self.caps.append(cap)

    def _read(self, sheet: str, ways: int) -> Iterator[Rule]:
        """The unconditional rules of simple selectors that say something of these ways to hide; of 0: that may hide."""
        for order, (prelude, body) in enumerate(_rules(sheet, _matcher(ways))):
            if order == MAX_LOOKS:
                self._reached(f"style rules {MAX_LOOKS}")
                return
            if not ways and not effect(body)[0]:
                continue
            for selector in prelude.split(","):
                if (match := _COMPOUND.fullmatch(selector.strip())) is not None:
                    parts = frozenset(_PART.findall(match[2]))
                    ids = sum(part[0] == "#" for part in parts)
                    self._count += 1
                    yield Rule(parts, (match[1] or "").lower(), (ids, len(parts) - ids, bool(match[1]), self._count), body)


def mirrored_selectors(style_sheet: str) -> list[str]:
    """The simple selectors of a style sheet whose text is shown backwards."""
    if "bidi-override" not in style_sheet:
        return []
    rules = _rules(without_quotes(style_sheet[:MAX_SHEET_CHARS]), _mirrored())
    selectors = [selector.strip() for prelude, body in rules if mirrors(body) for selector in prelude.split(",")]
    return [selector for selector in selectors if _COMPOUND.fullmatch(selector)][:MAX_HIDING]


def _rules(sheet: str, cues: Matcher[str]) -> Iterator[tuple[str, str]]:
    """(what stands before the brace, what stands in it) of the rules in which a cue stands, outside any condition. The sheet is free of
    comments and quotes. Linear: each character is passed once."""
    if not sheet.isascii():  # offsets of bytes are to be those of characters
        sheet = sheet.encode("ascii", "replace").decode()
    passed = depth = 0
    for _, at in cues.ends(sheet, limit=4 * MAX_LOOKS):
        if at <= passed:
            continue
        opened, closed = sheet.rfind("{", passed, at), sheet.find("}", at - 1)
        closed = len(sheet) if closed < 0 else closed
        if opened < 0:  # a declaration of the rule around a rule
            depth = max(0, depth - sheet.count("}", passed, at))
            passed = at
            continue
        depth = max(0, depth + sheet.count("{", passed, opened) - sheet.count("}", passed, opened))
        if depth == 0:
            begin = max(passed, opened - _MAX_PRELUDE)
            begin = max(begin, sheet.rfind("}", begin, opened) + 1, sheet.rfind(";", begin, opened) + 1)
            yield sheet[begin:opened], sheet[opened + 1 : min(closed, opened + _MAX_BODY)]
        passed = closed + 1


@cache
def _matcher(ways: int) -> Matcher[str]:
    heads: Collection[str] = _HIDING if not ways else [head for way, head in _SETTING.items() if ways & way]
    return Matcher([Pattern(head, head, literal=False, caseless=True) for head in heads])


@cache
def _mirrored() -> Matcher[str]:
    return Matcher([Pattern("bidi-override", "bidi-override", caseless=True)])
