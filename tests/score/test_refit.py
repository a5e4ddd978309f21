"""A refit of weights keeps to what fired, and judges what it has not seen: a kit on many names is one kit."""

from functools import cache
from typing import Any

import pytest
from msgspec.structs import replace

from scamtriage.assess import Rules
from scamtriage.records.assessment import Assessment
from scamtriage.refit import Labelled, examples, hands
from scamtriage.score import fit
from tests.judgement.sites import assessed, dossier, sites

SITES = sites("dev")


@cache
def rules() -> Rules:
    return Rules.load()


def judged(site: dict[str, Any], under: Rules) -> Assessment:
    return assessed(site, under)


def test_a_signal_that_fires_at_a_weight_of_nought_is_refitted_and_not_reset() -> None:
    shipped = rules().model
    plain = {site["id"]: fit.example(judged(site, rules()), shipped, rules().catalog, scam=True).parts for site in SITES}
    signals = sorted({signal for parts in plain.values() for signal in parts})
    model = replace(shipped, weights=dict.fromkeys(signals, 0.0))
    under = Rules.of(rules().catalog, model=model)
    for site in SITES:
        found = fit.example(judged(site, under), model, rules().catalog, scam=True).parts
        assert found.keys() == plain[site["id"]].keys()
        assert all(0 < share <= 1 for share in found.values())


def test_a_weight_at_nought_stays_there_under_cases_that_hold_it_down() -> None:
    signal = "reg-age-30-180d"
    start = fit.weights_of(rules().catalog, rules().model)
    honest = [fit.Example(group=f"{at}.example", scam=False, fixed=-1.0, parts={signal: 1.0}) for at in range(800)]
    model = replace(rules().model, prior=0.5)
    once = fit.refit(honest, rules().catalog, model, start)
    assert once[signal] == 0.0
    assert fit.refit(honest, rules().catalog, model, start | {signal: 0.0})[signal] == 0.0


def kit(site: dict[str, Any], names: int) -> list[dict[str, Any]]:
    return [{**site, "host": f"kit{at}.top", "html": site["html"].replace("<body", f"<body><p>kit{at}.top</p", 1)} for at in range(names)]


def test_a_kit_on_many_names_stands_in_one_fold() -> None:
    scams = [site for site in SITES if site["scam"]]
    found = [*kit(scams[0], 12), *scams[1:8], *(site for site in SITES if not site["scam"])]
    cases = examples(Labelled(dossiers=tuple((dossier(site), bool(site["scam"])) for site in found), left_out={}), rules())
    assert len({case.group for case in cases[:12]}) == 1
    assert len(set(fit.split(cases)[:12])) == 1


def test_pages_of_others_are_of_other_hands() -> None:
    assert len(set(hands([judged(site, rules()) for site in SITES]))) == len({site["host"] for site in SITES})


@pytest.mark.parametrize("order", [1, -1])
def test_hands_that_share_different_things_are_one(order: int) -> None:
    """One name with two pages, of which another name has the second."""
    first, second = SITES[0], SITES[1]
    three = [{**first, "host": "a.top"}, {**second, "host": "www.a.top"}, {**second, "host": "b.top"}][::order]
    assert set(hands([judged(site, rules()) for site in three])) == {"a.top"}
