"""Starting scans as programs of their own, and reading what they left."""

import json
import os
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import IO

from scamtriage.lab.scene import load_scenes

ROOT = Path(__file__).parents[2]
LINES = int(os.environ.get("SCAMTRIAGE_KILL_LINES", "160"))
"""Of the list that whole scans are of."""
WHOLE_S = 180 + LINES / 10
"""A whole scan of it is given up after this."""


def listed(folder: Path, count: int) -> Path:
    """Scenes that answer at once, names that do not exist, duplicates, other spellings, and lines that are none."""
    targets = [scene.target for scene in load_scenes().values() if "timeout" not in scene.id and "limit" not in scene.id][:12]
    lines = [targets[n % len(targets)] if n % 3 == 0 else f"nobody-{n}.com" if n % 3 == 1 else "not a name" for n in range(count)]
    path = folder / "list.txt"
    path.write_text("\n".join(lines) + "\n")
    return path


def command(lab: Path, source: Path, *outputs: Path, **changes: object) -> list[str]:
    """The scan of a list in the lab. `changes`: settings of Scan and Config."""
    given = source.with_name(f"scan-{'-'.join(path.name for path in outputs) or 'stdout'}.json")
    given.write_text(json.dumps({"source": str(source), "outputs": [str(path) for path in outputs], "quiet": True, **changes}))
    return [sys.executable, "-W", "ignore", "-m", "tests.batch.lab_scan", str(lab), str(given)]


def start(lab: Path, source: Path, *outputs: Path, stdout: IO[str] | None = None, **changes: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command(lab, source, *outputs, **changes),
        stdout=stdout or subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, errors="replace", cwd=ROOT,
    )  # fmt: skip


def ended(program: subprocess.Popen[str], within_s: float = 180) -> tuple[int, str]:
    """Its exit code, and what it said on stderr."""
    said = program.communicate(timeout=within_s)[1]
    return program.returncode, said


def rows(output: Path) -> dict[int, dict[str, object]]:
    found = [json.loads(line) for line in output.read_text().splitlines()]
    assert max(Counter(row["line"] for row in found).values()) == 1
    return {row["line"]: row for row in found}


def verdicts(output: Path) -> dict[int, object]:
    return {line: (row["status"], row["verdict"]) for line, row in rows(output).items()}


def share_of_a_processor() -> float:
    """1.0 on an idle machine; on one that others use too, what is ours of a processor now: work then takes so much longer."""
    began, used = time.monotonic(), time.process_time()
    while time.process_time() - used < 0.1:
        pass
    return (time.process_time() - used) / (time.monotonic() - began)
