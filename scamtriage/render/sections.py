"""The content of a written report in order, for HTML and Markdown. It has parts for the whole, for each row, and last for the lines that
were not checked."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain, islice

from scamtriage import __version__
from scamtriage.knowledge.speech import Speech
from scamtriage.records.assessment import COMPROMISED, Assessment, Refusal, Verdict
from scamtriage.records.evidence import SAVED
from scamtriage.render.contact_phrases import contact_lines
from scamtriage.render.fact_lines import fact_lines
from scamtriage.render.opening import opening
from scamtriage.render.phrases import (
    NOTED,
    WHO_CAN_ACT,
    cut_line,
    finding,
    foot_line,
    held_lines,
    nats,
    noted,
    percent,
    place,
    refused,
    route_lines,
    unknown_lines,
    utc,
)
from scamtriage.render.style import Style
from scamtriage.render.text import MAX_CELL, defang, plain

Lines = Sequence[str | tuple[str, str]]
"""A line of facts is (label, text)."""

UNCHECKED = "Could not be checked"
AGAIN = (
    "The SHA-256 under each site identifies its evidence: from the evidence file, scamtriage score makes the same of it"
    " on any later day, with the same version and settings."
)

UNFINISHED = "The scan ended before its list did: some lines of the list are not in this report, and nothing is known about them."

LONG = "Counts, and whether lines of the list are missing, stand at the end of this report."
MIXED = "Sites that nothing here accuses stand beside accused ones: whoever gets this report gets both."

MOST_HELD = 500
"""Number of rows held back until all are read, so that date and counts can come first. With more rows they come last."""
MOST_KEPT = 100_000
"""Most unchecked lines, and most originals of duplicates, kept in memory. Unchecked lines beyond it are reported in place, and duplicates
in full."""


@dataclass(frozen=True, slots=True)
class Part:
    """A heading and its content."""

    heading: str = ""
    words: Sequence[str] = ()
    lists: Sequence[tuple[str, Lines]] = ()
    foot: Sequence[str] = ()
    index: Sequence[tuple[str, str, str]] = ()
    """For each row: its verdict, its target, and the `name` of its part."""
    name: str = ""
    """Anchor that the index links to."""
    verdict: str = ""
    """"" if heading and words are only the program's own, without text of a target."""


