"""Pages of several countries: a number is of the one that stands above it, and of none where several may have it."""

import pytest

from scamtriage.records.facts import Link
from tests.parse.contact.reading import contacts_in

BRANCHES = {
    "Malaysia": ("012-774 4120", "phone +60127744120"),
    "Thailand": ("081-774-4120", "phone +66817744120"),
    "Indonesia": ("0812-7744-1208", "phone +6281277441208"),
    "Vietnam": ("0912 774 120", "phone +84912774120"),
    "Philippines": ("0917 774 4120", "phone +639177744120"),
}


@pytest.mark.parametrize("address", ["", "Unit A, Lakeside Tower\n", "Lakeside Tower, 12 Main Road\nSecond floor\n"])
def test_a_number_is_of_the_country_of_its_heading(address: str) -> None:
    text = "\n".join(f"{country}\n{address}Tel {number}" for country, (number, _) in BRANCHES.items())
    assert contacts_in(text) == {found for _, found in BRANCHES.values()}


def test_a_sentence_is_no_heading() -> None:
    text = "Offices in Malaysia and Thailand\nWe send parcels to Vietnam and to all of the Philippines every week\nTel 0912 774 120"
    assert not contacts_in(text) & {"phone +84912774120", "phone +639127744120"}


def test_under_the_suffix_of_a_country_headings_are_not_asked() -> None:
    text = "Branches in Thailand and Japan\nJapan\nTel 081-774-4120"
    assert contacts_in(text, suffix="co.th", language="th") == {"phone +66817744120"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Between Kuala Lumpur and Manila. Call 012-774 4120", {"phone +60127744120"}),  # of Malaysia alone
        ("From Manila to Jakarta. Call 0915 774 3082", {"phone +639157743082"}),  # a mobile number in the Philippines only
        ("From Seoul to Tokyo. Call 090-7744-1208", {"phone +819077441208"}),
        ("From Hanoi to Bangkok. Call 0912 774 120", {"local-phone 0912 774 120"}),  # a mobile number in both
        ("From Bangkok to Hanoi. Call 0912 774 120", {"local-phone 0912 774 120"}),
    ],
)
def test_of_several_countries_named_in_passing_a_number_must_be_of_one(text: str, found: set[str]) -> None:
    assert contacts_in(text) == found


@pytest.mark.parametrize(
    ("language", "suffix", "text", "found"),
    [
        ("en", "com", "Hubungi 0812-7744-1208", {"local-phone 0812-7744-1208"}),
        ("en", "co.th", "Hubungi 012-774 4120", {"local-phone 012-774 4120"}),
        ("en", "co.th", "Hubungi 02-774-1203", {"phone +6627741203"}),
    ],
)
def test_a_number_in_other_words_is_not_given_to_the_pages_country(language: str, suffix: str, text: str, found: set[str]) -> None:
    assert contacts_in(text, language=language, suffix=suffix) == found


@pytest.mark.parametrize(
    ("text", "number", "found"),
    [
        ("Thailand and Vietnam", "0817744120", "local-phone 0817744120"),
        ("Vietnam and Thailand", "0817744120", "local-phone 0817744120"),
        ("Manila and Jakarta", "09157743082", "phone +639157743082"),
        ("Singapore and Malaysia", "65123456", "phone +6565123456"),
        ("Singapore and Malaysia", "0377441208", "phone +60377441208"),
        ("Singapore and Hong Kong", "65123456", "local-phone 65123456"),
    ],
)
def test_so_must_the_number_of_a_link(text: str, number: str, found: str) -> None:
    assert contacts_in(text, links=(Link(url=f"tel:{number}", text="Call"),)) == {found}


def test_a_link_whose_text_is_placed_is_one_number() -> None:
    links = (Link(url="tel:0912774120", text="0912 774 120"), Link(url="tel:0817744120", text="081-774-4120"))
    found = contacts_in("Vietnam\n0912 774 120\nThailand\n081-774-4120", links=links)
    assert found == {"phone +84912774120", "phone +66817744120"}


def test_the_text_of_a_link_may_name_its_country() -> None:
    links = (Link(url="tel:0127744120", text="Malaysia"), Link(url="tel:0817744120", text="Call Bangkok, Thailand"))
    assert contacts_in("Malaysia Thailand Vietnam", links=links) == {"phone +60127744120", "phone +66817744120"}


def test_countries_below_each_other_are_no_headings() -> None:
    assert contacts_in("Thailand\nIndonesia\nVietnam\nTel 0912 774 120") == {"local-phone 0912 774 120"}
