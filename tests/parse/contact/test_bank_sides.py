"""Lists of accounts have their banks before or behind the numbers, and each number has its own."""

import itertools
import tomllib

import pytest

from scamtriage.parse.html.page import read_page
from tests.cost import least_cpu_s
from tests.parse.contact import corpus

LINES = tomllib.loads((corpus.HERE / "bank_sides.toml").read_text(encoding="utf-8"))


def accounts(markup: str, *, language: str, suffix: str) -> dict[str, str]:
    """Number -> its bank, of every account of a bank; those of schemes, which are telephones, have a plus."""
    body = f'<html lang="{language}"><meta charset="utf-8"><body>{markup}'.encode()
    facts, _ = read_page(body=body, content_type="text/html", url=f"https://a.{suffix}/", host=f"a.{suffix}", suffix=suffix)
    return {c.value: c.detail for c in facts.contacts if c.kind == "bank-account" and c.value[0] != "+"}


@pytest.mark.parametrize(("language", "suffix", "markup", "expected"), LINES["lists"])
def test_each_number_of_a_list_has_its_own_bank(language: str, suffix: str, markup: str, expected: str) -> None:
    banks = dict(account.split(" ", 1) for account in expected.split("; "))
    assert accounts(markup, language=language, suffix=suffix) == {number: bank.removeprefix("-") for number, bank in banks.items()}


@pytest.mark.parametrize(("language", "suffix", "markup"), LINES["others"])
def test_other_numbers_beside_banks_are_no_accounts(language: str, suffix: str, markup: str) -> None:
    assert accounts(markup, language=language, suffix=suffix) == {}


def test_the_lists_are_in_all_languages_of_the_region() -> None:
    for lines in LINES.values():
        assert {"th", "vi", "id", "ms", "fil", "km", "my", "lo", "zh", "ko", "ja", "en", "hi"} <= {language for language, *_ in lines}


HELD = {
    "ms": (
        "com.my",
        "No. Akaun",
        "Bank",
        "Nama",
        "atau",
        "Sila bank in ke",
        ("Maybank", "Maybank", "564218773390"),
        ("CIMB", "CIMB", "8604771235"),
    ),
    "id": (
        "co.id",
        "No. Rekening",
        "Bank",
        "Atas Nama",
        "atau",
        "Transfer ke",
        ("BCA", "BCA", "5410774412"),
        ("Mandiri", "Mandiri", "1420006977291"),
    ),
    "vi": (
        *("vn", "Số tài khoản", "Ngân hàng", "Chủ tài khoản", "hoặc", "Chuyển khoản vào"),
        *(("Vietcombank", "Vietcombank", "0071001234418"), ("Techcombank", "Techcombank", "19034471182366")),
    ),
    "th": (
        *("co.th", "เลขที่บัญชี", "ธนาคาร", "ชื่อบัญชี", "หรือ", "โอนเข้า"),
        *(("กสิกรไทย", "Kasikornbank", "043-8-81275-9"), ("ไทยพาณิชย์", "Siam Commercial Bank", "419-2-87315-6")),
    ),
    "fil": (
        "com.ph",
        "Account Number",
        "Bank",
        "Account Name",
        "o",
        "Magbayad sa",
        ("BDO", "BDO", "001234774418"),
        ("BPI", "BPI", "3089774412"),
    ),
    "km": ("com.kh", "លេខគណនី", "ធនាគារ", "ឈ្មោះគណនី", "ឬ", "ផ្ទេរទៅ", ("ABA", "ABA Bank", "000447118"), ("ACLEDA", "ACLEDA", "001020774412")),
    "my": (
        *("com.mm", "ဘဏ်အကောင့်", "ဘဏ်", "အကောင့်အမည်", "သို့မဟုတ်", "ငွေလွှဲရန်"),
        *(("KBZ", "KBZ Bank", "27030127700447118"), ("CB Bank", "CB Bank", "0047118223604471")),
    ),
    "lo": (
        *("la", "ເລກບັນຊີ", "ທະນາຄານ", "ຊື່ບັນຊີ", "ຫຼື", "ໂອນເຂົ້າ"),
        *(("BCEL", "BCEL", "010120001447118001"), ("LDB", "LDB", "0302000104471182")),
    ),
    "zh": (
        *("cn", "账号", "开户行", "户名", "或", "转入"),
        *(("农业银行", "Agricultural Bank of China", "6228480774412088123"), ("工商银行", "ICBC", "6222021001118447182")),
    ),
    "ko": (
        *("co.kr", "계좌번호", "은행", "예금주", "또는", "입금"),
        *(("국민은행", "KB Kookmin", "774412-04-120881"), ("신한은행", "Shinhan", "110-447-118236")),
    ),
    "ja": (
        *("co.jp", "口座番号", "銀行名", "口座名義", "または", "振込先"),
        *(("三井住友銀行", "SMBC", "7744122"), ("みずほ銀行", "Mizuho", "1182236")),
    ),
    "en": (
        "com.sg",
        "Account Number",
        "Bank",
        "Account Name",
        "or",
        "Transfer to",
        ("DBS", "DBS", "012-447118-9"),
        ("OCBC", "OCBC", "501-447118-001"),
    ),
    "hi": (
        *("in", "खाता संख्या", "बैंक", "खाताधारक", "या", "भुगतान"),
        *(("एसबीआई", "SBI", "44711822360"), ("HDFC Bank", "HDFC Bank", "50200044718223")),
    ),
}
"""Language -> suffix, words for account, bank, holder, "or", an order to pay, and two accounts: bank as written, its name, number."""
ORDERS = [*itertools.permutations("nbh"), *itertools.permutations("nb")]
"""Number, bank and holder, and the number and its bank alone."""


