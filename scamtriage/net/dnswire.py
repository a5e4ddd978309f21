"""DNS messages of the hot record types, built and read by small pure code; everything unusual is left to dnspython."""

import struct
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from socket import AF_INET6, inet_ntop

from scamtriage.records.facts import DnsOutcome

TYPES = {"A": 1, "NS": 2, "CNAME": 5, "SOA": 6, "PTR": 12, "MX": 15, "TXT": 16, "AAAA": 28, "DS": 43, "CAA": 257}
"""IANA DNS parameters; "DMARC" is asked as TXT by the caller."""

NOERROR, FORMERR, SERVFAIL, NXDOMAIN, NOTIMP, REFUSED = range(6)

OUTCOMES = {NOERROR: DnsOutcome.OK, NXDOMAIN: DnsOutcome.NXDOMAIN, REFUSED: DnsOutcome.REFUSED}
"""What the codes mean for a question; all others are a failing server."""

_QR, _AA, _TC, _RD, _RA, _AD = 0x8000, 0x0400, 0x0200, 0x0100, 0x0080, 0x0020
_IN = 1
_OPT = 41
_CNAME = TYPES["CNAME"]
_SOA = TYPES["SOA"]
_EDE = 15  # RFC 8914
UDP_PAYLOAD = 1232
"""Bytes of a UDP answer that fit every path without fragments (DNS flag day 2020)."""

MAX_NAME_BYTES = 255
MAX_RECORDS = 4096
"""Records of one message that are looked at; a 64 KB message of the smallest records holds fewer."""
MAX_JUMPS = 127
"""Pointers of one name; a name has no more labels than that."""
MAX_CNAME = 16

_HEADER = struct.Struct("!6H")
_FIXED = struct.Struct("!HHIH")  # type, class, TTL, length of the data
_SOA_TAIL = struct.Struct("!5I")
_DS_HEAD = struct.Struct("!HBB")


class BadMessage(ValueError):
    """The bytes are no DNS message, or one that this small reader does not understand."""


@dataclass(slots=True)
class Reply:
    """What one message says about one question."""

    rcode: int
    truncated: bool
    ad: bool
    values: list[str]
    """Presentation texts of the records at the end of the alias chain, in the order of the message."""
    ttl: int | None
    """Seconds; the smallest along the chain, or of a negative answer what its SOA says (RFC 2308). None: not stated."""
    chain: list[str]
    """Targets of the aliases that were followed, at most 16; the last one owns `values`."""
    finished: bool
    """False: the chain ends at a name about which the message says nothing."""
    endless: bool
    """The chain loops or is longer than 16."""
    ede: int | None
    """Extended DNS error code (RFC 8914), e.g. 15 "Blocked"."""


@lru_cache(maxsize=4096)
def name_to_wire(name: str) -> bytes:
    """The wire form of a name in A-labels, with or without trailing dot. Raises BadMessage when it can't be asked."""
    try:
        raw = name.removesuffix(".").encode("ascii")
    except UnicodeEncodeError:
        raise BadMessage("the name is not in A-labels") from None
    if not raw:
        return b"\0"
    if b"\\" in raw:  # an escape of `_text`: a zone named a host by bytes that no host name has
        raise BadMessage("the name holds bytes that no host name has")
    labels = raw.split(b".")
    if any(not 0 < len(label) < 64 for label in labels) or len(raw) > 253:
        raise BadMessage("a label or the name is empty or too long")
    return b"".join([bytes((len(label),)) + label for label in labels]) + b"\0"


_TYPE_IN = {rtype: struct.pack("!HH", rtype, _IN) for rtype in TYPES.values()}


def question(name: str, rtype: int) -> bytes:
    """The question section for one name and type in class IN."""
    return name_to_wire(name) + (_TYPE_IN.get(rtype) or struct.pack("!HH", rtype, _IN))


_OPT_PLAIN = b"\0" + struct.pack("!HHIH", _OPT, UDP_PAYLOAD, 0, 0)
_OPT_DO = b"\0" + struct.pack("!HHIH", _OPT, UDP_PAYLOAD, 0x8000, 0)
_HEAD_PLAIN = struct.pack("!5H", _RD | _AD, 1, 0, 0, 0)
_HEAD_EDNS = struct.pack("!5H", _RD | _AD, 1, 0, 0, 1)


def query(ident: int, question_section: bytes, *, edns: bool = True, dnssec_ok: bool = False) -> bytes:
    """One recursive query. AD asks a validating resolver for its verdict without the signatures (RFC 6840 section 5.7)."""
    if not edns:
        return ident.to_bytes(2, "big") + _HEAD_PLAIN + question_section
    return ident.to_bytes(2, "big") + _HEAD_EDNS + question_section + (_OPT_DO if dnssec_ok else _OPT_PLAIN)


