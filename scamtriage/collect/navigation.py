"""Follow a URL to its page, hop by hop, as a browser does.

HTTPS is tried before HTTP. A redirect may be an HTTP response, markup (meta refresh) or a script.
"""

from dataclasses import dataclass, field
from typing import Literal

from msgspec.structs import replace

from scamtriage.collect.certificate import stops_browsers
from scamtriage.collect.read_response import is_blank, read_response
from scamtriage.knowledge.hosts.lent_names import site_of
from scamtriage.knowledge.hosts.urlparts import DEFAULT_PORTS
from scamtriage.net.errors import Malformed, NetError, Refused, TimedOut, Unreachable
from scamtriage.net.protocol import HttpResponse, Net
from scamtriage.net.url import REDIRECTS, WebAddress, header_text, join_url, location_of, read_url
from scamtriage.parse.html.redirect import next_hop
from scamtriage.parse.html.refresh import AT_ONCE_S, refresh_target, wait_of
from scamtriage.records.evidence import Cap
from scamtriage.records.facts import Hop, PageFacts
from scamtriage.records.limits import limit
from scamtriage.records.target import Target

Via = Literal["start", "http", "meta", "script"]
MAX_URL_CHARS = 2_048
_NOT_HERE = (404, 410)
"""Status codes on which browsers that chose https by themselves fall back to http. A refusal or a busy server says nothing about the
site."""


@dataclass(slots=True)
class Navigation:
    """The hops to a page, and the responses on the way and at the end."""

    hops: list[Hop] = field(default_factory=list)
    landing: HttpResponse | None = None
    """The last response; None only if there was none over HTTP."""
    passed: list[HttpResponse] = field(default_factory=list)
    """Pages on the way that redirect by markup or script."""
    broken: str = ""
    """Why the chain ends before a page; "" if it reached one."""
    known: str = ""
    """A URL that is not fetched again."""
    leads_back: Via | Literal[""] = ""
    """The kind of redirect that leads back to the `known` URL, where following stops; "" if none does."""
    fell_back: bool = False
    """HTTPS gave no answer, or nothing that browsers display, and HTTP was used."""
    skipped: HttpResponse | None = None
    """The https response that was skipped because browsers stop at its certificate."""
    unread: bool = False
    """Browsers stop at the certificate of the https page, and the http page could not be read."""

    def read(self, target: Target) -> tuple[PageFacts, tuple[Cap, ...]]:
        """Return the facts of the page at the end, and the caps that applied."""
        assert self.landing is not None
        return read_response(self.landing, self.hops, target, broken=self.broken)

    def hops_to(self, page: HttpResponse) -> list[Hop]:
        """Return the hops up to the one that gave this response."""
        url = page.url[:MAX_URL_CHARS]  # it may have failed before: https that gives no answer, to which http then redirects
        at = next(at for at, hop in enumerate(self.hops) if hop.url == url and hop.status_code is not None)
        return self.hops[: at + 1]

    def reached(self) -> HttpResponse | None:
        """Return the page at the end, or None if the chain is broken, leads back, or ends in an error."""
        page = self.landing
        return None if page is None or self.leads_back or self.broken or page.status_code >= 400 else page

    def fail(self, url: str, via: Via, exc: NetError) -> None:
        """Record a hop that failed. The chain counts as broken only after an HTTP redirect: before any other, a page has been read."""
        self.hops.append(Hop(url=url[:MAX_URL_CHARS], via=via, outcome=exc.outcome, reason=str(exc)))
        self.broken = str(exc) if via == "http" else ""


async def arrive(target: Target, net: Net, profile: str = "default") -> Navigation:
    """Follow the target to its page: HTTPS first, then HTTP, unless the analyst gave the scheme.

    HTTP is used if HTTPS gives no answer or one that browsers do not stay with.
    """
    if target.scheme_given or not target.url.startswith("https://"):
        return await follow(target.url, net, profile)
    plain_url = f"http://{target.url.removeprefix('https://')}"
    try:
        response = await net.get(target.url, profile=profile)
    except (Unreachable, TimedOut, Malformed) as exc:
        way = Navigation(fell_back=True)
        way.fail(target.url, "start", exc)
        return await follow(plain_url, net, profile, way)
    address = read_url(target.url)
    warning = stops_browsers(response.chain_der, target.host, net.now(), net.policy.roots)
    at_default_port = address.port == DEFAULT_PORTS[address.scheme]
    if not (at_default_port and (warning or (response.status_code in _NOT_HERE and is_blank(response, target)))):
        return await follow(target.url, net, profile, first=response)
    left = replace(_hop(response, "start"), reason=f"browsers warn of its certificate: {warning}" if warning else "")
    way = Navigation(hops=[left], known=str(address))
    failure = await _try_http(plain_url, net, profile, way)
    if (page := way.reached()) is not None and not (warning and is_blank(page, target)):
        way.fell_back, way.skipped = True, response if warning else None
        return way
    unread = bool(warning) and not (way.leads_back or isinstance(failure, Refused) or _has_nothing(way, target))
    back = Navigation(hops=way.hops[1:], passed=way.passed, unread=unread)
    return await follow(target.url, net, profile, back, first=response, via=way.leads_back or "start")


