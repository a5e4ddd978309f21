"""Short, toll-free and shared-cost numbers as pages of each country write them, and the short runs of digits that are none."""

import tomllib

import pytest

from scamtriage.parse.contact.contacts import ContactSources, find_contacts
from tests.parse.contact import corpus

TEXTS = tomllib.loads((corpus.HERE / "hotlines.toml").read_text(encoding="utf-8"))


def hotlines(language: str, suffix: str, text: str) -> set[str]:
    sources = ContactSources(text=text, declared_language=language, language=language.partition("-")[0], suffix=suffix, host=f"a.{suffix}")
    return {contact.value for contact in find_contacts(sources) if contact.kind == "hotline"}


@pytest.mark.parametrize(("language", "suffix", "text", "numbers"), TEXTS["lines"])
def test_a_hotline_is_read_as_its_country_writes_it(language: str, suffix: str, text: str, numbers: str) -> None:
    assert hotlines(language, suffix, text) == set(numbers.split())


@pytest.mark.parametrize(("language", "suffix", "text"), TEXTS["traps"])
def test_what_only_looks_like_one_is_none(language: str, suffix: str, text: str) -> None:
    assert hotlines(language, suffix, text) == set()
