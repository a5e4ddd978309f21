"""Words to rows: parse, collect, judge. What the commands, the demo and the library share."""

from collections.abc import AsyncGenerator, AsyncIterator, Iterable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from scamtriage.config import BadConfig, Config, user_folder

if TYPE_CHECKING:
    from scamtriage.assess import Rules
    from scamtriage.net.policy import NetPolicy
    from scamtriage.net.seams import Route
    from scamtriage.net.session import Session
    from scamtriage.records.assessment import Assessment, Refusal
    from scamtriage.records.evidence import Dossier


async def dossiers(words: Iterable[str], config: Config, *, route: "Route | None" = None) -> "AsyncGenerator[Dossier, None]":
    """Observe: one dossier a line, as they finish."""
    from scamtriage.batch.run import investigate_all
    from scamtriage.targets.parse import parse_target

    lines = ((number, text, parse_target(text)) for number, text in enumerate(words, start=1))
    async with open_session(config, route=route) as session:
        async for dossier in investigate_all(lines, session, mode=config.mode, in_flight=config.in_flight, follow=config.follow):
            yield dossier


async def triage(
    words: Iterable[str], config: Config, rules: "Rules", *, route: "Route | None" = None
) -> "AsyncGenerator[Assessment | Refusal, None]":
    """Observe, then judge: one row a line, as they finish."""
    from scamtriage.assess import assess

    async for dossier in dossiers(words, config, route=route):
        yield assess(dossier, rules, prior=config.prior, lang=config.language, gambling=config.gambling)


def rules(config: Config) -> "Rules":
    """The knowledge pack and the model. Raises BadRule or BadModel."""
    from scamtriage.assess import Rules

    return Rules.load(
        Path(config.model) if config.model else None,
        allow_list=Path(config.allow_list) if config.allow_list else None,
        block_list=Path(config.block_list) if config.block_list else None,
    )


@asynccontextmanager
async def open_session(config: Config, *, route: "Route | None" = None) -> "AsyncIterator[Session]":
    """The network of this run, closed at the end. `route` is the lab's: the last hop below the guard, and nothing else."""
    from scamtriage.net.open import open_session as build

    async with build(policy(config), route=route) as session:
        yield session


def policy(config: Config) -> "NetPolicy":
    """The part of the settings that the network room needs, as its own frozen value."""
    from scamtriage.net.policy import NetPolicy

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
            cache_dir=(Path(config.cache_dir) if config.cache_dir else user_folder("cache")) if config.cache else None,
            personal_data=config.personal_data,
            second_look=config.second_look,
            deep_pages=4 if config.deep else 0,
            user_agent=config.user_agent,
        )
    except ValueError as exc:
        raise BadConfig(str(exc)) from exc
