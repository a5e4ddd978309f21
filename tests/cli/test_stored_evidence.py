"""Stored evidence as desks keep it: packed, torn, with marks before the text; what cannot be read is named, and is never a verdict less."""

import contextlib
import gzip
import hashlib
import io
import json
import select
import subprocess
import sys
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from scamtriage.batch.stored_evidence import blocks, complain, opened
from scamtriage.records import codec
from scamtriage.records.evidence import Dossier
from tests.cli.running import run
from tests.samples import EVIDENCE
from tests.stored import lines_with_originals

STORED = EVIDENCE.read_bytes()


def packed(suffix: str, data: bytes) -> bytes:
    if suffix == ".gz":
        return gzip.compress(data)
    return pytest.importorskip("zstandard", reason="NOT RUN: the extra [zstd] is not installed").ZstdCompressor().compress(data)  # type: ignore[no-any-return]


def read(path: Path) -> tuple[list[bytes], list[Exception]]:
    failed: list[Exception] = []
    with opened(path) as stream:
        return [line for block in blocks(stream, 3, failed) for _, line in block], failed


@pytest.mark.parametrize("suffix", [".gz", ".zst"])
def test_packed_evidence_is_read_frame_by_frame(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"e.jsonl{suffix}"
    path.write_bytes(packed(suffix, STORED) + packed(suffix, STORED * 9) + packed(suffix, b""))
    assert read(path) == (io.BytesIO(STORED * 10).readlines(), [])


@pytest.mark.parametrize(("suffix", "size"), [(".gz", 6_000_000), (".zst", 60_000_000)])
def test_a_bomb_is_one_line_that_cannot_be_read_and_fills_no_memory(
    tmp_path: Path, suffix: str, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(codec, "MAX_LINE_BYTES", 200_000)
    path, line = tmp_path / f"e.jsonl{suffix}", STORED.splitlines(keepends=True)[0]
    path.write_bytes(packed(suffix, b"\n" * 70_000 + line) + packed(suffix, b"a" * size) + packed(suffix, b"\n" + line))
    failed: list[Exception] = []
    tracemalloc.start()
    with opened(path) as stream:
        found = [numbered for block in blocks(stream, 3, failed) for numbered in block]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [(number, len(given)) for number, given in found] == [
        (70_001, len(line)), (70_002, codec.MAX_LINE_BYTES + 2), (70_003, len(line)),
    ]  # fmt: skip
    assert peak < size // 2 and not failed
    with pytest.raises(codec.BadRecord, match="line 70002: longer than"):
        codec.from_line(found[1][1], 70_002)


@pytest.mark.parametrize("suffix", [".gz", ".zst"])
def test_what_is_packed_is_unpacked_under_any_name_and_from_stdin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str) -> None:
    path, whole = tmp_path / "e.jsonl", packed(suffix, STORED)
    for data, torn in ((whole, False), (whole[:-9], True)):
        path.write_bytes(data)
        with path.open() as stdin:
            monkeypatch.setattr("sys.stdin", stdin)
            for named in (path, Path("-")):
                lines, failed = read(named)
                assert (torn or b"".join(lines) == STORED) and bool(failed) is torn
                with pytest.raises(codec.BadRecord, match="the packed data is damaged") if torn else contextlib.nullcontext():
                    complain(named, failed)


@pytest.mark.parametrize("suffix", [".gz", ".zst"])
@pytest.mark.parametrize("damage", ["torn", "changed", "plain"])
def test_what_is_torn_or_damaged_is_said_behind_what_could_be_read(tmp_path: Path, suffix: str, damage: str) -> None:
    path, whole = tmp_path / f"e.jsonl{suffix}", packed(suffix, STORED * 40)
    half = len(whole) // 2
    changed = bytearray(whole)
    changed[half : half + 40] = bytes(byte ^ 0x55 for byte in changed[half : half + 40])
    path.write_bytes({"torn": whole[:half], "changed": bytes(changed), "plain": STORED}[damage])
    lines, failed = read(path)
    assert lines == (STORED * 40).splitlines(keepends=True)[: len(lines)] or damage == "changed" or not lines[-1].endswith(b"\n")
    with pytest.raises(codec.BadRecord, match=rf"e.jsonl{suffix}: the \w+ data is damaged or ends early"):
        complain(path, failed)


@pytest.mark.parametrize("damage", ["torn", "changed", "plain"])
def test_calibrate_refuses_them_as_score_does(tmp_path: Path, damage: str) -> None:
    whole = packed(".gz", STORED * 9)
    changed = bytearray(whole)
    changed[len(whole) // 2] ^= 0x55
    path = tmp_path / "e.jsonl.gz"
    path.write_bytes({"torn": whole[:-500], "changed": bytes(changed), "plain": STORED}[damage])
    done = run("calibrate", str(path))
    assert done.returncode == 2 and "e.jsonl.gz: " in done.stderr and "own fault" not in done.stderr
    assert damage == "changed" or "damaged or ends early" in done.stderr  # a changed byte may be met as a line that is none


def test_the_mark_of_utf_8_hides_no_line_and_utf_16_is_named(tmp_path: Path) -> None:
    line = STORED.splitlines(keepends=True)[0]
    marked, wide = tmp_path / "bom.jsonl", tmp_path / "wide.jsonl"
    marked.write_bytes(b"\xef\xbb\xbf" + line)
    wide.write_bytes(line.decode().encode("utf-16"))
    assert json.loads(run("score", str(marked), "-f", "ndjson").stdout)["status"] == "ok"
    assert "this is text in UTF-16, and evidence is UTF-8" in run("score", str(wide)).stderr


def test_a_duplicate_of_the_first_line_has_its_evidence_behind_the_mark_of_utf_8(tmp_path: Path) -> None:
    first = STORED.splitlines(keepends=True)[0]
    again = codec.to_line(replace(codec.from_line(first), line=99, same_as=codec.from_line(first).line, evidence={}))
    marked = tmp_path / "bom.jsonl"
    marked.write_bytes(b"\xef\xbb\xbf" + first + again)
    for said in (run("score", str(marked), "-f", "ndjson").stdout, run("score", "-", "-f", "ndjson", stdin=marked.read_text()).stdout):
        one, two = map(json.loads, said.splitlines())
        assert one["verdict"] == two["verdict"] and one["evidence_digest"] == two["evidence_digest"]


def a_list() -> tuple[list[bytes], Dossier]:
    """A line and its duplicate, a duplicate whose original is lost and one that points to another host; and the first."""
    first, other = (codec.from_line(line) for line in STORED.splitlines()[:2])
    shares = replace(first, line=40, input=first.input.upper(), same_as=first.line, evidence={})
    lost, wrong = replace(shares, line=41, same_as=39), replace(shares, line=42, same_as=other.line)
    return [codec.to_line(one) + b"\n" for one in (first, other, shares, lost, wrong)], first


@pytest.mark.parametrize("kind", ["file", "pipe", "packed", "rewritten", "text"])
def test_a_duplicate_is_judged_by_the_evidence_that_it_points_to(tmp_path: Path, kind: str) -> None:
    lines, first = a_list()
    path = tmp_path / ("e.jsonl.gz" if kind == "packed" else "e.jsonl")
    if kind == "rewritten":  # as a script of a desk writes JSON
        lines = [json.dumps(json.loads(line), sort_keys=True).encode() + b"\n" for line in lines]
    path.write_bytes(packed(".gz", b"".join(lines)) if kind == "packed" else b"".join(lines))
    with opened(path) as stream:
        given: Any = lines if kind == "pipe" else [line.decode() for line in lines] if kind == "text" else stream
        found = [codec.digested(number, line) for number, line in lines_with_originals(given)]
    assert [dossier.same_as for dossier, _ in found] == [None, None, first.line, 39, 2]
    assert found[2][0].evidence == first.evidence and found[2][1] == found[0][1]
    assert (found[0][1] == codec.digest(first)) is (kind != "rewritten")
    assert [dossier.evidence for dossier, _ in found[3:]] == [{}, {}], "nobody's evidence is another's"


@pytest.mark.parametrize("how", ["plain", "packed", "several processes"])
def test_the_digest_of_evidence_without_a_field_that_is_known_today_is_that_of_its_bytes(tmp_path: Path, how: str) -> None:
    """As an older version wrote it: what it lacks is read with its default, and is no part of what stands there. Of duplicates too."""
    whole_line = next(line for line in STORED.splitlines() if b'"wallet_calls":[],' in line)
    older = whole_line.replace(b'"wallet_calls":[],', b"")
    again = codec.to_line(replace(codec.from_line(older), line=40, same_as=json.loads(older)["line"], evidence={}))
    stands = older.partition(b'"evidence":')[2].rpartition(b',"columns":')[0]
    (path := tmp_path / "e.jsonl").write_bytes(older + b"\n" + again + b"\n")
    if how == "packed":
        (path := tmp_path / "e.jsonl.gz").write_bytes(packed(".gz", older + b"\n" + again + b"\n"))
    done = run("score", str(path), "-f", "ndjson", *(("--processes", "2") if how == "several processes" else ()))
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["evidence_digest"] for row in rows] == [hashlib.sha256(stands).hexdigest()] * 2
    assert rows[0]["verdict"] and codec.from_line(older) == codec.from_line(whole_line)


def test_a_duplicate_without_its_original_is_partial_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "e.jsonl"
    path.write_bytes(b"".join(a_list()[0]))
    done = run("score", str(path), "-f", "ndjson", "--strict")
    first, _, shares, lost, wrong = map(json.loads, done.stdout.splitlines())
    told = ("verdict", "log_odds", "status", "status_reason", "evidence_digest", "unknown")
    assert [shares[key] for key in told] == [first[key] for key in told] and shares["same_as"] == first["line"]
    assert (lost["status"], wrong["status"], done.returncode) == ("partial", "partial", 11)
    assert lost["status_reason"] == "its evidence stands in line 39 of the list, and that line does not stand before it here"


def test_a_duplicate_that_came_too_early_and_was_asked_again_is_one_row(tmp_path: Path) -> None:
    first, other = (codec.from_line(line) for line in STORED.splitlines()[:2])
    again = replace(first, line=40, same_as=first.line, evidence={})
    never = replace(again, line=41)
    same_day = [first, first]  # appended by `collect` on two days: both are evidence
    (path := tmp_path / "e.jsonl").write_bytes(b"".join(codec.to_line(one) + b"\n" for one in (again, never, *same_day, other, again)))
    done = run("score", str(path), "--format", "ndjson", "--quiet")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["line"] for row in rows] == [1, 1, 2, 40, 41]
    assert rows[3]["verdict"] == rows[0]["verdict"] != "undetermined" and rows[4]["status"] == "partial"


