"""`scamtriage score`: judge stored evidence, without network access."""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import chain, islice, starmap
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scamtriage.batch.gc_tuning import freeze_gc
from scamtriage.batch.stored_evidence import BLOCK, blocks, complain, opened, require_evidence
from scamtriage.cli import flags
from scamtriage.cli.exit_status import ExitStatus
from scamtriage.cli.notices import messages
from scamtriage.cli.notices.report_notices import ReportNotices, need_reporter
from scamtriage.cli.options import Collecting, ConfigFile, ConsoleOptions, Format, Judging, Reporting, spread
from scamtriage.cli.output import printing
from scamtriage.cli.output.streams import ReaderGone, coded
from scamtriage.cli.preconditions import unreadable
from scamtriage.config import usable_cores
from scamtriage.judging import judge_of, model_warning, rules
from scamtriage.knowledge.speech import speech
from scamtriage.records import codec
from scamtriage.records.os_errors import NameInErrors
from scamtriage.render.formats import RENDERERS

if TYPE_CHECKING:
    from scamtriage.cli.scan.parallel import Judged

LONG_EVIDENCE_BYTES = 12_000_000
"""Size of an evidence file above which one process per core is worth its start-up time."""
_BUDDHIST = 2400
"""A year from which on the calendar of Thailand was meant, by which 2026 is 2569."""
_ALONE = ("table", "json", "misp")
"""Formats that render a single row differently, so that two rows must be read before the first is written."""


@spread
def score(
    evidence: Annotated[Path, typer.Argument(metavar="EVIDENCE.jsonl", help="Evidence file, .gz and .zst too; - for stdin.")],
    judging: Judging,
    reporting: Reporting,
    console: ConsoleOptions,
    format: Annotated[Format, typer.Option("--format", "-f", help="Output format, written to stdout; save it with > FILE.")] = "table",
    now: Annotated[
        datetime | None,
        typer.Option(
            metavar="DATE", formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M:%SZ"], help="Judge as if observed then (UTC), such as 2026-11-29."
        ),
    ] = None,
    processes: Annotated[
        int | None, typer.Option(min=1, max=64, metavar="N", help="Processes that judge, for NDJSON [one per core for long files].")
    ] = None,
    config: ConfigFile = None,
) -> None:
    """Judge stored evidence. Opens no connection; the same file gives the same bytes on any later day.

    \b
    Examples:
      scamtriage score examples/evidence.jsonl
      scamtriage score case-17.jsonl --format json
      scamtriage score case-17.jsonl --lang th --format html > case-17.html
      scamtriage score case-17.jsonl --format stix --tlp green --share phone --share wallet > case-17.stix.json
      scamtriage score case-17.jsonl --block-list confirmed.txt
      scamtriage score case-17.jsonl --prior 0.3 --lang vi
      scamtriage collect example.com | scamtriage score - --format ndjson
    """
    settings = flags.settings(Collecting(config=config), judging, reporting, console=console)
    need_reporter([format], settings)
    tally = ExitStatus(judging=judging)
    if now is not None and now.year >= _BUDDHIST:
        meant = f"{now.year} is a year of the Buddhist era; write {now.year - 543}"
        raise typer.BadParameter(f"{meant}, or every name is five hundred years old", param_hint="'--now'")
    moment = now.replace(tzinfo=UTC) if now is not None else None
    prompt = printing.prompt(evidence)
    several = _processes(evidence, processes or settings.processes) if format == "ndjson" and not prompt else 1
    knowledge = rules(settings) if several == 1 else None  # several processes load it themselves
    spoken, caution = speech(settings.language), knowledge.caution if knowledge is not None else model_warning(settings)
    messages.hint(console, spoken.word("evidence", caution))
    leaving = ReportNotices([format], printing.sharing_of(settings), settings.language)
    failed: list[Exception] = []
    with opened(evidence) as stream, coded(tally.unread):
        try:
            given = require_evidence(blocks(stream, 1 if prompt else BLOCK, failed))
            if knowledge is None:
                from scamtriage.cli.scan.parallel import judge_evidence  # not at the top: for long files alone

                _write(judge_evidence(given, settings, moment, several, lambda words: messages.hint(console, words)), tally)
            else:
                judge = judge_of(settings, knowledge, moment)
                freeze_gc()
                rows = chain.from_iterable(judge.several(list(starmap(codec.digested_or_refused, block))) for block in given)
                first = list(islice(rows, 2 if format in _ALONE else 0))
                style = printing.style(console, several=len(first) != 1, config=settings, kept=True)
                printing.write(RENDERERS[format](tally.watch(leaving.watch(chain(first, rows))), style), prompt=prompt)
        except codec.BadRecord as exc:
            raise unreadable(evidence, exc) from None
    complain(evidence, failed)
    leaving.tell(console)
    if not tally.rows:
        messages.hint(console, spoken.say("{file}: no evidence found.", file=evidence))
    if tally.crashed:
        unread = "{file}: there are lines that could not be read or judged: their rows have the status {code}, and say why"
        messages.hint(console, spoken.say(unread, file=evidence, code="error"))
    tally.exit()


def _processes(evidence: Path, wanted: int) -> int:
    return wanted or (usable_cores() if evidence.stat().st_size > LONG_EVIDENCE_BYTES else 1)


def _write(blocks: "Iterator[Judged]", tally: ExitStatus) -> None:
    """Write rows rendered by worker processes to stdout. Raises ReaderGone, OSError."""
    named = NameInErrors("stdout")
    try:
        for rows, counts in blocks:
            with named:
                sys.stdout.buffer.write(rows)
            tally.add(counts)
        with named:
            sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise ReaderGone from None
