"""What the collectors of one target share, and that nothing is left when it ends."""

import asyncio
import contextlib
import gc
import os
import time
import tracemalloc
from pathlib import Path

import pytest

from scamtriage.knowledge.loading import BadTable
from scamtriage.net import open_session as opening
from scamtriage.net.clock import LATE_S, RunClock
from scamtriage.net.collector_net import CollectorNet
from scamtriage.net.errors import Blocked, NetError, NoSuchName, NotAsked, TimedOut, Unreachable
from scamtriage.net.policy import NetPolicy
from scamtriage.records.evidence import Cap, Mode
from scamtriage.records.facts import DnsOutcome
from tests.net.peers import DEAD, IMPATIENT, SITE, Net, identity, page, says, server_context, target


async def test_a_question_is_asked_once_a_target() -> None:
    async with Net(**IMPATIENT) as net:
        net.zone.names["site.example"] = [SITE, DEAD, "2606:4700::1"]
        async with net.session.target(target("https://site.example/")) as shared:
            one, two = CollectorNet(shared, "dns"), CollectorNet(shared, "page")
            answers, addresses = await asyncio.gather(one.lookup("site.example", "A", "AAAA", "MX"), two.addresses("site.example"))
            again = await two.lookup("site.example", "MX", "A")
        assert [answer.rtype for answer in answers] == ["A", "AAAA", "MX"]
        assert [answer.rtype for answer in again] == ["MX", "A"]
        assert addresses == (SITE, DEAD, "2606:4700::1")
        assert sorted(net.zone.asked) == [("site.example", "A"), ("site.example", "AAAA"), ("site.example", "MX")]
        assert one.notes.sources == ["zone"]


async def test_the_budget_of_queries_ends_and_says_so() -> None:
    async with Net(max_queries=3, **IMPATIENT) as net:
        async with net.view() as view:
            answers = await view.lookup("site.example", "A", "AAAA", "MX", "TXT")
        assert [answer.outcome for answer in answers][3] is DnsOutcome.UNREACHABLE
        assert view.notes.caps[0].cap == "queries 3"
        assert len(net.zone.asked) == 3


async def test_a_name_for_which_no_question_was_left_is_not_the_resolvers_failure() -> None:
    async with Net(max_queries=3, **IMPATIENT) as net:
        async with net.view() as view:
            await view.lookup("site.example", "A", "AAAA", "MX")
            view.notes.caps.clear()
            for asked in (view.addresses("end.example"), view.get("http://end.example/"), view.handshake("end.example")):
                with pytest.raises(Unreachable, match=r"end\.example was not looked up: 3 questions were asked about this target"):
                    await asked
        assert view.notes.caps == [Cap(stage="dns", cap="queries 3")]


async def test_addresses_beyond_the_budget_are_told_where_they_might_have_helped() -> None:
    async with Net(**IMPATIENT) as net:
        net.zone.names["site.example"] = [f"93.184.216.{n}" for n in range(10, 15)]  # none of them is part of this test
        async with net.view() as view:
            with pytest.raises(Unreachable, match="addresses that were not tried: 1"):
                await view.get("http://site.example/")
            assert view.notes.caps == [Cap(stage="dns", cap="addresses 4", seen="5")]
            assert len(await view.addresses("site.example")) == 4
            assert view.notes.caps[1:] == [Cap(stage="page", cap="addresses 4", seen="5")]
        await net.serve(says(page(b"x")), address="93.184.216.12")
        async with net.view() as view:
            await view.get("http://site.example/")
            assert view.notes.caps == []  # nothing was lost


async def test_a_chain_beyond_the_budget_is_told() -> None:
    key, leaf = identity("site.example")
    more = b"".join(identity(f"ca{number}.example")[1] for number in range(4))
    for budget, cap in (({"max_chain": 3}, "certificates 3"), ({"max_certificate_bytes": 100}, "certificate bytes 100")):
        async with Net(**IMPATIENT, **budget) as net:
            await net.serve(says(page(b"x")), port=443, tls=server_context(chain=(key, leaf + more)))
            async with net.view() as view:
                await view.handshake("site.example")
            assert view.notes.caps == [Cap(stage="page", cap=cap, seen="5 certificates")]


async def test_offline_nothing_is_asked() -> None:
    async with Net(mode=Mode.OFFLINE, **IMPATIENT) as net:
        async with net.view() as view:
            with pytest.raises(NotAsked):
                await view.lookup("site.example", "A")
            with pytest.raises(NotAsked):
                await view.addresses("site.example")
        assert net.zone.asked == []


