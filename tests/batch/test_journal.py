"""The journal: whole lines only, one writer, nothing lost."""

import asyncio
import contextlib
import dataclasses
import itertools
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import pytest
from msgspec.structs import replace

from scamtriage.batch import evidence_store as memory_room
from scamtriage.batch.evidence_store import EvidenceStore
from scamtriage.batch.host_index import HostIndex
from scamtriage.batch.journal import Journal, JournalBusy
from scamtriage.batch.resume import Resume
from scamtriage.config import Config
from scamtriage.records import codec
from scamtriage.records.codec import BadRecord
from scamtriage.records.evidence import Mode
from scamtriage.records.target import Target
from scamtriage.sessions import enabled_options
from scamtriage.targets.decode import BadList
from tests.batch.keeping import full, keep, lines_of, written
from tests.samples import dossier


def test_what_was_appended_is_replayed_in_order(tmp_path: Path) -> None:
    written(tmp_path / "j", range(1, 6))
    assert lines_of(tmp_path / "j") == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("lost", [2, 7, 200])
def test_a_torn_last_line_is_cut_and_the_rest_stays(tmp_path: Path, lost: int) -> None:
    path = tmp_path / "j"
    written(path, range(1, 4))
    os.truncate(path, path.stat().st_size - lost)
    assert lines_of(path) == [1, 2]
    written(path, range(3, 5))
    assert lines_of(path) == [1, 2, 3, 4]


def test_a_whole_last_line_without_its_newline_is_kept(tmp_path: Path) -> None:
    for count in (1, 3):
        path = tmp_path / f"j{count}"
        written(path, range(1, count + 1))
        os.truncate(path, path.stat().st_size - 1)
        assert lines_of(path) == [*range(1, count + 1)]
        written(path, range(count + 1, count + 2))
        assert lines_of(path) == [*range(1, count + 2)]


def test_a_whole_line_of_something_else_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "j"
    path.write_bytes(b'{"schema":"other"}')
    with pytest.raises(BadRecord, match="left as it is"):
        Journal(path)
    assert path.read_bytes() == b'{"schema":"other"}'


def test_a_second_run_on_the_same_journal_is_refused_with_a_sentence(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "j")
    code = (
        "from scamtriage.batch.journal import *\nfrom pathlib import Path\n"
        f"try: Journal(Path({str(tmp_path / 'j')!r}))\nexcept JournalBusy as exc: print(exc)"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    journal.close()
    assert "another run" in said
    assert issubclass(JournalBusy, Exception)


def test_offsets_find_their_dossier_again(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "j")
    offsets = [keep(journal, dossier(line, title=f"page {line}")) for line in range(1, 4)]
    assert codec.from_line(journal.line_at(offsets[1])).line == 2
    journal.close()


async def test_a_line_that_nothing_follows_is_on_disk_in_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[int] = []
    monkeypatch.setattr(os, "fsync", synced.append)
    monkeypatch.setattr(memory_room, "SYNC_S", 0.01)
    memory = EvidenceStore(Journal(tmp_path / "j"))
    memory.keep(dossier(1))
    memory.write()
    assert (tmp_path / "j").read_bytes().count(b"\n") == 1 and not synced
    async with memory.synced():
        await asyncio.sleep(0.1)
    assert len(synced) == 1
    memory.close()


def test_a_disk_that_fails_to_keep_what_was_written_is_given_all_of_it_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_: int) -> None:
        raise OSError(28, "No space left on device")

    journal = Journal(tmp_path / "j")
    for line in (1, 2):
        keep(journal, dossier(line))
        journal.write()
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", fails)
        with pytest.raises(OSError, match="No space"):
            journal.sync()
    assert (tmp_path / "j").read_bytes() == b""
    keep(journal, dossier(3))
    journal.close()
    assert lines_of(tmp_path / "j") == [1, 2, 3]


def test_reading_a_journal_and_giving_its_lines_end_when_somebody_stops_it(tmp_path: Path) -> None:
    written(tmp_path / "j", range(1, 6))
    journal, looks = Journal(tmp_path / "j"), [0]

    def stopped(most: int) -> bool:
        looks[0] += 1
        return looks[0] > most

    broken = Resume(journal, lambda: stopped(2))
    broken.read(Mode.FULL, ())
    assert broken.count == 2 and broken.compare(iter([])) == [] and list(broken.places()) == []
    looks[0] = 0
    resume = Resume(journal, lambda: stopped(8))
    resume.read(Mode.FULL, ())
    assert [resume.dossier(place)[0].line for place in resume.places()] == [1, 2, 3]
    journal.close()


