"""How often a registry is asked, by all processes of this user together, and when it is left alone."""

import asyncio
import hashlib
import os
import struct
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from scamtriage.net.errors import Limited, NetError, Unreachable
from scamtriage.net.locks import private_folder, try_lock, unlock

_MARGIN = 1.01
"""Questions keep this much more distance than the rate asks for, so that jitter on the way does not break it."""
_RETRY_S = 0.003
_LOOK_S = 1.0
"""Whoever is first in a slow line looks this often whether the service still wants to be asked."""
_OPEN_FILES = 8
_STATE = struct.Struct("!4sddII")
_MAGIC = b"pc01"
_FARTHEST_S = 3600.0
"""A state that lies further in the future is from another boot of this machine."""
FAILURES = 3
"""In a row, after which a registry is left alone for a while."""
_FIRST_REST_S = 30.0
_LONGEST_REST_S = 600.0
_MOST_DOUBLINGS = 6
"""Which lead to the longest rest from either of the first ones."""
_LIMITED_REST_S = 10.0
"""When a registry asks us to slow down and does not say for how long."""


class _State(Struct, frozen=True, kw_only=True):
    """What all processes know of one service; moments on the monotonic clock, which a machine's processes share."""

    free_at: float = 0.0
    """The next question may go out then."""
    closed_until: float = 0.0
    failures: int = 0
    limited: int = 0


