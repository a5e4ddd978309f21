"""WHOIS servers on loopback that hang, drip, flood, lie, limit and lead astray: every question ends soon and honestly."""

import asyncio
import socket
import struct
import time
from pathlib import Path

import pytest

from scamtriage.net.errors import Blocked, Limited, Malformed, NetError, NotAsked, TimedOut, Unreachable
from scamtriage.net.protocol import RawAnswer
from scamtriage.net.registry import whois
from scamtriage.net.registry.answers import referred, says_slow_down
from tests.net.desk import DOMAIN, OTHER, RECORD, Desk, ended, ok, sends
from tests.net.peers import Handler


async def test_a_server_that_is_not_found_says_nothing_of_the_name(desk: Desk) -> None:
    del desk.zone.names["whois.example"]
    desk.zone.names["registrar.example"] = []
    for server in ("", "registrar.example"):
        with pytest.raises(Unreachable, match=r"the registry could not be asked: (whois|registrar)\.example"):
            await desk.registries.whois(server, "example.test", desk.deadline())


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


async def test_an_endless_server_is_cut_at_the_budget(desk: Desk) -> None:
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
    ("said", "complete", "server"),
    [
        (b"domain: ODD\r\nwhois:\r\nstatus: ACTIVE\r\n", True, ""),
        (b"domain: \xd1\x80\r\ndomain-ace: ODD\r\n", True, ""),
        (b"% This query returned 0 objects.\r\n", True, ""),
        (b"domain: ODD\r\nwhois: whois.odd\r\n", False, "whois.odd"),
        (b"domain: ODD\r\nwhois: whois.od", False, None),
        (b"domain: ODD\r\n", False, None),
        (b"refer:  ", False, None),
        (b"refer:  ", True, None),
        (b"domain: OTHER\r\n", True, None),
        (b"% internal error, please report\r\n", True, None),
        (b"<html>503 Service Unavailable</html>", True, None),
        (b"Your query rate limit has been exceeded\r\n", True, None),
    ],
)
def test_only_a_whole_record_of_the_suffix_says_that_nothing_is_published(said: bytes, complete: bool, server: str | None) -> None:
    assert referred(said, "odd", complete=complete) == server


@pytest.mark.parametrize(
    ("said", "failure"), [(b"% internal error, please report\r\n", Malformed), (b"Your query rate limit has been exceeded\r\n", Limited)]
)
async def test_what_iana_does_not_tell_is_not_taken_for_unpublished(desk: Desk, said: bytes, failure: type[NetError]) -> None:
    await desk.whois(sends(said), OTHER)
    with pytest.raises(failure, match=r"whois\.iana\.org"):
        await desk.registries.whois("", "example.odd", desk.deadline(1.0))


@pytest.mark.parametrize(
    "server",
    [
        *("127.0.0.1", "localhost", "10.0.0.1", "[::1]", "::ffff:10.0.0.1", "[::ffff:10.0.0.1]", "10.0.0.1:80", "169.254.169.254"),
        *("inside.example", "whois.example\r\nx", "2130706433", "whois.local"),
    ],
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


FULL = (
    b"Domain Name: example.test\r\nRegistrar: Example Names\r\nCreation Date: 2025-05-06\r\nRegistry Expiry Date: 2027-05-06\r\n"
    b"Domain Status: ok\r\nName Server: ns1.dns.test\r\n"
)


@pytest.mark.parametrize(
    ("text", "limited"),
    [
        (b"Query rate limit exceeded. Reduced information.\r\n", True),
        (b"WHOIS LIMIT EXCEEDED - SEE WWW.PIR.ORG/WHOIS FOR DETAILS\r\n", True),
        (RECORD, False),
        (FULL, False),
        (FULL + b"Registrant Organization: Query limit exceeded\r\n", False),
        (FULL + b"Registrant:\r\n   Your IP has been blocked\r\n   Access denied\r\n", False),
        (b"Domain Name: a.test\r\nRegistrant Organization: Access denied\r\n", False),
        (b"Domain: a.test\r\nRegistrant:\r\n   Your IP has been blocked\r\n", False),
        (b"Domain: a.test\r\n% Your IP has been blocked\r\n", True),
        (FULL + b"% Query rate limit exceeded. Reduced information.\r\n", True),
        (b"Query rate limit exceeded.\r\n" + FULL, True),
        (b"No match for example.test\r\n", False),
    ],
)
def test_words_about_our_use_of_the_server_are_told_from_answers(text: bytes, limited: bool) -> None:
    assert says_slow_down(text) is limited


async def test_a_banner_of_comments_is_no_answer_yet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whois, "_IDLE_S", 0.4)
    desk = Desk(tmp_path, whois_timeout_s=10.0)
    await desk.whois(sends(b"% Terms of use: https://registry.example/terms\r\n\r\n# Please wait.\r\n", RECORD, pause_s=0.8))
    answer = await ended(desk.registries.whois("", "example.test", desk.deadline(12)), within_s=12)
    await desk.registries.close()
    await desk.stack.aclose()
    assert isinstance(answer, RawAnswer) and answer.body.endswith(RECORD)


