"""Gambling that a page offers, and what public bodies' and old names are broken into for: gambling and loans."""

from scamtriage.knowledge.small_tables import small_tables
from scamtriage.records.findings import Measurement
from scamtriage.signals.measurement import NO
from scamtriage.signals.page.distances import Placed, in_head
from scamtriage.signals.page.occurrences import HIDDEN, Hit
from scamtriage.signals.page.text import PageText
from scamtriage.signals.schemes import meant, most_telling, told
from scamtriage.signals.view import View


def gambling_offer(view: View) -> Measurement:
    """Different words of gambling, plus one if title or heading holds one. The page must also name a way to pay in, which news does not,
    and some of the words must mean games alone: dentists wash ("cuci") and have slots, too."""
    words = _games(view)
    spoken = view.text.different(words)
    if not spoken or view.text.against_gambling or not (meant(view, PAID_IN) and _of_games_alone(view, words)):
        return NO
    head = in_head(words)
    return told(view, float(len(spoken) + (head is not None)), head or words[0], terms=most_telling(spoken))


PAID_IN = ("rail", "deposit", "withdraw")
GAMES_ALONE = 2
"""Fewest different words that mean games alone, of which none is in the head, nor used only by sellers."""


def _of_games_alone(view: View, words: list[Hit]) -> bool:
    elsewhere = small_tables().games_else.words
    alone = [h for h, word in view.text.spelled(words) if word not in elsewhere]
    if any(h.meaning.kind == "lexicon" and h.meaning.strength == 3 for h in alone) or in_head(alone) is not None:
        return True
    return len(view.text.different(alone)) >= GAMES_ALONE


def _games(view: View) -> list[Hit]:
    """Words of gambling that the page itself says."""
    return of_no_profession(view, view.text.meant("gamble") + _asserted(view, "gambling"))


def of_no_profession(view: View, games: list[Hit]) -> list[Hit]:
    """Those that are no part of what an honest trade is called: "free credit" in "free credit counselling"."""
    trades = Placed(view.text.words("profession")) if games else None
    return games if trades is None else [h for h in games if not trades.holds(h)]


def _asserted(view: View, scam_type: str) -> list[Hit]:
    """Terms of specificity 2 and more of one scam type that the page itself says."""
    return [h for h in view.text.lexicon_meant.get(scam_type, ()) if h.meaning.strength >= 2]


def parasite(view: View) -> Measurement:
    """1 if a school's or authority's name, or hidden text of an old one, offers gambling or loans. An old name must not redirect elsewhere.
    Public bodies also name what they warn of, raid and study. So visible words count only if many of them, or terms of the trade itself,
    are beside a way to pay in or a private line."""
    public = view.restricted or bool(view.owners)
    if not public and (view.lent or not view.stays or view.age_days is None or view.age_days < OLD_DAYS):
        return NO
    text = view.text
    against = text.against_gambling or _harm(view)
    for terms in (
        [] if against else _asserted(view, "gambling") + (text.meant("gamble") if view.restricted else []),
        _asserted(view, "loan-app"),
    ):
        at = next((h for h in terms if h.place == HIDDEN), None)
        if (at is not None and _of_the_trade(terms, text)) or (public and (at := in_head(terms)) is not None and _sold(view, terms)):
            return told(view, 1.0, at, term=text.said(at))
    return NO


OLD_DAYS = 1826
MANY_TERMS = 4
"""Fewest different words, plus one for title or heading, of an offer. A report of a raid uses fewer."""


def _harm(view: View) -> bool:
    """Whether title or heading of a public body warns or names addiction."""
    return in_head((*view.text.warning_hits, *view.text.words("addiction"))) is not None


def _of_the_trade(terms: list[Hit], text: PageText) -> bool:
    """Whether there are many different terms, or one that only sellers use."""
    return any(h.meaning.strength == 3 for h in terms) or len(text.different(terms)) + (in_head(terms) is not None) >= MANY_TERMS


def _sold(view: View, terms: list[Hit]) -> bool:
    ways = meant(view, PAID_IN) or view.identity.personal_messengers
    return bool(ways) and _of_the_trade(terms, view.text)
