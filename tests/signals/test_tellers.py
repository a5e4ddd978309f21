"""Honest pages that tell of scams, in fourteen languages, and scams that pretend to: warners, papers, victims who found help."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from scamtriage.records.assessment import Verdict
from scamtriage.signals.view import View
from tests.judgement.sites import assessed, dossier, rules

TELLERS: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("tellers.toml").read_text(encoding="utf-8"))["site"]
HONEST, SCAMS = ([site for site in TELLERS if site["scam"] is scam] for scam in (False, True))
POSING = [site for site in SCAMS if site["id"].startswith("s-")]


def test_hardly_anybody_is_accused_who_tells_of_scams() -> None:
    accused = [site["id"] for site in HONEST if assessed(site).verdict.rank >= Verdict.SUSPICIOUS.rank]
    assert len(HONEST) > 140
    assert len(accused) <= 3, accused


@pytest.mark.parametrize("site", HONEST, ids=lambda site: site["id"])
def test_nobody_is_called_a_likely_scam_who_tells_of_scams(site: dict[str, Any]) -> None:
    assert assessed(site).verdict.rank < Verdict.LIKELY_SCAM.rank


def test_who_only_poses_as_a_warner_is_accused() -> None:
    missed = [site["id"] for site in POSING if assessed(site).verdict.rank < Verdict.SUSPICIOUS.rank]
    assert len(POSING) > 45
    assert len(missed) <= 4, missed


@pytest.mark.parametrize("site", SCAMS, ids=lambda site: site["id"])
def test_no_scam_is_taken_for_a_teller(site: dict[str, Any]) -> None:
    assert not View(dossier(site), rules().tables).text.tells
