"""Judging touches nothing: no file, no socket, no process, no clock, no chance. Held in a process that forbids them."""

import ast
import re
import subprocess
import sys

import pytest

from tests.laws.named import FILES, named, trees

ROOMS = ("parse", "signals", "score", "render", "assess.py", "relate", "knowledge", "records")
"""Of these, `knowledge` alone reads files: the tables of the package and those that the user names. No room writes any."""
WRITES = re.compile(
    r"builtins\.open|\.(write_bytes|write_text|mkdir|touch|unlink|rmdir|symlink_to|hardlink_to|chmod)|(os|shutil|tempfile)\.\w+"
)
STARTS = {"library.py", "worker.py", "cli/scan/parallel.py", "cli/flags.py", "cli/commands/demo.py"}
"""Where a process learns its settings, and with them where it keeps compiled patterns."""
CLOCK_OR_CHANCE = re.compile(
    r"datetime\.(datetime|date)\.(now|utcnow|today)|time\.\w+|random\.\w+|secrets\.\w+|uuid\.(uuid[14]|getnode)|os\.urandom"
)
"""Which no audit hook hears of. The import contract knows modules alone, and of `datetime` and `uuid` it is these names that matter."""

PROGRAM = """
import random, sys, time
from scamtriage.assess import Rules, assess
from scamtriage.config import Config
from scamtriage.pattern_folder import keep_patterns
from tests.judgement.sites import dossier, sites

keep_patterns(Config())
rules = Rules.load()
found = [dossier(site) for site in sites("dev")[::4]]
for language in ("en", "th", "zh"):  # what is read once is read here: tables, sentences, modules
    for one in found:
        assess(one, rules, lang=language)

forbidden = ("open", "socket.", "subprocess.", "os.", "import")

def refuse(event, arguments):
    if any(event == name or (name.endswith(".") and event.startswith(name)) for name in forbidden):
        raise RuntimeError(f"{event} {arguments!r}")

def no_clock(*_):
    raise RuntimeError("the clock was asked")

answers = [assess(one, rules, lang="th") for one in found]
time.time = time.monotonic = time.perf_counter = time.time_ns = no_clock
random.random = no_clock
sys.addaudithook(refuse)
again = [assess(one, rules, lang="th") for one in found]
sys.stdout.write("same" if answers == again else "different")
"""


def test_judging_touches_nothing() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout == "same"


@pytest.mark.parametrize("file", [file for file in FILES if file.partition("/")[0] in ROOMS])
def test_no_room_of_judging_asks_for_the_day_or_for_chance(file: str) -> None:
    assert list(filter(CLOCK_OR_CHANCE.fullmatch, named(trees()[file]))) == []


@pytest.mark.parametrize("file", [file for file in FILES if file.partition("/")[0] in ROOMS])
def test_no_room_of_judging_writes_a_file(file: str) -> None:
    assert list(filter(WRITES.fullmatch, named(trees()[file]))) == []


def test_the_law_sees_a_file_that_is_written() -> None:
    assert any(map(WRITES.fullmatch, named(ast.parse("from pathlib import Path\nPath('x').write_bytes(b'')"))))


def test_where_patterns_are_kept_is_said_at_the_start_of_a_process_alone() -> None:
    says = {file for file in FILES if "scamtriage.pattern_folder.keep_patterns" in named(trees()[file])}
    sets = {file for file in FILES if "scamtriage.knowledge.matcher_cache.use" in named(trees()[file])}
    assert (says, sets) == (STARTS, {"pattern_folder.py"})


@pytest.mark.parametrize(
    "fault", ["from datetime import datetime\ndatetime.now()", "import datetime as d\nd.date.today()", "from uuid import uuid4"]
)
def test_the_law_sees_a_clock_and_chance(fault: str) -> None:
    assert any(map(CLOCK_OR_CHANCE.fullmatch, named(ast.parse(fault))))
