"""`python -m scamtriage.cli.help_pages`: write the help pages that `__main__` prints without building the command tree."""

import contextlib
import io
import os
from pathlib import Path
from unittest import mock

from typer.main import get_command

from scamtriage.cli.app import app
from scamtriage.cli.command_table import COMMANDS

PAGES = Path(__file__).parent / "pages"


def live_pages() -> dict[str, str]:
    """Return command name -> help page as the command tree prints it at 80 columns."""
    command = get_command(app)
    pages = {}
    for name in ("", *COMMANDS):
        with mock.patch.dict(os.environ, COLUMNS="80"), contextlib.redirect_stdout(io.StringIO()) as said, contextlib.suppress(SystemExit):
            command.main([*([name] if name else []), "--help"], prog_name="scamtriage")  # typer's test runner wraps at another width
        pages[name or "root"] = said.getvalue()
    return pages


def main() -> None:
    for name, text in live_pages().items():
        (PAGES / f"{name}.txt").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
