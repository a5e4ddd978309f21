"""A scan of a lab that somebody else runs, as a program that can be killed: python -m tests.batch.lab_scan LAB.json SCAN.json

LAB.json is the lab's description; SCAN.json has `source`, `outputs` (none: stdout), and any other settings of Scan and Config.
"""

import json
import sys
from collections import deque
from dataclasses import fields
from pathlib import Path
from typing import Any

from scamtriage.cli import app
from scamtriage.cli.exit_status import ExitStatus
from scamtriage.cli.notices.messages import log_to_stderr
from scamtriage.cli.options import ConsoleOptions
from scamtriage.cli.scan.request import Scan
from scamtriage.cli.scan.run import run
from scamtriage.config import Config
from scamtriage.lab.router import Router
from scamtriage.lab_worker import environment
from scamtriage.pattern_folder import keep_patterns


def main(lab: dict[str, Any], given: dict[str, Any]) -> None:
    """Clocks and pace are shortened, and nothing else."""
    router = Router.of(lab["routes"])
    router.dialled = deque(maxlen=100)  # what a long scan keeps is to be seen, and not what the lab notes of it
    resolver = given.pop("resolver", lab["resolver"])
    router.add_operator(resolver.split(":")[0], int(resolver.split(":")[1]))
    settings = {
        "resolvers": (resolver,), "roots": lab["ca_file"], "tables": lab["tables"], "cache": False,
        "timeout_s": 10.0, "deadline_s": 30.0, "registry_timeout_s": 10.0,
        "whois_per_s": 1_000.0, "rdap_per_s": 1_000.0, "in_flight": 20, "processes": 1,
    } | {name: given.pop(name) for name in [field.name for field in fields(Config)] if name in given}  # fmt: skip
    scan = {
        "source": Path(given.pop("source")), "column": None, "config": Config(**settings), "format": "ndjson",
        "outputs": tuple(Path(path) for path in given.pop("outputs")), "evidence": None, "in_order": False, "dedupe": True,
        "console": ConsoleOptions(quiet=given.pop("quiet", False)), "environment": environment(router),
    }  # fmt: skip
    evidence = given.pop("evidence", None)
    keep_patterns(scan["config"])
    run(Scan(**scan | given | {"evidence": Path(evidence) if evidence else None}), ExitStatus())


if __name__ == "__main__":
    log_to_stderr(ConsoleOptions())
    app.run(lambda: main(*(json.loads(Path(name).read_text()) for name in sys.argv[1:3])))
