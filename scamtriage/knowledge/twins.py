"""Letters that a reader takes for Latin ones, written as those: another script's within a word, and the styled ones of Unicode."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from scamtriage.knowledge.lookalikes import confusables

_STYLED = (
    (0x1D2C, 0x1D6A),
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
"""Blocks of raised and lowered letters, of letterlike signs, Roman numerals, letters in brackets, circles and
squares, full width, mathematics: each says a letter or a digit."""
_DRAWN_LETTER = re.compile(r"(?:PARENTHESIZED|NEGATIVE \w+) LATIN (?:CAPITAL|SMALL) LETTER ")
_LATIN = "A-Za-zÀ-ɏḀ-ỿ"
_WITHOUT_SPACES = range(0x900, 0x10A0)
"""Scripts of which a letter may well touch a Latin word."""
_AT_HOME = (("ı", "ğş"),)
"""A letter that is its own in a language, and the letters by which that is known."""
_OTHER_SCRIPTS = 0x370
"""Below it letters are Latin, and in phonetic signs nobody hides."""
_WORD = re.compile(r"\w+")
_ADDRESS = re.compile(r"@|//|\w[./]\w")
"""Within a token: in an address a twin is another letter, and another's address."""
ENOUGH = 3
"""Different words that mix scripts, from which on words wholly of twins are Latin ones, too."""


class _Tables(NamedTuple):
    styled: dict[str, str]
    twins: dict[int, str]
    any_styled: re.Pattern[str]
    beside: re.Pattern[str]
    """A Latin letter and a twin, side by side."""
    mixed: re.Pattern[str]
    """A token in which they are."""
    whole: re.Pattern[str]
    """A word of twins."""


def latin(text: str) -> tuple[str, int]:
    """The text as it is read, and how many different words of it mixed Latin letters with those of other scripts.

    A word is mixed when it has more Latin letters than others that look like none, so that "USB-кабель" and "kΩ" stay what they are.
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
    """Whether a letter is a Latin one, whatever its marks."""
    return letter < "ɐ" or "Ḁ" <= letter <= "ỿ"


def signs() -> str:
    """Every character without which a text stays as it is."""
    tables = _tables()
    return "".join([*tables.styled, *map(chr, tables.twins)])


@cache
def _tables() -> _Tables:
    styled = dict(_styled())
    twins = {code: letter for code, letter in confusables().items() if chr(code) not in styled and code not in _WITHOUT_SPACES}
    others = "".join(map(chr, twins))
    beside = f"(?:[{_LATIN}][{others}]|[{others}][{_LATIN}])"
    return _Tables(
        styled=styled,
        twins=twins,
        any_styled=re.compile(f"[{''.join(styled)}]"),
        beside=re.compile(beside),
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
