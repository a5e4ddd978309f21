"""JSON and NDJSON: exact values, strict UTF-8, safe to print on a terminal."""

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Any

import msgspec

from scamtriage.records.assessment import Assessment, Refusal, Written
from scamtriage.records.escaping import without_surrogates
from scamtriage.render.document import document, reason_of, unknown_of
from scamtriage.render.style import Style
from scamtriage.render.text import UNSEEN, UNSEEN_LEADS

_ASCII = bytes(range(0x80))


class _Shared:
    """Parts that many rows share, each written once. A part is known by its identity, and is kept so that no other gets its place."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._written: dict[int, tuple[object, msgspec.Raw]] = {}

    def get(self, part: object) -> msgspec.Raw | None:
        known = self._written.get(id(part))
        return known[1] if known is not None else None

    def keep(self, part: object, value: Any) -> msgspec.Raw:
        if len(self._written) >= self._most:
            self._written.clear()
        written = msgspec.Raw(dumps(value).encode())
        self._written[id(part)] = (part, written)
        return written


def ndjson(rows: Iterable[Assessment | Refusal | Written], style: Style) -> Iterator[str]:
    """Yield one object per line. A row that was serialised elsewhere is passed through."""
    lacking, findings = _Shared(256), _Shared(1_024)  # of some 7 KB and 0.2 KB each
    for row in rows:
        if isinstance(row, Written):
            yield row.text
        elif isinstance(row, Refusal):
            yield dumps(document(row, language=style.language)) + "\n"
        else:
            unknown = lacking.get(row.unknown) or lacking.keep(row.unknown, unknown_of(row))
            reasons = [
                (findings.get(found) or findings.keep(found, reason_of(found))) if found.reading.common else reason_of(found)
                for found in row.contributions
            ]
            yield dumps(document(row, unknown=unknown, reasons=reasons)) + "\n"


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
