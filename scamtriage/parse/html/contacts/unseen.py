"""Flags contacts that stand only in invisible links. A page can plant contacts of uninvolved people there."""

import html
import re

from msgspec.structs import replace

from scamtriage.knowledge.language.folding import normalise
from scamtriage.parse.html.tokens import attributes, tag_end
from scamtriage.records import lazy_re
from scamtriage.records.facts import Contact
from scamtriage.records.facts.contact import UNSEEN

_LINKS = ("link", "tel link")
_BARE = frozenset({"href", "target", "rel"})
"""Attributes that do not make an empty link visible. A class or an id may give it an image."""
_ENDS = lazy_re.compile(r"\s*+</a(?=[\s>])", re.IGNORECASE)
_NUMBER = lazy_re.compile(r"\d+")
_MOST, _COMPARED, _BEFORE = 20, 60, 300
_DIGITS = 8


def mark_unseen(contacts: tuple[Contact, ...], visible: str, markup: str) -> tuple[Contact, ...]:
    """Flag the contacts that are invisible on the page, and return all contacts.

    A contact is invisible if the page shows neither its value nor anything of the links that contain it. `visible` is all text that the
    page shows.
    """
    doubtful = [c for c in contacts if c.where in _LINKS and c.position is None and c.snippet not in visible]
    if not doubtful:
        return contacts
    shown = " ".join(visible.split()).lower()
    digits = "".join(_NUMBER.findall(shown))
    unseen = {id(c) for c in doubtful if not _is_shown(c, shown, digits) and _is_unseen(c, shown, markup)}
    return tuple(replace(c, flags=(*c.flags, UNSEEN)) if id(c) in unseen else c for c in contacts) if unseen else contacts


def _is_shown(contact: Contact, shown: str, digits: str) -> bool:
    if contact.value.startswith("+"):
        return contact.value[-_DIGITS:] in digits
    return contact.value.lower().lstrip("@") in shown


def _is_unseen(contact: Contact, shown: str, markup: str) -> bool:
    """Return whether the link's words are not in the visible text. For a link without words: whether it is empty."""
    said = " ".join(normalise(contact.snippet).lower().split())
    if said and contact.snippet != contact.raw:
        return said[:_COMPARED] not in shown
    at, met = 0, 0
    written = contact.raw if contact.raw in markup else html.escape(contact.raw)
    while written and met < _MOST and (at := markup.find(written, at)) >= 0:
        begin = markup.rfind("<", max(0, at - _BEFORE), at)
        at, met = at + len(written), met + 1
        if begin < 0 or markup[begin : begin + 2].lower() != "<a":
            return False
        end = tag_end(markup, begin + 2)
        if end < 0 or _ENDS.match(markup, end + 1) is None or not _BARE.issuperset(attributes(markup, begin + 2, end)):
            return False
    return met > 0
