"""Parse hosts and paths of URLs as browsers do, so that fetched and linked URLs are written alike."""

import re
from functools import lru_cache
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from urllib.parse import unquote_to_bytes

from scamtriage.knowledge.addresses import written
from scamtriage.records import lazy_re

LABEL = lazy_re.compile(r"[a-z0-9_-]{1,63}")  # hyphens at an end too: browsers accept them, and such hosts exist
NUMBER = lazy_re.compile(r"0x[0-9a-f]*|[0-9]+")  # WHATWG URL, "ends in a number": then the whole host must be an IPv4 address
_DOTS = lazy_re.compile(r"/(?:\.|%2e)", re.IGNORECASE)
AUTHORITY_END = lazy_re.compile(r"[/\\?#]")
DEFAULT_PORTS = {"http": 80, "https": 443}
_PORT = lazy_re.compile(r":\d{0,5}\Z", re.ASCII)
_PLAIN = lazy_re.compile(r"(?:[a-z0-9_-]{1,63}\.){1,9}[a-z][a-z0-9-]{1,62}")
"""The usual form of a host, which needs no normalisation."""
_LONGEST = 300
"""Maximum characters before the path for a cached host."""


class NoHost(ValueError):
    """A text that browsers do not accept as a host."""


def host_of(url: str) -> str:
    """Return the host of an http(s) URL as the fetcher would write it; "" if browsers accept none."""
    end = url.find("/", 8)
    beginning = url[:end] if end > 8 else url
    return (remembered_host if len(beginning) <= _LONGEST else remembered_host.__wrapped__)(beginning)


@lru_cache(maxsize=4_096)
def remembered_host(url: str) -> str:
    """As `host_of`, for the beginning of a URL before its path. Of a short one the answer is kept: a page names few hosts, each often."""
    _, separator, rest = url.partition(":")
    if not separator:
        return ""
    rest = rest.lstrip("/\\")
    end = AUTHORITY_END.search(rest)
    authority = (rest if end is None else rest[: end.start()]).rpartition("@")[2]
    port = _PORT.search(authority)
    if port is not None and int(port[0][1:] or 0) > 65_535:
        return ""
    host = authority if port is None else authority[: port.start()]
    if _PLAIN.fullmatch(host):
        return host
    try:
        return read_host(host)
    except NoHost:
        return ""


def page_of(url: str) -> str:
    """Return path and query as they stand, "" if there are none. Never raises: stored evidence may hold any text in place of a URL."""
    rest = url.partition("://")[2].partition("#")[0]
    end = AUTHORITY_END.search(rest)
    return "" if end is None else rest[end.start() :]


def read_host(text: str) -> str:
    """Parse the host between "//" and the port: lower-case A-labels, or an IP address (IPv6 without brackets). Raises NoHost."""
    if text.startswith("["):
        try:
            if not text.endswith("]") or "%" in text:  # a zone id is local to this machine
                raise AddressValueError
            return written(IPv6Address(text[1:-1]))
        except AddressValueError:
            raise NoHost(f"{text[:80]!r} is no IPv6 address") from None
    if "%" in text or not text.isascii():
        text = _ascii(text)
    host = text.lower().removesuffix(".")
    labels = host.split(".")
    if NUMBER.fullmatch(labels[-1]) is not None:
        if (address := inet_aton(labels)) is None:
            raise NoHost(f"{host[:80]!r} is no host")
        return address
    if not host.strip("-_.") or len(host) > 253 or not all(LABEL.fullmatch(label) for label in labels):
        raise NoHost(f"{text[:80]!r} is no host name")
    return host


def percent_decoded(text: str) -> str:
    """Decode once, as browsers do. A host with a remaining percent sign is rejected later."""
    return unquote_to_bytes(text.encode("utf-8", "replace")).decode("utf-8", "replace")


def _ascii(text: str) -> str:
    import idna  # a large import that few URLs need

    decoded = percent_decoded(text)
    if len(decoded) > 1_000:
        raise NoHost(f"{text[:80]!r} is no host name")
    try:
        mapped = idna.uts46_remap(decoded, std3_rules=False, transitional=False)
        return mapped if mapped.isascii() else ".".join(label if label.isascii() else _a_label(label) for label in mapped.split("."))
    except (idna.IDNAError, UnicodeError, IndexError):
        raise NoHost(f"{text[:80]!r} is no host name") from None


def _a_label(label: str) -> str:
    """Return the A-label, also for symbols, which IDNA forbids: browsers open ☃.net, and such names are sold."""
    import idna

    try:
        return idna.alabel(label).decode("ascii")
    except idna.InvalidCodepoint:
        idna.check_bidi(label)
        return f"xn--{label.encode('punycode').decode('ascii')}"


def inet_aton(labels: list[str]) -> str | None:
    """Return an IPv4 address in any spelling that browsers accept as a dotted quad, else None.

    Examples: 127.1, 0x7f000001, 017700000001, 0x. The labels must be in lower case. WHATWG URL, "IPv4 parser".
    """
    if len(labels) > 4 or not all(map(NUMBER.fullmatch, labels)):  # int() accepts more than browsers: signs, spaces, underscores
        return None
    try:
        *head, tail = map(_ipv4_number, labels)
    except ValueError:  # 09
        return None
    if any(number > 255 for number in head) or tail >= 256 ** (4 - len(head)):
        return None
    return str(IPv4Address(sum(number << 8 * (3 - index) for index, number in enumerate(head)) + tail))


def _ipv4_number(part: str) -> int:
    if part.startswith("0x"):
        return int(part[2:] or "0", 16)
    return int(part, 8 if part.startswith("0") else 10)


def without_dots(path: str) -> str:
    """Remove "." and ".." segments from a path that begins with "/", as browsers do. Empty segments stay."""
    if _DOTS.search(path) is None:
        return path
    kept: list[str] = []
    steps = path[1:].split("/")
    for index, step in enumerate(steps):
        dots = step.lower().replace("%2e", ".")
        if dots not in (".", ".."):
            kept.append(step)
            continue
        if dots == "..":
            del kept[-1:]
        if index == len(steps) - 1:
            kept.append("")
    return "/" + "/".join(kept)
