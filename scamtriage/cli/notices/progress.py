"""Progress on stderr: one rewritten line on a terminal, a plain line every 15 s elsewhere; with -q, only why no row comes."""

import gzip
import os
import stat
import sys
import threading
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, cast

from scamtriage.cli.notices import messages
from scamtriage.cli.notices.summary import Summary, listed, span, spent
from scamtriage.cli.options import ConsoleOptions
from scamtriage.knowledge.speech import speech
from scamtriage.render.text import defang, plain, readable
from scamtriage.sessions import OUTAGE_S

if TYPE_CHECKING:
    from scamtriage.batch.run import Batch
    from scamtriage.batch.worker_batch import WorkerBatch

_TERMINAL_EVERY_S = 0.3
_PLAIN_EVERY_S = 15.0
_MOST_NAMED = 2
"""If at most this many targets are in flight and nothing else moves, they are shown by name."""
_BETWEEN = " · "
_TURN_S = 2.0
_COLUMNS = 80
"""Of a terminal that does not tell its width."""
_LOOKS = 2
"""With -q: after so many looks at which the scan waits for a registry alone, that is said."""
_TABLES = {".csv", ".tsv"}
_FEW = 10
"""At most so many targets in flight, and no others left: how long the last ones take is not what the rate says."""
_STILL_S = 10.0
"""After this many seconds without a finished row, no time left is shown: the rate no longer predicts it."""


def rewritable() -> bool:
    """Return whether stderr is a terminal that can rewrite a line, that is, not TERM=dumb."""
    return sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


def into_pipe() -> bool:
    """Return whether stdout is a pipe, whose reader may write to the terminal on which the progress is shown."""
    try:
        mode = os.fstat(sys.stdout.fileno()).st_mode
    except (AttributeError, OSError, ValueError):
        return False
    return stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode)


def _columns() -> int:
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns or _COLUMNS
    except (OSError, ValueError):
        return _COLUMNS


def _fitting(words: str) -> str:
    """Cut the words to one row of the terminal: of a line over several rows, only the last row would be rewritten."""
    return plain(words, _columns() - 1)


def _in_turn(words: str, turn: int) -> str:
    """Return the progress line, in every third turn with what a narrow terminal would cut off put behind its first part."""
    first, *others = words.split(_BETWEEN)
    whole, room = 0, _columns() - 1 - len(first)
    while whole < len(others) and (room := room - len(_BETWEEN) - len(others[whole])) >= 0:
        whole += 1
    return words if turn % 3 != 2 else _BETWEEN.join((first, *others[whole:], *others[:whole]))


@contextmanager
def waiting(console: ConsoleOptions, words: str) -> Iterator[Callable[[str], None]]:
    """Show what the command waits for, and yield a function that updates the text. Silent with -q and if stderr is not a terminal."""
    if console.quiet or not rewritable():
        yield lambda _: None
        return
    started = time.monotonic()

    def say(more: str) -> None:
        _shown[-1] = f"{words}: {more} ({time.monotonic() - started:.0f} s)"
        _show()

    _shown.append(f"{words} …")
    _show()
    try:
        yield say
    finally:
        _shown.pop()
        _show()


_shown: list[str] = []
"""What is waited for, and within that, as while word lists are prepared."""


def _show() -> None:
    """Write the last of the lines in place of what stands there, or nothing if there is none."""
    sys.stderr.write(f"\r\x1b[2K{_fitting(_shown[-1]) if _shown else ''}")
    sys.stderr.flush()


