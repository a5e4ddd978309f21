"""The registrar's own WHOIS server, as a thin registry names it."""

import re

_KEYS = ("registrar whois server", "whois server")
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62})(?:\.[a-z0-9](?:[a-z0-9-]{0,62})){1,8}")
_MAX_BYTES = 65_536


def registrar_server(raw: bytes) -> str:
    """The host name in lower case, or "". Whether it may be contacted is the guard's question."""
    for line in raw[:_MAX_BYTES].decode("latin-1").splitlines():
        key, _, value = line.partition(":")
        if key.strip().lower() in _KEYS:
            host = value.strip().removeprefix("whois://").strip("/").lower()
            if _HOST.fullmatch(host):
                return host
    return ""
