"""Streets are looked for by their signs first: the same are found as by the expressions over the whole text."""

import random

import pytest

from scamtriage.signals.page import streets

WRITTEN = (
    "12 Orchard Road",
    "at 7A/12, Old Toh Tuck Way, 597659",
    "88 Jalan Ampang",
    "Jl. Sudirman Kav. 52 No. 3",
    "Rua Augusta 1200",
    "calle Alcala, 50",
    "人民路18号",
    "中山路二段\u30009",
    "612號好望角大廈",
    "〒920-0031",
    "石川県金沢市広岡3",
    "둔산로 100",
    "ต.แคมป์สน อ.เขาค้อ",
    "45/7 Nguyễn Trãi, P.3, Q.5, TP.HCM",
    "Số 18 ngõ 62 Trần Quý Cáp, Đống Đa, Hà Nội",
    "12B Hai Bà Trưng, TP Huế",
    "210 Nguyễn Văn Cừ - Q. Long Biên - Hà Nội",
    "22 Phan Chu Trinh, Hội An",
)
NOT_STREETS = (
    "Vay 50 Triệu tại Hà Nội, Đà Nẵng",
    "100 Suất Ưu Đãi, Hà Nội",
    "giao trong 24 giờ tại Hà Nội",
    "TP.HCM 24h, 15 phút nhận tiền",
    "lãi 1.2 Nguyễn Văn, Hà Nội",
    "05/06 tại Nguyễn Huệ, Hà Nội",
)
PIECES = (
    *("12", " ", "Jalan", "Jl.", "Jln", "Lorong", "calle", "Rua", "Foo", "Bär", "é", "_", "St", "Rd", "Road", "Streets", "/5", "-12", "a"),
    *(
        "B",
        ", ",
        ".",
        "No. ",
        "\n",
        "路",
        "街",
        "道",
        "5",
        "９",
        "三段",
        "\u3000",
        "号",
        "楼",
        "〒",
        "県",
        "市",
        "広岡",
        "로",
        "길",
        " 100",
    ),
    *("년", "둔산", "ต.", "แขวง", "ตำบล", "แคมป์", "อ.", "เขต", " Hill", "’", "123456", "\xa0", "\ud800", "Tan Ah ", "words and words " * 8),
)


@pytest.mark.parametrize("text", NOT_STREETS)
def test_a_number_before_a_vietnamese_city_is_no_house(text: str) -> None:
    assert not streets.written(text)


@pytest.mark.parametrize("street", WRITTEN)
def test_a_street_is_found_wherever_it_stands(street: str) -> None:
    assert streets.written(street)
    assert streets.written("ý words. " * 40 + street + " words." * 40)


def test_the_signs_leave_out_nothing_that_the_expressions_find() -> None:
    chance, found = random.Random(3), 0
    for _ in range(6_000):
        text = "".join(chance.choices(PIECES, k=chance.randint(3, 14)))
        expressions = (*streets.STREETS, *streets.PLACES.values())
        there = any(expression.search(text) for expression in expressions)
        assert streets.written(text) is there, text
        found += there
    assert found > 300
