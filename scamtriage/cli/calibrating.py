"""Labelled evidence in, a refitted model and an honest account of it out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from scamtriage.assess import Rules, assess
from scamtriage.records import codec
from scamtriage.records.assessment import Assessment
from scamtriage.records.evidence import Dossier, Mode
from scamtriage.records.target import Target
from scamtriage.render.text import counted
from scamtriage.score import fit, quality
from scamtriage.score.fit import Example
from scamtriage.score.model import GREATEST_SLOPE, LEAST_SLOPE, Model, sealed
from scamtriage.targets.parse import parse_target
from scamtriage.targets.read import BadList
from scamtriage.targets.read import read as read_list

LEAST_EACH = 20
"""Cases of each label below which nothing is fitted: two factors from fewer would be noise."""
LEAST_EACH_WEIGHTS = 60
COIN = 0.5
"""Area under the ROC curve of what knows nothing."""
FEW_EACH = 200
"""Cases of each label below which the report says how little it rests on."""
LABELS = {"scam": True, "honest": False}
_TWICE = "the page stands there already"
NAMED = 5
"""Hosts of `--labels` that are named where no line is about them."""
CAP_ROUNDS = 2
"""The caps depend on the weights: after a refit they are taken anew this often."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """Cases with their truth, and the lines that were left out."""

    dossiers: tuple[tuple[Dossier, bool], ...]
    left_out: Mapping[str, int]
    """Reason -> lines."""
    corrected: int = 0
    """Lines that said otherwise than `--labels`."""
    unmet: tuple[str, ...] = ()
    """Hosts of `--labels` that no line is about."""


def read(lines: Iterable[tuple[int, bytes]], name: str, labels: Mapping[str, bool] | None = None) -> Labelled:
    """The labelled ones of the numbered lines of an evidence file. The label is that of `labels` by host, else `label` of the line, else
    the column `label` of its input. Of a page that stands twice the line that was seen later is kept. Raises BadRecord, and BadList for a
    label that is none, for a line with both and for a host with both."""
    labels = labels or {}
    kept: dict[str, tuple[Dossier, bool]] = {}
    truth: dict[str, bool] = {}
    left_out: dict[str, int] = {}
    met: set[str] = set()
    corrected = 0
    for number, raw in lines:
        dossier, word = _with_label(raw, number)
        target = dossier.target
        host = target.host if isinstance(target, Target) else ""
        written = {label for text in (word, dossier.columns.get("label", "")) if (label := _label(text, name, number)) is not None}
        said = labels.get(host)
        if said is not None:
            met.add(host)
            corrected += (not said) in written
        elif len(written) > 1:
            raise BadList(f"{name}: line {number}: its field label and its column label contradict each other; decide which")
        else:
            said = next(iter(written), None)
        reason = _unusable(dossier, said)
        if reason or said is None or not isinstance(target, Target):
            left_out[reason] = left_out.get(reason, 0) + 1
            continue
        if truth.setdefault(host, said) is not said:
            raise BadList(f"{name}: line {number}: {host} is labelled scam and honest; decide which")
        known = kept.get(target.url)
        if known is not None:
            left_out[_TWICE] = left_out.get(_TWICE, 0) + 1
        if known is None or _later(dossier, known[0]):
            kept[target.url] = dossier, said
    return Labelled(dossiers=tuple(kept.values()), left_out=left_out, corrected=corrected, unmet=tuple(sorted(labels.keys() - met)))


def _later(one: Dossier, other: Dossier) -> bool:
    """Whether a page was seen later; where both were seen at once the digest decides, so that the order of the lines never does."""
    first, second = (max(e.observed_at for e in dossier.evidence.values()) for dossier in (one, other))
    return first > second if first != second else codec.digest(one) > codec.digest(other)


def read_labels(path: Path) -> dict[str, bool]:
    """Host -> label, from a list with a column of targets and the column label. Raises BadList with the line, and OSError."""
    found: dict[str, bool] = {}
    with path.open("rb") as file:
        for line in read_list(file, name=str(path)):
            words = next((cell for name, cell in line.columns.items() if name.strip().lower() == "label"), None)
            if words is None:
                raise BadList(f"{path}: line 1: the heading must hold the columns target and label")
            target = parse_target(line.text)
            said = _label(words, str(path), line.number)
            if not isinstance(target, Target) or said is None:
                why = line.problem or ("has no label" if isinstance(target, Target) else target.reason)
                raise BadList(f"{path}: line {line.number}: {why}")
            if found.setdefault(target.host, said) is not said:
                raise BadList(f"{path}: line {line.number}: {target.host} is labelled scam and honest; decide which")
    return found


def _with_label(raw: bytes, number: int) -> tuple[Dossier, str]:
    """A journal line, with or without a `label` of its own."""
    word = codec.table(raw, number).get("label") if b'"label"' in raw else None
    return codec.agreeing(codec.from_line(raw, number), number), "" if word is None else str(word)


def _label(word: str, name: str, number: int) -> bool | None:
    if not word.strip():
        return None
    try:
        return LABELS[word.strip().lower()]
    except KeyError:
        raise BadList(f"{name}: line {number}: the label {word[:40]!r} is neither scam nor honest") from None


def _unusable(dossier: Dossier, said: bool | None) -> str:
    if not isinstance(dossier.target, Target):
        return "no target"
    if said is None:
        return "no label"
    if dossier.same_as is not None:
        return "points to the evidence of another line"
    return "" if dossier.mode is Mode.FULL and dossier.evidence else "no full evidence"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A refit, measured."""

    model: Model
    scams: int
    honest: int
    rows: Mapping[str, Sequence[tuple[float, bool]]]
    """What was measured -> (probability, is a scam)."""
    moved: tuple[tuple[str, float, float], ...]
    """(signal, shipped weight, refitted weight), those that moved most first."""
    rose: int
    """Cases whose verdict is higher under the refitted numbers."""
    fell: int


