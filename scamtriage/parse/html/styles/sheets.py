"""What the page's style sheets hide. Reads rules for single elements, classes, ids and their compounds; later rules win.

Other selectors are matched against the tree, if there is one. Rules with a condition (`@media`) and of states (`:hover`) are left out: a
menu that folds away on a phone hides nothing.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cache
from itertools import islice

from scamtriage.knowledge.matcher import Matcher, Pattern
from scamtriage.parse.html.styles.declarations import MAX_STYLE_CHARS, compact
from scamtriage.parse.html.styles.hiding import FONT, GONE, INHERITED, INK, VISIBILITY, effect
from scamtriage.parse.html.styles.reversed_text import mirrors
from scamtriage.parse.html.styles.rules import MAX_LOOKS, Rule, for_screen, own_cue, rules
from scamtriage.parse.html.styles.selectors import rule_of
from scamtriage.parse.html.styles.strings import without_quotes
from scamtriage.records import lazy_re
from scamtriage.records.limits import limit

MAX_SHEETS, MAX_SHEET_CHARS = 5_000, 1_000_000
"""MAX_SHEETS and MAX_SHEET_CHARS are for all sheets of a page together."""

MAX_HIDING = 300
"""Hiding selectors kept."""

MAX_STEPS = 300_000
"""Rules examined for all elements of a page together."""

_MAX_CLASSES = 40
_MAX_JOINED = 200
_ELEMENT = lazy_re.compile(r"[A-Za-z][A-Za-z0-9]{0,20}")
_COMPOUND = lazy_re.compile(r"([A-Za-z][\w-]{0,20}+)?+((?:[.#][A-Za-z_][\w-]{0,60}+){1,6}+)")
_PART = lazy_re.compile(r"[.#][\w-]+")
_ASKED_BY_NAME = lazy_re.compile(
    r"((?<![\w-])(?:display|visibility|opacity|font-size|left|top|text-indent|(?:max-)?(?:height|width)|color)\s{0,4}:\s{0,4})"
    r"var\(\s{0,4}(--[\w-]{1,60})\s{0,4}\)",
    re.IGNORECASE,
)
_SET_BY_NAME = lazy_re.compile(r"(?<![\w-])(--[\w-]{1,60})\s{0,4}:\s{0,4}([#\w.%-]{1,30})(?=\s{0,4}(?:[;}]|\Z))")
_FOR_ALL = frozenset((":root", "html", "body", "*"))
_NAMED = lazy_re.compile(r"(?<![\w-])(--[\w-]{1,60}+)(?![\w-])\s{0,4}(?:(\))|:\s{0,4}([#\w.%-]{1,30})|)")
"""A name of a property of the page's own, wherever it stands: asked for, given a value, or anything else."""
_HIDING = (  # beginnings of declarations that can hide
    r"display\s*:\s*none",
    r"visibility\s*:\s*(?:hidden|collapse)",
    r"opacity\s*:\s*(?:0|\.0|-|\d%)",
    r"font(?:-size)?\s*:\s*(?:[0.]|[1-3](?:p|\.)|calc)",
    r"opacity\s*:\s*calc\(",
    r":\s*calc\(\s*-",
    r"inset\s*:\s*[1-9]\d\d",
    r"[^-a-z]color\s*:\s*#(?:[0-9a-f]{3}0|[0-9a-f]{6}0[0-9a-f])\s*[;}!]",
    r":\s*-\d\d",
    r"clip(?:-path)?\s*:",
    r"(?:scale|translate|rotate|matrix)[xyd3]{0,2}\(",
    r"zoom\s*:\s*[0.]",
    r"(?:indent|inset-\w+-start|left|top|right|bottom)\s*:\s*\d{3}",
    r"text-fill-color\s*:\s*transparent",
    r"scale\s*:\s*[0.]",
    r"filter\s*:\s*(?:opacity|blur)",
    r"(?:height|width|size)\s*:\s*[01](?:px)?\s*[;}!]",
    r"background(?:-color)?\s*:\s*[#rhwblo]",
    r"[^-a-z]color\s*:\s*(?:transparent|rgba|hsla)",
)
_MOVED = 2 * INK
"""Like GONE, but by another property than display."""
_SETTING = {  # way to hide -> properties that set it
    GONE: r"display\s*:",
    _MOVED: (
        r"(?:opacity|visibility|left|right|top|bottom|text-indent|clip(?:-path)?|transform|translate|scale|zoom|filter|position|inset|inset-\w+-start|height|width"
        r"|(?:block|inline)-size|overflow)\s*:"
    ),
    FONT: r"font(?:-size)?\s*:",
    VISIBILITY: r"visibility\s*:",
    INK: r"(?:color|background)\s*:",
}


