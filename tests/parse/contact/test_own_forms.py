"""Numbers whose form, name or neighbour tells what they are, and words of which some are other words too."""

import pytest

from tests.parse.contact.reading import contacts_in


@pytest.mark.parametrize(
    ("language", "suffix", "text", "expected"),
    [
        ("zh", "com", "朱经理 15867110115", {"phone +8615867110115"}),
        ("zh", "cn", "王小姐：15912345678", {"phone +8615912345678"}),
        ("zh", "cn", "经理 13812345678901", set()),
        ("zh", "cn", "主任 15012345678 元", set()),
        ("zh", "cn", "小姐，QQ 15912345678", {"qq 15912345678"}),
        ("en", "io", "Telefone: (11) 97050-4715", {"phone +5511970504715"}),
        ("pt", "com", "Pedido (11) 97050-4715", set()),
        ("hi", "in", "डॉ. मगरैया ( 9981682630)", {"phone +919981682630"}),
        (
            "es",
            "io",
            "los números telefónicos: 3192274071 - 3102043032\nwhatsapp +573192274071 wa.me/573192274071",
            {"phone +573192274071", "phone +573102043032", "whatsapp +573192274071"},
        ),
    ],
)
def test_a_form_or_a_word_tells_a_telephone(language: str, suffix: str, text: str, expected: set[str]) -> None:
    assert contacts_in(text, language=language, suffix=suffix) == expected


def test_mr_lai_is_no_messenger() -> None:
    assert contacts_in("電話：(852) 9786 6523（賴生）\n(852) 6856 8065（賴小姐）", language="zh") == {
        "phone +85297866523",
        "phone +85268568065",
    }
    assert contacts_in("加賴 abc1234", language="zh") == {"line abc1234"}
    assert contacts_in("賴：abc1234", language="zh") == {"line abc1234"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zalo: 08.6789.1234", {"zalo +84867891234"}),
        ("SIM 08.6789.1234", {"phone +84867891234"}),
        ("ĐT: 08.3822.1234", {"phone +842838221234"}),
        ("Điện thoại: (08) 3822 1234 - 3822 1235", {"phone +842838221234", "phone +842838221235"}),
    ],
)
def test_an_old_area_and_a_mobile_number_that_begins_like_it(text: str, expected: set[str]) -> None:
    assert contacts_in(text, language="vi", suffix="vn") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Phone: 977-14540920, 4540921", {"phone +97714540920", "phone +97714540921"}),
        ("Phone: +97714540920, 9540921", {"phone +97714540920"}),  # begins otherwise
        ("Tel: +66812345678, 1234567 items", {"phone +66812345678"}),  # a mobile number has no area
    ],
)
def test_a_line_behind_one_whose_area_is_glued_to_it(text: str, expected: set[str]) -> None:
    assert contacts_in(text, suffix="org.np") == expected


def test_an_area_and_a_stroke_behind_a_word_with_a_dot() -> None:
    assert contacts_in("Tel. 040 / 65993820", language="de", suffix="de") == {"phone +494065993820"}
    assert contacts_in("am 12. 040 / 65993820", language="de", suffix="de") == set()


@pytest.mark.parametrize(
    "text",
    [
        "Nice to meet you! Call 06 12 34 56 78",
        "Air Jordan shoes, call 079 123 4567",
        "Turkey dinner, call 0212 345 67 89",
        "Lima beans, call 01 234 5678",
    ],
)
def test_words_that_are_towns_too_place_no_number(text: str) -> None:
    assert not any(found.startswith("phone") for found in contacts_in(text))


def test_a_number_is_not_read_without_its_last_pair() -> None:
    assert "phone +6053212345" not in contacts_in("Dinner, call 0532 123 45 67")
    assert contacts_in("Dinner, call 0532 123 45 67", suffix="com.tr") == {"phone +905321234567"}


def test_what_is_bought_is_no_telephone() -> None:
    assert contacts_in("We ship the standard 2345 6789, paper of 200 gsm 2345 6789") == set()
    assert contacts_in("SIRET 123 456 789 00012 commande 0612345678", language="fr", suffix="fr") == set()
    assert contacts_in("Call +66 2 123 4567 of 99, yes") == {"phone +6621234567"}


def test_a_template_in_portuguese_has_no_mailbox() -> None:
    assert contacts_in("E-mail: contato@exemplo.com", language="pt") == set()
    assert contacts_in("E-mail: contato@padaria.com", language="pt") == {"email contato@padaria.com"}
