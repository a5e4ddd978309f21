"""The resolver of the hostile internet: the lab's, with a zone for every trick that a name server can play."""

from collections import Counter
from collections.abc import Callable

import dns.flags
import dns.message
import dns.name
import dns.rcode
import dns.rdatatype
import dns.rrset

from scamtriage.lab.nameserver import Nameserver
from tests.hostile.behaviour import Behaviour

Answers = list[bytes]
MANY = 300


class Naming:
    """Answers as `Nameserver` does; hostile zones first. Counts the questions of each behaviour."""

    def __init__(self, honest: Nameserver, behaviours: tuple[Behaviour, ...]) -> None:
        self._honest = honest
        self._tricked = {b.host: b for b in behaviours if "trick" in b.dns}
        self._turns: Counter[str] = Counter()
        self.asked: Counter[str] = Counter()
        self.names: set[str] = set()

    def respond(self, wire: bytes, *, max_size: int) -> Answers | None:
        """Messages to send, in order; None for silence."""
        try:
            query = dns.message.from_wire(wire)
            name = query.question[0].name.to_text(omit_final_dot=True).lower()
        except Exception:
            return None
        zone = ".".join(name.split(".")[-2:])
        self.asked[zone] += 1
        self.names.add(name)
        behaviour = self._tricked.get(zone)
        rtype = dns.rdatatype.to_text(query.question[0].rdtype)
        if behaviour is not None and (rtype in behaviour.dns.get("types", ["A"]) or behaviour.dns.get("types") == ["ANY"]):
            turn = self._turns[behaviour.id]
            self._turns[behaviour.id] += 1
            return TRICKS[behaviour.dns["trick"]](query, behaviour, turn, max_size)
        answer = self._honest.respond(wire, max_size=max_size)
        return None if answer is None else [answer]


def _reply(query: dns.message.Message, *values: str, rtype: str = "A", ttl_s: int = 60) -> dns.message.Message:
    answer = dns.message.make_response(query, recursion_available=True)
    if values:
        answer.answer.append(dns.rrset.from_text_list(query.question[0].name, ttl_s, "IN", rtype, values))
    return answer


def _rcode(code: dns.rcode.Rcode) -> "Trick":
    def trick(query: dns.message.Message, _: Behaviour, __: int, ___: int) -> Answers:
        answer = _reply(query)
        answer.set_rcode(code)
        return [answer.to_wire()]

    return trick


def _sized(answer: dns.message.Message, max_size: int) -> bytes:
    """As much as fits; over UDP what does not is cut, and says so."""
    try:
        return answer.to_wire(max_size=max_size)
    except dns.exception.TooBig:
        answer.answer.clear()
        answer.flags |= dns.flags.TC
        return answer.to_wire()


def _other_id(query: dns.message.Message, b: Behaviour, turn: int, size: int) -> Answers:
    answer = _reply(query, "127.0.0.1")
    answer.id = (query.id + 1) % 65_536
    return [answer.to_wire()]


def _other_question(query: dns.message.Message, b: Behaviour, turn: int, size: int) -> Answers:
    other = dns.message.make_query("www.paypal.com", query.question[0].rdtype)
    other.id = query.id
    return [_reply(other, "127.0.0.1").to_wire()]


def _other_owner(query: dns.message.Message, b: Behaviour, turn: int, size: int) -> Answers:
    answer = _reply(query)
    answer.answer.append(dns.rrset.from_text("www.paypal.com.", 60, "IN", "A", "45.12.40.200"))
    return [answer.to_wire()]


def _truncated(query: dns.message.Message, b: Behaviour, turn: int, size: int) -> Answers:
    answer = _reply(query)
    answer.flags |= dns.flags.TC
    return [answer.to_wire()]


def _pointer_loop(query: dns.message.Message, b: Behaviour, turn: int, size: int) -> Answers:
    wire = bytearray(_reply(query).to_wire())
    wire[6:8] = b"\0\1"
    end = 12 + len(query.question[0].name.to_wire()) + 4
    place = end.to_bytes(2, "big")
    return [bytes(wire[:end]) + bytes([0xC0 | place[0], place[1]]) + b"\0\1\0\1\0\0\0\1\0\4\x7f\0\0\1"]


def _lying_counts(query: dns.message.Message, b: Behaviour, turn: int, size: int) -> Answers:
    wire = bytearray(_reply(query, b.address).to_wire())
    wire[6:8] = b"\xff\xff"
    return [bytes(wire)]


def _lying_length(query: dns.message.Message, b: Behaviour, turn: int, size: int) -> Answers:
    wire = bytearray(_reply(query, b.address).to_wire())
    at = bytes(wire).rfind(b"\0\4" + bytes(int(part) for part in b.address.split(".")))
    wire[at : at + 2] = b"\xff\xf0"
    return [bytes(wire)]


