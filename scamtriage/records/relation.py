"""What sites have in common: a lead for investigators that no verdict uses."""

from datetime import datetime

from msgspec import Struct

from scamtriage.records.assessment import Verdict


class RelatedSite(Struct, frozen=True, kw_only=True):
    """One registered name, or one tenant of a platform, with its worst verdict."""

    name: str
    """The registered name; of a tenant of a platform its own one, or the page's address without a scheme where tenants are paths."""
    host: str
    """The host with that verdict."""
    verdict: Verdict
    """The worst verdict of the site's lines."""
    probability: float
    """Probability of scam, from 0 to 1, of the same line."""
    scam_types: tuple[str, ...] = ()
    """Kinds of scam that the same line shows, the likeliest first."""
    observed_at: datetime | None = None
    """Time of the evidence for that verdict; None if it is a page from a file, or a name that was judged alone."""
    lines: int = 1
    """How many evidence lines are about it."""


class Shared(Struct, frozen=True, kw_only=True):
    """One feature that several sites share."""

    kind: str
    """Id of the feature, as a row of knowledge/links.toml is called."""
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
