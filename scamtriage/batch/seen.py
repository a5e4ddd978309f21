"""Which hosts a batch has seen, and where their evidence stands, for lists of any length in constant memory."""

import sqlite3
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from scamtriage.records.target import Target


def page_keys(target: Target) -> tuple[str, ...]:
    """Under what the page of a target is known: its own key, then that of whoever named the same page otherwise, with https or without. The
    two may be shown different pages, and each is asked once."""
    bare = target.url.removeprefix("https://")
    named = (target.url, bare) if target.scheme_given else (bare, target.url)
    return tuple(dict.fromkeys(named))


class Seen:
    """Host, or key of a page -> (line, offset in the journal). Kept in a private temporary file that ends with the process."""

    def __init__(self) -> None:
        self._base = sqlite3.connect("")  # "": on disk, unnamed, removed by SQLite
        self._base.executescript(
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-4000;"
            "CREATE TABLE seen (host TEXT PRIMARY KEY, line INTEGER, offset INTEGER) WITHOUT ROWID;"
            "CREATE TABLE done (line INTEGER PRIMARY KEY, checksum INTEGER, offset INTEGER, evidence INTEGER);"
        )

    def note(self, line: int, target: Target, offset: int) -> None:
        """Remember evidence: the first of its host by the host, that of another page of the host by its own key."""
        if not self._add(target.host, line, offset):
            self._add(page_keys(target)[0], line, offset)

    def original(self, target: Target, line: int) -> int | None:
        """The offset of the evidence of that line, to which a duplicate of this target points; None where it does not stand here."""
        found = [self.where(key) for key in (*page_keys(target), target.host)]
        return next((place[1] for place in found if place is not None and place[0] == line), None)

    def where(self, key: str) -> tuple[int, int] | None:
        """(line, offset) of the first evidence of a host, or of another page of it by its key."""
        found: tuple[int, int] | None = self._base.execute("SELECT line, offset FROM seen WHERE host = ?", (key,)).fetchone()
        return found

    def _add(self, key: str, line: int, offset: int) -> bool:
        with _room():
            return self._base.execute("INSERT OR IGNORE INTO seen VALUES (?, ?, ?)", (key, line, offset)).rowcount == 1

    def finish(self, line: int, checksum: int, offset: int, evidence: int) -> bool:
        """Note that a line has its row, where it stands in a journal and where its evidence does; False when it had one already."""
        with _room():
            return self._base.execute("INSERT OR IGNORE INTO done VALUES (?, ?, ?, ?)", (line, checksum, offset, evidence)).rowcount == 1

    def finished(self, line: int) -> int | None:
        """The checksum of a line that has its row, else None."""
        found = self._base.execute("SELECT checksum FROM done WHERE line = ?", (line,)).fetchone()
        return None if found is None else int(found[0])

    def count(self) -> int:
        """How many lines have their rows."""
        return int(self._base.execute("SELECT count(*) FROM done").fetchone()[0])

    def places(self, *, in_order: bool) -> Iterator[tuple[int, int, int]]:
        """(line, offset, offset of its evidence) of each line that has its row: as they stand in the journal, or by their numbers."""
        places = "SELECT line, offset, evidence FROM done ORDER BY "
        with _room():
            found = self._base.execute(places + "line" if in_order else places + "offset")
        for place in found:  # noqa: UP028 - `yield from` closes the cursor where somebody breaks off, and the base may be closed by then
            yield place

    def close(self) -> None:
        self._base.close()


@contextmanager
def _room() -> Iterator[None]:
    """What is kept in temporary files needs room in their folder, which is not that of the list: a fault says which, and what to do."""
    try:
        yield
    except (OSError, sqlite3.OperationalError) as exc:
        raise OSError(f"{tempfile.gettempdir()}: {getattr(exc, 'strerror', None) or exc}; set TMPDIR to a folder that has room") from exc


class Scratch:
    """What a journal does for duplicates when no journal is kept: dossiers in an unnamed temporary file that ends with the process.
    Raises OSError when none can be had."""

    def __init__(self) -> None:
        try:
            self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the scan
        except OSError as exc:
            raise OSError(
                f"evidence for duplicates needs a temporary file ({exc.strerror}): set TMPDIR, name an -o, or give --no-dedupe"
            ) from exc
        self._end = 0

    def append_line(self, line: bytes) -> int:
        """Keep a dossier's line; returns its offset."""
        packed = zlib.compress(line, 1)
        offset = self._end
        with _room():
            self._file.seek(offset)
            self._file.write(len(packed).to_bytes(4) + packed)
            self._end = self._file.tell()
        return offset

    def line_at(self, offset: int) -> bytes:
        with _room():  # going there writes what waits
            self._file.seek(offset)
            size = int.from_bytes(self._file.read(4))
            return zlib.decompress(self._file.read(size))

    def close(self) -> None:
        with _room():
            self._file.close()