def test_a_duplicate_of_a_line_that_was_taken_out_does_not_get_the_evidence_of_another_page(tmp_path: Path) -> None:
    first, journal = dossier(1, "a.example"), Journal(tmp_path / "j")
    assert isinstance(first.target, Target)
    page = replace(first, line=2, target=replace(first.target, url="https://a.example/page"))
    for one in (first, replace(page, line=3, same_as=2), page, replace(page, line=4, same_as=2), replace(first, line=5, same_as=1)):
        keep(journal, one)
    journal.sync()
    resume = Resume(journal)
    resume.read(Mode.FULL, ())
    assert [place[0] for place in resume.places()] == [1, 2, 4, 5]
    resume.close()
    journal.close()


@pytest.mark.parametrize(("stored", "asked"), [((), ("second-look",)), (("deep",), ()), (("deep",), ("deep", "qr-images"))])
def test_evidence_of_another_question_is_no_evidence_of_this_one(tmp_path: Path, stored: tuple[str, ...], asked: tuple[str, ...]) -> None:
    journal = Journal(tmp_path / "j")
    keep(journal, replace(dossier(1), flags=stored))
    journal.sync()
    Resume(journal).read(Mode.FULL, stored)
    for mode, other in ((Mode.FULL, asked), (Mode.PASSIVE, stored)):
        with pytest.raises(BadList, match=r"was written with(out)? --.* but this scan runs with(out)? --"):
            Resume(journal).read(mode, other)
    journal.close()


def test_a_scan_that_asks_for_each_spelling_does_not_go_on_with_shared_evidence(tmp_path: Path) -> None:
    first, journal = dossier(1, "a.example"), Journal(tmp_path / "j")
    keep(journal, first)
    journal.sync()
    Resume(journal).read(Mode.FULL, (), dedupe=False)
    keep(journal, replace(first, line=2, same_as=1))
    journal.sync()
    with pytest.raises(BadList, match=r"line 2 shares the evidence of line 1, but this scan runs with --no-dedupe\. Repeat"):
        Resume(journal).read(Mode.FULL, (), dedupe=False)
    Resume(journal).read(Mode.FULL, ())
    journal.close()


def test_what_is_asked_beyond_the_mode_stands_in_the_evidence() -> None:
    config = Config(second_look=True, qr_images=True, reputation=True)
    assert enabled_options(config) == ("second-look", "qr-images", "reputation")
    assert (
        enabled_options(dataclasses.replace(config, mode=Mode.PASSIVE)) == ("reputation",)
        and enabled_options(dataclasses.replace(config, mode=Mode.OFFLINE)) == ()
    )


def test_a_file_that_is_no_journal_is_refused_by_line_and_key(tmp_path: Path) -> None:
    (tmp_path / "j").write_text('{"line": 1}\n')
    with pytest.raises(BadRecord, match=r"line 1: "):
        Journal(tmp_path / "j")


def test_after_a_full_disk_the_file_is_whole_and_the_lines_come_once_when_there_is_space(tmp_path: Path) -> None:
    path = tmp_path / "j"
    journal = Journal(path)
    keep(journal, dossier(1))
    journal.sync()
    with full(path, 10_000):
        offsets = [keep(journal, dossier(line, title="a page" * 40)) for line in range(2, 40)]
        for _ in range(2):
            with pytest.raises(OSError, match="large"):
                journal.sync()
            assert path.read_bytes().count(b"\n") == 1 and path.read_bytes().endswith(b"\n")
    journal.sync()
    assert codec.from_line(journal.line_at(offsets[20])).line == 22
    journal.close()
    assert lines_of(path) == list(range(1, 40))


