"""The way to a page, hop by hop, as a browser would go it: HTTPS before HTTP, redirects of HTTP, of markup and of scripts."""

from dataclasses import dataclass, field
from typing import Literal

from scamtriage.net.errors import Blocked, Malformed, NetError, TimedOut, Unreachable
from scamtriage.net.protocol import Exchange, Net
from scamtriage.net.url import REDIRECTS, WebAddress, header_text, join_url, location_of, read_url
from scamtriage.parse.html.redirect import next_hop
from scamtriage.parse.html.refresh import refresh_target
from scamtriage.records.evidence import Cap
from scamtriage.records.facts import Hop
from scamtriage.records.limits import limit
from scamtriage.records.target import Target

Via = Literal["start", "http", "meta", "script"]
MAX_URL_CHARS = 2_048


@dataclass(slots=True)
class Way:
    """The chain of hops, and the exchange at its end."""

    hops: list[Hop] = field(default_factory=list)
    landing: Exchange | None = None
    left: list[Exchange] = field(default_factory=list)
    """Pages on the way that would have sent their reader on by themselves."""
    broken: str = ""
    """Why the chain ends before a page; "" when it led to one."""


async def arrive(target: Target, net: Net, profile: str = "default") -> Way:
    """HTTPS first, then HTTP, unless the analyst named the scheme."""
    try:
        return await walk(target.url, net, profile)
    except (Unreachable, TimedOut, Malformed) as exc:
        if target.scheme_given or not target.url.startswith("https://"):
            raise
        failed = Hop(url=target.url[:MAX_URL_CHARS], outcome=exc.outcome, reason=str(exc))
    way = await walk(f"http://{target.url.removeprefix('https://')}", net, profile)
    way.hops.insert(0, failed)
    return way


async def walk(start: str, net: Net, profile: str) -> Way:
    """Follow what sends a visitor on by itself, each address once. Raises NetError when the first hop fails."""
    way = Way()
    seen: set[str] = set()
    address = read_url(start)
    via: Via = "start"
    while True:
        seen.add(str(address))
        try:
            exchange = await net.get(str(address), profile=profile)
        except NetError as exc:
            if way.landing is None:
                raise
            way.hops.append(Hop(url=str(address)[:MAX_URL_CHARS], via=via, outcome=exc.outcome, reason=str(exc)))
            way.broken = _unless_read(via, str(exc))
            return way
        way.landing = exchange
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
    if exchange.unread:
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
