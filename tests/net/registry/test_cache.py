"""What is remembered keeps its own time, belongs to this user alone, and is never trusted blindly."""

import contextlib
import errno
import logging
import os
import sqlite3
import stat
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from scamtriage.net.protocol import RawAnswer
from scamtriage.net.registry.cache import Cache

THEN = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
ANSWER = RawAnswer(body=b'{"a": 1}', server="rdap:https://r.example/", status_code=200, complete=True, observed_at=THEN)
REMEMBERED = replace(ANSWER, from_cache=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def test_an_answer_comes_back_with_the_time_at_which_it_was_given(folder: Path) -> None:
    cache = Cache(folder)
    cache.put("rdap", "https://r.example/", ANSWER, ttl_s=86_400)
    cache.close()
    assert Cache(folder).get("rdap", "https://r.example/", THEN + timedelta(hours=20)) == REMEMBERED


@pytest.mark.parametrize("kept", [True, False], ids=["in a file", "in memory"])
@pytest.mark.parametrize(("later", "found"), [(timedelta(minutes=4), True), (timedelta(minutes=6), False), (timedelta(minutes=-10), False)])
def test_answers_expire_and_do_not_come_from_the_future(folder: Path, later: timedelta, found: bool, kept: bool) -> None:
    cache = Cache(folder if kept else None)
    cache.put("rdap", "q", ANSWER, ttl_s=300)
    assert (cache.get("rdap", "q", THEN + later) is not None) is found


def test_what_has_expired_is_wiped_out_of_the_file(folder: Path) -> None:
    cache = Cache(folder)
    for number in range(40):  # of many pages
        body = f"Privatperson Mustermann {number}".encode() * 400
        cache.put("rdap", f"old-{number}", replace(ANSWER, body=body), ttl_s=300)
    cache.put("rdap", "young", ANSWER, ttl_s=86_400)
    cache.close()
    Cache(folder, now=THEN + timedelta(seconds=299)).close()
    assert b"Mustermann" in (folder / "answers.sqlite").read_bytes()
    cache = Cache(folder, now=THEN + timedelta(hours=1))
    assert cache.get("rdap", "young", THEN + timedelta(hours=1)) == REMEMBERED
    cache.close()
    assert not any(b"Mustermann" in path.read_bytes() or b"old-" in path.read_bytes() for path in folder.iterdir())


def test_what_is_too_much_to_be_wiped_out_at_once_goes_with_the_answers_of_the_run(folder: Path) -> None:
    cache = Cache(folder)
    for number in range(40):
        cache.put("rdap", f"old-{number}", replace(ANSWER, body=b"Mustermann" * 400), ttl_s=300)
    cache.close()
    hour_later = THEN + timedelta(hours=1)
    cache = Cache(folder, now=hour_later, forget_s=0)
    for number in range(10):
        cache.put("rdap", f"young-{number}", replace(ANSWER, observed_at=hour_later), ttl_s=300)
    assert all(cache.get("rdap", f"young-{number}", hour_later) for number in range(10))
    cache.close()
    assert not any(b"Mustermann" in path.read_bytes() for path in folder.iterdir())


def test_a_file_that_was_too_large_is_emptied_once(folder: Path) -> None:
    cache = Cache(folder, max_bytes=200_000)
    for number in range(40):
        cache.put("rdap", f"{number}", replace(ANSWER, body=b"x" * 10_000), ttl_s=300)
    cache.close()
    cache = Cache(folder, max_bytes=200_000)
    assert cache.get("rdap", "39", THEN) is None
    cache.put("rdap", "q", ANSWER, ttl_s=300)
    cache.close()
    assert Cache(folder).get("rdap", "q", THEN) == REMEMBERED


def test_what_has_expired_is_found_without_reading_the_whole_file(folder: Path) -> None:
    Cache(folder).close()
    with contextlib.closing(sqlite3.connect(folder / "answers.sqlite")) as db:
        plan = db.execute("EXPLAIN QUERY PLAN SELECT key FROM answers WHERE expires_at <= 1").fetchall()
    assert "expiry" in str(plan)


@pytest.mark.parametrize("kept", [True, False])
def test_who_reads_an_answer_says_until_when_it_is_remembered(folder: Path, kept: bool) -> None:
    cache = Cache(folder if kept else None)
    cache.put("whois", "q", ANSWER, ttl_s=300)
    cache.expire("whois", "q", THEN + timedelta(seconds=1), THEN + timedelta(hours=1))  # of another answer
    assert cache.get("whois", "q", THEN + timedelta(hours=20)) is None
    cache.expire("whois", "q", THEN, THEN + timedelta(days=1))
    assert cache.get("whois", "q", THEN + timedelta(hours=20)) == REMEMBERED


def test_source_and_question_are_both_the_key(folder: Path) -> None:
    cache = Cache(folder)
    cache.put("rdap", "q", ANSWER, ttl_s=300)
    assert cache.get("whois", "q", THEN) is None and cache.get("rdap", "p", THEN) is None


def test_folder_and_file_are_private(folder: Path) -> None:
    Cache(folder).put("rdap", "q", ANSWER, ttl_s=300)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "answers.sqlite").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "content", [b"not a database at all, but long enough to look like one" * 40, b"SQLite format 3\0" + b"\xff" * 4000]
)
def test_a_broken_file_is_set_aside_with_a_warning_and_a_new_one_begun(
    folder: Path, content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    folder.mkdir(mode=0o700)
    (folder / "answers.sqlite").write_bytes(content)
    (folder / "answers.sqlite").chmod(0o600)
    with caplog.at_level(logging.WARNING):
        cache = Cache(folder)
    assert "not used" in caplog.text
    assert (folder / "answers.set-aside").read_bytes() == content
    cache.put("rdap", "q", ANSWER, ttl_s=300)
    assert cache.get("rdap", "q", THEN) == REMEMBERED


def test_a_file_that_others_may_write_to_is_set_aside(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    first = Cache(folder)
    first.put("rdap", "q", ANSWER, ttl_s=300)
    first.close()
    (folder / "answers.sqlite").chmod(0o666)
    with caplog.at_level(logging.WARNING):
        assert Cache(folder).get("rdap", "q", THEN) is None
    assert "others may write" in caplog.text


def test_a_folder_that_others_may_enter_is_not_used(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    folder.mkdir()
    folder.chmod(0o755)
    with caplog.at_level(logging.WARNING):
        cache = Cache(folder)
    cache.put("rdap", "q", ANSWER, ttl_s=300)
    assert cache.get("rdap", "q", THEN) == REMEMBERED
    cache.close()
    assert "not a private folder" in caplog.text and "kept in memory" in caplog.text and list(folder.iterdir()) == []


def test_where_no_file_can_be_made_the_run_goes_on_without_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refused(*_: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(os, "open", refused)
    with caplog.at_level(logging.WARNING):
        cache = Cache(folder)
    cache.put("rdap", "q", ANSWER, ttl_s=300)
    assert "can't be used" in caplog.text and "kept in memory" in caplog.text and cache.get("rdap", "q", THEN) == REMEMBERED


def test_where_the_file_is_busy_for_long_the_run_says_so_and_goes_on_without_it(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    Cache(folder).close()
    with contextlib.closing(sqlite3.connect(folder / "answers.sqlite")) as other, caplog.at_level(logging.WARNING):
        other.execute("PRAGMA locking_mode=EXCLUSIVE")
        other.execute("DELETE FROM answers")
        cache = Cache(folder)
        cache.put("rdap", "q", ANSWER, ttl_s=300)
        assert cache.get("rdap", "q", THEN) == REMEMBERED
    assert "is locked" in caplog.text and "kept in memory" in caplog.text and len(caplog.records) == 1


@pytest.mark.parametrize("name", ["t", "expiry"])
def test_a_schema_that_is_not_ours_is_set_aside(folder: Path, name: str) -> None:
    folder.mkdir(mode=0o700)
    path = folder / "answers.sqlite"
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE answers (key TEXT)")
    db.execute(f"CREATE TRIGGER {name} AFTER INSERT ON answers BEGIN DELETE FROM answers; END")
    db.commit()
    db.close()
    path.chmod(0o600)
    cache = Cache(folder)
    cache.put("rdap", "q", ANSWER, ttl_s=300)
    assert cache.get("rdap", "q", THEN) == REMEMBERED


def test_an_edited_body_is_not_believed(folder: Path) -> None:
    cache = Cache(folder)
    cache.put("rdap", "q", ANSWER, ttl_s=300)
    db = sqlite3.connect(folder / "answers.sqlite")
    db.execute("UPDATE answers SET body = ?", (b"something else",))
    db.commit()
    assert cache.get("rdap", "q", THEN) is None


def test_four_processes_write_at_once(folder: Path) -> None:
    worker = (
        "import sys; from pathlib import Path; from datetime import *; from scamtriage.net.registry.cache import *\n"
        "c = Cache(Path(sys.argv[1])); t = datetime(2026, 11, 24, 12, tzinfo=UTC)\n"
        "for n in range(100):\n"
        "    c.put('rdap', f'{sys.argv[2]}-{n}', RawAnswer(body=b'x', server='s', status_code=200, observed_at=t), ttl_s=300)\n"
    )
    running = [subprocess.Popen([sys.executable, "-c", worker, str(folder), str(n)], stderr=subprocess.PIPE) for n in range(4)]
    assert [(p.communicate(timeout=60)[1], p.returncode) for p in running] == [(b"", 0)] * 4
    cache = Cache(folder)
    assert sum(cache.get("rdap", f"{n}-{m}", THEN) is not None for n in range(4) for m in range(100)) > 380


def test_without_a_folder_a_run_remembers_a_little_and_the_next_one_nothing() -> None:
    cache = Cache(None)
    for number in range(1_500):
        cache.put("rdap", f"q{number}", ANSWER, ttl_s=300)
    assert cache.get("rdap", "q1499", THEN) == REMEMBERED
    assert cache.get("rdap", "q0", THEN) is None
    assert cache.get("rdap", "q1499", THEN + timedelta(minutes=6)) is None
    assert Cache(None).get("rdap", "q1499", THEN) is None
