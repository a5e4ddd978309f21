"""What goes to stdout: in which style, and how promptly."""

import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from scamtriage.cli.options import ConsoleOptions
from scamtriage.cli.output.streams import ReaderGone
from scamtriage.config import NO_CONTACT, REPORTER, Config
from scamtriage.records.os_errors import NameInErrors
from scamtriage.render.style import Sharing, Style

_PORTION_CHARS = 1 << 16
_NARROWEST = 40
"""Minimum width of a table in columns: below this, a verdict and its text do not fit on one line."""


def style(console: ConsoleOptions, *, several: bool, config: Config, to_terminal: bool | None = None, kept: bool = False) -> Style:
    """Return the output style: colour only on a terminal that supports it; width from COLUMNS, else of the terminal, else 160.

    A pipe gets the wide default, because its reader does not wrap lines. `to_terminal`: whether output is a terminal; None: test stdout.
    `kept`: the evidence is in a file.
    """
    terminal = sys.stdout.isatty() if to_terminal is None else to_terminal
    color = terminal and not console.no_color and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    width = 160
    asked = os.environ.get("COLUMNS", "")
    if terminal or (asked.isascii() and asked.isdigit() and len(asked) < 5 and int(asked)):
        width = max(_NARROWEST, shutil.get_terminal_size((100, 24)).columns)
    return Style(
        several=several,
        color=color,
        width=width,
        verbose=console.verbose,
        language=config.language,
        sharing=sharing_of(config),
        evidence_kept=kept,
    )


def sharing_of(config: Config) -> Sharing:
    """Return the conditions for sharing reports that these settings define."""
    named = REPORTER.fullmatch(config.reporter)
    who = {"organisation": named[1], "mailbox": named[2]} if named else {}
    return Sharing(tlp=config.tlp, contacts=frozenset(config.share) - {NO_CONTACT}, query=config.share_query, **who)


def write(chunks: Iterable[str], out: IO[str] | None = None, *, prompt: bool = True) -> None:
    """Write chunks to `out`, or to stdout if None. `prompt`: flush after each chunk. Raises ReaderGone, OSError."""
    out = out or sys.stdout
    named = NameInErrors("stdout" if out is sys.stdout else getattr(out, "name", "the output"))
    try:
        for chunk in chunks if prompt else _portions(chunks):
            with named:
                out.write(chunk)
                if prompt:
                    out.flush()
        with named:
            out.flush()
    except BrokenPipeError:
        raise ReaderGone from None


def _portions(chunks: Iterable[str]) -> Iterator[str]:
    """Yield the same text in larger pieces, as each write has its price. What came before an error is passed on."""
    held: list[str] = []
    size = 0
    try:
        for chunk in chunks:
            held.append(chunk)
            size += len(chunk)
            if size >= _PORTION_CHARS:
                yield "".join(held)
                held.clear()
                size = 0
    except (Exception, KeyboardInterrupt):
        yield "".join(held)
        raise
    yield "".join(held)


def prompt(source: Path) -> bool:
    """Return whether rows must be flushed at once: typed or piped input may pause, a file does not."""
    return str(source) == "-" or not source.is_file() or sys.stdout.isatty()
