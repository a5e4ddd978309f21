"""Finds text written by visitors: comments, reviews, posts of a board, classified ads. It does not count as the site's own."""

import html
import re
from collections.abc import Iterable
from functools import lru_cache

from msgspec.structs import replace

from scamtriage.knowledge.language.folding import normalise
from scamtriage.knowledge.small_tables import small_tables
from scamtriage.parse.html.document import BLOCKS
from scamtriage.parse.html.tokens import attributes, tag_end
from scamtriage.records.facts import Contact
from scamtriage.records.facts.contact import GUEST

Place = tuple[int, int]
_STEMS = ("comment", "review", "repl", "guestbook")
_BOARD_STEMS = ("post", "topic", "thread", "listing", "classified", "advert", "answer")
"""Parts of the names of such elements. The pre-scan has already found one of them in an element's name."""
_OWN_POST = "hentry"
"""Class beside "post" that WordPress and Blogger give to the site's own articles."""
_BEFORE = 300
"""Characters of a tag that are read before the word that names it."""
_NAMED = re.compile(r"[^\s/#]+")
_TAG = re.compile(r"<([a-z][a-z0-9]*+)(?=\s)", re.IGNORECASE)
_APART = re.compile(rf"</?(?:{'|'.join(sorted(BLOCKS))})(?=[\s/>])[^<>]*+>", re.IGNORECASE)
_WITHIN = re.compile(r"<[a-z/!][^<>]*+>", re.IGNORECASE)
_MAX_LINES, _MAX_MISSED = 2_000, 200
_FORMS = ("class", "id", "itemprop", "itemtype")


def guests_of(visible: str, markup: str, *, boards: bool) -> tuple[list[Place], tuple[Place, ...]]:
    """Return the places where visitors write: in the markup, and in the visible text.

    With `boards`, posts and listings are looked for too. A site writes those itself as well, so they count as visitors' only if they are
    less than half of the visible text.
    """
    places = guests_markup(markup)
    if boards:
        theirs = guests_markup(markup, board=True)
        if 2 * sum(stop - start for start, stop in guests_text(visible, markup, theirs)) < len(visible):
            places = _together(places + theirs)
    return places, guests_text(visible, markup, places)


def _together(places: list[Place]) -> list[Place]:
    """Return the outermost of these places, in order."""
    found: list[Place] = []
    for place in sorted(places, key=lambda place: (place[0], -place[1])):
        if not found or place[0] >= found[-1][1]:
            found.append(place)
    return found


def guests_markup(markup: str, *, board: bool = False) -> list[Place]:
    """Return the ranges of the markup that are content of such elements, the outermost only. Linear, because found ranges are skipped."""
    found: list[Place] = []
    names = (small_tables().board_places if board else small_tables().guest_places).words
    at = 0
    for hint in _hints(markup, _BOARD_STEMS if board else _STEMS):
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
        if end < hint or tag[1].lower() in ("body", "html") or not _is_guests(attributes(markup, tag.end(), end), names):
            continue
        close = _close(tag[1].lower(), markup, end + 1)
        found.append((end + 1, close))
        at = close
    return found


def _hints(markup: str, stems: tuple[str, ...]) -> list[int]:
    """Return the offsets of the stems, in order, whatever the case of their letters. Each is looked for by itself, which is faster than a
    regular expression, in one byte a character: no other character is any of theirs, and small letters of all scripts cost twice that."""
    low, found = markup.encode("latin-1", "replace").lower(), list[int]()
    for stem in map(str.encode, stems):
        at = low.find(stem)
        while at >= 0:
            found.append(at)
            at = low.find(stem, at + len(stem))
    return sorted(found)


def _is_guests(given: dict[str, str], places: frozenset[str]) -> bool:
    names = {name for key in _FORMS for name in _NAMED.findall(given.get(key, "")[:400].lower())}
    return not places.isdisjoint(names - {"post"} if _OWN_POST in names else names)


def _close(name: str, markup: str, start: int) -> int:
    """Return the offset at which the element ends whose content begins at `start`; the end of the page if it is never closed."""
    depth = 1
    for tag in _tags(name).finditer(markup, start):
        depth += -1 if tag[1] else 1
        if not depth:
            return tag.start()
    return len(markup)


@lru_cache(maxsize=64)
def _tags(name: str) -> re.Pattern[str]:
    return re.compile(rf"<(/?){name}(?=[\s/>])", re.IGNORECASE)


def guests_text(visible: str, markup: str, places: Iterable[Place]) -> tuple[Place, ...]:
    """Return the same places as ranges of the visible text. Lines that are not found there verbatim count as the site's own."""
    found: list[Place] = []
    at = missed = 0
    for start, stop in places:
        lines = _WITHIN.sub("", _APART.sub("\n", markup[start:stop].replace("\n", " "))).split("\n")[:_MAX_LINES]
        for line in filter(None, (normalise(html.unescape(line)) for line in lines)):
            begin = visible.find(line, at) if missed < _MAX_MISSED else -1
            if begin < 0:
                missed += 1
                continue
            at = begin + len(line)
            if found and not visible[found[-1][1] : begin].strip():
                begin = found.pop()[0]
            found.append((begin, at))
    return tuple(found)


def marked(contacts: tuple[Contact, ...], markup: str, places: list[Place]) -> tuple[Contact, ...]:
    """Flag the contacts that stand only in text of visitors, and return all contacts."""
    theirs = "\f".join(markup[start:stop] for start, stop in places)
    edges = [0, *(edge for place in places for edge in place), len(markup)]
    own = "\f".join(markup[start:stop] for start, stop in zip(edges[::2], edges[1::2], strict=True))
    return tuple(replace(c, flags=(*c.flags, GUEST)) if _stands(c, theirs) and not _stands(c, own) else c for c in contacts)


def _stands(contact: Contact, markup: str) -> bool:
    return bool(contact.raw) and (contact.raw in markup or html.escape(contact.raw) in markup)
