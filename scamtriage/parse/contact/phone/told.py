"""The countries of numbers as the markup tells them, which the plain text of a page has lost.

The language of an element, `<p lang="th">โทร 02-…</p>` on a Burmese page, and the first cell of a row: "Hong Kong | 3610 2285".
"""

from collections.abc import Iterable

from msgspec import Struct

from scamtriage.parse.contact.phone.libphonenumber import Number, parse

OF_LANGUAGE, OF_ROW = "language of numbers", "country of numbers"
"""The `where` of extras with such numbers, one a line: "TH 026102285"."""


class Told(Struct, frozen=True):
    """Digits -> country, of the numbers in an element of another language than the page's, and of those in the row of a country."""

    by_language: dict[str, str] = {}
    by_row: dict[str, str] = {}

    def country(self, digits: str, regions: tuple[str, ...], *, suffixed: bool) -> str:
        """Return the country that the markup tells of a number, or "".

        A translation names the same numbers: under a country's suffix, or if it is a mobile one at home alone, a number is of there.
        `suffixed`: the page has the suffix of a country.
        """
        if not (self.by_language or self.by_row):
            return ""
        if country := _of(digits, self.by_row):
            return country
        country = _of(digits, self.by_language)
        there = parse(digits, country, possible=False) if country else None
        home = parse(digits, regions[0], possible=False) if there is not None and regions else None
        if home is not None and {country, regions[0]} == _TAKEN_FOR_EACH_OTHER:
            return ""
        return country if there is not None and (home is None or not (suffixed or (_is_mobile(home) and not _is_mobile(there)))) else ""


_TAKEN_FOR_EACH_OTHER = {"MY", "ID"}
"""Countries whose languages are so alike that templates declare the one for the other."""


def _is_mobile(number: Number) -> bool:
    return number.type == "mobile"


def _of(digits: str, told: dict[str, str]) -> str:
    """Return the country of the number, which may be the beginning or the end of what is written: "02 610 2285 12"."""
    if len(digits) < _SHORTEST:
        return ""  # the text of a link, which has none: "Call us"
    if digits in told:
        return told[digits]
    return next((country for written, country in told.items() if written.startswith(digits) or written.endswith(digits)), "")


_SHORTEST = 7
"""Fewer digits than in any number that is looked for in the markup."""


def told_by_markup(extras: Iterable[tuple[str, str]]) -> Told:
    """Return what the extras of a page tell. A number that stands under two countries has none, "": a translation has it too."""
    found: dict[str, dict[str, str]] = {OF_LANGUAGE: {}, OF_ROW: {}}
    for where, value in extras:
        if where in found:
            for line in value.split("\n"):
                country, _, digits = line.partition(" ")
                known = found[where].setdefault(digits, country)
                found[where][digits] = country if known == country else ""
    return Told(*found.values())
