"""Which sites are linked: each value that several of them show is an edge, weak ones add up within a pair."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import combinations

from scamtriage.knowledge.links import CONTACT, Links
from scamtriage.records.assessment import Assessment, Refusal, Verdict
from scamtriage.records.frozen import changed
from scamtriage.records.relation import Group, RelatedSite, Relations, Shared
from scamtriage.relate.traits import Trait, name_of, page_was_read, traits


def relate(rows: Iterable[Assessment | Refusal], links: Links) -> Relations:
    """What these rows share. Memory grows with the number of distinct values: about five kilobytes a site."""
    sites: dict[str, RelatedSite] = {}
    seen: set[str] = set()
    holders: dict[Trait, dict[str, None]] = defaultdict(dict)
    for row in rows:
        if isinstance(row, Refusal):
            continue
        name = name_of(row)
        sites[name] = _worst(sites.get(name), row, name)
        if page_was_read(row):
            seen.add(name)
        for trait in traits(row, links):
            holders[trait][name] = None
    shared = [_shared(trait, tuple(sorted(names)), sites, links) for trait, names in holders.items() if len(names) > 1]
    parts = _joined(shared, links)
    groups = [_group(members, shared, sites) for members in parts if len(members) > 1]
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
        scam_types=tuple(one.type for one in row.scam_types), observed_at=row.observed_at,
    )  # fmt: skip
    if before is None:
        return here
    worse = here if (here.verdict.rank, here.probability) > (before.verdict.rank, before.probability) else before
    return changed(worse, lines=before.lines + 1)


def _shared(trait: Trait, names: tuple[str, ...], sites: dict[str, RelatedSite], links: Links) -> Shared:
    kind = links.kinds[trait.kind]
    weight = kind.weight
    if kind.family == CONTACT and any(sites[name].verdict is Verdict.LIKELY_BENIGN for name in names):
        weight *= links.quoted
    if kind.most and len(names) > kind.most:
        weight = 0.0
    return Shared(kind=trait.kind, value=trait.value, sites=names, weight=weight, says=kind.says.format(value=trait.value))


def _joined(shared: list[Shared], links: Links) -> list[set[str]]:
    """The sites in as many sets as there are hands, as far as the links tell."""
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        while (above := parent.setdefault(name, name)) != name:
            parent[name] = parent[above]
            name = parent[name]
        return name

    pairs: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for one in shared:
        if not one.weight:
            continue
        if links.alone(one.kind, one.weight):
            for name in one.sites[1:]:
                parent[root(name)] = root(one.sites[0])
            continue
        for pair in combinations(one.sites, 2):
            pairs[pair][links.kinds[one.kind].family] += one.weight  # type: ignore[assignment]
    for (first, second), families in pairs.items():
        if sum(min(nats, links.families[family]) for family, nats in families.items()) >= links.enough:
            parent[root(first)] = root(second)
    parts: dict[str, set[str]] = defaultdict(set)
    for name in parent:
        parts[root(name)].add(name)
    return list(parts.values())


def _group(members: set[str], shared: list[Shared], sites: dict[str, RelatedSite]) -> Group:
    within = [changed(one, sites=kept) for one in shared if one.weight and len(kept := tuple(n for n in one.sites if n in members)) > 1]
    return Group(
        sites=tuple(sorted((sites[name] for name in members), key=lambda site: (-site.verdict.rank, -site.probability, site.name))),
        shared=tuple(sorted(within, key=lambda one: (-one.weight, -len(one.sites), one.kind, one.value))),
    )
