"""From options to settings and a style; from rows to bytes and an exit code."""

import os
import sys
from collections.abc import AsyncGenerator, Iterable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, Any, NoReturn, TypeVar

import typer

from scamtriage.cli.interrupt import Interrupt
from scamtriage.cli.options import Collecting, Following, Judging, Reaching, Reporting, Talking
from scamtriage.config import NO_CONTACT, NO_PROXY, REPORTER, Config, load
from scamtriage.records.assessment import Assessment, Refusal, Verdict
from scamtriage.records.evidence import Dossier, Mode
from scamtriage.records.named import Named
from scamtriage.records.target import LineStatus
from scamtriage.render.style import Sharing, Style
from scamtriage.render.text import readable

T = TypeVar("T")
_UNANSWERED = (LineStatus.PARTIAL, LineStatus.REFUSED)
"""What --strict is not content with: a name that was refused is as little known as one that could not be observed."""


_SITE = ("second_look", "deep", "qr_images")
_IDLE = {Mode.OFFLINE: ("resolver", "proxy", "allow_net", "cache", "reputation", *_SITE), Mode.PASSIVE: _SITE}
"""Options that say how the world is asked, by the mode that does not ask it."""
_BECAUSE = {Mode.OFFLINE: "opens no socket", Mode.PASSIVE: "sends the target nothing"}

_NARROWEST = 60
"""Columns; on less than these, a verdict and its words do not stand beside each other."""


def settings(collecting: Reaching | None, judging: Judging | None, reporting: Reporting | None = None) -> Config:
    """Defaults < file < flags. Raises BadConfig."""
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
            "follow": collecting.follow if isinstance(collecting, Following) else None,
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
    return config


def _mode(collecting: Collecting) -> Mode | None:
    """The mode that was typed. Raises BadParameter for two of them."""
    typed = [mode for mode in Mode if getattr(collecting, mode)]
    if len(typed) > 1:
        raise typer.BadParameter(f"{' and '.join(f'--{mode}' for mode in typed)} exclude each other; --{typed[-1]} asks less")
    return typed[0] if typed else None


def _need_obeyed(collecting: Collecting, mode: Mode) -> None:
    """Raises BadParameter for an option that could do nothing in this mode, whether the mode was typed or stands in the settings."""
    said = f"--{mode}" if _mode(collecting) else f'mode = "{mode}" of the settings'
    for name in _IDLE.get(mode, ()):
        if getattr(collecting, name):
            raise typer.BadParameter(f"{said} {_BECAUSE[mode]}, so --{name.replace('_', '-')} could do nothing; leave one of them out")


def _named(kinds: list[str] | None) -> tuple[str, ...] | None:
    """The kinds of --share: "none" takes back what the file of settings lets go."""
    return tuple(kind for kind in kinds if kind != NO_CONTACT) if kinds else None


def style(talking: Talking, *, several: bool, config: Config | None = None, to_terminal: bool | None = None) -> Style:
    """Colour only on a terminal that wants it; in a pipe tables are wide, because nobody folds them by eye, but as wide as COLUMNS asks."""
    config = config or Config()
    terminal = sys.stdout.isatty() if to_terminal is None else to_terminal
    color = terminal and not talking.no_color and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    width = 160
    asked = os.environ.get("COLUMNS", "")
    if terminal or (asked.isascii() and asked.isdigit() and len(asked) < 5 and int(asked)):
        import shutil

        width = max(_NARROWEST, shutil.get_terminal_size((100, 24)).columns)
    return Style(several=several, color=color, width=width, verbose=talking.verbose, language=config.language, sharing=sharing_of(config))


def sharing_of(config: Config) -> Sharing:
    """The conditions that these settings lay down."""
    named = REPORTER.fullmatch(config.reporter)
    who = {"organisation": named[1], "mailbox": named[2]} if named else {}
    return Sharing(tlp=config.tlp, contacts=frozenset(config.share) - {NO_CONTACT}, query=config.share_query, **who)


@dataclass(slots=True)
class Tally:
    """Watches rows go by and knows the exit code at the end."""

    judging: Judging | None = None
    failed: bool = False
    crashed: bool = False
    incomplete: bool = False
    rows: int = 0

    def watch(self, rows: Iterable[Assessment | Refusal]) -> Iterator[Assessment | Refusal]:
        """The same rows, counted."""
        for row in rows:
            self.see(row)
            yield row

    def see(self, row: Assessment | Refusal | Dossier) -> None:
        """Count one row, or one line of evidence that nobody has judged."""
        self.rows += 1
        if row.status is not LineStatus.OK:
            self.crashed |= row.status is LineStatus.ERROR
            self.incomplete |= row.status in _UNANSWERED
        level = self.judging.fail_on if self.judging is not None else None
        if level is not None and isinstance(row, Assessment) and row.verdict is not Verdict.UNDETERMINED:
            self.failed |= row.verdict.rank >= Verdict(level).rank

    def add(self, counts: Mapping[str, Any]) -> None:
        """Count rows that others have judged: `Counts.plain` of them."""
        self.rows += counts["rows"]
        statuses = counts["statuses"]
        self.crashed |= LineStatus.ERROR in statuses
        self.incomplete |= any(status in statuses for status in _UNANSWERED)
        level = self.judging.fail_on if self.judging is not None else None
        if level is not None:
            judged = counts["verdicts"].keys() & set(Verdict) - {Verdict.UNDETERMINED}
            self.failed |= any(Verdict(name).rank >= Verdict(level).rank for name in judged)

    def exit(self) -> NoReturn:
        """End with the code that the rows deserve: 1 before 10 before 11."""
        strict = self.judging is not None and self.judging.strict
        raise typer.Exit(1 if self.crashed else 10 if self.failed else 11 if self.incomplete and strict else 0)


