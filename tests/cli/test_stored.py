"""Stored evidence as desks keep it: packed, torn, with marks before the text; what cannot be read is named, and is never a verdict less."""

import gzip
import io
import json
import tracemalloc
from pathlib import Path

import pytest

from scamtriage.cli.stored import blocks, complain, opened
from scamtriage.records import codec
from tests.cli.test_shell import run

ROOT = Path(__file__).parents[2]
EVIDENCE = (ROOT / "examples" / "evidence.jsonl").read_bytes()


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
    path.write_bytes(packed(suffix, EVIDENCE) + packed(suffix, EVIDENCE * 9) + packed(suffix, b""))
    assert read(path) == (io.BytesIO(EVIDENCE * 10).readlines(), [])


@pytest.mark.parametrize(("suffix", "size"), [(".gz", 6_000_000), (".zst", 60_000_000)])
def test_a_bomb_is_one_line_that_cannot_be_read_and_fills_no_memory(
    tmp_path: Path, suffix: str, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(codec, "MAX_LINE_BYTES", 200_000)
    path, line = tmp_path / f"e.jsonl{suffix}", EVIDENCE.splitlines(keepends=True)[0]
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
@pytest.mark.parametrize("damage", ["torn", "changed", "plain"])
def test_what_is_torn_or_damaged_is_said_behind_what_could_be_read(tmp_path: Path, suffix: str, damage: str) -> None:
    path, whole = tmp_path / f"e.jsonl{suffix}", packed(suffix, EVIDENCE * 40)
    half = len(whole) // 2
    changed = bytearray(whole)
    changed[half : half + 40] = bytes(byte ^ 0x55 for byte in changed[half : half + 40])
    path.write_bytes({"torn": whole[:half], "changed": bytes(changed), "plain": EVIDENCE}[damage])
    lines, failed = read(path)
    assert lines == (EVIDENCE * 40).splitlines(keepends=True)[: len(lines)] or damage == "changed" or not lines[-1].endswith(b"\n")
    with pytest.raises(codec.BadRecord, match=rf"e.jsonl{suffix}: the \w+ data is damaged or ends early"):
        complain(path, failed)


@pytest.mark.parametrize("damage", ["torn", "changed", "plain"])
def test_calibrate_refuses_them_as_score_does(tmp_path: Path, damage: str) -> None:
    whole = packed(".gz", EVIDENCE * 9)
    changed = bytearray(whole)
    changed[len(whole) // 2] ^= 0x55
    path = tmp_path / "e.jsonl.gz"
    path.write_bytes({"torn": whole[:-500], "changed": bytes(changed), "plain": EVIDENCE}[damage])
    done = run("calibrate", str(path))
    assert done.returncode == 2 and "e.jsonl.gz: " in done.stderr and "own fault" not in done.stderr
    assert damage == "changed" or "damaged or ends early" in done.stderr  # a changed byte may be met as a line that is none


def test_the_mark_of_utf_8_hides_no_line_and_utf_16_is_named(tmp_path: Path) -> None:
    line = EVIDENCE.splitlines(keepends=True)[0]
    marked, wide = tmp_path / "bom.jsonl", tmp_path / "wide.jsonl"
    marked.write_bytes(b"\xef\xbb\xbf" + line)
    wide.write_bytes(line.decode().encode("utf-16"))
    assert json.loads(run("score", str(marked), "-f", "ndjson").stdout)["status"] == "ok"
    assert "this is text in UTF-16, and evidence is UTF-8" in run("score", str(wide)).stderr
