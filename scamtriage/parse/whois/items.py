"""What a WHOIS answer is cut into: items, each with the place where it stands, and the forms in which keys and hosts are compared."""

import re
from dataclasses import dataclass

MAX_LINES = 2_000  # the longest honest answer that we know has 600; later lines are not read, and the facts say so
MAX_LINE_CHARS = 500
MAX_ITEMS = 1_500

_HOST = re.compile(r"(?=.{4,253}$)[a-z0-9_](?:[a-z0-9_-]{0,62})(?:\.[a-z0-9_](?:[a-z0-9_-]{0,62}))+\.?", re.IGNORECASE | re.ASCII)
_ORDINAL = re.compile(r"(?:secondary|tertiary|second|third|fourth|fifth|sixth|first|1st|2nd|3rd|4th|5th|6th) ")
_PARENTHESES = re.compile(r"\([^()]{0,60}\)")
_PUNCTUATION = re.compile(r"[\s_\-/.#*·'’|=]+")
_TRAILING_NUMBER = re.compile(r"\s?\d{1,2}$")


@dataclass(frozen=True, slots=True)
class Item:
    """One value and how it was named. `contact`: it stands in a part about a person or another organisation."""

    key: str
    """Normalised; for the lines of a block the key of its heading."""
    value: str
    section: str = ""
    """Normalised heading above it, or ""."""
    contact: bool = False
    foreign: bool = False
    """It stands in a paragraph about another object of the same database."""
    block: bool = False
    """A line of a block, or a continuation."""
    nested: bool = False
    """It stands further in than the first field of a part about a person, or in one that is indented as a whole: what it says is that
    person's, who may write there what he likes."""
    paragraph: int = 0
    """Number of the paragraph in which it stands."""
    raw_key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer cut into lines and items."""

    items: tuple[Item, ...]
    lines: tuple[str, ...]
    """Every line that was read, stripped, blank ones left out."""
    cut: int = 0
    """Lines that were not read because there were too many."""
    shortened: int = 0
    """Lines of which only the first MAX_LINE_CHARS were read."""
    full: bool = False
    """MAX_ITEMS were found; what stands below was not read for values."""

    @property
    def limits(self) -> tuple[str, ...]:
        """What was not read, in words; empty for every honest answer that we know."""
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
    """The form under which a key is looked up: "Created On (dd/mm/yyyy)......" becomes "created on"."""
    text = _PUNCTUATION.sub(" ", _PARENTHESES.sub("", raw.lower())).strip(" :")
    text = _ORDINAL.sub("primary ", text, count=1) if _ORDINAL.match(text) is not None and "regist" not in text else text
    return _TRAILING_NUMBER.sub("", text) if text[-1:].isdigit() else text


def looks_like_host(word: str) -> bool:
    """Whether a word is a host name of two labels or more whose last label is no number."""
    return _HOST.fullmatch(word) is not None and not word.rstrip(".").rsplit(".", 1)[-1].isdigit()
