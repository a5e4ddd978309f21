"""RDAP servers on loopback that hang, flood, redirect, limit and lead astray: every question ends soon and honestly."""

import asyncio
import gzip
import json
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from scamtriage.net.errors import Blocked, Limited, Malformed, NetError, NotAsked, TimedOut, Unreachable
from scamtriage.net.protocol import RawAnswer
from scamtriage.net.registry.retry import RetryPolicy
from tests.net.desk import DOMAIN, LIMIT, NAMES, OTHER, REGISTRY, Desk, ended, ok
from tests.net.peers import identity, listening, server_context


async def test_an_rdap_answer_comes_from_the_registry_that_the_bootstrap_names(desk: Desk) -> None:
    await desk.rdap(lambda path: ok(path.encode()))
    answer = await desk.registries.rdap("domain/example.test", desk.deadline())
    assert (answer.body, answer.status_code, answer.server) == (
        b"/domain/example.test",
        200,
        "rdap:https://rdap.example/domain/example.test",
    )
    holder = await desk.registries.rdap("ip/93.184.216.34", desk.deadline())
    assert holder.body == b"/ip/93.184.216.34"


async def test_a_name_without_an_rdap_service_is_not_asked(desk: Desk) -> None:
    with pytest.raises(NotAsked):
        await desk.registries.rdap("domain/example.nowhere", desk.deadline())


async def test_redirects_are_followed_and_counted(desk: Desk) -> None:
    await desk.rdap(lambda path: ok(DOMAIN) if path == "/there" else ok(b"", "Location: https://rdap.example/there", status="302 Found"))
    assert (await desk.registries.rdap("domain/example.test", desk.deadline())).server == "rdap:https://rdap.example/there"


async def busiest(desk: Desk, urls: list[str], redirects: int) -> int:
    """How many questions reach the registry in its busiest second."""
    moments: list[float] = []

    def registry(path: str) -> bytes:
        moments.append(time.monotonic())
        return ok(b"", f"Location: {path}/r", status="302 Found") if path.count("/r") < redirects else ok(DOMAIN)

    await desk.rdap(registry)
    found = await asyncio.gather(*(desk.registries.rdap(url, desk.deadline(20)) for url in urls))
    assert all(answer.body == DOMAIN for answer in found) and len(moments) == len(urls) * (redirects + 1)
    return max(sum(1 for later in moments if moment <= later < moment + 1) for moment in moments)


@pytest.mark.parametrize(
    "host",
    [
        None, "rdap.example.", "\uff52dap.example",
        *(pytest.param(spelled, marks=pytest.mark.exhaustive) for spelled in ("rdap.example", "%72dap.example", "rdap%2Eexample")),
    ],
)  # fmt: skip
async def test_the_pace_of_a_registry_holds_for_every_step_and_every_spelling_of_its_name(tmp_path: Path, host: str | None) -> None:
    desk = Desk(tmp_path, rdap_per_s=10.0, rdap_timeout_s=10)
    desk.zone.names["rdap.example."] = desk.zone.names["rdap.example"]
    spelled = [f"domain/n{n}.test" if n % 2 or host is None else f"https://{host}/domain/n{n}.test" for n in range(14)]
    try:
        assert await busiest(desk, spelled, 1 if host is None else 0) <= 12
    finally:
        await desk.registries.close()
        await desk.stack.aclose()


async def test_a_registry_that_is_redirected_to_is_the_one_that_is_left_alone(desk: Desk) -> None:
    await desk.rdap(lambda path: ok(b"", "Location: https://registrar.example/x", status="302 Found"))
    await desk.rdap(lambda path: ok(b"", "Retry-After: 3000", status="429 Slow down"), OTHER)
    assert isinstance(await ended(desk.registries.rdap("domain/example.test", desk.deadline()), within_s=2), Limited)
    assert not desk.pace.troubled("rdap:rdap.example") and desk.pace.troubled("rdap:registrar.example")


