"""Links, frames, scripts and images of a page: made absolute, and sorted into the site's own and foreign ones."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache

from msgspec import Struct

from scamtriage.knowledge.hosts.urlparts import host_of, remembered_host
from scamtriage.knowledge.matcher import Matcher, Pattern
from scamtriage.knowledge.pages.link_words import NOTHING, ranks
from scamtriage.parse.contact.link_slips import with_scheme
from scamtriage.parse.contact.links import ordinary_host
from scamtriage.parse.html.bounded import tidied
from scamtriage.parse.html.reference import base_of, clean, join, scheme_of
from scamtriage.records import lazy_re
from scamtriage.records.facts import Link
from scamtriage.records.limits import limit

MAX_LINKS_KEPT = 200
MAX_TELLING = 24
"""Links to pages about the site's operator that are kept, however many other links there are."""

MAX_OUTWARD = 2_000
MAX_HOSTS = 100
MAX_APPS = 40
MAX_URL = 2_048
MAX_TEXT = 120
APP_SUFFIXES = (
    *(".apk", ".xapk", ".apks", ".aab", ".ipa", ".mobileconfig", ".exe", ".msi", ".msix", ".appinstaller", ".dmg", ".pkg", ".scr", ".bat"),
    *(".cmd", ".lnk", ".hta", ".vbs", ".vbe", ".jse", ".wsf", ".wsh", ".jar", ".ps1", ".iso", ".vhd", ".vhdx", ".chm", ".xll", ".url"),
    *(".appx", ".appxbundle", ".msixbundle", ".library-ms", ".search-ms"),
)
"""Of programs, of images that Windows opens as a drive, and of files that lead it to a program elsewhere."""
ARCHIVES = (".zip", ".rar", ".7z")
INSTALLS = ("itms-services:", "ms-appinstaller:", "search-ms:")
"""Schemes of addresses that install what no shop has seen, or show files of another machine as one's own."""
_PACKED = lazy_re.compile(rf"(?<![a-z])(?:apk|setup|install(?:er)?)(?![a-z])[^/]{{0,80}}(?:{'|'.join(map(re.escape, ARCHIVES))})\Z")
"""The name of an archive that says that a program is in it."""
_PAPERS = lazy_re.compile(
    r"guide|manual|doc|instruct|photo|image|plan|slide|template|theme|plugin|module|sdk|commerce|wordpress|panduan|huong-?dan|คู่มือ"
)
"""What an archive holds whose name says how something is set up, or that it is part of a program that its reader has."""
_LIBRARY = lazy_re.compile(r"-\d[\w.+-]{0,40}\.jar\Z")
"""The name and version of a library, or of a server that its operator runs, as repositories write them."""
_SHARED = "/file"
"""What a host of files sets behind the name of one."""

_WEB = lazy_re.compile(r"https?://[^/\\]")
_BEGINNING = lazy_re.compile(r"^(?:(https://[^/\n]+|http://.[^/\n]+)(?=/)|(.*))", re.MULTILINE)
"""Of each line scheme and host as written, where a path follows, else all of it."""
_AUTHORITY_END = lazy_re.compile(r"[/?#]")
_SCHEME = lazy_re.compile(r"[a-zA-Z][a-zA-Z0-9+.\-]{0,30}:")
_NUMBER = lazy_re.compile(r"\+[1-9][0-9 .()-]{7,20}")
"""A phone number as the whole of a link, by a writer who forgot "tel:"."""
_BOT_HOSTS = frozenset(("api.telegram.org", "discord.com", "discordapp.com"))
_SECRET = lazy_re.compile(r"\d{6,12}(?::|%3[aA])[\w-]{30,}+|(?<=/webhooks/)\d{6,}+/[\w-]{20,}+")

