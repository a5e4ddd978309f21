"""IANA's RDAP bootstrap: the tables of a run, and their refresh through the same guard as everything else."""

import asyncio
import contextlib
import os
import tempfile
from datetime import datetime
from pathlib import Path

from scamtriage.knowledge.loading import BadTable
from scamtriage.knowledge.registry import bootstrap
from scamtriage.net.clock import Deadline, RunClock
from scamtriage.net.errors import Malformed, NetError
from scamtriage.net.locks import private_folder, try_lock
from scamtriage.net.policy import NetPolicy
from scamtriage.net.registry.rdap import RdapClient, follow
from scamtriage.net.tasks import cancel_and_wait
from scamtriage.records.evidence import Mode

_PER_FILE_S = 20.0
_LOOK_S = 0.1
"""Poll interval while another process downloads."""
_LOCK = "lock"
_RETRY_S = 3_600.0
"""Stale tables are not fetched again for this long after any process has tried."""
_PATIENCE_S = 5.0
"""How long a name that no table knows, and the end of a run, wait for a refresh."""


class Tables:
    """The tables of one run. Stale ones are refreshed once, in the background; if that fails, the old ones stay."""

    def __init__(self, policy: NetPolicy, client: RdapClient, run: RunClock) -> None:
        self.run = run
        self._client = client
        self._folder = policy.cache_dir / "bootstrap" if policy.cache_dir is not None else None
        self.known = bootstrap.load(policy.tables, refreshed=self._folder)
        self._fixed = policy.tables is not None or policy.mode is Mode.OFFLINE
        self._task: asyncio.Task[list[tuple[str, bool]]] | None = None

    def freshen(self) -> None:
        """Start a refresh if the tables are stale."""
        if self._task is not None or self._fixed or self._folder is None:
            return
        if self._stale:
            self.reload()  # another process may have refreshed them since this run began
        if self._stale and not tried_lately(self._folder, self.run.now()):
            self._task = asyncio.ensure_future(refresh(self, self._folder))

    async def freshened(self) -> None:
        """Wait for a started refresh, at most `_PATIENCE_S`."""
        if self._task is not None:
            await asyncio.wait({self._task}, timeout=_PATIENCE_S)

    async def close(self) -> None:
        try:
            current = asyncio.current_task()
            if current is not None and not current.cancelling():  # else short runs would never finish a refresh, and each would start anew
                await self.freshened()
        finally:
            await cancel_and_wait([self._task] if self._task is not None else [])

    async def fetch(self, url: str, deadline: Deadline) -> bytes:
        """Download one of IANA's files through the guard, uncached and complete. Raises NetError."""
        answer = await follow(url, lambda step: self._client.once(step, deadline))
        if answer.status_code != 200 or not answer.complete:
            raise Malformed(f"{url} could not be had whole")
        return answer.body

    def reload(self) -> None:
        """Read the tables again after they were refreshed."""
        self.known = bootstrap.load(refreshed=self._folder)

    @property
    def _stale(self) -> bool:
        return self.known.unchecked_days(self.run.now()) > bootstrap.STALE_DAYS


async def refresh(tables: Tables, folder: Path) -> list[tuple[str, bool]]:
    """Download the bootstrap files into `folder`; for each, return a message and whether it succeeded.

    A file that can't be downloaded, read or written leaves the old one in place. One process at a time downloads; the others wait and read
    its result.
    """
    if not private_folder(folder):
        return [(f"{folder} can't be made, or is open to others: nothing was written; XDG_CACHE_HOME or cache_dir names another", False)]
    try:
        lock = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    except OSError as exc:
        return [(f"{folder} can't be written to ({exc.strerror}); nothing was fetched", False)]
    try:
        if not _is_alone(lock):
            while not _is_alone(lock):  # noqa: ASYNC110 - it is another process that gives it back
                await asyncio.sleep(_LOOK_S)
            return [_of_the_other(folder)]
        with contextlib.suppress(OSError):
            os.utime(folder / _LOCK)
        return [await _refreshed(tables, folder, name) for name in sorted(bootstrap.FILES, key=lambda name: _had_at(folder / name))]
    finally:
        os.close(lock)
        tables.reload()


def _is_alone(lock: int) -> bool:
    """Whether no other process downloads. True if files can't be locked: two may download then, and each file is still written whole."""
    try:
        return try_lock(lock)
    except OSError:
        return True


def _of_the_other(folder: Path) -> tuple[str, bool]:
    """Report the result of the process that we waited for; it touched the lock file when it began."""
    missed = [name for name in bootstrap.FILES if _had_at(folder / name) < _had_at(folder / _LOCK)]
    if missed:
        return f"another process has tried meanwhile, and not got {', '.join(missed)}", False
    return "another process has fetched the tables meanwhile", True


def tried_lately(folder: Path, now: datetime) -> bool:
    """Whether any process has started a refresh within the last hour."""
    return 0 <= now.timestamp() - _had_at(folder / _LOCK) < _RETRY_S


def _had_at(path: Path) -> float:
    """Return when a file was written, 0 if there is none. The oldest is refreshed first, in case the run ends early."""
    try:
        return path.stat().st_mtime if path.is_file() else 0.0
    except OSError:
        return 0.0


async def _refreshed(tables: Tables, folder: Path, name: str) -> tuple[str, bool]:
    try:
        raw = await tables.fetch(bootstrap.SOURCE + name, Deadline(tables.run, _PER_FILE_S))
        table = bootstrap.check(name, raw)
        _write(folder / name, raw)
    except (NetError, BadTable, OSError) as exc:
        return f"{name}: kept as it was: {exc}", False
    return f"{name}: as of {table['as_of']:%Y-%m-%d}, {len(table['services'])} services", True


def _write(path: Path, raw: bytes) -> None:
    """Write the file atomically. Raises OSError."""
    fd, fresh = tempfile.mkstemp(prefix=f"{path.name}.", dir=path.parent)  # a name of our own: other processes may write too
    try:
        with os.fdopen(fd, "wb") as file:
            file.write(raw)
        Path(fresh).replace(path)
    except BaseException:
        Path(fresh).unlink(missing_ok=True)
        raise