async def test_redirects_in_a_circle_end(desk: Desk) -> None:
    await desk.rdap(lambda path: ok(b"", f"Location: {path}", status="301 Moved"))
    assert isinstance(await ended(desk.registries.rdap("domain/example.test", desk.deadline()), within_s=2), Malformed)


@pytest.mark.parametrize(
    "target",
    [
        "https://127.0.0.1/x",
        "https://169.254.169.254/latest/meta-data/",
        "https://[::1]/",
        "https://[::ffff:10.0.0.1]/",
        "https://inside.example/",
        "https://rdap.example:22/",
        "http://rdap.example/",
        "file:///etc/passwd",
        "https://user:pass@rdap.example/",
        "https://2130706433/",
        "gopher://rdap.example/",
        "",
    ],
)
async def test_redirects_never_lead_inside(desk: Desk, target: str) -> None:
    desk.zone.names["inside.example"] = ["10.1.2.3"]
    await desk.rdap(lambda path: ok(b"", f"Location: {target}", status="302 Found"))
    answer = await ended(desk.registries.rdap("domain/example.test", desk.deadline()), within_s=2)
    assert isinstance(answer, Blocked | Malformed)
    assert set(desk.routes.dialled) == {(REGISTRY, 443)}


@pytest.mark.parametrize(("then", "failure"), [("close", Unreachable), ("hang", TimedOut)])
async def test_an_answer_that_does_not_come_to_its_end_is_none(desk: Desk, then: str, failure: type[NetError]) -> None:
    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(ok(DOMAIN)[:-10])
        await writer.drain()
        if then == "hang":
            await asyncio.sleep(3600)

    listener = listening(handler, tls=server_context(chain=identity(*NAMES)))
    desk.routes.table[REGISTRY, 443] = await desk.stack.enter_async_context(listener)
    said = await ended(desk.registries.rdap("domain/example.test", desk.deadline()), within_s=2)
    assert isinstance(said, failure) and ("before the end" in str(said) or "slower than" in str(said)), said


async def test_3_megabytes_are_cut_at_one(desk: Desk) -> None:
    huge = ok(b'{"a": "' + b"x" * 3_000_000 + b'"}')
    await desk.rdap(lambda path: huge)
    answer = await ended(desk.registries.rdap("domain/example.test", desk.deadline()), within_s=7)
    assert isinstance(answer, RawAnswer) and 900_000 < len(answer.body) <= 1_000_000
    assert (answer.complete, answer.cut) == (False, "wire_bytes 1000000")


async def test_a_gzip_bomb_is_cut(desk: Desk) -> None:
    bomb = gzip.compress(b'{"a": "' + b"x" * 50_000_000)
    await desk.rdap(lambda path: ok(bomb, "Content-Encoding: gzip"))
    answer = await ended(desk.registries.rdap("domain/example.test", desk.deadline()), within_s=3)
    assert isinstance(answer, RawAnswer) and len(answer.body) <= 1_000_000 and not answer.complete


async def test_honest_gzip_is_read(desk: Desk) -> None:
    await desk.rdap(lambda path: ok(gzip.compress(DOMAIN), "Content-Encoding: gzip"))
    assert (await desk.registries.rdap("domain/example.test", desk.deadline())).body == DOMAIN


async def test_a_registry_that_hangs_leaves_half_the_time_for_whois(desk: Desk) -> None:
    async def never(path: str) -> bytes:
        await asyncio.sleep(3600)
        return b""

    await desk.rdap(never)
    deadline = desk.deadline(2.4)
    assert isinstance(await ended(desk.registries.rdap("domain/example.test", deadline), within_s=1.8), TimedOut)
    assert deadline.left() > 0.5


async def test_not_found_is_an_answer(desk: Desk) -> None:
    await desk.rdap(lambda path: ok(b'{"errorCode": 404}', status="404 Not Found"))
    assert (await desk.registries.rdap("domain/example.test", desk.deadline())).status_code == 404


