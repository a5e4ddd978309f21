"""WHOIS and RDAP servers on loopback that hang, drip, flood, lie, limit and lead astray: every question ends soon and honestly."""

import asyncio
import contextlib
import gzip
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from scamtriage.net.clock import Deadline, RunClock
from scamtriage.net.connect import Connector
from scamtriage.net.dial import Dialer
from scamtriage.net.errors import Blocked, Limited, Malformed, NetError, NotAsked, TimedOut, Unreachable
from scamtriage.net.pace import Pace
from scamtriage.net.policy import NetPolicy
from scamtriage.net.protocol import RawAnswer
from scamtriage.net.registry import Registries, says_slow_down
from tests.net.peers import Handler, Routes, Zone, identity, listening, server_context

REGISTRY = "93.184.216.50"
OTHER = "93.184.216.51"
RECORD = (
    b"Domain Name: EXAMPLE.TEST\r\nRegistry Domain ID: 1\r\nRegistrar: Some Registrar\r\nCreation Date: 2020-01-02T03:04:05Z\r\n"
    b"Registry Expiry Date: 2030-01-02T03:04:05Z\r\nName Server: NS1.EXAMPLE.NET\r\nDomain Status: ok\r\n>>> Last update <<<\r\n"
)
NAMES = ("rdap.example", "registrar.example", "data.iana.org")
TABLES = {
    "dns.json": {"publication": "2026-11-20T00:00:00Z", "services": [[["test", "slow"], ["https://rdap.example/"]]]},
    "ipv4.json": {"publication": "2026-11-20T00:00:00Z", "services": [[["93.0.0.0/8"], ["https://rdap.example/"]]]},
}
DOMAIN = json.dumps({"objectClassName": "domain", "ldhName": "example.test"}).encode()


class Desk:
    """Registries on loopback under public-looking addresses."""

    def __init__(self, folder: Path, **policy: object) -> None:
        tables = folder / "tables"
        tables.mkdir(exist_ok=True)
        for name, table in TABLES.items():
            (tables / name).write_text(json.dumps(table))
        (tables / "whois_servers.csv").write_text(
            "suffix,server,query,note\ntest,whois.example,{},\nvn,,{},not published by the registry\n"
        )
        (folder / "root.pem").write_bytes(identity(*NAMES)[1])
        settings = {
            "tables": tables,
            "whois_timeout_s": 2.0,
            "rdap_timeout_s": 2.0,
            "whois_per_s": 1000.0,
            "rdap_per_s": 1000.0,
            "slow_window_s": 0.6,
        }
        self.policy = NetPolicy(roots=folder / "root.pem", **{**settings, **policy})
        self.routes, self.zone, self.run, self.pace = Routes(), Zone(), RunClock(), Pace(None)
        dialer = Dialer(self.policy, route=self.routes)
        self.registries = Registries(self.policy, Connector(dialer, self.zone), self.run, pace=self.pace)
        self.stack = contextlib.AsyncExitStack()
        self.zone.names |= {
            "whois.example": [REGISTRY],
            "rdap.example": [REGISTRY],
            "registrar.example": [OTHER],
            "whois.iana.org": [OTHER],
        }

    async def whois(self, handler: Handler, address: str = REGISTRY) -> None:
        self.routes.table[address, 43] = await self.stack.enter_async_context(listening(handler))

    async def rdap(self, answer: "Callable[[str], bytes | Awaitable[bytes]]", address: str = REGISTRY) -> None:
        """`answer` gets the path and gives the whole response."""

        async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                given = answer(head.split(b" ")[1].decode())
                writer.write(given if isinstance(given, bytes) else await given)
                await writer.drain()

        context = server_context(chain=identity(*NAMES))
        self.routes.table[address, 443] = await self.stack.enter_async_context(listening(handler, tls=context))

    def deadline(self, seconds: float = 6.0) -> Deadline:
        return Deadline(self.run, seconds)


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    made = Desk(tmp_path)
    made.run.start()
    try:
        yield made
    finally:
        await made.registries.close()
        await made.stack.aclose()
        made.run.stop()


def ok(body: bytes, *headers: str, status: str = "200 OK") -> bytes:
    lines = [f"HTTP/1.1 {status}", "Content-Type: application/rdap+json", f"Content-Length: {len(body)}", *headers, "", ""]
    return "\r\n".join(lines).encode() + body


def sends(*parts: bytes, pause_s: float = 0.0, then: str = "close") -> Handler:
    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readline()
        for part in parts:
            writer.write(part)
            await writer.drain()
            await asyncio.sleep(pause_s)
        if then == "hang":
            await asyncio.sleep(3600)

    return handler


async def ended(question: Awaitable[RawAnswer], *, within_s: float) -> RawAnswer | NetError:
    """How a question ends; it must do so in time and with nothing but a NetError."""
    began = time.monotonic()
    try:
        return await question
    except NetError as exc:
        return exc
    finally:
        assert time.monotonic() - began < within_s


# WHOIS


async def test_a_record_is_whole_when_the_server_closes(desk: Desk) -> None:
    await desk.whois(sends(RECORD))
    answer = await desk.registries.whois("", "example.test", desk.deadline())
    assert (answer.body, answer.complete, answer.server) == (RECORD, True, "whois:whois.example")


async def test_a_record_is_kept_when_the_server_never_closes(desk: Desk) -> None:
    await desk.whois(sends(RECORD, then="hang"))
    answer = await ended(desk.registries.whois("", "example.test", desk.deadline()), within_s=4)
    assert isinstance(answer, RawAnswer) and answer.body == RECORD and not answer.complete


