"""What workers judge and write is what the process that deals would have: the same bytes, the same counts, the same exit code."""

import itertools
import json
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from scamtriage.assess import Judge, Rules
from scamtriage.batch.counts import Counts
from scamtriage.batch.jobs import Job, jobs
from scamtriage.batch.protocol import JUDGED, Judged, decode_judged, encode_judged
from scamtriage.cli.exit_status import ExitStatus
from scamtriage.cli.notices.summary import Summary
from scamtriage.cli.options import Judging
from scamtriage.judging import rules
from scamtriage.knowledge.speech import speech
from scamtriage.lab.internet import Lab
from scamtriage.lab_worker import environment
from scamtriage.pipeline import number_lines
from scamtriage.records import codec
from scamtriage.records.evidence import Dossier
from scamtriage.records.target import BadTarget, LineStatus, Target
from scamtriage.render.ndjson import ndjson
from scamtriage.render.style import Style
from scamtriage.sessions import open_batch
from scamtriage.worker import _judge
from tests.batch.programs import ended, start
from tests.running import lab_config
from tests.samples import EVIDENCE

STORED = EVIDENCE.read_bytes().splitlines(keepends=True)


def stored() -> list[Dossier]:
    return [codec.from_line(line) for line in STORED]


def test_what_is_sent_is_the_line_of_the_journal_and_the_row_and_tells_what_it_came_to() -> None:
    judge, style, dossiers = Judge.of(Rules.load(), prior=0.1), Style(), stored()
    dossiers.append(replace(dossiers[0], line=99, same_as=dossiers[0].line))
    rows, added = judge.several([(dossier, "") for dossier in dossiers]), Summary()
    for dossier, row, given in zip(dossiers, rows, encode_judged(dossiers, judge, style), strict=True):
        head, evidence, text = (given + b"\n").splitlines(keepends=True)
        assert head.startswith(JUDGED) and isinstance(dossier.target, Target)
        done = decode_judged(Job(line=dossier.line, given=dossier.input, target=dossier.target), json.loads(head), evidence, text)
        assert done.row.text == "".join(ndjson([row], style)) and done.row.line == done.line == row.line
        assert codec.from_line(done.evidence) == (dossier if dossier.same_as is None else replace(dossier, evidence={}))
        assert done.evidence + b"\n" in (*STORED, evidence) and done.first is (dossier.same_as is None)
        added.add(done.row.counts)
    seen = Summary()
    for row in rows:
        seen.see(row)
    assert added.lines(Path("v.ndjson")) == seen.lines(Path("v.ndjson"))
    assert added.coverage == pytest.approx(seen.coverage)
    assert added.plain() | {"coverage": 0} == seen.plain() | {"coverage": 0}


@pytest.mark.parametrize("level", [None, "likely-benign", "suspicious", "near-certain"])
def test_the_exit_code_follows_from_what_rows_came_to_as_from_the_rows(level: Any) -> None:
    bad = [BadTarget(given="x", status=status, reason="so") for status in (LineStatus.REFUSED, LineStatus.SKIPPED, LineStatus.ERROR)]
    refused = [Dossier(line=at, input="x", target=target, status=target.status) for at, target in enumerate(bad, start=50)]
    judge = Judge.of(Rules.load())
    for dossier in (*stored(), *refused):
        counts, row = Counts(), judge(dossier)
        counts.see(row)
        seen, added = (ExitStatus(judging=Judging(fail_on=level, strict=True)) for _ in range(2))
        seen.see(row)
        added.add(json.loads(json.dumps(counts.plain())))
        assert added == seen


def test_a_worker_judges_only_by_the_rules_that_are_wanted(lab: Lab, tmp_path: Path) -> None:
    blocked = tmp_path / "blocked.txt"
    blocked.write_text("bad.example\n")
    config = lab_config(lab, block_lists=(str(blocked),))
    wanted = rules(config).digest
    assert wanted == rules(config).digest != rules(lab_config(lab)).digest
    assert isinstance(_judge(config, wanted), Judge) and _judge(config, "") is None
    blocked.write_text("bad.example\nworse.example\n")
    assert _judge(config, wanted) is None
    blocked.unlink()
    assert _judge(config, wanted) is None


