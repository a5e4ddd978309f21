"""Contacts in lines as real businesses and gangs write them: whole groups of disguises and remarks, each beside what it is not."""

import tomllib

import pytest

from scamtriage.parse.html.page import read_page
from tests.parse.contact import corpus

LINES = tomllib.loads((corpus.HERE / "messy.toml").read_text(encoding="utf-8"))


def found(suffix: str, markup: str) -> set[str]:
    body = f'<meta charset="utf-8"><p>{markup}'.encode()
    facts, _ = read_page(body=body, content_type="text/html", url=f"https://x.{suffix}/", host=f"x.{suffix}", suffix=suffix)
    return {f"{contact.kind} {contact.value}" for contact in facts.contacts}


def expected(contacts: str) -> set[str]:
    return {contact for contact in contacts.split("; ") if contact}


@pytest.mark.parametrize(("suffix", "markup", "contacts"), LINES["emergency"])
def test_who_answers_no_emergencies_names_the_number_that_does(suffix: str, markup: str, contacts: str) -> None:
    assert found(suffix, markup) == expected(contacts)


@pytest.mark.parametrize(("suffix", "markup", "contacts"), LINES["lettered"])
def test_letters_are_digits_in_a_number_grouped_as_americans_do(suffix: str, markup: str, contacts: str) -> None:
    assert found(suffix, markup) == expected(contacts)


@pytest.mark.parametrize(("suffix", "markup", "contacts"), LINES["ids"])
def test_an_id_is_read_behind_the_words_that_people_put_before_it(suffix: str, markup: str, contacts: str) -> None:
    assert found(suffix, markup) == expected(contacts)


@pytest.mark.parametrize(("suffix", "markup", "contacts"), LINES["tools"])
def test_a_tool_that_nobody_needs_is_none_and_a_visit_that_nobody_needs_denies_no_tool(suffix: str, markup: str, contacts: str) -> None:
    assert found(suffix, markup) == expected(contacts)


@pytest.mark.parametrize(("suffix", "markup", "contacts"), LINES["others"])
def test_a_line_has_the_contacts_that_a_reader_would_write_down(suffix: str, markup: str, contacts: str) -> None:
    assert found(suffix, markup) == expected(contacts)
