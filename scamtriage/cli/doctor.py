"""`scamtriage doctor`: check whether this machine can collect reliable evidence, and advise if not."""

from typing import Annotated, Literal

import typer

from scamtriage.cli import wiring
from scamtriage.cli.options import ConsoleOptions, NetworkOptions, spread
from scamtriage.maintenance import examine
from scamtriage.render.json import dumps
from scamtriage.render.text import plain

SIGNS = {"ok": "ok  ", "warn": "warn", "fail": "FAIL", "unknown": "?   "}


@spread
def doctor(
    reaching: NetworkOptions,
    talking: ConsoleOptions,
    format: Annotated[Literal["table", "json"], typer.Option("--format", "-f", help="Output format.")] = "table",
    as_json: Annotated[bool, typer.Option("--json", hidden=True)] = False,
) -> None:
    """Check resolver, hijacking, registry tables, clock, proxy and knowledge; each with what to do. Exit 1 when something fails.

    \b
    Examples:
      scamtriage doctor
      scamtriage doctor --resolver 9.9.9.9 --format json | jq '.[] | select(.state != "ok")'
    """

    wiring.log_to_stderr(talking)
    findings = list(wiring.steps(examine(wiring.settings(reaching, None))))
    if as_json or format == "json":
        wiring.write([dumps(findings, indent=True) + "\n"])
    else:
        for finding in findings:
            wiring.write([f"{SIGNS[finding.state]}  {plain(finding.name):<12} {plain(finding.sentence)}\n"])
            if finding.advice:
                wiring.write([f"      {'':<12} → {plain(finding.advice)}\n"])
    raise typer.Exit(1 if any(finding.state == "fail" for finding in findings) else 0)
