"""The report about a refitted model."""

from pathlib import Path

from scamtriage.records.assessment import Verdict
from scamtriage.refit import Labelled, Refit, apart
from scamtriage.render.text import counted
from scamtriage.score import quality
from scamtriage.score.model import GREATEST_INTERCEPT, GREATEST_SLOPE

FEW_EACH = 200
"""Below this number of cases of a label, the report warns about the sampling error."""


def report(outcome: Refit, labelled: Labelled, path: Path | None) -> str:
    """Return the report as text. `path`: the file that the model was written to; None: it was not written."""
    model = outcome.model
    out = [f"{outcome.scams} scams and {outcome.honest} honest sites, {model.data_digest[:12]} (SHA-256 of hosts, labels and evidence)."]
    out += [f"  left out: {count} with {reason}" for reason, count in sorted(labelled.left_out.items())]
    out += [f"  {sentence}" for sentence in apart(labelled)]
    out += ["", f"{'':<34}{'n':>6}{'log loss':>10}{'ECE':>8}{'AUC':>8}"]
    for what, rows in outcome.rows.items():
        out.append(
            f"{what:<34}{len(rows):>6}{quality.log_loss(rows):>10.3f}{quality.calibration_error(rows):>8.3f}{quality.ranking(rows):>8.3f}"
        )
    out += [
        "",
        f"prior {model.prior:.3g}, slope {model.slope:.3f}, intercept {model.intercept:+.3f};"
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


def warnings(outcome: Refit) -> list[str]:
    """Return the reasons not to trust the figures, in sentences."""
    said = []
    few = min(outcome.hands)
    if few < FEW_EACH:
        blur = 1.96 * (0.25 / few) ** 0.5
        said.append(
            f"only {few} cases of one label that are not of one hand (by name, text or structure of the page): shares of them may be off by"
            f" {blur:.0%}; {FEW_EACH} of each are better."
        )
    shipped, own, unseen = outcome.rows.values()
    rate = outcome.scams / (outcome.scams + outcome.honest)
    guess = quality.log_loss([(rate, scam) for _, scam in unseen])
    if quality.log_loss(unseen) >= guess:
        said.append(
            f"on unseen cases this is no better than the base rate alone (log loss {guess:.3f}): labels may be wrong. Do not use it."
        )
    if outcome.model.slope >= GREATEST_SLOPE:
        said.append(f"the slope stands at its bound ({GREATEST_SLOPE:g}): the cases are too easy, or picked, to say how sure one may be.")
    if outcome.alone is not Verdict.NO_FINDING:
        said.append(
            f"the intercept ({outcome.model.intercept:+.2f}) by itself makes a site {outcome.alone} of which nothing else is known:"
            " it says how your cases were picked. Take cases as they come, or keep the shipped model and give --prior."
        )
    if abs(outcome.model.intercept) >= GREATEST_INTERCEPT:
        said.append(f"the intercept stands at its bound ({GREATEST_INTERCEPT:g} nats): the cases share what no evidence shows.")
    loss, before = quality.log_loss(unseen), quality.log_loss(shipped)
    if loss >= before:
        said.append(f"on unseen cases this is no better than the shipped model (log loss {loss:.3f} against {before:.3f}): keep that one.")
    elif loss >= quality.log_loss(own):
        said.append("on unseen cases this is no better than the shipped model at your prior: keep the shipped one and give --prior.")
    said.append("the cases are what your desk saw and labelled: where the world differs from that, so will the probabilities.")
    return said