class ReaderGone(Exception):
    """Whoever read our stdout has seen enough (`| head`). Not an OSError: the option parser would make that an error."""


def write(chunks: Iterable[str], out: IO[str] | None = None, *, prompt: bool = True) -> None:
    """Data to `out`, else to stdout, chunk by chunk; `prompt`: each is to be seen as soon as it comes. Raises ReaderGone."""
    out = out or sys.stdout
    named = Named("stdout" if out is sys.stdout else getattr(out, "name", "the output"))
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
    """Whether rows must not wait in a buffer: what is typed or piped may pause, a file does not."""
    return str(source) == "-" or not source.is_file() or sys.stdout.isatty()


def distinct(read: Iterable[Path], written: Iterable[Path]) -> None:
    """Raises BadParameter where a file that is written is read too, be it as stdin, or is written twice: the first row would destroy the
    other."""
    taken = {_identity(path) if str(path) != "-" else _of_stdin(): "it is read" for path in read}
    for path in written:
        identity = _identity(path)
        if path.exists() and not path.is_file():
            continue  # a terminal, a pipe, /dev/null: nothing stands there that could be lost
        if identity in taken:
            raise typer.BadParameter(f"{path}: {taken[identity]} already; name another file to write")
        taken[identity] = "it is written"


def _of_stdin() -> object:
    """The same of what stands behind `<`; equal to no file's where nothing does."""
    try:
        found = os.fstat(sys.stdin.fileno())
    except (OSError, ValueError):  # none, or closed
        return None
    return (found.st_dev, found.st_ino)


def _identity(path: Path) -> object:
    """Equal for every way to name one file, links too."""
    try:
        found = path.stat()
    except OSError:
        return os.path.realpath(path)
    return (found.st_dev, found.st_ino)


def log_to_stderr(talking: Talking) -> None:
    """The program's own log, only with -vv; what a target wrote is made plain in it."""
    import logging

    class Plain(logging.Formatter):
        def format(self, record: logging.LogRecord) -> str:
            return readable(super().format(record))

    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Plain("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    level = logging.DEBUG if talking.verbose >= 2 else logging.CRITICAL
    logging.basicConfig(level=level, handlers=[handler], force=True)


def hint(talking: Talking, words: str) -> None:
    """A line for people, on stderr; none where nothing is to be said."""
    if words and not talking.quiet:
        sys.stderr.write(f"{readable(words)}\n")


def warn(words: str) -> None:
    """A line that is said to the quiet too: of what cannot be called back."""
    sys.stderr.write(f"warning: {readable(words)}\n")


def warn_of_readers(paths: Iterable[Path | None]) -> None:
    """Of files to be written that are there already, and open to everybody: their rights are their owner's to change. A group was meant.
    Nobody reaches what stands in a folder that is closed to others."""
    if os.name != "posix":
        return
    for path in paths:
        if path is None or not path.is_file() or not path.stat().st_mode & 0o006:
            continue
        if all(folder.stat().st_mode & 0o001 for folder in path.resolve().parents):
            can = " and ".join(name for name, bit in (("read", 0o004), ("write", 0o002)) if path.stat().st_mode & bit)
            warn(f"{path} keeps its rights: everybody on this machine can {can} it; to close it: chmod 600")


def caution(config: Config) -> str:
    """Of the model that these settings name, where the rules are loaded by others: see `Rules`."""
    from scamtriage.pipeline import rules

    return rules(config, pages=False).caution if config.model else ""


def steps(rows: "AsyncGenerator[T, None]", interrupt: Interrupt | None = None) -> "Iterator[T]":
    """An asynchronous stream as a plain iterator: the loop runs while somebody waits for the next row. `interrupt`: what watches for
    signals meanwhile; None: the first ends it."""
    import asyncio

    done = object()

    async def step() -> object:
        return await anext(rows, done)

    with asyncio.Runner() as runner, nullcontext(interrupt) if interrupt is not None else Interrupt(at_once=True) as watch:
        run = partial(watch.awaited, runner)
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
            if not waiting:  # else it was broken off before the loop had taken it up: the runner cancels it when it closes
                run(rows.aclose())
