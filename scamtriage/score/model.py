"""The numbers that an agency may refit: the calibration of the sum, and weights that replace those of the catalogue."""

from dataclasses import dataclass, field
from pathlib import Path

from scamtriage.knowledge.catalog import Catalog
from scamtriage.knowledge.loading import BadRule, validated

SCHEMA = "scamtriage.model/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """Platt calibration folded into the weights: every contribution is `slope` times its nats after caps; `intercept` stands apart."""

    schema: str = SCHEMA
    name: str = "shipped"
    slope: float
    intercept: float = 0.0
    prior: float
    weights: dict[str, float] = field(default_factory=dict)
    """Signal -> nats before caps, for the signals whose weight was refitted."""
    data_digest: str = ""
    """Of the labelled data it was fitted on; "" for the shipped weights, which are opinions until fitted."""
    reliability: tuple[tuple[float, float, int], ...] = ()
    """(mean probability, share of scams, rows) by bin, on held-out data."""


def shipped(catalog: Catalog) -> Model:
    """The catalogue's own numbers."""
    return Model(slope=catalog.scoring.shrinkage, prior=catalog.scoring.prior, name=f"catalogue-{catalog.scoring.version}")


def load_model(catalog: Catalog, path: Path | None = None) -> Model:
    """The shipped model, or the JSON file at `path`. Raises BadRule."""
    if path is None:
        return shipped(catalog)
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as exc:
        raise BadRule(f"{path}: cannot be read: {exc.strerror}") from None
    return parse_model(catalog, str(path), text)


def parse_model(catalog: Catalog, name: str, text: str) -> Model:
    """Check the text of a model file. Raises BadRule."""
    import json

    try:
        table = json.loads(text)
    except ValueError as exc:
        raise BadRule(f"{name}: {exc}") from None
    if not isinstance(table, dict):
        raise BadRule(f"{name}: line 1: must be one JSON object")
    model = validated(name, text, Model, table)
    unknown = sorted(set(model.weights) - set(catalog.rows))
    if model.schema != SCHEMA:
        raise BadRule(f"{name}: schema: must be {SCHEMA}")
    if unknown:
        raise BadRule(f"{name}: weights.{unknown[0]}: no such signal")
    if not 0 < model.prior < 1 or not 0 < model.slope <= 2:
        raise BadRule(f"{name}: prior must lie between 0 and 1, slope between 0 and 2")
    return model
