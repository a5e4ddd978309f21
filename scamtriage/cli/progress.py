"""Progress on stderr: a line that is rewritten on a terminal, a plain line now and then elsewhere, nothing with -q."""

import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from types import TracebackType
from typing import TYPE_CHECKING

from scamtriage.cli.options import Talking

if TYPE_CHECKING:
    from scamtriage.batch.run import Batch
    from scamtriage.batch.shards import Shards
    from scamtriage.records.assessment import Assessment, Refusal

_TERMINAL_EVERY_S = 0.3
_PLAIN_EVERY_S = 15.0


@contextmanager
def waiting(talking: Talking, words: str) -> Iterator[Callable[[str], None]]:
    """Say what is being waited for; the yielded function replaces the words. Silent with -q and off a terminal."""
    if talking.quiet or not sys.stderr.isatty():
        yield lambda _: None
        return
    started = time.monotonic()

    def say(more: str) -> None:
        sys.stderr.write(f"\r\x1b[2K{words}: {more} ({time.monotonic() - started:.0f} s)")
        sys.stderr.flush()

    sys.stderr.write(f"{words} …")
    sys.stderr.flush()
    try:
        yield say
    finally:
        sys.stderr.write("\r\x1b[2K")
        sys.stderr.flush()


class Progress(AbstractContextManager["Progress"]):
    """What a long scan is doing, and a summary when it is done."""

    def __init__(self, talking: Talking, total: int | None = None) -> None:
        self._quiet = talking.quiet
        self._terminal = sys.stderr.isatty()
        self._total = total
        self._started = time.monotonic()
        self._done = 0
        self._verdicts: Counter[str] = Counter()
        self._types: Counter[str] = Counter()
        self._failures: Counter[str] = Counter()
        self._coverage = 0.0
        self._batch: Batch | Shards | None = None
        self._over = threading.Event()
        self._thread: threading.Thread | None = None

    def __enter__(self) -> "Progress":
        if not self._quiet:
            self._thread = threading.Thread(target=self._speak, name="progress", daemon=True)
            self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, exc: BaseException | None, trace: TracebackType | None) -> None:
        self._over.set()
        if self._thread is not None:
            self._thread.join(timeout=1.0)
            self._thread = None
            if self._terminal:
                sys.stderr.write("\r\x1b[2K")

    def watch(self, batch: "Batch | Shards") -> None:
        """Show what this batch has in flight too."""
        self._batch = batch

    def see(self, row: "Assessment | Refusal") -> None:
        """Count one row."""
        self._done += 1
        verdict = getattr(row, "verdict", None)
        self._verdicts[verdict or row.status] += 1
        if verdict is None:
            return
        self._coverage += row.coverage  # type: ignore[union-attr]
        for kind in row.scam_types:  # type: ignore[union-attr]
            self._types[kind.type] += 1
        for name, evidence in row.evidence.items():  # type: ignore[union-attr]
            if not evidence.outcome.conclusive:
                self._failures[f"{name} {evidence.outcome}"] += 1

    def summary(self) -> None:
        """Verdicts, types, coverage, and what to do about what could not be had."""
        if self._quiet or not self._done:
            return
        spent = max(time.monotonic() - self._started, 1e-9)
        judged = sum(count for verdict, count in self._verdicts.items() if verdict not in ("refused", "skipped"))
        lines = [f"{self._done} rows in {_span(spent)} ({self._done / spent:,.1f}/s): {_listed(self._verdicts)}"]
        if self._types:
            lines.append(f"types: {_listed(self._types)}")
        if judged:
            lines.append(f"mean coverage {self._coverage / judged:.0%}")
        lines += [f"{count} × {what}: {_ADVICE.get(what.rpartition(' ')[2], '')}" for what, count in self._failures.most_common(5)]
        sys.stderr.write("\n".join(lines) + "\n")

    def _speak(self) -> None:
        while not self._over.wait(_TERMINAL_EVERY_S if self._terminal else _PLAIN_EVERY_S):
            words = self._words()
            sys.stderr.write(f"\r\x1b[2K{words}" if self._terminal else f"{words}\n")
            sys.stderr.flush()

    def _words(self) -> str:
        spent = max(time.monotonic() - self._started, 1e-9)
        rate = self._done / spent
        parts = [f"{self._done:,}" + (f"/{self._total:,}" if self._total else "") + f" done, {rate:,.1f}/s"]
        if self._total and rate:
            parts.append(f"{_span((self._total - self._done) / rate)} left")
        if self._batch is not None:
            parts.append(f"{len(self._batch.working)} in flight")
            if self._batch.held:
                parts.append(f"waiting: {self._batch.held}")
        parts.append(_listed(self._verdicts))
        return " · ".join(part for part in parts if part)


_ADVICE = {
    "timeout": "a longer --deadline may help; unknown weighs nothing meanwhile",
    "limited": "the registry asks us to slow down; run the same command again later",
    "unreachable": "the other side did not answer; nothing is concluded from that",
    "blocked": "our guard refused the address, or the mode does not ask",
    "malformed": "the answer was in no language we know; --evidence keeps what came",
    "crashed": "our own fault: please report it, with -vv",
}


def _listed(counts: "Counter[str]") -> str:
    return ", ".join(f"{count} {name}" for name, count in counts.most_common(6))


def _span(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes:02} min" if hours else f"{minutes} min {rest:02} s" if minutes else f"{seconds:.1f} s"
