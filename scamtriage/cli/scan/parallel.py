"""Judging names or stored evidence in several worker processes: send blocks of lines, receive rendered rows and counts, in order.

`python -m scamtriage.cli.scan.parallel` is one worker. It reads a `Task` as a line of JSON, then blocks. A block of names is one line,
`[[number, text, columns, problem, same as], …]`. A block of evidence is one line, `[[number, bytes], …]`, followed by the lines of the
evidence file. For each block the worker writes a line, `[bytes, counts]`, followed by that many bytes of NDJSON.
"""

import contextlib
import os
import queue
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from itertools import cycle, islice
from typing import IO, Any

import orjson
from msgspec.structs import replace

from scamtriage.batch import today
from scamtriage.batch.counts import Counts
from scamtriage.batch.gc_tuning import freeze_gc
from scamtriage.batch.offline import Repeated, offline, target_of
from scamtriage.batch.stop_signals import ignore_stop_signals, stop_signals_blocked
from scamtriage.batch.workers import WorkerLost, exit_in_words
from scamtriage.cli.output.ordering import DeferredError
from scamtriage.config import Config
from scamtriage.judging import judge_of, rules
from scamtriage.knowledge.loading import BadTable
from scamtriage.pattern_folder import keep_patterns
from scamtriage.records import codec
from scamtriage.records.evidence import Dossier
from scamtriage.render.ndjson import ndjson
from scamtriage.render.style import Style
from scamtriage.targets.decode import BadList
from scamtriage.targets.lines import Line

BLOCK = 64
_AHEAD = 3
"""Blocks in flight per worker: one being judged, one queued, one whose rows wait to be written."""
_MOST_LOST = 5
"""Maximum number of killed workers that one run replaces."""
_PIPE_BYTES = 1 << 20
"""Size of the pipe buffers, where the system grants it. It holds the rows of a block, so that the writer does not block."""
_UNREADY = 4
"""Exit code of a worker that cannot load the knowledge or a list of the user."""
Dossiers = Sequence[tuple[Dossier, str]]
Judged = tuple[bytes, dict[str, Any]]
"""Rows as NDJSON, and their `Counts.plain`."""


@dataclass(frozen=True, slots=True)
class Task:
    """The settings that each worker receives first."""

    config: Config
    evidence: bool = False
    """Whether blocks hold lines of evidence instead of names."""
    now: datetime | None = None
    """As in `Judge`."""
    day: date | None = None
    """Of names: as in `offline`. All workers are given the same."""

    @classmethod
    def of(cls, plain: dict[str, Any]) -> "Task":
        now = datetime.fromisoformat(plain["now"]) if plain["now"] else None
        day = date.fromisoformat(plain["day"]) if plain["day"] else None
        return cls(Config.of(plain["config"]), plain["evidence"], now, day)


def judge_names(lines: Iterator[Line], config: Config, processes: int, say: Callable[[str], None], *, dedupe: bool) -> Iterator[Judged]:
    """Judge names in `processes` workers; yield the rows of each block with their counts, in the order of the lines, in constant memory.

    `say`: called with a sentence when a worker is replaced. `dedupe`: mark lines that repeat an earlier one; no worker sees all lines.
    Raises BadTable, BadList, WorkerLost, OSError.
    """
    return _shared_out(_blocks(lines, Repeated() if dedupe else None), Task(config, day=today.now().date()), processes, say)


def judge_evidence(
    blocks: Iterable[list[tuple[int, bytes]]], config: Config, now: datetime | None, processes: int, say: Callable[[str], None]
) -> Iterator[Judged]:
    """Judge blocks of numbered lines of evidence; otherwise like `judge_names`. Also raises what iterating over `blocks` raises."""
    written = (
        b"\n".join((orjson.dumps([(number, len(line)) for number, line in block]), b"".join([line for _, line in block])))
        for block in blocks
    )
    return _shared_out(written, Task(config, evidence=True, now=now), processes, say)


def _shared_out(blocks: Iterator[bytes], task: Task, processes: int, say: Callable[[str], None]) -> Iterator[Judged]:
    budget = Budget(_MOST_LOST)
    team: list[_Process] = []
    try:
        team.extend(_Process(task, budget, say) for _ in range(processes))
        waiting: deque[_Process] = deque()
        last = DeferredError(blocks)
        for process, block in zip(cycle(team), last):
            if len(waiting) == _AHEAD * processes:
                yield waiting.popleft().result()
            process.send(block)
            waiting.append(process)
        while waiting:
            yield waiting.popleft().result()
        last.fail()
    finally:
        for process in team:
            process.end()


def _blocks(lines: Iterator[Line], repeated: Repeated | None) -> Iterator[bytes]:
    last = DeferredError(lines)
    some = iter(last)
    while block := [*islice(some, BLOCK)]:
        same = [repeated.first(target_of(line), line.number) if repeated is not None else None for line in block]
        yield orjson.dumps([(line.number, line.text, line.columns, line.problem, first) for line, first in zip(block, same, strict=True)])
    last.fail()


class Budget:
    """How many more workers of a run may be replaced."""

    def __init__(self, left: int) -> None:
        self._left = left

    def spend(self) -> bool:
        """Take one; False if none is left."""
        if not self._left:
            return False
        self._left -= 1
        return True


