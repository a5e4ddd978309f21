"""Accounts and wallets that are paid, as pages of shops and gangs write them, each beside a number that nobody pays."""

import pytest

from scamtriage.parse.html.page import read_page
from tests.parse.contact.test_messy_lines import found


def accounts(suffix: str, markup: str) -> set[str]:
    return {contact.removeprefix("bank-account ") for contact in found(suffix, markup) if contact.startswith("bank-account ")}


@pytest.mark.parametrize(
    ("suffix", "markup", "paid"),
    [
        ("id", "<p>DANA : 0 8 3 1 - 9 9 2 7 - 4 0 5 8", {"+6283199274058"}),
        ("ph", "<p>GCash &gt; O927 884 O315", {"+639278840315"}),
        ("com.kh", "<p>TrueMoney / Wing ផ្ញើទៅ ៖ ០៧១ ៥៥២ ៨៣៣០", {"+855715528330"}),
        ("com.kh", "<p>Wing Bank លេខគណនី 1 0 2 4 4 8 1 7 3 · ACLEDA", {"102448173"}),
        ("la", "<p>M-Money (Lao Telecom) ເບີ 020 5588 3190", {"+8562055883190"}),
        ("hk", "<p>亦可 PayMe 轉賬至 ９３０６　５５１７", {"+85293065517"}),
        ("org.mm", "<p>Wave Pay ဖြင့်လှူရန် ၀၉ ၆၈၈ ၁၀၄ ၉၂၅", {"+959688104925"}),
        ("vn", "<p>MoMo cô Sáu: 0986 430 775", {"+84986430775"}),
        ("ph", "<p>GCash Sr. Agnes: 0961 204 7738", {"+639612047738"}),
        ("co.th", "<p>พร้อมเพย์ คุณสมชาย: 081-763-5512", {"+66817635512"}),
        ("com.mm", "<p>KBZPay ဒေါ်ခင်: ၀၉ ၇၇၄ ၁၉၈ ၀၃၆", {"+959774198036"}),
        ("id", "<p>OVO ibu Sari: 0831-9927-4058", {"+6283199274058"}),
        ("id", "<p>GoPay kendala? Telp 0831-9927-4058", set()),
        ("vn", "<p>MoMo hotline: 0986 430 775", set()),
        ("ph", "<p>GCash (Maria): 0917 884 0315", {"+639178840315"}),
        ("ph", "<p>GCash (hotline): 0917 884 0315", set()),
        ("co.th", "<p>พร้อมเพย์ (ตัวอย่าง): 081-763-5512", set()),
        ("co.th", "<p>พร้อมเพย์ (แจ้งปัญหา): 081-763-5512", set()),
        ("vn", "<p>MoMo (hỗ trợ): 0986 430 775", set()),
        ("vn", "<p>ZaloPay anh chị liên hệ: 0986 430 775", set()),
        ("ph", "<p>GCash sister company hotline: 0917 884 0315", set()),
        ("ph", "<p>GCash helpline 2882, agent 0917 884 0315", set()),
        ("hk", "<p>Please pay me 9306 5517", set()),
        ("hk", "<p>PayMe 轉賬後致電 3705 4188", set()),
    ],
)
def test_the_number_of_a_wallet_is_an_account(suffix: str, markup: str, paid: set[str]) -> None:
    assert accounts(suffix, markup) == paid


