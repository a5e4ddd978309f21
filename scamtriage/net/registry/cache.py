"""On-disk cache of registry answers and their original times; private to this user, and verified on reading."""

import contextlib
import logging
import os
import sqlite3
import stat
import time
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from msgspec.structs import replace

from scamtriage.net.locks import private_folder
from scamtriage.net.protocol import RawAnswer

log = logging.getLogger(__name__)

VERSION = 3
"""Version of the schema and of the queries; answers of another version are not found."""
_FILE = "answers.sqlite"
_BUSY_S = 0.25
_OPENINGS = 4
"""Attempts to open a locked file. Of processes that create it together, SQLite refuses some at once, whatever the timeout."""
_MAX_BYTES = 512_000_000
_RECENT, _RECENT_BYTES = 1_000, 32_768
"""Number of answers kept in memory if there is no file, and the size limit of each."""
_INSTEAD = "the last answers are kept in memory instead, for this run"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS answers (
  key TEXT PRIMARY KEY, source TEXT NOT NULL, question TEXT NOT NULL, server TEXT NOT NULL, status INTEGER, body BLOB NOT NULL,
  complete INTEGER NOT NULL, observed_at REAL NOT NULL, expires_at REAL NOT NULL, digest TEXT NOT NULL,
  cut TEXT NOT NULL
) WITHOUT ROWID
"""
_INDEX = "CREATE INDEX IF NOT EXISTS expiry ON answers (expires_at)"
_FIND = """
SELECT server, status, body, complete, observed_at, digest, cut FROM answers WHERE key = ? AND observed_at <= ? AND expires_at > ?
"""

_CLOCKS_APART_S = 60
"""An answer may be from so far ahead: a clock is set right by some seconds now and then."""
_FORGET_ROWS = 2_000
_FORGET_WITH_EACH = 5
"""Number of expired answers deleted with each new one."""
_FORGET = "DELETE FROM answers WHERE key IN (SELECT key FROM answers WHERE expires_at <= ? LIMIT ?)"
_EXPIRE = "UPDATE answers SET expires_at = ? WHERE key = ? AND observed_at = ?"


class Cache:
    """Answers by question, source and version. An error of the file closes it for this run, with one warning; then as without a folder."""

    def __init__(self, folder: Path | None, *, now: datetime | None = None, max_bytes: int = _MAX_BYTES, forget_s: float = 1.0) -> None:
        """Open the cache; if `folder` is None, some answers are cached in memory for this run.

        A file of more than `max_bytes` is emptied. Answers that had expired by `now` are deleted, for `forget_s` now and the rest little by
        little. They would show for ever which names were looked up and who registered them.
        """
        self._begun = now.timestamp() if now is not None else float("-inf")
        self._db: sqlite3.Connection | None = None
        self._recent: dict[str, tuple[RawAnswer, float]] = {}
        if folder is None:
            return
        if not private_folder(folder):
            log.warning("cache: %s is not a private folder of this user; %s", folder, _INSTEAD)
            return
        self._path = folder / _FILE
        self._max_bytes = max_bytes
        self._open()
        if now is not None:
            self._forget(forget_s)

    def get(self, source: str, question: str, now: datetime) -> RawAnswer | None:
        """Return the answer, or None if there is none, it has expired, is damaged, or comes from the future."""
        moment = now.timestamp()
        if self._db is None:
            recent, expires_at = self._recent.get(_key(source, question), (None, 0.0))
            if recent is None or expires_at <= moment or recent.observed_at.timestamp() > moment + _CLOCKS_APART_S:
                return None
            return replace(recent, from_cache=True)
        try:
            row = self._db.execute(_FIND, (_key(source, question), moment + _CLOCKS_APART_S, moment)).fetchone()
        except sqlite3.Error as exc:
            self._give_up(exc)
            return None
        if row is None:
            return None
        server, status, body, complete, observed_at, digest, cut = row
        if not (isinstance(body, bytes) and isinstance(server, str) and isinstance(cut, str)) or sha256(body).hexdigest() != digest:
            return None
        return RawAnswer(
            body=body,
            server=server,
            status_code=status,
            complete=bool(complete),
            cut=cut,
            observed_at=datetime.fromtimestamp(observed_at, UTC),
            from_cache=True,
        )

    def put(self, source: str, question: str, answer: RawAnswer, *, ttl_s: float) -> None:
        """Store an answer for `ttl_s` from its original time."""
        moment = answer.observed_at.timestamp()
        if self._db is None:
            self._remember(_key(source, question), answer, moment + ttl_s)
            return
        values = (
            _key(source, question),
            source,
            question,
            answer.server,
            answer.status_code,
            answer.body,
            int(answer.complete),
            moment,
            moment + ttl_s,
            sha256(answer.body).hexdigest(),
            answer.cut,
        )
        try:
            with self._db:
                self._db.execute("INSERT OR REPLACE INTO answers VALUES (?,?,?,?,?,?,?,?,?,?,?)", values)
                self._db.execute(_FORGET, (min(self._begun, moment), _FORGET_WITH_EACH))
        except sqlite3.OperationalError as exc:
            if not _is_busy(exc):  # another process is writing: this answer is not stored
                self._give_up(exc)
        except sqlite3.Error as exc:
            self._give_up(exc)

    def expire(self, source: str, question: str, observed_at: datetime, at: datetime) -> None:
        """Set the expiry of the answer with this original time."""
        key = _key(source, question)
        if self._db is None:
            if key in self._recent and self._recent[key][0].observed_at == observed_at:
                self._recent[key] = (self._recent[key][0], at.timestamp())
            return
        try:
            with self._db:
                self._db.execute(_EXPIRE, (at.timestamp(), key, observed_at.timestamp()))
        except sqlite3.OperationalError as exc:
            if not _is_busy(exc):
                self._give_up(exc)
        except sqlite3.Error as exc:
            self._give_up(exc)

    def _forget(self, seconds: float) -> None:
        """Delete expired answers in small steps, so that other processes can write in between. `put` deletes the rest."""
        until = time.monotonic() + seconds
        try:
            while self._db is not None and time.monotonic() < until:
                with self._db:
                    if self._db.execute(_FORGET, (self._begun, _FORGET_ROWS)).rowcount < _FORGET_ROWS:
                        return
        except sqlite3.OperationalError as exc:
            if not _is_busy(exc):
                self._give_up(exc)
        except sqlite3.Error as exc:
            self._give_up(exc)

    def _remember(self, key: str, answer: RawAnswer, expires_at: float) -> None:
        if len(answer.body) > _RECENT_BYTES:
            return
        if len(self._recent) >= _RECENT:
            del self._recent[next(iter(self._recent))]
        self._recent[key] = (answer, expires_at)

    def close(self) -> None:
        if self._db is not None:
            with contextlib.suppress(sqlite3.Error):
                self._db.close()
            self._db = None

    def _open(self) -> None:
        try:
            if not _is_ours(self._path):
                self._set_aside("it belongs to somebody else, or others may write to it")
            self._db = self._connected()
        except OSError as exc:  # for example, the file system is read-only or full
            self._give_up(exc)
        except sqlite3.DatabaseError as exc:
            if isinstance(exc, sqlite3.OperationalError) and _is_busy(exc):
                self._give_up(exc)
                return
            self._set_aside(str(exc))
            try:
                self._db = _connect(self._path, self._max_bytes)
            except (sqlite3.Error, OSError) as second:
                self._give_up(second)

    def _connected(self) -> sqlite3.Connection:
        for _ in range(_OPENINGS - 1):
            try:
                return _connect(self._path, self._max_bytes)
            except sqlite3.OperationalError as exc:
                if not _is_busy(exc):
                    raise
                time.sleep(_BUSY_S / 10)
        return _connect(self._path, self._max_bytes)

    def _set_aside(self, why: str) -> None:
        """Rename a file that can't be trusted, so that it can be examined."""
        aside = self._path.with_suffix(".set-aside")
        log.warning("cache: %s is not used: %s; it now stands beside as %s", self._path, why, aside.name)
        for suffix in ("-wal", "-shm"):
            with contextlib.suppress(OSError):
                Path(f"{self._path}{suffix}").unlink()
        with contextlib.suppress(OSError):
            self._path.replace(aside)

    def _give_up(self, exc: sqlite3.Error | OSError) -> None:
        log.warning("cache: %s can't be used (%s); %s", self._path, exc, _INSTEAD)
        self.close()


