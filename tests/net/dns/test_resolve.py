"""How each question ends, against real resolvers on loopback that are honest, slow, lying, broken or gone."""

import asyncio
import itertools
import os
import random

import dns.flags
import dns.message
import dns.rcode
import dns.rrset
import pytest

from scamtriage.net.clock import Deadline
from scamtriage.records.facts import DnsOutcome
from tests.net.dns.asking import SITE, ask, resolver
from tests.net.dns_servers import Authority, serving
from tests.watch import Watch


async def test_outcomes_never_merge() -> None:
    server = Authority(SITE, rcodes={"broken.example": dns.rcode.SERVFAIL, "closed.example": dns.rcode.REFUSED}, silent={"dead.example"})
    async with serving(server) as address, resolver(address, timeout_s=0.5) as made:
        found = await ask(made, "site.example", "A", "AAAA", "MX")
        assert [(a.outcome, a.values) for a in found] == [
            (DnsOutcome.OK, ("93.184.216.34",)),
            (DnsOutcome.NODATA, ()),
            (DnsOutcome.OK, ("10 mail.site.example",)),
        ]
        names = ("nobody.example", "broken.example", "closed.example", "dead.example")
        ended = await asyncio.gather(*(ask(made, name) for name in names))
        assert [answers[0].outcome for answers in ended] == [
            DnsOutcome.NXDOMAIN,
            DnsOutcome.SERVFAIL,
            DnsOutcome.REFUSED,
            DnsOutcome.TIMEOUT,
        ]
        assert made.health.outages == 0  # one silent name is no outage


def refers(query: dns.message.Message, reply: dns.message.Message) -> bytes:
    reply.answer.clear()
    reply.authority = [dns.rrset.from_text("example.", 60, "IN", "NS", "ns1.example.")]
    return reply.to_wire()


async def test_a_resolver_that_only_names_other_servers_leaves_it_unknown_what_there_is() -> None:
    def refers_over_tcp(query: dns.message.Message, reply: dns.message.Message) -> bytes:
        reply.flags |= dns.flags.TC
        return refers(query, reply)

    bad, good = Authority(SITE, twist=refers), Authority(SITE)
    async with serving(bad) as one, serving(good) as two, serving(Authority(SITE, twist=refers_over_tcp)) as three:
        for way in (one, three):
            async with resolver(way) as made:
                (answer,) = await ask(made, "site.example", "MX")
                assert (answer.outcome, answer.outcome.conclusive) == (DnsOutcome.SERVFAIL, False)
                assert answer.reason.endswith("answers with other servers")
        async with resolver(one, two) as made:
            assert (await ask(made, "site.example"))[0].values == ("93.184.216.34",)


async def test_records_beyond_the_budget_are_counted_and_not_kept() -> None:
    server = Authority({("many.example", "A"): [f"1.2.{n // 250}.{n % 250}" for n in range(300)]})
    async with serving(server) as address, resolver(address) as made:
        (answer,) = await ask(made, "many.example")
        assert (len(answer.values), answer.count) == (32, 300)


async def test_forged_answers_are_not_taken() -> None:
    def forger(query: dns.message.Message, reply: dns.message.Message) -> list[bytes]:
        forged = dns.message.make_response(query)
        forged.answer = [dns.rrset.from_text(query.question[0].name, 60, "IN", "A", "6.6.6.6")]
        wrong_id = forged.to_wire()[:1] + bytes([forged.to_wire()[1] ^ 1]) + forged.to_wire()[2:]
        other = dns.message.make_response(dns.message.make_query("evil.example.", "A"))
        other.answer = [dns.rrset.from_text("evil.example.", 60, "IN", "A", "6.6.6.6")]
        other.id = query.id
        return [wrong_id, other.to_wire(), b"", b"\0" * 40, reply.to_wire()]

    async with serving(Authority(SITE, twist=forger)) as address, resolver(address) as made:
        (answer,) = await ask(made, "site.example")
        assert answer.values == ("93.184.216.34",)


async def test_garbage_with_our_id_and_question_is_malformed_after_tcp_was_tried() -> None:
    def garbage(query: dns.message.Message, reply: dns.message.Message) -> bytes:
        wire = reply.to_wire()
        return wire[:6] + b"\0\5" + wire[8:] + b"\xc0\xff\xff"

    server = Authority(SITE, twist=garbage)
    async with serving(server) as address, resolver(address) as made:
        (answer,) = await ask(made, "site.example")
        assert answer.outcome is DnsOutcome.MALFORMED
        assert ("tcp", "site.example", "A") in server.asked


async def test_the_ad_flag_of_a_validating_resolver_is_seen() -> None:
    def validated(query: dns.message.Message, reply: dns.message.Message) -> bytes:
        reply.flags |= dns.flags.AD
        return reply.to_wire()

    async with serving(Authority(SITE, twist=validated)) as address, resolver(address) as made:
        assert (await ask(made, "site.example"))[0].ad


