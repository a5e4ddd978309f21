"""Values that two sites can share, and how strongly each indicates the same operator."""

import math
from datetime import date
from functools import cache
from typing import Annotated

from msgspec import Meta

from scamtriage.knowledge.loading import BadTable, Count, Hosts, Some, Table, matching, read_table, read_text

FILE = "links.toml"
CONTACT = "contact"
"""The family of values that other sites can quote."""
_Small = Annotated[str, matching("[^A-Z]+", "must be in small letters, as it is compared so")]
_Share = Annotated[float, Meta(gt=0, le=1)]
_Cap = Annotated[float, Meta(gt=0, lt=100)]


class Kind(Table, frozen=True, kw_only=True):
    """One kind of shared value."""

    family: str
    weight: float
    """Weight in nats."""
    most: int
    """If more sites share the value, it is common and links none of them; 0 for no limit."""
    says: Annotated[str, matching(r"[^{}]+(?:\{value\}[^{}]*)?", "must be words, with {value} at most")]


class Links(Table, frozen=True, kw_only=True):
    """The whole table."""

    as_of: date
    enough: float
    """Nats from which two sites are linked."""
    quoted: _Share
    """Factor for the weight of a contact that a probably honest site also shows."""
    most_quoted: Count
    """If more sites share such a contact, it links none of them."""
    copied: frozenset[str]
    """Kinds, besides contacts, that an imitation copies from the original site."""
    counted_apart: frozenset[str]
    """Trackers whose account numbers are unique only within one installation."""
    form_services: Hosts
    """Hosts of form services, which receive input for their customers."""
    app_vendors: Hosts
    """Hosts whose files many sites offer."""
    customers_files: Hosts
    """Hosts under those of vendors and known organisations that keep files for anybody: an address there is one customer's."""
    customers_paths: Some[_Small]
    """Host without "www.", and the beginning of path and query, of the same at hosts that offer a vendor's own programs, too."""
    stand_ins: Hosts
    """Mailbox hosts in unedited templates, of hosts and theme makers, or of services that hide a registrant."""
    stand_in_labels: Some[_Small]
    """Labels of template mailbox hosts that mean the same under any suffix."""
    stand_in_names: Some[_Small]
    """Template names, in lower case, of messenger accounts and of mailboxes at mail services that anybody may use."""
    mail_services: Hosts
    """Mail services, besides those of the table of them, at which the name before the @ tells whose a mailbox is."""
    public_wallets: frozenset[str]
    """Wallets that documents, standards and templates show; those of EVM in lower case."""
    builders_counters: frozenset[str]
    """Counter accounts that site builders put on all their customers' sites, without property suffix."""
    led_to: Hosts
    """Hosts to which strangers' sites redirect."""
    certified_together: Hosts
    """Names on certificates that a host has issued for several of its customers."""
    nameless: Some[_Small]
    """What registrants without an organisation enter, in lower case."""
    families: dict[str, _Cap]
    """Family -> maximum nats that its kinds add to one pair of sites."""
    kinds: dict[str, Kind]

    def alone(self, kind: str, weight: float | None = None) -> bool:
        """Return whether one value of this kind links sites by itself. `weight` replaces the weight of the kind."""
        row = self.kinds[kind]
        return min(row.weight if weight is None else weight, self.families[row.family]) >= self.enough


@cache
def load() -> Links:
    """Load the shipped table. Raises BadTable."""
    return parse(read_text(FILE))


def parse(text: str) -> Links:
    """Parse and check a table of this format. Raises BadTable naming line and key."""
    links = read_table(FILE, Links, text)
    if links.enough <= 0:
        raise BadTable.at(FILE, text, ("enough",), "must be positive: every two sites would be linked")
    for key in ("form_services", "app_vendors", "customers_files", "stand_ins", "mail_services", "led_to", "certified_together"):
        if wide := min((host for host in getattr(links, key) if "." not in host), default=""):
            raise BadTable.at(FILE, text, (key,), f"{wide!r} would hold every name under it")
    for name in sorted(links.copied - links.kinds.keys()):
        raise BadTable.at(FILE, text, ("copied",), f"{name!r} is no kind")
    for family in sorted(links.families.keys() - {kind.family for kind in links.kinds.values()}):
        raise BadTable.at(FILE, text, ("families", family), "no kind is of this family")
    for name, kind in links.kinds.items():
        if kind.family not in links.families:
            raise BadTable.at(FILE, text, ("kinds", name), f"family {kind.family!r} has no cap")
        if not 0 < kind.weight < math.inf or kind.most < 0:
            raise BadTable.at(FILE, text, ("kinds", name), "weight must be positive, most not negative")
        quotable = kind.family == CONTACT or name in links.copied
        weak = not links.alone(name) or (quotable and not links.alone(name, kind.weight * links.quoted))
        if weak and not kind.most:
            raise BadTable.at(
                FILE, text, ("kinds", name), "what may link nobody by itself needs a most: every pair of its sites is counted"
            )
    return links
