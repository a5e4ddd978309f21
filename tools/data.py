"""Where the labelled data lie: they are no part of the project."""

import os
from pathlib import Path


def folder() -> Path:
    """$SCAMTRIAGE_DATA, else shared/data beside the project. Nothing says that it is there."""
    return Path(os.environ.get("SCAMTRIAGE_DATA") or Path(__file__).resolve().parents[2] / "shared" / "data")
