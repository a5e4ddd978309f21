"""Find the words of the channels table that stand around contacts, and tell which of them share one number ("Tel/Zalo:")."""

import re
from functools import cache

from msgspec import Struct

from scamtriage.knowledge.language.phrases import any_word
from scamtriage.knowledge.matcher import Matcher, Pattern
from scamtriage.knowledge.pages.contact_table import Bank, channels
from scamtriage.parse.contact.anchors import calling_words, spellings
from scamtriage.parse.contact.setting_names import BY_NUMBER, CALLED


@cache
def callers() -> Matcher[str]:
    """Return the matcher of the words that mark a number as one to call, in small letters."""
    return Matcher([Pattern(word, word) for word in calling_words()])


def says_call(text: str) -> bool:
    """Whether the text holds a word that marks a number as one to call."""
    return bool(callers().found(text.lower()))


def says(name: str, text: str) -> bool:
    """Whether a word of the class occurs in the text, which is in small letters."""
    return any(map(text.__contains__, words_of_class(name))) and labels_of(name).search(text) is not None


@cache
def words_of_class(name: str) -> frozenset[str]:
    """Return the words of a class of labels in every spelling, in small letters."""
    return frozenset(s.lower() for word in channels().labels[name] for s in spellings(word))


@cache
def labels_of(name: str) -> re.Pattern[str]:
    """Return one pattern for all words of a class of labels; Latin words must be whole."""
    words = sorted(words_of_class(name), key=lambda word: (-len(word), word))
    latin = "|".join(re.escape(word) for word in words if word.isascii())
    other = "|".join(re.escape(word) for word in words if not word.isascii())
    return re.compile(rf"(?<![a-z])(?:{latin})(?![a-z])|{other}" if other else rf"(?<![a-z])(?:{latin})(?![a-z])")


@cache
def refusal() -> re.Pattern[str]:
    """Return the pattern of refusals: "no", "without"."""
    return re.compile(rf"\b(?:{any_word('around_contacts', 'not')})\b|{any_word('around_contacts', 'not_in')}")


@cache
def refused_in_bracket() -> re.Pattern[str]:
    """Return the end of a text that refuses the messenger named behind it: "(not on ", "(calls only, no ".

    "no" alone is a number in Malay and Indonesian, "Telepon (no WA): …", so an English word must stand before it.
    """
    refused = rf"[(\[,;-] ?(?!no\b)(?:{refusal().pattern})[^\s.:,/()]{{0,6}}"
    english = r"(?:phone|call|mobile|cell|landline|telephone)s?(?: only)? ?[(\[,;-] ?no|\bonly ?[,;-]? ?no"
    return re.compile(rf"(?:{refused}|{english})(?: (?:on|for|via|by|ada|pakai|guna|dùng|có|nhận))? ?\Z")


class Label(Struct):
    """A word of the channels table found in a window. `chain` combines the classes of labels that share one number ("Tel/Zalo:")."""

    start: int
    end: int
    classes: frozenset[str]
    chain: frozenset[str]


def banks_of(label: Label) -> list[Bank]:
    """Return the banks of the table that the word names, [] for a word that names none."""
    return [channels().banks[int(name[5:])] for name in sorted(label.classes) if name[:5] == "bank:"]


def names_other(label: Label) -> bool:
    """Whether the word calls a number something else than an account: one to call, or that of a thing."""
    return not label.classes.isdisjoint(CALLED) or ("not-phone" in label.classes and "account" not in label.classes)


SYMBOLS = "☎☏✆📞📱📲"
NAMED = frozenset(BY_NUMBER) | {"line", "wechat", "qq", "kakaotalk", "skype"}


def is_latin(character: str) -> bool:
    """Whether the character is a letter of the Latin script."""
    return character.isalpha() and (character < "\u0250" or "\u1e00" <= character < "\u1f00")


def is_of_alphabet(character: str) -> bool:
    """Whether the character is a letter of Latin, Greek or Cyrillic, whose words have spaces around them and take nothing before."""
    return is_latin(character) or ("\u0370" <= character < "\u0530" and character.isalpha())
