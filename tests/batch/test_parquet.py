"""Parquet: typed, harmless, whole or not there."""

import json
import os
import signal
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from scamtriage import __version__
from scamtriage.assess import Judge, Rules
from scamtriage.batch.private_files import unfinished
from scamtriage.records import codec
from scamtriage.records.assessment import Refusal
from scamtriage.records.evidence import Cap, Evidence, Mode, Outcome
from scamtriage.records.facts import AddressHolder, DnsFacts, HostingFacts
from scamtriage.records.target import LineStatus
from tests.batch.programs import ended, listed, start, verdicts
from tests.batch.test_journal import full
from tests.waiting import lines, until

parquet = pytest.importorskip("pyarrow.parquet", reason="NOT RUN: the extra [parquet] is not installed")
from scamtriage.cli.output.output_file import OutputBusy  # noqa: E402
from scamtriage.cli.output.parquet import ParquetSink  # noqa: E402
from scamtriage.collect import COLLECTORS, OPTIONAL  # noqa: E402
from scamtriage.render.json import to_json  # noqa: E402
from tests.samples import EVIDENCE, SEEN, assessment  # noqa: E402


def written(path: Path) -> list[dict[str, object]]:
    sink, judged = ParquetSink(path), Judge.of(Rules.load(None), prior=0.1)
    for line in EVIDENCE.read_bytes().splitlines():
        sink.write(judged(codec.from_line(line)))
    sink.close()
    rows: list[dict[str, object]] = parquet.read_table(path).to_pylist()
    return rows


def test_values_are_typed_and_unknown_stays_apart_from_absent(tmp_path: Path) -> None:
    rows = written(tmp_path / "v.parquet")
    [scam] = [row for row in rows if row["host"] == "dsi-case-th.top"]
    assert scam["verdict"] == "near-certain" and scam["registered"].year >= 2026 and scam["registration_outcome"] == "ok"
    assert {reason["signal"] for reason in scam["reasons"]} and all(isinstance(one["log_odds"], float) for one in scam["reasons"])
    assert scam["fragile"] is False and scam["held_back"] == [] and len(str(scam["evidence_digest"])) == 64 and scam["gambling"] == "type"
    assert scam["version"] == __version__
    assert {one["kind"] for one in scam["report_to"]} >= {"registrar"} and scam["lists"] == [] and scam["reputation_outcome"] is None
    [unanswered] = [row for row in rows if row["registration_outcome"] == "timeout"]
    assert unanswered["registered"] is None
    kinds = {field.name: str(field.type) for field in parquet.read_schema(tmp_path / "v.parquet")}
    assert kinds["observed_at"] == "timestamp[us, tz=UTC]" and kinds["probability"] == "double" and kinds["line"] == "int64"
    assert "expression" not in kinds and {f"{name}_outcome" for name in (*COLLECTORS, *OPTIONAL)} <= set(kinds)


def test_an_address_that_the_resolver_named_stands_there_though_its_holder_was_not_asked(tmp_path: Path) -> None:
    named = Evidence(collector="dns", outcome=Outcome.OK, facts=DnsFacts(zone="example.top", addresses=("10.20.0.5",)), observed_at=SEEN)
    unasked = Evidence(collector="hosting", outcome=Outcome.BLOCKED, observed_at=SEEN, reason="so")
    sink = ParquetSink(tmp_path / "v.parquet")
    for evidence in ({"dns": named, "hosting": unasked}, {"hosting": unasked}):
        sink.write(replace(assessment(), evidence=evidence))
    sink.close()
    [told, unknown] = parquet.read_table(tmp_path / "v.parquet").to_pylist()
    assert told["addresses"] == [{"ip": "10.20.0.5", "asn": None, "holder": None, "country": None, "outcome": None}]
    assert unknown["addresses"] is None


def test_limits_that_were_reached_and_holders_that_did_not_answer_are_told(tmp_path: Path) -> None:
    holders = (AddressHolder(ip="192.0.2.1", asn=64500, holder="Lab"), AddressHolder(ip="192.0.2.2", outcome="timeout"))
    hosting = Evidence(collector="hosting", outcome=Outcome.OK, facts=HostingFacts(addresses=holders), observed_at=SEEN)
    sink = ParquetSink(tmp_path / "v.parquet")
    sink.write(replace(assessment(), evidence={"hosting": hosting}, caps=(Cap(stage="page", cap="wire_bytes 2000000"),)))
    sink.write(replace(assessment(), caps=()))
    sink.close()
    [told, whole] = parquet.read_table(tmp_path / "v.parquet").to_pylist()
    assert [one["outcome"] for one in told["addresses"]] == ["ok", "timeout"]
    assert told["caps"] == [{"stage": "page", "cap": "wire_bytes 2000000", "seen": ""}] and whole["caps"] == []


def test_a_line_that_was_refused_was_looked_up_in_no_list(tmp_path: Path) -> None:
    sink = ParquetSink(tmp_path / "v.parquet")
    sink.write(Refusal(line=1, input="x", status=LineStatus.REFUSED, reason="the line is empty"))
    sink.close()
    [row] = parquet.read_table(tmp_path / "v.parquet").to_pylist()
    assert row["status_reason"] == "the line is empty" and row["lists"] is None and row["reasons"] is None


def test_whatever_a_document_says_in_one_word_or_number_is_a_column(tmp_path: Path) -> None:
    [scam] = [row for row in written(tmp_path / "v.parquet") if row["host"] == "dsi-case-th.top"]
    judged = Judge.of(Rules.load(None), prior=0.1)
    told = (json.loads(to_json(judged(codec.from_line(line)))) for line in EVIDENCE.read_bytes().splitlines())
    [whole] = [row for row in told if row["line"] == scam["line"]]
    plain = (str, int, float, bool)
    assert {name for name, value in whole.items() if isinstance(value, plain)} - scam.keys() == {"schema"}
    for name in ("reasons", "unknown", "report_to"):
        for kept, one in zip(scam[name], whole[name], strict=True):
            assert kept == {field: value for field, value in one.items() if isinstance(value, plain)}


