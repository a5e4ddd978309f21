"""What sites share: a lead for whoever looks, no part of any verdict."""

from datetime import datetime

from msgspec import Struct

from scamtriage.records.assessment import Verdict


class RelatedSite(Struct, frozen=True, kw_only=True):
    """One registered name, or one tenant of a platform, with the worst that was said of it."""

    name: str
    host: str
    verdict: Verdict
    probability: float
    scam_types: tuple[str, ...] = ()
    observed_at: datetime | None = None
    """Of the evidence for that verdict."""
    lines: int = 1
    """How many lines of evidence are about it."""


class Shared(Struct, frozen=True, kw_only=True):
    """One thing that several sites show."""

    kind: str
    value: str
    """Raw and hostile until rendered."""
    sites: tuple[str, ...]
    """Names, sorted."""
    weight: float
    """Nats that it says for one hand; 0: too common to say anything."""
    says: str
    """What it is, in words, with the value in it."""


class Group(Struct, frozen=True, kw_only=True):
    """Sites that are linked, directly or through each other."""

    sites: tuple[RelatedSite, ...]
    """Worst first."""
    shared: tuple[Shared, ...]
    """Strongest first; each is shown by two of these sites at least."""


class Relations(Struct, frozen=True, kw_only=True):
    """What a pile of evidence comes to."""

    groups: tuple[Group, ...]
    """Those with the worst site first, then the larger."""
    common: tuple[Shared, ...] = ()
    """Shown by so many sites that it links none."""
    alone: tuple[str, ...] = ()
    """Sites that were compared and share nothing that links."""
    unseen: tuple[str, ...] = ()
    """Sites whose page nobody has read: what they share on it is unknown."""