def _cname(*names: str) -> "Trick":
    def trick(query: dns.message.Message, b: Behaviour, turn: int, size: int) -> Answers:
        answer = _reply(query)
        owner = query.question[0].name
        for name in names:
            target = dns.name.from_text(b.filled(name))
            answer.answer.append(dns.rrset.from_text(owner, 60, "IN", "CNAME", target.to_text()))
            owner = target
        return [_sized(answer, size)]

    return trick


def _rebinding(query: dns.message.Message, b: Behaviour, turn: int, size: int) -> Answers:
    """One answer after the other, none of which may be remembered; the last one for ever."""
    turns = b.dns["turns"]
    return [_reply(query, b.filled(turns[min(turn, len(turns) - 1)]), ttl_s=0).to_wire()]


def _values(*values: str, rtype: str = "A", ttl_s: int = 60, times: int = 1) -> "Trick":
    def trick(query: dns.message.Message, b: Behaviour, turn: int, size: int) -> Answers:
        return [_sized(_reply(query, *(b.filled(v) for v in values), rtype=rtype, ttl_s=ttl_s), size)] * times

    return trick


Trick = Callable[[dns.message.Message, Behaviour, int, int], Answers | None]
TRICKS: dict[str, Trick] = {
    "silent": lambda query, b, turn, size: None,
    "servfail": _rcode(dns.rcode.SERVFAIL),
    "refused": _rcode(dns.rcode.REFUSED),
    "formerr": _rcode(dns.rcode.FORMERR),
    "notimp": _rcode(dns.rcode.NOTIMP),
    "nxdomain": _rcode(dns.rcode.NXDOMAIN),
    "nodata": _rcode(dns.rcode.NOERROR),
    "yxdomain": _rcode(dns.rcode.YXDOMAIN),
    "garbage": lambda query, b, turn, size: [b"\x9f\x11" * 40],
    "one-byte": lambda query, b, turn, size: [b"\0"],
    "head-only": lambda query, b, turn, size: [_reply(query, b.address).to_wire()[:12]],
    "cut": lambda query, b, turn, size: [_reply(query, b.address).to_wire()[:-20]],
    "echo": lambda query, b, turn, size: [query.to_wire()],
    "other-id": _other_id,
    "other-question": _other_question,
    "other-owner": _other_owner,
    "truncated": _truncated,
    "pointer-loop": _pointer_loop,
    "lying-counts": _lying_counts,
    "lying-length": _lying_length,
    "cname-self": _cname("{host}"),
    "cname-circle": _cname("a.{host}", "b.{host}", "a.{host}"),
    "cname-chain": _cname(*(f"c{n}.{{host}}" for n in range(40))),
    "cname-localhost": _cname("localhost"),
    "cname-metadata": _cname("metadata.google.internal"),
    "cname-single": _cname("intranet"),
    "cname-odd": _cname(r"\027" * 60 + ".{host}"),
    "rebinding": _rebinding,
    "many-forbidden": _values(*(f"10.0.{n // 250}.{1 + n % 250}" for n in range(MANY)), "{address}"),
    "ttl-huge": _values("{address}", ttl_s=2**31 - 1),
    "ttl-zero": _values("{address}", ttl_s=0),
    "flood": _values("{address}", times=400),
    "text-huge": _values(*(f'"{n} {"x" * 240}"' for n in range(230)), rtype="TXT"),
    "text-escape": _values(r'"v=spf1 \027[31m \027]0;owned\007 ?all"', r'"=HYPERLINK(1) <script>planted()</script>"', rtype="TXT"),
    "spf-circle": _values('"v=spf1 include:{host} include:{host} redirect={host}"', rtype="TXT"),
    "spf-wide": _values('"v=spf1 " ' + " ".join(f'"include:s{n}.{{host}} "' for n in range(12)) + ' "~all"', rtype="TXT"),
    "mx-many": _values(*(f"{n} m{n}.{{host}}." for n in range(200)), rtype="MX"),
    "mx-forbidden": _values("1 localhost.", "2 10-0-0-1.{host}.", "3 metadata.google.internal.", rtype="MX"),
    "spf-inside": _values('"v=spf1 include:localhost include:metadata.google.internal a:intranet redirect=nas.lan"', rtype="TXT"),
    "ns-inside": _values("localhost.", "ns.corp.", "metadata.google.internal.", "wpad.", rtype="NS"),
    "ns-many": _values(*(f"n{n}.{{host}}." for n in range(200)), rtype="NS"),
    "ns-odd": _values(r"a\000b.{host}.", r"\027[2J.{host}.", rtype="NS"),
    "soa-odd": _values(r"\027]0\;x.{host}. \"quoted\".{host}. 4294967295 1 1 1 1", rtype="SOA"),
}
