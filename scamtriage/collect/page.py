"""Collect what the page at the end of the redirects says."""

from collections.abc import Sequence
from functools import partial

from msgspec.structs import replace

from scamtriage.collect.certificate import stops_browsers
from scamtriage.collect.merge_pages import speaks, with_all
from scamtriage.collect.navigation import MAX_URL_CHARS, Navigation, arrive, walk
from scamtriage.collect.pictures import with_asked
from scamtriage.collect.redirect_contacts import with_contacts, with_forwards
from scamtriage.collect.second_look import differences, site_apart
from scamtriage.collect.size_limit import bounded
from scamtriage.knowledge.addresses import literal
from scamtriage.knowledge.infrastructure import site_of
from scamtriage.knowledge.link_words import NOTHING, does_something, ranks
from scamtriage.knowledge.public_suffix import split
from scamtriage.net.errors import NetError
from scamtriage.net.profiles import LOOKS
from scamtriage.net.protocol import Exchange, Net
from scamtriage.net.url import join_url, location_of, read_url
from scamtriage.parse.cookies import MAX_COOKIES, read_cookies
from scamtriage.parse.favicon import icon_hashes
from scamtriage.records.evidence import Cap
from scamtriage.records.facts import Hop, Look, PageFacts
from scamtriage.records.limits import in_words, limit
from scamtriage.records.target import Target

MAX_HEADERS = 64
_MAX_VALUE_CHARS = 1_024
_MAX_ICON_BYTES = 1_000_000
_MAX_ICON_HOPS = 3
_NO_SITE = ("", "default-page", "suspended-page")
"""Barriers that, with an HTTP error, mean there is no page. Any other barrier, of any status, hides something."""

_LOST = limit("redirect")
_UNSEEN = "what is at http could not be read, and the page at https stands behind a certificate at which browsers stop"
"""Why the https page is not all of the site; it may belong to another customer of the host."""

_SAID = frozenset(("text", "asks", "forms", "apps", "contacts"))
"""Differences that matter: other parts of a page may change with every visit."""


async def collect(target: Target, net: Net) -> PageFacts:
    """Fetch and read the page as a browser would, and look again or further if the policy says so.

    Raises NetError when the first hop gave no answer. A chain that breaks later is kept, with the failure of its last hop.
    """
    facts, landed, whole = await _first(target, net)
    if whole and net.left() > 0 and not facts.favicon_sha256:
        facts = await _with_icon(facts, net)
    for url in _further(facts, net.policy.deep_pages):
        if net.left() > 0:
            facts = await _joined(facts, url, target, net)
    if net.policy.qr_images:
        facts = await with_asked(facts, _suffix(facts.final_host, target), net)
    if net.policy.second_look:
        facts = replace(facts, looks=await _looks(landed, target, net))
    facts, caps = bounded(facts)
    net.notes.caps += caps
    return facts


async def _first(target: Target, net: Net) -> tuple[PageFacts, PageFacts, bool]:
    """Return the facts of all pages on the way, those of the last page alone, and whether the chain is unbroken.

    The response bodies are released here: they are large and must not stay in memory during the remaining requests.
    """
    way = await arrive(target, net, blank=partial(_blank, target))
    facts, caps = _read_end(way, target)
    landed = facts
    facts = replace(facts, flags=(*facts.flags, *_flags(way, net)))
    net.notes.caps += caps
    page, most = way.landing, net.policy.max_redirect_body_bytes
    if page is not None and not page.complete and len(page.body) == most and location_of(page.status_code, page.headers):
        net.notes.caps.append(Cap(stage="page", cap=limit("redirect bytes", most)))  # a redirect without a valid target is itself the page
    for page in way.left:
        if page.url == landed.final_url:
            continue
        left, caps = _left(page, way, target)
        if speaks(left):
            facts = replace(facts, left=(*facts.left, left))
            if site_of(left.final_host) == site_of(landed.final_host):  # otherwise the facts of one site would count for another
                facts = _together(facts, left, caps, net)
    if way.over is not None and _is_another(way.over, landed, target):
        told = facts.incomplete_because or "another page is at https, behind a certificate at which browsers stop"
        facts = replace(facts, flags=(*facts.flags, "other-at-https"), complete=False, incomplete_because=told)
    if way.unseen or any(cap.cap == _LOST for cap in net.notes.caps):
        why = _UNSEEN if way.unseen else in_words(_LOST)
        facts = replace(facts, complete=False, incomplete_because=facts.incomplete_because or why)
    return facts, landed, not way.broken