async def test_no_resolver_hears_of_names_without_a_public_ending_that_a_target_gives() -> None:
    async with Net(**IMPATIENT) as net, net.view() as view:
        asked = (("kubernetes.default.svc", "A"), ("127.0.0.1", "A"), ("mail.site.com", "A"), ("else.example", "A"))
        answers = await view.lookups(*asked)
        assert [answer.outcome for answer in answers] == [DnsOutcome.REFUSED] * 2 + [DnsOutcome.NXDOMAIN] * 2
        assert "ends in .svc, which is no public ending" in answers[0].reason
        for contact in (view.get("http://consul.service.consul/"), view.handshake("router.belkin")):
            with pytest.raises(Blocked, match="no public ending"):
                await contact
        assert [name for name, _ in net.zone.asked] == ["mail.site.com", "else.example"]  # what was typed ends in .example itself


async def test_a_handshake_without_a_page_is_not_held_open() -> None:
    async with Net(**IMPATIENT) as net:
        await net.serve(says(page(b"x")), port=443, tls=server_context("site.example"))
        async with net.view() as view:
            shown = await view.handshake("site.example")
            assert net.dialer.places.holders == 0
            assert (await view.get("https://site.example/")).body == b"x"
            assert await view.handshake("site.example") == shown
        assert len(net.routes.dialled) == 2


async def test_a_handshake_that_failed_is_not_tried_again_for_the_sibling() -> None:
    async def another(reader, writer) -> None:
        writer.write(b"SSH-2.0-OpenSSH_9.2\r\n")

    async with Net(**IMPATIENT) as net:
        await net.serve(another, port=443)
        async with net.view() as view:
            results = await asyncio.gather(view.handshake("site.example"), view.get("https://site.example/"), return_exceptions=True)
        assert [type(result) for result in results] == [Unreachable, Unreachable]
        assert len(net.routes.dialled) == 1


async def test_what_was_allowed_by_hand_stands_in_every_note() -> None:
    async with Net(allow_networks=("10.0.0.0/8",), **IMPATIENT) as net, net.view() as view:
        assert view.notes.flags == ["allow-net"]
        assert view.refusal("127.0.0.1")


async def test_a_name_that_is_not_there_is_said_by_its_kind() -> None:
    async with Net(**IMPATIENT) as net, net.view() as view:
        with pytest.raises(NoSuchName):
            await view.addresses("site.example")


async def test_a_turn_is_never_waited_for_while_one_is_held() -> None:
    """Forty targets on one address with one turn at it: pages redirect within the host and to HTTP, certificates look beside them."""

    async def answers(reader, writer) -> None:
        while True:
            head = await reader.readuntil(b"\r\n\r\n")
            writer.write(page(b"", "Location: http://site.example/b", status="302 Found") if b"GET / " in head else page(b"done"))

    async with Net(connections_per_address=1, **{**IMPATIENT, "deadline_s": 20.0}) as net:
        await net.serve(answers, port=443, tls=server_context("site.example"))
        await net.serve(answers, port=80)

        async def one() -> None:
            async with net.session.target(target("https://site.example/")) as shared:
                view, beside = CollectorNet(shared, "page"), CollectorNet(shared, "certificate")

                async def fetch() -> bytes:
                    async with view.within(20):
                        await view.get("https://site.example/")
                        return (await view.get("http://site.example/b")).body

                body, _ = await asyncio.gather(fetch(), beside.handshake("site.example"))
                assert body == b"done"

        async with asyncio.timeout(60):
            await asyncio.gather(*(one() for _ in range(40)))
        assert net.dialer.places.holders == 0


async def test_what_was_cut_late_because_this_machine_was_busy_is_marked() -> None:
    """The loop is held up for longer than twice the time: the stretch is used up too when the deadline is looked at."""
    async with Net(**IMPATIENT) as net:
        for held_up_s in (0.0, 1.2):
            lag_s = net.clock.lag_s
            async with net.view() as view:
                with pytest.raises(TimedOut):
                    async with view.within(0.4):
                        time.sleep(held_up_s)
                        await asyncio.sleep(5)
                assert "loaded" in view.notes.flags or (not held_up_s and view.deadline.elapsed() < 0.4 + LATE_S), held_up_s
                assert "loaded" not in view.notes.flags or net.clock.lag_s > lag_s


