"""Running the command line: in the test's own process, or as a program of its own where the process itself is what a test is about."""

import contextlib
import gc
import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

from scamtriage.__main__ import main
from scamtriage.batch import today
from scamtriage.batch.stop_signals import STOPS
from tests.conftest import NOW

NOWHERE = ("--resolver", "127.0.0.1:1", "--timeout", "0.2")
"""A resolver that nobody runs: the machine is cut off."""


def run(*words: str, stdin: str = "", cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """What the command line does and says at NOW, without a start of half a second. Its streams are files, as behind `<given >said 2>told`.

    Not for signals, the environment, imports, memory, pipes that close, nor processes that it starts: see `run_alone`.
    """
    with tempfile.TemporaryFile("w+") as given, tempfile.TemporaryFile("w+") as said, tempfile.TemporaryFile("w+") as told:
        given.write(stdin)
        given.seek(0)
        with _as_found(), contextlib.chdir(cwd or "."), mock.patch.object(today, "now", lambda: NOW):
            sys.argv = ["scamtriage", *words]
            sys.stdin, sys.stdout, sys.stderr = given, said, told
            sys.__stdout__ = said  # type: ignore[misc]  # of which the width of the terminal is asked
            try:
                main()
                code = 0
            except SystemExit as end:
                code = end.code if isinstance(end.code, int) else 1
        for stream in (said, told):
            stream.flush()
            stream.seek(0)
        return subprocess.CompletedProcess(words, code, said.read(), told.read())


@contextlib.contextmanager
def _as_found() -> Iterator[None]:
    """Whatever a program may change of its process, because it has it for itself, is as it was afterwards."""
    root, streams = logging.getLogger(), (sys.stdin, sys.stdout, sys.stderr, sys.__stdout__)
    handlers, level, thresholds = root.handlers, root.level, gc.get_threshold()
    signals = {number: signal.getsignal(number) for number in STOPS}
    root.handlers = []
    os.umask(mask := os.umask(0o077))
    try:
        with warnings.catch_warnings(), mock.patch.dict(os.environ), mock.patch.object(sys, "argv", sys.argv):
            yield
    finally:
        sys.stdin, sys.stdout, sys.stderr, sys.__stdout__ = streams  # type: ignore[misc]
        root.handlers = handlers
        root.setLevel(level)
        for number, handler in signals.items():
            signal.signal(number, handler)
        os.umask(mask)
        gc.set_threshold(*thresholds)
        gc.unfreeze()


def run_alone(*words: str, stdin: str = "", cwd: Path | None = None, **env: str) -> subprocess.CompletedProcess[str]:
    """The same by a program of its own."""
    return subprocess.run(
        [sys.executable, "-m", "scamtriage", *words],
        input=stdin,
        capture_output=True,
        text=True,
        cwd=cwd,
        env=os.environ | env,
        timeout=240,
        check=False,
    )


def contacts_of(tmp_path: Path, name: str, said: bytes) -> set[tuple[str, str]]:
    """(kind, value) of each contact that the program finds in a file of this name."""
    (tmp_path / name).write_bytes(said)
    found = json.loads(run("contacts", str(tmp_path / name), "--format", "json").stdout)
    return {(one["kind"], one["value"]) for one in found if one["kind"] != "unread"}  # parts of a mail are not read
