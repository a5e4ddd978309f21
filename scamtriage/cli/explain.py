"""`scamtriage explain`: what a signal asks, what it weighs, and where that comes from; what a flag or a state means."""

import difflib
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from scamtriage.cli.options import Talking, spread

if TYPE_CHECKING:
    from scamtriage.knowledge.catalog import Catalog, Row

_NEAR = 0.6
_MOST_NEAR = 5


@spread
def explain(
    talking: Talking,
    signal: Annotated[str, typer.Argument(metavar="[SIGNAL]", help="Id of a signal, flag or state; without one all are listed.")] = "",
    json: Annotated[bool, typer.Option("--json", help="The row as JSON.")] = False,
) -> None:
    """Say what a signal measures, what it weighs and why, and what a flag or a state means.

    \b
    Examples:
      scamtriage explain
      scamtriage explain contact-tollfree-alarm
      scamtriage explain fake-call-centre
      scamtriage explain --json | jq '.[] | select(.family == "contact") | .id'
    """
    from dataclasses import asdict

    from scamtriage.cli import wiring
    from scamtriage.knowledge.catalog import load_catalog
    from scamtriage.knowledge.marks import FLAGS, STATES
    from scamtriage.render.json import dumps
    from scamtriage.render.table import facts_table

    catalog = load_catalog()
    rows = catalog.rows
    marks = {name: ("flag", sentence) for name, sentence in FLAGS.items()} | {name: ("state", words) for name, words in STATES.items()}
    style = wiring.style(talking, several=True)
    name = signal if signal in rows else _plain(signal)
    if name in rows:
        row = rows[name]
        wiring.write([dumps(asdict(row), indent=True) + "\n" if json else facts_table((), _told(row, catalog), style)])
    elif name in marks:
        kind, sentence = marks[name]
        by = [row.id for row in rows.values() if name in (row.flags if kind == "flag" else row.states)]
        mark = {"id": name, "kind": kind, "meaning": sentence, "turned_on_by": by}
        lines = [(kind, name), ("means", sentence), *([("turned on by", ", ".join(by))] if by else [])]
        wiring.write([dumps(mark, indent=True) + "\n" if json else facts_table((), lines, style)])
    elif signal:
        asks = {row.id: row.question for row in rows.values()} | {mark: sentence for mark, (_, sentence) in marks.items()}
        near = ", ".join(_near(name, asks)) or "nothing; `scamtriage explain` lists all"
        raise typer.BadParameter(f"no signal, flag or state is called {signal!r}; near: {near}")
    elif json:
        wiring.write([dumps([asdict(row) for row in rows.values()], indent=True) + "\n"])
    else:
        told = [(row.id, f"{row.family}: {row.question}") for row in rows.values()]
        wiring.write([facts_table((), [*told, *((mark, f"{kind}: {sentence}") for mark, (kind, sentence) in marks.items())], style)])


def _told(row: "Row", catalog: "Catalog") -> list[tuple[str, str]]:
    """Everything about one signal that matters to a reader, in words."""
    from scamtriage.knowledge.describe import CODES, weight, when

    rules = catalog.scoring
    caps = [f"{of} {name}: {rules_of[name][0]:+g} to {rules_of[name][1]:+g}" for of, name, rules_of in (
        ("group", row.group, rules.group_caps), ("family", row.family, rules.family_caps)
    )]  # fmt: skip
    share = rules.share(row)
    beside = f"; a share of {share:g} beside the page as a whole" if share != 1 else ""
    lines = [
        ("signal", row.id),
        ("asks", row.question),
        ("present when", when(row).replace("`", "")),
        ("weight", f"{weight(row)} nats, times {rules.shrinkage:g} when counted{beside}"),
        ("together", "; ".join(caps)),
        ("needs", ", ".join(row.needs) or "the name alone"),
        ("because", row.because),
        ("source", f"{CODES[row.uncertainty]}: {row.weight_source}"),
        ("speaks for", ", ".join(row.scam_types)),
        ("turns on", ", ".join((*row.flags, *row.states))),
        ("may be wrong about", row.false_positives),
        (
            "scenes",
            "; ".join(f"{does} {', '.join(some)}" for does, some in (("fires on", row.fires_on), ("silent on", row.silent_on)) if some),
        ),
    ]
    return [(name, words) for name, words in lines if words]


def _plain(name: str) -> str:
    """The spelling of our ids: lower case, hyphens, British."""
    return "-".join(name.lower().replace("_", " ").replace("-", " ").split()).replace("center", "centre")


def _near(name: str, known: Mapping[str, str]) -> list[str]:
    """Ids that are spelled alike, whose parts are, or whose sentence has the words; the likeliest first."""
    words = [word for word in name.split("-") if len(word) > 2]

    def alike(one: str, others: Iterable[str]) -> float:
        return max((difflib.SequenceMatcher(None, one, other).ratio() for other in others), default=0.0)

    scores = {}
    for other, sentence in known.items():
        parts = other.split("-")
        whole = alike(name, (other,))
        by_parts = sum(ratio for word in words if (ratio := alike(word, parts)) >= 0.8) / max(len(words), 1)
        said = sum(word in sentence.lower() for word in words) / max(len(words), 1)
        scores[other] = max(whole, by_parts) + 0.3 * min(whole, by_parts) if max(whole, by_parts) >= _NEAR else _NEAR * said
    best = sorted(scores, key=lambda other: (-scores[other], other))[:_MOST_NEAR]
    return [other for other in best if scores[other] >= _NEAR]
