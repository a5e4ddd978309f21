"""Web addresses as a browser reads them. One parser: what it returns is both connected to and recorded."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from scamtriage.knowledge.addresses import bracketed
from scamtriage.knowledge.hosts.urlparts import AUTHORITY_END, DEFAULT_PORTS, NoHost, read_host, without_dots
from scamtriage.net.errors import Blocked, Malformed
from scamtriage.records import lazy_re

REDIRECTS = frozenset({301, 302, 303, 307, 308})
"""Status codes that redirect if a Location is given."""
MAX_URL_CHARS = 8_192

_SCHEME = lazy_re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_AUTHORITY = lazy_re.compile(r"[/\\]{2}")
_PATH_END = lazy_re.compile(r"[?#]")
_REMOVED = str.maketrans("", "", "\t\n\r")
_C0_AND_SPACE = "".join(map(chr, range(0x21)))
_TARGET_ENCODE = lazy_re.compile(r"[^!$-;=?-Z\[\]_a-z|~\\]")


@dataclass(frozen=True, slots=True)
class WebAddress:
    """One http or https address. `read_url(str(address))` returns an equal one."""

    scheme: str
    host: str
    """Lower-case A-labels or an IP literal, IPv6 without brackets."""
    port: int
    target: str
    """Path and query as sent; ASCII, begins with "/"."""

    @property
    def authority(self) -> str:
        """The Host header: the host, and the port unless it is the scheme's default."""
        host = bracketed(self.host)
        return host if DEFAULT_PORTS[self.scheme] == self.port else f"{host}:{self.port}"

    def __str__(self) -> str:
        return f"{self.scheme}://{self.authority}{self.target}"


@lru_cache(maxsize=1_024)
def read_url(text: str) -> WebAddress:
    """Parse an absolute URL by the WHATWG rules. User name, password and fragment are dropped.

    Raises Blocked for any other scheme, Malformed for what a browser would refuse too.
    """
    text = text.strip(_C0_AND_SPACE).translate(_REMOVED)
    if len(text) > MAX_URL_CHARS:
        raise Malformed(f"the address is longer than {MAX_URL_CHARS} characters")
    match = _SCHEME.match(text)
    if match is None:
        raise Malformed(f"{text[:80]!r} is no absolute address")
    scheme = match[1].lower()
    if scheme not in DEFAULT_PORTS:
        raise Blocked(f"{scheme[:20]}: is no address of a web page")
    rest = text[match.end() :].lstrip("/\\")
    end = AUTHORITY_END.search(rest)
    authority, tail = (rest[: end.start()], rest[end.start() :]) if end is not None else (rest, "")
    host, port = _host_and_port(authority.rpartition("@")[2], DEFAULT_PORTS[scheme])
    return WebAddress(scheme, host, port, _request_target(tail))


def join_url(base: WebAddress, reference: str) -> WebAddress:
    """Resolve a reference against `base`, such as the value of a Location header. Raises as `read_url`."""
    reference = reference.strip(_C0_AND_SPACE).translate(_REMOVED)
    if len(reference) > MAX_URL_CHARS:
        raise Malformed(f"the address is longer than {MAX_URL_CHARS} characters")
    match = _SCHEME.match(reference)
    if match is not None:
        rest = reference[match.end() :]
        if match[1].lower() != base.scheme or _AUTHORITY.match(rest) is not None:
            return read_url(reference)
        reference = rest  # "https:page" and "https:/page" under the same scheme are relative references
    end = _PATH_END.search(reference)
    path, rest = (reference[: end.start()], reference[end.start() :]) if end is not None else (reference, "")
    path = path.replace("\\", "/")
    if path.startswith("//"):
        return read_url(f"{base.scheme}:{path}{rest}")
    here = base.target.partition("?")[0]
    if path and not path.startswith("/"):
        path = here[: here.rindex("/") + 1] + path
    elif not path:
        path = here if rest.startswith("?") else base.target
    return read_url(f"{base.scheme}://{base.authority}{path}{rest}")


def header_text(value: str) -> str:
    """Decode a header value, bytes read as Latin-1, as UTF-8 if it is valid UTF-8."""
    try:
        return value.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return value


def location_of(status_code: int, headers: Iterable[tuple[str, str]]) -> str:
    """Return the target of a redirect, "" if there is none. Like browsers, take the first Location that is not blank."""
    if status_code in REDIRECTS:
        for name, value in headers:
            if name == "location" and (said := header_text(value).strip(_C0_AND_SPACE)):  # Unicode spaces are part of the address
                return said
    return ""


def _host_and_port(authority: str, default: int) -> tuple[str, int]:
    host, port = authority, ""
    if authority.startswith("["):
        literal, bracket, port = authority.partition("]")
        host = literal + bracket
        if port and not port.startswith(":"):
            raise Malformed(f"{authority[:80]!r} is no host")
        port = port[1:]
    elif ":" in authority:
        host, _, port = authority.rpartition(":")
    if port and not (port.isascii() and port.isdigit() and len(port) <= 9 and 0 < int(port) < 65_536):
        raise Malformed(f"{port[:20]!r} is no port")
    return _host(host), int(port) if port else default


def _host(text: str) -> str:
    try:
        return read_host(text)
    except NoHost as exc:
        raise Malformed(str(exc)) from None


def _request_target(tail: str) -> str:
    tail = tail.partition("#")[0]
    path, mark, query = tail.partition("?")
    path = path.replace("\\", "/")
    if not path.startswith("/"):
        path = f"/{path}"
    text = without_dots(path) + mark + query
    return text if text.isascii() and _TARGET_ENCODE.search(text) is None else _TARGET_ENCODE.sub(_percent, text)


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "replace"))
