"""Marks beside the sum: what the user's own lists say, and whether the name is to answer for the page that it led to.

No mark moves a number: log-odds, probability and verdict stay what the evidence made them.
"""

import math
from collections.abc import Iterable
from urllib.parse import urlsplit

from msgspec.structs import replace

from scamtriage.knowledge.catalog import Catalog
from scamtriage.knowledge.infrastructure import is_shared
from scamtriage.records.assessment import Assessment, Verdict
from scamtriage.records.facts import PageFacts
from scamtriage.records.userlist import UserList
from scamtriage.score.verdict import level

STATES = {"allow": "on-allow-list", "block": "on-block-list"}
_THERE = frozenset({"page", "fetch", "looks"})
"""What was seen where the name led."""


def mark(row: Assessment, lists: Iterable[UserList]) -> Assessment:
    """The same assessment with what each list says of it."""
    page = row.evidence["page"].facts if "page" in row.evidence else None
    landing = (page.final_host, page.final_url) if isinstance(page, PageFacts) and page.final_host else None
    said = tuple(one.about(row.target.host, row.target.url, landing) for one in lists)
    states = {STATES[one.kind] for one in said if one.matches}
    return replace(row, lists=said, states=tuple(sorted({*row.states, *states})))


def spared(row: Assessment, catalog: Catalog) -> Assessment:
    """The row, marked for a person where it accuses a page under another name and the name itself is not suspicious without it. A front
    page is its owner's, what lies under a name that many share is its maker's, and of what stands on the desk's own block list the desk is
    sure. Honest sites have addresses that send on wherever somebody writes."""
    if row.verdict.rank < Verdict.SUSPICIOUS.rank or not row.landed or _is_its_own(row) or is_shared(row.target.host):
        return row
    rows = [(catalog.rows.get(c.reading.signal), c.log_odds) for c in row.contributions]
    alone = math.fsum(nats for one, nats in rows if one is not None and one.family != "combo" and _THERE.isdisjoint(one.needs))
    if level(alone, 1.0, catalog.scoring).rank >= Verdict.SUSPICIOUS.rank:
        return row
    return replace(row, states=tuple(sorted({*row.states, "needs-human"})))


def _is_its_own(row: Assessment) -> bool:
    url = urlsplit(row.target.url)
    if url.path in ("", "/") and not url.query:
        return True
    return any(match.where == "target" for one in row.lists if one.kind == "block" for match in one.matches)
