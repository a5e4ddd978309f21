"""`scamtriage explain`: describe a signal, its weight and its sources, or another word of the outputs."""

import difflib
from collections.abc import Collection, Iterable, Mapping
from typing import Annotated, Any, Literal

import typer
from msgspec import to_builtins

from scamtriage.cli import common
from scamtriage.cli.options import ConsoleOptions, spread
from scamtriage.knowledge import glossary, glossary_fields, glossary_pages
from scamtriage.knowledge.glossary import FLAGS, OF_A_PAGE, STATES
from scamtriage.knowledge.judgement.catalog import Catalog, Row, Scoring, load_catalog
from scamtriage.knowledge.judgement.describe import basis, weight, when
from scamtriage.knowledge.speech import LANGUAGES, speech
from scamtriage.records.codec import json_schema
from scamtriage.render.console import facts_table
from scamtriage.render.json import dumps
from scamtriage.render.phrases import VERDICTS
from scamtriage.render.style import Style

_TRANSLATED = ("verdict", "type", "flag", "state", "family", "mode", "status", "outcome", "contact", "detail", "asks", "desk", "label")
"""Kinds of words that a report shows in its language."""
_NEAR = 0.6
_MOST_NEAR = 5


@spread
def explain(
    talking: ConsoleOptions,
    words: Annotated[
        list[str] | None, typer.Argument(metavar="WORD", help="Ids of signals, or words of the outputs; without one all are listed.")
    ] = None,
    format: Annotated[Literal["table", "json"], typer.Option("--format", "-f", help="Output format.")] = "table",
    as_json: Annotated[bool, typer.Option("--json", hidden=True)] = False,
) -> None:
    """Say what a signal measures, what it weighs and why, and what verdicts, kinds, flags and other words of the outputs mean.

    \b
    Examples:
      scamtriage explain
      scamtriage explain contact-tollfree-alarm
      scamtriage explain fake-call-centre
      scamtriage explain nats
      scamtriage explain held back
      scamtriage explain --format json | jq '.[] | select(.family == "contact") | .id'
    """
    json = as_json or format == "json"
    catalog = load_catalog()
    known = _words(catalog)
    style = common.style(talking, several=True)
    one = " ".join(words or ())
    each = [_known(word, catalog, known) for word in words or ()]
    meant = each if not _known(one, catalog, known) and all(each) else [_known(one, catalog, known) or one]
    if json and len(meant) > 1:  # one document, as for one word that means several things
        common.write([dumps([mark for name in meant for mark in _marks(name, catalog, known)], indent=True) + "\n"])
        return
    for signal in meant or [one]:
        _explain(signal, catalog, known, style, json=json)


def _known(word: str, catalog: Catalog, known: Collection[str]) -> str:
    """Return the id or word under which a word is explained, also one of another language of the reports; "" if there is none."""
    if word in catalog.rows:
        return word
    if (name := _plain(word)) in known or name in catalog.rows:
        return name
    for language in LANGUAGES[1:]:  # the first is English
        for kind in _TRANSLATED:
            for english, said in speech(language).tables.get(kind, {}).items():
                if name and _plain(said) == name and _plain(english) in known:
                    return _plain(english)
    return ""


