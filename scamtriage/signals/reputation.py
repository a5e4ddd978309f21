"""Measures on lists of well-known names. They acquit little, and less with age."""

from datetime import date

from scamtriage.records.facts import Listing
from scamtriage.records.findings import Measurement
from scamtriage.signals.measurement import NO, NOT_APPLICABLE
from scamtriage.signals.view import View

POPULAR_DAYS, KNOWN_DAYS = 365, 730
"""Days after which a list has no weight. Popularity changes within a year, what a bank or university is within two."""
TOP = 20_000
"""Most entries of a list that holds only the best-known names."""
MUCH_VISITED, VISITED, VOUCHED_FOR = -1.6, -0.6, -1.6
"""Nats. The lists also hold gambling and hacked sites, and explain 38 % of confirmed false alarms ("indicators of benignity", NDSS
2026)."""


def popular(view: View) -> Measurement:
    """Number of entries of the smallest list of popular names that holds the host."""
    return _best(view, "popular", POPULAR_DAYS)


def vouched_for(view: View) -> Measurement:
    """Number of entries of the list of vetted bodies that holds the registrable name."""
    return _best(view, "known", KNOWN_DAYS)


def _best(view: View, sort: str, days: int) -> Measurement:
    reputation = view.reputation
    if reputation is None:
        return NOT_APPLICABLE
    own = [one for one in reputation.listings if one.sort == sort and not (view.lent and one.name != view.target.host)]
    if not own:
        return NO
    day = view.moment("reputation").toordinal() - days
    oldest = date.fromordinal(max(day, date.min.toordinal())).isoformat()  # ISO dates sort chronologically
    best = min(own, key=lambda one: (one.as_of < oldest, one.entries, one.list))
    weight = 0.0 if best.as_of < oldest else _weight(best)
    return Measurement(value=float(best.entries), shown={"list": best.list, "name": best.name, "as_of": best.as_of}, weight=weight)


def _weight(best: Listing) -> float:
    if best.sort == "known":
        return VOUCHED_FOR
    return MUCH_VISITED if best.entries <= TOP else VISITED
