"""Judge stored evidence from Python: no network, the same answer on any later day.

python examples/score_offline.py examples/evidence.jsonl
"""

import os
import sys
from pathlib import Path

import scamtriage


def main(path: Path) -> None:
    for row in scamtriage.score_evidence(path):
        if isinstance(row, scamtriage.Refusal):
            print(f"{plain(row.input)}: {row.status}: {plain(row.reason)}")
            continue
        print(f"{row.target.host.replace('.', '[.]'):40} {row.verdict:15} {min(row.probability, 0.999):.1%}  coverage {row.coverage:.0%}")
        for found in row.contributions[:3]:
            print(f"    {found.log_odds:+.2f}  {plain(found.because)}")


def plain(text: str) -> str:
    """What others wrote, without what moves a terminal or turns its text around."""
    return "".join(one if one.isprintable() else "?" for one in text)


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).with_name("evidence.jsonl")))
        sys.stdout.flush()
    except BrokenPipeError:  # `| head` has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as exc:
        print(f"the evidence cannot be read: {exc}", file=sys.stderr)
        sys.exit(2)
