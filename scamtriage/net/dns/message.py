"""Building and parsing of DNS messages with common record types; unusual messages are left to dnspython."""

import struct
from dataclasses import dataclass

from scamtriage.net.dns.name import BadMessage, Names, name_text, name_to_wire, unfold
from scamtriage.net.dns.records import READERS, TYPES, opaque, whole_name
from scamtriage.records.facts import DnsOutcome

NOERROR, FORMERR, SERVFAIL, NXDOMAIN, NOTIMP, REFUSED = range(6)
BADVERS = 16
"""The server does not support our EDNS version (RFC 6891 section 9)."""

OUTCOMES = {NOERROR: DnsOutcome.OK, NXDOMAIN: DnsOutcome.NXDOMAIN, REFUSED: DnsOutcome.REFUSED}
"""Response code -> outcome; all others mean a failing server."""

_TC, _RD, _AD = 0x0200, 0x0100, 0x0020
_IN = 1
_OPT = 41
_CNAME = TYPES["CNAME"]
_SOA = TYPES["SOA"]
_NS = TYPES["NS"]
_EDE = 15  # RFC 8914
FILTERS = {15: "Blocked", 16: "Censored", 17: "Filtered", 18: "Prohibited"}
"""Extended DNS errors (RFC 8914) by which a resolver says that it filters the answer."""
_BOGUS = {
    6: "DNSSEC Bogus", 7: "Signature Expired", 8: "Signature Not Yet Valid", 9: "DNSKEY Missing", 10: "RRSIGs Missing",
    11: "No Zone Key Bit Set", 12: "NSEC Missing", 25: "Signature Expired before Valid",
}  # fmt: skip
_CUT_OFF = {22: "No Reachable Authority"}  # not 23: routers whose own uplink is down say it (dnsmasq)
_OF_THE_ZONE = {
    **{code: (words, "the resolver filters this name") for code, words in FILTERS.items()},
    **{code: (words, "the resolver does not believe the zone, whose DNSSEC signatures are invalid") for code, words in _BOGUS.items()},
    **{code: (words, "the resolver got no answer from the name servers of the zone") for code, words in _CUT_OFF.items()},
}
"""Extended error -> (its name, what it says about the name that was asked)."""
_RCODES = {FORMERR: "FORMERR", SERVFAIL: "SERVFAIL", NOTIMP: "NOTIMP", REFUSED: "REFUSED", BADVERS: "BADVERS"}
UDP_PAYLOAD = 1232
"""Size of a UDP answer that passes every path without fragmentation (DNS flag day 2020)."""

MAX_RECORDS = 4096
"""Records of one message that are examined; a 64 KB message holds fewer A records."""
MAX_CNAME = 16

_HEADER = struct.Struct("!6H")
_FIXED = struct.Struct("!HHIH")  # type, class, TTL, length of the data


@dataclass(slots=True)
class Reply:
    """The content of one message with regard to one question."""

    rcode: int
    """Including the upper bits from EDNS."""
    truncated: bool
    ad: bool
    values: list[str]
    """Presentation texts of the records at the end of the alias chain, in message order."""
    ttl: int | None
    """Seconds; the smallest along the chain, including the SOA's for a negative answer (RFC 2308). None: not stated."""
    chain: list[str]
    """Targets of the aliases that were followed, at most 16; `values` belong to the last one."""
    finished: bool
    """False: the message says nothing about the name at the end of the chain."""
    endless: bool
    """The chain loops or is longer than 16."""
    ede: int | None
    """Extended DNS error code (RFC 8914), e.g. 15 "Blocked". Codes of `FILTERS` take precedence, then others about the name."""
    referral: bool = False
    """It only names other servers (RFC 2308 section 2.2.1): it does not say that there is no record."""

    @property
    def outcome(self) -> DnsOutcome:
        """The outcome by response code, before the records are considered."""
        return DnsOutcome.SERVFAIL if self.referral else OUTCOMES.get(self.rcode, DnsOutcome.SERVFAIL)

    @property
    def said(self) -> str:
        """What the extended error says about the name; "" if there is none, or it is about the resolver."""
        if self.ede not in _OF_THE_ZONE:
            return ""
        words, meaning = _OF_THE_ZONE[self.ede]
        return f"{meaning} (extended error {self.ede}, {words})"

    def failure(self, server: str) -> str:
        """What `server` says about the name, else what it did instead of answering."""
        return self.said or f"{server} {self._did}"

    @property
    def _did(self) -> str:
        return "answers with other servers" if self.referral else f"answers {_RCODES.get(self.rcode, f'code {self.rcode}')}"


_TYPE_IN = {rtype: struct.pack("!HH", rtype, _IN) for rtype in TYPES.values()}


def question(name: str, rtype: int) -> bytes:
    """Return the question section for one name and type in class IN."""
    return name_to_wire(name) + (_TYPE_IN.get(rtype) or struct.pack("!HH", rtype, _IN))


_NO_SUBNET = struct.pack("!HHHBB", 8, 4, 1, 0, 0)
"""Client subnet opt-out (RFC 7871 section 7.1.2): without it, some resolvers pass our network on to the zone's servers."""
_PADDING, _PADDED_TO = 12, 128
"""Padding option and block size (RFC 7830, RFC 8467 section 4.1). The length of an encrypted query must not reveal the name."""
_OPT_HEAD = struct.Struct("!xHHIH")
_OPT_PLAIN = _OPT_HEAD.pack(_OPT, UDP_PAYLOAD, 0, len(_NO_SUBNET)) + _NO_SUBNET
_OPT_DO = _OPT_HEAD.pack(_OPT, UDP_PAYLOAD, 0x8000, len(_NO_SUBNET)) + _NO_SUBNET
_HEAD_PLAIN = struct.pack("!5H", _RD | _AD, 1, 0, 0, 0)
_HEAD_EDNS = struct.pack("!5H", _RD | _AD, 1, 0, 0, 1)


