"""How many costly look-ups the candidates of one page may cause."""

from msgspec import Struct

MAX_JUDGED = 600
"""Look-ups of libphonenumber per page."""
MAX_DIGIT_RUNS = 8_000
"""Runs of digits per page of which it is asked whether they are telephones. Nearly all end before a look-up, yet each costs some 50 µs."""
MAX_SIGHTINGS = 2_000
"""Contacts read per part of the page; more repetitions add no information."""
MAX_ACCOUNTS = MAX_SIGHTINGS
"""Numbers per page of which it is asked whether they are bank accounts."""


MAX_BESIDE = 327_680
"""Characters of all texts beside that which a page shows (title, descriptions, data, texts of images) that are searched for all kinds."""


class TextBudget(Struct):
    """What is left of such characters."""

    left: int = MAX_BESIDE
    cut: bool = False

    def take(self, text: str) -> str:
        """Return as much of the text as is left."""
        if len(text) > self.left:
            text, self.cut = text[: self.left], True
        self.left -= len(text)
        return text


class LookupBudget(Struct):
    """What is left of a page's look-ups of one kind."""

    left: int = MAX_JUDGED
    runs: int = MAX_DIGIT_RUNS
    """What is left of the runs of digits that may be looked at, of a budget for telephones."""

    def spend(self) -> bool:
        """Use one look-up; return False if none is left."""
        self.left -= 1
        return self.left >= 0
