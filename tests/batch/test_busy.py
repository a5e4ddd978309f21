"""A busy machine takes longer; it judges nobody by that."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.batch.programs import ended, start, verdicts

HOGS = 4


@pytest.mark.slow
def test_four_hogs_beside_a_scan_change_no_verdict(tmp_path: Path, lab_file: Path, whole: tuple[Path, dict[int, object]]) -> None:
    source, known = whole
    few = tmp_path / "list.txt"
    few.write_text("\n".join(source.read_text().splitlines()[:60]) + "\n")
    hogs = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(HOGS)]
    try:
        code, said = ended(start(lab_file, few, tmp_path / "v.ndjson", timeout_s=5.0, in_flight=60), 90)
    finally:
        for hog in hogs:
            hog.kill()
            hog.wait()
    assert code == 0, said
    assert verdicts(tmp_path / "v.ndjson") == {line: verdict for line, verdict in known.items() if line <= 60}
