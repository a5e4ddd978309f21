"""JSON Schema of a row as `document.py` writes it. A test checks that both agree."""

from typing import Any

from scamtriage.knowledge.speech import LANGUAGES
from scamtriage.records.assessment import GAMBLING, SCHEMA, Verdict
from scamtriage.records.evidence import Mode, Outcome
from scamtriage.records.rulings import RULINGS
from scamtriage.records.target import LineStatus

_NUMBER = {"type": "number"}
_CHANCE = {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1}
_OF_A_KIND = {"description": "that the site is a scam of this kind: its share of the site's own probability"}
_TEXT = {"type": "string"}
_LANGUAGE = {"enum": list(LANGUAGES), "description": "of the sentences in this row; codes are the same in all"}
_TEXTS = {"type": "array", "items": _TEXT}
_TIME = {"type": ["string", "null"], "format": "date-time"}


def _object(properties: dict[str, Any], *, optional: tuple[str, ...] = (), closed: bool = True) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in optional],
        "additionalProperties": not closed,
    }


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12): a row is an assessment, or a refusal with its reason."""
    head = {"schema": {"const": SCHEMA}, "line": {"type": "integer", "minimum": 1}, "input": _TEXT, "status": {"enum": list(LineStatus)}}
    columns = {"type": "object", "additionalProperties": _TEXT}
    target = _object(dict.fromkeys(("host", "registrable", "unicode", "suffix", "url"), _TEXT))
    reason = _object(
        {
            "signal": _TEXT,
            "family": _TEXT,
            "group": _TEXT,
            "raw": _NUMBER | {"description": "nats before caps, shares and calibration"},
            "log_odds": _NUMBER,
            "because": _TEXT,
            "evidence": {"type": "array", "items": _object({"collector": _TEXT, "path": _TEXT, "snippet": _TEXT})},
            "source": _TEXT,
        }
    )
    heaviest = {
        "type": "array",
        "items": _object({"signal": _TEXT, "raw": _NUMBER, "weight": _NUMBER}),
        "description": "up to three, each with its greatest weight before caps and with the most that it alone could move log_odds",
    }
    unknown = _object({"family": _TEXT, "because": _TEXT, "signals": _TEXTS, "weight": _NUMBER, "heaviest": heaviest})
    facts = {
        "type": "object",
        "properties": {"contacts": {"type": ["array", "null"], "description": "null: the page was not seen; []: it shows none"}},
        "additionalProperties": _object(
            {"outcome": {"enum": list(Outcome)}, "observed_at": _TIME, "from_cache": {"type": "boolean"}, "source": _TEXT, "reason": _TEXT},
            optional=("reason",),
            closed=False,
        ),
        "description": "One member a collector that was asked. Without outcome ok there are no facts: unknown is not absent.",
    }
    match = {"line": {"type": "integer"}, "entry": _TEXT, "comment": _TEXT, "where": {"enum": ["target", "landing"]}}
    listed = _object(
        {
            "list": {"enum": ["allow", "block"]},
            "name": _TEXT,
            "sha256": _TEXT,
            "entries": {"type": "integer"},
            "matches": {"type": "array", "items": _object(match)},
        }
    )
    route = _object(
        dict.fromkeys(("kind", "body", "channel", "country", "scope", "accepts"), _TEXT)
        | {"certainty": {"enum": ["told", "sure", "likely", "unsure"], "description": "told by a registry's answer, else of a dated table"}}
    )
    assessment = _object(
        {
            **head,
            "status_reason": _TEXT,
            "language": _LANGUAGE,
            "target": target,
            "mode": {"enum": list(Mode)},
            "verdict": {"enum": list(Verdict)},
            "probability": _CHANCE,
            "interval": {"type": "array", "items": _CHANCE, "minItems": 2, "maxItems": 2},
            "log_odds": _NUMBER | {"description": "of the evidence alone, in nats; verdict levels stand on this"},
            "prior": _CHANCE,
            "coverage": _NUMBER,
            "scam_types": {"type": "array", "items": _object({"type": _TEXT, "probability": _CHANCE | _OF_A_KIND})},
            "flags": _TEXTS,
            "states": _TEXTS,
            "urgency": {"type": ["string", "null"]},
            "fragile": {"type": "boolean"},
            "rests_on": {"type": "string"},
            "held_back": _TEXTS,
            "held_by": {
                "type": "array",
                "items": {"enum": [*RULINGS, ""]},
                "description": "codes of the rules whose sentences held_back gives",
            },
            "reasons": {"type": "array", "items": reason},
            "unknown": {"type": "array", "items": unknown},
            "caps": {"type": "array", "items": _object({"stage": _TEXT, "cap": _TEXT, "seen": _TEXT})},
            "facts": facts,
            "report_to": {
                "type": "array",
                "items": route,
                "description": "who can act; mostly [] below likely-scam",
            },
            "observed_at": _TIME,
            "day": {"type": "string", "format": "date", "description": "of a name that was judged alone: see the evidence file"},
            "tool": _object(
                dict.fromkeys(("name", "version", "knowledge", "model"), _TEXT)
                | {
                    "gambling": {"enum": list(GAMBLING), "description": "what the desk asked of gambling; it may move the verdict"},
                    "now": _TIME | {"type": "string", "description": "ages were counted to this time, and not to that of observation"},
                },
                optional=("now",),
            ),
            "evidence_digest": _TEXT,
            "lists": {
                "type": "array",
                "items": listed,
                "description": "the user's own lists, when any were given; a match is a state as well and moves no number",
            },
            "columns": columns,
            "same_as": {"type": "integer"},
        },
        optional=("day", "lists", "columns", "same_as"),
    )
    null = {"type": "null"}
    refusal = _object(
        {**head, "status_reason": _TEXT, "language": _LANGUAGE, "target": null, "verdict": null, "probability": null, "columns": columns},
        optional=("columns",),
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA,
        "title": "One row of scamtriage",
        "anyOf": [assessment, refusal],
    }