def calibrate(labelled: Labelled, rules: Rules, *, weights: bool, date: str, prior: float | None, name: str) -> Outcome:
    """Refit under the catalogue of `rules`. Raises BadList when there are too few cases of a label, or their labels make no sense."""
    scams = sum(scam for _, scam in labelled.dossiers)
    honest = len(labelled.dossiers) - scams
    least = LEAST_EACH_WEIGHTS if weights else LEAST_EACH
    if min(scams, honest) < least:
        raise BadList(_too_few(scams, honest, least, labelled))
    start, catalog = rules.model, rules.catalog
    shipped = fit.weights_of(catalog, start)
    cases = _examples(labelled, rules)

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
        cases = _examples(labelled, _under(rules, model, new, shipped))
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
    return Outcome(
        model=sealed(written),
        scams=scams,
        honest=honest,
        rows=rows,
        moved=tuple(moved),
        rose=sum(new > old for old, new in zip(before, after, strict=True)),
        fell=sum(new < old for old, new in zip(before, after, strict=True)),
    )


def _swapped(why: str) -> str:
    return f"by these labels {why}: they may be swapped, or stand at other lines; nothing was fitted"


def _too_few(scams: int, honest: int, least: int, labelled: Labelled) -> str:
    """How many cases of which label are missing, and what became of the other lines."""
    missing = [f"{least - count} more {word}" for word, count in (("scam", scams), ("honest", honest)) if count < least]
    said = [
        f"found {counted(scams, 'case')} labelled scam and {honest} labelled honest, with full evidence:"
        f" at least {least} of each are needed, so {' and '.join(missing)}"
    ]
    if labelled.left_out:
        said.append("left out: " + ", ".join(f"{count} ({reason})" for reason, count in sorted(labelled.left_out.items())))
    if "no label" in labelled.left_out:
        said.append("a label is the column `label` of the list that was scanned, a field `label` of the line, or a row of --labels")
    said += _apart(labelled)
    if least > LEAST_EACH <= min(scams, honest):
        said.append(f"without --weights {LEAST_EACH} are enough")
    return "; ".join(said) + "."


