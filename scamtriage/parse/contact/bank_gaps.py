"""Numbers and names of banks in the order in which they stand, and what parts each of them from the next: a colon, a comma, a line."""

import re
from collections.abc import Iterable
from functools import cache

from msgspec import Struct

from scamtriage.knowledge.pages.contact_table import words_of
from scamtriage.parse.contact.fold import digits_of
from scamtriage.parse.contact.label_words import Label, banks_of, names_other
from scamtriage.parse.contact.payee_words import PAYS
from scamtriage.parse.contact.windows import Window
from scamtriage.records import lazy_re

_NAMED = frozenset(("bank:", PAYS))
"""Schemes stand in lists as banks do."""
_JOINED_CHARS, _WORD_CHARS = 32, 11
"""Characters between two spellings of one bank, "Ngân hàng Á Châu (ACB)", and of a word for a bank before its name."""

TIGHT, PLAIN, COMMA, NEXT, LINE, EMPTY_LINE = range(6)
"""How far a text parts what stands on its two sides: a colon, words, a comma, the next of a list, the next line."""


class Member(Struct, frozen=True):
    """A number of a list. `begin` and `until` are those of the bracket in which it stands alone."""

    start: int
    end: int
    begin: int
    until: int
    digits: str


class Name(Struct, frozen=True):
    """A name of a bank: its first and its last spelling. `begin` and `until` as of a number, with the word for a bank beside it."""

    first: Label
    last: Label
    begin: int
    until: int

    def has(self, digits: str) -> bool:
        """Whether the bank's accounts are as long as the number."""
        return any(len(digits) in bank.digits for label in (self.first, self.last) for bank in banks_of(label))

    @property
    def pays(self) -> bool:
        """Whether it is a scheme's, whose accounts are telephones."""
        return any(one[:5] == PAYS for one in self.first.classes)


class Gap(Struct, frozen=True):
    """What stands between a number and a name."""

    level: int
    lines: int
    chars: int
    enclosed: bool
    """What stands behind it is in a bracket of its own: "5642 … (Maybank)"."""
    ends: bool
    """A sentence ends in it, or an item of the list: "Transfer to BCA? Write to 0812 …"."""
    shape: str
    """Its lines, commas and strokes, and where words stand, by which the rows of a list are told to be built alike."""


Entry = Member | Name


class Pair(Struct, frozen=True):
    """A number, a name beside it, and what stands between."""

    member: Member
    name: Name
    gap: Gap

    @property
    def behind(self) -> bool:
        """Whether the name stands behind the number."""
        return self.name.begin > self.member.begin

    @property
    def begin(self) -> int:
        """Where the first of the two begins."""
        return min(self.name.begin, self.member.begin)

    @property
    def until(self) -> int:
        """Where the second of the two ends."""
        return max(self.name.until, self.member.until)


def members_of(text: str, numbers: Iterable[re.Match[str]]) -> list[Member]:
    """Return the numbers that are no days."""
    members = []
    for number in numbers:
        if _DAY.fullmatch(number[0]) is None:
            begin, until = _with_bracket(text, number.start(), number.end())
            members.append(Member(number.start(), number.end(), begin, until, digits_of(number[0])))
    return members


_DAY = lazy_re.compile(r"(?:19|20|25)[0-9]{2}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{1,2}-[0-9]{1,2}-(?:19|20|25)[0-9]{2}")


def names_of(window: Window) -> list[Name]:
    """Return the names of banks and schemes. Two spellings of one bank beside each other are one name."""
    names: list[Name] = []
    for label in window.labels:
        if not any(name[:5] in _NAMED for name in label.classes):
            continue
        begin, until = _with_bracket(window.text, *_with_bank(window.low, label.start, label.end))
        if names and _is_same(window, names[-1].last, label):
            names[-1] = Name(names[-1].first, label, names[-1].begin, until)
        else:
            names.append(Name(label, label, begin, until))
    return names


def _with_bracket(text: str, start: int, end: int) -> tuple[int, int]:
    alone = _BRACKETS.get(text[start - 1 : start]) == text[end : end + 1] != ""
    return (start - 1, end + 1) if alone else (start, end)


_BRACKETS = {"(": ")", "[": "]"}


def _with_bank(low: str, start: int, end: int) -> tuple[int, int]:
    """Return where a name begins and ends with the word for a bank beside it: "HDFC Bank", ธนาคารกสิกรไทย."""
    if low[end : end + 1] == " " and (behind := words_of("bank").match(low, end + 1)) is not None:
        end = behind.end()
    before = _bank_before().search(low, max(0, start - _WORD_CHARS), start)
    return (before.start() if before is not None else start), end


