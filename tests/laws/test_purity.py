"""Judging touches nothing: no file, no socket, no process, no clock, no chance. Held in a process that forbids them."""

import subprocess
import sys

PROGRAM = """
import random, sys, time
from scamtriage.assess import Rules, assess
from tests.judgement.sites import dossier, sites

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
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout == "same"
