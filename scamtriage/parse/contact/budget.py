"""How many costly look-ups the candidates of one page may cause."""

from msgspec import Struct

MAX_JUDGED = 600
"""Look-ups of libphonenumber per page."""


class LookupBudget(Struct):
    """What is left of a page's look-ups of one kind."""

    left: int = MAX_JUDGED

    def spend(self) -> bool:
        """Use one look-up; return False if none is left."""
        self.left -= 1
        return self.left >= 0
