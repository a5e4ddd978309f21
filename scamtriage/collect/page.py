"""Collect what the page at the end of the redirects says."""

from typing import Any

from msgspec.structs import asdict, replace

from scamtriage.collect.certificate import stops_browsers
from scamtriage.collect.further_pages import merged, pages_to_read, speaks, with_page
from scamtriage.collect.navigation import Navigation, arrive
from scamtriage.collect.pictures import with_asked
from scamtriage.collect.read_response import read_response, suffix_of
from scamtriage.collect.second_look import differences, look_again, site_apart
from scamtriage.knowledge.hosts.lent_names import site_of
from scamtriage.net.errors import NetError
from scamtriage.net.protocol import HttpResponse, Net
from scamtriage.net.url import join_url, location_of, read_url
from scamtriage.parse.html.presentation import icon_hashes
from scamtriage.records import codec
from scamtriage.records.evidence import Cap
from scamtriage.records.facts import PageFacts
from scamtriage.records.limits import in_words, limit
from scamtriage.records.target import Target
from scamtriage.records.truncation import not_all_read

_MOST_WRITTEN = 12
"""Bytes of one character in evidence: two halves beyond the Basic Multilingual Plane, each escaped."""
_MAX_ICON_BYTES = 1_000_000
_MAX_ICON_HOPS = 3
_LEADING = (limit("redirect"), limit("redirect back"))
"""Reached where a page leads its visitors on, and nobody knows to what."""
_UNSEEN = "what is at http could not be read, and the page at https stands behind a certificate at which browsers stop"
"""Why the https page is not all of the site; it may belong to another customer of the host."""
_LED_ON = "it leads its visitors on to a place that could not be read"
_SKIPPED = "another page is at https, behind a certificate at which browsers stop"
_SAID = frozenset(("text", "asks", "forms", "loose_fields", "apps", "contacts"))
"""Differences that matter: other parts of a page may change with every visit."""


async def collect(target: Target, net: Net) -> PageFacts:
    """Fetch and read the page as a browser would, and look again or further if the policy says so.

    Raises NetError when the first hop gave no answer. A chain that breaks later is kept, with the failure of its last hop.
    """
    facts, landed, whole = await _arrived(target, net)
    if whole and net.left() > 0 and not facts.favicon_sha256:
        facts = await _with_icon(facts, net)
    for url in pages_to_read(facts, net.policy.deep_pages):
        if net.left() > 0:
            facts = await with_page(facts, url, target, net)
    if net.policy.qr_images:
        facts = await with_asked(facts, suffix_of(facts.final_host, target), net)
    if net.policy.second_look:
        facts = replace(facts, looks=await look_again(landed, target, net))
    facts, caps = bounded(facts, net.policy.max_facts_bytes)
    net.notes.caps += caps
    return facts


async def _arrived(target: Target, net: Net) -> tuple[PageFacts, PageFacts, bool]:
    """Return the facts of all pages on the way, those of the last page, and whether the chain is unbroken.

    The response bodies are released here: they are large and must not stay in memory during the remaining requests.
    """
    way = await arrive(target, net)
    landed, caps = way.read(target)
    net.notes.caps += (*caps, *_redirect_cap(way, net))
    facts = replace(landed, flags=(*landed.flags, *_flags(way, net)))
    facts = _with_passed(facts, landed, way, target, net)
    return _with_doubts(facts, landed, way, target, net), landed, not way.broken


def _redirect_cap(way: Navigation, net: Net) -> tuple[Cap, ...]:
    """Return the cap of a redirect without a valid target. It is itself the page, and only its first bytes were read."""
    page, most = way.landing, net.policy.max_redirect_body_bytes
    if page is None or page.complete or len(page.body) != most or not location_of(page.status_code, page.headers):
        return ()
    return (Cap(stage="page", cap=limit("redirect bytes", most)),)