@pytest.mark.parametrize(
    ("suffix", "markup", "paid"),
    [
        ("vn", "<p>BIDV chi nhánh Thủ Đức, số TK 3141.0000.7726.58", {"31410000772658"}),
        ("com", '<html lang="id"><p>BCA 0341128877 (TUTUP) → 7 6 1 5 0 8 8 2 0 3 a/n M. Rifki', {"0341128877", "7615088203"}),
        ("com", '<html lang="id"><p>BCA 0341128877 (WA) → 8123456789', {"0341128877"}),
        ("com", '<html lang="id"><p>BCA 0341128877 (cabang Solo), kantor 0271 884 203', {"0341128877"}),
        ("vn", '<img alt="Ngân hàng Vietcombank"><p>đóng phí vào STK công ty:<br>1 0 4 7 7 9 0 3 1 6<br>Chủ TK: HO LIEN', {"1047790316"}),
        ("vn", '<img alt="Vietcombank"><p>đóng phí mở khoá 10% (5.000.000 đ) vào STK công ty:<br>1 0 4 7 7 9 0 3 1 6', {"1047790316"}),
        ("vn", '<img alt="Vietcombank"><p>đăng nhập vào tài khoản: 1 0 4 7 7 9 0 3 1 6', set()),
        ("vn", '<img alt="logo"><p>đóng phí vào STK công ty:<br>1 0 4 7 7 9 0 3 1 6', set()),
        ("vn", '<img alt="Vietcombank"><p>Mã đơn 1047790316, đóng phí', set()),
        ("my", '<img alt="Maybank"><p>Account: 514422619807', {"514422619807"}),
        ("my", '<img alt="Maybank"><p>Your account: 514422619807 has been locked', set()),
        ("ph", '<img alt="BPI"><p>Electricity account number: 3144226198', set()),
        ("com.kh", '<img alt="ABA Bank"> លេខគណនី 501 773 926 ឈ្មោះ CHEA', {"501773926"}),
        ("com.kh", '<img alt="ABA Bank"> លេខកម្មង់ 501 773 926', set()),
        ("com.mm", "<p>AYA Bank အကောင့် 4001 8827 7361 905<p>ဗိုက်ဘာ ၀၉ ၇၇၄၁၉၈၀၃၆", {"400188277361905"}),
    ],
)
def test_an_account_is_read_where_a_word_or_a_picture_names_its_bank(suffix: str, markup: str, paid: set[str]) -> None:
    assert accounts(suffix, markup) == paid


def test_the_references_of_a_statement_are_paid_by_nobody() -> None:
    rows = (
        "<tr><td>03/01/2025<td>MBB 0136072299<td>150.00<tr><td>10/01/2025<td>CIMB 60387364000<td>2,001.20"
        "<tr><td>17/01/2025<td>TNB a/c 220113607225 (bil)<td>(612.35)"
    )
    assert not found("org.my", f"<table><tr><th>Tarikh<th>Ruj.<th>RM{rows}</table>")


def test_an_account_beside_a_day_and_a_sum_is_paid() -> None:
    assert accounts("my", "<p>Deposit 50.00: Maybank 514422619807<br>RM 150.00") == {"514422619807"}
    assert accounts("my", "<p>15/01/2025: bayar ke Maybank 514422619807, RM 150.00") == {"514422619807"}
    bill = "<table><tr><td>15/01/2025<td>Maybank 514422619807<td>RM 150.00</table>"
    assert accounts("my", bill) == {"514422619807"}
    instalments = "".join(f"<tr><td>15/0{n}/2025<td>Bayar ke Maybank 514422619807<td>150.00" for n in (1, 2, 3))
    assert accounts("my", f"<table>{instalments}</table>") == {"514422619807"}


def test_of_several_banks_in_pictures_none_is_named_as_the_one_that_is_paid() -> None:
    for pictures, bank in (("Vietcombank", "Vietcombank"), ("Vietcombank, Techcombank", "")):
        body = f'<meta charset="utf-8"><img alt="{pictures}"><p>STK: 1904773903'.encode()
        facts, _ = read_page(body=body, content_type="text/html", url="https://x.vn/", host="x.vn", suffix="vn")
        assert [(one.value, one.detail) for one in facts.contacts] == [("1904773903", bank)]


@pytest.mark.parametrize(
    ("suffix", "markup", "both"),
    [
        ("co.th", "<p>บัญชี กสิกร 123-4-56789-0<br>081-999-9999", {"bank-account 1234567890", "phone +66819999999"}),
        ("com.my", "<p>No. akaun Maybank 164012345678<br>012-774 6189", {"bank-account 164012345678", "phone +60127746189"}),
        ("vn", "<p>STK Vietcombank 0071001234567<br>0912 345 678", {"bank-account 0071001234567", "phone +84912345678"}),
        ("id", "<p>Rekening BCA 1234567890<br>0812-3456-7890", {"bank-account 1234567890", "phone +6281234567890"}),
        ("co.th", "<p>บัญชี กสิกร 123-4-56789-0<br>0819999999", {"bank-account 1234567890", "local-phone 0819999999"}),
        ("com", "<p>STK Vietcombank 0071001234567<br>0912 345 678", {"bank-account 0071001234567", "local-phone 0912 345 678"}),
        ("co.th", "<p>บัญชี กสิกร 123-4-56789-0<br>081-9-99999-9", {"bank-account 1234567890", "bank-account 0819999999"}),
        ("co.th", "<p>บัญชี กสิกร 1234567890<br>0819999999", {"bank-account 1234567890", "bank-account 0819999999"}),
    ],
)
def test_a_telephone_in_the_line_below_an_account_is_no_second_account(suffix: str, markup: str, both: set[str]) -> None:
    assert set(found(suffix, markup)) == both
