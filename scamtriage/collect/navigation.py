"""Follow a URL to its page hop by hop, as a browser does.

HTTPS is tried before HTTP. Redirects may be HTTP responses, markup (meta refresh) or scripts.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from msgspec.structs import replace

from scamtriage.collect.certificate import stops_browsers
from scamtriage.knowledge.infrastructure import site_of
from scamtriage.knowledge.urlparts import DEFAULT_PORTS
from scamtriage.net.errors import Blocked, Malformed, NetError, Refused, TimedOut, Unreachable
from scamtriage.net.protocol import Exchange, Net
from scamtriage.net.url import REDIRECTS, WebAddress, header_text, join_url, location_of, read_url
from scamtriage.parse.html.plain_source import is_source
from scamtriage.parse.html.redirect import next_hop
from scamtriage.parse.html.refresh import refresh_target
from scamtriage.records.evidence import Cap
from scamtriage.records.facts import Hop
from scamtriage.records.limits import limit
from scamtriage.records.target import Target

Via = Literal["start", "http", "meta", "script"]
MAX_URL_CHARS = 2_048
_NOT_HERE = (404, 410)
"""Status codes on which browsers that chose https by themselves fall back to http. A refusal or a busy server says nothing about the
site."""


@dataclass(slots=True)
class Navigation:
    """The chain of hops, and the exchange at its end."""

    hops: list[Hop] = field(default_factory=list)
    landing: Exchange | None = None
    left: list[Exchange] = field(default_factory=list)
    """Pages on the way that redirect by markup or script."""
    broken: str = ""
    """Why the chain ends before a page; "" if it reached one."""
    back: Via | Literal[""] = ""
    """The kind of redirect that leads back to the `known` URL, where following stops; "" if none does."""
    plain: bool = False
    """The target has no scheme, and https gave no answer, or nothing that browsers display."""
    over: Exchange | None = None
    """The https response that was skipped because browsers stop at its certificate."""
    unseen: bool = False
    """Browsers stop at the certificate of the https page, and the http page could not be read."""
    closed: bool = False
    """The connection to the first URL was refused."""


async def arrive(target: Target, net: Net, profile: str = "default", *, blank: Callable[[Exchange], bool] = lambda _: False) -> Navigation:
    """Follow the target to its page: HTTPS first, then HTTP, unless the analyst gave the scheme.

    HTTP is used if HTTPS gives no answer or one that browsers do not stay with. `blank` returns whether a response is no page of the site.
    """
    if target.scheme_given or not target.url.startswith("https://"):
        return await walk(target.url, net, profile)
    plain = f"http://{target.url.removeprefix('https://')}"
    try:
        first = await net.get(target.url, profile=profile)
    except (Unreachable, TimedOut, Malformed) as exc:
        failed = Hop(url=target.url[:MAX_URL_CHARS], outcome=exc.outcome, reason=str(exc))
        return await walk(plain, net, profile, Navigation(hops=[failed], plain=True))
    stopped = stops_browsers(first.chain_der, target.host, net.now(), net.policy.roots)
    here = read_url(target.url)
    if here.port != DEFAULT_PORTS[here.scheme] or not (stopped or (first.status_code in _NOT_HERE and blank(first))):
        return await walk(target.url, net, profile, first=first)
    passed = replace(_hop(first, "start", ""), reason=f"browsers warn of its certificate: {stopped}" if stopped else "")
    other = await _plain_way(plain, passed, net, profile, known=str(here))
    page = other.landing
    if page is not None and not (other.back or other.broken or page.status_code >= 400 or (stopped and blank(page))):
        other.plain, other.over = True, first if stopped else None
        return other
    unseen = bool(stopped) and not (other.back or other.closed or _nothing(other, target, blank))
    return await walk(
        target.url, net, profile, Navigation(hops=other.hops[1:], left=other.left, unseen=unseen), first=first, via=other.back or "start"
    )


def _nothing(way: Navigation, target: Target, blank: Callable[[Exchange], bool]) -> bool:
    """Return whether the site itself says that it has no page here. Barriers, busy servers and broken chains hide what others may see."""
    page = way.landing
    if page is None or way.broken or site_of(read_url(page.url).host) != site_of(target.host):
        return False
    return (page.status_code in _NOT_HERE or page.status_code < 400) and blank(page)


async def _plain_way(plain: str, passed: Hop, net: Net, profile: str, *, known: str) -> Navigation:
    """Follow the target over HTTP within half of the remaining time; the rest is for following the HTTPS response."""
    way = Navigation(hops=[passed])
    try:
        async with net.limit(net.left() / 2):
            return await walk(plain, net, profile, way, known=known)
    except NetError as exc:
        way.broken, way.closed = str(exc), isinstance(exc, Refused)
        way.hops.append(Hop(url=plain[:MAX_URL_CHARS], outcome=exc.outcome, reason=way.broken))
        return way


async def walk(
    start: str, net: Net, profile: str, way: Navigation | None = None, *, first: Exchange | None = None, via: Via = "start", known: str = ""
) -> Navigation:
    """Follow all automatic redirects, each URL once. Raises NetError when the first hop fails.

    `way` holds earlier hops, `first` a response already received for `start`, `via` the kind of redirect that led to `start`. `known` is a
    URL that is not fetched again.
    """
    way = Navigation() if way is None else way
    seen: set[str] = set()
    address = read_url(start)
    while True:
        seen.add(str(address))
        try:
            exchange = first if first is not None else await net.get(str(address), profile=profile)
        except NetError as exc:
            if way.landing is None:
                raise
            way.hops.append(Hop(url=str(address)[:MAX_URL_CHARS], via=via, outcome=exc.outcome, reason=str(exc)))
            way.broken = _unless_read(via, str(exc))
            return way
        first, way.landing = None, exchange
        step = _next(exchange, address, net.notes.caps)
        way.hops.append(_hop(exchange, via, step[1] if step is not None else ""))
        if step is None:
            return way
        via, raw = step
        if exchange.status_code not in REDIRECTS:
            way.left.append(exchange)
        try:
            address = join_url(address, raw)
        except (Blocked, Malformed) as exc:
            way.hops.append(Hop(url=raw[:MAX_URL_CHARS], via=via, outcome=exc.outcome, reason=str(exc)))
            way.broken = _unless_read(via, str(exc))
            return way
        if str(address) == known:
            way.back = via
            return way
        if str(address) in seen:
            way.broken = _unless_read(via, "the redirects go in a circle")
            return way
        if len(way.hops) >= net.max_hops:
            net.notes.caps.append(Cap(stage="page", cap=limit("hops", net.max_hops), seen=str(address)[:MAX_URL_CHARS]))
            way.broken = f"more than {net.max_hops} redirects"
            return way


def _unless_read(via: Via, why: str) -> str:
    """Return the reason only if an HTTP redirect failed. Before a markup or script redirect, a page has already been read."""
    return why if via == "http" else ""


def _next(exchange: Exchange, address: WebAddress, caps: list[Cap]) -> tuple[Via, str] | None:
    """Return the kind and the raw URL of the next redirect, or None. Limits of the search are appended to `caps`."""
    if location := location_of(exchange.status_code, exchange.headers):
        return "http", location
    if (refresh := exchange.header("refresh")) and (raw := refresh_target(header_text(refresh))):
        return "http", raw
    if exchange.unread or is_source(exchange.header("content-type"), exchange.headers):
        return None
    return next_hop(exchange.body, exchange.header("content-type"), str(address), caps)


def _hop(exchange: Exchange, via: Via, location: str) -> Hop:
    return Hop(
        url=exchange.url[:MAX_URL_CHARS],
        via=via,
        status_code=exchange.status_code,
        location=location[:MAX_URL_CHARS],
        address=exchange.address,
        tls_version=exchange.tls_version,
        certificate_sha256=exchange.certificate_sha256,
        elapsed_s=exchange.elapsed_s,
    )
