"""JSON and NDJSON: exact, strict UTF-8, and harmless even on a terminal."""

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Any

import orjson
from msgspec import Struct, to_builtins

from scamtriage.records.assessment import Assessment, Refusal, Unknown, Written
from scamtriage.render.document import document, unknown_of
from scamtriage.render.style import Style
from scamtriage.render.text import UNSEEN, UNSEEN_LEADS

_ASCII = bytes(range(0x80))
_OPTIONS = orjson.OPT_UTC_Z | orjson.OPT_NON_STR_KEYS


def ndjson(rows: Iterable[Assessment | Refusal | Written], style: Style) -> Iterator[str]:
    """One object a line; a row that was written elsewhere stands as it is."""
    shared: tuple[Unknown, ...] | None = None
    written = orjson.Fragment(b"[]")
    for row in rows:
        if isinstance(row, Written):
            yield row.text
            continue
        if isinstance(row, Assessment) and row.unknown is not shared:  # rows that lack the same evidence hold the same list
            shared, written = row.unknown, orjson.Fragment(dumps(unknown_of(row)).encode())
        yield dumps(document(row, unknown=written, language=style.language)) + "\n"


def json(rows: Iterable[Assessment | Refusal], style: Style) -> Iterator[str]:
    """One object for one target, an array for several, and for those to which one has led."""
    iterator = iter(rows)
    first = [] if style.several else [*islice(iterator, 2)]
    if len(first) == 1:
        yield dumps(document(first[0], language=style.language), indent=True) + "\n"
        return
    separator = "[\n"
    for row in chain(first, iterator):
        yield separator + dumps(document(row, language=style.language), indent=True)
        separator = ",\n"
    yield "\n]\n" if separator.startswith(",") else "[]\n"


def to_json(row: Assessment | Refusal) -> str:
    """The row as the commands write it, on one line, in the language that it was judged for."""
    return dumps(document(row))


def dumps(value: Any, *, indent: bool = False) -> str:
    r"""JSON text in which whatever acts on a terminal, or hides on a screen, is written as \uXXXX."""
    options = _OPTIONS | (orjson.OPT_INDENT_2 if indent else 0)
    try:
        raw = orjson.dumps(value, default=to_builtins, option=options)
    except TypeError:  # lone surrogates, which strict UTF-8 cannot carry, and integers beyond 64 bits
        raw = orjson.dumps(_encodable(value), option=options)
    text = raw.decode()
    if b"\x7f" not in raw and (text.isascii() or _is_seen(raw.translate(None, _ASCII))):  # the expression takes ten times as long
        return text
    return UNSEEN.sub(lambda match: match.group() if match.group() == "\n" else _escaped(match.group()), text)


def _is_seen(beyond: bytes) -> bool:
    """Whether nothing in a text acts or hides, by its characters beyond ASCII alone: the writer has escaped those below."""
    return beyond.decode().isprintable() and not any(lead in beyond for lead in UNSEEN_LEADS)


def _escaped(character: str) -> str:
    units = character.encode("utf-16-be")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))


def _encodable(value: Any) -> Any:
    match value:
        case str():
            return value.encode("utf-8", "replace").decode()
        case bool() | float() | None:
            return value
        case int():
            return value if abs(value) < 2**53 else str(value)
        case dict():
            return {_encodable(k): _encodable(v) for k, v in value.items()}
        case list() | tuple():
            return [_encodable(v) for v in value]
        case Struct():
            return _encodable(to_builtins(value))
        case _:
            return value
