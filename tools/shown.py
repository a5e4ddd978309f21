"""Parts of the documents that are generated from the program, so that they stay current. Called by cog."""

import dataclasses
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import get_type_hints

from msgspec import Struct

from scamtriage.records.documented import KIND, meanings

ROOT = Path(__file__).parent.parent


def session(*commands: str) -> None:
    """Print commands and their output as a fenced block. Commands run in the project's root and must have no side effects."""
    print("```console")
    for command in commands:
        environment = os.environ | {"COLUMNS": "100", "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
        done = subprocess.run(["sh", "-c", command], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        print(f"$ {command}\n{done.stdout}".rstrip())
    print("```")


_TO_DO = {
    "near-certain": "report it, block it",
    "likely-scam": "look, then report it",
    "suspicious": "look at it",
    "undetermined": "look at it, or ask again: it is **not** clean",
    "no-finding": "nothing yet",
    "likely-benign": "nothing; this is no guarantee",
}
_OR_ELSE = {"undetermined": ", or a rule forbids any conclusion (below)"}
"""What else a verdict may mean than the report's sentence says, which has one of its own for that case."""


def verdict_table() -> None:
    """Print the meaning, threshold and recommended action of each verdict, worst first."""
    from scamtriage.knowledge.judgement.catalog import load_catalog
    from scamtriage.render.opening import VERDICTS
    from scamtriage.render.table import SIGNS

    rules = {rule.verdict: rule for rule in load_catalog().scoring.verdicts}
    least = min(rule.at_least for rule in rules.values() if rule.at_least is not None)
    most = max(rule.under for rule in rules.values() if rule.under is not None)
    print("| sign | verdict | means | nats | coverage | what to do |\n|---|---|---|---|---|---|")
    for verdict in sorted(VERDICTS, key=lambda verdict: -verdict.rank):
        rule = rules.get(verdict)
        if rule is None:
            nats = "any"
        elif rule.at_least is not None:
            nats = f"{rule.at_least:+g} or more"
        else:
            nats = f"below {rule.under:+g}" if rule.under is not None else f"{most:+g} to {least:+g}"
        sign = f"`{SIGNS[verdict].strip()}`" if SIGNS[verdict].strip() else ""
        coverage = f"{rule.coverage:.0%} or more" if rule is not None else "any"
        print(f"| {sign} | `{verdict}` | {VERDICTS[verdict]}{_OR_ELSE.get(verdict, '')} | {nats} | {coverage} | {_TO_DO[verdict]} |")


def accuracy() -> None:
    """Print the accuracy in two sentences: first results on pages, and names from docs/accuracy.md."""
    from tools.accuracy_page import wrapped
    from tools.sites_page import in_short

    names, recall = names_found((ROOT / "docs" / "accuracy.md").read_text(encoding="utf-8"))
    print(wrapped(f"{in_short()} From the name alone, at 1 % false alarms, {recall:.0%} of {names} listed scam names are found.\n"), end="")


_EXAMPLE = 3, "contact-phone-multibrand"
"""Line of the recorded example, and a finding in it that both the cap of its group and a share lower."""


def weight_example() -> None:
    """Print how the weight of a finding comes about, in numbers of the recorded example. Raises ValueError if they do not give what the
    program counts: then another finding has to be the example."""
    import scamtriage
    from scamtriage.knowledge.judgement.catalog import load_catalog
    from scamtriage.score.model import load_model
    from tools.accuracy_page import wrapped

    number, signal = _EXAMPLE
    row = next(row for row in scamtriage.score_evidence(ROOT / "examples" / "evidence.jsonl") if row.line == number)
    assert isinstance(row, scamtriage.Assessment)
    rules = load_catalog()
    slope = load_model(rules).slope
    found = next(one for one in row.contributions if one.reading.signal == signal)
    alike = [one.raw for one in row.contributions if (one.family, one.group) == (found.family, found.group)]
    most, share = rules.scoring.group_caps[found.group][1], rules.scoring.share(rules.rows[signal])
    made = found.raw * most / sum(alike) * share * slope
    if abs(made - found.log_odds) > 0.0005:
        raise ValueError(f"{signal} of line {number} counts {found.log_odds}, and its group and share alone make {made}")
    told = f"For line {number} of `examples/evidence.jsonl`, `{signal}`: raw {found.raw:.1f}; the {len(alike)} findings of the family"
    told += f" {found.family} in its group have {sum(alike):.1f} together and {most:g} at most; the share is {share:g};"
    print(wrapped(f"{told} {found.raw:.1f} × {most:g} ÷ {sum(alike):.1f} × {share:g} × {slope:g} = {made:.3f}.\n"), end="")


LAST_ROUNDS = 3
"""Rounds of real pages that are told of at first sight: one alone is a few dozen pages, and as hard as what was sought."""


def real_pages() -> None:
    """Print what becomes of real pages: where their file was left out of the fit, from docs/accuracy.md, and at first sight."""
    from tools.accuracy_page import wrapped
    from tools.evaluate_public import FIRST_SIGHTS

    scams, found, likely, _, honest, accused, convicted = real_pages_judged((ROOT / "docs" / "accuracy.md").read_text(encoding="utf-8"))
    last = FIRST_SIGHTS[-LAST_ROUNDS:]
    scams_seen, found_at_first, honest_seen, accused_at_first, convicted_at_first = (
        sum(getattr(seen, side)[at] for seen in last)
        for side, at in (("scams", 0), ("scams", 1), ("honest", 0), ("honest", 1), ("honest", 2))
    )
    told = (
        f"Pages of the world are further off. Of {scams} real scam pages from public repositories, mostly copied log-ins and gambling houses that hardly say"
        f" a word, {found} are `suspicious` or worse where nothing was learnt from their file, {likely} `likely-scam` or worse. Of {honest} real honest"
        f" pages of small firms and offices, most of South-East Asia, {accused} are `suspicious` or worse, {convicted} `likely-scam`. Rules were written with"
        f" some of them in view. Of those that were collected in the last {LAST_ROUNDS} rounds {found_at_first} of {scams_seen} scams were found before"
        f" anything was learnt from them, and of {honest_seen} honest pages {accused_at_first} were `suspicious` or worse, {convicted_at_first} `likely-scam`.\n"
    )
    print(wrapped(told), end="")


def real_pages_judged(measured: str) -> list[str]:
    """Return the cells for all real pages of docs/accuracy.md: scams, found, likely, benign, honest, accused, convicted."""
    rows = measured.partition("**Scams of the world, and their honest neighbours.**")[2].splitlines()
    return [cell.strip() for cell in next(row for row in rows if row.startswith("| all | ")).strip("| ").split("|")[1:]]


def names_found(measured: str) -> tuple[str, float]:
    """Return (number of scam names, share found at 1 % false alarms) from docs/accuracy.md."""
    rows = measured.partition("### By source, against ")[2].splitlines()
    _, names, _, recall, _ = (cell.strip() for cell in next(row for row in rows if row.startswith("| all | ")).strip("|").split("|"))
    return names, float(recall)


def evidence_tables() -> None:
    """Print the records of an evidence line as tables: field, type, meaning. Raises LookupError if a docstring is missing."""
    from scamtriage.records import evidence, facts, target
    from scamtriage.records.facts import certificate, contact, dns, hosting, page, page_parts, registration, reputation

    for module in (evidence, target, dns, registration, certificate, page_parts, contact, page, hosting, reputation, facts):
        known = meanings(module)
        for name, record in vars(module).items():
            if isinstance(record, type) and issubclass(record, Struct) and record.__module__ == module.__name__:
                print(f"\n### {name}\n\n{_doc(record)}\n\n| field | type | meaning |\n|---|---|---|")
                if isinstance(tag := record.__struct_config__.tag, str):
                    print(f"| `kind` | `Literal['{tag}']` | {KIND} |")
                for field, hint in get_type_hints(record).items():  # without the bounds of numbers
                    kind = hint.__name__ if isinstance(hint, type) else str(hint)
                    kind = re.sub(r"typing\.Optional\[(.+)\]$", r"\1 | None", kind)
                    kind = re.sub(r"[a-z_]+\.(?:[a-z_]+\.)*(?=[A-Z])|datetime\.(?=date)|typing\.", "", kind).replace(
                        " | UnsetType", ", or absent"
                    )
                    print(f"| `{field}` | `{kind.replace('|', chr(92) + '|')}` | {_cell(known[name, field])} |")


def _doc(record: type) -> str:
    """Return the docstring as one paragraph. Raises LookupError if there is none."""
    if not record.__doc__:
        raise LookupError(f"{record.__name__} does not say what it is")
    return " ".join(record.__doc__.split())


def settings_table() -> None:
    """Print the keys of a settings file: key, default, meaning."""
    from scamtriage import config

    known = meanings(config)
    print("| key | default | meaning |\n|---|---|---|")
    for field in dataclasses.fields(config.Config):
        if field.name not in config.FLAGS_ONLY:
            print(f"| `{field.name}` | {_toml(field.default)} | {_cell(known['Config', field.name])} |")


def _toml(value: object) -> str:
    """Return a default as written in the file; a dash if it can only be expressed by omitting the key."""
    if value is None:
        return "–"
    return f"`{json.dumps(list(value) if isinstance(value, tuple) else value)}`"


def schema(which: str) -> None:
    """Print a published schema as JSON."""
    done = subprocess.run([sys.executable, "-m", "scamtriage", "schema", which], cwd=ROOT, capture_output=True, text=True, check=True)
    print("```json\n" + json.dumps(json.loads(done.stdout), indent=1) + "\n```")


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
