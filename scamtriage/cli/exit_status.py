"""The exit code of a command, from the rows that it gave."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

import typer

from scamtriage.cli.options import Judging
from scamtriage.records.assessment import Assessment, Refusal, Verdict
from scamtriage.records.evidence import Dossier
from scamtriage.records.target import LineStatus

_UNANSWERED = (LineStatus.PARTIAL, LineStatus.REFUSED)
"""Statuses that count as incomplete for --strict. A refused target was not investigated either."""


@dataclass(slots=True)
class ExitStatus:
    """Counts rows to determine the exit code."""

    judging: Judging | None = None
    failed: bool = False
    crashed: bool = False
    incomplete: bool = False
    rows: int = 0

    def watch(self, rows: Iterable[Assessment | Refusal]) -> Iterator[Assessment | Refusal]:
        """Yield the rows unchanged and count them."""
        for row in rows:
            self.see(row)
            yield row

    def see(self, row: Assessment | Refusal | Dossier) -> None:
        """Count one row, or one dossier that was not judged."""
        self.rows += 1
        if row.status is not LineStatus.OK:
            self.crashed |= row.status is LineStatus.ERROR
            self.incomplete |= row.status in _UNANSWERED
        level = self.judging.fail_on if self.judging is not None else None
        if level is not None and isinstance(row, Assessment) and row.verdict is not Verdict.UNDETERMINED:
            self.failed |= row.verdict.rank >= Verdict(level).rank

    def add(self, counts: Mapping[str, Any]) -> None:
        """Count rows judged by worker processes, from their `Counts.plain`."""
        self.rows += counts["rows"]
        statuses = counts["statuses"]
        self.crashed |= LineStatus.ERROR in statuses
        self.incomplete |= any(status in statuses for status in _UNANSWERED)
        level = self.judging.fail_on if self.judging is not None else None
        if level is not None:
            judged = counts["verdicts"].keys() & set(Verdict) - {Verdict.UNDETERMINED}
            self.failed |= any(Verdict(name).rank >= Verdict(level).rank for name in judged)

    @property
    def code(self) -> int:
        """1 if a row crashed, else 10 if one reached --fail-on, else 11 if one is incomplete under --strict, else 0."""
        strict = self.judging is not None and self.judging.strict
        return 1 if self.crashed else 10 if self.failed else 11 if self.incomplete and strict else 0

    def unread(self) -> int:
        """Return the code for a reader who has left, that of the rows so far: the rows that nobody read are incomplete."""
        self.incomplete = True
        return self.code

    def exit(self) -> NoReturn:
        """Exit with the code."""
        raise typer.Exit(self.code)