@cache
def _bank_before() -> re.Pattern[str]:
    return re.compile(rf"(?:{words_of('bank').pattern}) ?\Z")


def _is_same(window: Window, first: Label, second: Label) -> bool:
    """Whether two names are spellings of one bank: "Bank Central Asia (BCA)"."""
    between = window.text[first.end : second.start]
    if len(between) > _JOINED_CHARS or "\n" in between or any(map(str.isdigit, between)):
        return False
    return not _names(first).isdisjoint(_names(second))


def _names(label: Label) -> set[str]:
    return {bank.name for bank in banks_of(label)} | {name for name in label.classes if name[:5] == PAYS}


def pair_of(window: Window, one: Entry, other: Entry) -> Pair:
    """Return a number and a name of which one stands right behind the other."""
    gap = _gap(window, one, other)
    if isinstance(one, Member):
        assert isinstance(other, Name)
        return Pair(one, other, gap)
    assert isinstance(other, Member)
    return Pair(other, one, gap)


def _gap(window: Window, one: Entry, other: Entry) -> Gap:
    start, end = one.until, other.begin
    text = _without_words(window, start, end)
    lines = text.count("\n")
    ends = _ENDS.search(text) is not None
    if lines:
        level = EMPTY_LINE if _EMPTY.search(text) else LINE
    elif ends or _STROKE.search(text) or _joins(text) or _tells_another(window, start, end):
        level = NEXT
    elif "," in text or "|" in text:
        level = COMMA
    else:
        level = TIGHT if isinstance(one, Name) and _COLON.match(text) else PLAIN
    return Gap(level, lines, len(text), window.text[end : end + 1] in _BRACKETS, ends, _WORDS.sub("w", _UNSHAPED.sub("", text)))


_FEW = 3
"""Labels between a number and a name that are looked at."""
_EMPTY = lazy_re.compile(r"\n[^\S\n]*\n")
_ENDS = lazy_re.compile(r"[;?!]|(?:\A|[^\W\d_]{4}|[)\]0-9])\.(?=\s|\Z)")
_STROKE = lazy_re.compile(r"/(?:(?<![^\W\d_]/)|(?![^\W\d_]))|\A[^(\[]*[)\]]")
"""A stroke that is none of "a/n", or the bracket that was opened before."""
_COLON = lazy_re.compile(r"[^\S\n]?[:=]")
_UNSHAPED = lazy_re.compile(r"[^\S\n]+|[()\[\]:=\"*#-]+")
_WORDS = lazy_re.compile(r"[^\n,;|/?!&]+")
"""What a shape leaves out, and what it has one letter for."""


def _without_words(window: Window, start: int, end: int) -> str:
    """Return the text without words for an account, in which full stops and words for "or" stand: "acct. 0012 …", खाता संख्या."""
    text = window.low[start:end]
    for label in window.labels_near(start, before=0, after=_FEW):
        if "account" in label.classes and start <= label.start < end:
            at, until = label.start - start, label.end - start
            until += text[until : until + 1] == "."
            text = text[:at] + "_" * (until - at) + text[until:]
    return text


def _joins(text: str) -> bool:
    """Whether "or" or "and" stands in the text. "at" is "and" in the Philippines, and what stands before a bank in English; a short word of
    Japanese, Chinese or Hindi is also a part of others.
    """
    for word in _or().finditer(text):
        if word[0] == "at" or (word[0] > "\u2fff" and text[: word.start()].strip(_MARGIN) and text[word.end() :].strip(_MARGIN)):
            continue
        if _HINDI.match(word[0]) and (_HINDI.match(text, max(0, word.start() - 1), word.start()) or _HINDI.match(text, word.end())):
            continue
        return True
    return False


_MARGIN = " ,;()[]|"
_HINDI = lazy_re.compile("[\u0900-\u097f]")


@cache
def _or() -> re.Pattern[str]:
    return words_of("or", "and")


def _tells_another(window: Window, start: int, end: int) -> bool:
    """Whether a word of another thing stands between: "CIMB, WhatsApp 012…" is no account at CIMB."""
    for label in window.labels_near(start, before=0, after=_FEW):
        if label.start >= end:
            return False
        if names_other(label):
            return True
    return False
