"""`calibrate` from labelled evidence to a model that the other commands name; what is foreign or damaged is refused."""

import dataclasses
import json
import math
import random
import re
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from scamtriage.assess import Rules
from scamtriage.cli.calibration.labels import read_labels
from scamtriage.cli.calibration.report import warnings
from scamtriage.knowledge.judgement.catalog import load_catalog
from scamtriage.knowledge.loading import BadTable
from scamtriage.records import codec
from scamtriage.records.assessment import Verdict
from scamtriage.refit import Labelled, Refit, examples
from scamtriage.score import fit
from scamtriage.score.model import _digest, load_model, parse_model
from tests.cli.running import run
from tests.judgement.sites import dossier, sites
from tests.samples import EVIDENCE

FEW = [site for name in ("dev", "hard") for site in sites(name)]
SITES = [*FEW, *sites("001")]
"""As many as weights want; base rate and Platt factors are fitted to fewer."""


def written(path: Path, chosen: list[dict[str, object]], *, how: str = "column") -> Path:
    """An evidence file with a label in each line, where `how` says."""
    lines = []
    for number, site in enumerate(chosen, start=1):
        word = "scam" if site["scam"] else "honest"
        found = replace(dossier(site), line=number, columns={"Label ": word} if how == "column" else {})
        line = json.loads(codec.to_line(found))
        lines.append(json.dumps(line | {"label": word} if how == "field" else line))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def labelled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("cases") / "cases.jsonl", FEW)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("model") / "office.json"
    done = run("calibrate", str(written(path.with_name("all.jsonl"), SITES)), "--weights", "-o", str(path))
    assert done.returncode == 0, done.stderr
    return path


@pytest.fixture(scope="module")
def report(labelled: Path) -> str:
    return run("calibrate", str(labelled)).stdout


def test_the_report_says_before_and_after_on_unseen_cases_and_warns(report: str) -> None:
    assert f"{sum(s['scam'] for s in FEW)} scams and {sum(not s['scam'] for s in FEW)} honest sites" in report
    for word in ("log loss", "ECE", "AUC", "as shipped", "unseen", "Mind: only", "nothing was written"):
        assert word in report


def test_the_model_holds_digests_counts_and_date(model: Path) -> None:
    table = json.loads(model.read_text())
    assert len(table["digest"]) == len(table["data_digest"]) == 64
    assert table["counts"] == {"scam": sum(s["scam"] for s in SITES), "honest": sum(not s["scam"] for s in SITES)}
    assert len(table["fitted_on"]) == 10
    assert table["name"] == "office"
    assert table["weights"]


def test_rows_name_the_model_and_still_sum_to_the_logit(model: Path) -> None:
    table = json.loads(model.read_text())
    done = run("score", str(EVIDENCE), "--model", str(model), "--format", "ndjson")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(rows) > 10
    for row in rows:
        assert row["tool"]["model"] == f"office+{table['digest'][:12]}"
        assert row["prior"] == table["prior"]
        total = math.log(row["prior"] / (1 - row["prior"])) + math.fsum(reason["log_odds"] for reason in row["reasons"])
        assert row["probability"] == pytest.approx(1 / (1 + math.exp(-total)), abs=1e-5)


def test_a_prior_on_the_command_line_stands_above_the_models(model: Path) -> None:
    row = json.loads(run("check", "example.com", "--offline", "--model", str(model), "--prior", "0.02", "--format", "json").stdout)
    assert row["prior"] == 0.02


@pytest.mark.parametrize(("name", "mark"), [("truth.csv", ","), ("truth.csv", ";"), ("truth.tsv", "\t"), ("truth.txt", "\t")])
def test_labels_are_read_like_any_list(tmp_path: Path, name: str, mark: str) -> None:
    rows = [("url", "note", "Label"), ("hxxps://a[.]top/", "one, of many", "scam"), ("b.example", "", "honest")]
    text = "".join(mark.join(f'"{cell}"' if mark in cell else cell for cell in row) + "\n" for row in rows)
    (tmp_path / name).write_bytes(text.encode("utf-16"))
    assert read_labels(tmp_path / name) == {"a.top": True, "b.example": False}


def test_labels_may_have_empty_lines_and_comments_as_any_list(tmp_path: Path) -> None:
    (tmp_path / "truth.csv").write_text("target,label\nexample.com,scam\n\n# a note\nfoo.top,honest\n")
    assert read_labels(tmp_path / "truth.csv") == {"example.com": True, "foo.top": False}


@pytest.mark.parametrize("how", ["field", "labels"])
def test_labels_may_stand_in_the_line_or_apart(tmp_path: Path, report: str, how: str) -> None:
    other = written(tmp_path / "other.jsonl", FEW, how=how)
    labels = tmp_path / "truth.csv"
    labels.write_text("target,label\n" + "".join(f"hxxps://{s['host']}/,{'scam' if s['scam'] else 'honest'}\n" for s in FEW))
    words = ["--labels", str(labels)] if how == "labels" else []
    assert run("calibrate", str(other), *words).stdout == report


