"""What is wrong with a line that should be evidence, in words: another kind of file, or the key at fault."""

import codecs
import json
import re
from typing import Any

import msgspec
import orjson

from scamtriage.records import lazy_re
from scamtriage.records.evidence import SCHEMA, Evidence

_MOST_SAID = 200
"""Most characters of a key, and of a value, that a message repeats: a line may consist of one word."""
_KEY = lazy_re.compile(r"Object (missing required|contains unknown) field `(.*)`", re.DOTALL)


def fault(says: str, given: dict[str, Any]) -> str:
    """Return the decoder's message as a sentence that begins with the key at fault."""
    what, _, path = says.partition(" - at `$")
    where = _place(path.removesuffix("`").lstrip("."), given)
    if (key := _KEY.fullmatch(what)) is None:
        what = _shortened(what)
        return f"{_shortened(where)}: {what}" if where else what
    where = _shortened(f"{where}.{key[2]}".lstrip("."))
    return (
        f"{where} is missing; {WANTED}"
        if key[1] == "missing required"
        else f"{where}: this key is unknown; a later version may have written it"
    )


def _shortened(text: str) -> str:
    return text if len(text) <= _MOST_SAID else f"{text[:_MOST_SAID]}…"


def _place(path: str, given: dict[str, Any]) -> str:
    """Return the decoder's path with "[...]" replaced by the mapping key at fault, which the decoder does not report."""
    of, within, rest = path.partition("[...]")
    if not within or not isinstance(mapping := given.get(of), dict):
        return path
    kind = Evidence if of == "evidence" else str
    return f"{of}.{next((name for name, value in mapping.items() if not _fits(value, kind)), '?')}{rest}"


def _fits(value: Any, kind: type) -> bool:
    try:
        msgspec.json.decode(json.dumps(value), type=kind, strict=False)  # the decoder that refused it: it has no infinity
    except (ValueError, RecursionError):
        return False
    return True


def other_kind(line: bytes | str) -> str:
    """Say what a line is that is no evidence; "" for damaged evidence."""
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
    if not isinstance(schema, str) or schema == SCHEMA:
        return ""
    name = schema.partition("/")[0]
    if name == SCHEMA.partition("/")[0]:
        return f"this is {schema[:40]}, and this version reads {SCHEMA}: take the version that `observed_by` names in the line"
    kind = _OTHER_KINDS.get(name)
    return f"this is {kind} ({schema})" if kind else f"this is of the schema {schema[:40]!r}" if schema else ""


_OTHER_KINDS = {"scamtriage.assessment": "a verdict", "scamtriage.model": "a model"}
WANTED = "expected an evidence file: one JSON object per line, as written by `collect -o` or `scan --evidence`"
"""What a line should be; the end of these sentences."""
