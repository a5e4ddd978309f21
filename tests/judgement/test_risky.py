"""Honest pages of trades whose words are those of scams: agents who order in China, lenders, labour agencies, wallets' help pages.

`callings` is never fitted on."""

from functools import cache

import pytest

from scamtriage.records.assessment import Verdict
from tests.judgement import sets
from tests.judgement.sites import assessed, sites

NAMES = sets.names(lambda one: one.use in ("risky", "risky-kept"))


@cache
def verdicts(name: str) -> list[Verdict]:
    return [assessed(site).verdict for site in sites(name)]


@pytest.mark.parametrize("name", NAMES)
def test_hardly_an_honest_trade_is_accused(name: str) -> None:
    assert sum(verdict is Verdict.SUSPICIOUS for verdict in verdicts(name)) <= 0.04 * len(verdicts(name))


@pytest.mark.parametrize("name", NAMES)
def test_no_honest_trade_is_a_likely_scam(name: str) -> None:
    assert not any(verdict.rank >= Verdict.LIKELY_SCAM.rank for verdict in verdicts(name))