def answers(wire: bytes, question_section: bytes) -> bool:
    """Whether the message is a response to this question (names compare without case, RFC 4343)."""
    if len(wire) < 12 or not wire[2] & 0x80 or wire[2] & 0x78:
        return False
    end = 12 + len(question_section)
    if wire[4:6] == b"\0\1":
        asked = wire[12:end]
        return asked == question_section or asked.lower() == question_section.lower()
    # some servers answer "I do not understand you" with the header alone
    return wire[4:6] == b"\0\0" and (wire[3] & 15) in (FORMERR, NOTIMP, SERVFAIL, REFUSED)


def parse(wire: bytes, question_section: bytes) -> Reply:
    """Read a response for which `answers` is true. Raises BadMessage and nothing else; time is linear in the message.

    Records outside class IN and those that the alias chain does not lead to are left aside.
    """
    try:
        return _parse(wire, question_section)
    except (IndexError, struct.error):
        raise BadMessage("the message ends before it should") from None


def _parse(wire: bytes, question_section: bytes) -> Reply:
    _, flags, questions, n_answer, n_authority, n_additional = _HEADER.unpack_from(wire)
    rcode, truncated, ad = flags & 15, bool(flags & _TC), bool(flags & _AD)
    if not questions:
        return Reply(rcode, truncated, ad, [], None, [], True, False, None)
    qtype = int.from_bytes(question_section[-4:-2], "big")
    seen: dict[int, bytes] = {12: question_section[:-4].lower()}
    owner_now = seen[12]
    offset = 12 + len(question_section)

    by_owner: dict[bytes, list[tuple[int, int, int]]] = {}
    aliases: dict[bytes, tuple[int, int, int]] = {}
    if n_answer > MAX_RECORDS:
        raise BadMessage("more records than a message can hold")
    for _ in range(n_answer):
        if truncated and offset >= len(wire):
            break
        owner, offset = _name(wire, offset, seen)
        rtype, rclass, ttl, length = _FIXED.unpack_from(wire, offset)
        offset += 10
        end = offset + length
        if end > len(wire):
            raise BadMessage("a record is longer than the message")
        if rclass == _IN:
            if rtype == qtype:
                by_owner.setdefault(owner, []).append((ttl, offset, end))
            elif rtype == _CNAME:
                aliases.setdefault(owner, (ttl, offset, end))
        offset = end

    ttls: list[int] = []
    chain: list[str] = []
    endless = False
    visited = {owner_now}
    while owner_now not in by_owner and owner_now in aliases:
        ttl, at, end = aliases[owner_now]
        owner_now = _whole_name(wire, at, end, seen)
        if owner_now in visited or len(chain) == MAX_CNAME:
            endless = True
            break
        visited.add(owner_now)
        ttls.append(_sane_ttl(ttl))
        chain.append(_text(owner_now))

    values: list[str] = []
    read = _READERS.get(qtype, _opaque)
    for ttl, start, end in by_owner.get(owner_now, ()):
        values.append(read(wire, start, end, seen))
        ttls.append(_sane_ttl(ttl))

    finished, ede, negative_ttl = bool(values) or rcode != NOERROR or not chain, None, None
    if n_authority or n_additional:
        negative_ttl, ede = _rest(wire, offset, n_authority, n_additional, seen)
        finished = finished or negative_ttl is not None
    if not values and negative_ttl is not None:
        ttls.append(negative_ttl)
    return Reply(rcode, truncated, ad, values, min(ttls) if ttls else None, chain, finished, endless, ede)


def _rest(wire: bytes, offset: int, n_authority: int, n_additional: int, seen: dict[int, bytes]) -> tuple[int | None, int | None]:
    """(TTL of a negative answer or None, extended error or None) from the authority and additional sections.

    They decorate the answer: where they are cut or odd the answer stands without them.
    """
    negative_ttl, ede = None, None
    try:
        for index in range(min(n_authority + n_additional, MAX_RECORDS)):
            _, offset = _name(wire, offset, seen)
            rtype, _, ttl, length = _FIXED.unpack_from(wire, offset)
            offset += 10
            end = offset + length
            if end > len(wire):
                break
            if rtype == _SOA and index < n_authority and length >= 22:
                minimum = int.from_bytes(wire[end - 4 : end], "big")
                negative_ttl = min(_sane_ttl(ttl), _sane_ttl(minimum))
            elif rtype == _OPT and length and index >= n_authority:
                ede = _extended_error(wire[offset:end])
            offset = end
    except (IndexError, struct.error, BadMessage):
        pass
    return negative_ttl, ede


def _extended_error(options: bytes) -> int | None:
    at = 0
    while at + 4 <= len(options):
        code, length = struct.unpack_from("!HH", options, at)
        if code == _EDE and length >= 2 and at + 6 <= len(options):
            return int.from_bytes(options[at + 4 : at + 6], "big")
        at += 4 + length
    return None


def _sane_ttl(ttl: int) -> int:
    """A TTL with its highest bit set means 0 (RFC 2181 section 8)."""
    return ttl if ttl < 0x80000000 else 0


