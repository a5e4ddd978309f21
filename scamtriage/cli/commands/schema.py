"""`scamtriage schema`: print the JSON Schema of an output."""

from typing import Annotated, Literal

import typer

from scamtriage.cli.output import printing
from scamtriage.records import codec
from scamtriage.render import relations
from scamtriage.render import row as assessment_row
from scamtriage.render.json import dumps

_DRAFT = "https://json-schema.org/draft/2020-12/schema"


def schema(
    which: Annotated[
        Literal["assessment", "evidence", "relations"],
        typer.Argument(help="The rows that are printed, the evidence file, or what relate prints."),
    ] = "assessment",
) -> None:
    """Print a JSON Schema (draft 2020-12).

    \b
    Examples:
      scamtriage schema > assessment.schema.json
      scamtriage schema evidence | jq '."$defs" | keys'
    """
    written = {"evidence": codec.json_schema, "relations": relations.json_schema}.get(which, assessment_row.json_schema)
    printing.write([dumps({"$schema": _DRAFT} | written(), indent=True), "\n"])
