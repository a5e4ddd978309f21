"""What a browser draws as text though it stands in an attribute or a field: fixed values, buttons, the content that a style takes from an
attribute."""

import re
from collections.abc import Iterable
from functools import cache
from itertools import islice
from operator import itemgetter
from typing import Any

from scamtriage.knowledge.matcher import Matcher, Pattern
from scamtriage.parse.html.document import BREAK, MAX_AREA_CHARS, MAX_FIELDS, Given
from scamtriage.parse.html.styles.hiding import without_quotes
from scamtriage.parse.html.styles.rules import rules
from scamtriage.parse.html.styles.selectors import Asked, rule_of

MAX_GENERATED = 4_000
"""Elements to which a style gives content."""

_MAX_SHEET_CHARS = 1_000_000
_MAX_LOOKS = 100_000
"""Elements that are asked for such an attribute, each as often as rules hold of it."""
_BUTTONS = frozenset(("button", "submit", "reset"))
_WRITTEN_IN = frozenset(("", "text", "tel", "email", "url", "search", "number"))
_FIXED = ("readonly", "disabled")
_CONTENT = re.compile(r"content\s{0,4}:[^;]{0,80}?attr\(\s{0,4}([\w-]{1,60})\s{0,4}\)", re.IGNORECASE)
_GENERATED = re.compile(r"::?(before|after)\Z", re.IGNORECASE)


def show_values(fields: Iterable[Any]) -> None:
    """Put the texts that these fields show, and nobody can change before he reads them, beside the fields."""
    for field in [*fields][:MAX_FIELDS]:
        if value := shown_value(field.tag, field.attributes, field.text() if field.tag == "textarea" else ""):
            field.insert_before(value)


def shown_value(tag: str, given: Given, text: str) -> str:
    """What such a field shows, apart from the words beside it, which its box parts; "" of one that has none. `text`: what a textarea
    holds."""
    if tag == "select":
        return BREAK
    if tag == "textarea":
        value = text or (given.get("placeholder") or "" if "readonly" in given else "")
    else:
        kind = (given.get("type") or "").lower()
        if kind == "hidden":
            return ""
        fixed = kind in _WRITTEN_IN and any(name in given for name in _FIXED)
        value = given.get("value") or "" if fixed or kind in _BUTTONS else ""
        value = value or (given.get("placeholder") or "" if fixed else "")
    return f"{BREAK}{value}{BREAK}" if (value := value.strip()[:MAX_AREA_CHARS]) else BREAK


def generated(sheets: Iterable[str], asked: Asked) -> list[tuple[Any, str]]:
    """(element, the text that a style draws in it from one of its attributes)."""
    drawn: dict[tuple[str, str], None] = {}
    for sheet in sheets:
        for selectors, body in rules(without_quotes(sheet[:_MAX_SHEET_CHARS]), _cue()) if "attr(" in sheet else ():
            if (taken := _CONTENT.search(body)) is not None:
                drawn.update(dict.fromkeys((selector, taken[1].lower()) for selector in selectors if _GENERATED.search(selector)))
    rules_of = ((rule_of(_GENERATED.sub("", selector), "", 0), name) for selector, name in drawn)
    nodes = ((node, name) for rule, name in rules_of if rule is not None for node in asked.matched(rule.selector))
    texts = ((node, node.attrs.get(name) or "") for node, name in islice(nodes, _MAX_LOOKS))
    return list(islice(filter(itemgetter(1), texts), MAX_GENERATED))


@cache
def _cue() -> Matcher[str]:
    return Matcher([Pattern("attr", r"attr\(", literal=False, caseless=True)])
