"""A contact at the place where it was found, before duplicates are merged."""

from msgspec import Struct


class Found(Struct, frozen=True, kw_only=True):
    """One sighting. The fields are those of records.facts.Contact; offsets are relative to the text that was read."""

    kind: str
    value: str
    start: int = 0
    end: int = 0
    detail: str = ""
    country: str = ""
    flags: tuple[str, ...] = ()
    weak: bool = False
    """The messenger's name precedes the number without a colon. If the number is the text of a link that dials it, or the name that of a
    link to an account, the messenger is dropped."""
    apart: bool = False
    """The messenger's name is on an earlier line. In a column of phone numbers it may be the heading of the next column."""
