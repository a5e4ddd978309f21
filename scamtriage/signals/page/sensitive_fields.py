"""What a page may ask of its visitor, and what it does to the browser."""

from scamtriage.records.facts import PageFacts

CREDENTIALS = frozenset({"password", "otp", "pin", "card", "seed-phrase", "bank-login"})
"""Secrets that give access to an account."""
PERSONAL = CREDENTIALS | {"id-number"}
"""Credentials, and what proves the visitor's identity."""
SHIELDS = ("no-context-menu", "devtools-block", "debugger-timer")
"""Behaviours that hinder viewing or copying the page. Honest papers and shops use them too, and they lock no one in."""

_TYPED = frozenset({"text", "tel", "number", "date", "file", "input", ""})
_MEMBERS = frozenset({"name", "email", "password"})
_ASIDE = ("search", "query", "mail", "user", "login", "coupon", "promo", "keyword")
"""Parts of a field's name or label that ask for what any site asks."""


def takes_answers(page: PageFacts) -> bool:
    """Whether a form takes more than a search, a name, a membership or a letter: a case number, an amount, whatever no label tells us."""
    return any(
        field.type in _TYPED and field.asks not in _MEMBERS and not any(word in f"{field.name} {field.label}".lower() for word in _ASIDE)
        for form in page.forms
        if {"textarea", "search"}.isdisjoint(field.type for field in form.fields)
        for field in form.fields
    )


def holds_visitors(page: PageFacts) -> bool:
    """Whether the page does more to the browser than hinder copying."""
    return not set(SHIELDS).issuperset(page.behaviours)
