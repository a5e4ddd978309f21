"""The installed program on natural ports against every hostile behaviour: all addresses are ours, and all contacts are on record."""

import csv
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest

from tests.hostile.caged import FORMATS, SECRETS
from tests.hostile.harmless import ACTS, CHECKS
from tests.hostile.internet import CONTROLS
from tests.namespace.test_namespace import UNSHARE, possible

pytestmark = [pytest.mark.namespace]
DEADLINE_S, SLACK_S = 8.0, 1.0
MAX_CONNECTIONS = 25
MAX_BYTES = 3_000_000
"""Of one connection: 2 MB of the budget, and what the kernel takes in by itself."""
FOREIGN = {"localhost", "local", "internal", "lan", "corp", "home", "intranet", "localdomain", "onion"}


Caged = tuple[dict[str, Any], dict[str, str], list[dict[str, Any]]]


A_PART = pytest.param(6, id="a part of each family")
EVERYTHING = pytest.param(0, id="all", marks=pytest.mark.exhaustive)


@pytest.fixture(scope="module", params=[A_PART, EVERYTHING])
def caged(request: pytest.FixtureRequest) -> Caged:
    """Figures, what was written by format, and the rows. One run for all tests here, with so many behaviours of each family (0: all)."""
    if not possible():
        pytest.skip("NOT RUN: this machine makes no network namespace (unshare, ip, and root or user namespaces are needed)")
    with tempfile.TemporaryDirectory(prefix="scamtriage-caged-") as folder:
        run = subprocess.run(
            [*UNSHARE, sys.executable, "-m", "tests.hostile.caged"],
            input=json.dumps({"folder": folder, "each": request.param}),
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert run.returncode == 0, run.stderr[-3000:]
        figures: dict[str, Any] = json.loads(run.stdout)
        written = {name: (Path(folder) / f"rows.{name}").read_text("utf-8") for name in FORMATS}
        written["evidence"] = (Path(folder) / "evidence.jsonl").read_text("utf-8")
        figures["ran"] = sorted(path.name for path in (Path(folder) / "work").glob("*.ran"))
    return figures, written, [json.loads(line) for line in written["ndjson"].rstrip("\n").split("\n")]


def test_nobody_is_contacted_but_targets_registries_and_the_resolver(caged: Caged) -> None:
    figures, _, _ = caged
    assert figures["lost"] == 0, "the record of contacts is not whole"
    assert figures["contacts"] > figures["lines"]
    assert figures["forbidden"] == []
    assert figures["vault"] == 0
    assert {name for name in figures["names"] if "." not in name or name.rpartition(".")[2] in FOREIGN} == set()


def test_every_line_has_one_honest_row(caged: Caged) -> None:
    figures, _, rows = caged
    assert figures["full"]["code"] == 0
    assert "Traceback" not in figures["full"]["err"]
    assert sorted(row["line"] for row in rows) == list(range(1, figures["lines"] + 1))
    statuses = {row["line"]: row["status"] for row in rows}
    assert set(statuses.values()) <= {"ok", "partial", "refused", "skipped"}
    assert {statuses[line] for line in figures["behaviours"].values()} <= {"ok", "partial", "refused"}


def test_every_target_ends_in_time(caged: Caged) -> None:
    _, written, _ = caged
    for line in written["evidence"].rstrip("\n").split("\n"):
        row = json.loads(line)
        found = (row.get("evidence") or {}).values()
        stretched = 2 if any("loaded" in evidence["flags"] for evidence in found) else 1  # this machine was too busy, and the row says so
        assert max((evidence["elapsed_s"] for evidence in found), default=0.0) <= stretched * DEADLINE_S + SLACK_S, row["input"]


def test_no_budget_is_exceeded(caged: Caged) -> None:
    figures, _, _ = caged
    assert {b: n for b, n in figures["connections"].items() if n > MAX_CONNECTIONS} == {}
    assert {b: n for b, n in figures["most_bytes"].items() if n > MAX_BYTES} == {}


def test_control_sites_beside_them_are_whole(caged: Caged) -> None:
    _, _, rows = caged
    company, bakery, scam = sorted((row for row in rows if row["line"] <= len(CONTROLS)), key=lambda row: row["line"])
    assert [row["status"] for row in (company, bakery, scam)] == ["ok"] * 3
    assert company["verdict"] in ("likely-benign", "no-finding")
    assert bakery["verdict"] == "likely-benign"
    assert scam["verdict"] in ("likely-scam", "near-certain")


@pytest.mark.parametrize("name", FORMATS)
def test_what_is_written_is_only_text(name: str, caged: Caged) -> None:
    _, written, _ = caged
    text = written[name].removeprefix("\ufeff" if name == "csv" else "")  # the mark by which spreadsheets know UTF-8
    assert text
    assert ACTS.search(text) is None
    assert CHECKS["table" if name == "txt" else name](text) == []


def test_log_and_evidence_are_only_text_too(caged: Caged) -> None:
    figures, written, _ = caged
    assert figures["full"]["err"]
    assert ACTS.search(figures["full"]["err"]) is None
    assert ACTS.search(written["evidence"]) is None


def test_no_secret_is_in_any_output_or_on_the_wire_and_nothing_planted_runs(caged: Caged) -> None:
    figures, written, _ = caged
    assert figures["ran"] == []
    said = "".join(figures["heard"])
    for text in (*written.values(), figures["full"]["out"], figures["full"]["err"], said):
        assert [secret for secret in SECRETS if secret in text] == []
    assert "authorization:" not in said.lower()
    assert "cookie:" not in said.lower()


def test_every_row_of_the_csv_has_the_columns_of_its_head(caged: Caged) -> None:
    figures, written, _ = caged
    rows = list(csv.reader(written["csv"].splitlines(keepends=True)))
    assert len(rows) == 1 + figures["lines"]
    assert {len(row) for row in rows} == {len(rows[0])}
