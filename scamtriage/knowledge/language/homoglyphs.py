"""Replace lookalikes of Latin letters: letters of other scripts within a word, and the styled letters of Unicode."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from scamtriage.knowledge.language.lookalikes import confusables
from scamtriage.records import lazy_re

_STYLED = (
    (0x262, 0x262),
    (0x26A, 0x26A),
    (0x274, 0x274),
    (0x280, 0x280),
    (0x28F, 0x28F),
    (0x299, 0x29F),
    (0x2B0, 0x2B8),
    (0x2E1, 0x2E3),
    (0x1D00, 0x1D22),
    (0x1D2C, 0x1D6A),
    (0x1D9B, 0x1DBF),
    (0xA730, 0xA731),
    (0x2071, 0x2071),
    (0x207F, 0x207F),
    (0x2090, 0x209C),
    (0x2102, 0x2139),
    (0x2160, 0x217F),
    (0x249C, 0x24B5),
    (0x24B6, 0x24E9),
    (0xFF21, 0xFF5A),
    (0x1D400, 0x1D7FF),
    (0x1F130, 0x1F189),
)
"""Blocks of small capitals, superscript and subscript letters, letterlike signs, Roman numerals, letters in brackets, circles and squares,
full-width and mathematical letters. Each character stands for one letter or digit."""
_DRAWN_LETTER = lazy_re.compile(r"(?:PARENTHESIZED|NEGATIVE \w+) LATIN (?:CAPITAL|SMALL) LETTER |LATIN LETTER SMALL CAPITAL ")
_LATIN = "A-Za-zÀ-ɏḀ-ỿ"
_WITHOUT_SPACES = range(0x900, 0x10A0)
"""Scripts whose letters may be adjacent to a Latin word without being part of it."""
_AT_HOME = (("ı", "ğş"),)
"""A letter that is a normal one in some language, and the letters that identify that language."""
_OTHER_SCRIPTS = 0x370
"""Letters below this code point are Latin; those among them that are lookalikes are not used to deceive."""
_BEYOND = "\U00010000"
_WORD = lazy_re.compile(r"\w+")
_ADDRESS = lazy_re.compile(r"@|//|\w[./]\w")
"""Marks a token as an address. In an address a lookalike is a different letter, of someone else's address."""
ENOUGH = 3
"""Number of different mixed words from which words entirely of lookalikes are also taken as Latin."""


class _Tables(NamedTuple):
    styled: dict[str, str]
    twins: dict[int, str]
    any_styled: re.Pattern[str]
    beside: re.Pattern[str]
    """A lookalike next to a Latin letter."""
    mixed: re.Pattern[str]
    """A token that contains such a pair."""
    whole: re.Pattern[str]
    """A word entirely of lookalikes."""


def latin(text: str) -> tuple[str, int]:
    """Return the text with lookalikes replaced, and how many different words mixed Latin letters with other scripts.

    A word is mixed if its Latin letters outnumber its letters that resemble none, so "USB-кабель" and "kΩ" remain unchanged.
    """
    tables = _tables()
    text = tables.any_styled.sub(lambda sign: tables.styled[sign[0]], text)
    if not tables.beside.search(text):
        return text, 0
    twins = dict(tables.twins)
    for letter, company in _AT_HOME:
        if not set(company).isdisjoint(text):
            del twins[ord(letter)]
    mixed: set[str] = set()

    def read(word: re.Match[str]) -> str:
        spelled = word[0]
        if spelled.isascii():
            return spelled
        like = [ord(letter) for letter in spelled if ord(letter) in twins]
        letters = [letter for letter in spelled if letter.isalpha()]
        own = sum(map(is_latin, letters)) - sum(map(is_latin, map(chr, like)))
        if not like or own <= len(letters) - own - len(like):
            return spelled
        if max(like) >= _OTHER_SCRIPTS:
            mixed.add(spelled)
        return spelled.translate(twins)

    text = tables.mixed.sub(lambda token: token[0] if _ADDRESS.search(token[0]) else _WORD.sub(read, token[0]), text)
    if len(mixed) >= ENOUGH and len(text.encode("ascii", "ignore")) * 2 > len(text):
        text = tables.whole.sub(lambda word: word[0].translate(twins), text)
    return text, len(mixed)


def is_latin(letter: str) -> bool:
    """Return whether a letter is Latin, with or without marks."""
    return letter < "ɐ" or "Ḁ" <= letter <= "ỿ"


def signs() -> str:
    """Return every character that can cause a change; a text without any of them is returned unchanged."""
    tables = _tables()
    return "".join([*tables.styled, *map(chr, tables.twins)])


def _one_of(signs: str) -> str:
    """Return an expression of one of these signs. Those beyond the first 65,536 are asked about only where one stands: `re` has a table of
    the others, and goes through these one after another."""
    return f"[{''.join([sign for sign in signs if sign < _BEYOND])}{_BEYOND}-\U0010ffff](?<=[{signs}])"


@cache
def _tables() -> _Tables:
    styled = dict(_styled())
    twins = {code: letter for code, letter in confusables().items() if chr(code) not in styled and code not in _WITHOUT_SPACES}
    others = "".join(map(chr, twins))
    beside = f"(?:[{_LATIN}][{others}]|[{others}][{_LATIN}])"
    return _Tables(
        styled=styled,
        twins=twins,
        any_styled=re.compile(_one_of("".join(styled))),
        beside=re.compile(rf"{_one_of(others)}(?:(?<=[{_LATIN}].)|(?=[{_LATIN}]))"),  # begins with what is rare
        mixed=re.compile(rf"(?<!\S)\S*?{beside}\S*+"),
        whole=re.compile(rf"\b[{others}]++\b"),
    )


def _styled() -> Iterator[tuple[str, str]]:
    for first, last in _STYLED:
        for code in range(first, last + 1):
            letter = unicodedata.normalize("NFKC", chr(code))
            if len(letter) > 1 or letter == chr(code):
                letter = _DRAWN_LETTER.sub("", unicodedata.name(chr(code), ""))
            if len(letter) == 1 and letter.isascii() and letter.isalnum():
                yield chr(code), letter