def test_the_same_cases_in_another_order_are_the_same_data(tmp_path: Path, labelled: Path, report: str) -> None:
    shuffled = tmp_path / "shuffled.jsonl"
    shuffled.write_text("\n".join(reversed(labelled.read_text().splitlines())) + "\n")
    models = [tmp_path / name / "office.json" for name in ("one", "other")]
    for cases, path in zip((labelled, shuffled), models, strict=True):
        path.parent.mkdir()
        assert run("calibrate", str(cases), "-o", str(path)).stdout.splitlines()[:-1] == report.splitlines()[:-1]
    assert models[0].read_bytes() == models[1].read_bytes()


def test_a_desk_that_meets_few_scams_is_told_its_prior(labelled: Path) -> None:
    assert "\nprior 2e-05, slope " in run("calibrate", str(labelled), "--prior", "0.00002").stdout


def test_swapped_labels_are_refused(tmp_path: Path) -> None:
    swapped = written(tmp_path / "swapped.jsonl", [{**site, "scam": not site["scam"]} for site in FEW])
    done = run("calibrate", str(swapped), "-o", str(tmp_path / "m.json"))
    assert done.returncode == 2 and "the honest rank above the scams (AUC 0.0" in done.stderr and "swapped" in done.stderr
    assert not (tmp_path / "m.json").exists()


@pytest.mark.parametrize("seed", range(4))
def test_labels_by_chance_are_refused_or_said_loudly(tmp_path: Path, seed: int) -> None:
    tossed = [*FEW]
    random.Random(seed).shuffle(tossed)
    mixed = [{**site, "scam": other["scam"]} for site, other in zip(FEW, tossed, strict=True)]
    done = run("calibrate", str(written(tmp_path / "mixed.jsonl", mixed)))
    assert "labels may be wrong. Do not use it." in done.stdout or "they may be swapped" in done.stderr


def test_too_few_cases_of_a_label_are_refused(tmp_path: Path) -> None:
    few = written(tmp_path / "few.jsonl", [s for s in SITES if s["scam"]][:30] + [s for s in SITES if not s["scam"]][:19])
    done = run("calibrate", str(few), "-o", str(tmp_path / "m.json"))
    assert done.returncode == 2
    assert "found 30 cases labelled scam and 19 labelled honest" in done.stderr
    assert "at least 20 of each are needed, so 1 more honest." in done.stderr
    assert not (tmp_path / "m.json").exists()


def test_a_file_without_labels_or_of_one_side_is_told_what_is_missing(tmp_path: Path) -> None:
    bare = written(tmp_path / "bare.jsonl", SITES[:3], how="none")
    said = run("calibrate", str(bare)).stderr
    assert "found 0 cases labelled scam and 0 labelled honest" in said and "20 more scam and 20 more honest" in said
    assert "left out: 3 (no label)" in said and "a row of --labels" in said
    scams = written(tmp_path / "scams.jsonl", [s for s in SITES if s["scam"]][:25])
    said = run("calibrate", str(scams), "--weights").stderr
    assert "found 25 cases labelled scam and 0 labelled honest" in said and "so 35 more scam and 60 more honest." in said


def test_a_word_that_is_no_label_and_a_host_with_both_are_refused(tmp_path: Path) -> None:
    path = written(tmp_path / "cases.jsonl", SITES[:2])
    path.write_text(path.read_text().replace('"Label ": "scam"', '"Label ": "bad"', 1))
    said = " ".join(run("calibrate", str(path)).stderr.split())
    url = codec.from_line(path.read_text().splitlines()[0]).target.url  # type: ignore[union-attr]
    assert (
        f"{url} (line 1, line 1 of its list) is labelled 'bad'" in said
        and "a label is scam or honest" in said
        and "--labels FILE.csv" in said
    )
    both = written(tmp_path / "both.jsonl", [SITES[0], {**SITES[0], "scam": not SITES[0]["scam"]}])
    done = run("calibrate", str(both))
    assert (done.returncode, "labelled scam and honest" in done.stderr) == (2, True)


def test_lines_without_label_or_full_evidence_are_counted_and_left_out(tmp_path: Path, labelled: Path) -> None:
    lines = labelled.read_text().splitlines()
    bare = json.loads(lines[0]) | {"columns": {}}
    offline = json.loads(lines[1]) | {"mode": "offline", "evidence": {}}
    path = tmp_path / "some.jsonl"
    path.write_text("\n".join([json.dumps(bare), json.dumps(offline), *lines[2:], lines[5]]) + "\n")
    said = run("calibrate", str(path)).stdout
    for words in ("1 with no label", "1 with no full evidence", "1 with the page stands there already"):
        assert words in said


