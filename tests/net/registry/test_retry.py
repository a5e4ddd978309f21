"""Registries are asked with patience: what they want us to wait, whose failure is whose, and who stands in line."""

import asyncio
import json
import time
from pathlib import Path
from unittest.mock import AsyncMock

import pytest

from scamtriage.net.connect import Connector
from scamtriage.net.dial import Dialer
from scamtriage.net.errors import Limited, Queued, TimedOut, Unreachable
from scamtriage.net.pace import FAILURES
from scamtriage.net.proxy import Proxy
from scamtriage.net.registry import connections
from scamtriage.net.registry.client import Registries
from scamtriage.net.registry.retry import RetryPolicy
from scamtriage.records.facts import DnsOutcome
from tests.net.desk import DOMAIN, LIMIT, REGISTRY, Desk, ended, ok, sends
from tests.net.peers import DEAD, listening, pump
from tests.watch import within


async def test_a_registry_that_is_not_found_says_nothing_of_the_name(desk: Desk) -> None:
    del desk.zone.names["rdap.example"]
    with pytest.raises(Unreachable, match=r"the registry could not be asked: rdap\.example does not exist"):
        await desk.registries.rdap("domain/example.test", desk.deadline())


@pytest.mark.parametrize(
    ("source", "fault"), [("rdap", DnsOutcome.TIMEOUT), ("rdap", DnsOutcome.SERVFAIL), ("rdap", None), ("whois", DnsOutcome.UNREACHABLE)]
)
async def test_a_resolver_that_fails_closes_no_registry(tmp_path: Path, source: str, fault: DnsOutcome | None) -> None:
    desk, host = Desk(tmp_path, rdap_timeout_s=0.3), f"{source}.example"
    desk.zone.names[host] = fault
    desk.zone.late_s = dict.fromkeys([(host, "A"), (host, "AAAA")], 0.0 if fault is not None else None)  # None: it says nothing at all
    for n in range(FAILURES):
        asked = [desk.registries.rdap, lambda name, at: desk.registries.whois("", name[7:], at)][source == "whois"]
        several = (ended(asked(f"domain/n{n}{more}.test", desk.deadline(0.6)), within_s=2) for more in range(6))
        assert all(isinstance(said, TimedOut | Unreachable) for said in await asyncio.gather(*several))
    assert not desk.pace.troubled(f"{source}:{host}")
    desk.zone.names[host] = [DEAD]
    desk.zone.late_s.clear()
    await ended(asked("domain/nobody.test", desk.deadline(0.6)), within_s=2)
    assert desk.pace.troubled(f"{source}:{host}")
    await desk.registries.close()
    await desk.stack.aclose()


@pytest.mark.parametrize("fault", ["nobody listens", "it says nothing", "it opens no way"])
async def test_a_proxy_that_fails_closes_no_registry(tmp_path: Path, refused: tuple[str, int], silent: tuple[str, int], fault: str) -> None:
    desk = Desk(tmp_path, rdap_timeout_s=0.3)
    async with listening(_opens_no_way) as unwilling:
        where = {"nobody listens": refused, "it says nothing": silent, "it opens no way": unwilling}[fault]
        proxy = Proxy(f"http://{where[0]}:{where[1]}", Dialer(desk.policy))
        made = Registries(desk.policy, Connector(Dialer(desk.policy), desk.zone, proxy=proxy), desk.run, pace=desk.pace)
        for question in (made.rdap("domain/example.test", desk.deadline(1.3)), made.whois("", "example.test", desk.deadline(1.3))):
            assert isinstance(await ended(question, within_s=3), TimedOut | Unreachable)
        assert not desk.pace.troubled("rdap:rdap.example") and not desk.pace.troubled("whois:whois.example")
        await made.close()
    await desk.registries.close()
    await desk.stack.aclose()


