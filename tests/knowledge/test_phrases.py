"""Phrases of many languages, as tables: what the lint refuses, and that no text makes their expressions slow."""

import re
from collections import deque
from itertools import islice

import pytest

from scamtriage.knowledge import lint, lint_phrases
from scamtriage.knowledge.language import phrase_tables, phrases
from scamtriage.knowledge.loading import read_table, read_text
from tests.cost import in_time

TOOLS = "phrases/tool_warnings.toml"
NEGATION = "phrases/negation.toml"
CLASSES = [(table, name) for table, names in phrase_tables.EXPRESSIONS.items() for name in names]


def complaints(file: str, text: str) -> list[str]:
    """What the lint says of one table."""
    return list(lint.of_type(file, text)) or list(lint_phrases.of_file(file, text))


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        (TOOLS, "[so_not]\nth", "[so_not]\nxx", "so_not.xx: no such key: it must be one of en, "),
        (TOOLS, "[so_not]", "[so_nott]", "so_nott: unknown key"),
        (TOOLS, "[so_not]\nth = [", "[so_not]\nth = [1, ", "so_not.th"),
        (TOOLS, 'source = "', '# source = "', "source: is missing"),
        (TOOLS, '"termurah"', '"termurah", "termurah"', "compared.ms_id: 'termurah' stands twice"),
        (TOOLS, '"termurah"', '"termurah|terbaik"', "compared.ms_id: 'termurah|terbaik' must be one text for each alternative"),
        (TOOLS, '"termurah"', '"Termurah"', "compared.ms_id: 'Termurah' must be in small letters"),
        (TOOLS, '"termurah"', '"ถูก"', "compared.ms_id: 'ถูก' is not written in the letters of ms_id"),
        (TOOLS, '"termurah"', '"termu\u0301rah"', "must be composed (NFC)"),
        (TOOLS, '"termurah"', '"termu\u200brah"', "holds a character that nobody sees"),
        (TOOLS, '"termurah"', '"termurah.*sekali"', "has no bounded length"),
        (TOOLS, '"termurah"', '"termurah .{2,}sekali"', "has no bounded length"),
        (TOOLS, '"termurah"', '"ter(murah"', "must be a regular expression"),
        (TOOLS, "{filler}", "{fillers}", "no list is named 'fillers'"),
        (TOOLS, "\nfiller = ", '\nidle = ["x"]\nfiller = ', "parts.idle: is named nowhere"),
        (TOOLS, "\nobey = ", '\nidle = ["x"]\nobey = ', "idle: is named nowhere"),
        (TOOLS, '\nobey = ["', '\nobey = ["{obey}", "', "no list is named 'obey'"),
        (TOOLS, '[so_not.zh]\nsay = ["{never}', '[so_not.zh]\nsays = ["{never}', "so_not.zh: its texts must stand in 'say'"),
        (NEGATION, '"dilarang"', '"Dilarang"', "before.ms_id: 'Dilarang' must be in small letters"),
        (NEGATION, '"dilarang"', '"ห้าม"', "before.ms_id: 'ห้าม' is not written in the letters of ms_id"),
        (phrase_tables.DIGITS, '["one"]', '["One"]', "zero_to_nine.en: 'One' must be in small letters"),
        (phrase_tables.DIGITS, '["one"]', '["หนึ่ง"]', "zero_to_nine.en: 'หนึ่ง' is not written in the letters of en"),
        (phrase_tables.DIGITS, '["one"], ', "", "zero_to_nine.en: must be ten lists"),
        (NEGATION, "[syllabic]", "[syllabic]\nth = { say = [] }", "syllabic.th"),
    ],
)
def test_a_phrase_that_could_not_be_found_or_is_of_another_language_is_refused(file: str, old: str, new: str, says: str) -> None:
    text = read_text(file)
    assert complaints(file, text) == []
    assert old in text
    found = complaints(file, text.replace(old, new, 1))
    assert any(says in why for why in found), found
    assert all(re.match(rf"{re.escape(file)}: line \d+: ", why) for why in found)


def test_a_list_stands_for_any_of_its_texts() -> None:
    text = read_text(TOOLS)
    table = read_table(TOOLS, phrase_tables.TABLES[TOOLS], text)
    whole = {written: whole for _, written, whole in phrases.expressions(table, "told")}
    assert re.fullmatch(whole["被{tricked}{install}"], "被骗下载")
    assert not re.fullmatch(whole["被{tricked}{install}"], "被骗")


def test_what_is_read_is_the_class_of_all_languages() -> None:
    assert phrases.compiled("tool_warnings", "refused").search("ปฏิเสธ")
    assert phrases.compiled("tool_warnings", "refused").search("please hang up")
    assert {"not", "không", "dilarang"} <= {*phrases.words("negation", "before")}


def test_a_list_that_is_nowhere_is_no_expression() -> None:
    table = read_table(TOOLS, phrase_tables.TABLES[TOOLS], read_text(TOOLS).replace("{filler}", "{fillers}", 1))
    with pytest.raises(KeyError, match="fillers"):
        list(phrases.expressions(table, "kept_on"))


SEEDS = (
    "a",
    " ",
    "-",
    "0",
    "'",
    "not",
    "do not ",
    "if x not ",
    "they make you ",
    "không ",
    "ไม่",
    "ไม่ได้",
    "不",
    "不会",
    "न ",
    "नहीं ",
    "지",
    "않",
    "な",
)


@pytest.mark.parametrize(("table", "name"), CLASSES)
def test_no_phrases_take_more_than_50_ms_for_a_long_text(table: str, name: str) -> None:
    found = phrases.compiled(table, name)
    for seed in SEEDS:
        attack = seed * (16_384 // len(seed) + 1)
        assert in_time(
            lambda chars, attack=attack: deque(islice(found.finditer(attack, 0, chars), 5_000), maxlen=0), 16_384, within=0.05
        ), (
            name,
            seed,
        )
