"""Shared parts of the commands: options to settings and style, writing output, exit codes, messages on stderr."""

import logging
import os
import shutil
import sys
import time
from collections.abc import AsyncGenerator, Generator, Iterable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, Any, NoReturn, TypeVar

import typer

from scamtriage.cli.interrupt import Interrupt
from scamtriage.cli.options import Collecting, ConsoleOptions, Judging, NetworkOptions, Reporting, TargetOptions
from scamtriage.cli.streams import ReaderGone
from scamtriage.config import NO_CONTACT, NO_PROXY, REPORTER, Config, load
from scamtriage.pattern_folder import keep_patterns
from scamtriage.records.assessment import Assessment, Refusal, Verdict
from scamtriage.records.evidence import Dossier, Mode
from scamtriage.records.os_errors import NameInErrors
from scamtriage.records.target import LineStatus
from scamtriage.render.style import Sharing, Style
from scamtriage.render.text import readable

T = TypeVar("T")
_UNANSWERED = (LineStatus.PARTIAL, LineStatus.REFUSED)
"""Statuses that count as incomplete for --strict. A refused target was not investigated either."""


_SITE = ("second_look", "deep", "qr_images")
_IDLE = {Mode.OFFLINE: ("resolver", "proxy", "allow_net", "cache", "reputation", *_SITE), Mode.PASSIVE: _SITE}
"""Mode -> options that have no effect in it."""
_BECAUSE = {Mode.OFFLINE: "opens no socket", Mode.PASSIVE: "sends the target nothing"}

_NARROWEST = 40
"""Minimum width of a table in columns: below this, a verdict and its text do not fit on one line."""


def settings(collecting: NetworkOptions | None, judging: Judging | None, reporting: Reporting | None = None) -> Config:
    """Return the configuration; options override the settings file, which overrides the defaults. Raises BadConfig, BadParameter.

    This process keeps compiled patterns where they say.
    """
    flags: dict[str, Any] = {}
    path = None
    if collecting is not None:
        path = collecting.config
        flags |= {
            "resolvers": tuple(collecting.resolver) if collecting.resolver else None,
            "timeout_s": collecting.timeout,
            "proxy": "" if collecting.proxy == NO_PROXY else collecting.proxy,
            "allow_networks": tuple(collecting.allow_net) if collecting.allow_net else None,
            "cache": collecting.cache,
        }
    if isinstance(collecting, Collecting):
        flags |= {
            "mode": _mode(collecting),
            "deadline_s": collecting.deadline,
            "second_look": collecting.second_look,
            "deep": collecting.deep,
            "qr_images": collecting.qr_images,
            "follow": collecting.follow if isinstance(collecting, TargetOptions) else None,
            "reputation": collecting.reputation,
            "personal_data": collecting.personal_data,
            "user_agent": collecting.user_agent,
        }
    if judging is not None:
        flags |= {
            "prior": judging.prior,
            "language": judging.lang,
            "gambling": judging.gambling,
            "model": str(judging.model) if judging.model else None,
            "allow_lists": tuple(map(str, judging.allow_list)) if judging.allow_list else None,
            "block_lists": tuple(map(str, judging.block_list)) if judging.block_list else None,
        }
    if reporting is not None:
        flags |= {"reporter": reporting.reporter, "tlp": reporting.tlp, "share": _named(reporting.share)}
        flags |= {"share_query": reporting.share_query}
    config = load(path, {key: value for key, value in flags.items() if value is not None})
    if isinstance(collecting, Collecting):
        _need_obeyed(collecting, config.mode)
    keep_patterns(config)
    return config


def _mode(collecting: Collecting) -> Mode | None:
    """Return the mode given as an option, or None. Raises BadParameter for more than one."""
    typed = [mode for mode in Mode if getattr(collecting, mode)]
    if len(typed) > 1:
        raise typer.BadParameter(f"{' and '.join(f'--{mode}' for mode in typed)} exclude each other; --{typed[-1]} asks less")
    return typed[0] if typed else None


def _need_obeyed(collecting: Collecting, mode: Mode) -> None:
    """Raise BadParameter for an option that has no effect in this mode. The mode may come from the settings file."""
    said = f"--{mode}" if _mode(collecting) else f'mode = "{mode}" of the settings'
    for name in _IDLE.get(mode, ()):
        if getattr(collecting, name):
            raise typer.BadParameter(f"{said} {_BECAUSE[mode]}, so --{name.replace('_', '-')} could do nothing; leave it out")


