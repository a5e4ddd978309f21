"""Measures on lists of well-known names: evidence that fades, never an alibi."""

from datetime import date

from scamtriage.records.assessment import Measurement
from scamtriage.records.facts import Listing
from scamtriage.signals.measurement import NO, NOT_APPLICABLE
from scamtriage.signals.view import View

POPULAR_DAYS, KNOWN_DAYS = 365, 730
"""Days after which a list weighs nothing: who is popular changes within a year, what a bank or a university is within two."""
TOP = 20_000
"""Entries up to which a list holds the very best known."""
MUCH_VISITED, VISITED, VOUCHED_FOR = -1.6, -0.6, -1.6
"""Nats. The lists name gambling and hacked sites too, and explain 38 % of confirmed false alarms ("indicators of benignity", NDSS 2026)."""


def popular(view: View) -> Measurement:
    """The smallest list of popular names that holds the host, by its number of entries."""
    return _best(view, "popular", POPULAR_DAYS)


def vouched_for(view: View) -> Measurement:
    """The list of vetted bodies that holds the registrable name, by its number of entries."""
    return _best(view, "known", KNOWN_DAYS)


def _best(view: View, sort: str, days: int) -> Measurement:
    reputation = view.reputation
    if reputation is None:
        return NOT_APPLICABLE
    own = [one for one in reputation.listings if one.sort == sort and not (view.lent and one.name != view.target.host)]
    if not own:
        return NO
    day = view.moment("reputation").toordinal() - days
    oldest = date.fromordinal(max(day, date.min.toordinal())).isoformat()  # ISO dates sort as they follow each other
    best = min(own, key=lambda one: (one.as_of < oldest, one.entries, one.list))
    weight = 0.0 if best.as_of < oldest else _weight(best)
    return Measurement(value=float(best.entries), shown={"list": best.list, "name": best.name, "as_of": best.as_of}, weight=weight)


def _weight(best: Listing) -> float:
    if best.sort == "known":
        return VOUCHED_FOR
    return MUCH_VISITED if best.entries <= TOP else VISITED
