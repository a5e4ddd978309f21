"""Exceptions that are not ours, and what each means on the wire: one table, by name, so that nothing is imported for it."""

import errno

from scamtriage.net.errors import Malformed, NetError, TimedOut, Unreachable

MEANINGS: dict[str, tuple[type[NetError], str]] = {
    "builtins.ConnectionRefusedError": (Unreachable, "the connection was refused"),
    "builtins.ConnectionResetError": (Unreachable, "the connection was reset"),
    "builtins.ConnectionAbortedError": (Unreachable, "the connection was reset"),
    "builtins.BrokenPipeError": (Unreachable, "the connection was closed while we were asking"),
    "builtins.TimeoutError": (TimedOut, "no answer in time"),
    "ssl.SSLZeroReturnError": (Unreachable, "the peer closed the TLS connection"),
    "ssl.SSLEOFError": (Unreachable, "the connection was closed in the middle of TLS"),
    "ssl.SSLError": (Unreachable, "TLS failed"),
    "httpcore.TimeoutException": (TimedOut, "no answer in time"),
    "httpcore.RemoteProtocolError": (Malformed, "not HTTP"),
    "httpcore.LocalProtocolError": (Malformed, "not a request that HTTP can carry"),
    "httpcore.UnsupportedProtocol": (Malformed, "not an HTTP address"),
    "httpcore.NetworkError": (Unreachable, "the connection failed"),
    "httpx.TimeoutException": (TimedOut, "no answer in time"),
    "httpx.RemoteProtocolError": (Malformed, "not HTTP"),
    "httpx.LocalProtocolError": (Malformed, "not a request that HTTP can carry"),
    "httpx.UnsupportedProtocol": (Malformed, "not an HTTP address"),
    "httpx.DecodingError": (Malformed, "the body is not in the encoding that was announced"),
    "httpx.TransportError": (Unreachable, "the connection failed"),
    "httpx.HTTPError": (Malformed, "not a usable answer"),
    "httpx.InvalidURL": (Malformed, "not a usable address"),
    "builtins.UnicodeError": (Malformed, "not readable as text"),
    "builtins.OSError": (Unreachable, "the connection failed"),
}
"""Qualified class name -> (what it becomes, the sentence). The nearest class in the inheritance order of the exception counts."""

_ERRNO = {
    errno.ENETUNREACH: "no route to that network",
    errno.EHOSTUNREACH: "no route to that host",
    errno.ETIMEDOUT: "the connection timed out",
    errno.EACCES: "the system does not permit the connection",
    errno.EPERM: "the system does not permit the connection",
    errno.EADDRNOTAVAIL: "this machine has no address for such a connection",
    errno.EAFNOSUPPORT: "this machine does not speak that version of IP",
}


def translated(exc: BaseException) -> NetError | None:
    """The NetError that a foreign exception means, or None when it is in no table: then it is a bug and must be seen."""
    for kind in type(exc).__mro__:
        module = (
            "httpcore" if kind.__module__.startswith("httpcore.") else "httpx" if kind.__module__.startswith("httpx.") else kind.__module__
        )
        entry = MEANINGS.get(f"{module}.{kind.__qualname__}")
        if entry is not None:
            become, sentence = entry
            return become(_detailed(exc, sentence))
    return None


def _detailed(exc: BaseException, sentence: str) -> str:
    if type(exc).__module__ == "ssl":  # their errno is a code of OpenSSL's, not of the system's
        reason = getattr(exc, "reason", None) or ""
        return f"{sentence}: {str(reason)[:80].replace('_', ' ').lower()}" if reason else sentence
    if isinstance(exc, OSError) and exc.errno in _ERRNO:
        return _ERRNO[exc.errno]
    if sentence == "not HTTP" and str(exc):
        return f"{sentence}: {str(exc)[:120]}"
    return sentence


def reason_of(exc: Exception) -> str:
    """Why TLS would not start, in its own words."""
    reason = getattr(exc, "reason", None) or str(exc) or "no reason given"
    return str(reason)[:120].replace("_", " ").lower()
