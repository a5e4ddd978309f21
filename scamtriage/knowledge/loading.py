"""Read the shipped tables as the types that the program uses. An error names file, line and key, and says what would be right."""

import csv
import hashlib
import pathlib
import re
from collections.abc import Callable, Collection, Iterator
from datetime import date
from functools import partial
from typing import Annotated, Any, ClassVar, TypeVar, get_args, get_origin, get_type_hints

import msgspec
import tomli
from msgspec import Meta, Struct, ValidationError

from scamtriage.records import lazy_re

T = TypeVar("T")
R = TypeVar("R", bound="CsvRow")
Path = tuple[str | int, ...]
"""Keys and indices that lead to a value in a table."""

_FOLDER = pathlib.Path(__file__).parent
"""Read as files: `importlib.resources` imports what unpacks archives, which nobody makes of this package."""
_LONGEST_KEY = 100
"""Characters of a key that an error shows."""
DATA = (".toml", ".csv", ".json")
"""Endings of data files."""


def matching(pattern: str, says: str) -> Meta:
    """Return the constraint of a text that matches a regular expression, with the sentence about any other."""
    return Meta(pattern=rf"^(?:{pattern})\Z", description=says)


def one_of(words: Collection[str]) -> Meta:
    """Return the constraint of a word of a closed list."""
    return matching("|".join(map(re.escape, words)), f"must be one of {', '.join(words)}")


Text = Annotated[str, matching(r"\S(?:(?s:.)*\S)?", "must be a text, without spaces around it")]
HOST = r"[a-z0-9_]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*"
Host = Annotated[str, matching(HOST, "must be a host name, in lower-case A-labels")]
Country = Annotated[str, matching("[A-Z]{2}", "must be a country, as two letters")]
Count = Annotated[int, Meta(ge=0, le=2**53)]
Nats = Annotated[float, Meta(gt=-100, lt=100)]
Many = Annotated[tuple[T, ...], Meta(min_length=1)]
Some = Annotated[frozenset[T], Meta(min_length=1)]
Words = Many[Text]
Hosts = Some[Host]


class Table(Struct, frozen=True, forbid_unknown_fields=True):
    """A table of a file, or a part of one, with exactly these keys."""


class CsvRow(Table, frozen=True):
    """A row of a CSV file. Its fields are the columns; a tuple is written with ";" between its values."""

    unique: ClassVar[tuple[str, ...]] = ()
    """Columns in which no two rows are equal."""


class BadTable(Exception):
    """An invalid row of the knowledge. The message names file, line and key."""

    ends_with = 2

    @classmethod
    def at(cls, file: str, text: str, path: Path, message: str) -> "BadTable":
        """Return the error about the value at this path of a TOML text."""
        return cls(complaint(file, text, path, message))


def complaint(file: str, text: str, path: Path, message: str) -> str:
    """Return a sentence about the value at this path of a TOML text."""
    return ": ".join((file, f"line {line_of(text, path)}", *filter(None, [".".join(map(_shown, path))]), message))


def _shown(step: str | int) -> str:
    """Return a key as it may be printed: a stranger may have written the file."""
    key = str(step)[:_LONGEST_KEY]
    return key if key.isprintable() else ascii(key)[1:-1]


def read_text(name: str) -> str:
    """Return the text of a file of this package. Raises BadTable if it cannot be read."""
    data = _read(name)
    try:
        return data.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as exc:
        line = 1 + data.count(b"\n", 0, exc.start)
        raise BadTable(f"{name}: line {line}: holds no text in UTF-8") from None


def _read(name: str) -> bytes:
    try:
        return (_FOLDER / name).read_bytes()
    except OSError as exc:
        raise BadTable(f"{name}: cannot be read: {exc.strerror}") from None


def shipped() -> tuple[str, ...]:
    """Return the data files of this package as relative paths."""
    root = _FOLDER
    folders = [("", root), *((f"{folder.name}/", folder) for folder in root.iterdir() if folder.is_dir())]
    return tuple(sorted(above + one.name for above, folder in folders for one in folder.iterdir() if one.name.endswith(DATA)))


def read_toml(name: str, text: str) -> dict[str, Any]:
    """Parse a TOML text. Raises BadTable with the line of the error."""
    try:
        return tomli.loads(text)
    except tomli.TOMLDecodeError as exc:
        why, _, line = str(exc).partition(" (at line ")
        number = line.partition(",")[0] or text.count("\n")
        raise BadTable(f"{name}: line {number}: {why.removesuffix(' (at end of document)')}") from None


def read_table(name: str, shape: type[T], text: str | None = None) -> T:
    """Return a TOML or JSON file of this package, or the text in its place, as this type. Raises BadTable."""
    text = read_text(name) if text is None else text
    if not name.endswith(".json"):
        return validated(name, text, shape, read_toml(name, text))
    try:
        return validated(name, text, shape, msgspec.json.decode(text))
    except msgspec.DecodeError as exc:
        raise BadTable(f"{name}: line 1: is no JSON: {exc}") from None


