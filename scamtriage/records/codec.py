"""Dossiers to lines of JSON and back. Reading refuses unknown keys and says which line and key is wrong."""

import codecs
import contextlib
import dataclasses
import hashlib
import json
from collections import Counter
from datetime import UTC, datetime
from functools import cache, partial
from typing import Any

import orjson

from scamtriage.records import evidence as evidence_module
from scamtriage.records import facts as facts_module
from scamtriage.records import quick
from scamtriage.records import target as target_module
from scamtriage.records.agreement import contradiction
from scamtriage.records.evidence import Dossier
from scamtriage.records.faults import meant
from scamtriage.records.frozen import changed, plain
from scamtriage.records.harmless import harmless, without_surrogates
from scamtriage.records.target import BadTarget, LineStatus

MAX_LINE_BYTES = 8_000_000
MOST_LINES = 2**53 - 1
"""As far as every reader of JSON counts."""
NO_DIGEST = hashlib.sha256(b"{}").hexdigest()
"""Of a dossier without evidence."""


class BadRecord(Exception):
    """A line of an evidence file that cannot be read. The message names line and key."""

    ends_with = 2


def to_line(dossier: Dossier) -> bytes:
    """One line of JSON, without the newline: strict UTF-8, and harmless to `cat`."""
    try:
        return harmless(_json(dossier))
    except TypeError:  # a lone surrogate from hostile text; everything else here is encodable by construction
        return harmless(_json(without_surrogates(dossier)))


def to_line_and_digest(dossier: Dossier) -> tuple[bytes, str]:
    """The same, and the digest of its evidence, which is written once for both."""
    try:
        written = {name: orjson.Fragment(_json(item)) for name, item in dossier.evidence.items()}
        found = _digest(plain(dossier.target), dossier.mode, written)
    except TypeError:
        return to_line(dossier), digest(dossier)
    try:
        line = _json({**plain(dossier), "evidence": written})
    except TypeError:
        line = _json(without_surrogates(dossier))
    return harmless(line), found


def written_bytes(part: Any) -> int:
    """How long a record or a value of one is where it is written."""
    try:
        return len(harmless(_json(part)))
    except TypeError:
        return len(harmless(_json(without_surrogates(part))))


_json = partial(orjson.dumps, default=plain, option=orjson.OPT_UTC_Z | orjson.OPT_PASSTHROUGH_DATACLASS)


def from_line(line: bytes | str, number: int = 1) -> Dossier:
    """Read one line. Raises BadRecord."""
    if len(line) > MAX_LINE_BYTES:
        raise BadRecord(f"line {number}: longer than {MAX_LINE_BYTES} bytes")
    try:
        return _exact(line)[0]
    except (quick.NotExact, orjson.JSONDecodeError):
        return _from_any_line(line, number)


def _exact(line: bytes | str) -> tuple[Dossier, dict[str, Any]]:
    """The dossier of a line as we write it, and its JSON. Raises NotExact, JSONDecodeError."""
    given: dict[str, Any] = orjson.loads(line)
    dossier: Dossier = quick.record(Dossier).one(given)
    written = line.strip()
    if harmless(_json(given)) != (written.encode() if isinstance(written, str) else written):
        raise quick.NotExact  # a key that stands twice, of which the reader took the last, or white space
    if not (_is_number(dossier.line) and (dossier.same_as is None or _is_number(dossier.same_as))):
        raise quick.NotExact
    return dossier, given


def _from_any_line(line: bytes | str, number: int) -> Dossier:
    """The line in whatever order and spelling it stands, the label that a desk wrote into it left out. Raises BadRecord."""
    from pydantic import ValidationError

    given: dict[str, Any] | None = None
    with contextlib.suppress(BadRecord):  # what is wrong with it is said below
        given = table(line, number)
        if "label" in given:
            del given["label"]
            line = json.dumps(given)
    try:
        dossier: Dossier = _adapter().validate_json(line)
        _json(dossier)
    except ValidationError as exc:
        if other := _other_kind(line):
            raise BadRecord(f"line {number}: {other}; {_WANTED}") from None
        first, where = meant(exc.errors(include_url=False, include_input=False), line)
        if first["type"] == "missing":
            raise BadRecord(f"line {number}: {where} is missing; {_WANTED}") from None
        raise BadRecord(f"line {number}: {where + ': ' if where else ''}{first['msg']}") from None
    except TypeError as exc:  # an integer of more than 64 bits
        raise BadRecord(f"line {number}: it could not be written again: {exc}") from None
    given = given or table(line, number)
    if "schema" not in given:
        raise BadRecord(f"line {number}: schema is missing; {_WANTED}")
    for key in ("line", "same_as"):
        if (at := given.get(key)) is not None and not _is_number(at):
            raise BadRecord(f"line {number}: {key}: a line of a list has a number from 1 to {MOST_LINES}")
    try:
        in_utc: Dossier = _in_utc(dossier)
    except _NoTime as exc:
        raise BadRecord(f"line {number}: {exc}") from None
    return in_utc


def table(line: bytes | str, number: int) -> dict[str, Any]:
    """The JSON of a line. Raises BadRecord where it is none, and where a key stands twice: readers differ on which of the two they take."""

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            [(twice, _)] = Counter(key for key, _ in pairs).most_common(1)
            raise BadRecord(f"line {number}: the key {twice[:40]!r} stands twice in one object")
        return found

    try:
        given = json.loads(line, object_pairs_hook=once)
    except (ValueError, RecursionError) as exc:
        raise BadRecord(f"line {number}: {exc}") from None
    if not isinstance(given, dict):
        raise BadRecord(f"line {number}: this is no JSON object; {_WANTED}")
    return given


