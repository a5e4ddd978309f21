"""Words beside two things: a hotline and what it is for, a number and the thing behind it, a line and the next of its town."""

import pytest

from scamtriage.parse.contact.contacts import find_contacts
from scamtriage.parse.contact.sources import ContactSources
from tests.cost import least_cpu_s
from tests.parse.contact.reading import contacts_in


@pytest.mark.parametrize(
    ("language", "suffix", "text", "expected"),
    [
        # what a hotline is for
        ("vi", "vn", "Hotline hợp đồng số 1900 55 88 92", {"hotline +841900558892"}),
        ("vi", "vn", "Hotline đơn hàng số 0903 558 892", {"phone +84903558892"}),
        ("vi", "vn", "Hotline đơn hàng số 0903558892", set()),
        ("vi", "vn", "Hotline: Hợp đồng số 1900 55 88 92", set()),
        ("vi", "vn", "Hợp đồng số 1900 55 88 92", set()),
        ("ms", "my", "Talian invois no 03-2266 3188", {"phone +60322663188"}),
        ("en", "com", "Call order no. 1-800-555-7714", set()),
        # a word for calls is used up by its number; the thing behind it has the next
        ("lo", "la", "ໂທ 020 7788 9912 ເລກບັດ 0412345678", {"phone +8562077889912"}),
        ("lo", "la", "ແຟັກ 021-454 772 ເລກທີໃບບິນ 02055123456", {"phone +85621454772"}),
        ("th", "th", "โทร 02-123-4567 หมายเลขมือถือ 0812345678", {"phone +6621234567", "phone +66812345678"}),
        # a code is never a telephone's, unless it is the one of its area
        ("vi", "vn", "Mã SP: 0909887766", set()),
        ("vi", "vn", "Mã giảm giá: 0909887766", set()),
        ("id", "id", "Kode booking 081234567890", set()),
        ("id", "id", "kirim kode OTP ke 081234567890", {"phone +6281234567890"}),
        ("ms", "my", "hantar kod TAC kepada 0124477881", {"phone +60124477881"}),
        ("en", "my", "send the code to 012-447 7881", {"phone +60124477881"}),
        ("vi", "vn", "gửi mã OTP về 0903123456", {"phone +84903123456"}),
        ("vi", "vn", "Mã giảm giá, gọi 0909887766", {"phone +84909887766"}),
        ("vi", "vn", "Hoá đơn 0903771205", set()),
        ("fil", "ph", "Control no. 09457720814", set()),
        ("ko", "kr", "접수번호 010-4477-0001", set()),
        ("ko", "kr", "예약번호 010-4477-1000", {"phone +821044771000"}),
        ("ko", "kr", "예약 문의 010-4477-1000", {"phone +821044771000"}),
        # a word for calls that begins like something that is counted
        ("zh", "cn", "官方热线 95118 座机 010-8912 6600", {"hotline 95118", "phone +861089126600"}),
        ("zh", "cn", "热线 95118座", set()),
        # one whole number of a thing, then a telephone that is parted by dashes
        ("zh", "cn", "邮编：215123　400-8859-112", {"hotline +864008859112"}),
        ("zh", "cn", "邮编：215123 138-0011-7724", {"phone +8613800117724"}),
        ("zh", "cn", "订单 215123 400-8859-112-88", set()),
        ("en", "ph", "Order no. 2024 0512 0917-555-1234", set()),
    ],
)
def test_a_word_belongs_to_what_it_names(language: str, suffix: str, text: str, expected: set[str]) -> None:
    assert contacts_in(text, language=language, suffix=suffix) == expected


