"""The way to a page, hop by hop, as a browser would go it: HTTPS before HTTP, redirects of HTTP, of markup and of scripts."""

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
from scamtriage.parse.html.redirect import next_hop
from scamtriage.parse.html.refresh import refresh_target
from scamtriage.parse.html.source import is_source
from scamtriage.records.evidence import Cap
from scamtriage.records.facts import Hop
from scamtriage.records.limits import limit
from scamtriage.records.target import Target

Via = Literal["start", "http", "meta", "script"]
MAX_URL_CHARS = 2_048
_NOT_HERE = (404, 410)
"""Where browsers that chose https by themselves go back to http. A refusal or a server that is busy says nothing of the site."""


@dataclass(slots=True)
class Way:
    """The chain of hops, and the exchange at its end."""

    hops: list[Hop] = field(default_factory=list)
    landing: Exchange | None = None
    left: list[Exchange] = field(default_factory=list)
    """Pages on the way that would have sent their reader on by themselves."""
    broken: str = ""
    """Why the chain ends before a page; "" when it led to one."""
    back: Via | Literal[""] = ""
    """By what it leads to the address that is known already, where it was left."""
    plain: bool = False
    """The address named no scheme, and https gave no answer, or nothing that browsers show."""
    over: Exchange | None = None
    """What was at https instead, and was passed over: browsers stop at its certificate."""
    unseen: bool = False
    """Browsers stop at the certificate of the page at https, and what they show at http instead could not be read."""
    closed: bool = False
    """Nobody listens where it begins."""


async def arrive(target: Target, net: Net, profile: str = "default", *, blank: Callable[[Exchange], bool] = lambda _: False) -> Way:
    """HTTPS first, then HTTP, unless the analyst named the scheme: where HTTPS gives no answer, and where browsers do not stay with what it
    gives. `blank`: whether an answer is no page of the site's."""
    if target.scheme_given or not target.url.startswith("https://"):
        return await walk(target.url, net, profile)
    plain = f"http://{target.url.removeprefix('https://')}"
    try:
        first = await net.get(target.url, profile=profile)
    except (Unreachable, TimedOut, Malformed) as exc:
        failed = Hop(url=target.url[:MAX_URL_CHARS], outcome=exc.outcome, reason=str(exc))
        return await walk(plain, net, profile, Way(hops=[failed], plain=True))
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
        target.url, net, profile, Way(hops=other.hops[1:], left=other.left, unseen=unseen), first=first, via=other.back or "start"
    )


def _nothing(way: Way, target: Target, blank: Callable[[Exchange], bool]) -> bool:
    """Whether the site itself says that it has no page here. A door, a busy server and a way that breaks off hide what others see."""
    page = way.landing
    if page is None or way.broken or site_of(read_url(page.url).host) != site_of(target.host):
        return False
    return (page.status_code in _NOT_HERE or page.status_code < 400) and blank(page)


async def _plain_way(plain: str, passed: Hop, net: Net, profile: str, *, known: str) -> Way:
    """The way over HTTP, in half of the time that is left: what answered at HTTPS may have to be followed yet."""
    way = Way(hops=[passed])
    try:
        async with net.limit(net.left() / 2):
            return await walk(plain, net, profile, way, known=known)
    except NetError as exc:
        way.broken, way.closed = str(exc), isinstance(exc, Refused)
        way.hops.append(Hop(url=plain[:MAX_URL_CHARS], outcome=exc.outcome, reason=way.broken))
        return way


async def walk(
    start: str, net: Net, profile: str, way: Way | None = None, *, first: Exchange | None = None, via: Via = "start", known: str = ""
) -> Way:
    """Follow what sends a visitor on by itself, each address once. Raises NetError when the first hop fails.

    `way`: what was gone before; `first`: what was had already of the start; `via`: what led there; `known`: an address that is not gone
    to again.
    """
    way = Way() if way is None else way
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
    """A page that would send its reader on by itself has been read already; what only forwards has not led to a page."""
    return why if via == "http" else ""


def _next(exchange: Exchange, address: WebAddress, caps: list[Cap]) -> tuple[Via, str] | None:
    """How and where a browser goes on from here, the target as it was written; `caps` takes the limits of the search."""
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