@pytest.mark.parametrize("format", ["ndjson", "csv"])
def test_a_row_waits_for_no_other_where_it_looks_the_same_beside_it(format: str) -> None:
    words = [sys.executable, "-m", "scamtriage", "score", "-", "--format", format]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0) as program:
        assert program.stdin and program.stdout
        program.stdin.write(STORED.splitlines(keepends=True)[0])
        came = select.select([program.stdout], [], [], 30)[0]
        program.stdin.close()
        program.stdout.read()
    assert came and program.returncode == 0


def test_rows_that_were_taken_for_evidence_are_told_where_theirs_lies(tmp_path: Path) -> None:
    rows, kept = tmp_path / "v.ndjson", tmp_path / "v.ndjson.evidence.jsonl"
    rows.write_text('{"schema":"scamtriage.assessment/1"}\n')
    assert "this is a verdict" in (alone := run("score", str(rows)).stderr) and str(kept) not in alone
    kept.touch()
    assert str(kept) in run("score", str(rows)).stderr and str(kept) in run("relate", str(rows)).stderr


def test_a_year_of_the_thai_calendar_is_refused_and_the_one_that_is_meant_is_named() -> None:
    """It made every name five hundred years old, and who has held a name for five years is convicted of nothing."""
    done = run("score", str(EVIDENCE), "--now", "2569-12-01")
    assert done.returncode == 2 and done.stdout == "" and "write 2026" in done.stderr
    assert run("score", str(EVIDENCE), "--now", "2026-12-01").returncode == 0


