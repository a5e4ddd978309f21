"""What a page may ask of its visitor, and what it does to the browser."""

from scamtriage.records.facts import PageFacts

CREDENTIALS = frozenset({"password", "otp", "pin", "card", "seed-phrase", "bank-login"})
"""Secrets that give access to an account."""
PERSONAL = CREDENTIALS | {"id-number"}
"""Credentials, and what proves the visitor's identity."""
SHIELDS = ("no-context-menu", "devtools-block", "debugger-timer")
"""Behaviours that hinder viewing or copying the page. Honest papers and shops use them too, and they lock no one in."""


def holds_visitors(page: PageFacts) -> bool:
    """Whether the page does more to the browser than hinder copying."""
    return not set(SHIELDS).issuperset(page.behaviours)
