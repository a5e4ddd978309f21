"""Every scene of the lab, observed once a process, on a clock that stands still, and how it was judged."""

import asyncio
import functools

from scamtriage.assess import Rules, assess
from scamtriage.lab.internet import Lab
from scamtriage.lab.scene import load_scenes
from scamtriage.records.assessment import Assessment, Reading
from scamtriage.records.evidence import Dossier
from scamtriage.signals.reading import silences
from scamtriage.signals.view import View
from tests.conftest import NOW
from tests.running import observe

SCENES = load_scenes()
rules = functools.cache(Rules.load)


@functools.cache
def dossiers() -> dict[str, Dossier]:
    """By scene. Fails when anything outside the lab was dialled."""

    async def run() -> list[Dossier]:
        async with Lab.start(now=NOW, seed=b"scenes") as lab:
            found = await observe(lab, [scene.target for scene in SCENES.values()], second_look=True)
            assert lab.router.unrouted == []
            return found

    return dict(zip(SCENES, asyncio.run(run()), strict=True))


def judged(scene: str, by: Rules | None = None) -> Assessment:
    """The verdict on a scene; by the shipped rules unless others are given."""
    row = assess(dossiers()[scene], by or rules())
    assert isinstance(row, Assessment), row
    return row


@functools.cache
def readings(scene: str) -> dict[str, Reading]:
    """What each signal that could be asked found in a scene."""
    view = View(dossiers()[scene], rules().tables, None)
    return {reading.signal: reading for reading in rules().reader.read(view, frozenset(silences(view)))}
