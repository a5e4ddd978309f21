"""Payees of payment schemes in text: what is paid to, and what only stands near the name of a scheme."""

import pytest

from scamtriage.parse.contact.checksums import thai_id_holds, uen_holds
from scamtriage.parse.html.page import read_page

PAID = [
    ("co.th", "พร้อมเพย์ 0812345678", "+66812345678", "PromptPay mobile"),
    ("co.th", "รับโอนผ่านพร้อมเพย์ 081-234-5678 ชื่อ สมชาย", "+66812345678", "PromptPay mobile"),
    ("co.th", "พร้อมเพย์ เบอร์ 0812345678 1,500 บาท", "+66812345678", "PromptPay mobile"),
    ("co.th", "PromptPay 1-1037-00123-45-8", "1103700123458", "PromptPay national-id"),
    ("co.th", "PromptPay ID 0107544000108", "0107544000108", "PromptPay tax-id"),
    ("co.th", "PromptPay e-wallet: 140000812345678", "140000812345678", "PromptPay e-wallet"),
    ("co.th", "ทรูมันนี่ 0898765432", "+66898765432", "TrueMoney mobile"),
    ("co.th", "พร้อมเพย์/ทรูมันนี่ เบอร์ 064-118-9037", "+66641189037", "PromptPay / TrueMoney mobile"),
    ("co.th", "<table><tr><th>พร้อมเพย์</th><td>0812345678</td></tr></table>", "+66812345678", "PromptPay mobile"),
    ("co.th", "<dl><dt>PromptPay ID</dt><dd>0107544000108</dd></dl>", "0107544000108", "PromptPay tax-id"),
    ("com.my", "DuitNow: 012-345 6789", "+60123456789", "DuitNow mobile"),
    ("com.my", "DuitNow ID 880101-14-5678", "880101145678", "DuitNow nric"),
    ("com.my", "DuitNow 202001012345", "202001012345", "DuitNow business"),
    ("com.my", "Touch 'n Go eWallet 012-345 6789", "+60123456789", "Touch 'n Go mobile"),
    ("com.my", "TnG: 012-345 6789 (Aminah)", "+60123456789", "Touch 'n Go mobile"),
    ("com.my", "Boost eWallet: 012-345 6789", "+60123456789", "Boost mobile"),
    ("com.sg", "GrabPay 9123 4567", "+6591234567", "GrabPay mobile"),
    ("co.id", "LinkAja 081298765432", "+6281298765432", "LinkAja mobile"),
    ("com.kh", "Pi Pay 012 874 331", "+85512874331", "Pi Pay mobile"),
    ("com.sg", "PayNow UEN 199201624D", "199201624D", "PayNow uen"),
    ("com.sg", "PayNow to 9123 4567", "+6591234567", "PayNow mobile"),
    ("com.ph", "Padala sa GCash 0906-221-3344 (MARK)", "+639062213344", "GCash mobile"),
    ("com.ph", "PayMaya no. 0906 221 3344", "+639062213344", "Maya mobile"),
    ("co.id", "Deposit DANA / OVO / GoPay 081298765432", "+6281298765432", "DANA / GoPay / OVO mobile"),
    ("co.id", "ShopeePay: 081298765432", "+6281298765432", "ShopeePay mobile"),
    ("vn", "Ví momo: 0901 234 567", "+84901234567", "MoMo mobile"),
    ("vn", "ZaloPay 0901234567", "+84901234567", "ZaloPay mobile"),
    ("vn", "Viettel Money 0981234567", "+84981234567", "ViettelPay mobile"),
    ("com.kh", "KHQR: sok_dara@aba", "sok_dara@aba", "Bakong account"),
    ("com.mm", "KBZPay ၀၉ ၇၉၁ ၂၃၄ ၅၆၇", "+959791234567", "KBZPay mobile"),
    ("com.mm", "WavePay – 09791234567", "+959791234567", "WavePay mobile"),
    ("cn", "支付宝账号：13812345678", "+8613812345678", "Alipay mobile"),
    ("cn", "支付宝：abc88@qq.com", "abc88@qq.com", "Alipay e-mail"),
    ("cn", "微信支付 13812345678", "+8613812345678", "WeChat Pay mobile"),
    ("com.hk", "轉數快 FPS ID 118774418。", "118774418", "FPS fps-id"),
    ("co.id", "GoPay virtual account: 8077 0812 3456 7890", "8077081234567890", "GoPay virtual-account"),
    ("co.id", "DANA no. VA 3901 0857 1102 9946", "3901085711029946", "DANA virtual-account"),
    ("com.la", "U-Money ເລກບັນຊີ: 2055512345", "+8562055512345", "U-Money mobile"),
    ("com.bd", "bKash: 01712-345678", "+8801712345678", "bKash mobile"),
]


