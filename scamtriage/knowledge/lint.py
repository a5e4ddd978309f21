"""Check all shipped knowledge. `python -m scamtriage.knowledge.lint` prints each error with file and line."""

import string
import sys
from collections.abc import Iterator
from typing import Any

from scamtriage.knowledge import countries, lint_phrases, lint_terms, lint_values, report_desks, small_tables, speech, taxonomies
from scamtriage.knowledge.hosts import infrastructure, lent_names, suffixes
from scamtriage.knowledge.judgement import links, name_model, page_model
from scamtriage.knowledge.judgement.catalog import Catalog, load_catalog
from scamtriage.knowledge.judgement.rows import Row
from scamtriage.knowledge.judgement.scoring_rules import Scoring
from scamtriage.knowledge.language import accents, brands, innocent_words, lexicon_table, lookalikes, phrase_tables, returns, vocabulary
from scamtriage.knowledge.language.innocent_words import too_common
from scamtriage.knowledge.loading import BadTable, CsvRow, Path, complaint, read_rows, read_table, read_text, read_toml, shipped
from scamtriage.knowledge.pages import block_pages, contact_table, fields, web
from scamtriage.knowledge.registry import bootstrap, registries
from scamtriage.records import lazy_re
from scamtriage.records.invisible_characters import CONTROLS, COPIED, REORDERING

TABLES: dict[str, Any] = {
    accents.FILE: accents.Accents,
    "contacts.toml": contact_table.Channels,
    "barriers.toml": block_pages.BarrierTable,
    "taxonomies.toml": taxonomies.Exchange,
    "fields.toml": fields.FieldWords,
    "innocent.toml": innocent_words.InnocentFile,
    "links.toml": links.Links,
    "name_model.json": name_model.ModelFile,
    "profile.json": page_model.Profile,
    "rdap_bootstrap.json": bootstrap.Shipped,
    "registries.toml": registries.Registries,
    "returns.toml": returns.Expressions,
    "scoring.toml": Scoring,
    "tables.toml": small_tables.SmallTables,
    "tongues.toml": page_model.Tongues,
    "web.toml": web.Rules,
    **phrase_tables.TABLES,
    **{f"words/{language}.toml": vocabulary.Concepts for language in (*vocabulary.LANGUAGES, *vocabulary.PARTLY)},
    **{f"sentences/{language}.toml": speech.Sentences for language in speech.LANGUAGES[1:]},
}
"""File -> the type that the program reads it as."""
ROWS: dict[str, type[CsvRow]] = {
    "brands.csv": brands.BrandRow,
    "cdn.csv": infrastructure.Cdn,
    "confusables.csv": lookalikes.Confusable,
    countries.FILE: countries.Country,
    "dynamic_dns.csv": lent_names.LentName,
    "lexicon.csv": lexicon_table.Term,
    "parking.csv": infrastructure.Parking,
    "platforms.csv": lent_names.LentName,
    "report_to.csv": report_desks.Desk,
    "shared_names.csv": lent_names.SharedName,
    "suffixes.csv": suffixes.Row,
    "verifications.csv": infrastructure.Verification,
    "whois_servers.csv": bootstrap.WhoisServer,
}
"""File -> the type of its rows."""
SIGNALS = "signals.toml"
"""The one file whose rows get a field from their heading."""
_UNSEEN = lazy_re.compile(f"[{CONTROLS}{COPIED}{REORDERING}]")
"""Characters that copying from a page brings along. They are removed from the text of pages, so that a word that holds one is found on
none."""


def complaints() -> Iterator[str]:
    """Yield every error as one sentence. If any file is not of its type, only such errors are reported, one of each file."""
    found = [why for name in sorted({*shipped(), *TABLES, *ROWS, SIGNALS}) for why in _of_file(name)]
    yield from found
    if found:
        return
    try:
        catalog = load_catalog()
        for load in (brands.load, taxonomies.load, links.load, registries.load, returns.load, vocabulary.load_vocabulary):
            load()
    except BadTable as exc:
        yield str(exc)
        return
    yield from _rows(catalog)
    yield from lint_values.scoring(catalog, read_text("scoring.toml"))
    yield from lint_values.signals(catalog, read_text(SIGNALS))
    yield from lint_values.tables(catalog)
    yield from _words()
    yield from lint_phrases.phrases()
    yield from lint_terms.lexicon(read_text("lexicon.csv"))
    yield from lint_terms.organisations(read_text("brands.csv"))
    yield from _sentences(catalog)


def _of_file(name: str) -> Iterator[str]:
    try:
        text = read_text(name)
    except BadTable as exc:
        yield str(exc)
    else:
        yield from of_type(name, text)


def of_type(name: str, text: str) -> Iterator[str]:
    """Yield the first error in what a file of this name holds, and lists with duplicates."""
    if (unseen := _UNSEEN.search(text)) is not None:
        line = 1 + text.count("\n", 0, unseen.start())
        yield f"{name}: line {line}: holds a character that nobody sees, U+{ord(unseen[0]):04X}: write it as an escape"
        return
    try:
        if name in ROWS:
            for _ in read_rows(name, ROWS[name], text):
                pass
        elif name in TABLES:
            read_table(name, TABLES[name], text)
        elif name != SIGNALS:
            yield f"{name}: line 1: no type describes it"
        whole = read_toml(name, text) if name.endswith(".toml") else {}
    except BadTable as exc:
        yield str(exc)
        return
    yield from (complaint(name, text, path, f"{double!r} stands twice") for path, double in _doubles(whole, ()))


