"""How far page sums and log-odds vary with the authors in the fit: the numbers of [fitted_spread].

A jackknife: sites that no fit saw are judged by fits that each lack a part of the authors.
"""

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from scamtriage.assess import Rules, assess
from scamtriage.knowledge.judgement import page_model
from scamtriage.knowledge.judgement.page_model import Profile
from scamtriage.records.assessment import Assessment
from scamtriage.score.band import BAND_SIGMAS
from scamtriage.score.odds import logit
from tests.judgement.sets import KEPT
from tests.judgement.sites import dossier, sites
from tools import folds


@contextmanager
def used(made: Profile | None) -> Iterator[None]:
    """Judge with this page profile; None for the shipped one."""
    shipped = page_model.load
    if made is not None:
        page_model.load = lambda: made  # type: ignore[assignment]
    try:
        yield
    finally:
        page_model.load = shipped


def deviation(values: Sequence[float]) -> float:
    """Return the jackknife standard deviation of the full fit, from fits that each lack a part."""
    mean = math.fsum(values) / len(values)
    return math.sqrt((len(values) - 1) / len(values) * math.fsum((value - mean) ** 2 for value in values))


def covered(values: Sequence[float], below: float, above: float) -> float:
    """Return the share of fits whose deviation is within the band, after scaling it to fits on entirely different authors."""
    mean = math.fsum(values) / len(values)
    grown = [math.sqrt(len(values) - 1) * (value - mean) for value in values]
    return sum(-below - 1e-9 <= off <= above + 1e-9 for off in grown) / len(values)


def report(names: Sequence[str], fits: Sequence[Profile], rules: Rules) -> str:
    """Return Markdown: for each verdict the deviation of the log-odds and the stated band; then the deviation of each sum."""
    found = {(name, str(site["id"])): dossier(site) for name in names for site in sites(name)}

    def judged(made: Profile | None) -> list[Assessment]:
        with used(made):
            return [row for row in (assess(one, rules) for one in found.values()) if isinstance(row, Assessment)]

    shipped, others = judged(None), [judged(made) for made in fits]
    lines = [
        "| verdict | sites | log-odds by other authors, SD in nats | as the band states it, below / above | of these fits it holds |",
        "|---|---|---|---|---|",
    ]
    for verdict in (*sorted({row.verdict for row in shipped}, key=lambda v: v.rank), None):
        told: list[tuple[float, float, float, float]] = []
        for row, *again in zip(shipped, *others, strict=True):
            if verdict in (None, row.verdict):
                middle, values = logit(row.prior) + row.log_odds, [one.log_odds for one in again]
                below, above = middle - _nats(row.interval[0]), _nats(row.interval[1]) - middle
                told.append((deviation(values), below, above, covered(values, below, above)))
        moved, below, above = (_rms([one[at] for one in told]) for at in range(3))
        lines.append(
            f"| {f'`{verdict}`' if verdict else 'all'} | {len(told)} | {moved:.2f} | {below / BAND_SIGMAS:.2f} / {above / BAND_SIGMAS:.2f}"
            f" | {math.fsum(one[3] for one in told) / len(told):.0%} |"
        )
    sums = " and ".join(
        f"`{signal}` {_rms([deviation([_value(one, signal) for one in again]) for again in zip(*others, strict=True)]):.2f}"
        for signal in ("page-wording", "page-ways")
    )
    differ = sum(len({row.verdict for row in again}) > 1 for again in zip(shipped, *others, strict=True))
    return (
        "\n".join(lines)
        + f"\n\nRoot mean square of what the sums themselves move by, before their bounds: {sums} nats. {differ} of {len(shipped)} sites have another"
        " verdict under one of these fits at least."
    )


def _value(row: Assessment, signal: str) -> float:
    """Return a sum before its bounds; one near 0 is not in the assessment and counts as 0."""
    return next((c.reading.value or 0.0 for c in row.contributions if c.reading.signal == signal), 0.0)


def _nats(p: float) -> float:
    return logit(min(max(p, 1e-15), 1 - 1e-15))


def _rms(values: Sequence[float]) -> float:
    return math.sqrt(math.fsum(value * value for value in values) / len(values))


def main() -> None:
    """`python -m tools.page_spread`: print the values behind [fitted_spread] in scoring.toml."""
    rules = Rules.load()
    print(report(KEPT, folds.fold_profiles(*folds.learnt_from(rules)), rules))


if __name__ == "__main__":
    main()
