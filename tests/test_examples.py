"""The examples do what their README says."""

import gzip
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from scamtriage.knowledge.judgement.catalog import load_catalog
from scamtriage.records.assessment import Verdict

EXAMPLES = Path(__file__).parents[1] / "examples"
EVIDENCE = EXAMPLES / "evidence.jsonl"
RECIPES = sorted((EXAMPLES / "recipes").glob("*.sh"))


def run(*command: str | Path) -> str:
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}", "PYTHONUTF8": "1"}
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, encoding="utf-8", env=environment, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_script_judges_the_recorded_evidence() -> None:
    said = run(sys.executable, EXAMPLES / "score_offline.py")
    assert "dsi-case-th[.]top" in said
    assert "near-certain" in said
    assert "100.0%" not in said  # nothing is certain


@pytest.mark.parametrize("script", [("score_offline.py",), ("check_by_hand.py", EVIDENCE, EVIDENCE)], ids=lambda script: script[0])
def test_who_stops_reading_is_shown_no_traceback_and_not_told_that_all_follows(script: tuple[Any, ...]) -> None:
    read, write = os.pipe()
    os.close(read)
    try:
        command = [sys.executable, str(EXAMPLES / script[0]), *map(str, script[1:])]
        done = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, text=True, timeout=60, check=False)
    finally:
        os.close(write)
    assert (done.returncode, done.stderr) == (2 if "check" in script[0] else 0, "")


@pytest.mark.parametrize("words", [("score_offline.py", "/no/such/file"), ("check_by_hand.py",)], ids=lambda words: words[0])
def test_a_wrong_command_line_is_told_in_words_and_ends_with_2(words: tuple[str, ...]) -> None:
    command = [sys.executable, str(EXAMPLES / words[0]), *words[1:]]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (2, "") and done.stderr and "Traceback" not in done.stderr


@pytest.mark.skipif(shutil.which("jq") is None, reason="NOT RUN: jq is not installed")
def test_no_lesser_verdict_stands_above_a_worse_one_in_the_recipe_that_promises_it() -> None:
    """A verdict that a rule holds back has often the greater sum."""
    said = run(EXAMPLES / "recipes" / "worst-first.sh", EVIDENCE).splitlines()
    ranks = [Verdict(line.split("\t")[0]).rank for line in said]
    assert len(set(ranks)) > 3 and ranks == sorted(ranks, reverse=True)


def checked(folder: Path, evidence: str, rows: str) -> subprocess.CompletedProcess[str]:
    return checked_bytes(folder, evidence.encode(), rows.encode())


def checked_bytes(folder: Path, evidence: bytes, rows: bytes) -> subprocess.CompletedProcess[str]:
    (folder / "evidence.jsonl").write_bytes(evidence)
    (folder / "rows.ndjson").write_bytes(rows)
    script = [sys.executable, "-I", str(EXAMPLES / "check_by_hand.py"), "evidence.jsonl", "rows.ndjson"]
    return subprocess.run(script, cwd=folder, capture_output=True, text=True, encoding="utf-8", env={"PYTHONUTF8": "1"}, timeout=60)