def _named(kinds: list[str] | None) -> tuple[str, ...] | None:
    """Return the kinds of --share; None if it was not given. "none" is left out: alone it yields (), which overrides the settings."""
    return tuple(kind for kind in kinds if kind != NO_CONTACT) if kinds else None


def style(
    talking: ConsoleOptions, *, several: bool, config: Config | None = None, to_terminal: bool | None = None, kept: bool = False
) -> Style:
    """Return the output style: colour only on a terminal that supports it; width from COLUMNS, else of the terminal, else 160.

    A pipe gets the wide default, because its reader does not wrap lines. `to_terminal`: whether output is a terminal; None: test stdout.
    `kept`: the evidence is in a file.
    """
    config = config or Config()
    terminal = sys.stdout.isatty() if to_terminal is None else to_terminal
    color = terminal and not talking.no_color and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    width = 160
    asked = os.environ.get("COLUMNS", "")
    if terminal or (asked.isascii() and asked.isdigit() and len(asked) < 5 and int(asked)):
        width = max(_NARROWEST, shutil.get_terminal_size((100, 24)).columns)
    return Style(
        several=several,
        color=color,
        width=width,
        verbose=talking.verbose,
        language=config.language,
        sharing=sharing_of(config),
        evidence_kept=kept,
    )


def sharing_of(config: Config) -> Sharing:
    """Return the conditions for sharing reports that these settings define."""
    named = REPORTER.fullmatch(config.reporter)
    who = {"organisation": named[1], "mailbox": named[2]} if named else {}
    return Sharing(tlp=config.tlp, contacts=frozenset(config.share) - {NO_CONTACT}, query=config.share_query, **who)


@dataclass(slots=True)
class ExitStatus:
    """Counts rows to determine the exit code."""

    judging: Judging | None = None
    failed: bool = False
    crashed: bool = False
    incomplete: bool = False
    rows: int = 0

    def watch(self, rows: Iterable[Assessment | Refusal]) -> Iterator[Assessment | Refusal]:
        """Yield the rows unchanged and count them."""
        for row in rows:
            self.see(row)
            yield row

    def see(self, row: Assessment | Refusal | Dossier) -> None:
        """Count one row, or one dossier that was not judged."""
        self.rows += 1
        if row.status is not LineStatus.OK:
            self.crashed |= row.status is LineStatus.ERROR
            self.incomplete |= row.status in _UNANSWERED
        level = self.judging.fail_on if self.judging is not None else None
        if level is not None and isinstance(row, Assessment) and row.verdict is not Verdict.UNDETERMINED:
            self.failed |= row.verdict.rank >= Verdict(level).rank

    def add(self, counts: Mapping[str, Any]) -> None:
        """Count rows judged by worker processes, from their `Counts.plain`."""
        self.rows += counts["rows"]
        statuses = counts["statuses"]
        self.crashed |= LineStatus.ERROR in statuses
        self.incomplete |= any(status in statuses for status in _UNANSWERED)
        level = self.judging.fail_on if self.judging is not None else None
        if level is not None:
            judged = counts["verdicts"].keys() & set(Verdict) - {Verdict.UNDETERMINED}
            self.failed |= any(Verdict(name).rank >= Verdict(level).rank for name in judged)

    def exit(self) -> NoReturn:
        """Exit: 1 if a row crashed, else 10 if one reached --fail-on, else 11 if one is incomplete under --strict, else 0."""
        strict = self.judging is not None and self.judging.strict
        raise typer.Exit(1 if self.crashed else 10 if self.failed else 11 if self.incomplete and strict else 0)


def write(chunks: Iterable[str], out: IO[str] | None = None, *, prompt: bool = True) -> None:
    """Write chunks to `out`, or to stdout if None. `prompt`: flush after each chunk. Raises ReaderGone, OSError."""
    out = out or sys.stdout
    named = NameInErrors("stdout" if out is sys.stdout else getattr(out, "name", "the output"))
    try:
        for chunk in chunks:
            with named:
                out.write(chunk)
                if prompt:
                    out.flush()
        with named:
            out.flush()
    except BrokenPipeError:
        raise ReaderGone from None


