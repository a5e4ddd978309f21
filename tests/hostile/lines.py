"""The hostile lines of a list."""

import json
from pathlib import Path

LINES: list[str] = [json.loads(line) for line in (Path(__file__).parent / "lines.txt").read_text().splitlines()]
"""One JSON string a line of the file, so that bytes which no editor shows can stand there."""
