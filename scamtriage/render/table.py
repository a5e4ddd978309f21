"""Output for a terminal: a table for several targets; a panel for one, or for each if more detail is wanted. Colour marks the verdict,
never alone."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from scamtriage.knowledge.speech import Speech, speech
from scamtriage.records.assessment import Assessment, Refusal, Verdict
from scamtriage.records.evidence import Mode
from scamtriage.records.rulings import RULINGS
from scamtriage.render.console import COLOURS, cell, printed
from scamtriage.render.document import top_reasons
from scamtriage.render.opening import given_lines
from scamtriage.render.panel import TRIFLE, panel
from scamtriage.render.phrases import covered, finding, flag_words, list_lines, percent, place, refused, state_words
from scamtriage.render.style import Style
from scamtriage.render.text import MAX_CELL, defang, plain, unlinked

if TYPE_CHECKING:
    from rich.text import Text

MAX_ROWS = 500
"""Most rows of a table; a hint then names the formats that stream."""

NARROW = 100
"""Terminal width below which a row's text is under its target; beside it, the columns would be too narrow."""

SIGNS = {
    Verdict.NEAR_CERTAIN: "!!",
    Verdict.LIKELY_SCAM: "! ",
    Verdict.SUSPICIOUS: "? ",
    Verdict.UNDETERMINED: "··",
    Verdict.NO_FINDING: "  ",
    Verdict.LIKELY_BENIGN: "- ",
}


def render(rows: Iterable[Assessment | Refusal], style: Style) -> Iterator[str]:
    """Yield a panel for each row if one target was requested or if the style is verbose, else one table."""
    iterator = iter(rows)
    if style.verbose or not style.several:
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
    headings = [cell(spoken.say(heading), style) for heading in HEADINGS]
    cells = [_cells(row, style, spoken) for row in rows]
    table = Table(expand=False, pad_edge=False, box=None, header_style="bold" if style.color else "")
    natural = [max(line[at].cell_len for line in (headings, *cells)) for at in range(len(headings))]
    room = style.width - sum(natural[:SHORT]) - 2 * (len(headings) - 1)
    if style.width < NARROW or room < sum(_LEAST):
        table.add_column(no_wrap=True)
        table.add_column(cell("  ".join(heading.plain for heading in headings[1 : SHORT + 1]), style), overflow="fold")
        for sign, *line in cells:
            table.add_row(sign, _under(line[: SHORT - 1], line[SHORT - 1 :]))
        return printed(table, style)
    for heading, width, right in zip(headings, (*natural[:SHORT], *_folded(natural[SHORT:], room)), (0, 0, 1, 1, 0, 0, 0), strict=True):
        table.add_column(heading, overflow="fold", width=width, justify="right" if right else "left")
    for line in cells:
        table.add_row(*line)
    return printed(table, style)


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
    from scamtriage.render.line_breaks import Folded

    target, *said = words
    first = Folded("  ").join([cell for cell in (*short, target) if cell.plain])
    return Folded("\n", overflow="fold").join([first, *(cell for cell in said if cell.plain)])


def _cells(row: Assessment | Refusal, style: Style, spoken: Speech) -> "list[Text]":
    if isinstance(row, Refusal):
        status, reason = refused(row, spoken)
        return [cell(words, style, "dim") for words in ("--", status, "", "", defang(row.input), "", reason)]
    colour = COLOURS[row.verdict]
    labels = [*(spoken.word("type", t.type) for t in row.scam_types[:2]), *flag_words(row, spoken), *state_words(row, spoken)]
    labels += [spoken.say("fragile")] if row.fragile else []
    labels += [spoken.say("held back")] if _lowered(row) else []
    labels += [spoken.say("same as line {line}", line=row.same_as)] if row.same_as is not None else []
    because = spoken.joined((*list_lines(row, spoken), *given_lines(row, spoken), _because(row, spoken)))
    return [
        cell(SIGNS[row.verdict], style, colour),
        cell(spoken.word("verdict", row.verdict), style, colour),
        cell(percent(row.probability), style, colour),
        cell(spoken.say(_SEEN.get(row.mode, "{coverage}") if row.coverage else "0%", coverage=covered(row.coverage)), style),
        cell(plain(place(row.target, spoken), MAX_CELL), style),
        cell(spoken.say(", ").join(labels), style),
        cell(unlinked(because, row.target.host), style),
    ]