async def _opens_no_way(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.readuntil(b"\r\n\r\n")
    writer.write(b"HTTP/1.1 504 Gateway Timeout\r\n\r\n")


@pytest.mark.parametrize("silent_is", ["the proxy", "the registry"])
async def test_what_is_silent_behind_a_proxy_costs_little_time_however_long_the_list(tmp_path: Path, silent_is: str) -> None:
    asked = 0

    async def never(path: str) -> bytes:
        await asyncio.sleep(3600)
        return b""

    async def leads(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal asked
        asked += 1
        await reader.readuntil(b"\r\n\r\n")
        await asyncio.sleep(3600 if silent_is == "the proxy" else 0.1)  # so that others are always on their way
        there, back = await asyncio.open_connection(*desk.routes.table[REGISTRY, 443])
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        await asyncio.gather(pump(reader, back), pump(there, writer))

    desk = Desk(tmp_path, proxy="http://proxy.example:8080", rdap_timeout_s=0.4, answer_timeout_s=0.4)
    await desk.rdap(never)
    async with listening(leads) as (host, port):
        proxy = Proxy(f"http://{host}:{port}", Dialer(desk.policy))
        made = Registries(desk.policy, Connector(Dialer(desk.policy), desk.zone, proxy=proxy), desk.run, pace=desk.pace)
        at_a_time = asyncio.Semaphore(20)

        async def one(n: int) -> object:
            async with at_a_time:
                return await ended(made.rdap(f"domain/n{n}.test", desk.deadline(3)), within_s=2)

        said = await asyncio.gather(*map(one, range(150)))
        assert all(isinstance(failure, TimedOut | Unreachable) for failure in said) and asked <= 45
        assert desk.pace.troubled("rdap:rdap.example") is (silent_is == "the registry")
        await made.close()
    await desk.registries.close()
    await desk.stack.aclose()


async def test_retry_after_is_obeyed_within_the_deadline(desk: Desk) -> None:
    moments: list[float] = []

    def tired_once(path: str) -> bytes:
        moments.append(time.monotonic())
        return ok(b"", "Retry-After: 1", status="429 Slow down") if len(moments) == 1 else ok(DOMAIN)

    await desk.rdap(tired_once)
    answer = await desk.registries.rdap("domain/example.test", desk.deadline(6))
    assert answer.body == DOMAIN and moments[1] - moments[0] >= 1.0


async def test_retry_after_beyond_the_deadline_is_limited_at_once_and_for_all(desk: Desk) -> None:
    asked: list[str] = []

    def tired(path: str) -> bytes:
        asked.append(path)
        return ok(b"", "Retry-After: 3000", status="429 Slow down")

    await desk.rdap(tired)
    limited = await ended(desk.registries.rdap("domain/example.test", desk.deadline(6)), within_s=1)
    assert isinstance(limited, Limited) and limited.retry_after_s == 3000
    assert isinstance(await ended(desk.registries.rdap("domain/other.test", desk.deadline(6)), within_s=1), Limited)
    assert asked == ["/domain/example.test"]


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(ok(json.dumps(LIMIT).encode()), id="a notice in a shell"),
        pytest.param(ok(b"Query rate limit exceeded, try again later\n"), id="text"),
        pytest.param(ok(b"Query rate limit exceeded, try again later\n", status="404 Not Found"), id="text with 404"),
        pytest.param(ok(b'{"errorCode": 404, "title": "Rate limit exceeded"}', status="404 Not Found"), id="an error"),
    ],
)
async def test_a_limit_that_only_the_words_say_is_heard_and_not_remembered(desk: Desk, words: bytes) -> None:
    await desk.rdap(lambda path: words)
    answer = await ended(desk.registries.rdap("domain/example.test", desk.deadline(2)), within_s=3)
    assert isinstance(answer, Limited) or b"imit exceeded" in answer.body
    left, why = await desk.pace.closed_s("rdap:rdap.example")
    assert left > 5 and isinstance(why, Limited)
    assert isinstance(await ended(desk.registries.rdap("domain/example.test", desk.deadline(2)), within_s=1), Limited)


async def test_a_registry_for_which_no_time_was_left_has_not_failed(desk: Desk) -> None:
    await desk.rdap(lambda path: ok(DOMAIN))
    over = desk.deadline(0.01)
    await asyncio.sleep(0.02)
    for number in range(FAILURES):
        for question in (desk.registries.rdap(f"domain/n{number}.test", over), desk.registries.whois("", f"n{number}.test", over)):
            with pytest.raises(TimedOut):
                await question
    assert not desk.pace.troubled("rdap:rdap.example") and not desk.pace.troubled("whois:whois.example")
    async with within(1):  # nor does the next one wait for an answer to the first
        assert (await desk.registries.rdap("domain/example.test", desk.deadline())).body == DOMAIN


@pytest.mark.parametrize(("time_s", "failed"), [(0.2, False), (1.3, True)])
async def test_whoever_had_less_than_a_second_to_answer_has_not_failed(desk: Desk, time_s: float, failed: bool) -> None:
    await desk.whois(sends(then="hang"))
    with pytest.raises(TimedOut):
        await desk.registries.whois("", "example.test", desk.deadline(time_s))
    assert desk.pace.troubled("whois:whois.example") is failed


