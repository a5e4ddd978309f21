"""Where to report scams: hotlines, police, CERTs, regulators, registries and takedown services, as a dated table.

Channels are as published by the bodies themselves; `certainty` says how well that was confirmed. When the table has expired (see `ages`),
every desk is reported as `unsure`.
"""

from dataclasses import dataclass
from functools import cache

from scamtriage.knowledge.brands import LANGUAGE_OF
from scamtriage.knowledge.catalog import SCAM_TYPES
from scamtriage.knowledge.loading import BadRule, read_csv, read_text

FILE = "report_to.csv"
COLUMNS = ("country", "kind", "body", "local", "channel", "scope", "accepts", "certainty", "scam_types")
WORLD = "INT"
FOR_PEOPLE = ("scam-hotline", "police-hotline", "police-portal", "portal", "police", "cert", "anti-phishing", "regulator", "takedown")
"""Kinds of desks of a country, first those that can stop a payment."""
FOR_SITES = ("cctld-registry", "reporting-hub", "blocklist", "clearing-house", "hosting", "messenger", "crypto")
CERTAINTIES = ("sure", "likely", "unsure")


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """One place that takes reports."""

    country: str
    """ISO 3166-1 alpha-2; "INT" if it serves any country."""
    kind: str
    body: str
    local: str
    """`body` in the language of the country, if it has a name there and we have output in that language; else ""."""
    channel: str
    """A telephone number, form URL or mailbox, in a form to pass on."""
    scope: str
    accepts: str
    certainty: str
    scam_types: frozenset[str]
    """The kinds of scam that it accepts; empty for all."""

    def wants(self, types: frozenset[str]) -> bool:
        """Return whether it accepts any of these kinds of scam."""
        return not self.scam_types or not self.scam_types.isdisjoint(types)


def local(country: str, body: str, language: str) -> str:
    """Return the name of a desk in the language of its country.

    "" for another language, or if no row has the name.
    """
    if LANGUAGE_OF.get(country) != language:
        return ""
    return next((desk.local for desk in load().get(country, ()) if desk.body == body), "")


@cache
def load() -> dict[str, tuple[Desk, ...]]:
    """Return country -> its desks, in the order of the table. Raises BadRule."""
    return parse(read_text(FILE))


def parse(text: str) -> dict[str, tuple[Desk, ...]]:
    """Parse and check a table of this format. Raises BadRule naming the line."""
    found: dict[str, tuple[Desk, ...]] = {}
    for line, row in read_csv(FILE, text, COLUMNS):
        types = frozenset(row["scam_types"].split(";")) - {""}
        for key, wrong in (
            ("country", len(row["country"]) != 2 and row["country"] != WORLD),
            ("kind", row["kind"] not in (*FOR_PEOPLE, *FOR_SITES)),
            ("local", bool(row["local"]) and row["country"] not in LANGUAGE_OF),
            ("channel", not row["channel"]),
            ("certainty", row["certainty"] not in CERTAINTIES),
            ("scam_types", not types <= set(SCAM_TYPES)),
        ):
            if wrong:
                raise BadRule(f"{FILE}: line {line}: {key}: {row[key]!r} cannot stand there")
        desk = Desk(**{**row, "scam_types": types})  # type: ignore[arg-type]
        found[desk.country] = (*found.get(desk.country, ()), desk)
    return found
