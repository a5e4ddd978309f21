"""When a resolver that says nothing, or fails for every name, is an outage and no evidence, and what is not."""

import asyncio
import time
from datetime import UTC, datetime

import dns.flags
import dns.message
import dns.rcode
import dns.rrset
import pytest

from scamtriage.net.clock import Deadline
from scamtriage.net.dns.answer_cache import AnswerCache
from scamtriage.net.dns.health import Health
from scamtriage.net.dns.resolve import Resolver
from scamtriage.net.dns.udp import UdpMux
from scamtriage.records.facts import DnsAnswer, DnsOutcome
from tests.net.dns.asking import SITE, ask, resolver
from tests.net.dns_servers import Authority, nobody, serving
from tests.watch import Watch, within


async def test_a_resolver_that_is_not_there_is_unreachable_and_an_outage() -> None:
    with nobody() as address:
        async with resolver(address, timeout_s=1.5) as made:
            (answer,) = await ask(made, "site.example")
            assert answer.outcome is DnsOutcome.UNREACHABLE
            assert made.health.outages == 1
            async with Watch() as watch:
                (second,) = await ask(made, "other.example")
            assert second.outcome is DnsOutcome.UNREACHABLE and "since" in second.reason
            assert watch.seconds < 0.7


async def test_an_outage_holds_questions_and_their_clock_until_it_ends() -> None:
    server = Authority(SITE, silent={"*"})
    async with serving(server) as address, resolver(address, timeout_s=0.4, hold_s=30) as made:
        deadline = Deadline(made.transports.run, 3.0)
        waiting = asyncio.ensure_future(made.ask((("site.example", "A"),), deadline))
        await asyncio.sleep(2.5)
        assert not waiting.done() and made.health.down_since is not None
        server.silent.clear()
        async with within(5):
            (answer,) = await waiting
        assert answer.outcome is DnsOutcome.OK
        assert deadline.elapsed() < 2.5
        assert made.health.down_since is None and made.health.outages == 1


async def test_a_resolver_that_says_nothing_of_the_root_is_no_outage() -> None:
    server = Authority(SITE, silent={".", "silent.example"})
    async with serving(server) as address, resolver(address, timeout_s=0.4, hold_s=30) as made:
        await ask(made, "site.example")
        async with Watch() as watch:
            (answer,) = await ask(made, "silent.example")
        assert answer.outcome is DnsOutcome.TIMEOUT
        assert watch.seconds < 4.0
        assert made.health.outages == 0


async def test_an_outage_has_one_patience_and_not_one_for_each_question() -> None:
    """A list of ten thousand names would else wait for an hour a hundred times over."""
    server = Authority(SITE, silent={"*"})
    async with serving(server) as address, resolver(address, timeout_s=0.4, hold_s=1.5) as made:
        (first,) = await ask(made, "site.example")
        assert first.outcome is DnsOutcome.TIMEOUT and made.health.outages == 1
        async with Watch() as watch:
            later = [(await ask(made, f"n{n}.example"))[0] for n in range(3)]
        assert {answer.outcome for answer in later} == {DnsOutcome.UNREACHABLE} and all("since" in answer.reason for answer in later)
        assert watch.seconds < 1.5
        server.silent.clear()
        async with asyncio.timeout(10):
            assert await made.health.wait(30)
        assert (await ask(made, "site.example"))[0].outcome is DnsOutcome.OK


def cut_off(rcode: dns.rcode.Rcode) -> Authority:
    """A router whose own way to the world is cut: it fails for every name, while `broken` is not empty."""

    def fails(query: dns.message.Message, reply: dns.message.Message) -> bytes | None:
        if "broken" not in server.silent:
            return None
        reply.answer.clear()
        reply.set_rcode(rcode)
        return reply.to_wire()

    server = Authority(SITE, silent={"broken"}, twist=fails)
    return server


