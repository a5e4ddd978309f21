"""What a browser draws as text though it stands in a field: fixed values and buttons."""

from collections.abc import Iterable
from typing import Any

from scamtriage.parse.html.document import BREAK, MAX_AREA_CHARS, MAX_FIELDS, Given

_BUTTONS = frozenset(("button", "submit", "reset"))
_WRITTEN_IN = frozenset(("", "text", "tel", "email", "url", "search", "number"))
_FIXED = ("readonly", "disabled")


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
