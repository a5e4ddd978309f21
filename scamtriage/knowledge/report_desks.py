"""Where to report scams: hotlines, police, CERTs, regulators, registries and takedown services, as a dated table.

Channels are as published by the bodies themselves; `certainty` says how well that was confirmed. When the table has expired (see `ages`),
every desk is reported as `unsure`.
"""

from collections.abc import Collection
from functools import cache
from typing import Annotated

from scamtriage.knowledge.judgement.rows import ScamType
from scamtriage.knowledge.language.brands import LANGUAGE_OF
from scamtriage.knowledge.loading import CsvRow, Text, matching, one_of, read_rows, read_text

FILE = "report_to.csv"
WORLD = "INT"
FOR_PEOPLE = ("scam-hotline", "police-hotline", "police-portal", "portal", "police", "cert", "anti-phishing", "regulator", "takedown")
"""Kinds of desks of a country, first those that can stop a payment."""
FOR_SITES = ("cctld-registry", "reporting-hub", "blocklist", "clearing-house", "hosting", "messenger", "crypto")
CERTAINTIES = ("sure", "likely", "unsure")


class Desk(CsvRow, frozen=True, kw_only=True):
    """One place that takes reports."""

    unique = ("country", "kind", "body")
    country: Annotated[str, matching(f"{WORLD}|[A-Z]{{2}}", f"must be {WORLD} or a country as two letters")]
    """ISO 3166-1 alpha-2; "INT" if it serves any country."""
    kind: Annotated[str, one_of((*FOR_PEOPLE, *FOR_SITES))]
    body: Text
    local: str
    """`body` in the language of the country, if it has a name there and we have output in that language; else ""."""
    channel: Text
    """A telephone number, form URL or mailbox, in a form to pass on."""
    scope: str
    accepts: str
    certainty: Annotated[str, one_of(CERTAINTIES)]
    scam_types: tuple[ScamType, ...]
    """The kinds of scam that it accepts; empty for all."""

    def __post_init__(self) -> None:
        if self.local and self.country not in LANGUAGE_OF:
            raise ValueError(f"local: {self.local!r} cannot stand there: no output is in the language of {self.country}")

    def wants(self, types: Collection[str]) -> bool:
        """Return whether it accepts any of these kinds of scam."""
        return not self.scam_types or not set(self.scam_types).isdisjoint(types)


def local(country: str, body: str, language: str) -> str:
    """Return the name of a desk in the language of its country.

    "" for another language, or if no row has the name.
    """
    if LANGUAGE_OF.get(country) != language:
        return ""
    return next((desk.local for desk in load().get(country, ()) if desk.body == body), "")


@cache
def load() -> dict[str, tuple[Desk, ...]]:
    """Return country -> its desks, in the order of the table. Raises BadTable."""
    return parse(read_text(FILE))


def parse(text: str) -> dict[str, tuple[Desk, ...]]:
    """Parse and check a table of this format. Raises BadTable naming the line."""
    found: dict[str, tuple[Desk, ...]] = {}
    for _, desk in read_rows(FILE, Desk, text):
        found[desk.country] = (*found.get(desk.country, ()), desk)
    return found
