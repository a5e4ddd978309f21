"""Resolvers that know EDNS, and with it our wish that they be silent about us, and those that do not."""

import dns.edns
import dns.flags
import dns.message
import dns.rcode
import dns.rrset
import pytest

from scamtriage.records.facts import DnsOutcome
from tests.net.dns.asking import SITE, ask, resolver
from tests.net.dns_servers import Authority, serving

THERE = {(f"{name}.example", "TXT"): ["there"] for name in ("odd", "other")}
"""Names that exist, so that no denial of theirs lets us ask whether the resolver can be trusted."""


def bad_version(query: dns.message.Message, reply: dns.message.Message) -> bytes | None:
    if query.edns < 0:
        return None
    reply.answer.clear()
    reply.use_edns(0)
    reply.set_rcode(dns.rcode.BADVERS)
    return reply.to_wire()


async def test_a_resolver_that_refuses_our_version_of_edns_is_asked_without_it() -> None:
    server = Authority(SITE, twist=bad_version)
    async with serving(server) as address, resolver(address) as made:
        (answer,) = await ask(made, "site.example")
        assert (answer.outcome, answer.values) == (DnsOutcome.OK, ("93.184.216.34",))
        assert [query.edns for query in server.queries][-1] == -1


async def test_a_resolver_that_knows_edns_is_never_asked_without() -> None:
    """The plain question would let it tell the zone's servers of which network we are, and a zone chooses what is answered late."""
    server = Authority(SITE, silent={"mute.example"})
    async with serving(server) as address, resolver(address, timeout_s=0.5) as made:
        await ask(made, "site.example")
        await ask(made, "mute.example")
    repeats = [query for query, asked in zip(server.queries, server.asked, strict=True) if asked[1] == "mute.example"]
    assert len(repeats) == 3 and {query.edns for query in repeats} == {0}


async def test_a_server_that_hates_edns_is_asked_without() -> None:
    def hater(query: dns.message.Message, reply: dns.message.Message) -> bytes | None:
        if query.edns < 0:
            return None
        reply = dns.message.make_response(query)
        reply.use_edns(-1)
        reply.answer.clear()
        reply.set_rcode(dns.rcode.FORMERR)
        return reply.to_wire()[:2] + reply.to_wire()[2:4] + b"\0\0" * 4  # the header alone

    server = Authority(SITE, twist=hater)
    async with serving(server) as address, resolver(address) as made:
        (answer,) = await ask(made, "site.example")
        assert answer.outcome is DnsOutcome.OK


async def test_a_resolver_that_hates_edns_in_some_questions_is_asked_without_it_at_last() -> None:
    sent = []

    def late_hater(query: dns.message.Message, reply: dns.message.Message) -> bytes | list[bytes] | None:
        if query.question[0].name.to_text() != "odd.example.":
            return None
        sent.append(query.edns)
        if query.edns >= 0:
            reply.set_rcode(dns.rcode.FORMERR)
            reply.answer.clear()
        return [] if len(sent) < 3 else reply.to_wire()

    server = Authority(SITE | {("odd.example", "A"): ["93.184.216.35"]}, twist=late_hater)
    async with serving(server) as address, resolver(address) as made:
        await ask(made, "site.example")  # that it speaks EDNS is known
        (answer,) = await ask(made, "odd.example")
    assert (answer.values, sent) == (("93.184.216.35",), [0, 0, 0, -1])


async def test_a_resolver_that_refuses_edns_and_then_says_nothing_has_answered_and_is_not_called_silent() -> None:
    def hates_and_sulks(query: dns.message.Message, reply: dns.message.Message) -> bytes | list[bytes] | None:
        if query.edns < 0:
            return []
        reply.set_rcode(dns.rcode.NOTIMP)
        return reply.to_wire()

    server = Authority(SITE, twist=hates_and_sulks)
    async with serving(server) as address, resolver(address, timeout_s=0.6) as made:
        (answer,) = await ask(made, "site.example")
    assert answer.outcome is DnsOutcome.SERVFAIL
    assert "NOTIMP" in answer.reason