async def test_a_server_that_says_nothing_times_out(desk: Desk) -> None:
    await desk.whois(sends(then="hang"))
    assert isinstance(await ended(desk.registries.whois("", "example.test", desk.deadline()), within_s=3), TimedOut)


async def test_a_dripping_server_is_cut(desk: Desk) -> None:
    await desk.whois(sends(*(b"x" for _ in range(400)), pause_s=0.05))
    answer = await ended(desk.registries.whois("", "example.test", desk.deadline()), within_s=3)
    assert isinstance(answer, RawAnswer) and not answer.complete and len(answer.body) < 60


async def test_an_endless_server_is_cut_at_the_purse(desk: Desk) -> None:
    async def flood(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            writer.write(b"all work and no play\r\n" * 1000)
            await writer.drain()

    await desk.whois(flood)
    answer = await ended(desk.registries.whois("", "example.test", desk.deadline()), within_s=3)
    assert isinstance(answer, RawAnswer) and len(answer.body) == 256_000 and not answer.complete


async def test_a_server_that_closes_at_once_is_no_absence(desk: Desk) -> None:
    await desk.whois(sends())
    assert isinstance(await ended(desk.registries.whois("", "example.test", desk.deadline()), within_s=2), Unreachable)


async def test_a_limiting_server_is_asked_at_most_four_times_and_its_words_come_back(desk: Desk) -> None:
    asked: list[float] = []

    async def tired(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append(time.monotonic())
        await reader.readline()
        writer.write(b"Your query limit has been exceeded. Please try again later.\r\n")

    await desk.whois(tired)
    answer = await ended(desk.registries.whois("", "example.test", desk.deadline(3.0)), within_s=4)
    assert isinstance(answer, Limited) or says_slow_down(answer.body)
    assert len(asked) <= 4
    before = len(asked)
    others = await asyncio.gather(*(ended(desk.registries.whois("", f"n{n}.test", desk.deadline(3.0)), within_s=1) for n in range(30)))
    assert all(isinstance(other, Limited) for other in others) and len(asked) == before


async def test_a_suffix_without_public_whois_is_not_asked(desk: Desk) -> None:
    with pytest.raises(NotAsked, match="not published by the registry"):
        await desk.registries.whois("", "example.vn", desk.deadline())
    assert desk.routes.dialled == []


async def test_iana_names_the_server_of_a_suffix_that_no_table_knows(desk: Desk) -> None:
    await desk.whois(sends(b"% IANA\r\nrefer:        whois.example\r\n\r\ndomain: ODD\r\n"), OTHER)
    await desk.whois(sends(RECORD))
    answer = await desk.registries.whois("", "example.odd", desk.deadline())
    assert answer.server == "whois:whois.example"


@pytest.mark.parametrize(
    "server",
    ["127.0.0.1", "localhost", "10.0.0.1", "[::1]", "inside.example", "whois.example\r\nx", "169.254.169.254", "2130706433", "whois.local"],
)
async def test_a_referral_never_leads_inside(desk: Desk, server: str) -> None:
    desk.zone.names["inside.example"] = ["192.168.0.1", "::1"]
    answer = await ended(desk.registries.whois(server, "example.test", desk.deadline()), within_s=1)
    assert isinstance(answer, Blocked | Malformed)
    assert desk.routes.dialled == []


@pytest.mark.parametrize("query", ["example.test\r\nQUIT", "example.test\0", "x" * 400])
async def test_a_question_cannot_smuggle_a_line(desk: Desk, query: str) -> None:
    await desk.whois(sends(RECORD))
    assert isinstance(await ended(desk.registries.whois("whois.example", query, desk.deadline()), within_s=1), Malformed)
    assert desk.routes.dialled == []


# RDAP


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


async def test_80_megabytes_are_cut_at_one(desk: Desk) -> None:
    huge = ok(b'{"a": "' + b"x" * 80_000_000 + b'"}')
    await desk.rdap(lambda path: huge)
    answer = await ended(desk.registries.rdap("domain/example.test", desk.deadline()), within_s=7)
    assert isinstance(answer, RawAnswer) and 900_000 < len(answer.body) <= 1_000_000 and not answer.complete


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


async def test_the_cache_answers_the_second_time_with_the_first_time(tmp_path: Path) -> None:
    desk = Desk(tmp_path, cache_dir=tmp_path / "cache")
    asked: list[str] = []

    def answer(path: str) -> bytes:
        asked.append(path)
        return ok(DOMAIN)

    await desk.rdap(answer)
    first = await desk.registries.rdap("domain/example.test", desk.deadline())
    second = await desk.registries.rdap("domain/example.test", desk.deadline())
    assert not first.from_cache and second.from_cache
    assert second.observed_at == first.observed_at and len(asked) == 1
    await desk.registries.close()
    await desk.stack.aclose()


@pytest.mark.parametrize(
    ("text", "limited"),
    [
        (b"Query rate limit exceeded. Reduced information.\r\n", True),
        (b"WHOIS LIMIT EXCEEDED - SEE WWW.PIR.ORG/WHOIS FOR DETAILS\r\n", True),
        (RECORD, False),
        (b"No match for example.test\r\n", False),
    ],
)
def test_words_about_our_use_of_the_server_are_told_from_answers(text: bytes, limited: bool) -> None:
    assert says_slow_down(text) is limited
