"""Strings in the JSON data of a page, each with its name."""

import re
from itertools import islice

from scamtriage.parse.contact.setting_names import held_by, owner_of, told_by
from scamtriage.records import lazy_re

MAX_VALUES = 10_000
MAX_NAME_CHARS = 60
"""Names are cut, because each item of a list gets a copy: a long name over a huge list would need gigabytes."""


def strings_of(value: object) -> tuple[list[tuple[str, str]], bool]:
    """Return ((name, text) of every string of a JSON value in order, whether there are more). List items get the list's name, and what an
    object says of a messenger has that messenger's: {"type": "telegram", "account": …}, "line": {"id": …}. Not recursive.
    """
    told = _numbered(value)
    stack: list[tuple[str, object]] = [("", value if told is None else told[0])]
    seen: set[int] = set()
    found: list[tuple[str, str]] = []
    left = MAX_VALUES
    while stack and left:
        left -= 1
        key, item = stack.pop()
        if told is not None and isinstance(item, (dict, list)):
            if id(item) in seen:
                continue  # two objects may point to each other
            seen.add(id(item))
            item = _with_values(item, told, left + 1)
        if isinstance(item, str):
            found.append((key, item))
        elif isinstance(item, dict):
            pairs = list(islice(item.items(), left + 1))
            owner = owner_of(key, item)
            if owner:
                pairs = _of_owner(owner, pairs)
            elif not _BY_NAME.isdisjoint(item):
                pairs = _among_contacts(pairs)
            stack.extend([(name[:MAX_NAME_CHARS], inner) for name, inner in reversed(pairs)])
        elif isinstance(item, list):
            stack.extend([(key, inner) for inner in reversed(item[: left + 1])])
    return found, bool(stack)


_LOOKED_AT = 40


def _numbered(value: object) -> list[object] | None:
    """Return the list if its objects hold numbers of its items in place of values, as Nuxt 3 writes its data: [{"tel": 1}, "02-…"].

    Source: devalue, "stringify". Negative numbers stand for undefined, NaN and the like.
    """
    if not isinstance(value, list) or len(value) < 2 or not isinstance(value[0], (dict, list)):
        return None
    objects = [item for item in value[:_LOOKED_AT] if isinstance(item, dict) and item]
    whole = objects and all(type(inner) is int and inner < len(value) for item in objects for inner in islice(item.values(), _LOOKED_AT))
    return value if whole else None


def _with_values(item: dict[str, object] | list[object], told: list[object], most: int) -> dict[str, object] | list[object]:
    """Return an object or a list with the values that its numbers stand for."""

    def value_of(inner: object) -> object:
        return told[inner] if type(inner) is int and 0 <= inner < len(told) else inner

    if isinstance(item, dict):
        return {name: value_of(inner) for name, inner in islice(item.items(), most)}
    return [value_of(inner) for inner in item[:most]]


_NUMBER = lazy_re.compile(r"\+?[0-9(][0-9 ().-]{6,24}")
_MAILBOX = lazy_re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{2,80}", re.ASCII)
_BY_NAME = frozenset(("telegram", "tg", "wechat", "weixin", "wx", "line", "kakao", "kakaotalk", "skype"))
"""Messengers under whose name a word may be a style ({"line": "dashed"}) or a switch, and beside two contacts is an account."""
_CONTACTS = 2


def _among_contacts(pairs: list[tuple[str, object]]) -> list[tuple[str, object]]:
    """Return the pairs with "_id" behind names of messengers, if two others hold contacts: {"email": …, "phone": …, "telegram": …}."""
    said = sum([1 for name, inner in pairs if isinstance(inner, str) and _is_contact(name, inner)])
    if said < _CONTACTS:
        return pairs
    return [(f"{name}_id" if name in _BY_NAME and _NUMBER.fullmatch(str(inner)) is None else name, inner) for name, inner in pairs]


def _is_contact(name: str, value: str) -> bool:
    if "mail" in name.lower():
        return _MAILBOX.fullmatch(value) is not None
    return _NUMBER.fullmatch(value) is not None and told_by(name, value, captions=True) != ""


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
