"""The lean DNS reader says what dnspython says, and survives what no server would send."""

import contextlib
import struct
from itertools import pairwise

import dns.flags
import dns.message
import dns.name
import dns.rcode
import dns.rdata
import dns.rdataclass
import dns.rdatatype
import dns.rdtypes.ANY.TXT
import dns.rrset
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scamtriage.net.dns import message
from scamtriage.net.dns.name import BadMessage
from scamtriage.net.dns.records import TYPES
from scamtriage.records.facts import DnsOutcome
from tests.cost import least_cpu_s

LABELS = st.text(alphabet="abcdefghijklmnopqrstuvwxyz0123456789-_", min_size=1, max_size=20)
NAMES = st.lists(LABELS, min_size=1, max_size=5).map(lambda labels: ".".join(labels) + ".")
TTL = st.integers(0, 2**31 - 1)
U16 = st.integers(0, 65535)
U32 = st.integers(0, 2**32 - 1)

RDATA = {
    "A": st.ip_addresses(v=4).map(str),
    "AAAA": st.ip_addresses(v=6).map(lambda a: a.exploded),
    "NS": NAMES,
    "PTR": NAMES,
    "CNAME": NAMES,
    "MX": st.tuples(U16, NAMES).map(lambda t: f"{t[0]} {t[1]}"),
    "SOA": st.tuples(NAMES, NAMES, U32, st.integers(0, 2**31 - 1)).map(lambda t: f"{t[0]} {t[1]} {t[2]} {t[3]} {t[3]} {t[3]} {t[3]}"),
    "CAA": st.tuples(st.integers(0, 255), st.sampled_from(["issue", "issuewild", "iodef"]), LABELS).map(
        lambda t: f'{t[0]} {t[1]} "{t[2]}"'
    ),
    "DS": st.tuples(U16, st.integers(0, 255), st.binary(min_size=32, max_size=32)).map(lambda t: f"{t[0]} {t[1]} 2 {t[2].hex()}"),
}


def said_by_dnspython(rdata: dns.rdata.Rdata) -> str:
    """dnspython's presentation, in the house's spelling: no trailing dots, TXT strings joined."""
    if isinstance(rdata, dns.rdtypes.ANY.TXT.TXT):
        return b"".join(rdata.strings).decode("utf-8", "backslashreplace")
    if rdata.rdtype == dns.rdatatype.DS:
        return f"{rdata.key_tag} {rdata.algorithm} {rdata.digest_type} {rdata.digest.hex()}"
    return " ".join(word.removesuffix(".") if len(word) > 1 else word for word in rdata.to_text().split(" "))


@st.composite
def replies(draw: st.DrawFn) -> tuple[dns.message.Message, bytes]:
    """(message, question section): an alias chain and records of one hot type at its end, in any order."""
    rtype = draw(st.sampled_from([*RDATA, "TXT"]))
    name = draw(NAMES)
    query = dns.message.make_query(name, rtype, use_edns=0, id=4711)
    reply = dns.message.make_response(query, recursion_available=True)
    owner = name
    records = []
    for target in draw(st.lists(NAMES, max_size=3, unique=True)) if rtype != "CNAME" else []:
        if target == owner or any(r.name.to_text() == target for r in records):
            continue
        records.append(dns.rrset.from_text(owner, draw(TTL), "IN", "CNAME", target))
        owner = target
    if rtype == "TXT":
        strings = draw(st.lists(st.lists(st.binary(max_size=60), min_size=1, max_size=4), max_size=3))
        rdatas = [dns.rdtypes.ANY.TXT.TXT(dns.rdataclass.IN, dns.rdatatype.TXT, tuple(s)) for s in strings]
        if rdatas:
            records.append(dns.rrset.from_rdata_list(owner, draw(TTL), rdatas))
    else:
        values = draw(st.lists(RDATA[rtype], max_size=4, unique=True))
        if values:
            records.append(dns.rrset.from_text(owner, draw(TTL), "IN", rtype, *values))
    reply.answer = draw(st.permutations(records))
    return reply, message.question(name, TYPES[rtype])


