"""`python -m scamtriage.worker`: a worker process of a scan. It reads jobs from stdin and writes results to stdout.

The messages of both directions are described in scamtriage/batch/protocol.py.
"""

import asyncio
import itertools
import os
import queue
import sys
import threading
import traceback
from collections import OrderedDict
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import orjson

from scamtriage import __version__
from scamtriage.batch import protocol
from scamtriage.batch.gc_tuning import freeze_gc
from scamtriage.batch.jobs import jobs
from scamtriage.batch.run import Batch, NoResolver
from scamtriage.batch.stop_signals import ignore_stop_signals
from scamtriage.config import Config
from scamtriage.judging import judge_of, rules
from scamtriage.knowledge.loading import BadTable
from scamtriage.net.interfaces import Route, Semaphore
from scamtriage.net.remote_limits import Message, RemoteRateLimiter, RemoteSemaphore
from scamtriage.net.semaphores import FileLockSemaphore
from scamtriage.pattern_folder import keep_patterns
from scamtriage.records import codec
from scamtriage.render.style import Style
from scamtriage.sessions import Environment, need_resolver, open_batch, policy
from scamtriage.targets.decode import BadList
from scamtriage.targets.lines import Line

if TYPE_CHECKING:
    from scamtriage.assess import Judge  # a worker that only collects needs none

_OUTAGE_POLL_S = 0.5


def main() -> None:
    serve(read_settings())


def read_settings() -> dict[str, Any]:
    """Return the first line of stdin; exit if the main process is of another version."""
    ignore_stop_signals()
    settings: dict[str, Any] = orjson.loads(sys.stdin.buffer.readline() or b"{}")
    if settings.get("version") != __version__:
        sys.exit(protocol.OTHER_VERSION)
    return settings


def serve(settings: dict[str, Any], route: Route | None = None) -> NoReturn:
    """Run the worker until all jobs are done. It exits earlier if the main process closes stdin. `route`: as in `Environment`."""
    code = 0
    try:
        asyncio.run(_run(settings, route))
    except NoResolver:
        code = protocol.NO_RESOLVER
    except Exception:  # noqa: BLE001 - a bug of ours: print it and exit 1; the main process replaces this worker
        traceback.print_exc()
        code = 1
    os._exit(code)  # a normal exit would wait for the reader thread; all output is flushed


async def _run(settings: dict[str, Any], route: Route | None) -> None:
    config = Config.of(settings["config"])
    keep_patterns(config)
    parent = _Parent(asyncio.get_running_loop(), settings["in_flight"])
    pace, turns = RemoteRateLimiter(parent.ask, parent.tell), _connection_limit(settings["turns"], config, parent)
    environment = Environment(route=route, pace=pace, turns=turns)
    judge, style = _judge(config, settings["rules"]), Style(language=config.language)
    freeze_gc()
    async with open_batch(
        config, dedupe=settings["dedupe"], recall=parent.recall, recalls_all=False, environment=environment,
        hold_s=settings["hold_s"], aside_s=settings["aside_s"], on_aside=lambda line, service: parent.tell([protocol.ASIDE, line, service]),
    ) as batch:  # fmt: skip
        assert isinstance(batch, Batch)
        parent.tell([protocol.READY])
        heartbeat = asyncio.create_task(_send_heartbeats(parent, batch, settings["heartbeat_s"]))
        async for portion in batch.portions(need_resolver(jobs(parent.lines()), config)):
            for lines in protocol.encode_judged(portion, judge, style) if judge is not None else map(codec.to_line, portion):
                _write(lines)
        heartbeat.cancel()


async def _send_heartbeats(parent: "_Parent", batch: Batch, every_s: float) -> None:
    """Report regularly that this process runs, however long its jobs wait, and at once when an outage of the resolvers begins or ends."""
    loop = asyncio.get_running_loop()
    told, at = "", loop.time()
    while True:
        await asyncio.sleep(min(_OUTAGE_POLL_S, every_s))
        if batch.paused != told or loop.time() - at >= every_s:
            told, at = batch.paused, loop.time()
            parent.tell([protocol.ALIVE, told])


