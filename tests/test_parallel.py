"""The suite's own runner: it leaves out no file, and what failed or died is no success."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.parallel import TESTS, portions

PROGRAM = """
import sys
from pathlib import Path
from tests import parallel

parallel.KEPT = Path("kept").absolute()
if __name__ == "__main__":
    parallel.portions = lambda: [[file] for file in sys.argv[1:]]
    sys.exit(parallel.main([]))
"""
DEAR_ONCE = """
from pathlib import Path
import pytest
from tests.cost import least_cpu_s

@pytest.mark.parametrize("tried", ["a: b/c::d [e]"])
def test_g(tried):
    again = Path("tried").exists()
    Path("tried").touch()
    assert least_cpu_s(lambda: None if again else sum(range(10**6)), within=1e-3) <= 1e-3
"""
FILES = {
    "passes": "def test_a(): pass\n",
    "fails": "def test_b(): assert 1 == 2\n",
    "breaks": "import nothing_of_this_name\n",
    "dies": "import os\ndef test_c(): os._exit(0)\n",
    "skips": "import pytest\ndef test_d(): pytest.skip('not here')\n",
    "dear": "from tests.cost import least_cpu_s\ndef test_f(): assert least_cpu_s(lambda: sum(range(10**6)), within=1e-6) <= 1e-6\n",
    "dear_once": DEAR_ONCE,
    "errs": "import pytest\n@pytest.fixture\ndef e(): raise OSError\ndef test_e(e): pass\n",
}


def test_every_file_is_in_one_portion() -> None:
    files = [file for some in portions() for file in some]
    assert sorted(files) == sorted(map(str, TESTS.rglob("test_*.py")))


@pytest.mark.parametrize(
    ("names", "code", "said"),
    [
        (("passes", "skips"), 0, "===== 1 passed, 1 skipped in "),
        (("passes", "fails"), 1, "===== 1 failed, 1 passed in "),
        (("passes", "errs"), 1, "===== 1 passed, 1 error in "),
        (("passes", "breaks"), 1, "===== 1 passed, 1 error in "),
        (("passes", "dear"), 1, "===== 1 failed, 1 passed in "),
        (("passes", "dear_once"), 0, "===== 2 passed in "),
        (("fails", "dear_once"), 1, "===== 1 failed, 1 passed in "),
        (("dies",), 1, "FAILED a process of the suite died"),
        (("skips",), 1, "===== 1 skipped in "),
    ],
)
def test_a_run_succeeds_only_if_tests_ran_and_none_failed(tmp_path: Path, names: tuple[str, ...], code: int, said: str) -> None:
    program = tmp_path / "program.py"
    program.write_text(PROGRAM)
    files = [tmp_path / f"test_{name}.py" for name in names]
    for name, file in zip(names, files, strict=True):
        file.write_text(FILES[name])
    command = [sys.executable, str(program), *map(str, files)]
    done = subprocess.run(
        command, env={"PYTHONPATH": str(TESTS.parent)}, capture_output=True, text=True, timeout=120, check=False, cwd=tmp_path
    )
    assert (done.returncode, said in done.stdout) == (code, True), done.stdout + done.stderr
