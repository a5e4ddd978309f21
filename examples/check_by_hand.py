"""Check rows against the evidence file that they were made from, with nothing of scamtriage: what docs/checking.md says, step by step.

scamtriage score case-17.jsonl --format ndjson > rows.ndjson
python examples/check_by_hand.py case-17.jsonl rows.ndjson

The rows may be of `--format json` too, and both files compressed with gzip. Prints a line for each row. Exit code 1: a row does not
follow; 2: there are no rows, a file cannot be read, or nobody reads to the end. Quotations that are not found are printed for the eye.
"""

import gzip
import hashlib
import json
import math
import os
import re
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

LEVELS = (("near-certain", 5.67), ("likely-scam", 3.58), ("suspicious", 1.35), ("no-finding", -0.75), ("likely-benign", -math.inf))
ORDER = [verdict for verdict, _ in LEVELS]
ACCUSING = ORDER[:3]
NEARLY = 1e-9


def digest(line: str) -> str:
    """SHA-256 of what stands behind "evidence": in the line, from brace to brace. Who wrote the line anew may have set blanks between."""
    decoder, at = json.JSONDecoder(), behind(line, line.index("{") + 1)
    while True:
        name, at = decoder.raw_decode(line, at)
        start = behind(line, at)
        _, end = decoder.raw_decode(line, start)
        if name == "evidence":
            return hashlib.sha256(line[start:end].encode()).hexdigest()
        at = behind(line, end)


def behind(line: str, at: int) -> int:
    """Where the next name or value of a JSON object begins."""
    return len(line) - len(line[at:].lstrip(" \t\r:,"))


def text_of(file: Path) -> str:
    """The text of a file, unpacked and without a mark of Windows before it. What is no UTF-8 spoils its own line alone."""
    try:
        data = file.read_bytes()
        if data.startswith(b"\x1f\x8b"):
            data = gzip.decompress(data)
    except (OSError, EOFError, zlib.error) as exc:
        raise Unreadable(f"{file} cannot be read: {exc}") from None
    if data.startswith(b"\x28\xb5\x2f\xfd"):
        raise Unreadable(f"{file} is compressed with zstd: unpack it first (zstd -d)")
    return data.decode("utf-8-sig", "surrogateescape")


class Unreadable(Exception):
    """A file cannot be read. The message is a sentence."""


def parsed(text: str) -> Any:
    """The value of a JSON text. Raises ValueError."""

    def no_number(word: str) -> float:
        raise ValueError(f"{word} is no number")

    try:
        return json.loads(text, parse_constant=no_number)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None


def readable(evidence: Path) -> Iterator[Any]:
    """Yield the lines of the file with their digests, and print which cannot be read."""
    for number, text in enumerate(text_of(evidence).split("\n"), start=1):
        try:
            if text.strip():
                line = parsed(text)
                if not (isinstance(line, dict) and isinstance(line.get("evidence"), dict) and isinstance(line.get("target"), dict)):
                    raise ValueError("it is no line of evidence")
                yield {"same_as": None, "line": None} | line | {"digest": digest(text)}
        except ValueError as exc:
            say(f"evidence line {number} cannot be read: {exc}")


def restored(lines: list[Any]) -> list[Any]:
    """The lines, those that repeat another with its evidence: of the last earlier line with that number and host, else of a later one."""
    known: dict[str, Any] = {}
    for line in (*lines, *lines):
        host = line["target"].get("host")
        if line["evidence"]:
            known[repr((line["line"], host))] = line
        elif found := known.get(repr((line["same_as"], host))):
            line |= {key: found[key] for key in ("evidence", "digest")}
    return lines


def written_rows(file: Path) -> list[Any]:
    """The rows of a file: one a line, or as `--format json` writes them, an array or a single one."""
    text = text_of(file)
    try:
        whole = parsed(text)
    except ValueError:
        whole = None
    rows = whole if isinstance(whole, list) else [whole]
    if whole is None:
        rows = []
        for number, line in enumerate(text.split("\n"), start=1):
            try:
                rows += [parsed(line)] if line.strip() else []
            except ValueError as exc:
                raise Unreadable(f"{file}: line {number} is no row of --format ndjson or json: {exc}") from None
    if not rows or not all(isinstance(row, dict) and "verdict" in row for row in rows):
        raise Unreadable(f"{file} holds no rows, or others than those of --format ndjson or json")
    return rows