@given(replies())
def test_the_same_records_as_dnspython_at_the_end_of_the_same_chain(made: tuple[dns.message.Message, bytes]) -> None:
    reply, section = made
    wire = reply.to_wire(max_size=65535)  # shuffles records, which a strategy must not
    understood = dns.message.from_wire(wire)
    ours = message.parse(wire, section)
    chained = understood.resolve_chaining()
    assert sorted(ours.values) == sorted(said_by_dnspython(rdata) for rdata in chained.answer or ())
    expected = [rrset[0].target.to_text(omit_final_dot=True) for rrset in chained.cnames]
    if understood.question[0].rdtype != dns.rdatatype.CNAME:
        assert ours.chain == expected


@given(replies(), st.data())
@settings(max_examples=300)
def test_mutated_messages_raise_nothing_but_bad_message_and_take_no_time(
    made: tuple[dns.message.Message, bytes], data: st.DataObject
) -> None:
    reply, section = made
    wire = reply.to_wire(max_size=65535)  # shuffles records, which a strategy must not
    broken = bytearray(wire)
    for at, value in data.draw(st.lists(st.tuples(st.integers(2, len(wire) - 1), st.integers(0, 255)), max_size=12)):
        broken[at] = value
    cut = bytes(broken[: data.draw(st.integers(0, len(broken)))])

    def work() -> None:
        if message.answers(cut, section):
            with contextlib.suppress(BadMessage):
                message.parse(cut, section)

    assert least_cpu_s(work, within=0.5) <= 0.5


@given(st.binary(max_size=600))
def test_garbage_is_no_answer_or_a_bad_message(garbage: bytes) -> None:
    section = message.question("example.com", 1)
    head = b"\0\0\x81\x80\0\1" + garbage[:6].ljust(6, b"\0") + section
    with contextlib.suppress(BadMessage):
        message.parse(head + garbage[6:], section)


@given(NAMES, st.sampled_from(sorted(TYPES)), U16, st.booleans(), st.booleans())
def test_queries_are_what_dnspython_reads_as_that_question(name: str, rtype: str, ident: int, edns: bool, dnssec_ok: bool) -> None:
    sent = dns.message.from_wire(message.query(ident, message.question(name, TYPES[rtype]), edns=edns, dnssec_ok=dnssec_ok))
    assert sent.id == ident
    assert sent.question[0].to_text() == f"{name} IN {rtype}"
    assert bool(sent.flags & dns.flags.RD) and bool(sent.flags & dns.flags.AD)
    assert (sent.edns == 0) is edns
    assert bool(sent.ednsflags & dns.flags.DO) is (edns and dnssec_ok)
    assert [option.to_text() for option in sent.options] == ["ECS 0.0.0.0/0 scope/0"] * edns  # tell nobody of which network we are


@given(NAMES, NAMES)
def test_questions_on_an_encrypted_stream_are_as_long_as_others(one: str, two: str) -> None:
    short = sorted(message.padded_query(0, message.question(name[-70:].removeprefix("."), 1)) for name in (one, two))
    assert {len(wire) for wire in short} == {128}
    sent = dns.message.from_wire(short[0])
    assert [int(option.otype) for option in sent.options] == [8, 12]


def reply_with(tail: bytes, *, answers: int) -> tuple[bytes, bytes]:
    section = message.question("example.com", 1)
    return struct.pack("!6H", 7, 0x8180, 1, answers, 0, 0) + section + tail, section


A_HEAD = struct.pack("!HHIH", 1, 1, 60, 4)


