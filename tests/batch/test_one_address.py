"""At most four connections to one address, however many processes a scan has and wherever they run."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from scamtriage.batch.jobs import jobs
from scamtriage.lab.internet import Lab
from scamtriage.lab.scene import Page, Scene
from scamtriage.lab_worker import environment
from scamtriage.pipeline import number_lines
from scamtriage.records.evidence import Outcome
from scamtriage.sessions import open_batch
from tests.batch.keeping import one_by_one
from tests.running import lab_config

SHARED, HOSTS, AT_MOST = "45.12.40.77", 24, 4


class Counter:
    """Stands before a server, lets it answer late, and counts how many connections a client has open at once."""

    def __init__(self, behind: tuple[str, int], late_s: float = 0.05) -> None:
        self._behind = behind
        self._late_s = late_s
        self.now = self.most = self.all = 0

    @contextlib.asynccontextmanager
    async def serving(self) -> AsyncIterator[tuple[str, int]]:
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0, backlog=256)
        async with server:
            yield server.sockets[0].getsockname()[:2]

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection(*self._behind)
        await asyncio.sleep(0.05)  # what was closed before this was opened is known to be closed by now
        self.now, self.all = self.now + 1, self.all + 1
        self.most = max(self.most, self.now)
        answers = asyncio.create_task(carry(there, writer, late_s=self._late_s))
        await carry(reader, back)
        self.now -= 1  # the client has closed it
        await answers


async def carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, late_s: float = 0.0) -> None:
    with contextlib.suppress(OSError):
        while data := await reader.read(65_536):
            await asyncio.sleep(late_s)
            writer.write(data)
            await writer.drain()
        writer.close()


def shop(number: int) -> Scene:
    host = f"one-address-{number}.com"
    page = Page(url=f"https://{host}/", html="<title>shop</title><p>cups and plates</p>")
    return Scene(id=f"shop-{number}", about="one of many", target=f"https://{host}/", dns={host: {"A": [SHARED]}}, page=[page])


async def most_at_once(processes: int, dask: str = "") -> Counter:
    """Scan hosts that share one address; what stood before it saw that."""
    async with Lab.start([], extra=[shop(number) for number in range(HOSTS)]) as lab:
        counter = Counter(lab.router.routes[SHARED, 443])
        async with counter.serving() as where, asyncio.timeout(90):
            lab.router.add(SHARED, 443, where)
            config = lab_config(lab, in_flight=20, timeout_s=10.0)
            async with open_batch(config, processes=processes, dask=dask, environment=environment(lab.router)) as batch:
                names = [f"https://one-address-{number}.com/" for number in range(HOSTS)]
                found = [dossier async for dossier in one_by_one(batch, jobs(number_lines(names)))]
    assert {dossier.evidence["page"].outcome for dossier in found} == {Outcome.OK}
    assert {dossier.evidence["certificate"].outcome for dossier in found} == {Outcome.OK}
    return counter


@pytest.mark.slow
@pytest.mark.parametrize("processes", [1, pytest.param(2, marks=pytest.mark.exhaustive), 3])
async def test_all_processes_of_a_scan_together_open_four_connections_to_an_address(processes: int) -> None:
    counter = await most_at_once(processes)
    assert counter.all >= HOSTS
    assert counter.most == AT_MOST


@pytest.mark.slow
async def test_where_there_is_no_private_folder_the_process_that_deals_hands_the_turns_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    (tmp_path / "scamtriage-pace").mkdir()
    (tmp_path / "scamtriage-pace").chmod(0o777)
    counter = await most_at_once(2)
    assert counter.all >= HOSTS
    assert counter.most == AT_MOST
