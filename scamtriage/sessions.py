"""The network policy, the sessions and the batches of a run, made from its settings."""

import os
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, Any

from scamtriage.config import BadConfig, Config, cache_folder
from scamtriage.records.evidence import Mode

if TYPE_CHECKING:
    from scamtriage.batch.dedupe import Recall
    from scamtriage.batch.jobs import Job
    from scamtriage.batch.places import OnAside
    from scamtriage.batch.run import Batch
    from scamtriage.batch.worker_batch import WorkerBatch
    from scamtriage.collect.spec import Collector
    from scamtriage.net.interfaces import RateLimiter, Route, Semaphore
    from scamtriage.net.policy import NetPolicy
    from scamtriage.net.session import Session
    from scamtriage.records.evidence import Dossier

OUTAGE_S = 3_600.0
"""Seconds that an outage of the resolvers may hold up a batch. Then it ends, and the lines without an answer are left to a resume."""


WORKER = "scamtriage.worker"
"""The module that a worker process of a scan runs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Environment:
    """What a run stands on. By default the real network, with limits of its own."""

    route: "Route | None" = None
    """The lab's replacement of dialled addresses, below the guard; None: the real network."""
    pace: "RateLimiter | None" = None
    """The rate limiter of the registries, when this process is a worker."""
    turns: "Semaphore | None" = None
    """The limiter of connections per address, when this process is a worker."""
    worker: str = WORKER
    """The module that worker processes run."""
    for_worker: Mapping[str, Any] = field(default_factory=dict)
    """What they are sent besides the settings of a scan."""


REAL = Environment()


def policy(config: Config) -> "NetPolicy":
    """Return the network part of the settings as a frozen value. Raises BadConfig."""
    from scamtriage.net.policy import NetPolicy

    if config.mode is not Mode.OFFLINE:
        _need_roots(config)
    try:
        return NetPolicy(
            mode=config.mode,
            resolvers=config.resolvers,
            connect_timeout_s=config.timeout_s,
            dns_timeout_s=config.timeout_s,
            deadline_s=config.deadline_s,
            proxy=config.proxy or None,
            allow_networks=config.allow_networks,
            whois_per_s=config.whois_per_s,
            rdap_per_s=config.rdap_per_s,
            whois_timeout_s=config.registry_timeout_s,
            rdap_timeout_s=config.registry_timeout_s,
            cache_dir=cache_folder(config) if config.cache else None,
            personal_data=config.personal_data,
            second_look=config.second_look,
            deep_pages=4 if config.deep else 0,
            qr_images=3 if config.qr_images else 0,
            user_agent="honest" if config.user_agent == "honest" else "browser",
            tables=Path(config.tables) if config.tables else None,
            roots=Path(config.roots) if config.roots else None,
        )
    except ValueError as exc:
        raise BadConfig(str(exc)) from exc


def _need_roots(config: Config) -> None:
    """Raise BadConfig for a configured roots file that can't be used: otherwise every registry lookup would fail because of it."""
    named = config.roots or os.environ.get("SSL_CERT_FILE")
    if not named:
        return
    from scamtriage.net.tls import client_context

    try:
        client_context(Path(named))
    except OSError as exc:  # ssl.SSLError is one
        key = "roots" if config.roots else "SSL_CERT_FILE"
        raise BadConfig(f"{key}: {named} can't be used as a PEM file of trusted roots: {exc.strerror or exc}") from exc


def collectors_of(config: Config) -> "dict[str, Collector]":
    """Return the collectors for this configuration: the standard ones, and the optional ones if `reputation` is set."""
    from scamtriage.collect import COLLECTORS, OPTIONAL

    return {**COLLECTORS, **(OPTIONAL if config.reputation else {})}


def enabled_options(config: Config) -> tuple[str, ...]:
    """Return the names of the enabled options that add questions to the mode.

    They are stored with the evidence: evidence collected with other options must not be reused.
    """
    of_site = ("second_look", "deep", "qr_images") if config.mode is Mode.FULL else ()
    of_name = ("reputation", "personal_data") if config.mode is not Mode.OFFLINE else ()
    return tuple(name.replace("_", "-") for name in (*of_site, *of_name) if getattr(config, name))


