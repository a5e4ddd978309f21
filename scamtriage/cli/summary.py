"""The summary of a scan: verdicts, types, coverage, slow registries, missing evidence, and what to do about it."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from scamtriage.batch.counts import THIN, Counts, Registry
from scamtriage.cli.retry_command import refusals_command, retry_command
from scamtriage.records.assessment import Verdict
from scamtriage.records.evidence import Outcome
from scamtriage.render.text import counted

_FEW, _MOST = 3, 6
_SLOW_S = 1.0


class Summary(Counts):
    """The counts of a scan, and their summary in sentences."""

    def lines(self, kept: Path | None, options: Sequence[str] = (), columns: Sequence[str] = (), text: str = "") -> list[str]:
        """Return the summary. `kept`, `options`, `columns`: as in `retry_command`, for the command that rescans the incomplete lines.

        `kept` is None if there is no file to take them from. `text`: the command that reads the list as a text; "" if it was read so.
        """
        repeat = f"{self.same:,} of them {'repeats' if self.same == 1 else 'repeat'} an earlier line"
        lines = [f"{counted(self.rows, 'line')}, {repeat}"] if self.same else []
        lines.append(f"verdicts, by line: {listed(self.verdicts)}")
        if text and self.wordy * 2 > (read := self.rows - self.statuses["skipped"]):
            many = f"{self.wordy:,} of {counted(read, 'line')} hold several words"
            lines.append(f"{many}: the addresses in a chat, a mail or a report are found by: {text}")
        if (refused := self.statuses["refused"]) and kept is not None:
            lines.append(f"nothing was asked about {counted(refused, 'refused line')}; which and why: {refusals_command(kept)}")
        if self.types:
            flagged = f"; flags: {_most(self.flags)}" if self.flags else ""
            lines.append(f"types, by line: {_most(self.types)}{flagged}")
        if self.judged and self.names == self.judged:
            lines.append("coverage: names alone were judged; what the sites are and do is unknown")
        elif self.judged:
            thin = f"; {counted(self.thin, 'row')} below {THIN:.0%} {'rests' if self.thin == 1 else 'rest'} on little" if self.thin else ""
            lines.append(f"coverage: {self.coverage / self.judged:.0%} on average{thin}")
        if self.answers:
            said = ", ".join(f"{count:,} answered {code}" for code, count in self.answers.most_common(_MOST))
            lines.append(
                f"pages: {said}; what stands there for others, or stood there, is unknown: try the whole address, or the bare host"
            )
        slow = sorted(((r.seconds / r.asked, suffix, r) for suffix, r in self.registries.items()), reverse=True, key=lambda item: item[:2])
        if told := [_told(*item) for item in slow if item[0] >= _SLOW_S or item[2].unanswered]:
            lines.append(f"slowest registries: {_and_more(told, _FEW)}")
        advised: dict[str, list[str]] = {}
        for (name, outcome), count in self.failures.most_common():
            advised.setdefault(_advice(name, Outcome(outcome)), []).append(f"{count:,} × {name} {outcome}")
        lines += [f"missing: {_and_more(missing, _MOST)}: {advice}" for advice, missing in advised.items()]
        if self.partial > self.settled and kept is not None:
            same = f" ({self.settled:,} of them cannot improve)" if self.settled else ""
            lines.append(f"to ask the {counted(self.partial, 'incomplete line')} again{same}: {retry_command(kept, options, columns)}")
        return lines


_ADVICE = {
    Outcome.TIMEOUT: "no answer in time, which counts neither for nor against the site; a longer {limit} may help",
    Outcome.LIMITED: "the server asked us to slow down; try again in an hour",
    Outcome.UNREACHABLE: "could not connect, or got no answer; each row says which. This counts neither for nor against the site",
    Outcome.BLOCKED: "scamtriage refuses to contact this address, or no public source has the answer; asking again will not help",
    Outcome.MALFORMED: "the answer could not be parsed; it is kept in the evidence",
    Outcome.CRASHED: "a fault of scamtriage: please report it, with the output of -vv",
}
_LIMITS = {"dns": "--timeout", **dict.fromkeys(("registration", "hosting"), "registry_timeout_s of the settings, or --deadline,")}
"""Collector -> the time limit that ends its queries first, if that is not `--deadline`."""


def _advice(collector: str, outcome: Outcome) -> str:
    return _ADVICE[outcome].format(limit=_LIMITS.get(collector, "--deadline"))


_ORDER = [*sorted(Verdict, key=lambda verdict: -verdict.rank), "error", "refused", "skipped"]


def listed(counts: "Counter[str]") -> str:
    """Return counts of verdicts as text, the worst first."""
    return ", ".join(f"{counts[name]:,} {name}" for name in _ORDER if counts[name])


def _most(counts: "Counter[str]") -> str:
    return _and_more([f"{count:,} {name}" for name, count in counts.most_common()], _MOST)


def _and_more(said: list[str], most: int) -> str:
    rest = len(said) - most
    return ", ".join(said[:most]) + (f" and {rest:,} more" if rest > 0 else "")


def _told(mean_s: float, suffix: str, registry: Registry) -> str:
    unanswered = f", {registry.unanswered:,} without an answer" if registry.unanswered else ""
    return f".{suffix} {mean_s:.1f} s ({registry.asked:,} asked{unanswered})"