def test_rows_are_found_to_follow_from_their_evidence_by_hand(tmp_path: Path) -> None:
    """Those of duplicates, whose evidence stands in another line, and of names that were judged alone, which have none, too."""
    evidence = EVIDENCE.read_text(encoding="utf-8")
    [line] = [json.loads(line) for line in evidence.splitlines() if '"line":3,' in line]
    again = line | {"line": 19, "same_as": 3, "evidence": {}, "target": line["target"] | {"given": "again"}}
    alone = line | {"line": 20, "mode": "offline", "evidence": {}, "day": "2026-11-24"}
    evidence += "".join(json.dumps(more, ensure_ascii=False, separators=(",", ":")) + "\n" for more in (again, alone))
    assert '"wallet_calls":[],' in evidence
    evidence = evidence.replace('"wallet_calls":[],', "")  # as a version wrote it that did not know this field
    (tmp_path / "all.jsonl").write_text(evidence, encoding="utf-8")
    rows = run("scamtriage", "score", tmp_path / "all.jsonl", "--format", "ndjson")
    done = checked(tmp_path, evidence, rows)
    assert (done.returncode, done.stderr) == (0, "") and "not found" not in done.stdout
    assert done.stdout.count("nats") == done.stdout.count(": follows\n") == len(rows.splitlines())


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The evidence of one site, and its row."""
    path = tmp_path_factory.mktemp("one") / "one.jsonl"
    [line] = [line for line in EVIDENCE.read_text(encoding="utf-8").splitlines() if '"host":"wallet-customercare-helpline.in"' in line]
    path.write_text(line + "\n", encoding="utf-8")
    return {"evidence": line, "rows": run("scamtriage", "score", path, "--format", "ndjson")}


def test_a_mark_of_windows_and_a_damaged_line_end_no_check_by_hand(tmp_path: Path) -> None:
    """`score` reads such a file: the one gets its row, the other a row that says what is wrong."""
    lines = EVIDENCE.read_text(encoding="utf-8").splitlines(keepends=True)[:3]
    evidence = "\ufeff" + lines[0] + lines[1][: len(lines[1]) // 2] + "\n" + lines[2]
    (tmp_path / "all.jsonl").write_text(evidence, encoding="utf-8")
    command = [str(Path(sys.executable).with_name("scamtriage")), "score", str(tmp_path / "all.jsonl"), "--format", "ndjson"]
    rows = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=60).stdout
    done = checked(tmp_path, evidence, rows)
    assert (done.returncode, done.stderr) == (0, "") and done.stdout.count(": follows\n") == 2
    assert "evidence line 2 cannot be read" in done.stdout and "line 2: error, not judged" in done.stdout


@pytest.mark.parametrize("separators", [(", ", ": "), (" ,  ", " :\t")])
def test_a_line_that_was_written_anew_with_blanks_is_checked_by_hand(separators: tuple[str, str], tmp_path: Path) -> None:
    """As programs in Python write it, with its keys in order and a column of the user's that bears the name."""
    first, second, *_ = EVIDENCE.read_text(encoding="utf-8").splitlines()
    lines = [json.loads(first) | {"columns": {"evidence": "a letter"}}, json.loads(second)]
    evidence = "".join(json.dumps(line, separators=separators, sort_keys=True) + "\n" for line in lines)
    (tmp_path / "all.jsonl").write_text(evidence, encoding="utf-8")
    done = checked(tmp_path, evidence, run("scamtriage", "score", tmp_path / "all.jsonl", "--format", "ndjson"))
    assert (done.returncode, done.stderr, done.stdout.count(": follows\n")) == (0, "", 2), done.stdout


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("format", ["json", "ndjson"])
def test_packed_files_and_rows_of_json_are_checked_by_hand(format: str, count: int, tmp_path: Path) -> None:
    """Of one line `--format json` is an object, of several an array. They ended with a traceback."""
    evidence = b"".join(EVIDENCE.read_bytes().splitlines(keepends=True)[:count])
    (tmp_path / "some.jsonl").write_bytes(evidence)
    rows = run("scamtriage", "score", tmp_path / "some.jsonl", "--format", format).encode()
    for given in ((evidence, rows), (gzip.compress(evidence), rows), (evidence, gzip.compress(rows))):
        done = checked_bytes(tmp_path, *given)
        assert (done.returncode, done.stderr, done.stdout.count(": follows\n")) == (0, "", count)


@pytest.mark.parametrize(
    ("rows", "code", "why"),
    [
        (b"", 2, "holds no rows"),
        (b"line,verdict\n1,suspicious\n", 2, "line 1 is no row of"),
        (b"\xff\xfe\x00", 2, "line 1 is no row of"),
        (b"[" * 200_000, 2, "nested too deeply"),
        (b'[{"schema": 1}]', 2, "holds no rows"),
        (b'{"verdict": "suspicious", "log_odds": NaN}', 2, "NaN is no number"),
        (b"\x1f\x8b\x08", 2, "cannot be read"),
        (b"\x28\xb5\x2f\xfd", 2, "unpack it first"),
        (b'{"verdict": "\\u001b[2Jsuspicious", "log_odds": "", "target": []}', 1, "DOES NOT FOLLOW"),
    ],
    ids=["empty", "csv", "no-text", "deep", "other-objects", "nan", "cut-gzip", "zstd", "terminal"],
)
def test_what_are_no_rows_is_said_in_a_sentence_by_hand(rows: bytes, code: int, why: str, tmp_path: Path) -> None:
    done = checked_bytes(tmp_path, EVIDENCE.read_bytes(), rows)
    assert (done.returncode, done.stderr) == (code, "") and why in done.stdout
    assert all(sign.isprintable() or sign == "\n" for sign in done.stdout)


