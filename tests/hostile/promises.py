"""`python -m tests.hostile.promises`: run the proofs again, and print the table of SECURITY.md with what was measured now."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.hostile.behaviour import load
from tests.hostile.internet import HostileInternet, beside

LINES: list[str] = [json.loads(line) for line in (Path(__file__).parent / "lines.txt").read_text().splitlines()]
PROOFS = {
    "Hostile text stays text (six formats)": "tests/hostile/test_lines.py::test_a_hostile_line_ends_in_one_row_that_is_only_text",
    "Nothing runs but us, one door to the network": "tests/laws/test_one_door.py",
    "The guard knows every special range": "tests/net/test_guard.py",
    "Inflating is capped": "tests/net/test_inflate.py",
    "A page can't hide or hang": "tests/parse/test_prescan.py",
    'Refusals are never "not registered"': "tests/parse/test_whois_refusals.py",
    "A good citizen of the shell": "tests/cli/test_shell.py",
}


def measure(internet: HostileInternet, lines: list[str]) -> dict[str, Any]:
    """A client of its own process: memory, time and contacts."""
    given = {
        "lines": lines,
        "routes": [[*place, *to] for place, to in internet.routes.items()],
        "operator": internet.resolver,
        "vault": internet.vault,
        "settings": internet.settings(),
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.hostile.client"], input=json.dumps(given), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def main() -> None:
    failed = False
    with beside() as internet:
        first, last = (internet.lab.world.scenes[name].target for name in ("old-company", "new-bakery"))
        lines = [first, *(b.typed for b in load()), last]
        all_at_once = measure(internet, lines)
        vault = internet.vault_contacts
    rows = [
        ("No forbidden contact", "0", f"{all_at_once['forbidden']} dialled, {vault} reached", all_at_once["forbidden"] == vault == 0),
        (
            "Every target ends, beyond its deadline (lag of the machine taken off)",
            "<= 1 s",
            f"{all_at_once['over_s']:.2f} s",
            all_at_once["over_s"] <= 1,
        ),
        ("Peak memory, everything at once", "<= 400 MiB", f"{all_at_once['rss_mib']:.0f} MiB", all_at_once["rss_mib"] <= 400),
        ("One line in, one row out", f"{len(lines)}", f"{all_at_once['rows']}", all_at_once["rows"] == len(lines)),
        (
            "No row is our own error",
            "none",
            "error" if "error" in all_at_once["statuses"] else "none",
            "error" not in all_at_once["statuses"],
        ),
        ("Control sites beside them are whole", "ok, ok", ", ".join(all_at_once["control"]), all_at_once["control"] == ["ok", "ok"]),
    ]
    for name, proof in PROOFS.items():
        done = subprocess.run([sys.executable, "-m", "pytest", "-q", "-p", "no:xdist", proof], capture_output=True, text=True, check=False)
        rows.append((name, "all pass", done.stdout.strip().splitlines()[-1], done.returncode == 0))
    print("| promise | bound | measured | kept |\n|---|---|---|---|")
    for promise, bound, measured, kept in rows:
        failed |= not kept
        print(f"| {promise} | {bound} | {measured} | {'yes' if kept else '**no**'} |")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