def _flags(way: Navigation, net: Net) -> tuple[str, ...]:
    """Return flags that say how the page was reached."""
    assert way.landing is not None
    address = read_url(way.landing.url)
    warned = stops_browsers(way.landing.chain_der, address.host, net.now(), net.policy.roots)
    return ("warned",) * bool(warned) + ("http-instead",) * (way.fell_back and address.scheme == "http")


def _with_passed(facts: PageFacts, landed: PageFacts, way: Navigation, target: Target, net: Net) -> PageFacts:
    """Add the pages that redirect further. Victims see them, so a timed redirect hides nothing."""
    added = {landed.final_url}
    for page in way.passed:
        if page.url in added:  # over http and over https the way may lead through the same page
            continue
        added.add(page.url)
        left, caps = read_response(page, way.hops_to(page), target)
        if speaks(left):
            facts = replace(facts, left=(*facts.left, left))
            if site_of(left.final_host) == site_of(landed.final_host):  # otherwise the facts of one site would count for another
                facts = merged(facts, left, caps, net)
    return facts


def _with_doubts(facts: PageFacts, landed: PageFacts, way: Navigation, target: Target, net: Net) -> PageFacts:
    """Mark the page as incomplete if visitors may see another: at https, at http, or where an unread redirect leads."""
    doubts = [facts.incomplete_because]
    if way.skipped is not None and _is_another(way.skipped, landed, target):
        facts = replace(facts, flags=(*facts.flags, "other-at-https"))
        doubts.append(_SKIPPED)
    if way.unread:
        doubts.append(_UNSEEN)
    if way.hops[-1].via in ("meta", "script") and way.hops[-1].outcome != "ok":
        doubts.append(_LED_ON)
    doubts += [in_words(cap.cap) for cap in net.notes.caps if cap.cap in _LEADING]
    if len(doubts) == 1:
        return facts
    return replace(facts, complete=False, incomplete_because=next(filter(None, doubts)))


def _is_another(skipped: HttpResponse, landed: PageFacts, target: Target) -> bool:
    """Return whether the skipped https response differs from the page that browsers show, or leads to another site.

    A gang may show one to visitors who dismiss the certificate warning, and the other to us.
    """
    if location := location_of(skipped.status_code, skipped.headers):
        try:
            site = site_of(join_url(read_url(skipped.url), location).host)
        except NetError:
            return False
        return site not in (site_of(target.host), site_of(landed.final_host))
    facts = replace(read_response(skipped, (), target)[0], complete=True, status_code=landed.status_code)
    if not speaks(facts) or facts.barrier:
        return False
    return not _SAID.isdisjoint(differences(replace(landed, complete=True), facts))


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


def bounded(facts: PageFacts, most_bytes: int) -> tuple[PageFacts, tuple[Cap, ...]]:
    """Return the facts unchanged if they fit. Otherwise halve the largest lists until they do and mark the page incomplete.

    A line of evidence over the reader's limit would be lost, and the journal with it.
    """
    room = most_bytes - _MOST_WRITTEN * (len(facts.text) + sum(map(len, facts.unshown)))
    # written, texts take twice their memory
    if codec.fits(replace(facts, text="", hidden_text="", carried_text=""), room) or codec.fits(facts, most_bytes):
        return facts, ()
    seen = codec.written_bytes(facts)
    values: dict[str, Any] = asdict(facts)
    sizes = {name: codec.written_bytes(value) for name, value in values.items() if isinstance(value, tuple)}
    size = seen
    while size > most_bytes and any(values[name] for name in sizes):
        name = max(sizes, key=lambda name: sizes[name])
        values[name] = values[name][: len(values[name]) // 2]
        size -= sizes[name]
        sizes[name] = codec.written_bytes(values[name])
        size += sizes[name]
    cap = limit("evidence bytes", most_bytes)
    told = facts.incomplete_because or not_all_read(in_words(cap))
    kept = replace(facts, **{name: values[name] for name in sizes}, complete=False, incomplete_because=told)
    return kept, (Cap(stage="page", cap=cap, seen=str(seen)),)
