"""A scan on a dask cluster of two workers, all of it on this machine: python examples/dask/lab_cluster.py [LIST] > verdicts.ndjson

The targets live in the embedded lab, so nothing leaves loopback. With a cluster of your own, the command line does the same:
scamtriage scan LIST --dask tcp://SCHEDULER:8786 -o verdicts.ndjson
"""

import asyncio
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scamtriage.cli.exit_status import ExitStatus
from scamtriage.cli.options import ConsoleOptions
from scamtriage.cli.scan.request import Scan
from scamtriage.cli.scan.run import run
from scamtriage.config import Config
from scamtriage.lab.internet import Lab
from scamtriage.lab_worker import environment


def main() -> None:
    """Every line of the list has one row on stdout; progress and the summary are on stderr."""
    try:
        from distributed import LocalCluster
    except ImportError:
        sys.exit("this example needs the extra: pip install '.[dask]'")
    with running_lab() as lab, tempfile.TemporaryDirectory() as folder:
        source = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(folder, "list.txt")
        if len(sys.argv) == 1:
            source.write_text("".join(f"{scene.target}\n" for scene in lab.world.scenes.values()), encoding="utf-8")
        with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
            config = Config(
                resolvers=(lab.resolver,), roots=str(lab.ca_file), tables=str(lab.tables), cache=False,
                timeout_s=1.0, deadline_s=6.0, registry_timeout_s=1.0, whois_per_s=100.0, rdap_per_s=100.0, in_flight=20,
            )  # fmt: skip
            scan = Scan(
                source=source, column=None, config=config, format="ndjson", outputs=(), evidence=None,
                in_order=True, dedupe=True, console=ConsoleOptions(), dask=cluster.scheduler_address,
                environment=environment(lab.router),
            )  # fmt: skip
            run(scan, ExitStatus())


@contextmanager
def running_lab() -> Iterator[Lab]:
    """The lab in a thread of its own, as another machine would serve it."""
    labs: list[Lab] = []
    ready, ends = threading.Event(), threading.Event()

    async def serve() -> None:
        async with Lab.start() as lab:
            labs.append(lab)
            ready.set()
            await asyncio.to_thread(ends.wait)

    thread = threading.Thread(target=asyncio.run, args=(serve(),), daemon=True)
    thread.start()
    ready.wait()
    try:
        yield labs[0]
    finally:
        ends.set()
        thread.join()


if __name__ == "__main__":  # the cluster's processes import this file
    main()
