"""Known words: those of the profile, and the most common ones of other languages, which have no weights."""

from functools import cache

from scamtriage.knowledge import profile
from scamtriage.knowledge.loading import read_text, read_toml

FILE = "tongues.toml"


@cache
def known() -> frozenset[str]:
    """Return every word in the profile, alone or in a pair: about eight thousand, from pages of every kind."""
    return frozenset(word for words in profile.load().words for word in words.split())


@cache
def others() -> tuple[frozenset[str], ...]:
    """Return the most common words of each other language in Latin letters, without those of `known`."""
    return tuple(frozenset(words.split()) - known() for words in read_toml(FILE, read_text(FILE))["words"].values())
