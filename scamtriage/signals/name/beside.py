"""Words beside an organisation's name that say whose voice a host is: the organisation's own, or that of others who deal with it."""

from collections.abc import Iterable
from functools import cache

from scamtriage.knowledge.language.folding import fold_name
from scamtriage.knowledge.small_tables import small_tables

_GLUED_LEAST, _GLUED_ALONE_LEAST = 6, 4
"""Fewest letters of a word that is found although nothing parts it from a name, with other letters behind it and alone. Shorter ones begin
other words, or make a product's name: "rakutenpay"."""


class Beside:
    """A table of such words."""

    def __init__(self, words: Iterable[str]) -> None:
        self._spelled = {word if word.isascii() else fold_name(word): word for word in words}
        """As a label is written for matching -> word."""
        self.words = frozenset(words)
        self._long = {spelled: word for spelled, word in self._spelled.items() if len(word) >= _GLUED_LEAST or not word.isascii()}
        self._sizes = sorted({len(spelled) for spelled in self._long})

    def glued(self, sides: Iterable[tuple[str, str]]) -> list[str]:
        """Return, sorted, the words right before or after a name, from the text on either side of it: "konfirmasifacebook", and scripts
        that put no space between words. A short one is all that stands on its side: "hotrovietcombank"."""
        found: set[str] = set()
        for before, after in sides:
            for alone in (before, after):
                if len(word := self._spelled.get(alone, "")) >= _GLUED_ALONE_LEAST:
                    found.add(word)
            longest = max(len(before), len(after))
            for size in self._sizes:
                if size > longest:
                    break
                if size <= len(before) and (word := self._long.get(before[-size:], "")):
                    found.add(word)
                if size <= len(after) and (word := self._long.get(after[:size], "")):
                    found.add(word)
        return sorted(found)


@cache
def actions() -> Beside:
    """The words by which an organisation itself speaks to its customers, and who poses as it."""
    return Beside(small_tables().action_words.words)


@cache
def of_others() -> Beside:
    """The words of those who deal with an organisation, write about it or work for it."""
    return Beside(small_tables().others_words.words)
