"""Several worker processes, one place for the registries' turns: whatever runs where, a registry sees one polite client."""

import asyncio
import contextlib
import json
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from pathlib import Path

import pytest

from scamtriage.batch.jobs import jobs
from scamtriage.batch.run import NoResolver
from scamtriage.config import Config
from scamtriage.lab.router import Router
from scamtriage.lab_worker import environment
from scamtriage.pipeline import number_lines
from scamtriage.records.evidence import Dossier, Mode, Outcome
from scamtriage.sessions import WORKER, Environment, open_batch
from tests.batch.keeping import one_by_one
from tests.batch.programs import share_of_a_processor
from tests.net.dns_servers import Authority, serving

REGISTRIES = {"com": "93.184.216.50", "net": "93.184.216.51"}


DESK = """
import asyncio, sys, time
from tests.batch.test_worker_batch import ban, record
says = {"record": record, "ban": ban}[sys.argv[1]]
async def serve(reader, writer):
    name = (await reader.readline()).strip()
    print(time.monotonic(), flush=True)
    writer.write(says(name))
    await writer.drain()
    writer.close()
async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0, backlog=512)
    print(server.sockets[0].getsockname()[1], flush=True)
    await asyncio.to_thread(sys.stdin.read)
    server.close()
asyncio.run(main())
"""


class Desk:
    """A WHOIS server of one suffix, in a process of its own: when it was asked."""

    def __init__(self, says: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", DESK, says], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]
        )
        assert self._process.stdout is not None
        self.address = ("127.0.0.1", int(self._process.stdout.readline()))
        self.moments: list[float] = []

    def close(self) -> None:
        self.moments = [float(line) for line in self._process.communicate(timeout=90)[0].split()]

    def busiest_second(self) -> int:
        return max(sum(1 for later in self.moments[at:] if later < moment + 1.0) for at, moment in enumerate(self.moments))


def record(name: bytes) -> bytes:
    return (
        b"Domain Name: " + name.upper() + b"\r\nRegistry Domain ID: 7_X\r\nCreation Date: 2019-05-01T00:00:00Z\r\n"
        b"Registry Expiry Date: 2029-05-01T00:00:00Z\r\nRegistrar: Example Registrar, Inc.\r\nRegistrar IANA ID: 376\r\n"
        b"Domain Status: ok https://icann.org/epp#ok\r\nName Server: NS1.EXAMPLE.ORG\r\nDNSSEC: unsigned\r\n"
    )


def ban(name: bytes) -> bytes:
    return b"WHOIS LIMIT EXCEEDED - SEE WWW.PIR.ORG/WHOIS FOR DETAILS\r\n"


@contextlib.asynccontextmanager
async def surroundings(folder: Path, desks: dict[str, Desk], **changes: object) -> AsyncIterator[tuple[Config, Router]]:
    """A resolver that knows the WHOIS servers, and tables by which every name belongs to one of them."""
    table = json.dumps({"publication": "2026-11-20T00:00:00Z", "services": [[["x"], ["https://rdap.example/"]]]})
    (folder / "dns.json").write_text(table)
    servers = "".join(f"{suffix},whois.{suffix}-registry.example,{{}},\n" for suffix in desks)
    (folder / "whois_servers.csv").write_text(f"suffix,server,query,note\n{servers}")
    router, authority = Router(), Authority()
    async with contextlib.AsyncExitStack() as stack:
        for suffix, desk in desks.items():
            authority.records[f"whois.{suffix}-registry.example", "A"] = [REGISTRIES[suffix]]
            router.add(REGISTRIES[suffix], 43, desk.address)
            stack.callback(desk.close)
        resolver = await stack.enter_async_context(serving(authority))
        router.add_operator(*resolver.split(":")[:1], int(resolver.split(":")[1]))
        config = Config(mode=Mode.PASSIVE, resolvers=(resolver,), tables=str(folder), cache=False, **{"in_flight": 60, **changes})  # type: ignore[arg-type]
        yield config, router


