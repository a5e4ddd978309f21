"""The summary of a scan: verdicts, types, coverage, slow registries, missing evidence, and what to do about it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from scamtriage.batch.counts import THIN, Counts, Registry
from scamtriage.cli.notices.retry_command import landings_command, refusals_command, retry_command
from scamtriage.knowledge.speech import ENGLISH, Speech
from scamtriage.records.assessment import Verdict
from scamtriage.records.evidence import Outcome
from scamtriage.render.text import grouped

_FEW, _MOST = 3, 6
_SLOW_S = 1.0
_MINUTE_S = 60


class Summary(Counts):
    """The counts of a scan, and their summary in sentences."""

    def lines(
        self,
        kept: Path | None,
        options: Sequence[str] = (),
        columns: Sequence[str] = (),
        text: str = "",
        spoken: Speech = ENGLISH,
        written: Path | None = None,
    ) -> list[str]:
        """Return the summary. `kept`, `options`, `columns`: as in `retry_command`, for the command that rescans the incomplete lines.

        `kept` is None if there is no file to take them from. `text`: the command that reads the list as a text; "" if it was read so.
        `written`: a file with the rows in any format; None: they went to stdout.
        """
        lines = [*self._counted(spoken), *self._hints_of_text(text, spoken)]
        if (refused := self.statuses["refused"]) and (kept is not None or written is not None):
            unasked = "nothing was asked about {count} refused lines; which and why: {command}"
            if kept is None:
                unasked = "nothing was asked about {count} refused lines; which and why stands in {file}"
            which = refusals_command(kept) if kept is not None else ""
            lines.append(spoken.say(unasked, count=grouped(refused), command=which, file=written))
        lines += [*self._judged_as(spoken), *self._answers_of_pages(spoken)]
        if self.elsewhere and kept is not None:
            led = "suspected lines that lead to another name: {count}; who holds and hosts that name was not looked up: {command}"
            lines.append(spoken.say(led, count=grouped(self.elsewhere), command=landings_command(kept, options)))
        lines += [*self._slow_registries(spoken), *self._missing(spoken)]
        if self.partial > self.settled and kept is not None:
            again = "to ask the {count} incomplete lines again: {command}"
            if self.rested_at:
                again = "to ask the {count} incomplete lines again, from {moment} UTC on: {command}"
            elif self.settled:
                again = "to ask the {count} incomplete lines again ({given} of them cannot improve): {command}"
            told = {"count": grouped(self.partial), "given": grouped(self.settled), "moment": self._rested()}
            lines.append(spoken.say(again, command=retry_command(kept, options, columns), **told))
        return lines

    def _counted(self, spoken: Speech) -> Iterator[str]:
        if self.same:
            repeating = "{count} lines, {same} of them repeat an earlier line"
            if self.same == 1:
                repeating = "{count} lines, {same} of them repeats an earlier line"
            yield spoken.say(repeating, count=grouped(self.rows), same=grouped(self.same))
        yield spoken.say("verdicts, by line: {list}", list=listed(self.verdicts, spoken))

    def _hints_of_text(self, command: str, spoken: Speech) -> Iterator[str]:
        """That the list is a text, by its lines of several words, and the `command` for one; nothing if that is ""."""
        read = self.rows - self.statuses["skipped"]
        if command and (self.buried or self.wordy * 2 > read):
            wordy = "{given} of {count} lines hold several words: the addresses in a chat, a mail or a report are found by: {command}"
            if self.wordy == 1:
                wordy = "{given} of {count} lines holds several words: the addresses in a chat, a mail or a report are found by: {command}"
            yield spoken.say(wordy, given=grouped(self.wordy), count=grouped(read), command=command)

    def _judged_as(self, spoken: Speech) -> Iterator[str]:
        """Types and flags, and how much was known."""
        if self.types:
            types, flags = _most(self.types, "type", spoken), _most(self.flags, "flag", spoken)
            yield spoken.say("types, by line: {list}; flags: {other}" if flags else "types, by line: {list}", list=types, other=flags)
        if self.judged and self.names == self.judged:
            yield spoken.say("coverage: names alone were judged; what the sites are and do is unknown")
        elif self.judged:
            of_all = "coverage: {coverage} on average"
            if self.thin:
                of_all = "coverage: {coverage} on average; {count} rows below {share} rest on little"
            yield spoken.say(of_all, coverage=f"{self.coverage / self.judged:.0%}", count=grouped(self.thin), share=f"{THIN:.0%}")

    def _answers_of_pages(self, spoken: Speech) -> Iterator[str]:
        """How many names are gone, and the status codes of pages that were not shown to us."""
        if self.gone:
            no_name = "lines whose name does not exist, as the resolver says: {count} (taken down, never held, or mistyped)"
            yield spoken.say(no_name, count=grouped(self.gone))
        if self.answers:
            answered = [
                spoken.say("{count} answered {code}", count=grouped(count), code=code)
                for code, count in sorted(self.answers.items(), key=lambda one: (-one[1], one[0]))[:_MOST]
            ]
            no_page = "pages: {list}; what stands there for others, or stood there, is unknown: try the whole address, or the bare host"
            yield spoken.say(no_page, list=spoken.say(", ").join(answered))

    def _slow_registries(self, spoken: Speech) -> Iterator[str]:
        slow = sorted(((r.seconds / r.asked, suffix, r) for suffix, r in self.registries.items()), reverse=True, key=lambda item: item[:2])
        if told := [_told(*item, spoken) for item in slow if item[0] >= _SLOW_S or item[2].unanswered]:
            yield spoken.say("registries that were slow or silent: {list}", list=_and_more(told, _FEW, spoken))

    def _missing(self, spoken: Speech) -> Iterator[str]:
        """What could not be observed, with the same advice in one line."""
        advised: dict[str, list[str]] = {}
        for (name, outcome), count in sorted(self.failures.items(), key=lambda one: (-one[1], one[0])):
            met = spoken.say("{count} × {source} {outcome}", count=grouped(count), source=spoken.word("label", name), outcome=str(outcome))
            advised.setdefault(_advice(name, Outcome(outcome), spoken), []).append(met)
        for name, count in sorted(self.resting.items(), key=lambda one: (-one[1], one[0])):
            left = spoken.say("its registry failed several times in a row, and is not asked before {moment} UTC", moment=self._rested())
            met = spoken.say("{count} × {source} not asked", count=grouped(count), source=spoken.word("label", name))
            advised.setdefault(left, []).append(met)
        for advice, missing in advised.items():
            yield spoken.say("missing: {list}: {advice}", list=_and_more(missing, _MOST, spoken), advice=advice)

    def _rested(self) -> str:
        """When every registry that was left alone may be asked again, to the minute after."""
        return f"{datetime.fromtimestamp(self.rested_at + _MINUTE_S, UTC):%Y-%m-%d %H:%M}" if self.rested_at else ""


_ADVICE = {
    Outcome.TIMEOUT: "no answer in time, which counts neither for nor against the site; a longer {limit} may help",
    Outcome.LIMITED: "the server asked us to slow down; try again in an hour",
    Outcome.UNREACHABLE: "could not connect, or got no answer; each row says which. This counts neither for nor against the site",
    Outcome.BLOCKED: "scamtriage refuses to contact this address, or no public source has the answer; asking again will not help",
    Outcome.MALFORMED: "the answer could not be parsed; it is kept in the evidence",
    Outcome.CRASHED: "a fault of scamtriage: please report it, with the output of -vv",
}
_OF_REGISTRIES = "--deadline together with {name} of the settings"
_LIMITS = {"dns": "--timeout", "registration": _OF_REGISTRIES, "hosting": _OF_REGISTRIES}
"""Collector -> the time limit that ends its queries first, if that is not `--deadline`."""


def _advice(collector: str, outcome: Outcome, spoken: Speech) -> str:
    return spoken.say(_ADVICE[outcome], limit=spoken.say(_LIMITS.get(collector, "--deadline"), name="registry_timeout_s"))


_LEVELS = frozenset(Verdict)
_ORDER = [*sorted(Verdict, key=lambda verdict: -verdict.rank), "error", "refused", "skipped"]


def listed(counts: "Counter[str]", spoken: Speech = ENGLISH) -> str:
    """Return counts of verdicts as text, the worst first."""
    found = [(name, counts[name]) for name in _ORDER if counts[name]]
    named = [(spoken.word("verdict" if name in _LEVELS else "status", name), count) for name, count in found]
    return spoken.say(", ").join(spoken.say("{count} {verdict}", count=grouped(count), verdict=name) for name, count in named)


def _most(counts: "Counter[str]", kind: str, spoken: Speech) -> str:
    ordered = sorted(counts.items(), key=lambda one: (-one[1], one[0]))  # equals by name: the same rows give the same summary in any order
    said = [spoken.say("{count} {verdict}", count=grouped(count), verdict=spoken.word(kind, name)) for name, count in ordered]
    return _and_more(said, _MOST, spoken)


def _and_more(said: list[str], most: int, spoken: Speech) -> str:
    rest, shown = len(said) - most, spoken.say(", ").join(said[:most])
    return spoken.say("{list} and {count} more", list=shown, count=grouped(rest)) if rest > 0 else shown


def _told(mean_s: float, suffix: str, registry: Registry, spoken: Speech) -> str:
    told = ".{suffix} {seconds} s ({count} asked)"
    if registry.unanswered:
        told = ".{suffix} {seconds} s ({count} lines, {given} without an answer)"
    asked, unanswered = grouped(registry.asked), grouped(registry.unanswered)
    return spoken.say(told, suffix=suffix, seconds=f"{mean_s:.1f}", count=asked, given=unanswered)


def spent(rows: int, seconds: float, spoken: Speech, *, kept: int = 0, asked_s: float = 0.0) -> str:
    """Return the first line of the summary: how many rows, in what time. `kept`: how many of them come from the evidence of an earlier run,
    and say nothing of the rate; `asked_s`: seconds that the others took."""
    fresh, fresh_s = (rows - kept, asked_s) if kept else (rows, seconds)
    told = (
        "{count} rows in {span}: {kept} from the evidence kept, {given} asked ({rate}/s)" if kept else "{count} rows in {span} ({rate}/s)"
    )
    rate = spoken.number(f"{fresh / max(fresh_s, 1e-9):,.1f}")
    return spoken.say(told, count=grouped(rows), span=span(seconds, spoken), kept=grouped(kept), given=grouped(fresh), rate=rate)


def span(seconds: float, spoken: Speech = ENGLISH) -> str:
    """Return a time in hours and minutes, minutes and seconds, or seconds."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return spoken.say("{hours} h {minutes} min", hours=hours, minutes=f"{minutes:02}")
    if minutes:
        return spoken.say("{minutes} min {seconds} s", minutes=minutes, seconds=f"{rest:02}")
    return spoken.say("{seconds} s", seconds=f"{seconds:.1f}")
