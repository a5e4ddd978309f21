"""One target in full, for a terminal."""

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from scamtriage.knowledge.speech import Speech, speech
from scamtriage.records.assessment import Assessment, Contribution, Refusal
from scamtriage.render.console import COLOURS, cell, hanging, printed
from scamtriage.render.opening import opening
from scamtriage.render.phrases import NOTED, cut_line, finding, foot_line, is_noted, nats, place, refused, reworded
from scamtriage.render.sections import UNCHECKED, Lines, below_findings
from scamtriage.render.style import Style
from scamtriage.render.text import MAX_CELL, defang, plain

if TYPE_CHECKING:
    from rich.console import RenderableType

TRIFLE = 0.05
"""Weight in nats below which a finding is only shown with -v. It changes a probability by less than about one point."""

MOST_REASONS = 8
"""Most reasons of one side shown without -v. For the others their number and sum is shown."""
_UNCHECKED = ("Could not be checked (adds nothing, either way)", "bold magenta")
"""Heading of what is unknown, and its colour."""
ALWAYS_SHOWN = "name-idn"
"""Group whose findings are always shown: mixed scripts in a name are not visible to the reader."""


def panel(row: Assessment | Refusal, style: Style) -> str:
    """Render one target in full: verdict, evidence for and against, what could not be checked, and where to report it."""
    from rich.console import Group
    from rich.panel import Panel

    spoken = speech(style.language)
    if isinstance(row, Refusal):
        status, reason = refused(row, spoken)
        why = ": ".join(filter(None, (status, plain(defang(row.input), MAX_CELL), plain(reason))))
        return (spoken.say("line {line} · {input}", line=row.line, input=why) if style.several else why) + "\n"
    colour = COLOURS[row.verdict]
    lines: list[RenderableType] = [cell(opening(row, spoken), style, colour)]
    if words := reworded(row, spoken):
        lines.append(cell(plain(words, MAX_CELL), style, "dim"))
    if row.same_as is not None:
        lines.append(cell(spoken.say("same as line {line}", line=row.same_as), style, "dim"))
    blank = cell("", style)
    for heading, said in (*_findings(row, spoken, style), *below_findings(row, spoken)):
        if said:
            title, bold = _UNCHECKED if heading == UNCHECKED else (heading, "bold")
            lines += [blank, cell(spoken.say(title), style, bold), hanging(said, style)]
    for words in (cut_line(row, spoken), foot_line(row, spoken, evidence_kept=style.evidence_kept) if style.verbose else ""):
        if words:
            lines += [blank, cell(words, style, "dim")]
    site, border = cell(f" {place(row.target, spoken)} ", style, colour), colour if style.color else "none"
    return printed(Panel(Group(*lines), title=site, title_align="left", border_style=border, expand=True), style)


def _findings(row: Assessment, spoken: Speech, style: Style) -> Iterator[tuple[str, Lines]]:
    """Yield (heading, lines) of the findings of each side, strongest first, and of those that are only noted."""
    least = 0.0 if style.verbose else TRIFLE
    noted = [c for c in row.contributions if abs(c.log_odds) <= least and (style.verbose or is_noted(row, c) or c.group == ALWAYS_SHOWN)]
    for heading, side in (("Evidence for a scam", 1), ("Evidence against a scam", -1)):
        found = sorted((c for c in row.contributions if c.log_odds * side > 0 and c not in noted), key=lambda c: -abs(c.log_odds))
        shown = found if style.verbose else [c for c in found[:MOST_REASONS] if abs(c.log_odds) > TRIFLE] or found[:1]
        told = [_reason(c, spoken, style) for c in shown]
        if rest := [c.log_odds for c in found[len(shown) :]]:
            more = "{count} more findings, {nats} in total (-v shows them)"
            told.append(("", spoken.say(more, count=len(rest), nats=nats(math.fsum(rest)))))
        yield heading, told
    yield NOTED, [_reason(c, spoken, style) for c in noted]


def _reason(contribution: Contribution, spoken: Speech, style: Style) -> tuple[str, str]:
    signal = f"  [{contribution.reading.signal}]" if style.verbose else ""
    return spoken.number(nats(contribution.log_odds)), f"{finding(contribution)}{signal}"
