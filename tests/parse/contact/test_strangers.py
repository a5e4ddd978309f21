"""Digits that would name somebody else's telephone: numbers of orders and policies, calling codes without a plus, and foreign readings."""

import pytest

from scamtriage.records.facts import Link
from tests.parse.contact.reading import contacts_in

NUMBERED = [
    ("km", "com", "012345678", "លេខបញ្ជាទិញ|លេខវិក្កយបត្រ|លេខយោង|លេខកិច្ចសន្យា|លេខអតិថិជន"),
    ("lo", "com", "02055123456", "ເລກທີສັ່ງຊື້|ເລກທີໃບແຈ້ງໜີ້|ເລກອ້າງອີງ|ເລກພັດສະດຸ|ລະຫັດລູກຄ້າ|ໝາຍເລກຄຳສັ່ງຊື້"),
    ("my", "com", "09450123456", "အော်ဒါနံပါတ်|ပြေစာနံပါတ်|ခြေရာခံနံပါတ်|စာချုပ်နံပါတ်|အမှုနံပါတ်"),
    ("th", "com", "0812345678", "เลขคดี|เลขกรมธรรม์|เลขใบแจ้งหนี้|หมายเลขติดตาม|หมายเลขเคส|เลขที่สัญญา"),
    ("vi", "com", "0912345678", "Mã tham chiếu|Số hồ sơ|Số đơn hàng|Mã đặt vé|Số biên lai|Mã thành viên"),
    ("ja", "jp", "09012345678", "請求書番号|商品コード|契約番号|証券番号|予約番号|お客様番号"),
    ("ko", "co.kr", "01012345678", "회원번호|계약번호|고객번호|주문 번호|영수증번호"),
    ("id", "com", "081234567890", "Nomor referensi|No. polis|Nomor kontrak|Nomor pelanggan|Nomor perkara"),
    ("fil", "ph", "09171234567", "Numero ng resibo|Numero ng kaso|Numero ng kontrata|Numero ng tiket"),
    ("en", "co.th", "0812345678", "Consignment number|Part number|Receipt|Permit No|AWB|PNR|Policy number|File no.|Booking number"),
    ("hi", "in", "98123 45678", "केस नंबर|पॉलिसी नंबर|आवेदन क्रमांक"),
    ("zh", "cn", "138 1234 5678", "预约号|订单号"),
]


@pytest.mark.parametrize(("language", "suffix", "digits", "label"), [(*row[:3], label) for row in NUMBERED for label in row[3].split("|")])
def test_the_number_of_a_thing_is_nobodys_telephone(language: str, suffix: str, digits: str, label: str) -> None:
    assert contacts_in(f"{label}: {digits}", language=language, suffix=suffix) == set()


@pytest.mark.parametrize(
    ("language", "suffix", "text", "expected"),
    [
        ("km", "com", "លេខ៖ 012 345 678", "phone +85512345678"),
        ("km", "com", "លេខផ្ទាល់ខ្លួន៖ 012 345 678", "phone +85512345678"),
        ("km", "com", "លេខការិយាល័យ៖ 023 229 714", "phone +85523229714"),
        ("km", "com", "ទូរស័ព្ទលេខ៖ 012 345 678", "phone +85512345678"),
        ("lo", "com", "ໝາຍເລກ: 020 5512 3456", "phone +8562055123456"),
        ("my", "com", "ကျွန်တော့်နံပါတ် 09 450 123 456", "phone +959450123456"),
        ("th", "com", "หมายเลขนี้ 081-234-5678", "phone +66812345678"),
        ("th", "com", "หมายเลขตรง 02-123-4567", "phone +6621234567"),
        ("ja", "jp", "専用番号：03-1234-5678", "phone +81312345678"),
        ("ja", "jp", "店長の番号 090-1234-5678", "phone +819012345678"),
        ("ko", "co.kr", "담당자 번호: 010-1234-5678", "phone +821012345678"),
        ("vi", "vn", "Số của tôi 0912 345 678", "phone +84912345678"),
        ("th", "co.th", "หมายเลขโรงพยาบาล 0812345678", "phone +66812345678"),
        ("th", "co.th", "เลขาธิการ 0812345678", "phone +66812345678"),
        ("km", "com.kh", "លេខប៉ូលិស 012345678", "phone +85512345678"),
        ("lo", "la", "ໝາຍເລກບໍລິການລູກຄ້າ 02055123456", "phone +8562055123456"),
        ("my", "com.mm", "ရဲစခန်းနံပါတ် 09450123456", "phone +959450123456"),
        ("ja", "co.jp", "犯人の番号 09012345678", "phone +819012345678"),
        ("ko", "co.kr", "피싱 번호 01012345678", "phone +821012345678"),
        ("id", "id", "Nomor Budi: 0812-3456-7890", "phone +6281234567890"),
    ],
)
def test_the_number_of_somebody_is(language: str, suffix: str, text: str, expected: str) -> None:
    assert contacts_in(text, language=language, suffix=suffix) == {expected}


