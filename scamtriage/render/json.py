"""JSON: exact values, strict UTF-8, safe to print on a terminal."""

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Any

import msgspec

from scamtriage.records.assessment import Assessment, Refusal
from scamtriage.records.escaping import without_surrogates
from scamtriage.render.document import document
from scamtriage.render.style import Style
from scamtriage.render.text import UNSEEN, UNSEEN_LEADS

_ASCII = bytes(range(0x80))


def json(rows: Iterable[Assessment | Refusal], style: Style) -> Iterator[str]:
    """Yield one object if a single target was given and led to no other; otherwise an array."""
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
    """Return the row on one line as the commands write it, in the language it was judged in."""
    return dumps(document(row))


def dumps(value: Any, *, indent: bool = False) -> str:
    r"""Return JSON text with terminal control and invisible characters written as \uXXXX."""
    try:
        raw = msgspec.json.encode(value)
    except UnicodeEncodeError:  # a lone surrogate from hostile text
        raw = msgspec.json.encode(without_surrogates(msgspec.to_builtins(value, enc_hook=msgspec.json.decode)))  # parts may be `Raw`
    if indent:
        raw = msgspec.json.format(raw, indent=2)
    text = raw.decode()
    if b"\x7f" not in raw and (text.isascii() or _is_seen(raw.translate(None, _ASCII))):  # cheap check first: it usually succeeds
        return text
    return UNSEEN.sub(lambda match: match.group() if match.group() == "\n" else _escaped(match.group()), text)


def _is_seen(beyond: bytes) -> bool:
    """Whether the non-ASCII characters of a text are all visible. The JSON writer already escapes ASCII control characters."""
    return beyond.decode().isprintable() and not any(lead in beyond for lead in UNSEEN_LEADS)


def _escaped(character: str) -> str:
    units = character.encode("utf-16-be")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))
