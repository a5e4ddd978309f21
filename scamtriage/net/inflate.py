"""Content codings undone in bounded steps: a bomb costs no more than its cap, and a cut or lying body keeps what could be read."""

import contextlib
import re
import zlib
from collections.abc import Sequence

from scamtriage.records.limits import limit

_UNDONE = frozenset(("gzip", "x-gzip", "deflate"))
_ONLY_BROWSERS_UNDO = frozenset(("br", "zstd", "dcb", "dcz", "compress", "x-compress"))
_NONE = frozenset(("", "identity", "none"))
_MAX_CODINGS = 4
"""An honest body has one; each layer more costs as much again."""

_STEP_BYTES = 65_536
_GZIP, _ZLIB, _RAW = 31, 15, -15  # zlib's window bits for "this header is required", and for none
_MAGIC = b"\x1f"
_PACKED = (b"\x1f\x8b", b"\x28\xb5\x2f\xfd")  # gzip, zstd
_BINARY = re.compile(rb"[\0-\x08\x0b\x0e-\x1a\x1c-\x1f]")  # WHATWG MIME Sniffing, binary data byte
_LOOKED_AT = 1_445  # the same, resource header
_MAX_MEMBERS = 64
"""An honest page is one member; thousands of empty ones cost time and bring nothing."""


def codings_of(encoding: str) -> tuple[str, ...]:
    """The codings that a Content-Encoding names, in the order in which they were laid on; what means none is left out."""
    names = (part.partition(";")[0].strip().lower() for part in encoding.split(","))
    return tuple(name for name in names if name not in _NONE)


def unread_because(encoding: str, body: bytes, *, undone: bool) -> str:
    """Why nothing of a body can be read by us, although a browser may show a page; "" when it can.

    `undone`: its codings were. What browsers do not know either, or what is not of the coding that is announced, they show as it came;
    so it is read where it is text.
    """
    codings = codings_of(encoding)
    if body and not undone and (not _ONLY_BROWSERS_UNDO.isdisjoint(codings) or _BINARY.search(body[:_LOOKED_AT])):
        return f"encoding {encoding[:40]} is not read"
    return "the body is packed and nothing announces it" if body.startswith(_PACKED) else ""


class Unpacker:
    """Undoes codings one after the other, that which was laid on last first, each in steps and under the caps of its own."""

    def __init__(self, codings: Sequence[str], *, max_bytes: int, max_ratio: int, ratio_after_bytes: int) -> None:
        """`codings`: at least one, each of those that are undone here."""
        self._layers = [
            Inflater(max_bytes=max_bytes, max_ratio=max_ratio, ratio_after_bytes=ratio_after_bytes, coding=coding)
            for coding in reversed(codings)
        ]

    @classmethod
    def of(cls, encoding: str, *, max_bytes: int, max_ratio: int, ratio_after_bytes: int) -> "Unpacker | None":
        """What undoes a Content-Encoding; None where there is nothing to undo, and where nobody here can."""
        codings = codings_of(encoding)
        if not codings or len(codings) > _MAX_CODINGS or not _UNDONE.issuperset(codings):
            return None
        return cls(codings, max_bytes=max_bytes, max_ratio=max_ratio, ratio_after_bytes=ratio_after_bytes)

    @property
    def body(self) -> bytearray:
        return self._layers[-1].body

    @property
    def cap(self) -> str:
        return next((layer.cap for layer in self._layers if layer.cap), "")

    @property
    def undone(self) -> bool:
        """Every layer was what it is announced as, as far as it came."""
        return not any(layer.lied for layer in self._layers)

    def feed(self, data: bytes) -> None:
        """Decode as much of `data` as the caps allow."""
        self._feed(0, data)

    def finish(self) -> str:
        """Why the body is not whole, or "" when it is; call it when no more bytes will come."""
        said = []
        for number, layer in enumerate(self._layers):
            before = len(layer.body)
            said.append(layer.finish())
            self._feed(number + 1, bytes(layer.body[before:]))
        return self.cap or next((why for why in said if why), "")

    def _feed(self, first: int, data: bytes) -> None:
        if not data or first == len(self._layers):
            return
        layer = self._layers[first]
        for at in range(0, len(data), _STEP_BYTES):
            before = len(layer.body)
            layer.feed(data[at : at + _STEP_BYTES])
            if first + 1 < len(self._layers):
                self._feed(first + 1, bytes(layer.body[before:]))


class Inflater:
    """Takes wire bytes and appends what they mean to `body`.

    `cap` names the limit that was reached ("decoded_bytes 4000000", "ratio 200", "members 64"), after which nothing more is
    read; `problem` says what is wrong with the data. What is announced as one coding and is not is kept as it came.
    """

    def __init__(self, *, max_bytes: int, max_ratio: int, ratio_after_bytes: int, coding: str = "gzip") -> None:
        self._coding = coding.removeprefix("x-")
        self.body = bytearray()
        self.cap = ""
        self.problem = ""
        self._max_bytes = max_bytes
        self._max_ratio = max_ratio
        self._ratio_after = ratio_after_bytes
        self._used = 0
        """Wire bytes that were decoded so far."""
        self._head = bytearray()
        """What was fed before anything came out: the body itself, should it turn out not to be packed."""
        self._members = 1
        self._window = _GZIP if self._coding == "gzip" else _ZLIB
        self._member = zlib.decompressobj(self._window)
        self._ended = False
        """The last member is whole; whatever else may follow need not."""
        self._over = False
        """Rubbish stood behind the end: nothing after it is looked at."""
        self._plain = False

    @property
    def lied(self) -> bool:
        """The data is not what it is announced as, and is kept as it came."""
        return self._plain

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
                if data[:1] == _MAGIC and self._window == _GZIP:
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
        self.problem = f"the {self._coding} data ends early"
        return self.cap or self.problem

    def _step(self, data: bytes) -> bytes:
        room = min(_STEP_BYTES, self._max_bytes - len(self.body) + 1)
        before = self._member.copy()
        try:
            out = self._member.decompress(data, room)
        except zlib.error as exc:
            self._append(_until_damage(before, data))
            if self.body:
                self.problem = f"the {self._coding} data is damaged ({str(exc)[:80]})"
                return b""
            if self._window == _ZLIB:  # "deflate" is a zlib stream by the book and a bare one by custom; browsers take both
                self._window, self._used = _RAW, 0
                self._member = zlib.decompressobj(_RAW)
            else:
                self.problem = f"announced as {self._coding} and is not"
                self._plain = True
            return bytes(self._head)
        self._append(out)
        self._ended = self._member.eof
        rest = self._member.unused_data if self._ended else self._member.unconsumed_tail
        self._used += len(data) - len(rest)
        if len(self.body) > self._ratio_after and len(self.body) > self._max_ratio * self._used:
            self.cap = self.cap or limit("ratio", self._max_ratio)
        return rest

    def _append(self, out: bytes) -> None:
        self.body += out
        if len(self.body) > self._max_bytes:
            del self.body[self._max_bytes :]
            self.cap = limit("decoded_bytes", self._max_bytes)

    def _next_member(self) -> None:
        self._members += 1
        if self._members > _MAX_MEMBERS:
            self.cap = limit("members", _MAX_MEMBERS)
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
