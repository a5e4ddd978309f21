"""`scamtriage doctor`: check whether this machine can collect reliable evidence, and advise if not."""

from collections.abc import AsyncGenerator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from scamtriage.cli import flags
from scamtriage.cli.interrupt import iterate_async
from scamtriage.cli.notices import messages
from scamtriage.cli.options import ConsoleOptions, NetworkOptions, spread
from scamtriage.cli.output import printing
from scamtriage.config import Config, cache_folder, in_force
from scamtriage.judging import rules
from scamtriage.knowledge.loading import BadTable
from scamtriage.render.json import dumps
from scamtriage.render.text import plain
from scamtriage.sessions import open_session

if TYPE_CHECKING:
    from scamtriage.net.probe import Finding

SIGNS = {"ok": "ok  ", "warn": "warn", "fail": "FAIL", "unknown": "?   "}


@spread
def doctor(
    reaching: NetworkOptions,
    console: ConsoleOptions,
    format: Annotated[Literal["table", "json"], typer.Option("--format", "-f", help="Output format.")] = "table",
    as_json: Annotated[bool, typer.Option("--json", hidden=True)] = False,
) -> None:
    """Check settings, resolver, hijacking, tables, clock, proxy, cache, knowledge; each with what to do. Exit 1 when something fails.

    \b
    Examples:
      scamtriage doctor
      scamtriage doctor --resolver 9.9.9.9 --format json | jq '.[] | select(.state != "ok")'
    """
    messages.log_to_stderr(console)
    config = flags.settings(reaching, None, console=console)
    findings = [settings_file(reaching.config), *iterate_async(examine(config))]
    if as_json or format == "json":
        printing.write([dumps(findings, indent=True) + "\n"])
    else:
        for finding in findings:
            printing.write([f"{SIGNS[finding.state]}  {plain(finding.name):<12} {plain(finding.sentence)}\n"])
            if finding.advice:
                printing.write([f"      {'':<12} → {plain(finding.advice)}\n"])
    raise typer.Exit(1 if any(finding.state == "fail" for finding in findings) else 0)


def settings_file(named: Path | None) -> "Finding":
    """Which settings file is in force, and what it sets."""
    from scamtriage.net.probe import Finding

    file, said = in_force(named)
    told = f"{file} sets {', '.join(said)}" if said else f"nothing is set: {file} {'is empty' if file.exists() else 'is not there'}"
    return Finding(name="settings", state="ok", sentence=told)


def cache_is_ours(config: Config) -> "Finding":
    """Whether answers of registries and compiled word lists can be kept. Where they cannot, nothing else says so."""
    from scamtriage.net.locks import private_folder
    from scamtriage.net.probe import Finding

    folder = cache_folder(config)
    if private_folder(folder):
        return Finding(name="cache", state="ok", sentence=f"{folder} is this user's alone")
    return Finding(
        name="cache",
        state="warn",
        sentence=f"{folder} cannot be used: it cannot be made, is a link, belongs to another user, or is open to others",
        advice="each run asks registries anew and compiles word lists for seconds; chmod 700 it, or set cache_dir in the settings",
    )


async def examine(config: Config) -> "AsyncGenerator[Finding, None]":
    """Yield whether this machine can be trusted to observe, as it is found; the knowledge pack last."""
    from scamtriage.net import probe  # not at the top: slow, and not needed for help and completion
    from scamtriage.targets.decode import BadList

    async with open_session(config) as session:
        async for finding in probe.examine(session):
            yield finding
    yield cache_is_ours(config)
    try:
        rules(config)
    except (BadTable, BadList) as exc:
        yield probe.Finding(name="knowledge", state="fail", sentence=str(exc), advice="mend the file that it names, or install again")
    except OSError as exc:
        told = f"{exc.filename}: {exc.strerror}" if exc.filename else str(exc)
        yield probe.Finding(name="knowledge", state="fail", sentence=told, advice="mend what the settings say of it, or the file")
    else:
        yield probe.Finding(name="knowledge", state="ok", sentence="the catalogue, the tables and the model load and agree")
