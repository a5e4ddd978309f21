"""Check the terms of the lexicon and the names of organisations against ordinary words."""

from collections.abc import Iterator, Mapping
from unicodedata import category, is_normalized
from unicodedata import name as character_name

from scamtriage.knowledge.hosts import infrastructure, lent_names
from scamtriage.knowledge.hosts.public_suffix import is_ending, split
from scamtriage.knowledge.language import brands, innocent_words, lexicon_table
from scamtriage.knowledge.language.brands import BrandRow, label_form, short
from scamtriage.knowledge.language.innocent_words import everyday, too_common
from scamtriage.knowledge.language.label_scan import Rule
from scamtriage.knowledge.language.lexicon_table import Term
from scamtriage.knowledge.language.vocabulary import fold
from scamtriage.knowledge.loading import read_rows
from scamtriage.knowledge.small_tables import small_tables
from scamtriage.records.invisible_characters import JOINERS

TOO_OFTEN = 2
"""A term of host names may match fewer innocent labels than this. One match may be chance, unless the label is the term."""
WEIGHED = 2
"""The least specificity that carries weight. Terms of specificity 1 carry none, so they may be everyday words."""
KEPT = "against the benign-hit rule"
"""The mark in the note of a row that is kept although honest names have its term; the reason is next to it."""
COMMON = ("common word", "never alone")
"""The marks in the note of a row with an everyday word among its names."""

IN_LATIN = frozenset({"en", "ms", "id", "fil", "vi"})
"""Languages written only in Latin letters."""


def lexicon(text: str) -> Iterator[str]:
    """Yield the errors in rows of the lexicon that conform to their type."""
    rows = list(lexicon_table.lexicon(text))
    found = innocent_words.hits(row.spelled for _, row in rows if row.match in lexicon_table.RULES)
    seen: dict[tuple[str, str, str], int] = {}
    for line, row in rows:
        where, key = f"{lexicon_table.FILE}: line {line}", (fold(row.term), row.scam_type, row.match)
        if key in seen:
            yield f"{where}: term: {row.term!r} stands already in line {seen[key]}"
        seen[key] = line
        if row.language in IN_LATIN and any(char.isalpha() and "LATIN" not in character_name(char, "") for char in row.term):
            yield f"{where}: language: {row.term!r} is not written in the letters of {row.language}"
        if odd := _spelling(row):
            yield f"{where}: term: {row.term!r} {odd}"
        if (row.match == "text") is (row.form == lexicon_table.FORM):
            yield f"{where}: match: a {row.form} is not matched as {row.match}"
        elif row.match in lexicon_table.RULES:
            yield from (f"{where}: term: {why}" for why in _token(row, found.get(row.spelled, [])))
        elif why := too_common(row.term) or (row.specificity >= WEIGHED and KEPT not in row.note and everyday(row.term)):
            yield f"{where}: term: {why}"


def _spelling(row: Term) -> str:
    """Return why a term can never match as written, or is a disguised duplicate; otherwise ""."""
    term = row.term
    if not is_normalized("NFC", term):
        return "must be composed (NFC), as pages are read"
    if any(category(char) in ("Cc", "Cf") and char not in JOINERS for char in term):
        return "holds a character that nobody sees"
    if row.form == lexicon_table.FORM and any(char == "." or char.isspace() for char in term):
        return "holds a dot or a blank, which no part of a host name does"
    return ""


def _token(row: Term, honest: list[str]) -> Iterator[str]:
    term, rule = row.spelled
    if rule != "token" and short(term):
        yield f"{row.term!r} is short, and may only be matched as a whole token"
    if KEPT in row.note or (rule == "token" and row.specificity < WEIGHED):
        return
    if len(honest) >= TOO_OFTEN or term in honest:
        yield f"{row.term!r} matches an innocent word list too often: {', '.join(honest[:5])}"


