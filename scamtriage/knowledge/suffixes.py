"""What a suffix says about who may stand under it."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from scamtriage.knowledge.loading import BadRule, read_csv, read_text

FILE = "suffixes.csv"

Class = Literal["restricted", "platform", "classic", "country", "world-wide", "new"]
"""restricted: who registers is checked; platform: lends names to tenants; classic: the generic suffixes from before 2012;
country: by country code; world-wide: a country code that is sold to anybody; new: everything since."""

_KINDS = ("restricted", "official", "world-wide", "builder")
_CLASSIC = frozenset({"com", "net", "org", "info", "biz", "name"})
_REGISTRANTS_CHECKED = frozenset({"ac", "bank", "edu", "go", "gob", "gouv", "gov", "govt", "gub", "mi", "mil", "nhs", "sch", "school"})
"""First label of a suffix of two, by the custom of most countries."""


@dataclass(frozen=True, slots=True)
class Suffixes:
    """The table by kind."""

    restricted: frozenset[str]
    official: frozenset[str]
    world_wide: frozenset[str]
    builders: frozenset[str]

    def class_of(self, suffix: str, *, private: bool) -> Class:
        """The class of a public suffix (in A-labels)."""
        head, _, rest = suffix.partition(".")
        if rest in self.restricted:  # a government's own platform, such as service.gov.uk
            return "restricted"
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
