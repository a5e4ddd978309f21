"""Phrases that rooms seek in texts of many languages: classes of `phrases/`, as words, expressions, and what finds them in one pass."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from scamtriage.knowledge.language.first_letters import alternatives
from scamtriage.knowledge.language.phrase_tables import DIGITS, REFERENCE, SAY, TABLES, Listed, Parts, Said
from scamtriage.knowledge.loading import BadTable, Words, read_table
from scamtriage.knowledge.matcher import Matcher, Pattern
from scamtriage.records import lazy_re

_LISTED_AS = {"id": "ms_id", "ms": "ms_id", "tl": "fil"}
"""Language of a page -> the one under which its phrases stand."""
_BEHIND = lazy_re.compile(r"\(\?<[!=][^()]*\)")
"""What asks for what stands before."""
_ITEM = lazy_re.compile(r"(?P<one>\\.|\[(?:\\.|[^\\\]])*\]|.)(?:(?P<times>\{\d+(?:,\d*)?\}|[*+?])\+?)?")
"""One sign or class of signs of an expression, and how often it may stand there, whether it gives any of them back (`++`) or not."""
_IN_ASCII_ONLY = lazy_re.compile(r"\\[wds]|\[(?!\^)[^\]]*\\[wdsWDS]|\[\^[^\]]*\\[WDS]|\[[^\]]*[^\x00-\x7f]")
"""Begins a class that holds signs beyond ASCII for `re`, and of these for Hyperscan none or single bytes."""


@cache
def expression(table: str, name: str) -> str:
    """Return a class of all languages as one regular expression, without a group around it. Raises BadTable."""
    return "|".join(_texts(table, name))


@cache
def compiled(table: str, name: str) -> re.Pattern[str]:
    """Return a class of all languages, compiled. Raises BadTable."""
    expression(table, name)  # raises what is wrong with the table
    return re.compile(alternatives(_texts(table, name)))


def _texts(table: str, name: str) -> list[str]:
    file = f"phrases/{table}.toml"
    try:
        return [text for _, _, text in expressions(_read(file), name)]
    except LookupError as exc:
        raise BadTable(f"{file}: line 1: {name}: no list is named {exc}") from None


@cache
def compiled_in(table: str, name: str, language: str) -> re.Pattern[str] | None:
    """Return a class of one language (a code of a page's, as "id"), compiled; None if it has none. Raises BadTable."""
    own = _LISTED_AS.get(language, language)
    texts = [text for listed, _, text in expressions(_read(f"phrases/{table}.toml"), name) if listed == own]
    return re.compile(alternatives(texts)) if texts else None


@cache
def words_in(table: str, name: str, language: str) -> tuple[str, ...]:
    """Return the words of a class of one language (a code of a page's, as "id"). Raises BadTable."""
    said: Listed = getattr(_read(f"phrases/{table}.toml"), name)
    return said.get(_LISTED_AS.get(language, language), ())


@cache
def words(table: str, name: str) -> tuple[str, ...]:
    """Return the words of a class of all languages, in their order. Raises BadTable."""
    said: Listed = getattr(_read(f"phrases/{table}.toml"), name)
    return tuple(word for listed in said.values() for word in listed)


@cache
def finder(*classes: tuple[str, str]) -> Matcher[str]:
    """Return what finds all words of these classes (table, name), in any language, in one pass. Raises BadTable."""
    return Matcher(Pattern(word, word) for word in dict.fromkeys(word for table, name in classes for word in words(table, name)))


@cache
def foreseer(table: str, *names: str) -> Matcher[tuple[str, int]]:
    """Return what finds something wherever an expression of these classes does, and seldom elsewhere, in one pass: a hundredth of the time
    of `compiled` where that holds dozens. What it finds is a class and the number of an expression in it. Raises BadTable."""
    rows = _read(f"phrases/{table}.toml")
    texts = [((name, number), text) for name in names for number, (_, _, text) in enumerate(expressions(rows, name))]
    return Matcher(Pattern(which, _wider(text), literal=False) for which, text in texts)


def _wider(text: str) -> str:
    """Return an expression over bytes that finds at least what this one finds in characters. What may stand some times may do so any number
    of times: a character has up to four bytes, and to count them takes longer than all the rest."""
    return _ITEM.sub(_widened, _BEHIND.sub("", text))


def _widened(item: re.Match[str]) -> str:
    one, times = item["one"], item["times"] or ""
    if one == r"\b":
        return ""
    if one == "(":  # what follows is no number
        return item[0]
    any_times = "*" if times[:2] in ("?", "*", "{0") else "+"
    if _IN_ASCII_ONLY.match(one):
        return "." + any_times
    if one == "." or one[:2] in (r"\S", r"\W", r"\D", "[^"):  # of several bytes each may be one
        return one + any_times
    alone = one if one.isascii() else f"(?:{one})"
    return alone + (any_times if times[:1] == "{" else times)


@cache
def any_word(table: str, name: str) -> str:
    """Return the words of a class of all languages as one regular expression, without a group around it. Raises BadTable."""
    return "|".join(map(re.escape, words(table, name)))


def by_letters(words_of: Iterable[str]) -> str:
    """Return a regular expression that is found where any of these words stands, however far it reaches there: those that begin alike share
    their letters, so that each position is asked for few, in half the time of a list."""
    groups: dict[str, list[str]] = {}
    for word in words_of:
        if not word:
            return ""
        groups.setdefault(word[0], []).append(word[1:])
    each = [re.escape(letter) + by_letters(rest) for letter, rest in groups.items()]
    return each[0] if len(each) == 1 else f"(?:{'|'.join(each)})"


def spoken_digits() -> tuple[tuple[Words, ...], ...]:
    """Return for each language the spellings of each digit, from zero on. Raises BadTable."""
    return tuple(_read(DIGITS).zero_to_nine.values())


@cache
def _read(file: str) -> Any:
    return read_table(file, TABLES[file])


def expressions(table: Any, name: str) -> Iterator[tuple[str, str, str]]:
    """Yield (language, text as it is written, text with its lists) of a class. Raises KeyError for a list that is nowhere."""
    said: Said = getattr(table, name)
    for language, texts in said.items():
        own = {} if isinstance(texts, tuple) else texts
        for text in texts if isinstance(texts, tuple) else texts[SAY]:
            yield language, text, _with_lists(text, {**table.parts, **own})


def _with_lists(text: str, lists: Parts) -> str:
    """Return an expression with its lists in the place of their names. A list that names itself is nowhere."""

    def one_of_list(match: re.Match[str]) -> str:
        others = {name: texts for name, texts in lists.items() if name != match[1]}
        return "(?:" + "|".join(_with_lists(text, others) for text in lists[match[1]]) + ")"

    return REFERENCE.sub(one_of_list, text)
