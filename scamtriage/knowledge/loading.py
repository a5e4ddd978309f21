"""Reading the shipped tables: text in, checked values out, and a complaint that names file, line and key."""

import csv
import hashlib
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

T = TypeVar("T")
HEAD = re.compile(r"""\s*\[(\[)?\s*((?:"[^"]*"|[\w-]+)(?:\s*\.\s*(?:"[^"]*"|[\w-]+))*)\s*\]""")
"""The head of a TOML table; group 1 says that it is one of several, group 2 is its path."""
PART = re.compile(r""""([^"]*)"|([\w-]+)""")
"""A key of such a path, quoted or bare."""
DATA = (".toml", ".csv", ".json")
"""Endings of data files."""


class BadRule(Exception):
    """A row of the knowledge that cannot be used. The message names file, line and key."""

    ends_with = 2

    @classmethod
    def at(cls, file: str, text: str, section: str, key: str, message: str) -> "BadRule":
        """The complaint about `key` in `[section]` of a TOML text."""
        return cls(f"{file}: line {line_of(text, section, key)}: {section or 'top'}.{key}: {message}")


def read_text(name: str) -> str:
    """A shipped file of this package, UTF-8. Raises BadRule when it is missing."""
    try:
        return files("scamtriage.knowledge").joinpath(name).read_text(encoding="utf-8")
    except OSError as exc:
        raise BadRule(f"{name}: cannot be read: {exc.strerror}") from None


def shipped() -> tuple[str, ...]:
    """The data files of this package, each by its path in it."""
    root = files("scamtriage.knowledge")
    folders = [("", root), *((f"{folder.name}/", folder) for folder in root.iterdir() if folder.is_dir())]
    return tuple(sorted(above + one.name for above, folder in folders for one in folder.iterdir() if one.name.endswith(DATA)))


def read_toml(name: str, text: str) -> dict[str, Any]:
    """The tables of a TOML text. Raises BadRule, with the line that TOML complains about."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as exc:
        raise BadRule(f"{name}: {exc}") from None


def read_csv(name: str, text: str, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """(line, row) of a CSV text whose header must be exactly `columns`. Raises BadRule."""
    reader = csv.reader(text.splitlines())
    header = tuple(next(reader, ()))
    if header != columns:
        raise BadRule(f"{name}: line 1: the columns must be {', '.join(columns)}")
    for cells in reader:
        if not cells:
            continue
        if len(cells) != len(columns):
            raise BadRule(f"{name}: line {reader.line_num}: {len(cells)} cells where {len(columns)} belong")
        yield reader.line_num, dict(zip(columns, cells, strict=True))


def validated(file: str, text: str, shape: type[T], table: dict[str, Any], *, section: str = "") -> T:
    """The table as a record; unknown keys and wrong types are refused. Raises BadRule."""
    from pydantic import ValidationError

    try:
        return _adapter(shape).validate_python(table)  # type: ignore[no-any-return, arg-type]
    except ValidationError as exc:
        first = exc.errors(include_url=False, include_input=False)[0]
        path = [str(part) for part in first["loc"]]
        raise BadRule.at(file, text, section, ".".join(path) or "row", first["msg"]) from None


def line_of(text: str, section: str, key: str) -> int:
    """1-based line of `key` in `[section]`; of the section's head when the key does not stand there."""
    wanted, inside, found = key.split(".")[0], not section, 1
    for number, line in enumerate(text.splitlines(), start=1):
        stripped = line.strip()
        if (head := HEAD.match(line)) is not None:
            quoted, bare = PART.findall(head[2])[-1]
            name = quoted or bare
            if section and name == section:
                inside, found = True, number
            elif not section and name == wanted:
                return number
            else:
                inside = inside and not section
                if section and found > 1:
                    return found
        elif inside and stripped.split("=")[0].strip().strip('"') == wanted:
            return number
    return found


def digest(*texts: str) -> str:
    """SHA-256 over the texts, in hex."""
    whole = hashlib.sha256()
    for text in texts:
        whole.update(text.encode())
        whole.update(b"\0")
    return whole.hexdigest()


@cache
def _adapter(shape: type[Any]) -> Any:
    import dataclasses
    import sys

    from pydantic import TypeAdapter

    for value in vars(sys.modules[shape.__module__]).values():
        if isinstance(value, type) and dataclasses.is_dataclass(value) and value.__module__ == shape.__module__:
            value.__pydantic_config__ = {"extra": "forbid"}  # type: ignore[attr-defined]
    return TypeAdapter(shape)
