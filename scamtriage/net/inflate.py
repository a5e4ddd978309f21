"""Bounded decoding of content codings.

A decompression bomb stops at its cap; of a truncated or mislabelled body, what can be read is kept.
"""

import contextlib
import zlib
from collections.abc import Sequence

from scamtriage.records import lazy_re
from scamtriage.records.limits import limit

_UNDONE = frozenset(("gzip", "x-gzip", "deflate"))
_ONLY_BROWSERS_UNDO = frozenset(("br", "zstd", "dcb", "dcz", "compress", "x-compress"))
_NONE = frozenset(("", "identity", "none"))
_MAX_CODINGS = 4
"""An honest body has one; each further layer costs as much again."""

_STEP_BYTES = 65_536
_GZIP, _ZLIB, _RAW = 31, 15, -15  # zlib's window bits: gzip header required, zlib header required, no header
_MAGIC = b"\x1f"
_PACKED = (b"\x1f\x8b", b"\x28\xb5\x2f\xfd")  # gzip, zstd
_BINARY = lazy_re.compile(rb"[\0-\x08\x0b\x0e-\x1a\x1c-\x1f]")  # WHATWG MIME Sniffing, binary data byte
_LOOKED_AT = 1_445  # the same standard, size of the resource header
_MAX_MEMBERS = 64
"""Gzip members of one body. An honest page has one; thousands of empty ones only cost time."""


def codings_of(encoding: str) -> tuple[str, ...]:
    """Return the codings of a Content-Encoding in the order in which they were applied, without those that mean none."""
    names = (part.partition(";")[0].strip().lower() for part in encoding.split(","))
    return tuple(name for name in names if name not in _NONE)


def unread_because(encoding: str, body: bytes, *, undone: bool) -> str:
    """Return why we can't read a body that a browser may display; "" if we can.

    `undone`: its codings were decoded. Browsers show a body as received if they do not know its coding or it is mislabelled; we do the same
    if it is text.
    """
    codings = codings_of(encoding)
    if body and not undone and (not _ONLY_BROWSERS_UNDO.isdisjoint(codings) or _BINARY.search(body[:_LOOKED_AT])):
        return f"encoding {encoding[:40]} is not read"
    return "the body is packed and nothing announces it" if body.startswith(_PACKED) else ""


class Unpacker:
    """Decodes layered codings, the last applied first; each layer has caps of its own."""

    def __init__(self, codings: Sequence[str], *, max_bytes: int, max_ratio: int, ratio_after_bytes: int) -> None:
        """`codings`: at least one, all of them supported here."""
        self._layers = [
            Inflater(max_bytes=max_bytes, max_ratio=max_ratio, ratio_after_bytes=ratio_after_bytes, coding=coding)
            for coding in reversed(codings)
        ]

    @classmethod
    def of(cls, encoding: str, *, max_bytes: int, max_ratio: int, ratio_after_bytes: int) -> "Unpacker | None":
        """Return the decoder for a Content-Encoding; None if there is nothing to decode or a coding is unsupported."""
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
        """Whether every layer, as far as it was received, is in the coding announced for it."""
        return not any(layer.lied for layer in self._layers)

    def feed(self, data: bytes) -> None:
        """Decode as much of `data` as the caps allow."""
        self._feed(0, data)

    def finish(self) -> str:
        """Return why the body is incomplete, or "" if it is complete; call it after the last byte."""
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
    """Decodes wire bytes and appends the result to `body`.

    `cap` names the limit that was reached ("decoded_bytes 4000000", "ratio 200", "members 64"); nothing more is read after that. `problem`
    says what is wrong with the data. Data that is not in the announced coding is kept as received.
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
        """Wire bytes decoded so far."""
        self._head = bytearray()
        """The input before any output; it becomes the body if the data is not compressed."""
        self._members = 1
        self._window = _GZIP if self._coding == "gzip" else _ZLIB
        self._member = zlib.decompressobj(self._window)
        self._ended = False
        """The last member is complete; further members may follow."""
        self._over = False
        """Garbage follows the end; it is ignored."""
        self._plain = False

    @property
    def lied(self) -> bool:
        """Whether the data is not in the announced coding and is kept as received."""
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
                    self._over = bool(data)  # padding or garbage after the end: ignored, as browsers do
            else:
                data = self._step(data)

    def finish(self) -> str:
        """Return why the body is incomplete, or "" if it is complete; call it after the last byte."""
        if self.cap or self.problem or self._ended or self._used == 0:
            return self.cap or self.problem
        self._append(self._member.flush())  # bounded by one step: unconsumed input was always fed again
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
            if self._window == _ZLIB:  # "deflate" is zlib by the standard and raw deflate in practice; browsers accept both
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
    """Return the output before the damage: zlib drops all output of a damaged piece, so feed it byte by byte.

    Browsers ignore the checksum after a page. If we did not, one wrong byte there would hide the page from us alone.
    """
    out = bytearray()
    with contextlib.suppress(zlib.error):
        for at in range(len(data)):  # pragma: no branch - it ends at the damage
            out += member.decompress(data[at : at + 1])
    return bytes(out)