def test_what_is_no_date_is_answered_with_a_date_and_not_with_the_directives_of_a_parser() -> None:
    for given in ("yesterday", "2026-13-45"):
        done = run("score", str(EVIDENCE), "--now", given)
        assert (
            done.returncode == 2 and f"'{given}' is no day or moment of UTC such as 2026-11-29" in done.stderr and "%Y" not in done.stderr
        )


def test_evidence_that_a_stopped_scan_left_unpacked_is_named(tmp_path: Path) -> None:
    (tmp_path / "e.jsonl").write_bytes(EVIDENCE.read_bytes())
    done = run("score", str(tmp_path / "e.jsonl.gz"))
    assert done.returncode == 2 and f"leaves its journal unpacked: {tmp_path / 'e.jsonl'} is there" in done.stderr
    assert "unpacked" not in run("score", str(tmp_path / "f.jsonl.gz")).stderr


@pytest.mark.parametrize("name", ["y.parquet", "ev.txt", "e.csv", "e.stix.json"])
def test_evidence_is_not_written_under_the_suffix_of_an_output(name: str, tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("evil-1.top\n")
    done = run("scan", str(tmp_path / "list.txt"), "--offline", "--evidence", str(tmp_path / name))
    assert done.returncode == 2 and "name it FILE.jsonl" in done.stderr and not (tmp_path / name).exists()
