"""The summary says what to do, and holds nothing for each row."""

from dataclasses import replace
from pathlib import Path

import pytest

from scamtriage.assess import Judge, Rules
from scamtriage.batch.counts import Registry
from scamtriage.cli.summary import Summary
from scamtriage.records import codec
from scamtriage.records.assessment import Assessment

EVIDENCE = Path(__file__).parents[2] / "examples" / "evidence.jsonl"


def said(kept: Path | None = None) -> list[str]:
    summary, judged = Summary(), Judge.of(Rules.load(None), prior=0.1)
    for line in EVIDENCE.read_bytes().splitlines():
        row = judged(codec.from_line(line))
        if isinstance(row, Assessment) and "registration" in row.evidence:
            slow = replace(row.evidence["registration"], elapsed_s=4.0 if row.target.suffix == "top" else 0.1)
            row = replace(row, evidence=row.evidence | {"registration": slow})
        summary.see(row)
    return summary.lines(kept)


def test_verdicts_stand_worst_first_and_each_failure_comes_with_its_advice() -> None:
    verdicts, types, *rest = said()
    assert verdicts.index("near-certain") < verdicts.index("no-finding") < verdicts.index("likely-benign")
    assert types.startswith("types: ") and "fake-call-centre" in types
    assert any(line.startswith("coverage: ") for line in rest)
    assert any("registration timeout: unknown, weighs nothing" in line for line in rest)
    assert not any("again.ndjson" in line for line in rest)  # nothing was kept to take them from


def test_registries_that_are_slow_or_silent_are_named() -> None:
    [slow] = [line for line in said() if line.startswith("slowest registries")]
    assert slow.startswith("slowest registries: .top 4.0 s") and "1 without an answer" in slow


def test_incomplete_lines_can_be_asked_again_by_a_command_that_can_be_pasted() -> None:
    [again] = [line for line in said(Path("case 17/v.ndjson")) if "again.ndjson" in line]
    assert "'case 17/v.ndjson'" in again and 'select(.status == "partial"' in again and "scamtriage scan -" in again


def test_the_file_of_the_second_asking_is_a_fresh_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for there, fresh in (
        ("v.ndjson", "again.ndjson"),
        ("again.ndjson", "again-2.ndjson"),
        ("again-2.ndjson.evidence.jsonl", "again-3.ndjson"),
    ):
        Path(there).touch()
        [line] = [line for line in said(Path("again.ndjson")) if "incomplete lines again" in line]
        assert line.endswith(f" again.ndjson | scamtriage scan - -o {fresh}")


def test_what_a_list_leaves_out_is_counted() -> None:
    summary = Summary()
    summary.rows, summary.judged = 70, 70
    for number in range(8):
        summary.types[f"kind-{number}"] = summary.flags[f"flag-{number}"] = 10 - number
        summary.failures[f"collector-{number}", "unreachable"] = 10 - number
        summary.registries[f"suffix{number}"] = Registry(asked=1, seconds=9.0)
    lines = summary.lines(None)
    [types] = [line for line in lines if line.startswith("types")]
    assert "5 kind-5 and 2 more; flagged: " in types and types.endswith("5 flag-5 and 2 more")
    assert "not had: 12 more, of 3 other kinds; the rows say which" in lines
    assert any(line.startswith("slowest registries") and line.endswith(" and 5 more") for line in lines)
    assert not any("did not answer" in line for line in lines)  # a row may say that the connection was refused
