"""What a scan remembers: the evidence of each line and which lines have their rows, so that duplicates and resumes find them."""

import asyncio
import contextlib
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from scamtriage.batch.journal import SYNC_S, Journal, in_journal, is_first
from scamtriage.batch.seen import Scratch, Seen
from scamtriage.records.evidence import Dossier
from scamtriage.records.frozen import changed
from scamtriage.records.target import Target

if TYPE_CHECKING:
    from scamtriage.batch.judged import Judged
    from scamtriage.targets.read import Line


class Memory:
    """A journal, or what stands in for one, with the index of what it holds."""

    def __init__(self, file: Journal | Scratch) -> None:
        self._file = file
        self._seen = Seen()

    def keep(self, done: "Dossier | Judged") -> str:
        """Keep what has finished. Returns the digest of its evidence, which is written only once for both; "" where it stands elsewhere, or
        nobody needs it any more."""
        if isinstance(done, Dossier):
            (evidence, digest), first = in_journal(done), is_first(done)
        else:
            evidence, digest, first = done.evidence, "", done.first
        offset = self._file.append_line(evidence)
        self._seen.finish(done.line, _checksum(done.input))
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
        """The line of evidence of a host, or of another page of it by its URL."""
        where = self._seen.where(key)
        return None if where is None else self._file.line_at(where[1])

    def replayed(self, journal: Journal) -> Iterator[Dossier]:
        """What stands in the journal, whole, and noted as finished; a line that must be taken up again is left out."""
        seen = self._seen
        for offset, dossier in journal.replay():
            known = seen.of(dossier.target) if dossier.same_as is not None and isinstance(dossier.target, Target) else None
            if dossier.same_as is not None and known is None:
                continue  # it points to evidence that was lost, or comes later
            if not seen.finish(dossier.line, _checksum(dossier.input)):
                continue  # it was taken up again
            if known is not None:
                dossier = changed(dossier, evidence=journal.read_at(known[1]).evidence)
            elif isinstance(dossier.target, Target):
                seen.note(dossier.line, dossier.target, offset)
            yield dossier

    def unfinished(self, lines: "Iterator[Line]", journal: str) -> "Iterator[Line]":
        """The lines that have no row yet. Raises BadList when the journal, named so, is that of another list."""
        from scamtriage.targets.read import BadList

        for line in lines:
            checksum = self._seen.finished(line.number)
            if checksum is None:
                yield line
            elif checksum != _checksum(line.text):
                raise BadList(
                    f"line {line.number} of the list is not the one that stands in {journal}; name another --evidence, or another -o"
                )

    def close(self) -> None:
        """Close the index and the file."""
        self._file.close()
        self._seen.close()


def _checksum(text: str) -> int:
    return zlib.crc32(text.encode("utf-8", "surrogatepass"))
