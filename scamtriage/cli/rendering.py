"""`python -m scamtriage.cli.rendering`: write the help pages that the start reads instead of building the command tree."""

from pathlib import Path

PAGES = Path(__file__).parent / "pages"


def live_pages() -> dict[str, str]:
    """Every help page as the command tree prints it at 80 columns."""
    from typer.testing import CliRunner

    from scamtriage.cli.app import app

    names = ["", *sorted(command.name or command.callback.__name__ for command in app.registered_commands if command.callback is not None)]
    runner = CliRunner(env={"COLUMNS": "80"})
    return {name or "root": runner.invoke(app, [*([name] if name else []), "--help"], prog_name="scamtriage").stdout for name in names}


def main() -> None:
    for name, text in live_pages().items():
        (PAGES / f"{name}.txt").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
