"""Short, toll-free and shared-cost numbers as pages of each country write them, and the short runs of digits that are none."""

import tomllib

import pytest

from scamtriage.knowledge.pages.contact_table import channels
from scamtriage.parse.contact.contacts import find_contacts
from scamtriage.parse.contact.sources import ContactSources
from tests.parse.contact import corpus
from tests.parse.contact.reading import contacts_in

TEXTS = tomllib.loads((corpus.HERE / "hotlines.toml").read_text(encoding="utf-8"))


def hotlines(language: str, suffix: str, text: str) -> set[str]:
    sources = ContactSources(text=text, declared_language=language, language=language.partition("-")[0], suffix=suffix, host=f"a.{suffix}")
    return {contact.value for contact in find_contacts(sources) if contact.kind == "hotline"}


@pytest.mark.parametrize(("language", "suffix", "text", "numbers"), TEXTS["lines"])
def test_a_hotline_is_read_as_its_country_writes_it(language: str, suffix: str, text: str, numbers: str) -> None:
    assert hotlines(language, suffix, text) == set(numbers.split())


@pytest.mark.parametrize(
    ("text", "number", "country"),
    [
        ("Contact us. Krungsri Call Center 1572", "1572", "TH"),  # under its other name than in the table of numbers
        ("Bank of Ayudhya call center: 1572", "1572", "TH"),
        ("Bangkok Bank hotline 1333", "1333", "TH"),
        ("Grand Hotel Call Center 1572", "1572", ""),  # whose it is, is not said
        ("Krungsri Call Center 1573", "1573", ""),
    ],
)
def test_a_short_number_beside_the_name_of_its_owner_is_the_owners_and_no_country_is_guessed(text: str, number: str, country: str) -> None:
    sources = ContactSources(text=text, declared_language="en", language="en", suffix="com", host="a.com")
    [found] = [contact for contact in find_contacts(sources) if contact.kind == "hotline"]
    assert (found.value, found.country) == (number, country) and ("official-hotline" in found.flags) is bool(country)


@pytest.mark.parametrize(("language", "suffix", "text"), TEXTS["traps"])
def test_what_only_looks_like_one_is_none(language: str, suffix: str, text: str) -> None:
    assert hotlines(language, suffix, text) == set()


@pytest.mark.parametrize("unit", sorted(channels().spelling["units"] | channels().spelling["units-short"]))
def test_what_is_counted_is_no_number_to_call(unit: str) -> None:
    assert hotlines("th", "co.th", f"โทร 191 {unit}") == set()


@pytest.mark.parametrize("word", sorted(channels().spelling["units-none"]))
def test_a_word_that_only_begins_like_a_unit_counts_nothing(word: str) -> None:
    assert hotlines("th", "co.th", f"โทร 191 {word}") == {"191"}


@pytest.mark.parametrize("word", sorted(channels().spelling["extension"] | channels().spelling["extension-alone"]))
def test_only_a_telephone_has_an_extension(word: str) -> None:
    sources = ContactSources(text=f"021232345 {word} 112", language="th", suffix="co.th", host="a.co.th")
    assert {f"{contact.kind} {contact.value}" for contact in find_contacts(sources)} == {"phone +6621232345"}


@pytest.mark.parametrize("word", sorted(channels().spelling["extension"]))
def test_a_column_of_extensions_holds_no_hotlines(word: str) -> None:
    assert hotlines("th", "co.th", f"ฝ่าย {word} โทร\nบุคคล\n191\n02-373-1198") == set()


@pytest.mark.parametrize(
    ("language", "suffix", "text", "found"),
    [
        ("zh", "com", "客服热线：95105105", {"hotline 95105105"}),
        ("zh", "cn", "客服电话 95105105", {"hotline 95105105"}),
        ("zh", "cn", "客服热线：9510211", {"hotline 9510211"}),
        ("zh", "com", "香港客服热线：95105105", {"phone +85295105105"}),
        ("zh", "com.hk", "客服熱線：95105105", {"phone +85295105105"}),
        ("en", "com.sg", "Hotline: 95105105", {"phone +6595105105"}),
    ],
)
def test_long_service_numbers_of_china_are_no_telephones_elsewhere(language: str, suffix: str, text: str, found: set[str]) -> None:
    assert contacts_in(text, language=language, suffix=suffix) == found