@pytest.mark.parametrize(
    "tail",
    [
        pytest.param(b"\xc0\x1d" + A_HEAD + b"\1\2\3\4", id="a pointer to itself"),
        pytest.param(b"\xc0\x40" + A_HEAD + b"\1\2\3\4", id="a pointer forwards"),
        pytest.param(b"\xc0\x02" + A_HEAD + b"\1\2\3\4", id="a pointer into the header"),
        pytest.param(b"\x80a" + A_HEAD + b"\1\2\3\4", id="a label of an unknown kind"),
        pytest.param(b"\x3fshort", id="a label longer than the message"),
        pytest.param(b"\xc0\x0c" + struct.pack("!HHIH", 1, 1, 60, 9) + b"\1\2\3\4", id="a record longer than the message"),
        pytest.param(b"\xc0\x0c" + struct.pack("!HHIH", 1, 1, 60, 3) + b"\1\2\3", id="an address of three bytes"),
        pytest.param(b"", id="fewer records than announced"),
    ],
)
def test_broken_records_are_refused(tail: bytes) -> None:
    wire, section = reply_with(tail, answers=1)
    with pytest.raises(BadMessage):
        message.parse(wire, section)


def test_a_chain_of_pointers_through_64_kilobytes_ends_soon() -> None:
    section = message.question("example.com", 1)
    start = 12 + len(section)
    pointers = b"".join(struct.pack("!H", 0xC000 | max(12, start + 2 * i - 2)) for i in range(8000))
    record = struct.pack("!H", 0xC000 | (start + 15998)) + A_HEAD + b"\1\2\3\4"
    wire = struct.pack("!6H", 7, 0x8180, 1, 4000, 0, 0) + section + pointers + record * 4000

    def work() -> None:
        with pytest.raises(BadMessage):
            message.parse(wire, section)

    assert least_cpu_s(work, within=0.5) <= 0.5


def test_an_alias_that_leads_to_itself_is_endless() -> None:
    query = dns.message.make_query("a.example.", "A")
    reply = dns.message.make_response(query)
    reply.answer = [
        dns.rrset.from_text("a.example.", 60, "IN", "CNAME", "b.example."),
        dns.rrset.from_text("b.example.", 60, "IN", "CNAME", "a.example."),
    ]
    ours = message.parse(reply.to_wire(), message.question("a.example", 1))
    assert ours.endless and ours.chain == ["b.example"]


def test_a_chain_whose_end_is_not_in_the_message_is_unfinished() -> None:
    reply = dns.message.make_response(dns.message.make_query("a.example.", "A"))
    reply.answer = [dns.rrset.from_text("a.example.", 60, "IN", "CNAME", "b.example.")]
    assert not message.parse(reply.to_wire(), message.question("a.example", 1)).finished
    reply.authority = [dns.rrset.from_text("example.", 60, "IN", "SOA", "ns. host. 1 2 3 4 30")]
    ended = message.parse(reply.to_wire(), message.question("a.example", 1))
    assert ended.finished and ended.ttl == 30


def test_records_about_other_names_do_not_count() -> None:
    reply = dns.message.make_response(dns.message.make_query("bank.example.", "A"))
    reply.answer = [
        dns.rrset.from_text("evil.example.", 60, "IN", "A", "6.6.6.6"),
        dns.rrset.from_text("BANK.example.", 60, "IN", "A", "1.1.1.1"),
    ]
    assert message.parse(reply.to_wire(), message.question("bank.example", 1)).values == ["1.1.1.1"]


def test_the_answer_to_another_question_is_none_of_ours() -> None:
    reply = dns.message.make_response(dns.message.make_query("other.example.", "A"))
    assert not message.answers(reply.to_wire(), message.question("bank.example", 1))


def a_reply(*authority: str) -> dns.message.Message:
    reply = dns.message.make_response(dns.message.make_query("bank.example.", "A", use_edns=0), recursion_available=True)
    reply.authority = [dns.rrset.from_text("example.", 60, "IN", *record.split(" ", 1)) for record in authority]
    return reply


def test_the_upper_bits_of_a_code_count() -> None:
    for rcode in (dns.rcode.BADVERS, dns.rcode.BADCOOKIE, dns.rcode.Rcode(0xFF0)):
        reply = a_reply()
        reply.set_rcode(rcode)
        ours = message.parse(reply.to_wire(), message.question("bank.example", 1))
        assert (ours.rcode, ours.outcome) == (rcode, DnsOutcome.SERVFAIL)


