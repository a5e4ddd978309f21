"""What a scan does with its batch and the rows of it, for tests of either."""

from collections.abc import AsyncGenerator, Iterator
from contextlib import aclosing

from scamtriage.batch.journal import Journal
from scamtriage.batch.run import Batch, Job
from scamtriage.batch.seen import Scratch
from scamtriage.batch.shards import Shards
from scamtriage.records import codec
from scamtriage.records.evidence import Dossier


async def one_by_one(batch: Batch | Shards, items: Iterator[Job | Dossier]) -> AsyncGenerator[Dossier, None]:
    """The dossiers of all portions, of a batch whose workers only observe."""
    async with aclosing(batch.portions(items)) as portions:
        async for portion in portions:
            for dossier in portion:
                assert isinstance(dossier, Dossier)
                yield dossier


def keep(journal: Journal | Scratch, dossier: Dossier) -> int:
    """Keep a dossier; returns its offset."""
    return journal.append_line(codec.to_line(dossier))
