"""The unmodified pipeline against the hostile internet: every row with the seconds that it took."""

import asyncio
import time
from collections.abc import Iterable
from dataclasses import dataclass

from scamtriage.assess import Rules, assess
from scamtriage.batch.jobs import Job, jobs
from scamtriage.batch.run import Batch
from scamtriage.config import Config
from scamtriage.judging import rules
from scamtriage.lab.router import Router
from scamtriage.pipeline import number_lines
from scamtriage.records.assessment import Assessment, Refusal
from scamtriage.records.evidence import Dossier, Mode
from scamtriage.sessions import Environment, open_session


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """One line: what was said of it, and when."""

    row: Assessment | Refusal
    dossier: Dossier
    seconds: float = 0.0
    """Wall time from the moment the target was taken up."""
    lag_s: float = 0.0
    """How late this machine ran meanwhile: no fault of the program, and given back by its deadlines."""


class TimedBatch(Batch):
    """The batch as it is, with a watch beside it."""

    def __init__(self, *given: object, **named: object) -> None:
        super().__init__(*given, **named)  # type: ignore[arg-type]
        self.times: dict[int, tuple[float, float]] = {}

    async def _dossier(self, job: Job, handed_on: asyncio.Event) -> Dossier:
        began, lag = time.monotonic(), self._session.clock.lag_s
        try:
            return await super()._dossier(job, handed_on)
        finally:
            self.times[job.line] = (time.monotonic() - began, self._session.clock.lag_s - lag)


async def run(targets: Iterable[str], config: Config, route: Router, knowledge: Rules | None = None) -> list[Ended]:
    """Every line observed and judged, in the order of the lines."""
    knowledge = knowledge or rules(config)
    if config.mode is Mode.OFFLINE:
        raise ValueError("offline runs contact nobody; they need no internet")
    async with open_session(config, Environment(route=route)) as session:
        batch = TimedBatch(session, config.mode, in_flight=config.in_flight)
        found = [dossier async for dossier in batch.run(jobs(iter(number_lines(targets))))]
        times = batch.times
    return [
        Ended(
            row=assess(dossier, knowledge),
            dossier=dossier,
            seconds=times.get(dossier.line, (0.0, 0.0))[0],
            lag_s=times.get(dossier.line, (0.0, 0.0))[1],
        )
        for dossier in sorted(found, key=lambda dossier: dossier.line)
    ]