async def follow(
    url: str, net: Net, profile: str = "default", way: Navigation | None = None, *, first: HttpResponse | None = None, via: Via = "start"
) -> Navigation:
    """Follow all automatic redirects, each URL once. Raises NetError if the first hop fails.

    `way` holds earlier hops, `first` a response already received for `url`, `via` the kind of redirect that led to `url`.
    """
    way = Navigation() if way is None else way
    address = read_url(url)
    response = await net.get(str(address), profile=profile) if first is None else first
    visited = {str(address)}
    while True:
        way.landing = response
        redirect = _redirect(response, address, net.notes.caps)
        way.hops.append(_hop(response, via, redirect))
        if redirect is None:
            return way
        via, url = redirect
        if response.status_code not in REDIRECTS:
            way.passed.append(response)
        try:
            address = join_url(address, url)
            url = str(address)
            if _ends_at(url, via, way, visited, net):
                return way
            response = await net.get(url, profile=profile)
        except NetError as exc:
            way.fail(url, via, exc)
            return way
        visited.add(url)


def _ends_at(url: str, via: Via, way: Navigation, visited: set[str], net: Net) -> bool:
    """Return whether the chain ends before this URL, and record why. It is known, in a circle, or one hop too many."""
    most = net.policy.max_hops
    if url == way.known:
        way.leads_back = via
    elif url in visited:
        if via == "http":
            way.broken = "the redirects go in a circle"
        else:
            net.notes.caps.append(Cap(stage="page", cap=limit("redirect back")))
    elif len(way.hops) >= most:
        net.notes.caps.append(Cap(stage="page", cap=limit("hops", most), seen=url[:MAX_URL_CHARS]))
        way.broken = f"more than {most} redirects"
    else:
        return False
    return True


async def _try_http(url: str, net: Net, profile: str, way: Navigation) -> NetError | None:
    """Follow the target over HTTP within half of the remaining time, so that the HTTPS response can be followed. Return the failure."""
    try:
        async with net.limit(net.left() / 2):
            await follow(url, net, profile, way)
    except NetError as exc:
        way.fail(url, "start", exc)
        way.broken = str(exc)
        return exc
    return None


def _has_nothing(way: Navigation, target: Target) -> bool:
    """Return whether the site itself says that it has no page here. Barriers, busy servers and broken chains hide what others may see."""
    page = way.landing
    if page is None or way.broken or site_of(read_url(page.url).host) != site_of(target.host):
        return False
    return (page.status_code in _NOT_HERE or page.status_code < 400) and is_blank(page, target)


def _redirect(response: HttpResponse, address: WebAddress, caps: list[Cap]) -> tuple[Via, str] | None:
    """Return the kind and the raw URL of the redirect, or None. Limits of the search are appended to `caps`."""
    if location := location_of(response.status_code, response.headers):
        return "http", location
    if refresh := header_text(response.header("refresh")):
        if url := refresh_target(refresh):
            return "http", url
        if (wait_s := wait_of(refresh)) is not None and wait_s <= AT_ONCE_S:
            caps.append(Cap(stage="page", cap=limit("redirect back")))
    if response.unread:
        return None
    return next_hop(response.body, response.header("content-type"), str(address), caps, response.headers)


def _hop(response: HttpResponse, via: Via, redirect: tuple[Via, str] | None = None) -> Hop:
    return Hop(
        url=response.url[:MAX_URL_CHARS],
        via=via,
        status_code=response.status_code,
        location=redirect[1][:MAX_URL_CHARS] if redirect is not None else "",
        address=response.address,
        tls_version=response.tls_version,
        certificate_sha256=response.certificate_sha256,
        elapsed_s=response.elapsed_s,
    )
