"""A contact where it was found, before equal ones are joined."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One sighting; fields as in records.facts.Contact, offsets local to the text that was read."""

    kind: str
    value: str
    start: int = 0
    end: int = 0
    detail: str = ""
    country: str = ""
    flags: tuple[str, ...] = ()
    weak: bool = False
    """A messenger's word stands before the number without a colon; where the page links the number as a phone, it is just that."""
    apart: bool = False
    """Its word stands in a line above; where the number stands in a column of phones, that word may be the head of the next column."""