def read_rows(name: str, shape: type[R], text: str | None = None) -> Iterator[tuple[int, R]]:
    """Yield (line, row) of a CSV file of this package, or of the text in its place. Raises BadTable."""
    reader = csv.reader((read_text(name) if text is None else text).splitlines())
    columns = shape.__struct_fields__
    if tuple(next(reader, ())) != columns:
        raise BadTable(f"{name}: line 1: the columns must be {', '.join(columns)}")
    lists = [key for key, hint in get_type_hints(shape).items() if get_origin(hint) is tuple]
    seen: dict[tuple[str, ...], int] = {}
    for cells in _cells(name, reader):
        where = f"{name}: line {reader.line_num}"
        if len(cells) != len(columns):
            raise BadTable(f"{where}: {len(cells)} cells where {len(columns)} belong")
        row: dict[str, Any] = dict(zip(columns, cells, strict=True))
        for key in lists:
            row[key] = row[key].split(";") if row[key] else ()
        try:
            yield reader.line_num, msgspec.convert(row, shape, strict=False)
        except ValidationError as exc:
            from scamtriage.knowledge.validation_errors import explained

            path, why = explained(str(exc), row, shape, partial(msgspec.convert, row, shape, strict=False))
            at = f"{path[0]}: {cells[columns.index(str(path[0]))]!r} cannot stand there: " if path else ""
            it = "it " if path and why.startswith("must") else ""
            raise BadTable(f"{where}: {at}{it}{why}") from None
        same = tuple(row[key] for key in shape.unique)
        if same and seen.setdefault(same, reader.line_num) != reader.line_num:
            raise BadTable(f"{where}: {', '.join(shape.unique)}: {', '.join(same)} stands already in line {seen[same]}")


def _cells(name: str, reader: Iterator[list[str]]) -> Iterator[list[str]]:
    """Yield the rows that are not blank. Raises BadTable."""
    try:
        yield from filter(None, reader)
    except csv.Error as exc:
        raise BadTable(f"{name}: line {getattr(reader, 'line_num', 1)}: {exc}") from None


def validated(file: str, text: str, shape: type[T], table: Any) -> T:
    """Return a parsed table as this type. Unknown keys and wrong values are errors. Raises BadTable."""
    days = (date,) if file.endswith(".toml") else ()  # TOML has dates of its own, so that a text is none there
    convert: Callable[[], T] = partial(msgspec.convert, table, shape, dec_hook=_special, builtin_types=days)
    try:
        return convert()
    except ValidationError as exc:
        from scamtriage.knowledge.validation_errors import explained  # needed for this alone

        path, why = explained(str(exc), table, shape, convert)
        if not path and (named := _NAMED.fullmatch(why)) is not None:
            path, why = tuple(filter(None, named.groups()[:2])), named[3]
        raise BadTable.at(file, text, path, why) from None
    except UnicodeEncodeError:
        raise BadTable(f"{file}: line 1: holds half a character (a lone surrogate)") from None


_NAMED = lazy_re.compile(r"(\w+)(?:\.(\S+))?: (.*)", re.DOTALL)
"""What a check of a whole file says of one of its parts."""


def _special(kind: Any, value: Any) -> Any:
    """Convert regular expressions, which msgspec does not know: of text a list, which becomes one with alternatives; of bytes, where "."
    is any byte, a single one."""
    if get_origin(kind) is not re.Pattern:
        raise NotImplementedError(kind)
    of_text = get_args(kind) == (str,)
    if of_text is not isinstance(value, list) or not value:
        raise ValueError("must be a list of regular expressions" if of_text else "must be a regular expression")
    parts = value if of_text else [value]
    for part in parts:
        try:
            good = isinstance(part, str) and part and re.compile(part)
        except re.error as exc:
            raise ValueError(f"{part!r} must be a regular expression: {exc}") from None
        if not good:
            raise ValueError(f"{part!r} must be a regular expression")
    try:
        return re.compile("|".join(f"(?:{part})" for part in parts)) if of_text else re.compile(value.encode(), re.DOTALL)
    except re.error as exc:
        raise ValueError(f"must be regular expressions that can stand side by side: {exc}") from None


_HEAD = lazy_re.compile(r"""\s*\[(\[)?\s*((?:"[^"]*"|[\w-]+)(?:\s*\.\s*(?:"[^"]*"|[\w-]+))*)\s*\]""")
"""The header of a TOML table. Group 1 matches for an array of tables; group 2 is the path."""
_PART = lazy_re.compile(r""""([^"]*)"|([\w-]+)""")
"""One key of such a path, quoted or bare."""
_KEY = lazy_re.compile(r"""\s*(?:"([^"]*)"|([\w-]+))\s*=""")


def line_of(text: str, path: Path) -> int:
    """Return the 1-based line of a TOML text that matches most of the path. A path without numbers means the first table of an array."""
    best, found = 0, 1
    plain = all(isinstance(step, str) for step in path)
    table: Path = ()
    counts: dict[Path, int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if (head := _HEAD.match(line)) is not None:
            table = tuple(quoted or bare for quoted, bare in _PART.findall(head[2]))
            if head[1]:
                counts[table] = counts.get(table, -1) + 1
                table = (*table, counts[table])
            here = table
        elif (key := _KEY.match(line)) is not None:
            here = (*table, key[1] if key[1] is not None else key[2])
        else:
            continue
        if plain:
            here = tuple(step for step in here if isinstance(step, str))
        if best < len(here) <= len(path) and path[: len(here)] == here:
            best, found = len(here), number
    return found


def digest(*texts: str) -> str:
    """Return the SHA-256 of the texts, in hex."""
    whole = hashlib.sha256()
    for text in texts:
        whole.update(text.encode())
        whole.update(b"\0")
    return whole.hexdigest()


def digest_of_all() -> str:
    """Return the SHA-256 of every data file of this package, in hex. A list of those that matter would lack the next one."""
    whole = hashlib.sha256()
    for name in shipped():
        data = _read(name)
        whole.update(b"%s %d\0" % (name.encode(), len(data)))
        whole.update(data)
    return whole.hexdigest()
