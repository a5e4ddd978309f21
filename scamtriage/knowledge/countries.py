"""What countries are called in each language of the outputs. A code of two letters tells a reader in court nothing."""

from functools import cache
from typing import Annotated

from scamtriage.knowledge.loading import CsvRow, Text, matching, read_rows

FILE = "countries.csv"


class Country(CsvRow, frozen=True, kw_only=True):
    """One country or territory, or the EU, where registries say networks to be. The names are those of Unicode CLDR (Unicode License v3);
    of HK, MM, MO and SH the short ones."""

    unique = ("code",)
    code: Annotated[str, matching("[A-Z]{2}", "must be a country as two letters")]
    """ISO 3166-1 alpha-2, or reserved there, such as AC."""
    en: Text
    th: Text
    ms: Text
    id: Text
    vi: Text
    zh: Text


def name(code: str, language: str) -> str:
    """Return the country's name. What is no code of a country, such as a name that a registry wrote, is returned unchanged."""
    return names(language).get(code, code)


@cache
def names(language: str) -> dict[str, str]:
    """Return code -> name."""
    return {row.code: getattr(row, language) for _, row in read_rows(FILE, Country)}
