"""How far the sums over a whole page, and the log-odds, move with the authors that they are fitted on: the numbers of [fitted_spread].

A jackknife: sites that no fit saw, judged by fits that each lack a part of the authors.
"""

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from scamtriage.assess import Rules, assess
from scamtriage.knowledge import profile
from scamtriage.knowledge.profile import Profile
from scamtriage.records.assessment import Assessment
from scamtriage.score.combine import BAND_SIGMAS, logit
from tests.judgement.sites import dossier, sites


@contextmanager
def used(made: Profile | None) -> Iterator[None]:
    """Judge by this profile of pages; None: by the shipped one."""
    shipped = profile.load
    if made is not None:
        profile.load = lambda: made  # type: ignore[assignment]
    try:
        yield
    finally:
        profile.load = shipped


def deviation(values: Sequence[float]) -> float:
    """Standard deviation of what was fitted on all, by the jackknife over fits that each lack a part."""
    mean = math.fsum(values) / len(values)
    return math.sqrt((len(values) - 1) / len(values) * math.fsum((value - mean) ** 2 for value in values))


def covered(values: Sequence[float], below: float, above: float) -> float:
    """The share of the fits whose deviation, grown to that of fits on other authors altogether, a band of this width holds."""
    mean = math.fsum(values) / len(values)
    grown = [math.sqrt(len(values) - 1) * (value - mean) for value in values]
    return sum(-below - 1e-9 <= off <= above + 1e-9 for off in grown) / len(values)


def report(names: Sequence[str], fits: Sequence[Profile], rules: Rules) -> str:
    """Markdown: by verdict how far the log-odds move and what the band says; and the deviation of each sum."""
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
    """Of a sum before its bounds; one that is near nought is not told."""
    return next((c.reading.value or 0.0 for c in row.contributions if c.reading.signal == signal), 0.0)


def _nats(p: float) -> float:
    return logit(min(max(p, 1e-15), 1 - 1e-15))


def _rms(values: Sequence[float]) -> float:
    return math.sqrt(math.fsum(value * value for value in values) / len(values))


def main() -> None:
    """`python -m tools.page_spread`: what [fitted_spread] in scoring.toml is taken from."""
    from tools import evaluate_sites

    rules = Rules.load()
    print(report(evaluate_sites.KEPT, evaluate_sites.fold_profiles(rules), rules))


if __name__ == "__main__":
    main()
