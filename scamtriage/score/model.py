"""The numbers that a user may refit: the calibration of the sum, and weights that replace the catalogue's."""

import hashlib
import json
import math
from pathlib import Path

from msgspec import field
from msgspec.structs import asdict, replace

from scamtriage.knowledge.judgement.catalog import Catalog
from scamtriage.knowledge.loading import BadTable, Table, validated
from scamtriage.records.assessment import OUR_MODELS
from scamtriage.records.evidence import Mode

SCHEMA = "scamtriage.model/1"
_MAX_BYTES = 8_000_000
"""Size limit of a model file: a hundred times the shipped one."""
LEAST_SLOPE, GREATEST_SLOPE = 0.05, 2.0
GREATEST_INTERCEPT = 2.0
"""Nats by which a refit may move all sites alike. More would only reflect how the cases were selected. A site without other evidence then
moves by one verdict level at most."""
GREATEST_WEIGHT = 12.0
LONGEST_NAME = 80
MOST_COUNTED = 2**53
_SHOWN = 12
"""Hex digits of the digest shown in an assessment. The file holds the whole digest."""


class Model(Table, frozen=True, kw_only=True):
    """Platt calibration and refitted weights. Each contribution is `slope` times its nats after caps. `intercept` is added separately, and
    only with full evidence."""

    schema: str = SCHEMA
    name: str = "shipped"
    slope: float
    intercept: float = 0.0
    prior: float
    weights: dict[str, float] = field(default_factory=dict)
    """Signal -> nats before caps, for the signals whose weight was refitted."""
    data_digest: str = ""
    """Digest of the labelled data; "" for the shipped weights, which are not fitted."""
    counts: dict[str, int] = field(default_factory=dict)
    """Label -> number of cases in the fit."""
    fitted_on: str = ""
    """Date, ISO 8601."""
    knowledge: str = ""
    """Version and digest of the knowledge that the fit used."""
    reliability: tuple[tuple[float, float, int], ...] = ()
    """(mean probability, share of scams, rows) per bin, on held-out data."""
    digest: str = ""
    """SHA-256 over everything else in the file."""

    def intercept_in(self, mode: Mode) -> float:
        """The intercept for a mode. It is fitted on full evidence, so it is 0 in all other modes."""
        return self.intercept if mode is Mode.FULL else 0.0

    @property
    def shown(self) -> str:
        """The name shown in an assessment, with the digest if the model has one."""
        return f"{self.name}+{self.digest[:_SHOWN]}" if self.digest else self.name


def shipped(catalog: Catalog) -> Model:
    """The model made of the catalogue's own numbers."""
    return Model(slope=catalog.scoring.shrinkage, prior=catalog.scoring.prior, name=f"catalogue-{catalog.scoring.version}")


def sealed(model: Model) -> Model:
    """The model with its digest."""
    return replace(model, digest=_digest(asdict(model)))


def to_text(model: Model) -> str:
    """Format a sealed model as JSON with sorted keys."""
    return json.dumps(asdict(model), indent=1, sort_keys=True) + "\n"


def load_model(catalog: Catalog, path: Path | None = None) -> Model:
    """Load the shipped model, or the JSON file at `path`. Raises BadTable."""
    if path is None:
        return shipped(catalog)
    try:
        with path.open("rb") as file:
            raw = file.read(_MAX_BYTES + 1)
        if len(raw) > _MAX_BYTES:
            raise BadTable(f"{path}: is no model file: it is larger than {_MAX_BYTES // 1_000_000} MB")
        text = raw.decode("utf-8")
    except OSError as exc:
        raise BadTable(f"{path}: cannot be read: {exc.strerror}") from None
    except UnicodeDecodeError:
        raise BadTable(f"{path}: is no model file: it holds no text in UTF-8") from None
    return parse_model(catalog, str(path), text)


def parse_model(catalog: Catalog, name: str, text: str) -> Model:
    """Parse and check the text of a model file. Raises BadTable with a sentence."""
    try:
        table = json.loads(text)
    except (ValueError, RecursionError) as exc:
        raise BadTable(f"{name}: is no model file: {exc}") from None
    if not isinstance(table, dict):
        raise BadTable(f"{name}: line 1: must be one JSON object")
    if table.get("schema", SCHEMA) != SCHEMA:
        raise BadTable(f"{name}: schema: must be {SCHEMA}; this is no model that `scamtriage calibrate` wrote")
    model = validated(name, text, Model, table)
    if not all(0 <= count <= MOST_COUNTED for count in (*model.counts.values(), *(row[2] for row in model.reliability))):
        raise BadTable(f"{name}: counts and reliability: a number of cases is neither negative nor beyond {MOST_COUNTED}")
    numbers = [model.slope, model.intercept, model.prior, *model.weights.values(), *(x for row in model.reliability for x in row)]
    unknown = sorted(set(model.weights) - set(catalog.rows))
    wrong = next((signal for signal, nats in sorted(model.weights.items()) if not _fits(catalog, signal, nats)), "")
    if unknown:
        raise BadTable(f"{name}: weights.{unknown[0]}: no such signal")
    if not all(math.isfinite(number) for number in numbers):
        raise BadTable(f"{name}: holds a number that is none (NaN or infinite)")
    if not 0 < model.prior < 1 or not LEAST_SLOPE <= model.slope <= GREATEST_SLOPE or abs(model.intercept) > GREATEST_INTERCEPT:
        raise BadTable(
            f"{name}: prior must lie between 0 and 1, slope from {LEAST_SLOPE:g} to {GREATEST_SLOPE:g},"
            f" intercept within {GREATEST_INTERCEPT:g}"
        )
    if wrong:
        raise BadTable(f"{name}: weights.{wrong}: a weight has the sign of its row, and at most {GREATEST_WEIGHT:g} nats")
    if not name_fits(model.name):
        raise BadTable(
            f"{name}: name: at most {LONGEST_NAME} characters that can be seen, and none that begins as our own ({', '.join(OUR_MODELS)})"
        )
    if model.digest != _digest(table):
        wrong = "does not match the rest" if model.digest else "is missing"
        raise BadTable(f"{name}: digest: {wrong}: the file was changed or damaged after it was written")
    return model


def name_fits(name: str) -> bool:
    """Whether a user's model may have this name."""
    return 0 < len(name) <= LONGEST_NAME and name.isprintable() and not name.lower().startswith(OUR_MODELS)


def _fits(catalog: Catalog, signal: str, nats: float) -> bool:
    row = catalog.rows.get(signal)
    if row is None:
        return True
    if row.weight == "measured" or row.levels:
        return False
    return abs(nats) <= GREATEST_WEIGHT and (nats == 0 or (nats > 0) is (row.weight > 0))


def _digest(table: dict[str, object]) -> str:
    """SHA-256 over the canonical JSON of everything but the digest itself."""
    rest = {key: value for key, value in table.items() if key != "digest"}
    return hashlib.sha256(json.dumps(rest, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
