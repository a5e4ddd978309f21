"""Read a response of the target: the facts of its page, of its headers and of the redirects to it."""

from collections.abc import Sequence

from msgspec.structs import replace

from scamtriage.knowledge.addresses import literal
from scamtriage.knowledge.hosts.public_suffix import split
from scamtriage.net.protocol import HttpResponse
from scamtriage.net.url import read_url
from scamtriage.parse.cookies import MAX_COOKIES, read_cookies
from scamtriage.records.evidence import Cap
from scamtriage.records.facts import Contact, Hop, PageFacts
from scamtriage.records.limits import limit
from scamtriage.records.target import Target

_MAX_HEADERS = 64
_MAX_VALUE_CHARS = 1_024
_NO_SITE = ("", "default-page", "suspended-page")
"""Barriers that, with an HTTP error, mean there is no page. Any other barrier, of any status, hides something."""


def read_response(page: HttpResponse, hops: Sequence[Hop], target: Target, *, broken: str = "") -> tuple[PageFacts, tuple[Cap, ...]]:
    """Return the facts of a page reached by these hops, and the caps that applied.

    `broken`: why it is not the page that its redirects lead to, "" if it is.
    """
    facts, caps = _parsed(page, target)
    whole = replace(
        facts,
        final_url=page.url,
        final_host=read_url(page.url).host,
        hops=tuple(hops),
        status_code=page.status_code,
        headers=tuple((name[:100], value[:_MAX_VALUE_CHARS]) for name, value in page.headers if name != "set-cookie")[:_MAX_HEADERS],
        cookies=read_cookies([value for name, value in page.headers if name == "set-cookie"]),
        wire_bytes=page.wire_bytes,
        encoding=page.encoding,
        flags=(*facts.flags, *("mended-head",) * page.mended),
        complete=facts.complete and page.complete and not broken,
        incomplete_because=broken or page.incomplete_because or facts.incomplete_because,
    )
    return with_redirect_contacts(whole, hops, target.suffix), (*caps, *_head_caps(page))


def is_blank(page: HttpResponse, target: Target) -> bool:
    """Return whether the response is only a server error or a server's default page."""
    facts, _ = _parsed(page, target)
    return facts.barrier == "default-page" or (page.status_code >= 400 and facts.unseen_because != "" and facts.door in _NO_SITE)


def suffix_of(host: str, target: Target) -> str:
    """Return the public suffix of a host that may differ from the target's; "" for an IP address."""
    if host == target.host:
        return target.suffix
    return "" if literal(host) is not None else split(host).suffix


def with_redirect_contacts(facts: PageFacts, hops: Sequence[Hop], suffix: str) -> PageFacts:
    """Add the contacts in the URLs that the hops lead to. A site that redirects to wa.me or tg: leaves no page."""
    starts = {_without_scheme(hop.url) for hop in hops if hop.via == "start"}  # the target's own URL, over https and http
    urls = dict.fromkeys(url for hop in hops for url in (hop.location, hop.url) if url and _without_scheme(url) not in starts)
    if not urls:
        return facts
    from scamtriage.parse.contact.contacts import find_contacts  # a heavy import, as is the parser of pages
    from scamtriage.parse.contact.sources import ContactSources

    sources = ContactSources(suffix=suffix, language=facts.language, extras=tuple(("redirect", url) for url in urls))
    return with_contacts(facts, find_contacts(sources))


def with_contacts(facts: PageFacts, more: Sequence[Contact]) -> PageFacts:
    """Append the contacts that the facts do not have yet."""
    known = {(contact.kind, contact.value) for contact in facts.contacts}
    added = tuple(contact for contact in more if (contact.kind, contact.value) not in known)
    return replace(facts, contacts=facts.contacts + added) if added else facts


def _without_scheme(url: str) -> str:
    return url.removeprefix("https:").removeprefix("http:")


def _parsed(page: HttpResponse, target: Target) -> tuple[PageFacts, tuple[Cap, ...]]:
    """Return what the body alone says."""
    from scamtriage.parse.html.page import other_file, read_page  # a heavy import, needed only if there is a page

    host = read_url(page.url).host
    if page.unread:
        facts = other_file(page.body, page.header("content-type"), page.url, host, page.headers)
        return replace(facts, complete=False, incomplete_because=page.unread), ()
    return read_page(
        body=page.body,
        content_type=page.header("content-type"),
        url=page.url,
        host=host,
        suffix=suffix_of(host, target),
        status_code=page.status_code,
        headers=page.headers,
    )


def _head_caps(page: HttpResponse) -> tuple[Cap, ...]:
    """Return caps for headers and cookies of the response that exceed the limits and are not stored."""
    kept = [(name, value) for name, value in page.headers if name != "set-cookie"]
    longest = max((len(value) for _, value in kept), default=0)
    counted = (
        ("headers", _MAX_HEADERS, len(kept)),
        ("header chars", _MAX_VALUE_CHARS, longest),
        ("cookies", MAX_COOKIES, len(page.headers) - len(kept)),
    )
    return tuple([Cap(stage="page", cap=limit(what, most), seen=str(seen)) for what, most, seen in counted if seen > most])
