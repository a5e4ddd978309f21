"""What the scenes were built to show, held against the real pipeline in one run."""

import pytest

from scamtriage.lab.scene import Scene
from scamtriage.records.assessment import Assessment, Verdict
from scamtriage.records.evidence import Outcome
from tests.judgement.sites import rules
from tests.observed import SCENES, dossiers, judged


def told(row: Assessment) -> str:
    reasons = "\n".join(f"{c.log_odds:+.2f} {c.reading.signal}: {c.because}" for c in row.contributions)
    return f"{row.verdict} {row.log_odds:.2f}, {[t.type for t in row.scam_types]}, {row.flags}, {row.states}\n{reasons}"


@pytest.mark.parametrize("scene", SCENES.values(), ids=SCENES)
def test_a_scene_ends_as_it_was_built_to_end(scene: Scene) -> None:
    row = judged(scene.id, rules())
    expect = scene.expect
    assert not expect.at_least or row.verdict.rank >= Verdict(expect.at_least).rank, told(row)
    assert not expect.at_most or row.verdict.rank <= Verdict(expect.at_most).rank, told(row)
    assert set(expect.types) <= {named.type for named in row.scam_types}, told(row)
    assert set(expect.flags) <= set(row.flags), told(row)
    assert set(expect.states) <= set(row.states), told(row)


@pytest.mark.parametrize("scene", SCENES)
def test_no_collector_crashes_on_a_scene(scene: str) -> None:
    evidence = dossiers()[scene].evidence
    assert {name: e.reason for name, e in evidence.items() if e.outcome is Outcome.CRASHED} == {}


def test_silence_of_a_registry_is_unknown_and_no_finding() -> None:
    row = judged("registry-timeout", rules())
    assert row.evidence["registration"].outcome is Outcome.TIMEOUT
    assert "registration" in {unknown.family for unknown in row.unknown}


def test_a_tired_registry_is_limited_and_not_absent() -> None:
    assert dossiers()["rate-limited"].evidence["registration"].outcome is Outcome.LIMITED


def test_a_private_address_is_blocked_and_stays_visible() -> None:
    row = dossiers()["private-address"]
    assert row.evidence["page"].outcome is Outcome.BLOCKED
    assert "10.20.0.5" in str(row.evidence["dns"].facts)
