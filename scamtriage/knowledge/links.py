"""What two sites share, and how much it says that one hand made both."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from scamtriage.knowledge.loading import BadRule, read_text, read_toml, validated

FILE = "links.toml"
CONTACT = "contact"
"""The family whose values can be quoted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of thing that sites share."""

    family: str
    weight: float
    """Nats."""
    most: int
    """Of more sites than that it is common and links nobody; 0: any number."""
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """The table as a whole."""

    as_of: date
    enough: float
    """Nats from which on two sites are linked."""
    quoted: float
    """What is left of a contact's weight that a site likely to be honest shows as well."""
    most_quoted: int
    """Of more sites than that such a contact links nobody."""
    copied: frozenset[str]
    """Kinds, beside contacts, that whoever imitates a site brings along."""
    counted_apart: frozenset[str]
    """Counters whose account numbers mean something on their own installation only."""
    form_services: frozenset[str]
    """Hosts that take what visitors type for whoever pays them."""
    app_vendors: frozenset[str]
    """Hosts whose files anybody offers."""
    stand_ins: frozenset[str]
    """Hosts of mailboxes that are in a template until somebody puts in his own, or that hide a registrant."""
    nameless: frozenset[str]
    """What registrants write who have no organisation, lower case."""
    families: dict[str, float]
    """Family -> the most that its kinds add to one pair."""
    kinds: dict[str, Kind]

    def alone(self, kind: str, weight: float | None = None) -> bool:
        """Whether one value of this kind links by itself. `weight`: what is left of the kind's own."""
        row = self.kinds[kind]
        return min(row.weight if weight is None else weight, self.families[row.family]) >= self.enough


@cache
def load() -> Links:
    """Read and check the table. Raises BadRule."""
    return parse(read_text(FILE))


def parse(text: str) -> Links:
    """Check a table of this shape. Raises BadRule naming line and key."""
    links = validated(FILE, text, Links, read_toml(FILE, text))
    if links.enough <= 0:
        raise BadRule.at(FILE, text, "", "enough", "must be positive: every two sites would be linked")
    for name, kind in links.kinds.items():
        if kind.family not in links.families:
            raise BadRule.at(FILE, text, "kinds", name, f"family {kind.family!r} has no cap")
        if kind.weight <= 0 or kind.most < 0:
            raise BadRule.at(FILE, text, "kinds", name, "weight must be positive, most not negative")
        quotable = kind.family == CONTACT or name in links.copied
        weak = not links.alone(name) or (quotable and not links.alone(name, kind.weight * links.quoted))
        if weak and not kind.most:
            raise BadRule.at(FILE, text, "kinds", name, "what may link nobody by itself needs a most: every pair of its sites is counted")
    return links
