"""What a message claims of itself in its header and its times is believed only as far as it may be."""

import struct

import dns.flags
import dns.message
import dns.opcode
import dns.rcode
import dns.rrset
import pytest

from scamtriage.net.dns import message
from scamtriage.net.dns.records import TYPES

ASKED = message.question("bank.example", TYPES["A"])


def reply(*, rcode: int = dns.rcode.NOERROR, ttl: int = 60) -> dns.message.Message:
    made = dns.message.make_response(dns.message.make_query("bank.example.", "A", use_edns=0), recursion_available=True)
    made.set_rcode(dns.rcode.Rcode(rcode))
    made.answer = [dns.rrset.from_text("bank.example.", ttl, "IN", "A", "1.1.1.1")] if rcode == dns.rcode.NOERROR else []
    return made


def test_an_answer_is_a_response_to_a_query_and_to_nothing_else() -> None:
    assert message.answers(reply().to_wire(), ASKED)
    asking = reply()
    asking.flags &= ~dns.flags.QR
    assert not message.answers(asking.to_wire(), ASKED)
    for opcode in (dns.opcode.NOTIFY, dns.opcode.UPDATE, dns.opcode.STATUS):
        other = reply().to_wire()
        assert not message.answers(other[:2] + bytes([other[2] | opcode << 3]) + other[3:], ASKED), opcode


def test_a_question_is_the_same_in_any_case_and_no_other() -> None:
    """Some servers answer with the name in their own spelling of it."""
    wire = reply().to_wire()
    assert message.answers(wire.replace(b"\4bank", b"\4BaNK"), ASKED)
    assert not message.answers(wire.replace(b"\4bank", b"\4bonk"), ASKED)
    assert not message.answers(wire, message.question("bank.example", TYPES["AAAA"]))


@pytest.mark.parametrize(("rcode", "ours"), [(dns.rcode.FORMERR, True), (dns.rcode.REFUSED, True), (dns.rcode.NXDOMAIN, False), (0, False)])
def test_without_its_question_a_message_can_only_reject_it(rcode: int, ours: bool) -> None:
    header = struct.pack("!6H", 4711, 0x8180 | rcode, 0, 0, 0, 0)
    assert message.answers(header, ASKED) is ours
    assert not message.answers(header[:11], ASKED)
    assert message.answers(struct.pack("!6H", 4711, 0x8180 | rcode, 2, 0, 0, 0) + ASKED * 2, ASKED) is False


def test_a_time_with_its_highest_bit_set_is_none_to_keep_an_answer_for() -> None:
    """RFC 2181 section 8; else a resolver could have an answer kept for 136 years."""
    wire = reply(ttl=0x7FFFFFFF).to_wire()
    at = wire.index(struct.pack("!I", 0x7FFFFFFF))
    assert message.parse(wire, ASKED).ttl == 0x7FFFFFFF
    assert message.parse(wire[:at] + struct.pack("!I", 0x80000000) + wire[at + 4 :], ASKED).ttl == 0


@pytest.mark.parametrize(("ttl", "minimum", "kept"), [(60, 30, 30), (20, 30, 20)])
def test_that_there_is_none_lasts_for_the_less_of_two_times(ttl: int, minimum: int, kept: int) -> None:
    none = reply(rcode=dns.rcode.NXDOMAIN)
    none.authority = [dns.rrset.from_text("example.", ttl, "IN", "SOA", f"ns. host. 1 2 3 4 {minimum}")]
    assert message.parse(none.to_wire(), ASKED).ttl == kept


@pytest.mark.parametrize("record", ["SOA ns. host. 1 2 3 4 30", "NS ns.example."])
def test_what_stands_beside_an_answer_is_not_what_its_servers_say_of_the_zone(record: str) -> None:
    nothing = reply()
    nothing.answer = []
    nothing.additional = [dns.rrset.from_text("example.", 60, "IN", *record.split(" ", 1))]
    found = message.parse(nothing.to_wire(), ASKED)
    assert (found.ttl, found.referral) == (None, False)
