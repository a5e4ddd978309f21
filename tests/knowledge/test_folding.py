"""One spelling for what a reader cannot tell apart; and what is left out of folding a text changes nothing."""

import sys
import unicodedata
from functools import partial
from types import SimpleNamespace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from scamtriage.knowledge.language import folding
from scamtriage.knowledge.language.folding import folded, lowered, normalise, without_accents
from scamtriage.render.text import UNSEEN
from tests.cost import least_cpu_s

ODD = (
    "\n\r\f\v\t\x1c\x1f\x85\xa0\u2000\u2003\u2028\u3000 \u200b\u200a\u3164\U000e0101"  # white space, and what has no width
    "аеℓＰ𝐀ɡ"  # twins of Latin letters
    "\u0301\u0e33\u0e4d\u0e32\u0e38\u0e48é\u1ea1각\u1100\u1161か\u3099\uac00\u212b\ud800"  # what NFC may change
)
LONG = "The new timetable is valid from Monday.\fกรุณาอ่านเงื่อนไข\f" * 20
LATIN = LONG.translate(dict.fromkeys(range(0xE00, 0xE80), "x"))


def test_a_stroke_that_is_part_of_no_letter_is_not_there() -> None:
    assert normalise("a\u0332c\u0337c\u20d2o\ufe2funt กุ\u0e3aญ a\u0302\u0323") == "account กุญ ậ"
    assert normalise("⒜ᵇ 10⁴") == "Ab 10⁴"
    assert normalise("ʏᴏᴜʀ ʙᴀɴᴋ ꜱᴇɴᴅꜱ ᴛʜᴇ ᴄᴏᴅᴇ 1ˢᵗ, ˡᵒᵍⁱⁿ ᶜʰᵉᶜᵏ") == "YOUR BANK SENDS THE CODE 1st, login check"
    assert normalise("\u1112\u0336\u1161\u0335\u11ab국") == "한국"


@pytest.mark.parametrize("between", ["\u200b", "\u0336", "\u2009"])
def test_what_is_taken_out_keeps_no_parts_of_a_letter_apart(between: str) -> None:
    assert normalise(f"น\u0e4d{between}\u0e32") == "น\u0e33"
    assert normalise(f"\u1025{between}\u102e") == "\u1026"


def test_lower_case_moves_no_character() -> None:
    """Of all characters: "İ" is the one whose lower case is longer. What stands around it is in lower case all the same."""
    every = "".join(map(chr, range(sys.maxunicode + 1)))
    assert len(lowered(every)) == len(every)
    assert lowered("İSTANBUL Ф") == "istanbul ф"


def test_white_space_collapses_to_a_line_break_or_a_space() -> None:
    assert normalise("  a \u200b b\f\f \u3000\fc\u2028d\t\xa0e ") == "a b\nc\nd e"


@given(st.text(alphabet="ab" + ODD, max_size=12), st.text(alphabet="ab" + ODD, max_size=12), st.sampled_from(("", LATIN, LONG)))
@example(before="", behind="\u0e4d\x1f\u0e32", middle=LATIN)
@example(before="", behind="\u0e4d\u0332\u0e32", middle=LATIN)
@example(before="", behind="a \u0323 b", middle=LONG)
@example(before="", behind="a\u0323 \u0323\nb", middle="")
@example(before="a\u2adc", behind="x\u1fbe", middle="")
def test_the_steps_that_are_left_out_would_change_nothing(before: str, behind: str, middle: str) -> None:
    text = before + middle + behind
    every = dict.fromkeys(pattern.key for pattern in folding._oddities().patterns)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(folding, "_oddities", lambda: SimpleNamespace(found=lambda text: every))
        everything = folded(text)
    assert folded(text) == everything


def test_what_is_no_mark_neither_joins_what_stands_before_it_nor_is_spelled_otherwise() -> None:
    characters = [chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code < 0xE000]
    composed = [unicodedata.decomposition(character).split() for character in characters]
    joining = {chr(int(pieces[1], 16)) for pieces in composed if len(pieces) == 2 and not pieces[0].startswith("<")}
    joining |= {chr(code) for code in (*range(0x1161, 0x1176), *range(0x11A8, 0x11C3))}  # Hangul is composed by a rule
    marks = [c for c in characters if c in joining or unicodedata.combining(c) or not unicodedata.is_normalized("NFC", c)]
    assert len(marks) > 2_000
    assert [c for c in marks if "mark" not in folding._oddities().found(c)] == []


