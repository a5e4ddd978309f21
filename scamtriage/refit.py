"""Refit a model to labelled cases and measure it by cross-validation."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from scamtriage.assess import Rules, assess
from scamtriage.records import codec
from scamtriage.records.assessment import Assessment, Verdict
from scamtriage.records.evidence import Dossier
from scamtriage.records.facts import PageFacts
from scamtriage.records.target import Target
from scamtriage.render.text import counted
from scamtriage.score import fit, quality
from scamtriage.score.case import level
from scamtriage.score.fit import Example
from scamtriage.score.model import LEAST_SLOPE, Model, sealed
from scamtriage.targets.decode import BadList

LEAST_EACH = 20
"""Fewest cases of each label for a fit. Two factors fitted to fewer would be noise."""
LEAST_EACH_WEIGHTS = 60
COIN = 0.5
"""Area under the ROC curve of a random ranking."""
NAMED = 5
"""Most hosts of `--labels` without a matching line that a message names."""
CAP_ROUNDS = 2
"""Rounds of refitting in which the caps are recomputed, because they depend on the weights."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """Labelled cases, and counts of the lines that were left out."""

    dossiers: tuple[tuple[Dossier, bool], ...]
    left_out: Mapping[str, int]
    """Reason -> number of lines."""
    corrected: int = 0
    """Lines whose own label contradicts `--labels`."""
    unmet: tuple[str, ...] = ()
    """Hosts of `--labels` that match no line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refit:
    """A refitted model and its measurements."""

    model: Model
    scams: int
    honest: int
    hands: tuple[int, int]
    """Number of distinct operators among the scams and among the honest sites; see `hands`."""
    rows: Mapping[str, Sequence[tuple[float, bool]]]
    """Name of a measurement -> (probability, is a scam) per case."""
    moved: tuple[tuple[str, float, float], ...]
    """(signal, shipped weight, refitted weight), largest change first."""
    rose: int
    """Cases whose verdict is higher under the refitted numbers."""
    fell: int
    alone: Verdict
    """The verdict that the intercept gives to a site with no evidence at all."""


def calibrate(labelled: Labelled, rules: Rules, *, weights: bool, date: str, prior: float | None, name: str) -> Refit:
    """Refit under the catalogue of `rules` and measure the result. Raises BadList if a label has too few cases, or if the labels contradict
    the evidence."""
    scams = sum(scam for _, scam in labelled.dossiers)
    honest = len(labelled.dossiers) - scams
    least = LEAST_EACH_WEIGHTS if weights else LEAST_EACH
    if min(scams, honest) < least:
        raise BadList(_too_few(scams, honest, least, labelled))
    start, catalog = rules.model, rules.catalog
    shipped = fit.weights_of(catalog, start)
    cases = examples(labelled, rules)

    def refit(part: Sequence[Example]) -> tuple[Model, Mapping[str, float]]:
        model = fit.platt(part, shipped, start)
        if not weights:
            return model, shipped
        new = fit.refit(part, catalog, model, shipped)
        return fit.platt(part, new, start), new

    rows = {
        f"as shipped, prior {start.prior:.0%}": [(fit.probability(case, start, shipped), case.scam) for case in cases],
        "as shipped, prior of your cases": [(fit.probability(case, start, shipped, prior=scams / len(cases)), case.scam) for case in cases],
        "refitted, each case unseen": fit.cross_validate(cases, refit),
    }
    if (order := quality.ranking(rows[f"as shipped, prior {start.prior:.0%}"])) < COIN:
        raise BadList(_swapped(f"the honest rank above the scams (AUC {order:.3f}, where {COIN} is a coin)"))
    model, new = refit(cases)
    if model.slope <= LEAST_SLOPE:
        raise BadList(_swapped(f"the evidence says nothing about them, or the opposite (slope {model.slope:g}, the least there is)"))
    for _ in range(CAP_ROUNDS if weights else 0):
        cases = examples(labelled, _under(rules, model, new, shipped))
        model, new = refit(cases)
    moved = sorted(((s, shipped[s], new[s]) for s in new if abs(new[s] - shipped[s]) >= 0.005), key=lambda m: (-abs(m[2] - m[1]), m[0]))
    evidence = [(d.target.host, scam, codec.digest(d)) for d, scam in labelled.dossiers if isinstance(d.target, Target)]
    written = replace(
        model,
        name=name,
        prior=model.prior if prior is None else prior,
        weights={signal: value for signal, _, value in moved},
        data_digest=fit.data_digest(evidence),
        counts={"scam": scams, "honest": honest},
        fitted_on=date,
        knowledge=rules.knowledge,
        reliability=quality.reliability(rows["refitted, each case unseen"]),
    )
    before, after = (_ranks(labelled, by) for by in (rules, Rules.of(catalog, model=written)))
    return Refit(
        model=sealed(written),
        scams=scams,
        honest=honest,
        hands=(len({case.group for case in cases if case.scam}), len({case.group for case in cases if not case.scam})),
        rows=rows,
        moved=tuple(moved),
        rose=sum(new > old for old, new in zip(before, after, strict=True)),
        fell=sum(new < old for old, new in zip(before, after, strict=True)),
        alone=level(written.intercept, 1.0, catalog.scoring),
    )