_FILE_OF_QUERY = lazy_re.compile(
    rf"(?:^|[&;])(?!(?:q|u|s|k|wd|query|search|keyword|text|title|subject|body|quote)=)[\w.-]{{1,30}}="
    rf"[^&;]{{0,200}}[^&;\s/=](?:{'|'.join(map(re.escape, APP_SUFFIXES))})(?:[&;]|$)"
)
"""An app file name in the query, as in download.php?file=app.apk; not in parameters for searching or sharing."""


_NAMED = lazy_re.compile(r"[\w)-]\.(?:apk|xapk|ipa|exe|msi|hta|lnk|iso|dmg)\s{0,9}\Z", re.IGNORECASE)
"""The text of a link that ends in the name of a program."""
_DOWNLOADS = (
    r"(?:(?:click|tap) (?:here )?to )?(?:download|install|unduh|muat ?turun|pasang|tải|cài"
    r"|ดาวน์โหลด|ติดตั้ง|โหลด|下[载載]|安[装裝]|다운|ダウンロード)"
)
_BUTTON = lazy_re.compile(rf"\A\W{{0,4}}{_DOWNLOADS}[^.]{{0,24}}\.[a-z]{{2,4}}\s{{0,9}}\Z", re.IGNORECASE)
"""What a button says: "Download Bank.apk". A headline names the file, too: "Police: do not install Bank.apk"."""
_FETCHED = lazy_re.compile(r"download|\bdl\b|unduh|muat-?turun", re.IGNORECASE)


class Resolver(Struct, frozen=True):
    """Makes references absolute. `base` is the page's URL, or its `<base href>` made absolute."""

    base: str
    origin: str
    host: str

    @classmethod
    def at(cls, url: str, base: str = "") -> "Resolver":
        """Return the resolver of a page at `url` that declares `base`."""
        absolute = base_of(url, base)
        scheme, separator, rest = absolute.partition("://")
        authority = _AUTHORITY_END.split(rest, maxsplit=1)[0]
        return cls(absolute, f"{scheme}{separator}{authority}", host_of(absolute))

    def resolve(self, reference: str) -> tuple[str, str]:
        """Return (absolute URL, host) of a reference; the host is "" for schemes without one. Secrets of bots are replaced by "[token]"."""
        answer = self._resolve(reference)
        return (_SECRET.sub("[token]", answer[0]), answer[1]) if answer[1] in _BOT_HOSTS else answer

    def _resolve(self, reference: str) -> tuple[str, str]:
        if " " in reference or not reference.isprintable():
            reference = clean(reference)
        slashes = "\\" not in reference  # else some may have to become slashes
        if slashes and reference.startswith("/") and not reference.startswith("//"):
            return (self.origin + reference)[:MAX_URL], self.host
        if not slashes or _WEB.match(reference) is None:
            if _SCHEME.match(reference) and not reference[:6].lower().startswith(("http:", "https:")):
                return reference[:MAX_URL], ""
            reference = join(self.base, reference)
        return reference[:MAX_URL], host_of(reference)  # the host of the uncut URL: a user name can be longer than MAX_URL


class LinkFacts(Struct, frozen=True):
    """The sorted links of a page, each URL once.

    `links`: foreign hosts first, then other schemes (tel:, mailto:), then the site's own. `outward`: those that do not lead to the site
    itself, targets of javascript: links included, at most MAX_OUTWARD.
    """

    links: tuple[Link, ...]
    outward: tuple[Link, ...]
    foreign_hosts: tuple[str, ...]
    apps: tuple[str, ...]
    caps: tuple[tuple[str, int], ...] = ()
    """Limits that cut off links to elsewhere. The site's own links are not listed here, because the page reports their number."""