async def test_who_waited_for_a_connection_of_ours_blames_nobody(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    async def never(path: str) -> bytes:
        await asyncio.sleep(3600)
        return b""

    monkeypatch.setattr(connections, "_OPENING", 1)
    monkeypatch.setattr(connections, "_OPEN_EACH", 1)
    monkeypatch.setattr(desk.pace, "failed", fails := AsyncMock())
    await desk.rdap(never)
    first = asyncio.ensure_future(ended(desk.registries.rdap("domain/n0.test", desk.deadline(3)), within_s=4))
    await asyncio.sleep(0.3)
    others = [ended(desk.registries.rdap(f"domain/n{number}.test", desk.deadline(3)), within_s=4) for number in range(1, 6)]
    said = await asyncio.gather(*others, first)
    assert all(isinstance(failure, TimedOut) for failure in said)
    asked = [failure for failure in said if not isinstance(failure, Queued)]
    assert len(asked) < len(said) and fails.await_count == len(asked)


async def test_a_machine_that_stood_still_while_the_answer_came_blames_nobody(desk: Desk) -> None:
    async def late(path: str) -> bytes:
        await asyncio.sleep(3600)
        return b""

    await desk.rdap(late)
    desk.run.start()
    busy = asyncio.ensure_future(_busy())
    assert isinstance(await ended(desk.registries.rdap("domain/n.test", desk.deadline(2.5)), within_s=20), TimedOut)
    busy.cancel()
    assert not desk.pace.troubled("rdap:rdap.example")
    assert isinstance(await ended(desk.registries.rdap("domain/m.test", desk.deadline(2.5)), within_s=20), TimedOut)
    assert desk.pace.troubled("rdap:rdap.example")
    desk.run.stop()


async def _busy() -> None:
    while True:
        time.sleep(0.4)
        await asyncio.sleep(0.01)


async def test_the_same_question_is_not_asked_twice_at_a_time_though_it_fails(desk: Desk) -> None:
    now = most = 0

    async def fails(path: str) -> bytes:
        nonlocal now, most
        now += 1
        most = max(most, now)
        await asyncio.sleep(0.05)
        now -= 1
        return ok(b"", status="502 Oops")

    await desk.rdap(fails)

    async def asked() -> None:
        with pytest.raises(Unreachable):
            await desk.registries.rdap("domain/example.test", desk.deadline())

    first, second = asyncio.ensure_future(asked()), asyncio.ensure_future(asked())
    await first
    await asyncio.gather(second, asked())
    assert most == 1


async def test_questions_about_names_do_not_lengthen_the_line_of_those_about_addresses(desk: Desk) -> None:
    await desk.rdap(lambda path: ok(path.encode()))
    desk.pace.waiting["rdap:rdap.example"] = 1_000_000
    assert (await desk.registries.rdap("ip/93.184.216.34", desk.deadline())).body == b"/ip/93.184.216.34"


async def test_who_is_cancelled_in_the_moment_in_which_the_first_question_ends_asks_nothing(desk: Desk) -> None:
    patience, asked, may_end = RetryPolicy(desk.policy, desk.pace), list[str](), asyncio.Event()

    async def ask(which: str) -> None:
        asked.append(which)
        await may_end.wait()

    first = asyncio.create_task(patience.ask("rdap:rdap.example", 2.0, desk.deadline(), lambda: ask("first")))
    while not asked:
        await asyncio.sleep(0)
    second = asyncio.create_task(patience.ask("rdap:rdap.example", 2.0, desk.deadline(), lambda: ask("second")))
    await asyncio.sleep(0.01)
    first.add_done_callback(lambda _: second.cancel())
    may_end.set()
    async with within(5):
        await asyncio.wait({first, second})
    assert second.cancelled() and asked == ["first"]


async def test_nobody_waits_for_a_first_question_that_was_given_up_before_its_turn(desk: Desk) -> None:
    patience, service = RetryPolicy(desk.policy, desk.pace), "rdap:rdap.example"
    await desk.pace.turn(service, 2.0)  # the next is due in half a second
    first = asyncio.create_task(patience.ask(service, 2.0, desk.deadline(), AsyncMock()))
    await asyncio.sleep(0.01)
    second = asyncio.create_task(patience.ask(service, 2.0, desk.deadline(), AsyncMock(return_value="told")))
    await asyncio.sleep(0.01)
    first.cancel()
    async with within(2):
        assert await second == "told"
