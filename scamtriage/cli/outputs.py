"""One file that rows are written to: taken for us alone, emptied when all others can be begun too, and whole until its end."""

import errno
import io
import os
import stat
from pathlib import Path
from typing import IO, cast

from scamtriage.net.locks import try_lock
from scamtriage.records.named import Named

_BUFFER_BYTES = 262_144
_NO_LOCKS = {errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP}
"""Of a file system that has none, such as NFS without its lock service."""


class OutputBusy(Exception):
    """Another run writes this output."""

    ends_with = 2


class Output(io.FileIO):
    """A file, or whatever else stands under the name: a named pipe waits for whoever reads it. Of a file nothing is lost before `begin`."""

    def __init__(self, path: Path) -> None:
        """Raises OutputBusy, OSError."""
        try:
            super().__init__(path, "w", opener=_opened)
        except FileNotFoundError as exc:
            raise FileNotFoundError(exc.errno, "there is no such folder; make it, or name another", str(path)) from None
        self._path = path
        self._written = 0
        self.plain = stat.S_ISREG(os.fstat(self.fileno()).st_mode)
        if self.plain and not self._taken():
            self.close()
            raise OutputBusy(f"{path} is being written by another run or locked by another program; wait for it, or name another -o")

    def _taken(self) -> bool:
        """Whether it is ours alone, as far as that can be had: on Windows a lock would keep out who only reads."""
        if os.name != "posix":
            return True
        try:
            with Named(self._path):
                return try_lock(self.fileno())
        except OSError as exc:
            if exc.errno in _NO_LOCKS:
                return True
            self.close()
            raise

    def begin(self) -> None:
        """Empty it: its rows are written anew."""
        if self.plain:
            self.truncate(0)

    def write(self, data: object) -> int:
        written: int = super().write(data)  # type: ignore[arg-type]
        self._written += written
        return written

    def need_whole(self) -> None:
        """Raises OSError where somebody took away, replaced or cut the file meanwhile."""
        if not self.plain:
            return
        ours = os.fstat(self.fileno())
        try:
            there = os.path.samestat(ours, self._path.stat())
        except OSError:
            there = False
        if not there or ours.st_size < self._written:
            raise OSError(f"{self._path} was removed, replaced or cut during the run; the same command writes it anew")

    def text(self, format: str) -> IO[str]:
        """To write UTF-8; a CSV file with the mark without which Excel reads UTF-8 as the code page of its country."""
        encoding = "utf-8-sig" if format == "csv" and self.plain else "utf-8"
        return io.TextIOWrapper(self.buffered(), encoding=encoding, newline="")

    def buffered(self) -> IO[bytes]:
        return io.BufferedWriter(cast(io.RawIOBase, self), _BUFFER_BYTES)


def _opened(path: str, flags: int) -> int:
    """What is written goes to the end, wherever that is: were the file cut meanwhile, a hole would stand before it."""
    return os.open(path, flags & ~os.O_TRUNC | os.O_APPEND, 0o666)
