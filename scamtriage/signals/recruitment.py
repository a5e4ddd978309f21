"""Offers of work in scam compounds, by how those who come are brought in and kept."""

from collections.abc import Collection, Iterator
from functools import cache

from scamtriage.knowledge.language.folding import without_accents
from scamtriage.knowledge.language.negation import negated
from scamtriage.knowledge.language.phrases import compiled
from scamtriage.knowledge.language.quoting import Find, quotation
from scamtriage.knowledge.language.vocabulary import LANGUAGES
from scamtriage.records import lazy_re
from scamtriage.records.findings import Measurement
from scamtriage.signals.measurement import NO, in_page, once
from scamtriage.signals.page.distances import in_head, one_within
from scamtriage.signals.page.marks import MOST_CHARS, holds_mark, laid_bare
from scamtriage.signals.page.occurrences import HEADING, TEXT, TITLE
from scamtriage.signals.view import View

TABLE = "recruitment"
LED, KEPT = ("entry", "crossing"), ("papers", "telephone", "repay")
"""Classes of how workers are brought in, as tourists or by those who know the way over the border, and of what keeps them: passports and
telephones handed in, costs to be repaid by who leaves. One of all these stands in honest contracts, two hardly ever."""
EVERYDAY = frozenset({"entry"})
"""Of these, what says nothing alone: most who are taken on in a hostel come as tourists."""
NEGATIVE = frozenset({"crossing"})
"""Of these, what is itself said by a denial ("no passport needed")."""
FURTHEST, PAID_CHARS = 1_500, 300
"""Characters at most between a place or an offer and what holds the workers there, and between a post and its pay."""
PAST = 2
"""Different words of what happened from which a page tells what somebody lived through."""
WARNINGS = 3
"""Different words of warning from which a page tells of such offers; recruiters protest that they are honest in one or two."""
DENIED_CHARS, WAIVED_CHARS, OWN_CHARS = 45, 20, 25
_SENTENCE_END = lazy_re.compile(r"[.!?;\n。！？।။]")


def led_in(view: View) -> Measurement:
    """How many ways in that honest work does not have (as a tourist, over the border unseen) an offer of desk work in a place of scam
    compounds names."""
    return _named(view, LED)


def kept_there(view: View) -> Measurement:
    """How many means to keep workers (passports, telephones, costs to repay) an offer of desk work in a place of scam compounds names."""
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
    no private line to answer, and where it is a single class, unless the place is a town of compounds and nothing shows whose the page is.
    Where nobody is kept, the border must be passed by a lie or unseen: tours and hotels do all else."""
    if not view.identity.messengers or not _names_a_place(view) or _tells(view):
        return {}
    bare, text = laid_bare(view)
    title = without_accents(view.text.found.texts[TITLE].lower())
    if not compiled(TABLE, "posts").search(bare) or not any(compiled(TABLE, "work").search(one) for one in (title, bare)):
        return {}
    towns, countries = ([m.start() for m in compiled(TABLE, name).finditer(bare)] for name in ("towns", "countries"))
    headed = [0] if any(compiled(TABLE, name).search(title) for name in ("towns", "countries")) else []
    places = sorted((*towns, *countries, *headed))
    offers = cache(lambda: _offers(title, bare))  # hardly a page needs to know
    ways: dict[str, Find] = {}
    for name in (*LED, *KEPT) if places else ():
        near = (find for find in _said(view, name, text, bare) if one_within(places, find.start - FURTHEST, find.start + FURTHEST))
        if (said := next((find for find in near if one_within(offers(), find.start - FURTHEST, find.start + FURTHEST)), None)) is not None:
            ways[name] = said
    if len(ways) < 2 and (ways.keys() <= EVERYDAY or not towns or not view.identity.nobodys):
        return {}
    if ways.keys().isdisjoint(KEPT) and not compiled(TABLE, "unseen").search(bare):
        return {}
    return {} if _sells(view) or _tells_of_others(bare) else ways


def _offers(title: str, bare: str) -> list[int]:
    """Where desk work is offered for pay, sorted: a page that sells journeys has a service for customers, and vacancies elsewhere."""
    work = [m.start() for m in compiled(TABLE, "work").finditer(bare)]
    posts = [m.start() for m in compiled(TABLE, "posts").finditer(bare)]
    headed = compiled(TABLE, "work").search(title)
    return posts if headed else [at for at in posts if one_within(work, at - PAID_CHARS, at + PAID_CHARS)]


def _tells_of_others(bare: str) -> bool:
    if compiled(TABLE, "told").search(bare):
        return True
    return len({match[0] for match in compiled(TABLE, "past").finditer(bare)}) >= PAST


def _sells(view: View) -> bool:
    """Whether title and headings speak of journeys, visas or what is let, and of no work: such pages name the same borders and papers, pay
    by the month and a service for customers. Who seeks workers says so there."""
    texts = view.text.found.texts
    head = without_accents(f"{texts[TITLE]}\n{texts[HEADING]}"[:MOST_CHARS].lower())
    sold, *offered = (compiled(TABLE, name).search(head) for name in ("trades", "posts", "work"))
    return bool(sold) and not any(offered)


def _names_a_place(view: View) -> bool:
    """Whether work in such a place may be offered. Cheap: most pages end here. Words of work are known in LANGUAGES alone, in Vietnamese
    with its accents."""
    text, language = view.text, view.page.language
    if text.holds(("place",)) and (text.holds(("job", "perk")) or language not in LANGUAGES or language == "vi"):
        return True
    return holds_mark(view, TABLE)


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
            if compiled(TABLE, "waived").search(bare, max(start, end - WAIVED_CHARS), end):
                continue
        yield Find(text, start, end)
