"""Render the catalogue as Markdown, for docs/signals.md."""

from collections.abc import Iterator

from scamtriage.knowledge.judgement.catalog import Catalog, Row, load_catalog

CODES = {"E": "expert judgement", "L": "literature or advisory", "M": "measured"}


def signals_markdown(catalog: Catalog | None = None) -> str:
    """Return one table per family, in the order of the catalogue."""
    return "\n".join(_lines(catalog or load_catalog()))


def _lines(catalog: Catalog) -> Iterator[str]:
    families: dict[str, list[Row]] = {}
    for row in catalog.rows.values():
        families.setdefault(row.family, []).append(row)
    rules = catalog.scoring
    weighed = sum(1 for row in catalog.rows.values() if row.greatest)
    yield f"{len(catalog.rows)} signals, {weighed} of them with a weight. Nats before caps; `x {rules.shrinkage:g}` when counted."
    for family, rows in families.items():
        least, most = rules.family_caps[family]
        yield f"\n## {family} ({least:g} to {most:g} nats together)\n"
        yield "| signal | asks | present when | nats | group | needs | not for | basis | may be wrong about |"
        yield "|---|---|---|---|---|---|---|---|---|"
        for row in rows:
            cells = (
                f"`{row.id}`",
                row.question,
                when(row),
                weight(row),
                row.group,
                ", ".join(row.needs) or "the name",
                ", ".join(row.not_for) or "–",
                basis(row),
                row.false_positives or "–",
            )
            yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def when(row: Row) -> str:
    """Return the condition for the signal to be present, in Markdown."""
    parts = [f"{level.at_least:g} and more" for level in row.levels if level.at_least is not None]
    if row.at_least is not None:
        parts.append(f"from {row.at_least:g}")
    if row.under is not None:
        parts.append(f"below {row.under:g}")
    parts += ["one of " + ", ".join(f"`{m}`" for m in members) for members in row.all_of]
    if row.count_of:
        parts.append(f"{row.count} of " + ", ".join(f"`{m}`" for m in row.count_of))
    if row.unless:
        parts.append("unless " + ", ".join(f"`{m}`" for m in row.unless))
    return "; ".join(parts) or "yes"


def basis(row: Row) -> str:
    """Return what the weight is based on, with its source."""
    kind, source = CODES[row.uncertainty], row.weight_source
    return f"expert {source}" if kind == f"expert {source[:9]}" else f"{kind}: {source}"


def weight(row: Row) -> str:
    """Return the weight in nats before caps, for each level if there are levels."""
    if row.levels:
        return " / ".join(f"{level.weight:+g}" for level in row.levels)
    if row.weight == "measured":
        least, most = row.clip or (0.0, 0.0)
        return f"fitted, {least:+g} to {most:+g}"
    return f"{row.weight:+g}" if row.weight else "0"
