"""Read links that open a conversation, a payment or a remote-support tool. Only the URL is read; nothing is fetched."""

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from urllib.parse import unquote

from msgspec.structs import replace

from scamtriage.knowledge.hosts.redirectors import leads_on, onward, onward_otherwise
from scamtriage.knowledge.hosts.urlparts import NoHost, read_host
from scamtriage.knowledge.matcher import Matcher, Pattern
from scamtriage.parse.contact import link_slips, mail, remote_tools
from scamtriage.parse.contact.budget import LookupBudget
from scamtriage.parse.contact.cards import card_in, fields
from scamtriage.parse.contact.found import Found
from scamtriage.parse.contact.link_hosts import HOSTS, reader_of, signal_link, telegram_web
from scamtriage.parse.contact.link_parts import argument
from scamtriage.parse.contact.link_payments import drawn, qr_service
from scamtriage.parse.contact.link_schemes import SCHEMES, mailto, numbers
from scamtriage.parse.contact.windows import Window
from scamtriage.records import lazy_re

MAX_URL_CHARS = 2_048
MOST_WITHIN = 4
"""The maximum nesting of links. Real links wrap one or two others, but 2,000 characters can hold two hundred."""
_URL = lazy_re.compile(
    r"(?<![A-Za-z0-9@._-])(?:[a-z][a-z0-9+.-]{1,20}:)?(?://)?[A-Za-z0-9][A-Za-z0-9._~:/?#@!$&()*+;=%,-]{4,400}", re.IGNORECASE
)
_DEFANGED = lazy_re.compile(
    r"(?<![A-Za-z0-9@.])(?:(t|wa|line|zalo|m) ?[\[({] ?(?:\.|dot) ?[\])}] ?|(t|wa"
    r"|zalo)(?: \. ?|\. |\.(?=me(?: /|/ ))))me ?/ ?([A-Za-z0-9+~@%][\w+~@%/.-]{2,60})",
    re.IGNORECASE | re.ASCII,
)
"""A link written with brackets or spaces to evade filters: t[.]me/name, wa . me / 66812345678, t.me / name."""
_PREVIEW = lazy_re.compile(r"\A(?:https?://)?t\.me/s/", re.IGNORECASE)
"""The posts of a Telegram channel, where who writes the address sends the reader. Widgets fetch it by a script, and lead nobody there."""
_INNER = lazy_re.compile(r"=https?://", re.IGNORECASE)
"""A URL in the query of another, to which that one redirects."""
_HOST_AND_PORT = r"[A-Za-z0-9-]{1,24}\.[A-Za-z0-9.-]{1,24}:[0-9]{1,5}/"
_PARTS = lazy_re.compile(rf"(?:(?!{_HOST_AND_PORT})([A-Za-z][A-Za-z0-9+.-]{{0,24}}):)?(?://)?([^/?#]*)([^?#]*)\??([^#]*)#?(.*)", re.DOTALL)
_DESK = lazy_re.compile(r"/{0,2}([1-9][0-9]{8,9})(?![0-9A-Za-z])")
"""The machine to which the link of a remote tool connects: anydesk:577412088."""
_TRAILING = ".,;:!?)'\"*"


def find(window: Window, regions: Callable[[], tuple[str, ...]], budget: LookupBudget) -> Iterator[Found]:
    """Yield the contacts of links written out in a text or a script. `regions` gives the page's countries."""
    for match in _URL.finditer(window.raw):
        if budget.left <= 0:
            return
        url = match[0].rstrip(_TRAILING)
        if window.place != "script":
            url = _PREVIEW.sub("t.me/", url)
        yield from _at(match, read(url, regions() if link_slips.lacks_code(url) else (), budget, in_text=True))
        if (inner := _INNER.search(url, 8)) is not None:
            yield from _at(match, read(url[inner.start() + 1 :], (), budget, in_text=True))
    for match in _DEFANGED.finditer(window.raw):
        yield from _at(match, read(f"{(match[1] or match[2]).lower()}.me/{match[3].rstrip(_TRAILING)}", (), budget, in_text=True))