@pytest.mark.parametrize(
    ("language", "suffix", "text", "expected"),
    [
        ("en", "com", "Tel: (84) 912 345 678", "phone +84912345678"),
        ("en", "com", "Tel: (82) 10 1234 5678", "phone +821012345678"),
        ("en", "com", "Tel: (86-10) 8888 8888", "phone +861088888888"),
        ("en", "com", "Tel: (971) 50 123 4567", "phone +971501234567"),
        ("en", "com", "Tel: (886) 2 2345 6789", "phone +886223456789"),
        ("en", "com", "Tel. (66) 2 123 4567", "phone +6621234567"),
        ("en", "com", "Tel: (852) 2345 6789", "phone +85223456789"),
        ("en", "com", "Tel: (62) 21 500 4567", "phone +62215004567"),
        ("en", "com", "Tel: 66-2-123-4567", "phone +6621234567"),
        ("en", "com", "Tel: 852-2345-6789", "phone +85223456789"),
        ("en", "com", "Tel: 84 28 3822 1234", "phone +842838221234"),
        ("fil", "ph", "Tel: (86) 10 8888 8888", "phone +861088888888"),
        ("id", "id", "Tel: (855) 12 345 678", "phone +85512345678"),
        ("th", "com", "โทร (84) 912 345 678", "phone +84912345678"),
        ("ja", "jp", "電話 (66) 2 123 4567", "phone +6621234567"),
        ("en", "com", "Call (855) 323-4567 now", "hotline +18553234567"),
        ("en", "in", "Tel: 98 1234 5678", "phone +919812345678"),
    ],
)
def test_a_calling_code_apart_needs_no_plus(language: str, suffix: str, text: str, expected: str) -> None:
    assert contacts_in(text, language=language, suffix=suffix) == {expected}


@pytest.mark.parametrize("text", ["Tel: 9123 4567 8901", "Tel: 2345 6789 1234", "9123 4567 8901", "Tel: (60) 3 1234 5678 99"])
@pytest.mark.parametrize("suffix", ["com", "com.sg", "com.hk"])
def test_a_longer_run_is_not_cut_to_a_number(text: str, suffix: str) -> None:
    assert contacts_in(text, suffix=suffix) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tel: 9123 4567 6123 4568", {"phone +6591234567", "phone +6561234568"}),
        ("Tel: 9123 4567 24", {"phone +6591234567"}),
    ],
)
def test_what_follows_a_whole_number_may_be_another_or_a_count(text: str, expected: set[str]) -> None:
    assert contacts_in(text, suffix="com.sg") == expected


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("tel:66812345678", "phone +66812345678"),
        ("tel:0066812345678", "phone +66812345678"),
        ("tel:66-2-123-4567", "phone +6621234567"),
    ],
)
def test_a_link_with_a_calling_code_needs_no_plus(link: str, expected: str) -> None:
    assert contacts_in("Hello", links=(Link(url=link),)) == {expected}


@pytest.mark.parametrize(
    ("language", "suffix", "text", "expected"),
    [
        ("en-GB", "co.uk", "Call 07700 900123", {"phone +447700900123"}),
        ("en-GB", "co.uk", "Call 07911 123456", {"phone +447911123456"}),
        ("en", "com", "London, United Kingdom. Call 07911 123456", {"phone +447911123456"}),
        ("en", "com", "Fees from £20. Call 07911 123456", {"phone +447911123456"}),
        ("en", "com.ph", "Text 0918-320-8815", {"phone +639183208815"}),
        ("en", "com.au", "Call 07700 900123", set()),
        ("zh", "com", "新山 电话 07-388 6215", {"phone +6073886215"}),
        ("zh", "com", "电话 016-555 2093", {"phone +60165552093"}),
        ("zh-TW", "com", "聯絡電話:02-8765-4321", {"phone +886287654321"}),
        ("de", "de", "Telefon 0800 723 4567", {"hotline +498007234567"}),
    ],
)
def test_a_number_stays_in_the_country_of_the_page(language: str, suffix: str, text: str, expected: set[str]) -> None:
    assert contacts_in(text, language=language, suffix=suffix) == expected


