"""`scamtriage collect`: collect evidence without judging it."""

import sys
from io import FileIO
from os import O_APPEND, SEEK_END, fstat
from pathlib import Path
from typing import Annotated

import typer

from scamtriage.batch.journal import check_appendable, open_locked
from scamtriage.batch.private_files import open_or_create
from scamtriage.cli import flags
from scamtriage.cli.exit_status import ExitStatus
from scamtriage.cli.interrupt import iterate_async
from scamtriage.cli.notices import day_notices, messages, next_steps
from scamtriage.cli.notices.progress import waiting
from scamtriage.cli.options import ConsoleOptions, Judging, SavedAt, SavedCharset, Strict, TargetOptions, TargetsOrPage, spread
from scamtriage.cli.output.file_identity import warn_of_readers
from scamtriage.cli.output.streams import ReaderGone, coded
from scamtriage.cli.preconditions import files_of_sites, need_plain, need_targets_or_page
from scamtriage.cli.saved_pages.saved_page import other_claim, saved_dossier
from scamtriage.knowledge.speech import speech
from scamtriage.pipeline import dossiers, number_lines
from scamtriage.records import codec
from scamtriage.records.evidence import Dossier, Mode
from scamtriage.records.os_errors import NameInErrors
from scamtriage.records.target import BadTarget, LineStatus
from scamtriage.render.text import defang


@spread
def collect(
    targets: TargetsOrPage,
    collecting: TargetOptions,
    console: ConsoleOptions,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Append to this evidence file instead of stdout.")
    ] = None,
    url: SavedAt = "",
    charset: SavedCharset = "",
    strict: Strict = False,
) -> None:
    """Observe targets and write one line of evidence for each; nothing is judged. Of a saved page nothing is asked: its file is read.

    \b
    Examples:
      scamtriage collect example.com > evidence.jsonl
      scamtriage collect example.com example.org -o case-17.jsonl
      scamtriage collect example.com | scamtriage score -
      scamtriage collect saved.html --url 'hxxps://dsi-case-th[.]top/' -o case-17.jsonl
    """
    messages.log_to_stderr(console)
    need_targets_or_page(targets, url, charset)
    if url:
        flags.need_no_visit(collecting)
    config = flags.settings(collecting, None, console=console)
    if not url:
        messages.hint(console, files_of_sites(targets, speech(config.language)))
    if config.mode is not Mode.OFFLINE or url:
        day_notices.tell_clock(console, config.language)
    tally = ExitStatus(judging=Judging(strict=strict))
    warn_of_readers([output])
    fresh = output if output is not None and not output.exists() else None
    out = _opened(output) if output is not None else None
    lacking: list[str] = []
    unanswered: list[Dossier] = []
    try:
        if output is not None and out is not None and cut_off(output):
            out.write(b"\n")
        with waiting(console, f"collecting {len(targets)}"):
            looked = (
                [saved_dossier(targets[0], url, charset, reputation=config.reputation)]
                if url
                else iterate_async(dossiers(number_lines(targets), config))
            )
            for dossier in looked:
                tally.see(dossier)
                if dossier.status is not LineStatus.OK:
                    lacking.append(f"{defang(dossier.input)}: {dossier.status}: {_lacks(dossier)}")
                    unanswered.append(dossier)
                line = codec.to_line(dossier) + b"\n"
                with NameInErrors(output or "stdout"):
                    if out is not None:
                        append(out, line)
                    else:
                        sys.stdout.buffer.write(line)
                        sys.stdout.buffer.flush()
    except BrokenPipeError:
        with coded(tally.unread):
            raise ReaderGone from None
    finally:
        if out is not None:
            out.close()
        if fresh is not None and fresh.exists() and not fresh.stat().st_size:
            fresh.unlink()  # an empty file would look like the result of a collection
    if url:
        messages.hint(console, other_claim(Path(targets[0]), url, speech(config.language)))
    for words in lacking:
        messages.hint(console, words)
    next_steps.tell_no_resolver(console, unanswered, config.language)
    tally.exit()


def _opened(output: Path) -> FileIO:
    """Open the file that lines are appended to. Raises BadParameter, or as `check_appendable` and `open_locked`."""
    if output.exists() and not output.is_file():
        return output.open("ab", buffering=0)  # a pipe or a terminal: no lock needed
    need_plain(output)
    if output.exists():
        check_appendable(output, "-o")
    return open_locked(output, lambda: FileIO(open_or_create(output, O_APPEND), "ab"), "name another file with -o")


def _lacks(dossier: Dossier) -> str:
    """Return why a line has no evidence, or what of it could not be observed."""
    if isinstance(dossier.target, BadTarget):
        return dossier.target.reason
    missing = [
        f"{name} {'in part' if found.outcome.conclusive else found.outcome}"
        for name, found in dossier.evidence.items()
        if not (found.answered and getattr(found.facts, "complete", True))
    ]
    return f"not observed: {', '.join(missing)}"


def append(out: FileIO, line: bytes) -> None:
    """Write the whole line. If that fails, as on a full disk, remove the written part: it would corrupt the next line. Raises OSError."""
    left = memoryview(line)
    try:
        while left:
            left = left[out.write(left) :]
    except OSError:
        if len(left) < len(line) and out.seekable() and out.tell() == fstat(out.fileno()).st_size:  # no other process appended meanwhile
            out.truncate(out.tell() - len(line) + len(left))
        raise


def cut_off(path: Path) -> bool:
    """Return whether the file's last line lacks its newline, as after a killed run. A line appended to it would be lost."""
    if not path.is_file() or not path.stat().st_size:
        return False
    with path.open("rb") as file:
        file.seek(-1, SEEK_END)
        return file.read() != b"\n"