@pytest.mark.parametrize(
    "line",
    [b'{"line":1,"evidence":[],"target":{}}', b"\xff", b'{"line":1,"evidence":null}', b'{"evidence":{},"target":{"url":[]},"same_as":[]}'],
)
def test_what_is_no_line_of_evidence_ends_no_check_by_hand(line: bytes, tmp_path: Path) -> None:
    [first, *_] = EVIDENCE.read_bytes().splitlines(keepends=True)
    (tmp_path / "first.jsonl").write_bytes(first)
    rows = run("scamtriage", "score", tmp_path / "first.jsonl", "--format", "ndjson").encode()
    done = checked_bytes(tmp_path, line + b"\n" + first, rows)
    assert (done.returncode, done.stderr, done.stdout.count(": follows\n")) == (0, "", 1)


def test_a_duplicate_is_checked_by_the_evidence_that_score_takes_for_it(tmp_path: Path) -> None:
    """Files of several runs in one have line numbers twice."""
    first, second = EVIDENCE.read_text(encoding="utf-8").splitlines()[:2]
    lines = []
    for text in (first, second):
        line = json.loads(text) | {"line": 1}
        otherwise = line["target"] | {"url": line["target"]["url"].replace("https:", "http:")}
        assert otherwise != line["target"]
        lines += [line, line | {"line": 2, "same_as": 1, "evidence": {}, "target": otherwise}]
    evidence = "".join(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n" for line in lines)
    (tmp_path / "both.jsonl").write_text(evidence, encoding="utf-8")
    done = checked(tmp_path, evidence, run("scamtriage", "score", tmp_path / "both.jsonl", "--format", "ndjson"))
    assert (done.returncode, done.stdout.count(": follows\n")) == (0, 4)


@pytest.mark.parametrize(
    ("of", "old", "new", "why"),
    [
        ("evidence", "PhonePe customer care", "PhonePe customer", "with the digest"),
        ("evidence", '"mode":"full"', '"mode":"passive"', "collected in mode passive"),
        ("evidence", '"suffix":"in"', '"suffix":"co.in"', "another suffix"),
        ("rows", '"log_odds":4.9,', '"log_odds":4.8,', "sum to"),
        ("rows", '"prior":0.1,', '"prior":0.2,', "do not give the probability"),
        ("rows", '"probability":0.', '"probability":1.0,"was":0.', "do not give the probability"),
        ("rows", '"verdict":"near-certain"', '"verdict":"likely-scam"', "no rule is named"),
        (
            "rows",
            '"observed_at":"2026-11-24T12:00:00Z","tool"',
            '"observed_at":"2026-11-23T12:00:00Z","tool"',
            "the last observation was at 2026-11-24",
        ),
        ("rows", '"registrar":"', '"registrar":"Other ', "facts.registration.registrar is 'Other "),
        ("rows", '"title":"', '"title":"Bank ', "facts.page.title is 'Bank "),
        ("rows", '"source":"', '"source":"elsewhere ', "source is 'elsewhere "),
        ("rows", '"value":"+91', '"value":"+92', "facts.contacts.0.value is '+92"),
        ("rows", '"contacts":[', '"contacts":[{"kind":"phone"},', "the row has 4 contacts, and the evidence 3"),
        ("rows", '"snippet":"agent will"', '"snippet":"agent must"', "not found as quoted: page-wording"),
    ],
)
def test_what_does_not_follow_is_found_by_hand(of: str, old: str, new: str, why: str, one: dict[str, str], tmp_path: Path) -> None:
    assert old in one[of]
    done = checked(tmp_path, **one | {of: one[of].replace(old, new)})
    assert why in done.stdout and done.returncode == (0 if "quoted" in why else 1)


def test_no_rule_makes_a_verdict_worse_than_its_sum(tmp_path: Path) -> None:
    evidence = EVIDENCE.read_text(encoding="utf-8")
    rows = run("scamtriage", "score", EVIDENCE, "--format", "ndjson")
    for row in map(json.loads, rows.splitlines()[9:14]):
        honest = row["log_odds"] < 0
        row |= {"verdict": "near-certain", "held_back": ["x"]}
        done = checked(tmp_path, evidence, json.dumps(row) + "\n")
        assert (
            honest
            and done.returncode == 1
            and "the sum gives likely-benign" in done.stdout
            and "no rule makes a verdict worse" in done.stdout
        )


@pytest.mark.parametrize("anew", [{}, {"separators": (" , ", " :\t"), "sort_keys": True}], ids=["recorded", "anew"])
def test_the_command_for_the_eye_prints_the_digests_of_the_rows(anew: dict[str, Any], tmp_path: Path) -> None:
    """Of a line that was written anew too, with a column that bears the name before the evidence."""
    command = (
        (EXAMPLES.parent / "docs" / "checking.md").read_text(encoding="utf-8").partition("python3 -c '")[2].partition("' case-17.jsonl")[0]
    )
    lines = EVIDENCE.read_text(encoding="utf-8").splitlines()
    if anew:
        columns = {"columns": {"evidence": "a letter", "x": '"evidence": {}'}}
        lines = [json.dumps(json.loads(line) | columns, ensure_ascii=False, **anew) for line in lines]
    file = tmp_path / "case-17.jsonl"
    file.write_text("\n".join((*lines, "")), encoding="utf-8")
    rows = map(json.loads, run("scamtriage", "score", file, "--format", "ndjson").splitlines())
    assert run(sys.executable, "-c", command, file).splitlines() == [f"{row['line']} {row['evidence_digest']}" for row in rows]


def test_its_levels_are_those_of_the_readme() -> None:
    said = (EXAMPLES / "check_by_hand.py").read_text(encoding="utf-8")
    levels = {level.verdict: level.at_least for level in load_catalog().scoring.verdicts if level.at_least is not None}
    assert levels and all(f'("{verdict}", {least})' in said for verdict, least in levels.items())


@pytest.mark.skipif(shutil.which("jq") is None, reason="NOT RUN: jq is not installed")
@pytest.mark.parametrize("recipe", RECIPES, ids=lambda path: path.name)
def test_a_recipe_runs_on_the_recorded_evidence(recipe: Path) -> None:
    said = run(recipe, EVIDENCE)
    assert said.strip()


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda path: path.name)
def test_a_recipe_without_a_file_says_how_it_is_used(recipe: Path) -> None:
    done = subprocess.run(["sh", str(recipe)], capture_output=True, text=True, check=False)
    assert done.returncode and f"usage: {recipe.name} EVIDENCE.jsonl" in done.stderr


@pytest.mark.skipif(shutil.which("jq") is None, reason="NOT RUN: jq is not installed")
def test_the_abuse_contacts_are_nobodys_own(tmp_path: Path) -> None:
    """A scam can write its own mailbox into its registration: who is written to there is told of himself."""
    [line] = [line for line in EVIDENCE.read_text(encoding="utf-8").splitlines() if '"host":"dsi-case-th.top"' in line]
    seen = json.loads(line)
    seen["evidence"]["registration"]["facts"]["abuse_email"] = "abuse@mail.dsi-case-th.top"
    (tmp_path / "own.jsonl").write_text(json.dumps(seen) + "\n", encoding="utf-8")
    said = run(EXAMPLES / "recipes" / "abuse-contacts.sh", tmp_path / "own.jsonl")
    assert "mail.dsi-case-th" not in said
    assert "dsi-case-th[.]top\thost\tabuse@vps.scamtriage-lab.net" in said


def test_every_file_is_in_the_readme() -> None:
    readme = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    named = [path.name for path in EXAMPLES.iterdir() if path.is_file() and path.name != "README.md"]
    assert [name for name in named if name not in readme] == []
