"""Files that several processes use: locks (flock, and of single bytes), and whether a file is still ours."""

import fcntl
import os
import stat
from pathlib import Path


def try_lock(fd: int) -> bool:
    """Lock an open file without waiting; False if it is locked already."""
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def unlock(fd: int) -> None:
    fcntl.flock(fd, fcntl.LOCK_UN)


def try_lock_at(fd: int, offset: int) -> bool:
    """Lock one byte without waiting, which may lie beyond the end; False if another process holds it.

    The process holds it until it unlocks it, ends, or closes any descriptor of the file.
    """
    try:
        fcntl.lockf(fd, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, offset)
    except (BlockingIOError, PermissionError):
        return False
    return True


def unlock_at(fd: int, offset: int) -> None:
    fcntl.lockf(fd, fcntl.LOCK_UN, 1, offset)


def is_still_at(path: Path, fd: int, *, bytes_written: int = 0) -> bool:
    """Return whether the path still names this open file, and the file still holds at least `bytes_written` bytes.

    Another process may have removed, replaced or truncated it.
    """
    try:
        ours = os.fstat(fd)
        return os.path.samestat(ours, path.stat()) and ours.st_size >= bytes_written
    except OSError:
        return False


def private_folder(path: "os.PathLike[str]") -> bool:
    """Create a folder that only this user can access. Return False if it belongs to another user, is a link, or is open to others."""
    try:
        os.makedirs(path, mode=0o700, exist_ok=True)  # noqa: PTH103 - a PathLike
        found = os.lstat(path)
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not found.st_mode & 0o077
