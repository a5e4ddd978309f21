"""Printing with rich: every cell is plain text, and lines have no trailing blanks.

rich is imported in functions: it is slow to import, and only tables for people need it.
"""

import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from scamtriage.records.assessment import Verdict
from scamtriage.render.style import Style
from scamtriage.render.text import plain

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

COLOURS = {
    Verdict.NEAR_CERTAIN: "bold red",
    Verdict.LIKELY_SCAM: "red",
    Verdict.SUSPICIOUS: "yellow",
    Verdict.UNDETERMINED: "magenta",
    Verdict.NO_FINDING: "default",
    Verdict.LIKELY_BENIGN: "green",
}
_WIDEST_LABEL = 16
"""Width of the label column, or a quarter of a wide line; longer labels are folded, words up to a third of the line are not."""


def cell(words: str, style: Style, colour: str = "") -> "Text":
    """Make a table cell. All text passes through here: control characters are escaped, markup is not interpreted."""
    from scamtriage.render.line_breaks import Folded

    return Folded(plain(words.replace("\n", " ")), style=colour if style.color else "", overflow="fold")


def hanging(said: Sequence[str | tuple[str, str]], style: Style) -> "RenderableType":
    """Render lines, some with a label, so that folded text is indented to its own beginning."""
    from rich.table import Table

    pairs = [("", line) if isinstance(line, str) else line for line in said]
    cells = [(cell(label, style), cell(words, style)) for label, words in pairs]
    grid = Table.grid(padding=(0, 0, 0, 2), pad_edge=True)
    if widest := max(label.cell_len for label, _ in cells):
        word = max(cell(word, style).cell_len for label, _ in cells for word in label.plain.split(" "))
        room = max(_WIDEST_LABEL, style.width // 4, min(word, style.width // 3))
        grid.add_column(overflow="fold", width=min(widest, room) + 2)  # plus the padding before it
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
        table.add_row(cell(name, style, "bold"), cell(value, style))
    return printed(table, style)


def printed(renderable: "RenderableType", style: Style) -> str:
    """Return what rich prints at the width and with the colours of the style."""
    from rich.console import Console

    buffer = io.StringIO()
    Console(
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
    ).print(renderable)
    return "".join(line.rstrip() + "\n" for line in buffer.getvalue().splitlines())
