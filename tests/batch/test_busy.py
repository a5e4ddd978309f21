"""A busy machine takes longer; it judges nobody by that, and says so in the row."""

import asyncio
import contextlib
import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from scamtriage.assess import Rules, assess
from scamtriage.batch.run import Batch, jobs
from scamtriage.lab.internet import Lab
from scamtriage.net.open_session import open_session
from scamtriage.net_policy import policy
from scamtriage.pipeline import number_lines
from scamtriage.records.assessment import Assessment
from scamtriage.records.evidence import Dossier, Outcome
from scamtriage.render.json import ndjson
from scamtriage.render.style import Style
from tests.batch.programs import ended, rows, start, verdicts
from tests.batch.test_one_address import SHARED, Counter, shop
from tests.running import lab_config

HOGS = 4


@pytest.mark.slow
def test_four_hogs_beside_a_scan_change_no_verdict_and_a_row_says_when_its_deadline_was_stretched(
    tmp_path: Path, lab_file: Path, whole: tuple[Path, dict[int, object]]
) -> None:
    source, known = whole
    few = tmp_path / "list.txt"
    few.write_text("\n".join(source.read_text().splitlines()[:60]) + "\n")
    hogs = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(HOGS)]
    try:
        code, said = ended(start(lab_file, few, tmp_path / "v.ndjson", timeout_s=5.0, in_flight=60), 90)
    finally:
        for hog in hogs:
            hog.kill()
            hog.wait()
    assert code == 0, said
    assert verdicts(tmp_path / "v.ndjson") == {line: verdict for line, verdict in known.items() if line <= 60}
    kept = map(json.loads, (tmp_path / "v.ndjson.evidence.jsonl").read_text().splitlines())
    marked = {one["line"] for one in kept if any("loaded" in evidence["flags"] for evidence in one["evidence"].values())}
    said_so = {line for line, row in rows(tmp_path / "v.ndjson").items() if "loaded" in row.get("flags", ()) and row.get("same_as") is None}  # type: ignore[operator]
    assert said_so == marked


async def observed(lab: Lab, *, held_up_s: float) -> Dossier:
    """One page that comes after more than the deadline, by a loop that is held up for so long again and again."""

    async def hold_up() -> None:
        while held_up_s:
            time.sleep(held_up_s)
            await asyncio.sleep(0.01)

    config = lab_config(lab, deadline_s=3.0, timeout_s=2.5)
    async with open_session(policy(config), route=lab.router) as session:
        holding = asyncio.create_task(hold_up())
        try:
            batch = Batch(session, config.mode)
            [dossier] = [dossier async for dossier in batch.run(jobs(number_lines(["https://one-address-0.com/"])))]
            return dossier
        finally:
            holding.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await holding


@pytest.mark.slow
async def test_a_stretched_deadline_is_marked_in_the_evidence_and_in_the_row() -> None:
    async with Lab.start([], extra=[shop(0)]) as lab:
        counter = Counter(lab.router.routes[SHARED, 443], late_s=2.0)
        async with counter.serving() as where:
            lab.router.add(SHARED, 443, where)
            late, had = await observed(lab, held_up_s=0.0), await observed(lab, held_up_s=0.3)
    assert late.evidence["page"].outcome is Outcome.TIMEOUT or "loaded" in late.evidence["page"].flags
    assert had.evidence["page"].outcome is Outcome.OK and "loaded" in had.evidence["page"].flags
    row = assess(had, Rules.load())
    assert isinstance(row, Assessment) and "loaded" in row.flags
    assert "loaded" in json.loads("".join(ndjson([row], Style())))["flags"]
