"""Encode dossiers as JSON lines and decode them. Decoding rejects unknown keys; its errors name the line and the key."""

import hashlib
import json
from collections import Counter
from datetime import UTC
from functools import cache
from typing import Any, Literal, TypeVar

import msgspec
from msgspec.structs import asdict, fields, replace

from scamtriage.records.consistency import find_contradiction
from scamtriage.records.escaping import escape_unseen, without_surrogates
from scamtriage.records.evidence import SCHEMA, Dossier
from scamtriage.records.facts import PageFacts
from scamtriage.records.line_faults import WANTED, fault, other_kind
from scamtriage.records.scalars import MOST_LINES, Moment
from scamtriage.records.target import BadTarget, LineStatus, Target

T = TypeVar("T", bound=msgspec.Struct)

MAX_LINE_BYTES = 8_000_000
_MOST_GROWTH = 6
"""Bytes of an escape for one byte."""
NO_DIGEST = hashlib.sha256(b"{}").hexdigest()
"""Digest of a dossier without evidence."""


class BadRecord(Exception):
    """A line of an evidence file that cannot be read. The message names the line and the key."""

    ends_with = 2


def to_line(dossier: Dossier) -> bytes:
    """Return one JSON line without the newline: strict UTF-8, control and invisible characters escaped."""
    return escape_unseen(_json(dossier))


def written_bytes(part: Any) -> int:
    """Return the length of a record, or of a value in it, as written, in bytes."""
    return len(escape_unseen(_json(part)))


def fits(part: Any, most_bytes: int) -> bool:
    """Return whether a record has at most so many bytes as written."""
    written = _json(part)
    return len(written) * _MOST_GROWTH <= most_bytes or len(escape_unseen(written)) <= most_bytes


def _json(value: Any) -> bytes:
    try:
        return msgspec.json.encode(value)
    except UnicodeEncodeError:  # a lone surrogate from hostile text
        return msgspec.json.encode(without_surrogates(msgspec.to_builtins(value)))


def _read_with(target: type, *, strict: bool) -> msgspec.json.Decoder[Any]:
    """Return a decoder for lines about this kind of target. A msgspec union needs a tag, which Target and BadTarget do not have."""
    read = [("schema", Literal[SCHEMA]), ("target", target)]
    kind = msgspec.defstruct("Dossier", read, bases=(Dossier,), frozen=True, kw_only=True, forbid_unknown_fields=True)
    return msgspec.json.Decoder(kind, strict=strict)


_WRITTEN = _read_with(Target, strict=True)
"""Decoder for lines as this program writes them."""
_OF_TARGET, _OF_BAD_TARGET = _read_with(Target, strict=False), _read_with(BadTarget, strict=False)
"""Decoders for lines from other writers, in which an integer may be written as 7.0 or "7"."""


def from_line(line: bytes | str, number: int = 1) -> Dossier:
    """Decode one line. Raises BadRecord."""
    return _read(line, number)[0]


def _read(line: bytes | str, number: int) -> tuple[Dossier, bytes]:
    """Return the dossier of a line, and the line if it is just what this program writes, else b"". Raises BadRecord."""
    if len(line) > MAX_LINE_BYTES:
        raise BadRecord(f"line {number}: longer than {MAX_LINE_BYTES} bytes")
    try:
        dossier = _decoded(line, _WRITTEN)
    except (ValueError, OverflowError, RecursionError):
        return from_any_line(line, number), b""
    written = line.strip()
    raw = written.encode() if isinstance(written, str) else written
    if (made := _json(dossier)) == raw or escape_unseen(made) == raw:  # nearly no line has anything to escape
        return dossier, raw
    return from_any_line(line, number), b""  # a key may occur twice: msgspec takes the last


def from_any_line(line: bytes | str, number: int) -> Dossier:
    """Decode a line with any key order and spelling; a `label` added by the user is dropped. Raises BadRecord."""
    if other := other_kind(line):
        raise BadRecord(f"line {number}: {other}; {WANTED}")
    given = table(line, number)
    if "label" in given:
        del given["label"]
        line = json.dumps(given)
    for key in ("line", "same_as"):
        if (at := given.get(key)) is not None and not (type(at) is int and 0 < at <= MOST_LINES):
            raise BadRecord(f"line {number}: {key}: a line of a list has a number from 1 to {MOST_LINES}")
    target = given.get("target")
    reader = _OF_BAD_TARGET if isinstance(target, dict) and "host" not in target else _OF_TARGET
    try:
        return _decoded(line, reader)
    except OverflowError as exc:
        raise BadRecord(f"line {number}: {exc}") from None
    except (ValueError, RecursionError) as exc:
        raise BadRecord(f"line {number}: {fault(str(exc), given)}") from None


def _decoded(line: bytes | str, reader: msgspec.json.Decoder[Any]) -> Dossier:
    """Decode a line, with its times in UTC. Raises ValueError, OverflowError or RecursionError."""
    dossier = Dossier(**asdict(reader.decode(line)))
    for name, item in dossier.evidence.items():
        if isinstance(item.facts, PageFacts) and any(page.left for page in item.facts.left):  # no collector writes this; JSON writers stop
            raise ValueError(f"Expected pages that left no further page - at `$.evidence.{name}.facts.left`")  # at 250 levels
    return _in_utc(dossier)