@pytest.mark.parametrize("text", ["abcd" * 3, LONG], ids=["short", "long"])
def test_what_nobody_sees_parts_no_word(text: str) -> None:
    unlike = "\t\n\f\r\u2028\u2029\u115f\u3164\uffa0\u06dd\u070f\u0890\u0891\u08e2" + "".join(map(chr, range(0x600, 0x606)))
    drawn = (*range(0xD800, 0xF900), *range(0xFDD0, 0xFDF0), 0xFFFE, 0xFFFF, *range(0x110BD, 0x13440), *range(0xF0000, sys.maxunicode + 1))
    for character in map(chr, {*range(sys.maxunicode + 1)} - {*drawn}):
        if UNSEEN.match(character) and character not in unlike:
            assert normalise(f"ab{character}cd {text}") == normalise(f"abcd {text}"), hex(ord(character))


@pytest.mark.parametrize("blank", "\u115f\u2800\u3164\uffa0")
def test_a_blank_is_a_space(blank: str) -> None:
    assert normalise(f"pay{blank}now") == "pay now"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("p\u200aa\u200ay\u2009m\u200ae now", "payme now"),
        ("we pa\u200ayp\u200aal you", "we paypal you"),
        ("\u0e81\u200a\u0ea7\u200a\u0e94", "\u0e81\u0ea7\u0e94"),
        ("10\u2009000 of 5\u2009kg", "10 000 of 5 kg"),
        ("send\u200aall\u200ayour\u200amoney", "send all your money"),
        ("one\u2009\u2013\u2009two of\u200athe\u200a few", "one \u2013 two ofthe few"),
    ],
)
def test_a_narrow_space_within_a_word_is_none(written: str, read: str) -> None:
    assert normalise(written) == read


@pytest.mark.parametrize(
    ("written", "read", "mixed"),
    [
        ("раypal асcount vеrify аre the сору", "paypal account verify are the copy", 4),
        ("Рауpal со", "Paypal со", 1),  # of one word alone nothing follows for what may be Russian
        ("\U0001d5e3\U0001d5ee\U0001d606 Ｐａｙ ⅰⅼ Ⓟay \U0001f17f\U0001f170\U0001f188", "Pay Pay il Pay PAY", 0),
        ("ɑccount lo\u0261in", "account login", 0),
        ("USB-кабель 10х15 kΩ cайт А4 TV-тюнер", "USB-кабель 10х15 kΩ cайт А4 TV-тюнер", 0),
        ("help@аpple.com https://аpple.com/ @аpple", "help@аpple.com https://аpple.com/ @аpple", 0),
        ("kapalı ağaç sırası", "kapalı ağaç sırası", 0),
        ("１２３ 第Ⅷ章 5℃", "１２３ 第Ⅷ章 5℃", 0),
    ],
)
def test_a_letter_is_what_it_looks_like_within_a_latin_word(written: str, read: str, mixed: int) -> None:
    assert folded(written) == (read, mixed)


def test_folding_costs_as_much_as_the_text_is_long() -> None:
    for hostile in ("aа" * 100_000, "aа " * 70_000, "a\u200a" * 100_000, "ab\u200a" * 70_000, "a\u200abc" * 60_000, "а" * 200_000 + "a"):
        assert least_cpu_s(partial(normalise, hostile), within=2) <= 2


@pytest.mark.parametrize("marks", ["\u0301\u0316", "\u0e48\u0e38", "\u0301\u20dd\u0316"])
def test_a_letter_with_very_many_marks_costs_little(marks: str) -> None:
    assert least_cpu_s(lambda: normalise("a" + marks * 100_000), within=2) <= 2
    assert least_cpu_s(lambda: without_accents("a" + marks * 100_000), within=2) <= 2


@pytest.mark.parametrize(
    "text",
    ["Vui lòng liên hệ với nhân viên ", "\u1112\u1161\u11ab\u1100\u116e\u11a8 ", "e\u0301", "サーヒ\u3099ス", "ไม\u0e48ก\u0e38\u0e48"],
)
def test_a_long_text_is_composed_as_a_short_one_is(text: str) -> None:
    apart = unicodedata.normalize("NFD", text)
    assert normalise(apart * 500) == unicodedata.normalize("NFC", text * 500).strip()
