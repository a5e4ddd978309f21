"""The words of the outputs that are not signals, with what they mean; and which word is meant by what was typed."""

import difflib
from collections.abc import Collection, Iterable, Mapping
from functools import cache

from msgspec import to_builtins

from scamtriage.knowledge import glossary, glossary_pages
from scamtriage.knowledge.glossary import FLAGS, OF_A_PAGE, STATES
from scamtriage.knowledge.judgement.catalog import Catalog
from scamtriage.knowledge.judgement.scoring_rules import Scoring
from scamtriage.knowledge.speech import ENGLISH, LANGUAGES, Speech, speech
from scamtriage.records.assessment import Verdict
from scamtriage.records.evidence import Mode
from scamtriage.records.rulings import RULINGS
from scamtriage.render.csv import COLUMNS, MEANINGS
from scamtriage.render.opening import VERDICTS
from scamtriage.render.row import json_schema, meanings
from scamtriage.score.pending import NAME_ALONE

_TRANSLATED = ("verdict", "type", "flag", "state", "family", "mode", "status", "outcome", "contact", "detail", "asks", "desk", "label")
"""Kinds of words that a report shows in its language."""
_NEAR = 0.6
_MOST_NEAR = 5


def known_as(word: str, catalog: Catalog, known: Collection[str]) -> str:
    """Return the id or word under which a word is explained, also one of another language of the reports; "" if there is none."""
    if word in catalog.rows:
        return word
    if (name := plain(word)) in known or name in catalog.rows:
        return name
    for language in LANGUAGES[1:]:  # the first is English
        for kind in _TRANSLATED:
            for english, said in speech(language).tables.get(kind, {}).items():
                if name and plain(said) == name and plain(english) in known:
                    return plain(english)
    return ""


_OF_KIND = {
    "verdict": "verdict", "kind of scam": "type", "flag": "flag", "state": "state", "family of evidence": "family",
    "kind of contact": "contact", "what a page asks for": "asks", "desk that takes reports": "desk", "mode": "mode",
    "status of a line": "status", "outcome of an observation": "outcome", "in place of a page": "barrier",
}  # fmt: skip
"""Kind of word -> the table of its translations. The details of contacts are none: several codes share a word."""


def in_words(kind: str, name: str, spoken: Speech) -> str:
    """Return a code, with the words for it in which a report of this language shows it."""
    said = spoken.word(_OF_KIND.get(kind, ""), name)
    return name if said == name else spoken.say("{sentence}: {more}", sentence=name, more=said)


def dictionary(catalog: Catalog, spoken: Speech = ENGLISH) -> dict[str, list[tuple[str, str]]]:
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
    fields, within, columns = ({plain(name): says for name, says in table.items()} for table in (*meanings(), MEANINGS))
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


def as_written(word: str) -> str:
    """Return a word of the dictionary as the outputs write it: "rests-on" is the key rests_on."""
    return _keys().get(word, word)


@cache
def _keys() -> dict[str, str]:
    """Return the keys of JSON and the columns of the CSV that no id is spelled like, by their spelling in the dictionary."""
    schema = json_schema()
    names = (*COLUMNS, *MEANINGS, *schema["anyOf"][0]["properties"], *(name for table in meanings() for name in table))
    return {plain(name): name for name in names if plain(name) != name}


def _capped(family: str, sentence: str, low: float, high: float, spoken: Speech) -> str:
    told = "{sentence}. Together {low} to {high} nats"
    if family in NAME_ALONE:
        told = "{sentence}. Together {low} to {high} nats; without bounds where a name was judged alone"
    return spoken.say(told, sentence=sentence, **ends_of(low, high))


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


def ends_of(low: float, high: float) -> dict[str, str]:
    return {"low": f"{low:+g}", "high": f"{high:+g}"}


def plain(name: str) -> str:
    """Return a name in the spelling of the ids: lower case, hyphens, British English."""
    return "-".join(name.lower().replace("_", " ").replace("-", " ").split()).replace("center", "centre")


def near(name: str, known: Mapping[str, str]) -> list[str]:
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
