"""`scamtriage explain`: describe a signal, its weight and its sources, or another word of the outputs."""

import difflib
from collections.abc import Collection, Iterable, Mapping
from typing import Annotated, Any, Literal

import typer
from msgspec import to_builtins

from scamtriage.cli import flags
from scamtriage.cli.options import ConsoleOptions, Judging, Tongue, spread
from scamtriage.cli.output import printing
from scamtriage.knowledge import glossary, glossary_pages
from scamtriage.knowledge.glossary import FLAGS, OF_A_PAGE, STATES
from scamtriage.knowledge.judgement.catalog import Catalog, Row, Scoring, load_catalog
from scamtriage.knowledge.judgement.describe import basis, weight, when
from scamtriage.knowledge.speech import ENGLISH, LANGUAGES, Speech, speech
from scamtriage.records.assessment import Verdict
from scamtriage.records.codec import json_schema
from scamtriage.records.evidence import Mode
from scamtriage.records.rulings import RULINGS
from scamtriage.render.console import facts_table
from scamtriage.render.csv import MEANINGS
from scamtriage.render.json import dumps
from scamtriage.render.opening import VERDICTS
from scamtriage.render.row import meanings
from scamtriage.render.style import Style
from scamtriage.score.pending import NAME_ALONE

_TRANSLATED = ("verdict", "type", "flag", "state", "family", "mode", "status", "outcome", "contact", "detail", "asks", "desk", "label")
"""Kinds of words that a report shows in its language."""
_NEAR = 0.6
_MOST_NEAR = 5


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
    """
    json = as_json or format == "json"
    catalog = load_catalog()
    style = printing.style(console, several=True, config=flags.settings(None, Judging(lang=lang)))
    spoken = speech(style.language)
    known = _words(catalog, spoken)
    one = " ".join(words or ())
    each = [_known(word, catalog, known) for word in words or ()]
    meant = each if not _known(one, catalog, known) and all(each) else [_known(one, catalog, known) or one]
    if json and len(meant) > 1:  # one document, as for one word that means several things
        printing.write([dumps([mark for name in meant for mark in _marks(name, catalog, known)], indent=True) + "\n"])
        return
    for signal in meant or [one]:
        _explain(signal, catalog, known, style, spoken, json=json)


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


def _explain(signal: str, catalog: Catalog, known: dict[str, list[tuple[str, str]]], style: Style, spoken: Speech, *, json: bool) -> None:
    """Print the meaning of one word; of all if it is "". Raises BadParameter for an unknown one."""
    rows = catalog.rows
    name = signal if signal in rows else _plain(signal)
    if name in rows:
        row = rows[name]
        printing.write([dumps(row, indent=True) + "\n" if json else facts_table(_told(row, catalog, spoken), style)])
    elif name in known:
        marks: list[Any] = _marks(name, catalog, known)
        if json:
            printing.write([dumps(marks if len(marks) > 1 else marks[0], indent=True) + "\n"])
        for mark in marks if not json else ():
            lines = [(mark["kind"], _in_words(mark["kind"], name, spoken)), ("means", mark["meaning"])]
            lines += [("turned on by", ", ".join(mark["turned_on_by"]))] if mark["turned_on_by"] else []
            if mark["kind"] == "kind of scam" or (mark["turned_on_by"] and mark["kind"] == "flag"):
                lines.append(("shown", spoken.word("meaning", glossary.SHOWN)))
            printing.write([facts_table([(spoken.word("term", label), words) for label, words in lines], style)])
    elif signal:
        asks = {row.id: row.question for row in rows.values()} | {word: said[0][1] for word, said in known.items()}
        if kinds := [kind for kind, part in json_schema()["$defs"].items() if name.replace("-", "_") in part.get("properties", {})]:
            raise typer.BadParameter(f"{signal!r} is a field of the evidence ({', '.join(kinds)}): docs/evidence.md says what it means")
        near = _near(name, asks)
        meant = f"did you mean: {', '.join(near)}?" if near else "no similar word; `scamtriage explain` lists all"
        raise typer.BadParameter(f"no signal and no word of the outputs is called {signal!r}; {meant}")
    elif json:
        printing.write([dumps([*rows.values()], indent=True) + "\n"])
    else:
        told = [(row.id, f"{spoken.word('family', row.family)}: {spoken.word('question', row.question)}") for row in rows.values()]
        others = [(word, f"{spoken.word('term', kind)}: {sentence}") for word, said in known.items() for kind, sentence in said]
        printing.write([facts_table([*told, *others], style)])


def _marks(name: str, catalog: Catalog, known: dict[str, list[tuple[str, str]]]) -> list[Any]:
    """Return what the JSON tells of a signal, or of each meaning of another word."""
    if name in catalog.rows:
        return [catalog.rows[name]]
    marks = []
    for kind, sentence in known[name]:
        by = [row.id for row in catalog.rows.values() if name in {"flag": row.flags, "state": row.states}.get(kind, ())]
        marks.append({"id": name, "kind": kind, "meaning": sentence, "turned_on_by": by})
    return marks


_OF_KIND = {
    "verdict": "verdict", "kind of scam": "type", "flag": "flag", "state": "state", "family of evidence": "family",
    "kind of contact": "contact", "what a page asks for": "asks", "desk that takes reports": "desk", "mode": "mode",
    "status of a line": "status", "outcome of an observation": "outcome", "in place of a page": "barrier",
}  # fmt: skip
"""Kind of word -> the table of its translations. The details of contacts are none: several codes share a word."""


def _in_words(kind: str, name: str, spoken: Speech) -> str:
    """Return a code, with the words for it in which a report of this language shows it."""
    said = spoken.word(_OF_KIND.get(kind, ""), name)
    return name if said == name else f"{name}: {said}"


def _words(catalog: Catalog, spoken: Speech = ENGLISH) -> dict[str, list[tuple[str, str]]]:
    """Return each word of the outputs that is not a signal -> its (kind of word, meaning in this language). "wallet-drainer" has two."""
    rules = catalog.scoring
    verdicts = {
        str(verdict): spoken.say("{sentence}; {more}", sentence=spoken.say(sentence), more=_level(verdict, rules, spoken))
        for verdict, sentence in VERDICTS.items()
    }
    terms = {term: spoken.word("meaning", sentence).format(**to_builtins(rules)) for term, sentence in glossary.TERMS.items()}
    caps = {
        name: _capped(name, spoken.word("meaning", sentence), *rules.family_caps[name], spoken)
        for name, sentence in glossary.FAMILIES.items()
    }
    some = {"verdict": Verdict.NEAR_CERTAIN, "mode": Mode.PASSIVE, "count": rules.conviction.families}
    ruled = {code: spoken.word("evidence", sentence.format(**some)) for code, sentence in RULINGS.items()}
    fields, within, columns = ({_plain(name): says for name, says in table.items()} for table in (*meanings(), MEANINGS))
    known: dict[str, list[tuple[str, str]]] = {}
    for kind, table in (
        ("verdict", verdicts), ("kind of scam", glossary.KINDS), ("flag", FLAGS), ("flag of a page", OF_A_PAGE), ("state", STATES),
        ("family of evidence", caps),
        ("kind of contact", glossary.CONTACTS), ("detail of a contact", glossary.DETAILS),
        ("what a page asks for", glossary.ASKS),
        ("desk that takes reports", glossary.DESKS),
        ("mode", glossary.MODES), ("status of a line", glossary.STATUSES), ("outcome of an observation", glossary.OUTCOMES),
        ("word", terms), ("urgency", glossary.URGENCIES), ("certainty of a desk", glossary.CERTAINTIES),
        ("field of a row", fields), ("field within a row", {word: says for word, says in within.items() if word not in terms}),
        ("column of the CSV", columns),
        ("rule beside the sum", ruled),
        ("flag of a contact", glossary.OF_A_CONTACT), ("place on a page", glossary_pages.PLACES),
        ("visitor (--second-look)", glossary_pages.VISITORS), ("in place of a page", glossary_pages.BARRIERS),
        ("vetting of a certificate", glossary_pages.VETTING), ("what scripts do", glossary_pages.DEVICES),
    ):  # fmt: skip
        for word, sentence in table.items():
            known.setdefault(word, []).append((kind, spoken.word("meaning", sentence)))
    return known


def _capped(family: str, sentence: str, low: float, high: float, spoken: Speech) -> str:
    told = "{sentence}. Together {low} to {high} nats"
    if family in NAME_ALONE:
        told = "{sentence}. Together {low} to {high} nats; without bounds where a name was judged alone"
    return spoken.say(told, sentence=sentence, **_ends_of(low, high))


def _level(verdict: str, rules: Scoring, spoken: Speech) -> str:
    """Return the conditions of a verdict in words: its bounds of evidence in nats, and of coverage."""
    row = next((row for row in rules.verdicts if row.verdict == verdict), None)
    if row is None:
        told = (
            "coverage below {coverage}; or a rule forbids any conclusion, whatever the coverage:"
            " there is no site, its page or a part of it was not read, or the name belongs to a checked body (the report names the rule)"
        )
        return spoken.say(told, coverage=f"{rules.undetermined_below:.0%}")
    if row.at_least is not None:
        reach = spoken.say("evidence of {nats} nats or more", nats=f"{row.at_least:+g}")
    elif row.under is not None:
        reach = spoken.say("evidence below {nats} nats", nats=f"{row.under:+g}")
    else:
        reach = spoken.say("evidence between those of the levels beside it")
    return spoken.say("{reach}, and coverage of {coverage} or more", reach=reach, coverage=f"{row.coverage:.0%}")


def _told(row: Row, catalog: Catalog, spoken: Speech) -> list[tuple[str, str]]:
    """Return the description of one signal as (name, text), without empty ones."""
    from scamtriage.signals import MEASURES  # not at the top: slow, and not needed for help and completion

    rules, say = catalog.scoring, spoken.say
    caps = [say("group {name}: {low} to {high}", name=row.group, **_ends_of(*rules.group_caps[row.group]))]
    caps.append(say("family {family}: {low} to {high}", family=row.family, **_ends_of(*rules.family_caps[row.family])))
    if row.group in rules.circumstantial_groups:
        newcomers = "as far as they accuse, all weak traits of newcomers: up to {high}"
        caps.append(say(newcomers, high=f"{rules.circumstantial_max:+g}"))
    if row.family in NAME_ALONE:
        caps.append(say("of a name that was judged alone, neither these bounds nor those of the weight hold"))
    weighed = say("{weight} nats, times {factor} when counted", weight=weight(row, spoken), factor=f"{rules.shrinkage:g}")
    if (share := rules.share(row)) != 1:
        weighed += say("; a share of {factor} beside the page as a whole", factor=f"{share:g}")
    scenes = [
        say(does, scenes=say(", ").join(some))
        for does, some in (("fires on {scenes}", row.fires_on), ("silent on {scenes}", row.silent_on))
        if some
    ]
    lines = [
        ("signal", row.id),
        ("asks", spoken.word("question", row.question)),
        ("measures", " ".join((MEASURES[row.id].__doc__ or "").split())),
        ("present when", when(row, spoken).replace("`", "")),
        ("weight", weighed),
        ("together", spoken.joined(caps)),
        ("needs", say(", ").join(spoken.word("label", name) for name in row.needs) or say("the name alone")),
        ("because", spoken.reasons.get(row.id, row.because)),
        ("source", basis(row, spoken)),
        ("points to", say(", ").join(_in_words("kind of scam", kind, spoken) for kind in row.scam_types)),
        ("ends the weight of", _ends(row, catalog, spoken)),
        ("acquits of less", _acquits_of_less(row, catalog, spoken)),
        (
            "turns on",
            say(", ").join(_in_words(kind, one, spoken) for kind, some in (("flag", row.flags), ("state", row.states)) for one in some),
        ),
        ("may be wrong about", spoken.word("mistaken", row.false_positives)),
        ("scenes", spoken.joined(scenes)),
    ]
    return [(spoken.word("term", name), words) for name, words in lines if words]


def _ends_of(low: float, high: float) -> dict[str, str]:
    return {"low": f"{low:+g}", "high": f"{high:+g}"}


def _ends(row: Row, catalog: Catalog, spoken: Speech) -> str:
    """Return the signals that count nothing if this one is present, in words; "" if there are none."""
    rules = catalog.scoring
    silenced = [other.id for other in catalog.rows.values() if row.id in other.unless]
    wholes = [other.id for other in catalog.rows.values() if other.group in rules.conviction.bundles]
    both = spoken.joined(wholes, "{sentence} and {more}")
    said = [spoken.say(", ").join(silenced)] if silenced else []
    if row.id in rules.decoys:
        said.append(spoken.say("{signals} as far as they acquit, for other visitors are shown another page", signals=both))
    if row.id in rules.copies:
        said.append(spoken.say("{signals} as far as they acquit, for a copy reads as honest as what it copies", signals=both))
    if row.id in rules.thefts:
        said.append(spoken.say("{signals} as far as they acquit, for what is typed on the page goes to a stranger", signals=both))
    if row.id in rules.forbidden:
        said.append(spoken.say("{signals} as far as they acquit, for no honest page offers or asks for what this one does", signals=both))
    return spoken.joined(said)


def _acquits_of_less(row: Row, catalog: Catalog, spoken: Speech) -> str:
    """Return what limits the acquitting weight of a signal over the whole page, in words; "" for any other signal."""
    rules = catalog.scoring
    if row.group not in rules.conviction.bundles:
        return ""
    lists = (rules.decoys, rules.thefts, rules.forbidden, rules.copies)
    decoys, thefts, forbidden, copies = (spoken.joined(names, "{sentence} or {more}") for names in lists)
    told = (
        "of nothing beside {decoys}, for other visitors are shown another page, {thefts}, for what is typed goes to a stranger,"
        " {forbidden}, for no honest page offers or asks for it, or {copies}, for a copy reads as honest; of {most} nats at most where"
        " schemes add {given} or more"
    )
    loud = {"most": f"{rules.loud_acquittal:g}", "given": f"{rules.loud_schemes:g}"}
    return spoken.say(told, decoys=decoys, thefts=thefts, forbidden=forbidden, copies=copies, **loud)


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
