"""Marks beside the sum: the user's own lists, and whether the name is responsible for its landing page.

Marks never change log-odds, probability or verdict.
"""

import math
from collections.abc import Iterable

from msgspec.structs import replace

from scamtriage.knowledge.hosts.lent_names import is_shared
from scamtriage.knowledge.hosts.urlparts import page_of
from scamtriage.knowledge.judgement.catalog import Catalog
from scamtriage.records.assessment import Assessment, Verdict
from scamtriage.records.facts import PageFacts
from scamtriage.records.userlist import UserList
from scamtriage.score.case import level

STATES = {"allow": "on-allow-list", "block": "on-block-list"}
_THERE = frozenset({"page", "fetch", "looks"})
"""Collectors that observe the page at which the name's redirects end."""


def mark(row: Assessment, lists: Iterable[UserList]) -> Assessment:
    """Add what each list says about the target and its landing page."""
    page = row.facts("page", PageFacts)
    landing = (page.final_host, page.final_url) if page is not None and page.final_host else None
    said = tuple(one.about(row.target.host, row.target.url, landing) for one in lists)
    states = {STATES[one.kind] for one in said if one.matches}
    return replace(row, lists=said, states=tuple(sorted({*row.states, *states})))


def spared(row: Assessment, catalog: Catalog) -> Assessment:
    """Add `needs-human` if the row accuses a landing page under another name and the target itself is not suspicious. Reason: an open
    redirect on an honest site may lead anywhere. Exempt are front pages, names shared by many users, and targets on the user's own block
    list."""
    if row.verdict.rank < Verdict.SUSPICIOUS.rank or not row.landed or _is_its_own(row) or is_shared(row.target.host):
        return row
    rows = [(catalog.rows.get(c.reading.signal), c.log_odds) for c in row.contributions]
    alone = math.fsum(nats for one, nats in rows if one is not None and one.family != "combo" and _THERE.isdisjoint(one.needs))
    if level(alone, 1.0, catalog.scoring).rank >= Verdict.SUSPICIOUS.rank:
        return row
    return replace(row, states=tuple(sorted({*row.states, "needs-human"})))


def _is_its_own(row: Assessment) -> bool:
    if page_of(row.target.url).rstrip("?") in ("", "/"):
        return True
    return any(match.where == "target" for one in row.lists if one.kind == "block" for match in one.matches)
