"""Several resolvers, and answers that come late, twice or never: what one of them does takes nothing from another."""

import asyncio
import errno
import os
import socket
import time

import dns.message
import dns.rcode
import dns.rrset
import pytest

from scamtriage.net.clock import Deadline
from scamtriage.net.dns.sockets import CongestionWindow
from scamtriage.records.facts import DnsOutcome
from tests.net.dns.asking import SITE, ask, resolver
from tests.net.dns_servers import Authority, nobody, serving
from tests.watch import Watch


async def test_the_next_resolver_is_asked_when_one_fails() -> None:
    bad, good = Authority(rcodes={"site.example": dns.rcode.REFUSED}), Authority(SITE)
    async with serving(bad) as one, serving(good) as two, resolver(one, two) as made:
        (answer,) = await ask(made, "site.example")
        assert (answer.outcome, answer.resolver) == (DnsOutcome.OK, two)


async def test_a_silent_resolver_delays_and_loses_nothing() -> None:
    mute, good = Authority(silent={"*"}), Authority(SITE)
    async with serving(mute) as one, serving(good) as two, resolver(one, two, timeout_s=3.0) as made:
        async with Watch() as watch:
            (answer,) = await ask(made, "site.example")
        assert answer.outcome is DnsOutcome.OK
        assert watch.seconds < 2.4


async def test_a_lost_question_is_sent_again() -> None:
    dropped: list[object] = []

    def first_is_lost(query: dns.message.Message, reply: dns.message.Message) -> list[bytes] | None:
        name = query.question[0].name
        if name in dropped:
            return None
        dropped.append(name)
        return []

    async with serving(Authority(SITE, twist=first_is_lost)) as address, resolver(address) as made:
        (answer,) = await ask(made, "site.example")
        assert answer.outcome is DnsOutcome.OK


async def test_a_resolver_that_is_gone_does_not_end_what_another_has_yet_to_answer() -> None:
    server = Authority(SITE, late_s=0.7)
    with nobody() as gone:
        async with serving(server) as address, resolver(gone, address, timeout_s=1.0) as made:
            (answer,) = await ask(made, "site.example", "MX")
            assert answer.outcome is DnsOutcome.OK


async def test_all_that_went_out_beside_the_question_that_hears_of_it_goes_to_the_next_resolver() -> None:
    with nobody() as gone:
        async with serving(Authority(SITE)) as address, resolver(gone, address, timeout_s=15.0) as made:
            async with Watch() as watch:
                answers = await asyncio.gather(*(ask(made, f"n{number}.example", "MX") for number in range(40)))
            assert {answer.outcome for (answer,) in answers} == {DnsOutcome.NXDOMAIN}
            assert watch.seconds < 2.7  # the first repeat comes after three seconds


async def test_a_failure_is_told_of_the_resolver_that_told_it_though_another_was_waited_for() -> None:
    mute, broken = Authority(silent={"*"}), Authority(rcodes={"site.example": dns.rcode.SERVFAIL})
    async with serving(mute) as one, serving(broken) as two, resolver(one, two, timeout_s=0.5) as made:
        (answer,) = await ask(made, "site.example", "MX")
    assert (answer.outcome, answer.resolver) == (DnsOutcome.SERVFAIL, two)


async def test_waiting_in_line_for_the_next_resolver_is_no_time_of_the_question() -> None:
    with nobody() as gone:
        async with serving(Authority(SITE, late_s=0.6)) as address, resolver(gone, address, timeout_s=1.0) as made:
            answers = await asyncio.gather(*(ask(made, f"n{number}.example", "MX") for number in range(100)))
            assert {answer.outcome for (answer,) in answers} == {DnsOutcome.NXDOMAIN}


class Fails(socket.socket):
    """The n-th sending of all hears `code`."""

    number, code, sent = 0, 0, 0

    def send(self, data: bytes, *flags: int) -> int:
        Fails.sent += 1
        if Fails.sent == Fails.number:
            raise OSError(Fails.code, os.strerror(Fails.code))
        return super().send(data, *flags)


@pytest.fixture
def fails(monkeypatch: pytest.MonkeyPatch) -> type[Fails]:
    monkeypatch.setattr("scamtriage.net.dns.sockets.socket.socket", Fails)
    Fails.sent = 0
    return Fails


async def test_what_has_ended_while_others_were_sent_again_is_not_sent_again_itself(fails: type[Fails]) -> None:
    """It took a place in the window for ever, and kept the clock of the repeats going."""
    fails.number, fails.code = 31, errno.ECONNREFUSED
    server = Authority(SITE, silent={"*"})
    async with serving(server) as address, resolver(address, timeout_s=1.0) as made:
        asyncio.get_running_loop().call_later(0.1, server.silent.clear)
        await asyncio.gather(*(ask(made, f"n{number}.example", "MX") for number in range(30)))
        [mux] = made.transports.all
        assert fails.sent > fails.number and mux.servers[0].window.in_flight == 0
        await asyncio.sleep(0.2)
        assert mux._sweeper is None


async def test_what_a_firewall_does_to_one_sending_is_no_failure_of_the_others(fails: type[Fails]) -> None:
    fails.number, fails.code = 20, errno.EPERM
    async with serving(Authority(SITE, late_s=0.1)) as address, resolver(address, timeout_s=2.0) as made:
        answers = await asyncio.gather(*(ask(made, f"n{number}.example", "MX") for number in range(30)))
        assert [answer.outcome for (answer,) in answers].count(DnsOutcome.UNREACHABLE) == 1


async def test_an_answer_after_a_failing_resolver_is_no_loss_of_the_next_one() -> None:
    broken = Authority(SITE, rcodes={f"n{number}.example": dns.rcode.SERVFAIL for number in range(20)})
    async with serving(broken) as first, serving(Authority(SITE)) as second, resolver(first, second) as made:
        for number in range(20):
            await ask(made, f"n{number}.example", "MX")
        [mux] = made.transports.all
        assert [server.window.size >= CongestionWindow.FIRST for server in mux.servers] == [True, True]


async def test_what_asks_whether_anybody_answers_does_not_wait_behind_those_who_get_no_answer() -> None:
    async with serving(Authority(SITE, silent={"*"})) as address, resolver(address, timeout_s=1.0, hold_s=30) as made:
        groups = [made.begin(((f"n{number}.example", "MX"),), Deadline(made.transports.run, 20)) for number in range(300)]
        began = time.monotonic()
        while made.health.down_since is None and time.monotonic() - began < 5:
            await asyncio.sleep(0.05)
        assert made.health.down_since is not None
        for group in groups:
            group.leave()


async def test_a_question_that_is_asked_anew_after_an_outage_is_the_one_that_was_put() -> None:
    """Whose alias was being followed when it came."""

    def leaves_it_to_us(query: dns.message.Message, reply: dns.message.Message) -> bytes:
        reply.answer = [found for found in reply.answer if found.name == query.question[0].name]
        return reply.to_wire()

    zone = {("www.example", "CNAME"): ["edge.example."], ("edge.example", "MX"): ["10 mail.example."]}
    server = Authority(zone, silent={"edge.example"}, twist=leaves_it_to_us)
    async with serving(server) as address, resolver(address, timeout_s=0.4, hold_s=30) as made:
        asyncio.get_running_loop().call_later(0.6, server.silent.clear)
        (answer,) = await ask(made, "www.example", "MX")
        assert (answer.values, answer.cname) == (("10 mail.example",), ("edge.example",))
