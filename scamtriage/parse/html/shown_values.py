"""What a browser draws as text though it stands in an attribute or a field: fixed values, buttons, the content that a style takes from an
attribute."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from scamtriage.knowledge.matcher import Matcher, Pattern
from scamtriage.parse.html.document import BREAK, MAX_AREA_CHARS, MAX_FIELDS
from scamtriage.parse.html.hiding import without_quotes
from scamtriage.parse.html.style_rules import rules, split
from scamtriage.parse.html.style_selectors import Asked, rule_of

MAX_GENERATED = 4_000
"""Elements to which a style gives content."""

_MAX_SHEET_CHARS = 1_000_000
_BUTTONS = frozenset(("button", "submit", "reset"))
_WRITTEN_IN = frozenset(("", "text", "tel", "email", "url", "search", "number"))
_FIXED = ("readonly", "disabled")
_CONTENT = re.compile(r"content\s{0,4}:[^;]{0,80}?attr\(\s{0,4}([\w-]{1,60})\s{0,4}\)", re.IGNORECASE)
_GENERATED = re.compile(r"::?(before|after)\Z", re.IGNORECASE)


def show_values(fields: Iterable[Any]) -> None:
    """Put the texts that these fields show, and nobody can change before he reads them, beside the fields."""
    for field in [*fields][:MAX_FIELDS]:
        given = field.attrs
        if field.tag == "textarea":
            value = field.text() or (given.get("placeholder") or "" if "readonly" in given else "")
        else:
            kind = (given.get("type") or "").lower()
            fixed = kind in _WRITTEN_IN and any(name in given for name in _FIXED)
            value = given.get("value") or "" if fixed or kind in _BUTTONS else ""
            value = value or (given.get("placeholder") or "" if fixed else "")
        if value := value.strip()[:MAX_AREA_CHARS]:
            field.insert_before(f"{BREAK}{value}{BREAK}")


def generated(sheets: Iterable[str], asked: Asked) -> list[tuple[Any, str]]:
    """(element, the text that a style draws in it from one of its attributes)."""
    found: list[tuple[Any, str]] = []
    for sheet in sheets:
        for prelude, body in rules(without_quotes(sheet[:_MAX_SHEET_CHARS]), _cue()) if "attr(" in sheet else ():
            if (taken := _CONTENT.search(body)) is None:
                continue
            name = taken[1].lower()
            for selector in split(prelude):
                rule = rule_of(_GENERATED.sub("", selector), "", 0) if _GENERATED.search(selector) else None
                for node in asked.matched(rule.selector) if rule is not None else ():
                    if (text := node.attrs.get(name) or "") and len(found) < MAX_GENERATED:
                        found.append((node, text))
    return found


@cache
def _cue() -> Matcher[str]:
    return Matcher([Pattern("attr", r"attr\(", literal=False, caseless=True)])