class Progress(AbstractContextManager["Progress"]):
    """The progress display of a scan, and its summary at the end."""

    def __init__(self, console: ConsoleOptions, source: Path | None = None, *, piped: bool = False) -> None:
        """`source`: the list, whose lines are counted in the background to estimate the time left. `piped`: the rows go to another program,
        which may write to this terminal as it likes (`| less`, `| jq`): the progress line ends with the first row."""
        self._quiet = console.quiet
        self._terminal = rewritable()
        self._piped = piped and self._terminal
        self._among_rows = self._terminal and not self._quiet and (piped or (sys.stdout is not None and sys.stdout.isatty()))
        """Whether rows may be written to the terminal that shows the progress."""
        self._hidden = False
        self._writing = threading.Lock()
        self._source = source
        self._total: int | None = None
        self._started = self._asked_since = time.monotonic()
        self._known = 0
        self._changed = 0, self._started
        """Number of rows at its last observed change, and the time of that."""
        self._summary = Summary()
        self.see = self._summary.see
        """Count one row."""
        self.add = self._summary.add
        """Add the counts of many rows, see `Counts.add`."""
        self._batch: Batch | WorkerBatch | None = None
        self._resumable = False
        self._kept = 0
        self._stopping = False
        self._over = threading.Event()
        self._thread: threading.Thread | None = None

    def __enter__(self) -> "Progress":
        self._thread = threading.Thread(target=self._warn if self._quiet else self._speak, name="progress", daemon=True)
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, exc: BaseException | None, trace: TracebackType | None) -> None:
        self._over.set()
        if self._thread is not None:
            self._thread.join(timeout=1.0)
            self._thread = None
            if self._terminal and not self._hidden and not self._quiet:
                sys.stderr.write("\r\x1b[2K")

    def resume(self, count: int) -> None:
        """The next `count` rows come from a journal, and say nothing of the time that the others take."""
        self._kept = count

    def stop(self) -> None:
        """Say from now on that the scan ends, and promise no time. Only sets a flag, as a signal handler may."""
        self._stopping = True

    def watch(self, batch: "Batch | WorkerBatch", *, resumable: bool) -> None:
        """Also show what this batch has in flight. Earlier rows came from a journal and are left out of the rate.

        `resumable`: whether the same command would ask again for what is given up.
        """
        self._batch, self._resumable = batch, resumable
        self._asked_since, self._known = time.monotonic(), self._summary.rows
        self._summary.registries.clear()

    def hide(self) -> None:
        """Erase the progress line if rows go to the same terminal: the first of them would stand behind it."""
        if self._among_rows and not (self._piped and self._hidden):
            with self._writing:
                self._hidden = True
                sys.stderr.write("\r\x1b[2K")
                sys.stderr.flush()

    def show(self) -> None:
        """Show the progress line again once rows are written, unless they go through a pipe to the same terminal."""
        self._hidden = self._piped

    def remark(self, words: str) -> None:
        """Print a line above the progress line, unless quiet."""
        if not self._quiet:
            sys.stderr.write(("\r\x1b[2K" if self._terminal and not self._hidden else "") + readable(words) + "\n")
            sys.stderr.flush()

    def summary(
        self,
        kept: Path | None,
        options: Sequence[str] = (),
        columns: Sequence[str] = (),
        text: str = "",
        language: str = "en",
        written: Path | None = None,
    ) -> None:
        """Print the summary in a language. `kept`, `options`, `columns`, `text`, `written`: as in `Summary.lines`."""
        done = self._summary.rows
        if self._quiet or not done:
            return
        spoken, now = speech(language), time.monotonic()
        lasted = spent(done, now - self._started, spoken, kept=min(self._kept, done), asked_s=now - self._asked_since)
        said = [lasted, *self._summary.lines(kept, options, columns, text, spoken, written)]
        sys.stderr.write("".join(f"{readable(line)}\n" for line in said))

    def _speak(self) -> None:
        self._total = _length(self._source) if self._source is not None else None
        while not self._over.wait(_TERMINAL_EVERY_S if self._terminal else _PLAIN_EVERY_S):
            words = self._words()
            with self._writing:
                if not self._hidden:
                    turn = int((time.monotonic() - self._started) / _TURN_S)
                    sys.stderr.write(f"\r\x1b[2K{_fitting(_in_turn(words, turn))}" if self._terminal else f"{words}\n")
                    sys.stderr.flush()

    def _warn(self) -> None:
        """With -q: say of each outage of the resolvers, and of registries for which the end of the scan waits, once that it holds the scan
        up, when it has lasted for a while."""
        paused = told = ""
        waited = 0
        while not self._over.wait(_PLAIN_EVERY_S):
            if self._batch is None:
                continue
            before, paused = paused, self._batch.paused
            if paused and paused == before != told:
                told = paused
                messages.warn(
                    f"{paused} until that ends, for {OUTAGE_S / 60:.0f} minutes at most; then the rest of the list is left for later"
                )
            waited = waited + 1 if self._batch.ending and not paused else 0
            if waited == _LOOKS:
                messages.warn(f"waiting: {self._batch.held}; {self._way_out}")

    @property
    def _way_out(self) -> str:
        """How not to wait for a registry, as the end of a sentence."""
        return f"Ctrl-C ends the scan without them{', and the same command asks them later' if self._resumable else ''}"

    def _words(self) -> str:
        done = self._summary.rows
        rate = (done - self._known) / max(time.monotonic() - self._asked_since, 1e-9)
        parts = [f"{done:,}" + (f"/{self._total:,}" if self._total and self._total >= done else "") + " done"]
        if self._batch is None and done < self._kept:
            return f"{parts[0]} from the evidence kept"
        parts[0] += f", {rate:,.1f}/s"
        if done != self._changed[0]:
            self._changed = done, time.monotonic()
        still_s = time.monotonic() - max(self._changed[1], self._asked_since)
        working = [*self._batch.working.values()] if self._batch is not None else []
        last = bool(self._total and working) and (self._total or 0) - done - len(working) <= 1  # 1: a heading may be counted in the total
        if self._stopping:
            parts.append("stopping; Ctrl-C again stops at once")
        elif still_s >= _STILL_S:
            parts.append(f"nothing for {span(still_s)}")
        elif self._total and rate and not (last and len(working) <= _FEW):
            parts.append(f"{span(max(0, self._total - done) / rate)} left")
        named = 0 < len(working) <= _MOST_NAMED and (last or still_s >= _STILL_S)
        if named:
            parts.append(f"waiting for {', '.join(map(defang, working))}")
        if self._batch is not None and (held := self._batch.held):
            paused = held.endswith("; paused")
            parts.append(f"waiting: {held}{f' for {OUTAGE_S / 60:.0f} min at most' if paused else ''}")
            parts.append("scamtriage doctor checks the resolver, and --resolver names another" if held.startswith("no resolver") else "")
            parts.append(self._way_out if self._batch.ending and not paused and not self._stopping else "")
        parts.append(listed(self._summary.verdicts))
        if self._batch is not None and not named:  # last: a narrow terminal shows it in turn only
            parts.append(f"{min(len(working), self._batch.most_at_once)} in flight")
        return _BETWEEN.join(part for part in parts if part)


def _length(path: Path) -> int | None:
    """Return the number of lines of a plain or gzip file; None if it is not a regular file or cannot be read. The cells of a table may hold
    several lines of a note: of a file that is named as one, line breaks between quotation marks are not counted."""
    table = Path(path.name.lower().removesuffix(".gz")).suffix in _TABLES
    if not path.is_file():
        return None
    try:
        with path.open("rb") as plain:
            packed = plain.read(2) == b"\x1f\x8b"
            plain.seek(0)
            file = cast(IO[bytes], gzip.GzipFile(fileobj=plain)) if packed else plain
            count, every, quoted, last = 0, 0, False, b"\n"
            for piece in iter(lambda: file.read(1 << 20), b""):
                parts = piece.split(b'"') if table else [piece]
                count += sum(part.count(b"\n") for part in parts[quoted::2])
                every += piece.count(b"\n")
                quoted ^= len(parts) % 2 == 0
                last = piece[-2:].rstrip(b"\0")[-1:]  # of UTF-16 too
            return (every if quoted else count) + (last != b"\n")  # a mark without its other one is a sign for inches
    except (OSError, EOFError, zlib.error):
        return None
