"""An output file: locked on open, truncated only when all outputs could be opened, checked for tampering at the end."""

import errno
import io
import os
import stat
from pathlib import Path
from typing import IO, cast

from scamtriage.net.locks import is_still_at, try_lock
from scamtriage.records.os_errors import NameInErrors

_BUFFER_BYTES = 262_144
_NO_LOCKS = {errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP}
"""Errors of a file system without locks, such as NFS without its lock service."""


class OutputBusy(Exception):
    """Another process holds the lock of this output."""

    ends_with = 2

    @classmethod
    def of(cls, path: Path) -> "OutputBusy":
        return cls(f"{path} is being written by another run or locked by another program; wait for it, or name another -o")


def is_free(descriptor: int, path: Path) -> bool:
    """Lock an open file and return whether that succeeded; True if its file system has no locks. Raises OSError that names `path`."""
    try:
        with NameInErrors(path):
            return try_lock(descriptor)
    except OSError as exc:
        if exc.errno in _NO_LOCKS:
            return True
        raise


class Output(io.FileIO):
    """An output file, or a pipe or device. Opening a named pipe blocks until it has a reader. A file keeps its content until `begin`."""

    def __init__(self, path: Path) -> None:
        """Open and lock the file. Raises OutputBusy, OSError."""
        try:
            super().__init__(path, "w", opener=_opened)
        except FileNotFoundError as exc:
            raise FileNotFoundError(exc.errno, "there is no such folder; make it, or name another", str(path)) from None
        self._path = path
        self._written = 0
        self.plain = stat.S_ISREG(os.fstat(self.fileno()).st_mode)
        if self.plain:
            try:
                free = is_free(self.fileno(), path)
            except OSError:
                self.close()
                raise
            if not free:
                self.close()
                raise OutputBusy.of(path)

    def begin(self) -> None:
        """Truncate a regular file before rows are written."""
        if self.plain:
            self.truncate(0)

    def write(self, data: object) -> int:
        written: int = super().write(data)  # type: ignore[arg-type]
        self._written += written
        return written

    def need_whole(self) -> None:
        """Raise OSError if the file was removed, replaced or truncated by another process."""
        if self.plain and not is_still_at(self._path, self.fileno(), bytes_written=self._written):
            raise OSError(f"{self._path} was removed, replaced or cut during the run; the same command writes it anew")

    def text(self, format: str) -> IO[str]:
        """Return a UTF-8 text stream on this file. A CSV file gets a byte order mark, which Excel needs to detect UTF-8."""
        encoding = "utf-8-sig" if format == "csv" and self.plain else "utf-8"
        return io.TextIOWrapper(self.buffered(), encoding=encoding, newline="")

    def buffered(self) -> IO[bytes]:
        return io.BufferedWriter(cast(io.RawIOBase, self), _BUFFER_BYTES)


def _opened(path: str, flags: int) -> int:
    """Open for appending, without truncation. If another process truncated the file, a write at the old offset would leave a gap."""
    return os.open(path, flags & ~os.O_TRUNC | os.O_APPEND, 0o666)
