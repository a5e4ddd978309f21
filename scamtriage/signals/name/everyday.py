"""Names of organisations that are words of a language: whether a host means the organisation by one of them."""

from itertools import pairwise

from scamtriage.knowledge.language import innocent_words
from scamtriage.knowledge.language.brands import Name
from scamtriage.knowledge.language.label_scan import Label
from scamtriage.knowledge.small_tables import small_tables
from scamtriage.records import lazy_re

SHARED = 0.5
"""The value of a finding that honest names share, as that of the name "apple": a hint, which makes nobody suspicious alone."""
_LEAST = 3
"""Fewest letters of a word that gives a sense to the one beside it. Shorter ones are initials, countries and articles."""
_PIECES = lazy_re.compile(r"[a-z]+")
_PLURALS = (("ies", "y"), ("es", ""), ("s", ""))
"""Endings of English plurals, and what the singular has in their place."""
_PAID_BY = "payment"
"""The sector whose names are never meant where nothing is about payment."""


def is_common(spoken: Name) -> bool:
    """Whether others have the name as well: it is a word of a language, or short. "Apple ID" is neither."""
    return (spoken.shared and spoken.one_word) or spoken.shown.casefold() in small_tables().everyday_names.names


def in_everyday_sense(label: Label, start: int, end: int, taken: frozenset[str]) -> bool:
    """Whether an everyday word stands right before or after this part of a label, as in "apple-orchard". Numbers between are passed over.

    `taken`: words that say nothing here, as they go with a name in either sense ("login"). A name that is no whole token has no neighbours.
    """
    if start not in label.bounds or end not in label.bounds:
        return False
    pieces = [(a, b) for a, b in pairwise(sorted(label.bounds)) if not label.text[a:b].isdigit()]
    before = [label.text[a:b] for a, b in pieces if b <= start][-1:]
    after = [label.text[a:b] for a, b in pieces if a >= end][:1]
    known = innocent_words.load()
    return any(
        len(word) >= _LEAST and any(form in known.words and form not in known.grammar for form in forms) and taken.isdisjoint(forms)
        for word in (*before, *after)
        for forms in [_forms(word)]
    )


def _forms(word: str) -> set[str]:
    """The word, and what it may be the plural of."""
    return {word, *(word.removesuffix(ending) + instead for ending, instead in _PLURALS if word.endswith(ending))}


def meant_with(spoken: Name, actions: list[str], host: str, *, others: bool) -> str:
    """The action that joins a name to mean its organisation; "" if there is none. A name that is too common to count alone is meant beside
    a word about an account, and that of a means of payment only where the host also says something about payment. Where the host speaks as
    `others` who deal with the organisation, only a word that opens an account joins its name: a guide helps its customers, too."""
    tables = small_tables()
    if not spoken.alone and spoken.brand.sector == _PAID_BY and tables.payment_words.words.isdisjoint(_PIECES.findall(host)):
        return ""
    if others:
        return next((action for action in actions if action in tables.access_words.words), "")
    return next((action for action in actions if spoken.alone or about_account(action)), "")


def about_account(action: str) -> bool:
    tables = small_tables()
    return action in tables.access_words.words or action in tables.account_words.words
