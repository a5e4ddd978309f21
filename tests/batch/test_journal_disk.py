"""What of a journal is on the disk at which time, and whose file it is."""

import gzip
import os
from pathlib import Path

import pytest

from scamtriage.batch.journal import GROUP_BYTES, Journal, encode_line
from scamtriage.records.codec import BadRecord
from tests.batch.keeping import keep, lines_of, written
from tests.samples import dossier


def test_a_disk_that_fails_later_takes_nothing_of_what_it_has_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_: int) -> None:
        raise OSError(28, "No space left on device")

    path = tmp_path / "j"
    journal = Journal(path)
    keep(journal, dossier(1))
    journal.sync()
    kept = path.read_bytes()
    keep(journal, dossier(2))
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", fails)
        with pytest.raises(OSError, match="No space"):
            journal.sync()
    assert path.read_bytes() == kept
    journal.close()
    assert lines_of(path) == [1, 2]


def test_lines_do_not_pile_up_in_memory(tmp_path: Path) -> None:
    path = tmp_path / "j"
    journal = Journal(path)
    line, _ = encode_line(dossier(1))
    for _ in range(GROUP_BYTES // (len(line) + 1)):
        journal.append_line(line)
    assert path.stat().st_size == 0
    journal.append_line(line)
    assert path.stat().st_size > GROUP_BYTES - len(line)
    journal.close()


def test_a_file_that_was_put_there_between_opening_and_locking_is_the_journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, other, opened = tmp_path / "j", tmp_path / "other", os.open
    written(path, range(1, 3))
    written(other, range(7, 9))

    def slowly(*given: object, **more: object) -> int:
        fd = opened(*given, **more)  # type: ignore[arg-type]
        if other.exists():
            other.replace(path)
        return fd

    monkeypatch.setattr(os, "open", slowly)
    journal = Journal(path)
    keep(journal, dossier(9))
    journal.close()
    assert lines_of(path) == [7, 8, 9]


def test_a_line_that_was_changed_after_it_was_written_is_not_gone_on_with(tmp_path: Path) -> None:
    path = tmp_path / "j"
    written(path, range(1, 3))
    text = path.read_bytes()
    assert text.count(b'"mode":"full"') == 2
    path.write_bytes(text.replace(b'"mode":"full"', b'"mode":"offline"', 1))
    journal = Journal(path)
    with pytest.raises(BadRecord, match=r"line 1: .* was changed after it was written"):
        list(journal.replay())
    journal.close()


def test_a_packed_file_that_is_no_journal_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    packed = tmp_path / "j.gz"
    packed.write_bytes(gzip.compress(b"my diary\n"))
    with pytest.raises(BadRecord, match="left as it is"):
        Journal(tmp_path / "j", packed)
    assert [path.name for path in tmp_path.iterdir()] == ["j.gz"]
