"""Where a page leads: links, frames, scripts and images, made absolute and sorted by whose they are."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from scamtriage.parse.reference import clean, join
from scamtriage.records.facts import Link

MAX_LINKS_KEPT = 200
MAX_OUTWARD = 2_000
MAX_HOSTS = 100
MAX_URL = 2_048
MAX_TEXT = 120
APP_SUFFIXES = (".apk", ".xapk", ".apks", ".aab", ".ipa", ".mobileconfig", ".exe", ".msi", ".msix", ".dmg", ".pkg", ".scr", ".bat")

_APP_MARKS = (*APP_SUFFIXES, "itms-services:")
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.\-]{0,30}:")
_AUTHORITY = re.compile(r"(?:[^/?#@]{0,300}@)?(\[[0-9a-fA-F:.]+\]|[^/?#:@]{1,255})(?::\d{0,5})?(?=[/?#]|$)")
_BOT_HOSTS = frozenset(("api.telegram.org", "discord.com", "discordapp.com"))
_SECRET = re.compile(r"\d{6,12}(?::|%3[aA])[\w-]{30,}+|(?<=/webhooks/)\d{6,}+/[\w-]{20,}+")


@dataclass(frozen=True, slots=True)
class Resolver:
    """Makes references absolute. `base` is the page's URL, or its `<base href>` made absolute."""

    base: str
    origin: str
    host: str

    @classmethod
    def at(cls, url: str, base: str = "") -> "Resolver":
        """For a page at `url` that declares `base`; a base that is no URL is left out."""
        absolute = url
        if base:
            joined = join(url, base)
            absolute = joined if joined.lower().startswith(("http://", "https://")) else url
        scheme, separator, rest = absolute.partition("://")
        authority = re.split(r"[/?#]", rest, maxsplit=1)[0]
        return cls(absolute, f"{scheme}{separator}{authority}", host_of(absolute))

    def resolve(self, reference: str) -> tuple[str, str]:
        """(absolute URL, host) of a reference; the host is "" for schemes without one. Secrets of bots are cut out."""
        answer = self._resolve(reference)
        return (_SECRET.sub("[token]", answer[0]), answer[1]) if answer[1] in _BOT_HOSTS else answer

    def _resolve(self, reference: str) -> tuple[str, str]:
        if len(reference) > MAX_URL or " " in reference or not reference.isprintable():
            reference = clean(reference)[:MAX_URL]
        if reference.startswith(("https://", "http://")):
            return reference, host_of(reference)
        if reference.startswith("/") and not reference.startswith(("//", "/\\")):
            return self.origin + reference, self.host
        if _SCHEME.match(reference):
            lowered = reference[:8].lower()
            return reference, host_of(reference) if lowered.startswith(("http:", "https:")) else ""
        absolute = join(self.base, reference)
        return absolute, host_of(absolute)


def host_of(url: str) -> str:
    """Host of an http(s) URL in lower case, A-labels where it can be encoded; "" when it has none."""
    end = url.find("/", 8)
    return _host_of(url[:300] if end < 0 else url[:end])


@lru_cache(maxsize=4_096)
def _host_of(url: str) -> str:
    _, separator, rest = url.partition(":")
    if not separator:
        return ""
    match = _AUTHORITY.match(rest.replace("\\", "/").lstrip("/"))
    return "" if match is None else _plain_host(match[1])


def _plain_host(host: str) -> str:
    host = host.rstrip(".").lower()
    if host.isascii():
        return host
    return _a_label(host)


@lru_cache(maxsize=1_024)
def _a_label(host: str) -> str:
    import idna

    try:
        return idna.encode(host, uts46=True).decode()
    except (idna.IDNAError, UnicodeError):
        return host.encode("ascii", "replace").decode()


@dataclass(frozen=True, slots=True)
class LinkFacts:
    """`links`: foreign hosts first, then other schemes (tel:, mailto:), then the site's own, each URL once. `outward`: those that
    lead anywhere but to the site itself, script targets too, at most 2,000."""

    links: tuple[Link, ...]
    outward: tuple[Link, ...]
    foreign_hosts: tuple[str, ...]
    apps: tuple[str, ...]