def _at(match: re.Match[str], founds: tuple[Found, ...]) -> Iterator[Found]:
    for found in founds:
        yield replace(found, start=match.start(), end=match.end())


def read(
    url: str, regions: tuple[str, ...], budget: LookupBudget, *, in_text: bool = False, within: int = MOST_WITHIN
) -> tuple[Found, ...]:
    """Return what one link opens; () for an ordinary link.

    Also () for a link nested deeper than `within`, and if the page's budget is spent: parsing the number in a link is expensive.
    """
    url = url.strip()[:MAX_URL_CHARS].replace("&amp;", "&")
    match = _PARTS.match(url)
    if match is None or within < 0:
        return ()
    scheme, host, path, query, fragment = (part or "" for part in match.groups())
    scheme = scheme.lower()
    if scheme not in ("", "http", "https"):
        return _of_scheme(scheme, url, query, regions, budget, within)
    host = _host(host)
    if (written := _written_out(url, host, query, fragment)) is not None:
        return written
    if leads_on(host) and (inner := unquote(onward(host, path, query)) or onward_otherwise(host, path, query)):
        return read(inner, regions, budget, within=within - 1)
    reader = reader_of(host)
    if reader is None:
        return () if in_text and not path and not scheme else _some(_tool_link(host, path, query))
    if not budget.spend():
        return ()
    if reader is qr_service and (payload := drawn(query)):
        return _some(reader(path, query)) or read(payload, regions, budget, within=within - 1)
    return _some(reader(path, query) or (link_slips.read_national(host, path, query, regions, budget) if regions else None))


def _of_scheme(scheme: str, url: str, query: str, regions: tuple[str, ...], budget: LookupBudget, within: int) -> tuple[Found, ...]:
    """Return what a link of another scheme than the web's opens."""
    if scheme == "mailto":
        return mailto(url[len(scheme) + 1 :].lstrip("/"))
    if scheme in SCHEMES:
        rest = url[len(scheme) + 1 :].lstrip("/")
        return tuple(
            found for one in numbers(scheme, rest) if budget.spend() and (found := SCHEMES[scheme](one, regions, budget)) is not None
        )
    if tool := remote_tools.of_scheme(scheme):
        desk = _DESK.match(url, len(scheme) + 1)
        return (Found(kind="remote-tool", value=tool, detail=f"link, id {desk[1]}" if desk is not None else "link"),)
    if scheme in ("data", "begin", "mecard"):
        return tuple(_of_card(card_in(url), regions, budget))
    if scheme == "ms-windows-store":
        return _some(_tool(remote_tools.of_package(argument(query, "productid"))))
    if scheme in ("intent", "market"):
        return _intent(url, regions, budget, within - 1)
    return ()


def _written_out(url: str, host: str, query: str, fragment: str) -> tuple[Found, ...] | None:
    """Return what stands in the query or the fragment of a link for its page alone to read; None for any other link."""
    if "/cdn-cgi/l/email-protection" in url:
        address = mail.decode_cloudflare(fragment)
        return (Found(kind="email", value=address, flags=("obfuscated",)),) if address else ()
    if host in ("signal.me", "signal.group"):
        return _some(signal_link(fragment))
    if host in _COMPOSERS and argument(query, "to"):
        return mailto("?" + query)
    if host == "web.telegram.org":
        return _some(telegram_web(fragment))
    return None


def _of_card(card: str, regions: tuple[str, ...], budget: LookupBudget) -> Iterator[Found]:
    for field, value in fields(card):
        if field == "email":
            yield from mailto(value)
        elif budget.spend() and (found := SCHEMES["tel"](value, regions, budget)) is not None:
            yield replace(found, flags=(*found.flags, "fax")) if field == "fax" else found


_ORDINARY_STARTS = ("https://", "http://", "/", "#", "?", "./", "../")


def may_offer_files(urls: str) -> bool:
    """Whether any of these URLs may be a program to download or an address hidden by Cloudflare; the host does not show either."""
    return bool(_file_marks().found(urls.lower()))


