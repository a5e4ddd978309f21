"""What `doctor` and `update` do: whether this machine can observe and judge, and the registries' tables anew."""

from collections.abc import AsyncGenerator
from typing import TYPE_CHECKING

from scamtriage.config import Config
from scamtriage.judging import rules
from scamtriage.records.evidence import Mode
from scamtriage.sessions import open_session

if TYPE_CHECKING:
    from scamtriage.net.probe import Finding


async def examine(config: Config) -> "AsyncGenerator[Finding, None]":
    """Whether this machine can be trusted to observe, as it is found; the knowledge pack last."""
    from scamtriage.knowledge.loading import BadRule
    from scamtriage.net import probe
    from scamtriage.targets.read import BadList

    async with open_session(config) as session:
        async for finding in probe.examine(session.policy, session.resolver, session.registry, session.dialer, session.clock):  # type: ignore[arg-type]
            yield finding
    try:
        rules(config)
    except (BadRule, BadList) as exc:
        yield probe.Finding(name="knowledge", state="fail", sentence=str(exc), advice="mend the file that it names, or install again")
    except OSError as exc:
        told = f"{exc.filename}: {exc.strerror}" if exc.filename else str(exc)
        yield probe.Finding(name="knowledge", state="fail", sentence=told, advice="mend what the settings say of it, or the file")
    else:
        yield probe.Finding(name="knowledge", state="ok", sentence="the catalogue, the tables and the model load and agree")


async def refresh(config: Config) -> "AsyncGenerator[tuple[str, bool], None]":
    """Fetch the bootstrap tables of the registries anew; for each file a sentence, and whether it was had."""
    if config.mode is Mode.OFFLINE:
        yield 'mode = "offline" of the settings opens no socket; nothing was fetched', False
        return
    from scamtriage.net import probe

    async with open_session(config) as session:
        for file in await probe.update(session.registry, session.policy.cache_dir):  # type: ignore[arg-type]
            yield file
