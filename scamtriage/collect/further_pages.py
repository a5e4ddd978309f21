"""Further pages of the target's site: which are fetched, and how they are merged into the landing page."""

import re
from collections.abc import Sequence
from typing import Any

from msgspec import UNSET
from msgspec.structs import replace

from scamtriage.collect.navigation import follow
from scamtriage.collect.read_response import with_contacts
from scamtriage.knowledge.hosts.lent_names import site_of
from scamtriage.knowledge.pages.link_words import NOTHING, does_something, ranks
from scamtriage.net.errors import NetError
from scamtriage.net.protocol import Net
from scamtriage.parse.html.page_text import MAX_TEXT_BYTES
from scamtriage.records import lazy_re
from scamtriage.records.evidence import Cap
from scamtriage.records.facts import Contact, PageFacts
from scamtriage.records.facts.contact import NOT_ITS_OWN
from scamtriage.records.facts.page_parts import SENT_UNKNOWN
from scamtriage.records.limits import limit
from scamtriage.records.target import Target

_MAX_PICTURES = 10
_NO_PAGE = lazy_re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|csv|ics|vcf|zip|rar|7z|apk|ipa|exe|msi|dmg|jpe?g|png|gif|webp|avif|mp[34])(?:[?#]|\Z)", re.IGNORECASE
)
"""Files: to fetch one would take the place of a page."""
_MIN_CHARS = 200
"""Shorter text is a doorway, not a page."""
_JOINED = ("forms", "loose_fields", "asks", "behaviours", "apps", "store_apps", "wallet_calls", "exfil")


def pages_to_read(facts: PageFacts, most: int) -> list[str]:
    """Return up to `most` linked pages of the same site that say who runs it, contact pages first."""
    if not most:
        return []
    here, site = facts.final_url.split("#")[0], site_of(facts.final_host)
    found: dict[str, int] = {}
    own = [link for link in facts.links if link.host and site_of(link.host) == site]
    for link, rank in zip(own, ranks([(link.url, link.text) for link in own]), strict=True):
        url = link.url.split("#")[0]
        if url != here and rank < NOTHING and not _NO_PAGE.search(url):
            found[url] = min(rank, found.get(url, rank))
    doing = {link.url.split("#")[0] for link in own if does_something(link.url, link.text)}  # whatever other links to the same URL say
    return sorted((url for url in found if url not in doing), key=lambda url: found[url])[:most]


async def with_page(facts: PageFacts, url: str, target: Target, net: Net) -> PageFacts:
    """Fetch one further page and merge it into the facts. A page that cannot be fetched changes nothing."""
    try:
        way = await follow(url, net)
    except NetError:
        return facts
    more, caps = way.read(target)
    if site_of(more.final_host) != site_of(facts.final_host) or more.status_code != 200 or more.barrier:
        return with_contacts(facts, [contact for contact in more.contacts if contact.where == "redirect"])
    return merged(facts, replace(more, final_url=url), caps, net)


def speaks(page: PageFacts) -> bool:
    """Return whether this is a page, not a doorway that only says where it leads."""
    return len(page.text) >= _MIN_CHARS or bool(page.form_count or page.asks or page.gives_contact or page.apps or page.wallet_calls)


def merged(facts: PageFacts, more: PageFacts, caps: Sequence[Cap], net: Net) -> PageFacts:
    """Append the text, forms and offers of another page of the site. Record `caps`, its limits, unless already recorded."""
    joined: dict[str, Any] = {name: tuple(dict.fromkeys((*getattr(facts, name), *getattr(more, name)))) for name in _JOINED}
    said = f"{facts.text}\n{more.text}".encode("utf-8", "replace")
    if len(said) > MAX_TEXT_BYTES:
        caps = (*caps, Cap(stage="page", cap=limit("text_bytes", MAX_TEXT_BYTES), seen=str(len(said))))
    known = {cap.cap for cap in net.notes.caps}
    net.notes.caps += [cap for cap in caps if cap.cap not in known]
    text = said[:MAX_TEXT_BYTES].decode("utf-8", "ignore")
    begins = len(facts.text) + 1

    def behind(places: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
        return tuple([(begins + a, min(begins + b, len(text))) for a, b in places if begins + a < len(text)])

    pictures = dict.fromkeys((*facts.qr_images, *more.qr_images))
    return replace(
        facts,
        text=text,
        guests=facts.guests + behind(more.guests),
        maybe_guests=(*(facts.maybe_guests or ()), *behind(more.maybe_guests or ())) or UNSET,
        text_from="data" if "data" in (facts.text_from, more.text_from) else "markup",
        contacts=_merged_contacts(facts.contacts, more.contacts),
        qr_images=tuple(pictures)[:_MAX_PICTURES],
        further=(*facts.further, more.final_url),
        form_count=facts.form_count + more.form_count,
        flags=tuple(dict.fromkeys((*facts.flags, *(flag for flag in more.flags if flag == SENT_UNKNOWN)))),
        **joined,
    )


def _merged_contacts(contacts: Sequence[Contact], more: Sequence[Contact]) -> tuple[Contact, ...]:
    """Merge the contacts. A contact that one page gives as its own loses the "written by guests" or "hidden" flag of the other."""
    known = {(c.kind, c.value) for c in contacts}
    own = {(c.kind, c.value): replace(c, position=None) for c in more if NOT_ITS_OWN.isdisjoint(c.flags)}
    kept = [c if NOT_ITS_OWN.isdisjoint(c.flags) else own.get((c.kind, c.value), c) for c in contacts]
    return (*kept, *(replace(c, position=None) for c in more if (c.kind, c.value) not in known))
