"""`scamtriage check`: investigate and judge a few targets."""

from typing import Annotated

import typer

from scamtriage.cli.options import ConsoleOptions, Format, Judging, Reporting, TargetOptions, spread


@spread
def check(
    targets: Annotated[list[str], typer.Argument(metavar="TARGET", help="URL, domain, IP or e-mail address; defanged is fine.")],
    collecting: TargetOptions,
    judging: Judging,
    reporting: Reporting,
    talking: ConsoleOptions,
    format: Annotated[Format, typer.Option("--format", "-f", help="Output format.")] = "table",
) -> None:
    """Look up one or a few targets and explain the verdict.

    \b
    Examples:
      scamtriage check 'hxxps://dsi-case-th[.]top/'
      scamtriage check example.com --format json | jq .verdict
      scamtriage check example.com --passive --lang th
      scamtriage check example.com --format xarf --reporter 'CERT Example <abuse@cert.example>' | jq '.[]'
      scamtriage check example.com --block-list confirmed.txt --allow-list ours.txt
      scamtriage check -- --odd-name.example
    """
    from scamtriage.batch.gc_tuning import freeze_gc
    from scamtriage.cli import wiring
    from scamtriage.cli.preconditions import need_targets
    from scamtriage.cli.progress import waiting
    from scamtriage.cli.report_notices import ReportNotices, need_reporter
    from scamtriage.pipeline import rules, triage, words
    from scamtriage.render import RENDERERS

    wiring.log_to_stderr(talking)
    need_targets(targets)
    config = wiring.settings(collecting, judging, reporting)
    need_reporter([format], config)
    knowledge = rules(config)
    freeze_gc()
    wiring.hint(talking, knowledge.caution)
    tally = wiring.Tally(judging=judging)
    style = wiring.style(talking, several=len(targets) > 1, config=config)
    leaving = ReportNotices([format], style.sharing)
    with waiting(talking, f"looking at {len(targets)} target{'s' if len(targets) > 1 else ''}") as note:
        rows = []
        for row in wiring.steps(triage(words(targets), config, knowledge)):
            rows.append(row)
            note(f"{len(rows)} of {len(targets)} done")
    rows.sort(key=lambda row: row.line)
    wiring.write(RENDERERS[format](tally.watch(leaving.watch(rows)), style))
    leaving.tell(talking)
    if format == "table" and not style.several and tally.rows and style.color:
        wiring.hint(
            talking, "Next: --format json for everything that was read; scamtriage explain SIGNAL for why it weighs what it weighs."
        )
    tally.exit()