def _apart(labelled: Labelled) -> list[str]:
    """What the labels of `--labels` changed, and which of them met nothing."""
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


def _examples(labelled: Labelled, rules: Rules) -> list[Example]:
    judged = [(assess(dossier, rules), scam) for dossier, scam in labelled.dossiers]
    return [fit.example(row, rules.model, scam=scam) for row, scam in judged if isinstance(row, Assessment)]


def _under(rules: Rules, model: Model, weights: Mapping[str, float], shipped: Mapping[str, float]) -> Rules:
    """The same rules under refitted weights, for taking the caps anew."""
    return Rules.of(rules.catalog, model=replace(model, weights={s: w for s, w in weights.items() if w != shipped[s]}))


def report(outcome: Outcome, labelled: Labelled, path: Path | None) -> str:
    """What was done and what it is worth, for people."""
    model = outcome.model
    out = [f"{outcome.scams} scams and {outcome.honest} honest sites, {model.data_digest[:12]} (SHA-256 of hosts, labels and evidence)."]
    out += [f"  left out: {count} with {reason}" for reason, count in sorted(labelled.left_out.items())]
    out += [f"  {sentence}" for sentence in _apart(labelled)]
    out += ["", f"{'':<34}{'n':>6}{'log loss':>10}{'ECE':>8}{'AUC':>8}"]
    for what, rows in outcome.rows.items():
        out.append(
            f"{what:<34}{len(rows):>6}{quality.log_loss(rows):>10.3f}{quality.calibration_error(rows):>8.3f}{quality.ranking(rows):>8.3f}"
        )
    out += [
        "",
        f"prior {model.prior:.3f}, slope {model.slope:.3f}, intercept {model.intercept:+.3f};"
        f" {counted(len(model.weights), 'weight')} moved",
    ]
    out += [f"  {signal:<34}{old:+.2f} -> {new:+.2f}" for signal, old, new in outcome.moved[:15]]
    out += [f"of your {outcome.scams + outcome.honest} cases {outcome.rose} get a higher verdict and {outcome.fell} a lower one"]
    out += [""] + [f"Mind: {warning}" for warning in warnings(outcome)]
    if path is not None:
        out.append(f"wrote {path}: {model.name}, digest {model.digest}")
    else:
        out.append("nothing was written: name a file with -o")
    return "\n".join(out) + "\n"


def warnings(outcome: Outcome) -> list[str]:
    """What keeps the figures from being believed, in sentences."""
    said = []
    few = min(outcome.scams, outcome.honest)
    if few < FEW_EACH:
        blur = 1.96 * (0.25 / few) ** 0.5
        said.append(f"only {few} cases of one label: shares of them may be off by {blur:.0%}; {FEW_EACH} of each are better.")
    _, own, unseen = outcome.rows.values()
    rate = outcome.scams / (outcome.scams + outcome.honest)
    guess = quality.log_loss([(rate, scam) for _, scam in unseen])
    if quality.log_loss(unseen) >= guess:
        said.append(
            f"on unseen cases this is no better than the base rate alone (log loss {guess:.3f}): labels may be wrong. Do not use it."
        )
    if outcome.model.slope >= GREATEST_SLOPE:
        said.append(f"the slope stands at its bound ({GREATEST_SLOPE:g}): the cases are too easy, or picked, to say how sure one may be.")
    if quality.log_loss(unseen) >= quality.log_loss(own):
        said.append("on unseen cases this is no better than the shipped model at your prior: keep the shipped one and give --prior.")
    said.append("the cases are what your desk saw and labelled: where the world differs from that, so will the probabilities.")
    return said
