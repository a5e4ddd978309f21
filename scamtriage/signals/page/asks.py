"""What a page may ask its visitor for, by how much is lost with it, and what it does to him."""

from scamtriage.records.facts import PageFacts

CREDENTIALS = frozenset({"password", "otp", "pin", "card", "seed-phrase", "bank-login"})
"""Whoever has it has the account."""
PERSONAL = CREDENTIALS | {"id-number"}
"""And who the visitor is."""
SHIELDS = ("no-context-menu", "devtools-block", "debugger-timer")
"""What keeps its source and pictures from being looked at or copied: papers and shops do it, too, and it holds nobody."""


def holds_visitors(page: PageFacts) -> bool:
    """It does more to its visitor than to keep him from copying it."""
    return not set(SHIELDS).issuperset(page.behaviours)