def read_links(raw: Iterable[tuple[str, str]], resolver: Resolver, own: str) -> LinkFacts:
    """Sort the links of a page. `own` is the registrable name, or the host, that counts as the site itself."""
    foreign: dict[str, Link] = {}
    schemes: dict[str, Link] = {}
    scripts: list[Link] = []
    inner: dict[str, str] = {}
    hosts: dict[str, bool] = {}
    absolute: dict[str, str] = {}
    """What a plain address begins with -> its host; most links of a page go to a few."""
    for href, text in raw:
        if not href.isprintable():
            href = clean(href)
        first = href[:1]
        if first in ("#", "") or href in inner or href in foreign:
            continue
        if first == "/" and href[1:2] not in ("/", "\\"):
            inner[href] = text
            continue
        end = href.find("/", 8) if first == "h" else 0
        authority = href if end < 0 else href[:end]
        host = absolute.get(authority, "")
        if host and len(href) <= MAX_URL and " " not in href and href.isprintable():
            url = href
        else:
            url, host = resolver.resolve(href)
            if authority.endswith(host) and authority[: -len(host)] in ("https://", "http://") and host not in _BOT_HOSTS:
                absolute[authority] = host
        if not host:
            link = Link(url=url, text=_short(text))
            if href[:11].lower() == "javascript:":
                scripts.append(link)
            else:
                schemes.setdefault(url, link)
            continue
        own_host = hosts.get(host)
        if own_host is None:
            own_host = hosts[host] = is_own(host, own)
        if own_host:
            inner[href] = text
        elif len(foreign) < MAX_OUTWARD:
            foreign[href] = Link(url=url, host=host, text=_short(text))
    outward = (*foreign.values(), *schemes.values())
    room = max(0, MAX_LINKS_KEPT - len(outward))
    kept = tuple(_inner(href, text, resolver) for href, text in islice(inner.items(), room))
    offered = (*foreign, *inner, *schemes)
    lowered = "\n".join(offered).lower()
    apps = (
        dict.fromkeys(resolver.resolve(href)[0] for href in offered if is_app(href)) if any(mark in lowered for mark in _APP_MARKS) else {}
    )
    strangers = tuple(host for host, own_host in hosts.items() if not own_host)
    return LinkFacts((*outward, *kept)[:MAX_LINKS_KEPT], (*outward, *scripts)[:MAX_OUTWARD], strangers[:MAX_HOSTS], tuple(apps)[:40])


def _inner(href: str, text: str, resolver: Resolver) -> Link:
    if href[0] == "/" and href[1:2] not in ("/", "\\") and len(href) <= MAX_URL and resolver.host not in _BOT_HOSTS:
        return Link(url=resolver.origin + href, host=resolver.host, text=_short(text))
    url, host = resolver.resolve(href)
    return Link(url=url, host=host, text=_short(text))


def is_app(href: str) -> bool:
    """Whether a reference offers a programme: by its file name, or as an install link of iOS."""
    if "." not in href[-14:] and "?" not in href:
        return href[:14].lower() == "itms-services:"
    path = href.split("#", 1)[0].split("?", 1)[0].lower()
    return path.endswith(APP_SUFFIXES) or path.startswith("itms-services:")


def is_own(host: str, own: str) -> bool:
    return host == own or host.endswith(f".{own}")


def hosts_of(references: Iterable[str], resolver: Resolver) -> tuple[tuple[str, int], ...]:
    """(host, how often) of references, most first."""
    counts = Counter(
        host_of(reference) if reference.startswith(("https://", "http://")) else resolver.resolve(reference)[1] for reference in references
    )
    counts.pop("", None)
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:MAX_HOSTS])


def _short(text: str) -> str:
    return " ".join(text.split())[:MAX_TEXT]
