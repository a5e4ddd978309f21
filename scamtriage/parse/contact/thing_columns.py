"""What the heads of columns say of numbers, which the plain text of a page has lost: those of orders, parcels and documents, and which
are no fax lines."""

from collections.abc import Iterable

from msgspec.structs import replace

from scamtriage.parse.contact.fold import digits_of, fold
from scamtriage.parse.contact.found import Found
from scamtriage.parse.contact.phone.labels import label_of
from scamtriage.parse.contact.setting_names import BY_NUMBER
from scamtriage.parse.contact.windows import Window
from scamtriage.records.facts.contact import LOCAL_PHONE

OF_THINGS = "thing column"
"""The `where` of an extra with such numbers, one a line."""
_BY_DIGITS = frozenset(("phone", "hotline", LOCAL_PHONE, "wechat", "qq", "line", *BY_NUMBER))


def of_things(extras: Iterable[tuple[str, str]]) -> frozenset[str]:
    """Return the digits of all numbers of things."""
    return frozenset(digits_of(fold(line)) for where, value in extras if where == OF_THINGS for line in value.split("\n"))


def called(extras: Iterable[tuple[str, str]]) -> frozenset[str]:
    """Return the digits below the heads of telephones. The head of the next column, for faxes, stands nearer to those of the first row."""
    return frozenset(
        digits_of(fold(line)) for where, value in extras if where == "table" for line in value.split("\n") if line.startswith("Tel:")
    )


def as_headed(found: Found, written: str, telephones: frozenset[str]) -> Found:
    """Return the find as the head of its column has it: `telephones` are those of `called`."""
    if not telephones or "fax" not in found.flags or digits_of(fold(written)) not in telephones:
        return found
    return replace(found, flags=tuple(flag for flag in found.flags if flag != "fax"))


def is_below_head_of_thing(window: Window, found: Found, written: str, things: frozenset[str]) -> bool:
    """Whether the number stands below the head of a thing. A word of its own line for a telephone or a messenger says otherwise, one of
    the line before may be the next column's head.
    """
    if not things or found.kind not in _BY_DIGITS or digits_of(fold(written)) not in things:
        return False
    label = label_of(window, found.start)
    return label is None or "not-phone" in label.classes or "\n" in window.text[label.end : found.start]
