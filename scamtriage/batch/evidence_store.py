"""The evidence that a scan keeps on disk for duplicates, and its index."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from scamtriage.batch.host_index import HostIndex, TemporaryStore
from scamtriage.batch.journal import SYNC_S, Journal, encode_line, is_first
from scamtriage.records.evidence import Dossier
from scamtriage.records.target import Target

if TYPE_CHECKING:
    from scamtriage.batch.protocol import Judged


class EvidenceStore:
    """A journal, or a scratch file in its place, with an index of its hosts and pages."""

    def __init__(self, file: Journal | TemporaryStore, seen: HostIndex | None = None) -> None:
        """`seen`: the index of what the file already holds."""
        self._file = file
        self._seen = seen or HostIndex()

    def keep(self, done: "Dossier | Judged") -> str:
        """Append a finished line to the file and the index, and return the digest of its evidence.

        "" for a duplicate, whose evidence is in another line, and for a line that is judged already.
        """
        if isinstance(done, Dossier):
            (evidence, digest), first = encode_line(done), is_first(done)
        else:
            evidence, digest, first = done.evidence, "", done.first
        offset = self._file.append_line(evidence)
        if first and isinstance(done.target, Target):
            self._seen.note(done.line, done.target, offset)
        return digest

    def write(self) -> None:
        """Write the buffered lines of a journal to its file, before their rows are printed. Raises OSError."""
        if isinstance(self._file, Journal):
            self._file.write()

    @asynccontextmanager
    async def synced(self) -> AsyncIterator[None]:
        """Sync the journal once a second inside the `async with` block.

        Errors are ignored here: the next `keep` or `close` raises them.
        """
        task = asyncio.create_task(self._sync_regularly())
        try:
            yield
        finally:
            task.cancel()

    async def _sync_regularly(self) -> None:
        while isinstance(self._file, Journal):
            await asyncio.sleep(SYNC_S)
            with contextlib.suppress(OSError):
                self._file.sync()

    def recall(self, key: str) -> bytes | None:
        """Return the journal line with the evidence of a host or page key; None if there is none."""
        where = self._seen.where(key)
        return None if where is None else self._file.line_at(where[1])

    def close(self) -> None:
        """Close the index and the file."""
        self._file.close()
        self._seen.close()