async def test_a_server_that_thinks_before_it_says_little_is_heard_to_its_end(desk: Desk) -> None:
    async def thinks(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readline()
        writer.write(b"% Terms of use: https://registry.example/terms\r\n")
        await asyncio.sleep(1.0)
        writer.write(b"No match for ")
        await asyncio.sleep(0.1)
        writer.write(b"EXAMPLE.TEST\r\n")

    await desk.whois(thinks)
    answer = await desk.registries.whois("", "example.test", desk.deadline())
    assert answer.body.endswith(b"No match for EXAMPLE.TEST\r\n") and answer.complete


async def _breaks_off(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.readline()
    writer.write(RECORD[:95])
    await writer.drain()
    await asyncio.sleep(0.1)
    writer.transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


@pytest.mark.parametrize(
    ("handler", "cut"),
    [
        (sends(RECORD, then="hang"), "idle_s 0.5"),
        (sends(RECORD[:95], then="hang"), "whois_timeout_s 1.5"),
        (sends(RECORD, b"Name Ser", pause_s=0.2, then="hang"), "whois_timeout_s 1.5"),
        (sends(b"x" * 400_000, then="hang"), "wire_bytes 256000"),
        (_breaks_off, "broken off"),
    ],
)
async def test_an_answer_that_is_not_whole_says_which_limit_it_met_also_from_the_cache(
    tmp_path: Path, handler: Handler, cut: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whois, "_IDLE_S", 0.5)
    cache = tmp_path / "cache"
    cache.mkdir(mode=0o700)
    desk = Desk(tmp_path, cache_dir=cache, whois_timeout_s=1.5)
    await desk.whois(handler)
    answers = [await ended(desk.registries.whois("", "example.test", desk.deadline(12)), within_s=7) for _ in range(2)]
    await desk.registries.close()
    await desk.stack.aclose()
    assert [(a.complete, a.cut, a.from_cache) for a in answers if isinstance(a, RawAnswer)] == [(False, cut, False), (False, cut, True)]


async def test_an_answer_that_the_time_of_the_question_cuts_says_so(desk: Desk) -> None:
    await desk.whois(sends(RECORD[:95], then="hang"))
    answer = await desk.registries.whois("", "example.test", desk.deadline(1.5))
    assert (answer.complete, answer.cut) == (False, "seconds 1.5")
    await desk.whois(sends(RECORD))
    later = await desk.registries.whois("", "example.test", desk.deadline())
    assert (later.body, later.complete, later.from_cache) == (RECORD, True, False)


@pytest.mark.parametrize("query", ["a\r\nb.test", "m\u00fcnchen.test", "\ud800.test", "a" * 301])
async def test_what_is_no_line_of_whois_is_not_asked(desk: Desk, query: str) -> None:
    with pytest.raises(Malformed, match="can't be asked"):
        await desk.registries.whois("whois.example", query, desk.deadline())


async def test_hosts_of_one_name_wait_for_its_turn_without_losing_their_time(tmp_path: Path) -> None:
    desk = Desk(tmp_path, whois_per_s=4.0)
    asked: list[bytes] = []

    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append(await reader.readline())
        writer.write(RECORD)
        writer.close()

    async def one(name: str) -> tuple[float, RawAnswer]:
        deadline = desk.deadline(1.0)
        async with deadline.whole():
            answer = await desk.registries.whois("", name, deadline)
        return deadline.elapsed(), answer

    await desk.whois(handler)
    names = [*(f"n{n}.test" for n in range(7)), *["evil.test"] * 3]
    found = await asyncio.gather(*(one(name) for name in names))
    await desk.registries.close()
    await desk.stack.aclose()
    assert all(answer.body == RECORD for _, answer in found) and max(took for took, _ in found) < 0.8
    assert asked.count(b"evil.test\r\n") == 1
