"""A possible number, before it is resolved."""

from msgspec import Struct


class Candidate(Struct, frozen=True, kw_only=True):
    """A possible number, with what its context says about it."""

    raw: str
    groups: tuple[str, ...]
    """The digits, grouped as written."""
    beside: tuple[str, ...] = ()
    """Countries named beside the number, tried before the page's."""
    international: bool
    called: bool
    """A word for a phone or a messenger precedes it."""
    role: bool
    """The name of a person or a position precedes it."""
    place: str
    messenger: bool
    """A messenger may address it by all its digits, without a plus."""
    headed: bool = False
    """The country in front of it is its own: "Singapore: 6610 2285"."""
    office: bool = False
    """That is the country of an office, which has telephones: "香港辦公室：5844 1922"."""

    @property
    def formatted(self) -> bool:
        """Whether the digits stand in groups, or several characters among them: in "1 8 4 7 7 …" spaced digits form one group."""
        return len(self.groups) > 1 or len(self.raw) > len(self.groups[0]) + 2
