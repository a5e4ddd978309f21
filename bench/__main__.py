"""`make bench`: the benchmarks of a scan's steps, one after the other; each prints its own table. `endurance` and `processes` run by themselves."""

import runpy

for name in ("bench.batch", "bench.names", "bench.reading", "bench.judging"):
    print(f"\n## {name}\n", flush=True)
    runpy.run_module(name, run_name="__main__")
