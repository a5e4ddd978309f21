"""A scan and its rows: their order, how far ahead is read, and what is told of formats, proxies and full disks, by the program itself."""

import gzip
import json
import queue
import shutil
import subprocess
import sys
import threading
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from scamtriage.cli.notices.retry_command import refusals_command
from scamtriage.cli.output import ordering
from scamtriage.cli.output.ordering import InOrder, Row, merge_by_line
from scamtriage.targets.lines import Line
from tests.cli.running import NOWHERE, run, run_alone
from tests.samples import assessment


def ordered(read: list[int], came: list[int]) -> Iterator[int]:
    order = InOrder()
    for _ in order.noting(Line(number=number, text="") for number in read):
        pass
    return (row.line for row in order.rows(iter([assessment(line=line) for line in came])))


@pytest.mark.parametrize(
    ("read", "came"),
    [([1, 2, 3], [3, 1, 2]), ([2, 3, 7], [7, 3, 2]), ([1, 2, 3], [3, 2]), ([1, 2], [2, 1, 1])],
    ids=["late", "a heading and a row of many lines", "a row that never comes", "two rows of one line"],
)
def test_rows_leave_in_the_order_of_the_input(read: list[int], came: list[int]) -> None:
    assert list(ordered(read, came))[: len(set(came))] == sorted(set(came))


def test_a_row_leaves_as_soon_as_those_before_it_have_left() -> None:
    order = InOrder()
    list(order.noting([Line(number=2, text=""), Line(number=3, text="")]))

    def rows() -> Iterator[Row]:
        yield assessment(line=2)
        pytest.fail("the first row of a list with a heading was held back")

    assert next(order.rows(rows())).line == 2


def test_lines_are_read_only_so_far_ahead_of_the_oldest_row_that_is_missing() -> None:
    """One slow registry in a list of a million would else keep all rows behind its own in memory."""
    order, arrived, count = InOrder(), queue.SimpleQueue[int](), 3 * ordering.MOST_AHEAD

    def read() -> None:
        for line in order.noting(Line(number=number, text="") for number in range(1, count + 1)):
            arrived.put(line.number)

    def rows() -> Iterator[Row]:
        oldest = arrived.get(timeout=60)
        for _ in range(ordering.MOST_AHEAD - 1):
            yield assessment(line=arrived.get(timeout=60))
        with pytest.raises(queue.Empty):  # nothing more is read
            arrived.get(timeout=0.5)
        yield assessment(line=oldest)
        for _ in range(count - ordering.MOST_AHEAD):
            yield assessment(line=arrived.get(timeout=60))

    threading.Thread(target=read, daemon=True).start()
    assert [row.line for row in order.rows(rows())] == [*range(1, count + 1)]


def test_what_is_stored_is_made_when_it_is_due_and_not_before() -> None:
    made: list[int] = []

    def row(line: int) -> Row:
        made.append(line)
        return assessment(line=line)

    def fresh() -> Iterator[Row]:
        assert made == [1, 2]
        yield assessment(line=3)
        assert made == [1, 2, 4]
        yield assessment(line=5)
        yield assessment(line=7)

    rows = merge_by_line(iter([1, 2, 4, 6]), int, row, [3, 5], fresh())
    assert next(rows).line == 1 and made == [1]
    assert [row.line for row in rows] == [2, 3, 4, 5, 6, 7]
    assert [row.line for row in merge_by_line(iter([1, 2, 4]), int, row, [3], iter(()))] == [1, 2, 4]


def test_a_csv_in_order_is_in_order() -> None:
    names = "".join(f"n{n}.example.com,{n}\n" for n in range(40))
    done = run_alone("scan", "-", "--offline", "--in-order", "-q", "--format", "ndjson", stdin="domain,note\n" + names)
    assert [json.loads(line)["line"] for line in done.stdout.splitlines()] == list(range(2, 42))


@pytest.mark.parametrize("options", [(), ("--in-order",), ("--processes", "2", "-f", "ndjson"), ("-f", "csv"), ("-f", "html")])
def test_of_a_packed_list_that_was_cut_all_rows_before_the_cut_are_written_and_the_file_is_named(
    options: tuple[str, ...], tmp_path: Path
) -> None:
    text = "".join(f"host{n * 7919 % 100_003}.com\n" for n in range(3_000)).encode()
    cut = gzip.compress(text)[:5_000]
    whole = zlib.decompressobj(wbits=31).decompress(cut).count(b"\n")
    (tmp_path / "list.txt.gz").write_bytes(cut)
    done = (run_alone if "--processes" in options else run)("scan", str(tmp_path / "list.txt.gz"), "--offline", *options)
    assert done.returncode == 2 and done.stderr.startswith(f"{tmp_path}/list.txt.gz: the gzip data is cut short"), done.stderr
    if "html" in options:
        assert done.stdout.rstrip().endswith("</html>")
    else:
        assert whole > 1_000 and done.stdout.count("\n") == whole + ("csv" in options)


def test_a_scan_whose_proxy_is_not_there_says_so_at_once_and_no_cluster_is_dialled_beside_one() -> None:
    done = run("scan", "-", "--proxy", "socks5h://127.0.0.1:9", "--resolver", "192.0.2.1", stdin="example.com\n")
    assert (done.returncode, done.stdout) == (1, "") and "the proxy socks5h://127.0.0.1:9: " in done.stderr
    done = run("scan", "-", "--proxy", "socks5h://127.0.0.1:9", "--dask", "tcp://127.0.0.1:9", stdin="example.com\n")
    assert done.returncode == 2 and "--dask and --proxy exclude each other" in done.stderr


