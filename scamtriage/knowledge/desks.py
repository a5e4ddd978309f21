"""Where scams are reported: hotlines, police, national CERTs, regulators, registries and services that take sites down, as a dated table.

Channels as the bodies published them themselves; `certainty` says how far that could be confirmed. Numbers and addresses of desks
change: when the table has expired (`ages`), each of them is told as `unsure`.
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
"""Kinds of a country's desks, who can stop a payment first."""
FOR_SITES = ("cctld-registry", "reporting-hub", "blocklist", "clearing-house", "hosting", "messenger", "crypto")
CERTAINTIES = ("sure", "likely", "unsure")


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """One place that takes reports."""

    country: str
    """ISO 3166-1 alpha-2; "INT" for one that serves any."""
    kind: str
    body: str
    local: str
    """The same in the language of the country, where it has another name there and people read what we say in that language; "" else."""
    channel: str
    """Telephone, address of a form or a mailbox, as one would pass them on."""
    scope: str
    accepts: str
    certainty: str
    scam_types: frozenset[str]
    """Of which kinds of scam it wants to hear; empty: of all."""

    def wants(self, types: frozenset[str]) -> bool:
        """Whether a scam of these kinds is its business."""
        return not self.scam_types or not self.scam_types.isdisjoint(types)


def local(country: str, body: str, language: str) -> str:
    """What a desk is called in a language that is its own; "" for one of another language, or that no row names."""
    if LANGUAGE_OF.get(country) != language:
        return ""
    return next((desk.local for desk in load().get(country, ()) if desk.body == body), "")


@cache
def load() -> dict[str, tuple[Desk, ...]]:
    """Country -> its desks, in the order of the table. Raises BadRule."""
    return parse(read_text(FILE))


def parse(text: str) -> dict[str, tuple[Desk, ...]]:
    """Check a table of this shape. Raises BadRule naming the line."""
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
