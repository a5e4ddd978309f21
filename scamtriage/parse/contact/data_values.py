"""Values of data that a page carries (JSON), each with its name."""

from itertools import islice

MAX_VALUES = 10_000
MAX_NAME_CHARS = 60
"""Of a name that is handed down: a list of ten thousand values under a name of half a million letters would hold gigabytes."""


def strings_of(value: object) -> tuple[list[tuple[str, str]], bool]:
    """(name, text) of every string of a JSON value, in order, and whether there are more; a list hands its name down. Without recursion."""
    stack: list[tuple[str, object]] = [("", value)]
    found: list[tuple[str, str]] = []
    left = MAX_VALUES
    while stack and left:
        left -= 1
        key, item = stack.pop()
        if isinstance(item, str):
            found.append((key, item))
        elif isinstance(item, dict):
            stack.extend([(name[:MAX_NAME_CHARS], inner) for name, inner in reversed(list(islice(item.items(), left + 1)))])
        elif isinstance(item, list):
            stack.extend([(key, inner) for inner in reversed(item[: left + 1])])
    return found, bool(stack)