def test_a_scan_refuses_to_follow_and_says_what_follows(tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("evil.example\n")
    done = run("scan", str(tmp_path / "list.txt"), "--offline", "--follow", "1")
    assert done.returncode == 2 and done.stdout == "" and "check" in done.stderr and "leads" in done.stderr
    assert "--follow" not in run("scan", "--help").stdout and "--follow" in run("check", "--help").stdout
    (tmp_path / "settings.toml").write_text("follow = 1\n")
    done = run("scan", str(tmp_path / "list.txt"), "--offline", "--config", str(tmp_path / "settings.toml"))
    assert done.returncode == 0 and "follow = 1 of the settings" in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
@pytest.mark.parametrize("options", [("-o", "full.csv"), ("-o", "full.csv", "-o", "v.ndjson"), ()])
def test_a_full_disk_is_told_with_the_file_that_is_on_it(options: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "full.csv").symlink_to("/dev/full")
    (tmp_path / "list.txt").write_text("evil.example\n" * 50)
    command = [sys.executable, "-m", "scamtriage", "scan", "list.txt", "--offline", *options]
    with open("/dev/full", "wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, cwd=tmp_path, timeout=90, check=False)
    assert done.returncode == 1
    assert f"scamtriage: {options[1] if options else 'stdout'}: No space left on device" in done.stderr


@pytest.mark.parametrize(
    ("first", "path"),
    [
        ('{"schema":"scamtriage.assessment/1","input":"a.com"}', ".input"),
        ('["a.com"]', ".[]"),
        ("[", ".[] | .url? // ."),
        ('{"url": "a.com"}', ".url"),
        ('[{"n": 1, "link": "a.com"}]', ".[] | .link? // ."),
    ],
)
def test_a_list_of_json_ends_the_run_with_the_command_that_unpacks_it(first: str, path: str, tmp_path: Path) -> None:
    (tmp_path / "list.ndjson").write_text(first + "\n")
    done = run("scan", "list.ndjson", "--offline", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"looks like JSON, and a list has one target per line: jq -r '{path}' list.ndjson | scamtriage scan -" in done.stderr
    for line in ("[2001:db8::1]", "[[evil.com]]"):
        assert "looks like JSON" not in run("scan", "-", "--offline", stdin=f"{line}\n").stderr


def test_a_suffix_in_capitals_chooses_the_format_too(tmp_path: Path) -> None:
    done = run("scan", "-", "--offline", "-q", "-o", str(tmp_path / "B.CSV"), stdin="evil.example\n")
    assert done.returncode == 0 and (tmp_path / "B.CSV").read_text(encoding="utf-8-sig").startswith("line,")


def test_a_scan_names_the_file_of_its_evidence_where_it_kept_one(tmp_path: Path) -> None:
    rows, kept, packed = tmp_path / "v.ndjson", tmp_path / "e.jsonl", tmp_path / "p.jsonl.gz"
    for evidence in (kept, packed):
        done = run("scan", "-", "--offline", "-o", str(rows), "--evidence", str(evidence), stdin="example.com\n")
        assert f"evidence: {evidence} (for score, " in done.stderr and evidence.is_file()
    for words in (("-o", str(rows)), ("-q", "--evidence", str(kept))):
        assert "evidence:" not in run("scan", "-", "--offline", *words, stdin="example.com\n").stderr


@pytest.mark.skipif(shutil.which("jq") is None, reason="NOT RUN: there is no jq")
def test_refused_lines_are_listed_with_their_reasons_by_the_command_of_the_summary(tmp_path: Path) -> None:
    source, rows, evidence = tmp_path / "list.txt", tmp_path / "my rows.ndjson", tmp_path / "e.jsonl"
    source.write_text("a.example\n\x1b[2Jlocalhost\nb.example c.example\n\n")
    told = run("scan", str(source), "--offline", "-o", str(rows)).stderr
    assert run("collect", "--offline", "a.example", "localhost", "-o", str(evidence)).returncode == 0
    [line] = [line for line in told.splitlines() if line.startswith("nothing was asked about 2 refused lines; ")]
    for command, lines in ((line.partition("which and why: ")[2], [2, 3]), (refusals_command(evidence), [2])):
        listed = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True).stdout
        assert "\x1b" not in listed and [json.loads(one)[0] for one in listed.splitlines()] == lines
        assert all(json.loads(one)[2] for one in listed.splitlines())
    assert "refused" not in run("scan", "-", "--offline", "-o", str(tmp_path / "v.ndjson"), stdin="a.example\n").stderr


def test_a_format_that_is_typed_beside_an_output_is_not_dropped_in_silence(tmp_path: Path) -> None:
    words = ("scan", "-", "--offline", "-o", str(tmp_path / "v.ndjson"))
    done = run(*words, "-f", "stix", stdin="a.example\n")
    assert done.returncode == 0 and "--format stix is for stdout" in done.stderr
    assert "--format" not in run(*words, stdin="a.example\n").stderr


@pytest.mark.parametrize("options", [("--column", "nope"), ("--charset", "foo"), ()])
def test_what_is_wrong_with_a_list_is_said_before_that_nothing_is_kept(options: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("url,note\na.example,x\n" if options else "who,what\nJane,paid\n")
    done = run("scan", str(tmp_path / "list.csv"), *NOWHERE, *options)
    assert (done.returncode, done.stdout) == (2, "") and "no evidence is kept" not in done.stderr
    (tmp_path / "list.csv").write_text("url,note\nftp://a.example/,x\nftp://b.example/,x\n")
    assert run("scan", str(tmp_path / "list.csv"), *NOWHERE).stderr.count("no evidence is kept") == 1
