"""Checks the whole knowledge pack: `python -m scamtriage.knowledge.lint` says what is wrong, with file and line."""

import re
import string
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from scamtriage.knowledge import desks, exchange, links, profile, speech
from scamtriage.knowledge.catalog import Catalog, load_catalog
from scamtriage.knowledge.loading import BadRule, line_of, read_csv, read_text, read_toml
from scamtriage.knowledge.vocabulary import BOTH, LANGUAGES, LEFT, LEXICON_COLUMNS, edge_of, fold, load_vocabulary

INNOCENT = (
    "the",
    "and",
    "for",
    "you",
    "our",
    "with",
    "that",
    "this",
    "from",
    "home",
    "about",
    "contact",
    "news",
    "menu",
    "search",
    "read",
    "more",
    "ที่",
    "และ",
    "ของ",
    "ให้",
    "được",
    "của",
    "và",
    "yang",
    "dan",
    "untuk",
    "dengan",
    "ang",
    "mga",
    "的",
    "是",
    "我们",
    "の",
    "です",
    "입니다",
    "और",
    "के",
    "में",
    "និង",
    "တွင်",
    "ແລະ",
)
"""Words that stand on any page; a term that is one of them, or found inside two of them, says nothing."""
SHORTEST = {BOTH: 2, 1: 1, 0: 1}
"""Fewest characters of a term, by the boundaries its script has."""
PLACEHOLDER = re.compile(r"{(\w+)")


def complaints() -> Iterator[str]:
    """Everything that is wrong, one sentence each."""
    try:
        catalog = load_catalog()
        load_vocabulary()
        profile.load()
        desks.load()
        exchange.load()
        links.load()
    except BadRule as exc:
        yield str(exc)
        return
    yield from _rows(catalog)
    yield from _words()
    yield from _lexicon()
    yield from _sentences(catalog)
    yield from _tables()


def _rows(catalog: Catalog) -> Iterator[str]:
    text = read_text("signals.toml")
    for row in catalog.rows.values():
        least, most = catalog.scoring.group_caps[row.group]
        weights = [level.weight for level in row.levels] or ([] if row.weight == "measured" else [row.weight])
        for weight in weights:
            if not least <= weight <= most:
                line = line_of(text, row.id, "weight")
                yield f"signals.toml: line {line}: {row.id}.weight: {weight} lies outside the cap of group {row.group}"
            if (weight > 0) is (row.direction == "benign") and weight:
                yield f"signals.toml: line {line_of(text, row.id, 'direction')}: {row.id}.direction: says {row.direction}, weighs {weight}"
        if not row.because or not row.question.endswith("?"):
            yield f"signals.toml: line {line_of(text, row.id, 'question')}: {row.id}.question: must be a question, and because a sentence"
        if not row.weight_source:
            yield f"signals.toml: line {line_of(text, row.id, 'weight_source')}: {row.id}.weight_source: is missing"
        if row.at_least is not None and row.under is not None and row.at_least >= row.under:
            yield f"signals.toml: line {line_of(text, row.id, 'under')}: {row.id}.under: must be above at_least"
        for field in string.Formatter().parse(row.because):
            if field[1] is not None and not field[1].isidentifier():
                yield f"signals.toml: line {line_of(text, row.id, 'because')}: {row.id}.because: {field[1]!r} is no plain placeholder"


def _words() -> Iterator[str]:
    for language in LANGUAGES:
        name = f"words/{language}.toml"
        text = read_text(name)
        for concept, terms in read_toml(name, text).items():
            line = line_of(text, "", concept)
            if len(terms) != len(set(terms)):
                double = next(t for t in terms if terms.count(t) > 1)
                yield f"{name}: line {line}: {concept}: {double!r} stands twice"
            yield from (f"{name}: line {line}: {concept}: {why}" for term in terms if (why := too_common(term)))


def too_common(term: str) -> str:
    """Why a term would be found everywhere; "" when it would not."""
    bare = fold(term.removesuffix("*")).strip()
    edge = edge_of(bare) & (BOTH | LEFT)
    if len(bare) < SHORTEST[edge]:
        return f"{term!r} is too short to mean anything"
    inside = [word for word in INNOCENT if (bare == word if edge == BOTH else bare in word)]
    return f"{term!r} stands in ordinary words: {', '.join(inside[:3])}" if inside else ""


def _lexicon() -> Iterator[str]:
    try:
        rows = list(read_csv("lexicon.csv", read_text("lexicon.csv"), LEXICON_COLUMNS))
    except BadRule as exc:
        yield str(exc)
        return
    seen: dict[tuple[str, str, str], int] = {}
    for line, row in rows:
        key = (fold(row["term"]), row["scam_type"], row["match"])
        if key in seen:
            yield f"lexicon.csv: line {line}: term: {row['term']!r} stands already in line {seen[key]}"
        seen[key] = line
        if row["specificity"] not in ("1", "2", "3"):
            yield f"lexicon.csv: line {line}: specificity: must be 1, 2 or 3"
        if row["match"] == "text" and (why := too_common(row["term"])):
            yield f"lexicon.csv: line {line}: term: {why}"


def _sentences(catalog: Catalog) -> Iterator[str]:
    """All languages say all reasons and know the same words, with the placeholders of the English."""
    texts = {f"sentences/{language}.toml": read_text(f"sentences/{language}.toml") for language in speech.LANGUAGES[1:]}
    said = {name: _flat(read_toml(name, text)) for name, text in texts.items()}
    english = {("", row.id): row.because for row in catalog.rows.values()}
    english |= {key: key[1] for words in said.values() for key in words if key[0]}
    for name, words in said.items():
        for (table, key), sentence in words.items():
            where = f"{name}: line {line_of(texts[name], table, key)}: {table and table + '.'}{key}"
            theirs, ours = set(PLACEHOLDER.findall(sentence)), set(PLACEHOLDER.findall(english.get((table, key), "")))
            if (table, key) not in english:
                yield f"{where}: no such signal"
            elif theirs - ours:
                yield f"{where}: {', '.join(sorted(theirs - ours))} does not stand in the English sentence"
            elif ours - theirs:
                yield f"{where}: {', '.join(sorted(ours - theirs))} stands in the English sentence alone"
        for table, key in english.keys() - words.keys():
            yield f"{name}: line 1: {table and table + '.'}{key}: is not said"


def _flat(toml: dict[str, Any]) -> dict[tuple[str, str], str]:
    """(table, or "" for the reasons; key) -> translation."""
    tables = {name: table for name, table in toml.items() if isinstance(table, dict)}
    reasons = {("", signal): sentence for signal, sentence in toml.items() if signal not in tables}
    return reasons | {(name, key): words for name, table in tables.items() for key, words in table.items()}


def _tables() -> Iterator[str]:
    text = read_text("tables.toml")
    for table, cells in read_toml("tables.toml", text).items():
        if isinstance(cells, dict) and not isinstance(cells.get("as_of"), date):
            yield f"tables.toml: line {line_of(text, table, 'as_of')}: {table}.as_of: a dated table says its date"


def main(found: Iterable[str] | None = None) -> int:
    """Print the complaints to stderr; 1 when there are any."""
    said = list(complaints() if found is None else found)
    for complaint in said:
        sys.stderr.write(complaint + "\n")
    return 1 if said else 0


if __name__ == "__main__":
    raise SystemExit(main())