def _is_number(at: object) -> bool:
    return type(at) is int and 0 < at <= MOST_LINES


class _NoTime(Exception):
    """A time that cannot be compared with others. The message names its key."""


def _in_utc(value: Any, where: str = "") -> Any:
    """The same with its times in UTC, as all others stand. Raises _NoTime for one that does not say of which zone it is."""
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise _NoTime(f"{where}: a time needs its zone, as in 2026-11-24T12:00:00Z")
        try:
            return value.astimezone(UTC)
        except OverflowError:
            raise _NoTime(f"{where}: no clock shows this time in UTC") from None
    if isinstance(value, dict):
        return {key: _in_utc(inner, f"{where}.{key}".lstrip(".")) for key, inner in value.items()}
    if isinstance(value, tuple):
        return tuple([_in_utc(inner, where) for inner in value])
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return changed(
            value, **{f.name: _in_utc(getattr(value, f.name), f"{where}.{f.name}".lstrip(".")) for f in dataclasses.fields(value)}
        )
    return value


def _other_kind(line: bytes | str) -> str:
    """What a line is that is no evidence, or "" when it looks like evidence that is damaged."""
    text = line.strip() if isinstance(line, bytes) else line.strip().encode("utf-8", "replace")
    if text in (b"[", b"{"):
        return "this is JSON over several lines"
    if text[:64] and not text[:64].strip(b"\0"):
        return "this begins with NUL bytes, as a power cut or a cut file leaves them"
    if text.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or text[:64].count(0) > 16:
        return "this is text in UTF-16, and evidence is UTF-8"
    if not text.startswith(b"{"):
        return "this is not a JSON object"
    try:
        schema = orjson.loads(text).get("schema", "")
    except orjson.JSONDecodeError:
        return ""
    if not isinstance(schema, str) or schema == evidence_module.SCHEMA:
        return ""
    kind = _OTHER_KINDS.get(schema.partition("/")[0])
    return f"this is {kind} ({schema})" if kind else f"this is of the schema {schema[:40]!r}" if schema else ""


_OTHER_KINDS = {"scamtriage.assessment": "a verdict", "scamtriage.model": "a model"}
_WANTED = "expected an evidence file: one JSON object per line, as written by `collect -o` or `scan --evidence`"


def digested(number: int, line: bytes | str) -> tuple[Dossier, str]:
    """The dossier of one line and the digest of its evidence: where the line is canonical, its own bytes give it. Raises BadRecord."""
    try:
        if len(line) > MAX_LINE_BYTES:
            raise quick.NotExact
        dossier, given = _exact(line)
    except (quick.NotExact, orjson.JSONDecodeError):
        dossier = agreeing(from_line(line, number), number)
        return dossier, digest(dossier)
    return agreeing(dossier, number), _digest(given["target"], given["mode"], given["evidence"])


def agreeing(dossier: Dossier, number: int) -> Dossier:
    """The same dossier. Raises BadRecord where its evidence is of another target, or more than its mode asks."""
    if wrong := contradiction(dossier):
        raise BadRecord(f"line {number}: {wrong}; the line contradicts itself, and was changed after it was written")
    return dossier


def digested_or_refused(number: int, line: bytes | str) -> tuple[Dossier, str]:
    """The same; of a line that cannot be read a dossier without target, which says why: every line ends in a row."""
    try:
        return digested(number, line)
    except BadRecord as exc:
        bad = BadTarget(given="", status=LineStatus.ERROR, reason=f"no evidence that can be read stands there: {exc}")
        return Dossier(line=number, input="", target=bad, status=LineStatus.ERROR), NO_DIGEST


def digest(dossier: Dossier) -> str:
    """SHA-256 over what was judged: JSON in UTF-8 of the target without its spelling, the mode, and the evidence, collectors sorted, fields
    in the order of the schema, times in UTC."""
    try:
        return _digest(plain(dossier.target), dossier.mode, dossier.evidence)
    except TypeError:  # lone surrogates of a hostile page: what is written of it counts, as whoever reads that finds
        written = without_surrogates(dossier)
        return _digest(written["target"], written["mode"], written["evidence"])


def _digest(target: dict[str, Any], mode: str, evidence: dict[str, Any]) -> str:
    if not evidence:
        return NO_DIGEST
    named = {key: value for key, value in target.items() if key != "given"}  # a duplicate may be typed otherwise
    judged = {"target": named, "mode": mode, "evidence": dict(sorted(evidence.items()))}
    return hashlib.sha256(_json(judged)).hexdigest()


def json_schema() -> dict[str, Any]:
    """The JSON Schema of one evidence line."""
    schema: dict[str, Any] = _adapter().json_schema()
    return schema | {"required": ["schema", *schema["required"]]}


@cache
def _adapter() -> Any:
    from pydantic import TypeAdapter  # a heavy import that only reading needs

    for module in (target_module, facts_module, evidence_module):
        for value in vars(module).values():
            if dataclasses.is_dataclass(value) and isinstance(value, type):
                # pydantic reads a stdlib dataclass's config from here; our records stay free of pydantic
                value.__pydantic_config__ = {"extra": "forbid", "allow_inf_nan": False}  # type: ignore[attr-defined]
    return TypeAdapter(Dossier)
