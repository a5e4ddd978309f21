"""A lock that all processes of this machine respect, behind one seam: flock where there is POSIX, byte locks on Windows."""

import os
import sys

if sys.platform == "win32":
    import msvcrt

    def try_lock(fd: int) -> bool:
        """Take the lock of an open file without waiting; False when somebody else holds it."""
        return try_lock_at(fd, 0)

    def unlock(fd: int) -> None:
        unlock_at(fd, 0)

    def try_lock_at(fd: int, offset: int) -> bool:
        """The same for one byte, which may lie beyond the end."""
        os.lseek(fd, offset, os.SEEK_SET)
        try:
            msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def unlock_at(fd: int, offset: int) -> None:
        os.lseek(fd, offset, os.SEEK_SET)
        msvcrt.locking(fd, msvcrt.LK_UNLCK, 1)
else:
    import fcntl

    def try_lock(fd: int) -> bool:
        """Take the lock of an open file without waiting; False when somebody else holds it."""
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def unlock(fd: int) -> None:
        fcntl.flock(fd, fcntl.LOCK_UN)

    def try_lock_at(fd: int, offset: int) -> bool:
        """Take the lock of one byte, which may lie beyond the end; False when another process holds it. It belongs to the process, which
        holds it until it gives it back, ends, or closes any descriptor of the file."""
        try:
            fcntl.lockf(fd, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, offset)
        except (BlockingIOError, PermissionError):
            return False
        return True

    def unlock_at(fd: int, offset: int) -> None:
        fcntl.lockf(fd, fcntl.LOCK_UN, 1, offset)


def private_folder(path: "os.PathLike[str]") -> bool:
    """Make a folder that is this user's alone; False when it is somebody else's, a link, or open to others."""
    try:
        os.makedirs(path, mode=0o700, exist_ok=True)  # noqa: PTH103 - a PathLike
        found = os.lstat(path)
    except OSError:
        return False
    if sys.platform == "win32":
        return os.path.isdir(path)  # noqa: PTH112
    import stat

    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not found.st_mode & 0o077
