"""Registries are asked at one pace by all processes of the user, and left alone when they ask for it."""

import asyncio
import errno
import os
import shutil
import subprocess
import sys
import time
from functools import partial
from itertools import count
from pathlib import Path

import pytest

from scamtriage.net.errors import Limited, Unreachable
from scamtriage.net.pace import _OPEN_FILES, FAILURES, SharedRateLimiter
from scamtriage.net.remote_limits import LimitServer
from scamtriage.net.semaphores import KeyedSemaphore
from tests.batch.programs import share_of_a_processor
from tests.net.descriptors import no_descriptors
from tests.watch import Watch, within

WORKER = """
import asyncio, sys, time
from pathlib import Path
from scamtriage.net.pace import SharedRateLimiter

async def main():
    pace = SharedRateLimiter(Path(sys.argv[1]))
    async def one():
        await pace.turn("rdap:registry.example", float(sys.argv[3]))
        print(time.monotonic())
    await asyncio.gather(*(one() for _ in range(int(sys.argv[2]))))
asyncio.run(main())
"""


def test_turns_of_four_processes_keep_the_rate_and_waste_little_of_it(tmp_path: Path) -> None:
    rate, each, share = 200.0, 100, share_of_a_processor()
    command = [sys.executable, "-c", WORKER, str(tmp_path / "pace"), str(each), str(rate)]
    workers = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    moments = sorted(float(line) for worker in workers for line in worker.communicate(timeout=60)[0].split())
    assert len(moments) == 4 * each
    in_any_second = max(sum(1 for later in moments[at : at + 400] if later < moment + 1.0) for at, moment in enumerate(moments))
    assert in_any_second <= rate * 1.03  # each process prints a little after its turn
    took_s = moments[-1] - moments[0]
    assert took_s >= (len(moments) - 1) / rate
    assert took_s * min(share, share_of_a_processor()) <= 2.0 * len(moments) / rate  # a turn is lost when all four are off the processor


async def test_whoever_stands_in_line_leaves_it_when_the_registry_asks_for_time() -> None:
    pace = SharedRateLimiter(None)
    await pace.turn("whois:registry.example", 0.5)
    line = [asyncio.create_task(pace.turn("whois:registry.example", 0.5)) for _ in range(500)]
    await asyncio.sleep(0.05)
    await pace.limited("whois:registry.example", 40.0)
    async with Watch() as watch:
        said = await asyncio.gather(*line)
    assert all(isinstance(why, Limited) and 30 < left <= 40 for left, why in said)
    assert watch.seconds < 2.0 and not pace.waiting


async def test_services_do_not_wait_for_each_other() -> None:
    pace = SharedRateLimiter(None)
    async with Watch() as watch:
        await asyncio.gather(*(pace.turn(f"rdap:r{number}.example", 0.5) for number in range(50)))
    assert watch.seconds < 0.5


async def test_a_registry_that_asks_for_time_gets_it_from_everybody(tmp_path: Path) -> None:
    one, other = SharedRateLimiter(tmp_path / "pace"), SharedRateLimiter(tmp_path / "pace")
    await one.limited("whois:registry.example", 40.0)
    left, why = await other.closed_s("whois:registry.example")
    assert 39 < left <= 40 and isinstance(why, Limited) and why.retry_after_s == left
    assert await other.closed_s("whois:another.example") == (0.0, None)


async def test_a_time_that_a_registry_names_is_kept_and_one_without_end_for_an_hour() -> None:
    pace = SharedRateLimiter(None)
    await pace.limited("rdap:hours.example", 1_800.0)
    await pace.limited("rdap:for-ever.example", 9_999_999.0)
    assert 1_799 < (await pace.closed_s("rdap:hours.example"))[0] <= 1_800
    assert 3_599 < (await pace.closed_s("rdap:for-ever.example"))[0] <= 3_600


@pytest.mark.parametrize("linked", [False, True])
async def test_where_the_file_was_moved_away_all_use_the_new_one(tmp_path: Path, linked: bool) -> None:
    one, other = SharedRateLimiter(tmp_path / "pace"), SharedRateLimiter(tmp_path / "pace")
    await one.turn("whois:registry.example", 5.0)
    (file,) = (tmp_path / "pace").iterdir()
    if linked:
        os.link(file, tmp_path / "copy")
        file.unlink()
    else:
        file.rename(tmp_path / "copy")
    await other.limited("whois:registry.example", 40.0)
    left, why = await one.closed_s("whois:registry.example")
    assert 39 < left <= 40 and isinstance(why, Limited)


async def test_a_registry_that_fails_again_and_again_is_left_alone_until_it_answers() -> None:
    pace = SharedRateLimiter(None)
    for _ in range(FAILURES - 1):
        await pace.failed("rdap:registry.example")
    assert await pace.closed_s("rdap:registry.example") == (0.0, None)
    await pace.failed("rdap:registry.example")
    left, why = await pace.closed_s("rdap:registry.example")
    assert left > 0 and isinstance(why, Unreachable)
    await pace.answered("rdap:registry.example")
    assert await pace.closed_s("rdap:registry.example") == (0.0, None)


