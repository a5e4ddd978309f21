"""On which dated lists of well-known names a host stands."""

from typing import Literal

from scamtriage.records.frozen import record


@record
class Listing:
    """One list that holds the name."""

    list: str
    """The list's own title."""
    sort: Literal["popular", "known"]
    """"popular": it counts visits or links; "known": somebody vouches for what the names are."""
    name: str
    """The host or registrable name that stands on it, exactly."""
    as_of: str
    """YYYY-MM-DD, of the list; of the package's newest list where it has no date of its own."""
    entries: int
    """How many names stand on the list."""


@record
class ReputationFacts:
    """On which lists of popular and vetted names the host stands."""

    kind: Literal["reputation"] = "reputation"
    """The collector's name, which tells these facts from others."""
    listings: tuple[Listing, ...] = ()
    """Empty: none of the lists holds the name, which says nothing about it."""
    lists: int = 0
    """How many were looked at."""
    as_of: str = ""
    """YYYY-MM-DD, of the newest of them."""
