"""`python -m scamtriage.worker`: one shard of a batch. Reads settings and jobs as lines of JSON, writes lines of evidence."""

import asyncio
import os
import signal
import sys
from collections.abc import Iterator
from typing import Any

import orjson

from scamtriage.batch.garbage import settle
from scamtriage.batch.run import Job, jobs
from scamtriage.config import Config
from scamtriage.pipeline import open_batch
from scamtriage.records import codec
from scamtriage.records.evidence import Dossier, Mode
from scamtriage.targets.read import Line


def main() -> None:
    """Ends when stdin closes and all jobs are done."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides; a terminal's Ctrl-C reaches us too
    _end_with_parent()
    settings = orjson.loads(sys.stdin.buffer.readline())
    asyncio.run(_serve(settings))


async def _serve(settings: dict[str, Any]) -> None:
    given = settings["config"]
    config = Config(**{**given, "mode": Mode(given["mode"]), **{k: tuple(v) for k, v in given.items() if isinstance(v, list)}})
    async with open_batch(config, dedupe=settings["dedupe"], route=_route(settings["routes"])) as batch:
        settle()
        async for dossier in batch.run(_jobs()):
            sys.stdout.buffer.write(codec.to_line(dossier) + b"\n")
            sys.stdout.buffer.flush()


def _jobs() -> Iterator[Job | Dossier]:
    def lines() -> Iterator[Line]:
        for raw in iter(sys.stdin.buffer.readline, b""):
            number, text = orjson.loads(raw)
            yield Line(number=number, text=text)

    return jobs(lines())


def _route(routes: list[list[Any]]) -> Any:
    """The lab's table of the last hop, when the batch runs in a lab."""
    if not routes:
        return None
    table = {(ip, port): (to_ip, to_port) for ip, port, to_ip, to_port in routes}
    return lambda address, port: table[address, port]


def _end_with_parent() -> None:
    """Linux: the kernel ends us when the parent is gone; elsewhere the closed pipe does."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
        if os.getppid() == 1:
            sys.exit(1)


if __name__ == "__main__":
    main()
