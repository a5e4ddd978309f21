"""The pipeline to rows: words -> dossiers -> rows for a few targets, and stored evidence -> rows. Shared by the commands, the demo and the
library."""

import asyncio
from collections.abc import AsyncGenerator, Iterable, Iterator
from contextlib import aclosing, closing, nullcontext
from itertools import starmap
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from scamtriage.batch import today
from scamtriage.config import Config
from scamtriage.judging import judge_of
from scamtriage.net.tasks import cancel_and_wait
from scamtriage.records import codec
from scamtriage.records.evidence import Mode
from scamtriage.sessions import REAL, Environment, collectors_of, enabled_options, need_proxy, open_session

if TYPE_CHECKING:
    from scamtriage.assess import Judge, Rules
    from scamtriage.records.assessment import Assessment, Refusal
    from scamtriage.records.evidence import Dossier
    from scamtriage.targets.lines import Line

T = TypeVar("T")

IN_A_ROW = 20
"""Number of lines processed offline before control returns to the event loop."""


def number_lines(given: Iterable[object]) -> "Iterator[Line]":
    """Yield numbered lines from the targets of a command line or a library caller, lazily."""
    from scamtriage.targets.lines import Line
    from scamtriage.targets.parse import MAX_LINE_CHARS

    for number, text in enumerate(given, start=1):
        if not isinstance(text, str):  # a library caller may pass any object
            missing = text is None or (isinstance(text, float) and text != text)  # NaN is an empty cell of a data frame
            yield Line(number=number, text="" if missing else ascii(text)[:200], problem=f"no string, but {type(text).__name__}")
            continue
        text = str.__str__(text)  # of a subclass, as arrays and parsers of pages give them, the text itself: no output knows them
        problem = "" if len(text) <= MAX_LINE_CHARS else f"longer than {MAX_LINE_CHARS} characters"
        yield Line(number=number, text=text, problem=problem)


async def dossiers(
    lines: "Iterable[Line]", config: Config, *, only: tuple[str, ...] = (), environment: Environment = REAL
) -> "AsyncGenerator[Dossier, None]":
    """Collect evidence: yield one dossier per line in the order of completion.

    With `config.follow`, names discovered in one round are investigated in the next.
    """
    from scamtriage.batch.offline import Repeated, offline

    if config.mode is Mode.OFFLINE:
        for count, dossier in enumerate(offline(lines, Repeated(), day=today.now().date())):
            if count % IN_A_ROW == 0:  # nothing else here awaits, so yield to other tasks of the loop
                await asyncio.sleep(0)
            yield dossier
        return
    from scamtriage.batch.discovered import Discovered
    from scamtriage.batch.jobs import jobs
    from scamtriage.batch.run import Batch

    await need_proxy(config, environment)
    collectors = {name: collector for name, collector in collectors_of(config).items() if not only or name in only}
    async with open_session(config, environment) as session:
        discovered = Discovered()
        for rounds_left in range(config.follow, -1, -1):
            batch = Batch(session, config.mode, in_flight=config.in_flight, collectors=collectors, asked=enabled_options(config))
            async with aclosing(batch.run(jobs(iter(lines)))) as found:  # on early exit, stop the batch before its session closes
                async for dossier in found:
                    if rounds_left:
                        discovered.add(dossier)
                    yield dossier
            lines = discovered.next_round()
            if not lines:
                return


async def triage(
    lines: "Iterable[Line]", config: Config, rules: "Rules", *, evidence: Path | None = None, environment: Environment = REAL
) -> "AsyncGenerator[Assessment | Refusal, None]":
    """Collect evidence and judge it: yield one row per line in the order of completion.

    `evidence`: the file to which the evidence of each row is appended before the row is yielded. Raises JournalBusy, BadRecord for a file
    that is no evidence, ValueError for a compressed one, OSError.
    """
    from scamtriage.batch.journal import Journal

    judge = judge_of(config, rules)
    with closing(Journal(evidence)) if evidence is not None else nullcontext() as journal:
        async with aclosing(dossiers(lines, config, environment=environment)) as found:
            async for dossier in found:
                if journal is not None:
                    journal.append_line(codec.to_line(dossier))
                    journal.write()
                yield judge(dossier)


async def in_own_task(rows: "AsyncGenerator[T, None]") -> "AsyncGenerator[T, None]":
    """Yield the same rows, each asked for when the caller wants it; `rows` is iterated and closed in a task of its own.

    For callers who may leave an `async for` early. Generators within generators are then closed by the garbage collector and by the end of
    the loop, all at once and in any order, which fails and leaves sockets open. A task that is cancelled closes them from the inside.
    """
    wanted, passed, left = asyncio.Semaphore(0), asyncio.Queue[T | None](), asyncio.Event()

    async def run() -> None:
        try:
            async with aclosing(rows):
                await wanted.acquire()
                async for row in rows:
                    if left.is_set():  # the cancellation was lost below, as where an answer came in its very moment: nobody wants more
                        return
                    passed.put_nowait(row)
                    await wanted.acquire()
        finally:
            passed.put_nowait(None)

    running = asyncio.get_running_loop().create_task(run())
    try:
        wanted.release()
        while (row := await passed.get()) is not None:
            yield row
            wanted.release()
        await running
    finally:
        left.set()
        try:
            await cancel_and_wait([running])
        finally:  # also after a second cancellation
            if running.done() and not running.cancelled():  # it goes on if the loop was closed without it
                running.result()  # raises what failed when the rows were closed: the last evidence may not be on the disk


def judged(evidence: "Path | Iterable[bytes | str]", judge: "Judge") -> "Iterator[Assessment | Refusal]":
    """Judge stored evidence: yield one row per line, in order. Lines are judged as they come, those of a file several at a time.

    Raises BadRecord for a file that is no evidence or is damaged, the latter after the rows before the damage; OSError; and what reading
    the lines raises.
    """
    from scamtriage.batch.stored_evidence import BLOCK, blocks, complain, opened, require_evidence

    failed: list[Exception] = []
    if not isinstance(evidence, Path):
        for block in blocks((line for line in evidence), 1, failed):  # an open file may be one of text
            yield from judge.several(list(starmap(codec.digested_or_refused, block)))
        if failed:
            raise failed[0]
        return
    with opened(evidence) as stream:
        try:
            for block in require_evidence(blocks(stream, BLOCK, failed)):
                yield from judge.several(list(starmap(codec.digested_or_refused, block)))
        except codec.BadRecord as exc:
            raise codec.BadRecord(f"{evidence}: {exc}") from None
    complain(evidence, failed)
