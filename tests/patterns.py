"""Compiled patterns of the suite: all processes of a run share them, the next run has them too, and programs with a cache of their own
are lent them. To compile all takes eight seconds."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scamtriage import pattern_folder

KEPT = Path(__file__).parents[1] / ".pytest_cache" / "patterns"
"""For the next run."""


def folder_in(cache: str | Path) -> Path:
    """The folder for patterns in a cache folder, made if need be."""
    patterns = Path(cache, "scamtriage", "patterns")
    patterns.mkdir(mode=0o700, parents=True, exist_ok=True)
    patterns.parent.chmod(0o700)
    return patterns


@contextmanager
def lent(cache: str | Path, of: Path | None = None) -> Iterator[Path]:
    """Bring what is compiled, by default in this run, into a cache folder, and what is compiled there back; yields the folder."""
    ours, theirs = of or folder_in(os.environ["XDG_CACHE_HOME"]), folder_in(cache)
    ours.mkdir(mode=0o700, parents=True, exist_ok=True)
    _bring(ours, theirs)
    try:
        yield theirs
    finally:
        _bring(theirs, ours)


def _bring(here: Path, there: Path) -> None:
    """Copy what is not there. A file that two processes copy at once is damaged at worst, and made anew."""
    for path in set(here.glob("*.patterns")):
        if not (there / path.name).exists():
            shutil.copy2(path, there / path.name)  # with its age, by which the oldest go
    pattern_folder._prune(there)
