"""What a scan does with its batch and the rows of it, for tests of either."""

import contextlib
import resource
from collections.abc import AsyncGenerator, Iterator
from contextlib import aclosing
from pathlib import Path

from scamtriage.batch.host_index import TemporaryStore
from scamtriage.batch.jobs import Job
from scamtriage.batch.journal import Journal
from scamtriage.batch.run import Batch
from scamtriage.batch.worker_batch import WorkerBatch
from scamtriage.records import codec
from scamtriage.records.evidence import Dossier
from tests import samples


async def one_by_one(batch: Batch | WorkerBatch, items: Iterator[Job | Dossier]) -> AsyncGenerator[Dossier, None]:
    """The dossiers of all portions, of a batch whose workers only observe."""
    async with aclosing(batch.portions(items)) as portions:
        async for portion in portions:
            for dossier in portion:
                assert isinstance(dossier, Dossier)
                yield dossier


def keep(journal: Journal | TemporaryStore, dossier: Dossier) -> int:
    """Keep a dossier; returns its offset."""
    return journal.append_line(codec.to_line(dossier))


def written(path: Path, lines: range) -> None:
    journal = Journal(path)
    for line in lines:
        keep(journal, samples.dossier(line))
    journal.close()


def lines_of(path: Path) -> list[int]:
    journal = Journal(path)
    try:
        return [item.line for _, item in journal.replay()]
    finally:
        journal.close()


@contextlib.contextmanager
def full(path: Path, more: int) -> Iterator[None]:
    """A file that can grow by so many bytes only, as on a disk that is nearly full: the write that reaches it is cut."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, ((path.stat().st_size if path.exists() else 0) + more, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
