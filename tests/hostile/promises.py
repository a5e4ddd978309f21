"""`python -m tests.hostile.promises`: run the proofs again; the table of SECURITY.md with what was measured now, row by row as it is known.

Ends with 1 when a bound is broken; what cannot be run here is neither kept nor broken. Progress goes to stderr.
"""

import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.hostile.behaviour import load
from tests.hostile.internet import HostileInternet, beside
from tests.hostile.test_behaviours import MAX_BYTES, MAX_CONNECTIONS, SLACK_S

BEHAVIOURS = load()
HEAVY = ("compression", "endless", "html", "rdap")
EACH = 12
"""Of these families so many, spread over each, are also observed one by one, each in a process of its own."""
AT_ONCE_MIB, ALONE_MIB = 400, 300
PROOFS = {
    "No forbidden contact: installed program, natural ports, every packet read": ("tests/namespace/test_hostile.py",),
    "`--passive` sends targets nothing; with `--proxy` nobody else is contacted": ("tests/hostile/test_modes.py",),
    "No credentials, cookies, tool or user name on the wire; no Referer but a search engine's with `--second-look`": (
        "tests/net/test_http.py::test_the_request_gives_nothing_away_and_is_always_the_same",
        "tests/hostile/test_behaviours.py::test_nothing_was_given_away",
    ),
    "The guard knows every special range": ("tests/net/test_guard.py",),
    "One line in, one row out, no traceback (hostile lines)": ("tests/hostile/test_lines.py",),
    "Hostile text stays text (every renderer, the log, the evidence)": ("tests/render/test_text.py", "tests/records/test_line.py"),
    "A report blocks no honest site and holds no contact that was not let go": (
        "tests/render/test_disclosure.py",
        "tests/render/test_told.py",
        "tests/render/test_redaction.py",
        "tests/cli/test_reports.py",
    ),
    "Hiding does not pay, and parsers can't hang (2 MB pages)": ("tests/parse/html/test_prescan.py", "tests/parse/html/test_structure.py"),
    "Unpacking is capped": ("tests/net/test_inflate.py",),
    '"Not registered" means not registered': ("tests/parse/whois/test_no_record.py", "tests/parse/whois/test_refusals.py"),
    "An outage is not evidence": (
        "tests/net/dns/test_outage.py::test_an_outage_holds_questions_and_their_clock_until_it_ends",
        "tests/net/dns/test_outage.py::test_a_resolver_that_is_not_there_is_unreachable_and_an_outage",
        "tests/net/dns/test_resolve.py::test_a_resolver_that_invents_addresses_is_found_out_and_not_believed",
        "tests/laws/test_judgement.py::test_unknown_is_not_innocence_and_not_guilt",
    ),
    "A busy machine changes no verdict": ("tests/hostile/test_busy.py", "tests/net/test_clock.py"),
    "Nothing runs but us, one door to the network": ("tests/laws/test_nothing_else_runs.py", "tests/laws/test_one_door.py"),
    "A good citizen of the shell": (
        "tests/cli/test_shell.py",
        "tests/cli/test_unread_output.py",
        "tests/cli/test_advice.py",
        "tests/cli/test_surroundings.py",
    ),
}


@dataclass(frozen=True, slots=True)
class Row:
    promise: str
    bound: str
    measured: str
    kept: bool | None
    """None: nothing of it could be run here."""