def test_a_name_that_was_judged_alone_has_its_day(tmp_path: Path) -> None:
    """Counted over many scans, nothing else says when."""
    alone = replace(codec.from_line(EVIDENCE.read_bytes().splitlines()[0]), mode=Mode.OFFLINE, evidence={}, day=date(2026, 11, 24))
    sink = ParquetSink(tmp_path / "v.parquet")
    sink.write(Judge.of(Rules.load(None))(alone))
    sink.close()
    [row] = parquet.read_table(tmp_path / "v.parquet").to_pylist()
    assert row["day"] == date(2026, 11, 24) and row["observed_at"] is None


def test_a_link_that_waits_under_its_working_name_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "precious").write_bytes(b"ours")
    (tmp_path / "v.parquet.part").symlink_to(tmp_path / "precious")
    sink = ParquetSink(tmp_path / "v.parquet")
    sink.close()
    assert (tmp_path / "precious").read_bytes() == b"ours" and not (tmp_path / "v.parquet").is_symlink()


def test_a_full_disk_is_told_with_the_name_that_was_asked_for(tmp_path: Path) -> None:
    with full(tmp_path / "v.parquet.part", 4_000), pytest.raises(OSError, match=r"large.*v\.parquet'"):
        written(tmp_path / "v.parquet")
    assert not list(tmp_path.iterdir())


def test_columns_of_the_input_are_carried(tmp_path: Path) -> None:
    sink, judged = ParquetSink(tmp_path / "v.parquet"), Judge.of(Rules.load(None), prior=0.1)
    found = codec.from_line(EVIDENCE.read_bytes().splitlines()[0])
    for columns in ({"label": "scam", "note": "a\u202eb"}, {}):
        sink.write(judged(replace(found, columns=columns)))
    sink.close()
    rows = parquet.read_table(tmp_path / "v.parquet").to_pylist()
    assert [dict(row["columns"]) for row in rows] == [{"label": "scam", "note": "a\\u{202e}b"}, {}]


def test_no_string_acts_on_a_terminal(tmp_path: Path) -> None:
    def strings(value: object) -> list[str]:
        match value:
            case str():
                return [value]
            case list() | tuple():
                return [text for one in value for text in strings(one)]
            case dict():
                return [text for one in value.values() for text in strings(one)]
        return []

    assert all(text.isprintable() for text in strings(written(tmp_path / "v.parquet")))


@pytest.mark.slow
def test_a_killed_scan_leaves_no_half_file_and_the_same_command_writes_it_whole(tmp_path: Path, lab_file: Path) -> None:
    source, output, beside = listed(tmp_path, 80), tmp_path / "v.parquet", tmp_path / "v.ndjson"
    program = start(lab_file, source, output, beside)
    until(lambda: lines(beside) > 5, program)
    os.kill(program.pid, signal.SIGKILL)
    program.wait(60)
    assert not output.exists()
    code, said = ended(start(lab_file, source, output, beside))
    assert code == 0, said
    rows = parquet.read_table(output).to_pylist()
    assert {row["line"]: (row["status"], row["verdict"]) for row in rows} == verdicts(beside) and len(rows) == 80
    assert not unfinished(output).exists()


def test_a_second_run_on_one_file_is_refused_and_the_first_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "v.parquet"
    first = ParquetSink(path)
    with pytest.raises(OutputBusy):
        ParquetSink(path)
    first.write(assessment())
    first.close()
    assert parquet.read_table(path).num_rows == 1 and [*tmp_path.iterdir()] == [path]


def test_no_file_of_anybody_else_is_touched(tmp_path: Path) -> None:
    other, target, link = tmp_path / "v.parquet.part", tmp_path / "real.parquet", tmp_path / "v.parquet"
    other.write_text("precious")
    target.touch()
    link.symlink_to(target)
    written(link)
    assert other.read_text() == "precious" and link.is_symlink() and parquet.read_table(target).num_rows > 1


def test_what_cannot_hold_it_is_refused_before_any_row(tmp_path: Path) -> None:
    folder, pipe = tmp_path / "d.parquet", tmp_path / "p.parquet"
    folder.mkdir()
    os.mkfifo(pipe)
    for path in (folder, pipe):
        with pytest.raises(OSError) as raised:
            ParquetSink(path)
        assert raised.value.filename == str(path)
    assert pipe.is_fifo() and sorted(tmp_path.iterdir()) == [folder, pipe]


def test_a_sink_that_is_discarded_leaves_nothing_behind(tmp_path: Path) -> None:
    ParquetSink(tmp_path / "v.parquet").discard()
    assert not [*tmp_path.iterdir()]
    (tmp_path / "v.parquet").write_bytes(b"PAR1 before")
    ParquetSink(tmp_path / "v.parquet").discard()
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"PAR1 before"]


def test_what_others_left_where_it_is_written_is_taken_away(tmp_path: Path) -> None:
    precious, path = tmp_path / "precious", tmp_path / "v.parquet"
    precious.write_text("precious")
    part = tmp_path / ".v.parquet.scamtriage-part"
    for leave in (lambda: part.symlink_to(precious), lambda: part.hardlink_to(precious), lambda: part.write_text("open to others")):
        leave()
        written(path)
        assert precious.read_text() == "precious" and sorted(tmp_path.iterdir()) == [precious, path]
