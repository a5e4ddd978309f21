"""Cards of accounts whose lines of branch and holder part the bank from the number."""

import pytest

from scamtriage.parse.html.page import read_page
from tests.cost import least_cpu_s

STREET = {
    "en": "Unit 12, Third Floor, Orchid Chambers,<br>14 Lower Lake Road, Opposite the Municipal Gardens,<br>Riverbend",
    "vi": "Phòng giao dịch Nguyễn Thị Minh Khai, tầng trệt toà nhà Hoa Sen, phường Bến Thành, Quận 1, TP. Hồ Chí Minh",
    "zh": "臺北市大安區復興南路一段營業部（請於轉帳前再次確認戶名與分行是否正確，以免匯款遭到退回）",
}


def found(suffix: str, body: str, kind: str = "bank-account") -> list[tuple[str, str]]:
    host = f"a-desk.{suffix}"
    html = f"<html><meta charset=utf-8><body>{body}</body></html>".encode()
    facts, _ = read_page(body=html, content_type="text/html; charset=utf-8", url=f"https://{host}/", host=host, suffix=suffix)
    return [(c.value, c.detail) for c in facts.contacts if c.kind == kind]


@pytest.mark.parametrize(
    ("suffix", "lines", "number", "bank"),
    [
        ("in", ("Bank: Canara Bank", f"Branch:<br>{STREET['en']}", "Account Number: 77182264137"), "77182264137", "Canara Bank"),
        ("com.my", ("Bank: Maybank", f"Branch: {STREET['en']}", "Account No.: 5142 7718 2264"), "514277182264", "Maybank"),
        ("com", ("Riverbend Farmers Bank", f"Branch: {STREET['en']}", "Account number: 7718226413"), "7718226413", ""),
        ("vn", ("Ngân hàng TMCP Á Châu", f"Chi nhánh: {STREET['vi']}", "Số tài khoản: 77182264137"), "77182264137", "ACB"),
        (
            "vn",
            ("Ngân hàng Hoa Sen", "Chủ tài khoản: CONG TY TNHH", f"Chi nhánh: {STREET['vi']}", "Số tài khoản: 77182264137"),
            "77182264137",
            "",
        ),
        ("co.id", ("Bank: Bank Mandiri", f"Cabang: {STREET['en']}", "Nomor rekening: 7718 2264 13771"), "7718226413771", "Mandiri"),
        ("com.tw", ("銀行：玉山銀行", f"分行：{STREET['zh']}", "帳號：0771822641377"), "0771822641377", "E.SUN"),
        ("co.th", ("ธนาคารกสิกรไทย", f"สาขา: {STREET['en']}", "เลขที่บัญชี: 7718226413"), "7718226413", "Kasikornbank"),
        (
            "com.ph",
            ("Bank: Metrobank", f"Account name: The Friends of the {STREET['en']}", "Account Number: 7718226413771"),
            "7718226413771",
            "Metrobank",
        ),
    ],
)
def test_the_bank_stands_some_lines_above_the_number(suffix: str, lines: tuple[str, ...], number: str, bank: str) -> None:
    for tag in ("p", "div", "li"):
        assert found(suffix, "".join(f"<{tag}>{line}</{tag}>" for line in lines)) == [(number, bank)]


def test_each_card_has_the_bank_of_its_own() -> None:
    cards = [("Maybank", "514277182264"), ("Hong Leong Bank", "27718226413"), ("Riverbend Farmers Bank", "77182264137")]
    body = "".join(f"<p>Bank: {bank}</p><p>Branch: {STREET['en']}</p><p>Account No.: {number}</p>" for bank, number in cards)
    assert sorted(found("com.my", body)) == sorted([("514277182264", "Maybank"), ("27718226413", "Hong Leong Bank"), ("77182264137", "")])


@pytest.mark.parametrize(
    "lines",
    [
        ("Your electricity", f"Service address: {STREET['en']}", "Account Number: 77182264137"),
        ("Bank: Maybank", f"Branch: {STREET['en']}", "Invoice number: 77182264137"),
        ("Bank: Maybank", f"Branch: {STREET['en']}", "Account number: your own, of 77182264137 customers"),
        ("Bank: Maybank", f"Branch: {STREET['en']}", "Account No.: 5142 77** ****"),
        ("We stand on the bank of the lake", f"Our branches: {STREET['en']}", "Account Manager: 77182264137"),
    ],
)
def test_other_cards_have_no_account(lines: tuple[str, ...]) -> None:
    assert found("com.my", "".join(f"<p>{line}</p>" for line in lines)) == []


def test_many_words_for_an_account_cost_in_proportion_to_their_number() -> None:
    def body(size: int) -> str:
        return "<p>Bank: Riverbend</p><p>Branch: lake</p>" + "<p>Account number: x</p><p>Account number: 7718226413</p>" * size

    one = least_cpu_s(lambda: found("com.my", body(1_000)), within=1.0)
    assert least_cpu_s(lambda: found("com.my", body(4_000)), within=max(0.4, one * 8)) <= max(0.4, one * 8)