def _swapped(why: str) -> str:
    return f"by these labels {why}: they may be swapped, or stand at other lines; nothing was fitted"


def _too_few(scams: int, honest: int, least: int, labelled: Labelled) -> str:
    """Say how many cases of which label are missing, and why the other lines were left out."""
    missing = [f"{least - count} more {word}" for word, count in (("scam", scams), ("honest", honest)) if count < least]
    said = [
        f"found {counted(scams, 'case')} labelled scam and {honest} labelled honest, with full evidence:"
        f" at least {least} of each are needed, so {' and '.join(missing)}"
    ]
    if labelled.left_out:
        said.append("left out: " + ", ".join(f"{count} ({reason})" for reason, count in sorted(labelled.left_out.items())))
    if "no label" in labelled.left_out:
        said.append("a label is the column `label` of the list that was scanned, a field `label` of the line, or a row of --labels")
    said += apart(labelled)
    if least > LEAST_EACH <= min(scams, honest):
        said.append(f"without --weights {LEAST_EACH} are enough")
    return "; ".join(said) + "."


def apart(labelled: Labelled) -> list[str]:
    """Say what `--labels` changed, and which of its hosts match no line."""
    said = []
    if labelled.corrected:
        said.append(f"lines that said otherwise than --labels, which was believed: {labelled.corrected}")
    if labelled.unmet:
        more = len(labelled.unmet) - NAMED
        said.append(
            f"hosts of --labels that no line is about: {len(labelled.unmet)} ({', '.join(labelled.unmet[:NAMED])}{', …' * (more > 0)})"
        )
    return said


def _ranks(labelled: Labelled, rules: Rules) -> list[int]:
    return [row.verdict.rank for row in (assess(dossier, rules) for dossier, _ in labelled.dossiers) if isinstance(row, Assessment)]


def examples(labelled: Labelled, rules: Rules) -> list[Example]:
    """Return what a model is fitted to: each labelled case that could be judged, with the group whose cases stay in one fold."""
    judged = [(assess(dossier, rules), scam) for dossier, scam in labelled.dossiers]
    rows = [(row, scam) for row, scam in judged if isinstance(row, Assessment)]
    whose = hands([row for row, _ in rows])
    return [fit.example(row, rules.model, rules.catalog, scam=scam, group=hand) for (row, scam), hand in zip(rows, whose, strict=True)]


def hands(rows: Sequence[Assessment]) -> list[str]:
    """Return a group for each case: cases that names or pages show to have one operator share a group. Criteria: the same registrable name,
    the same text apart from the name, or the same page structure if it is rare enough. Groups stay in one fold, so a kit used on many names
    is unseen only if none of its names was seen."""
    first: dict[tuple[str, str], str] = {}
    joined: dict[str, str] = {}

    def root(hand: str) -> str:
        while (above := joined.setdefault(hand, hand)) != hand:
            joined[hand] = hand = joined[above]
        return hand

    for row in rows:
        for mark in _marks(row):
            one, other = root(row.target.registrable), root(first.setdefault(mark, row.target.registrable))
            joined[max(one, other)] = min(one, other)  # the smallest name is the root, whatever the order of the rows
    return [root(row.target.registrable) for row in rows]


def _marks(row: Assessment) -> Iterator[tuple[str, str]]:
    """Yield what two cases of one operator share besides the name: text and structure."""
    page = row.facts("page", PageFacts)
    if page is None:
        return
    if words := " ".join(page.text.lower().replace(row.target.registrable, "").split()):
        yield "text", words
    if page.structure and page.structure[0] != "~":
        yield "structure", page.structure


def _under(rules: Rules, model: Model, weights: Mapping[str, float], shipped: Mapping[str, float]) -> Rules:
    """The same rules with refitted weights, for recomputing the caps."""
    return Rules.of(rules.catalog, model=replace(model, weights={s: w for s, w in weights.items() if w != shipped[s]}))