@pytest.mark.parametrize(
    ("authority", "outcome"),
    [
        (("NS ns1.example.",), DnsOutcome.SERVFAIL),
        (("SOA ns. host. 1 2 3 4 30",), DnsOutcome.OK),
        (("NS ns1.example.", "SOA ns. host. 1 2 3 4 30"), DnsOutcome.OK),
        ((), DnsOutcome.OK),
    ],
)
def test_other_servers_are_no_answer_and_say_of_no_record_that_it_is_not_there(authority: tuple[str, ...], outcome: DnsOutcome) -> None:
    assert message.parse(a_reply(*authority).to_wire(), message.question("bank.example", 1)).outcome is outcome
    answered = a_reply(*authority)
    answered.answer = [dns.rrset.from_text("bank.example.", 60, "IN", "A", "1.1.1.1")]
    assert message.parse(answered.to_wire(), message.question("bank.example", 1)).outcome is DnsOutcome.OK


@pytest.mark.parametrize(("codes", "told"), [((15,), 15), ((22, 15), 15), ((22, 3), 22), ((3, 17, 15), 17), ((22, 9), 9)])
def test_a_filtering_resolver_says_so(codes: tuple[int, ...], told: int) -> None:
    import dns.edns

    query = dns.message.make_query("bank.example.", "A", use_edns=0)
    reply = dns.message.make_response(query)
    reply.set_rcode(dns.rcode.NXDOMAIN)
    reply.use_edns(0, options=[dns.edns.EDEOption(code, "by order") for code in codes])
    assert message.parse(reply.to_wire(), message.question("bank.example", 1)).ede == told


@pytest.mark.parametrize("name", ["a" * 64 + ".example", "x" * 260, "a..b", "ไทย.example"])
def test_names_that_cannot_be_asked_are_refused(name: str) -> None:
    with pytest.raises(BadMessage):
        message.question(name, 1)


def parsed(*answer: str, authority: tuple[str, ...] = ()) -> message.Reply:
    """What we read of an answer about www.example, whose records are written as in a zone."""
    reply = dns.message.make_response(dns.message.make_query("www.example.", "A"))
    for section, records in ((reply.answer, answer), (reply.authority, authority)):
        section.extend(dns.rrset.from_text(owner, ttl, *rest) for owner, ttl, *rest in (record.split(" ", 4) for record in records))
    return message.parse(reply.to_wire(), message.question("www.example", 1))


def test_records_of_another_class_do_not_count() -> None:
    assert parsed("www.example. 60 CH A ns.example. 1").values == []
    assert parsed("www.example. 60 CH CNAME b.example.", "b.example. 60 IN A 1.1.1.1").chain == []


@pytest.mark.parametrize(("aliases", "endless"), [(message.MAX_CNAME, False), (message.MAX_CNAME + 1, True)])
def test_a_chain_of_aliases_is_followed_only_so_far(aliases: int, endless: bool) -> None:
    names = ["www.example.", *(f"n{at}.example." for at in range(aliases))]
    found = parsed(*(f"{one} 60 IN CNAME {other}" for one, other in pairwise(names)), f"{names[-1]} 60 IN A 1.1.1.1")
    assert (len(found.chain), found.endless) == (message.MAX_CNAME, endless)


def test_of_two_aliases_of_a_name_the_first_is_followed() -> None:
    assert parsed("www.example. 60 IN CNAME b.example.", "www.example. 60 IN CNAME c.example.").chain == ["b.example"]


def test_an_answer_lasts_as_long_as_the_shortest_of_its_chain() -> None:
    assert parsed("www.example. 20 IN CNAME b.example.", "b.example. 60 IN A 1.1.1.1").ttl == 20


def test_other_servers_behind_an_alias_are_no_referral() -> None:
    found = parsed("www.example. 60 IN CNAME b.other.", authority=("other. 60 IN NS ns.other.",))
    assert (found.referral, found.finished, found.outcome) == (False, False, DnsOutcome.OK)