@pytest.mark.parametrize(
    ("damage", "says"),
    [
        (lambda text: text[:-40], "model"),
        (lambda text: text.replace('"slope": 0.', '"slope": 0.1'), "digest"),
        (lambda text: text.replace('"slope": ', '"slope": NaN, "was": '), "was"),
        (lambda text: '{"schema": "scamtriage.assessment/1"}', "schema"),
        (lambda text: re.sub(r'"digest": "\w+"', '"digest": ""', text), "digest: is missing"),
        (lambda text: re.sub(r' "digest": "\w+",\n', "", text), "digest: is missing"),
        (lambda text: "[1, 2]", "must be one JSON object"),
        (lambda text: "no model", "model"),
    ],
)
def test_a_foreign_or_damaged_model_is_refused_with_a_sentence(tmp_path: Path, model: Path, damage: object, says: str) -> None:
    path = tmp_path / "model.json"
    path.write_text(damage(model.read_text()))  # type: ignore[operator]
    done = run("check", "example.com", "--offline", "--model", str(path))
    assert done.returncode == 2
    assert "model.json" in done.stderr and says in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"name": "catalogue-1"}, "name"),
        ({"name": "Shipped"}, "name"),
        ({"name": "x" * 81}, "name"),
        ({"name": "a\u202eb"}, "name"),
        ({"name": ""}, "name"),
        ({"counts": {"scam": -1}}, "counts"),
        ({"counts": {"scam": 10**30}}, "counts"),
        ({"reliability": [[0.1, 0.2, 10**400]]}, "counts|model"),
        ({"reliability": [[0.1, 0.2, -10]]}, "counts"),
    ],
    ids=lambda given: next(iter(given)) if isinstance(given, dict) else "",
)
def test_a_sealed_model_with_numbers_or_names_that_cannot_be_is_refused(model: Path, changes: dict[str, Any], says: str) -> None:
    table = json.loads(model.read_text()) | changes
    table["digest"] = _digest(table)
    with pytest.raises(BadTable, match=says):
        parse_model(load_catalog(), "model.json", json.dumps(table))


def test_a_model_of_other_knowledge_is_used_and_said(tmp_path: Path, model: Path) -> None:
    table = json.loads(model.read_text()) | {"knowledge": "0+older"}
    other = tmp_path / "office.json"
    other.write_text(json.dumps(table | {"digest": _digest(table)}))
    for words in (["check", "example.com", "--offline"], ["score", str(EVIDENCE)], ["scan", "-", "--offline"]):
        said, unsaid = (run(*words, "--model", str(path), stdin="example.com\n").stderr for path in (other, model))
        assert "was fitted under knowledge 0+older" in said and "was fitted" not in unsaid


def test_a_model_bears_no_name_of_ours(tmp_path: Path, labelled: Path) -> None:
    done = run("calibrate", str(labelled), "-o", str(tmp_path / "catalogue-1.json"))
    assert done.returncode == 2 and "give it one that is short and not ours" in done.stderr


def test_a_model_that_is_worse_than_the_shipped_one_is_not_recommended() -> None:
    good, bad = [(0.9, True), (0.1, False)], [(0.8, True), (0.2, False)]
    rows = {"as shipped, prior 10%": good, "as shipped, prior of your cases": [(0.7, True), (0.3, False)], "unseen": bad}
    model = load_model(load_catalog())
    outcome = Refit(model=model, scams=300, honest=300, hands=(300, 300), rows=rows, moved=(), rose=0, fell=0, alone=Verdict.NO_FINDING)
    assert any("no better than the shipped model (log loss 0.223 against 0.105): keep that one" in said for said in warnings(outcome))
    assert not any(
        "keep" in said
        for said in warnings(dataclasses.replace(outcome, rows={**rows, "as shipped, prior 10%": [(0.7, True), (0.3, False)]}))
    )


def test_the_factors_are_fitted_to_the_weights_that_stand_beside_them(model: Path) -> None:
    shipped = Rules.load()
    office = load_model(shipped.catalog, model)
    lines = model.with_name("all.jsonl").read_bytes().splitlines()
    labelled = tuple((codec.from_line(line), bool(site["scam"])) for line, site in zip(lines, SITES, strict=True))
    cases = examples(Labelled(dossiers=labelled, left_out={}), Rules.of(shipped.catalog, model=office))
    again = fit.platt(cases, fit.weights_of(shipped.catalog, office), shipped.model)
    # written weights are rounded; factors of other weights differ in the first digit
    assert (again.slope, again.intercept) == pytest.approx((office.slope, office.intercept), abs=1e-3)
