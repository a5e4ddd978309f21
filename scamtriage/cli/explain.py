"""`scamtriage explain`: what a signal asks, what it weighs, and where that comes from."""

from typing import Annotated

import typer

from scamtriage.cli.options import Talking, spread


@spread
def explain(
    talking: Talking,
    signal: Annotated[str, typer.Argument(metavar="[SIGNAL]", help="Id of a signal; without one all are listed.")] = "",
    json: Annotated[bool, typer.Option("--json", help="The row as JSON.")] = False,
) -> None:
    """Say what a signal measures, what it weighs and why.

    \b
    Examples:
      scamtriage explain
      scamtriage explain contact-tollfree-alarm
      scamtriage explain --json | jq '.[] | select(.family == "contact") | .id'
    """
    from dataclasses import asdict

    from scamtriage.cli import wiring
    from scamtriage.knowledge.catalog import load_catalog
    from scamtriage.render.json import dumps
    from scamtriage.render.table import facts_table

    catalog = load_catalog()
    rows = catalog.rows
    style = wiring.style(talking, several=True)
    if signal and signal not in rows:
        import difflib

        near = difflib.get_close_matches(signal, rows, n=3, cutoff=0.4)
        raise typer.BadParameter(
            f"no signal is called {signal!r}" + (f"; near: {', '.join(near)}" if near else "; run: scamtriage explain")
        )
    chosen = [rows[signal]] if signal else list(rows.values())
    if json:
        documents = [asdict(row) for row in chosen]
        wiring.write([dumps(documents[0] if signal else documents, indent=True) + "\n"])
    elif signal:
        wiring.write([facts_table((), [(k, str(v)) for k, v in asdict(chosen[0]).items() if v not in ((), None, "")], style)])
    else:
        wiring.write([facts_table((), [(row.id, f"{row.family}: {row.question}") for row in chosen], style)])
