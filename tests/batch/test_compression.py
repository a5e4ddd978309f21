"""A journal in its packed form: the same lines, nothing replaced that was not in it."""

import os
from pathlib import Path

import pytest

from scamtriage.batch.compression import pack
from scamtriage.batch.journal import Journal, JournalBusy
from scamtriage.batch.private_files import unfinished
from scamtriage.records import codec
from scamtriage.records.codec import BadRecord
from tests.batch.keeping import full, keep, lines_of, written
from tests.samples import dossier


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
    Journal(plain, packed).close()
    assert plain.read_bytes() == before


def test_packing_that_somebody_stops_changes_nothing(packed: Path) -> None:
    plain = packed.with_suffix("")
    written(plain, range(1, 50))
    before, looks = plain.read_bytes(), iter([False])
    pack(plain, packed, lambda: next(looks, True))
    assert [path.read_bytes() for path in packed.parent.iterdir()] == [before]


def test_of_a_torn_packed_journal_the_whole_lines_are_continued(packed: Path) -> None:
    plain = packed.with_suffix("")
    journal = Journal(plain)
    for line in range(1, 400):
        keep(journal, dossier(line, title=os.urandom(400).hex()))
    journal.close()
    pack(plain, packed)
    os.truncate(packed, packed.stat().st_size // 2)
    Journal(plain, packed).close()
    there = lines_of(plain)
    assert 20 < len(there) < 399 and there == list(range(1, len(there) + 1))
    written(plain, range(len(there) + 1, 400))
    pack(plain, packed)
    Journal(plain, packed).close()
    assert lines_of(plain) == list(range(1, 400))


def test_of_a_small_packed_journal_only_the_line_is_lost_in_which_it_was_torn(tmp_path: Path) -> None:
    plain, packed = tmp_path / "j.jsonl", tmp_path / "j.jsonl.gz"
    journal = Journal(plain)
    for line in range(1, 6):
        keep(journal, dossier(line, title=os.urandom(400).hex()))
    journal.close()
    pack(plain, packed)
    os.truncate(packed, packed.stat().st_size - 100)
    Journal(plain, packed).close()
    assert lines_of(plain) == [1, 2, 3, 4]


def test_a_packed_file_that_is_no_journal_stays_as_it_is_and_nothing_is_put_beside_it(packed: Path) -> None:
    plain = packed.with_suffix("")
    plain.write_bytes(b"a letter\n")
    pack(plain, packed)
    before = packed.read_bytes()
    with pytest.raises(BadRecord, match="left as it is"):
        Journal(plain, packed)
    assert [path.read_bytes() for path in packed.parent.iterdir()] == [before]


def test_a_packed_journal_is_taken_up_under_the_lock_and_packed_again_under_it(packed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = packed.with_suffix("")
    written(plain, range(1, 4))
    pack(plain, packed)
    journal = Journal(plain, packed)
    with pytest.raises(JournalBusy):
        Journal(plain, packed)
    keep(journal, dossier(4))
    replaced = Path.replace

    def meanwhile(self: Path, target: Path) -> Path:
        with pytest.raises(JournalBusy):
            Journal(plain, packed)
        return replaced(self, target)

    monkeypatch.setattr(Path, "replace", meanwhile)
    journal.pack(packed)
    monkeypatch.undo()
    assert sorted(packed.parent.iterdir()) == [packed]
    journal = Journal(plain, packed)
    assert [item.line for _, item in journal.replay()] == [1, 2, 3, 4]
    journal.close()


def test_what_is_no_packed_journal_is_said(packed: Path) -> None:
    packed.write_bytes(b"this is text\n" * 20)
    with pytest.raises(OSError, match="no packed journal"):
        Journal(packed.with_suffix(""), packed)


def test_a_bomb_in_the_place_of_a_packed_journal_fills_no_disk(packed: Path) -> None:
    plain, line = packed.with_suffix(""), codec.to_line(dossier(1)) + b"\n"
    for bomb in (b"a" * (codec.MAX_LINE_BYTES + 200_000), b"\n" * 200_000):
        plain.write_bytes(line + bomb)
        pack(plain, packed)
        with pytest.raises(BadRecord, match="no journal does"):
            Journal(plain, packed)
        assert not plain.exists() or not plain.stat().st_size
        assert not unfinished(plain).exists()


def test_a_plain_journal_that_is_no_continuation_of_the_packed_one_replaces_nothing(packed: Path) -> None:
    plain = packed.with_suffix("")
    written(plain, range(1, 31))
    whole = plain.read_bytes()
    pack(plain, packed)
    before = packed.read_bytes()
    for other in (b"".join(whole.splitlines(keepends=True)[:5]), whole.replace(b"scam.example", b"honest.example")):
        plain.write_bytes(other)
        with pytest.raises(BadRecord, match=r"holds evidence that .* beside it lacks"):
            Journal(plain, packed)
        assert (plain.read_bytes(), packed.read_bytes()) == (other, before)
    plain.write_bytes(whole)  # killed after it was packed, or continued
    written(plain, range(31, 33))
    os.truncate(packed, len(before) - 12)
    Journal(plain, packed).close()
    assert lines_of(plain) == list(range(1, 33))


def test_a_disk_that_is_full_while_a_journal_is_packed_keeps_the_plain_one_alone(packed: Path) -> None:
    plain = packed.with_suffix("")
    journal = Journal(plain)
    for line in range(1, 200):
        keep(journal, dossier(line, title=os.urandom(400).hex()))
    journal.sync()
    with full(packed, 10_000), pytest.raises(OSError, match="large"):
        journal.pack(packed)
    assert list(plain.parent.iterdir()) == [plain]
    journal.close()


def test_a_link_that_waits_beside_the_evidence_is_written_through_nowhere(packed: Path) -> None:
    plain, precious = packed.with_suffix(""), packed.parent / "precious"
    precious.write_bytes(b"ours")
    waits = [unfinished(path) for path in (packed, plain)]
    written(plain, range(1, 4))
    for part, work in zip(waits, (lambda: pack(plain, packed), lambda: Journal(plain, packed).close()), strict=True):
        part.symlink_to(precious)
        work()
        assert precious.read_bytes() == b"ours" and not part.is_symlink()
    assert lines_of(plain) == [1, 2, 3] and not plain.is_symlink() and not packed.is_symlink()


def test_a_file_that_somebody_named_like_an_unfinished_one_is_left(packed: Path) -> None:
    plain = packed.with_suffix("")
    others = [path.with_name(path.name + ".part") for path in (packed, plain)]
    for other in others:
        other.write_bytes(b"of a download that goes on")
    written(plain, range(1, 4))
    pack(plain, packed)
    Journal(plain, packed).close()
    assert [other.read_bytes() for other in others] == [b"of a download that goes on"] * 2
    assert lines_of(plain) == [1, 2, 3]
