"""Every row of the catalogue keeps its word: it fires where it says, is silent where it says, and hangs on no knife's edge."""

import pytest
from msgspec.structs import replace

from scamtriage.assess import Rules
from scamtriage.knowledge.judgement.catalog import Catalog, load_catalog
from scamtriage.knowledge.judgement.rows import Level, Row
from scamtriage.knowledge.speech import PLACEHOLDER
from scamtriage.records.findings import Presence
from tests.judgement.sites import rules
from tests.observed import SCENES, judged, measured, readings, verdict

CATALOG = load_catalog()
FIRES = [(row.id, scene) for row in CATALOG.rows.values() for scene in row.fires_on]
SILENT = [(row.id, scene) for row in CATALOG.rows.values() for scene in row.silent_on]
GRADED = [row.id for row in CATALOG.rows.values() if row.levels or row.at_least or row.under]
SHIFTS = (0.8, 1.2)


@pytest.mark.parametrize(("signal", "scene"), FIRES)
def test_a_signal_fires_on_its_scene(signal: str, scene: str) -> None:
    reading = readings(scene).get(signal)
    assert reading is not None, "its evidence could not be had"
    assert reading.presence is Presence.PRESENT, reading
    assert set(PLACEHOLDER.findall(CATALOG.rows[signal].because)) <= {"value", *reading.shown}


NOTHING_READ = {("page-wording", "private-address"), ("page-ways", "private-address")}
"""Rows that are silent there because no page was had; whatever else is silent was asked."""


@pytest.mark.parametrize(("signal", "scene"), SILENT)
def test_a_signal_is_silent_on_its_scene(signal: str, scene: str) -> None:
    reading = readings(scene).get(signal)
    assert (reading is None) is ((signal, scene) in NOTHING_READ), "its evidence could not be had"
    assert reading is None or reading.presence is not Presence.PRESENT, reading


NOT_IN_THE_LAB = {"tls-issuer-free-dv", "tls-ov-ev", "rep-popular", "rep-warninglist", "dns-name-withheld"}
"""Rows that no scene can fire: the lab has one issuer, whom nobody knows, its names stand on nobody's list, and its resolver filters
nothing. Of `tests/signals`, `test_certificate.py`, `test_row_cases.py`, `test_registration.py` and `test_no_more_than_seen.py` have their
cases."""


def test_every_row_fires_on_something_and_stays_silent_on_something() -> None:
    assert {row.id for row in CATALOG.rows.values() if not row.fires_on} == NOT_IN_THE_LAB
    assert {row.id for row in CATALOG.rows.values() if not row.silent_on} == NOT_IN_THE_LAB - {
        "tls-issuer-free-dv",
        "tls-ov-ev",
        "dns-name-withheld",
    }


def test_every_scene_that_a_row_names_is_there() -> None:
    named = {scene for row in CATALOG.rows.values() for scene in (*row.fires_on, *row.silent_on, *row.edge)}
    assert named - SCENES.keys() == set()


@pytest.mark.parametrize("signal", GRADED)
def test_a_threshold_a_fifth_off_turns_no_verdict(signal: str) -> None:
    row = CATALOG.rows[signal]
    turned = []
    for shift in SHIFTS:
        moved = moved_by(row, shift)
        others = Rules.of(
            Catalog(rows={**CATALOG.rows, signal: moved}, scoring=CATALOG.scoring, digest=CATALOG.digest), model=rules().model
        )
        for scene in SCENES.keys() - {*row.edge}:
            value = measured(scene, row)
            if value is None or steps(row, value) == steps(moved, value):
                continue
            if (found := judged(scene, others).verdict) is not verdict(scene):
                turned.append((scene, shift, verdict(scene), found))
    assert turned == []


def test_only_scenes_that_say_so_stand_at_an_edge() -> None:
    """A row may name scenes that stand at its threshold; each of those says itself why it was built there."""
    assert {scene for row in CATALOG.rows.values() for scene in row.edge if not SCENES[scene].edge} == set()


def moved_by(row: Row, shift: float) -> Row:
    """The row with every bound moved by a fifth."""

    def moved(bound: float | None) -> float | None:
        return None if bound is None else bound * shift

    levels = tuple(Level(weight=level.weight, at_least=moved(level.at_least), under=moved(level.under)) for level in row.levels)
    return replace(row, at_least=moved(row.at_least), under=moved(row.under), levels=levels)


def steps(row: Row, value: float) -> tuple[bool, ...]:
    """Which bounds of a row hold for a value."""
    bounds = [*row.levels, Level(weight=0.0, at_least=row.at_least, under=row.under)]
    return tuple(level.holds(value) for level in bounds)
