"""Rate limits and circuit breakers for registries, shared by all processes of this user."""

import asyncio
import errno
import hashlib
import os
import struct
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from scamtriage.net.errors import Limited, NetError, Unreachable
from scamtriage.net.locks import is_still_at, private_folder, try_lock, unlock
from scamtriage.records.reasons import AT_REST

_MARGIN = 1.01
"""Factor on the gap between questions, so that network jitter does not break the rate."""
_RETRY_S = 0.003
_LOOK_S = 1.0
"""Interval at which the first waiter checks whether the service has been closed."""
_OPEN_FILES = 8
_FULL = frozenset({errno.EMFILE, errno.ENFILE})
_FULL_PAUSE_S = 0.05
_FULL_S = 120.0
"""Longest wait for a free descriptor; after that this process limits the service by itself. As long as the dialler waits for one."""
_STATE = struct.Struct("!4sddII")
_MAGIC = b"pc01"
_FARTHEST_S = 3600.0
"""A state that lies further in the future is from another boot of this machine."""
FAILURES = 3
"""Number of failures in a row after which a registry is not asked for a while."""
_FIRST_REST_S = 30.0
_LONGEST_REST_S = 600.0
_MOST_DOUBLINGS = 6
"""Enough to reach the longest rest from `_FIRST_REST_S` and from `_LIMITED_REST_S`."""
_LIMITED_REST_S = 10.0
"""Rest after a registry asks us to slow down without saying for how long."""


class _State(Struct, frozen=True, kw_only=True):
    """The state of one service, shared by all processes. Times are on the machine's monotonic clock."""

    free_at: float = 0.0
    """When the next question may be sent."""
    closed_until: float = 0.0
    failures: int = 0
    limited: int = 0


