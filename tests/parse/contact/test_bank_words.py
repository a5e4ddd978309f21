"""Accounts at banks that the table does not name, and what else stands behind the name of a bank."""

import pytest

from scamtriage.parse.contact.contacts import find_contacts
from scamtriage.parse.contact.sources import ContactSources
from scamtriage.parse.html.page import read_page
from tests.cost import least_cpu_s
from tests.parse.contact.reading import contacts_in


def accounts(suffix: str, body: str) -> list[str]:
    host = f"shop.{suffix}"
    html = f"<html><body>{body}</body></html>".encode()
    facts, _ = read_page(body=html, content_type="text/html; charset=utf-8", url=f"https://{host}/", host=host, suffix=suffix)
    return [c.value for c in facts.contacts if c.kind == "bank-account"]


@pytest.mark.parametrize(
    ("suffix", "body", "value"),
    [
        ("com.my", "Yuran RM 50 ke akaun Bank Delima Setia 6612 0088 41 (AMIN ENT.)", "6612008841"),
        ("com.my", "<h5>Deposit RM90</h5><table><tr><td>Bank Delima Setia</td><td>6612 0088 4190</td></tr></table>", "661200884190"),
        ("co.id", "Pembayaran: Bank Cempaka Raya 131-00-1771822-4 a.n. CV Sejahtera", "1310017718224"),
        ("co.id", "BCX (Bank Cempaka Raya): 991.771.2285 a/n PT SEJAHTERA", "9917712285"),
        ("com.ph", "Banco Sampaguita – Acct # 0031-7790-1172 (J CRUZ)", "003177901172"),
        ("vn", "Chuyển khoản: NH Phát Đạt Miền Tây – 0042.000.937.118 – CTY TNHH A", "0042000937118"),
        ("co.kr", "예치금 20만원: 아침뱅크 3351-07-4418111 이*정", "3351074418111"),
        ("com.mm", "ကြိုတင်ငွေ - ဘဏ် ရွှေမင်္ဂလာ (ထိုင်း) 772-4-02811-9", "7724028119"),
        ("com.tw", "請匯款至 玉林銀行 0555-118-20777（戶名：林小姐）", "055511820777"),
        ("com.la", "ໂອນ ທະນາຄານ ດອກບົວ 010-00-00-00555", "010000000555"),
        ("com.kh", "ផ្ទេរ (ធនាគារភ្នំតូច) ០០០ ៧៧២ ៨៤១", "000772841"),
        ("com.kh", "<table><tr><td>Wing</td><td>010772111</td></tr></table>", "010772111"),
    ],
)
def test_a_number_behind_any_bank_is_an_account_where_the_page_speaks_of_paying(suffix: str, body: str, value: str) -> None:
    assert accounts(suffix, body) == [value]


@pytest.mark.parametrize(
    ("suffix", "body"),
    [
        ("com.my", "Bank Delima Setia 6612 0088 41"),  # nothing is said of paying
        ("com.my", "Bank Delima Setia Berhad 197201000318 (12477-U). Deposit dilindungi PIDM"),
        ("com.my", "Bayar di Bank Delima Setia 1-300-88-6688"),
        ("com.my", "Bayar di Bank Delima Setia 03-6204 7788"),
        ("com.my", "Bayaran: hotline Bank Delima Setia 6612 0088 41"),
        ("com.my", "Bayaran di bank pilihan anda 6612 0088 41"),
        ("co.id", "Pembayaran Bank Cempaka Raya NPWP 01.334.882.7-091.000"),
        ("co.id", "Pembayaran Bank Cempaka Raya 150.000.000"),
        ("co.id", "Pembayaran ke Bank Cempaka Raya 6612 0088 xxxx"),
        ("co.th", "โอน ธนาคารรุ่งเรือง ทะเบียนเลขที่ 0107537000882"),
        ("co.th", "โอน ธนาคารรุ่งเรือง 0107537000882"),
        ("co.kr", "송금 수수료 안내 아침은행 123-45-67890"),
        ("com.mm", "ဗဟိုဘဏ် ငွေလွှဲ လိုင်စင် MT125620041"),
        ("com.cn", "付款 银行卡号示例：6222 0000 0000 0000"),
        ("com", "The hospital's east wing 010772111"),
    ],
)
def test_what_else_stands_behind_a_bank_is_no_account(suffix: str, body: str) -> None:
    assert accounts(suffix, body) == []


def test_many_names_of_banks_cost_in_proportion_to_their_number() -> None:
    text = "bayar Bank Delima Setia  -  - \n 6612 0088 4x " * 2_000
    assert least_cpu_s(lambda: find_contacts(ContactSources(text=text, suffix="com.my")), within=2.0) <= 2.0


@pytest.mark.parametrize(
    ("suffix", "body", "found"),
    [
        ("co.th", "โอนเข้า ธนาคารกสิกรไทย 043-2-81796-5 หรือ 081-739-4285", ["0432817965"]),
        ("co.th", "โอนเข้า ธนาคารกสิกรไทย 0432817965 หรือ 0817394285", ["0432817965"]),
        ("vn", "Vietcombank 0071628394 hoặc 0917394285", ["0071628394"]),
        ("com.my", "Maybank 512739428516 atau 601173942851", ["512739428516"]),
        ("co.id", "Bank Mandiri 1370018273946 atau 1560029174835", ["1370018273946", "1560029174835"]),
    ],
)
def test_a_phone_behind_an_account_is_no_second_account(suffix: str, body: str, found: list[str]) -> None:
    assert accounts(suffix, body) == found


def test_a_cross_stands_between_a_bank_and_its_account_and_before_an_order() -> None:
    assert accounts("com.ph", "<p>UnionBank #109488230419 · BPI #1094882304</p>") == ["109488230419", "1094882304"]
    assert accounts("com.ph", "<p>Pay by BPI. Your order #1094882304 is ready</p>") == []


@pytest.mark.parametrize("word", ["ဘောက်ချာ နံပါတ်", "វិក្កយបត្រលេខ", "वाउचर नंबर"])
def test_words_with_signs_for_vowels_begin_another_thing(word: str) -> None:
    assert accounts("com.mm", f"<p>KBZ Bank A/C 0123 0123 7881 2345 6</p><p>{word} 09788123461</p>") == ["01230123788123456"]


def test_accounts_of_a_long_line_cost_no_more_each_than_those_of_a_short_one() -> None:
    """Of each pair with "or" between, all labels of the line were looked at: 5 s of CPU for 300 kB."""
    line = "BCA no. rek 1234567890 atau 9876543210 "
    contacts_in(line, suffix="id", language="id")
    assert least_cpu_s(lambda: contacts_in(line * 8_000, suffix="id", language="id"), within=2.0) <= 2.0