class Report:
    """Reads the rows once and yields the parts of the report."""

    def __init__(self, speech: Speech, style: Style) -> None:
        self._speech = speech
        self._evidence_kept = style.evidence_kept
        self._whole = style.whole
        self._ends: Counter[str] = Counter()
        """Counts of verdicts, and of statuses for lines that were not checked."""
        self._ranks: set[int] = set()
        """Ranks of the verdicts."""
        self._same = 0
        self._observed = False
        """Whether a row has evidence. Names that were judged alone have none, and no digest that tells them apart."""
        self._newest: datetime | None = None
        self._knowledge: set[str] = set()
        self._unchecked: list[tuple[str, str]] = []
        self._index: list[tuple[tuple[int, float], tuple[str, str, str]]] = []
        """(sort key for worst first, index entry) of each row."""
        self._told: dict[int, tuple[str, str]] = {}
        """Line -> (evidence digest, URL) of rows already reported."""

    def parts(self, rows: Iterable[Assessment | Refusal]) -> Iterator[Part]:
        """Yield the report. Date and counts come before the first row, unless there are too many rows to hold back."""
        spoken, parts = self._speech, self._rows(rows)
        held = [*islice(parts, MOST_HELD)]
        more = [*islice(parts, 1)]
        yield Part(
            words=(
                spoken.say(
                    "Automated assessment, not proof of an offence. Made with scamtriage {version}; all times are UTC.", version=__version__
                ),
                *((spoken.say(LONG),) if more else self._summary()),
                spoken.say(
                    "Each finding carries a weight in nats: +0.7 doubles the odds of a scam, -0.7 halves them, +2.3 makes them tenfold."
                    " Coverage is the share, by weight, of the evidence asked for that was obtained."
                    " Addresses are written with [.] and hxxp so that they cannot be clicked."
                ),
                *((spoken.say(AGAIN),) if self._evidence_kept and (more or self._observed) else ()),
            )
        )
        if not more and len(self._index) > 1:
            worst_first = sorted(self._index, key=lambda one: one[0])
            yield Part(heading=spoken.say("Summary"), index=tuple(entry for _, entry in worst_first))
        yield from chain(held, more, parts)
        if self._unchecked:
            yield Part(heading=spoken.say("Lines that were not checked"), lists=(("", self._unchecked),))
        if more:
            yield Part(heading=spoken.say("Summary"), words=self._summary())

    def _rows(self, rows: Iterable[Assessment | Refusal]) -> Iterator[Part]:
        for row in rows:
            if isinstance(row, Assessment):
                self._see(row)
                yield self._again(row) if self._is_told(row) else self._part(row)
                continue
            self._ends[self._speech.word("status", row.status)] += 1
            stood = self._speech.say("line {line} · {input}", line=row.line, input=defang(row.input)).removesuffix(" · ")
            said = ": ".join(refused(row, self._speech))
            if len(self._unchecked) < MOST_KEPT:
                self._unchecked.append((stood, said))
            else:
                yield Part(lists=(("", [(stood, said)]),))

    def _see(self, row: Assessment) -> None:
        self._ends[self._speech.word("verdict", row.verdict)] += 1
        self._ranks.add(row.verdict.rank)
        self._same += row.same_as is not None
        self._knowledge.add(row.knowledge)
        self._observed |= bool(row.evidence)
        if SAVED in row.flags:  # its time is that of the reading
            return
        if row.observed_at is not None and (self._newest is None or row.observed_at > self._newest):
            self._newest = row.observed_at

    def _is_told(self, row: Assessment) -> bool:
        """Whether the line whose evidence this row shares was reported above. Digest and URL are compared too, since joined or cut lists
        may repeat line numbers."""
        evidence = (row.evidence_digest, row.target.url)
        if row.same_as is not None and self._told.get(row.same_as) == evidence:
            return True
        if len(self._told) < MOST_KEPT:
            self._told[row.line] = evidence
        return False

    def _part(self, row: Assessment) -> Part:
        part, name = _part(row, self._speech, self._evidence_kept), ""
        if len(self._index) < MOST_HELD:  # beyond, there is no index
            name = f"site-{row.line}"
            if any(name == taken for _, (_, _, taken) in self._index):  # joined lists repeat numbers of lines
                name += f"-{len(self._index) + 1}"
            hacked = [self._speech.word("state", state) for state in row.states if state == COMPROMISED]  # its owner is no "99%"
            kinds = self._speech.say(", ").join([*(self._speech.word("type", t.type) for t in row.scam_types), *hacked])
            verdict = f"{self._speech.word('verdict', row.verdict)} {percent(row.probability)}"
            verdict = self._speech.say("{verdict}, {types}", verdict=verdict, types=kinds) if kinds else verdict
            self._index.append(((-row.verdict.rank, -row.log_odds), (verdict, plain(part.heading, MAX_CELL), name)))
        return replace(part, name=name)

    def _again(self, row: Assessment) -> Part:
        said = self._speech.say("Same page as line {line}; see there.", line=row.same_as)
        return Part(heading=place(row.target, self._speech), words=(said,), verdict=row.verdict)

    def _mixed(self) -> bool:
        """Whether some rows accuse and others do not."""
        accused = [rank >= Verdict.SUSPICIOUS.rank for rank in self._ranks]
        return any(accused) and not all(accused)

    def _summary(self) -> list[str]:
        """Return the counts and the time of the newest evidence. The current time is not used: the same evidence gives the same report."""
        spoken = self._speech
        worst_first = [spoken.word("verdict", verdict) for verdict in sorted(Verdict, key=lambda verdict: -verdict.rank)]
        names = [name for name in dict.fromkeys((*worst_first, *self._ends)) if self._ends[name]]
        ends = spoken.say(", ").join(spoken.say("{count} {verdict}", count=f"{self._ends[name]:,}", verdict=name) for name in names)
        told = "{count} lines, {same} of them the same page as an earlier line: {verdicts}." if self._same else "{count} lines: {verdicts}."
        lines = (
            [spoken.say(told, count=self._ends.total(), same=self._same, verdicts=ends)] if names else [spoken.say("No line was judged.")]
        )
        if not self._whole():
            lines.append(spoken.say(UNFINISHED))
        if self._mixed():
            lines.append(spoken.say(MIXED))
        if self._newest is not None:
            lines.append(spoken.say("Newest evidence: {moment} UTC.", moment=f"{utc(self._newest):%Y-%m-%d %H:%M}"))
        if self._knowledge:
            lines.append(spoken.say("Knowledge: {knowledge}.", knowledge=", ".join(sorted(self._knowledge))))
        return lines


def _part(row: Assessment, speech: Speech, evidence_kept: bool) -> Part:
    cut = cut_line(row, speech)
    return Part(
        heading=place(row.target, speech),
        words=(opening(row, speech),),
        lists=tuple(sections(row, speech)),
        foot=(*((cut,) if cut else ()), foot_line(row, speech, evidence_kept=evidence_kept)),
        verdict=row.verdict,
    )


def sections(row: Assessment, speech: Speech) -> Iterator[tuple[str, Lines]]:
    """Yield (heading, lines), leaving out empty sections."""
    for_scam, against = (
        [f"{speech.number(nats(c.log_odds))} {finding(c)} [{c.reading.signal}]" for c in row.contributions if c.log_odds * side > 0]
        for side in (1, -1)
    )
    found: tuple[tuple[str, Lines], ...] = (("Evidence for a scam", for_scam), ("Evidence against a scam", against), (NOTED, noted(row)))
    return ((speech.say(heading), lines) for heading, lines in (*found, *below_findings(row, speech)) if lines)


def below_findings(row: Assessment, speech: Speech) -> tuple[tuple[str, Lines], ...]:
    """Return (English heading, lines) of the sections below the findings, also of empty ones. The panel of the terminal has them too."""
    return (
        ("Why the verdict is not what the sum says", held_lines(row, speech)),
        (UNCHECKED, unknown_lines(row, speech)),
        ("Facts", fact_lines(row, speech)),
        ("Contacts on the page", contact_lines(row, speech)),
        (WHO_CAN_ACT, route_lines(row, speech)),
    )
