"""The same evidence gives the same bytes under every Python: since 3.12 `sum` rounds sums of floats otherwise than before."""

import subprocess
import sys

PROGRAM = """
import builtins, sys
from scamtriage.assess import Rules, assess
from scamtriage.config import Config
from scamtriage.knowledge.judgement import links
from scamtriage.pattern_folder import keep_patterns
from scamtriage.records.codec import from_line
from scamtriage.relate import relate
from tests.golden.recording import GOLDEN
from tests.judgement.sites import dossier, sites

keep_patterns(Config())
rules = Rules.load()
plain, culprits = builtins.sum, set()

def watched(values, /, start=0):
    total, caller = plain(values, start), sys._getframe(1)
    if isinstance(total, float) and caller.f_globals.get("__name__", "").startswith("scamtriage."):
        culprits.add(f"{caller.f_globals['__name__']}.{caller.f_code.co_name}")
    return total

builtins.sum = watched
stored = [from_line(file.read_bytes()) for file in sorted(GOLDEN.glob("*/evidence.jsonl"))]
dossiers = [*stored, *map(dossier, [*sites("dev")[::6], *sites("hard")[::4]])]
relate([assess(one, rules) for one in dossiers], links.load())
print(*sorted(culprits), sep=chr(10), end="")
"""


def test_what_reaches_a_row_is_summed_by_fsum() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout == ""
