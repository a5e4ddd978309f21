"""Merge the facts of a page with those of another page of its site: a linked page, or one that redirected further."""

from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace

from scamtriage.parse.html.page_text import MAX_TEXT_BYTES
from scamtriage.records.evidence import Cap
from scamtriage.records.facts import Contact, PageFacts
from scamtriage.records.facts.page import NOT_ITS_OWN
from scamtriage.records.limits import limit

MAX_PICTURES = 10
_MIN_CHARS = 200
"""Shorter text is a doorway, not a page."""
_JOINED = ("forms", "asks", "behaviours", "apps", "store_apps", "wallet_calls", "exfil")


def speaks(page: PageFacts) -> bool:
    """Return whether this is a page, not a doorway that only says where it leads."""
    given = any(contact.where != "redirect" for contact in page.contacts)
    return len(page.text) >= _MIN_CHARS or bool(page.form_count or page.asks or given or page.apps or page.wallet_calls)


def with_all(facts: PageFacts, more: PageFacts) -> tuple[PageFacts, tuple[Cap, ...]]:
    """Append the text, forms and offers of another page. Also return the cap if a limit cut off part of the text."""
    joined: dict[str, Any] = {name: tuple(dict.fromkeys((*getattr(facts, name), *getattr(more, name)))) for name in _JOINED}
    said = f"{facts.text}\n{more.text}".encode("utf-8", "replace")
    kept = said[:MAX_TEXT_BYTES].decode("utf-8", "ignore")
    caps = (Cap(stage="page", cap=limit("text_bytes", MAX_TEXT_BYTES), seen=str(len(said))),) * (len(said) > MAX_TEXT_BYTES)
    return replace(_with_text(facts, more, kept), form_count=facts.form_count + more.form_count, **joined), caps


def _with_text(facts: PageFacts, more: PageFacts, text: str) -> PageFacts:
    """Return the facts with the text, contacts and QR images of both pages, visitors' passages, and the other page's URL."""
    begins = len(facts.text) + 1
    guests = tuple([(begins + a, min(begins + b, len(text))) for a, b in more.guests if begins + a < len(text)])
    pictures = dict.fromkeys((*facts.qr_images, *more.qr_images))
    return replace(
        facts,
        text=text,
        guests=facts.guests + guests,
        text_from="data" if "data" in (facts.text_from, more.text_from) else "markup",
        contacts=_with_contacts(facts.contacts, more.contacts),
        qr_images=tuple(pictures)[:MAX_PICTURES],
        further=(*facts.further, more.final_url),
    )


def _with_contacts(contacts: Sequence[Contact], more: Sequence[Contact]) -> tuple[Contact, ...]:
    """Merge the contacts. A contact that one page gives as its own loses the "written by guests" or "hidden" flag of the other."""
    known = {(c.kind, c.value) for c in contacts}
    own = {(c.kind, c.value): replace(c, position=None) for c in more if NOT_ITS_OWN.isdisjoint(c.flags)}
    kept = [c if NOT_ITS_OWN.isdisjoint(c.flags) else own.get((c.kind, c.value), c) for c in contacts]
    return (*kept, *(replace(c, position=None) for c in more if (c.kind, c.value) not in known))
