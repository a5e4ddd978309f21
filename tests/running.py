"""Running the real pipeline against the lab, on a clock that stands still."""

from collections.abc import Iterable
from datetime import datetime

from scamtriage.batch.jobs import jobs
from scamtriage.batch.run import Batch
from scamtriage.collect import COLLECTORS
from scamtriage.config import Config
from scamtriage.lab.internet import Lab
from scamtriage.net.open_session import open_session
from scamtriage.pipeline import number_lines
from scamtriage.records.evidence import Dossier
from scamtriage.sessions import policy


def lab_config(lab: Lab, **changes: object) -> Config:
    """Settings for this lab: pace and the wait for registries are shortened; few are in flight, so that a busy machine reads the same."""
    settings: dict[str, object] = {
        "resolvers": (lab.resolver,),
        "roots": str(lab.ca_file),
        "tables": str(lab.tables),
        "cache": False,
        "timeout_s": 5.0,
        "deadline_s": 30.0,
        "registry_timeout_s": 3.0,
        "in_flight": 6,
        "whois_per_s": 1_000.0,
        "rdap_per_s": 1_000.0,
    }
    return Config(**{**settings, **changes})  # type: ignore[arg-type]


async def observe(
    lab: Lab, targets: Iterable[str], *, now: datetime | None = None, only: Iterable[str] = tuple(COLLECTORS), **changes: object
) -> list[Dossier]:
    """One dossier a target, in order. `now` stands still; None is the lab's own moment."""
    config = lab_config(lab, **changes)
    moment = now or lab.world.now
    collectors = {name: COLLECTORS[name] for name in only}
    async with open_session(policy(config), route=lab.router, now=lambda: moment) as session:
        found = [
            dossier
            async for dossier in Batch(session, config.mode, in_flight=config.in_flight, collectors=collectors).run(
                jobs(iter(number_lines(targets)))
            )
        ]
    return sorted(found, key=lambda dossier: dossier.line)