@cache
def _file_marks() -> Matcher[str]:
    return Matcher(Pattern(mark, mark) for mark in ("/cdn-cgi/", *remote_tools.FILES))


def ordinary(url: str) -> bool:
    """Whether a link certainly opens nothing that `read` knows. Cheap, because most links of a page end here."""
    if not url.startswith(_ORDINARY_STARTS):
        return False
    if "/cdn-cgi/" in url or ("." in url[-9:] and url.lower().endswith(remote_tools.FILES)) or ("?" in url and ".exe" in url):
        return False
    if url[0] != "h":
        return not url.startswith("//")
    end = url.find("/", 8)
    return ordinary_host(url[url.find("/") + 2 :] if end < 0 else url[url.find("/") + 2 : end])


def _host(authority: str) -> str:
    """Return the host as browsers read it (%77a.me is wa.me), without "www."."""
    host = authority.rpartition("@")[2].partition(":")[0].lower()
    if "%" in host or not host.isascii():
        try:
            host = read_host(host)
        except NoHost:
            return ""
    return host.strip(".").removeprefix("www.")


@lru_cache(maxsize=4096)
def ordinary_host(authority: str) -> bool:
    """Whether a host certainly opens nothing that `read` knows; a file name in the path may still matter."""
    host = _host(authority)
    return (
        not ("?" in authority or "#" in authority)  # there the host may end
        and host not in HOSTS
        and host not in _OTHER_HOSTS
        and not host.endswith(".t.me")
        and not leads_on(host)
        and remote_tools.of_host(host) is None
    )


_BY_PATH = ("apps.microsoft.com", "aka.ms")
_STORES = (*_BY_PATH, "play.google.com", "apps.apple.com", "appgallery.huawei.com")
_COMPOSERS = frozenset(("mail.google.com", "outlook.live.com", "outlook.office.com", "compose.mail.yahoo.com"))
"""Mailers in the browser, whose links may name who is written to."""
_OTHER_HOSTS = frozenset(("signal.me", "signal.group", "web.telegram.org", *_COMPOSERS, *_STORES))


def _some(found: Found | None) -> tuple[Found, ...]:
    return (found,) if found is not None else ()


def _tool_link(host: str, path: str, query: str) -> Found | None:
    name = remote_tools.of_host(host) if "." in host else None
    file_name = unquote(path.rpartition("/")[2])[:120]
    if name is None and "." in file_name:
        name = remote_tools.of_file(file_name)
        if name is not None:
            return Found(kind="remote-tool", value=name, detail=f"file {file_name}")
    if name is None and host in _STORES:
        name = remote_tools.of_package(file_name if host in _BY_PATH else argument(query, "id"))
        if name is None and host == "apps.apple.com":
            name = next((tool for part in path.split("/") if (tool := remote_tools.of_app(part))), None)
    return _tool(name)


def _tool(name: str | None) -> Found | None:
    return Found(kind="remote-tool", value=name, detail="link") if name else None


_INTENT = lazy_re.compile(r"intent:(?://)?([^#]*)#Intent;(?:[^;]*;)*?scheme=([a-z][a-z0-9+.-]{1,20});", re.IGNORECASE)

_WHATSAPP_APPS = ("com.whatsapp", "com.whatsapp.w4b")


def _intent(url: str, regions: tuple[str, ...], budget: LookupBudget, within: int) -> tuple[Found, ...]:
    """Read an Android intent link: what its scheme opens, in the app that it names, or else the app that it starts."""
    named = _INTENT.match(url)
    scheme = named[2].lower() if named else ""
    package = re.search(r"(?:package=|[?&]id=)([A-Za-z0-9_.]{3,100})", url)
    if named and scheme not in ("intent", "market") and (founds := read(f"{scheme}://{named[1]}", regions, budget, within=within)):
        whatsapp = package is not None and package[1] in _WHATSAPP_APPS
        return tuple(
            replace(found, kind="whatsapp", detail="by number") if whatsapp and found.kind == "phone" else found for found in founds
        )
    return _some(_tool(remote_tools.of_package(package[1]) if package else None))