async def test_what_is_validated_at_the_end_of_an_alias_alone_is_not_validated() -> None:
    def of_the_end(query: dns.message.Message, reply: dns.message.Message) -> bytes:
        reply.answer = [found for found in reply.answer if found.name == query.question[0].name]
        if query.question[0].name.to_text() == "edge.example.":
            reply.flags |= dns.flags.AD
        return reply.to_wire()

    zone = {("www.example", "CNAME"): ["edge.example."], ("edge.example", "MX"): ["10 mail.example."]}
    async with serving(Authority(zone, twist=of_the_end)) as address, resolver(address) as made:
        answers = [(await ask(made, name, "MX"))[0] for name in ("edge.example", "www.example")]
    assert [(answer.values, answer.ad) for answer in answers] == [(("10 mail.example",), True), (("10 mail.example",), False)]


async def test_aliases_that_the_resolver_leaves_open_are_followed_and_circles_end() -> None:
    records = {
        ("www.example", "CNAME"): ["cdn.example."],
        ("cdn.example", "CNAME"): ["edge.example."],
        ("edge.example", "A"): ["93.184.216.34"],
        ("ring.example", "CNAME"): ["gnir.example."],
        ("gnir.example", "CNAME"): ["ring.example."],
    }
    async with serving(Authority(records)) as address, resolver(address) as made:
        (answer,) = await ask(made, "www.example")
        assert (answer.values, answer.cname) == (("93.184.216.34",), ("cdn.example", "edge.example"))
        (ring,) = await ask(made, "ring.example")
        assert ring.outcome is DnsOutcome.MALFORMED and len(ring.cname) <= 16


@pytest.mark.parametrize(("raw", "clamped"), [(0, 60), (300, 300), (2**31 - 1, 86_400)])
async def test_ttls_are_clamped_and_kept_raw(raw: int, clamped: int) -> None:
    def aged(query: dns.message.Message, reply: dns.message.Message) -> bytes:
        for rrset in reply.answer:
            rrset.ttl = raw
        return reply.to_wire()

    async with serving(Authority(SITE, twist=aged)) as address, resolver(address) as made:
        (answer,) = await ask(made, "site.example")
        assert (answer.ttl_raw, answer.ttl_s) == (raw, clamped)


@pytest.mark.parametrize(
    "name", ["localhost", "LOCALHOST.", "printer", "metadata.google.internal", "nas.home.arpa", "x.localdomain.", "a.onion"]
)
async def test_a_name_of_another_network_is_never_asked_and_that_is_no_absence(name: str) -> None:
    server = Authority(SITE)
    async with serving(server) as address, resolver(address) as made:
        answers = await ask(made, name, "A", "TXT")
        assert [(a.outcome, a.outcome.conclusive) for a in answers] == [(DnsOutcome.REFUSED, False)] * 2
        assert all("no public name" in a.reason or "local network" in a.reason for a in answers)
        assert server.asked == []


@pytest.mark.parametrize("alias", ["localhost.", "metadata.google.internal.", "a.b.corp.", "consul.service.consul."])
async def test_an_alias_into_another_network_is_not_followed(alias: str) -> None:
    server = Authority({("site.example", "CNAME"): [alias]})
    async with serving(server) as address, resolver(address) as made:
        (answer,) = await ask(made, "site.example")
        assert answer.outcome is DnsOutcome.REFUSED
        assert answer.cname == (alias.rstrip("."),)
        assert "alias was not followed" in answer.reason
        assert {name for _, name, _ in server.asked} == {"site.example"}


@pytest.mark.parametrize("alias", [r"\027" * 60 + ".site.example.", r"a\.b.site.example.", r"a\000b.site.example."])
async def test_an_alias_that_cannot_be_asked_ends_the_question_at_once(alias: str) -> None:
    async with serving(Authority({("site.example", "CNAME"): [alias]})) as address, resolver(address) as made:
        async with Watch() as watch:
            (answer,) = await ask(made, "site.example")
        assert answer.outcome is DnsOutcome.MALFORMED
        assert watch.seconds < 1.0


async def test_a_resolver_that_invents_addresses_is_found_out_and_not_believed() -> None:
    def hijacker(query: dns.message.Message, reply: dns.message.Message) -> bytes | None:
        if reply.rcode() != dns.rcode.NXDOMAIN or query.question[0].rdtype != 1:
            return None
        reply.set_rcode(dns.rcode.NOERROR)
        reply.answer = [dns.rrset.from_text(query.question[0].name, 60, "IN", "A", "104.20.1.1")]
        return reply.to_wire()

    async with serving(Authority(SITE, twist=hijacker)) as address, resolver(address) as made:
        (real,) = await ask(made, "site.example")
        (invented,) = await ask(made, "not-registered.example")
        assert await made.hijacked() is True
        assert real.outcome is DnsOutcome.OK
        assert invented.outcome is DnsOutcome.MALFORMED and not invented.values


async def test_a_resolver_that_denies_every_name_has_said_nothing_of_any() -> None:
    def portal(query: dns.message.Message, reply: dns.message.Message) -> bytes:
        reply.answer.clear()
        reply.set_rcode(dns.rcode.NXDOMAIN)
        return reply.to_wire()

    async with serving(Authority(SITE, twist=portal)) as address, resolver(address) as made:
        for name in ("site.example", "not-registered.example"):
            (answer,) = await ask(made, name)
            assert not answer.outcome.conclusive and "ipv4only.arpa" in answer.reason