def _doubles(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    """Yield (path, text) of texts that a list holds twice."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield from _doubles(one, (*path, key))
    elif isinstance(value, list):
        texts = [one for one in value if isinstance(one, str)]
        if len(texts) != len(set(texts)):
            yield path, next(one for one in texts if texts.count(one) > 1)
        elif len(texts) < len(value):
            for number, one in enumerate(value):
                yield from _doubles(one, (*path, number))


def _rows(catalog: Catalog) -> Iterator[str]:
    text = read_text(SIGNALS)
    for row in catalog.rows.values():
        least, most = catalog.scoring.group_caps[row.group]
        weights = [level.weight for level in row.levels] or ([] if row.weight == "measured" else [row.weight])
        for weight in weights:
            if not least <= weight <= most:
                yield complaint(SIGNALS, text, (row.id, "weight"), f"{weight} lies outside the cap of group {row.group}")
            if (weight > 0) is (row.direction == "benign") and weight:
                yield complaint(SIGNALS, text, (row.id, "direction"), f"says {row.direction}, weighs {weight}")
        if not row.because or not row.question.endswith("?"):
            yield complaint(SIGNALS, text, (row.id, "question"), "must be a question, and because a sentence")
        if not row.weight_source:
            yield complaint(SIGNALS, text, (row.id, "weight_source"), "is missing")
        if row.at_least is not None and row.under is not None and row.at_least >= row.under:
            yield complaint(SIGNALS, text, (row.id, "under"), "must be above at_least")
        for field in string.Formatter().parse(row.because):
            if field[1] is not None and not field[1].isidentifier():
                yield complaint(SIGNALS, text, (row.id, "because"), f"{field[1]!r} is no plain placeholder")


def _words() -> Iterator[str]:
    for language in (*vocabulary.LANGUAGES, *vocabulary.PARTLY):
        name = f"words/{language}.toml"
        text = read_text(name)
        for concept, terms in read_table(name, vocabulary.Concepts, text).items():
            folded = [term.casefold() for term in terms]
            if len(folded) != len(set(folded)):
                double = next(term for term in folded if folded.count(term) > 1)
                yield complaint(name, text, (concept,), f"{double!r} stands twice")
            yield from (complaint(name, text, (concept,), why) for term in terms if (why := too_common(term)))


def _sentences(catalog: Catalog) -> Iterator[str]:
    """Check that every language translates all reasons, questions and phrases, with the placeholders of the English text."""
    texts = {f"sentences/{language}.toml": read_text(f"sentences/{language}.toml") for language in speech.LANGUAGES[1:]}
    said = {name: _flat(read_table(name, speech.Sentences, text)) for name, text in texts.items()}
    english: dict[tuple[str, ...], str] = {(row.id,): row.because for row in catalog.rows.values()}
    asked: dict[tuple[str, ...], str] = {
        (kind, text): text for row in catalog.rows.values() for kind, text in _of_explain(row).items() if text
    }
    english |= asked | {("phrases", kind.says): kind.says for kind in links.load().kinds.values()}
    english |= {key: key[1] for words in said.values() for key in words if len(key) > 1 and key[0] not in _EXPLAINED}
    for name, words in said.items():
        for key, sentence in words.items():
            theirs, ours = set(speech.PLACEHOLDER.findall(sentence)), set(speech.PLACEHOLDER.findall(english.get(key, "")))
            if key not in english:
                yield complaint(name, texts[name], key, "no signal says so" if len(key) > 1 else "no such signal")
            elif theirs - ours:
                yield complaint(name, texts[name], key, f"{', '.join(sorted(theirs - ours))} does not stand in the English sentence")
            elif ours - theirs:
                yield complaint(name, texts[name], key, f"{', '.join(sorted(ours - theirs))} stands in the English sentence alone")
        yield from (complaint(name, "", key, "is not said") for key in english.keys() - words.keys())


_EXPLAINED = frozenset({"question", "mistaken"})
"""Tables whose keys are texts of signals.toml."""


def _of_explain(row: Row) -> dict[str, str]:
    return {"question": row.question, "mistaken": row.false_positives}


def _flat(sentences: speech.Sentences) -> dict[tuple[str, ...], str]:
    """Return path -> translation."""
    reasons = {(signal,): sentence for signal, sentence in sentences.items() if isinstance(sentence, str)}
    return reasons | {(name, key): words for name, table in sentences.items() if isinstance(table, dict) for key, words in table.items()}


def main() -> int:
    """Print the errors to stderr; return 1 if there are any."""
    said = list(complaints())
    sys.stderr.write("".join(f"{why}\n" for why in said))
    return 1 if said else 0


if __name__ == "__main__":
    raise SystemExit(main())