def _name(wire: bytes, offset: int, seen: dict[int, bytes]) -> tuple[bytes, int]:
    """(lower-case wire name, offset behind it). Pointers must point backwards, which rules out loops; labels end before their pointer.

    `seen` remembers whole names by offset, so that a name is unfolded once a message.
    """
    first = wire[offset]
    if first >= 0xC0:
        target = (first & 0x3F) << 8 | wire[offset + 1]
        known = seen.get(target)
        if known is not None:
            return known, offset + 2
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
            if target >= floor or target < 12 or jumps > MAX_JUMPS:
                raise BadMessage("a pointer that does not point backwards, or one too many")
            known = seen.get(target)
            if known is not None:
                parts.append(known)
                total += len(known) - 1
                break
            limit = offset
            offset = floor = target
            continue
        if length >= 0x40:
            raise BadMessage("a label of an unknown kind")
        end = offset + 1 + length
        if end > limit:
            raise BadMessage("a label that reaches over the end or its own pointer")
        parts.append(wire[offset:end].lower())
        total += length + 1
        if total >= MAX_NAME_BYTES:
            raise BadMessage("a name longer than 255 bytes")
        offset = end
    if total >= MAX_NAME_BYTES:
        raise BadMessage("a name longer than 255 bytes")
    name = b"".join(parts)
    seen[start] = name
    return name, behind


_PLAIN_NAME = frozenset(b"abcdefghijklmnopqrstuvwxyz0123456789-_*/+!#$%&'=?^`{|}~<>[]:,")


@lru_cache(maxsize=8192)
def _text(name: bytes) -> str:
    """Presentation text without the trailing dot, lower case; odd bytes escaped as in RFC 1035 section 5.1. The root is "."."""
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


_Reader = Callable[[bytes, int, int, dict[int, bytes]], str]


def _a(wire: bytes, start: int, end: int, _: dict[int, bytes]) -> str:
    if end - start != 4:
        raise BadMessage("an A record that is not 4 bytes long")
    return f"{wire[start]}.{wire[start + 1]}.{wire[start + 2]}.{wire[start + 3]}"


def _aaaa(wire: bytes, start: int, end: int, _: dict[int, bytes]) -> str:
    if end - start != 16:
        raise BadMessage("an AAAA record that is not 16 bytes long")
    return inet_ntop(AF_INET6, wire[start:end])


def _host(wire: bytes, start: int, end: int, seen: dict[int, bytes]) -> str:
    return _text(_whole_name(wire, start, end, seen))


def _whole_name(wire: bytes, start: int, end: int, seen: dict[int, bytes]) -> bytes:
    name, behind = _name(wire, start, seen)
    if behind != end:
        raise BadMessage("a name that does not fill its record")
    return name


def _mx(wire: bytes, start: int, end: int, seen: dict[int, bytes]) -> str:
    return f"{int.from_bytes(wire[start : start + 2], 'big')} {_host(wire, start + 2, end, seen)}"


def _soa(wire: bytes, start: int, end: int, seen: dict[int, bytes]) -> str:
    mname, at = _name(wire, start, seen)
    rname, at = _name(wire, at, seen)
    if at + 20 != end:
        raise BadMessage("an SOA record of the wrong length")
    return " ".join((_text(mname), _text(rname), *map(str, _SOA_TAIL.unpack_from(wire, at))))


def _txt(wire: bytes, start: int, end: int, _: dict[int, bytes]) -> str:
    """The strings joined, as SPF and DMARC read them (RFC 7208 section 3.3); bytes that are no UTF-8 as \\xNN."""
    pieces: list[bytes] = []
    if start == end:
        raise BadMessage("a TXT record without a text")
    while start < end:
        length = wire[start]
        start += 1
        if start + length > end:
            raise BadMessage("a text longer than its record")
        pieces.append(wire[start : start + length])
        start += length
    return b"".join(pieces).decode("utf-8", "backslashreplace")


def _caa(wire: bytes, start: int, end: int, _: dict[int, bytes]) -> str:
    tag_length = wire[start + 1]
    value_at = start + 2 + tag_length
    tag = wire[start + 2 : value_at].decode("ascii", "replace")
    if value_at > end or not (tag.isascii() and tag.isalnum()):  # RFC 8659 section 4.1
        raise BadMessage("a CAA record with a broken tag")
    value = wire[value_at:end].decode("utf-8", "backslashreplace").replace("\\", "\\\\").replace('"', '\\"')
    return f'{wire[start]} {tag} "{value}"'


def _ds(wire: bytes, start: int, end: int, _: dict[int, bytes]) -> str:
    tag, algorithm, digest_type = _DS_HEAD.unpack_from(wire, start)
    if start + 4 >= end:
        raise BadMessage("a DS record without a digest")
    return f"{tag} {algorithm} {digest_type} {wire[start + 4 : end].hex()}"


def _opaque(wire: bytes, start: int, end: int, _: dict[int, bytes]) -> str:
    return f"\\# {end - start} {wire[start:end].hex()}"  # RFC 3597


_READERS: dict[int, _Reader] = {
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