def say(words: str) -> None:
    """Print a sentence. What could move the cursor of a terminal, or is no text, is written out: others wrote what it quotes."""
    print("".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in words))


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
    if not abs(total - row["log_odds"]) <= NEARLY:
        yield f"the findings sum to {total:+.6f}, and the row says {row['log_odds']:+.6f}"
    stated, summed = row["probability"], logit(row["prior"]) + row["log_odds"]
    sure = stated >= 1 - 1e-6  # there the logit of what was rounded says little
    if not (abs(1 / (1 + math.exp(-summed)) - stated) <= NEARLY and (sure or abs(summed - logit(stated)) <= NEARLY)):
        yield f"prior {row['prior']} and {row['log_odds']:+.4f} nats do not give the probability {row['probability']}"
    level = next(verdict for verdict, least in LEVELS if row["log_odds"] >= least)
    if level != row["verdict"] and not row["held_back"]:
        yield f"the sum gives {level}, the row says {row['verdict']}, and no rule is named"
    elif row["verdict"] in ACCUSING and ORDER.index(row["verdict"]) < ORDER.index(level):
        yield f"the sum gives {level}, the row says {row['verdict']}, and no rule makes a verdict worse"
    if line is not None and line["evidence"]:
        last = max((one["observed_at"] for one in line["evidence"].values()), key=moment)
        if row["observed_at"] != last:
            yield f"the last observation was at {last}, and the row says {row['observed_at']}"
        yield from unlike(row["facts"] or {}, line["evidence"])


def moment(stamp: str) -> tuple[str, str]:
    """A time of UTC, "2026-11-24T12:00:00.25Z", to compare: its seconds, and their fraction."""
    return stamp[:19], stamp[19:].strip(".Z")


def unlike(told: dict[str, Any], evidence: dict[str, Any]) -> Iterator[str]:
    """The facts of a row that are not those of its line of evidence, which leaves out what is empty."""
    for name, facts in told.items():
        seen = evidence.get("page" if name == "contacts" else name) or {}
        known = seen | (seen.get("facts") or {})
        if name == "contacts":
            pairs = [*zip(facts or [], known.get("contacts") or [], strict=False)]
            if len(pairs) != len(facts or []) or len(pairs) != len(known.get("contacts") or []):
                yield f"the row has {len(facts or [])} contacts, and the evidence {len(known.get('contacts') or [])}"
            facts, known = {}, {}
            for number, (ours, theirs) in enumerate(pairs):
                flags = [flag for flag in ours.get("flags") or [] if flag != "known-line"]  # our tables say it, not the page
                facts |= {f"{number}.{key}": flags if key == "flags" else ours.get(key) for key in theirs}
                known |= {f"{number}.{key}": value for key, value in theirs.items()}
        for key, value in facts.items():
            if value != known.get(key) and (value or known.get(key)):
                yield f"facts.{name}.{key} is {str(value)[:60]!r}, and the evidence has {str(known.get(key))[:60]!r}"


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


def told(row: dict[str, Any], line: dict[str, Any] | None) -> tuple[list[str], list[str]]:
    """What does not follow, and what was not found as quoted. A row that lacks what every row has follows from nothing."""
    try:
        return [*faults(row, line)], [*unquoted(row, line)]
    except (LookupError, TypeError, ValueError, AttributeError, ArithmeticError, RuntimeError) as exc:
        return [f"the row, or its line of evidence, is not as scamtriage writes it: {exc!r}"], []


def main(evidence: Path, rows: Path) -> int:
    lines = restored([*readable(evidence)])
    seen = {(line["digest"], str(line["target"]["url"])): line for line in lines if "url" in line["target"]}
    wrong = 0
    for row in written_rows(rows):
        if row["verdict"] is None:
            say(f"line {row.get('line')}: {row.get('status')}, not judged")
            continue
        target = row.get("target")
        line = seen.get((str(row.get("evidence_digest")), str(target.get("url") if isinstance(target, dict) else None)))
        found, unfound = told(row, line)
        wrong += bool(found)
        rules = f" ({'; '.join(map(str, row['held_back']))})" if row.get("held_back") else ""
        nats = row.get("log_odds")
        if isinstance(nats, int | float):
            nats = f"{round(nats, 2) + 0.0:+.2f}"  # never -0.00
        say(f"line {row.get('line')}: {row['verdict']}, {nats} nats{rules}: {'DOES NOT FOLLOW' if found else 'follows'}")
        for words in (*found, *unfound):
            say(f"    {words}")
    return min(wrong, 1)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    try:
        try:
            code = main(Path(sys.argv[1]), Path(sys.argv[2]))
        except Unreadable as exc:
            say(str(exc))
            code = 2
        sys.stdout.flush()
    except BrokenPipeError:  # `| head` has seen enough, and the rest was not checked
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 2
    sys.exit(code)
