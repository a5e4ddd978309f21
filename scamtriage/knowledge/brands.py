"""Organisations that scams pretend to be: their names, the domains that are truly theirs, and what imitates them."""

import re
from dataclasses import dataclass
from functools import cache, cached_property
from unicodedata import category

from scamtriage.knowledge.folding import of_names
from scamtriage.knowledge.infrastructure import lies_under
from scamtriage.knowledge.labelscan import LabelScan, Rule
from scamtriage.knowledge.loading import BadRule, read_csv, read_text
from scamtriage.knowledge.lookalikes import Lookalikes

FILE = "brands.csv"
COLUMNS = ("brand", "aliases", "sector", "country", "official_domains", "confidence", "cross_check", "note", "min_match")

_NEVER_ALONE = re.compile(r"never alone.*?hits: ([^)]*)\)")
_HIT_COUNT = re.compile(r"\s+[0-9]+$")
_PLACE = re.compile(r"\s*\(.*?\)|\s*/.*")
_RULES: dict[str, Rule] = {"token": "token", "prefix": "prefix", "anywhere": "anywhere"}
_CROSS_CHECKED = frozenset({"list", "suffix"})

SECTOR_TYPES: dict[str, tuple[str, ...]] = {
    "bank": ("bank-wallet",), "wallet": ("bank-wallet",), "payment": ("bank-wallet",), "wallet-crypto": ("wallet-drainer",),
    "crypto": ("invest-crypto",), "exchange": ("invest-crypto",), "broker": ("adviser-clone",), "trading": ("invest-crypto",),
    "stablecoin": ("invest-crypto",), "remittance": ("bank-wallet",), "lender": ("loan-app",), "police": ("gov-police",),
    "gov": ("gov-police",), "tax": ("gov-police",), "customs": ("gov-police",), "regulator": ("gov-police",), "cert": ("gov-police",),
    "igo": ("gov-police",), "courier": ("parcel-toll",), "toll": ("parcel-toll",), "ticketing": ("ticketing",),
    "ecommerce": ("fake-shop",), "retail": ("fake-shop",), "tech-support": ("tech-support",), "remote-access": ("tech-support",),
    "security": ("tech-support",), "software": ("tech-support",), "tech": ("tech-support",), "telecom": ("bank-wallet",),
    "utility": ("bank-wallet",), "energy": ("bank-wallet",), "casino": ("gambling",), "gaming": ("gambling",), "lottery": ("gambling",),
    "airline": ("fake-customer-care",), "travel": ("ticketing",), "streaming": ("bank-wallet",), "platform": ("bank-wallet",),
}  # fmt: skip
"""What an imitation of this kind of organisation is usually for; sectors that are missing speak for no type."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brand:
    """One organisation."""

    name: str
    sector: str
    country: str
    """ISO 3166 alpha-2, or "global"."""
    branches: tuple[str, ...] = ()
    """Other countries in which it does business under this name, and answers numbers of theirs."""
    official: tuple[str, ...]
    """Registrable domains in A-labels."""
    hard: frozenset[str]
    """Those of `official` that a list or a restricted suffix confirmed and whose row is sure: only they acquit for certain."""
    sure: bool
    """The row's confidence is high."""

    @property
    def scam_types(self) -> tuple[str, ...]:
        return SECTOR_TYPES.get(self.sector, ())


@dataclass(frozen=True, slots=True)
class Name:
    """A brand by one of its names, and whether that name means anything without a second sign."""

    brand: Brand
    shown: str
    alone: bool


