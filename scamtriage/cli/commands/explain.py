"""`scamtriage explain`: describe a signal, its weight and its sources, or another word of the outputs."""

from typing import Annotated, Any, Literal

import typer
from msgspec.structs import replace

from scamtriage.cli import flags
from scamtriage.cli.explained.dictionary import as_written, dictionary, in_words, known_as, near, plain
from scamtriage.cli.explained.signal import description
from scamtriage.cli.options import ConfigFile, ConsoleOptions, Judging, NetworkOptions, Tongue, spread
from scamtriage.cli.output import printing
from scamtriage.knowledge import glossary
from scamtriage.knowledge.judgement.catalog import Catalog, load_catalog
from scamtriage.knowledge.judgement.rows import Row
from scamtriage.knowledge.speech import Speech, speech
from scamtriage.records.codec import json_schema
from scamtriage.render.console import facts_table
from scamtriage.render.json import dumps
from scamtriage.render.style import Style


@spread
def explain(
    console: ConsoleOptions,
    words: Annotated[
        list[str] | None, typer.Argument(metavar="WORD", help="Ids of signals, or words of the outputs; without one all are listed.")
    ] = None,
    format: Annotated[Literal["table", "json"], typer.Option("--format", "-f", help="Output format.")] = "table",
    lang: Annotated[
        Tongue | None, typer.Option(help="Language of questions, meanings and findings; what is measured, sources and fields stay English.")
    ] = None,
    config: ConfigFile = None,
    as_json: Annotated[bool, typer.Option("--json", hidden=True)] = False,
) -> None:
    """Say what a signal measures, what it weighs and why, and what verdicts, kinds, flags and other words of the outputs mean.

    \b
    Examples:
      scamtriage explain
      scamtriage explain contact-tollfree-alarm
      scamtriage explain fake-call-centre
      scamtriage explain nats
      scamtriage explain held back --lang th
      scamtriage explain --format json | jq '.[] | select(.family == "contact") | .id'

    In JSON a signal has a "family", and any other word a "kind" and a "meaning".
    """
    json = as_json or format == "json"
    catalog = load_catalog()
    style = printing.style(console, several=True, config=flags.settings(NetworkOptions(config=config), Judging(lang=lang), console=console))
    spoken = speech(style.language)
    known = dictionary(catalog, spoken)
    one = " ".join(words or ())
    each = [known_as(word, catalog, known) for word in words or ()]
    meant = each if not known_as(one, catalog, known) and all(each) else [known_as(one, catalog, known) or one]
    if json and len(meant) > 1:  # one document, as for one word that means several things
        printing.write([dumps([mark for name in meant for mark in _marks(name, catalog, known, spoken)], indent=True) + "\n"])
        return
    for signal in meant or [one]:
        _explain(signal, catalog, known, style, spoken, json=json)


def _explain(signal: str, catalog: Catalog, known: dict[str, list[tuple[str, str]]], style: Style, spoken: Speech, *, json: bool) -> None:
    """Print the meaning of one word; of all if it is "". Raises BadParameter for an unknown one."""
    rows = catalog.rows
    name = signal if signal in rows else plain(signal)
    if name in rows:
        row = rows[name]
        printing.write([dumps(_spoken(row, spoken), indent=True) + "\n" if json else facts_table(description(row, catalog, spoken), style)])
    elif name in known:
        marks: list[Any] = _marks(name, catalog, known, spoken)
        if json:
            printing.write([dumps(marks if len(marks) > 1 else marks[0], indent=True) + "\n"])
        for mark in marks if not json else ():
            lines = [(mark["kind"], in_words(mark["kind"], mark["id"], spoken)), ("means", mark["meaning"])]
            lines += [("turned on by", ", ".join(mark["turned_on_by"]))] if mark["turned_on_by"] else []
            if mark["kind"] == "kind of scam" or (mark["turned_on_by"] and mark["kind"] == "flag"):
                lines.append(("shown", spoken.word("meaning", glossary.SHOWN)))
            printing.write([facts_table([(spoken.word("term", label), words) for label, words in lines], style)])
    elif signal:
        asks = {row.id: row.question for row in rows.values()} | {word: said[0][1] for word, said in known.items()}
        if kinds := [kind for kind, part in json_schema()["$defs"].items() if name.replace("-", "_") in part.get("properties", {})]:
            raise typer.BadParameter(f"{signal!r} is a field of the evidence ({', '.join(kinds)}): docs/evidence.md says what it means")
        alike = near(name, asks)
        meant = f"did you mean: {', '.join(alike)}?" if alike else "no similar word; `scamtriage explain` lists all"
        raise typer.BadParameter(f"no signal and no word of the outputs is called {signal!r}; {meant}")
    elif json:
        words = [mark for name in known for mark in _meanings(name, catalog, known)]
        printing.write([dumps([*(_spoken(row, spoken) for row in rows.values()), *words], indent=True) + "\n"])
    else:
        told = [(row.id, f"{spoken.word('family', row.family)}: {spoken.word('question', row.question)}") for row in rows.values()]
        others = [(as_written(word), f"{spoken.word('term', kind)}: {sentence}") for word, said in known.items() for kind, sentence in said]
        printing.write([facts_table([*told, *others], style)])


def _spoken(row: Row, spoken: Speech) -> Row:
    """Return a row of the catalogue with its sentences in the language asked for, as far as they are said in it."""
    return replace(
        row,
        question=spoken.word("question", row.question),
        because=spoken.reasons.get(row.id, row.because),
        false_positives=spoken.word("mistaken", row.false_positives),
    )


def _marks(name: str, catalog: Catalog, known: dict[str, list[tuple[str, str]]], spoken: Speech) -> list[Any]:
    """Return what the JSON tells of a signal, or of each meaning of another word."""
    return [_spoken(catalog.rows[name], spoken)] if name in catalog.rows else _meanings(name, catalog, known)


def _meanings(name: str, catalog: Catalog, known: dict[str, list[tuple[str, str]]]) -> list[dict[str, Any]]:
    marks = []
    for kind, sentence in known[name]:
        by = [row.id for row in catalog.rows.values() if name in {"flag": row.flags, "state": row.states}.get(kind, ())]
        marks.append({"id": as_written(name), "kind": kind, "meaning": sentence, "turned_on_by": by})
    return marks
