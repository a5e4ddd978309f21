"""Expressions that are tried where their first letters stand find what they find everywhere."""

import re
from random import Random
from re import _parser  # type: ignore[attr-defined]

import pytest

from scamtriage.knowledge.language import phrase_tables, phrases
from scamtriage.knowledge.language.first_letters import alternatives, first_letters
from tests.knowledge.test_foreseer import expressions, spoken


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        (r"\bcat\b", "c"),
        (r"cat|dog", "cd"),
        (r"\b(?:cat|dogs?|[ef]ish) food", "cdef"),
        (r"(?:(?:a|b)c|d)e", "abd"),
        (r"[|)(]x", "()|"),
        (r"ขาย", "ข"),
        (r"colou?r", "c"),
        (r"ca?t", "c"),
        (r"a+b", "a"),
        # what need not stand there, or may be anything
        (r"x?y", ""),
        (r"x{0,2}y", ""),
        (r"(?:cat)?dog", ""),
        (r"(?:cat|)dog", ""),
        (r"cat|\d", ""),
        (r".cat", ""),
        (r"[a-z]cat", ""),
        (r"[^a]cat", ""),
        (r"[\w]cat", ""),
        (r"(?<!a)cat", ""),
        (r"\Bcat", ""),
        (r"^cat", ""),
        (r"", ""),
    ],
)
def test_first_letters_are_told_where_they_are_plain(text: str, letters: str) -> None:
    assert first_letters(text) == frozenset(letters)


def test_neighbours_are_tried_together_and_keep_their_order() -> None:
    assert alternatives([r"\bab", r"\ba", r"x?y", r"\bc"]) == r"(?=[a])(?:\bab|\ba)|x?y|\bc"
    assert alternatives([]) == ""


@pytest.mark.parametrize("table", phrase_tables.EXPRESSIONS)
def test_the_same_is_found_as_by_all_of_them_everywhere(table: str) -> None:
    chance = Random(1)
    for name in phrase_tables.EXPRESSIONS[table]:
        texts = expressions(table, name)
        said = [spoken(_parser.parse(text), chance) for text in texts]
        whole = " ".join([f"{one} x{one}, {one}y." for one in said])
        plain = re.compile("|".join(texts))
        found = [match.span() for match in plain.finditer(whole)]
        assert found and [match.span() for match in phrases.compiled(table, name).finditer(whole)] == found, name
