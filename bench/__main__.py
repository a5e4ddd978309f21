"""`make bench`: run the benchmarks of a scan's steps, each in a process of its own; each prints its table as soon as it is measured.

`python -m bench reading` runs only that one; `--quick` runs all of them with fewer rounds and shorter lists: a minute of CPU. Ends with 1 if
one of them failed; the others are run all the same.
"""

import subprocess
import sys

from bench import quick

STEPS = ("batch", "names", "reading", "judging")
ALONE = ("endurance", "processes")
"""Longer benchmarks, run only when named."""

hurried = ["--quick"] if quick() else []
asked = sys.argv[1:] or STEPS
if unknown := [name for name in asked if name not in STEPS + ALONE]:
    sys.exit(f"bench: {', '.join(unknown)}: there are {', '.join(STEPS)}; by name only {', '.join(ALONE)}")
if hurried and (long := [name for name in asked if name in ALONE]):
    sys.exit(f"bench: {long[0]} has no --quick, but takes lengths: python -m bench.{long[0]} [NAMES [TARGETS]]")
failed = []
for name in asked:
    print(f"\n## bench.{name}\n", flush=True)
    if subprocess.run(
        [sys.executable, "-u", "-m", f"bench.{name}", *hurried], check=False
    ).returncode:  # -u: a table is seen when it is printed
        failed.append(name)
if failed:
    sys.exit(f"bench: {', '.join(failed)} failed")
