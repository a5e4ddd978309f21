"""Accounts in the options of a list, in whose values the bank or the number stands: `<option value="700|中華郵政|2441…">`.

The visitor sees the bank alone, and a script shows the number once it is chosen.
"""

import re

from scamtriage.parse.html.tokens import attribute_text
from scamtriage.records.limits import limit

MAX_OPTIONS = 300
_OPTION = re.compile(
    rb"<option\s(?:[^<>]{0,200}\s)?value\s{0,4}=\s{0,4}([\"'])"
    rb"(?=[^\"'<>]{0,150}?[0-9](?:[ -]?[0-9]){6})([^\"'<>]{7,200})\1[^<>]{0,200}>([^<>]{0,120})",
    re.IGNORECASE,
)
_MARKS = re.compile(r"[|｜;,/_:=~#]|(?<![0-9])-|-(?![0-9])")
"""What parts the pieces of a value; a dash between digits is the account's."""


def options(markup: bytes, caps: list[str]) -> list[tuple[str, str]]:
    """Return ((where, text) as in ContactSources.extras): what is shown, then the pieces of the value. Linear in the markup (UTF-8).

    A limit that was reached is added to `caps`.
    """
    found: dict[tuple[str, str], None] = {}
    for read, match in enumerate(_OPTION.finditer(markup)):
        if read >= MAX_OPTIONS:
            caps.append(limit("contact attributes", MAX_OPTIONS))
            break
        shown, value = (attribute_text(match[number].decode("utf-8", "ignore")) for number in (3, 2))
        found["option", _MARKS.sub(" , ", f"{' '.join(shown.split())} | {value}")] = None
    return list(found)
