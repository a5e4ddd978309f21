"""The folder in the user's cache where a process keeps compiled patterns for the next. A damaged or outdated file is made anew.

Large sets are compiled in a process of their own, and none is compiled by several processes at the same time."""

import contextlib
import hashlib
import os
import secrets
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from itertools import accumulate
from pathlib import Path

from scamtriage.config import Config, cache_folder
from scamtriage.knowledge import matcher_cache

_DIGEST = hashlib.sha256().digest_size
_MOST_BYTES = 64 << 20
"""Maximum size of the folder, and so of a file: enough for four versions of the knowledge. Bytes and not files: the number of sets grows
with the code, and a folder that cannot hold what one run needs is compiled anew, in part, by every run."""
_COMPILING_S = 60
_WAIT_S, _LOOK_S = 8.0, 0.05
"""How long a process waits in all for others that make the same files, and how often it looks. After that it makes them itself: the other
one may have been stopped, and a worker that says nothing for 20 s is taken for one that hangs."""
_waited_s = 0.0
_SUFFIX = ".patterns"


def keep_patterns(
    config: Config,
    compiling: Callable[[], AbstractContextManager[object]] = contextlib.nullcontext,
    unkept: Callable[[Path], None] = lambda folder: None,
) -> None:
    """Let this process keep compiled patterns in the cache folder of its settings, where that is private to the user. `compiling`: entered
    while a set is compiled, or waited for, so that whoever sits before a first run learns why nothing comes. `unkept`: called once with the
    folder if nothing can be kept there, so that every run compiles.

    Called where a process learns its settings, and nowhere else. This ignores `config.cache`: patterns reveal nothing about targets.
    """
    above = cache_folder(config)
    told = False

    def store(made_of: bytes, make: Callable[[], bytes]) -> bytes:
        from scamtriage.net.locks import private_folder  # not at the top: some commands search no text

        folder = above / "patterns"
        if private_folder(above) and private_folder(folder):
            return kept_in(folder, made_of, make, compiling)
        nonlocal told
        if not told:
            told = True
            unkept(above)
        with compiling():
            return make()

    matcher_cache.use(store, compiled_apart)


def compiled_apart(patterns: bytes) -> bytes | None:
    """Return the database of the patterns, compiled in a process of its own, which takes its memory with it; None if that fails."""
    if not sys.executable:  # Python is embedded in another program
        return None
    try:
        return subprocess.run(
            [sys.executable, "-P", "-m", "scamtriage.knowledge.compiled_patterns"],
            input=patterns, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True, timeout=_COMPILING_S,
            start_new_session=True,  # Ctrl-C is for this process
        ).stdout  # fmt: skip
    except (OSError, subprocess.SubprocessError):  # no process can be started, or no memory is left: it is compiled here
        return None


def kept_in(
    folder: Path,
    made_of: bytes,
    make: Callable[[], bytes],
    compiling: Callable[[], AbstractContextManager[object]] = contextlib.nullcontext,
) -> bytes:
    """Return the bytes kept in `folder` under `made_of`; else make and keep them. The folder must be private to the user."""
    path = folder / f"{hashlib.sha256(made_of).hexdigest()[:32]}{_SUFFIX}"
    with contextlib.suppress(OSError):
        return _read(path)
    with compiling(), _turn(path):
        with contextlib.suppress(OSError):  # another process has made it meanwhile
            return _read(path)
        data = make()
        if len(data) + _DIGEST > _MOST_BYTES:  # it alone fills the folder, and would drive out all others
            return data
        with contextlib.suppress(OSError):  # the disk is full or read-only: the next process builds it again
            _write(path, data)
            _prune(folder)
        return data


@contextlib.contextmanager
def _turn(path: Path) -> Iterator[None]:
    """Wait while another process makes the same file: the workers of a first scan need the same sets at the same moment.

    A turn is one locked byte beyond the end of an empty file beside the folder; the system releases it however a process ends.
    """
    from scamtriage.net.locks import try_lock_at  # not at the top: most processes find all files made

    global _waited_s
    file = -1
    try:
        with contextlib.suppress(OSError):  # nothing can be written, or the file system knows no locks
            file = os.open(path.parent.with_suffix(".lock"), os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
            while _waited_s < _WAIT_S and not try_lock_at(file, int(path.stem[:15], 16)):
                time.sleep(_LOOK_S)
                _waited_s += _LOOK_S
        yield
    finally:
        if file >= 0:
            os.close(file)


def _read(path: Path) -> bytes:
    """Read a cache file. Raises OSError, also if its checksum is wrong."""
    with os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW), "rb") as file:
        digest, data = file.read(_DIGEST), file.read(_MOST_BYTES)  # apart: a slice would be a copy of megabytes
    if hashlib.sha256(data).digest() != digest:
        raise OSError(f"{path} is damaged")
    return data


def _write(path: Path, data: bytes) -> None:
    """Write the file atomically, as other processes may write it too."""
    partial = path.with_suffix(f".{secrets.token_hex(8)}")  # no number of a process: in a container that of a killed one comes again
    file = os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
    try:
        with file:
            file.write(hashlib.sha256(data).digest() + data)
        partial.replace(path)
    except OSError:
        partial.unlink(missing_ok=True)
        raise


def _prune(folder: Path) -> None:
    """Delete the oldest files, including partial files of killed processes, until the rest is no larger than `_MOST_BYTES`."""
    files = sorted(((path.stat(), path) for path in folder.iterdir()), key=lambda file: file[0].st_mtime, reverse=True)
    sizes = accumulate(stat.st_size for stat, _ in files)
    for path in [path for size, (_, path) in zip(sizes, files, strict=True) if size > _MOST_BYTES]:
        path.unlink(missing_ok=True)
