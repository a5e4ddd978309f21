"""Which words are known at all: those that a page is weighed by, and the commonest of languages that nobody here weighs."""

from functools import cache

from scamtriage.knowledge import profile
from scamtriage.knowledge.loading import read_text, read_toml

FILE = "tongues.toml"


@cache
def known() -> frozenset[str]:
    """Every word of the profile, by itself or in a pair: eight thousand that stand on pages of every kind."""
    return frozenset(word for words in profile.load().words for word in words.split())


@cache
def others() -> tuple[frozenset[str], ...]:
    """The commonest words of each other language in Latin letters, but for those that stand on the weighed pages, too."""
    return tuple(frozenset(words.split()) - known() for words in read_toml(FILE, read_text(FILE))["words"].values())
