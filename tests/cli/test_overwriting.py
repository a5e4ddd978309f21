"""What stands under the name of an output: rows are written anew, everything else stays."""

from pathlib import Path

import pytest
import typer
from msgspec.structs import replace

from scamtriage.cli.output.overwriting import need_rows
from scamtriage.knowledge.speech import LANGUAGES
from scamtriage.render import SUFFIXES
from scamtriage.render.formats import RENDERERS
from scamtriage.render.style import Style
from tests.cli.running import run
from tests.samples import assessment

LIST = "example.com\nexample.org\n"
_SUFFIX = {format: suffix for suffix, format in SUFFIXES.items()}


@pytest.mark.parametrize("name", ["notes.csv", "urls.txt", "case.json", "page.html", "ticket.md", "case-17.jsonl", "x.stix.json"])
def test_a_file_that_holds_no_rows_is_not_written_over(tmp_path: Path, name: str) -> None:
    kept = tmp_path / name
    kept.write_text('{"schema":"scamtriage.evidence/1"}\nmy verdict: coverage\n')
    done = run("scan", "-", "--offline", "-q", "-o", str(kept), stdin=LIST)
    assert done.returncode == 2 and "name another -o" in done.stderr and "my verdict" in kept.read_text()


@pytest.mark.parametrize("suffix", sorted({*SUFFIXES, ".parquet"}))
def test_the_same_command_writes_its_rows_anew(tmp_path: Path, suffix: str) -> None:
    if suffix == ".parquet":
        pytest.importorskip("pyarrow")
    words = ("scan", "-", "--offline", "-q", "--reporter", "Desk <a@desk.example>", "-o", str(tmp_path / f"rows{suffix}"))
    assert [run(*words, stdin=LIST).returncode for _ in range(2)] == [0, 0]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("format", sorted(set(SUFFIXES.values())))
@pytest.mark.parametrize("width", [60, 100, 120, 160])
def test_rows_are_known_in_every_format_and_language_and_when_they_were_torn(
    tmp_path: Path, format: str, language: str, width: int
) -> None:
    path = tmp_path / f"rows{_SUFFIX[format]}"
    rows = [replace(assessment(), language=language)]
    text = "".join(RENDERERS[format](rows, Style(language=language, width=width)))
    for cut in (text, text[: len(text) // 2]) if format != "xarf" else (text,):
        path.write_text(cut, encoding="utf-8")
        need_rows([path], ())


@pytest.mark.parametrize(
    ("kept", "more"),
    [
        ("v.ndjson.evidence.jsonl", ("--offline",)),
        ("v.ndjson.evidence.jsonl", ("--evidence", "other.jsonl")),
        ("v.ndjson.evidence.jsonl.gz", ()),
        ("v.ndjson.evidence.jsonl.zst", ("--offline",)),
    ],
)
def test_rows_beside_their_evidence_are_replaced_by_no_scan_that_would_leave_it(tmp_path: Path, kept: str, more: tuple[str, ...]) -> None:
    (tmp_path / "v.ndjson").write_text('{"schema":"scamtriage.assessment/1"}\n')
    (tmp_path / kept).write_text("{}\n")
    done = run("scan", "-", "-q", "-o", "t.csv", "-o", "v.ndjson", *more, stdin=LIST, cwd=tmp_path)
    assert done.returncode == 2 and f"--evidence {kept}" in done.stderr and (tmp_path / "v.ndjson").stat().st_size < 50


def test_evidence_that_lies_beside_its_rows_may_be_named_by_any_path(tmp_path: Path) -> None:
    rows, journal = tmp_path / "v.ndjson", tmp_path / "v.ndjson.evidence.jsonl"
    rows.write_text('{"schema":"scamtriage.assessment/1"}\n')
    journal.write_text("{}\n")
    (tmp_path / "other").mkdir()
    need_rows([rows], [tmp_path / "other" / ".." / journal.name, None])


def test_a_file_that_is_no_model_is_not_written_over_by_one(tmp_path: Path) -> None:
    kept = tmp_path / "office.json"
    kept.write_text("mine\n")
    done = run("calibrate", str(tmp_path / "none.jsonl"), "-o", str(kept))
    assert done.returncode == 2 and "name another -o" in done.stderr and kept.read_text() == "mine\n"


def test_a_parquet_file_of_somebody_else_is_not_written_over(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    kept = tmp_path / "mine.parquet"
    parquet.write_table(arrow.table({"victim": ["line"], "input": [1]}), kept)
    before = kept.read_bytes()
    done = run("scan", "-", "--offline", "-q", "-o", str(kept), stdin=LIST)
    assert done.returncode == 2 and "name another -o" in done.stderr and kept.read_bytes() == before


def test_headings_below_lines_of_somebody_else_are_no_rows(tmp_path: Path) -> None:
    path = tmp_path / "mine.txt"
    path.write_text("\nflags\n" + "".join(RENDERERS["table"]([assessment()], Style(several=True, width=120))))
    with pytest.raises(typer.BadParameter):
        need_rows([path], ())