@pytest.mark.slow
@pytest.mark.parametrize("same", [True, False])
async def test_portions_hold_what_workers_judged_or_the_evidence_to_be_judged_here(lab: Lab, same: bool) -> None:
    config = lab_config(lab)
    names, digest = ["khanom-baan-suan.shop", "not a name", "nobody-1.com", "dsi-case-th.top"], rules(config).digest if same else "another"
    async with open_batch(config, processes=2, environment=environment(lab.router), rules_digest=digest) as batch:
        found = [one for portion in [portion async for portion in batch.portions(jobs(number_lines(names)))] for one in portion]
    assert {one.line: isinstance(one, Judged) for one in found} == {1: same, 2: False, 3: same, 4: same}


@pytest.mark.slow
@pytest.mark.parametrize("suffixes", [pytest.param((".ndjson",), marks=pytest.mark.exhaustive), (".ndjson", ".csv")])
def test_rows_from_workers_are_those_that_a_resume_judges_of_their_journal(
    tmp_path: Path, lab_file: Path, suffixes: tuple[str, ...]
) -> None:
    source, blocked = tmp_path / "list.csv", tmp_path / "blocked.txt"
    hosts = ["https://dsi-case-th.top/", "khanom-baan-suan.shop", "nobody-1.com", "https://dsi-case-th.top/login", "not a name", ""]
    source.write_text("note,url\n" + "".join(f"n{at} ünï\u202e,{host}\n" for at, host in enumerate(hosts * 3)))
    blocked.write_text("khanom-baan-suan.shop\n")
    outputs = [tmp_path / f"v{suffix}" for suffix in suffixes]
    asked: dict[str, object] = {
        "processes": 2, "in_order": True, "block_lists": [str(blocked)], "prior": 0.3, "language": "th", "gambling": "scam", "quiet": False,
    }  # fmt: skip
    code, said = ended(start(lab_file, source, *outputs, **asked))
    assert code == 0, said
    first = [path.read_bytes() for path in outputs]
    rows = [json.loads(row) for row in first[0].splitlines()]
    assert [row["line"] for row in rows] == list(range(2, 2 + 3 * len(hosts)))
    assert [row["columns"]["note"] for row in rows] == [f"n{at} ünï\u202e" for at in range(len(rows))]
    assert {row["same_as"] for row in rows[6:] if row["verdict"] is not None} == {2, 3, 4, 5}
    journal = (tmp_path / "v.ndjson.evidence.jsonl").read_bytes()
    assert all(codec.to_line(codec.from_line(line)) + b"\n" == line for line in journal.splitlines(keepends=True))
    assert all(
        row["evidence_digest"] == codec.digest(codec.from_line(line))
        for row, line in itertools.product(rows[:4], journal.splitlines())
        if json.loads(line)["line"] == row["line"]
    )
    code, again = ended(start(lab_file, source, *outputs, **asked | {"processes": 1}))
    assert code == 0 and "Resuming: 18 lines" in again, again
    assert [path.read_bytes() for path in outputs] == first
    assert (tmp_path / "v.ndjson.evidence.jsonl").read_bytes() == journal
    assert summed(said) == summed(again)


def summed(said: str) -> list[str]:
    """The Thai summary, but for its first line, which is the rate, and for the registries, which a resume has not asked."""
    lines, (verdicts, slow) = (
        said.split("\n"),
        (speech("th").say(f"{what}: {{list}}", list="") for what in ("verdicts, by line", "registries that were slow or silent")),
    )
    [begins] = [at for at, line in enumerate(lines) if line.startswith(verdicts)]
    return [line for line in lines[begins:] if not line.startswith(slow)]
