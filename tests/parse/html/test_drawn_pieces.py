"""Words that a style draws in pieces, by a name of a name, or around a mark."""

import pytest

from tests.parse.html.page_facts import read

SAID = "the parcel is held until you pay the small fee"
THAI = "กรุณาชำระค่าธรรมเนียมที่ค้างอยู่ก่อนนี้"


@pytest.mark.parametrize(
    "sheet",
    [
        f':root{{--a:"{SAID}";--b:var(--a)}} i::after{{content:var(--b)}}',
        f':root{{--a:"{SAID}";--b:var( --a );--c:var(--b)}} i::after{{content:var(--c)}}',
        f'@counter-style k{{system:cyclic;symbols:"-";prefix:"{SAID}"}} ul{{list-style:k}}',
        f'@counter-style k{{system:cyclic;symbols:"-";suffix:"{SAID}"}} ul{{list-style:k}}',
        f'@property --a{{syntax:"*";inherits:true;initial-value:"{SAID}"}} i::after{{content:var(--a)}}',
        f'body:has(i) i::after{{content:"{SAID}"}}',
        f'@scope (body){{i::after{{content:"{SAID}"}}}}',
        f'@keyframes k{{from,to{{content:"{SAID}"}}}} i::after{{content:"";animation:k 1s infinite}}',
    ],
)
def test_words_that_a_style_names_or_puts_around_a_mark_are_read(sheet: str) -> None:
    assert SAID in read(f"<style>{sheet}</style><i></i><ul><li></ul>").text


def test_the_signs_over_and_under_letters_are_read_where_each_stands_by_itself() -> None:
    pieces = " ".join(f'"{letter}"' for letter in THAI * 6)
    assert THAI * 6 in read(f"<style>i::after{{content:{pieces}}}</style><i></i>").text


@pytest.mark.parametrize(
    "sheet",
    [
        '@keyframes k{from{content:"."}to{content:".."}}',
        '@counter-style k{symbols:"-";suffix:". "}',
        ':root{--a:"x";--b:var(--a)}',
        'i::after{content:"\\2192"}',
    ],
)
def test_marks_and_names_that_nothing_draws_are_no_words(sheet: str) -> None:
    assert read(f"<style>{sheet}</style><i></i><p>We meet on Saturday.</p>").text == "We meet on Saturday."