def _lowered(row: Assessment) -> bool:
    """Whether a rule lowered an alarm. One that only withholds an acquittal is no news in a table."""
    return bool(row.held_back) and (row.verdict.rank >= Verdict.SUSPICIOUS.rank or RULINGS["hints-alone"] in row.held_back)


_SEEN = {Mode.OFFLINE: "name", Mode.PASSIVE: "{coverage} passive"}
"""What the coverage is a share of, for modes that do not query everything."""
_NOTHING = {
    Mode.FULL: "nothing that points to a scam was found",
    Mode.PASSIVE: "nothing at the resolver and the registries points to a scam; the site was not looked at",
    Mode.OFFLINE: "nothing in the name points to a scam; the site was not looked at",
}
"""Said where nothing was found, by mode: what was not looked at is not called clean."""
_STATES = {
    "inactive": "the domain is not registered, or leads nowhere now",
    "parked": "the name is parked; there is no site to judge",
    "official": "this is a domain of the organisation itself",
    "compromised-site": "an honest site that seems to have been hacked",
}


TELLING_FAMILIES = frozenset({"http", "content", "contact", "reputation", "benign-evidence"})
TELLING_GROUPS = frozenset({"name-brand", "name-token", "name-idn"})
_TELLING = 0.8
"""Minimum weight in nats before caps for a finding to be shown as the reason in a list."""


def _telling(row: Assessment, side: int) -> str:
    """Return the finding most specific to this site: whom it imitates, what it does, how to contact it. A sum over the whole page weighs
    more but reads the same for every site. "" if there is none on this side: 1 for a scam, -1 against."""
    found = [
        c
        for c in row.contributions
        if (c.family in TELLING_FAMILIES or c.group in TELLING_GROUPS) and c.raw * side >= _TELLING and c.log_odds * side > TRIFLE
    ]
    return finding(max(found, key=lambda c: (c.raw * side, c.log_odds * side))) if found else ""


def _first(row: Assessment) -> str:
    return next(map(finding, top_reasons(row, 1)), "")


def _because(row: Assessment, spoken: Speech) -> str:
    """Return the reason shown beside the verdict.

    From `suspicious` on, the most specific or strongest finding. Below, a state of the site, the evidence for honesty if it outweighs the
    rest, or what is missing. Of a name whose site was not looked at, whose name it carries is said before the letters that speak for it.
    """
    if row.verdict.rank >= Verdict.SUSPICIOUS.rank:
        return _telling(row, 1) or _first(row) or spoken.word("evidence", row.status_reason)
    state = next((words for state, words in _STATES.items() if state in row.states), "")
    if state:
        return spoken.say(state)
    honest = min(row.contributions, key=lambda c: c.log_odds, default=None)
    hint = _telling(row, 1) if row.mode is not Mode.FULL and row.verdict is not Verdict.LIKELY_BENIGN else ""
    acquitted = row.verdict is Verdict.LIKELY_BENIGN or (row.verdict is Verdict.NO_FINDING and row.log_odds < 0)
    if acquitted and honest is not None and honest.log_odds < -0.3 and (said := _telling(row, -1) or (finding(honest) if not hint else "")):
        return said
    if row.mode is Mode.OFFLINE and row.target.is_ip:
        return spoken.say("an address has no name to judge, and nothing else was asked")
    missing = sorted((u for u in row.unknown if u.family not in ("benign-evidence", "combo")), key=lambda u: bool(u.part))
    if missing and row.coverage < 0.9:
        told = "could check {family} in part only: {why}" if missing[0].part else "could not check {family}: {why}"
        return spoken.say(told, family=missing[0].family, why=missing[0].because)
    if row.verdict is Verdict.UNDETERMINED and "needs-human" in row.states and row.held_back:
        return spoken.word("evidence", row.held_back[-1])
    if weak := hint or _first(row):
        alone = sum(c.log_odds > TRIFLE for c in row.contributions) < 2
        return spoken.say("only this points to a scam: {reason}", reason=weak) if alone else weak
    return spoken.say(_NOTHING[row.mode])
