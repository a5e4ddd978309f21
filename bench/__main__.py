"""`make bench`: run the benchmarks of a scan's steps; each prints its own table. `python -m bench reading` runs only that one."""

import runpy
import sys

STEPS = ("batch", "names", "reading", "judging")
ALONE = ("endurance", "processes")
"""Longer benchmarks, run only when named."""

asked = sys.argv[1:] or STEPS
if unknown := [name for name in asked if name not in STEPS + ALONE]:
    sys.exit(f"bench: {', '.join(unknown)}: there are {', '.join(STEPS)}; by name only {', '.join(ALONE)}")
for name in asked:
    print(f"\n## bench.{name}\n", flush=True)
    sys.argv = [name]
    runpy.run_module(f"bench.{name}", run_name="__main__")