def _connect(path: Path, max_bytes: int) -> sqlite3.Connection:
    os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600))
    db = sqlite3.connect(path, timeout=_BUSY_S, isolation_level="DEFERRED")
    try:
        db.execute("PRAGMA trusted_schema=OFF")
        db.execute("PRAGMA cell_size_check=ON")
        db.execute("PRAGMA secure_delete=ON")  # overwrites deleted data
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("PRAGMA synchronous=OFF")  # a power failure may lose the last answers of a cache
        (known,) = db.execute("PRAGMA user_version").fetchone()
        if known not in (0, VERSION):
            db.execute("DROP TABLE IF EXISTS answers")
        things = set(db.execute("SELECT type, name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"))
        if things - {("table", "answers"), ("index", "expiry")}:
            raise sqlite3.DatabaseError("it holds what we never put there")
        with db:
            db.execute(_SCHEMA)
            db.execute(_INDEX)
            if known != VERSION:
                db.execute(f"PRAGMA user_version={VERSION}")
            if _held_bytes(db) > max_bytes:
                db.execute("DELETE FROM answers")
        columns = [row[1] for row in db.execute("PRAGMA table_info(answers)")]
        if len(columns) != 11 or columns[0] != "key":
            raise sqlite3.DatabaseError("its table is not ours")
    except BaseException:
        db.close()
        raise
    return db


def _held_bytes(db: sqlite3.Connection) -> int:
    """Return the bytes of used pages. The size of the file would not do: it never shrinks, so each start would empty the cache."""
    size, count, free = (db.execute(f"PRAGMA {what}").fetchone()[0] for what in ("page_size", "page_count", "freelist_count"))
    return int(size * (count - free))


def _is_ours(path: Path) -> bool:
    """Whether the file is absent, or a regular file that only this user can access."""
    try:
        found = os.lstat(path)
    except FileNotFoundError:
        return True
    return stat.S_ISREG(found.st_mode) and found.st_uid == os.getuid() and not found.st_mode & 0o077


def _is_busy(exc: sqlite3.OperationalError) -> bool:
    return "locked" in str(exc) or "busy" in str(exc)


def _key(source: str, question: str) -> str:
    return f"{VERSION}|{source}|{question}"