@pytest.mark.parametrize("work", [Journal.write, Journal.sync])
def test_a_second_interrupt_at_any_step_of_writing_neither_loses_a_line_nor_writes_it_twice(
    tmp_path: Path, work: Callable[[Journal], None]
) -> None:
    def broken_off(step: int) -> bool:
        journal, left = Journal(tmp_path / f"{step}"), itertools.count(step, -1)
        keep(journal, dossier(1))
        journal.write()
        keep(journal, dossier(2))

        def traced(frame: FrameType, event: str, _: object) -> Callable[..., object]:
            if next(left) == 0:
                raise KeyboardInterrupt
            return traced

        with contextlib.suppress(KeyboardInterrupt):
            sys.settrace(traced)
            try:
                work(journal)
            finally:
                sys.settrace(None)
        journal.close()
        return next(left) < 0

    steps = list(itertools.takewhile(broken_off, itertools.count(1)))
    assert len(steps) > 20
    assert [lines_of(tmp_path / f"{step}") for step in steps] == [[1, 2]] * len(steps)


FOREIGN = {
    "one line of JSON": b'{"precious": 1}',
    "lines": b"the first line\nthe last has no newline",
    "a picture": b"\x89PNG" + bytes(range(1, 256)).replace(b"\n", b"") * 300,
    "a row": b'{"schema":"scamtriage.assessment/1","line":1}\n{"torn',
    "a long line": b"x" * 9_000_000,
}


@pytest.mark.parametrize("what", FOREIGN)
def test_a_file_that_is_no_journal_stays_as_it_is(tmp_path: Path, what: str) -> None:
    path = tmp_path / "mine"
    path.write_bytes(FOREIGN[what])
    with pytest.raises(BadRecord, match="left as it is"):
        Journal(path)
    assert path.read_bytes() == FOREIGN[what]


@pytest.mark.parametrize("size", [0, 1, 20, 300])
def test_of_a_journal_that_was_torn_in_its_first_line_nothing_is_left_and_the_rest_is_asked_again(tmp_path: Path, size: int) -> None:
    path = tmp_path / "j"
    written(path, range(1, 2))
    os.truncate(path, size)
    assert lines_of(path) == []
    written(path, range(1, 2))
    assert lines_of(path) == [1]


def test_a_run_that_comes_in_the_same_moment_takes_nothing_of_the_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "j"
    opened, others = os.open, []

    def slowly(*given: object, **more: object) -> int:
        """Between opening and locking the other run comes first."""
        fd = opened(*given, **more)  # type: ignore[arg-type]
        if not others:
            others.append(None)
            others[0] = Journal(path)
            keep(others[0], dossier(1))
            others[0].sync()
        return fd

    monkeypatch.setattr(os, "open", slowly)
    with pytest.raises(JournalBusy):
        Journal(path)
    keep(others[0], dossier(2))
    others[0].close()
    assert lines_of(path) == [1, 2]


def test_evidence_may_be_a_link_to_a_file_and_not_to_a_place_for_one(tmp_path: Path) -> None:
    link, disk = tmp_path / "e.jsonl", tmp_path / "other" / "disk.jsonl"
    disk.parent.mkdir()
    link.symlink_to(disk)
    with pytest.raises(FileNotFoundError, match="is a link to a file that is not there"):
        Journal(link)
    assert not disk.exists()
    disk.touch()
    written(link, range(1, 3))
    assert link.is_symlink() and lines_of(disk) == [1, 2]


@pytest.mark.parametrize("how", ["removed", "replaced", "cut"])
def test_a_journal_that_somebody_takes_away_is_said_and_nothing_more_is_put_there(tmp_path: Path, how: str) -> None:
    path = tmp_path / "j"
    journal = Journal(path)
    where = keep(journal, dossier(1))
    journal.sync()
    assert journal.kept
    if how == "cut":
        os.truncate(path, 0)
    else:
        path.unlink()
    if how == "replaced":
        path.write_bytes(b"another\n" * 1_000)
    for work in (lambda: journal.line_at(where), journal.sync, lambda: (keep(journal, dossier(2)), journal.write()), journal.close):
        with pytest.raises(OSError, match="j was removed, replaced or cut during the run"):
            work()
    assert not path.exists() if how == "removed" else b"\0" not in path.read_bytes() and b"schema" not in path.read_bytes()


def test_whoever_breaks_off_a_replay_may_close_its_index_first(monkeypatch: pytest.MonkeyPatch) -> None:
    unheard: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", unheard.append)
    seen = HostIndex()
    for line in range(1, 400):
        seen.finish(line, dossier(line).target, 0, line, line)
    places = seen.places(in_order=True)
    assert next(places)[0] == 1
    seen.close()
    del places
    assert not unheard
