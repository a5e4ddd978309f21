"""Values that code on a page for developers holds: the number of `client.send("+13912345678")` is an example, and nobody's to call."""

import re

from scamtriage.parse.contact.setting_names import BY_NUMBER_OR_ID
from scamtriage.parse.contact.windows import Window
from scamtriage.records import lazy_re

KINDS = frozenset(("phone", "local-phone", "hotline", "email", "wallet", *BY_NUMBER_OR_ID, "qq", "kakaotalk", "skype"))
"""Kinds that are values of settings; links and codes lead where they lead."""
_REACH = 110
"""Characters on each side in which signs of code are counted."""
_LEAST = 4
"""Signs of code beside the value's own: prose with a quotation in brackets has fewer."""
_QUOTES = "\"'"
_OPENS = lazy_re.compile(r"(?:[a-z_][\"']?\s{0,3}(?::|:?=)|[a-z_]\(|[\[{,(])\s{0,3}\Z", re.IGNORECASE)
"""What stands before a value in code: the name that it gets, the function that it is given to, or another value."""
_CLOSES = frozenset(",;)]}")
"""What stands behind it, unless an equals sign before it makes it one: a colon before a quotation is one of prose as well."""
_SIGN = lazy_re.compile(
    r"[{};]|[a-z_]\((?=[\"'a-z_)])|=>|->|==|[a-z_] ?= ?(?=[\"'{\[])|[\"'] ?(?:[:,\]})])|(?<!\S)-[duH](?= )|^@[a-z]|\bself\.|\breturn\b",
    re.IGNORECASE,
)
"""Statements, calls, assignments and the commas and colons behind quoted names, as code has them and prose hardly does."""


def is_within(window: Window, start: int, end: int) -> bool:
    """Return whether a contact is a whole quoted value amid code. The text must be one that shows code: a source has such values only."""
    text = window.text
    quote = text[start - 1 : start]
    if not quote or quote not in _QUOTES or text[end : end + 1] != quote:
        return False
    before, after = text[max(0, start - 1 - _REACH) : start - 1], text[end + 1 : end + 1 + _REACH]
    if after.lstrip()[:1] not in _CLOSES and not before.rstrip().endswith("="):
        return False
    return _OPENS.search(before[-12:]) is not None and len(_SIGN.findall(before)) + len(_SIGN.findall(after)) >= _LEAST


_RESERVED = lazy_re.compile(r"[@.]example\.(?:com|net|org)\Z")
"""Names that nobody can have (RFC 2606), and in which those write addresses who explain code."""


def is_reserved(address: str) -> bool:
    """Return whether an address is under a name that is reserved for examples."""
    return _RESERVED.search(address) is not None
