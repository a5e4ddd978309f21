"""Offers of work in scam compounds, by how those who come are brought in and kept."""

import re
from collections.abc import Collection, Iterator

from scamtriage.knowledge.language.folding import without_accents
from scamtriage.knowledge.language.negation import negated
from scamtriage.knowledge.language.phrases import compiled, words
from scamtriage.knowledge.language.quoting import Find, quotation
from scamtriage.knowledge.language.vocabulary import LANGUAGES
from scamtriage.records.assessment import Measurement
from scamtriage.signals.measurement import NO, in_page, once
from scamtriage.signals.page.distances import in_head
from scamtriage.signals.page.occurrences import TEXT, TITLE
from scamtriage.signals.unproven import nobodys
from scamtriage.signals.view import View

TABLE = "recruitment"
LED, KEPT = ("entry", "crossing"), ("papers", "telephone", "repay")
"""Classes of how workers are brought in, as tourists or by those who know the way over the border, and of what keeps them: passports and
telephones handed in, costs to be repaid by who leaves. One of all these stands in honest contracts, two hardly ever."""
EVERYDAY = frozenset({"entry"})
"""Of these, what says nothing alone: most who are taken on in a hostel come as tourists."""
NEGATIVE = frozenset({"crossing"})
"""Of these, what is itself said by a denial ("no passport needed")."""
MOST_CHARS = 10_000
"""Characters in which they are searched for."""
FURTHEST = 1_500
"""Characters at most between a place and what holds the workers there."""
WARNINGS = 3
"""Different words of warning from which a page tells of such offers; recruiters protest that they are honest in one or two."""
DENIED_CHARS, OWN_CHARS = 45, 25
_SENTENCE_END = re.compile(r"[.!?;\n。！？।။]")


def led_in(view: View) -> Measurement:
    """How many of LED an offer of desk work in a place of scam compounds names. See `_ways`."""
    return _named(view, LED)


def kept_there(view: View) -> Measurement:
    """How many of KEPT an offer of desk work in a place of scam compounds names. See `_ways`."""
    return _named(view, KEPT)


def _named(view: View, classes: Collection[str]) -> Measurement:
    found = [find for name, find in _ways(view).items() if name in classes]
    if not found:
        return NO
    quote = quotation(found)
    return Measurement(value=float(len(found)), shown={"count": len(found), "quote": quote}, pointers=in_page("page.text", quote))


@once
def _ways(view: View) -> dict[str, Find]:
    """Class -> where an offer of desk work in a place of scam compounds says so. Empty where the page only tells of such offers, or gives
    no private line to answer, and where it is a single class, unless the place is a town of compounds and nothing shows whose the page
    is."""
    if not view.identity.messengers or not _names_a_place(view) or _tells(view):
        return {}
    text = view.page.text[:MOST_CHARS]
    bare = without_accents(text.lower())
    if len(bare) != len(text):  # marks that no letter bears: positions in one are not those in the other
        text = bare
    title = without_accents(view.text.found.texts[TITLE].lower())
    if not compiled(TABLE, "posts").search(bare) or not any(compiled(TABLE, "work").search(one) for one in (title, bare)):
        return {}
    towns, countries = ([m.start() for m in compiled(TABLE, name).finditer(bare)] for name in ("towns", "countries"))
    headed = [0] if any(compiled(TABLE, name).search(title) for name in ("towns", "countries")) else []
    ways: dict[str, Find] = {}
    for name in (*LED, *KEPT) if towns or countries or headed else ():
        said = next((find for find in _said(view, name, text, bare) if _near(find.start, (*towns, *countries, *headed))), None)
        if said is not None:
            ways[name] = said
    if len(ways) < 2 and (ways.keys() <= EVERYDAY or not towns or not nobodys(view)):
        return {}
    return {} if compiled(TABLE, "told").search(bare) else ways


def _near(start: int, places: Collection[int]) -> bool:
    return any(abs(start - at) <= FURTHEST for at in places)


def _names_a_place(view: View) -> bool:
    """Whether work in such a place may be offered. Cheap: most pages end here. Words of work are known in LANGUAGES alone, in Vietnamese
    with its accents."""
    text, language = view.text, view.page.language
    if text.holds(("place",)) and (text.holds(("job", "perk")) or language not in LANGUAGES or language == "vi"):
        return True
    low = view.page.text[:MOST_CHARS].lower()
    return any(mark in low for mark in words(TABLE, "marks"))


def _tells(view: View) -> bool:
    text = view.text
    if text.tells or text.about or in_head(text.warning_hits):
        return True
    return len(text.different(text.warning_hits)) >= WARNINGS


def _said(view: View, name: str, text: str, bare: str) -> Iterator[Find]:
    """What the page itself says of a class: not denied, not told of others, and not of papers in their owners' hands."""
    for match in compiled(TABLE, name).finditer(bare):
        start, end = match.span()
        if view.text.warned(TEXT, start) or compiled(TABLE, "own_hands").search(bare, start, end + OWN_CHARS):
            continue
        if name not in NEGATIVE:
            before = _SENTENCE_END.split(bare[max(0, start - DENIED_CHARS) : start])[-1]
            if compiled(TABLE, "denied").search(before) or negated(text, start, end):
                continue
        yield Find(text, start, end)
