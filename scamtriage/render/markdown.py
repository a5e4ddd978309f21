"""Markdown for tickets: target text stands in code spans that it cannot leave."""

import re
from collections.abc import Iterable, Iterator

from scamtriage.records.assessment import Assessment, Refusal
from scamtriage.render.say import contact_lines, fact_lines, host, opening
from scamtriage.render.style import Style
from scamtriage.render.text import defang, plain, unlinked


def render(rows: Iterable[Assessment | Refusal], style: Style) -> Iterator[str]:
    """A heading a row, lists below it."""
    yield f"# {style.title}\n"
    for row in rows:
        if isinstance(row, Refusal):
            yield f"\n## {code(defang(row.input))}\n\n{row.status}: {code(row.reason)}\n"
            continue
        yield f"\n## {code(host(row.target))}\n\n{code(opening(row))}\n"
        yield from _list("Speaks for a scam", [f"{c.log_odds:+.2f} {unlinked(c.because)}" for c in row.contributions if c.log_odds > 0])
        yield from _list("Speaks against it", [f"{c.log_odds:+.2f} {unlinked(c.because)}" for c in row.contributions if c.log_odds < 0])
        yield from _list("Could not be checked", [f"{u.family}: {unlinked(u.because)}" for u in row.unknown])
        yield from _list("Facts", [f"{name}: {words}" for name, words in fact_lines(row)])
        yield from _list("Contacts on the page", contact_lines(row))


def code(text: str) -> str:
    """A code span whose fence is longer than any run of backticks inside (CommonMark 6.1)."""
    text = plain(text) or " "
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", text)), default=0))
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _list(heading: str, items: list[str]) -> Iterator[str]:
    if items:
        yield f"\n### {heading}\n\n" + "".join(f"- {code(item)}\n" for item in items)