def _flags(way: Navigation, net: Net) -> tuple[str, ...]:
    """Return flags that say how the page was reached."""
    assert way.landing is not None
    address = read_url(way.landing.url)
    warned = stops_browsers(way.landing.chain_der, address.host, net.now(), net.policy.roots)
    return ("warned",) * bool(warned) + ("http-instead",) * (way.plain and address.scheme == "http")


def _blank(target: Target, page: Exchange) -> bool:
    """Return whether the response is only a server error or a server's default page."""
    facts, _ = _reading(page, target)
    return facts.barrier == "default-page" or (page.status_code >= 400 and facts.unseen_because != "" and facts.barrier in _NO_SITE)


def _is_another(over: Exchange, landed: PageFacts, target: Target) -> bool:
    """Return whether the skipped https response differs from the page that browsers show, or leads to another site.

    A gang may show one to visitors who dismiss the certificate warning, and the other to us.
    """
    if location := location_of(over.status_code, over.headers):
        try:
            site = site_of(join_url(read_url(over.url), location).host)
        except NetError:
            return False
        return site not in (site_of(target.host), site_of(landed.final_host))
    facts = replace(_read(over, (), target)[0], complete=True, status_code=landed.status_code)
    if not speaks(facts) or facts.barrier:
        return False
    return not _SAID.isdisjoint(differences(replace(landed, complete=True), facts))


# reading


def _read(page: Exchange, hops: Sequence[Hop], target: Target, broken: str = "") -> tuple[PageFacts, tuple[Cap, ...]]:
    """Return the facts of a page reached by these hops, from both the fetch and the parser, and the caps that applied."""
    facts, caps = _reading(page, target)
    whole = replace(
        facts,
        final_url=page.url,
        final_host=read_url(page.url).host,
        hops=tuple(hops),
        status_code=page.status_code,
        headers=tuple((name[:100], value[:_MAX_VALUE_CHARS]) for name, value in page.headers if name != "set-cookie")[:MAX_HEADERS],
        cookies=read_cookies([value for name, value in page.headers if name == "set-cookie"]),
        wire_bytes=page.wire_bytes,
        encoding=page.encoding,
        flags=(*facts.flags, *("mended-head",) * page.mended),
        complete=facts.complete and page.complete and not broken,
        incomplete_because=broken or page.incomplete_because or facts.incomplete_because,
    )
    return with_forwards(whole, hops, target.suffix), (*caps, *_head_caps(page))


def _read_end(way: Navigation, target: Target) -> tuple[PageFacts, tuple[Cap, ...]]:
    """Return the same for the page at the end of the way."""
    assert way.landing is not None
    return _read(way.landing, way.hops, target, way.broken)


def _head_caps(page: Exchange) -> tuple[Cap, ...]:
    """Return caps for headers and cookies of the response that exceed the limits and are not stored."""
    kept = [(name, value) for name, value in page.headers if name != "set-cookie"]
    longest = max((len(value) for _, value in kept), default=0)
    counted = (
        ("headers", MAX_HEADERS, len(kept)),
        ("header chars", _MAX_VALUE_CHARS, longest),
        ("cookies", MAX_COOKIES, len(page.headers) - len(kept)),
    )
    return tuple([Cap(stage="page", cap=limit(what, most), seen=str(seen)) for what, most, seen in counted if seen > most])


def _reading(page: Exchange, target: Target) -> tuple[PageFacts, tuple[Cap, ...]]:
    from scamtriage.parse.html.page import other_file, read_page  # a heavy import, needed only if there is a page

    host = read_url(page.url).host
    if page.unread:
        return replace(
            other_file(page.body, page.header("content-type"), page.url, host, page.headers), complete=False, incomplete_because=page.unread
        ), ()
    return read_page(
        body=page.body,
        content_type=page.header("content-type"),
        url=page.url,
        host=host,
        suffix=_suffix(host, target),
        status_code=page.status_code,
        headers=page.headers,
    )


