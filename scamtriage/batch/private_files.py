"""Open private files of this program safely, even if another user put a link in their place."""

import errno
import os
from pathlib import Path
from typing import IO


def unfinished(path: Path) -> Path:
    """Return the name beside `path` of what replaces it once it is complete: a name that nobody else gives, so that what stands there is of
    a run of ours. What a killed run leaves there the next one takes."""
    return path.with_name(f".{path.name}.scamtriage-part")


def create_private(path: Path) -> IO[bytes]:
    """Create an empty file at `path`, unbuffered, with access for this user only. An existing entry is removed, not written to, since it
    may be a link to another file. Raises OSError."""
    path.unlink(missing_ok=True)
    return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "r+b", buffering=0)


def open_or_create(path: Path, flags: int = 0) -> int:
    """Return a descriptor of the file that a user named, creating it if missing. A link to an existing file is followed. A dangling link is
    refused, since creating its target would let the link's author choose the place. `flags`: of `os.open`, beside those. Raises
    OSError."""
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | flags, 0o600)
    except OSError:
        if not path.is_symlink():
            raise
    try:
        return os.open(path, os.O_RDWR | flags)
    except FileNotFoundError:
        raise FileNotFoundError(errno.ENOENT, "is a link to a file that is not there; make that file, or name another", str(path)) from None
