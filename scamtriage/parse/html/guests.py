"""Where a page lets its visitors write: comments, reviews, replies. What stands there is theirs, and not the site's."""

import html
import re
from collections.abc import Iterable
from functools import cache

from scamtriage.knowledge.folding import normalise
from scamtriage.knowledge.tokens import guest_places
from scamtriage.parse.html.document import BLOCKS
from scamtriage.parse.html.tokens import attributes, tag_end
from scamtriage.records.facts import Contact
from scamtriage.records.facts.page import GUEST
from scamtriage.records.frozen import changed

_STEMS = ("comment", "review", "repl", "guestbook")
"""What the names of such elements hold; the pre-scan has told that one of them stands in the name of some element."""
_BEFORE = 300
"""Characters within a tag before the word that names it."""
_NAMED = re.compile(r"[^\s/#]+")
_TAG = re.compile(r"<([a-z][a-z0-9]*+)(?=\s)", re.IGNORECASE)
_APART = re.compile(rf"</?(?:{'|'.join(BLOCKS)})(?=[\s/>])[^<>]*+>", re.IGNORECASE)
_WITHIN = re.compile(r"<[a-z/!][^<>]*+>", re.IGNORECASE)
_MAX_LINES, _MAX_MISSED = 2_000, 200
_FORMS = ("class", "id", "itemprop", "itemtype")


def guests_markup(markup: str) -> list[tuple[int, int]]:
    """Where in the markup the content of such elements stands, the outermost ones. Linear: what was found is passed over."""
    found: list[tuple[int, int]] = []
    at = 0
    for hint in _hints(markup):
        if hint < at:
            continue
        begin = markup.rfind("<", max(0, hint - _BEFORE), hint)
        tag = _TAG.match(markup, begin) if begin >= 0 else None
        end = tag_end(markup, tag.end()) if tag is not None else -1
        if tag is None:
            continue
        if end < 0:  # of this tag, and so of all behind it
            break
        at = max(at, end + 1)
        if end < hint or tag[1].lower() in ("body", "html") or not _is_guests(attributes(markup, tag.end(), end)):
            continue
        close = _close(tag[1].lower(), markup, end + 1)
        found.append((end + 1, close))
        at = close
    return found


def _hints(markup: str) -> list[int]:
    """Where the stems stand, in order; they are looked for one by one, in a tenth of the time that an expression takes."""
    low, found = markup.lower(), []
    if len(low) != len(markup):  # "İ" has two small letters
        low = markup
    for stem in _STEMS:
        at = low.find(stem)
        while at >= 0:
            found.append(at)
            at = low.find(stem, at + len(stem))
    return sorted(found)


def _is_guests(given: dict[str, str]) -> bool:
    names = [name for key in _FORMS for name in _NAMED.findall(given.get(key, "")[:400].lower())]
    return not guest_places().isdisjoint(names)


def _close(name: str, markup: str, start: int) -> int:
    """Where the element ends of which the content begins here; the end of the page where nobody closes it."""
    depth = 1
    for tag in _tags(name).finditer(markup, start):
        depth += -1 if tag[1] else 1
        if not depth:
            return tag.start()
    return len(markup)


@cache
def _tags(name: str) -> re.Pattern[str]:
    return re.compile(rf"<(/?){name}(?=[\s/>])", re.IGNORECASE)


def guests_text(visible: str, markup: str, places: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The same as stretches of the visible text. What is spelled there otherwise than here is taken for the site's own."""
    found: list[tuple[int, int]] = []
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


def marked(contacts: tuple[Contact, ...], markup: str, places: list[tuple[int, int]]) -> tuple[Contact, ...]:
    """The contacts, those flagged that are written by guests alone."""
    theirs = "\f".join(markup[start:stop] for start, stop in places)
    edges = [0, *(edge for place in places for edge in place), len(markup)]
    own = "\f".join(markup[start:stop] for start, stop in zip(edges[::2], edges[1::2], strict=True))
    return tuple(changed(c, flags=(*c.flags, GUEST)) if _stands(c, theirs) and not _stands(c, own) else c for c in contacts)


def _stands(contact: Contact, markup: str) -> bool:
    return bool(contact.raw) and (contact.raw in markup or html.escape(contact.raw) in markup)
