"""What a suffix says about who can register under it."""

from dataclasses import dataclass
from functools import cache
from typing import Annotated, Literal

from scamtriage.knowledge.loading import CsvRow, Host, Text, one_of, read_rows, read_text

FILE = "suffixes.csv"

Class = Literal["restricted", "platform", "classic", "country", "world-wide", "new"]
"""restricted: registrants are checked; platform: lends names to tenants; classic: generic suffixes from before 2012.

country: a country code; world-wide: a country code, or a second level with its own registry, that is sold to anyone; new: all later
suffixes.
"""

_KINDS = ("restricted", "official", "world-wide", "builder", "registry")


class Row(CsvRow, frozen=True, kw_only=True):
    """One suffix."""

    unique = ("suffix", "kind")
    suffix: Host
    kind: Annotated[str, one_of(_KINDS)]
    note: Text


_CLASSIC = frozenset({"com", "net", "org", "info", "biz", "name"})
_REGISTRANTS_CHECKED = frozenset({"ac", "bank", "edu", "go", "gob", "gouv", "gov", "govt", "gub", "mi", "mil", "nhs", "sch", "school"})
"""First labels of two-label suffixes that most countries restrict."""
_ANYBODYS = frozenset({"ac.se", "edu.pl", "go.it", "mi.it", "mi.us"})
"""Such suffixes that are a province or state (Gorizia, Milan, Michigan), or that do not check registrants."""
_EUROPEAN = frozenset({"xn--e1a4c", "xn--qxa6a"})
"""The Cyrillic and the Greek .eu: registrants are checked as for .eu, and they belong to no country."""
_ENDINGS = {
    "GB": "uk", "AE": "xn--mgbaam7a8h", "AM": "xn--y9a3aq", "BD": "xn--54b7fta0cc", "BG": "xn--90ae", "BH": "xn--mgbcpq6gpa1a",
    "BY": "xn--90ais", "CN": "xn--fiqs8s xn--fiqz9s", "DZ": "xn--lgbbat1ad8j", "EG": "xn--wgbh1c", "GE": "xn--node", "GR": "xn--qxam",
    "HK": "xn--j6w193g", "IL": "xn--4dbrk0ce",
    "IN": "xn--2scrj9c xn--3hcrj9c xn--45br5cyl xn--h2breg3eve xn--h2brj9c8c xn--mgbgu82a xn--rvc1e0am3e xn--h2brj9c "
    "xn--mgbbh1a xn--mgbbh1a71e xn--fpcrj9c3d xn--gecrj9c xn--s9brj9c xn--45brj9c xn--xkc2dl3a5ee0h",
    "IQ": "xn--mgbtx2b", "IR": "xn--mgba3a4f16a xn--mgba3a4fra", "JO": "xn--mgbayh7gpa", "KR": "xn--3e0b707e", "KZ": "xn--80ao21a",
    "LA": "xn--q7ce6a", "LK": "xn--fzc2c9e2c xn--xkc2al3hye2a", "MA": "xn--mgbc0a9azcg", "MK": "xn--d1alf", "MN": "xn--l1acc",
    "MO": "xn--mix891f xn--mix082f", "MR": "xn--mgbah1a3hjkrd", "MY": "xn--mgbx4cd0ab", "OM": "xn--mgb9awbf",
    "PK": "xn--mgbai9azgqp6j xn--mgbai9a5eva00b", "PS": "xn--ygbi2ammx", "QA": "xn--wgbl6a", "RS": "xn--90a3ac", "RU": "xn--p1ai",
    "SA": "xn--mgberp4a5d4ar xn--mgberp4a5d4a87g xn--mgbqly7c0a67fbc xn--mgbqly7cvafr", "SD": "xn--mgbpl2fh",
    "SG": "xn--yfro4i67o xn--clchc0ea0b2g2a9gcd", "SY": "xn--ogbpf8fl xn--mgbtf8fl", "TH": "xn--o3cw4h", "TN": "xn--pgbs0dh",
    "TW": "xn--kpry57d xn--kprw13d xn--nnx388a", "UA": "xn--j1amh", "YE": "xn--mgb2ddes",
}  # fmt: skip
COUNTRIES = {ending: country for country, endings in _ENDINGS.items() for ending in endings.split()}
"""Country endings other than the country code -> country. Any other internationalised ending is new, such as .在线 and .คอม."""


@dataclass(frozen=True, slots=True)
class Suffixes:
    """The table by kind."""

    restricted: frozenset[str]
    official: frozenset[str]
    world_wide: frozenset[str]
    builders: frozenset[str]
    registries: frozenset[str]
    """Second levels that are sold by a registry, although the Public Suffix List has them in its private section."""

    def class_of(self, suffix: str, *, private: bool) -> Class:
        """Return the class of a public suffix (in A-labels)."""
        head, _, rest = suffix.partition(".")
        if rest in self.restricted:  # a government's own platform, such as service.gov.uk
            return "restricted"
        if suffix in self.registries:
            return "world-wide"
        if private or suffix in self.builders:
            return "platform"
        if suffix in self.restricted or (rest and head in _REGISTRANTS_CHECKED and suffix not in _ANYBODYS):
            return "restricted"
        if suffix in _CLASSIC:
            return "classic"
        if suffix in self.world_wide:
            return "world-wide"
        top = suffix.rpartition(".")[2]
        return "country" if len(top) == 2 or top in COUNTRIES or top in _EUROPEAN else "new"

    def country_of(self, suffix: str) -> str:
        """Return the country of the suffix as ISO 3166 alpha-2; "" for suffixes that are sold world-wide."""
        top = suffix.rpartition(".")[2]
        if self.class_of(suffix, private=False) not in ("country", "restricted"):
            return ""
        return COUNTRIES.get(top) or (top.upper() if len(top) == len("th") else "")


@cache
def load() -> Suffixes:
    """Load the shipped table. Raises BadTable naming the line."""
    return parse(read_text(FILE))


def parse(text: str) -> Suffixes:
    """Parse and check a table of this format. Raises BadTable."""
    rows = [row for _, row in read_rows(FILE, Row, text)]
    return Suffixes(*(frozenset(row.suffix for row in rows if row.kind == kind) for kind in _KINDS))
