"""Link sites by the values they share: each shared value is an edge, and weak edges between two sites add up."""

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable

from msgspec.structs import replace

from scamtriage.knowledge.judgement.links import CONTACT, Links
from scamtriage.records.assessment import Assessment, Refusal, Verdict
from scamtriage.records.evidence import SAVED
from scamtriage.records.facts.contact import PAID
from scamtriage.records.relation import Group, RelatedSite, Relations, Shared
from scamtriage.relate.traits import Trait, name_of, page_was_read, traits

LANDING = "landing"
"""The kind of a place to which a site leads. Strangers lead to malls, search engines and names for sale."""
RETOLD = "recounted"
"""The ruling of a page that reads like a report of a scam: the wallets and numbers on it are the scammer's, and quoted."""


def relate(rows: Iterable[Assessment | Refusal], links: Links) -> Relations:
    """Return the groups of sites and what they share. Memory grows with the number of distinct values: about five kilobytes per site."""
    sites: dict[str, RelatedSite] = {}
    seen: set[str] = set()
    honest: set[str] = set()
    telling: set[str] = set()
    # what is shared -> its sites, each with the digest of the first evidence that shows it
    holders: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    spelled: dict[tuple[str, str], Trait] = {}
    for row in rows:
        if isinstance(row, Refusal):
            continue
        name = name_of(row.target)
        sites[name] = _worst(sites.get(name), row, name)
        if page_was_read(row):
            seen.add(name)
        if row.verdict is Verdict.LIKELY_BENIGN or "official" in row.states:  # another row of the same site may lack this
            honest.add(name)
        if RETOLD in row.held_by:
            telling.add(name)
        for trait in traits(row, links):
            same = trait.same
            holders[same].setdefault(name, row.evidence_digest)
            spelled[same] = min(spelled.get(same, trait), trait)
    honest = {name for name in honest if sites[name].verdict.rank < Verdict.SUSPICIOUS.rank}
    telling = {name for name in telling if sites[name].verdict is Verdict.SUSPICIOUS}
    mild = {name for name, site in sites.items() if site.verdict.rank < Verdict.SUSPICIOUS.rank}
    shared = [_shared(spelled[same], names, honest, telling, mild, links) for same, names in holders.items() if len(names) > 1]
    hand = _joined(shared, links)
    groups = _groups(hand, shared, sites)
    grouped = {site.name for group in groups for site in group.sites}
    return Relations(
        groups=tuple(sorted(groups, key=lambda group: (-group.sites[0].verdict.rank, -len(group.sites), group.sites[0].name))),
        common=tuple(sorted((one for one in shared if not one.weight), key=lambda one: (-len(one.sites), one.kind, one.value))),
        alone=tuple(sorted(sites.keys() & seen - grouped)),
        unseen=tuple(sorted(sites.keys() - seen)),
    )


def _worst(before: RelatedSite | None, row: Assessment, name: str) -> RelatedSite:
    here = RelatedSite(
        name=name, host=row.target.host, verdict=row.verdict, probability=row.probability,
        scam_types=tuple(one.type for one in row.scam_types), observed_at=None if SAVED in row.flags else row.observed_at,
    )  # fmt: skip
    if before is None:
        return here
    worse = here if (here.verdict.rank, here.probability) > (before.verdict.rank, before.probability) else before
    return replace(worse, lines=before.lines + 1)