class SharedRateLimiter:
    """One token bucket per service, without burst.

    Its state is a file of 28 bytes under a lock, or memory if no folder is available.
    """

    def __init__(self, folder: Path | None) -> None:
        """`folder` must be private to the user. If it is None or not private, the limits apply within this process only."""
        self._folder = folder if folder is not None and private_folder(folder) else None
        self._known: dict[str, _State] = {}
        """Service -> the state that was last read or set here."""
        self._alone: set[str] = set()
        """Services whose file cannot be used: `_known` is their state, and this process limits them by itself."""
        self._files: dict[str, int] = {}
        self._turns: dict[str, asyncio.Lock] = {}
        self._alive: set[str] = set()
        self.waiting: dict[str, int] = {}
        """Service -> number of tasks that wait for a turn now."""

    async def turn(self, service: str, per_s: float) -> tuple[float, NetError | None]:
        """Wait until the service may be asked. Return (0, None), or the result of `closed_s` if it is closed.

        Waiting tasks return as well when the service is closed.
        """
        gap = _MARGIN / per_s
        turns = self._turns.setdefault(service, asyncio.Lock())
        self.waiting[service] = self.waiting.get(service, 0) + 1
        try:
            async with turns:  # one task of this process at a time watches the file; the others queue here
                while True:
                    left, why = await self.closed_s(service)
                    if why is not None:
                        return left, why
                    if (wait := await self._try(service, gap)) <= 0:
                        return 0.0, None
                    await asyncio.sleep(min(wait, _LOOK_S))  # another process may come first
        finally:
            self.waiting[service] -= 1
            if not self.waiting[service]:
                del self.waiting[service]

    async def answered(self, service: str) -> None:
        """Record a usable answer of the service, which reopens it after failures.

        A service that asked us to slow down stays closed: no turn was given since, so the answer is to an older question.
        """

        def change(state: _State) -> _State:
            if state.limited and state.closed_until > time.monotonic():
                return state
            return replace(state, failures=0, limited=0, closed_until=0.0)

        self._alive.add(service)
        if self.troubled(service):
            await self._change(service, change)

    async def failed(self, service: str) -> None:
        """Record that the service could not be reached or did not answer in time.

        While it is closed nothing is asked of it, so the question is older than its closing: hundreds may be out in the moment in which a
        server hangs, and are one failure of it, not hundreds.
        """

        def change(state: _State) -> _State:
            if state.closed_until > time.monotonic():
                return state
            failures = state.failures + 1
            if failures < FAILURES:
                return replace(state, failures=failures)
            rest = min(_LONGEST_REST_S, _FIRST_REST_S * 2 ** min(failures - FAILURES, _MOST_DOUBLINGS))
            return replace(state, failures=failures, closed_until=max(state.closed_until, time.monotonic() + rest))

        await self._change(service, change)

    async def limited(self, service: str, retry_after_s: float | None) -> None:
        """Record that the service asked us to slow down: none of our processes asks it until the rest is over.

        A time that it names itself is kept for up to an hour.
        """

        def change(state: _State) -> _State:
            rest = retry_after_s if retry_after_s is not None else _LIMITED_REST_S * 2 ** min(state.limited, _MOST_DOUBLINGS)
            until = time.monotonic() + min(rest, _LONGEST_REST_S if retry_after_s is None else _FARTHEST_S)
            if state.limited and state.closed_until > time.monotonic():  # the question is older than its closing, as in `failed`
                return state if retry_after_s is None else replace(state, closed_until=max(state.closed_until, until))
            return replace(state, limited=state.limited + 1, closed_until=max(state.closed_until, until))

        await self._change(service, change)

    async def is_alive(self, service: str) -> bool:
        """Return whether the service has answered a question of this run."""
        return service in self._alive

    async def closed_s(self, service: str) -> tuple[float, NetError | None]:
        """Return (seconds until the service may be asked again, error for a question); (0, None) if it may be."""
        state = self._read(service)
        left = state.closed_until - time.monotonic()
        if left <= 0:
            return 0.0, None
        if state.limited:
            return left, Limited(f"{service} asked us to slow down{AT_REST}{left:.0f} s", left)
        return left, Unreachable(f"{service} failed {state.failures} times in a row{AT_REST}{left:.0f} s")

    def troubled(self, service: str) -> bool:
        """Whether the last questions failed or were refused, so that a usable answer must be recorded."""
        state = self._read(service)
        return bool(state.failures or state.limited)

    def close(self) -> None:
        while self._files:
            os.close(self._files.popitem()[1])

    # the state

    async def _try(self, service: str, gap: float) -> float:
        """Take a turn if it is due; return 0 if taken, else the seconds until the next try."""
        wait = 0.0

        def change(state: _State) -> _State:
            nonlocal wait
            now = time.monotonic()
            wait = max(0.0, state.free_at - now)
            if state.closed_until > now:  # another process closed it a moment ago: `turn` looks again
                wait = _RETRY_S
            if wait:
                return state
            return _State(free_at=now + gap, closed_until=state.closed_until, failures=state.failures, limited=state.limited)

        await self._change(service, change)
        return wait

    def _read(self, service: str) -> _State:
        """Read the state without the lock: a state is written in one piece. While no descriptor is free, return the one known last."""
        try:
            fd = self._open(service)
        except OSError:
            fd = None
        return self._known.get(service, _State()) if fd is None else self._read_from(fd, service)

    def _read_from(self, fd: int, service: str) -> _State:
        self._known[service] = state = _unpack(_read_at_start(fd))
        return state

    async def _change(self, service: str, change: Callable[[_State], _State]) -> None:
        fd = await self._open_and_lock(service)
        if fd is None:
            self._known[service] = change(self._known.get(service, _State()))
            return
        try:
            before = self._read_from(fd, service)
            after = change(before)
            if after != before:
                self._write(service, fd, after)
        finally:
            unlock(fd)

    async def _open_and_lock(self, service: str) -> int | None:
        """Return the file of a service when it is ours; None if there is none and memory is used."""
        waited = 0.0
        while True:
            try:
                fd = self._open(service)
            except OSError:  # no descriptor is free, which says nothing about the file
                if waited >= _FULL_S:
                    self._alone.add(service)
                await asyncio.sleep(_FULL_PAUSE_S)
                waited += _FULL_PAUSE_S
                continue
            if fd is None or self._locked(service, fd):
                return fd
            await asyncio.sleep(_RETRY_S)  # another process gives it back

    def _locked(self, service: str, fd: int) -> bool:
        """Whether we hold the lock now. If files can't be locked, this process limits this service by itself from now on."""
        try:
            return try_lock(fd)
        except OSError:
            self._read_from(fd, service)
            self._alone.add(service)
            return False

    def _write(self, service: str, fd: int, state: _State) -> None:
        """Write the state. If that fails, as on a full disk, this process limits this service by itself from now on."""
        try:
            os.lseek(fd, 0, os.SEEK_SET)
            whole = os.write(fd, _STATE.pack(_MAGIC, state.free_at, state.closed_until, state.failures, state.limited)) == _STATE.size
        except OSError:
            whole = False
        self._known[service] = state
        if not whole:
            self._alone.add(service)

    def _open(self, service: str) -> int | None:
        """Return the open file of a service; None if there is none and memory is used. Raises OSError while no descriptor is free."""
        if self._folder is None or service in self._alone:
            return None
        path = self._path(service)
        fd = self._files.pop(service, None)
        if fd is not None and not is_still_at(path, fd):
            os.close(fd)  # the folder was cleaned up: the other processes have a new file by now
            fd = None
        if fd is None:
            flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW
            try:
                fd = os.open(path, flags, 0o600)
            except OSError as exc:
                if exc.errno in _FULL:
                    raise
                self._alone.add(service)
                return None
        self._files[service] = fd
        while len(self._files) > _OPEN_FILES:
            os.close(self._files.pop(next(iter(self._files))))
        return fd

    def _path(self, service: str) -> Path:
        assert self._folder is not None
        return self._folder / hashlib.sha256(service.encode()).hexdigest()[:32]


def _read_at_start(fd: int) -> bytes:
    os.lseek(fd, 0, os.SEEK_SET)
    return os.read(fd, _STATE.size + 1)


def _unpack(raw: bytes) -> _State:
    """Decode a state file; a torn, foreign or outdated one counts as empty."""
    if len(raw) != _STATE.size or raw[:4] != _MAGIC:
        return _State()
    _, free_at, closed_until, failures, limited = _STATE.unpack(raw)
    farthest = time.monotonic() + _FARTHEST_S
    if not (free_at <= farthest and closed_until <= farthest):  # also if one is NaN
        return _State()
    return _State(free_at=free_at, closed_until=closed_until, failures=failures, limited=limited)


def pace_folder() -> Path:
    """Return a folder that all processes of this user find, those without a session too, as of cron. If the system offers one, it does not
    survive a reboot. Raises OSError where nothing temporary can be written."""
    user = str(os.getuid())
    runtime = os.environ.get("XDG_RUNTIME_DIR") or f"/run/user/{user}"  # the same, where systemd makes it
    if Path(runtime).is_dir():
        return Path(runtime) / "scamtriage-pace"
    try:
        return Path(tempfile.gettempdir()) / f"scamtriage-pace-{user}"
    except FileNotFoundError as exc:
        raise OSError(f"{exc.strerror}: set TMPDIR to a folder that can be written") from None
