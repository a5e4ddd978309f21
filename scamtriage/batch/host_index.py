"""An on-disk index of the hosts that a batch has seen and the offsets of their evidence."""

import sqlite3
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from scamtriage.records.target import BadTarget, Target


def page_keys(target: Target) -> tuple[str, ...]:
    """Return the keys of a target's page: its own, then that of the other spelling, with or without https.

    The two spellings may get different pages, so each has its own evidence.
    """
    bare = target.url.removeprefix("https://")
    named = (target.url, bare) if target.scheme_given else (bare, target.url)
    return tuple(dict.fromkeys(named))


class HostIndex:
    """A map from host or page key to (line, offset in the journal), and the set of finished lines.

    It is a temporary database on disk, removed with the process, so that memory stays constant for lists of any length.
    """

    def __init__(self) -> None:
        self._base = sqlite3.connect("")  # "": on disk, unnamed, removed by SQLite
        self._base.executescript(
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-4000;"
            "CREATE TABLE seen (host TEXT PRIMARY KEY, line INTEGER, offset INTEGER) WITHOUT ROWID;"
            "CREATE TABLE done (line INTEGER PRIMARY KEY, checksum INTEGER, offset INTEGER, evidence INTEGER, host INTEGER);"
        )

    def note(self, line: int, target: Target, offset: int) -> None:
        """Add evidence under its host, or under its page key if the host has an entry already."""
        if not self._add(target.host, line, offset):
            self._add(page_keys(target)[0], line, offset)

    def original(self, target: Target, line: int) -> int | None:
        """Return the offset of the evidence that a duplicate takes from `line`; None if that line is not finished or of another host."""
        found: tuple[int] | None = self._base.execute(
            "SELECT evidence FROM done WHERE line = ? AND host = ?", (line, _checksum(target))
        ).fetchone()
        return None if found is None else found[0]

    def where(self, key: str) -> tuple[int, int] | None:
        """Return (line, offset) of the evidence of a host or page key; None if there is none."""
        found: tuple[int, int] | None = self._base.execute("SELECT line, offset FROM seen WHERE host = ?", (key,)).fetchone()
        return found

    def _add(self, key: str, line: int, offset: int) -> bool:
        with temporary_room():
            return self._base.execute("INSERT OR IGNORE INTO seen VALUES (?, ?, ?)", (key, line, offset)).rowcount == 1

    def finish(self, line: int, target: Target | BadTarget, checksum: int, offset: int, evidence: int) -> bool:
        """Mark a line as finished, with the offsets of its dossier and of its evidence; return False if it was finished already."""
        host = _checksum(target) if isinstance(target, Target) else None
        with temporary_room():
            done = self._base.execute("INSERT OR IGNORE INTO done VALUES (?, ?, ?, ?, ?)", (line, checksum, offset, evidence, host))
        return done.rowcount == 1

    def finished(self, line: int) -> int | None:
        """Return the checksum of a finished line; None for any other."""
        found = self._base.execute("SELECT checksum FROM done WHERE line = ?", (line,)).fetchone()
        return None if found is None else int(found[0])

    def count(self) -> int:
        """Return the number of finished lines."""
        return int(self._base.execute("SELECT count(*) FROM done").fetchone()[0])

    def places(self, *, in_order: bool) -> Iterator[tuple[int, int, int]]:
        """Yield (line, offset, offset of its evidence) of each finished line, by line number if `in_order`, else by offset."""
        places = "SELECT line, offset, evidence FROM done ORDER BY "
        with temporary_room():
            found = self._base.execute(places + "line" if in_order else places + "offset")
        for place in found:  # noqa: UP028 - `yield from` would close the cursor on early exit, when the database may be closed already
            yield place

    def close(self) -> None:
        self._base.close()


def _checksum(target: Target) -> int:
    return zlib.crc32(target.host.encode())


@contextmanager
def temporary_room() -> Iterator[None]:
    """Turn an error of a temporary file into an OSError that names the temporary folder and says what to do."""
    try:
        yield
    except (OSError, sqlite3.OperationalError) as exc:
        raise OSError(f"{tempfile.gettempdir()}: {getattr(exc, 'strerror', None) or exc}; set TMPDIR to a folder that has room") from exc


class TemporaryStore:
    """A replacement for the journal when none is kept: stores dossiers for duplicates in an unnamed temporary file.

    Raises OSError if the file cannot be created.
    """

    def __init__(self) -> None:
        try:
            self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the scan
        except OSError as exc:
            raise OSError(
                f"evidence for duplicates needs a temporary file ({exc.strerror}): set TMPDIR, name an -o, or give --no-dedupe"
            ) from exc
        self._end = 0

    def append_line(self, line: bytes) -> int:
        """Store a dossier's line and return its offset."""
        packed = zlib.compress(line, 1)
        offset = self._end
        with temporary_room():
            self._file.seek(offset)
            self._file.write(len(packed).to_bytes(4) + packed)
            self._end = self._file.tell()
        return offset

    def line_at(self, offset: int) -> bytes:
        with temporary_room():  # seeking flushes the write buffer
            self._file.seek(offset)
            size = int.from_bytes(self._file.read(4))
            return zlib.decompress(self._file.read(size))

    def close(self) -> None:
        with temporary_room():
            self._file.close()
