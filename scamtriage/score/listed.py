"""The user's own lists beside the sum: a state and a reason that can be told, never a number."""

from collections.abc import Iterable

from msgspec.structs import replace

from scamtriage.records.assessment import Assessment
from scamtriage.records.facts import PageFacts
from scamtriage.records.userlist import UserList

STATES = {"allow": "on-allow-list", "block": "on-block-list"}


def mark(row: Assessment, lists: Iterable[UserList]) -> Assessment:
    """The same assessment with what each list says of it. Log-odds, probability and verdict stay what the evidence made them."""
    page = row.evidence["page"].facts if "page" in row.evidence else None
    landing = (page.final_host, page.final_url) if isinstance(page, PageFacts) and page.final_host else None
    said = tuple(one.about(row.target.host, row.target.url, landing) for one in lists)
    states = {STATES[one.kind] for one in said if one.matches}
    return replace(row, lists=said, states=tuple(sorted({*row.states, *states})))