@pytest.mark.parametrize(
    ("language", "suffix", "text", "expected"),
    [
        ("vi", "vn", "ĐT: (028) 38.645.771 - 38.645.772 - Fax: 38.645.773", {"+842838645771", "+842838645772", "+842838645773"}),
        ("id", "id", "Telp. 0274-563812, 563813 (hunting) Faks 563814; Admin", {"+62274563812", "+62274563813", "+62274563814"}),
        ("id", "id", "Telp (0542) 21234, 21235 Fax 31236", {"+6254221234", "+6254221235", "+6254231236"}),
        ("id", "id", "Telp (0542) 721234 Fax 75123 Balikpapan", {"+62542721234"}),
        ("id", "id", "Telp (0542) 21234 Fax Rp 21235", {"+6254221234"}),
        ("zh", "cn", "电话：0512-6587 1123/24/25　传真", {"+8651265871123", "+8651265871124", "+8651265871125"}),
        ("zh", "cn", "电话：0512-6587 1123/24/7", {"+8651265871123"}),
        ("zh", "cn", "电话：0512-6587 1123/24小时", {"+8651265871123"}),
        ("zh", "tw", "訂位專線：06-223-1744～5　外送：06-2231746", {"+88662231744", "+88662231745", "+88662231746"}),
        ("km", "kh", "ការិយាល័យ (855) 63 964 812 · ទូរសារ 63 964 813", {"+85563964812", "+85563964813"}),
        ("ja", "jp", "電話は 080の4411の2098 まで", {"+818044112098"}),
        ("ja", "jp", "電話は ゼロハチゼロ の 4411 の 2098 まで", {"+818044112098"}),
        ("ja", "jp", "直通ゼロサンの6700の9911", {"+81367009911"}),
        ("ja", "jp", "2026年の11の3000", set()),
        ("ko", "kr", "이 번호로 문자줘 010 4477 하나하나구팔", {"+821044771198"}),
    ],
)
def test_the_next_line_has_the_area_of_the_first(language: str, suffix: str, text: str, expected: set[str]) -> None:
    assert contacts_in(text, language=language, suffix=suffix) == {f"phone {number}" for number in expected}


def test_a_fax_of_five_digits_is_one() -> None:
    sources = ContactSources(text="Telp (0542) 21234 Fax 21235", language="id", declared_language="id", suffix="id", host="a.id")
    assert {contact.value: contact.flags for contact in find_contacts(sources)} == {"+6254221234": (), "+6254221235": ("fax",)}