async def test_a_filter_of_the_resolver_is_no_absence() -> None:
    import dns.edns

    def censor(query: dns.message.Message, reply: dns.message.Message) -> bytes:
        reply.answer.clear()
        reply.set_rcode(dns.rcode.NXDOMAIN)
        reply.use_edns(0, options=[dns.edns.EDEOption(dns.edns.EDECode.BLOCKED)])
        return reply.to_wire()

    async with serving(Authority(SITE, twist=censor)) as address, resolver(address) as made:
        (answer,) = await ask(made, "site.example")
        assert answer.outcome is DnsOutcome.REFUSED and "Blocked" in answer.reason


async def test_a_nat64_is_detected_where_an_address_looks_like_one() -> None:
    server = Authority(
        {
            ("v4.example", "A"): ["93.184.216.34"],
            ("v4.example", "AAAA"): ["2001:db8:64::5db8:d822"],
            ("ipv4only.arpa", "AAAA"): ["2001:db8:64::c000:aa", "2001:db8:64::c000:ab"],
        }
    )
    async with serving(server) as address, resolver(address) as made:
        await ask(made, "v4.example", "A", "AAAA")
        assert made.nat64() == ("2001:db8:64::/96",)


async def test_whoever_is_at_the_end_of_his_time_does_not_decide_for_the_others() -> None:
    first = True

    def lost(query: dns.message.Message, reply: dns.message.Message) -> list[bytes] | None:
        nonlocal first
        lost, first = first, False
        return [] if lost else None

    async with serving(Authority(SITE, twist=lost)) as address, resolver(address, timeout_s=1.0) as made:
        hurried = asyncio.ensure_future(made.ask((("site.example", "A"),), Deadline(made.transports.run, 0.06)))
        await asyncio.sleep(0)
        assert (await ask(made, "site.example"))[0].outcome is DnsOutcome.OK
        assert (await hurried)[0].outcome is DnsOutcome.TIMEOUT
        assert (await ask(made, "site.example"))[0].outcome is DnsOutcome.OK


async def test_answers_are_remembered_and_the_same_question_is_asked_once() -> None:
    server = Authority(SITE)
    async with serving(server) as address, resolver(address) as made:
        await asyncio.gather(*(ask(made, "site.example") for _ in range(20)))
        await ask(made, "site.example")
        assert [name for _, name, _ in server.asked].count("site.example") == 1


async def test_ids_are_random_and_many_ports_are_used() -> None:
    server = Authority()
    async with serving(server) as address, resolver(address) as made:
        await asyncio.gather(*(ask(made, f"n{number}.example") for number in range(200)))
        ids = [query.id for query in server.queries]
        assert len(set(ids)) > 190 and len({b > a for a, b in itertools.pairwise(ids)}) == 2
        assert len(made.transports.all[0].servers[0].sockets) == 4


async def test_cancelled_askers_leave_nothing_behind() -> None:
    async with serving(Authority(silent={"*"})) as address, resolver(address, timeout_s=0.3) as made:
        tasks = [asyncio.ensure_future(ask(made, f"n{number}.example")) for number in range(50)]
        await asyncio.sleep(0.05)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.sleep(1.8)
        mux = made.transports.all[0]
        assert not mux._live and all(not one.open for one in mux.servers[0].sockets)
        assert mux.servers[0].window.in_flight == 0


async def test_in_flight_grows_while_answers_come_and_shrinks_on_loss() -> None:
    server = Authority()
    async with serving(server) as address, resolver(address, timeout_s=2.5) as made:
        await asyncio.gather(*(ask(made, f"a{number}.example") for number in range(400)))
        window = made.transports.all[0].servers[0].window
        grown = window.size
        assert grown > window.FIRST and window._slow_start
        chance = random.Random(4711)

        def every_second_is_lost(query: dns.message.Message, reply: dns.message.Message) -> list[bytes] | None:
            return [] if chance.random() < 0.5 else None

        server.twist = every_second_is_lost
        found = await asyncio.gather(*(ask(made, f"b{number}.example") for number in range(200)))
        assert not window._slow_start and window.size < grown
        assert sum(answers[0].outcome is DnsOutcome.NXDOMAIN for answers in found) > 140


@pytest.mark.skipif(not os.path.isdir("/proc/self/fd"), reason="needs /proc")
async def test_a_resolver_that_was_closed_sends_nothing_again() -> None:
    """Neither does what was sent a second time meanwhile leave a timer that nobody ends."""
    server = Authority(SITE, silent={"dead.example"})
    async with serving(server) as address:
        before = len(os.listdir("/proc/self/fd"))
        async with resolver(address, timeout_s=0.4) as made:
            group = made.begin((("dead.example", "A"),), Deadline(made.transports.run, 5.0))
            await asyncio.sleep(0.15)
            assert len(os.listdir("/proc/self/fd")) > before
        await asyncio.sleep(0.1)
        assert len(os.listdir("/proc/self/fd")) == before
        group.leave()
