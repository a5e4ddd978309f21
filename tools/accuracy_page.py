"""docs/accuracy.md as a whole: its beginning and its sections in their order, whichever of them was measured anew."""

import re
import textwrap
from collections.abc import Mapping
from pathlib import Path

PAGE = Path(__file__).parent.parent / "docs" / "accuracy.md"
SITES, REAL, NAMES, REGISTRATION = ORDER = ("Whole sites", "Real pages", "Names alone (`--offline`)", "Registration answers")


def made(in_short: str, sections: Mapping[str, str]) -> str:
    """Return the page with these sections: heading -> text."""
    begin = (
        f"# How good it is\n\n{in_short} Pages of the world are further off: what becomes of real"
        " scams and of real honest pages stands under their own heading.\n\n"
        "Written by `make evaluate`. Every figure stands beside what it was measured on.\n\n"
    )
    return wrapped(begin + "\n".join(f"## {heading}\n\n{sections[heading].strip()}\n" for heading in ORDER))


WIDTH = 140
_PROSE = re.compile(r"[\w*`(\"]")
_OTHER = re.compile(r"[-+*#>|]\s|[0-9]+[.)]\s")
"""What would no longer be prose at the beginning of a line of Markdown."""


def wrapped(page: str) -> str:
    """Return Markdown whose prose is no wider than `WIDTH`. Tables, headings and lists stay as they are, and so does what is wrapped already."""
    return "".join(map(_wrapped, page.splitlines(keepends=True)))


def _wrapped(line: str) -> str:
    if len(line) <= WIDTH or _PROSE.match(line) is None or _OTHER.match(line) is not None:
        return line
    lines = textwrap.wrap(line, WIDTH, break_long_words=False, break_on_hyphens=False)
    return line if any(map(_OTHER.match, lines)) else "\n".join(lines) + "\n"


def sections(page: str) -> dict[str, str]:
    """Return the sections of a written page: heading -> text."""
    parts = [part.partition("\n") for part in page.split("\n## ")[1:]]
    return {heading: text.strip() for heading, _, text in parts}
