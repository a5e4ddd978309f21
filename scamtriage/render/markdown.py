"""Markdown for tickets: target text stands in code spans that it cannot leave."""

import re
from collections.abc import Iterable, Iterator

from scamtriage.knowledge.speech import speech
from scamtriage.records.assessment import Assessment, Refusal
from scamtriage.render.say import cut_line, foot_line, opening, place
from scamtriage.render.sections import sections
from scamtriage.render.style import Style
from scamtriage.render.text import defang, plain


def render(rows: Iterable[Assessment | Refusal], style: Style) -> Iterator[str]:
    """A heading a row, lists below it."""
    spoken = speech(style.language)
    yield f"# {style.title}\n"
    for row in rows:
        if isinstance(row, Refusal):
            yield f"\n## {code(defang(row.input))}\n\n{spoken.word('status', row.status)}: {code(spoken.word('evidence', row.reason))}\n"
            continue
        yield f"\n## {code(place(row.target, spoken))}\n\n{code(opening(row, spoken))}\n"
        for heading, lines in sections(row, spoken):
            items = (line if isinstance(line, str) else ": ".join(line) for line in lines)
            yield f"\n### {heading}\n\n" + "".join(f"- {code(item)}\n" for item in items)
        if cut := cut_line(row, spoken):
            yield f"\n{code(cut)}\n"
        yield f"\n{code(foot_line(row, spoken))}\n"


def code(text: str) -> str:
    """A code span whose fence is longer than any run of backticks inside (CommonMark 6.1)."""
    text = plain(text) or " "
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", text)), default=0))
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}"
