"""Numbers of receipts and taxes, words of which a messenger's name is a part, and accounts behind everyday names."""

import pytest

from scamtriage.parse.html.page import read_page
from tests.parse.contact.reading import contacts_in


@pytest.mark.parametrize(
    ("language", "suffix", "text"),
    [
        ("fil", "ph", "Resibo: 0918-774-4132"),
        ("fil", "ph", "Salamat. O.R. 09187744132"),
        ("id", "co.id", "Kwitansi 0812-7744-1208"),
        ("ms", "com.my", "Resit rasmi: 011-3302 8843"),
        ("ms", "com.my", "No. fail C 0127744197"),
        ("vi", "com.vn", "Biên lai 0912774120 đã duyệt"),
        ("vi", "com.vn", "Báo giá · biên lai số 0903 412 345"),
        ("th", "co.th", "ใบเสร็จรับเงินเลขที่ 0812345671"),
        ("th", "co.th", "ใบแจ้งเลขที่ 0652219903"),
        ("km", "com.kh", "បង្កាន់ដៃលេខ 096 330 1146"),
        ("km", "com.kh", "លេងអនឡាញ LUCKY99 ឥឡូវនេះ"),  # "online", whose end is a spelling of LINE
        ("my", "com.mm", "အွန်လိုင်း SHOP99 မှာ ဝယ်ပါ"),
    ],
)
def test_nobody_is_reached_there(language: str, suffix: str, text: str) -> None:
    assert contacts_in(text, language=language, suffix=suffix) == set()


@pytest.mark.parametrize(
    ("language", "suffix", "text", "found"),
    [
        ("fil", "ph", "Ipadala ang resibo sa 0918-774-4132", "phone +639187744132"),
        ("id", "co.id", "Kwitansi hilang? Hubungi 0812-7744-1208", "phone +6281277441208"),
        ("ms", "com.my", "Resit: hantar ke WhatsApp 012-774 4120", "whatsapp +60127744120"),
        ("th", "co.th", "ขอใบเสร็จ โทร 081-234-5671", "phone +66812345671"),
        ("ja", "co.jp", "領収書 03-7744-1208", "phone +81377441208"),
        ("km", "com.kh", "ឡាញ lucky_99", "line lucky_99"),
        ("my", "com.mm", "လိုင်း ID shop_99", "line shop_99"),
        ("ko", "co.kr", "우리 1002-774-412088 (김민수)", "bank-account 1002774412088"),
        ("ko", "co.kr", "우리 회사 1577-4412", "hotline +8215774412"),
        ("zh", "cn", "开户行：中国农业银行 账号：19-230101040077441 税号：913303037744120881", "bank-account 19230101040077441"),
        ("ja", "co.jp", "PayPay（090-7744-1208）で送金", "bank-account +819077441208"),
        ("ja", "co.jp", "PayPay銀行 03-7744-1208", "phone +81377441208"),
        ("fil", "ph", "GCash - customer service - 0919 774 4135", "phone +639197744135"),
    ],
)
def test_who_sees_to_them_is(language: str, suffix: str, text: str, found: str) -> None:
    assert contacts_in(text, language=language, suffix=suffix) == {found}


def test_the_owner_of_a_wallet_may_stand_between_dashes() -> None:
    assert "bank-account +639197744135" in contacts_in("GCash - Maria L. - 0919 774 4135", language="fil", suffix="ph")


def test_the_end_of_a_range_is_not_dialled() -> None:
    html = "<html lang=th><body><a href='tel:0435887712'>043-588-771 ถึง 2</a></body></html>".encode()
    facts, _ = read_page(body=html, content_type="text/html; charset=utf-8", url="https://a.co.th/", host="a.co.th", suffix="co.th")
    assert {contact.value for contact in facts.contacts} == {"+6643588771", "+6643588772"}