def prompt(source: Path) -> bool:
    """Return whether rows must be flushed at once: typed or piped input may pause, a file does not."""
    return str(source) == "-" or not source.is_file() or sys.stdout.isatty()


def require_distinct_files(read: Iterable[Path], written: Iterable[Path]) -> None:
    """Raise BadParameter if a file is both read (also as stdin) and written, or written twice."""
    taken = {_identity(path) if str(path) != "-" else _of_stdin(): "it is read" for path in read}
    for path in written:
        identity = _identity(path)
        if path.exists() and not path.is_file():
            continue  # a terminal, a pipe, /dev/null: there is no content to lose
        if identity in taken:
            raise typer.BadParameter(f"{path}: {taken[identity]} already; name another file to write")
        taken[identity] = "it is written"


def _of_stdin() -> object:
    """Return the identity of the file behind stdin, as `_identity` does; None if stdin is closed."""
    try:
        found = os.fstat(sys.stdin.fileno())
    except (OSError, ValueError):  # none, or closed
        return None
    return (found.st_dev, found.st_ino)


def _identity(path: Path) -> object:
    """Return a value that is equal for all paths of one file, links included."""
    try:
        found = path.stat()
    except OSError:
        return os.path.realpath(path)
    return (found.st_dev, found.st_ino)


def log_to_stderr(talking: ConsoleOptions) -> None:
    """Send the log to stderr, with times in UTC: everything with -vv, else only critical messages. Control and invisible characters are
    escaped."""

    class Plain(logging.Formatter):
        converter = staticmethod(time.gmtime)
        default_time_format, default_msec_format = "%Y-%m-%dT%H:%M:%S", "%s.%03dZ"  # as in evidence, beside which a log is read

        def format(self, record: logging.LogRecord) -> str:
            return readable(super().format(record))

    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Plain("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    level = logging.DEBUG if talking.verbose >= 2 else logging.CRITICAL
    logging.basicConfig(level=level, handlers=[handler], force=True)


def hint(talking: ConsoleOptions, words: str) -> None:
    """Print a line to stderr, unless it is empty or -q is set."""
    if words and not talking.quiet:
        sys.stderr.write(f"{readable(words)}\n")


def warn(words: str) -> None:
    """Print a warning to stderr, even with -q: it concerns something that cannot be undone."""
    sys.stderr.write(f"warning: {readable(words)}\n")


def warn_of_readers(paths: Iterable[Path | None]) -> None:
    """Warn about existing output files that all users can read or write. Their permissions are not changed.

    Group permissions are taken as intended. Files in a folder that others cannot enter are left out.
    """
    if os.name != "posix":
        return
    for path in paths:
        if path is None or not path.is_file() or not path.stat().st_mode & 0o006:
            continue
        if all(folder.stat().st_mode & 0o001 for folder in path.resolve().parents):
            can = " and ".join(name for name, bit in (("read", 0o004), ("write", 0o002)) if path.stat().st_mode & bit)
            warn(f"{path} keeps its rights: everybody on this machine can {can} it; to close it: chmod 600")


def model_warning(config: Config) -> str:
    """Return `Rules.caution` of the configured model, "" for the default one. For runs whose rules are loaded by worker processes."""
    from scamtriage.judging import rules  # not at the top: some commands need none

    return rules(config, pages=False).caution if config.model else ""


def iterate_async(rows: "AsyncGenerator[T, None]", interrupt: Interrupt | None = None) -> "Generator[T, None, None]":
    """Turn an asynchronous generator into an iterator; the event loop runs only while the next row is awaited.

    `interrupt`: handles signals meanwhile; None: the first Ctrl-C ends the iteration.
    """
    import asyncio  # not at the top: some commands do without

    done = object()

    async def step() -> object:
        return await anext(rows, done)

    with asyncio.Runner() as runner, nullcontext(interrupt) if interrupt is not None else Interrupt(at_once=True) as watch:
        run = partial(watch.run_in_loop, runner)
        waiting = False
        try:
            while True:
                waiting = True
                row = run(step())
                waiting = False
                if row is done:
                    break
                yield row  # type: ignore[misc]
        finally:
            if not waiting:  # else a step was interrupted: the runner cancels it when it closes
                run(rows.aclose())
