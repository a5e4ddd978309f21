"""Which dated lists of well-known names contain a host."""

from typing import Literal

from msgspec import Struct

from scamtriage.records.scalars import Int64


class Listing(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One list that contains the name."""

    list: str
    """The list's own title."""
    sort: Literal["popular", "known"]
    """"popular": it ranks visits or links; "known": its publisher vouches for what the names are."""
    name: str
    """The host or registrable name, exactly as on the list."""
    as_of: str
    """Date of the list, YYYY-MM-DD. A list without its own date gets that of the newest list in the package."""
    entries: Int64
    """How many names the list has."""


class ReputationFacts(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag="reputation"):
    """Which lists of popular and vetted names contain the host."""

    listings: tuple[Listing, ...] = ()
    """The lists that contain the name. Empty says nothing about the name."""
    lists: Int64 = 0
    """How many lists were searched."""
    as_of: str = ""
    """Date of the newest list, YYYY-MM-DD."""
