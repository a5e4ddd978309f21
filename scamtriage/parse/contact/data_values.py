"""Strings in the JSON data of a page, each with its name."""

import re
from itertools import islice

from scamtriage.parse.contact.setting_names import held_by, owner_of

MAX_VALUES = 10_000
MAX_NAME_CHARS = 60
"""Names are cut, because each item of a list gets a copy: a long name over a huge list would need gigabytes."""


def strings_of(value: object) -> tuple[list[tuple[str, str]], bool]:
    """Return ((name, text) of every string of a JSON value in order, whether there are more). List items get the list's name, and what an
    object says of a messenger has that messenger's: {"type": "telegram", "account": …}, "line": {"id": …}. Not recursive.
    """
    stack: list[tuple[str, object]] = [("", value)]
    found: list[tuple[str, str]] = []
    left = MAX_VALUES
    while stack and left:
        left -= 1
        key, item = stack.pop()
        if isinstance(item, str):
            found.append((key, item))
        elif isinstance(item, dict):
            pairs = list(islice(item.items(), left + 1))
            owner = owner_of(key, item)
            if owner:
                pairs = _of_owner(owner, pairs)
            stack.extend([(name[:MAX_NAME_CHARS], inner) for name, inner in reversed(pairs)])
        elif isinstance(item, list):
            stack.extend([(key, inner) for inner in reversed(item[: left + 1])])
    return found, bool(stack)


_NUMBER = re.compile(r"\+?[0-9(][0-9 ().-]{6,24}")


def _of_owner(owner: str, pairs: list[tuple[str, object]]) -> list[tuple[str, object]]:
    """Return the pairs with the messenger's word in the names of what it holds. Of several numbers the first one is its, as in scripts:
    {"type": "whatsapp", "number": "+60 12 …", "phone": "+60 3 …"}.
    """
    held: list[tuple[str, object]] = []
    number = ""
    for name, inner in pairs:
        told = held_by(owner, name, inner)
        if told != name and isinstance(inner, str) and _NUMBER.fullmatch(inner):
            told = name if number and number != inner else told
            number = number or inner
        held.append((told, inner))
    return held
