"""What a row holds: each field with its type and its meaning.

`document.py` makes the rows, and the constructors here refuse one that lacks a field. The JSON Schema, and what `explain` says of a field,
are read off these classes. The CSV and the Parquet file choose columns among the fields; a test names those that have none.
"""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, Literal

from msgspec import UNSET, Meta, Struct, UnsetType
from msgspec.json import schema_components

from scamtriage.knowledge.glossary import SHOWN
from scamtriage.knowledge.speech import LANGUAGES
from scamtriage.records.assessment import GAMBLING, SCHEMA, Route, Verdict, Weighty
from scamtriage.records.evidence import Cap, Mode, Outcome
from scamtriage.records.findings import Pointer
from scamtriage.records.rulings import RULINGS
from scamtriage.records.scalars import Moment
from scamtriage.records.target import LineStatus
from scamtriage.records.userlist import ListKind, Match


def _says(meaning: str, **more: Any) -> Meta:
    """Return the meaning of a field in one sentence. `more`: what its JSON Schema says beyond the type."""
    return Meta(description=meaning, extra_json_schema=more or None)


_Chance = Annotated[float, Meta(gt=0, lt=1)]
"""Nothing in a row is certain."""
_Signal = Annotated[str, _says("the id of a measure; `scamtriage explain` says of each what it asks")]
_Family = Annotated[str, _says("the family of evidence that a finding belongs to")]
_Because = Annotated[str, _says("the finding, or the reason why something is unknown, as a sentence")]
_Source = Annotated[str, _says("who answered, or where a weight comes from")]
_Name = Annotated[str, _says("the file of your list; of the tool, its name")]


class ReadAs(Struct, frozen=True, kw_only=True):
    """What a line was read as."""

    host: Annotated[str, _says("the name or IP address as it is looked up, international names encoded (xn--…)")]
    registrable: Annotated[str, _says("the name that somebody registered; of an IP address the address itself")]
    unicode: Annotated[str, _says("the host in its own letters")]
    suffix: Annotated[str, _says("the ending under which names are registered, such as co.th")]
    url: Annotated[str, _says("the address of the page")]


class Kind(Struct, frozen=True, kw_only=True):
    """One kind of scam."""

    type: Annotated[str, _says("a kind of scam")]
    probability: Annotated[_Chance, _says("that the site is a scam of this kind: its share of the site's own probability")]


class Reason(Struct, frozen=True, kw_only=True):
    """A finding, and what it adds."""

    signal: _Signal
    family: _Family
    group: Annotated[str, _says("measures of the same thing, whose sum is capped together")]
    raw: Annotated[float, _says("nats before caps, shares and calibration")]
    log_odds: float
    because: _Because
    evidence: Annotated[tuple[Pointer, ...], _says("where a finding was read: which source, and where in its answer")]
    source: _Source


class Unanswered(Struct, frozen=True, kw_only=True):
    """What could not be checked in one family, for one reason."""

    family: _Family
    because: _Because
    signals: Annotated[tuple[str, ...], _says("the ids of the measures that could not be made")]
    weight: Annotated[float, _says("the most that what is unknown could still move, in nats")]
    heaviest: Annotated[
        list[Weighty], _says("up to three of the unknown measures that could move most: before caps (raw), and what each alone could move")
    ]


class Observed(Struct, frozen=True, kw_only=True):
    """How the observation of one source ended. Its facts are further members beside these, if the outcome is ok or absent."""

    outcome: Annotated[Outcome, _says("how the observation of one source ended")]
    observed_at: Moment | None
    from_cache: Annotated[bool, _says("the answer was kept from an earlier run")]
    source: _Source
    reason: Annotated[str | UnsetType, _says("why there is no answer")] = UNSET


_CONTACTS = {
    "type": ["array", "null"],
    "description": "ways in which the page wants to be reached or paid; "
    "unknown (null) where the page was not seen, none ([]) where it shows none",
}


class Tool(Struct, frozen=True, kw_only=True):
    """What judged."""

    name: _Name = "scamtriage"
    version: Annotated[str, _says("the version of scamtriage")]
    knowledge: Annotated[str, _says("the digest of the rules and tables by which the row was judged")]
    model: Annotated[str, _says("the numbers that turn findings into a probability, by their version or digest")]
    gambling: Annotated[str, _says("what the desk asked of gambling (--gambling); it may move the verdict", enum=list(GAMBLING))]
    now: Annotated[Moment | UnsetType, _says("the time to which ages were counted, where it is not that of the observation")] = UNSET


class ListSays(Struct, frozen=True, kw_only=True):
    """What one list of the user says of the site."""

    list: Annotated[ListKind, _says("whether it is your allow list or your block list")]
    name: _Name
    sha256: Annotated[str, _says("the digest of your list, by which it is known again")]
    entries: Annotated[int, _says("how many names your list holds")]
    matches: Annotated[tuple[Match, ...], _says("the lines of your list that name this site")]


class Line(Struct, frozen=True, kw_only=True):
    """What every row begins with."""

    schema: Annotated[Literal["scamtriage.assessment/1"], _says("which form the row has; `scamtriage schema` prints it")] = SCHEMA
    line: Annotated[int, Meta(ge=1), _says("the number of the line in the input, from 1")]
    input: Annotated[str, _says("the line as it was given")]
    status: Annotated[LineStatus, _says("how the line ended: ok, partial, refused, error or skipped")]
    status_reason: Annotated[str, _says("which sources gave no answer, and why")]
    language: Annotated[
        str,
        _says("the language of the row's sentences (--lang): en, th, ms, id, vi or zh; codes are the same in all", enum=[*LANGUAGES]),
    ]


_Columns = Annotated[dict[str, str] | UnsetType, _says("further columns of the input, carried through")]