@pytest.mark.parametrize(
    ("status", "kind"),
    [("429 Too Many", Limited), ("503 Busy", Limited), ("403 Forbidden", Limited), ("500 Oops", Unreachable), ("400 Bad", Malformed)],
)
async def test_every_status_has_its_meaning(desk: Desk, status: str, kind: type[NetError]) -> None:
    await desk.rdap(lambda path: ok(b"", "Retry-After: 100000", status=status))
    assert isinstance(await ended(desk.registries.rdap("domain/example.test", desk.deadline(3)), within_s=2), kind)


async def test_a_certificate_of_somebody_else_is_not_accepted(desk: Desk) -> None:
    context = server_context(chain=identity("somebody-else.example"))

    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(ok(DOMAIN))

    desk.routes.table[REGISTRY, 443] = await desk.stack.enter_async_context(listening(handler, tls=context))
    assert isinstance(await ended(desk.registries.rdap("domain/example.test", desk.deadline()), within_s=2), Unreachable)


async def test_connections_are_kept_and_cancelled_requests_take_none_away(desk: Desk) -> None:
    slow = True

    async def sometimes(path: str) -> bytes:
        if slow:
            await asyncio.sleep(0.3)
        return ok(DOMAIN)

    await desk.rdap(sometimes)
    for _ in range(6):
        tasks = [asyncio.ensure_future(desk.registries.rdap(f"domain/n{n}.test", desk.deadline())) for n in range(25)]
        await asyncio.sleep(0.03)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    slow = False
    found = await asyncio.gather(*(desk.registries.rdap(f"domain/m{n}.test", desk.deadline()) for n in range(25)))
    assert all(answer.body == DOMAIN for answer in found)


RECORD = {
    "objectClassName": "domain",
    "ldhName": "example.test",
    "events": [{"eventAction": "registration", "eventDate": "2026-11-20T00:00:00Z"}],
}


@pytest.mark.parametrize(
    ("first", "kept_s"),
    [
        pytest.param(ok(json.dumps(RECORD).encode()), 86_400, id="a record"),
        pytest.param(ok(json.dumps(RECORD | {"notices": LIMIT["notices"]}).encode()), 86_400, id="a record with its terms"),
        pytest.param(ok(b"<html>Scheduled maintenance</html>"), 300, id="a page"),
        pytest.param(ok(DOMAIN), 300, id="a shell"),
        pytest.param(ok(b'{"errorCode": 501}'), 300, id="an error"),
        pytest.param(ok(b'{"errorCode": 404}', status="404 Not Found"), 300, id="absence"),
    ],
)
async def test_only_a_record_is_remembered_for_long(tmp_path: Path, first: bytes, kept_s: float) -> None:
    cache = tmp_path / "cache"
    cache.mkdir(mode=0o700)
    desk, asked, now = Desk(tmp_path, cache_dir=cache), [], [datetime(2026, 11, 27, tzinfo=UTC)]
    desk.run.now = lambda: now[0]

    def registry(path: str) -> bytes:
        asked.append(path)
        return first

    await desk.rdap(registry)
    for later_s, questions in ((0, 1), (kept_s - 1, 1), (kept_s + 1, 2)):
        now[0] = datetime(2026, 11, 27, tzinfo=UTC) + timedelta(seconds=later_s)
        await desk.registries.rdap("domain/example.test", desk.deadline())
        assert len(asked) == questions
    await desk.registries.close()
    await desk.stack.aclose()


def test_a_line_of_questions_about_addresses_that_is_too_long_is_told_with_what_helps(desk: Desk) -> None:
    patience, at = RetryPolicy(replace(desk.policy, rdap_per_s=0.1), desk.registries.pace), "https://rir.example.net/"
    with patience.in_line("rir", f"{at}ip/93.184.216.1"), patience.in_line("rir", f"{at}ip/93.184.216.2"):
        with pytest.raises(NotAsked, match="fewer targets at a time"), patience.in_line("rir", f"{at}ip/93.184.216.3"):
            pass
        with patience.in_line("rir", f"{at}domain/example.com"), patience.in_line("another", f"{at}ip/93.184.216.3"):
            pass  # names do not wait behind addresses, nor addresses of one registry behind those of another
    with patience.in_line("rir", f"{at}ip/93.184.216.3"):
        pass
