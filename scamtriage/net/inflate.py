"""Gzip undone in bounded steps: a bomb costs no more than its cap, and a cut or lying body keeps what could be read."""

import contextlib
import zlib

_STEP_BYTES = 65_536
_GZIP = 31  # zlib's window bits for "a gzip header is required"
_MAGIC = b"\x1f"
_MAX_MEMBERS = 64
"""An honest page is one member; thousands of empty ones cost time and bring nothing."""


class Inflater:
    """Takes wire bytes and appends what they mean to `body`.

    `cap` names the limit that was reached ("decoded_bytes 4000000", "ratio 200", "members 64"), after which nothing more is
    read; `problem` says what is wrong with the data. What is announced as gzip and is not is kept as it came.
    """

    def __init__(self, *, max_bytes: int, max_ratio: int, ratio_after_bytes: int) -> None:
        self.body = bytearray()
        self.cap = ""
        self.problem = ""
        self._max_bytes = max_bytes
        self._max_ratio = max_ratio
        self._ratio_after = ratio_after_bytes
        self._used = 0
        """Wire bytes that were decoded so far."""
        self._head = bytearray()
        """What was fed before anything came out: the body itself, should it turn out not to be gzip."""
        self._members = 1
        self._member = zlib.decompressobj(_GZIP)
        self._ended = False
        """The last member is whole; whatever else may follow need not."""
        self._over = False
        """Rubbish stood behind the end: nothing after it is looked at."""
        self._plain = False

    def feed(self, data: bytes) -> None:
        """Decode as much of `data` as the caps allow."""
        if not self.body and not self._plain:
            self._head += data
        while data and not self.cap and not self._over and not (self.problem and not self._plain):
            if self._plain:
                self._append(data)
                return
            if self._ended:
                data = data.lstrip(b"\0")
                if data[:1] == _MAGIC:
                    self._next_member()
                else:
                    self._over = bool(data)  # padding or rubbish behind the end, which browsers pass over too
            else:
                data = self._step(data)

    def finish(self) -> str:
        """Why the body is not whole, or "" when it is; call it when no more bytes will come."""
        if self.cap or self.problem or self._ended or self._used == 0:
            return self.cap or self.problem
        self._append(self._member.flush())  # at most what zlib holds back of one step: the tail was always fed again
        self.problem = "the gzip data ends early"
        return self.cap or self.problem

    def _step(self, data: bytes) -> bytes:
        room = min(_STEP_BYTES, self._max_bytes - len(self.body) + 1)
        before = self._member.copy()
        try:
            out = self._member.decompress(data, room)
        except zlib.error as exc:
            self._append(_until_damage(before, data))
            self.problem = f"the gzip data is damaged ({str(exc)[:80]})" if self.body else "announced as gzip and is not"
            self._plain = not self.body
            return b"" if self.body else bytes(self._head)
        self._append(out)
        self._ended = self._member.eof
        rest = self._member.unused_data if self._ended else self._member.unconsumed_tail
        self._used += len(data) - len(rest)
        if len(self.body) > self._ratio_after and len(self.body) > self._max_ratio * self._used:
            self.cap = self.cap or f"ratio {self._max_ratio}"
        return rest

    def _append(self, out: bytes) -> None:
        self.body += out
        if len(self.body) > self._max_bytes:
            del self.body[self._max_bytes :]
            self.cap = f"decoded_bytes {self._max_bytes}"

    def _next_member(self) -> None:
        self._members += 1
        if self._members > _MAX_MEMBERS:
            self.cap = f"members {_MAX_MEMBERS}"
        self._ended = False
        self._member = zlib.decompressobj(_GZIP)


def _until_damage(member: "zlib._Decompress", data: bytes) -> bytes:
    """What stands before the damage, which zlib withholds of the piece that holds it; no more than it was asked for then.

    Browsers do not look at the checksum behind a page: a page that one wrong byte there could hide would be hidden from us alone.
    """
    out = bytearray()
    with contextlib.suppress(zlib.error):
        for at in range(len(data)):  # pragma: no branch - it ends at the damage
            out += member.decompress(data[at : at + 1])
    return bytes(out)
