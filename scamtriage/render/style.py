"""How a reader wants it: the only things about the outside that a renderer knows."""

from dataclasses import dataclass, field

ALL = "all"
NOBODYS = frozenset({"remote-tool"})
"""Kinds of contact that are names of products: no person's data."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sharing:
    """Under which conditions a report leaves the house."""

    tlp: str = "amber"
    """Traffic Light Protocol 2.0: who may pass it on. clear | green | amber | amber+strict | red."""
    organisation: str = "Reporter not named"
    mailbox: str = "nobody@reporter.invalid"
    """Where questions about the report go."""
    contacts: frozenset[str] = frozenset()
    """Kinds of contact that may leave; "all": every one. Those of the gang are people's data too."""
    query: bool = True
    """Whether the address of the page leaves as it is, or without its query."""

    def lets_go(self, kind: str) -> bool:
        """Whether contacts of this kind may leave."""
        return kind in NOBODYS or kind in self.contacts or ALL in self.contacts


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """Fixed before the first row."""

    several: bool = True
    """More than one target was asked for."""
    color: bool = False
    width: int = 160
    """Columns."""
    verbose: int = 0
    """0: the reasons that count; 1: everything that was read."""
    language: str = "en"
    sharing: Sharing = field(default_factory=Sharing)
