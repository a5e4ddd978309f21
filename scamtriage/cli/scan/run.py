"""A whole scan: check its files, then lines -> rows -> outputs, and report how it ended."""

import shlex
import sys
from collections.abc import Generator, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from scamtriage.cli.exit_status import ExitStatus
from scamtriage.cli.interrupt import Interrupt
from scamtriage.cli.notices import day_notices, messages
from scamtriage.cli.notices.progress import Progress, into_pipe
from scamtriage.cli.options import Interrupted
from scamtriage.cli.output import printing
from scamtriage.cli.output.file_identity import require_distinct_files, warn_of_readers
from scamtriage.cli.output.ordering import DeferredError, Row
from scamtriage.cli.output.overwriting import need_rows
from scamtriage.cli.output.streams import OutputGone, ReaderGone
from scamtriage.cli.preconditions import PARQUET, need_evidence_name, need_extra, need_file, need_formats, need_open_files, need_packing
from scamtriage.cli.scan.lines import ScanLines
from scamtriage.cli.scan.request import Scan
from scamtriage.cli.scan.rows import ScanRows
from scamtriage.judging import judge_of, model_warning, rules
from scamtriage.knowledge.speech import speech
from scamtriage.records.assessment import Written
from scamtriage.records.evidence import Mode
from scamtriage.records.os_errors import NameInErrors
from scamtriage.render import SHARED, format_of
from scamtriage.render.text import grouped

if TYPE_CHECKING:
    from scamtriage.batch.journal import Journal
    from scamtriage.render.style import Style
    from scamtriage.targets.lines import Line


def run(scan: Scan, tally: ExitStatus) -> None:
    """Run a scan. Raises BadList, BadConfig, BadTable, BadParameter, BadRecord, JournalBusy, OutputBusy, ReaderGone, OutputGone, OSError.

    Raises KeyboardInterrupt if it was stopped early: Interrupted if the message was already printed.
    """
    from scamtriage.cli.notices.report_notices import ReportNotices

    _check(scan)
    processes = scan.judges
    pages = scan.observers == 1 or not scan.ndjson_alone  # else worker processes judge the pages
    knowledge = rules(scan.config, pages=pages) if processes == 1 else None  # several processes load it themselves
    caution, spoken = knowledge.caution if knowledge is not None else model_warning(scan.config), speech(scan.config.language)
    messages.hint(scan.console, spoken.word("evidence", caution))
    if scan.config.mode is not Mode.OFFLINE:
        day_notices.tell_clock(scan.console, scan.config.language)
    to_terminal = None if not scan.outputs else False
    style = printing.style(scan.console, several=True, config=scan.config, to_terminal=to_terminal, kept=scan.journal_path is not None)
    notices = ReportNotices(scan.formats, style.sharing, scan.config.language)
    with (
        _journal(scan) as journal,
        Interrupt() as interrupt,
        Progress(scan.console, None if scan.extract else scan.source, piped=not scan.outputs and into_pipe()) as progress,
        ExitStack() as files,
    ):
        listed = ScanLines(scan, interrupt, progress.remark)
        style = replace(style, whole=lambda: listed.all_written(tally.rows))
        with _advice_on_failure(scan, journal, interrupt):
            lines = listed.read(files)
            if knowledge is None:
                _judge_in_processes(scan, processes, lines, interrupt, tally, progress)
            else:
                found = ScanRows(scan, judge_of(scan.config, knowledge), interrupt, progress).rows(lines, journal, files)
                rows = files.enter_context(closing(_counted(found, tally, progress)))
                if not interrupt.stopping:  # else the journal may not be checked yet, so leave the outputs alone
                    _write(scan, rows if scan.ndjson_alone else notices.watch(rows), style, interrupt)  # type: ignore[arg-type]
    if interrupt.stopping:
        _report_stop(scan, journal, interrupt, tally.rows, whole=style.whole())
    messages.hint(scan.console, listed.of_text)
    kept = scan.packed or scan.journal_path
    as_text = "" if scan.extract or scan.column else shlex.join(("scamtriage", "scan", str(scan.source), "--extract", *scan.retry_options))
    if as_text and str(scan.source) == "-":
        as_text = f"cat TEXT | {as_text}"
    rows_file = next((path for path in scan.outputs if format_of(path.name) == "ndjson"), kept)
    written = next((path for path in scan.outputs if format_of(path.name) not in SHARED), None)  # reports have no refused lines
    progress.summary(rows_file, scan.retry_options, listed.columns, as_text, scan.config.language, written)
    if kept is not None and kept.is_file() and kept.stat().st_size:
        told = "evidence: {file} (for score, {command} and reports; no site is asked again)"
        messages.hint(scan.console, spoken.say(told, file=kept, command="relate"))
    notices.tell(scan.console)
    day_notices.tell_tables(scan.console, scan.config.language)


