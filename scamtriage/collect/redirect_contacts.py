"""Contacts in redirects: a site that redirects to wa.me or tg: leaves no page that could contain the contact."""

from collections.abc import Sequence

from msgspec.structs import replace

from scamtriage.records.facts import Contact, Hop, PageFacts


def with_forwards(facts: PageFacts, hops: Sequence[Hop], suffix: str) -> PageFacts:
    """Return the facts with the contacts found in the URLs that the hops lead to."""
    starts = {_bare(hop.url) for hop in hops if hop.via == "start"}  # the target's own URL, over https and http
    ways = dict.fromkeys(way for hop in hops for way in (hop.location, hop.url) if way and _bare(way) not in starts)
    if not ways:
        return facts
    from scamtriage.parse.contact.contacts import ContactSources, find_contacts  # a heavy import, as is the parser of pages

    sources = ContactSources(suffix=suffix, language=facts.language, extras=tuple(("redirect", way) for way in ways))
    return with_contacts(facts, find_contacts(sources))


def _bare(url: str) -> str:
    """Return the URL without "http:" or "https:"."""
    return url.removeprefix("https:").removeprefix("http:")


def with_contacts(facts: PageFacts, more: Sequence[Contact], *, where: str = "") -> PageFacts:
    """Append the contacts that the facts do not have yet. If `where` is given, append only contacts found in that place."""
    known = {(contact.kind, contact.value) for contact in facts.contacts}
    added = [contact for contact in more if (contact.kind, contact.value) not in known and where in ("", contact.where)]
    return replace(facts, contacts=facts.contacts + tuple(added)) if added else facts
