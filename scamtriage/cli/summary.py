"""What a scan came to, for whoever has to act on it: verdicts, kinds, how much was seen, who was slow, and what to do about the rest."""

import shlex
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scamtriage.records.assessment import Assessment, Refusal, Verdict
from scamtriage.records.evidence import Mode, Outcome

THIN = 0.5
"""Rows whose coverage lies below this are counted: their verdicts rest on little."""
_FEW = 3
_SLOW_S = 1.0


@dataclass(slots=True)
class _Registry:
    """What the registry of one suffix cost us."""

    asked: int = 0
    seconds: float = 0.0
    unanswered: int = 0


class Summary:
    """Counts rows as they go by; what it holds grows with the kinds of rows and not with their number."""

    def __init__(self) -> None:
        self.rows = 0
        self.verdicts: Counter[str] = Counter()
        self._types: Counter[str] = Counter()
        self._flags: Counter[str] = Counter()
        self._failures: Counter[tuple[str, str]] = Counter()
        self._registries: dict[str, _Registry] = {}
        self._coverage = 0.0
        self._thin = 0
        self._judged = 0
        self._names = 0
        """Of them, judged by the name alone."""
        self._partial = 0

    def see(self, row: Assessment | Refusal) -> None:
        """Count one row."""
        self.rows += 1
        if not isinstance(row, Assessment):
            self.verdicts[row.status] += 1
            return
        self.verdicts[row.verdict] += 1
        self._judged += 1
        self._names += row.mode is Mode.OFFLINE
        self._coverage += row.coverage
        self._thin += row.coverage < THIN
        for kind in row.scam_types:
            self._types[kind.type] += 1
        if not row.evidence:
            return
        self._partial += row.status != "ok"
        for flag in row.flags:
            self._flags[flag] += 1
        for name, evidence in row.evidence.items():
            if not evidence.outcome.conclusive:
                self._failures[name, evidence.outcome] += 1
        if row.same_as is None and (asked := row.evidence.get("registration")) is not None and not asked.from_cache:
            registry = self._registries.setdefault(row.target.suffix.rpartition(".")[2], _Registry())
            registry.asked += 1
            registry.seconds += asked.elapsed_s
            registry.unanswered += not asked.outcome.conclusive

    def plain(self) -> dict[str, Any]:
        """What rows without evidence came to, as plain JSON values for `add`."""
        counted = {"verdicts": self.verdicts, "types": self._types}
        return {
            "rows": self.rows, "judged": self._judged, "names": self._names, "coverage": self._coverage, "thin": self._thin,
            **{kind: {str(name): count for name, count in counts.items()} for kind, counts in counted.items()},
        }  # fmt: skip

    def add(self, plain: Mapping[str, Any]) -> None:
        """Count what another summary has counted."""
        self.rows += plain["rows"]
        self.verdicts.update(plain["verdicts"])
        self._types.update(plain["types"])
        self._judged += plain["judged"]
        self._names += plain["names"]
        self._coverage += plain["coverage"]
        self._thin += plain["thin"]

    def lines(self, kept: Path | None) -> list[str]:
        """The summary. `kept`: a file of rows or of evidence, from which incomplete lines can be taken."""
        lines = [f"verdicts: {listed(self.verdicts)}"]
        if self._types:
            flagged = f"; flagged: {_most(self._flags)}" if self._flags else ""
            lines.append(f"types: {_most(self._types)}{flagged}")
        if self._judged and self._names == self._judged:
            lines.append("coverage: names alone were judged; what the sites are and do is unknown")
        elif self._judged:
            thin = f"; {self._thin:,} rows below {THIN:.0%} rest on little" if self._thin else ""
            lines.append(f"coverage: {self._coverage / self._judged:.0%} on average{thin}")
        slow = sorted(((r.seconds / r.asked, suffix, r) for suffix, r in self._registries.items()), reverse=True, key=lambda item: item[:2])
        if told := [_told(*item) for item in slow if item[0] >= _SLOW_S or item[2].unanswered][:_FEW]:
            lines.append(f"slowest registries: {', '.join(told)}")
        for (name, outcome), count in self._failures.most_common(5):
            lines.append(f"not had: {count:,} × {name} {outcome}: {_ADVICE[Outcome(outcome)]}")
        if self._partial and kept is not None:
            pick = f'jq -r \'select(.status == "partial" or .status == "error") | .input\' {shlex.quote(str(kept))}'
            lines.append(f"ask the {self._partial:,} incomplete lines again: {pick} | scamtriage scan - -o again.ndjson")
        return lines


_ADVICE = {
    Outcome.TIMEOUT: "unknown, weighs nothing; a longer --deadline may help",
    Outcome.LIMITED: "we were asked to slow down; ask these again in an hour",
    Outcome.UNREACHABLE: "the other side did not answer; nothing is concluded from that",
    Outcome.BLOCKED: "our guard refused the address, or nobody publishes the answer; asking again changes nothing",
    Outcome.MALFORMED: "the answer was in no language we know; the evidence keeps what came",
    Outcome.CRASHED: "our own fault: please report it, with -vv",
}
_ORDER = [*sorted(Verdict, key=lambda verdict: -verdict.rank), "error", "refused", "skipped"]


def listed(counts: "Counter[str]") -> str:
    """Verdicts, the worst first."""
    return ", ".join(f"{counts[name]:,} {name}" for name in _ORDER if counts[name])


def _most(counts: "Counter[str]") -> str:
    return ", ".join(f"{count:,} {name}" for name, count in counts.most_common(6))


def _told(mean_s: float, suffix: str, registry: _Registry) -> str:
    unanswered = f", {registry.unanswered:,} without an answer" if registry.unanswered else ""
    return f".{suffix} {mean_s:.1f} s ({registry.asked:,} asked{unanswered})"
