"""The registrar's own WHOIS server, as a thin registry names it."""

import re

_KEYS = ("registrar whois server", "whois server")
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62})(?:\.[a-z0-9](?:[a-z0-9-]{0,62})){1,8}")
_SCHEME = re.compile(r"(?:r?whois|https?)://", re.IGNORECASE)
_MAX_BYTES = 65_536
_SHOWN_CHARS = 100


def registrar_server(raw: bytes) -> str:
    """The host name in lower case, or "". Whether it may be contacted is the guard's question.

    Some write an address: "http://whois.names.example/" is that host, and "http://www.names.example/" is a page, no server.
    """
    return next((host for _, value in _values(raw) if (host := _host(value))), "")


def unread_server(raw: bytes) -> str:
    """What stands for the registrar's server and names none, or "". Words such as "NIC .PE" and "not defined" are left out."""
    if registrar_server(raw):
        return ""
    return next((value[:_SHOWN_CHARS] for key, value in _values(raw) if key == _KEYS[0] and "." in value and " " not in value), "")


def _values(raw: bytes) -> list[tuple[str, str]]:
    pairs = (line.partition(":") for line in raw[:_MAX_BYTES].decode("latin-1").splitlines())
    return [(found, value.strip()) for key, _, value in pairs if (found := key.strip().lower()) in _KEYS]


def _host(value: str) -> str:
    scheme = _SCHEME.match(value)
    host = value[scheme.end() if scheme is not None else 0 :].partition("/")[0].removesuffix(":43").rstrip(".").lower()
    if _HOST.fullmatch(host) is None or (scheme is not None and scheme[0][0] in "hH" and not host.startswith("whois")):
        return ""
    return host
