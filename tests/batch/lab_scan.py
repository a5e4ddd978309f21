"""A scan of a list in the lab as a program that can be killed: python -m tests.batch.lab_scan LIST OUT.ndjson [PROCESSES [DASK]]."""

import asyncio
import sys
import threading
from pathlib import Path

from scamtriage.cli.options import Talking
from scamtriage.cli.scanning import Scan
from scamtriage.cli.wiring import Tally
from scamtriage.config import Config
from scamtriage.lab.internet import Lab


def main(source: str, output: str, processes: str = "1", dask: str = "") -> None:
    """The lab runs in a loop of its own, as another machine would."""
    ready, ends = threading.Event(), threading.Event()
    labs: list[Lab] = []

    async def serve() -> None:
        async with Lab.start() as lab:
            labs.append(lab)
            ready.set()
            await asyncio.to_thread(ends.wait)

    thread = threading.Thread(target=lambda: asyncio.run(serve()), daemon=True)
    thread.start()
    ready.wait(30)
    [lab] = labs
    config = Config(
        resolvers=(lab.resolver,), roots=str(lab.ca_file), tables=str(lab.tables), cache=False,
        timeout_s=1.0, deadline_s=3.0, whois_per_s=1_000.0, rdap_per_s=1_000.0, in_flight=20, processes=int(processes),
    )  # fmt: skip
    scan = Scan(
        source=Path(source), column=None, config=config, format="ndjson", outputs=(Path(output),), evidence=None,
        in_order=False, dedupe=True, talking=Talking(quiet=True), dask=dask, route=lab.router,
    )  # fmt: skip
    try:
        scan.run(Tally())
    finally:
        ends.set()
        thread.join(10)


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit(130)
