"""Measure the registration parsers on labelled answers of real registries: `python -m tools.evaluate_registration [--half a|b] [--show]`.

The samples (MIT and Apache-2.0 test data of four other parsers) are outside the project: see `tools/data.py`.
"""

import argparse
import ast
import csv
import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from scamtriage.parse.whois import answer as whois
from scamtriage.records.facts import RegistrationAbsent, RegistrationFacts, RegistrationMalformed, RegistrationResult
from tools import data

UNSTATED: Any = object()
_ZONES = timedelta(hours=24)  # labels omit time zones or apply them twice: less than a day apart counts as right
_LIMIT_FILES = re.compile(r"throttl|response_blocked|response_error|unavailable_|_limited")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One labelled answer. UNSTATED: the label does not mention the field; None or (): it says that there is none."""

    file: str
    domain: str
    server: str
    raw: bytes
    group: str
    created: Any = UNSTATED
    expires: Any = UNSTATED
    nameservers: Any = UNSTATED
    absent: bool | None = None
    refusal: bool = False


@dataclass(slots=True)
class Score:
    counts: Counter[str] = field(default_factory=Counter)
    shown: list[str] = field(default_factory=list)

    def add(self, what: str, how: str, sample: Sample, note: object = "") -> None:
        self.counts[f"{what} {how}"] += 1
        if how != "right":
            self.shown.append(f"{what:12} {how:8} {sample.file}  {sample.domain}  {note}")


def half_of(sample: Sample) -> str:
    """Return "a" or "b" by registry, so that no registry has answers in both halves."""
    return "ab"[hashlib.sha256(sample.group.encode()).digest()[0] & 1]


def samples(root: Path) -> Iterator[Sample]:
    with (root / "whois" / "INDEX.csv").open(encoding="utf-8") as table:
        rows = list(csv.DictReader(table))
    server_of: dict[str, str] = {}
    for row in rows:
        if row["source"].startswith("weppos"):
            server_of.setdefault(row["tld"].rsplit(".", 1)[-1], row["file"].split("/")[1])
    asserted = _asyncwhois(root)
    for row in rows:
        raw = (root / "whois" / row["file"]).read_bytes()
        label = (root / "whois" / row["expected"]).read_text(encoding="utf-8") if row["expected"] else ""
        tld = row["tld"].rsplit(".", 1)[-1]
        if row["source"].startswith("weppos"):
            yield _weppos(row["file"], raw, label)
            continue
        group = server_of.get(tld, row["tld"])
        stem = Path(row["file"]).stem
        if row["source"].startswith("likexian"):
            yield _likexian(row["file"], stem.partition("_")[2], raw, label, group)
        elif row["source"] == "python-whois":
            yield _python_whois(row["file"], stem, raw, json.loads(label), group)
        else:
            created, expires = asserted.get(stem.removeprefix("tld_"), (UNSTATED, UNSTATED))
            yield Sample(file=row["file"], domain=_named(raw, tld), server="", raw=raw, group=group, created=created, expires=expires)


def _weppos(file: str, raw: bytes, label: str) -> Sample:
    parts = file.split("/")
    said: dict[str, list[str]] = {}
    key = ""
    for line in label.splitlines():
        if line.startswith("#"):
            key = line[1:].strip()
        elif line.strip().startswith("%s"):
            said.setdefault(key, []).append(line.strip()[2:].strip())

    def value(name: str) -> str:
        return " ".join(said.get(name, ()))

    def moment(name: str) -> Any:
        if name not in said or "%ERROR" in value(name):
            return UNSTATED
        match = re.search(r"%TIME\{([^}]*)\}", value(name))
        return _moment(match[1]) if match is not None else None

    hosts = re.findall(r"\[\d+\]\.name == \"([^\"]+)\"", value("nameservers")) or re.findall(
        r"\[\d+\] == \"([^\"]+)\"", value("nameservers")
    )
    size = re.search(r"%SIZE\{(\d+)\}", value("nameservers"))
    if "nameservers" not in said or "%ERROR" in value("nameservers") or (not hosts and size is not None and int(size[1])):
        stated: Any = UNSTATED
    else:
        stated = tuple(sorted({h.lower().rstrip(".") for h in hosts if "." in h}))
    domain = re.search(r"== \"([^\"]+)\"", value("domain"))
    named = domain[1].lower() if domain is not None and "." in domain[1] else _named(raw, parts[2])
    absent = value("available?").endswith("== true") if "available?" in said else None
    return Sample(
        file=file, domain=named, server=parts[1], raw=raw, group=parts[1], created=moment("created_on"), expires=moment("expires_on"),
        nameservers=stated, absent=absent, refusal=_LIMIT_FILES.search(parts[-1]) is not None,
    )  # fmt: skip


def _likexian(file: str, domain: str, raw: bytes, label: str, group: str) -> Sample:
    if not label:
        return Sample(file=file, domain=domain, server="", raw=raw, group=group, absent=True)
    said = json.loads(label).get("domain") or {}
    hosts = said.get("name_servers")
    return Sample(
        file=file, domain=said.get("punycode") or domain, server="", raw=raw, group=group, absent=False,
        created=_moment(said["created_date_in_time"]) if said.get("created_date_in_time") else UNSTATED,
        expires=_moment(said["expiration_date_in_time"]) if said.get("expiration_date_in_time") else UNSTATED,
        nameservers=tuple(sorted({h.lower().rstrip(".") for h in hosts if "." in h})) if hosts else UNSTATED,
    )  # fmt: skip


def _python_whois(file: str, domain: str, raw: bytes, said: dict[str, Any], group: str) -> Sample:
    def moment(name: str) -> Any:
        value = said.get(name)
        values = [m for v in (value if isinstance(value, list) else [value]) if isinstance(v, str) and (m := _moment(v)) is not None]
        return tuple(values) if values else UNSTATED

    return Sample(
        file=file,
        domain=domain.removeprefix("www."),
        server="",
        raw=raw,
        group=group,
        created=moment("creation_date"),
        expires=moment("expiration_date"),
    )


def _asyncwhois(root: Path) -> dict[str, tuple[Any, Any]]:
    """Return tld -> (created, expires), parsed from the assertions of its test file."""
    tree = ast.parse((root / "whois" / "asyncwhois" / "test_parser_output.py").read_text(encoding="utf-8"))
    found: dict[str, tuple[Any, Any]] = {}
    for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name.startswith("test_parser_")):
        text = ast.unparse(function)
        tld = re.search(r"get_txt\('(\w+)'\)", text)
        parts = {(name, part): int(number) for name, part, number in re.findall(r"(created|expires)_date\.(year|month|day), (\d+)", text)}
        dates = [
            datetime(parts[name, "year"], parts[name, "month"], parts[name, "day"], tzinfo=UTC)
            if (name, "day") in parts and (name, "year") in parts and (name, "month") in parts
            else UNSTATED
            for name in ("created", "expires")
        ]
        if tld is not None:
            found[tld[1]] = (dates[0], dates[1])
    return found


def _moment(text: str) -> datetime | None:
    text = text.strip().replace(" UTC", "+00:00").replace("Z", "+00:00")
    text = re.sub(r" ([+-]\d\d:?\d\d)$", r"\1", text)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        match = re.match(r"\d{4}-\d\d-\d\d(?: \d\d:\d\d:\d\d)?", text)
        if match is None:
            return None
        moment = datetime.fromisoformat(match[0])
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _named(raw: bytes, tld: str) -> str:
    """Return the name that a sample without a stated name is about: the first in the answer with its suffix."""
    text = raw.decode("utf-8", "replace").lower()
    suffix = re.escape(tld) if not tld.endswith(".txt") else "(?:com|net|org|info|jp|nu)"  # a registrar's server has no suffix
    name = rf"(?:[a-z0-9-]+\.)+{suffix}(?![\w-]|\.\w)"
    keyed = re.search(
        rf"(?m)^\W*(?:[a-z]\. )?\[?(?:complete )?(?:domain|dominio|nombre de dominio|query)(?: ?name)?[\].:\s]+({name})", text
    )
    if keyed is not None:
        return keyed[1]
    quoted = re.search(rf"(?:no match for|not found:?)\W+({name})", text)
    if quoted is not None:
        return quoted[1]
    for match in re.finditer(rf"(?<![\w.@/-]){name}", text):
        if not match[0].startswith(("whois.", "www.", "nic.", "rdap.")):
            return match[0]
    return "u34jedzcq." + (tld if not tld.endswith(".txt") else "com")


def score(chosen: list[Sample], parse: Callable[[Sample], RegistrationResult] | None = None) -> Score:
    """Score a parser, by default ours."""
    result = Score()
    for sample in chosen:
        got = parse(sample) if parse is not None else whois.parse(sample.raw, sample.domain, server=sample.server)
        _one(sample, got, result)
    return result


def library_alone(sample: Sample) -> RegistrationResult:
    """Parse with python-whois alone, as its users would: an exception counts as "no record"."""
    from whois.exceptions import WhoisDomainNotFoundError
    from whois.parser import WhoisEntry

    def first(value: object) -> datetime | None:
        values = [v for v in (value if isinstance(value, list) else [value]) if isinstance(v, datetime)]
        return (values[0] if values[0].tzinfo else values[0].replace(tzinfo=UTC)) if values else None

    try:
        entry = WhoisEntry.load(sample.domain, sample.raw.decode("utf-8", "replace"))
        hosts = entry.get("name_servers")
        created, expires = first(entry.get("creation_date")), first(entry.get("expiration_date"))
    except WhoisDomainNotFoundError:
        return RegistrationAbsent(because="WhoisDomainNotFoundError")
    except Exception:  # noqa: BLE001 — foreign code
        return RegistrationMalformed(because="exception")
    words = hosts if isinstance(hosts, list) else [hosts]
    named = {str(word).split()[0].lower().rstrip(".") for word in words if word and str(word).split()}
    return RegistrationFacts(name=sample.domain, created=created, expires=expires, nameservers=tuple(sorted(named)))


def _one(sample: Sample, got: RegistrationResult, result: Score) -> None:
    if sample.refusal:
        bad = isinstance(got, RegistrationAbsent) or (
            isinstance(got, RegistrationFacts) and not (got.nameservers or got.created or got.registrar or got.status)
        )
        result.add("refusal", "wrong" if bad else "right", sample, got)
    if sample.absent is True:
        result.add("absent", "right" if isinstance(got, RegistrationAbsent) else "missing", sample, _brief(got))
    elif isinstance(got, RegistrationAbsent):
        result.add("absent", "wrong" if sample.absent is False else "unlabelled", sample, got.because)
    if sample.absent:
        return
    for name in ("created", "expires"):
        expected, ours = getattr(sample, name), getattr(got, name, None)
        if expected is UNSTATED:
            continue
        if expected is None:
            result.add(f"{name} none", "right" if ours is None else "extra", sample, ours)
        elif ours is None:
            result.add(name, "missing", sample, f"{expected} {_brief(got)}")
        else:
            several = expected if isinstance(expected, tuple) else (expected,)
            right = any(ours.date() == e.date() or abs(ours - e) <= _ZONES for e in several)
            result.add(name, "right" if right else "wrong", sample, f"{several[0]} ours {ours}")
    if sample.nameservers is not UNSTATED and not sample.refusal:
        theirs, hosts = sample.nameservers, getattr(got, "nameservers", ())
        result.add(
            "nameservers",
            "right" if theirs == hosts else "missing" if not hosts else "wrong",
            sample,
            f"{theirs} ours {hosts} {_brief(got) if not hosts else ''}",
        )


def _brief(got: RegistrationResult) -> str:
    return f"{got.result} {got.date_notes}" if isinstance(got, RegistrationFacts) else f"{type(got).__name__}: {got.because[:90]}"


def table(result: Score) -> str:
    """Return a Markdown table of the score."""
    counts = result.counts
    lines = ["| what | samples | right | wrong | not given | given where the label has none |", "|---|---|---|---|---|---|"]
    for what in ("created", "expires", "nameservers", "absent", "refusal"):
        right, wrong = counts[f"{what} right"], counts[f"{what} wrong"]
        missing = counts[f"{what} missing"]
        total = right + missing + (wrong if what != "absent" else 0)
        if total:
            extra = counts[f"{what} none extra"]
            lines.append(f"| {what} | {total} | {right} ({right / total:.1%}) | {wrong} ({wrong / total:.1%}) | {missing} | {extra} |")
    return "\n".join(lines)


def evaluate() -> str:
    """Return the tables for docs/accuracy.md, over all samples: ours, and python-whois alone."""
    chosen = list(samples(data.folder()))
    return f"{table(score(chosen))}\n\npython-whois alone, on the same answers:\n\n{table(score(chosen, library_alone))}"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--half", choices=("a", "b"))
    options.add_argument("--show", action="store_true", help="name every sample that is not right")
    chosen = options.parse_args()
    result = score([sample for sample in samples(data.folder()) if chosen.half in (None, half_of(sample))])
    if chosen.show:
        print("\n".join(sorted(result.shown)))
    print(table(result))


if __name__ == "__main__":
    main()
