"""Fetching IANA's RDAP bootstrap anew, through the same door as everything else."""

import os
from pathlib import Path
from typing import Protocol

from scamtriage.knowledge import bootstrap
from scamtriage.knowledge.loading import BadRule
from scamtriage.net.clock import Deadline, RunClock
from scamtriage.net.errors import NetError
from scamtriage.net.locks import private_folder

_PER_FILE_S = 20.0


class Source(Protocol):
    """What the files are fetched with."""

    run: RunClock

    async def fetch(self, url: str, deadline: Deadline) -> bytes: ...

    def reload(self) -> None: ...


async def refresh(source: Source, folder: Path) -> list[tuple[str, bool]]:
    """Fetch the bootstrap files into `folder`; for each a sentence, and whether it was had. One that
    can't be had or read leaves the old one in place.
    """
    if not private_folder(folder):
        return [(f"{folder} is not a private folder of this user; nothing was written", False)]
    said: list[tuple[str, bool]] = []
    for name in bootstrap.FILES:
        try:
            raw = await source.fetch(bootstrap.SOURCE + name, Deadline(source.run, _PER_FILE_S))
            table = bootstrap.check(name, raw)
        except (NetError, BadRule) as exc:
            said.append((f"{name}: kept as it was: {exc}", False))
            continue
        _write(folder / name, raw)
        said.append((f"{name}: as of {table['as_of']:%Y-%m-%d}, {len(table['services'])} services", True))
    source.reload()
    return said


def _write(path: Path, raw: bytes) -> None:
    """All or nothing."""
    fresh = path.with_suffix(".new")
    fd = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0), 0o600)
    with os.fdopen(fd, "wb") as file:
        file.write(raw)
    fresh.replace(path)