@pytest.mark.parametrize(
    ("suffix", "text", "expected"),
    [
        ("ph", "Trunkline 463-8127 local 204", {"local-phone 463-8127"}),
        ("ph", "Trunkline 463-8127", set()),
        ("ph", "We sold 463-8127 local 2 units", set()),
        ("ph", "Order 463-8127 local 204", set()),
        ("ph", "Trunkline (02) 8463-8127 local 204", {"phone +63284638127"}),
    ],
)
def test_an_extension_shows_that_a_number_lacks_its_area(suffix: str, text: str, expected: set[str]) -> None:
    assert contacts_in(text, suffix=suffix) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("0812345678\n12/05/2567\n1,500\n", {"phone +66812345678"}),
        ("0812345678\n12/05/2567\n1,500\n0812345679\n13/05/2567\n1,700\n", set()),
        ("0812345678\n12/05/2567\nโอนแล้ว\n1,500\n0812345679\n13/05/2567\nโอนแล้ว\n1,700\n", set()),
    ],
)
def test_one_number_above_a_day_and_a_round_price_is_no_row_of_orders(rows: str, expected: set[str]) -> None:
    assert contacts_in("คอร์ส\n" + rows, language="th", suffix="th") == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("id", "Line saya: sinta_hrd (huruf kecil semua)", {"line sinta_hrd"}),
        ("vi", "Telegram của tôi: hong_nhung88", {"telegram hong_nhung88"}),
        ("fil", "Telegram ko: joy_crypto8", {"telegram joy_crypto8"}),
        ("en", "my Telegram is joyful_8 all day", {"telegram joyful_8"}),
        ("en", "Telegram is free", set()),
        ("en", "our WeChat is broken today", set()),
        ("km", "០៨៨ ៤៤៧ ១២០៩ (តេឡេក្រាម និងហ្វេសប៊ុក)", {"phone +855884471209", "telegram +855884471209"}),
        ("id", "marketing[a keong]cvmajubersama.co.id", {"email marketing@cvmajubersama.co.id"}),
        ("id", "Pendaftaran daring: klik.sehat @ gmail (titik) com", {"email klik.sehat@gmail.com"}),
        ("fil", "graceloans.ph (@gmail.com)", {"email graceloans.ph@gmail.com"}),
        ("en", "please contact (@gmail.com) or us (@yahoo.com)", set()),
        ("my", "WavePay ငွေလွှဲရန် 09 260 112 233", {"bank-account +959260112233", "phone +959260112233"}),
        ("zh", "中華郵政 700 0051284 0719360", {"bank-account 00512840719360"}),
    ],
)
def test_whose_account_it_is_may_stand_between(language: str, text: str, expected: set[str]) -> None:
    assert contacts_in(text, language=language, suffix={"km": "kh", "my": "mm"}.get(language, "com")) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "ko",
            "팀뷰어 또는 '애니데스크'를 설치하고 숫자 9자리를 불러주세요\n보이스피싱 신고 112, 금융감독원 1332",
            {"remote-tool AnyDesk", "remote-tool TeamViewer"},
        ),
        ("en", "We use RustDesk among members to help each other.", set()),
        ("ko", "동호회에서는 팀뷰어를 회원끼리 사용합니다.", set()),
        ("en", "Our technician opens RustDesk among other tools to help you; read out your code.", {"remote-tool RustDesk"}),
    ],
)
def test_tools_are_led_to_where_digits_are_asked_for_and_not_among_members(language: str, text: str, expected: set[str]) -> None:
    found = contacts_in(text, language=language, suffix="kr" if language == "ko" else "com")
    assert {one for one in found if one.startswith("remote-tool")} == expected


@pytest.mark.parametrize(
    ("suffix", "text", "expected"),
    [
        ("au", "Mob 0412 887 120 | Vet 1300 665 112\nWhatsApp us on the mobile number above.", {"whatsapp +61412887120"}),
        ("vn", "ĐT 0903 771 204, máy bàn 028 3864 5771. Kết bạn Zalo số trên.", {"zalo +84903771204"}),
        ("ph", "I-text sa 0945-772-0813 o kaya 0961.338.4472. I-add sa Viber ang unang number.", {"viber +639457720813"}),
        ("id", "Telp 0812-3344-7781 Chat WhatsApp ke nomor di atas", {"whatsapp +6281233447781"}),
        ("cn", "电话 138-0011-7724\nWhatsApp请加以上号码", {"whatsapp +8613800117724"}),
        # refused, of another, or of a number that the phrase does not single out
        ("au", "Mob 0412 887 120. We are not on WhatsApp at the number above.", set()),
        ("au", "Mob 0412 887 120. Telegram for support, call the number above.", set()),
        ("au", "Mob 0412 887 120. Call the number above or WhatsApp 0413 887 121.", {"whatsapp +61413887121"}),
        ("ph", "0945-772-0813, 0961.338.4472. Viber din ang Globe number sa itaas.", set()),
        ("au", "WhatsApp us on the number above.\nMob 0412 887 120", set()),
    ],
)
def test_a_messenger_may_point_to_the_number_above(suffix: str, text: str, expected: set[str]) -> None:
    found = contacts_in(text, language="en", suffix=suffix)
    assert {one for one in found if not one.startswith(("phone", "hotline"))} == expected


def test_pointing_back_costs_no_more_on_a_page_full_of_it() -> None:
    many = "".join(f"Mob 0412 {at // 1000:03} {at % 1000:03} WhatsApp the number above. " for at in range(100_000, 102_000))
    assert least_cpu_s(lambda: contacts_in(many, language="en", suffix="au"), within=2) < 2
