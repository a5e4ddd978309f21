"""Validate shipped files against schemas: no unknown or missing keys, valid values. Errors name file and line."""

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from ipaddress import ip_network
from typing import Any

import orjson

from scamtriage.knowledge.loading import HEAD, PART, BadRule, read_toml

_HOST = re.compile(r"[a-z0-9_]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*")
_KEY = re.compile(r"""\s*(?:"([^"]*)"|([\w-]+))\s*=""")

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A scalar value."""

    holds: Callable[[Any], bool]
    says: str
    """What the value must be, for the error message."""


@dataclass(frozen=True, slots=True)
class Each:
    """A table with free keys, or with keys that match `key`."""

    of: "Schema"
    key: Cell | None = None


@dataclass(frozen=True, slots=True)
class Many:
    """A list without duplicates."""

    of: "Schema"
    least: int = 1


Schema = Cell | Each | Many | Mapping[str, Any]
"""A mapping is a table with exactly these keys; those that end in "?" are optional."""


def one_of(words: Iterable[str]) -> Cell:
    """A word of a closed list."""
    known = tuple(words)
    return Cell(lambda value: value in known, f"must be one of {', '.join(word or 'nothing' for word in known)}")


def matching(pattern: str, says: str) -> Cell:
    """A text that matches a regex."""
    whole = re.compile(pattern)
    return Cell(lambda value: isinstance(value, str) and whole.fullmatch(value) is not None, says)


def all_of(cell: Cell, by: str, *, empty: bool = False) -> Cell:
    """Several such words in one text, separated by `by`."""
    return Cell(
        lambda value: isinstance(value, str) and ((empty and not value) or all(cell.holds(word) for word in value.split(by))), cell.says
    )


def _network(value: Any) -> bool:
    try:
        return bool(ip_network(value))
    except ValueError:
        return False


def _pattern(value: Any) -> bool:
    try:
        return isinstance(value, str) and bool(value) and re.compile(value) is not None
    except re.error:
        return False


TEXT = Cell(
    lambda value: isinstance(value, str) and bool(value.strip()) and value == value.strip(), "must be a text, without spaces around it"
)
ANYTHING = Cell(lambda value: isinstance(value, str), "must be a text")
DAY = Cell(lambda value: type(value) is date, "must be a day, as 2026-11-24")
ISO_DAY = Cell(lambda value: isinstance(value, str) and bool(re.fullmatch(r"\d{4}-\d\d-\d\d", value)), "must be a day, as 2026-11-24")
HOST = Cell(lambda value: isinstance(value, str) and _HOST.fullmatch(value) is not None, "must be a host name, in lower-case A-labels")
COUNTRY = matching(r"[A-Z]{2}", "must be a country, as two letters")
COUNT = Cell(lambda value: type(value) is int and value >= 0, "must be a count")
NATS = Cell(lambda value: type(value) in (int, float) and abs(value) < 100, "must be a number of nats")
TRUTH = Cell(lambda value: type(value) is bool, "must be true or false")
NETWORK = Cell(_network, "must be an address or a network")
PATTERN = Cell(_pattern, "must be a regular expression")
TEXTS, HOSTS, PATTERNS = Many(TEXT), Many(HOST), Many(PATTERN)


def wrong(schema: Schema, value: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Yield (path, error) for a value."""
    if isinstance(schema, Cell):
        if not schema.holds(value):
            yield path, schema.says
    elif isinstance(schema, Many):
        yield from _wrong_list(schema, value, path)
    elif not isinstance(value, dict):
        yield path, "must be a table"
    elif isinstance(schema, Each):
        for key, one in value.items():
            if schema.key is not None and not schema.key.holds(key):
                yield (*path, key), f"no such key: it {schema.key.says}"
            yield from wrong(schema.of, one, (*path, key))
    else:
        known = {key.removesuffix("?"): of for key, of in schema.items()}
        yield from (((*path, key), "unknown key") for key in value if key not in known)
        yield from (((*path, key), "is missing") for key in schema if not key.endswith("?") and key not in value)
        for key, one in value.items():
            if key in known:
                yield from wrong(known[key], one, (*path, key))


def _wrong_list(schema: Many, value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if not isinstance(value, list) or len(value) < schema.least:
        yield path, "must be a list" + (", and not empty" if schema.least else "")
        return
    for number, one in enumerate(value):
        yield from wrong(schema.of, one, (*path, number))
    plain = [one for one in value if isinstance(one, str)]
    if len(plain) != len(set(plain)):
        yield path, f"{next(one for one in plain if plain.count(one) > 1)!r} stands twice"


def toml(file: str, text: str, schema: Schema) -> Iterator[str]:
    """Yield the errors in a TOML text, one sentence each."""
    try:
        raw = read_toml(file, text)
    except BadRule as exc:
        yield str(exc)
        return
    for path, why in wrong(schema, raw):
        yield f"{file}: line {line_of(text, path)}: {'.'.join(map(str, path))}: {why}"


def json(file: str, text: str, schema: Schema) -> Iterator[str]:
    """Yield the errors in a generated JSON file; its lines are meaningless, so line 1 is reported."""
    try:
        value = orjson.loads(text)
    except orjson.JSONDecodeError as exc:
        yield f"{file}: {exc}"
        return
    yield from (f"{file}: line 1: {'.'.join(map(str, path))}: {why}" for path, why in wrong(schema, value))


def rows(
    file: str, text: str, columns: Mapping[str, Cell], unique: tuple[str, ...], by_kind: Mapping[str, Cell] | None = None
) -> Iterator[str]:
    """Yield the errors in a CSV text. No two rows may have the same `unique` columns. `by_kind`: schema of a row's value by its kind."""
    reader = csv.reader(text.splitlines())
    if tuple(next(reader, ())) != tuple(columns):
        yield f"{file}: line 1: the columns must be {', '.join(columns)}"
        return
    seen: dict[tuple[str, ...], int] = {}
    for cells in reader:
        if not cells:
            continue
        where = f"{file}: line {reader.line_num}"
        if len(cells) != len(columns):
            yield f"{where}: {len(cells)} cells where {len(columns)} belong"
            continue
        row = dict(zip(columns, cells, strict=True))
        yield from (
            f"{where}: {key}: {row[key]!r} cannot stand there: it {cell.says}" for key, cell in columns.items() if not cell.holds(row[key])
        )
        if by_kind and (cell := by_kind.get(row["kind"])) is not None and not cell.holds(row["value"]):
            yield f"{where}: value: {row['value']!r} cannot stand there: it {cell.says}"
        key = tuple(row[name] for name in unique)
        if unique and key in seen:
            yield f"{where}: {', '.join(unique)}: {', '.join(key)} stands already in line {seen[key]}"
        seen.setdefault(key, reader.line_num)


def line_of(text: str, path: Path) -> int:
    """Return the 1-based line of a TOML text that matches most of the path."""
    best, found = 0, 1
    table: Path = ()
    counts: dict[Path, int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if (head := HEAD.match(line)) is not None:
            table = tuple(quoted or bare for quoted, bare in PART.findall(head[2]))
            if head[1]:
                counts[table] = counts.get(table, -1) + 1
                table = (*table, counts[table])
            here = table
        elif (key := _KEY.match(line)) is not None:
            here = (*table, key[1] if key[1] is not None else key[2])
        else:
            continue
        if best < len(here) <= len(path) and path[: len(here)] == here:
            best, found = len(here), number
    return found