@pytest.mark.parametrize("order", ORDERS, ids="".join)
@pytest.mark.parametrize("language", HELD)
def test_rows_tables_cards_and_sentences_in_any_order(language: str, order: tuple[str, ...]) -> None:
    suffix, account, bank, holder, joined, pay, *held = HELD[language]
    expected = {"".join(filter(str.isdigit, number)): name for _, name, number in held}
    rows = [{"n": number, "b": written, "h": "SOK DARA"} for written, _, number in held]
    words = {"n": account, "b": bank, "h": holder}
    cells = ["".join(f"<td>{row[one]}</td>" for one in order) for row in rows]
    head = "".join(f"<th>{words[one]}</th>" for one in order)
    for markup in (
        "".join("<div>" + "".join(f"<p>{words[one]}: {row[one]}</p>" for one in order) + "</div>" for row in rows),
        f"<table><tr>{head}</tr>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>",
        f"<h3>{pay}</h3>" + "".join("<div>" + "<br>".join(row[one] for one in order) + "</div>" for row in rows),
        f"<p>{pay}:</p><ul>" + "".join("<li>" + " - ".join(row[one] for one in order) + "</li>" for row in rows) + "</ul>",
        *(f"<p>{pay} " + mark.join(" ".join(row[one] for one in order) for row in rows) + "</p>" for mark in (", ", " / ", f" {joined} ")),
    ):
        assert accounts(markup, language=language, suffix=suffix) == expected, markup


def test_brackets_close_an_item() -> None:
    for text in (
        "5410774412 (BCA) atau 1420006977291 (Mandiri)",
        "BCA (5410774412) Mandiri (1420006977291)",
        "[BCA] 5410774412 [Mandiri] 1420006977291",
    ):
        assert accounts(f"<p>Transfer ke {text}</p>", language="id", suffix="co.id") == {"5410774412": "BCA", "1420006977291": "Mandiri"}


def test_a_bank_that_no_table_knows_does_not_turn_the_list_round() -> None:
    text = "Pembayaran: {}, {}, {}"
    behind = text.format("5410774412 BCA", "7718223604113 Bank Ganesha", "1420006977291 Mandiri")
    before = text.format("BCA 5410774412", "Bank Ganesha 7718223604113", "Mandiri 1420006977291")
    known = {"5410774412": "BCA", "1420006977291": "Mandiri"}
    assert accounts(behind, language="id", suffix="co.id") == known
    assert {**known, "7718223604113": ""} == accounts(before, language="id", suffix="co.id")


def test_a_choice_between_numbers_is_one_between_accounts() -> None:
    text = "<p>8604771235 CIMB {} 7012345678 Maybank</p>"
    assert accounts(text.format("atau"), language="ms", suffix="com.my") == {"8604771235": "CIMB", "7012345678": "Maybank"}
    assert accounts(text.format("dan"), language="ms", suffix="com.my") == {}
    for other in (
        "0123447182 Maybank atau 0134471823 CIMB",
        "Tiket 8604771235 CIMB atau 7012345678 Maybank",
        "1300886688 Maybank atau 1300880900 CIMB",
    ):
        assert accounts(f"<p>{other}</p>", language="ms", suffix="com.my") == {}


def test_the_longest_name_of_a_bank_is_its_name() -> None:
    text = (
        "<p>Ngân hàng TMCP Sài Gòn Thương Tín<br>Số tài khoản: 060057086060</p><p>Ngân hàng TMCP Sài Gòn<br>Số tài khoản: 0420100044711</p>"
    )
    assert accounts(text, language="vi", suffix="vn") == {"060057086060": "Sacombank", "0420100044711": "SCB"}


def test_numbers_in_order_are_those_of_receipts() -> None:
    text = "<p>Pembayaran: {} BCA, {} Mandiri</p>"
    assert accounts(text.format("7718223604", "5410774412"), language="id", suffix="co.id") == {
        "7718223604": "BCA",
        "5410774412": "Mandiri",
    }
    assert accounts(text.format("7718223604", "7718223605"), language="id", suffix="co.id") == {}


@pytest.mark.parametrize(
    "unit", ["5642 1877 3390 Maybank, 8604771235 CIMB; ", "5642 1877 3390<br>Lim<br>Maybank<br>", "Maybank (CIMB) RHB, "]
)
def test_a_long_list_costs_in_proportion_to_its_length(unit: str) -> None:
    one = least_cpu_s(lambda: accounts(unit * 300, language="en", suffix="com.my"), within=1.0)
    assert least_cpu_s(lambda: accounts(unit * 1_200, language="en", suffix="com.my"), within=max(0.4, one * 8)) <= max(0.4, one * 8)
