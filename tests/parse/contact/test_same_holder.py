"""Accounts that their holder tells, or the bank behind them."""

import pytest

from tests.parse.contact.reading import contacts_in


def accounts(text: str, *, suffix: str = "com", language: str = "en") -> set[str]:
    found = contacts_in(text, suffix=suffix, language=language)
    return {contact.removeprefix("bank-account ") for contact in found if contact.startswith("bank-account")}


def test_a_mistyped_bank_with_the_holder_of_another_account() -> None:
    text = "Daftar Rekening Bank:\nMANDIRI : 142 000 6977 291 (RUMAH AMAL SENTOSA)\nback : 5200 242 400 (RUMAH AMAL SENTOSA)"
    assert accounts(text, language="id") == {"1420006977291", "5200242400"}


def test_the_holder_may_be_told_behind_the_first() -> None:
    text = "Số tài khoản\nĐÔNG Á\n0109441042\nTrần Thị Lan\nVIETCOMBANK\n0441000615984\nTrần Thị Lan\n"
    assert accounts(text, language="vi") == {"0109441042", "0441000615984"}


@pytest.mark.parametrize(
    "line",
    [
        "back : 5200 242 400 (YAYASAN LAIN SEKALI)",  # somebody else's
        "NIK : 3201012345670001 (RUMAH AMAL SENTOSA)",
        "HP : 0812 3456 7890 (RUMAH AMAL SENTOSA)",
        "Izin : 12345678901 (RUMAH AMAL SENTOSA)",  # no bank of theirs has so many digits
    ],
)
def test_another_number_of_the_holder(line: str) -> None:
    text = f"Daftar Rekening Bank:\nMANDIRI : 142 000 6977 291 (RUMAH AMAL SENTOSA)\n{line}"
    assert accounts(text, language="id") == {"1420006977291"}


def test_a_telephone_below_the_holders_account_stays_one() -> None:
    found = contacts_in("บัญชีกสิกร 012-3-45678-9\nสมชาย ใจดี\n0812345678\nสมชาย ใจดี", language="th")
    assert found == {"bank-account 0123456789", "phone +66812345678"}


@pytest.mark.parametrize(
    "text",
    [
        "Account Number: 0101010006756, Nabil Bank Ltd, Kathmandu",
        "Current A/C (NPR)\n0101010006756\nPaying Bank\nGlobal Harvest Bank Limited",
        "Account No. 0101010006756 (Bank of Kathmandu Bank)",
    ],
)
def test_a_bank_that_no_table_knows_behind_the_number(text: str) -> None:
    assert accounts(text, suffix="com.np") == {"0101010006756"}


@pytest.mark.parametrize(
    "text",
    [
        "Account 1234567890, Blood Bank opening hours",
        "Account no. 123456789 (Food Bank)",
        "Customer account 123456789 - Left Bank, Paris",
        "Account 123456789, Power Bank 20000",
        "Your account number 0123456789\nBank\nInsurance",
    ],
)
def test_no_bank_behind_the_number(text: str) -> None:
    assert accounts(text) == set()
