"""`scamtriage update`: refresh the RDAP bootstrap tables."""

from collections.abc import AsyncGenerator

import typer

from scamtriage.cli import flags
from scamtriage.cli.interrupt import iterate_async
from scamtriage.cli.notices import messages
from scamtriage.cli.options import ConsoleOptions, Updating, spread
from scamtriage.cli.output import printing
from scamtriage.config import Config
from scamtriage.records.evidence import Mode
from scamtriage.render.text import plain
from scamtriage.sessions import open_session


@spread
def update(updating: Updating, console: ConsoleOptions) -> None:
    """Refresh the RDAP bootstrap tables (IANA) through the guarded door. Nothing else is ever updated.

    Exits 1 when a table could not be fetched.

    \b
    Examples:
      scamtriage update
      scamtriage update --proxy socks5h://127.0.0.1:9050
    """
    messages.log_to_stderr(console)
    missing, config = False, flags.settings(updating, None, console=console)
    for sentence, had in iterate_async(refresh(config)):
        printing.write([plain(sentence) + "\n"])
        missing |= not had
    if missing and config.mode is not Mode.OFFLINE and config.cache:
        messages.hint(
            console,
            "The tables at hand stay in use. Try again later; what this network lets through is told by: scamtriage doctor;"
            " another way out is chosen by: scamtriage update --proxy socks5h://HOST:PORT",
        )
    raise typer.Exit(1 if missing else 0)


async def refresh(config: Config) -> AsyncGenerator[tuple[str, bool], None]:
    """Fetch the bootstrap tables of the registries anew; yield a sentence for each file, and whether it was had."""
    if config.mode is Mode.OFFLINE:
        yield 'mode = "offline" of the settings opens no socket; nothing was fetched', False
        return
    from scamtriage.net import probe  # not at the top: slow, and not needed for help and completion

    async with open_session(config) as session:
        for file in await probe.update(session.registry, session.policy.cache_dir):
            yield file
