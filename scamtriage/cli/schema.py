"""`scamtriage schema`: what the JSON promises."""

from typing import Annotated, Literal

import typer


def schema(
    which: Annotated[
        Literal["assessment", "evidence"], typer.Argument(help="The rows that are printed, or the evidence file.")
    ] = "assessment",
) -> None:
    """Print a JSON Schema (draft 2020-12).

    \b
    Examples:
      scamtriage schema > assessment.schema.json
      scamtriage schema evidence | jq '."$defs" | keys'
    """
    from scamtriage.records import codec
    from scamtriage.render import schema as assessment_schema
    from scamtriage.render.json import dumps

    typer.echo(dumps(codec.json_schema() if which == "evidence" else assessment_schema.json_schema(), indent=True))