@pytest.mark.parametrize("rcode", [dns.rcode.SERVFAIL, dns.rcode.REFUSED])
async def test_a_resolver_that_fails_for_every_name_is_an_outage_that_a_batch_waits_out(rcode: dns.rcode.Rcode) -> None:
    server = cut_off(rcode)
    async with serving(server) as address, resolver(address, timeout_s=0.4, hold_s=30) as made:
        deadline = Deadline(made.transports.run, 1.0)
        waiting = [asyncio.ensure_future(made.ask(((name, "A"),), deadline)) for name in ("site.example", "other.example")]
        await asyncio.sleep(1.5)
        assert not any(each.done() for each in waiting) and made.health.down_since is not None
        server.silent.clear()
        async with within(5):
            ended = [(await each)[0].outcome for each in waiting]
        assert ended == [DnsOutcome.OK, DnsOutcome.NXDOMAIN] and made.health.outages == 1


async def test_a_list_of_broken_zones_is_no_outage_and_costs_few_questions_more() -> None:
    broken = {f"n{n}.example": dns.rcode.SERVFAIL for n in range(60)}
    server = Authority(SITE, rcodes={".": dns.rcode.REFUSED, "": dns.rcode.REFUSED, **broken})
    async with serving(server) as address, resolver(address, timeout_s=10.0, hold_s=30) as made:  # so that nothing is repeated
        ended = await asyncio.gather(*(ask(made, name) for name in broken))  # before anything was ever answered
        assert {answers[0].outcome for answers in ended} == {DnsOutcome.SERVFAIL}
        assert made.health.outages == 0
        assert len(server.asked) < 2 * len(broken)


async def test_what_was_heard_before_a_question_was_last_sent_does_not_make_its_silence_the_names() -> None:
    server = Authority(SITE)
    async with serving(server) as address, resolver(address, timeout_s=0.6, hold_s=30) as made:
        server.silent.add("other.example")
        lost = asyncio.ensure_future(ask(made, "other.example"))
        await asyncio.sleep(0.02)
        await ask(made, "site.example")  # the last answer before the cable is pulled
        server.silent.add("*")
        await asyncio.sleep(2.5)
        assert not lost.done() and made.health.outages == 1
        server.silent.clear()
        async with within(5):
            assert [answer.outcome for answer in await lost] == [DnsOutcome.NXDOMAIN]


async def answered(made: Resolver, seconds: float) -> None:
    """Others are answered, so that the resolver is heard all the time."""
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        await ask(made, f"n{time.monotonic_ns()}.example")
        await asyncio.sleep(0.05)


async def test_what_was_lost_while_a_resolver_stood_still_for_a_moment_is_asked_again() -> None:
    """It was stopped for less than a question waits, and lost what it was sent meanwhile: no outage was seen, and others are answered."""
    server = Authority(SITE)
    async with serving(server) as address, resolver(address, timeout_s=3.0, hold_s=30) as made:
        await ask(made, "other.example")
        server.silent.add("*")
        asked = asyncio.ensure_future(ask(made, "site.example"))
        await asyncio.sleep(1.7)  # it was sent again after 0.6 and 1.5 s
        assert not asked.done()
        server.silent.clear()
        await answered(made, 1.5)
        (answer,) = await asyncio.wait_for(asked, 10)
        assert answer.outcome is DnsOutcome.OK and made.health.outages == 0


async def test_questions_in_hand_when_an_outage_begins_wait_for_its_end() -> None:
    """They were sent while nobody answered, and would time out when others are answered again: a silence that is not the name's."""
    server = Authority(SITE, silent={"*"})
    async with serving(server) as address, resolver(address, timeout_s=2.5, hold_s=30) as made:
        first = asyncio.ensure_future(ask(made, "other.example"))
        await asyncio.sleep(3.3)  # it has failed, and the probe has not yet
        late = asyncio.ensure_future(ask(made, "site.example"))
        async with asyncio.timeout(10):
            while made.health.down_since is None:
                await asyncio.sleep(0.01)
            server.asked.clear()
            await asyncio.sleep(0.9)
        assert not any("site.example" in str(question) for question in server.asked)
        server.silent.clear()
        assert (await asyncio.wait_for(first, 10))[0].outcome is DnsOutcome.NXDOMAIN
        assert (await asyncio.wait_for(late, 10))[0].outcome is DnsOutcome.OK


