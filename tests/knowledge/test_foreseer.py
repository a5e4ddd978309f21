"""What foresees an expression finds all that it finds: texts are made of each, of letters of one byte and of several."""

import re
from collections.abc import Iterable
from random import Random
from re import _parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from scamtriage.knowledge.language import phrase_tables, phrases
from scamtriage.knowledge.loading import read_table

AHEAD = re.compile(r"\(\?[=!]|\$|(?<!\[)\^|\\u")
"""What Hyperscan does not know: what must stand ahead, or at an end, and characters by their numbers."""
ANY = "az 7-_é’ขย假😀"
TEXTS = 20
"""Made of each expression."""


def expressions(table: str, name: str) -> list[str]:
    file = f"phrases/{table}.toml"
    return [whole for _, _, whole in phrases.expressions(read_table(file, phrase_tables.TABLES[file]), name)]


CLASSES = [
    (table, name)
    for table, names in phrase_tables.EXPRESSIONS.items()
    for name in names
    if not any(AHEAD.search(text) for text in expressions(table, name))
]


def spoken(tree: Iterable[Any], chance: Random) -> str:
    """A text that an expression may find, from its tree."""
    said = []
    for what, of in tree:
        match str(what):
            case "LITERAL":
                said.append(chr(of))
            case "ANY":
                said.append(chance.choice(ANY))
            case "NOT_LITERAL":
                said.append(chance.choice(ANY.replace(chr(of), "")))
            case "IN":
                said.append(chance.choice([one for one in _signs(of) if one != "\n"]))
            case "BRANCH":
                said.append(spoken(chance.choice(of[1]), chance))
            case "SUBPATTERN":
                said.append(spoken(of[3], chance))
            case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
                least, most, repeated = of
                some = [spoken(repeated, chance) for _ in range(chance.randint(least, min(int(most), least + 3)))]
                said += _apart(some) if _is_gap(of) and chance.random() < 0.8 else some
            case "AT" | "ASSERT_NOT" | "ASSERT":
                pass
            case other:
                raise AssertionError(other)
    return "".join(said)


def _is_gap(of: tuple[int, int, Any]) -> bool:
    """Whether this repeats what may be nearly anything, as between two words."""
    _, most, [(what, signs), *others] = of
    return not others and str(what) == "IN" and str(signs[0][0]) == "NEGATE" and most > 1 and " " in _signs(signs)


def _apart(gap: list[str]) -> list[str]:
    """The gap with blanks at its ends, as words have them: an expression that has both ends of words finds little else."""
    return [" ", *gap[1:-1], " "] if len(gap) > 1 else [" "]


def _signs(of: list[Any]) -> list[str]:
    """Some of the signs of a class."""
    held = re.compile("|".join(_alone(*one) for one in of if str(one[0]) != "NEGATE"))
    if str(of[0][0]) == "NEGATE":
        return [sign for sign in ANY if not held.fullmatch(sign)]
    ends = [chr(code) for what, codes in of if str(what) in ("LITERAL", "RANGE") for code in ([codes] if isinstance(codes, int) else codes)]
    return ends + [sign for sign in f"{ANY}٣\xa0" if held.fullmatch(sign)]


def _alone(what: Any, of: Any) -> str:
    """One member of a class, as an expression."""
    match str(what):
        case "LITERAL":
            return re.escape(chr(of))
        case "RANGE":
            return f"[{re.escape(chr(of[0]))}-{re.escape(chr(of[1]))}]"
        case other:
            category = str(of).removeprefix("CATEGORY_")
            assert other == "CATEGORY", other
            letter = {"DIGIT": "d", "SPACE": "s", "WORD": "w"}[category.removeprefix("NOT_")]
            return rf"\{letter.upper() if category.startswith('NOT_') else letter}"


def test_most_classes_can_be_foreseen() -> None:
    assert len(CLASSES) > 50 and ("forbidden_goods", "offer") in CLASSES


@pytest.mark.parametrize(("table", "name"), CLASSES)
def test_what_an_expression_finds_is_foreseen(table: str, name: str) -> None:
    chance, tried = Random(1), 0
    texts = expressions(table, name)
    if any(re.compile(text).search("") for text in texts):  # found everywhere
        return
    for number, text in enumerate(texts):
        tree = _parser.parse(text)
        for said in (f"- {spoken(tree, chance)} -" for _ in range(TEXTS)):
            if re.search(text, said):  # else what stands before or behind forbids it
                tried += 1
                assert (name, number) in phrases.foreseer(table, name).found(said), (text, said)
    assert tried > len(texts) * TEXTS / 2


def test_hardly_anything_else_is_foreseen() -> None:
    said = "we sell certificates of frames. order by mail, and pay without a card. our tests take no exam. passports are not needed here"
    assert not phrases.foreseer("forbidden_goods", "offer").found(said)
    assert phrases.foreseer("forbidden_goods", "offer").found("buy replica euro notes here")
