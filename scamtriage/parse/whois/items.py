"""The items of a parsed WHOIS answer with their context, and the normal forms used to compare keys and hosts."""

import re
from dataclasses import dataclass

from scamtriage.records import lazy_re

MAX_LINES = 2_000  # the longest real answer that we know has 600; later lines are not read, and `Answer.limits` reports it
MAX_LINE_CHARS = 500
MAX_ITEMS = 1_500
OF_PERSONS = (
    "registrant ",
    "owner ",
    "holder ",
    "domain holder ",
    "contact ",
    "admin ",
    "administrative ",
    "tech ",
    "technical ",
    "billing ",
    "bill ",
)
"""Keys begin so whose value a person wrote; lines that are indented below it are more of his words."""

_HOST = lazy_re.compile(r"(?=.{4,253}$)[a-z0-9_](?:[a-z0-9_-]{0,62})(?:\.[a-z0-9_](?:[a-z0-9_-]{0,62}))+\.?", re.IGNORECASE | re.ASCII)
_ORDINAL = lazy_re.compile(r"(?:secondary|tertiary|second|third|fourth|fifth|sixth|first|1st|2nd|3rd|4th|5th|6th) ")
PARENTHESES = lazy_re.compile(r"\([^()]{0,200}\)")
_PUNCTUATION = lazy_re.compile(r"[\s_\-/.#*·'’|=]+")
_TRAILING_NUMBER = lazy_re.compile(r"\s?\d{1,2}$")


@dataclass(frozen=True, slots=True)
class Item:
    """One value with its key and context. `contact` marks a part about a person or another organisation."""

    key: str
    """Normalised. For a line of a block, the key of the block's heading."""
    value: str
    section: str = ""
    """The normalised heading above the item, or ""."""
    contact: bool = False
    foreign: bool = False
    """The item is in a paragraph about another object of the same database."""
    block: bool = False
    """The item is a line of a block, or a continuation line."""
    nested: bool = False
    """The item is indented deeper than the first field of a contact part, or the whole part is indented.

    Such text belongs to the contact, who can write anything there.
    """
    paragraph: int = 0
    """The number of the paragraph that contains the item."""
    raw_key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A WHOIS answer split into lines and items."""

    items: tuple[Item, ...]
    lines: tuple[str, ...]
    """Every line that was read, stripped, without blank lines."""
    cut: int = 0
    """The number of lines that were not read because there were too many."""
    shortened: int = 0
    """The number of lines that were cut at MAX_LINE_CHARS."""
    full: bool = False
    """MAX_ITEMS was reached; values below were not read."""

    @property
    def said(self) -> tuple[str, ...]:
        """The lines that may be the server's own words. A contact may be called "Access denied", and live at "Not found"."""
        written = {item.value for item in self.items if item.value and (item.contact or item.key.startswith(OF_PERSONS))}
        return tuple([line for line in self.lines if line not in written and line.partition(":")[2].strip() not in written])

    @property
    def limits(self) -> tuple[str, ...]:
        """Describe what was not read; empty for every real answer that we know."""
        return tuple(
            words
            for reached, words in (
                (self.cut, f"answer cut: {self.cut} lines beyond {MAX_LINES} were not read"),
                (self.shortened, f"answer cut: of {self.shortened} lines only the first {MAX_LINE_CHARS} characters were read"),
                (self.full, f"answer cut: only the first {MAX_ITEMS} values were read"),
            )
            if reached
        )


def normal_key(raw: str) -> str:
    """Return the form used to look up a key: "Created On (dd/mm/yyyy)......" becomes "created on"."""
    text = _PUNCTUATION.sub(" ", PARENTHESES.sub("", raw.lower())).strip(" :")
    text = _ORDINAL.sub("primary ", text, count=1) if _ORDINAL.match(text) is not None and "regist" not in text else text
    return _TRAILING_NUMBER.sub("", text) if text[-1:].isdigit() else text


def looks_like_host(word: str) -> bool:
    """Whether a word is a host name of at least two labels with a non-numeric last label."""
    return _HOST.fullmatch(word) is not None and not word.rstrip(".").rsplit(".", 1)[-1].isdigit()
