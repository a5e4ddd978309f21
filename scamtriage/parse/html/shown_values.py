"""What a browser draws as text though it stands in a field: fixed values, buttons, and whole sentences."""

from collections.abc import Iterable
from typing import Any

from scamtriage.knowledge.language.sentence import is_sentence
from scamtriage.parse.html.document import BREAK, MAX_AREA_CHARS, MAX_FIELDS, Given
from scamtriage.parse.html.outline import own_text

_BUTTONS = frozenset(("button", "submit", "reset"))
_WRITTEN_IN = frozenset(("", "text", "tel", "email", "url", "search", "number"))
_ALT_WORDS, _WORDS, _HINT_WORDS = 4, 8, 16
"""Words from which on an alternative text, a value, or the hint in an empty field, is told to the reader: what is asked for has fewer."""
_FIXED = ("readonly", "disabled")


def show_values(fields: Iterable[Any]) -> None:
    """Put the texts that these fields show, and nobody can change before he reads them, beside the fields."""
    for field in [*fields][:MAX_FIELDS]:
        if value := shown_value(field.tag, field.attributes, own_text(field) if field.tag == "textarea" else ""):
            field.insert_before(value)


def shown_instead(given: Given) -> str:
    """The words that a browser writes in the place of a picture without an address; "" for fewer, which may name what a script shows."""
    return words if is_sentence(words := given.get("alt") or "", _ALT_WORDS) else ""


def shown_value(tag: str, given: Given, text: str) -> str:
    """What such a field shows, apart from the words beside it, which its box parts; "" of one that has none. `text`: what a textarea
    holds."""
    if tag == "select":
        return BREAK
    if tag == "textarea":
        hint = given.get("placeholder") or ""
        value = text or (hint if any(name in given for name in _FIXED) or is_sentence(hint, _HINT_WORDS) else "")
    else:
        kind = (given.get("type") or "").lower()
        if kind == "hidden":
            return ""
        if kind == "image":
            return f"{BREAK}{'' if given.get('src') else (given.get('alt') or '')[:MAX_AREA_CHARS]}{BREAK}"
        written_in = kind in _WRITTEN_IN
        fixed = written_in and any(name in given for name in _FIXED)
        held, hint = given.get("value") or "", given.get("placeholder") or ""
        value = held if fixed or kind in _BUTTONS or (written_in and is_sentence(held, _WORDS)) else ""
        value = value or (hint if fixed or (written_in and is_sentence(hint, _HINT_WORDS)) else "")
    return f"{BREAK}{value}{BREAK}" if (value := value.strip()[:MAX_AREA_CHARS]) else BREAK
