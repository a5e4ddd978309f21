"""The same scan on a dask cluster: the rows of one process, the pace in one place, and a lost worker loses no line."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from scamtriage.records.evidence import Outcome
from tests.batch.programs import ended, listed, start, verdicts
from tests.batch.test_one_address import AT_MOST, most_at_once
from tests.batch.test_worker_batch import Desk, outcomes, scanned, surroundings
from tests.cli.running import run
from tests.waiting import lines, until

distributed = pytest.importorskip("distributed", reason="NOT RUN: the extra [dask] is not installed")
pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]
EXAMPLE = Path(__file__).parents[2] / "examples" / "dask" / "lab_cluster.py"


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as running:
        yield running


def test_the_example_scans_the_lab_on_two_workers_with_one_command(tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("dsi-case-th.top\nnot a name\nkhanom-baan-suan.shop\nhxxps://dsi-case-th[.]top/\n")
    done = subprocess.run([sys.executable, EXAMPLE, tmp_path / "list.txt"], capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(row["line"], row["verdict"]) for row in rows] == [(1, "near-certain"), (2, None), (3, "likely-benign"), (4, "near-certain")]


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="the processes of the cluster are found in /proc")
def test_a_scan_that_was_killed_leaves_no_process_on_the_cluster(cluster: Any, lab_file: Path, tmp_path: Path) -> None:
    def read(path: Path) -> bytes:
        try:
            return path.read_bytes()
        except OSError:  # it has ended since it was found
            return b""

    def children(pid: int | str) -> list[str]:
        return [child.decode() for tasks in Path(f"/proc/{pid}/task").glob("*/children") for child in read(tasks).split()]

    def processes() -> list[str]:
        found = [child for worker in cluster.workers.values() for child in children(worker.pid)]
        found += [grandchild for child in found for grandchild in children(child)]
        return [pid for pid in found if b"lab_worker" in read(Path(f"/proc/{pid}/cmdline"))]

    source, output = listed(tmp_path, 300), tmp_path / "many.ndjson"
    program = start(lab_file, source, output, processes=2, dask=cluster.scheduler_address)
    with program:
        until(lambda: lines(output) > 102, program)  # 100 of them ask nothing of a worker
        until(lambda: len(processes()) == 2, program)
        assert program.poll() is None
        program.kill()
    until(lambda: not processes())


@pytest.mark.exhaustive
def test_a_worker_that_dies_loses_no_line_and_the_rows_are_those_of_one_process(cluster: Any, lab_file: Path, tmp_path: Path) -> None:
    source, output = listed(tmp_path, 60), tmp_path / "many.ndjson"
    assert ended(start(lab_file, source, tmp_path / "one.ndjson"))[0] == 0
    program = start(lab_file, source, output, processes=2, dask=cluster.scheduler_address, quiet=False)
    until(lambda: lines(output) > 22, program)  # 20 of them ask nothing of a worker
    os.kill(next(iter(cluster.workers.values())).pid, signal.SIGKILL)
    code, said = ended(program)
    assert code == 0, said
    assert "another takes its place" in said
    assert verdicts(output) == verdicts(tmp_path / "one.ndjson")


def test_no_scheduler_is_said_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scamtriage.batch.cluster._CONNECT_S", 0.5)
    (tmp_path / "list.txt").write_text("example.com\n")
    done = run("scan", str(tmp_path / "list.txt"), "--dask", "tcp://127.0.0.1:9", "-o", "v.ndjson", cwd=tmp_path)
    assert done.returncode == 1 and "no dask scheduler answers at tcp://127.0.0.1:9" in done.stderr and "tcp://HOST:PORT" in done.stderr
    assert "Traceback" not in done.stderr


async def test_workers_of_a_cluster_share_four_connections_to_an_address(cluster: Any) -> None:
    assert (await most_at_once(2, cluster.scheduler_address)).most == AT_MOST


async def test_workers_of_a_cluster_share_one_pace(cluster: Any, tmp_path: Path) -> None:
    rate, desk = 50.0, Desk("record")
    async with surroundings(tmp_path, {"com": desk}, whois_per_s=rate, deadline_s=60.0, registry_timeout_s=30.0) as (config, router):
        dossiers = await scanned(config, router, (f"name-{n}.com" for n in range(120)), processes=2, dask=cluster.scheduler_address)
    assert outcomes(dossiers, ".com") == [Outcome.OK] * 120
    assert desk.busiest_second() <= rate + 3
