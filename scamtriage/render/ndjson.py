"""NDJSON: a row a line. What names have in common is written once.

A name that is judged alone has few values of its own: nine tenths of its row are those of other rows, byte for byte. So its row is put
together of the stretches of one that was written before, and its own values between them. Each line is what `to_json` gives.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from operator import attrgetter
from typing import Any, NamedTuple

from msgspec import UNSET, Raw
from msgspec.json import encode
from msgspec.structs import replace

from scamtriage.records.assessment import Assessment, Contribution, Refusal, Written
from scamtriage.records.target import Target
from scamtriage.render.document import chance, counted, document, kinds_of, read_as, reason_of
from scamtriage.render.json import dumps
from scamtriage.render.style import Style

_HOLE = '"\\u0000"'
"""Stands where a value of its own belongs in a row."""
_OWN = ("line", "input", "target", "probability", "interval", "log_odds", "scam_types", "reasons")
"""The values that each row of a name has for itself, in their order."""
_LAST = ("columns", "same_as")
"""The same, of rows that have them, behind all others."""
_SHARED = [name for name in Assessment.__struct_fields__ if name not in (*_OWN, *_LAST, "contributions")]
_shared = attrgetter(*_SHARED)
_MOST_SHAPES, _MOST_FINDINGS, _MOST_FRAMES = 256, 2_048, 2_048
"""Stretches that are kept: of some 7 KB, and of 0.2 KB."""


def ndjson(rows: Iterable[Assessment | Refusal | Written], style: Style) -> Iterator[str]:
    """Yield one object per line. A row that was serialised elsewhere is passed through."""
    line = _Lines().line
    for row in rows:
        if isinstance(row, Assessment):
            yield line(row)
        elif isinstance(row, Written):
            yield row.text
        else:
            yield dumps(document(row, language=style.language)) + "\n"


class _Shape(NamedTuple):
    """How rows are written that differ in their own values alone."""

    shared: tuple[Any, ...]
    """The values of the other fields. They are kept, so that no other object gets the identity of one."""
    between: list[str]
    """The stretches before, between and behind the own values."""

    def fits(self, row: Assessment) -> bool:
        """Whether the row differs in its own values alone. A value that rows share may look like a hole: such rows are written whole."""
        return len(self.between) == len(_OWN) + 1 and self.shared == _shared(row)


class _Lines:
    """Writes assessments, and keeps what names have in common."""

    def __init__(self) -> None:
        self._shapes: dict[tuple[Any, ...], _Shape] = {}
        self._findings: dict[int, tuple[Contribution, str]] = {}
        """Findings that many rows share, by identity."""
        self._frames: dict[tuple[str, str, str, str, float, float], list[str]] = {}
        """Signal, family, group, source and nats of a finding -> the stretches around its sentence. There are few different nats."""

    def line(self, row: Assessment) -> str:
        """Return the row as `to_json` does, and the end of the line."""
        if row.evidence:
            return dumps(document(row)) + "\n"
        key = (id(row.unknown), id(row.now), row.verdict.rank, row.held_back, row.states, row.urgency)
        shape = self._shapes.get(key) or self._shape(key, row)
        if not shape.fits(row):
            return dumps(document(row)) + "\n"
        a, b, c, d, e, f, g, h, end = shape.between
        host = row.target.host
        if row.input == host and _is_plain(row.target):
            registrable, suffix = row.target.registrable, row.target.suffix
            given = f'"{host}"'
            target = f'{{"host":"{host}","registrable":"{registrable}","unicode":"{host}","suffix":"{suffix}","url":"https://{host}/"}}'
        else:
            given, target = dumps(row.input), dumps(read_as(row.target))
        probability, nats = _chance(row.probability), _counted(row.log_odds)
        least, most = map(_chance, row.interval)
        reasons = ",".join([self._finding(found) for found in row.contributions])
        kinds = dumps(kinds_of(row)) if row.scam_types else "[]"
        if row.columns or row.same_as is not None:
            end = f"{end[:-2]}{_last(row)}}}\n"
        return f"{a}{row.line}{b}{given}{c}{target}{d}{probability}{e}[{least},{most}]{f}{nats}{g}{kinds}{h}[{reasons}]{end}"

    def _shape(self, key: tuple[Any, ...], row: Assessment) -> _Shape:
        """Return the shape of a row, and keep it. `key`: tells it from others; what it knows by identity is among the shared values."""
        if len(self._shapes) >= _MOST_SHAPES:
            self._shapes.clear()
        between = _around(replace(document(row), **dict.fromkeys(_LAST, UNSET)), _OWN)
        between[-1] += "\n"
        shape = self._shapes[key] = _Shape(_shared(row), between)
        return shape

    def _finding(self, found: Contribution) -> str:
        """Return a finding as it stands in the row."""
        reading = found.reading
        if reading.common:
            if (known := self._findings.get(id(found))) is not None:
                return known[1]
            if len(self._findings) >= _MOST_FINDINGS:
                self._findings.clear()
            known = self._findings[id(found)] = found, dumps(reason_of(found))
            return known[1]
        if reading.pointers:
            return dumps(reason_of(found))
        kind = (reading.signal, found.family, found.group, found.source, found.raw, found.log_odds)
        frame = self._frames.get(kind)
        if frame is None:
            if len(self._frames) >= _MOST_FRAMES:
                self._frames.clear()
            frame = self._frames[kind] = _around(reason_of(found), ("because",))
        because = found.because
        said = encode(because).decode() if because.isascii() and "\x7f" not in because else dumps(because)
        return said.join(frame)


def _around(record: Any, own: Iterable[str]) -> list[str]:
    """Return the stretches around these values of a record, as it is written."""
    return dumps(replace(record, **dict.fromkeys(own, Raw(_HOLE.encode())))).split(_HOLE)


def _is_plain(target: Target) -> bool:
    """Whether the host stands in the row as it is, and its address follows from it, as that of a bare name does."""
    host = target.host
    return (
        target.url == f"https://{host}/"
        and host.isascii()
        and host.isprintable()
        and '"' not in host
        and "\\" not in host
        and "xn--" not in host
        and target.suffix in host
        and target.registrable in host
    )


def _last(row: Assessment) -> str:
    columns = f',"columns":{dumps(row.columns)}' if row.columns else ""
    return columns if row.same_as is None else f'{columns},"same_as":{row.same_as}'


@lru_cache(maxsize=2_048)
def _chance(probability: float) -> str:
    """Return a probability as it is written. Of 30,000 names there are 19,000 different ones, with the ends of intervals: to keep all is no
    faster, and takes 4 MB."""
    return encode(chance(probability)).decode()


@lru_cache(maxsize=2_048)
def _counted(log_odds: float) -> str:
    """Return log-odds as they are written."""
    return encode(counted(log_odds)).decode()