class Pace:
    """One token bucket a service, without burst. Its state is a file of 28 bytes under a lock, or memory where no folder can be had."""

    def __init__(self, folder: Path | None) -> None:
        """`folder` must be private to the user; None, or a folder that is not, keeps the pace within this process."""
        self._folder = folder if folder is not None and private_folder(folder) else None
        self._memory: dict[str, _State] = {}
        self._files: dict[str, int] = {}
        self._turns: dict[str, asyncio.Lock] = {}
        self.waiting: dict[str, int] = {}
        """Service -> how many wait for their turn now."""

    async def turn(self, service: str, per_s: float) -> tuple[float, NetError | None]:
        """Wait until the service may be asked once more: (0, None) when it may be asked now, else what `closed_s` says. Whoever stands
        in line when the service asks to be left alone leaves the line at once."""
        gap = _MARGIN / per_s
        turns = self._turns.setdefault(service, asyncio.Lock())
        self.waiting[service] = self.waiting.get(service, 0) + 1
        try:
            async with turns:  # one of this process at a time looks at the file; the others stand in line
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
        """The service gave a usable answer. It may be one to an older question: a service that has asked us to slow down meanwhile stays
        closed, for nobody got a turn since. One that failed is up."""

        def change(state: _State) -> _State:
            if state.limited and state.closed_until > time.monotonic():
                return state
            return replace(state, failures=0, limited=0, closed_until=0.0)

        if self.troubled(service):
            await self._change(service, change)

    async def failed(self, service: str) -> None:
        """The service could not be reached, or did not answer in time."""

        def change(state: _State) -> _State:
            failures = state.failures + 1
            if failures < FAILURES:
                return replace(state, failures=failures)
            rest = min(_LONGEST_REST_S, _FIRST_REST_S * 2 ** min(failures - FAILURES, _MOST_DOUBLINGS))
            return replace(state, failures=failures, closed_until=max(state.closed_until, time.monotonic() + rest))

        await self._change(service, change)

    async def limited(self, service: str, retry_after_s: float | None) -> None:
        """The service asked us to slow down: nobody of ours asks it before that."""

        def change(state: _State) -> _State:
            rest = retry_after_s if retry_after_s is not None else _LIMITED_REST_S * 2 ** min(state.limited, _MOST_DOUBLINGS)
            until = time.monotonic() + min(rest, _LONGEST_REST_S)
            return replace(state, limited=state.limited + 1, closed_until=max(state.closed_until, until))

        await self._change(service, change)

    async def closed_s(self, service: str) -> tuple[float, NetError | None]:
        """(seconds for which the service is left alone, what that means for a question); (0, None) when it may be asked."""
        state = self._read(service)
        left = state.closed_until - time.monotonic()
        if left <= 0:
            return 0.0, None
        if state.limited:
            return left, Limited(f"{service} asked us to slow down; it is not asked for another {left:.0f} s", left)
        return left, Unreachable(f"{service} failed {state.failures} times in a row; it is not asked for another {left:.0f} s")

    def troubled(self, service: str) -> bool:
        """Whether the last questions failed or were refused, so that an answer is news."""
        state = self._read(service)
        return bool(state.failures or state.limited)

    def close(self) -> None:
        """Give back the files."""
        while self._files:
            os.close(self._files.popitem()[1])

    # the state

    async def _try(self, service: str, gap: float) -> float:
        """0 when the turn was taken, else how long to wait before trying again."""
        wait = 0.0

        def change(state: _State) -> _State:
            nonlocal wait
            now = time.monotonic()
            wait = max(0.0, state.free_at - now)
            if wait:
                return state
            return _State(free_at=now + gap, closed_until=state.closed_until, failures=state.failures, limited=state.limited)

        await self._change(service, change)
        return wait

    def _read(self, service: str) -> _State:
        """What is known now; without the lock, since a state is written whole."""
        fd = self._open(service)
        if fd is None:
            return self._memory.get(service, _State())
        return _unpack(_read_at_start(fd))

    async def _change(self, service: str, change: Callable[[_State], _State]) -> None:
        while (fd := self._open(service)) is not None and not self._locked(service, fd):  # noqa: ASYNC110 - another process gives it back
            await asyncio.sleep(_RETRY_S)
        if fd is None:
            self._memory[service] = change(self._memory.get(service, _State()))
            return
        try:
            before = _unpack(_read_at_start(fd))
            after = change(before)
            if after != before:
                self._write(service, fd, after)
        finally:
            unlock(fd)

    def _locked(self, service: str, fd: int) -> bool:
        """Whether the file is ours now; where files cannot be locked, this process keeps the pace of this service by itself from now on."""
        try:
            return try_lock(fd)
        except OSError:
            self._memory[service] = _unpack(_read_at_start(fd))
            return False

    def _write(self, service: str, fd: int, state: _State) -> None:
        """Into the file; where that can't be, as on a full disk, this process keeps the pace of this service by itself from now on."""
        try:
            os.lseek(fd, 0, os.SEEK_SET)
            whole = os.write(fd, _STATE.pack(_MAGIC, state.free_at, state.closed_until, state.failures, state.limited)) == _STATE.size
        except OSError:
            whole = False
        if not whole:
            self._memory[service] = state

    def _open(self, service: str) -> int | None:
        """The file of a service, kept open; None when there is none and memory must do."""
        if self._folder is None or service in self._memory:
            return None
        fd = self._files.pop(service, None)
        if fd is not None and not os.fstat(fd).st_nlink:
            os.close(fd)  # somebody tidied the folder: the other processes have another file by now
            fd = None
        if fd is None:
            flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
            try:
                fd = os.open(self._path(service), flags, 0o600)
            except OSError:
                self._memory[service] = _State()
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
    """What a file says; a torn, foreign or outdated one says nothing."""
    if len(raw) != _STATE.size or raw[:4] != _MAGIC:
        return _State()
    _, free_at, closed_until, failures, limited = _STATE.unpack(raw)
    farthest = time.monotonic() + _FARTHEST_S
    if not (free_at <= farthest and closed_until <= farthest):  # also when one is no number
        return _State()
    return _State(free_at=free_at, closed_until=closed_until, failures=failures, limited=limited)


def pace_folder() -> Path:
    """A folder of this user that all his processes find, and that does not outlive a boot where the system offers one."""
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    if runtime and Path(runtime).is_dir():
        return Path(runtime) / "scamtriage-pace"
    user = str(os.getuid()) if sys.platform != "win32" else os.environ.get("USERNAME", "user")
    return Path(tempfile.gettempdir()) / f"scamtriage-pace-{user}"
