"""Finds text written by visitors: comments, reviews, posts of a board, classified ads. It does not count as the site's own.

Where such an element begins and ends in the text, the reader of the page says (`guest_marks`): to look for its lines in the text, as they
stand in the markup, a visitor need only write one of them so that it is shown otherwise.
"""

import html
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from msgspec.structs import replace

from scamtriage.knowledge.small_tables import small_tables
from scamtriage.parse.html.tokens import attributes, tag_end
from scamtriage.records import lazy_re
from scamtriage.records.facts import Contact
from scamtriage.records.facts.contact import GUEST

Place = tuple[int, int]
GUESTS, BOARD, MAYBE = "guest", "board", "maybe guest"
"""Whose words stand in an element, by its name: those of visitors; those of others, or the site's own posts and offers; those of visitors,
or what a site says of itself in their name. They are also what the pre-scan calls the markup that holds such a name."""
KINDS = (GUESTS, BOARD, MAYBE)
STEMS = {
    GUESTS: ("comment", "review", "repl", "guestbook"),
    BOARD: ("post", "topic", "thread", "listing", "classified", "advert", "answer"),
    MAYBE: ("testimonial", "feedback", "rating", "opinion", "message", "user-content", "user-generated", "shout"),
}
"""Parts of the names of such elements. The pre-scan has already found one of them in an element's name."""
_OWN_POST = "hentry"
"""Class beside "post" that WordPress and Blogger give to the site's own articles."""
_BEFORE = 300
"""Characters of a tag that are read before the word that names it."""
_NAMED = lazy_re.compile(r"[^\s/#]+")
_TAG = lazy_re.compile(r"<([a-z][a-z0-9-]*+)(?=[\s>])", re.IGNORECASE)
_REST_OF_TAG = r"(?:[^<>\"']++|\"[^\"]{0,2000}+\"|'[^']{0,2000}+')*+>"
NAMING = ("class", "id", "itemprop", "itemtype")
"""The attributes that name an element."""


def kind_of(tag: str, given: Mapping[str, str | None]) -> str:
    """Return whose words stand in an element, one of KINDS; "" for the site's own."""
    if tag in ("body", "html"):
        return ""
    names = {name for key in NAMING for name in _NAMED.findall((given.get(key) or "")[:400].lower())}
    if "-" in tag:  # an element of the site's own making
        names.add(tag)
    for kind in KINDS:
        if not _names(kind).isdisjoint(names - {"post"} if _OWN_POST in names else names):
            return kind
    return ""


def elements_of(kind: str) -> list[str]:
    """Return the names that elements of a site's own making may have."""
    return [name for name in _names(kind) if "-" in name and all(part.isalpha() for part in name.split("-"))]


def _names(kind: str) -> frozenset[str]:
    tables = small_tables()
    return {GUESTS: tables.guest_places, BOARD: tables.board_places, MAYBE: tables.maybe_guest_places}[kind].words


def guests_text(places: Mapping[str, Sequence[Place]], chars: int) -> tuple[tuple[Place, ...], tuple[Place, ...]]:
    """Return the ranges of a visible text of so many characters that visitors wrote, and those that they may have written.

    `places`: kind -> ranges. A site writes posts and offers itself as well, so they count as visitors' only if they are less than half of
    the text. What may be visitors' never stands in for what is.
    """
    theirs = [place for kind in kinds_of_others(places, chars) for place in places.get(kind, ())]
    return tuple(_together(theirs)), tuple(_together(places.get(MAYBE, ())))


def kinds_of_others(places: Mapping[str, Sequence[Place]], chars: int) -> tuple[str, ...]:
    """Return the kinds that count as visitors' words: see `guests_text`."""
    return (GUESTS, BOARD) if 2 * sum(stop - start for start, stop in places.get(BOARD, ())) < chars else (GUESTS,)


def _together(places: Sequence[Place]) -> list[Place]:
    """Return the outermost of these places, in order; what overlaps is one."""
    found: list[Place] = []
    for start, stop in sorted(places):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(stop, found[-1][1]))
        else:
            found.append((start, stop))
    return found


def guests_markup(markup: str, kinds: Sequence[str]) -> list[Place]:
    """Return the ranges of the markup that are content of such elements, the outermost only. Linear, because found ranges are skipped."""
    found: list[Place] = []
    at = 0
    for hint in _hints(markup, [stem for kind in kinds for stem in STEMS[kind]]):
        if hint < at:
            continue
        begin = markup.rfind("<", max(0, hint - _BEFORE), hint)
        tag = _TAG.match(markup, begin) if begin >= 0 else None
        end = tag_end(markup, tag.end()) if tag is not None else -1
        if tag is None:
            continue
        if end < 0:  # this tag never ends, so no later one does
            break
        at = max(at, end + 1)
        if end < hint or kind_of(tag[1].lower(), attributes(markup, tag.end(), end)) not in kinds:
            continue
        close = _close(tag[1].lower(), markup, end + 1)
        found.append((end + 1, close))
        at = close
    return found


def _hints(markup: str, stems: Sequence[str]) -> list[int]:
    """Return the offsets of the stems, in order, whatever the case of their letters. Each is looked for by itself, which is faster than a
    regular expression, in one byte a character: no other character is any of theirs, and small letters of all scripts cost twice that."""
    low, found = markup.encode("latin-1", "replace").lower(), list[int]()
    for stem in map(str.encode, stems):
        at = low.find(stem)
        while at >= 0:
            found.append(at)
            at = low.find(stem, at + len(stem))
    return sorted(found)


def _close(name: str, markup: str, start: int) -> int:
    """Return the offset at which the element ends whose content begins at `start`; the end of the page if it is never closed."""
    depth = 1
    for tag in _tags(name).finditer(markup, start):
        depth += -1 if tag[1] == "/" else 0 if tag[1] is None else 1
        if not depth:
            return tag.start()
    return len(markup)


@lru_cache(maxsize=64)
def _tags(name: str) -> re.Pattern[str]:
    """Return the pattern of all tags, whose first group tells those of this name from others: what is written in a value closes nothing."""
    return re.compile(rf"<(?:(/?){name}(?=[\s/>])(?:{_REST_OF_TAG})?+|[a-z]{_REST_OF_TAG})", re.IGNORECASE)


def marked(contacts: tuple[Contact, ...], markup: str, visible: str, kinds: Sequence[str], texts: Sequence[Place]) -> tuple[Contact, ...]:
    """Flag the contacts that stand only where visitors write, in elements of these kinds, and return all contacts. `texts`: those ranges of
    the visible text, in which a contact may be spelled otherwise than in the markup."""
    inside, outside = _parted(markup, guests_markup(markup, kinds))
    shown, own = _parted(visible, texts)
    return tuple(
        replace(c, flags=(*c.flags, GUEST))
        if (_stands(c, inside) or _stands(c, shown)) and not _stands(c, outside) and not _stands(c, own)
        else c
        for c in contacts
    )


def _parted(text: str, places: Sequence[Place]) -> tuple[str, str]:
    """Return (what stands in these ranges, what stands outside)."""
    edges = [0, *(edge for place in places for edge in place), len(text)]
    own = "\f".join(text[start:stop] for start, stop in zip(edges[::2], edges[1::2], strict=True))
    return "\f".join(text[start:stop] for start, stop in places), own


def _stands(contact: Contact, text: str) -> bool:
    return bool(contact.raw) and (contact.raw in text or html.escape(contact.raw) in text)
