"""What came of the knowledge, kept in the user's cache: thirty thousand words take a second and a half to read and to compile, and a tenth
of that to have again.

What is kept follows from the knowledge, the code that read it, the library and this machine alone; nothing of a target is in it. A file
that is damaged, or that another version wrote, is made anew, and where nothing may be kept everything is made.
"""

import contextlib
import hashlib
import os
import platform
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

_DIGEST = hashlib.sha256().digest_size
_MOST_BYTES = 64 << 20
_MOST_FILES = 40
"""Files kept: those of two versions of the knowledge."""
_SUFFIX = ".patterns"

_folder_of: Callable[[], Path | None] = lambda: None  # noqa: E731


def keep_in(folder_of: Callable[[], Path | None]) -> None:
    """Say where databases are kept: a folder that is this user's alone, asked for when the first one is needed; None keeps nothing."""
    global _folder_of
    _folder_of = folder_of


def database(spelled: Sequence[str], compile_: Callable[[], Any]) -> Any:
    """The database that `compile_` makes; `spelled` says all that it is made of."""
    if _folder_of() is None:
        return compile_()
    from importlib.metadata import version

    import hyperscan

    made_of = "\0".join((version("hyperscan"), platform.machine(), *spelled)).encode("utf-8", "surrogatepass")
    found: list[Any] = []

    def make() -> bytes:
        found.append(compile_())
        return bytes(hyperscan.dumpb(found[0]))

    data = kept(made_of, make)
    try:
        return found[0] if found else hyperscan.loadb(data, hyperscan.HS_MODE_BLOCK)
    except hyperscan.error:  # of another build of the library
        return compile_()


def kept(made_of: bytes, make: Callable[[], bytes]) -> bytes:
    """The bytes that `make` gives; `made_of` says all that they are made of."""
    folder = _folder_of()
    if folder is None:
        return make()
    path = folder / f"{hashlib.sha256(made_of).hexdigest()[:32]}{_SUFFIX}"
    with contextlib.suppress(OSError):
        return _read(path)
    data = make()
    with contextlib.suppress(OSError):  # a full or read-only disk: the next process makes it as well
        _write(path, data)
        _prune(folder)
    return data


def _read(path: Path) -> bytes:
    """Raises OSError, also for a file that is not what we wrote."""
    with os.fdopen(os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0)), "rb") as file:
        data = file.read(_MOST_BYTES)
    if hashlib.sha256(data[_DIGEST:]).digest() != data[:_DIGEST]:
        raise OSError(f"{path} is damaged")
    return data[_DIGEST:]


def _write(path: Path, data: bytes) -> None:
    """Whole or not at all, whoever else writes it."""
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
    """The oldest go, and what a killed process left."""
    kept = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in kept[_MOST_FILES:]:
        path.unlink(missing_ok=True)
