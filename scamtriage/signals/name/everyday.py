"""Names of organisations that are words of a language: whether a host means the organisation by one of them."""

import re
from itertools import pairwise

from scamtriage.knowledge.language import innocent_words
from scamtriage.knowledge.language.brands import Name
from scamtriage.knowledge.language.label_scan import Label
from scamtriage.knowledge.small_tables import small_tables

SHARED = 0.5
"""The value of a finding that honest names share, as that of the name "apple": a hint, which makes nobody suspicious alone."""
_LEAST = 3
"""Fewest letters of a word that gives a sense to the one beside it. Shorter ones are initials, countries and articles."""
_PIECES = re.compile(r"[a-z]+")
_LEGAL_FORM = "limited"
"""With a long name an account that was "limited"; with initials and words of a language as likely a firm of others: "acb-limited"."""
_PAID_BY = "payment"
"""The sector whose names are never meant where nothing is about payment."""


def is_common(spoken: Name) -> bool:
    """Whether others have the name as well: it is a word of a language, or short. "Apple ID" is neither."""
    return (spoken.shared and " " not in spoken.shown) or spoken.shown.casefold() in small_tables().everyday_names.names


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
        len(word) >= _LEAST and word in known.words and word not in known.grammar and word not in taken for word in (*before, *after)
    )


def meant_with(spoken: Name, actions: list[str], host: str) -> str:
    """The action that joins a name to mean its organisation; "" if there is none. A name that is too common to count alone is meant beside
    a word about an account, and that of a means of payment only where the host also says something about payment."""
    if spoken.alone:
        return next((action for action in actions if action != _LEGAL_FORM or not spoken.shared), "")
    tables = small_tables()
    if spoken.brand.sector == _PAID_BY and tables.payment_words.words.isdisjoint(_PIECES.findall(host)):
        return ""
    return next((action for action in actions if action in tables.account_words.words), "")
