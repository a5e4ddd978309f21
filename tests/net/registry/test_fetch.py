"""httpx and our own GET mean the same: each answer of a registry has one meaning, whoever reads it."""

import asyncio
import gzip

import pytest

from scamtriage.net.clock import Deadline
from scamtriage.net.errors import Blocked, Limited, Malformed, NetError, TimedOut, Unreachable
from scamtriage.net.registry.fetch import Fetcher
from scamtriage.net.registry.rdap import RdapAnswer, RdapClient, follow, retry_after_s
from tests.net.desk import DOMAIN, Desk, ok

URL = "https://rdap.example/domain/example.test"


def client(kind: type, desk: Desk) -> "RdapClient | Fetcher":
    return kind(desk.registries._connector, desk.run, desk.policy)


async def asked(asker: "RdapClient | Fetcher", deadline: Deadline) -> RdapAnswer:
    return await follow(URL, lambda step: asker.once(step, deadline))


@pytest.mark.parametrize("kind", [RdapClient, Fetcher])
@pytest.mark.parametrize(
    ("answer", "meaning"),
    [
        pytest.param(ok(DOMAIN), (200, DOMAIN, True), id="an answer"),
        pytest.param(ok(b"no", status="404 Not Found"), (404, b"no", True), id="absence"),
        pytest.param(ok(gzip.compress(DOMAIN), "Content-Encoding: gzip"), (200, DOMAIN, True), id="gzip"),
        pytest.param(ok(gzip.compress(DOMAIN)[:-6], "Content-Encoding: gzip"), (200, DOMAIN, False), id="cut gzip"),
        pytest.param(ok(b"", "Retry-After: 7", status="429 Slow"), Limited, id="429"),
        pytest.param(ok(b"", status="503 Busy"), Limited, id="503"),
        pytest.param(ok(b"", status="403 No"), Limited, id="403"),
        pytest.param(ok(b"", status="502 Oops"), Unreachable, id="502"),
        pytest.param(ok(b"", status="418 Teapot"), Malformed, id="418"),
        pytest.param(ok(b"", "Location: /domain/example.test", status="302 Found"), Malformed, id="a circle"),
        pytest.param(ok(b"", "Location: http://rdap.example/", status="302 Found"), Blocked, id="no encryption"),
        pytest.param(ok(b"", "Location: https://10.0.0.1/", status="302 Found"), Blocked, id="the inside"),
        pytest.param(ok(b"", "Location: javascript:alert(1)", status="302 Found"), Malformed, id="no address"),
        pytest.param(b"SSH-2.0-OpenSSH_9.6\r\n\r\n", Malformed, id="another protocol"),
    ],
)
async def test_answers_mean_the_same_to_both(desk: Desk, kind: type, answer: bytes, meaning: object) -> None:
    await desk.rdap(lambda path: answer)
    asker = client(kind, desk)
    try:
        given = await asked(asker, desk.deadline(3))
        found: object = (given.status_code, given.body, given.complete)
    except NetError as exc:
        found = type(exc)
    finally:
        await asker.close()
    assert found == meaning


@pytest.mark.parametrize("status", ["429 Slow", "503 Busy", "401 Who", "403 No", "502 Oops", "418 Teapot"])
async def test_of_a_refusal_both_say_the_same(desk: Desk, status: str) -> None:
    await desk.rdap(lambda path: ok(b"", status=status))
    said = set()
    for kind in (RdapClient, Fetcher):
        asker = client(kind, desk)
        with pytest.raises(NetError) as refused:
            await asked(asker, desk.deadline(3))
        said.add(str(refused.value))
        await asker.close()
    assert len(said) == 1


@pytest.mark.parametrize("kind", [RdapClient, Fetcher])
async def test_a_hanging_server_ends_in_a_time_out(desk: Desk, kind: type) -> None:
    async def never(path: str) -> bytes:
        await asyncio.sleep(3600)
        return b""

    await desk.rdap(never)
    asker = client(kind, desk)
    with pytest.raises(TimedOut):
        await asked(asker, desk.deadline(2.2))
    await asker.close()


@pytest.mark.parametrize("kind", [RdapClient, Fetcher])
async def test_a_cancelled_request_takes_no_connection_away(desk: Desk, kind: type) -> None:
    slow = True

    async def sometimes(path: str) -> bytes:
        if slow:
            await asyncio.sleep(3600)
        return ok(DOMAIN)

    await desk.rdap(sometimes)
    asker = client(kind, desk)
    for _ in range(10):
        task = asyncio.ensure_future(asked(asker, desk.deadline(3)))
        await asyncio.sleep(0.02)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    slow = False
    assert (await asked(asker, desk.deadline(3))).body == DOMAIN
    await asker.close()


async def test_a_kept_connection_that_the_server_closed_is_replaced(desk: Desk) -> None:
    await desk.rdap(lambda path: ok(DOMAIN))
    asker = client(RdapClient, desk)
    await asked(asker, desk.deadline())
    await asked(asker, desk.deadline())
    assert len(desk.routes.dialled) == 1
    asker._kept.idle[0].close()
    assert (await asked(asker, desk.deadline())).body == DOMAIN
    assert len(desk.routes.dialled) == 2
    await asker.close()


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("120", 120.0), ("", None), ("soon", None), ("-5", None), ("99999999999", None), ("Tue, 24 Nov 2026 12:01:00 GMT", 60.0)],
)
def test_both_forms_of_retry_after_are_read(text: str, seconds: float | None) -> None:
    from datetime import UTC, datetime

    assert retry_after_s(text, datetime(2026, 11, 24, 12, 0, tzinfo=UTC)) == seconds
