"""`scamtriage lookup`: print the facts of one collector, without a verdict."""

from typing import Annotated, Literal

import typer

from scamtriage.cli import flags
from scamtriage.cli.exit_status import ExitStatus
from scamtriage.cli.interrupt import iterate_async
from scamtriage.cli.notices import day_notices, messages, next_steps
from scamtriage.cli.notices.progress import waiting
from scamtriage.cli.options import ConsoleOptions, FactsFormat, Judging, Lang, Strict, TargetOptions, spread
from scamtriage.cli.output import printing
from scamtriage.cli.output.streams import coded
from scamtriage.cli.preconditions import files_of_sites, need_targets
from scamtriage.knowledge.speech import speech
from scamtriage.pipeline import dossiers, number_lines
from scamtriage.records.evidence import Mode
from scamtriage.render import facts

What = Literal["dns", "registration", "certificate", "hosting", "page", "contacts"]


@spread
def lookup(
    what: Annotated[What, typer.Argument(help="Which facts.")],
    targets: Annotated[list[str], typer.Argument(metavar="TARGET", help="URL, domain, IP or e-mail address; defanged is fine.")],
    collecting: TargetOptions,
    console: ConsoleOptions,
    format: FactsFormat = "table",
    lang: Lang = None,
    strict: Strict = False,
) -> None:
    """Print facts without judging them; -v and --format json give every field.

    \b
    Examples:
      scamtriage lookup registration example.com
      scamtriage lookup dns example.com --resolver 9.9.9.9 --format json | jq .facts.addresses
      scamtriage lookup contacts 'hxxps://dsi-case-th[.]top/'
    """
    messages.log_to_stderr(console)
    need_targets(targets)
    config = flags.settings(collecting, Judging(lang=lang), console=console)
    collector = "page" if what == "contacts" else what
    messages.hint(console, files_of_sites(targets, speech(config.language)))
    style = printing.style(console, several=len(targets) > 1, config=config)
    if config.mode is not Mode.OFFLINE:
        day_notices.tell_clock(console, config.language)
    tally = ExitStatus(judging=Judging(strict=strict))
    with waiting(console, f"asking for {what}"):
        found = sorted(iterate_async(dossiers(number_lines(targets), config, only=(collector,))), key=lambda d: d.line)
    for dossier in found:
        tally.see(dossier)
    with coded(tally.unread):
        printing.write(facts.RENDERERS[format](found, what, style))
    next_steps.tell_no_resolver(console, found, config.language)
    tally.exit()
