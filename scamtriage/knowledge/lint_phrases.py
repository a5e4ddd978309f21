"""Check the phrases of all languages: each text is one expression, of bounded length, in the letters of its language."""

import re
from collections.abc import Iterator
from typing import Any
from unicodedata import category, is_normalized
from unicodedata import name as character_name

from scamtriage.knowledge.language.phrase_tables import DIGITS, EXPRESSIONS, LETTERS, REFERENCE, SAY, TABLES, WORDS
from scamtriage.knowledge.language.phrases import expressions
from scamtriage.knowledge.loading import complaint, read_table, read_text
from scamtriage.records import lazy_re
from scamtriage.records.invisible_characters import JOINERS

_SYNTAX = lazy_re.compile(r"\\u[0-9a-f]{4}|\\[A-Za-z]|\\.|\[(?:\\.|[^\]\\])*\]|\(\?P?<?[=!:]?|\{[^}]*\}|[*+?|()^$]")
"""What in an expression is no letter of a word."""
_CLASS = lazy_re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]")
_ENDLESS = lazy_re.compile(r"[*+]|\{\d*,\}")


def phrases() -> Iterator[str]:
    """Yield the errors in tables that are of their types."""
    for file in TABLES:
        yield from of_file(file, read_text(file))


def of_file(file: str, text: str) -> Iterator[str]:
    """Yield the errors in one table that is of its type."""
    table = read_table(file, TABLES[file], text)
    yield from _digits(text, table) if file == DIGITS else _of_table(file, text, table)


def _digits(text: str, table: Any) -> Iterator[str]:
    for language, rows in table.zero_to_nine.items():
        said = [(one, why) for spellings in rows for one in spellings for why in _of_word(language, one)]
        yield from (complaint(DIGITS, text, ("zero_to_nine", language), f"{one!r} {why}") for one, why in said)


def _of_table(file: str, text: str, table: Any) -> Iterator[str]:
    name = file.removeprefix("phrases/").removesuffix(".toml")
    used: set[str] = set()
    for each in EXPRESSIONS.get(name, ()):
        for language, texts in getattr(table, each).items():
            lists = {SAY: texts} if isinstance(texts, tuple) else texts
            if SAY not in lists:
                yield complaint(file, text, (each, language), f"its texts must stand in {SAY!r}")
                return
            mine = {found for listed in lists.values() for one in listed for found in REFERENCE.findall(one)}
            used |= mine
            yield from (complaint(file, text, (each, language, part), "is named nowhere") for part in lists.keys() - mine - {SAY})
            for part, listed in lists.items():
                where = (each, language) if lists is not texts else (each, language, part)
                yield from (complaint(file, text, where, f"{one!r} {why}") for one in listed for why in _of_text(language, one))
        try:
            for language, one, whole in expressions(table, each):
                try:
                    re.compile(whole)
                except re.error as exc:
                    yield complaint(file, text, (each, language), f"{one!r} must be a regular expression: {exc}")
        except KeyError as exc:
            yield complaint(file, text, (each,), f"no list is named {exc}")
    yield from (complaint(file, text, ("parts", part), "is named nowhere") for part in table.parts.keys() - used)
    for each in WORDS.get(name, ()):
        for language, listed in getattr(table, each).items():
            yield from (complaint(file, text, (each, language), f"{one!r} {why}") for one in listed for why in _of_word(language, one))


def _of_text(language: str, text: str) -> Iterator[str]:
    """Yield why a text of an expression is wrong."""
    bare = _CLASS.sub("", text)
    if _ENDLESS.search(bare):
        yield "has no bounded length"
    if _is_several(bare):
        yield "must be one text for each alternative"
    yield from _of_word(language, _SYNTAX.sub(" ", text))


def _is_several(bare: str) -> bool:
    """Return whether an expression without its sets of characters has alternatives outside of all brackets."""
    depth = 0
    for char in bare:
        depth += (char == "(") - (char == ")")
        if char == "|" and depth == 0:
            return True
    return False


def _of_word(language: str, word: str) -> Iterator[str]:
    """Yield why a word can never be found, or is not of its language."""
    if word != word.lower():
        yield "must be in small letters"
    if not is_normalized("NFC", word):
        yield "must be composed (NFC), as pages are read"
    if any(category(char) in ("Cc", "Cf") and char not in JOINERS for char in word):
        yield "holds a character that nobody sees"
    own = re.compile(f"[{LETTERS[language]}]") if LETTERS[language] else None
    if any(char.isalpha() and "LATIN" not in character_name(char, "") and not (own and own.match(char)) for char in word):
        yield f"is not written in the letters of {language}"
