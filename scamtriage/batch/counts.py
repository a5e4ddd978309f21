"""Counts over rows for the summary. Their size does not depend on the number of rows, and they can be sent between processes."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from scamtriage.records import lazy_re
from scamtriage.records.assessment import Assessment, Refusal, Verdict
from scamtriage.records.evidence import Evidence, Mode, Outcome
from scamtriage.records.facts import HostingFacts
from scamtriage.records.reasons import A_TAB, AT_REST, SEVERAL_WORDS

_OF_ADDRESSES = ("://", "[.]", "www.")
"""Any of these shows that an address stands among the words of a line."""
_AT_ONCE_S = 0.05
"""Most seconds in which it is found out that a registry is left in peace; whoever took longer asked another service first."""
_REST = lazy_re.compile(rf"{re.escape(AT_REST)}([0-9]{{1,6}}) s")
_NO_PAGE = 400
"""HTTP status codes from here on are errors (RFC 9110, 15.5)."""
THIN = 0.5
"""Rows with a lower coverage are counted as `thin`: their verdicts rest on little evidence."""


@dataclass(slots=True)
class Registry:
    """Queries to the registry of one top-level domain: their number, their total time, and how many were not answered."""

    asked: int = 0
    seconds: float = 0.0
    unanswered: int = 0


class Counts:
    """Counters that are fed with rows (`see`) or with the counts of another process (`add`)."""

    def __init__(self) -> None:
        self.rows = 0
        self.verdicts: Counter[str] = Counter()
        """Verdict of each assessment, status of each refusal."""
        self.statuses: Counter[str] = Counter()
        self.types: Counter[str] = Counter()
        self.flags: Counter[str] = Counter()
        self.failures: Counter[tuple[str, str]] = Counter()
        """(collector, outcome) of evidence that is not conclusive."""
        self.resting: Counter[str] = Counter()
        """Collectors whose registry was not asked, as it had failed several times in a row."""
        self.rested_at = 0.0
        """When the last registry that was left alone may be asked again, as a POSIX timestamp; 0.0 if none was."""
        self.answers: Counter[str] = Counter()
        """HTTP error codes that servers answered instead of a page."""
        self.registries: dict[str, Registry] = {}
        self.coverage = 0.0
        """Sum over all assessments; divide by `judged` for the mean."""
        self.thin = 0
        self.judged = 0
        self.names = 0
        """Assessments made offline, from the name alone."""
        self.same = 0
        """Assessments that share the evidence of an earlier line. They are included in all the other numbers."""
        self.wordy = 0
        """Lines refused because they hold several words. Many of them are a text and no list."""
        self.buried = 0
        """Those of them in which an address stands, about which nothing was asked."""
        self.elsewhere = 0
        """Suspected lines, duplicates left out, whose address leads to another name. Who holds and hosts that was not asked."""
        self.gone = 0
        """Lines whose name does not exist, as the resolver answered."""
        self.partial = 0
        self.settled = 0
        """Partial assessments that a retry cannot improve. All that is missing was refused by the guard or has no public source."""

    def see(self, row: Assessment | Refusal) -> None:
        self.rows += 1
        self.statuses[row.status] += 1
        if not isinstance(row, Assessment):
            self.verdicts[row.status] += 1
            if row.reason.startswith((SEVERAL_WORDS, A_TAB)):
                self.wordy += 1
                self.buried += any(mark in row.input for mark in _OF_ADDRESSES)
            return
        self.verdicts[row.verdict] += 1
        self.judged += 1
        self.same += row.same_as is not None
        self.names += row.mode is Mode.OFFLINE
        self.coverage += row.coverage
        self.thin += row.coverage < THIN
        for kind in row.scam_types:
            self.types[kind.type] += 1
        self.elsewhere += row.verdict.rank >= Verdict.SUSPICIOUS.rank and row.same_as is None and bool(row.landed)
        if row.status != "ok":
            self.partial += 1
            self.settled += _settled(row)
            self.rested_at = max((self.rested_at, *map(_rested_at, row.evidence.values())))
        if not row.evidence:
            return
        for flag in row.flags:
            self.flags[flag] += 1
        for name, evidence in row.evidence.items():
            if evidence.outcome is Outcome.UNREACHABLE and AT_REST in evidence.reason:
                self.resting[name] += 1
            elif not evidence.outcome.conclusive:
                self.failures[name, evidence.outcome] += 1
        dns, page = row.evidence.get("dns"), row.evidence.get("page")
        self.gone += dns is not None and getattr(dns.facts, "exists", None) is False
        if page is not None and page.answered and (code := getattr(page.facts, "status_code", 0)) >= _NO_PAGE:
            self.answers[str(code)] += 1
        if row.same_as is None and (asked := row.evidence.get("registration")) is not None and _was_asked(asked):
            registry = self.registries.setdefault(row.target.suffix.rpartition(".")[2], Registry())
            registry.asked += 1
            registry.seconds += asked.elapsed_s
            registry.unanswered += not asked.outcome.conclusive

    def plain(self) -> dict[str, Any]:
        """Return all counts as JSON-compatible values, for `add`."""
        named = {name: getattr(self, name) for name in _NAMED}
        return {
            **{kind: {str(name): count for name, count in counts.items()} for kind, counts in named.items() if counts},
            **{name: getattr(self, name) for name in _NUMBERS if getattr(self, name)},
            "rested_at": self.rested_at,
            "failures": [(*what, count) for what, count in self.failures.items()],
            "registries": {suffix: (of.asked, of.seconds, of.unanswered) for suffix, of in self.registries.items()},
        }

    def add(self, plain: Mapping[str, Any]) -> None:
        """Add the counts that another process returned from `plain`."""
        for name in _NUMBERS:
            setattr(self, name, getattr(self, name) + plain.get(name, 0))
        for kind in _NAMED:
            getattr(self, kind).update(plain.get(kind, {}))
        self.rested_at = max(self.rested_at, plain.get("rested_at", 0.0))
        for collector, outcome, count in plain["failures"]:
            self.failures[collector, outcome] += count
        for suffix, (asked, seconds, unanswered) in plain["registries"].items():
            registry = self.registries.setdefault(suffix, Registry())
            registry.asked += asked
            registry.seconds += seconds
            registry.unanswered += unanswered


_NAMED = ("verdicts", "statuses", "types", "flags", "answers", "resting")
_NUMBERS = ("rows", "coverage", "thin", "judged", "names", "same", "wordy", "buried", "elsewhere", "gone", "partial", "settled")


def _was_asked(registration: Evidence) -> bool:
    """Return whether the registry itself was asked now: not one that publishes nothing, nor one that is left in peace for a while."""
    if registration.from_cache or registration.outcome is Outcome.BLOCKED:
        return False
    return AT_REST not in registration.reason or registration.elapsed_s >= _AT_ONCE_S


def _rested_at(evidence: Evidence) -> float:
    """Return when a registry that was left alone may be asked again, as a POSIX timestamp; 0.0 if none was."""
    holders = evidence.facts.addresses if isinstance(evidence.facts, HostingFacts) else ()
    rests = [float(said[1]) for reason in (evidence.reason, *(one.reason for one in holders)) if (said := _REST.search(reason))]
    return evidence.observed_at.timestamp() + evidence.elapsed_s + max(rests) if rests else 0.0


def _settled(row: Assessment) -> bool:
    return bool(row.evidence) and all(
        evidence.outcome is Outcome.BLOCKED or (evidence.answered and getattr(evidence.facts, "complete", True))
        for evidence in row.evidence.values()
    )