@dataclass(frozen=True)
class Brands:
    """All organisations, with the look-ups that judging needs. Built once a process."""

    rows: tuple[Brand, ...]
    names: tuple[tuple[str, Rule, Name], ...]

    def official_for(self, registrable: str) -> Brand | None:
        """Whose official domain this registrable is, or None."""
        return self._official.get(registrable)

    def owns(self, host: str) -> bool:
        """Whether a host lies under the official domain of one of them."""
        return lies_under(host, self._official)

    @cached_property
    def _official(self) -> dict[str, Brand]:
        """Of a domain that a parent shares with its services the parent, which stands first; a confirmed row before all others."""
        official: dict[str, Brand] = {}
        for brand in self.rows:
            for domain in brand.official:
                if domain not in official or (domain in brand.hard and domain not in official[domain].hard):
                    official[domain] = brand
        return official

    @cached_property
    def scan(self) -> LabelScan[Name]:
        """Finds the names in a label, each under its own rule."""
        return LabelScan(self.names)

    @cached_property
    def lookalikes(self) -> Lookalikes[Brand]:
        """Finds labels that differ from an official one by what the eye overlooks."""
        labels: dict[str, Brand] = {}
        for domain, brand in self._official.items():
            label = domain.partition(".")[0]
            if label.isascii():
                labels.setdefault(label, brand)
        return Lookalikes(labels)


@cache
def load() -> Brands:
    """Read the shipped table. Raises BadRule naming the line."""
    return parse(read_text(FILE))


def parse(text: str) -> Brands:
    """Check a table of this shape and index it. Raises BadRule."""
    rows: list[Brand] = []
    names: list[tuple[str, Rule, Name]] = []
    for line, row in read_csv(FILE, text, COLUMNS):
        brand = _brand(line, row)
        rows.append(brand)
        names.extend(_names(line, row, brand))
    return Brands(tuple(rows), tuple(names))


def _brand(line: int, row: dict[str, str]) -> Brand:
    domains = tuple(filter(None, row["official_domains"].split(";")))
    checks = row["cross_check"].split(";") if domains else []
    if len(checks) != len(domains):
        raise BadRule(f"{FILE}: line {line}: cross_check: {len(checks)} values for {len(domains)} domains")
    sure = row["confidence"] == "high"
    hard = frozenset(domain for domain, check in zip(domains, checks, strict=True) if sure and check in _CROSS_CHECKED)
    country, *branches = row["country"].split(" ")
    if not all(len(code) == len("TH") and code.isupper() for code in branches):
        raise BadRule(f"{FILE}: line {line}: country: {row['country']!r}: the first country, then those of branches, as two letters each")
    return Brand(
        name=row["brand"], sector=row["sector"], country=country, branches=tuple(branches), official=domains, hard=hard, sure=sure
    )  # fmt: skip


def _names(line: int, row: dict[str, str], brand: Brand) -> list[tuple[str, Rule, Name]]:
    spoken = [row["brand"], *filter(None, row["aliases"].split(";"))]
    rules = row["min_match"].split(";")
    if len(rules) != len(spoken):
        raise BadRule(f"{FILE}: line {line}: min_match: {len(rules)} rules for {len(spoken)} names")
    weak = _weak_alone(row["note"])
    names: dict[str, tuple[str, Rule, Name]] = {}
    for name, word in zip(spoken, rules, strict=True):
        rule = _RULES.get(word)
        if rule is None:
            raise BadRule(f"{FILE}: line {line}: min_match: {word!r} is none of {', '.join(_RULES)}")
        as_label = label_form(name)
        if as_label:
            kept: Rule = "token" if len(as_label) < 4 and as_label.isascii() else rule
            names.setdefault(as_label, (as_label, kept, Name(brand, name, alone=name.casefold() not in weak)))
    return list(names.values())


def _weak_alone(note: str) -> frozenset[str]:
    """Names that the note forbids to count alone: they are common as innocent words."""
    match = _NEVER_ALONE.search(note)
    if match is None:
        return frozenset()
    return frozenset(_HIT_COUNT.sub("", name.strip()).casefold() for name in match[1].split(","))


def label_form(name: str) -> str:
    """A spoken name as it would stand in a host name: no place in brackets, no spaces, no accents on Latin letters."""
    spelled = of_names(_PLACE.sub("", name)).casefold()
    return "".join(char for char in spelled if char.isalnum() or category(char).startswith("M"))  # Thai vowels are marks
