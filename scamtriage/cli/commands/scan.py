"""`scamtriage scan`: triage a list of any length, one row per line, as a stream."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from scamtriage.cli.options import Collecting, ConsoleOptions, Format, Judging, Reporting, spread
from scamtriage.cli.output.streams import coded

_OF_THIS_LIST = ("file", "column", "charset", "extract", "format", "output", "evidence")
"""Options that belong to this list and its outputs. They are left out of the command that rescans incomplete lines: its list are the
addresses of their rows, also of those that --extract found, with the line of the text and the words around them as columns."""
_NO_FOLLOWING = (
    "a scan looks at the lines of its list and at nothing else; check, lookup and collect follow. What its lines led to is in its journal,"
    " for a second scan: jq -r '.evidence[].leads[]?.host' JOURNAL | sort -u | "
)


def no_following(context: typer.Context) -> str:
    """Return why a scan follows nothing, and the second scan that does, with the options typed here."""
    from scamtriage.cli.notices.retry_command import meant_command

    return f"{_NO_FOLLOWING}{meant_command('scan', '-', '-o', 'led-to.ndjson', context=context, but=_OF_THIS_LIST)}"


@spread
def scan(
    context: typer.Context,
    collecting: Collecting,
    judging: Judging,
    reporting: Reporting,
    console: ConsoleOptions,
    file: Annotated[Path, typer.Argument(metavar="[FILE|-]", help="List of targets: plain, CSV or TSV, gzip too; - for stdin.")] = Path(
        "-"
    ),
    column: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Column that holds the targets, by its heading or counted from 1; detected if omitted."),
    ] = None,
    charset: Annotated[
        str, typer.Option(metavar="NAME", help="Encoding of the list, such as windows-874 or gbk; detected if omitted.")
    ] = "",
    extract: Annotated[
        bool,
        typer.Option("--extract", help="FILE is a text, such as a chat export, a mail or a report: triage every address in it."),
    ] = False,
    format: Annotated[Format, typer.Option("--format", "-f", help="Format of stdout when there is no -o.")] = "ndjson",
    output: Annotated[
        list[Path] | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write here; the suffix chooses the format; may be repeated."),
    ] = None,
    evidence: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE.jsonl",
            help="Where to keep the evidence; rerunning the same command resumes from it. .gz, .zst: compressed."
            " Default: the first -o plus .evidence.jsonl (none with --offline).",
        ),
    ] = None,
    in_order: Annotated[bool, typer.Option("--in-order", help="Rows in input order instead of as they finish.")] = False,
    no_dedupe: Annotated[bool, typer.Option("--no-dedupe", help="Ask again for each spelling of a host.")] = False,
    in_flight: Annotated[
        int | None, typer.Option(min=1, max=5000, metavar="N", help="Most targets at a time, per process; fewer on a busy machine [100].")
    ] = None,
    processes: Annotated[
        int | None, typer.Option(min=1, max=64, metavar="N", help="Worker processes [one per core for long lists].")
    ] = None,
    dask: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Scheduler of your own dask cluster, tcp:// or tls://, whose machines visit the sites.")
    ] = "",
    follow: Annotated[int | None, typer.Option(hidden=True)] = None,
) -> None:
    """Triage a list: one row per line, nothing lost, resumable.

    \b
    Examples:
      cat urls.txt | scamtriage scan - | jq -r 'select(.verdict == "near-certain") | .target.host'
      scamtriage scan urls.csv --column link -o verdicts.ndjson -o table.csv -o report.html
      scamtriage scan urls.txt.gz --passive --evidence evidence.jsonl -o verdicts.ndjson
      scamtriage scan urls.txt -o verdicts.ndjson -o partners.stix.json -o partners.misp.json --tlp green
      scamtriage scan urls.txt --block-list confirmed.txt -o verdicts.ndjson
      scamtriage scan names.txt --offline --format csv > names.csv
      scamtriage scan chat.txt --extract -o verdicts.ndjson -o table.csv
    """
    from dataclasses import replace

    from scamtriage.cli import flags
    from scamtriage.cli.exit_status import ExitStatus
    from scamtriage.cli.notices import messages
    from scamtriage.cli.notices.retry_command import given_options
    from scamtriage.cli.preconditions import need_charset
    from scamtriage.cli.scan.request import Scan
    from scamtriage.cli.scan.run import run
    from scamtriage.knowledge.speech import speech
    from scamtriage.records.evidence import Mode

    messages.log_to_stderr(console)
    need_charset(charset)
    if column is not None and not column.strip():
        raise typer.BadParameter(
            "it is empty, as a variable of the shell that is not set; give a heading of the table, or count: --column 1",
            param_hint="'--column'",
        )
    if extract and column is not None:
        raise typer.BadParameter("--extract and --column exclude each other: --extract reads a text, and a text has no columns")
    if follow:
        raise typer.BadParameter(f"--follow: {no_following(context)}")
    config = flags.settings(collecting, judging, reporting, console=console)
    if config.follow:
        messages.hint(console, f"follow = {config.follow} of the settings: {no_following(context)}")
    changes = {"in_flight": in_flight, "processes": processes}
    if dask and config.mode is Mode.OFFLINE:
        raise typer.BadParameter("--dask and --offline exclude each other; names alone are judged faster here than sent away")
    if dask and config.proxy:
        raise typer.BadParameter("--dask and --proxy exclude each other: the scheduler and its workers would be dialled beside the proxy")
    config = replace(config, **{name: value for name, value in changes.items() if value is not None})  # type: ignore[arg-type]
    tally = ExitStatus(judging=judging)
    asked = Scan(
        source=file,
        column=column,
        charset=charset,
        extract=extract,
        config=config,
        format=format,
        outputs=tuple(output or ()),
        evidence=evidence,
        in_order=in_order,
        dedupe=not no_dedupe,
        dask=dask,
        console=console,
        retry_options=given_options(context, but=_OF_THIS_LIST),
    )
    typed = context.get_parameter_source("format")
    if output and typed is not None and typed.name == "COMMANDLINE":
        messages.hint(console, f"--format {format} is for stdout, where nothing is written beside -o: the suffix of -o chooses the format")
    if str(file) == "-" and sys.stdin.isatty():
        what = "a text from the keyboard" if extract else "targets from the keyboard, one a line"
        messages.hint(console, f"Reading {what}; Ctrl-D ends.")
    with coded(tally.unread):
        run(asked, tally)
    if not tally.rows:
        messages.hint(console, speech(config.language).say("{file}: no target found.", file=file))
    tally.exit()
