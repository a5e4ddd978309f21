"""Find the registrar's own WHOIS server in the answer of a thin registry."""

import re

from scamtriage.records import lazy_re

_KEYS = ("registrar whois server", "whois server")
_HEADINGS = ("registrar", "sponsoring registrar")
_NAMES = ("domain name", "domain", "domain_name")
_HOST = lazy_re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62})(?:\.[a-z0-9](?:[a-z0-9-]{0,62})){1,8}")
_SCHEME = lazy_re.compile(r"(?:r?whois|https?)://", re.IGNORECASE)
_MAX_BYTES = 65_536
_SHOWN_CHARS = 100


def registrar_server(raw: bytes) -> str:
    """Return the host name in lower case, or "". The caller must check whether it may be contacted.

    Some registries write a URL. "http://whois.names.example/" gives that host; "http://www.names.example/" is a web page and gives "".
    """
    return next((host for _, value in _values(raw) if (host := _host(value))), "")


def unread_server(raw: bytes) -> str:
    """Return a value that should name the registrar's server but is not a valid host, or "". Words such as "NIC .PE" and "not defined" are
    skipped.
    """
    if registrar_server(raw):
        return ""
    return next((value[:_SHOWN_CHARS] for key, value in _values(raw) if key == _KEYS[0] and "." in value and " " not in value), "")


def _values(raw: bytes) -> list[tuple[str, str]]:
    """Return (key, value) of the lines that may name the server.

    A line that is indented deeper than the one with the domain's name continues a value that a person may have written, such as his
    address: he would choose who hears of our question. Below the heading of the registrar it is the registry's.
    """
    lines = raw[:_MAX_BYTES].decode("latin-1").splitlines()
    named = (line for line in lines if line.partition(":")[0].strip().lower() in _NAMES)
    deepest = _indent(next(named, None) or next((line for line in lines if ":" in line), ""))
    found: list[tuple[str, str]] = []
    heading = ""
    for line in lines:
        key, _, value = line.partition(":")
        key, value = key.strip().lower(), value.strip()
        level = _indent(line) <= deepest
        if key in _KEYS and (level or heading in _HEADINGS):
            found.append((key, value))
        if level and line.strip():
            heading = "" if value else key
    return found


def _indent(line: str) -> int:
    return len(line.expandtabs(8)) - len(line.expandtabs(8).lstrip())


def _host(value: str) -> str:
    scheme = _SCHEME.match(value)
    host = value[scheme.end() if scheme is not None else 0 :].partition("/")[0].removesuffix(":43").rstrip(".").lower()
    if _HOST.fullmatch(host) is None or (scheme is not None and scheme[0][0] in "hH" and not host.startswith("whois")):
        return ""
    return host
