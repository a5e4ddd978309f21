"""The body of an answer while it comes: unpacked, as it came, or, of a redirect, hardly at all; each within its caps."""

from scamtriage.net.inflate import Unpacker, codings_of
from scamtriage.net.policy import NetPolicy
from scamtriage.records.limits import limit


class Body:
    """Takes the pieces of one body, and keeps what they mean."""

    def __init__(self, policy: NetPolicy, encoding: str, *, redirect: bool) -> None:
        self.cap = ""
        self.full = False
        """More of a redirect's body has come than its few bytes. Nobody reads on: it matters only where the redirect leads nowhere."""
        self._redirect = redirect
        self._limit = policy.max_redirect_body_bytes if redirect else policy.max_decoded_bytes
        self._plain = bytearray()
        self._packed = bool(codings_of(encoding))
        self._unpacker: Unpacker | None = None
        if not redirect:
            self._unpacker = Unpacker.of(
                encoding, max_bytes=policy.max_decoded_bytes, max_ratio=policy.max_ratio, ratio_after_bytes=policy.ratio_after_bytes
            )

    def feed(self, data: bytes) -> None:
        if self._unpacker is not None:
            self._unpacker.feed(data)
            self.cap = self._unpacker.cap
        else:
            room = self._limit - len(self._plain)
            self._plain += data[:room]
            if self._redirect:
                self.full = len(data) > room
            elif len(self._plain) == self._limit:
                self.cap = limit("decoded_bytes", self._limit)

    @property
    def data(self) -> bytes:
        return bytes(self._unpacker.body if self._unpacker is not None else self._plain)

    @property
    def undone(self) -> bool:
        """No coding is left on what is kept."""
        return self._unpacker.undone if self._unpacker is not None else not self._packed

    def finish(self, *, cut: bool) -> str:
        """What is wrong with the encoding; a body that was cut on the wire has its reason already."""
        if self._unpacker is None:
            return ""
        because = self._unpacker.finish()
        self.cap = self.cap or self._unpacker.cap
        return "" if cut else because