def client(internet: HostileInternet, lines: list[str], **more: Any) -> Any:
    """Figures of a client process."""
    given = {
        "lines": lines,
        "routes": [[*place, *to] for place, to in internet.routes.items()],
        "operator": internet.resolver,
        "vault": internet.vault,
        "settings": internet.settings(),
        **more,
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.hostile.client"], input=json.dumps(given), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    return json.loads(done.stdout)


def at_once() -> Iterator[Row]:
    """Everything together, control sites first and last."""
    with beside(BEHAVIOURS) as internet:
        first, last = (internet.lab.world.scenes[name].target for name in ("old-company", "new-bakery"))
        lines = [first, *(b.typed for b in BEHAVIOURS), last]
        found = client(internet, lines)
        vault, connections, most = internet.vault_contacts, max(internet.connections.values()), max(internet.most_bytes.values())
    count = len(lines)
    wrong = found["problems"]
    cut = [b.id for b in BEHAVIOURS if b.expect.cap or b.expect.facts.get("complete") is False]
    hiding = [b.id for b in BEHAVIOURS if b.expect.holds]
    own = found["statuses"]
    forbidden = found["forbidden"]
    yield Row("No forbidden contact, over all behaviours", "0", f"{forbidden} dialled, {vault} reached", forbidden == vault == 0)
    yield Row(
        "One line in, one row out; none is our own error",
        f"{count} rows",
        f"{len(found['rows'])} rows: {', '.join(own)}",
        found["rows"] == list(range(1, count + 1)) and "error" not in own,
    )
    yield Row("Control sites beside them are whole", "ok, ok", ", ".join(found["control"]), found["control"] == ["ok", "ok"])
    yield Row(
        "Every target ends: deadline of 8 s, twice the lag of the machine taken off",
        f"<= {8 + SLACK_S:g} s",
        f"{8 + found['over_s']:.2f} s (wall {found['seconds']:.1f} s, lag {found['lag_s']:.1f} s)",
        found["over_s"] <= SLACK_S,
    )
    yield Row("Peak memory, everything at once", f"<= {AT_ONCE_MIB} MiB", f"{found['rss_mib']:.0f} MiB", found["rss_mib"] <= AT_ONCE_MIB)
    yield Row("Bytes of any one connection", f"<= {MAX_BYTES / 1e6:g} MB", f"{most / 1e6:.2f} MB", most <= MAX_BYTES)
    yield Row("Connections to any one target", f"<= {MAX_CONNECTIONS}", f"{connections}", connections <= MAX_CONNECTIONS)
    cpu_s = found["cpu_s"]
    yield Row("CPU of the client", "measured only", f"{cpu_s:.1f} s, {1000 * cpu_s / count:.0f} ms a target", kept=True)
    yield Row("Hostile text stays text, nine formats", "0 alive", f"{len(found['faults'])} alive", not found["faults"])
    yield Row("Every row says what a good client says", "0 differ", said(wrong, [b.id for b in BEHAVIOURS]), not wrong)
    yield Row("Truncation is never silent", "0 silent", said(wrong, cut), not wrong.keys() & set(cut))
    yield Row("What the attack hides is found", "0 lost", said(wrong, hiding), not wrong.keys() & set(hiding))


def said(wrong: dict[str, list[str]], ids: list[str]) -> str:
    bad = sorted(wrong.keys() & set(ids))
    return f"{len(bad)} of {len(ids)}" + (f": {', '.join(bad[:5])}" if bad else "")


def alone() -> Iterator[Row]:
    """The heaviest families, each target in a process of its own."""
    own = [[b for b in BEHAVIOURS if b.family == family] for family in HEAVY]
    chosen = [members[round(step * (len(members) - 1) / (EACH - 1))] for members in own for step in range(EACH)]
    with beside(tuple(chosen)) as internet:
        peaks: list[float] = client(internet, [b.typed for b in chosen], alone=True)
    worst = max(range(len(chosen)), key=lambda index: peaks[index])
    yield Row(
        f"Peak memory of one target alone ({len(chosen)} of the heaviest families)",
        f"<= {ALONE_MIB} MiB",
        f"{peaks[worst]:.0f} MiB ({chosen[worst].id}); median {sorted(peaks)[len(peaks) // 2]:.0f} MiB",
        peaks[worst] <= ALONE_MIB,
    )


def proved(promise: str, tests: tuple[str, ...]) -> Row:
    """A test of the suite, run now: in its long form, where it has one."""
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-m", "", "-p", "no:cacheprovider", "-W", "ignore", "-rs", *tests],
        capture_output=True,
        text=True,
        check=False,
    )
    counts = counted(done.stdout)
    skipped = " (NOT RUN: this machine cannot)" if counts.get("skipped") else ""
    words = ", ".join(f"{number} {word}" for word, number in counts.items()) + skipped
    if done.returncode:
        sys.stderr.write((done.stdout + done.stderr)[-4_000:])
    return Row(promise, "all pass", f"{words} in {time.monotonic() - began:.0f} s", kept(done.returncode, counts))


def counted(output: str) -> dict[str, int]:
    """How many tests passed, failed and so on."""
    counts = {word: int(number) for number, word in re.findall(r"(\d+) (passed|failed|skipped|error)", output)}
    if not counts:  # our own settings print dots alone
        counts = {name: sum(line.partition(" ")[0].count(mark) for line in dots(output)) for name, mark in MARKS.items()}
    return {word: number for word, number in counts.items() if number}


def kept(returncode: int, counts: dict[str, int]) -> bool | None:
    return returncode == 0 and (bool(counts.get("passed")) or None)


KEPT = {True: "yes", False: "**no**", None: "not run"}
MARKS = {"passed": ".", "failed": "F", "error": "E", "skipped": "s"}


def dots(output: str) -> list[str]:
    return [line for line in output.splitlines() if re.fullmatch(r"[.FEsx]+(\s+\[\s*\d+%\])?", line)]


def rows() -> Iterator[Row]:
    yield from at_once()
    sys.stderr.write("... each of the heaviest alone\n")
    yield from alone()
    for promise, tests in PROOFS.items():
        sys.stderr.write(f"... {promise}\n")
        yield proved(promise, tests)


def main() -> None:
    began, broken = time.monotonic(), 0
    sys.stderr.write(f"... {len(BEHAVIOURS)} behaviours at once\n")
    print("| promise | bound | measured | kept |\n|---|---|---|---|", flush=True)
    for row in rows():
        broken += row.kept is False
        print(f"| {row.promise} | {row.bound} | {row.measured} | {KEPT[row.kept]} |", flush=True)
    sys.stderr.write(f"{broken} broken; {time.monotonic() - began:.0f} s\n")
    sys.exit(1 if broken else 0)


if __name__ == "__main__":
    main()
