"""On which dated lists of well-known names a host stands."""

from typing import Literal

from msgspec import Struct

from scamtriage.records.scalars import Int64


class Listing(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One list that holds the name."""

    list: str
    """The list's own title."""
    sort: Literal["popular", "known"]
    """"popular": it counts visits or links; "known": somebody vouches for what the names are."""
    name: str
    """The host or registrable name that stands on it, exactly."""
    as_of: str
    """YYYY-MM-DD, of the list; of the package's newest list where it has no date of its own."""
    entries: Int64
    """How many names stand on the list."""


class ReputationFacts(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag="reputation"):
    """On which lists of popular and vetted names the host stands."""

    listings: tuple[Listing, ...] = ()
    """Empty: none of the lists holds the name, which says nothing about it."""
    lists: Int64 = 0
    """How many were looked at."""
    as_of: str = ""
    """YYYY-MM-DD, of the newest of them."""