def query(ident: int, question_section: bytes, *, edns: bool = True, dnssec_ok: bool = False) -> bytes:
    """Build one recursive query. AD asks a validating resolver for its verdict without the signatures (RFC 6840 section 5.7)."""
    if not edns:
        return ident.to_bytes(2, "big") + _HEAD_PLAIN + question_section
    return ident.to_bytes(2, "big") + _HEAD_EDNS + question_section + (_OPT_DO if dnssec_ok else _OPT_PLAIN)


def padded_query(ident: int, question_section: bytes) -> bytes:
    """Build a query for an encrypted stream, padded so that its length does not reveal the name."""
    bare = 2 + len(_HEAD_EDNS) + len(question_section) + _OPT_HEAD.size + len(_NO_SUBNET) + 4
    more = -bare % _PADDED_TO
    padding = _NO_SUBNET + struct.pack("!HH", _PADDING, more) + bytes(more)
    return ident.to_bytes(2, "big") + _HEAD_EDNS + question_section + _OPT_HEAD.pack(_OPT, UDP_PAYLOAD, 0, len(padding)) + padding


def answers(wire: bytes, question_section: bytes) -> bool:
    """Whether the message is a response to this question (names are compared without case, RFC 4343)."""
    if len(wire) < 12 or not wire[2] & 0x80 or wire[2] & 0x78:
        return False
    end = 12 + len(question_section)
    if wire[4:6] == b"\0\1":
        asked = wire[12:end]
        return asked == question_section or asked.lower() == question_section.lower()
    # some servers reject a question with the header alone
    return wire[4:6] == b"\0\0" and (wire[3] & 15) in (FORMERR, NOTIMP, SERVFAIL, REFUSED)


def parse(wire: bytes, question_section: bytes) -> Reply:
    """Parse a response for which `answers` is true. Raises only BadMessage; takes linear time.

    Records outside class IN, and those off the alias chain, are ignored.
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
    seen: Names = {12: (question_section[:-4].lower(), 8 + len(question_section))}
    owner_now = seen[12][0]
    offset = 12 + len(question_section)

    by_owner: dict[bytes, list[tuple[int, int, int]]] = {}
    aliases: dict[bytes, tuple[int, int, int]] = {}
    if n_answer > MAX_RECORDS:
        raise BadMessage("more records than a message can hold")
    for _ in range(n_answer):
        if truncated and offset >= len(wire):
            break
        owner, offset = unfold(wire, offset, seen)
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
        owner_now = whole_name(wire, at, end, seen)
        if owner_now in visited or len(chain) == MAX_CNAME:
            endless = True
            break
        visited.add(owner_now)
        ttls.append(_sane_ttl(ttl))
        chain.append(name_text(owner_now))

    values: list[str] = []
    read = READERS.get(qtype, opaque)
    for ttl, start, end in by_owner.get(owner_now, ()):
        values.append(read(wire, start, end, seen))
        ttls.append(_sane_ttl(ttl))

    rest = _rest(wire, offset, n_authority, n_additional, seen) if n_authority or n_additional else _Rest()
    rcode |= rest.upper_rcode << 4
    finished = bool(values) or rcode != NOERROR or not chain or rest.negative_ttl is not None
    if not values and rest.negative_ttl is not None:
        ttls.append(rest.negative_ttl)
    referral = rest.servers and not values and not chain and rest.negative_ttl is None and rcode == NOERROR
    return Reply(rcode, truncated, ad, values, min(ttls) if ttls else None, chain, finished, endless, rest.ede, referral)


@dataclass(slots=True)
class _Rest:
    """The content of the authority and additional sections."""

    negative_ttl: int | None = None
    ede: int | None = None
    upper_rcode: int = 0
    servers: bool = False


def _rest(wire: bytes, offset: int, n_authority: int, n_additional: int, seen: Names) -> _Rest:
    """Read the authority and additional sections. If they are cut or malformed, keep what was read before."""
    found = _Rest()
    try:
        for index in range(min(n_authority + n_additional, MAX_RECORDS)):
            _, offset = unfold(wire, offset, seen)
            rtype, _, ttl, length = _FIXED.unpack_from(wire, offset)
            offset += 10
            end = offset + length
            if end > len(wire):
                break
            if rtype == _SOA and index < n_authority and length >= 22:
                minimum = int.from_bytes(wire[end - 4 : end], "big")
                found.negative_ttl = min(_sane_ttl(ttl), _sane_ttl(minimum))
            elif rtype == _NS and index < n_authority:
                found.servers = True
            elif rtype == _OPT and index >= n_authority:
                found.upper_rcode = ttl >> 24
                found.ede = _extended_error(wire[offset:end])
            offset = end
    except (IndexError, struct.error, BadMessage):
        pass
    return found


def _extended_error(options: bytes) -> int | None:
    """Return the most telling code, else the first: a cache often states first why it could not ask."""
    codes: list[int] = []
    at = 0
    while at + 4 <= len(options):
        code, length = struct.unpack_from("!HH", options, at)
        if code == _EDE and length >= 2 and at + 6 <= len(options):
            codes.append(int.from_bytes(options[at + 4 : at + 6], "big"))
        at += 4 + length
    telling = (code for group in (FILTERS, _BOGUS, _CUT_OFF) for code in codes if code in group)
    return next(telling, codes[0] if codes else None)


def _sane_ttl(ttl: int) -> int:
    """Return the TTL; one with its highest bit set means 0 (RFC 2181 section 8)."""
    return ttl if ttl < 0x80000000 else 0
