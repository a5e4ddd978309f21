"""Check rows against the evidence file that they were made from, with nothing of scamtriage: what docs/checking.md says, step by step.

scamtriage score case-17.jsonl --format ndjson > rows.ndjson
python examples/check_by_hand.py case-17.jsonl rows.ndjson

Prints a line for each row. Exit code 1: a row does not follow. Quotations that are not found are printed for the eye.
"""

import hashlib
import json
import math
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

LEVELS = (("near-certain", 5.67), ("likely-scam", 3.58), ("suspicious", 1.35), ("no-finding", -0.75), ("likely-benign", -math.inf))
NEARLY = 1e-9


def digest(line: str) -> str:
    """SHA-256 of what stands behind "evidence": in the line. In a string the quotation marks of such words have a backslash before them."""
    start = line.index('"evidence":') + len('"evidence":')
    _, end = json.JSONDecoder().raw_decode(line, start)
    return hashlib.sha256(line[start:end].encode()).hexdigest()


def readable(evidence: Path) -> Iterator[Any]:
    """Yield the lines of the file with their digests, and print which cannot be read. Windows may have put a mark before the first."""
    for number, line in enumerate(evidence.read_text(encoding="utf-8-sig").split("\n"), start=1):
        try:
            if line.strip():
                yield json.loads(line) | {"digest": digest(line)}
        except ValueError as exc:
            print(f"evidence line {number} cannot be read: {exc}")


def logit(probability: float) -> float:
    return math.log(probability) - math.log1p(-probability)


def faults(row: dict[str, Any], line: dict[str, Any] | None) -> Iterator[str]:
    """What in the row does not follow from its line of evidence, or from the rest of the row."""
    if line is None:
        yield f"the evidence file has nothing about {row['target']['url']!r} with the digest {row['evidence_digest']!r}"
    elif wrong := [key for key in ("host", "registrable", "suffix") if row["target"][key] != line["target"][key]]:
        yield f"the line of the evidence file has another {wrong[0]}: {line['target'][wrong[0]]!r}"
    elif row["mode"] != line["mode"]:
        yield f"the evidence was collected in mode {line['mode']}, and the row says {row['mode']}"
    total = math.fsum(found["log_odds"] for found in row["reasons"])
    if abs(total - row["log_odds"]) > NEARLY:
        yield f"the findings sum to {total:+.6f}, and the row says {row['log_odds']:+.6f}"
    if row["probability"] < 1 - 1e-6 and abs(logit(row["prior"]) + row["log_odds"] - logit(row["probability"])) > NEARLY:
        yield f"prior {row['prior']} and {row['log_odds']:+.4f} nats do not give the probability {row['probability']}"
    level = next(verdict for verdict, least in LEVELS if row["log_odds"] >= least)
    if level != row["verdict"] and not row["held_back"]:
        yield f"the sum gives {level}, the row says {row['verdict']}, and no rule is named"


def unquoted(row: dict[str, Any], line: dict[str, Any] | None) -> Iterator[str]:
    """The quotations of the row that do not stand where the row says."""
    if line is None:
        return
    for found in row["reasons"]:
        for place in found["evidence"]:
            value: Any = {place["collector"]: line["evidence"].get(place["collector"], {}).get("facts")}
            for key in place["path"].split("."):
                value = value.get(key) if isinstance(value, dict) else None
            stands = bare(" ".join(map(str, value)) if isinstance(value, list) else str(value))
            if not all(bare(part) in stands for part in re.split("…|, ", place["snippet"])):
                yield f"not found as quoted: {found['signal']}: {place['path']}: {place['snippet']!r}"


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text.casefold())


def main(evidence: Path, rows: Path) -> int:
    lines = [*readable(evidence)]
    shared = {line["line"]: line for line in lines if line["evidence"]}
    for line in lines:
        if not line["evidence"] and line["same_as"] in shared:
            line |= {key: shared[line["same_as"]][key] for key in ("evidence", "digest")}
    seen = {(line["digest"], line["target"]["url"]): line for line in lines if "url" in line["target"]}
    wrong = 0
    for row in map(json.loads, rows.read_text(encoding="utf-8").splitlines()):
        if row["verdict"] is None:
            print(f"line {row['line']}: {row['status']}, not judged")
            continue
        line = seen.get((row["evidence_digest"], row["target"]["url"]))
        found = [*faults(row, line)]
        wrong += bool(found)
        rules = f" ({'; '.join(row['held_back'])})" if row["held_back"] else ""
        nats = round(row["log_odds"], 2) + 0.0  # never -0.00
        print(f"line {row['line']}: {row['verdict']}, {nats:+.2f} nats{rules}: {'DOES NOT FOLLOW' if found else 'follows'}")
        print("".join(f"    {said}\n" for said in (*found, *unquoted(row, line))), end="")
    return min(wrong, 1)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