def read_links(raw: Sequence[tuple[str, str]], resolver: Resolver, own: str) -> LinkFacts:
    """Sort the links of a page. `own` is the registrable name, or the host, that counts as the site itself."""
    if not "".join(hrefs := [href for href, _ in raw]).isprintable():
        raw = [(href if href.isprintable() else clean(href), text) for href, text in raw]
        hrefs = [href for href, _ in raw]
    first = dict.fromkeys(hrefs, "")
    first.update(reversed(raw))  # each href with the text of its first link
    foreign: dict[str, tuple[str, str, str]] = {}
    schemes: dict[str, Link] = {}
    inner: dict[str, str] = {}
    hosts: dict[str, bool] = {}  # host -> whether it is the site's own
    absolute: dict[str, str] = {}  # scheme and host as written -> host: a cache, because most links of a page lead to a few hosts
    # none is cut, and none cleaned
    plain = max(map(len, hrefs), default=0) <= MAX_URL and " " not in (joined := "".join(hrefs)) and "\\" not in joined
    scripts, left_out = False, 0
    for href, text in first.items():
        initial = href[:1]
        if initial == "#" or not initial:
            continue
        if initial == "/" and href[1:2] not in ("/", "\\"):
            inner[href] = text
            continue
        if initial == "+" and _NUMBER.fullmatch(href):
            url = f"tel:{href}"
            schemes.setdefault(url, Link(url=url, text=_short(text)))
            continue
        if "://" not in href[:9] and len(href) < MAX_URL and (bare := with_scheme(href)) is not None:
            schemes.setdefault(bare, Link(url=bare, text=_short(text)))
            continue
        end = href.find("/", 8) if initial == "h" else 0
        authority = href if end < 0 else href[:end]
        if authority in absolute and (plain or (len(href) <= MAX_URL and " " not in href and "\\" not in href)):
            url, host = href, absolute[authority]
        else:
            url, host = resolver.resolve(href)
            if host and authority.endswith(host) and authority[: -len(host)] in ("https://", "http://") and host not in _BOT_HOSTS:
                absolute[authority] = host
        if not host:
            if _is_script(href):
                scripts = True
            else:
                schemes.setdefault(url, Link(url=url, text=_short(text)))
            continue
        if host not in hosts:
            hosts[host] = is_own(host, own)
        if hosts[host]:
            inner[href] = text
        elif len(foreign) < MAX_OUTWARD or (len(foreign) < 2 * MAX_OUTWARD and not ordinary_host(host)):
            foreign[href] = url, host, text
        else:
            left_out += 1
    outward = (*_links(foreign.values()), *schemes.values())
    room = max(0, MAX_LINKS_KEPT - len(outward))
    chosen = [*inner.items()] if len(inner) <= room else _foremost(inner, room)
    kept = _links([(*_inner(href, resolver), text) for href, text in chosen])
    offered = (*foreign, *inner, *schemes)
    apps = (
        dict.fromkeys([resolver.resolve(href)[0] for href in offered if is_app(href)])
        if _app_marks().found("\n".join(offered).lower())
        else {}
    )
    apps |= dict.fromkeys([resolver.resolve(href)[0] for href, text in first.items() if "." in text[-12:] and _is_named(href, text)])
    strangers = tuple([host for host, own_host in hosts.items() if not own_host])
    run = [Link(url=resolver.resolve(href)[0], text=_short(text)) for href, text in raw if _is_script(href)] if scripts else ()
    reached = (
        ("links to elsewhere", MAX_LINKS_KEPT, len(outward) + left_out),
        ("outward links", MAX_OUTWARD, len(outward) + len(run) + left_out),
        ("foreign hosts", MAX_HOSTS, len(strangers)),
        ("apps", MAX_APPS, len(apps)),
    )
    return LinkFacts(
        (*outward[: MAX_LINKS_KEPT - len(kept)], *kept),
        _openers_first((*outward, *run)),
        strangers[:MAX_HOSTS],
        tuple(apps)[:MAX_APPS],
        tuple([(limit(name, most), seen) for name, most, seen in reached if seen > most]),
    )


