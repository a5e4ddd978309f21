"""Where the sentence of a messenger ends before a number, the number is of the next one: "Message us on WhatsApp." above "Office 03-…"."""

import re
from functools import cache

from scamtriage.knowledge.pages.contact_table import words_of
from scamtriage.parse.contact.label_words import Label
from scamtriage.parse.contact.phone.numbered import thing_before
from scamtriage.parse.contact.phone.surroundings import is_called
from scamtriage.parse.contact.windows import Window
from scamtriage.records import lazy_re

_SENTENCE = lazy_re.compile(r"(?<![^\W\d_][.])[.!?。！？।។။](?:[^\S\n]{0,4}\n|[^\S\n])")
_LINE = lazy_re.compile(r"[.!?。！？।។။][^\S\n]{0,4}\n{1,4}(?P<next>[^\n]*)\Z")
_WORD = lazy_re.compile(r"[^\W\d_]{2}")
_NAMES = lazy_re.compile(
    r"[ :]{1,3}(?P<first>[^\W\d_]{2,15}(?: [^\W\d_]{2,15}){0,2})[ :]{1,3}(?P<number>[+(]?[0-9](?:[ ()-]{0,2}[0-9]){5,14}) ?[/,;&|] ?"
    r"(?P<second>[^\W\d_]{2,15}(?: [^\W\d_]{2,15}){0,2})[ :]{1,3}"
)
"""Two people behind one messenger: "WhatsApp Daniel 9177 4412 / Michelle 8177 4413"."""


def is_of_next(window: Window, label: Label, start: int, end: int, kind: str) -> bool:
    """Whether the messenger's sentence ends before the line of the number, which is of this kind and has words of its own, is a fixed line,
    or is said to be called.
    """
    ended = _LINE.search(window.raw, label.end, start)
    return ended is not None and (kind == "fixed" or _WORD.search(ended["next"]) is not None or is_called(window.low, end))


def is_thing_of_next(window: Window, label: Label, start: int) -> bool:
    """Whether a sentence ends before a thing and its number: "… on WhatsApp. Booking number 0812 …"."""
    ends = [match.end() for match in _SENTENCE.finditer(window.raw, label.end, start)]
    return bool(ends) and thing_before(window.low, start) >= ends[0]


@cache
def _offices() -> re.Pattern[str]:
    return re.compile(rf"(?:{words_of('department', 'department-behind').pattern})", re.IGNORECASE)


def is_second_person(between: str, raw: str) -> bool:
    """Whether a second name, and a number that begins as the first one and is about as long, follow a first name and number.

    `between`: the text from the messenger's name to the number.
    """
    names = _NAMES.fullmatch(between)
    if names is None or (names["number"][0] in "0+" and raw[0] != names["number"][0]) or abs(_digits(names["number"]) - _digits(raw)) > 1:
        return False
    words = (*names["first"].split(), *names["second"].split())
    return all(word[0].isupper() for word in words) and _offices().search(names["second"]) is None


def _digits(written: str) -> int:
    return sum(map(str.isdigit, written))
