"""Everything that can go wrong on the wire; each error class has the evidence outcome that it becomes.

`translated` maps exceptions of libraries and the system by class name, so that no library is imported for it.
"""

import errno
from typing import Self

from scamtriage.records.evidence import Cap, Outcome


class NetError(Exception):
    """Something went wrong on the wire. The message is a sentence for the analyst."""

    outcome = Outcome.UNREACHABLE
    cap: Cap | None = None
    """A limit of ours that was reached and may have caused the failure."""
    service = ""
    """The registry that failed or refused, as the rate limiter knows it; "" for any other peer."""

    def at(self, stage: str, cap: str, seen: str = "") -> Self:
        """Attach the limit that contributed to the failure; return self."""
        self.cap = Cap(stage=stage, cap=cap, seen=seen)
        return self


class NoSuchName(NetError):
    """The name does not exist, and the resolver is known to tell the truth about that."""

    outcome = Outcome.ABSENT


class NoAddress(NetError):
    """The name exists and has no address."""

    outcome = Outcome.ABSENT


class Blocked(NetError):
    """Our own guard refused; nothing was sent."""

    outcome = Outcome.BLOCKED


class TimedOut(NetError):
    """No answer before the deadline."""

    outcome = Outcome.TIMEOUT


class Queued(TimedOut):
    """No connection to the peer came free before the deadline: nothing was sent, and its silence says nothing about it."""


class Unreachable(NetError):
    """Refused, reset, no route, or TLS would not start."""

    outcome = Outcome.UNREACHABLE


class Refused(Unreachable):
    """Every address of the host refused the connection: the host is up and the port is closed."""


class NoTls(NetError):
    """The port that would speak TLS is closed."""

    outcome = Outcome.ABSENT


class Limited(NetError):
    """The peer asked us to slow down."""

    outcome = Outcome.LIMITED

    def __init__(self, message: str, retry_after_s: float | None = None) -> None:
        super().__init__(message)
        self.retry_after_s = retry_after_s


class Malformed(NetError):
    """The peer's answer follows no protocol or format that we know."""

    outcome = Outcome.MALFORMED


class NotAsked(NetError):
    """The mode does not allow this contact, or the answer is not published anywhere; nothing was sent."""

    outcome = Outcome.BLOCKED


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
"""Qualified class name -> (error class, message). The first match in the exception's method resolution order counts."""

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
    """Return the NetError for a foreign exception, or None if no table has it. Such an exception is a bug and must not be hidden."""
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
    if type(exc).__module__ == "ssl":  # its errno is an OpenSSL code
        reason = getattr(exc, "reason", None) or ""
        return f"{sentence}: {str(reason)[:80].replace('_', ' ').lower()}" if reason else sentence
    if isinstance(exc, OSError) and exc.errno in _ERRNO:
        return _ERRNO[exc.errno]
    if sentence == "not HTTP" and str(exc):
        return f"{sentence}: {str(exc)[:120]}"
    return sentence


def reason_of(exc: Exception) -> str:
    """Return the reason that TLS gives for a failed handshake, at most 120 characters."""
    reason = getattr(exc, "reason", None) or str(exc) or "no reason given"
    if reason == "EXCESSIVE_MESSAGE_SIZE":  # SSL_CTX_set_max_cert_list; browsers have such a limit too
        return "a message of the handshake, as a rule the certificate, is longer than the TLS library reads (100 KB)"
    return str(reason)[:120].replace("_", " ").lower()
