"""The pipeline from input to rows: parse, collect, judge. Shared by the commands, the demo and the library."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterable, Iterator
from contextlib import aclosing, asynccontextmanager
from dataclasses import asdict
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING

from scamtriage.config import Config
from scamtriage.net_policy import keep_patterns, policy
from scamtriage.records.evidence import Mode

if TYPE_CHECKING:
    from datetime import datetime

    from scamtriage.assess import Judge, Rules
    from scamtriage.batch.dedupe import Recall
    from scamtriage.batch.run import Batch
    from scamtriage.batch.shards import Shards
    from scamtriage.collect.spec import Collector
    from scamtriage.net.interfaces import AnyPace, AnySemaphore, Route
    from scamtriage.net.session import Session
    from scamtriage.records.assessment import Assessment, Refusal
    from scamtriage.records.evidence import Dossier, Evidence
    from scamtriage.targets.read import Line


OUTAGE_S = 3_600.0
"""Seconds that a batch pauses for a resolver that does not answer, instead of writing rows without evidence."""

IN_A_ROW = 20
"""Number of lines processed offline before control returns to the event loop."""

MAX_FOLLOWED = 200
"""Maximum number of discovered names investigated in one round of --follow."""


async def dossiers(
    lines: "Iterable[Line]", config: Config, *, only: tuple[str, ...] = (), route: "Route | None" = None
) -> "AsyncGenerator[Dossier, None]":
    """Collect evidence: yield one dossier per line in the order of completion.

    With `config.follow`, names discovered in one round are investigated in the next.
    """
    from scamtriage.batch.offline import offline

    if config.mode is Mode.OFFLINE:
        for count, dossier in enumerate(offline(lines)):
            if count % IN_A_ROW == 0:  # nothing else here awaits, so yield to other tasks of the loop
                await asyncio.sleep(0)
            yield dossier
        return
    from scamtriage.batch.run import Batch, jobs

    await _need_proxy(config, route)
    collectors = {name: collector for name, collector in collectors_of(config).items() if not only or name in only}
    async with open_session(config, route=route) as session:
        seen: set[str] = set()
        for last in range(config.follow, -1, -1):
            batch = Batch(session, config.mode, in_flight=config.in_flight, collectors=collectors, asked=asked(config))
            discovered: dict[str, Line] = {}
            async with aclosing(batch.run(jobs(iter(lines)))) as found:  # on early exit, stop the batch before its session closes
                async for dossier in found:
                    if last:
                        _discover(dossier, seen, discovered)
                    yield dossier
            lines = list(discovered.values())[:MAX_FOLLOWED]
            if not lines:
                return


def collectors_of(config: Config) -> "dict[str, Collector]":
    """Return the collectors for this configuration: the standard ones, and the optional ones if `reputation` is set."""
    from scamtriage.collect import COLLECTORS, OPTIONAL

    return {**COLLECTORS, **(OPTIONAL if config.reputation else {})}


def asked(config: Config) -> tuple[str, ...]:
    """Return the names of the enabled options that add questions to the mode.

    They are stored with the evidence: evidence collected with other options must not be reused.
    """
    of_site = ("second_look", "deep", "qr_images") if config.mode is Mode.FULL else ()
    of_name = ("reputation", "personal_data") if config.mode is not Mode.OFFLINE else ()
    return tuple(name.replace("_", "-") for name in (*of_site, *of_name) if getattr(config, name))


def _discover(dossier: "Dossier", seen: set[str], discovered: "dict[str, Line]") -> None:
    """Add the names found in this dossier's evidence to `discovered`, each once.

    Their rows get the line number of this dossier. Names that are targets themselves are left out.
    """
    from scamtriage.net.guard import is_literal, stranger_refusal
    from scamtriage.records.target import Target
    from scamtriage.targets.read import Line

    if not isinstance(dossier.target, Target):
        return
    seen.add(dossier.target.host)
    discovered.pop(dossier.target.host, None)  # an earlier line of the list had discovered it
    for evidence in dossier.evidence.values():
        for lead in evidence.leads:
            if lead.host not in seen:
                seen.add(lead.host)
                strange = None if is_literal(lead.host) else stranger_refusal(lead.host, beside=dossier.target.host)
                how = {"found_by": lead.via, "found_at": dossier.target.host}
                found = _landing(evidence, lead.host)
                discovered[lead.host] = Line(number=dossier.line, text=found, columns=how, problem=strange or "")


def _landing(evidence: "Evidence", host: str) -> str:
    """Return the final URL of the evidence if it is on `host`, else `host`.

    The page a redirect led to says more than the host's front page.
    """
    from scamtriage.records.facts import PageFacts
    from scamtriage.records.target import Target
    from scamtriage.targets.parse import parse_target
    from scamtriage.targets.url_ends import protect_trailing_mark

    if not isinstance(evidence.facts, PageFacts) or not evidence.facts.final_url:
        return host
    page = protect_trailing_mark(evidence.facts.final_url.partition("#")[0].rstrip("?"))
    target = parse_target(page)
    return page if isinstance(target, Target) and target.host == host else host


async def triage(
    lines: "Iterable[Line]", config: Config, rules: "Rules", *, route: "Route | None" = None
) -> "AsyncGenerator[Assessment | Refusal, None]":
    """Collect evidence and judge it: yield one row per line in the order of completion."""
    judge = judge_of(config, rules)
    async with aclosing(dossiers(lines, config, route=route)) as found:
        async for dossier in found:
            yield judge(dossier)


def words(given: Iterable[object]) -> "Iterator[Line]":
    """Yield numbered lines from the targets of a command line or a library caller, lazily."""
    from scamtriage.targets.read import MAX_LINE_CHARS, Line

    for number, text in enumerate(given, start=1):
        if not isinstance(text, str):  # a library caller may pass any object
            yield Line(number=number, text=ascii(text)[:200], problem=f"no string, but {type(text).__name__}")
            continue
        problem = "" if len(text) <= MAX_LINE_CHARS else f"longer than {MAX_LINE_CHARS} characters"
        yield Line(number=number, text=text, problem=problem)


def rules(config: Config, *, pages: bool = True) -> "Rules":
    """Load the knowledge pack, the model and the user's own lists. Raises BadRule, BadList, OSError.

    `pages`: load the page vocabulary too, unless offline. Loading it later would use up the time limit of a target.
    """
    from scamtriage.assess import Rules
    from scamtriage.batch.gc_tuning import gc_disabled
    from scamtriage.targets.lists import read_list

    keep_patterns(config)
    allowed = [read_list(Path(path), "allow") for path in config.allow_lists]
    blocked = [read_list(Path(path), "block") for path in config.block_lists]
    with gc_disabled():
        loaded = Rules.load(Path(config.model) if config.model else None, lists=(*blocked, *allowed))
        if pages and config.mode is not Mode.OFFLINE:
            _ = loaded.tables.vocabulary
    return loaded


def judge_of(config: Config, rules: "Rules", now: "datetime | None" = None) -> "Judge":
    """Return a judge with these rules and the settings of `config`. `now`: as in `Judge`. Raises ValueError."""
    from scamtriage.assess import Judge

    return Judge.of(rules, prior=config.prior, lang=config.language, now=now, gambling=config.gambling)


@asynccontextmanager
async def open_batch(
    config: Config,
    *,
    dedupe: bool = True,
    recall: "Recall | None" = None,
    processes: int = 1,
    dask: str = "",
    route: "Route | None" = None,
    pace: "AnyPace | None" = None,
    turns: "AnySemaphore | None" = None,
    rules_digest: str = "",
    say: "Callable[[str], None]" = lambda _: None,
) -> "AsyncIterator[Batch | Shards]":
    """Open a batch in this process, or shards on several worker processes. Each process has its own session.

    `processes`: number of worker processes; with `dask`, 0 means one for each thread of the cluster.
    `dask`: address of the scheduler whose cluster runs the workers; "": they run on this machine.
    `pace`, `turns`: the rate limiter of the registries and the limiter of connections per address, when this process is a worker.
    `rules_digest`: digest of the rules. Workers that loaded the same rules judge their dossiers too; "": workers only collect.
    `say`: called with a sentence when a worker process was lost and replaced.
    """
    await _need_proxy(config, route)
    if processes > 1 or dask:
        from scamtriage.batch import cluster, workers
        from scamtriage.batch.shards import Shards
        from scamtriage.net.pace import Pace, pace_folder
        from scamtriage.net.semaphores import KeyedSemaphore, turns_file

        pool = cluster.dask_pool(dask, processes) if dask else workers.local_pool(processes)
        file = turns_file(pace_folder()) if not dask else None  # workers on other machines cannot share a lock file
        settings = {
            "config": asdict(config), "routes": [[*key, *to] for key, to in getattr(route, "routes", {}).items()],
            "turns": [str(file), token_hex(8)] if file is not None else None, "rules": rules_digest,
        }  # fmt: skip
        kept, addresses = Pace(None if route is not None else pace_folder()), KeyedSemaphore(policy(config).connections_per_address)
        yield Shards(settings, pool, pace=kept, turns=addresses, in_flight=config.in_flight, dedupe=dedupe, recall=recall, say=say)
        return
    from scamtriage.batch.run import Batch

    async with open_session(config, route=route, hold_s=OUTAGE_S, pace=pace, turns=turns) as session:
        collectors = collectors_of(config)
        yield Batch(
            session, config.mode, in_flight=config.in_flight, dedupe=dedupe, recall=recall, collectors=collectors, asked=asked(config)
        )


class NoProxy(OSError):
    """The proxy accepts no connections. The message is a sentence for the user."""


async def _need_proxy(config: Config, route: "Route | None") -> None:
    """Raise NoProxy if the configured proxy does not answer at the start. That is a wrong setting, not an outage to wait for.

    Offline, the proxy is not contacted.
    """
    if not config.proxy or config.mode is Mode.OFFLINE:
        return
    from scamtriage.net import probe

    async with open_session(config, route=route) as session:
        found = await probe.proxy_answers(session.policy, session.dialer, session.clock)
    if found.state == "fail":
        raise NoProxy(f"the proxy {found.sentence}; {found.advice}")


@asynccontextmanager
async def open_session(
    config: Config,
    *,
    route: "Route | None" = None,
    hold_s: float = 0.0,
    pace: "AnyPace | None" = None,
    turns: "AnySemaphore | None" = None,
) -> "AsyncIterator[Session]":
    """Open the network session of this run and close it at the end.

    `route`: the lab's replacement of dialled addresses, below the guard; None: the real network. `hold_s`: seconds that queries wait for a
    resolver that is down. `pace`, `turns`: as in `open_batch`.
    """
    from scamtriage.net.open_session import open_session as build
    from scamtriage.parse.html.page import read_page

    keep_patterns(config)
    if config.mode is Mode.FULL:  # compile the parser's patterns before the time limit of any target starts
        read_page(body=b"<p>", content_type="text/html", url="https://a.invalid/", host="a.invalid", suffix="", status_code=200, headers=())
    async with build(policy(config), route=route, hold_s=hold_s, pace=pace, turns=turns) as session:
        yield session