class StyleSheets:
    """All sheets of a page. Add each sheet as it is met."""

    def __init__(self, page: Callable[[], str]) -> None:
        """`page`: gives its whole markup, in which a property of its own may be set otherwise than by a sheet."""
        self._page = page
        self._given: dict[str, set[str]] | None = None
        self.caps: list[str] = []
        self.hiding: list[Rule] = []
        """Rules that hide by themselves."""
        self._rules: dict[str, list[Rule]] = {}
        """One part of the selector -> rules that set a property by which some rule hides."""
        self.elements: set[str] = set()
        """Names of elements that a rule hides."""
        self.asked: dict[str, list[Rule]] = defaultdict(list)
        """Selector -> its rules, for selectors that only a tree can match."""
        self._sheets = self._chars = 0
        self._count = 0
        self._ways = 0
        self._partners: set[str] = set()
        """The other parts of compound selectors."""
        self._budget = MAX_STEPS
        self._known: dict[tuple[str, frozenset[str], frozenset[str]], str] = {}

    @property
    def full(self) -> bool:
        """Whether MAX_SHEETS have been added: of no further one is anything read."""
        return self._sheets > MAX_SHEETS

    def add(self, sheet: str, media: str = "", *, hidden: bool = False) -> None:
        """Add a sheet. Sheets for other media than the screen are ignored.

        `hidden`: an attribute hides elements of the page, and rules may show them again.
        """
        if not for_screen(media):
            return
        self._sheets += 1
        if self.full:
            self._reached(limit("style sheets", MAX_SHEETS))
            return
        if self._chars + len(sheet) > MAX_SHEET_CHARS:
            self._reached(limit("style sheet chars", MAX_SHEET_CHARS))
            sheet = sheet[: MAX_SHEET_CHARS - self._chars]
        self._chars += len(sheet)
        ways = self._ways | (GONE if hidden else 0)
        found = []
        if "/*" in sheet or "\\" in sheet or _matcher(0).found(sheet) or ("var(" in sheet and _ASKED_BY_NAME.search(sheet)):
            sheet = self._filled_in(without_quotes(sheet))
            found = list(self._read(sheet, 0))
            for rule in found:
                hides = effect(rule.body)[0]
                ways |= hides if not hides & GONE or "display" in rule.body.lower() else hides ^ GONE | _MOVED
            room = MAX_HIDING - len(self.hiding)
            self.hiding += found[:room]
            self.elements |= {part for rule in found for part in rule.parts if part[0] not in ".#"}
            if len(found) > room:
                self._reached(limit("hiding rules", MAX_HIDING))
        if ways:
            for rule in self._read(sheet if found else self._filled_in(without_quotes(sheet)), ways):
                if rule.asked:
                    self.asked[rule.selector].append(rule)
                    continue
                first = min(rule.parts)
                self._rules.setdefault(first, []).append(rule)
                self._partners |= rule.parts - {first}
            self._known.clear()
        self._ways = ways

    def of(self, tag: str, classes: str, identity: str, more: Sequence[Rule] = ()) -> str:
        """Return the declarations of the sheets for an element, the strongest last. `more`: rules whose selectors the tree matched."""
        if not self._rules and not more:
            return ""
        named = [tag, *[f".{word}" for word in classes.split()[:_MAX_CLASSES]]]
        parts = frozenset([*named, f"#{identity}"] if identity else named)
        ruled = frozenset([part for part in parts if part in self._rules])  # `intersection` walks the dictionary, which is the sheets' size
        if not ruled and not more:
            return ""
        key = tag, ruled, parts & self._partners
        said = None if more else self._known.get(key)
        if said is None:
            self._budget -= sum(len(self._rules[part]) for part in ruled) + len(more)
            if self._budget < 0:
                self._reached(limit("style steps", MAX_STEPS))
                return ""
            holding = [rule for part in ruled for rule in self._rules[part] if rule.parts <= parts and rule.tag in ("", tag)]
            holding = sorted([*holding, *more], key=lambda rule: rule.rank)
            joined = ";".join([rule.body for rule in holding[-_MAX_JOINED:]])
            self._budget -= min(len(joined), MAX_STYLE_CHARS) // 8
            said = compact(joined)
            if not more:
                self._known[key] = said
        return said

    def showing(self) -> list[str]:
        """Return the selectors of rules that undo inherited ways to hide."""
        every = (rule for rules in self._rules.values() for rule in rules)
        return list(dict.fromkeys(rule.selector for rule in every if effect(rule.body)[1] & INHERITED))[:MAX_HIDING]

    def _filled_in(self, sheet: str) -> str:
        """Return a sheet without quotes in which properties that may hide name no other, where that has one value for every element.

        It must be set for all and without a condition, and nowhere on the page otherwise: what seems hidden would be seen else.
        """
        if "var(" not in sheet or _ASKED_BY_NAME.search(sheet) is None:
            return sheet
        if self._given is None:
            self._given = defaultdict(set)
            for name, asked, value in _NAMED.findall(self._page()):
                if not asked:
                    self._given[name].add(value)
        for_all = (body for selectors, body in rules(sheet, own_cue()) if not _FOR_ALL.isdisjoint(selectors))
        values = dict(_SET_BY_NAME.findall(";".join(for_all)))
        held = {name: value for name, value in values.items() if self._given.get(name, {value}) == {value}}
        return _ASKED_BY_NAME.sub(lambda one: one[1] + held.get(one[2], one[0][len(one[1]) :]), sheet)

    def _reached(self, cap: str) -> None:
        if cap not in self.caps:
            self.caps.append(cap)

    def _read(self, sheet: str, ways: int) -> Iterator[Rule]:
        """Yield the unconditional rules that set a property of these ways to hide. For `ways` 0: rules that hide."""
        for order, (selectors, body) in enumerate(rules(sheet, _matcher(ways))):
            if order == MAX_LOOKS:
                self._reached(limit("style rules", MAX_LOOKS))
                return
            if not ways and not effect(body)[0]:
                continue
            for selector in selectors:
                self._count += 1
                if (match := _COMPOUND.fullmatch(selector)) is not None:
                    parts = frozenset(_PART.findall(match[2]))
                    ids = sum(part[0] == "#" for part in parts)
                    yield Rule(parts, (match[1] or "").lower(), (ids, len(parts) - ids, bool(match[1]), self._count), body)
                elif _ELEMENT.fullmatch(selector):
                    yield Rule(frozenset((selector.lower(),)), "", (0, 0, True, self._count), body)
                elif (rule := rule_of(selector, body, self._count)) is not None:
                    yield rule


def mirrored_selectors(style_sheet: str) -> list[tuple[str, str]]:
    """Return (selector, declarations) of the rules of a style sheet that show text in reverse order, where it runs from right to left."""
    if "-override" not in style_sheet.lower():
        return []
    found = rules(without_quotes(style_sheet[:MAX_SHEET_CHARS]), _mirrored())
    every = ((rule, body) for listed, body in found if mirrors(body, "rtl") for one in listed if (rule := rule_of(one, "", 0)))
    return [(rule.selector, body) for rule, body in islice(every, MAX_HIDING)]


@cache
def _matcher(ways: int) -> Matcher[str]:
    heads: Collection[str] = _HIDING if not ways else [head for way, head in _SETTING.items() if ways & way]
    return Matcher([Pattern(head, head, literal=False, caseless=True) for head in heads])


@cache
def _mirrored() -> Matcher[str]:
    return Matcher([Pattern("override", "(bidi|isolate)-override", literal=False, caseless=True)])
