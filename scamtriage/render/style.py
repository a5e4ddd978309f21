"""Output settings: all that a renderer knows besides the rows."""

from collections.abc import Callable
from dataclasses import dataclass, field

ALL = "all"
NOBODYS = frozenset({"remote-tool"})
"""Kinds of contact that are product names, not personal data."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sharing:
    """Conditions for sharing a report with others."""

    tlp: str = "amber"
    """Traffic Light Protocol 2.0 marking, which limits redistribution: clear | green | amber | amber+strict | red."""
    organisation: str = "Reporter not named"
    mailbox: str = "nobody@reporter.invalid"
    """Contact for questions about the report."""
    contacts: frozenset[str] = frozenset()
    """Kinds of contact that may be shared; "all": every kind; "kind:value": one contact. Contacts of scammers are personal data too."""
    query: bool = True
    """Whether the page's URL is shared with its query."""

    def lets_go(self, kind: str) -> bool:
        """Whether contacts of this kind may be shared."""
        return kind in NOBODYS or kind in self.contacts or ALL in self.contacts

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds without the contacts that were named one by one."""
        return frozenset(one for one in self.contacts if ":" not in one)

    def names(self, kind: str, *written: str) -> bool:
        """Whether the user named this very contact, as our rows or the page write it."""
        return not self.contacts.isdisjoint(f"{kind}:{one}" for one in written)


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """Output settings, fixed before the first row."""

    several: bool = True
    """More than one target was requested."""
    color: bool = False
    width: int = 160
    """Width in terminal columns."""
    verbose: int = 0
    """0: the reasons that matter; 1: everything that was read."""
    language: str = "en"
    evidence_kept: bool = True
    """The evidence of the rows is in a file, from which the same report can be made again."""
    sharing: Sharing = field(default_factory=Sharing)
    whole: Callable[[], bool] = field(default=lambda: True, compare=False)
    """Asked after the last row: whether every line of the list has its row. A scan that was stopped leaves lines out."""
