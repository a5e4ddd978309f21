"""A field that is added to a row is forgotten nowhere: where it is, a sentence here says what to do."""

import json
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest
from msgspec import Struct, inspect

from scamtriage.cli.output import parquet
from scamtriage.records.assessment import Route
from scamtriage.records.userlist import Match
from scamtriage.render import csv
from scamtriage.render.json import to_json
from scamtriage.render.row import ListSays, Reason, Row, Unanswered, json_schema
from tests.render.reports import rows
from tests.samples import assessment

_WORD = (inspect.StrType, inspect.LiteralType, inspect.EnumType, inspect.BoolType, inspect.DateTimeType, inspect.DateType)
_PLAIN = (*_WORD, inspect.IntType, inspect.FloatType)

_BY_VERSION, _OURS = "`version` says the same", "it is our own name"
LEFT_OUT = {
    "the CSV": {
        "schema": _BY_VERSION,
        "name": _OURS,
        "unicode": "`host` is the name that counts",
        "suffix": "`registrable` ends with it",
        "interval": "`low` and `high`",
        "same_as": "lines that share evidence have one `evidence_digest`",
    },
    "the Parquet file": {"schema": _BY_VERSION, "name": _OURS, "unicode": "`host` is the name that counts", "interval": "`low` and `high`"},
    "reasons": {},
    "unknown": {},
    "report_to": {},
    "lists": {"entries": "it is the same in every row of a run"},
}
"""Table -> the fields that it has no column for, and why."""


def _bare(kind: inspect.Type) -> inspect.Type:
    """The type without bounds, and without None or being left out."""
    if isinstance(kind, inspect.Metadata):
        return _bare(kind.type)
    if isinstance(kind, inspect.UnionType):
        [kind] = (one for one in kind.types if not isinstance(one, inspect.NoneType | inspect.CustomType))
        return _bare(kind)
    return kind


def plain_fields(record: type[Struct], *, lists: bool = True) -> Iterator[str]:
    """The fields that hold one word, number or time, and with `lists` those that hold several; also those of records within."""
    kind = inspect.type_info(record)
    assert isinstance(kind, inspect.StructType)
    for field in kind.fields:
        match _bare(field.type):
            case inspect.StructType(cls=within):
                yield from plain_fields(within, lists=lists)
            case inspect.ListType(item_type=item) | inspect.VarTupleType(item_type=item) if lists and isinstance(_bare(item), _PLAIN):
                yield field.name
            case inspect.TupleType() if lists:
                yield field.name
            case one if isinstance(one, _PLAIN):
                yield field.name


@pytest.mark.parametrize(
    ("table", "columns", "fields"),
    [
        ("the CSV", csv.COLUMNS, [*plain_fields(Row)]),
        ("the Parquet file", parquet.COLUMNS, [*plain_fields(Row)]),
        ("reasons", parquet.COLUMNS["reasons"], [*plain_fields(Reason, lists=False)]),
        ("unknown", parquet.COLUMNS["unknown"], [*plain_fields(Unanswered, lists=False)]),
        ("report_to", parquet.COLUMNS["report_to"], [*plain_fields(Route, lists=False)]),
        ("lists", parquet.COLUMNS["lists"], [*plain_fields(ListSays, lists=False), *plain_fields(Match, lists=False)]),
    ],
    ids=[*LEFT_OUT],
)
def test_what_a_row_says_plainly_is_a_column_or_it_is_said_why_not(table: str, columns: Any, fields: list[str]) -> None:
    assert len(fields) > 2, "no field was found"
    for name in fields:
        assert (name in columns) is not (name in LEFT_OUT[table]), (
            f"`{name}` is a field of every row: add it to COLUMNS of {csv.__file__ if table == 'the CSV' else parquet.__file__}, with what "
            f"stands in its cell, or say in LEFT_OUT why {table} has no such column"
        )
    assert LEFT_OUT[table].keys() <= set(fields), "LEFT_OUT names what no row has"


def test_every_column_of_the_csv_has_its_cell_and_the_reverse() -> None:
    for row in (*rows(), assessment()):
        cells = csv._cells(row, csv.speech(row.language))
        assert {*cells, "more_columns"} == set(csv.COLUMNS), "COLUMNS and `_cells` of render/csv.py name different columns"


def test_a_row_is_what_its_schema_says_and_no_part_of_it_may_be_missing_or_further() -> None:
    """Only facts of a source, which are those of the evidence, are further members beside how the observation ended."""
    schema = jsonschema.Draft202012Validator(json_schema())
    told = [json.loads(to_json(row)) for row in rows()]
    assert [row["input"] for row in told if not schema.is_valid(row)] == []
    row = next(row for row in told if row["report_to"] and row["unknown"] and row["reasons"][0]["evidence"])
    row["facts"] = {"contacts": None}
    first = [row[name][0] for name in ("reasons", "unknown", "report_to", "scam_types")]
    for part in (row, row["target"], row["tool"], *first, row["reasons"][0]["evidence"][0]):
        for name in [*part]:
            kept = part.pop(name)
            assert not schema.is_valid(row), name
            part[name] = kept
        assert schema.is_valid(row)
        part["further"] = 1
        assert not schema.is_valid(row)
        del part["further"]
