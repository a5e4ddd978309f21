"""Contacts to which a site sends its visitors on by itself: a redirect to wa.me or tg: leaves no page that could hold them."""

from collections.abc import Sequence

from msgspec.structs import replace

from scamtriage.records.facts import Contact, Hop, PageFacts


def with_forwards(facts: PageFacts, hops: Sequence[Hop], suffix: str) -> PageFacts:
    """The facts with what the addresses behind the first say of whom to get in touch with."""
    starts = {_bare(hop.url) for hop in hops if hop.via == "start"}  # the target's own, over https and over http
    ways = dict.fromkeys(way for hop in hops for way in (hop.location, hop.url) if way and _bare(way) not in starts)
    if not ways:
        return facts
    from scamtriage.parse.contact.contacts import ContactSources, find_contacts  # a heavy import, as that of the page's reader

    sources = ContactSources(suffix=suffix, language=facts.language, extras=tuple(("redirect", way) for way in ways))
    return with_contacts(facts, find_contacts(sources))


def _bare(url: str) -> str:
    """Without its scheme."""
    return url.removeprefix("https:").removeprefix("http:")


def with_contacts(facts: PageFacts, more: Sequence[Contact], *, where: str = "") -> PageFacts:
    """The facts with the contacts that they have not yet behind their own; only those of one place where it is named."""
    known = {(contact.kind, contact.value) for contact in facts.contacts}
    added = [contact for contact in more if (contact.kind, contact.value) not in known and where in ("", contact.where)]
    return replace(facts, contacts=facts.contacts + tuple(added)) if added else facts
