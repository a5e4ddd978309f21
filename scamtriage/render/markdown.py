"""Markdown for tickets: target text stands in code spans that it cannot leave."""

import re
from collections.abc import Iterable, Iterator

from scamtriage.knowledge.speech import speech
from scamtriage.records.assessment import Assessment, Refusal
from scamtriage.render.observed import fact_lines
from scamtriage.render.say import (
    NOTED,
    WHO_CAN_ACT,
    contact_lines,
    cut_line,
    foot_line,
    held_lines,
    noted,
    opening,
    place,
    route_lines,
    unknown_lines,
)
from scamtriage.render.style import Style
from scamtriage.render.text import defang, plain, unlinked


def render(rows: Iterable[Assessment | Refusal], style: Style) -> Iterator[str]:
    """A heading a row, lists below it."""
    spoken = speech(style.language)
    yield f"# {style.title}\n"
    for row in rows:
        if isinstance(row, Refusal):
            yield f"\n## {code(defang(row.input))}\n\n{spoken.word('status', row.status)}: {code(spoken.word('evidence', row.reason))}\n"
            continue
        yield f"\n## {code(place(row.target, spoken))}\n\n{code(opening(row, spoken))}\n"
        yield from _list(
            spoken.say("Speaks for a scam"), [f"{c.log_odds:+.2f} {unlinked(c.because)}" for c in row.contributions if c.log_odds > 0]
        )
        yield from _list(
            spoken.say("Speaks against it"), [f"{c.log_odds:+.2f} {unlinked(c.because)}" for c in row.contributions if c.log_odds < 0]
        )
        yield from _list(spoken.say(NOTED), noted(row))
        yield from _list(spoken.say("Held back"), held_lines(row, spoken))
        yield from _list(
            spoken.say("Could not be checked"),
            unknown_lines(row, spoken),
        )
        yield from _list(spoken.say("Facts"), [f"{name}: {words}" for name, words in fact_lines(row, spoken)])
        yield from _list(spoken.say("Contacts on the page"), contact_lines(row, spoken))
        yield from _list(spoken.say(WHO_CAN_ACT), route_lines(row, spoken))
        if cut := cut_line(row, spoken):
            yield f"\n{code(cut)}\n"
        yield f"\n{code(foot_line(row, spoken))}\n"


def code(text: str) -> str:
    """A code span whose fence is longer than any run of backticks inside (CommonMark 6.1)."""
    text = plain(text) or " "
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", text)), default=0))
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _list(heading: str, items: list[str]) -> Iterator[str]:
    if items:
        yield f"\n### {heading}\n\n" + "".join(f"- {code(item)}\n" for item in items)
