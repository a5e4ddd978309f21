"""Check values that fit their schema but make no sense: numbers out of range, gaps between levels, unknown states."""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from scamtriage.knowledge import known_lines, report_desks, small_tables
from scamtriage.knowledge.glossary import FLAGS, STATES
from scamtriage.knowledge.hosts import suffixes
from scamtriage.knowledge.hosts.infrastructure import Parking
from scamtriage.knowledge.hosts.lent_names import LentName, SharedName
from scamtriage.knowledge.hosts.public_suffix import split
from scamtriage.knowledge.judgement.catalog import Catalog
from scamtriage.knowledge.judgement.rows import Row
from scamtriage.knowledge.judgement.scoring_rules import VERDICTS
from scamtriage.knowledge.language import returns
from scamtriage.knowledge.language.lookalikes import Confusable
from scamtriage.knowledge.loading import Path, complaint, read_rows, read_table, read_text, read_toml

SCORING, SIGNALS, TABLES = "scoring.toml", "signals.toml", "tables.toml"
LONGEST_DAYS = 3 * 366
"""Maximum validity of a table that expires. One that is valid longer must not expire and must say why."""
REGISTRAR = "reg-registrar-weight"


def scoring(catalog: Catalog, text: str) -> Iterator[str]:
    """Yield the errors in the scoring rules."""
    rules, groups, families = catalog.scoring, catalog.scoring.group_caps, catalog.scoring.family_caps
    numbers = (
        ("", "shrinkage", rules.shrinkage, 0 < rules.shrinkage <= 1, "above 0 and at most 1"),
        ("", "prior", rules.prior, 0 < rules.prior < 1, "between 0 and 1"),
        ("", "undetermined_below", rules.undetermined_below, 0 <= rules.undetermined_below <= 1, "a share"),
        (
            "",
            "official_stop",
            rules.official_stop,
            0 < rules.official_stop <= -groups.get("official", (-1.0, 0.0))[0],
            "above 0 and in the cap",
        ),
        ("", "circumstantial_max", rules.circumstantial_max, rules.circumstantial_max > 0, "above 0"),
        ("types", "temperature", rules.types.temperature, rules.types.temperature > 0, "above 0"),
        *(("uncertainty", code, width, width >= 0, "0 or above") for code, width in rules.uncertainty.items()),
    )
    yield from (_at(SCORING, text, table, key, f"{value:g} must be {says}") for table, key, value, holds, says in numbers if not holds)
    for table, caps in (("group_caps", groups), ("family_caps", families)):
        yield from (
            _at(SCORING, text, table, name, "the least must be at most 0, the most at least 0")
            for name, (least, most) in caps.items()
            if not least <= 0 <= most
        )
    yield from (_at(SCORING, text, "verdicts", "verdict", why) for why in _verdicts(catalog))


def _verdicts(catalog: Catalog) -> Iterator[str]:
    levels = catalog.scoring.verdicts
    if sorted(level.verdict for level in levels) != sorted(VERDICTS):
        yield f"each of {', '.join(VERDICTS)} must stand there once"
    if any(not 0 <= level.coverage <= 1 for level in levels):
        yield "coverage is a share, from 0 to 1"
    steps = [
        (VERDICTS.index(level.verdict), level.at_least) for level in levels if level.verdict in VERDICTS and level.at_least is not None
    ]
    if any(not (place < other and least > lower) for (place, least), (other, lower) in pairwise(steps)):
        yield "the levels must fall from the highest to the lowest"


def signals(catalog: Catalog, text: str) -> Iterator[str]:
    """Yield the errors in catalogue rows whose references are valid."""
    for row in catalog.rows.values():
        yield from (_at(SIGNALS, text, row.id, key, why) for key, why in _row(row, catalog.scoring.group_caps))


def _row(row: Row, caps: Mapping[str, tuple[float, float]]) -> Iterator[tuple[str, str]]:
    yield from (("states", f"{state!r} is no state") for state in row.states if state not in STATES)
    yield from (("flags", f"{flag!r} is no flag") for flag in row.flags if flag not in FLAGS)
    ordered = sorted(row.levels, key=lambda level: float("-inf") if level.at_least is None else level.at_least)
    if any(lower.under != upper.at_least for lower, upper in pairwise(ordered)):
        yield "levels", "each must begin where the one before it ends"
    if row.clip is not None and (not row.clip[0] <= 0 <= row.clip[1] or row.clip[1] > caps[row.group][1]):
        yield "clip", "must hold 0, and accuse by no more than the cap of its group"
    if not (row.needs or row.conditional or row.family == "name" or row.group == "official"):
        yield "needs", "only what the name alone answers needs nothing"


