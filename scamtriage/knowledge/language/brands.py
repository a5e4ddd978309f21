"""Organisations that scams impersonate: their names, their official domains, and lookups of imitations."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import accumulate
from typing import Annotated, Literal
from unicodedata import category

from scamtriage.knowledge.hosts.infrastructure import is_world_site
from scamtriage.knowledge.hosts.lent_names import is_shared, is_tenant, lies_under, site_of
from scamtriage.knowledge.language.folding import fold_name
from scamtriage.knowledge.language.label_scan import LabelScan, Rule
from scamtriage.knowledge.language.lookalikes import Lookalikes
from scamtriage.knowledge.language.sectors import OFFICES, SECTOR_TYPES, SECTORS
from scamtriage.knowledge.loading import BadTable, CsvRow, Host, Text, matching, one_of, read_rows, read_text
from scamtriage.knowledge.small_tables import small_tables
from scamtriage.records import lazy_re

FILE = "brands.csv"

_NEVER_ALONE = lazy_re.compile(r"never alone.*?hits: ([^)]*)\)")
_HIT_COUNT = lazy_re.compile(r"\s+[0-9]+$")
_AT_HOME = lazy_re.compile(r"at home: ([^;]+)")
_PLACE = lazy_re.compile(r"\s*\(.*?\)|\s*/.*")
SHORT_LATIN, SHORT_OTHER = 3, 2
_PARTS = lazy_re.compile(r"[\s-]|(?<=[a-z])(?=[A-Z])")
_HOUSE = ("bank", "group")
"""Words that foreign branches add before or after the name."""
LANGUAGE_OF = {"TH": "th", "VN": "vi", "MY": "ms", "BN": "ms", "ID": "id", "CN": "zh", "HK": "zh", "TW": "zh", "MO": "zh"}
"""Country -> the language of its organisations; only languages that we have output in."""
LETTERS = {"th": r"[\u0e00-\u0e7f]", "zh": r"[\u3400-\u9fff]", "vi": r"[^\W\u0000-\u007f]"}
"""Letters that occur in names of a language and not in English. Malay and Indonesian have none."""
WORLD = "global"
"""The country code of organisations that are at home everywhere."""


class BrandRow(CsvRow, frozen=True, kw_only=True):
    """One row of the table. CONTRIBUTING.md says what its columns mean."""

    unique = ("brand", "country")
    brand: Text
    aliases: tuple[Text, ...]
    sector: Annotated[str, one_of(SECTORS)]
    country: Annotated[str, matching(f"{WORLD}|[A-Z]{{2}}(?: [A-Z]{{2}})*", f"must be {WORLD}, or countries as two letters")]
    """The first is its home, the others are those of branches."""
    official_domains: tuple[Host, ...]
    confidence: Literal["high", "medium", "low"]
    cross_check: tuple[Literal["list", "suffix", "none"], ...]
    """What confirms each of the domains."""
    note: str
    min_match: tuple[Rule, ...]
    """Where each of the names may stand in a label."""

    @property
    def names(self) -> tuple[str, ...]:
        return self.brand, *self.aliases

    def __post_init__(self) -> None:
        if len(self.cross_check) != len(self.official_domains):
            raise ValueError(f"cross_check: {len(self.cross_check)} values for {len(self.official_domains)} domains")
        if len(self.min_match) != len(self.names):
            raise ValueError(f"min_match: {len(self.min_match)} rules for {len(self.names)} names")


@dataclass(frozen=True, slots=True, kw_only=True)
class Brand:
    """One organisation."""

    name: str
    sector: str
    country: str
    """ISO 3166 alpha-2, or "global"."""
    branches: tuple[str, ...] = ()
    """Other countries in which it operates under this name and uses local phone numbers."""
    official: tuple[str, ...]
    """Registrable domains in A-labels."""
    hard: frozenset[str]
    """The official domains that a list or a restricted suffix confirms, in a row of high confidence. Only these rule out a scam."""
    sure: bool
    """The confidence of the row is high."""
    at_home: str = ""
    """Its name in the language of its country; "" if that is `name` or is not in the table."""
    words: frozenset[str] = frozenset()
    """The words of all its names, as a label is written for matching: beside one of them, no other body is meant."""

    def works_in(self, country: str) -> bool:
        """Return whether it operates in the country under its name."""
        return (bool(country) and self.country in (country, WORLD)) or country in self.branches

    @property
    def owner(self) -> str:
        """What all names of one organisation have in common: an official domain, else the name."""
        return min(self.official, default=self.name)

    @property
    def language(self) -> str:
        """The language of its country, if we have output in it, else ""."""
        return LANGUAGE_OF.get(self.country, "")

    @property
    def scam_types(self) -> tuple[str, ...]:
        return SECTOR_TYPES.get(self.sector, ())


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a brand. `alone`: the name counts without a second indication. `shared`: it is a common word or short, and counts as a
    whole token only."""

    brand: Brand
    shown: str
    alone: bool
    shared: bool
    gaps: frozenset[int] = frozenset()
    """Where, as a label is written for matching, one of its words ends and the next begins."""

    @property
    def one_word(self) -> bool:
        """Whether a label writes it as a single word; a place in brackets or another name behind a slash does not stand there."""
        return " " not in _PLACE.sub("", self.shown).strip()

    @property
    def latin(self) -> str:
        """The name for a sentence that quotes it as written: in ASCII, where the table has one. Otherwise the sentence would say twice the
        same."""
        return self.shown if self.shown.isascii() else self.brand.name