def _judge(config: Config, digest: str) -> "Judge | None":
    """Return a judge whose rules have this digest. None if it is "", or if the rules cannot be loaded or differ: the main process then
    judges. Rules differ if a list of the user was changed, or on a machine with other files."""
    if not digest:
        return None
    try:
        found = rules(config)
    except (BadTable, BadList, OSError):
        return None
    return judge_of(config, found) if found.digest == digest else None


class _Parent:
    """The connection to the main process. A thread reads stdin, so that an answer never waits behind a job."""

    def __init__(self, loop: asyncio.AbstractEventLoop, in_flight: int) -> None:
        self._loop = loop
        self._jobs: queue.SimpleQueue[Line | None] = queue.SimpleQueue()  # bounded by the sender, which limits the jobs in flight
        self._stored: OrderedDict[str, bytes] = OrderedDict()
        self._most_stored = 6 * in_flight
        """Enough for the host and both spellings of the page of each job. Older evidence belongs to finished jobs."""
        self._questions: dict[int, asyncio.Future[Message]] = {}
        self._numbers = itertools.count()
        threading.Thread(target=self._read, name="stdin", daemon=True).start()

    def lines(self) -> Iterator[Line]:
        """Yield the jobs; block while there is none."""
        return iter(self._jobs.get, None)

    def recall(self, key: str) -> bytes | None:
        """Return the evidence of a host or page key that was sent with a job; None if there is none."""
        return self._stored.pop(key, None)

    async def ask(self, message: Message) -> Message:
        """Send a question and return its answer."""
        number = next(self._numbers)
        answer: asyncio.Future[Message] = self._loop.create_future()
        self._questions[number] = answer
        try:
            _write(protocol.encode_message(number, message))
            return await answer
        finally:
            del self._questions[number]

    def tell(self, message: Message) -> None:
        """Send a message that wants no answer."""
        _write(protocol.encode_message(None, message))

    def _read(self) -> None:
        try:
            for raw in iter(sys.stdin.buffer.readline, b""):
                self._receive(raw)
        except Exception:  # noqa: BLE001 - a bug of ours; a worker that stops reading would hang forever
            traceback.print_exc()
        os._exit(1)  # at the end of stdin the main process is gone, and nobody reads our output

    def _receive(self, raw: bytes) -> None:
        match orjson.loads(raw):
            case [int(number), str(text), dict(columns), *stored]:
                for key, line in stored:
                    self._stored[key] = line.encode()
                    if len(self._stored) > self._most_stored:
                        self._stored.popitem(last=False)  # atomic: the event loop may pop at the same time
                self._jobs.put(Line(number=number, text=text, columns=columns))
            case {"of": int(number), "is": list(answer)}:
                self._loop.call_soon_threadsafe(self._resolve, number, answer)
            case None:
                self._jobs.put(None)

    def _resolve(self, number: int, answer: Message) -> None:
        if (question := self._questions.get(number)) is not None and not question.done():
            question.set_result(answer)


def _connection_limit(lock_file: list[str] | None, config: Config, parent: _Parent) -> Semaphore:
    """Return the limiter of connections per address: the lock file shared by the processes of this machine, else the main process."""
    limit = policy(config).connections_per_address
    return FileLockSemaphore(limit, Path(lock_file[0]), lock_file[1]) if lock_file else RemoteSemaphore(limit, parent.ask, parent.tell)


def _write(line: bytes) -> None:
    try:
        sys.stdout.buffer.write(line + b"\n")
        sys.stdout.buffer.flush()
    except BrokenPipeError:  # the main process is gone, which is often known here before the end of stdin is
        os._exit(1)


if __name__ == "__main__":
    main()