@pytest.mark.parametrize(
    ("language", "suffix", "text"),
    [
        ("en", "com", "Call 07700 900123"),
        ("en", "com", "Call 07911 123456"),
        ("en", "com", "Text 0918-320-8815"),
        ("en", "com", "Call 9123 4567"),
        ("en", "in", "Tel: (20) 2345 6789"),
        ("en", "com", "Data Privacy seal no. 2025-11-0442"),
        ("de", "com", "Telefon 0800 723 4567"),
        ("nl", "com", "Bel 0800 723 4567"),
        ("zh", "com", "客服Q:123456789"),
    ],
)
def test_a_number_that_would_be_a_strangers_elsewhere_is_none(language: str, suffix: str, text: str) -> None:
    assert not [value for value in contacts_in(text, language=language, suffix=suffix) if value.startswith(("phone", "hotline"))]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Call 1-844-403-7712", "hotline +18444037712"),
        ("en", "Call 98310 44177", "phone +919831044177"),
        ("en", "Call 012-345 6789", "phone +60123456789"),
        ("zh", "电话 13812345678", "phone +8613812345678"),
        ("zh", "电话 400-123-4567", "hotline +864001234567"),
    ],
)
def test_a_number_of_one_of_the_countries_alone_is_its(language: str, text: str, expected: str) -> None:
    assert contacts_in(text, language=language) == {expected}


@pytest.mark.parametrize(
    ("language", "suffix", "text", "expected"),
    [
        ("th", "co.th", "หมายเลขตำรวจ 081-234-5678", "phone +66812345678"),
        ("km", "com.kh", "លេខមន្ទីរពេទ្យ 012 345 678", "phone +85512345678"),
        ("lo", "la", "ໝາຍເລກໂຮງໝໍ 021 214 322", "phone +85621214322"),
        ("my", "com.mm", "ဆရာဝန်နံပါတ် 09 450 123 456", "phone +959450123456"),
        ("ja", "co.jp", "詐欺師の番号 090-1234-5678", "phone +819012345678"),
        ("ko", "co.kr", "엄마 번호 010-1234-5678", "phone +821012345678"),
        ("ko", "co.kr", "전화 1588-1234 365일", "hotline +8215881234"),
        ("zh-CN", "cn", "电话 138 1234 5678 100元起", "phone +8613812345678"),
        ("en", "com.sg", "Tel 6123 4567 650 Jurong Road", "phone +6561234567"),
        ("en", "com", "Call 212-736-5000 350 5th Avenue, New York", "phone +12127365000"),
        ("en", "com", "Call 1-800-275-8777 24/7", "hotline +18002758777"),
        ("en", "com", "Call 888-737-50-00", "hotline +18887375000"),
        ("en", "com", "Freephone 0800 123 4567", "hotline +448001234567"),
        ("en", "com", "S$95 for 45 minutes. Phone 6555 0440", "phone +6565550440"),
        ("en", "com", "Phuket. Call 077 123 456", "phone +6677123456"),
        ("zh-MO", "com", "電話 2833 1234", "phone +85328331234"),
        ("zh-HK", "com", "電話 2833 1234", "phone +85228331234"),
    ],
)
def test_digits_that_are_grouped_as_a_phones_or_count_behind_one_are_no_reason_to_lose_it(
    language: str, suffix: str, text: str, expected: str
) -> None:
    assert contacts_in(text, language=language, suffix=suffix) == {expected}


@pytest.mark.parametrize("text", ["Call 020 7183 8750", "Call 020 7946 0123", "Saigon? Call 028 3822 1234 5"])
def test_a_number_of_several_countries_is_not_cut_to_one_of_another(text: str) -> None:
    assert not any(value.startswith("phone +63") for value in contacts_in(text))


@pytest.mark.parametrize("link", ["https://wa.me/60121234567", "tel:+60121234567", "https://api.whatsapp.com/send?phone=60121234567"])
def test_a_link_with_a_calling_code_tells_the_country(link: str) -> None:
    assert "phone +60321456789" in contacts_in("Call now 03-2145 6789 or WhatsApp", links=(Link(url=link),))
    assert "phone +60321456789" not in contacts_in("Call now 03-2145 6789 or WhatsApp")


def test_many_numbers_of_guessed_countries_are_all_read() -> None:
    text = "\n".join(f"Branch {number} Tel 012-345 6{number:03}" for number in range(100))
    assert len(contacts_in(text)) == 100


@pytest.mark.parametrize("text", ["UDISE 08122004471", "UDISE code: 08122004471", "UDISE कोड 08122004471"])
def test_the_code_of_a_school_is_no_phone(text: str) -> None:
    assert contacts_in(text, language="hi", suffix="in") == set()


@pytest.mark.parametrize("label", ["Faksimile", "Fax", "Telepon"])
def test_the_head_of_the_next_row_says_nothing_of_the_number_above(label: str) -> None:
    text = f"{label}\n024 – 7692 3390\nWhatsApp (chat saja)\n0812 3456 7890"
    assert contacts_in(text, language="id", suffix="co.id") == {"phone +622476923390", "whatsapp +6281234567890"}
    assert contacts_in("0812 3456 7890\nWhatsApp (chat saja)", language="id", suffix="co.id") == {"whatsapp +6281234567890"}