async def test_a_silent_peer_is_not_laid_to_a_machine_that_was_a_little_late() -> None:
    async with Net(**IMPATIENT) as net:
        net.zone.late_s |= {("mute.example", rtype): None for rtype in ("A", "AAAA")}
        async with net.view() as view:
            with pytest.raises(TimedOut):
                async with view.within(2.0):
                    net.clock.lag_s += 0.1  # a twentieth, as the start of the program takes
                    began_s = net.clock.lag_s
                    await view.get("http://mute.example/")
            assert "loaded" not in view.notes.flags or net.clock.lag_s - began_s > 0.01


@pytest.mark.parametrize(("deadline_s", "had"), [(30.0, False), (120.0, True)])
async def test_a_longer_deadline_of_a_target_gives_each_of_its_questions_longer(deadline_s: float, had: bool) -> None:
    async def slow(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        await asyncio.sleep(0.9)  # longer than a first byte may take by IMPATIENT, and than the time of the collector
        writer.write(page(b"x"))
        writer.close()

    async with Net(**{**IMPATIENT, "deadline_s": deadline_s}) as net:
        await net.serve(slow)
        async with net.view() as view, contextlib.AsyncExitStack() as stack:
            if not had:
                stack.enter_context(pytest.raises(TimedOut))
            async with view.within(0.7):
                assert (await view.get("http://site.example/")).body == b"x"


CANCELLED = int(os.environ.get("SCAMTRIAGE_CANCELLED", "2000"))


def descriptors() -> int:
    return len(os.listdir("/proc/self/fd"))


@pytest.mark.skipif(not os.path.isdir("/proc/self/fd"), reason="needs /proc")
async def test_thousands_of_cancelled_targets_leave_nothing() -> None:
    """Cancelled at every stage: resolving, connecting, shaking hands, waiting for the head, in the body."""

    async def dripping(reader, writer) -> None:
        await reader.readuntil(b"\r\n\r\n")
        await asyncio.sleep(0.003)
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
        while True:
            writer.write(b"x" * 100)
            await asyncio.sleep(0.002)

    async with Net(**{**IMPATIENT, "connections_per_address": 8}) as net:
        await net.serve(dripping, port=443, tls=server_context("site.example"))
        await net.serve(dripping, port=80)

        async def one(scheme: str) -> None:
            url = f"{scheme}://site.example/"
            async with net.session.target(target(url)) as shared:
                views = CollectorNet(shared, "page"), CollectorNet(shared, "certificate")
                await asyncio.gather(views[0].get(url), views[1].handshake("site.example"))

        async def one_round() -> None:
            tasks = [asyncio.ensure_future(one("https" if number % 2 else "http")) for number in range(200)]
            for number, task in enumerate(tasks):
                asyncio.get_running_loop().call_later(0.0004 * (number % 40), task.cancel)
            results = await asyncio.gather(*tasks, return_exceptions=True)
            assert all(isinstance(result, asyncio.CancelledError | NetError) for result in results)

        await one_round()
        await asyncio.sleep(0.1)
        gc.collect()
        before = descriptors(), len(asyncio.all_tasks())
        tracemalloc.start()
        held = tracemalloc.get_traced_memory()[0]
        for _ in range(CANCELLED // 200):
            await one_round()
        await asyncio.sleep(0.2)
        gc.collect()
        grown = tracemalloc.get_traced_memory()[0] - held
        tracemalloc.stop()
        assert net.dialer.places.holders == 0 and net.dialer.at_addresses.holders == 0
        assert descriptors() <= before[0] + 2
        assert len(asyncio.all_tasks()) <= before[1] + 2
        assert grown < 500_000
        await net.serve(says(page(b"still here")), host="other.example", address=DEAD)
        async with net.view("http://other.example/") as view:
            assert (await view.get("http://other.example/")).body == b"still here"


async def test_a_session_that_cannot_be_opened_leaves_no_clock_that_beats_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the loop of a caller of the library it would beat for ever."""
    started = list[RunClock]()
    monkeypatch.setattr(RunClock, "start", lambda clock: started.append(clock))
    with pytest.raises(BadTable):
        async with opening.open_session(NetPolicy(tables=tmp_path / "nothing")):
            raise AssertionError("without tables nothing can be asked")
    assert started == []
    async with opening.open_session(NetPolicy()):
        assert len(started) == 1
