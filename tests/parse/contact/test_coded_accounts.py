"""Accounts behind the code of a bank of Taiwan or Hong Kong, and what only looks like one."""

import pytest

from tests.parse.contact.reading import contacts_in


@pytest.mark.parametrize(
    ("suffix", "language", "text", "account"),
    [
        ("com.tw", "zh-TW", "匯款：中信822 帳號 774-54-120881-2", "774541208812"),
        ("com.tw", "zh-TW", "匯款：中信(822) 帳號：774541208812", "774541208812"),
        ("com.tw", "zh-TW", "街口 396 帳號 900774120881", "900774120881"),
        ("com.tw", "zh-TW", "台新 812-2077-1000-123456 請轉帳", "20771000123456"),
        ("com.tw", "zh-TW", "玉山銀行808 0123-940-123456", "0123940123456"),
        ("com.tw", "zh-TW", "富邦012-8210-0001234", "82100001234"),
        ("com.tw", "zh-TW", "轉帳 013-001507741208 戶名陳小姐", "001507741208"),
        ("com.tw", "zh-TW", "土地銀行（005）新竹分行 041-001-22334-5；玉山 808-0435-979-012345 帳號", "0435979012345"),
        ("com.hk", "zh-HK", "恒生 024-388-774120-882", "024388774120882"),
        ("com.hk", "zh-HK", "恒生銀行 (024) 774-120881-001", "774120881001"),
        ("com.hk", "zh-HK", "匯豐 004-123-456789-838 / 中銀 012-875-1-234567-8", "01287512345678"),
    ],
)
def test_the_code_tells_the_bank_and_is_no_part_of_a_taiwanese_account(suffix: str, language: str, text: str, account: str) -> None:
    found = contacts_in(text, language=language, suffix=suffix)
    assert f"bank-account {account}" in found
    assert not any(other.endswith(account) and other != f"bank-account {account}" for other in found if other.startswith("bank-account"))


@pytest.mark.parametrize(
    ("suffix", "language", "text"),
    [
        ("com.tw", "zh-TW", "書號 013-9786263-101108 匯款後出貨"),
        ("com.tw", "zh-TW", "庫存 700 1234567890123 匯款"),
        ("com.tw", "zh-TW", "客服電話 822 7745412088"),
        ("com.tw", "zh-TW", "中正路 822 號 0912-345-678 信義 108 台北"),
        ("com.hk", "zh-HK", "公司 024-388-774120-882 編號"),
        ("com.tw", "zh-TW", "玉山 808 8888-888-888888"),
        ("com.cn", "zh-CN", "玉山 808 0123-940-123456"),
    ],
)
def test_other_numbers_behind_three_digits_are_no_accounts(suffix: str, language: str, text: str) -> None:
    assert not [found for found in contacts_in(text, language=language, suffix=suffix) if found.startswith("bank-account")]


def test_dots_part_a_vietnamese_account() -> None:
    assert "bank-account 0281000412233" in contacts_in("Vietcombank CN Bình Dương: 0281.000.412.233 – Cty Gỗ", language="vi", suffix="vn")
