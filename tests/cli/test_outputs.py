"""Files that rows are written to: nothing of yesterday is lost for what cannot be begun, and what others do to them meanwhile is said."""

import contextlib
import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from scamtriage.cli.output.output_file import Output
from tests.cli.running import run
from tests.waiting import until


@pytest.fixture
def names(tmp_path: Path) -> str:
    (path := tmp_path / "list.txt").write_text("".join(f"name-{n}.com\n" for n in range(20)))
    return str(path)


@contextlib.contextmanager
def under_way(*outputs: Path) -> Iterator[subprocess.Popen[str]]:
    """A scan of what is piped in, some of whose rows are written."""
    program = subprocess.Popen(
        [sys.executable, "-m", "scamtriage", "scan", "-", "--offline", *(word for path in outputs for word in ("-o", str(path)))],
        stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert program.stdin is not None
    program.stdin.write("one.com\ntwo.com\n")
    program.stdin.flush()
    until(lambda: all(path.exists() and path.stat().st_size for path in outputs), program)
    try:
        yield program
    finally:
        program.kill()
        program.communicate()


@pytest.mark.parametrize("bad", ["no/x.html", "folder.csv", "no/x.parquet"])
def test_an_output_that_cannot_be_begun_costs_no_rows_of_yesterday(tmp_path: Path, names: str, bad: str) -> None:
    if bad.endswith("parquet"):
        pytest.importorskip("pyarrow", reason="NOT RUN: the extra [parquet] is not installed")
    good, folder = tmp_path / "good.csv", tmp_path / "folder.csv"
    folder.mkdir()
    assert run("scan", names, "--offline", "-o", str(good)).returncode == 0
    before = good.read_bytes()
    done = run("scan", names, "--offline", "-o", str(good), "-o", str(tmp_path / bad))
    assert done.returncode == 2 and Path(bad).name in done.stderr and len(before) > 1_000
    assert bad != "no/x.html" or done.stderr.endswith("no/x.html: there is no such folder; make it, or name another\n")
    assert good.read_bytes() == before and not list(tmp_path.glob(".*-part"))
    done = run("scan", names, "--passive", "-o", str(tmp_path / "x.ndjson"), "-o", str(tmp_path / bad))
    assert done.returncode == 2 and "the journal is whole" not in done.stderr


def test_two_runs_do_not_write_one_output(tmp_path: Path, names: str) -> None:
    outputs = [tmp_path / "v.ndjson", tmp_path / "v.csv"]
    with under_way(*outputs) as first:
        before = outputs[0].read_bytes()
        second = run("scan", names, "--offline", "-o", str(outputs[0]))
        assert second.returncode == 2 and "v.ndjson is being written by another run" in second.stderr
        assert outputs[0].read_bytes() == before
        said = first.communicate("three.com\n")[1]
    assert first.returncode == 0 and outputs[0].read_text().count("\n") == 3, said


def test_an_output_where_no_file_can_be_locked_is_written_unlocked_and_other_faults_name_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    def answers(why: int) -> None:
        def refused(*_: object) -> None:
            raise OSError(why, os.strerror(why))

        monkeypatch.setattr(fcntl, "flock", refused)

    for why in (errno.ENOLCK, errno.EOPNOTSUPP):
        answers(why)
        with Output(tmp_path / "v.ndjson") as file:
            file.begin()
    answers(errno.EIO)
    with pytest.raises(OSError, match=r"v\.ndjson"):
        Output(tmp_path / "v.ndjson")


@pytest.mark.parametrize(("how", "several"), [("removed", True), ("cut", False)])
def test_an_output_that_is_taken_away_or_cut_during_the_run_is_said(tmp_path: Path, how: str, several: bool) -> None:
    outputs = [tmp_path / "v.ndjson", *([tmp_path / "v.csv"] if several else [])]
    with under_way(*outputs) as program:
        if how == "removed":
            outputs[0].unlink()
        else:
            os.truncate(outputs[0], 0)
        said = program.communicate("three.com\n")[1]
    assert program.returncode == 1 and "v.ndjson was removed, replaced or cut during the run" in said
    assert how == "removed" or b"\0" not in outputs[0].read_bytes()