@dataclass(frozen=True)
class Brands:
    """All organisations, with the lookups that judging needs. Built once per process."""

    rows: tuple[Brand, ...]
    names: tuple[tuple[str, Rule, Name], ...]

    def official_for(self, registrable: str) -> Brand | None:
        """Return the brand with this official registrable domain, or None."""
        return self._official.get(registrable)

    def at_home(self, name: str, language: str) -> str:
        """Return the own name of a brand in its own language; "" for another language or if the table has none."""
        brand = self._by_name.get(name)
        return brand.at_home if brand is not None and brand.language == language else ""

    @cached_property
    def _by_name(self) -> dict[str, Brand]:
        return {brand.name: brand for brand in self.rows}

    def is_name_of(self, string: str, brand: Brand) -> bool:
        """Return whether the string, as a label is written for matching, is one of the brand's names."""
        return (string, brand) in self._strings

    @cached_property
    def _strings(self) -> frozenset[tuple[str, Brand]]:
        return frozenset((string, name.brand) for string, _, name in self.names)

    def owns(self, host: str) -> bool:
        """Return whether the host is under an official domain of any brand."""
        return lies_under(host, self._official)

    def end_at(self, host: str, url: str, *, begun: str) -> bool:
        """Return whether redirects from the host `begun` end on an organisation's own page, at another site.

        What its users put there is not its own. A short link is judged by where it leads.
        """
        if not host or host == begun or site_of(host) == site_of(begun) or is_tenant(host, url) or is_shared(begun):
            return False
        return self._known(host) and not self._known(begun)

    def _known(self, host: str) -> bool:
        return self.owns(host) or is_world_site(host)

    def called(self, label: str) -> frozenset[Brand]:
        """Return the firms named exactly like the label (without hyphens), with or without "bank" or "group" at either end."""
        cores = (label, *(label.removeprefix(word) for word in _HOUSE), *(label.removesuffix(word) for word in _HOUSE))
        return frozenset(brand for core in cores for brand in self._called.get(core, ()))

    def houses(self, label: str, country: str) -> frozenset[Brand]:
        """Return the firms of this name that operate in the country. Under its suffix, the name may be a branch that no table has."""
        return frozenset(brand for brand in self.called(label) if brand.works_in(country))

    @cached_property
    def _called(self) -> dict[str, tuple[Brand, ...]]:
        """Label -> firms with this name, as spoken or as the first label of an official domain."""
        called: dict[str, tuple[Brand, ...]] = {}
        spoken = [(string, name.brand) for string, _, name in self.names if name.alone]
        begun = [(domain.partition(".")[0].replace("-", ""), brand) for brand in self.rows for domain in brand.official]
        for label, brand in (*spoken, *begun):
            if brand.sector not in OFFICES and brand not in called.get(label, ()):
                called[label] = (*called.get(label, ()), brand)
        return called

    @cached_property
    def _official(self) -> dict[str, Brand]:
        """Official domain -> brand. If several rows have the domain, a confirmed row wins, then the first, which is the parent."""
        official: dict[str, Brand] = {}
        for brand in self.rows:
            for domain in brand.official:
                if domain not in official or (domain in brand.hard and domain not in official[domain].hard):
                    official[domain] = brand
        return official

    @cached_property
    def scan(self) -> LabelScan[Name]:
        """Finds names in a label, each under its own matching rule."""
        return LabelScan(self.names)

    @cached_property
    def lookalikes(self) -> Lookalikes[Brand]:
        """Finds labels that look like the first label of an official domain."""
        labels: dict[str, Brand] = {}
        for domain, brand in self._official.items():
            label = domain.partition(".")[0]
            if label.isascii():
                labels.setdefault(label, brand)
        common = {string for string, _, name in self.names if name.shared}
        return Lookalikes(labels, small_tables().trade_words.words, common)


