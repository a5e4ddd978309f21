"""Strings in the JSON data of a page, each with its name."""

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
                pairs = [(held_by(owner, name, inner), inner) for name, inner in pairs]
            stack.extend([(name[:MAX_NAME_CHARS], inner) for name, inner in reversed(pairs)])
        elif isinstance(item, list):
            stack.extend([(key, inner) for inner in reversed(item[: left + 1])])
    return found, bool(stack)
