"""A busy machine takes longer; it judges nobody by that, and says so in the row."""

import asyncio
import contextlib
import itertools
import json
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from scamtriage.batch.jobs import jobs
from scamtriage.batch.run import Batch
from scamtriage.lab.internet import Lab
from scamtriage.net.open_session import open_session
from scamtriage.pipeline import number_lines
from scamtriage.records.evidence import Dossier, Outcome
from scamtriage.render.ndjson import ndjson
from scamtriage.render.style import Style
from scamtriage.sessions import policy
from tests.batch.programs import ended, rows, start, verdicts
from tests.batch.test_one_address import SHARED, shop
from tests.judgement.sites import assessed
from tests.running import lab_config

HOGS = 4


@pytest.mark.slow
def test_four_hogs_beside_a_scan_change_no_verdict_and_a_row_says_when_its_deadline_was_stretched(
    tmp_path: Path, lab_file: Path, whole: tuple[Path, dict[int, object]]
) -> None:
    source, known = whole
    few = tmp_path / "list.txt"
    few.write_text("\n".join(source.read_text().splitlines()[:36]) + "\n")
    hogs = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(HOGS)]
    try:
        code, said = ended(start(lab_file, few, tmp_path / "v.ndjson", timeout_s=5.0, in_flight=60))
    finally:
        for hog in hogs:
            hog.kill()
            hog.wait()
    assert code == 0, said
    assert verdicts(tmp_path / "v.ndjson") == {line: verdict for line, verdict in known.items() if line <= 36}
    kept = map(json.loads, (tmp_path / "v.ndjson.evidence.jsonl").read_text().splitlines())
    marked = {one["line"] for one in kept if any("loaded" in evidence["flags"] for evidence in one["evidence"].values())}
    said_so = {line for line, row in rows(tmp_path / "v.ndjson").items() if "loaded" in row.get("flags", ()) and row.get("same_as") is None}  # type: ignore[operator]
    assert said_so == marked


@contextlib.asynccontextmanager
async def standing_before(behind: tuple[str, int], answer: Callable[[], Awaitable[object]]) -> AsyncIterator[tuple[str, int]]:
    """A server that gives the first byte of an answer only when `answer` has returned."""
    asked = itertools.count()

    async def carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, gated: bool) -> None:
        with contextlib.suppress(OSError):
            while data := await reader.read(65_536):
                if gated and next(asked) == 0:
                    await answer()
                writer.write(data)
                await writer.drain()
            writer.close()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection(*behind)
        async with asyncio.TaskGroup() as group:
            group.create_task(carry(there, writer, gated=True))
            group.create_task(carry(reader, back, gated=False))

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[:2]
    finally:
        server.close()  # not waited for: Python 3.12 and later wait for every connection, and some answers never come


async def observed(deadline_s: float, answer: Callable[[], Awaitable[object]]) -> Dossier:
    """One page whose answer comes when `answer` says so."""
    async with Lab.start([], extra=[shop(0)]) as lab, standing_before(lab.router.routes[SHARED, 443], answer) as where:
        lab.router.add(SHARED, 443, where)
        config = lab_config(lab, deadline_s=deadline_s, timeout_s=deadline_s)
        async with open_session(policy(config), route=lab.router, now=lambda: lab.world.now) as session:
            found = Batch(session, config.mode).run(jobs(number_lines(["https://one-address-0.com/"])))
            [dossier] = [dossier async for dossier in found]
            return dossier


@pytest.mark.slow
async def test_a_stretched_deadline_is_marked_in_the_evidence_and_in_the_row() -> None:
    """An answer that comes behind the deadline is had if this loop was held up for so long, and for no other reason."""
    deadline_s, held_up_s = 3.0, 3.2

    async def hold_up() -> None:
        time.sleep(held_up_s)  # and then the answer is there: of the stretch, which is as long as the deadline, hardly a tenth is used

    late, had = await observed(1.0, asyncio.Event().wait), await observed(deadline_s, hold_up)
    assert late.evidence["page"].outcome is Outcome.TIMEOUT
    assert had.evidence["page"].outcome is Outcome.OK and had.evidence["page"].elapsed_s > deadline_s
    assert "loaded" in had.evidence["page"].flags
    row = assessed(had)
    assert "loaded" in row.flags
    assert "loaded" in json.loads("".join(ndjson([row], Style())))["flags"]