async def test_a_slow_resolver_that_answers_questions_in_hand_but_no_probe_in_time_is_no_outage() -> None:
    """Else all that it is about to answer is taken back, and it is never found to be up again."""
    server = Authority(SITE, silent={"dead.example"}, late_s=1.5)
    async with serving(server) as address, resolver(address, timeout_s=4.0, hold_s=5) as made:
        dead = asyncio.ensure_future(ask(made, "dead.example"))
        await asyncio.sleep(3.2)
        others = []
        while len(others) < 10:  # the first is answered while dead.example is suspected, the last when that has ended
            others.append(asyncio.ensure_future(ask(made, f"n{len(others)}.example")))
            await asyncio.sleep(0.2)
        assert [(await each)[0].outcome for each in others] == [DnsOutcome.NXDOMAIN] * 10
        assert made.health.outages == 0
        dead.cancel()


async def test_a_name_that_silences_a_weak_resolver_is_not_asked_any_more_once_its_target_has_given_up() -> None:
    """It would silence it again after every outage, and nobody else would be answered for long."""
    server = Authority(SITE, silent={"poison.example"})

    async def wedge() -> None:
        seen = 0
        while True:
            await asyncio.sleep(0.01)
            if ("udp", "poison.example", "A") in server.asked[seen:]:
                server.silent.add("*")
                await asyncio.sleep(2.5)
                server.silent.discard("*")
                seen = len(server.asked)

    async with serving(server) as address, resolver(address, timeout_s=0.6, hold_s=30) as made:
        wedging = asyncio.ensure_future(wedge())
        (answer,) = await ask(made, "poison.example", within_s=2.0)
        assert answer.outcome is DnsOutcome.TIMEOUT
        async with asyncio.timeout(15):
            while not made.health.outages or made.health.down_since is not None:
                await asyncio.sleep(0.05)
        server.asked.clear()
        await answered(made, 3.0)
        assert ("udp", "poison.example", "A") not in server.asked and made.health.down_since is None
        wedging.cancel()


async def test_a_resolver_that_is_started_anew_is_asked_again() -> None:
    async with serving(Authority(SITE)) as address, resolver(address, timeout_s=0.6, hold_s=30) as made:
        await ask(made, "site.example")
        (way,) = made.transports.all
        assert isinstance(way, UdpMux)
        group = made.begin((("site.example", "MX"), ("other.example", "A")), Deadline(made.transports.run, 5.0))
        for question in list(way._live):  # as an ICMP message says it, of all that is open
            way._failed(question, way.servers[0], DnsOutcome.UNREACHABLE, "can't be reached: Connection refused")
        assert [answer.outcome for answer in await group.wait()] == [DnsOutcome.OK, DnsOutcome.NXDOMAIN]
        assert made.health.outages == 0


async def test_failures_from_before_an_outage_are_forgotten() -> None:
    memo = AnswerCache()
    memo.put(("a.example", "A"), DnsAnswer(name="a.example", rtype="A", outcome=DnsOutcome.TIMEOUT))
    memo.put(("b.example", "A"), DnsAnswer(name="b.example", rtype="A", outcome=DnsOutcome.NXDOMAIN))
    memo.forget_failures()
    assert memo.get(("a.example", "A")) is None and memo.get(("b.example", "A")) is not None


async def test_resolvers_that_come_back_in_the_moment_in_which_patience_ends_are_back() -> None:
    health = Health()
    health.fall(datetime.now(UTC))
    waiting = asyncio.ensure_future(health.wait(0.05))
    await asyncio.sleep(0)
    asyncio.get_running_loop().call_later(0.02, health.rise)
    time.sleep(0.1)  # the machine is busy, and then both are due at once
    assert await waiting


async def test_a_resolver_that_is_slower_than_a_probe_waits_is_found_to_be_up_again_though_nothing_else_is_asked() -> None:
    """The last open question of a list is for a name whose servers are dead."""
    server = Authority(SITE, silent={"dead.example"}, late_s=1.4)
    async with serving(server) as address, resolver(address, timeout_s=1.0, hold_s=60) as made, asyncio.timeout(30):
        dead = asyncio.ensure_future(ask(made, "dead.example"))
        while made.health.down_since is None:
            await asyncio.sleep(0.05)
        while made.health.down_since is not None:
            await asyncio.sleep(0.05)
        dead.cancel()
