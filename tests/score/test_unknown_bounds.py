"""What is unknown says how far it could move the sum: judged again, no set of its signals moves it further, and one moves it so far."""

import random
from functools import cache
from pathlib import Path

import pytest
from msgspec.structs import replace

from scamtriage.assess import Rules, assess
from scamtriage.batch.offline import offline
from scamtriage.knowledge.judgement.rows import Row
from scamtriage.records import codec
from scamtriage.records.assessment import Assessment
from scamtriage.records.evidence import Dossier, Outcome
from scamtriage.records.findings import Presence, Reading
from scamtriage.records.target import Target
from scamtriage.render.panel import panel
from scamtriage.render.phrases import noted
from scamtriage.render.style import Style
from scamtriage.score.combine import ScoringOptions
from scamtriage.score.unknown_bounds import MOST_NAMED
from scamtriage.signals.silences import silences
from scamtriage.signals.view import View
from scamtriage.targets.lines import Line
from tests.judgement.sites import assessed, every_reading

WHOLE = [codec.from_line(line) for line in (Path(__file__).parents[2] / "examples" / "evidence.jsonl").read_bytes().splitlines()]


@cache
def rules() -> Rules:
    return Rules.load()


def unheard(dossier: Dossier, *collectors: str) -> Dossier:
    """The same, had these not answered."""
    lost = {
        name: replace(dossier.evidence[name], outcome=Outcome.TIMEOUT, facts=None, reason="")
        for name in collectors
        if name in dossier.evidence
    }
    return replace(dossier, evidence=dossier.evidence | lost)


CASES = {
    "offline": next(iter(offline([Line(number=1, text="maybank2u-secure-login.top")]))),
    **{
        f"{dossier.target.host} without {' and '.join(lost) or 'anything lost'}": unheard(dossier, *lost)  # type: ignore[union-attr]
        for dossier in WHOLE[::3]
        for lost in ((), ("page",), ("registration",), ("dns", "certificate"), ("page", "registration"))
    },
}


@cache
def read(case: str) -> tuple[tuple[Reading, ...], dict[str, str]]:
    view = View(CASES[case], rules().tables)
    silent = silences(view)
    return every_reading(view, silent), silent


def judged(case: str, fired: dict[str, float]) -> Assessment:
    """The case as it would be judged had these unknown signals fired with so many nats; what they silence is silent."""
    readings, silent = read(case)
    others = [r for r in readings if r.signal not in fired]
    kept = [r for r in others if r.presence is not Presence.PRESENT or not set(rules().catalog.rows[r.signal].unless) & set(fired)]
    new = [Reading(signal=signal, presence=Presence.PRESENT, value=1.0, weight=nats) for signal, nats in fired.items()]
    return rules().combiner.several([(CASES[case], [*kept, *new], silent, "")], ScoringOptions(prior=0.1))[0]


def nats(row: Row) -> tuple[float, ...]:
    if row.levels:
        return tuple(level.weight for level in row.levels)
    return (row.weight,) if row.weight != "measured" else row.clip or (0.0,)


@pytest.mark.parametrize("rounds", [8, pytest.param(80, marks=pytest.mark.exhaustive)])
@pytest.mark.parametrize("case", CASES)
def test_no_set_of_unknown_signals_moves_the_sum_further_than_was_said(case: str, rounds: int) -> None:
    row, chance = assess(CASES[case], rules()), random.Random(7)
    assert isinstance(row, Assessment) and row.unknown
    base = judged(case, {}).log_odds
    assert base == pytest.approx(row.log_odds)
    assert [one.weight for one in row.unknown] == sorted((max(one.adds, one.takes) for one in row.unknown), reverse=True)
    for one in row.unknown:
        given = {signal: nats(rules().catalog.rows[signal]) for signal in one.signals}
        sets = [{s: side(w) for s, w in given.items() if side(w) * (1 if side is max else -1) > 0} for side in (max, min)]
        for _ in range(rounds):
            some = chance.sample(sorted(given), chance.randint(1, len(given)))
            sets.append({signal: chance.choice(given[signal]) for signal in some})
        moved = [judged(case, fired).log_odds - base for fired in sets]
        assert max(moved) <= one.adds + 1e-9, one.family
        if not one.adds:  # beside others of its family a finding that adds can make them count less, and is not said to take
            assert -min(moved) <= one.takes + 1e-9, one.family


@pytest.mark.parametrize("case", CASES)
def test_what_was_said_is_reached(case: str) -> None:
    row = assessed(CASES[case])
    reached = 0
    for one in row.unknown:
        fired = {signal: most for signal in one.signals if (most := max(nats(rules().catalog.rows[signal]))) > 0}
        reached += one.adds > 0 and judged(case, fired).log_odds - row.log_odds == pytest.approx(one.adds)
    assert reached or not any(one.adds for one in row.unknown)


@pytest.mark.parametrize("case", CASES)
def test_of_each_signal_is_said_how_far_it_alone_moves_the_sum(case: str) -> None:
    """Also by what it ends the weighing of: one look that differs undoes all that the words acquit of."""
    row = assessed(CASES[case])
    for one in row.unknown:
        moved = {
            signal: max(abs(judged(case, {signal: given}).log_odds - row.log_odds) for given in nats(rules().catalog.rows[signal]))
            for signal in one.signals
        }
        told = {named.signal: named.weight for named in one.heaviest}
        assert all(moved[signal] <= weight + 1e-9 for signal, weight in told.items())
        least = min(told.values()) if len(told) == MOST_NAMED else 0.0
        assert all(nats <= least + 1e-9 for signal, nats in moved.items() if signal not in told)


def test_a_second_look_that_differs_is_told_with_all_that_it_undoes() -> None:
    bakery = next(dossier for dossier in WHOLE if isinstance(dossier.target, Target) and dossier.target.host == "khanom-baan-suan.shop")
    row, cloaked = assess(bakery, rules()), "http-cloaking-ua"
    assert isinstance(row, Assessment)
    silent = silences(View(bakery, rules().tables))
    readings = every_reading(View(bakery, rules().tables), silent)
    kept = [r for r in readings if cloaked not in (r.signal, *rules().catalog.rows[r.signal].unless)]
    fired = Reading(signal=cloaked, presence=Presence.PRESENT, value=1.0)
    [then] = rules().combiner.several([(bakery, [*kept, fired], silent, "")], ScoringOptions(prior=0.1))
    [told] = [one for unknown in row.unknown for one in unknown.heaviest if one.signal == cloaked]
    assert told.weight == pytest.approx(then.log_odds - row.log_odds)
    assert told.weight > 4 * told.raw * rules().model.slope
    [words] = [c for c in then.contributions if c.reading.signal == "page-wording"]
    assert words.raw < 0 == words.log_odds and words.because.endswith("this counts nothing, as other visitors are shown another page")
    assert any(line.startswith(words.because) for line in noted(then)) and words.because in panel(then, Style(width=400))
