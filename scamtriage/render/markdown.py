"""Markdown for tickets. Text of the target is in code spans that it cannot break out of."""

import re
from collections.abc import Iterable, Iterator

from scamtriage.knowledge.speech import speech
from scamtriage.records.assessment import Assessment, Refusal
from scamtriage.render.sections import Report
from scamtriage.render.style import Style
from scamtriage.render.text import plain


def render(rows: Iterable[Assessment | Refusal], style: Style) -> Iterator[str]:
    """Yield a heading for each part of the report, with its lists below."""
    spoken = speech(style.language)
    yield f"# {spoken.say('Triage report')}\n"
    for part in Report(spoken, style).parts(rows):
        own = code if part.verdict else str
        if part.heading:
            yield f"\n## {own(part.heading)}\n"
        yield from (f"\n{own(words)}\n" for words in part.words)
        if part.index:
            yield "\n" + "".join(
                f"- {spoken.say('{sentence}: {more}', sentence=verdict, more=code(what))}\n" for verdict, what, _ in part.index
            )
        for heading, lines in part.lists:
            items = (line if isinstance(line, str) else spoken.joined(filter(None, line), "{sentence}: {more}") for line in lines)
            yield (f"\n### {heading}\n" if heading else "") + "\n" + "".join(f"- {code(item)}\n" for item in items)
        yield from (f"\n{code(words)}\n" for words in part.foot)


def code(text: str) -> str:
    """Return a code span whose fence is longer than any run of backticks in the text (CommonMark 6.1)."""
    text = plain(text) or " "
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", text)), default=0))
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}"
