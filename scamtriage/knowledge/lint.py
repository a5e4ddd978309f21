"""Check all shipped knowledge. `python -m scamtriage.knowledge.lint` prints each error with file and line."""

import string
import sys
from collections.abc import Iterable, Iterator
from typing import Any

from scamtriage.knowledge import (
    ages,
    brands,
    channels,
    exchange,
    fields,
    links,
    lint_terms,
    lint_values,
    names,
    profile,
    registries,
    report_desks,
    schemas,
    speech,
    strict,
    suffixes,
    tokens,
    web,
)
from scamtriage.knowledge.catalog import Catalog, load_catalog
from scamtriage.knowledge.everyday_words import too_common
from scamtriage.knowledge.loading import BadRule, line_of, read_text, read_toml, shipped
from scamtriage.knowledge.vocabulary import LANGUAGES, load_vocabulary

ORDER = (*schemas.TOML, *schemas.JSON, *schemas.CSV)
"""Files with a schema."""
LOADED = ("signals.toml", "scoring.toml", "links.toml", "exchange.toml", "profile.json")
"""Files that are validated against a dataclass when loaded."""


def complaints() -> Iterator[str]:
    """Yield every error as one sentence. If any file violates its schema, only schema errors are reported."""
    found = list(_forms())
    yield from found
    if found:
        return
    try:
        catalog = load_catalog()
        load_vocabulary()
        for table in (profile, report_desks, exchange, links, names, ages, brands, suffixes, tokens, registries):
            table.load()
        web.load_rules()
        channels.channels()
        fields.field_words()
    except BadRule as exc:
        yield str(exc)
        return
    yield from _rows(catalog)
    yield from lint_values.scoring(catalog, read_text("scoring.toml"))
    yield from lint_values.signals(catalog, read_text("signals.toml"))
    yield from lint_values.tables(catalog)
    yield from _words()
    yield from lint_terms.lexicon(read_text("lexicon.csv"))
    yield from lint_terms.organisations(read_text("brands.csv"))
    try:
        yield from _sentences(catalog)
    except BadRule as exc:  # invalid TOML: the files of sentences have no schema
        yield str(exc)
    yield from _ages()
    yield from _unread()


def _forms() -> Iterator[str]:
    """Yield the schema errors of all files."""
    for name in ORDER:
        try:
            text = read_text(name)
        except BadRule as exc:
            yield str(exc)
            continue
        if name in schemas.TOML:
            yield from strict.toml(name, text, schemas.TOML[name])
        elif name in schemas.JSON:
            yield from strict.json(name, text, schemas.JSON[name])
        else:
            columns, unique = schemas.CSV[name]
            yield from strict.rows(name, text, columns, unique, schemas.VALUES.get(name, {}))


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
            folded = [term.casefold() for term in terms]
            if len(folded) != len(set(folded)):
                double = next(term for term in folded if folded.count(term) > 1)
                yield f"{name}: line {line}: {concept}: {double!r} stands twice"
            yield from (f"{name}: line {line}: {concept}: {why}" for term in terms if (why := too_common(term)))


def _sentences(catalog: Catalog) -> Iterator[str]:
    """Check that every language translates all reasons and phrases, with the placeholders of the English text."""
    texts = {f"sentences/{language}.toml": read_text(f"sentences/{language}.toml") for language in speech.LANGUAGES[1:]}
    said = {name: _flat(read_toml(name, text)) for name, text in texts.items()}
    english = {("", row.id): row.because for row in catalog.rows.values()}
    english |= {key: key[1] for words in said.values() for key in words if key[0]}
    for name, words in said.items():
        for (table, key), sentence in words.items():
            where = f"{name}: line {line_of(texts[name], table, key)}: {table and table + '.'}{key}"
            theirs, ours = set(speech.PLACEHOLDER.findall(sentence)), set(speech.PLACEHOLDER.findall(english.get((table, key), "")))
            if (table, key) not in english:
                yield f"{where}: no such signal"
            elif theirs - ours:
                yield f"{where}: {', '.join(sorted(theirs - ours))} does not stand in the English sentence"
            elif ours - theirs:
                yield f"{where}: {', '.join(sorted(ours - theirs))} stands in the English sentence alone"
        for table, key in english.keys() - words.keys():
            yield f"{name}: line 1: {table and table + '.'}{key}: is not said"


def _flat(toml: dict[str, Any]) -> dict[tuple[str, str], str]:
    """Return (table, key) -> translation; the table is "" for reasons."""
    tables = {name: table for name, table in toml.items() if isinstance(table, dict)}
    reasons = {("", signal): sentence for signal, sentence in toml.items() if signal not in tables}
    return reasons | {(name, key): words for name, table in tables.items() for key, words in table.items()}


def _ages() -> Iterator[str]:
    """Check that the name model expires after its date."""
    model = ages.load()[ages.NAMES]
    if model.expires is None or not model.as_of < model.expires:
        yield f"{ages.NAMES}: line 1: expires: must be a day after as_of"


def _unread() -> Iterator[str]:
    """Yield files that neither a schema nor a loader knows, so that their content is unused or unchecked."""
    known = {*ORDER, *LOADED, *(f"words/{language}.toml" for language in LANGUAGES)}
    known |= {f"sentences/{language}.toml" for language in speech.LANGUAGES[1:]}
    yield from (f"{name}: line 1: no schema describes it" for name in shipped() if name not in known)


def main(found: Iterable[str] | None = None) -> int:
    """Print the errors to stderr; return 1 if there are any."""
    said = list(complaints() if found is None else found)
    for complaint in said:
        sys.stderr.write(complaint + "\n")
    return 1 if said else 0


if __name__ == "__main__":
    raise SystemExit(main())
