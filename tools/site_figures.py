"""Figures of judged sets, and the tables of them: their sums, the precision that follows at a base rate, and set by set."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from scamtriage.records.assessment import Verdict
from scamtriage.score import quality
from tests.judgement.sets import SETS, Agreement, Figures, Side
from tools import site_bootstrap
from tools.site_strata import Row

BASE_RATES = (0.001, 0.01, 0.1, 0.3)
FLAG = "fake-call-centre"
NONE = "–"


def measured(rows: Sequence[Row]) -> Figures:
    """Compute the figures of judged sites."""

    def side(scam: bool) -> Side:
        ranks = [answer.verdict.rank for site, answer in rows if site["scam"] is scam]
        suspicious, likely = (sum(rank >= level.rank for rank in ranks) for level in (Verdict.SUSPICIOUS, Verdict.LIKELY_SCAM))
        return Side(len(ranks), suspicious, likely)

    kinds = [(set(_words(site, "types")), {t.type for t in answer.scam_types}) for site, answer in rows]
    calls = [(FLAG in _words(site, "calls"), FLAG in answer.flags) for site, answer in rows]
    precise, found, _ = _agreement([({FLAG} if wanted else set(), {FLAG} if named else set()) for wanted, named in calls])
    return Figures(
        honest=side(False),
        scams=side(True),
        types_f1=_agreement(kinds)[2],
        calls=Agreement(precise, found),
        ece=quality.calibration_error([(answer.probability, bool(site["scam"])) for site, answer in rows]),
        knowledge=rows[0][1].knowledge,
    )


def _agreement(pairs: Iterable[tuple[set[str], set[str]]]) -> tuple[float, float, float]:
    """Return (precision, recall, F1) of named against wanted, micro-averaged."""
    true = false = missed = 0
    for wanted, named in pairs:
        true, false, missed = true + len(wanted & named), false + len(named - wanted), missed + len(wanted - named)
    return true / ((true + false) or 1), true / ((true + missed) or 1), 2 * true / ((2 * true + false + missed) or 1)


def _words(site: Mapping[str, object], key: str) -> tuple[str, ...]:
    words = site.get(key, ())
    return tuple(str(word) for word in words) if isinstance(words, list | tuple) else ()


def pooled(some: Iterable[Figures]) -> tuple[Side, Side]:
    """Return the sums of the honest sites and of the scams of some sets."""
    sides = [(f.honest, f.scams) for f in some]
    honest, scams = (Side(*map(sum, zip(*side, strict=True))) for side in zip(*sides, strict=True))
    return honest, scams


def sums(groups: Mapping[str, Sequence[Figures]]) -> str:
    """Return a Markdown table with the sums over each group of sets."""
    lines = [
        "| sets | number | honest | `suspicious` or worse | `likely-scam` or worse | scams | `suspicious` or above | `likely-scam` or above |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for name, some in groups.items():
        honest, scams = pooled(some)
        lines.append(
            f"| {name} | {len(some)} | {honest.sites} | {honest.suspicious} ({honest.suspicious / honest.sites:.1%})"
            f" | {honest.likely} ({honest.likely / honest.sites:.2%}) | {scams.sites} | {scams.suspicious} ({scams.suspicious / scams.sites:.1%})"
            f" | {scams.likely} ({scams.likely / scams.sites:.1%}) |"
        )
    return "\n".join(lines)


def set_by_set(times: Sequence[Mapping[str, Figures]]) -> str:
    """Return a Markdown table with a row per set of the manifest that was measured: what it was asked to be, and its figures at each of these
    times, of which a set may lack some."""
    lines = [
        "| set | author | what it was asked to be, or holds | honest | `suspicious` or worse | `likely-scam` or worse | scams | `suspicious` or above"
        " | `likely-scam` or above | kinds, micro-F1 | call-centre flag, precision / recall | calibration error |",
        "|---|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    for name, about in SETS.items():
        told = [time.get(name) for time in times]
        if (any_time := next(filter(None, told), None)) is None:
            continue
        honest = any_time.honest.sites, _each(told, lambda f: f"{f.honest.suspicious}"), _each(told, lambda f: f"{f.honest.likely}")
        scams = any_time.scams.sites, _each(told, lambda f: f"{f.scams.suspicious}"), _each(told, lambda f: f"{f.scams.likely}")
        rest = (
            _each(told, lambda f: f"{f.types_f1:.2f}"),
            _each(told, lambda f: f"{f.calls.precision:.2f} / {f.calls.recall:.2f}"),
            _each(told, lambda f: f"{f.ece:.2f}"),
        )
        lines.append(f"| {' | '.join(map(str, (f'`{name}`', about.author, about.asked, *honest, *scams, *rest)))} |")
    return "\n".join(lines)


def _each(told: Sequence[Figures | None], figure: Callable[[Figures], str]) -> str:
    return " · ".join(NONE if one is None else figure(one) for one in told)


def precision(groups: Mapping[str, Sequence[Figures]]) -> str:
    """Return Markdown: the share of scams among sites that reach a level, by base rate, for each group of sets."""
    lines = [f"| sets | verdict | {' | '.join(f'{rate:.1%} scams' for rate in BASE_RATES)} |", f"|---|---|{'---|' * len(BASE_RATES)}"]
    for name, some in groups.items():
        for level in (Verdict.SUSPICIOUS, Verdict.LIKELY_SCAM):
            cells = " | ".join(_precise(some, level, rate) for rate in BASE_RATES)
            lines.append(f"| {name} | `{level}` or above | {cells} |")
    return (
        f"Precision by base rate; in brackets is where 95 % of {site_bootstrap.DRAWS} draws of as many sets lie (of fewer than"
        f" {site_bootstrap.LEAST_SETS} sets none are drawn):\n\n" + "\n".join(lines)
    )


def _precise(some: Sequence[Figures], level: Verdict, rate: float) -> str:
    found, wrong = _reaching(some, level)
    if not wrong:  # no honest site reached it: use the upper bound of Wilson's interval
        return f"over {_posterior(found, 1.96**2 / (pooled(some)[0].sites + 1.96**2), rate):.3f}"
    exact = f"{_posterior(found, wrong, rate):.3f}"
    if len(some) < site_bootstrap.LEAST_SETS:
        return exact
    low, high = site_bootstrap.interval(some, lambda sets: _posterior(*_reaching(sets, level), rate))
    return f"{exact} ({low:.2f} to {high:.2f})"


def _reaching(some: Sequence[Figures], level: Verdict) -> tuple[float, float]:
    """Return the share of scams that reach a level, and that of honest sites."""
    honest, scams = pooled(some)
    if level is Verdict.LIKELY_SCAM:
        return scams.likely / scams.sites, honest.likely / honest.sites
    return scams.suspicious / scams.sites, honest.suspicious / honest.sites


def _posterior(found: float, wrong: float, rate: float) -> float:
    return found * rate / (found * rate + wrong * (1 - rate))
