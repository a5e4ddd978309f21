"""The bootstrap is fetched by one process at a time, and whatever goes wrong leaves the old files in place."""

import asyncio
import errno
import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from scamtriage.knowledge.registry import bootstrap
from scamtriage.net.clock import Deadline, RunClock
from scamtriage.net.errors import Unreachable
from scamtriage.net.registry.tables import refresh, tried_lately

RAW = json.dumps({"publication": "2026-11-20T00:00:00Z", "services": [[["test"], ["https://rdap.example/"]]]}).encode()


class Source:
    """What a process fetches with; counts what it does."""

    run = RunClock()

    def __init__(self) -> None:
        self.fetched: list[str] = []
        self.reloads = 0
        self.missing = ""

    async def fetch(self, url: str, deadline: Deadline) -> bytes:
        self.fetched.append(url)
        await asyncio.sleep(0.02)
        if self.missing and url.endswith(self.missing):
            raise Unreachable("it is not there")
        return RAW

    def reload(self) -> None:
        self.reloads += 1


async def test_of_several_that_would_fetch_one_does_and_all_read_what_came(tmp_path: Path) -> None:
    sources = [Source() for _ in range(4)]
    said = await asyncio.gather(*(refresh(source, tmp_path / "b") for source in sources))
    assert [len(source.fetched) for source in sources] == [len(bootstrap.FILES), 0, 0, 0]
    assert all(source.reloads == 1 for source in sources)
    assert said[0][0] == ("dns.json: as of 2026-11-20, 1 services", True) and said[1] == [
        ("another process has fetched the tables meanwhile", True)
    ]
    assert sorted(path.name for path in (tmp_path / "b").iterdir()) == sorted([*bootstrap.FILES, "lock"])


async def test_what_another_process_has_not_got_is_not_told_as_had(tmp_path: Path) -> None:
    first, second = Source(), Source()
    first.missing = "ipv4.json"
    said = await asyncio.gather(*(refresh(source, tmp_path / "b") for source in (first, second)))
    assert said[1] == [("another process has tried meanwhile, and not got ipv4.json", False)]


async def test_where_files_cannot_be_locked_the_tables_are_fetched_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl

    def refused(*_: object) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "flock", refused)
    assert all(had for _, had in await refresh(Source(), tmp_path / "b"))


async def test_what_was_tried_in_vain_waits_and_what_has_waited_longest_comes_first(tmp_path: Path) -> None:
    source = Source()
    assert not tried_lately(tmp_path / "b", datetime.now(UTC))
    await refresh(source, tmp_path / "b")
    assert tried_lately(tmp_path / "b", datetime.now(UTC)) and not tried_lately(tmp_path / "b", datetime.now(UTC) + timedelta(hours=2))
    os.utime(tmp_path / "b" / "ipv6.json", (1, 1))
    (tmp_path / "b" / "asn.json").unlink()
    await refresh(source, tmp_path / "b")
    assert [url.rpartition("/")[2] for url in source.fetched[4:]] == ["asn.json", "ipv6.json", "dns.json", "ipv4.json"]


async def test_what_cannot_be_written_is_said_and_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "b" / "dns.json").mkdir(parents=True, mode=0o700)
    (tmp_path / "b").chmod(0o700)
    source = Source()
    said = await refresh(source, tmp_path / "b")
    assert said[0][0].startswith("dns.json: kept as it was: ") and said[1][0].startswith("ipv4.json: as of")
    assert source.reloads == 1
    assert sorted(path.name for path in (tmp_path / "b").iterdir()) == sorted([*bootstrap.FILES, "lock"])
