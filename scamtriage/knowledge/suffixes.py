"""What a suffix says about who may stand under it."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from scamtriage.knowledge.loading import BadRule, read_csv, read_text

FILE = "suffixes.csv"

Class = Literal["restricted", "platform", "classic", "country", "world-wide", "new"]
"""restricted: who registers is checked; platform: lends names to tenants; classic: the generic suffixes from before 2012;
country: by country code; world-wide: a country code, or a second level with a registry of its own, that is sold to anybody; new: everything
since."""

_KINDS = ("restricted", "official", "world-wide", "builder", "registry")
_CLASSIC = frozenset({"com", "net", "org", "info", "biz", "name"})
_REGISTRANTS_CHECKED = frozenset({"ac", "bank", "edu", "go", "gob", "gouv", "gov", "govt", "gub", "mi", "mil", "nhs", "sch", "school"})
"""First label of a suffix of two, by the custom of most countries."""
COUNTRIES = {
    "uk": "GB", "xn--o3cw4h": "TH", "xn--fiqs8s": "CN", "xn--fiqz9s": "CN", "xn--j6w193g": "HK", "xn--kpry57d": "TW", "xn--kprw13d": "TW",
    "xn--yfro4i67o": "SG", "xn--clchc0ea0b2g2a9gcd": "SG", "xn--mgbx4cd0ab": "MY", "xn--q7ce6a": "LA", "xn--3e0b707e": "KR",
    "xn--h2brj9c": "IN",
}  # fmt: skip
"""Endings of countries that are not their codes."""


@dataclass(frozen=True, slots=True)
class Suffixes:
    """The table by kind."""

    restricted: frozenset[str]
    official: frozenset[str]
    world_wide: frozenset[str]
    builders: frozenset[str]
    registries: frozenset[str]
    """Second levels that are sold as others sell endings, though the public suffix list has them among what platforms lend."""

    def class_of(self, suffix: str, *, private: bool) -> Class:
        """The class of a public suffix (in A-labels)."""
        head, _, rest = suffix.partition(".")
        if rest in self.restricted:  # a government's own platform, such as service.gov.uk
            return "restricted"
        if suffix in self.registries:
            return "world-wide"
        if private or suffix in self.builders:
            return "platform"
        if suffix in self.restricted or (rest and head in _REGISTRANTS_CHECKED):
            return "restricted"
        if suffix in _CLASSIC:
            return "classic"
        if suffix in self.world_wide:
            return "world-wide"
        top = suffix.rpartition(".")[2]
        return "country" if len(top) == 2 or top.startswith("xn--") else "new"

    def country_of(self, suffix: str) -> str:
        """The country whose ending it is, as ISO 3166 alpha-2; "" for endings that are sold world-wide, whichever country they are called
        after."""
        top = suffix.rpartition(".")[2]
        if self.class_of(suffix, private=False) not in ("country", "restricted"):
            return ""
        return COUNTRIES.get(top) or (top.upper() if len(top) == len("th") else "")


@cache
def load() -> Suffixes:
    """The shipped table. Raises BadRule naming the line."""
    return parse(read_text(FILE))


def parse(text: str) -> Suffixes:
    """Check a table of this shape. Raises BadRule."""
    by_kind: dict[str, set[str]] = {kind: set() for kind in _KINDS}
    for line, row in read_csv(FILE, text, ("suffix", "kind", "note")):
        if row["kind"] not in by_kind:
            raise BadRule(f"{FILE}: line {line}: kind: must be one of {', '.join(_KINDS)}")
        by_kind[row["kind"]].add(row["suffix"])
    return Suffixes(*(frozenset(by_kind[kind]) for kind in _KINDS))
