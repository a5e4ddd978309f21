"""A journal that is damaged in its middle: what stands before can be saved with the command that the refusal gives, packed or not."""

import gzip
import subprocess
from pathlib import Path

import pytest

from scamtriage.batch.journal import Journal
from scamtriage.batch.resume import Resume
from scamtriage.records.codec import BadRecord
from scamtriage.records.evidence import Mode
from tests.batch.keeping import lines_of, written


def test_where_a_journal_is_damaged_its_file_is_named_and_what_is_whole_can_be_saved(tmp_path: Path) -> None:
    path = tmp_path / "e 1.jsonl"
    written(path, range(1, 6))
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([*lines[:3], b"\0" * 4_096 + lines[3][10:], lines[4]]))
    journal = Journal(path)
    with pytest.raises(BadRecord, match=r"e 1\.jsonl: line 4: this begins with NUL bytes.*head -n 3 ") as told:
        Resume(journal).read(Mode.FULL, ())
    journal.close()
    command = str(told.value).partition("go on from there: ")[2].partition("; and the same command")[0]
    damaged = path.read_bytes()
    subprocess.run(["bash", "-c", command], check=True)
    assert lines_of(path) == [1, 2, 3] and (tmp_path / "e 1-damaged.jsonl").read_bytes() == damaged
    assert not path.stat().st_mode & 0o077
    path.write_bytes(lines[0] + b"\0" * 4_096 + lines[1][10:] + lines[2])
    journal = Journal(path)
    with pytest.raises(BadRecord, match=r"mv .*damaged-2\.jsonl"):  # what was put aside the first time stays
        Resume(journal).read(Mode.FULL, ())
    journal.close()


def test_a_packed_journal_that_is_damaged_can_be_saved_and_goes_on(tmp_path: Path) -> None:
    path, packed = tmp_path / "e.jsonl", tmp_path / "e.jsonl.gz"
    written(path, range(1, 6))
    lines = path.read_bytes().splitlines(keepends=True)
    packed.write_bytes(gzip.compress(b"".join([*lines[:3], b"{}\n", lines[4]])))
    path.unlink()
    journal = Journal(path, packed)
    with pytest.raises(BadRecord, match="line 4: ") as told:
        Resume(journal).read(Mode.FULL, ())
    journal.close()
    command = str(told.value).partition("go on from there: ")[2].partition("; and the same command")[0]
    subprocess.run(["bash", "-c", command], check=True)
    again = Journal(path, packed)
    Resume(again).read(Mode.FULL, ())
    again.close()
    assert lines_of(path) == [1, 2, 3] and not packed.exists()
