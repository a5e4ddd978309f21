"""How many costly look-ups the candidates of one page may cause."""

from msgspec import Struct

MAX_JUDGED = 600
"""Look-ups of libphonenumber per page."""
MAX_SIGHTINGS = 2_000
"""Contacts read per part of the page; more repetitions add no information."""
MAX_ACCOUNTS = MAX_SIGHTINGS
"""Numbers per page of which it is asked whether they are bank accounts."""


class LookupBudget(Struct):
    """What is left of a page's look-ups of one kind."""

    left: int = MAX_JUDGED

    def spend(self) -> bool:
        """Use one look-up; return False if none is left."""
        self.left -= 1
        return self.left >= 0
