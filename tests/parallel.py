"""Runs the suite on all cores: `python -m tests [OPTION OF PYTEST...]`.

Several processes take a few files at a time from one queue, and each collects only what it runs. Under pytest-xdist every process collects
the whole suite, and each test and its report pass through one more process: of 31,000 tests that was a fifth of all CPU.
"""

import faulthandler
import io
import multiprocessing
import os
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TextIO

import pytest

from scamtriage.config import usable_cores
from tests import cost
from tests.conftest import SHARED
from tests.patterns import KEPT, lent

TESTS = Path(__file__).parent
AT_ONCE = 5
"""Files that a process takes: to start pytest for them takes a tenth of a second, and the last ones shall end together."""
ONCE = ("-p", "no:cacheprovider", "-o", "faulthandler_timeout=0")
"""What pytest would do at the beginning and the end of each portion, or for each test: reading and writing the names of all tests, and
watching whether it hangs."""
HANGS_S = 600
"""Under load; of a portion, and not of each test: a watch of its own for each costs a tenth of what pytest does for it."""
SLOW_UNTIL = 0.7
"""Share of the run by which the last slow file is begun."""


@dataclass(eq=False)
class Portion:
    """How the tests of some files ended. It is also the plugin of pytest that notes it."""

    files: frozenset[str] = frozenset()
    code: int = 0
    """Exit code of pytest."""
    ended: Counter[str] = field(default_factory=Counter)
    """Outcome -> tests."""
    failed: list[str] = field(default_factory=list)
    dear: dict[str, str] = field(default_factory=dict)
    """Those of `failed` that are about what something costs -> what pytest is asked for to run them again."""
    said: str = ""

    def pytest_ignore_collect(self, collection_path: Path) -> bool | None:
        """To find a file, pytest makes a node of each one beside it, which was a third of what it takes to begin."""
        return True if collection_path.name.startswith("test_") and str(collection_path) not in self.files else None

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed.append(report.nodeid)
            if report.nodeid in cost.OVER:
                path, _, name = report.nodeid.partition("::")
                self.dear[report.nodeid] = next(f"{file}::{name}" for file in self.files if file.endswith(path))
        if report.failed and report.when != "call":
            self.ended["error"] += 1
        elif report.skipped or report.when == "call":
            self.ended[report.outcome] += 1

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.failed.append(report.nodeid)
            self.ended["error"] += 1

    def add(self, portion: "Portion", at: str, names: str) -> None:
        """Count how another portion ended, and print it."""
        self.ended += portion.ended
        self.dear |= portion.dear
        if portion.code not in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
            self.failed += portion.failed or [names]
            print(portion.said)
        print(f"[{at}] {in_words(portion.ended)}: {names}", flush=True)

    @pytest.hookimpl(trylast=True)
    def pytest_exception_interact(self) -> None:
        watch()  # pytest has just ended it


def watch() -> None:
    """From now on, end this process with a traceback when the portion hangs."""
    faulthandler.dump_traceback_later(HANGS_S, exit=True, file=_outside())


@cache
def _outside() -> TextIO:
    """The stderr of this process, which pytest redirects while tests run."""
    return os.fdopen(os.dup(2), "w", encoding="utf-8")


def portions() -> list[list[str]]:
    """The files, a few of one folder together, as they share its fixtures. Those of each folder are spread over the whole run: tests of
    scans wait and tests of pages compute, and side by side they do both. Files with slow tests are alone, and none of them is among the
    last, so that no process ends long after the others."""
    folders: dict[Path, list[str]] = {}
    slow: list[str] = []
    for file in sorted(TESTS.rglob("test_*.py")):
        (slow if "mark.slow" in file.read_text(encoding="utf-8") else folders.setdefault(file.parent, [])).append(str(file))
    placed = [(SLOW_UNTIL * number / len(slow), [file]) for number, file in enumerate(slow)]
    for files in folders.values():
        some = [files[at : at + AT_ONCE] for at in range(0, len(files), AT_ONCE)]
        placed += [(number / len(some), together) for number, together in enumerate(some)]
    return [files for _, files in sorted(placed)]


def run(files: Sequence[str], options: Sequence[str]) -> Portion:
    """Run these files, or these tests `FILE::NAME`, in this process."""
    portion, said = Portion(frozenset(file.partition("::")[0] for file in files)), io.StringIO()
    watch()
    with redirect_stdout(said), redirect_stderr(said):
        portion.code = int(pytest.main([*ONCE, *options, *files], plugins=[portion]))
    faulthandler.cancel_dump_traceback_later()
    portion.said = said.getvalue()
    return portion


def main(options: Sequence[str]) -> int:
    """Run all files and print how each portion ended. Returns 0 if tests ran and none failed."""
    began, whole, done = time.monotonic(), Portion(), 0
    queue = portions()
    with tempfile.TemporaryDirectory(prefix="scamtriage-tests-") as shared:
        os.environ[SHARED] = shared
        # two processes more than there are cores: many tests wait, for time-outs that they are about, and with one more a sixth lay idle
        with lent(shared, KEPT), ProcessPoolExecutor(usable_cores() + 2, multiprocessing.get_context("spawn")) as pool:
            running: dict[Future[Portion], list[str]] = {pool.submit(run, files, options): files for files in queue}
            try:
                for one in as_completed(running):
                    done += len(running[one])
                    whole.add(one.result(), f"{100 * done // sum(map(len, queue)):3}%", " ".join(map(_short, running[one])))
                if whole.dear:
                    again = pool.submit(run, list(whole.dear.values()), options).result()
                    whole.failed = [name for name in whole.failed if name not in whole.dear]
                    whole.ended["failed"] -= len(whole.dear)
                    whole.add(again, "alone", "what cost more than its bound while others ran")
            except KeyboardInterrupt:
                pool.shutdown(cancel_futures=True)
                raise
            except BrokenProcessPool:
                left = [name for one, files in running.items() if not one.done() or one.exception() for name in map(_short, files)]
                whole.failed.append(f"a process of the suite died; it had some of these files, the others were not begun: {' '.join(left)}")
    print("".join(f"FAILED {name}\n" for name in whole.failed), end="")
    print(f"===== {in_words(whole.ended)} in {time.monotonic() - began:.2f}s =====")
    return int(bool(whole.failed) or not whole.ended["passed"])


def in_words(ended: Counter[str]) -> str:
    return ", ".join(f"{ended[outcome]} {outcome}" for outcome in ("failed", "passed", "skipped", "error") if ended[outcome]) or "none"


def _short(file: str) -> str:
    return os.path.relpath(file, TESTS).removesuffix(".py")