@cache
def load() -> Brands:
    """Load the shipped table. Raises BadTable naming the line."""
    return parse(read_text(FILE))


def parse(text: str) -> Brands:
    """Check and index a table of this format. Raises BadTable."""
    rows: list[Brand] = []
    names: list[tuple[str, Rule, Name]] = []
    for line, row in read_rows(FILE, BrandRow, text):
        brand = _brand(row)
        rows.append(brand)
        names.extend(_names(line, row, brand))
    return Brands(tuple(rows), tuple(names))


def _brand(row: BrandRow) -> Brand:
    sure = row.confidence == "high"
    confirmed = frozenset(domain for domain, check in zip(row.official_domains, row.cross_check, strict=True) if check != "none")
    country, *branches = row.country.split(" ")
    return Brand(
        name=row.brand, sector=row.sector, country=country, branches=tuple(branches), official=row.official_domains,
        hard=confirmed if sure else frozenset(), sure=sure, at_home=_at_home(row, LANGUAGE_OF.get(country, "")),
        words=frozenset(label_form(word) for name in row.names for word in name.split()),
    )  # fmt: skip


def _at_home(row: BrandRow, language: str) -> str:
    """Return the name noted in the row, else its first alias in the letters of its language."""
    if (noted := _AT_HOME.search(row.note)) is not None:
        return noted[1]
    own = re.compile(LETTERS[language]) if language in LETTERS else None
    return next((name for name in row.aliases if own.search(name)), "") if own and not own.search(row.brand) else ""


def _names(line: int, row: BrandRow, brand: Brand) -> Iterable[tuple[str, Rule, Name]]:
    weak = _weak_alone(row.note)
    names: dict[tuple[str, str], tuple[str, Rule, Name]] = {}
    for name, rule in zip(row.names, row.min_match, strict=True):
        if as_label := label_form(name):
            if rule != "token" and short(as_label):
                raise BadTable(f"{FILE}: line {line}: min_match: {name!r} is short, and may only be matched as a whole token")
            spelled = (as_label, name.casefold())  # "Giao Hàng Nhanh" and "Giao Hang Nhanh" are one name in a label and two on a page
            names.setdefault(
                spelled, (as_label, rule, Name(brand, name, alone=name.casefold() not in weak, shared=rule == "token", gaps=_gaps(name)))
            )
    return names.values()


def _gaps(name: str) -> frozenset[int]:
    """Return where a hyphen may part the name: at its spaces and hyphens, and before a capital: "T-Mobile", "OpenSea"."""
    parts = [part for part in _PARTS.split(_PLACE.sub("", name)) if part]
    return frozenset(accumulate(len(label_form(part)) for part in parts[:-1]))


def _weak_alone(note: str) -> frozenset[str]:
    """Return the names that the note says never count alone, because they are common words."""
    match = _NEVER_ALONE.search(note)
    if match is None:
        return frozenset()
    return frozenset(_HIT_COUNT.sub("", name.strip()).casefold() for name in match[1].split(","))


def short(label: str) -> bool:
    """Return whether a term is so short that words contain it by chance: three ASCII characters, two of another script."""
    return len(label) <= (SHORT_LATIN if label.isascii() else SHORT_OTHER)


def label_form(name: str) -> str:
    """Return the name as in a host name: without a place in brackets, spaces or accents on Latin letters."""
    spelled = fold_name(_PLACE.sub("", name)).casefold()
    if spelled.isascii() and spelled.isalnum():
        return spelled
    return "".join(char for char in spelled if char.isalnum() or category(char).startswith("M"))  # vowels of Thai are marks
