"""Writing one stream of rows to any number of files and formats."""

import contextlib
import queue
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import IO, cast

from scamtriage.cli.interrupt import Interrupt
from scamtriage.cli.output.ordering import Row
from scamtriage.cli.output.output_file import Output
from scamtriage.cli.output.parquet import ParquetSink
from scamtriage.cli.output.printing import write
from scamtriage.cli.preconditions import PARQUET
from scamtriage.records.assessment import Assessment, Refusal
from scamtriage.records.os_errors import NameInErrors
from scamtriage.render import format_of
from scamtriage.render.formats import RENDERERS
from scamtriage.render.style import Style

WholeRow = Assessment | Refusal
_DEPTH = 200
"""Maximum number of rows queued for a slow output."""
_MOMENT_S = 1.0
"""Seconds to complete a document after a second signal: enough for any file, bounded for a pipe to a pager."""


def write_through(rows: Iterable[Row], path: Path | None, format: str, style: Style, interrupt: Interrupt, *, prompt: bool) -> None:
    """Render and write rows to one output in the calling thread. Raises OSError, OutputBusy, ReaderGone.

    For offline scans, whose rows need no concurrent work. `path`: None: stdout, in `format`.
    """
    if path is None:
        write(_rendered(format, rows, style), prompt=prompt)
        return
    out = interrupt.interruptible(lambda: Output(path), None)
    if out is None:
        return
    out.begin()
    chosen = format_of(path.name) or format
    with NameInErrors(path), out.text(chosen) as text:
        write(_rendered(chosen, rows, style), text, prompt=prompt)
        out.need_whole()


def _rendered(format: str, rows: Iterable[Row], style: Style) -> Iterator[str]:
    """Yield the document in chunks. `Written` rows occur only if every output is NDJSON, whose renderer accepts them."""
    return RENDERERS[format](cast(Iterable[WholeRow], rows), style)


class _Rows:
    """A bounded queue of rows between two threads, None at its end, that is safe to interrupt by a signal: two `SimpleQueue`s.

    `queue.Queue` uses a lock at Python level. A second Ctrl-C that interrupts one of its methods can leave it locked, and the shutdown
    then deadlocks.
    """

    def __init__(self) -> None:
        self._items: queue.SimpleQueue[Row | None] = queue.SimpleQueue()
        self._places: queue.SimpleQueue[None] = queue.SimpleQueue()
        for _ in range(_DEPTH):
            self._places.put(None)

    def put(self, row: Row | None, timeout: float) -> None:
        """Add a row. Raises Full if the queue stays full for `timeout` seconds."""
        try:
            self._places.get(timeout=timeout)
        except queue.Empty:
            raise queue.Full from None
        self._items.put(row)

    def get(self) -> Row | None:
        """Remove and return the first row; block until there is one."""
        row = self._items.get()
        self._places.put(None)
        return row

    def empty(self) -> bool:
        return self._items.empty()


class Sink:
    """An output with a renderer in its own thread: renderers pull rows from an iterator, while a scan pushes them."""

    def __init__(self, out: IO[str], format: str, style: Style, *, file: Output | None = None) -> None:
        """`file`: the file under `out`, which is closed at the end; None: `out` is stdout and stays open."""
        self._out = out
        self._file = file
        self._rows = _Rows()
        self._failure: BaseException | None = None
        self._thread = threading.Thread(target=self._run, args=(format, style), name=f"sink {format}", daemon=True)
        self._thread.start()

    def write(self, row: Row) -> None:
        """Queue a row; wait while the queue is full. Raises the error of the output thread (OSError, BrokenPipeError), if it has failed."""
        while True:
            if self._failure is not None:
                raise self._failure
            try:
                self._rows.put(row, timeout=0.5)
                return
            except queue.Full:
                continue

    def close(self) -> None:
        """Complete the document and flush it. Raises the error of the output thread."""
        while self._failure is None:
            try:
                self._rows.put(None, timeout=0.5)
                break
            except queue.Full:
                continue
        self._thread.join()
        if self._failure is not None:
            raise self._failure

    def leave(self, until: float) -> None:
        """Complete the document if possible before `until`, on the monotonic clock."""
        with contextlib.suppress(queue.Full):
            self._rows.put(None, timeout=max(0.0, until - time.monotonic()))
        self._thread.join(max(0.0, until - time.monotonic()))

    def _run(self, format: str, style: Style) -> None:
        try:
            with NameInErrors(self._file.name if self._file is not None else "stdout"):
                for chunk in _rendered(format, self._arriving(), style):
                    self._out.write(chunk)
                    if self._rows.empty():
                        self._out.flush()
                self._out.flush()
                if self._file is not None:
                    self._file.need_whole()
        except BaseException as exc:  # noqa: BLE001 - raised again by `write` and `close`
            self._failure = exc
        if self._file is not None:
            try:
                self._out.close()
            except OSError as exc:  # flushing the buffer to a full disk
                self._failure = self._failure or exc

    def _arriving(self) -> Iterator[Row]:
        while (row := self._rows.get()) is not None:
            yield row


