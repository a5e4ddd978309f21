"""docs/accuracy.md as a whole: its beginning and its sections in their order, whichever of them was measured anew."""

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
    return begin + "\n".join(f"## {heading}\n\n{sections[heading].strip()}\n" for heading in ORDER)


def sections(page: str) -> dict[str, str]:
    """Return the sections of a written page: heading -> text."""
    parts = [part.partition("\n") for part in page.split("\n## ")[1:]]
    return {heading: text.strip() for heading, _, text in parts}
