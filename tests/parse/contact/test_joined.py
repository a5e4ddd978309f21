"""Two numbers, ids or messengers that a word joins: every word of the table, in each of the places in which texts join."""

import pytest

from scamtriage.knowledge.pages.contact_table import channels
from tests.parse.contact.reading import contacts_in

EITHER = sorted(channels().spelling["or"])
JOINING = sorted(channels().spelling["or"] | channels().spelling["and"])
NO_ZERO = [word for word in JOINING if word != "o"]
"""Between digits an "o" is read as one of them."""


@pytest.mark.parametrize("word", [word for word in JOINING if word != "at"])
def test_a_number_behind_two_messengers_is_that_of_both(word: str) -> None:
    assert contacts_in(f"WhatsApp {word} Telegram: +91 98765 43210") == {"whatsapp +919876543210", "telegram +919876543210"}


def test_at_a_messenger_is_no_second_way() -> None:
    assert contacts_in("Call us at WhatsApp: +91 98765 43210") == {"whatsapp +919876543210"}


@pytest.mark.parametrize("word", JOINING)
def test_a_second_handle_is_found_behind_each_word(word: str) -> None:
    assert contacts_in(f"LINE ID: somying99 {word} @somyingshop") == {"line somying99", "line @somyingshop"}


@pytest.mark.parametrize("word", JOINING)
def test_messengers_in_a_bracket_or_behind_a_comma_are_those_of_the_number(word: str) -> None:
    both = {"whatsapp +919876543210", "signal +919876543210", "phone +919876543210"}
    assert contacts_in(f"Phone: +91 98765 43210 (WhatsApp {word} Signal)") == both
    assert contacts_in(f"Phone: +91 98765 43210, WhatsApp {word} Signal.") == both


@pytest.mark.parametrize("word", [word for word in NO_ZERO if word != "at"])
def test_last_digits_make_a_second_number(word: str) -> None:
    assert contacts_in(f"Tel: 02-123-2345 {word} 2346", language="th", suffix="th") == {"phone +6621232345", "phone +6621232346"}


def test_an_hour_is_no_second_number() -> None:
    assert contacts_in("Call 02-123-2345 at 9.", language="th", suffix="th") == {"phone +6621232345"}


@pytest.mark.parametrize("word", NO_ZERO)
def test_a_number_without_its_area_code_shares_that_of_the_first(word: str) -> None:
    assert contacts_in(f"Tel: 07-556 1234 {word} 556 1235", language="ms", suffix="my") == {"phone +6075561234", "phone +6075561235"}


@pytest.mark.parametrize("word", JOINING)
def test_a_short_number_behind_another_is_one_to_call(word: str) -> None:
    assert contacts_in(f"โทร 191 {word} 1441", language="th", suffix="th") == {"hotline 191", "hotline 1441"}


@pytest.mark.parametrize("word", EITHER)
def test_a_short_number_behind_a_whole_one_is_one_to_call(word: str) -> None:
    assert contacts_in(f"โทร 02 123 2345 {word} 1441", language="th", suffix="th") == {"phone +6621232345", "hotline 1441"}


@pytest.mark.parametrize(
    ("language", "suffix", "text", "expected"),
    [
        ("vi", "vn", "Tel · Zalo: 0912 345 678", {"phone +84912345678", "zalo +84912345678"}),
        ("vi", "vn", "Hotline • Zalo • Viber: 0912 345 678", {"phone +84912345678", "zalo +84912345678", "viber +84912345678"}),
        ("ja", "jp", "電話・WhatsApp：+81 90-1234-5678", {"phone +819012345678", "whatsapp +819012345678"}),
        ("en", "com", "Group on Telegram · Signal: +66 81 234 5678", {"signal +66812345678"}),
        ("ja", "jp", "新規申込 03-1234-5678・03-1234-5679", {"phone +81312345678", "phone +81312345679"}),
        ("ja", "jp", "新規申込 03-1234-5678、03-1234-5679", {"phone +81312345678", "phone +81312345679"}),
        ("ja", "jp", "電話 03・1234・5678", {"phone +81312345678"}),
        ("ja", "jp", "電話 03(1234)5678・03(1234)5679", {"phone +81312345678", "phone +81312345679"}),
        ("ja", "jp", "LINE @shop88・TEL 03-1234-5678", {"line @shop88", "phone +81312345678"}),
        ("th", "th", "โทร (02)·123·4567", {"phone +6621234567"}),
        ("ko", "kr", "전화 02-123-4567·4568", {"phone +8221234567", "phone +8221234568"}),
        ("ko", "kr", "고객센터 1588-1234·1577-5678", {"hotline +8215881234", "hotline +8215775678"}),
        ("zh-CN", "cn", "手机 138·1234·5678", {"phone +8613812345678"}),
        ("zh-CN", "cn", "请拨打12345·12315", {"hotline 12345", "hotline 12315"}),
        ("ko", "kr", "신고 112 · 119 · 1332", {"hotline 112", "hotline 119", "hotline 1332"}),
        ("vi", "vn", "Zalo | Viber: 0909 686 868", {"zalo +84909686868", "viber +84909686868"}),
        ("en", "com", "Write to name @ gmail · com", {"email name@gmail.com"}),
        ("ko", "kr", "신고는 112·119로", {"hotline 112", "hotline 119"}),
        ("zh-CN", "cn", "请报警110・119", {"hotline 110", "hotline 119"}),
        ("ms", "my", "017-604 3391 · anak beliau Hafiz (WhatsApp sahaja) 013-456 7890", {"phone +60176043391", "whatsapp +60134567890"}),
        ("vi", "vn", "Ngân hàng STK 0123456789 ••••", set()),
        ("vi", "vn", "Ngân hàng STK 0123456789 • NGUYEN VAN A", {"bank-account 0123456789"}),
    ],
)
def test_a_middle_dot_parts_words_and_numbers_unless_it_stands_within_one(
    language: str, suffix: str, text: str, expected: set[str]
) -> None:
    assert contacts_in(text, language=language, suffix=suffix) == expected


@pytest.mark.parametrize(
    ("language", "suffix", "text", "expected"),
    [
        ("vi", "vn", "CS1 – (028) 3847 2290 – 3847 2291", {"phone +842838472290", "phone +842838472291"}),
        ("ms", "my", "Tel: 07-556 1234 - 556 1235", {"phone +6075561234", "phone +6075561235"}),
        ("th", "th", "โทร 02-123-4567 - 2024", {"phone +6621234567"}),
        ("vi", "vn", "ĐT 028 3847 2290 - 20 11 2024", {"phone +842838472290"}),
        ("vi", "vn", "028 3847 2290 - 25.000.000", {"phone +842838472290"}),
        ("zh-CN", "cn", "电话 010-66551234 - 20240501", {"phone +861066551234"}),
        ("ja", "jp", "TEL 03-1234-5678 - 2024-0501", {"phone +81312345678"}),
        ("id", "id", "HP 0812-3456-7890 - 1234 5678", {"phone +6281234567890"}),
    ],
)
def test_behind_a_dash_a_line_of_the_same_place_needs_no_area_code(language: str, suffix: str, text: str, expected: set[str]) -> None:
    assert contacts_in(text, language=language, suffix=suffix) == expected