def _foremost(inner: Mapping[str, str], room: int) -> list[tuple[str, str]]:
    """Return at most `room` of the site's own links, with the last MAX_TELLING that identify its operator among them.

    Those are included because they mostly stand in the footer.
    """
    links = list(inner.items())
    telling = [number for number, rank in enumerate(ranks(links)) if rank < NOTHING][-MAX_TELLING:]
    return [links[number] for number in sorted({*telling, *range(max(0, room - len(telling)))})]


def _openers_first(outward: tuple[Link, ...]) -> tuple[Link, ...]:
    """Return at most MAX_OUTWARD links. If there are more, those that may open a conversation or a payment are kept first."""
    if len(outward) > MAX_OUTWARD:
        outward = tuple(sorted(outward, key=lambda link: bool(link.host) and ordinary_host(link.host)))
    return outward[:MAX_OUTWARD]


def _links(found: Collection[tuple[str, str, str]]) -> tuple[Link, ...]:
    """Make links of (absolute URL, host, raw text)."""
    texts = tidied([text for _, _, text in found])
    return tuple([Link(url=url, host=host, text=text[:MAX_TEXT]) for (url, host, _), text in zip(found, texts, strict=True)])


def _is_script(href: str) -> bool:
    return (href[:1] in ("j", "J") or href[:1] <= " ") and scheme_of(href) == "javascript"


@cache
def _app_marks() -> Matcher[str]:
    """Marks of app files, searched in one pass over all references, because most pages offer no app."""
    return Matcher(Pattern(mark, mark) for mark in (*APP_SUFFIXES, *ARCHIVES, *INSTALLS))


def _inner(href: str, resolver: Resolver) -> tuple[str, str]:
    """Return (absolute URL, host) of a reference to the site itself."""
    if href[0] == "/" and href[1:2] != "/" and "\\" not in href and len(href) <= MAX_URL and resolver.host not in _BOT_HOSTS:
        return resolver.origin + href, resolver.host
    return resolver.resolve(href)


def is_app(href: str) -> bool:
    """Return whether a reference offers an app. Checked are its file name, a file name in its query, and iOS install links."""
    href = href.partition("#")[0].strip().lower()
    if "." not in href[-14:] and "?" not in href:
        return href.startswith(INSTALLS)
    path, _, query = href.partition("?")
    path = path.removesuffix(_SHARED)
    if path.endswith(ARCHIVES):
        return _PACKED.search(name := path.rpartition("/")[2][-120:]) is not None and _PAPERS.search(name) is None
    if path.endswith(".jar") and _LIBRARY.search(path[-120:]) is not None:
        return False
    return path.endswith(APP_SUFFIXES) or path.startswith(INSTALLS) or (bool(query) and _FILE_OF_QUERY.search(query) is not None)


def is_own(host: str, own: str) -> bool:
    return host == own or host.endswith(f".{own}")


def hosts_of(references: Iterable[str], resolver: Resolver) -> tuple[tuple[str, int], ...]:
    """Return (host, count) of all references, the most frequent first."""
    written = [*references]
    lines = "\n".join(written)
    if "\t" in lines or "\r" in lines or lines.count("\n") >= len(written):  # one stands in a reference, perhaps within its host
        lines = "\n".join(map(clean, written))
    counts: Counter[str] = Counter()
    told = _BEGINNING.findall(lines) if written else []
    for (beginning, other), number in Counter(told).items():  # each beginning is parsed once
        counts[remembered_host(beginning) if beginning else resolver.resolve(other)[1]] += number
    counts.pop("", None)
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def _is_named(href: str, text: str) -> bool:
    """Return whether a link says that it downloads a program, wherever it leads: "Download Bank.apk", or "Bank.apk" at an address that
    downloads. Articles name programs, too."""
    if href[:1] in ("", "#") or _is_script(href) or _NAMED.search(text[-60:]) is None:
        return False
    return _BUTTON.match(text) is not None or (" " not in text.strip() and _FETCHED.search(href[-200:]) is not None)


def _short(text: str) -> str:
    return " ".join(text.split())[:MAX_TEXT]
