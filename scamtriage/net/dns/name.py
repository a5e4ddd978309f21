"""Names in DNS messages: text to wire format, and wire format to text, decompressed within limits."""

from functools import lru_cache

MAX_NAME_BYTES = 255
MAX_JUMPS = 127
"""Compression pointers of one name; a name has no more labels than that."""


class BadMessage(ValueError):
    """The bytes are no DNS message, or one that this parser does not support."""


@lru_cache(maxsize=4096)
def name_to_wire(name: str) -> bytes:
    """Return the wire format of a name in A-labels, with or without trailing dot. Raises BadMessage if it can't be asked."""
    try:
        raw = name.removesuffix(".").encode("ascii")
    except UnicodeEncodeError:
        raise BadMessage("the name is not in A-labels") from None
    if not raw:
        return b"\0"
    if b"\\" in raw:  # an escape of `name_text`: the zone used bytes that no host name has
        raise BadMessage("the name holds bytes that no host name has")
    labels = raw.split(b".")
    if any(not 0 < len(label) < 64 for label in labels) or len(raw) > 253:
        raise BadMessage("a label or the name is empty or too long")
    return b"".join([bytes((len(label),)) + label for label in labels]) + b"\0"


Names = dict[int, tuple[bytes, int]]
"""Decompressed names of one message: start offset -> (lower-case wire name, end offset)."""


def unfold(wire: bytes, offset: int, seen: Names) -> tuple[bytes, int]:
    """Return (lower-case wire name, offset after it).

    Pointers must point backwards, which excludes loops, and what they point to must end before the name that points. `seen` caches whole
    names by offset, so that each is decompressed once per message.
    """
    first = wire[offset]
    if first >= 0xC0:
        target = (first & 0x3F) << 8 | wire[offset + 1]
        known = seen.get(target)
        if known is not None and known[1] <= offset:
            return known[0], offset + 2
    limit = len(wire)
    start = offset
    parts: list[bytes] = []
    total = 0
    behind = -1
    floor = offset
    jumps = 0
    while True:
        length = wire[offset]
        if length == 0:
            parts.append(b"\0")
            if behind < 0:
                behind = offset + 1
            break
        if length >= 0xC0:
            target = (length & 0x3F) << 8 | wire[offset + 1]
            if behind < 0:
                behind = offset + 2
            jumps += 1
            if target >= floor or target < 12 or jumps > MAX_JUMPS or offset + 2 > limit:
                raise BadMessage("a pointer that does not point backwards or lies across what points to it, or one too many")
            known = seen.get(target)
            if known is not None and known[1] <= floor:
                parts.append(known[0])
                total += len(known[0]) - 1
                break
            limit = floor
            offset = floor = target
            continue
        if length >= 0x40:
            raise BadMessage("a label of an unknown kind")
        end = offset + 1 + length
        if end >= limit:
            raise BadMessage("a label that reaches over the end or into the name that points to it")
        parts.append(wire[offset:end].lower())
        total += length + 1
        if total >= MAX_NAME_BYTES:
            raise BadMessage("a name longer than 255 bytes")
        offset = end
    if total >= MAX_NAME_BYTES:
        raise BadMessage("a name longer than 255 bytes")
    name = b"".join(parts)
    seen[start] = name, behind
    return name, behind


_PLAIN_NAME = frozenset(b"abcdefghijklmnopqrstuvwxyz0123456789-_*/+!#$%&'=?^`{|}~<>[]:,")


@lru_cache(maxsize=8192)
def name_text(name: bytes) -> str:
    """Return the presentation text, lower case, without trailing dot. Unusual bytes are escaped (RFC 1035 section 5.1). The root is "."."""
    labels: list[str] = []
    at = 0
    while (length := name[at]) != 0:
        label = name[at + 1 : at + 1 + length]
        if _PLAIN_NAME.issuperset(label):
            labels.append(label.decode("ascii"))
        else:
            labels.append("".join(chr(b) if b in _PLAIN_NAME else _escaped(b) for b in label))
        at += 1 + length
    return ".".join(labels) or "."


def _escaped(byte: int) -> str:
    return f"\\{chr(byte)}" if byte in b'".\\;@()' else f"\\{byte:03d}"
