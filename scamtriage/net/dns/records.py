"""Record data of the common types as presentation text; other types in the format of RFC 3597."""

import struct
from collections.abc import Callable
from socket import AF_INET6, inet_ntop

from scamtriage.net.dns.name import BadMessage, Names, name_text, unfold

TYPES = {"A": 1, "NS": 2, "CNAME": 5, "SOA": 6, "PTR": 12, "MX": 15, "TXT": 16, "AAAA": 28, "DS": 43, "CAA": 257}
"""IANA DNS parameters; callers ask "DMARC" as TXT."""

_SOA_TAIL = struct.Struct("!5I")
_DS_HEAD = struct.Struct("!HBB")
_DIGEST_BYTES = {1: 20, 2: 32, 3: 32, 4: 48}  # RFC 4034, 4509, 5933 and 6605

Reader = Callable[[bytes, int, int, Names], str]


def _a(wire: bytes, start: int, end: int, _: Names) -> str:
    if end - start != 4:
        raise BadMessage("an A record that is not 4 bytes long")
    return f"{wire[start]}.{wire[start + 1]}.{wire[start + 2]}.{wire[start + 3]}"


def _aaaa(wire: bytes, start: int, end: int, _: Names) -> str:
    if end - start != 16:
        raise BadMessage("an AAAA record that is not 16 bytes long")
    return inet_ntop(AF_INET6, wire[start:end])


def _host(wire: bytes, start: int, end: int, seen: Names) -> str:
    return name_text(whole_name(wire, start, end, seen))


def whole_name(wire: bytes, start: int, end: int, seen: Names) -> bytes:
    """Return the name that fills a record, decompressed and in lower case. Raises BadMessage."""
    name, behind = unfold(wire, start, seen)
    if behind != end:
        raise BadMessage("a name that does not fill its record")
    return name


def _mx(wire: bytes, start: int, end: int, seen: Names) -> str:
    return f"{int.from_bytes(wire[start : start + 2], 'big')} {_host(wire, start + 2, end, seen)}"


def _soa(wire: bytes, start: int, end: int, seen: Names) -> str:
    mname, at = unfold(wire, start, seen)
    rname, at = unfold(wire, at, seen)
    if at + 20 != end:
        raise BadMessage("an SOA record of the wrong length")
    return " ".join((name_text(mname), name_text(rname), *map(str, _SOA_TAIL.unpack_from(wire, at))))


def _txt(wire: bytes, start: int, end: int, _: Names) -> str:
    """Join the strings, as SPF and DMARC do (RFC 7208 section 3.3); bytes that are not UTF-8 become \\xNN."""
    if start == end:
        raise BadMessage("a TXT record without a text")
    pieces: list[bytes] = []
    while start < end:
        length = wire[start]
        start += 1
        if start + length > end:
            raise BadMessage("a text longer than its record")
        pieces.append(wire[start : start + length])
        start += length
    return b"".join(pieces).decode("utf-8", "backslashreplace")


def _caa(wire: bytes, start: int, end: int, _: Names) -> str:
    tag_length = wire[start + 1]
    value_at = start + 2 + tag_length
    tag = wire[start + 2 : value_at].decode("ascii", "replace")
    if value_at > end or not (tag.isascii() and tag.isalnum()):  # RFC 8659 section 4.1
        raise BadMessage("a CAA record with a broken tag")
    value = wire[value_at:end].decode("utf-8", "backslashreplace").replace("\\", "\\\\").replace('"', '\\"')
    return f'{wire[start]} {tag} "{value}"'


def _ds(wire: bytes, start: int, end: int, _: Names) -> str:
    tag, algorithm, digest_type = _DS_HEAD.unpack_from(wire, start)
    length = end - start - 4
    if length < 1 or digest_type == 0 or _DIGEST_BYTES.get(digest_type, length) != length:
        raise BadMessage("a DS record whose digest is none of its kind")
    return f"{tag} {algorithm} {digest_type} {wire[start + 4 : end].hex()}"


def opaque(wire: bytes, start: int, end: int, _: Names) -> str:
    """Return the data of a type without a reader, in the format of RFC 3597."""
    return f"\\# {end - start} {wire[start:end].hex()}"


READERS: dict[int, Reader] = {
    TYPES["A"]: _a,
    TYPES["NS"]: _host,
    TYPES["CNAME"]: _host,
    TYPES["SOA"]: _soa,
    TYPES["PTR"]: _host,
    TYPES["MX"]: _mx,
    TYPES["TXT"]: _txt,
    TYPES["AAAA"]: _aaaa,
    TYPES["DS"]: _ds,
    TYPES["CAA"]: _caa,
}
