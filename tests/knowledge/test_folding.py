"""One spelling for what a reader cannot tell apart; and what is left out of a long text's folding changes nothing."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scamtriage.knowledge import folding
from scamtriage.knowledge.folding import normalise

ODD = (
    "\n\r\f\v\t\x1c\x1f\x85\xa0\u2000\u2003\u2028\u3000 \u200b"  # white space, and what has no width
    "\u0301\u0e33\u0e4d\u0e32\u0e38\u0e48é\u1ea1각\u1100\u1161か\u3099\uac00\u212b\ud800"  # what NFC may change
)
LONG = "The new timetable is valid from Monday.\fกรุณาอ่านเงื่อนไข\f" * 20


def test_white_space_collapses_to_a_line_break_or_a_space() -> None:
    assert normalise("  a \u200b b\f\f \u3000\fc\u2028d\t\xa0e ") == "a b\nc\nd e"


@given(st.text(alphabet="ab" + ODD, max_size=12), st.text(alphabet="ab" + ODD, max_size=12), st.booleans())
def test_a_long_text_is_folded_as_a_short_one(before: str, behind: str, thai: bool) -> None:
    text = before + (LONG if thai else LONG.translate(dict.fromkeys(range(0xE00, 0xE80), "x"))) + behind
    assert len(text) > folding._SHORT
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(folding, "_SHORT", len(text) + 1)
        everything = normalise(text)
    assert normalise(text) == everything


def test_what_is_no_mark_neither_joins_what_stands_before_it_nor_is_spelled_otherwise() -> None:
    characters = [chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code < 0xE000]
    composed = [unicodedata.decomposition(character).split() for character in characters]
    joining = {chr(int(pieces[1], 16)) for pieces in composed if len(pieces) == 2 and not pieces[0].startswith("<")}
    joining |= {chr(code) for code in (*range(0x1161, 0x1176), *range(0x11A8, 0x11C3))}  # Hangul is composed by a rule
    marks = [c for c in characters if c in joining or unicodedata.combining(c) or not unicodedata.is_normalized("NFC", c)]
    assert len(marks) > 2_000
    assert [c for c in marks if "mark" not in folding._oddities().found(c)] == []