def _check(scan: Scan) -> None:
    """Check the settings and files of a scan before anything is written. Raises BadParameter, BadConfig, OSError."""
    from scamtriage.cli.notices.report_notices import need_reporter
    from scamtriage.sessions import policy

    need_formats(scan.outputs)
    need_reporter(scan.formats, scan.config)
    if not scan.names_alone:
        need_open_files()
    for path in (*scan.outputs, *([scan.evidence] if scan.evidence is not None else [])):
        need_extra(path)
    if scan.evidence is not None:
        need_packing(scan.evidence)
        need_file(scan.evidence)
    given = (scan.config.model, *scan.config.allow_lists, *scan.config.block_lists)
    written = [path for path in (*scan.outputs, scan.journal_path, scan.packed) if path is not None]
    require_distinct_files((scan.source, *(Path(path) for path in given if path)), written)
    if scan.evidence is not None:
        need_evidence_name(scan.evidence)
    need_rows(scan.outputs, (scan.journal_path, scan.packed))
    if not scan.names_alone:
        policy(scan.config)  # raises for bad settings
    warn_of_readers(written)


@contextmanager
def _journal(scan: Scan) -> "Iterator[Journal | None]":
    """Open and lock the journal of the scan; None if it keeps none.

    This comes before any output is truncated, so that the outputs of another run with this journal stay intact. A scan that is refused
    for its list leaves no empty file behind.
    """
    if scan.journal_path is None:
        yield None
        return
    from scamtriage.batch.journal import Journal
    from scamtriage.targets.decode import BadList

    is_new = not scan.journal_path.exists()
    with closing(Journal(scan.journal_path, scan.packed)) as journal:
        try:
            yield journal
        except BadList:
            if is_new:
                journal.discard_empty()
            raise


@contextmanager
def _advice_on_failure(scan: Scan, journal: "Journal | None", interrupt: Interrupt) -> Iterator[None]:
    """Say how to continue a scan that a second signal or an OSError ends.

    Raises ReaderGone for a closed pipe if it was the only output, else OutputGone.
    """
    try:
        yield
    except KeyboardInterrupt:  # stopped at once by a second signal
        kept_so_far = journal is not None and journal.kept
        how = "what was finished is kept. Continue with" if kept_so_far else "no evidence was kept. To start anew, give"
        messages.hint(scan.console, f"\nStopped at once; {how} the same command:\n  {interrupt.command()}")
        raise Interrupted from None
    except OSError as exc:
        gone = isinstance(exc, BrokenPipeError)
        if gone and len(scan.outputs) < 2:
            raise ReaderGone from None
        if journal is not None and journal.kept:
            messages.fault(f"Stopped; {journal.path} is whole. When the fault is mended, the same command continues.")
        if gone:
            raise OutputGone(f"{exc.filename}: {exc.strerror}; the other outputs are short") from None
        raise


def _report_stop(scan: Scan, journal: "Journal | None", interrupt: Interrupt, rows: int, *, whole: bool) -> None:
    """Say how to continue after a first signal, and raise Interrupted. If it came too late to stop anything, do nothing.

    `rows`: how many are written. `whole`: these are all.
    """
    if not whole:
        how = "no evidence was kept. To start anew, give" if journal is None else "nothing is lost. Continue with"
        messages.hint(scan.console, f"\nStopped early, after {grouped(rows)} rows; {how} the same command:\n  {interrupt.command()}")
        raise Interrupted
    if scan.packed is not None and scan.journal_path is not None and scan.journal_path.exists():
        how = f"all rows are written, and {scan.journal_path} is whole. It is packed by"
        messages.hint(scan.console, f"\nStopped before the journal was packed; {how} the same command:\n  {interrupt.command()}")
        raise Interrupted


def _counted(rows: "Iterator[Row]", tally: ExitStatus, progress: Progress) -> "Generator[Row, None, None]":
    for row in rows:
        progress.hide()
        yield row
        progress.show()
        if isinstance(row, Written):
            tally.add(row.counts)
            progress.add(row.counts)
        else:
            tally.see(row)
            progress.see(row)
    progress.hide()


def _write(scan: Scan, rows: "Iterator[Row]", style: "Style", interrupt: Interrupt) -> None:
    from scamtriage.cli.output.sinks import Sinks, write_through

    if scan.names_alone and len(scan.outputs) < 2 and not any(path.suffix.lower() == PARQUET for path in scan.outputs):
        last = DeferredError(rows)  # complete the document even if reading the list fails
        write_through(last, next(iter(scan.outputs), None), scan.format, style, interrupt, prompt=printing.prompt(scan.source))
        last.fail()
        return
    with Sinks(scan.outputs, sys.stdout, scan.format, style, interrupt) as sinks:
        for row in rows if not interrupt.stopping else ():
            sinks.write(row)


def _judge_in_processes(
    scan: Scan, processes: int, lines: "Iterator[Line]", interrupt: Interrupt, tally: ExitStatus, progress: Progress
) -> None:
    """Judge names in several processes, and write the rows that they return."""
    from scamtriage.cli.output.output_file import Output
    from scamtriage.cli.scan.parallel import judge_names

    file = interrupt.interruptible(lambda: Output(scan.outputs[0]) if scan.outputs else None, None)
    if scan.outputs and file is None:
        return
    with ExitStack() as files:
        if file is not None:
            file.begin()
        out = files.enter_context(file.buffered()) if file is not None else sys.stdout.buffer
        named = NameInErrors(scan.outputs[0] if scan.outputs else "stdout")
        for rows, counts in judge_names(lines, scan.config, processes, progress.remark, dedupe=scan.dedupe):
            progress.hide()
            with named:
                out.write(rows)
                out.flush()
            progress.show()
            tally.add(counts)
            progress.add(counts)
        with named:
            out.flush()
        if file is not None:
            file.need_whole()
