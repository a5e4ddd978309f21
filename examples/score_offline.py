"""Judge stored evidence from Python: no network, the same answer on any later day.

python examples/score_offline.py examples/evidence.jsonl
"""

import os
import sys
from pathlib import Path

from scamtriage.assess import Rules, assess
from scamtriage.records.assessment import Assessment
from scamtriage.records.duplicates import load_lines
from scamtriage.render.phrases import finding, percent, place
from scamtriage.render.text import plain


def main(path: Path) -> None:
    rules = Rules.load()
    with path.open("rb") as lines:
        for dossier in load_lines(lines):
            row = assess(dossier, rules)
            if not isinstance(row, Assessment):
                print(f"{plain(row.input)}: {row.status}: {plain(row.reason)}")
                continue
            print(f"{plain(place(row.target)):40} {row.verdict:15} {percent(row.probability):>4}  coverage {row.coverage:.0%}")
            for contribution in row.contributions[:3]:
                print(f"    {contribution.log_odds:+.2f}  {plain(finding(contribution))}")


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).with_name("evidence.jsonl")))
        sys.stdout.flush()
    except BrokenPipeError:  # `| head` has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
