"""Digits that would name somebody else's telephone: numbers of orders and policies, calling codes without a plus, and foreign readings."""

import pytest

from scamtriage.parse.contact.contacts import ContactSources, find_contacts
from scamtriage.records.facts import Link


def found(text: str, language: str = "en", suffix: str = "com", *links: str) -> set[str]:
    primary, at = language.partition("-")[0], f"a.{suffix}"
    urls = tuple(Link(url=url) for url in links)
    sources = ContactSources(text=text, language=primary, declared_language=language, suffix=suffix, host=at, links=urls)
    return {f"{contact.kind} {contact.value}" for contact in find_contacts(sources)}


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


@pytest.mark.parametrize(
    ("language", "suffix", "digits", "label"), [(*row[:3], label) for row in NUMBERED for label in row[3].split("|")]
)
def test_the_number_of_a_thing_is_nobodys_telephone(language: str, suffix: str, digits: str, label: str) -> None:
    assert found(f"{label}: {digits}", language, suffix) == set()


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
        ("id", "id", "Nomor Budi: 0812-3456-7890", "phone +6281234567890"),
    ],
)
def test_the_number_of_somebody_is(language: str, suffix: str, text: str, expected: str) -> None:
    assert found(text, language, suffix) == {expected}
