"""Every scene of the lab, observed once a process, on a clock that stands still, and how it was judged."""

import asyncio
import functools

from scamtriage.assess import Rules, assess
from scamtriage.knowledge.judgement.rows import Row
from scamtriage.lab.internet import Lab
from scamtriage.lab.scene import load_scenes
from scamtriage.records.assessment import Assessment, Verdict
from scamtriage.records.evidence import Dossier
from scamtriage.records.findings import Reading
from scamtriage.signals.measurement import NO
from scamtriage.signals.measures import MEASURES
from scamtriage.signals.silences import silences
from scamtriage.signals.view import View
from tests.conftest import NOW
from tests.judgement.sites import every_reading, rules
from tests.running import observe

SCENES = load_scenes()


@functools.cache
def dossiers() -> dict[str, Dossier]:
    """By scene. Fails when anything outside the lab was dialled."""

    async def run() -> list[Dossier]:
        async with Lab.start(now=NOW, seed=b"scenes") as lab:
            found = await observe(lab, [scene.target for scene in SCENES.values()], second_look=True)
            assert lab.router.unrouted == []
            return found

    return dict(zip(SCENES, asyncio.run(run()), strict=True))


def judged(scene: str, by: Rules) -> Assessment:
    """The verdict on a scene by some rules."""
    row = assess(dossiers()[scene], by)
    assert isinstance(row, Assessment), row
    return row


@functools.cache
def verdict(scene: str) -> Verdict:
    """By the shipped rules."""
    return judged(scene, rules()).verdict


@functools.cache
def _view(scene: str) -> View:
    return View(dossiers()[scene], rules().tables, None)


@functools.cache
def readings(scene: str) -> dict[str, Reading]:
    """What each signal that could be asked found in a scene."""
    view = _view(scene)
    return {reading.signal: reading for reading in every_reading(view, silences(view))}


def measured(scene: str, row: Row) -> float | None:
    """What a row compares with its bounds in a scene; None where it compares nothing: not asked, not applicable, nothing found."""
    view = _view(scene)
    if not silences(view).keys().isdisjoint(row.needs):
        return None
    measurement = MEASURES[row.id](view)
    return measurement.value if measurement.applicable and measurement is not NO else None
