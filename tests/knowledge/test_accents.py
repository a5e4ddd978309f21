"""Vietnamese without its marks gets the likeliest ones, each letter in its place; other languages stay as they are."""

import re

import pytest

from scamtriage.knowledge.judgement import page_model
from scamtriage.knowledge.language import accents
from scamtriage.knowledge.language.folding import composed, without_accents
from tests.cost import least_cpu_s
from tests.judgement.sets import KEPT
from tests.judgement.sites import sites

TYPED = "Ngan hang khong yeu cau khach hang cung cap mat khau va ma OTP"
"""As it is typed."""
MEANT = "Ngân hàng không yêu cầu khách hàng cung cấp mật khẩu và mã OTP"


def restored(text: str) -> str:
    return accents.load().restored(text)


def test_a_sentence_gets_its_marks() -> None:
    assert restored(TYPED) == MEANT


def test_capitals_stay_where_they_are() -> None:
    assert restored(TYPED.upper()) == MEANT.upper()
    assert restored(TYPED.title()) == MEANT.title()


def test_marks_that_are_written_stay_and_speak_for_what_stands_beside_them() -> None:
    for at in range(len(TYPED.split())):
        words = TYPED.split()
        words[at] = MEANT.split()[at]
        assert restored(" ".join(words)) == MEANT


def test_a_line_that_bears_its_marks_is_left_alone() -> None:
    line = "Tra cứu hồ sơ: chi phí công khai, ban quản lý làm việc từ 8 giờ, quy trình 9 bước"
    assert restored(line) == line


@pytest.mark.parametrize(
    "line",
    [
        "Please call us or come to the shop before noon to pay for your bread",
        "Anda boleh datang ke kedai kami setiap hari untuk minum kopi dan makan roti bakar",
        "Ang mga bata ay pumunta sa tindahan para bumili ng tinapay at gatas para sa inyo",
        "Las personas que van a la tienda no pagan nada por el pan de la casa",
        "No",
        "",
    ],
)
def test_other_languages_and_single_words_are_left_alone(line: str) -> None:
    assert restored(f"{line}\n{TYPED}") == f"{line}\n{MEANT}"


def test_nine_in_ten_marked_words_of_pages_that_were_never_counted_are_right() -> None:
    """And each letter keeps its place, whatever stands there."""
    right = words = 0
    for site in (site for name in KEPT for site in sites(name) if site["id"].startswith("vi-")):
        for line in composed(re.sub(r"<[^>]+>", "\n", site["html"])).split("\n"):
            found = restored(without_accents(line))
            assert len(found) == len(line) and without_accents(found) == without_accents(line)
            pairs = [pair for pair in zip(line.split(), found.split(), strict=True) if not pair[0].isascii()]
            words += len(pairs)
            right += sum(a == b for a, b in pairs)
    assert words > 4_000
    assert right / words > 0.85


def test_the_table_was_counted_on_the_sites_that_the_profile_was_fitted_on() -> None:
    assert accents.load().digest == page_model.load().digest


@pytest.mark.parametrize("text", [f"{TYPED} ", "ban an do la ", "a ", "xyz ", f"{TYPED}, ", "a. ", "zq zx zv. ban an la do. "])
def test_a_long_text_takes_time_in_proportion(text: str) -> None:
    accents.load().restored(TYPED)
    assert least_cpu_s(lambda: restored(text * (200_000 // len(text))), within=2) <= 2


@pytest.mark.parametrize("word", ["STRAẞE", "ẞ", "\u212aLM", "İSTANBUL", "ǅUNG"])
def test_a_word_that_gets_no_marks_stays_as_it_is_written(word: str) -> None:
    """The capital of the small "ß" is two letters, and every quotation behind it stood one letter too far on."""
    assert restored(f"{TYPED.upper()} {word} {TYPED.upper()}") == f"{MEANT.upper()} {word} {MEANT.upper()}"


def test_each_sentence_of_a_line_in_two_languages_is_read_by_itself() -> None:
    """A paragraph that ended in a longer English sentence stayed as it was."""
    english = "We share stories of the places that we have seen and of all the people that we have met on the way"
    assert restored(f"{english}. {TYPED}! {english}.") == f"{english}. {MEANT}! {english}."
