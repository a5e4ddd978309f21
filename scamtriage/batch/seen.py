"""Which hosts a batch has seen, and where their evidence stands, for lists of any length in constant memory."""

import sqlite3


class Seen:
    """Host -> (line, offset in the journal). Kept in a private temporary file that ends with the process.

    The reader of a list asks from its own thread while the loop writes; SQLite is compiled serialized, and asked one statement at a time.
    """

    def __init__(self) -> None:
        self._base = sqlite3.connect("", check_same_thread=False)  # "": on disk, unnamed, removed by SQLite
        self._base.executescript(
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-4000;"
            "CREATE TABLE seen (host TEXT PRIMARY KEY, line INTEGER, offset INTEGER) WITHOUT ROWID;"
            "CREATE TABLE done (line INTEGER PRIMARY KEY, text INTEGER);"
        )

    def add(self, host: str, line: int, offset: int) -> None:
        self._base.execute("INSERT OR IGNORE INTO seen VALUES (?, ?, ?)", (host, line, offset))

    def where(self, host: str) -> tuple[int, int] | None:
        """(line, offset) of the first evidence of a host."""
        found: tuple[int, int] | None = self._base.execute("SELECT line, offset FROM seen WHERE host = ?", (host,)).fetchone()
        return found

    def finish(self, line: int, checksum: int) -> bool:
        """Note that a line has its row; False when it had one already."""
        return self._base.execute("INSERT OR IGNORE INTO done VALUES (?, ?)", (line, checksum)).rowcount == 1

    def finished(self, line: int) -> int | None:
        """The checksum of the text of a line that has its row, else None."""
        found = self._base.execute("SELECT text FROM done WHERE line = ?", (line,)).fetchone()
        return None if found is None else int(found[0])

    def close(self) -> None:
        self._base.close()