def _shared(trait: Trait, holders: dict[str, str], honest: set[str], telling: set[str], mild: set[str], links: Links) -> Shared:
    """`honest`: who may quote what others own; `telling`: who reports of them; `mild`: who is accused of nothing."""
    kind, names = links.kinds[trait.kind], tuple(sorted(holders))
    weight, most = kind.weight, kind.most
    if len(owners := tuple(name for name in names if name not in telling)) > 1:
        names = owners  # one page that reads like a report, which anybody can write, takes nothing from what the others share
    apart = mild if trait.kind == LANDING else honest | telling
    others = tuple(name for name in names if name not in apart)
    if (trait.kind in PAID or trait.kind == LANDING) and len(others) > 1:
        names = others  # a site that warns of a wallet does not own it
    elif len(others) < len(names) and (kind.family == CONTACT or trait.kind == LANDING or (trait.kind in PAID | links.copied and others)):
        weight *= links.quoted
        if not links.alone(trait.kind, weight):
            most = min(most or links.most_quoted, links.most_quoted)
    if most and len(names) > most:
        weight = 0.0
    seen = {name: holders[name] for name in names} if weight else {}
    return Shared(kind=trait.kind, value=trait.value, sites=names, weight=weight, says=kind.says.format(value=trait.value), evidence=seen)


class _Partition:
    """A union-find: which sites are of one group."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def root(self, name: str) -> str:
        """The representative of the group of a site; itself, if it was joined to none."""
        parent = self._parent
        while (above := parent.setdefault(name, name)) != name:
            parent[name] = parent[above]
            name = parent[name]
        return name

    def join(self, first: str, second: str) -> None:
        """Make one group of those of both. The representative is that of `second`."""
        self._parent[self.root(first)] = self.root(second)

    def roots(self) -> dict[str, str]:
        """Joined site -> representative of its group."""
        return {name: self.root(name) for name in list(self._parent)}


def _joined(shared: list[Shared], links: Links) -> dict[str, str]:
    """Return linked site -> representative of its group.

    Weak edges are added up for one site and its partners at a time: the pairs of all sites together would not fit into memory.
    """
    groups = _Partition()
    weak: dict[str, list[Shared]] = defaultdict(list)
    for one in shared:
        if one.weight and links.alone(one.kind, one.weight):
            for name in one.sites[1:]:
                groups.join(name, one.sites[0])
        elif one.weight:
            for name in one.sites:
                weak[name].append(one)
    for first, things in weak.items():
        for second, families in _added_up(first, things, links).items():
            if math.fsum(min(weight, links.families.get(family, weight)) for family, weight in families.items()) >= links.enough:
                groups.join(first, second)
    return groups.roots()


def _added_up(first: str, things: list[Shared], links: Links) -> dict[str, dict[str, float]]:
    """Return site behind `first` in the order of names -> family of things that both share -> weight of these in nats.

    "" is the family of what an imitator copies: several values of an honest site count once.
    """
    partners: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    copied: dict[str, float] = defaultdict(float)
    for one in things:
        kind = links.kinds[one.kind]
        for second in one.sites[bisect_right(one.sites, first) :]:
            if one.weight < kind.weight:
                copied[second] = max(copied[second], one.weight)
            else:
                partners[second][kind.family] += one.weight
    for second, weight in copied.items():
        partners[second][""] = weight
    return partners


def _groups(hand: dict[str, str], shared: list[Shared], sites: dict[str, RelatedSite]) -> list[Group]:
    """Return the sites of each group, with the values that at least two of them share."""
    members: dict[str, list[RelatedSite]] = defaultdict(list)
    within: dict[str, list[Shared]] = defaultdict(list)
    for name, one_hand in hand.items():
        members[one_hand].append(sites[name])
    for one in shared:
        kept: dict[str, list[str]] = defaultdict(list)
        for name in one.sites if one.weight else ():
            if name in hand:
                kept[hand[name]].append(name)
        for one_hand, names in kept.items():
            if len(names) > 1:
                within[one_hand].append(replace(one, sites=tuple(names), evidence={name: one.evidence[name] for name in names}))
    return [
        Group(
            sites=tuple(sorted(found, key=lambda site: (-site.verdict.rank, -site.probability, site.name))),
            shared=tuple(sorted(within[one_hand], key=lambda one: (-one.weight, -len(one.sites), one.kind, one.value))),
        )
        for one_hand, found in members.items()
        if len(found) > 1
    ]
