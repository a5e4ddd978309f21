"""What sites have in common: a lead for investigators that no verdict uses."""

from datetime import datetime

from msgspec import Struct

from scamtriage.records.assessment import Verdict


class RelatedSite(Struct, frozen=True, kw_only=True):
    """One registered name, or one tenant of a platform, with its worst verdict."""

    name: str
    host: str
    verdict: Verdict
    probability: float
    scam_types: tuple[str, ...] = ()
    observed_at: datetime | None = None
    """Time of the evidence for that verdict; None if it is a page from a file, or a name that was judged alone."""
    lines: int = 1
    """How many evidence lines are about it."""


class Shared(Struct, frozen=True, kw_only=True):
    """One feature that several sites share."""

    kind: str
    value: str
    """Untrusted and unescaped."""
    sites: tuple[str, ...]
    """Names of the sites, sorted."""
    weight: float
    """Evidence for a common operator, in nats; 0: too common to be evidence."""
    says: str
    """What it is, in words, including the value."""
    evidence: dict[str, str] = {}
    """Site -> digest of the first evidence that shows it, as `score` names it; empty if it links none."""


class Group(Struct, frozen=True, kw_only=True):
    """Sites that are linked directly or through each other."""

    sites: tuple[RelatedSite, ...]
    """The sites, worst first."""
    shared: tuple[Shared, ...]
    """Strongest first; at least two of these sites share each."""


class Relations(Struct, frozen=True, kw_only=True):
    """The relations found in a set of evidence."""

    groups: tuple[Group, ...]
    """Groups with the worst site first, then larger ones first."""
    common: tuple[Shared, ...] = ()
    """Shared by so many sites that it links none."""
    alone: tuple[str, ...] = ()
    """Sites that were compared and share nothing that links them."""
    unseen: tuple[str, ...] = ()
    """Sites whose page was not read: what they share on it is unknown."""