class Sinks(AbstractContextManager["Sinks"]):
    """All outputs of a scan. Files are rewritten; on resume their earlier rows come from the journal."""

    def __init__(self, outputs: Sequence[Path], stdout: IO[str], format: str, style: Style, interrupt: Interrupt) -> None:
        """Open all outputs, then truncate them. Raises OSError, OutputBusy.

        If the scan is stopped before all are open, none is truncated; the caller must then write no row.
        """
        self._sinks: list[Sink | ParquetSink] = []
        chosen = {path: format_of(path.name) or format for path in outputs if path.suffix.lower() != PARQUET}
        files: list[Output] = []
        try:
            for path in chosen:  # before any Parquet file: opening a pipe may block
                file = interrupt.interruptible(lambda path=path: Output(path), None)  # type: ignore[misc]
                if file is None:
                    break
                files.append(file)
            else:
                for path in outputs:
                    if path.suffix.lower() == PARQUET:
                        self._sinks.append(ParquetSink(path, style.language))
                for file in files:  # only now that all are open: a failed start must not lose old rows
                    file.begin()
        except BaseException:
            for file in files:
                file.close()
            for sink in self._sinks:
                cast(ParquetSink, sink).discard()
            raise
        if len(files) < len(chosen):
            for file in files:
                file.close()
            return
        own = [Sink(file.text(name), name, style, file=file) for file, name in zip(files, chosen.values(), strict=True)]
        self._sinks = [*own, *self._sinks]
        if not self._sinks:
            self._sinks.append(Sink(stdout, format, style))

    def write(self, row: Row) -> None:
        for sink in self._sinks:
            if isinstance(sink, Sink):
                sink.write(row)
            else:
                sink.write(cast(WholeRow, row))

    def close(self) -> None:
        """Complete every document, even if one fails; then raise the first error."""
        failures: list[Exception] = []
        while self._sinks:
            try:
                self._sinks[0].close()
            except Exception as exc:  # noqa: BLE001 - the others are closed first
                failures.append(exc)
            del self._sinks[0]
        if failures:
            raise failures[0]

    def __exit__(self, kind: type[BaseException] | None, exc: BaseException | None, trace: TracebackType | None) -> None:
        try:
            if exc is None:
                self.close()
        except KeyboardInterrupt:
            self._leave()
            raise
        if isinstance(exc, KeyboardInterrupt):
            self._leave()
        elif exc is not None:
            self._discard()
            with contextlib.suppress(Exception):  # report the first error, not this one
                self.close()

    def _leave(self) -> None:
        """Complete the documents within `_MOMENT_S`; leave those whose reader is blocked."""
        self._discard()
        until = time.monotonic() + _MOMENT_S
        for sink in self._sinks:
            cast(Sink, sink).leave(until)

    def _discard(self) -> None:
        """Discard unfinished Parquet files; previous ones stay."""
        for sink in self._sinks:
            if isinstance(sink, ParquetSink):
                sink.discard()
        self._sinks = [sink for sink in self._sinks if isinstance(sink, Sink)]
