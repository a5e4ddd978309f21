"""The catalogue: one row per signal, and the scoring rules; checked strictly when loaded."""

from collections.abc import Container
from dataclasses import dataclass
from functools import cache

from msgspec.structs import replace

from scamtriage.knowledge.judgement.rows import Row
from scamtriage.knowledge.judgement.scoring_rules import Scoring, references
from scamtriage.knowledge.loading import BadTable, digest, read_table, read_text, read_toml, validated


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalog:
    """All rows in file order, and the scoring rules. `digest` is a hash of both files."""

    rows: dict[str, Row]
    scoring: Scoring
    digest: str = ""


@cache
def load_catalog() -> Catalog:
    """Read and check the shipped catalogue. Raises BadTable, which names file, line and key."""
    return parse_catalog(read_text("signals.toml"), read_text("scoring.toml"))


def parse_catalog(signals: str, scoring: str) -> Catalog:
    """Parse, check and combine the texts of both files. Raises BadTable."""
    tables = read_toml("signals.toml", signals)
    named = {name: {"id": name, **table} if isinstance(table, dict) else table for name, table in tables.items()}
    rows = _silenced(validated("signals.toml", signals, dict[str, Row], named))
    rules = read_table("scoring.toml", Scoring, scoring)
    for row in rows.values():
        _check(row, rows, rules, signals)
    known: dict[str, Container[str]] = {"signal": rows, "family": rules.family_caps, "group": rules.group_caps}
    for path, name, what in references(rules):
        if not any(name in known[kind] for kind in what.kinds):
            raise BadTable.at("scoring.toml", scoring, path, f"{name!r} is no {' and no '.join(what.kinds)}")
    for name, share in rules.shares.items():
        if not 0 < share <= 1:
            raise BadTable.at("scoring.toml", scoring, ("shares", name), "must be above 0 and at most 1")
    for group, width in rules.fitted_spread.items():
        if group not in rules.conviction.bundles or width < 0:
            raise BadTable.at("scoring.toml", scoring, ("fitted_spread", group), "must be of a group in conviction.bundles, 0 or above")
    return Catalog(rows=rows, scoring=rules, digest=digest(signals, scoring))


def _silenced(rows: dict[str, Row]) -> dict[str, Row]:
    """Return the rows with the members of `unless_accused` in `unless`."""
    accusing = [row for row in rows.values() if row.direction == "scam" and "page" in row.needs]

    def members(of: Row) -> tuple[str, ...]:
        return tuple(row.id for row in accusing if row.family in of.unless_accused)

    return {name: replace(row, unless=(*row.unless, *members(row))) if row.unless_accused else row for name, row in rows.items()}


def _check(row: Row, rows: dict[str, Row], rules: Scoring, text: str) -> None:
    """Check what the schema cannot express: references, types, and weights that need other keys. Raises BadTable."""
    problems = [
        ("family", row.family not in rules.family_caps, f"family {row.family!r} has no cap in scoring.toml"),
        ("group", row.group not in rules.group_caps, f"group {row.group!r} has no cap in scoring.toml"),
        ("weight", row.weight == "measured" and row.clip is None, "a measured weight needs a clip"),
        ("weight", row.direction == "neutral" and row.greatest != 0, "a neutral row weighs 0"),
        ("unless_accused", not set(row.unless_accused) <= set(rules.family_caps), "unless_accused names an unknown family"),
        ("unless", not set(row.unless) <= set(rows), "unless names an unknown signal"),
        ("count_of", not set(row.count_of) <= set(rows), "count_of names an unknown signal"),
        ("all_of", not {m for some in row.all_of for m in some} <= set(rows), "all_of names an unknown signal"),
    ]
    for key, wrong, message in problems:
        if wrong:
            raise BadTable.at("signals.toml", text, (row.id, key), message)
