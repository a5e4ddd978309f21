"""Hostile lines of a list: one row each, only text in every output, and nobody contacted who must not be."""

import asyncio
import io
import json
import subprocess
import sys
from functools import cache

import pytest

from scamtriage.assess import Rules, assess
from scamtriage.batch.offline import offline
from scamtriage.config import Config
from scamtriage.records.assessment import Assessment, Refusal
from scamtriage.records.target import LineStatus
from scamtriage.targets.read import read
from tests.hostile.harmless import faults
from tests.hostile.internet import HostileInternet
from tests.hostile.lines import LINES
from tests.hostile.running import run


@cache
def knowledge() -> Rules:
    return Rules.load()


def rows_of(source: bytes) -> list[Assessment | Refusal]:
    return [assess(dossier, knowledge()) for dossier in offline(read(io.BytesIO(source)))]


def test_there_are_at_least_70_lines() -> None:
    assert len(LINES) == len(set(LINES)) >= 70


@pytest.mark.parametrize("line", LINES, ids=range(len(LINES)))
def test_a_hostile_line_ends_in_one_row_that_is_only_text(line: str) -> None:
    rows = rows_of(f"{line}\nexample.com\n".encode("utf-8", "surrogatepass"))
    assert len(rows) == 2
    assert rows[1].status is LineStatus.OK
    assert rows[0].status in (LineStatus.OK, LineStatus.REFUSED, LineStatus.SKIPPED)
    assert isinstance(rows[0], Assessment) or rows[0].reason
    assert faults(rows) == []


def test_the_program_gives_one_row_a_line_and_no_traceback() -> None:
    given = "".join(f"{line}\n" for line in LINES).encode("utf-8", "surrogatepass")
    done = subprocess.run(
        [sys.executable, "-m", "scamtriage", "scan", "-", "--offline", "-q"], input=given, capture_output=True, check=False
    )
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["line"] for row in rows] == list(range(1, len(LINES) + 1))
    assert b"Traceback" not in done.stderr


def test_no_hostile_line_makes_us_contact_anybody_forbidden() -> None:
    async def contacts() -> tuple[int, list[tuple[str, int]], int]:
        async with HostileInternet.start(()) as internet:
            cage = internet.cage()
            ended = await run([line for line in LINES if "\n" not in line], Config(**internet.settings(timeout_s=1.0)), cage, knowledge())
            return len(ended), [(a, p) for a, p in cage.forbidden], internet.vault_contacts

    rows, forbidden, touched = asyncio.run(contacts())
    assert rows == len(LINES)
    assert forbidden == []
    assert touched == 0