def organisations(text: str) -> Iterator[str]:
    """Yield the errors in rows of organisations that conform to their type."""
    small = small_tables()
    rows = [(line, row, _spoken(row)) for line, row in read_rows(brands.FILE, BrandRow, text)]
    owners: dict[str, list[BrandRow]] = {}
    for _, row, _ in rows:
        for domain in row.official_domains:
            owners.setdefault(domain, []).append(row)
    named: dict[str, int] = {}
    products = {label_form(word) for word in small.product_words.words}
    found = innocent_words.hits((label, rule) for _, _, spoken in rows for _, label, rule in spoken)
    for line, row, spoken in rows:
        where = f"{brands.FILE}: line {line}"
        marked = any(mark in row.note for mark in COMMON)
        if (first := named.setdefault(row.brand.casefold(), line)) != line:
            yield f"{where}: brand: {row.brand!r} stands already in line {first}"
        yield from (f"{where}: aliases: {name!r} holds a comma; names are parted by ';'" for name in row.names if "," in name)
        if nowhere := [word for word in row.country.split() if word not in (brands.WORLD, "GB") and not is_ending(word.lower())]:
            yield f"{where}: country: {nowhere[0]} is no country"
        yield from (f"{where}: aliases: {name!r} is what several makers call a product" for name, label, _ in spoken if label in products)
        for name, label, rule in spoken:
            honest = [one for one in found.get((label, rule), []) if one not in small.ordinary_words.words]
            if rule == "token":
                if not marked and name.casefold() not in small.everyday_names.names and (everyday(name) or label in honest):
                    yield f"{where}: aliases: {name!r} is a word of everyday: the note must say so (common word, never alone)"
            elif short(label):
                yield f"{where}: min_match: {name!r} is short, and may only be matched as a whole token"
            elif honest or everyday(name):
                yield f"{where}: min_match: {name!r} matches an innocent word list too often: {', '.join(honest[:5]) or everyday(name)}"
        yield from (f"{where}: official_domains: {why}" for domain in row.official_domains if (why := _owned(domain, row, owners)))
        yield from (f"{where}: official_domains: {why}" for why in _domains(row, [label for _, label, _ in spoken], owners))


def _spoken(row: BrandRow) -> list[tuple[str, str, Rule]]:
    """Return (name, its form in a label, its rule) for each name of a row."""
    return [(name, label, rule) for name, rule in zip(row.names, row.min_match, strict=True) if (label := label_form(name))]


def _owned(domain: str, row: BrandRow, owners: dict[str, list[BrandRow]]) -> str:
    """Return why a domain cannot belong to this row, or "". Rows may share a domain, or the one above it, within one country. Those of the
    whole world share none: they are platforms and makers, where many others have pages."""
    countries = {*row.country.split()} - {brands.WORLD}
    for above in _with_those_above(domain):
        for other in owners.get(above, ()):
            if other is not row and countries.isdisjoint(other.country.split()):
                return f"{domain} is that of {other.brand} ({other.country})"
    bare = domain.removeprefix("www.")
    return f"{domain}: write {bare}, which covers it" if bare != domain and split(f"x.{bare}").suffix != bare else ""


def _with_those_above(domain: str) -> list[str]:
    labels = domain.split(".")
    return [".".join(labels[at:]) for at in range(len(labels) - 1)]


def _anybodys(domain: str, owners: Mapping[str, list[BrandRow]]) -> bool:
    """Whether mailboxes or pages of anybody are under a domain, and no row that has it is called like such a service of its own."""
    if not _serves_anybody(domain):
        return False
    services = [(row.names, one) for row in owners[domain] for one in row.official_domains if _serves_anybody(one)]
    labels = [(label_form(name), split(one).registrable.partition(".")[0]) for names, one in services for name in names]
    return not any(name and (name in label or label in name) for name, label in labels)


def _serves_anybody(domain: str) -> bool:
    return infrastructure.is_freemail(domain) or lent_names.is_shared(domain)


def _domains(row: BrandRow, spoken: list[str], owners: Mapping[str, list[BrandRow]]) -> Iterator[str]:
    for domain, check in zip(row.official_domains, row.cross_check, strict=True):
        cut = split(domain)
        label = domain.partition(".")[0]
        if cut.registrable == cut.suffix:
            yield f"{domain} is a public suffix: everybody's names lie under it"
        elif lent_names.lender_of(domain) or lent_names.is_shortener(domain) or lent_names.is_platform(domain):
            yield f"{domain} is lent to anybody"
        elif _anybodys(domain, owners):
            yield f"{domain} holds mailboxes or pages of anybody, and no name of the row is that of such a service"
        elif check == "none" and label in innocent_words.load().labels and not any(label in name for name in spoken):
            yield f"{domain} is a word of everyday that no name of the row holds and no list confirms"