class Row(Line, frozen=True, kw_only=True):
    """The row of a target. A field without a sentence is a word of the glossary."""

    target: Annotated[ReadAs, _says("what the line was read as: host, registered name, suffix, address of the page")]
    mode: Annotated[Mode, _says("how much of the world was asked: full, passive or offline")]
    verdict: Annotated[Verdict, _says("the level that the log-odds of the evidence reach, after the rules that may set another")]
    probability: _Chance
    interval: Annotated[
        tuple[_Chance, _Chance],
        _says(
            "the 80 % band of the probability, from how far each weight and each sum over the whole page may be off; what could not be "
            "checked lies outside of it, and stands in unknown"
        ),
    ]
    log_odds: Annotated[float, _says("the sum of the evidence alone, in nats; the verdict stands on it, the prior does not")]
    prior: _Chance
    coverage: float
    scam_types: Annotated[list[Kind], _says(f"kinds of scam with how well each fits; {SHOWN}")]
    flags: Annotated[tuple[str, ...], _says(f"traits of how it is done, or of how the evidence was had; the former {SHOWN}")]
    states: Annotated[tuple[str, ...], _says("the condition of the site; none where nothing was heard of it")]
    urgency: str | None
    fragile: bool
    rests_on: str
    held_back: list[str]
    held_by: Annotated[
        tuple[Annotated[str, Meta(extra_json_schema={"enum": [*RULINGS, ""]})], ...],
        _says("the codes of the rules whose sentences stand in held_back, in the same order"),
    ]
    reasons: Annotated[
        list[Reason],
        _says("each finding with what it adds, in nats; with the log-odds of the prior they sum to those of the probability"),
    ]
    unknown: list[Unanswered]
    caps: Annotated[tuple[Cap, ...], _says("limits that were reached: what lies behind them was not seen")]
    facts: Annotated[
        dict[str, Observed],
        _says(
            "what each source said, and how its observation ended; without the outcome ok there are none, and a list of the zone whose "
            "question was not answered is null",
            properties={"contacts": _CONTACTS},
        ),
    ]
    report_to: Annotated[tuple[Route, ...], _says("who can act, and how each is told; mostly nobody below likely-scam")]
    observed_at: Annotated[
        Moment | None, _says("when the latest of the evidence was observed, UTC; of a page from a file, when the file was read")
    ]
    day: Annotated[
        date | UnsetType,
        _says("of a name that was judged alone, the day, UTC, on which it was taken up: tables whose last day is past weigh nothing"),
    ] = UNSET
    tool: Annotated[Tool, _says("by which version, knowledge and model it was judged, and what was asked of it (gambling, now)")]
    evidence_digest: Annotated[
        str,
        _says(
            "SHA-256 of the evidence as it stands in its line: what the row was made from; of a name that was judged offline, "
            "where nothing was observed, that of an empty record, the same for every name"
        ),
    ]
    lists: Annotated[
        list[ListSays] | UnsetType, _says("your own lists, and what they say of this site: a match is a state, and moves no number")
    ] = UNSET
    columns: _Columns = UNSET
    same_as: Annotated[int | UnsetType, _says("the line whose evidence this one shares")] = UNSET


class RefusedRow(Line, frozen=True, kw_only=True):
    """The row of a line that is no target or was skipped."""

    target: None = None
    verdict: None = None
    probability: None = None
    columns: _Columns = UNSET


_OF_RECORDS = {
    "collector": "who asks one kind of source: dns, registration, certificate, page, hosting, reputation",
    "path": "the field of the evidence in which it stands",
    "snippet": "the words of the site, shortened",
    "kind": "what sort of contact or of desk it is",
    "body": "who takes the report",
    "channel": "how the desk is told: a page, a mailbox, a number; of a contact, a channel that one side writes",
    "country": "the country whose desk, number or address it is, as two letters",
    "scope": "what the desk is for: the site, or the people who lost money",
    "accepts": "whose reports the desk takes, and about what",
    "certainty": "how certain it is that the desk is told so",
    "entry": "the name as your list has it",
    "comment": "what stands behind the name in your list",
    "where": "whether your list names the target or the site that it led to",
    "stage": "where a limit was reached",
    "cap": "the limit that was reached",
    "seen": "how much was read before the limit",
}
"""What is said of the fields of records that a row holds as they are (`Pointer`, `Route`, `Match`, `Cap`)."""


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12): a row is an assessment, or a refusal with its reason."""
    parts = schema_components((Row, RefusedRow), ref_template="#/$defs/{name}")[1]
    for name, part in parts.items():
        if "properties" in part and name != Observed.__name__:
            fields = part["properties"]
            for field, says in fields.items():
                says |= {"description": _OF_RECORDS[field]} if field in _OF_RECORDS else {}
            always = (field for field, says in fields.items() if "default" in says)  # a row leaves none out
            part |= {"required": sorted({*part["required"], *always}, key=list(fields).index), "additionalProperties": False}
    whole = [parts.pop(row.__name__) for row in (Row, RefusedRow)]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA,
        "title": "One row of scamtriage",
        "anyOf": whole,
        "$defs": parts,
    }


def meanings() -> tuple[dict[str, str], dict[str, str]]:
    """Return what is said of the fields of a row, and of further fields within these: name -> sentence."""
    schema = json_schema()
    row = schema["anyOf"][0]
    fields = {name: says["description"] for name, says in row["properties"].items() if "description" in says}
    within = dict(said for part in (row, *schema["$defs"].values()) for said in _said(part))
    return fields, {name: says for name, says in within.items() if name not in fields}


def _said(part: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name, says in part.get("properties", {}).items():
        if "description" in says:
            yield name, says["description"]
        yield from _said(says)
