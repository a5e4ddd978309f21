"""The model of host names as it is shipped: rounded, sorted, small; the same data give the same bytes."""

import json
import sys
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

from scamtriage.knowledge import names
from tools.names_ridge import PRIORS

OUT = Path(__file__).resolve().parents[1] / "scamtriage" / "knowledge" / names.FILE
AS_OF, LASTS_DAYS = date(2026, 11, 24), 180
"""The day on which the training names were last cleaned; for how long what their suffixes weigh is told: where names are cheap changes within
half a year."""
CONSTANT_HOME = "name-random-looking"
"""The signal that takes the constant: exactly one of its terms with a letter count or pair bucket holds for every name."""
CONSTANT_TERMS = ("pairs ", "letters ", "other")


def with_constant(weights: dict[str, dict[str, float]], nats: float) -> dict[str, dict[str, float]]:
    """The weights as shipped: rounded, sorted, the constant in the terms that every name has one of."""
    shipped = {signal: dict(terms) for signal, terms in sorted(weights.items()) if signal}
    for column, (prior, _) in PRIORS.items():  # what the training names are too few to say stays as the catalogue says
        signal, _, term = column.partition("|")
        shipped.setdefault(signal, {}).setdefault(term, prior)
    home = shipped[CONSTANT_HOME]
    for term in home:
        if term.startswith(CONSTANT_TERMS):
            home[term] += nats
    return {signal: {term: round(w, 2) for term, w in sorted(terms.items())} for signal, terms in shipped.items()}


def by_weight(pieces: dict[str, float]) -> dict[str, str]:
    """The pieces of spelling as they are kept: those of one weight in one line, which is small and quick to read."""
    lines: dict[str, list[str]] = defaultdict(list)
    for piece, nats in sorted(pieces.items()):
        lines[f"{nats:.2f}"].append(piece)
    return {nats: " ".join(some) for nats, some in sorted(lines.items())}


def write(model: dict[str, Any]) -> None:
    """The model as it is shipped: the same data give the same bytes."""
    OUT.write_text(
        json.dumps(model, ensure_ascii=False, separators=(",", ":"), sort_keys=True).replace('},"', '},\n"') + "\n", encoding="utf-8"
    )
    names.load.cache_clear()
    print(f"wrote {OUT}: {OUT.stat().st_size} bytes", file=sys.stderr)
