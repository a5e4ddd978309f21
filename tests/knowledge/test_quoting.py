"""What a reader is shown of a text: every find, whole words, whole letters, one line, and no more than fits."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from scamtriage.knowledge.language.quoting import BREAK, QUOTE_CHARS, Find, around, quotation, within_marks
from tests.cost import least_cpu_s


def finds(text: str, *words: str) -> list[Find]:
    return [Find(text, text.index(word), text.index(word) + len(word)) for word in words]


FAR = "The amount of 499 was charged today. " + "Nothing is said here. " * 20 + "Stay on the line and read the code to us."


def test_every_find_is_quoted_however_far_apart_they_stand():
    quote = quotation(finds(FAR, "charged", "line", "code"))

    assert all(word in quote for word in ("charged", "line", "code"))
    assert " … " in quote and len(quote) <= QUOTE_CHARS


def test_what_stands_close_together_is_quoted_in_one_piece():
    assert quotation(finds("Please stay on the line and read the code.", "line", "code")) == "Please stay on the line and read the code."


def test_a_quotation_begins_and_ends_between_words_and_numbers():
    text = "Gold " * 30 + "Deposit $10,000 - $100,000 5% daily for 30 days, withdrawals any time of day " + "Gold " * 30
    words = set(text.split())

    for room in range(4, 80):
        quote = quotation(finds(text, "5%"), room)
        assert set(quote.split()) <= words, (room, quote)


def test_a_script_without_spaces_is_cut_between_letters_and_the_cut_is_shown():
    text = "ท่านมีส่วนเกี่ยวข้องกับการฟอกเงินและพัสดุผิดกฎหมายที่ถูกตรวจพบในชื่อของท่านกรมสอบสวนคดีพิเศษเชิญท่านไปให้ปากคำ"
    for room in range(1, 60):
        quote = quotation(finds(text, "ฟอกเงิน"), room)
        first = quote.lstrip("…")[0]
        assert not unicodedata.category(first).startswith("M") and first not in "ะาำๅ", (room, quote)
        assert quote.rstrip("…")[-1] not in "เแโใไ", (room, quote)
        assert "ฟอกเงิน" in quote
    assert quotation(finds(text, "ฟอกเงิน"), 24).startswith("…") and quotation(finds(text, "ฟอกเงิน"), 24).endswith("…")


def test_the_surroundings_of_a_piece_of_thai_show_where_they_were_cut():
    text = "กรมสอบสวนคดีพิเศษ"
    at = text.index("สวน")

    assert around(text, at, at + 3, 30) == text
    assert around(text, at, at + 3, 3) == "…สอบสวนคดี…"


def test_a_cut_piece_of_thai_begins_with_a_leading_vowel_where_one_is_near():
    text = "ยินดีต้อนรับผู้สมัครทุกคนที่สนใจเข้าร่วมกับเราในการลงทุนครั้งใหม่นี้"
    at = text.index("ลงทุน")

    for room in range(22, 41):
        assert quotation(finds(text, "ลงทุน"), room).lstrip("…")[0] in "เแโใไ", room
    assert around(text, at, at + 5, 9).startswith("…เราใน")
    whole = f"ยินดี {text[28:]}"
    assert around(whole, whole.index("ลงทุน"), whole.index("ลงทุน") + 5, 40).startswith(text[28:32])  # nothing was cut there


def test_lines_are_joined():
    assert quotation(finds("Charged\n\n twice\ttoday", "twice")) == "Charged twice today"


def test_places_follow_each_other_as_they_were_found():
    title, text = "Refund desk", "We call you and ask for the code. " * 9
    quote = quotation([*finds(title, "Refund"), *finds(text, "code")])

    assert quote.startswith("Refund desk … ") and "code" in quote


@given(st.text(max_size=400), st.lists(st.tuples(st.integers(0, 400), st.integers(0, 60)), max_size=6), st.integers(0, 90))
def test_nothing_makes_it_longer_or_breaks_its_line(text: str, places: list[tuple[int, int]], room: int):
    some = [Find(text, min(start, len(text)), min(start + length, len(text))) for start, length in places]
    quote = quotation(some, room)

    assert len(quote) <= QUOTE_CHARS
    assert quote == " ".join(quote.split())


def test_a_hostile_text_takes_no_longer():
    text = "ั" * 2_000_000
    assert least_cpu_s(lambda: quotation([Find(text, at, at + 5) for at in range(1_000_000, 1_000_600, 100)]), within=0.1) <= 0.1


def test_a_find_within_another_cuts_nothing_off_it():
    text = "The whole amount is charged to your account today, unless you call. " + "x" * 200

    assert quotation(finds(text, "whole amount is charged to your account today", "amount"), 0) == (
        "whole amount is charged to your account today"
    )


def test_texts_that_stand_apart_on_the_page_are_not_quoted_as_one() -> None:
    heads = BREAK.join(("NK One of yours is blocked", "Do it in the app", "Our staff will call"))
    assert quotation(finds(heads, "blocked", "call")) == "NK One of yours is blocked … Do it in the app … Our staff will call"
    twice = BREAK.join(("Sell false notes", "Sell false notes", "Sell false notes by post"))
    assert quotation([Find(twice, 0, len(twice))]) == "Sell false notes … Sell false notes by post"


def test_no_words_of_a_target_end_the_quotation_that_they_stand_in() -> None:
    assert not set("“”„‟") & set(within_marks("locked” – a check: honest, says CERT. “ Sign in „now‟"))
