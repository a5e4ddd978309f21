"""The folder of the labelled data, which is not part of the project."""

import os
from pathlib import Path


def folder() -> Path:
    """Return $SCAMTRIAGE_DATA, else shared/data next to the project. The folder may not exist."""
    return Path(os.environ.get("SCAMTRIAGE_DATA") or Path(__file__).resolve().parents[2] / "shared" / "data")
