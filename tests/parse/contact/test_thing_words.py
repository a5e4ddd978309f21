"""Numbers of bookings, warrants and receipts, which begin and are grouped as telephones do, and desks whose words are alike."""

import pytest

from tests.parse.contact.reading import contacts_in


@pytest.mark.parametrize(
    ("suffix", "language", "text"),
    [
        ("co.th", "th", "หมายจับเลขที่ 0987654123"),
        ("co.th", "th", "เลขที่การจอง 081-774-2905"),
        ("vn", "vi", "Số thứ tự 0912345876"),
        ("com.my", "ms", "Resit 7741. Lesen 0124567890"),
        ("com.kh", "km", "វិក្កយបត្រ 012777888"),
        ("com.kh", "km", "លេខកក់ 012 777 888"),
        ("com.mm", "my", "အော်ဒါနံပါတ် 09-790 122 884"),
        ("la", "lo", "ໃບຈອງ 02055774000"),
        ("la", "lo", "ເລກທີ 02055774000/2025"),
        ("com.cn", "zh-CN", "取件码 137-7412-0882"),
        ("com.tw", "zh-TW", "拘票 0977-412-088"),
        ("jp", "ja", "お客様番号 090-7741-0000"),
        ("kr", "ko", "영장번호 010-7741-0000"),
        # one word, which names a paper, a member or what somebody signs in with
        ("co.th", "th", "ลงทะเบียนหมายเลข 0817742905"),
        ("co.th", "th", "จดแจ้งเลขที่ 0817742905"),
        ("co.th", "th", "ความเห็น 3 สมาชิกหมายเลข 8841207 · 24 พ.ย. 2568"),
        ("vn", "vi", "Hộ chiếu 0912345876"),
        ("vn", "vi", "Tên đăng nhập: 0912345876"),
        ("co.id", "id", "Perjanjian No. 081377412088"),
        ("com.my", "ms", "Pasport 0127741208"),
        ("ph", "fil", "Kontrata 09177741208"),
        ("com.my", "en", "Username: 012-774 1208"),
        ("jp", "ja", "送り状 09077410001"),
        ("com.kh", "km", "កិច្ចសន្យា 012777888"),
        ("sg", "zh-CN", "预约单 8124 4718"),
        ("vn", "vi", "Số đẹp: 09 12 34 45 56"),
        ("com.my", "en", "Your parcel 0127741208 is on hold"),
        ("kr", "ko", "회원 01044718899"),
        (
            "com",
            "id",
            "Result togel hari ini\nSydney 0123 4567\nCambodia 1234 5678\nTaipei 4321 8765\nChina 2233 4455\nJapan 3344 5566"
            "\nMacau 6821 9934\nSingapore 6610 2285\nHongkong: 5610 2285",
        ),
    ],
)
def test_a_thing_has_no_telephone(suffix: str, language: str, text: str) -> None:
    assert not contacts_in(text, language=language, suffix=suffix)


