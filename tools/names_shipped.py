"""Write the model of host names in its shipped format: rounded, sorted, small, and deterministic."""

import json
import sys
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

from scamtriage.knowledge.judgement import name_model
from tools.names_priors import PRIORS

OUT = Path(__file__).resolve().parents[1] / "scamtriage" / "knowledge" / name_model.FILE
AS_OF, LASTS_DAYS = date(2026, 11, 24), 180
"""The date when the training names were last cleaned, and how many days suffix weights are valid: cheap suffixes change within half a
year."""
CONSTANT_HOME = "name-random-looking"
"""The signal that absorbs the constant: every name has exactly one of its terms with a letter count or pair bucket."""
CONSTANT_TERMS = ("pairs ", "letters ", "other")


def with_constant(weights: dict[str, dict[str, float]], nats: float) -> dict[str, dict[str, float]]:
    """Return the weights as shipped: rounded and sorted, with the constant added to the terms of which every name has one."""
    shipped = {signal: dict(terms) for signal, terms in sorted(weights.items()) if signal}
    for column, (prior, _) in PRIORS.items():  # with too little training data, the catalogue's value stays
        signal, _, term = column.partition("|")
        shipped.setdefault(signal, {}).setdefault(term, prior)
    home = shipped[CONSTANT_HOME]
    for term in home:
        if term.startswith(CONSTANT_TERMS):
            home[term] += nats
    return {signal: {term: round(w, 2) for term, w in sorted(terms.items())} for signal, terms in shipped.items()}


def by_weight(pieces: dict[str, float]) -> dict[str, str]:
    """Return the spelling pieces in the stored format: nats -> all pieces of this weight, separated by spaces."""
    lines: dict[str, list[str]] = defaultdict(list)
    for piece, nats in sorted(pieces.items()):
        lines[f"{nats:.2f}"].append(piece)
    return {nats: " ".join(some) for nats, some in sorted(lines.items())}


def write(model: dict[str, Any]) -> None:
    """Write the model file."""
    OUT.write_text(
        json.dumps(model, ensure_ascii=False, separators=(",", ":"), sort_keys=True).replace('},"', '},\n"') + "\n", encoding="utf-8"
    )
    name_model.load.cache_clear()
    print(f"wrote {OUT}: {OUT.stat().st_size} bytes", file=sys.stderr)
