"""Accounts of Russia and Germany beside the number of their bank, without its name."""

import pytest

from tests.parse.contact.reading import contacts_in

BIK, ACCOUNT = "044525974", "40702810010000959532"


def accounts(text: str, language: str) -> set[str]:
    return {found for found in contacts_in(text, language=language) if found.startswith("bank-account")}


@pytest.mark.parametrize(
    "text",
    [
        f"Расчетный счет {ACCOUNT} в АО «Банк»\nк/с 30101810145250000974, БИК {BIK}",
        f"р/с {ACCOUNT[:5]} {ACCOUNT[5:8]} {ACCOUNT[8]} {ACCOUNT[9:13]} {ACCOUNT[13:]}, БИК: {BIK}",
        f"БИК {BIK}\nСчёт получателя: {ACCOUNT}",
        f"Р/с {ACCOUNT}",
    ],
)
def test_an_account_of_russia(text: str) -> None:
    assert accounts(text, "ru") == {f"bank-account {ACCOUNT}"}


@pytest.mark.parametrize(
    "text",
    [
        f"р/с {ACCOUNT[:-1]}3, БИК {BIK}",  # its check digit does not hold
        f"к/с {ACCOUNT}, БИК {BIK}",
        "к/с 30101810145250000974, БИК 044525974",
        f"Номер договора {ACCOUNT}",
        "р/с 40702999010000959532",  # there is no such currency
    ],
)
def test_no_account_of_russia(text: str) -> None:
    assert accounts(text, "ru") == set()


@pytest.mark.parametrize(
    "text",
    ["Kto. 5907342\nBLZ 200 411 44", "Konto-Nr.: 590 73 42, Bankleitzahl 20041144", "BLZ: 200 411 44 Kontonummer: 5907342"],
)
def test_an_account_of_germany(text: str) -> None:
    assert accounts(text, "de") == {"bank-account 5907342"}


@pytest.mark.parametrize("text", ["Konto 5907342", "Konto in 12 Minuten, BLZ 200 411 44", "Kundennummer 5907342, BLZ 200 411 44"])
def test_no_account_of_germany(text: str) -> None:
    assert accounts(text, "de") == set()
