"""`scamtriage update`: refresh the RDAP bootstrap tables."""

import typer

from scamtriage.cli import wiring
from scamtriage.cli.options import ConsoleOptions, Updating, spread
from scamtriage.maintenance import refresh
from scamtriage.render.text import plain


@spread
def update(updating: Updating, talking: ConsoleOptions) -> None:
    """Refresh the RDAP bootstrap tables (IANA) through the guarded door. Nothing else is ever updated.

    Exits 1 when a table could not be fetched.

    \b
    Examples:
      scamtriage update
      scamtriage update --proxy socks5h://127.0.0.1:9050
    """
    wiring.log_to_stderr(talking)
    missing = False
    for sentence, had in wiring.steps(refresh(wiring.settings(updating, None))):
        wiring.write([plain(sentence) + "\n"])
        missing |= not had
    raise typer.Exit(1 if missing else 0)
