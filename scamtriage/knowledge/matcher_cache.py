"""A disk cache of compiled word databases: compiling thirty thousand words takes over a second, loading them a tenth of that.

Entries depend only on the knowledge, the code that reads it, the library and the machine; they contain nothing about targets. A damaged or
outdated entry is rebuilt. Without a cache folder, everything is compiled each time.
"""

import contextlib
import hashlib
import os
import platform
from collections.abc import Callable
from pathlib import Path
from typing import Any

_DIGEST = hashlib.sha256().digest_size
_MOST_BYTES = 64 << 20
_MOST_FILES = 40
"""Maximum number of cached files: enough for two versions of the knowledge."""
_SUFFIX = ".patterns"

_folder_of: Callable[[], Path | None] = lambda: None  # noqa: E731


def keep_in(folder_of: Callable[[], Path | None]) -> None:
    """Set the function that returns the cache folder; it is called on first use. The folder must be private to the user; None disables
    caching."""
    global _folder_of
    _folder_of = folder_of


def database(spelled: bytes, compile_: Callable[[], Any]) -> Any:
    """Return the Hyperscan database that `compile_` builds, cached. `spelled` must contain everything that it depends on."""
    if _folder_of() is None:
        return compile_()
    from importlib.metadata import version

    import hyperscan

    made_of = b"\0".join((version("hyperscan").encode(), platform.machine().encode(), spelled))
    found: list[Any] = []

    def make() -> bytes:
        found.append(compile_())
        return bytes(hyperscan.dumpb(found[0]))

    data = kept(made_of, make)
    try:
        return found[0] if found else hyperscan.loadb(data, hyperscan.HS_MODE_BLOCK)
    except hyperscan.error:  # from another build of the library
        return compile_()


def kept(made_of: bytes, make: Callable[[], bytes]) -> bytes:
    """Return the bytes that `make` returns, cached. `made_of` must contain everything that they depend on."""
    folder = _folder_of()
    if folder is None:
        return make()
    path = folder / f"{hashlib.sha256(made_of).hexdigest()[:32]}{_SUFFIX}"
    with contextlib.suppress(OSError):
        return _read(path)
    data = make()
    with contextlib.suppress(OSError):  # the disk is full or read-only: the next process builds it again
        _write(path, data)
        _prune(folder)
    return data


def _read(path: Path) -> bytes:
    """Read a cache file. Raises OSError, also if its checksum is wrong."""
    with os.fdopen(os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0)), "rb") as file:
        data = file.read(_MOST_BYTES)
    if hashlib.sha256(data[_DIGEST:]).digest() != data[:_DIGEST]:
        raise OSError(f"{path} is damaged")
    return data[_DIGEST:]


def _write(path: Path, data: bytes) -> None:
    """Write the file atomically, as other processes may write it too."""
    partial = path.with_suffix(f".{os.getpid()}")
    file = os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
    try:
        with file:
            file.write(hashlib.sha256(data).digest() + data)
        partial.replace(path)
    except OSError:
        partial.unlink(missing_ok=True)
        raise


def _prune(folder: Path) -> None:
    """Delete the oldest files, including partial files of killed processes."""
    kept = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in kept[_MOST_FILES:]:
        path.unlink(missing_ok=True)
