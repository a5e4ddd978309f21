"""Files that this program makes for itself: nobody else can have put something in their place."""

import errno
import os
from pathlib import Path
from typing import IO

_BINARY = getattr(os, "O_BINARY", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)


def anew(path: Path) -> IO[bytes]:
    """A file under a name that we chose, empty, unbuffered and this user's alone. What waits there is taken away and not written to: it
    may be a link to another file. Raises OSError."""
    path.unlink(missing_ok=True)
    return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | _BINARY, 0o600), "r+b", buffering=0)


def found_or_made(path: Path) -> int:
    """A descriptor of the file that a user named, made where there is none. A link is followed to a file that is there; none is made at its
    end, where whoever laid it wants one. Raises OSError."""
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | _NO_LINK | _BINARY, 0o600)
    except OSError:
        if not path.is_symlink():
            raise
    try:
        return os.open(path, os.O_RDWR | _BINARY)
    except FileNotFoundError:
        raise FileNotFoundError(errno.ENOENT, "is a link to a file that is not there; make that file, or name another", str(path)) from None
