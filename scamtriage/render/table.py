"""Output for a terminal: a table for several targets, a panel for one. Colour marks the verdict, never alone."""

import io
import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from scamtriage.knowledge.speech import Speech, speech
from scamtriage.records.assessment import Assessment, Contribution, Refusal, Verdict
from scamtriage.records.evidence import Mode
from scamtriage.render.document import top_reasons
from scamtriage.render.observed import fact_lines
from scamtriage.render.say import (
    NOTED,
    WHO_CAN_ACT,
    contact_lines,
    cut_line,
    flag_words,
    foot_line,
    given_lines,
    held_lines,
    is_noted,
    list_lines,
    opening,
    percent,
    place,
    reworded,
    route_lines,
    state_words,
    unknown_lines,
)
from scamtriage.render.style import Style
from scamtriage.render.text import MAX_CELL, defang, plain, unlinked

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.text import Text

MAX_ROWS = 500
"""Most rows of a table; a hint then names the formats that stream."""

TRIFLE = 0.05
"""Weight in nats below which a finding is only shown with -v. It changes a probability by less than about one point."""

NARROW = 100
"""Terminal width below which a row's text is under its target; beside it, the columns would be too narrow."""

MOST_REASONS = 8
"""Most reasons of one side shown without -v. For the others their number and sum is shown."""
_WIDEST_LABEL = 16
"""Width of the label column; longer labels are folded."""

_ALWAYS_SHOWN = "name-idn"
"""Group whose findings are always shown: mixed scripts in a name are not visible to the reader."""

COLOURS = {
    Verdict.NEAR_CERTAIN: "bold red",
    Verdict.LIKELY_SCAM: "red",
    Verdict.SUSPICIOUS: "yellow",
    Verdict.UNDETERMINED: "magenta",
    Verdict.NO_FINDING: "default",
    Verdict.LIKELY_BENIGN: "green",
}
SIGNS = {
    Verdict.NEAR_CERTAIN: "!!",
    Verdict.LIKELY_SCAM: "! ",
    Verdict.SUSPICIOUS: "? ",
    Verdict.UNDETERMINED: "··",
    Verdict.NO_FINDING: "  ",
    Verdict.LIKELY_BENIGN: "- ",
}


def render(rows: Iterable[Assessment | Refusal], style: Style) -> Iterator[str]:
    """Yield a panel if one target was requested, else one table."""
    iterator = iter(rows)
    if not style.several:
        for row in iterator:
            yield panel(row, style)
        return
    shown = list(islice(iterator, MAX_ROWS))
    yield _table(shown, style)
    if rest := sum(1 for _ in iterator):
        more = "… and {count} more rows. Tables stop at {most}: use --format ndjson or csv, or -o FILE."
        yield speech(style.language).say(more, count=rest, most=MAX_ROWS) + "\n"


def _table(rows: list[Assessment | Refusal], style: Style) -> str:
    from rich.table import Table

    spoken = speech(style.language)
    headings = [_text(spoken.say(heading), style) for heading in HEADINGS]
    cells = [_cells(row, style, spoken) for row in rows]
    table = Table(expand=False, pad_edge=False, box=None, header_style="bold" if style.color else "")
    natural = [max(line[at].cell_len for line in (headings, *cells)) for at in range(len(headings))]
    room = style.width - sum(natural[:SHORT]) - 2 * (len(headings) - 1)
    if style.width < NARROW or room < sum(_LEAST):
        table.add_column(no_wrap=True)
        table.add_column(_text("  ".join(heading.plain for heading in headings[1 : SHORT + 1]), style), overflow="fold")
        for sign, *line in cells:
            table.add_row(sign, _under(line[: SHORT - 1], line[SHORT - 1 :]))
        return _print(table, style)
    for heading, width, right in zip(headings, (*natural[:SHORT], *_folded(natural[SHORT:], room)), (0, 0, 1, 1, 0, 0, 0), strict=True):
        table.add_column(heading, overflow="fold", width=width, justify="right" if right else "left")
    for line in cells:
        table.add_row(*line)
    return _print(table, style)


HEADINGS = ("", "verdict", "p", "coverage", "target", "type, flags, states", "because")
SHORT = 4
"""Number of columns that are never folded."""
_LEAST = (16, 20, 28)
"""Minimum widths of the folded columns."""
_MOST_LABELS = 30


