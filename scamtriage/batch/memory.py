"""What a scan remembers: the evidence of each host and page, so that duplicates find it."""

import asyncio
import contextlib
from typing import TYPE_CHECKING

from scamtriage.batch.journal import SYNC_S, Journal, in_journal, is_first
from scamtriage.batch.seen import Scratch, Seen
from scamtriage.records.evidence import Dossier
from scamtriage.records.target import Target

if TYPE_CHECKING:
    from scamtriage.batch.judged import Judged


class Memory:
    """A journal, or what stands in for one, with the index of what it holds."""

    def __init__(self, file: Journal | Scratch, seen: Seen | None = None) -> None:
        """`seen`: what the file holds already."""
        self._file = file
        self._seen = seen or Seen()

    def keep(self, done: "Dossier | Judged") -> str:
        """Keep what has finished. Returns the digest of its evidence, which is written only once for both; "" where it stands elsewhere, or
        nobody needs it any more."""
        if isinstance(done, Dossier):
            (evidence, digest), first = in_journal(done), is_first(done)
        else:
            evidence, digest, first = done.evidence, "", done.first
        offset = self._file.append_line(evidence)
        if first and isinstance(done.target, Target):
            self._seen.note(done.line, done.target, offset)
        return digest

    def write(self) -> None:
        """Hand what was kept to the system, before anybody sees what it comes to. Raises OSError."""
        if isinstance(self._file, Journal):
            self._file.write()

    async def on_disk_in_time(self) -> None:
        """Have what was kept on disk once a second, however long nothing more comes. What a disk does not take stays kept: whoever keeps
        the next line is told, or closes."""
        while isinstance(self._file, Journal):
            await asyncio.sleep(SYNC_S)
            with contextlib.suppress(OSError):
                self._file.sync()

    def recall(self, key: str) -> bytes | None:
        """The line of evidence of a host, or of another page of it by its key."""
        where = self._seen.where(key)
        return None if where is None else self._file.line_at(where[1])

    def close(self) -> None:
        """Close the index and the file."""
        self._file.close()
        self._seen.close()