class _Process:
    """A worker process as the parent sees it. If it is killed, a replacement starts and receives its unanswered blocks."""

    def __init__(self, task: Task, budget: Budget, say: Callable[[str], None]) -> None:
        """`budget`: of replacements, shared by all workers."""
        self._task, self._budget, self._say = task, budget, say
        self._unanswered: deque[bytes] = deque()
        self._start()

    def send(self, block: bytes) -> None:
        self._unanswered.append(block)
        self._write(block)

    def result(self) -> Judged:
        """Wait for the rows of the next block. Raises WorkerLost, and BadTable, BadList or OSError if the worker cannot load its rules."""
        while isinstance(found := self._results.get(), str):
            if found:  # it may live, and wait for more: `end` kills it
                raise WorkerLost(f"a process that judges {found}; try --processes 1")
            code = self._child.wait()
            if code == _UNREADY:
                rules(self._task.config)  # raises here the error that the worker had
            if code >= 0 or not self._budget.spend():
                raise WorkerLost(f"a process that judges ended by itself ({exit_in_words(code)}); try --processes 1")
            self._say(f"A process that judges ended by itself ({exit_in_words(code)}); another takes its place and its unanswered lines.")
            self.end()
            self._start()
            for block in self._unanswered:
                self._write(block)
        self._unanswered.popleft()
        return found

    def end(self) -> None:
        self._child.kill()
        self._child.wait()
        for pipe in (self._child.stdin, self._child.stdout):
            assert pipe is not None
            try:
                pipe.close()
            except OSError:  # killed with unread input: closing cannot flush it
                continue

    def _start(self) -> None:
        with stop_signals_blocked():
            self._child = subprocess.Popen(
                [sys.executable, "-P", "-m", "scamtriage.cli.scan.parallel"],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            )  # fmt: skip
        self._results: queue.SimpleQueue[Judged | str] = queue.SimpleQueue()  # bounded by `_AHEAD`
        assert self._child.stdin is not None and self._child.stdout is not None
        _enlarge(self._child.stdin, self._child.stdout)
        threading.Thread(target=_collect, args=(self._child.stdout, self._results), name="rows", daemon=True).start()
        self._write(orjson.dumps(asdict(self._task)))

    def _write(self, line: bytes) -> None:
        assert self._child.stdin is not None
        try:
            self._child.stdin.write(line + b"\n")
            self._child.stdin.flush()
        except OSError:  # the worker is lost: `result` handles that
            return


def _enlarge(*pipes: IO[bytes]) -> None:
    """Give the pipes buffers of `_PIPE_BYTES`, if the system allows it: Linux allows a user 64 of them, in all programs together."""
    if sys.platform == "linux":
        import fcntl

        for pipe in pipes:
            with contextlib.suppress(OSError):
                fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE_BYTES)


def _collect(pipe: IO[bytes], results: "queue.SimpleQueue[Judged | str]") -> None:
    """Put the result of each block into `results`. At the last put why there are no more: "" if the pipe ended."""
    why = ""
    try:
        for head in pipe:
            if not head.endswith(b"\n"):  # the worker was killed while it wrote
                break
            why = "sent what is no answer"
            size, counts = orjson.loads(head)
            if type(size) is not int or size < 0 or not isinstance(counts, dict):
                break
            why = ""
            rows = pipe.read(size)
            if len(rows) < size:
                break
            results.put((rows, counts))
    except (OSError, ValueError, TypeError):  # a closed pipe, or what is no answer
        pass
    finally:
        results.put(why)


def main() -> None:
    """Run a worker: judge blocks until stdin ends."""
    ignore_stop_signals()
    task = Task.of(orjson.loads(sys.stdin.buffer.readline()))
    config = task.config
    keep_patterns(config)
    try:
        knowledge = rules(config)
    except (BadTable, BadList, OSError):
        sys.exit(_UNREADY)
    judge = judge_of(config, knowledge, task.now)
    style = Style(language=config.language)
    freeze_gc()
    for head in sys.stdin.buffer:
        block = orjson.loads(head)
        rows = judge.several(_evidence(block, sys.stdin.buffer) if task.evidence else _names(block, task.day))
        counts = Counts()
        for row in rows:
            counts.see(row)
        written = [line.encode() for line in ndjson(rows, style)]  # not joined: it is half a megabyte
        try:
            sys.stdout.buffer.write(orjson.dumps([sum(map(len, written)), counts.plain()]) + b"\n")
            sys.stdout.buffer.writelines(written)
            sys.stdout.buffer.flush()
        except BrokenPipeError:  # the parent process has ended
            os._exit(1)


def _names(block: list[tuple[int, str, dict[str, str], str, int | None]], day: date | None) -> Dossiers:
    lines = (Line(number=number, text=text, columns=columns, problem=problem) for number, text, columns, problem, _ in block)
    found = zip(offline(lines, day=day), block, strict=True)
    return [(dossier if same is None else replace(dossier, same_as=same), codec.NO_DIGEST) for dossier, (*_, same) in found]


def _evidence(head: list[tuple[int, int]], pipe: IO[bytes]) -> Dossiers:
    lines = [(number, pipe.read(size)) for number, size in head]
    pipe.readline()  # the end of the block
    return [codec.digested_or_refused(number, line) for number, line in lines]


if __name__ == "__main__":
    main()