async def test_a_registry_that_has_failed_for_days_is_still_left_alone_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    pace, hours = SharedRateLimiter(None), count()
    with monkeypatch.context() as patched:
        patched.setattr(time, "monotonic", lambda: next(hours) * 3_600.0)
        for _ in range(2_000):
            await pace.failed("rdap:registry.example")
        patched.setattr(time, "monotonic", partial(int, 3_600 * next(hours)))
        await pace.failed("rdap:registry.example")
        left, why = await pace.closed_s("rdap:registry.example")
    assert left == 600 and isinstance(why, Unreachable)


async def test_all_questions_that_a_registry_leaves_unanswered_in_one_moment_are_one_failure() -> None:
    pace = SharedRateLimiter(None)
    for _ in range(100):
        await pace.failed("rdap:registry.example")
        await pace.limited("whois:registry.example", None)
    assert 29 < (await pace.closed_s("rdap:registry.example"))[0] <= 30
    assert 9 < (await pace.closed_s("whois:registry.example"))[0] <= 10
    await pace.limited("whois:registry.example", 40.0)  # what it asks for itself counts all the same
    assert 39 < (await pace.closed_s("whois:registry.example"))[0] <= 40


async def test_where_files_cannot_be_locked_the_pace_is_kept_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl

    def refused(*_: object) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    pace, service = SharedRateLimiter(tmp_path / "pace"), "rdap:registry.example"
    await pace.limited(service, 0.3)
    monkeypatch.setattr(fcntl, "flock", refused)
    began = time.monotonic()
    await pace.failed(service)
    assert isinstance((await pace.turn(service, 10.0))[1], Limited)
    await asyncio.sleep(0.3)
    for _ in range(3):
        assert await pace.turn(service, 10.0) == (0.0, None)
    assert time.monotonic() - began >= 0.5
    pace.close()


async def test_an_answer_to_an_older_question_does_not_open_what_was_closed_meanwhile() -> None:
    pace = SharedRateLimiter(None)
    assert (await pace.turn("rdap:registry.example", 50.0))[1] is None
    await pace.limited("rdap:registry.example", 0.3)
    await pace.failed("rdap:registry.example")
    await pace.answered("rdap:registry.example")
    left, why = await pace.turn("rdap:registry.example", 50.0)
    assert left > 0.1 and isinstance(why, Limited)
    await asyncio.sleep(left + 0.05)
    assert (await pace.turn("rdap:registry.example", 50.0))[1] is None
    await pace.answered("rdap:registry.example")
    assert not pace.troubled("rdap:registry.example")


@pytest.mark.parametrize("content", [b"", b"x", b"\xff" * 28, b"pc01" + b"\x7f" * 24, b"pc01" + b"\0" * 500])
async def test_a_torn_or_foreign_state_says_nothing(tmp_path: Path, content: bytes) -> None:
    pace = SharedRateLimiter(tmp_path / "pace")
    pace._path("rdap:registry.example").write_bytes(content)
    assert await pace.closed_s("rdap:registry.example") == (0.0, None)
    async with within(2):
        await pace.turn("rdap:registry.example", 5.0)


def test_a_folder_that_others_may_write_to_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "pace").mkdir(mode=0o777)
    (tmp_path / "pace").chmod(0o777)
    assert SharedRateLimiter(tmp_path / "pace")._folder is None
    os.symlink(tmp_path, tmp_path / "link")
    assert SharedRateLimiter(tmp_path / "link")._folder is None


async def test_on_a_full_disk_the_pace_is_kept_in_memory(tmp_path: Path) -> None:
    import resource

    pace, service = SharedRateLimiter(tmp_path / "pace"), "rdap:registry.example"
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, before[1]))
    try:
        began = time.monotonic()
        for _ in range(3):
            assert await pace.turn(service, 10.0) == (0.0, None)
        assert time.monotonic() - began >= 0.2
        await pace.limited(service, 30.0)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert isinstance((await pace.turn(service, 10.0))[1], Limited)
    pace.close()


async def others_asked(pace: SharedRateLimiter) -> None:
    """So many that the file of the first is closed."""
    for number in range(_OPEN_FILES):
        assert await pace.closed_s(f"rdap:other-{number}.example") == (0.0, None)