def _together(facts: PageFacts, more: PageFacts, caps: Sequence[Cap], net: Net) -> PageFacts:
    """Merge another page of the same site into the facts, and record `caps`, its limits, unless already recorded."""
    joined, cut = with_all(facts, more)
    known = {cap.cap for cap in net.notes.caps}
    net.notes.caps += [cap for cap in (*caps, *cut) if cap.cap not in known]
    return joined


def _left(page: Exchange, way: Navigation, target: Target) -> tuple[PageFacts, tuple[Cap, ...]]:
    """Return the facts of a page that redirects further. Victims see it, so a timed redirect hides nothing."""
    at = next(at for at, hop in enumerate(way.hops) if hop.url == page.url[:MAX_URL_CHARS])
    return _read(page, way.hops[: at + 1], target)


def _suffix(host: str, target: Target) -> str:
    """Return the public suffix of the landing host, which may differ from the target's; "" for an IP address."""
    if host == target.host:
        return target.suffix
    return "" if literal(host) is not None else split(host).suffix


async def _with_icon(facts: PageFacts, net: Net) -> PageFacts:
    """Add the hashes of the site's icon, the declared one or /favicon.ico. Redirects are followed on the same host only."""
    try:
        address = join_url(read_url(facts.final_url), facts.icon or "/favicon.ico")
        icon = await net.get(str(address), stage="favicon")
        for _ in range(_MAX_ICON_HOPS):
            if not (location := location_of(icon.status_code, icon.headers)):
                break
            here, address = address, join_url(address, location)
            if site_apart(address.host) != site_apart(here.host):
                return facts
            icon = await net.get(str(address), stage="favicon")
    except NetError:
        return facts
    kind = icon.header("content-type").lower()
    if icon.status_code != 200 or not icon.complete or not 0 < len(icon.body) <= _MAX_ICON_BYTES or kind.startswith("text/html"):
        return facts
    number, digest = icon_hashes(icon.body)
    return replace(facts, favicon_mmh3=number, favicon_sha256=digest)


# further pages and repeated looks


def _further(facts: PageFacts, most: int) -> list[str]:
    """Return up to `most` linked pages of the same site that say who runs it, contact pages first."""
    if not most:
        return []
    here, site = facts.final_url.split("#")[0], site_of(facts.final_host)
    found: dict[str, int] = {}
    own = [link for link in facts.links if link.host and site_of(link.host) == site]
    for link, rank in zip(own, ranks([(link.url, link.text) for link in own]), strict=True):
        url = link.url.split("#")[0]
        if url != here and rank < NOTHING:
            found[url] = min(rank, found.get(url, rank))
    doing = {link.url.split("#")[0] for link in own if does_something(link.url, link.text)}  # whatever other links to the same URL say
    found = {url: rank for url, rank in found.items() if url not in doing}
    return sorted(found, key=lambda url: found[url])[:most]


async def _joined(facts: PageFacts, url: str, target: Target, net: Net) -> PageFacts:
    """Merge one further page into the facts. A page that cannot be fetched changes nothing."""
    try:
        way = await walk(url, net, "default")
    except NetError:
        return facts
    more, caps = _read_end(way, target)
    if site_of(more.final_host) != site_of(facts.final_host) or more.status_code != 200 or more.barrier:
        return with_contacts(facts, more.contacts, where="redirect")
    return _together(facts, replace(more, final_url=url), caps, net)


async def _looks(facts: PageFacts, target: Target, net: Net) -> tuple[Look, ...]:
    """Fetch the same page once with each visitor profile."""
    looks = []
    for profile in LOOKS:
        asked = f"language:{facts.language}" if profile == "language" else profile
        if asked not in ("language:", "language:en") and net.left() > 0:
            looks.append(await _look(facts, profile, asked, target, net))
    return tuple(looks)


async def _look(facts: PageFacts, profile: str, asked: str, target: Target, net: Net) -> Look:
    try:
        way = await arrive(target, net, asked, blank=partial(_blank, target))
    except NetError as exc:
        return Look(profile=profile, outcome=exc.outcome)
    seen, _ = _read_end(way, target)
    return Look(
        profile=profile,
        status_code=seen.status_code,
        final_host=seen.final_host,
        title=seen.title,
        structure=seen.structure,
        text_chars=len(seen.text),
        barrier=seen.barrier or ("error" if seen.status_code >= 400 > facts.status_code else ""),
        differed=differences(facts, seen),
    )
