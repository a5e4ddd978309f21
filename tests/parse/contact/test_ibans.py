"""International account numbers: whatever their country and their spelling, their check digits tell."""

import pytest

from scamtriage.parse.contact.checksums import iban_holds
from tests.parse.contact.reading import contacts_in


def number(country: str, account: str) -> str:
    """The number of an account, with its check digits."""
    rest = int("".join(str(int(c, 36)) for c in account + country + "00")) % 97
    return f"{country}{98 - rest:02d}{account}"


FRENCH = number("FR", "17706771820007718226413")
GERMAN = number("DE", "770677180007718226")


@pytest.mark.parametrize(
    "text",
    [
        f"IBAN : {FRENCH[:4]} {FRENCH[4:7]} {FRENCH[7:11]} {FRENCH[11:15]} {FRENCH[15:]}",
        f"IBAN: {'.'.join(FRENCH[at : at + 4] for at in range(0, 27, 4))}",
        f"IBAN {'  '.join(FRENCH[at : at + 4] for at in range(0, 27, 4))}",
        f"Iban: {FRENCH.lower()}",
        f"IBAN – {FRENCH[:2]} {FRENCH[2:4]} {FRENCH[4:]}",
        f"IBAN/{FRENCH}",
        f"IBAN={FRENCH}",
        f"IBAN{FRENCH}",
        f"Code IBAN (International Bank Account Number): {FRENCH[:4]}-{FRENCH[4:]}",
        f"IBAN:\n{FRENCH[:14]}\n{FRENCH[14:]}",
        f"RIB {' '.join(FRENCH[at : at + 4] for at in range(0, 27, 4))}",
    ],
)
def test_the_word_makes_any_spelling_a_number(text: str) -> None:
    assert contacts_in(f"Faites un virement. {text}", language="fr", suffix="fr") == {f"bank-account {FRENCH}"}


@pytest.mark.parametrize(
    "value",
    [
        number("DO", "BAGR00000001771822641377"), number("GT", "TRAJ01020000007718226413"), number("VA", "001771822641377182"),
        number("OM", "0177718226413771822"), number("MN", "0005771822641377"), number("IQ", "NBIQ850771822641377"), GERMAN,
    ],
)  # fmt: skip
@pytest.mark.parametrize("words", ["Transfer to IBAN {}", "Überweisung an IBAN: {}", "Bonifico – IBAN {}", "Zahlung, IBAN-Nr. {}"])
def test_every_country_of_the_registry_has_them(value: str, words: str) -> None:
    assert contacts_in(words.format(value)) == {f"bank-account {value}"}


@pytest.mark.parametrize(
    "text",
    [
        f"IBAN : {FRENCH[:6]}{FRENCH[7:]}",  # a digit too few
        f"IBAN : {FRENCH[:6]}{(int(FRENCH[6]) + 1) % 10}{FRENCH[7:]}",
        f"IBAN : {FRENCH}7",
        f"Order {GERMAN}",
        f"IBAN is not needed. Parcel {GERMAN[:2]}08{GERMAN[4:]}",
    ],
)
def test_a_number_that_no_bank_takes_is_none(text: str) -> None:
    assert iban_holds(FRENCH) and iban_holds(GERMAN)
    assert not {found for found in contacts_in(text, language="fr", suffix="fr") if found.startswith("bank-account")}


def test_one_number_is_found_once_and_an_example_is_none() -> None:
    assert contacts_in(f"IBAN {FRENCH}, IBAN: {FRENCH[:4]} {FRENCH[4:]}, IBAN {GERMAN}") == {
        f"bank-account {FRENCH}",
        f"bank-account {GERMAN}",
    }
    assert contacts_in("IBAN: DE89.3704.0044.0532.0130.00") == set()
