"""`python -m tests.fuzz`: try to break the laws for a while, and say what came of it.

python -m tests.fuzz --minutes 24               all targets, the minutes divided among them
python -m tests.fuzz --minutes 5 whois dns      these alone
python -m tests.fuzz --keep whois FILE "what was wrong"      a finding becomes a case that the suite replays
python -m tests.fuzz --distil                   the inputs kept in the repository, chosen anew from what was reached
"""

import argparse
import re
import subprocess
import sys
from base64 import b64encode
from pathlib import Path

from tests.fuzz import corpus, engine

FOLDER = Path(".fuzz")
"""What was reached and found on this machine; no part of the repository."""
_STATS = ("number_of_executed_units", "average_exec_per_sec")


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--minutes", type=float, default=12.0, help="of the wall clock, for all targets together")
    options.add_argument("--keep", nargs=3, metavar=("TARGET", "FILE", "WORDS"))
    options.add_argument("--distil", action="store_true")
    options.add_argument("--one", nargs=2, metavar=("TARGET", "SECONDS"), help=argparse.SUPPRESS)
    options.add_argument("targets", nargs="*")
    given = options.parse_args()
    if given.one:
        engine.fuzz(given.one[0], int(given.one[1]), FOLDER)
        return 0
    from tests.fuzz.targets import TARGETS

    names = given.targets or list(TARGETS)
    if unknown := {*names, *(given.keep or ())[:1]} - set(TARGETS):
        options.error(f"no target {', '.join(sorted(unknown))}; there are {', '.join(TARGETS)}")
    if given.keep:
        return _keep(*given.keep)
    if given.distil:
        for name in (name for name in names if name != "evidence"):  # the inputs of "verdict" serve it
            inputs = [*corpus.kept(name), *(path.read_bytes() for path in (FOLDER / name).glob("*"))]
            corpus.keep(name, chosen := corpus.distilled(name, inputs))
            print(f"{name:12} {len(inputs):6} inputs -> {len(chosen)} of {sum(map(len, chosen))} bytes")
        return 0
    return _run(names, given.minutes)


def _keep(name: str, file: str, words: str) -> int:
    with (corpus.HERE / "found" / f"{name}.b64").open("a") as out:
        out.write(f"# {' '.join(words.split())}\n{b64encode(Path(file).read_bytes()).decode()}\n")
    return 0


def _run(names: list[str], minutes: float) -> int:
    seconds = max(1, round(minutes * 60 / len(names)))
    guided = engine.guided()
    if not guided:
        print("!! atheris is not installed on this Python: inputs are changed by chance, and no coverage guides them", flush=True)
    print(f"{seconds} s for each of {len(names)} targets")
    print(f"{'target':12} {'runs':>9} {'runs/s':>7} {'edges':>14} {'inputs':>7}  findings", flush=True)
    broken = [name for name in names if not _one(name, seconds, guided)]
    if broken:
        print(f"\nbroken: {', '.join(broken)}; the inputs stand in {FOLDER}/findings, what was said in {FOLDER}/NAME.log")
    return 1 if broken else 0


def _one(name: str, seconds: int, guided: bool) -> bool:
    """Run one target in a process of its own and print its row; whether its law still stands."""
    FOLDER.mkdir(exist_ok=True)
    before = set((FOLDER / "findings").glob(f"{name}-*"))
    command = [sys.executable, "-m", "tests.fuzz", "--one", name, str(seconds)]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace")
    said = done.stdout + done.stderr
    (FOLDER / f"{name}.log").write_text(said)
    new = sorted(path.name for path in set((FOLDER / "findings").glob(f"{name}-*")) - before)
    edges = re.findall(r"cov: (\d+)", said) or ["0"]
    inputs = (re.findall(r"corp: (\d+)", said) or ["0"])[-1]
    runs, rate = (int((re.findall(rf"stat::{key}:\s+(\d+)", said) or ["0"])[-1]) for key in _STATS)
    reached = f"{edges[0]} -> {edges[-1]}" if guided else "not known"
    sound = done.returncode == 0 and not new and runs > 0
    words = ", ".join(new) or ("none" if sound else f"the process ended with {done.returncode}")
    print(f"{name:12} {runs:9} {rate:7} {reached:>14} {inputs:>7}  {words}", flush=True)
    return sound


if __name__ == "__main__":
    sys.exit(main())
