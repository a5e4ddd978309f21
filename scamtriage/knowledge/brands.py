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
_AT_HOME = re.compile(r"at home: ([^;]+)")
_PLACE = re.compile(r"\s*\(.*?\)|\s*/.*")
SHORT_LATIN, SHORT_CHINESE = 3, 2
_CHINESE = ("\u3400", "\u9fff")
RULES: dict[str, Rule] = {"token": "token", "prefix": "prefix", "anywhere": "anywhere"}
_CROSS_CHECKED = frozenset({"list", "suffix"})
_HOUSE = ("bank", "group")
"""What a house abroad sets before or behind its name."""
_OFFICES = frozenset({"police", "gov", "tax", "customs", "regulator", "cert", "igo"})
"""Sectors of bodies that have no branches, and a suffix of their own."""

LANGUAGE_OF = {"TH": "th", "VN": "vi", "MY": "ms", "BN": "ms", "ID": "id", "CN": "zh", "HK": "zh", "TW": "zh", "MO": "zh"}
"""Country -> the language of its bodies, of those in which people read what we say."""
LETTERS = {"th": r"[\u0e00-\u0e7f]", "zh": r"[\u3400-\u9fff]", "vi": r"[^\W\u0000-\u007f]"}
"""What the names of a language have and an English one has not; Malay and Indonesian have no letters of their own."""
WORLD = "global"
"""At home everywhere."""
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
SECTORS = (*SECTOR_TYPES, "transport", "gold", "defi", "nft", "asset-mgmt", "charity", "auto")
"""All of them."""


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
    at_home: str = ""
    """What it is called in the language of its country; "" where that is its name here, or the table does not tell."""

    def works_in(self, country: str) -> bool:
        """Whether it does business there under its name."""
        return (bool(country) and self.country in (country, WORLD)) or country in self.branches

    @property
    def language(self) -> str:
        """That of its country, of those in which people read what we say; "" for another."""
        return LANGUAGE_OF.get(self.country, "")

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

    def at_home(self, name: str, language: str) -> str:
        """What a body is called in a language that is its own; "" where the table knows no other name."""
        brand = self._by_name.get(name)
        return brand.at_home if brand is not None and brand.language == language else ""

    @cached_property
    def _by_name(self) -> dict[str, Brand]:
        return {brand.name: brand for brand in self.rows}

    def owns(self, host: str) -> bool:
        """Whether a host lies under the official domain of one of them."""
        return lies_under(host, self._official)

    def called(self, label: str) -> frozenset[Brand]:
        """Firms whose very name a label (its hyphens out) is, with "bank" or "group" before or behind it or without."""
        cores = (label, *(label.removeprefix(word) for word in _HOUSE), *(label.removesuffix(word) for word in _HOUSE))
        return frozenset(brand for core in cores for brand in self._called.get(core, ()))

    def houses(self, label: str, country: str) -> frozenset[Brand]:
        """Those of this name who do business in a country: under its ending it may well be their house there. No table knows them all."""
        return frozenset(brand for brand in self.called(label) if brand.works_in(country))

    @cached_property
    def _called(self) -> dict[str, tuple[Brand, ...]]:
        """Label -> the firms of this name: as they are spoken of, and as their official domains begin."""
        called: dict[str, tuple[Brand, ...]] = {}
        spoken = [(string, name.brand) for string, _, name in self.names if name.alone]
        begun = [(domain.partition(".")[0].replace("-", ""), brand) for brand in self.rows for domain in brand.official]
        for label, brand in (*spoken, *begun):
            if brand.sector not in _OFFICES and brand not in called.get(label, ()):
                called[label] = (*called.get(label, ()), brand)
        return called

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
    language = LANGUAGE_OF.get(country, "")
    return Brand(
        name=row["brand"], sector=row["sector"], country=country, branches=tuple(branches), official=domains, hard=hard, sure=sure,
        at_home=_at_home(row, language),
    )  # fmt: skip


def _at_home(row: dict[str, str], language: str) -> str:
    """As its row notes, else the first of its names in the letters of its language."""
    if (noted := _AT_HOME.search(row["note"])) is not None:
        return noted[1]
    own = re.compile(LETTERS[language]) if language in LETTERS else None
    return next((name for name in row["aliases"].split(";") if own.search(name)), "") if own and not own.search(row["brand"]) else ""


def _names(line: int, row: dict[str, str], brand: Brand) -> list[tuple[str, Rule, Name]]:
    spoken = [row["brand"], *filter(None, row["aliases"].split(";"))]
    rules = row["min_match"].split(";")
    if len(rules) != len(spoken):
        raise BadRule(f"{FILE}: line {line}: min_match: {len(rules)} rules for {len(spoken)} names")
    weak = _weak_alone(row["note"])
    names: dict[tuple[str, str], tuple[str, Rule, Name]] = {}
    for name, word in zip(spoken, rules, strict=True):
        rule = RULES.get(word)
        if rule is None:
            raise BadRule(f"{FILE}: line {line}: min_match: {word!r} is none of {', '.join(RULES)}")
        as_label = label_form(name)
        if as_label:
            if rule != "token" and short(as_label):
                raise BadRule(f"{FILE}: line {line}: min_match: {name!r} is short, and may only be matched as a whole token")
            spelled = (as_label, name.casefold())  # "Giao Hàng Nhanh" and "Giao Hang Nhanh" are one in a label and two on a page
            names.setdefault(spelled, (as_label, rule, Name(brand, name, alone=name.casefold() not in weak)))
    return list(names.values())


def _weak_alone(note: str) -> frozenset[str]:
    """Names that the note forbids to count alone: they are common as innocent words."""
    match = _NEVER_ALONE.search(note)
    if match is None:
        return frozenset()
    return frozenset(_HIT_COUNT.sub("", name.strip()).casefold() for name in match[1].split(","))


def short(label: str) -> bool:
    """Whether a name or a term stands inside other words by chance: three Latin letters or figures, two Chinese ones."""
    return len(label) <= (
        SHORT_LATIN if label.isascii() else SHORT_CHINESE if all(_CHINESE[0] <= char <= _CHINESE[1] for char in label) else 0
    )


def label_form(name: str) -> str:
    """A spoken name as it would stand in a host name: no place in brackets, no spaces, no accents on Latin letters."""
    spelled = of_names(_PLACE.sub("", name)).casefold()
    return "".join(char for char in spelled if char.isalnum() or category(char).startswith("M"))  # Thai vowels are marks
