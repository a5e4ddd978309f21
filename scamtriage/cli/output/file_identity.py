"""Which files are one and the same, and who else can read them: checks of what a command reads and writes."""

import os
import sys
from collections.abc import Iterable
from pathlib import Path

import typer

from scamtriage.cli.notices.messages import warn


def require_distinct_files(read: Iterable[Path], written: Iterable[Path]) -> None:
    """Raise BadParameter if a file is both read (also as stdin) and written, or written twice."""
    taken = {_identity(path) if str(path) != "-" else _of_stdin(): "it is read" for path in read}
    for path in written:
        identity = _identity(path)
        if path.exists() and not path.is_file():
            continue  # a terminal, a pipe, /dev/null: there is no content to lose
        if identity in taken:
            raise typer.BadParameter(f"{path}: {taken[identity]} already; name another file to write")
        taken[identity] = "it is written"


def _of_stdin() -> object:
    """Return the identity of the file behind stdin, as `_identity` does; None if stdin is closed."""
    try:
        found = os.fstat(sys.stdin.fileno())
    except (OSError, ValueError):  # none, or closed
        return None
    return (found.st_dev, found.st_ino)


def _identity(path: Path) -> object:
    """Return a value that is equal for all paths of one file, links included."""
    try:
        found = path.stat()
    except OSError:
        return os.path.realpath(path)
    return (found.st_dev, found.st_ino)


def warn_of_readers(paths: Iterable[Path | None]) -> None:
    """Warn about existing output files that all users can read or write. Their permissions are not changed.

    Group permissions are taken as intended. Files in a folder that others cannot enter are left out.
    """
    for path in paths:
        if path is None or not path.is_file() or not path.stat().st_mode & 0o006:
            continue
        if all(folder.stat().st_mode & 0o001 for folder in path.resolve().parents):
            can = " and ".join(name for name, bit in (("read", 0o004), ("write", 0o002)) if path.stat().st_mode & bit)
            warn(f"{path} keeps its rights: everybody on this machine can {can} it; to close it: chmod 600")
