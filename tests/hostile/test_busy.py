"""A busy machine changes no verdict: the same sites, with more hungry processes beside us than there are processors."""

import asyncio
import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator

from scamtriage.assess import Rules, assess
from scamtriage.lab.internet import Lab
from scamtriage.records.assessment import Assessment
from tests.running import observe

SITES = ("old-company", "new-bakery", "dsi-case", "bank-phish", "gov-relief", "task-job", "parked", "whois-only")
HOGS = 2 * (os.cpu_count() or 1)


@contextlib.contextmanager
def hogs(count: int) -> Iterator[None]:
    hungry = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(count)]
    try:
        yield
    finally:
        for one in hungry:
            one.kill()
            one.wait()


def verdicts(rules: Rules) -> dict[str, tuple[str, object]]:
    """Host -> status and verdict, the lab's servers in the same busy process."""

    async def look() -> dict[str, tuple[str, object]]:
        async with Lab.start() as lab:
            names = [name for name in SITES if name in lab.world.scenes]
            assert len(names) >= 4
            found = await observe(lab, [lab.world.scenes[name].target for name in names])
            rows = [assess(dossier, rules) for dossier in found]
            return {row.input: (row.status, row.verdict if isinstance(row, Assessment) else "") for row in rows}

    return asyncio.run(look())


def test_more_hogs_than_processors_change_no_verdict() -> None:
    rules = Rules.load()
    quiet = verdicts(rules)
    with hogs(HOGS):
        busy = verdicts(rules)
    assert busy == quiet
    assert {status for status, _ in quiet.values()} <= {"ok", "partial"}
