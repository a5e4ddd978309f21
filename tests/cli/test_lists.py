"""The user's own lists through the commands: said in every output, and no number moves."""

import json
from pathlib import Path

import jsonschema
import pytest

from tests.cli.running import run
from tests.cli.test_shell import BAD_NAME
from tests.samples import EVIDENCE

LISTED = "hxxps://dsi-case-th[.]top # case 17, <b>confirmed</b>"


@pytest.fixture
def block(tmp_path: Path) -> Path:
    path = tmp_path / "confirmed.txt"
    path.write_text(f"# ours\n{LISTED}\n", encoding="utf-8")
    return path


def rows(*words: str) -> list[dict[str, object]]:
    done = run("score", str(EVIDENCE), "--format", "ndjson", *words)
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0 and found, done.stderr
    return found


def test_a_list_moves_no_number_and_no_verdict(block: Path) -> None:
    plain, listed = rows(), rows("--block-list", str(block), "--allow-list", str(block))
    kept = ("verdict", "probability", "interval", "log_odds", "coverage", "reasons", "unknown", "held_back", "flags", "facts")
    assert [[row[key] for key in kept] for row in listed] == [[row[key] for key in kept] for row in plain]


def test_a_listed_name_has_a_state_the_line_and_the_digest(block: Path) -> None:
    import hashlib

    row, other = rows("--block-list", str(block))[:2]
    assert "on-block-list" in row["states"]  # type: ignore[operator]
    match = {"line": 2, "entry": "hxxps://dsi-case-th[.]top", "comment": "case 17, <b>confirmed</b>", "where": "target"}
    digest = hashlib.sha256(block.read_bytes()).hexdigest()
    assert row["lists"] == [{"list": "block", "name": "confirmed.txt", "sha256": digest, "entries": 1, "matches": [match]}]
    assert "on-block-list" not in other["states"]  # type: ignore[operator]
    assert other["lists"] == [{"list": "block", "name": "confirmed.txt", "sha256": digest, "entries": 1, "matches": []}]


@pytest.mark.parametrize("format", ["table", "csv", "html", "md", "json"])
def test_every_output_says_where_it_stands(block: Path, format: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "400")
    said = run("score", str(EVIDENCE), "--format", format, "--block-list", str(block)).stdout
    words = " ".join(said.split())
    assert "on-block-list" in words
    assert "line 2" in words or '"line": 2' in words
    assert format != "html" or ("&lt;b&gt;confirmed" in said and "<b>confirmed" not in said)


def test_rows_with_lists_keep_the_published_schema(block: Path) -> None:
    schema = json.loads(run("schema").stdout)
    for row in rows("--block-list", str(block)):
        assert row["lists"]
        jsonschema.validate(row, schema)


def test_check_and_scan_take_lists_too(tmp_path: Path) -> None:
    allow = tmp_path / "ours.txt"
    allow.write_text(f"{BAD_NAME}\n")
    checked = json.loads(run("check", BAD_NAME, "--offline", "--format", "json", "--allow-list", str(allow)).stdout)
    scanned = json.loads(run("scan", "-", "--offline", "-q", "--allow-list", str(allow), stdin=f"www.{BAD_NAME}\n").stdout)
    assert "on-allow-list" in checked["states"]
    assert "on-allow-list" in scanned["states"]
    assert checked["verdict"] == "suspicious"


@pytest.mark.parametrize(("line", "words"), [("co.th", "many owners"), ("a b", "more than one word")])
def test_a_bad_line_ends_the_run_with_file_and_line(tmp_path: Path, line: str, words: str) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_text(f"fine.example\n{line}\n")
    done = run("check", "example.com", "--offline", "--block-list", str(bad))
    assert done.returncode == 2
    assert "bad.txt: line 2" in done.stderr
    assert words in done.stderr
    assert done.stdout == ""


def test_a_list_that_is_not_there_is_named() -> None:
    done = run("check", "example.com", "--offline", "--allow-list", "/nowhere/list.txt")
    assert (done.returncode, done.stdout) == (2, "")
    assert "/nowhere/list.txt" in done.stderr
