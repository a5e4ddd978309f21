"""The journal: whole lines only, one writer, nothing lost."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from scamtriage.batch.journal import Journal, JournalBusy, pack, unpack
from scamtriage.records.codec import BadRecord
from tests.samples import dossier


def written(path: Path, lines: range) -> None:
    journal = Journal(path)
    for line in lines:
        journal.append(dossier(line))
    journal.close()


def lines_of(path: Path) -> list[int]:
    journal = Journal(path)
    try:
        return [item.line for _, item in journal.replay()]
    finally:
        journal.close()


def test_what_was_appended_is_replayed_in_order(tmp_path: Path) -> None:
    written(tmp_path / "j", range(1, 6))
    assert lines_of(tmp_path / "j") == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("lost", [1, 7, 200])
def test_a_torn_last_line_is_cut_and_the_rest_stays(tmp_path: Path, lost: int) -> None:
    path = tmp_path / "j"
    written(path, range(1, 4))
    os.truncate(path, path.stat().st_size - lost)
    assert lines_of(path) == [1, 2]
    written(path, range(3, 5))
    assert lines_of(path) == [1, 2, 3, 4]


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
    offsets = [journal.append(dossier(line, title=f"page {line}")) for line in range(1, 4)]
    assert journal.read_at(offsets[1]).line == 2
    journal.close()


def test_a_file_that_is_no_journal_is_refused_by_line_and_key(tmp_path: Path) -> None:
    (tmp_path / "j").write_text('{"line": 1}\n')
    journal = Journal(tmp_path / "j")
    with pytest.raises(BadRecord, match=r"line 1: "):
        list(journal.replay())
    journal.close()


@pytest.fixture(params=[".gz", ".zst"])
def packed(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Where a journal is packed to."""
    if request.param == ".zst":
        pytest.importorskip("zstandard", reason="NOT RUN: the extra [zstd] is not installed")
    return tmp_path / f"j.jsonl{request.param}"


def test_a_packed_journal_unpacks_to_the_same_bytes(packed: Path) -> None:
    plain = packed.with_suffix("")
    written(plain, range(1, 50))
    before = plain.read_bytes()
    pack(plain, packed)
    assert not plain.exists()
    unpack(packed, plain)
    assert plain.read_bytes() == before


def test_of_a_torn_packed_journal_the_whole_lines_are_continued(packed: Path) -> None:
    plain = packed.with_suffix("")
    journal = Journal(plain)
    for line in range(1, 400):
        journal.append(dossier(line, title=os.urandom(400).hex()))
    journal.close()
    pack(plain, packed)
    os.truncate(packed, packed.stat().st_size // 2)
    unpack(packed, plain)
    there = lines_of(plain)
    assert 20 < len(there) < 399 and there == list(range(1, len(there) + 1))
    written(plain, range(len(there) + 1, 400))
    pack(plain, packed)
    unpack(packed, plain)
    assert lines_of(plain) == list(range(1, 400))


def test_what_is_no_packed_journal_is_said(packed: Path) -> None:
    packed.write_bytes(b"this is text\n" * 20)
    with pytest.raises(OSError, match="no packed journal"):
        unpack(packed, packed.with_suffix(""))
