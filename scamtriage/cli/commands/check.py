"""`scamtriage check`: investigate and judge a few targets."""

from pathlib import Path
from typing import Annotated

import typer

from scamtriage.batch.gc_tuning import freeze_gc
from scamtriage.cli import flags
from scamtriage.cli.exit_status import ExitStatus
from scamtriage.cli.interrupt import iterate_async
from scamtriage.cli.notices import day_notices, messages, next_steps
from scamtriage.cli.notices.progress import waiting
from scamtriage.cli.notices.report_notices import ReportNotices, need_reporter
from scamtriage.cli.options import ConsoleOptions, Format, Judging, Reporting, SavedAt, SavedCharset, TargetOptions, TargetsOrPage, spread
from scamtriage.cli.output import printing
from scamtriage.cli.output.streams import coded, leave_if_unread
from scamtriage.cli.preconditions import files_of_sites, need_targets_or_page
from scamtriage.judging import judge_of, rules
from scamtriage.knowledge.speech import speech
from scamtriage.pipeline import number_lines, triage
from scamtriage.records.evidence import Mode
from scamtriage.render.formats import RENDERERS


@spread
def check(
    targets: TargetsOrPage,
    collecting: TargetOptions,
    judging: Judging,
    reporting: Reporting,
    console: ConsoleOptions,
    url: SavedAt = "",
    charset: SavedCharset = "",
    format: Annotated[Format, typer.Option("--format", "-f", help="Output format.")] = "table",
) -> None:
    """Look up one or a few targets and explain the verdict. Of a saved page nothing is looked up: the file alone is judged.

    \b
    Examples:
      scamtriage check 'hxxps://dsi-case-th[.]top/'
      scamtriage check example.com --format json | jq .verdict
      scamtriage check example.com --passive --lang th
      scamtriage check saved.html --url 'hxxps://dsi-case-th[.]top/'
      scamtriage check example.com --format xarf --reporter 'CERT Example <abuse@cert.example>' | jq '.[]'
      scamtriage check example.com --block-list confirmed.txt --allow-list ours.txt
      scamtriage check -- --odd-name.example
    """
    messages.log_to_stderr(console)
    need_targets_or_page(targets, url, charset)
    if url:
        flags.need_no_visit(collecting)
    config = flags.settings(collecting, judging, reporting, console=console)
    need_reporter([format], config)
    knowledge = rules(config)
    freeze_gc()
    messages.hint(console, speech(config.language).word("evidence", knowledge.caution))
    if not url:
        messages.hint(console, files_of_sites(targets, speech(config.language)))
    if not url and config.mode is not Mode.OFFLINE:
        day_notices.tell_clock(console, config.language)
    tally = ExitStatus(judging=judging)
    style = printing.style(console, several=len(targets) > 1, config=config)
    leaving = ReportNotices([format], style.sharing, config.language)
    if url:
        from scamtriage.cli.saved_pages.saved_page import other_claim, saved_dossier  # not at the top: most targets are no files

        rows = [*tally.watch([judge_of(config, knowledge)(saved_dossier(targets[0], url, charset, reputation=config.reputation))])]
        messages.hint(console, other_claim(Path(targets[0]), url, speech(config.language)))
    else:
        rows = []
        with coded(tally.unread), waiting(console, f"looking at {len(targets)} target{'s' if len(targets) > 1 else ''}") as note:
            for row in iterate_async(triage(number_lines(targets), config, knowledge)):
                rows.append(row)
                tally.see(row)
                note(f"{len(rows)} of {len(targets)} done")
                leave_if_unread()
    rows.sort(key=lambda row: row.line)
    with coded(tally.unread):
        printing.write(RENDERERS[format](leaving.watch(rows), style))
    leaving.tell(console)
    next_steps.tell_no_resolver(console, rows, config.language)
    if not url:
        next_steps.tell_landings(console, rows, config.language)
    day_notices.tell_tables(console, config.language)
    if format == "table" and not style.several and tally.rows and style.color:
        messages.hint(
            console, "Next: --format json for everything that was read; scamtriage explain SIGNAL for why it weighs what it weighs."
        )
    tally.exit()