async def scanned(config: Config, router: Router, names: Iterable[str], processes: int, dask: str = "") -> list[Dossier]:
    async with open_batch(config, processes=processes, dask=dask, environment=environment(router)) as batch:
        return await alist(one_by_one(batch, jobs(number_lines(names))))


def outcomes(dossiers: list[Dossier], suffix: str) -> list[Outcome]:
    return [d.evidence["registration"].outcome for d in dossiers if d.input.endswith(suffix)]


@pytest.mark.slow
async def test_many_names_of_one_registry_from_four_processes_never_exceed_its_rate_and_all_are_answered(tmp_path: Path) -> None:
    rate, desk, before = 200.0, Desk("record"), share_of_a_processor()
    async with surroundings(tmp_path, {"com": desk}, whois_per_s=rate, deadline_s=60.0, registry_timeout_s=30.0) as (config, router):
        dossiers = await scanned(config, router, (f"name-{n}.com" for n in range(400)), processes=4)
    assert outcomes(dossiers, ".com").count(Outcome.OK) == 400 == len(desk.moments)
    assert desk.busiest_second() <= rate + 3  # a question may be on its way longer than the next one
    assert (desk.moments[-1] - desk.moments[0]) * max(0.01, min(before, share_of_a_processor())) <= 2.0 * 400 / rate


@pytest.mark.slow
async def test_a_registry_that_bans_is_asked_no_more_and_the_names_of_another_are_unharmed(tmp_path: Path) -> None:
    banning, kind = Desk("ban"), Desk("record")
    async with surroundings(tmp_path, {"com": banning, "net": kind}, whois_per_s=20.0, deadline_s=5.0) as (config, router):
        names = [f"name-{n}.{suffix}" for n in range(30) for suffix in ("com", "net")]
        dossiers = await scanned(config, router, names, processes=4)
    assert outcomes(dossiers, ".com") == [Outcome.LIMITED] * 30
    assert outcomes(dossiers, ".net") == [Outcome.OK] * 30
    assert len(banning.moments) <= 4


@pytest.mark.slow
@pytest.mark.parametrize("processes", [pytest.param(1, marks=pytest.mark.exhaustive), 2])
async def test_an_outage_of_the_resolver_is_told_while_it_lasts_by_however_many_processes(processes: int) -> None:
    authority, router = Authority(silent={"*"}), Router()
    async with serving(authority) as resolver:
        router.add_operator(*resolver.split(":")[:1], int(resolver.split(":")[1]))
        config = Config(mode=Mode.PASSIVE, resolvers=(resolver,), cache=False, timeout_s=0.5, deadline_s=5.0, whois_per_s=1_000.0)
        async with open_batch(config, processes=processes, environment=environment(router)) as batch:
            found = asyncio.create_task(alist(one_by_one(batch, jobs(number_lines(f"name-{n}.com" for n in range(8))))))
            async with asyncio.timeout(60):
                while not (batch.held.startswith("no resolver answers since ") and batch.held.endswith("; paused")):
                    assert not found.done()
                    await asyncio.sleep(0.1)
                assert batch.paused == batch.held  # which a quiet scan tells, and no pace of a registry
                authority.silent.clear()
                while batch.paused:
                    await asyncio.sleep(0.1)
                dossiers = await found
    assert len(dossiers) == 8 and all(d.evidence["dns"].outcome.conclusive for d in dossiers)


@pytest.mark.parametrize("processes", [1, 2])
async def test_a_batch_whose_resolver_never_answers_gives_up_once_and_leaves_to_a_resume_what_has_no_answer(processes: int) -> None:
    """A row without any answer would stand in the journal: the resume would not ask again, and its duplicates would share it."""
    authority, router = Authority(silent={"*"}), Router()
    names = ["no target", *(f"name-{n // 2}.com" for n in range(100))]
    async with serving(authority) as resolver:
        router.add_operator(*resolver.split(":")[:1], int(resolver.split(":")[1]))
        config = Config(mode=Mode.PASSIVE, resolvers=(resolver,), cache=False, timeout_s=0.5, deadline_s=5.0, in_flight=4)
        async with open_batch(config, processes=processes, environment=environment(router), hold_s=2.0) as batch, asyncio.timeout(60):
            found: list[int] = []
            with pytest.raises(NoResolver, match="the lines that are left were not asked"):
                async for dossier in one_by_one(batch, jobs(number_lines(names))):
                    found.append(dossier.line)
    assert found == [1]


