"""Render the catalogue as Markdown, for docs/signals.md."""

from collections.abc import Iterable, Iterator

from scamtriage.knowledge.judgement.catalog import Catalog, load_catalog
from scamtriage.knowledge.judgement.rows import Row
from scamtriage.knowledge.speech import ENGLISH, Speech

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
                ", ".join((*row.needs, *(["age of the name"] if row.by_age else []))) or "the name",
                ", ".join(row.not_for) or "–",
                basis(row),
                row.false_positives or "–",
            )
            yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def when(row: Row, spoken: Speech = ENGLISH) -> str:
    """Return the condition for the signal to be present, in Markdown."""

    def each(signals: Iterable[str]) -> str:
        return spoken.say(", ").join(f"`{one}`" for one in signals)

    say, number = spoken.say, spoken.number
    parts = [say("{value} and more", value=number(f"{level.at_least:g}")) for level in row.levels if level.at_least is not None]
    if row.at_least is not None:
        parts.append(say("from {value}", value=number(f"{row.at_least:g}")))
    if row.under is not None:
        parts.append(say("below {value}", value=number(f"{row.under:g}")))
    parts += [say("one of {signals}", signals=each(members)) for members in row.all_of]
    if row.count_of:
        parts.append(say("{count} of {signals}", count=row.count, signals=each(row.count_of)))
    if row.unless:
        parts.append(say("unless {signals}", signals=each(row.unless)))
    return spoken.joined(parts) or say("yes")


def basis(row: Row, spoken: Speech = ENGLISH) -> str:
    """Return what the weight is based on, with its source, which stays in the language it is cited in."""
    kind, source = CODES[row.uncertainty], row.weight_source
    begun, _, more = source.partition(": ")
    if kind == f"expert {begun}":  # the source itself begins with the kind's second word
        source = more
    elif kind == f"expert {source[:9]}":
        return f"{spoken.say(kind)}{source[9:]}"
    return spoken.joined(filter(None, (spoken.say(kind), source)), "{sentence}: {more}")


def weight(row: Row, spoken: Speech = ENGLISH) -> str:
    """Return the weight in nats before caps, for each level if there are levels."""
    if row.levels:
        return " / ".join(spoken.number(f"{level.weight:+g}") for level in row.levels)
    if row.weight == "measured":
        least, most = row.clip or (0.0, 0.0)
        return spoken.say("fitted, {low} to {high}", low=f"{least:+g}", high=f"{most:+g}")
    return spoken.number(f"{row.weight:+g}") if row.weight else "0"