def _folded(natural: list[int], room: int) -> tuple[int, int, int]:
    """Return the widths of target, labels and reasons. `natural`: widths without folding. rich's own layout has no such minimum widths."""
    labels = min(natural[1], _MOST_LABELS, max(_LEAST[1], room // 4))
    target = min(natural[0], max(_LEAST[0], room - labels - max(_LEAST[2], room // 3)))
    return target, labels, min(natural[2], room - target - labels)


def _under(short: "list[Text]", words: "list[Text]") -> "Text":
    """Return a row for a narrow terminal: short cells and target on the first line, each text on its own line."""
    from rich.text import Text

    target, *said = words
    first = Text("  ").join([cell for cell in (*short, target) if cell.plain])
    return Text("\n", overflow="fold").join([first, *(cell for cell in said if cell.plain)])


def _cells(row: Assessment | Refusal, style: Style, spoken: Speech) -> "list[Text]":
    if isinstance(row, Refusal):
        status, reason = spoken.word("status", row.status), unlinked(spoken.word("evidence", row.reason))
        return [_text(cell, style, "dim") for cell in ("--", status, "", "", defang(row.input), "", reason)]
    colour = COLOURS[row.verdict]
    labels = [*(spoken.word("type", t.type) for t in row.scam_types[:2]), *flag_words(row, spoken), *state_words(row, spoken)]
    labels += [spoken.say("fragile")] if row.fragile else []
    labels += [spoken.say("held back")] if row.held_back and row.verdict.rank >= Verdict.SUSPICIOUS.rank else []
    labels += [spoken.say("same as line {line}", line=row.same_as)] if row.same_as is not None else []
    because = "; ".join((*list_lines(row, spoken), *given_lines(row, spoken), _because(row, spoken)))
    return [
        _text(SIGNS[row.verdict], style, colour),
        _text(spoken.word("verdict", row.verdict), style, colour),
        _text(percent(row.probability), style, colour),
        _text(spoken.say(_SEEN.get(row.mode, "{coverage}") if row.coverage else "0%", coverage=f"{row.coverage:.0%}"), style),
        _text(plain(place(row.target, spoken), MAX_CELL), style),
        _text(spoken.say(", ").join(labels), style),
        _text(unlinked(because), style),
    ]


_SEEN = {Mode.OFFLINE: "name", Mode.PASSIVE: "{coverage} passive"}
"""What the coverage is a share of, for modes that do not query everything."""
_STATES = {
    "inactive": "the domain is not registered, or leads nowhere now",
    "parked": "the name is parked; there is no site to judge",
    "official": "this is a domain of the organisation itself",
    "compromised-site": "an honest site that seems to have been hacked",
}


_TELLING_FAMILIES = frozenset({"http", "content", "contact", "reputation", "benign-evidence"})
_TELLING_GROUPS = frozenset({"name-brand", "name-token", "name-idn"})
_TELLING = 0.8
"""Minimum weight in nats before caps for a finding to be shown as the reason in a list."""


def _telling(row: Assessment, side: int) -> str:
    """Return the finding most specific to this site: whom it imitates, what it does, how to contact it. A sum over the whole page weighs
    more but reads the same for every site. "" if there is none on this side: 1 for a scam, -1 against."""
    found = [
        c
        for c in row.contributions
        if (c.family in _TELLING_FAMILIES or c.group in _TELLING_GROUPS) and c.raw * side >= _TELLING and c.log_odds * side > TRIFLE
    ]
    return max(found, key=lambda c: (c.raw * side, c.log_odds * side)).because if found else ""


def _first(row: Assessment) -> str:
    return next((c.because for c in top_reasons(row, 1)), "")


def _because(row: Assessment, spoken: Speech) -> str:
    """Return the reason shown beside the verdict.

    From `suspicious` on, the most specific or strongest finding. Below, a state of the site, the evidence for honesty if it outweighs the
    rest, or what is missing.
    """
    if row.verdict.rank >= Verdict.SUSPICIOUS.rank:
        return _telling(row, 1) or _first(row) or spoken.word("evidence", row.status_reason)
    state = next((words for state, words in _STATES.items() if state in row.states), "")
    if state:
        return spoken.say(state)
    honest = min(row.contributions, key=lambda c: c.log_odds, default=None)
    acquitted = row.verdict is Verdict.LIKELY_BENIGN or (row.verdict is Verdict.NO_FINDING and row.log_odds < 0)
    if acquitted and honest is not None and honest.log_odds < -0.3:
        return _telling(row, -1) or honest.because
    if row.mode is Mode.OFFLINE and row.target.is_ip:
        return spoken.say("an address has no name to judge, and nothing else was asked")
    missing = [u for u in row.unknown if u.family not in ("benign-evidence", "combo")]
    if missing and row.coverage < 0.9:
        return spoken.say("could not check {family}: {why}", family=missing[0].family, why=missing[0].because)
    if weak := _first(row):
        alone = sum(c.log_odds > TRIFLE for c in row.contributions) < 2
        return spoken.say("only this points to a scam: {reason}", reason=weak) if alone else weak
    return spoken.say("nothing that points to a scam was found")


def panel(row: Assessment | Refusal, style: Style) -> str:
    """Render one target in full: verdict, evidence for and against, what could not be checked, and where to report it."""
    from rich.console import Group
    from rich.panel import Panel
    from rich.text import Text

    spoken = speech(style.language)
    if isinstance(row, Refusal):
        status, reason = spoken.word("status", row.status), unlinked(spoken.word("evidence", row.reason))
        return f"{status}: {plain(defang(row.input), MAX_CELL)}: {plain(reason)}\n"
    colour = COLOURS[row.verdict]
    lines: list[RenderableType] = [_text(opening(row, spoken), style, colour)]
    if words := reworded(row, spoken):
        lines.append(_text(plain(words, MAX_CELL), style, "dim"))
    least = 0.0 if style.verbose else TRIFLE
    noted = [c for c in row.contributions if abs(c.log_odds) <= least and (style.verbose or is_noted(c) or c.group == _ALWAYS_SHOWN)]
    against = sorted((c for c in row.contributions if c.log_odds > 0 and c not in noted), key=lambda c: -c.log_odds)
    favour = sorted((c for c in row.contributions if c.log_odds < 0 and c not in noted), key=lambda c: c.log_odds)
    for heading, group in (("Evidence for a scam", against), ("Evidence against a scam", favour)):
        shown = group if style.verbose else [c for c in group[:MOST_REASONS] if abs(c.log_odds) > TRIFLE] or group[:1]
        if told := [_reason(c, style) for c in shown]:
            rest = [c.log_odds for c in group[len(shown) :]]
            more = "{count} more findings, {nats} in total (-v shows them)"
            told += [("", spoken.say(more, count=len(rest), nats=f"{round(math.fsum(rest), 2) + 0.0:+.2f}"))] if rest else []
            lines += [Text(""), _text(spoken.say(heading), style, "bold"), _hanging(told, style)]
    if noted:
        lines += [Text(""), _text(spoken.say(NOTED), style, "bold"), _hanging([_reason(c, style) for c in noted], style)]
    for heading, said, colour_of_it in (
        ("Why the verdict is not what the sum says", held_lines(row, spoken), "bold"),
        ("Could not be checked (adds nothing, either way)", unknown_lines(row, spoken), "bold magenta"),
        ("Facts", fact_lines(row, spoken), "bold"),
        ("Contacts on the page", contact_lines(row, spoken), "bold"),
        (WHO_CAN_ACT, route_lines(row, spoken), "bold"),
    ):
        if said:
            lines += [Text(""), _text(spoken.say(heading), style, colour_of_it), _hanging(said, style)]
    if cut := cut_line(row, spoken):
        lines += [Text(""), _text(cut, style, "dim")]
    if style.verbose:
        lines += [Text(""), _text(foot_line(row, spoken), style, "dim")]
    title = _text(f" {place(row.target, spoken)} ", style, colour)
    return _print(Panel(Group(*lines), title=title, title_align="left", border_style=colour if style.color else "none", expand=True), style)


def _reason(contribution: Contribution, style: Style) -> tuple[str, str]:
    signal = f"  [{contribution.reading.signal}]" if style.verbose else ""
    return f"{contribution.log_odds:+5.2f}", f"{unlinked(contribution.because)}{signal}"


def _hanging(said: Sequence[str | tuple[str, str]], style: Style) -> "RenderableType":
    """Render lines, some with a label, so that folded text is indented to its own beginning."""
    from rich.table import Table

    pairs = [("", line) if isinstance(line, str) else line for line in said]
    cells = [(_text(label, style), _text(words, style)) for label, words in pairs]
    grid = Table.grid(padding=(0, 0, 0, 2), pad_edge=True)
    if widest := max(label.cell_len for label, _ in cells):
        grid.add_column(overflow="fold", width=min(widest, _WIDEST_LABEL) + 2)  # plus the padding before it
    grid.add_column(overflow="fold")
    for label, words in cells:
        grid.add_row(*(label, words)[not widest :])
    return grid


def facts_table(rows: Iterable[tuple[str, str]], style: Style) -> str:
    """Render facts as a table, one name and value per line."""
    from rich.table import Table

    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for name, value in rows:
        table.add_row(_text(name, style, "bold"), _text(value, style))
    return _print(table, style)


def _text(words: str, style: Style, colour: str = "") -> "Text":
    """Make a table cell. All text passes through here: control characters are escaped, markup is not interpreted."""
    from rich.text import Text

    return Text(plain(words.replace("\n", " ")), style=colour if style.color else "", overflow="fold")


def _print(renderable: "RenderableType", style: Style) -> str:
    buffer = io.StringIO()
    _console(buffer, style).print(renderable)
    return "".join(line.rstrip() + "\n" for line in buffer.getvalue().splitlines())


def _console(buffer: io.StringIO, style: Style) -> "Console":
    from rich.console import Console

    return Console(
        file=buffer,
        width=style.width,
        force_terminal=style.color,
        no_color=not style.color,
        color_system="standard" if style.color else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
        _environ={},
    )