def _explain(signal: str, catalog: Catalog, known: dict[str, list[tuple[str, str]]], style: Style, *, json: bool) -> None:
    """Print the meaning of one word; of all if it is "". Raises BadParameter for an unknown one."""
    rows = catalog.rows
    name = signal if signal in rows else _plain(signal)
    if name in rows:
        row = rows[name]
        common.write([dumps(row, indent=True) + "\n" if json else facts_table(_told(row, catalog), style)])
    elif name in known:
        marks: list[Any] = _marks(name, catalog, known)
        if json:
            common.write([dumps(marks if len(marks) > 1 else marks[0], indent=True) + "\n"])
        for mark in marks if not json else ():
            turned_on = [("turned on by", ", ".join(mark["turned_on_by"]))] if mark["turned_on_by"] else []
            turned_on += [("shown", glossary.SHOWN)] if mark["kind"] == "kind of scam" or (turned_on and mark["kind"] == "flag") else []
            common.write([facts_table([(mark["kind"], name), ("means", mark["meaning"]), *turned_on], style)])
    elif signal:
        asks = {row.id: row.question for row in rows.values()} | {word: said[0][1] for word, said in known.items()}
        if kinds := [kind for kind, part in json_schema()["$defs"].items() if name.replace("-", "_") in part.get("properties", {})]:
            raise typer.BadParameter(f"{signal!r} is a field of the evidence ({', '.join(kinds)}): docs/evidence.md says what it means")
        near = _near(name, asks)
        meant = f"did you mean: {', '.join(near)}?" if near else "no similar word; `scamtriage explain` lists all"
        raise typer.BadParameter(f"no signal and no word of the outputs is called {signal!r}; {meant}")
    elif json:
        common.write([dumps([*rows.values()], indent=True) + "\n"])
    else:
        told = [(row.id, f"{row.family}: {row.question}") for row in rows.values()]
        others = [(word, f"{kind}: {sentence}") for word, said in known.items() for kind, sentence in said]
        common.write([facts_table([*told, *others], style)])


def _marks(name: str, catalog: Catalog, known: dict[str, list[tuple[str, str]]]) -> list[Any]:
    """Return what the JSON tells of a signal, or of each meaning of another word."""
    if name in catalog.rows:
        return [catalog.rows[name]]
    marks = []
    for kind, sentence in known[name]:
        by = [row.id for row in catalog.rows.values() if name in {"flag": row.flags, "state": row.states}.get(kind, ())]
        marks.append({"id": name, "kind": kind, "meaning": sentence, "turned_on_by": by})
    return marks


def _words(catalog: Catalog) -> dict[str, list[tuple[str, str]]]:
    """Return each word of the outputs that is not a signal -> its (kind of word, meaning). "wallet-drainer" has two."""
    rules = catalog.scoring
    verdicts = {str(verdict): f"{sentence}; {_level(verdict, rules)}" for verdict, sentence in VERDICTS.items()}
    terms = {term: sentence.format(**to_builtins(rules)) for term, sentence in glossary.TERMS.items()}
    caps = {
        name: f"{sentence}. Together {{:+g}} to {{:+g}} nats".format(*rules.family_caps[name])
        for name, sentence in glossary.FAMILIES.items()
    }
    known: dict[str, list[tuple[str, str]]] = {}
    for kind, table in (
        ("verdict", verdicts), ("kind of scam", glossary.KINDS), ("flag", FLAGS), ("flag of a page", OF_A_PAGE), ("state", STATES),
        ("family of evidence", caps),
        ("kind of contact", glossary.CONTACTS), ("detail of a contact", glossary.DETAILS),
        ("what a page asks for", glossary.ASKS),
        ("desk that takes reports", glossary.DESKS),
        ("mode", glossary.MODES), ("status of a line", glossary.STATUSES), ("outcome of an observation", glossary.OUTCOMES),
        ("word", terms), ("urgency", glossary.URGENCIES), ("certainty of a desk", glossary.CERTAINTIES),
        ("field of a row", glossary_fields.FIELDS), ("field within a row", glossary_fields.PARTS),
        ("column of the CSV", glossary_fields.COLUMNS),
        ("flag of a contact", glossary.OF_A_CONTACT), ("place on a page", glossary_pages.PLACES),
        ("visitor (--second-look)", glossary_pages.VISITORS), ("in place of a page", glossary_pages.BARRIERS),
        ("vetting of a certificate", glossary_pages.VETTING), ("what scripts do", glossary_pages.DEVICES),
    ):  # fmt: skip
        for word, sentence in table.items():
            known.setdefault(word, []).append((kind, sentence))
    return known


def _level(verdict: str, rules: Scoring) -> str:
    """Return the conditions of a verdict in words: its bounds of evidence in nats, and of coverage."""
    row = next((row for row in rules.verdicts if row.verdict == verdict), None)
    if row is None:
        return (
            f"coverage below {rules.undetermined_below:.0%}; or a rule forbids any conclusion, whatever the coverage:"
            " there is no site, its page or a part of it was not read, or the name belongs to a checked body (the report names the rule)"
        )
    if row.at_least is not None:
        reach = f"evidence of {row.at_least:+g} nats or more"
    else:
        reach = f"evidence below {row.under:+g} nats" if row.under is not None else "evidence between those of the levels beside it"
    return f"{reach}, and coverage of {row.coverage:.0%} or more"


