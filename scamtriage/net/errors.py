"""Everything that can go wrong on the wire; each kind knows the outcome that it becomes."""

from typing import Self

from scamtriage.records.evidence import Cap, Outcome


class NetError(Exception):
    """Something went wrong on the wire. The message is a sentence for the analyst."""

    outcome = Outcome.UNREACHABLE
    cap: Cap | None = None
    """A limit of ours that was reached, without which it might have ended otherwise."""

    def at(self, stage: str, cap: str, seen: str = "") -> Self:
        """The same, with the limit that has a part in it."""
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


class Unreachable(NetError):
    """Refused, reset, no route, or TLS would not start."""

    outcome = Outcome.UNREACHABLE


class Refused(Unreachable):
    """Every address of the host refused a connection to this port: the machine is there, and nobody listens."""


class NoTls(NetError):
    """Nobody listens where TLS would be spoken."""

    outcome = Outcome.ABSENT


class Limited(NetError):
    """The peer asked us to slow down."""

    outcome = Outcome.LIMITED

    def __init__(self, message: str, retry_after_s: float | None = None) -> None:
        super().__init__(message)
        self.retry_after_s = retry_after_s


class Malformed(NetError):
    """The peer answered in no language we know."""

    outcome = Outcome.MALFORMED


class NotAsked(NetError):
    """The mode does not allow this contact, or nobody publishes the answer; nothing was sent."""

    outcome = Outcome.BLOCKED