def tables(catalog: Catalog) -> Iterator[str]:
    """Yield the errors in tables that are of their types."""
    text = read_text(TABLES)
    small = read_table(TABLES, small_tables.SmallTables, text)
    clip = catalog.rows[REGISTRAR].clip if REGISTRAR in catalog.rows else None
    for kind, weights in (("ids", small.registrars.ids), ("names", small.registrars.names)):
        for name, nats in weights.items():
            if clip is not None and not clip[0] <= nats <= clip[1]:
                yield _at(TABLES, text, "registrars", kind, f"{name}: {nats:g} lies outside of {clip[0]:g} to {clip[1]:g}")
            if name != name.casefold():
                yield _at(TABLES, text, "registrars", kind, f"{name!r} must be in small letters, as it is sought")
    yield from (
        _at(TABLES, text, "disposable", "domains", f"{name} is freemail, too") for name in small.disposable.domains & small.freemail.domains
    )
    for name, age in small_tables.load().items():
        if age.expires is not None and (age.expires - age.as_of).days > LONGEST_DAYS:
            yield _at(TABLES, text, name, "expires", f"{name} would weigh until {age.expires}: no table that expires is true for so long")
    yield from _restricted(small)
    yield from _returns()
    for line, parked in read_rows("parking.csv", Parking, read_text("parking.csv")):
        if parked.kind == "ns" and split(parked.value).registrable == split(parked.value).suffix:
            yield f"parking.csv: line {line}: value: {parked.value} is a public suffix: everybody's names lie under it"
    for line, letter in read_rows("confusables.csv", Confusable, read_text("confusables.csv")):
        if int(letter.code, 16) < 128 and chr(int(letter.code, 16)).isalpha():
            yield f"confusables.csv: line {line}: code: {letter.code} is a letter of ASCII: others are confused with it"
    for line, desk in read_rows(report_desks.FILE, report_desks.Desk, read_text(report_desks.FILE)):
        if any(way.strip().startswith("tel.") and not any(map(str.isdecimal, way)) for way in desk.channel.split(";")):
            yield f"{report_desks.FILE}: line {line}: channel: {desk.channel!r} is no number to call"
        try:
            list(known_lines.numbers_of(desk))
        except KeyError:
            yield f"{report_desks.FILE}: line {line}: channel: the calling code of {desk.country} is not known"


def _returns() -> Iterator[str]:
    """Check that each expression is one, as the program joins them."""
    text = read_text(returns.FILE)
    found = read_toml(returns.FILE, text)
    lists: dict[Path, list[str]] = {(key,): found[key] for key in ("year", "joins", "units", "other")}
    lists |= {(period, key): found[period][key] for period in returns.PERIODS for key in ("after", "ahead")}
    for path, expressions in lists.items():
        for expression in expressions:
            try:
                re.compile(expression)
            except re.error as exc:
                yield complaint(returns.FILE, text, path, f"{expression!r} must be a regular expression: {exc}")


def _restricted(small: small_tables.SmallTables) -> Iterator[str]:
    """Check that restricted suffixes are public suffixes, and that no platform or mail service is directly under one, and no host whose
    paths are anybody's."""
    lent = (row.suffix for file in ("platforms.csv", "dynamic_dns.csv") for _, row in read_rows(file, LentName, read_text(file)))
    shared = (row.name for _, row in read_rows("shared_names.csv", SharedName, read_text("shared_names.csv")))
    anybodys = {*lent, *shared, *small.freemail.domains, *small.disposable.domains, *small.shorteners.domains, *small.builders.domains}
    open_to_all = {split(name).suffix: name for name in sorted(anybodys)}
    for line, row in read_rows(suffixes.FILE, suffixes.Row, read_text(suffixes.FILE)):
        where = f"{suffixes.FILE}: line {line}: suffix: {row.suffix}"
        if row.kind == "restricted" and split(f"x.{row.suffix}").suffix != row.suffix:
            yield f"{where} is no public suffix"
        elif row.kind == "restricted" and row.suffix in open_to_all:
            yield f"{where} is open to anybody, as {open_to_all[row.suffix]} shows"


def _at(file: str, text: str, table: str, key: str, why: str) -> str:
    return complaint(file, text, (table, key) if table else (key,), why)