def _told(row: Row, catalog: Catalog) -> list[tuple[str, str]]:
    """Return the description of one signal as (name, text), without empty ones."""
    from scamtriage.signals import MEASURES  # not at the top: slow, and not needed for help and completion

    rules = catalog.scoring
    caps = [f"{of} {name}: {rules_of[name][0]:+g} to {rules_of[name][1]:+g}" for of, name, rules_of in (
        ("group", row.group, rules.group_caps), ("family", row.family, rules.family_caps)
    )]  # fmt: skip
    if row.group in rules.circumstantial_groups:
        caps.append(f"as far as they accuse, all weak traits of newcomers: up to {rules.circumstantial_max:+g}")
    share = rules.share(row)
    beside = f"; a share of {share:g} beside the page as a whole" if share != 1 else ""
    lines = [
        ("signal", row.id),
        ("asks", row.question),
        ("measures", " ".join((MEASURES[row.id].__doc__ or "").split())),
        ("present when", when(row).replace("`", "")),
        ("weight", f"{weight(row)} nats, times {rules.shrinkage:g} when counted{beside}"),
        ("together", "; ".join(caps)),
        ("needs", ", ".join(row.needs) or "the name alone"),
        ("because", row.because),
        ("source", basis(row)),
        ("points to", ", ".join(row.scam_types)),
        ("ends the weight of", _ends(row, catalog)),
        ("acquits of less", _acquits_of_less(row, catalog)),
        ("turns on", ", ".join((*row.flags, *row.states))),
        ("may be wrong about", row.false_positives),
        (
            "scenes",
            "; ".join(f"{does} {', '.join(some)}" for does, some in (("fires on", row.fires_on), ("silent on", row.silent_on)) if some),
        ),
    ]
    return [(name, words) for name, words in lines if words]


def _ends(row: Row, catalog: Catalog) -> str:
    """Return the signals that count nothing if this one is present, in words; "" if there are none."""
    rules = catalog.scoring
    silenced = [other.id for other in catalog.rows.values() if row.id in other.unless]
    wholes = [other.id for other in catalog.rows.values() if other.group in rules.conviction.bundles and row.id in rules.decoys]
    copied = [other.id for other in catalog.rows.values() if other.group in rules.conviction.bundles and row.id in rules.copies]
    stolen = [other.id for other in catalog.rows.values() if other.group in rules.conviction.bundles and row.id in rules.thefts]
    said = [", ".join(silenced)] if silenced else []
    said += [f"{' and '.join(wholes)} as far as they acquit, for other visitors are shown another page"] if wholes else []
    said += [f"{' and '.join(copied)} as far as they acquit, for a copy reads as honest as what it copies"] if copied else []
    said += [f"{' and '.join(stolen)} as far as they acquit, for what is typed on the page goes to a stranger"] if stolen else []
    return "; ".join(said)


def _acquits_of_less(row: Row, catalog: Catalog) -> str:
    """Return what limits the acquitting weight of a signal over the whole page, in words; "" for any other signal."""
    rules = catalog.scoring
    if row.group not in rules.conviction.bundles:
        return ""
    loud = f"of {rules.loud_acquittal:g} nats at most where schemes add {rules.loud_schemes:g} or more"
    decoys, thefts, copies = (" or ".join(names) for names in (rules.decoys, rules.thefts, rules.copies))
    return (
        f"of nothing beside {decoys}, for other visitors are shown another page, {thefts}, for what is typed goes to a stranger, "
        f"or {copies}, for a copy reads as honest; {loud}"
    )


def _plain(name: str) -> str:
    """Return a name in the spelling of the ids: lower case, hyphens, British English."""
    return "-".join(name.lower().replace("_", " ").replace("-", " ").split()).replace("center", "centre")


def _near(name: str, known: Mapping[str, str]) -> list[str]:
    """Return the ids closest to `name`, best first. Compares spelling, spelling of parts, and words of the sentences."""
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
