"""Every way in which a page means its visitor to get in touch, to hand over a machine, or to pay."""

from dataclasses import dataclass

from scamtriage.records.facts import Contact, Link

MAX_CONTACTS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactSources:
    """What of a page can hold a contact. Every part is capped by whoever read the page; none is trusted."""

    text: str = ""
    """Visible text as in PageFacts.text; `Contact.position` counts in it."""
    title: str = ""
    links: tuple[Link, ...] = ()
    """Targets as written: https:, tel:, mailto:, sms:, tg:, viber:, weixin:, bitcoin: …"""
    image_alts: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    """Inline JavaScript; its string literals are searched."""
    json_ld: tuple[str, ...] = ()
    declared_language: str = ""
    language: str = ""
    suffix: str = ""
    host: str = ""
    extras: tuple[tuple[str, str], ...] = ()
    """(where, value) of anything else: ("form", placeholder), ("meta", content), ("iframe", src), ("cfemail", hex of data-cfemail)."""
    images: tuple[str, ...] = ()
    """data: URIs of images, looked at for QR codes where the extra [qr] is installed."""


def find_contacts(sources: ContactSources) -> tuple[Contact, ...]:
    """All contacts, most certain place first, at most MAX_CONTACTS; equal ones are merged and counted. Never raises."""
    return ()
