"""Accounts in the options of a list, in whose values the bank or the number stands: `<option value="700|中華郵政|2441…">`.

The visitor sees the bank alone, and a script shows the number once it is chosen.
"""

import re
from collections import Counter
from itertools import islice

from scamtriage.parse.html.tokens import attribute_text
from scamtriage.records import lazy_re
from scamtriage.records.limits import limit

MAX_OPTIONS = 300
_OPTION = lazy_re.compile(
    rb"<option\s(?:[^<>]{0,200}\s)?value\s{0,4}=\s{0,4}([\"'])"
    rb"(?=[^\"'<>]{0,150}?[0-9](?:[ -]?[0-9]){6})([^\"'<>]{7,200})\1[^<>]{0,200}>([^<>]{0,120})",
    re.IGNORECASE,
)
_MARKS = lazy_re.compile(r"[|｜;,/_:=~#]|(?<![0-9])-|-(?![0-9])")
"""What parts the pieces of a value; a dash between digits is the account's."""
_KEY_ENDS = 3
"""Digits at the end of numbers that count on, 10000121 and 10000124: those are keys of a table, and no accounts."""


def options(markup: bytes, caps: list[str]) -> list[tuple[str, str]]:
    """Return ((where, text) as in ContactSources.extras): what is shown, then the pieces of the value. Linear in the markup (UTF-8).

    A limit that was reached is added to `caps`.
    """
    found: dict[tuple[str, str], None] = {}
    told = [
        [attribute_text(match[number].decode("utf-8", "ignore")) for number in (3, 2)]
        for match in islice(_OPTION.finditer(markup), MAX_OPTIONS + 1)
    ]
    if len(told) > MAX_OPTIONS:
        caps.append(limit("contact attributes", MAX_OPTIONS))
    begun = Counter(value[:-_KEY_ENDS] for value in dict.fromkeys(value for _, value in told) if value.isdecimal())
    for shown, value in told[:MAX_OPTIONS]:
        if begun[value[:-_KEY_ENDS]] < 2:
            found["option", _MARKS.sub(" , ", f"{' '.join(shown.split())} | {value}")] = None
    return list(found)
