"""Read the shipped tables. Errors name file, line and key."""

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
"""The header of a TOML table. Group 1 matches for an array of tables; group 2 is the path."""
PART = re.compile(r""""([^"]*)"|([\w-]+)""")
"""One key of such a path, quoted or bare."""
DATA = (".toml", ".csv", ".json")
"""Endings of data files."""


class BadRule(Exception):
    """An invalid row of the knowledge. The message names file, line and key."""

    ends_with = 2

    @classmethod
    def at(cls, file: str, text: str, section: str, key: str, message: str) -> "BadRule":
        """Return the error about `key` in `[section]` of a TOML text."""
        return cls(f"{file}: line {line_of(text, section, key)}: {section or 'top'}.{key}: {message}")


def read_text(name: str) -> str:
    """Return the text of a file of this package. Raises BadRule if it cannot be read."""
    try:
        return files("scamtriage.knowledge").joinpath(name).read_text(encoding="utf-8")
    except OSError as exc:
        raise BadRule(f"{name}: cannot be read: {exc.strerror}") from None


def shipped() -> tuple[str, ...]:
    """Return the data files of this package as relative paths."""
    root = files("scamtriage.knowledge")
    folders = [("", root), *((f"{folder.name}/", folder) for folder in root.iterdir() if folder.is_dir())]
    return tuple(sorted(above + one.name for above, folder in folders for one in folder.iterdir() if one.name.endswith(DATA)))


def read_toml(name: str, text: str) -> dict[str, Any]:
    """Parse a TOML text. Raises BadRule with the line of the error."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as exc:
        raise BadRule(f"{name}: {exc}") from None


def read_csv(name: str, text: str, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield (line, row) of a CSV text whose header must be exactly `columns`. Raises BadRule."""
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
    """Return the table as a dataclass; unknown keys and wrong types are errors. Raises BadRule."""
    from pydantic import ValidationError

    try:
        return _adapter(shape).validate_python(table)  # type: ignore[no-any-return, arg-type]
    except ValidationError as exc:
        first = exc.errors(include_url=False, include_input=False)[0]
        path = [str(part) for part in first["loc"]]
        raise BadRule.at(file, text, section, ".".join(path) or "row", first["msg"]) from None


def line_of(text: str, section: str, key: str) -> int:
    """Return the 1-based line of `key` in `[section]`, or of the section's header if the key is not there."""
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
    """Return the SHA-256 of the texts, in hex."""
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
