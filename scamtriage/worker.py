"""`python -m scamtriage.worker`: one shard of a batch. Lines of JSON in (settings, jobs, answers), lines of JSON out (evidence, questions).

In come, after the settings: `[line, text, columns]`, a job, behind which may stand `[host, evidence]` and `[key, evidence]`, lines that are
kept already of its host or its page (see `page_keys`); `{"of": number, "is": answer}`, the answer to a question; `null`, the end of the
jobs.
Out go: `[null, ["ready"]]`, once; `[null, ["alive"]]`, now and then; dossiers, or the three lines of one that was judged here (see
batch/judged.py); `[number, message]`, a question about pace or turns; `[null, message]`, news about them.
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
from typing import Any

import orjson

from scamtriage import __version__
from scamtriage.assess import Judge
from scamtriage.batch.gc_tuning import freeze_gc
from scamtriage.batch.judged import sent
from scamtriage.batch.run import Batch, jobs
from scamtriage.batch.stop_signals import ignore_stop_signals
from scamtriage.batch.supervisor import OTHER_VERSION
from scamtriage.config import Config
from scamtriage.knowledge.loading import BadRule
from scamtriage.net.interfaces import AnySemaphore
from scamtriage.net.remote_limits import Message, RemotePace, RemoteSemaphore
from scamtriage.net.semaphores import FileLockSemaphore
from scamtriage.net_policy import policy
from scamtriage.pipeline import judge_of, open_batch, rules
from scamtriage.records import codec
from scamtriage.render.style import Style
from scamtriage.targets.read import BadList, Line


def main() -> None:
    """Ends when all jobs are done, or with whoever started it."""
    ignore_stop_signals()
    settings = orjson.loads(sys.stdin.buffer.readline() or b"{}")
    if settings.get("version") != __version__:
        sys.exit(OTHER_VERSION)
    code = 0
    try:
        asyncio.run(_serve(settings))
    except Exception:  # noqa: BLE001 - our own fault; whoever started us says what becomes of the lines
        traceback.print_exc()
        code = 1
    os._exit(code)  # the thread that reads would hold the interpreter up, and all that was written is flushed


async def _serve(settings: dict[str, Any]) -> None:
    config = Config.of(settings["config"])
    post = _Post(asyncio.get_running_loop(), settings["in_flight"])
    pace, route = RemotePace(post.ask, post.tell), _route(settings["routes"])
    turns = _turns(settings["turns"], policy(config).connections_per_address, post)
    judge, style = _judge(config, settings["rules"]), Style(language=config.language)
    freeze_gc()
    async with open_batch(config, dedupe=settings["dedupe"], route=route, pace=pace, turns=turns, recall=post.recall) as batch:
        assert isinstance(batch, Batch)
        post.tell(["ready"])
        alive = asyncio.create_task(_beat(post, settings["beat_s"]))
        async for portion in batch.portions(jobs(post.lines())):
            for lines in sent(portion, judge, style) if judge is not None else map(codec.to_line, portion):
                _write(lines)
        alive.cancel()


async def _beat(post: "_Post", every_s: float) -> None:
    """Tell now and then that we do not stand still, however long the lines in hand wait."""
    while True:
        await asyncio.sleep(every_s)
        post.tell(["alive"])


def _judge(config: Config, wanted: str) -> Judge | None:
    """By the rules that have the digest that is wanted. Where they are others, or cannot be had, whoever started us judges: a list of the
    user may have been changed since, and another machine has other files."""
    if not wanted:
        return None
    try:
        found = rules(config)
    except (BadRule, BadList, OSError):
        return None
    return judge_of(config, found) if found.digest == wanted else None


class _Post:
    """Sorts what comes in: jobs to the batch, answers to those who asked. Its own thread reads, so that an answer never waits for a job."""

    def __init__(self, loop: asyncio.AbstractEventLoop, in_flight: int) -> None:
        self._loop = loop
        self._most_seen = 6 * in_flight  # of each job, host and page, named either way; older evidence belongs to jobs that are done
        self._jobs: queue.SimpleQueue[Line | None] = queue.SimpleQueue()  # the sender bounds it: so many jobs in flight, and no more
        self._asked: dict[int, asyncio.Future[Message]] = {}
        self._seen: OrderedDict[str, bytes] = OrderedDict()
        self._numbers = itertools.count()
        threading.Thread(target=self._read, name="post", daemon=True).start()

    def lines(self) -> Iterator[Line]:
        return iter(self._jobs.get, None)

    def recall(self, key: str) -> bytes | None:
        """The evidence of a host, or of a page by its key, that came with one of its jobs."""
        return self._seen.pop(key, None)

    async def ask(self, message: Message) -> Message:
        number = next(self._numbers)
        answer: asyncio.Future[Message] = self._loop.create_future()
        self._asked[number] = answer
        try:
            _write(orjson.dumps([number, message]))
            return await answer
        finally:
            del self._asked[number]

    def tell(self, message: Message) -> None:
        _write(orjson.dumps([None, message]))

    def _read(self) -> None:
        try:
            for raw in iter(sys.stdin.buffer.readline, b""):
                self._sort(raw)
        except Exception:  # noqa: BLE001 - our own fault; a worker that no longer hears would stand still for ever
            traceback.print_exc()
        os._exit(1)  # else whoever started us is gone; nobody reads what we would write

    def _sort(self, raw: bytes) -> None:
        match orjson.loads(raw):
            case [int(number), str(text), dict(columns), *seen]:
                for key, kept in seen:
                    self._seen[key] = kept.encode()
                    if len(self._seen) > self._most_seen:
                        self._seen.popitem(last=False)  # in one step: the loop takes from it meanwhile
                self._jobs.put(Line(number=number, text=text, columns=columns))
            case {"of": int(number), "is": list(answer)}:
                self._loop.call_soon_threadsafe(self._answered, number, answer)
            case None:
                self._jobs.put(None)

    def _answered(self, number: int, answer: Message) -> None:
        if (asked := self._asked.get(number)) is not None and not asked.done():
            asked.set_result(answer)


def _turns(shared: list[str] | None, limit: int, post: _Post) -> AnySemaphore:
    """Turns at addresses: in the file that the processes of this machine have in common, else of whoever deals."""
    return FileLockSemaphore(limit, Path(shared[0]), shared[1]) if shared else RemoteSemaphore(limit, post.ask, post.tell)


def _write(line: bytes) -> None:
    sys.stdout.buffer.write(line + b"\n")
    sys.stdout.buffer.flush()


def _route(routes: list[list[Any]]) -> Any:
    """The lab's table of the last hop, when the batch runs in a lab."""
    if not routes:
        return None
    table = {(ip, port): (to_ip, to_port) for ip, port, to_ip, to_port in routes}
    return lambda address, port: table[address, port]


if __name__ == "__main__":
    main()