async def test_one_question_that_is_not_understood_with_edns_takes_it_from_no_other() -> None:
    def hates_one(query: dns.message.Message, reply: dns.message.Message) -> bytes | None:
        if "odd" not in query.question[0].name.to_text() or query.edns < 0:
            return None
        reply.set_rcode(dns.rcode.FORMERR)
        return reply.to_wire()

    server = Authority(SITE | THERE, twist=hates_one)
    async with serving(server) as address, resolver(address) as made:
        for name in ("site.example", "odd.example", "other.example"):
            (answer,) = await ask(made, name, "MX")
            assert answer.outcome.conclusive
    assert [query.edns for query in server.queries] == [0, 0, -1, 0]


async def test_what_one_resolver_does_not_understand_with_edns_the_next_one_is_asked_with_it() -> None:
    def hates_one(query: dns.message.Message, reply: dns.message.Message) -> bytes | None:
        if "odd" not in query.question[0].name.to_text():
            return None
        reply.set_rcode(dns.rcode.REFUSED if query.edns < 0 else dns.rcode.FORMERR)
        return reply.to_wire()

    bad, good = Authority(SITE | THERE, twist=hates_one, rcodes={"other.example": dns.rcode.REFUSED}), Authority(SITE | THERE)
    async with serving(bad) as one, serving(good) as two, resolver(one, two) as made:
        for name in ("site.example", "other.example", "odd.example"):  # that both speak EDNS is known by then
            (answer,) = await ask(made, name, "MX")
            assert answer.outcome.conclusive
    assert ([query.edns for query in bad.queries], [query.edns for query in good.queries]) == ([0, 0, 0, -1], [0, 0])


@pytest.mark.parametrize(
    ("code", "rcode", "reason"),
    [
        (
            6,
            dns.rcode.SERVFAIL,
            "the resolver does not believe the zone, whose DNSSEC signatures are invalid (extended error 6, DNSSEC Bogus)",
        ),
        (
            7,
            dns.rcode.SERVFAIL,
            "the resolver does not believe the zone, whose DNSSEC signatures are invalid (extended error 7, Signature Expired)",
        ),
        (
            22,
            dns.rcode.SERVFAIL,
            "the resolver got no answer from the name servers of the zone (extended error 22, No Reachable Authority)",
        ),
        (15, dns.rcode.REFUSED, "the resolver filters this name (extended error 15, Blocked)"),
    ],
)
async def test_why_a_name_is_not_told_is_said_in_the_words_of_the_resolver(code: int, rcode: dns.rcode.Rcode, reason: str) -> None:
    """It stays unknown; a reason that is about the resolver would send the analyst to look for the fault there."""

    def failing(query: dns.message.Message, reply: dns.message.Message) -> bytes:
        reply.answer.clear()
        reply.set_rcode(rcode)
        reply.use_edns(0, options=[dns.edns.EDEOption(code, "words that anybody wrote")])
        return reply.to_wire()

    async with serving(Authority(SITE, twist=failing)) as address, resolver(address) as made:
        (answer,) = await ask(made, "site.example")
        assert (answer.outcome.conclusive, answer.values, answer.reason) == (False, (), reason)


@pytest.mark.parametrize("code", [14, 23])  # Not Ready; Network Error, which a router says whose own uplink is down
async def test_an_error_about_the_resolver_itself_says_nothing_of_the_name(code: int) -> None:
    def failing(query: dns.message.Message, reply: dns.message.Message) -> bytes:
        reply.answer.clear()
        reply.set_rcode(dns.rcode.SERVFAIL)
        reply.use_edns(0, options=[dns.edns.EDEOption(code)])
        return reply.to_wire()

    async with serving(Authority(SITE, twist=failing)) as address, resolver(address) as made:
        (answer,) = await ask(made, "site.example")
        assert answer.reason.endswith("answers SERVFAIL")
