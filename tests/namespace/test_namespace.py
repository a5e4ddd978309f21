"""The unmodified program with real ports and public-looking addresses, in a network namespace that leads nowhere."""

import functools
import html
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.debian.servers import need
from tests.namespace.foreign import pages

pytestmark = pytest.mark.namespace
UNSHARE = ("unshare", "--user", "--map-root-user", "--net")


@functools.cache
def possible() -> bool:
    """Whether this machine lets us make a network namespace; needs `unshare` and `ip`, and either root or user namespaces."""
    if shutil.which("unshare") is None or shutil.which("ip") is None:
        return False
    return subprocess.run([*UNSHARE, "ip", "link", "set", "lo", "up"], capture_output=True, check=False).returncode == 0


def inside(scenes: str, *command: str) -> dict[str, Any]:
    """Exit code, stdout and stderr of the command line, run against the lab inside a fresh namespace."""
    if not possible():
        pytest.skip("NOT RUN: this machine makes no network namespace (unshare, ip, and root or user namespaces are needed)")
    run = subprocess.run(
        [*UNSHARE, sys.executable, "-m", "tests.namespace.inside", scenes, *command],
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    result: dict[str, Any] = json.loads(run.stdout)
    return result


def test_the_program_as_it_is_triages_sites_on_natural_ports() -> None:
    ended = inside("dsi-case,new-bakery,old-company", "check", "--format", "json")
    assert ended["code"] == 0, ended["err"]
    scam, bakery, company = json.loads(ended["out"])
    assert scam["verdict"] in ("likely-scam", "near-certain")
    assert bakery["verdict"] == "likely-benign"
    assert company["facts"]["certificate"]["chain"] == "valid"
    assert {row["facts"]["registration"]["source"].split(":")[0] for row in (scam, bakery, company)} == {"rdap"}


@pytest.fixture(scope="module")
def foreign() -> dict[str, Any]:
    """What the program said of pages that came with this machine's packages, behind servers that nobody here wrote."""
    need("knotd", "nginx")
    if not possible():
        pytest.skip("NOT RUN: this machine makes no network namespace (unshare, ip, and root or user namespaces are needed)")
    if len(pages()) < 2:
        pytest.skip("NOT RUN: no package of this machine has left pages in HTML")
    run = subprocess.run(
        [*UNSHARE, sys.executable, "-m", "tests.namespace.foreign"], capture_output=True, text=True, timeout=240, check=False
    )
    assert run.returncode == 0, run.stderr
    ended: dict[str, Any] = json.loads(run.stdout)
    assert ended["code"] == 0, ended["err"]
    return {**ended, "rows": {row["target"]["host"]: row for row in json.loads(ended["out"])}}


def test_sites_that_nobody_here_wrote_are_read_and_not_accused(foreign: dict[str, Any]) -> None:
    for host, page in foreign["sites"].items():
        row = foreign["rows"][host]
        assert row["facts"]["page"]["status_code"] == 200
        assert row["facts"]["certificate"]["chain"] == "valid"
        titled = re.search(rb"<title>([^<]{3,})", Path(page).read_bytes())
        assert titled is None or row["facts"]["page"]["title"].split() == html.unescape(titled[1].decode()).split()
        assert row["verdict"] in ("no-finding", "likely-benign", "undetermined"), (page, row["reasons"])


def test_what_the_namespace_does_not_hold_is_unknown_and_not_absent(foreign: dict[str, Any]) -> None:
    outcomes = {row["facts"]["registration"]["outcome"] for row in foreign["rows"].values()}
    assert outcomes <= {"timeout", "unreachable"}


def test_a_foreign_server_cannot_send_us_to_the_metadata_service(foreign: dict[str, Any]) -> None:
    page = foreign["rows"]["trap.pages-of-others.net"]["facts"]["page"]
    assert page["hops"][-1]["url"] == "http://169.254.169.254/latest/meta-data/"
    assert page["hops"][-1]["outcome"] == "blocked"
    assert not page["complete"]


def test_the_guard_is_on_inside_the_namespace_too() -> None:
    ended = inside("private-address", "check", "--format", "json")
    row = json.loads(ended["out"])
    assert row["facts"]["page"]["outcome"] == "blocked"
    assert "10.20.0.5" in json.dumps(row)


@pytest.mark.exhaustive
def test_facts_of_one_collector_come_from_natural_ports() -> None:
    ended = inside("dsi-case", "lookup", "dns", "--format", "json")
    assert ended["code"] == 0, ended["err"]
    assert "45.12.40.21" in ended["out"]


def test_the_demo_needs_no_network_at_all() -> None:
    if not possible():
        pytest.skip("NOT RUN: this machine makes no network namespace (unshare, ip, and root or user namespaces are needed)")
    script = f"ip link set lo up && exec {sys.executable} -m scamtriage demo --format ndjson"
    run = subprocess.run([*UNSHARE, "sh", "-c", script], capture_output=True, text=True, timeout=240, check=False)
    assert run.returncode == 0, run.stderr
    rows = [json.loads(line) for line in run.stdout.splitlines()]
    assert len(rows) == 18
    assert rows[0]["verdict"] == "near-certain"