@asynccontextmanager
async def open_batch(
    config: Config,
    *,
    dedupe: bool = True,
    recall: "Recall | None" = None,
    recalls_all: bool = True,
    processes: int = 1,
    dask: str = "",
    environment: Environment = REAL,
    rules_digest: str = "",
    hold_s: float | None = None,
    aside_s: float | None = None,
    on_aside: "OnAside" = lambda line, service: None,
    say: "Callable[[str], None]" = lambda _: None,
) -> "AsyncIterator[Batch | WorkerBatch]":
    """Open a batch in this process, or shards on several worker processes. Each process has its own session.

    `processes`: number of worker processes; with `dask`, 0 means one for each thread of the cluster.
    `dask`: address of the scheduler whose cluster runs the workers; "": they run on this machine.
    `rules_digest`: digest of the rules. Workers that loaded the same rules judge their dossiers too; "": workers only collect.
    `hold_s`: as in `open_session`; None: OUTAGE_S. `recalls_all`, `aside_s`, `on_aside`: as in `Batch`; None: ASIDE_S.
    `say`: called with a sentence when a worker process was lost and replaced.
    Raises NoProxy.
    """
    from scamtriage.batch.set_aside import ASIDE_S

    hold_s, aside_s = OUTAGE_S if hold_s is None else hold_s, ASIDE_S if aside_s is None else aside_s
    await need_proxy(config, environment)
    if processes > 1 or dask:
        from scamtriage.batch import cluster, workers
        from scamtriage.batch.worker_batch import WorkerBatch
        from scamtriage.net.pace import SharedRateLimiter, pace_folder
        from scamtriage.net.semaphores import KeyedSemaphore, turns_file

        if environment.route is not None and environment.worker == WORKER:
            raise ValueError("the worker of a scan dials the real network; a lab has one of its own: scamtriage.lab_worker")
        pool = cluster.dask_pool(dask, processes, environment.worker) if dask else workers.local_pool(processes, environment.worker)
        file = turns_file(pace_folder()) if not dask else None  # workers on other machines cannot share a lock file
        settings = {
            "config": asdict(config), "turns": [str(file), token_hex(8)] if file is not None else None, "rules": rules_digest,
            "hold_s": hold_s, "aside_s": aside_s, **environment.for_worker,
        }  # fmt: skip
        kept, addresses = (
            SharedRateLimiter(None if environment.route is not None else pace_folder()),
            KeyedSemaphore(policy(config).connections_per_address),
        )
        yield WorkerBatch(settings, pool, pace=kept, turns=addresses, in_flight=config.in_flight, dedupe=dedupe, recall=recall, say=say)
        return
    from scamtriage.batch.run import Batch

    async with open_session(config, environment, hold_s=hold_s) as session:
        collectors = collectors_of(config)
        yield Batch(
            session,
            config.mode,
            in_flight=config.in_flight,
            dedupe=dedupe,
            recall=recall,
            recalls_all=recalls_all,
            collectors=collectors,
            asked=enabled_options(config),
            aside_s=aside_s,
            on_aside=on_aside,
        )


class NoProxy(OSError):
    """The proxy accepts no connections. The message is a sentence for the user."""


async def need_proxy(config: Config, environment: Environment) -> None:
    """Raise NoProxy if the configured proxy does not answer at the start. That is a wrong setting, not an outage to wait for.

    Offline, the proxy is not contacted.
    """
    if not config.proxy or config.mode is Mode.OFFLINE:
        return
    from scamtriage.net import probe

    async with open_session(config, environment) as session:
        found = await probe.proxy_answers(session.policy, session.dialer, session.clock)
    if found.state == "fail":
        raise NoProxy(f"the proxy {found.sentence}; {found.advice}")


def need_resolver(items: "Iterator[Job | Dossier]", config: Config) -> "Iterator[Job | Dossier]":
    """Yield the items of a batch. Raises NoResolver before the first name that is to be asked if no resolver is known, as on a machine
    without a network: the rows of a whole list would know nothing and stand in its journal as done. The system's resolvers are read once,
    so there is nothing to wait for. A page at an address needs none."""
    from scamtriage.batch.jobs import Job
    from scamtriage.batch.run import NoResolver
    from scamtriage.net.dns.upstreams import upstreams

    needed = config.mode is not Mode.OFFLINE and not config.proxy
    for item in items:
        if needed and isinstance(item, Job) and not item.target.is_ip:
            if not upstreams(config.resolvers):
                raise NoResolver(
                    "this machine knows no resolver, so no name can be asked; connect it to a network, or name one with --resolver"
                )
            needed = False
        yield item


@asynccontextmanager
async def open_session(config: Config, environment: Environment = REAL, *, hold_s: float = 0.0) -> "AsyncIterator[Session]":
    """Open the network session of this run and close it at the end.

    `hold_s`: seconds of an outage of the resolvers for which queries wait.
    """
    from scamtriage.net.open_session import open_session as build
    from scamtriage.parse.html.page import read_page

    if config.mode is Mode.FULL:  # compile the parser's patterns before the time limit of any target starts
        read_page(body=b"<p>", content_type="text/html", url="https://a.invalid/", host="a.invalid", suffix="", status_code=200, headers=())
    async with build(policy(config), route=environment.route, hold_s=hold_s, pace=environment.pace, turns=environment.turns) as session:
        yield session