def contacts(suffix: str, body: str) -> list[tuple[str, str, str]]:
    host = f"shop.{suffix}"
    html = f"<html><body>{body}</body></html>".encode()
    facts, _ = read_page(body=html, content_type="text/html; charset=utf-8", url=f"https://{host}/", host=host, suffix=suffix)
    return [(c.kind, c.value, c.detail) for c in facts.contacts]


@pytest.mark.parametrize(("suffix", "body", "value", "detail"), PAID)
def test_the_payee_of_a_scheme_is_an_account_of_the_scheme(suffix: str, body: str, value: str, detail: str) -> None:
    assert [found for found in contacts(suffix, body) if found[0] == "bank-account"] == [("bank-account", value, detail)]


@pytest.mark.parametrize(
    ("suffix", "body"),
    [
        ("co.th", "รับชำระด้วย PromptPay 081-234-5678"),
        ("co.th", "ชำระด้วย PromptPay, บัตร โทรสั่ง 081-234-5678"),
        ("co.th", "พร้อมเพย์ 500 บาท โทร 0812345678"),
        ("co.th", "PromptPay 1103700123456"),  # its check digit is wrong
        ("co.th", "PromptPay order no. 0107544000108"),
        ("co.th", "<ul><li>Visa<li>PromptPay<li>081-234-5678</ul>"),
        ("com.ph", "We accept GCash, Maya. Order: 0906 221 3344"),
        ("com.ph", "Call Maya 0906 221 3344"),
        ("com.ph", "GCash hotline 2882"),
        ("com.ph", "GCash 0906-221-xxxx"),
        ("co.id", "pencairan dana 081298765432"),
        ("co.id", "PENCAIRAN DANA 081298765432"),
        ("co.id", "DANA : +62 812-5550-0713 📞 WhatsApp"),
        ("co.id", "DANA 0859-4410-2275 24 jam"),
        ("com.sg", "PayNow UEN 199201624C"),
        ("com", "60 FPS 1187744"),
    ],
)
def test_what_only_stands_near_a_scheme_is_no_account(suffix: str, body: str) -> None:
    assert [found for found in contacts(suffix, body) if found[0] == "bank-account"] == []


def test_the_number_that_is_paid_to_stays_a_phone_and_is_nobodys_messenger() -> None:
    found = contacts("co.th", '<a href="https://t.me/abc">tg</a><p>พร้อมเพย์ 0812345678</p>')
    assert [(kind, value) for kind, value, _ in found] == [("bank-account", "+66812345678"), ("phone", "+66812345678")]


def test_a_messenger_joined_to_the_scheme_keeps_the_number() -> None:
    assert ("whatsapp", "+639062213344", "by number") in contacts("com.ph", "WhatsApp/GCash: 0906 221 3344")


def test_a_number_beside_a_bank_and_a_scheme_is_the_schemes() -> None:
    found = contacts("co.id", "Transfer BCA a.n. RIDWAN<br>DANA 0857-1102-9946 a.n. RIDWAN")
    assert [one for one in found if one[0] == "bank-account"] == [("bank-account", "+6285711029946", "DANA mobile")]


@pytest.mark.parametrize("text", ["WhatsApp ไม่รับ โทร 0877777777", "ไม่รับ WhatsApp โทร 0877777777", "No WhatsApp call 0877777777"])
def test_a_messenger_that_is_refused_does_not_claim_the_number(text: str) -> None:
    assert contacts("co.th", text) == [("phone", "+66877777777", "mobile")]


def test_a_messengers_hotline_is_the_messengers() -> None:
    assert contacts("co.th", "WhatsApp สายด่วน 0877777777") == [("whatsapp", "+66877777777", "by number")]


@pytest.mark.parametrize("digits", ["0107544000108", "1103700123458"])
def test_the_check_digit_of_thai_ids(digits: str) -> None:
    assert [d for d in "0123456789" if thai_id_holds(digits[:12] + d)] == [digits[12]]


@pytest.mark.parametrize("uen", ["00192200M", "196800306E", "199201624D", "T01FC6132D"])
def test_the_check_letter_of_entities_of_singapore(uen: str) -> None:
    assert [c for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" if uen_holds(uen[:-1] + c)] == [uen[-1]]


@pytest.mark.parametrize(
    ("suffix", "body", "values"),
    [
        ("com.sg", "PayNow to UEN 199201624D or mobile 9123 4567", ["199201624D", "+6591234567"]),
        ("com.my", "DuitNow ID 0123456789 atau No. IC 880101-14-5678", ["+60123456789", "880101145678"]),
        ("com.sg", "PayNow UEN 199201624D or call 9123 4567", ["199201624D"]),
    ],
)
def test_another_id_of_the_scheme_is_paid_to_as_well(suffix: str, body: str, values: list[str]) -> None:
    assert [value for kind, value, _ in contacts(suffix, body) if kind == "bank-account"] == values