def _in_utc(dossier: Dossier) -> Dossier:
    """Return the dossier with all its times converted to UTC. Raises OverflowError if a time cannot be represented in UTC."""
    for name, item in dossier.evidence.items():
        facts = item.facts if item.facts is None else _moved(item.facts, f"evidence.{name}.facts")
        dossier.evidence[name] = _moved(item if facts is item.facts else replace(item, facts=facts), f"evidence.{name}")
    return dossier


def _moved(record: T, where: str) -> T:
    moved = {}
    for name in _moments(type(record)):
        moment = getattr(record, name)
        if moment is not None and moment.tzinfo is not UTC:
            try:
                moved[name] = moment.astimezone(UTC)
            except OverflowError:
                raise OverflowError(f"{where}.{name}: no clock shows this time in UTC") from None
    return replace(record, **moved) if moved else record


@cache
def _moments(kind: type[msgspec.Struct]) -> tuple[str, ...]:
    """Return the names of the fields that hold a time."""
    return tuple(field.name for field in fields(kind) if field.type in (Moment, Moment | None))


def table(line: bytes | str, number: int) -> dict[str, Any]:
    """Return the JSON object of a line. Raises BadRecord if it is not one, or if a key occurs twice (parsers differ in which value they
    take)."""

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            [(twice, _)] = Counter(key for key, _ in pairs).most_common(1)
            raise BadRecord(f"line {number}: the key {twice[:40]!r} stands twice in one object")
        return found

    try:
        given = json.loads(line, object_pairs_hook=once)
    except json.JSONDecodeError as exc:  # its own words count lines within this one
        raise BadRecord(f"line {number}: Invalid JSON: {exc.msg}: character {exc.pos + 1}") from None
    except (ValueError, RecursionError) as exc:
        raise BadRecord(f"line {number}: Invalid JSON: {exc}") from None
    if not isinstance(given, dict):
        raise BadRecord(f"line {number}: this is not a JSON object; {WANTED}")
    return given


def digested(number: int, line: bytes | str) -> tuple[Dossier, str]:
    """Return the dossier of one line and the digest of its evidence. Raises BadRecord."""
    dossier, written = _read(line, number)
    agreeing(dossier, number)
    if not dossier.evidence:
        return dossier, NO_DIGEST
    return dossier, hashlib.sha256(_between_keys(written)).hexdigest() if written else digest_of(line)


def agreeing(dossier: Dossier, number: int) -> Dossier:
    """Return the dossier unchanged. Raises BadRecord if its evidence is about another target, or its mode would not have collected it."""
    if wrong := find_contradiction(dossier):
        raise BadRecord(f"line {number}: {wrong}; the line contradicts itself, and was changed after it was written")
    return dossier


def digested_or_refused(number: int, line: bytes | str) -> tuple[Dossier, str]:
    """Like `digested`, but an unreadable line gives a dossier with a BadTarget. Every line thus gets a row."""
    try:
        return digested(number, line)
    except BadRecord as exc:
        bad = BadTarget(given="", status=LineStatus.ERROR, reason=f"no evidence that can be read stands there: {exc}")
        return Dossier(line=number, input="", target=bad, status=LineStatus.ERROR), NO_DIGEST


class _Standing(msgspec.Struct):
    """A line of which one value alone is read."""

    evidence: msgspec.Raw = msgspec.Raw(b"{}")


_STANDING = msgspec.json.Decoder(_Standing)


def evidence_of(line: bytes | str) -> bytes:
    """Return the value of `evidence` in a line that `from_line` accepts, byte for byte as it stands there."""
    return bytes(_STANDING.decode(line.encode("utf-8", "replace") if isinstance(line, str) else line).evidence)


def _between_keys(written: bytes) -> bytes:
    """Return the `evidence_of` a line that is just what this program writes, by the keys beside it. In a string their quotation marks are
    escaped, and the values of other columns are strings."""
    return written[written.index(_EVIDENCE_KEY) + len(_EVIDENCE_KEY) - 1 : written.rindex(_KEY_BEHIND) + 1]


_EVIDENCE_KEY, _KEY_BEHIND = b',"evidence":{', b'},"columns":{'


def digest_of(line: bytes | str) -> str:
    """Return the SHA-256 of the evidence as it stands in a line. No version that reads the line, and no field that it adds, changes it."""
    return hashlib.sha256(evidence_of(line)).hexdigest()


def digest(dossier: Dossier) -> str:
    """Return the `digest_of` the line that this version writes of the dossier. What was read from a file has that of its own line, which
    may lack fields that are known here."""
    return hashlib.sha256(escape_unseen(_json(dossier.evidence))).hexdigest()


def with_evidence(line: bytes, original: bytes) -> bytes:
    """Return a line, without its line end, with the evidence of another as it stands there. Both must be such that `from_line` accepts."""
    parts = msgspec.json.decode(line, type=dict[str, msgspec.Raw])
    return msgspec.json.encode(parts | {"evidence": msgspec.Raw(evidence_of(original))})


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of one evidence line."""
    from scamtriage.records.documented import describe  # here, as it reads source code

    kinds = (_OF_TARGET.type, BadTarget)
    _, parts = msgspec.json.schema_components(kinds, ref_template="#/$defs/{name}")
    describe(parts, kinds)
    whole = parts.pop("Dossier")
    target = whole["properties"]["target"]
    target["anyOf"] = [{"$ref": target.pop("$ref")}, {"$ref": "#/$defs/BadTarget"}]
    return {**whole, "$defs": parts}