async def test_where_no_descriptor_is_free_a_registry_stays_closed_and_its_state_is_shared_afterwards(tmp_path: Path) -> None:
    one, other, service = SharedRateLimiter(tmp_path / "pace"), SharedRateLimiter(tmp_path / "pace"), "rdap:registry.example"
    await one.limited(service, 40.0)
    await others_asked(one)
    with no_descriptors():
        left, why = await one.closed_s(service)
        assert 39 < left <= 40 and isinstance(why, Limited) and one.troubled(service)
        unread = asyncio.create_task(other.turn(service, 5.0))  # it has never read the file
        await asyncio.sleep(0.2)
        assert not unread.done()
    assert isinstance((await unread)[1], Limited)
    await other.limited(service, 400.0)
    assert 399 < (await one.closed_s(service))[0] <= 400
    one.close()
    other.close()


async def test_where_no_descriptor_becomes_free_the_pace_is_kept_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pace, service = SharedRateLimiter(tmp_path / "pace"), "rdap:registry.example"
    monkeypatch.setattr("scamtriage.net.pace._FULL_S", 0.2)
    await pace.limited(service, 0.5)
    await others_asked(pace)
    with no_descriptors():
        await pace.limited(service, 40.0)
        assert 39 < (await pace.closed_s(service))[0] <= 40
        for _ in range(3):
            assert await pace.turn("rdap:another.example", 50.0) == (0.0, None)
    pace.close()


async def test_where_the_folder_is_gone_for_good_what_was_read_last_holds(tmp_path: Path) -> None:
    pace, service = SharedRateLimiter(tmp_path / "pace"), "rdap:registry.example"
    await pace.limited(service, 40.0)
    shutil.rmtree(tmp_path / "pace")
    (tmp_path / "pace").write_text("no folder")
    left, why = await pace.closed_s(service)
    assert 39 < left <= 40 and isinstance(why, Limited)
    pace.close()


BATCH = """
import asyncio, json, sys
from pathlib import Path
from scamtriage.net.clock import Deadline, RunClock
from scamtriage.net.connect import Connector
from scamtriage.net.dial import Dialer
from scamtriage.net.pace import SharedRateLimiter
from scamtriage.net.policy import NetPolicy
from scamtriage.net.registry.client import Registries
from tests.net.peers import Routes, Zone

async def main():
    folder, port, number, each, rate = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3], int(sys.argv[4]), float(sys.argv[5])
    policy = NetPolicy(tables=folder / "tables", whois_per_s=rate)
    routes, zone = Routes(), Zone()
    zone.names["whois.example"] = ["93.184.216.50"]
    routes.table["93.184.216.50", 43] = ("127.0.0.1", port)
    run = RunClock()
    made = Registries(policy, Connector(Dialer(policy, route=routes), zone), run, pace=SharedRateLimiter(folder / "pace"))
    async def one(name):
        answer = await made.whois("", name, Deadline(run, 2.0))
        return name.encode() in answer.body and answer.complete
    print(sum(await asyncio.gather(*(one(f"n{number}-{n}.test") for n in range(each)))))
    await made.close()
asyncio.run(main())
"""


async def test_four_processes_ask_one_registry_within_its_rate_and_every_name_is_answered(tmp_path: Path) -> None:
    rate, each, share = 100, 50, share_of_a_processor()
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "dns.json").write_text('{"publication": "2026-11-20T00:00:00Z", "services": [[["x"], ["https://r.example/"]]]}')
    (tmp_path / "tables" / "whois_servers.csv").write_text("suffix,server,query,note\ntest,whois.example,{},\n")
    moments: list[float] = []

    async def strict(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        name = (await reader.readline()).strip()
        moments.append(time.monotonic())
        writer.write(b"Domain Name: " + name + b"\r\nRegistrar: Some One\r\n")
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(strict, "127.0.0.1", 0, backlog=512)
    arguments = [str(tmp_path), str(server.sockets[0].getsockname()[1])]
    command = [sys.executable, "-c", BATCH, *arguments]
    batches = [
        await asyncio.create_subprocess_exec(*command, str(n), str(each), str(rate), stdout=subprocess.PIPE, cwd=Path(__file__).parents[2])
        for n in range(4)
    ]
    right = sum([int((await batch.communicate())[0]) for batch in batches])
    server.close()
    assert right == 4 * each == len(moments)
    busiest = max(sum(1 for later in moments[at:] if later < moment + 1.0) for at, moment in enumerate(moments))
    assert busiest <= rate + 3  # a question may be on its way longer than the next one
    assert (moments[-1] - moments[0]) * min(share, share_of_a_processor()) <= 2.0 * len(moments) / rate


async def test_a_worker_that_has_left_the_line_and_come_back_gets_its_turn() -> None:
    keeper = LimitServer(SharedRateLimiter(None), KeyedSemaphore(1))
    turn = ["turn", "rdap:registry.example", 20.0, 1]
    first = await keeper.answer(1, turn)
    left, again = await asyncio.gather(keeper.answer(1, turn), keeper.answer(1, turn))
    assert first == left == again == [0.0, "", "", False]
    assert keeper.waiting == {}