async def test_what_had_an_answer_before_the_resolvers_fell_silent_keeps_its_row() -> None:
    authority = Authority()
    async with serving(authority) as resolver:
        config = Config(mode=Mode.PASSIVE, resolvers=(resolver,), cache=False, timeout_s=0.5, deadline_s=5.0, in_flight=3)
        async with open_batch(config, hold_s=1.0) as batch, asyncio.timeout(60):
            found: list[Dossier] = []
            with pytest.raises(NoResolver):
                async for dossier in one_by_one(batch, jobs(number_lines(f"name-{n}.com" for n in range(100)))):
                    assert isinstance(dossier, Dossier)
                    found.append(dossier)
                    if len(found) == 5:
                        authority.silent.add("*")
    assert 5 <= len(found) < 100
    assert all(any(one.outcome.conclusive for one in dossier.evidence.values()) for dossier in found)


@pytest.mark.parametrize("processes", [1, 2])
async def test_a_short_list_is_left_to_a_resume_as_a_long_one_is(processes: int) -> None:
    """All its lines are in hand when the patience ends. As rows without an answer they were called done, with exit code 0."""
    authority, router = Authority(silent={"*"}), Router()
    async with serving(authority) as resolver:
        router.add_operator(*resolver.split(":")[:1], int(resolver.split(":")[1]))
        config = Config(mode=Mode.PASSIVE, resolvers=(resolver,), cache=False, timeout_s=0.5, deadline_s=5.0)
        async with open_batch(config, processes=processes, environment=environment(router), hold_s=1.0) as batch, asyncio.timeout(60):
            found: list[int] = []
            with pytest.raises(NoResolver, match="the lines that are left were not asked; scamtriage doctor says more"):
                async for dossier in one_by_one(batch, jobs(number_lines(["a.com", "no target", "b.com", "a.com"]))):
                    found.append(dossier.line)
    assert found == [2]


async def test_a_lab_is_never_scanned_by_workers_that_would_dial_the_real_network() -> None:
    with pytest.raises(ValueError, match=r"scamtriage\.lab_worker"):
        async with open_batch(Config(resolvers=("127.0.0.1:9",)), processes=2, environment=Environment(route=Router())):
            pass


@pytest.mark.parametrize(("module", "reached"), [(WORKER, "named"), ("scamtriage.lab_worker", "routed")])
async def test_the_worker_of_a_scan_obeys_no_routes(module: str, reached: str) -> None:
    """Both addresses are loopback, which this user allows: one stands in the target, the other in the routes that the worker is sent."""
    visited: list[str] = []

    def site(name: str) -> Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]:
        async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            visited.append(name)
            await reader.readline()
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n<p>a page</p>")
            await writer.drain()
            writer.close()

        return serve

    async with (
        serving(Authority()) as resolver,
        await asyncio.start_server(site("named"), "127.0.0.1", 0) as named,
        await asyncio.start_server(site("routed"), "127.0.0.1", 0) as routed,
        asyncio.timeout(60),
    ):
        port, other = (server.sockets[0].getsockname()[1] for server in (named, routed))
        sent = {"routes": [["127.0.0.1", port, "127.0.0.1", other]], "operators": []}
        config = Config(resolvers=(resolver,), allow_networks=("127.0.0.0/8",), cache=False, deadline_s=10.0)
        async with open_batch(config, processes=2, environment=Environment(worker=module, for_worker=sent)) as batch:
            [found] = await alist(one_by_one(batch, jobs(number_lines([f"http://127.0.0.1:{port}/"]))))
    assert found.evidence["page"].outcome is Outcome.OK
    assert set(visited) == {reached}


async def alist(dossiers: AsyncIterator[Dossier]) -> list[Dossier]:
    return [dossier async for dossier in dossiers]