@pytest.mark.parametrize(
    ("suffix", "language", "text", "number"),
    [
        ("co.th", "th", "จองโต๊ะ โทร 081-774-2905", "+66817742905"),
        ("co.th", "th", "หมายเลขลูกค้าสัมพันธ์ 02-123-4568", "+6621234568"),
        ("com.kh", "km", "សេវាអតិថិជន លេខ 012 777 880", "+85512777880"),
        ("la", "lo", "ໂທ ເລກທີ 020 5577 4001", "+8562055774001"),
        ("co.th", "th", "ติดต่อได้ที่เลขที่ 0817742905", "+66817742905"),
        ("vn", "vi", "Gọi: 09 12 34 45 56", "+84912344556"),
        ("my", "ms", "Unit Fraud 03-2604 4471 / 4472 (8 pagi–8 malam)", "+60326044472"),
        ("sg", "zh-CN", "预约 8124 4718", "+6581244718"),
        ("com", "en", "London 020 3769 4418, Hong Kong 3008 4471", "+85230084471"),
        ("co.th", "th", "สอบถามกรมธรรม์ 0817742905", "+66817742905"),
        ("com.my", "en", "Booking 0127741208", "+60127741208"),
        ("co.id", "id", "Tiket: 081377412088", "+6281377412088"),
        ("com.my", "ms", "Unit sebut harga 0127741208", "+60127741208"),
        ("la", "lo", "ໂທຫາເລກທີ 02055774001", "+8562055774001"),
        ("la", "lo", "ຕິດຕໍ່ໄດ້ທີ່ເລກທີ 021 774 120", "+85621774120"),
        ("la", "lo", "ສອບຖາມໃບບິນ 021 774 120", "+85621774120"),
        ("com.kh", "km", "ព័ត៌មានអំពីវិក្កយបត្រ៖ 017 774 120", "+85517774120"),
        ("co.th", "th", "สอบถามใบแจ้งหนี้ 0817742905", "+66817742905"),
        ("com.my", "ms", "Unit Lesen 0127741208", "+60127741208"),
        ("com.my", "ms", "Lesen: 03-7741 2088 · Cukai: 03-7741 2089", "+60377412088"),
        ("co.id", "id", "Nomor polisi terdekat (022) 774-1208", "+62227741208"),
        ("ph", "fil", "SIM number: 0917 774 1208", "+639177741208"),
        ("vn", "vi", "STT 1: 0903 774 120", "+84903774120"),
        ("vn", "vi", "Quyết định số 123/QĐ-UBND – 0903 774 120", "+84903774120"),
        ("com.tw", "zh-TW", "房號 301，王先生 0977-412-088", "+886977412088"),
        ("com.tw", "zh-TW", "訂房號碼 0977412088", "+886977412088"),
        ("com.cn", "zh-CN", "报修工单：138 7741 2088", "+8613877412088"),
        ("la", "lo", "ບໍລິການລູກຄ້າ 020 5577 4003", "+8562055774003"),
        ("com.kh", "km", "អគ្គិសនីកម្ពុជា វិក្កយបត្រ — ០១៥ ៨៨២ ៤១២", "+85515882412"),
        ("com.my", "ms", "Lesen SPAD/LPKP 0417. 09-744 2208", "+6097442208"),
        ("com.mm", "my", "အော်ဒါမှာရန် ဖုန်းနံပါတ် 09-790 122 884", "+959790122884"),
        ("jp", "ja", "お客様相談室 電話番号 03-7741-2088", "+81377412088"),
    ],
)
def test_a_desk_for_things_has_one(suffix: str, language: str, text: str, number: str) -> None:
    assert f"phone {number}" in contacts_in(text, language=language, suffix=suffix)


def test_a_word_for_numbers_leaves_a_messenger_its_own() -> None:
    assert "whatsapp +8562055774120" in contacts_in("WhatsApp ເລກທີ 020 5577 4120", language="lo", suffix="la")


@pytest.mark.parametrize(
    ("text", "address"),
    [("Email: l u t o n g @ gmail . com", "lutong@gmail.com"), ("Mail j . d o e @ example . org", "j.doe@example.org")],
)
def test_letters_written_apart_are_one_name(text: str, address: str) -> None:
    assert f"email {address}" in contacts_in(text)
    assert len(contacts_in(text)) == 1


@pytest.mark.parametrize(
    ("suffix", "language", "text", "number"),
    [
        ("vn", "vi", "Đường dây nóng: 1900.0368 · 113", "113"),
        ("co.th", "th", "ธ.กรุงเทพ 1333 กด 4", "1333"),
    ],
)
def test_a_short_number_behind_a_whole_one_or_before_a_key_is_called(suffix: str, language: str, text: str, number: str) -> None:
    assert f"hotline {number}" in contacts_in(text, language=language, suffix=suffix)


def test_products_behind_a_number_are_no_hotline() -> None:
    assert "hotline 113" not in contacts_in("Hotline: 1900.0368 | 113 sản phẩm", language="vi", suffix="vn")


@pytest.mark.parametrize(
    ("suffix", "language", "text", "found"),
    [
        ("in", "hi", "साइबर हेल्पलाइन 1930 · टिकट 9827447199", {"hotline 1930"}),
        ("in", "hi", "SBI खाता XXXXXX4471 · रेफरेंस 9827447188", set()),
        ("com.tw", "zh-TW", "中國信託 (822) 0912-5401-2234 保單 0912447120", {"bank-account 091254012234"}),
        ("com.kh", "km", "គណនី ABA · លេខយោង 012812447", set()),
        ("com.sg", "en", "PayNow UEN T08GB0032G or 9812 4471", {"bank-account +6598124471", "bank-account T08GB0032G"}),
        ("co.id", "id", "BCA 7390556128. Faktur 7390556129", {"bank-account 7390556128"}),
    ],
)
def test_a_paper_behind_a_hotline_or_a_bank_has_a_number_of_its_own(suffix: str, language: str, text: str, found: set[str]) -> None:
    assert contacts_in(text, language=language, suffix=suffix) == found
