"""What was observed of each target, and how each observation ended. All later stages are pure functions of this evidence."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Final, Literal, TypeVar

from msgspec import UNSET, Struct, UnsetType, field
from msgspec.structs import replace

from scamtriage.records.facts import DnsFacts, Facts, HostingFacts, Lead, PageFacts
from scamtriage.records.scalars import Finite, LineNumber, Moment
from scamtriage.records.target import BadTarget, LineStatus, Target

F = TypeVar("F")

SCHEMA: Final = "scamtriage.evidence/1"
EARLIER_S: Final = 3_600.0
"""Seconds. No look at a target takes so long: what is older than the latest by more is of an earlier one."""
SAVED: Final = "saved-page"
"""Flag of a page that was read from a file: nobody fetched it."""


class Outcome(StrEnum):
    """How an observation ended. Only OK and ABSENT say something about the target."""

    OK = "ok"  # the source answered
    ABSENT = "absent"  # the source answered that there is no such thing
    TIMEOUT = "timeout"  # no answer before the deadline
    UNREACHABLE = "unreachable"  # refused, reset, no route, TLS would not start
    BLOCKED = "blocked"  # our own guard refused the connection
    LIMITED = "limited"  # the source asked us to slow down
    MALFORMED = "malformed"  # it answered in a format we cannot parse
    CRASHED = "crashed"  # a bug in this program; the run continues, and the exit code reports it

    @property
    def conclusive(self) -> bool:
        return self in (Outcome.OK, Outcome.ABSENT)


class Mode(StrEnum):
    """What a run may contact."""

    FULL = "full"
    PASSIVE = "passive"  # resolver and registries only, never the target
    OFFLINE = "offline"  # no network access; the name alone


class Cap(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A limit that was reached. No truncation goes unrecorded."""

    stage: str
    """Where it was reached: "page", "dns", "whois", "rdap", "certificate", …"""
    cap: str
    """The limit's name in `records.limits` and its number: "wire_bytes 2000000"."""
    seen: str = ""
    """How much there was, if known."""


class Evidence(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One collector's observation of one target, or the reason why there is none."""

    collector: str
    """The collector's name, also its key in the dossier."""
    outcome: Outcome
    """"ok": the source answered; "absent": it answered that there is no such thing. With "timeout", "unreachable", "blocked" (our guard did
    not connect), "limited", "malformed" or "crashed" (a bug in this program), nothing is known."""
    facts: Facts | None = None
    """None unless the outcome is "ok" or "absent". A partial observation is "ok", and its facts say what is missing."""
    reason: str = ""
    """A sentence, if the outcome is not "ok"."""
    observed_at: Moment
    """When the source gave its first answer, in UTC; without any, when the collector began. A cached answer keeps its original time."""
    elapsed_s: Finite = 0.0
    """Seconds that the collector ran, without the time spent waiting for our own rate limits."""
    source: str = ""
    """The source that was queried: resolver, registry or address; of a saved page the name and the SHA-256 of its file."""
    from_cache: bool = False
    """At least one registry answer came from the cache."""
    caps: tuple[Cap, ...] = ()
    """Limits that were reached during the observation."""
    leads: tuple[Lead, ...] = ()
    """Other host names found during the observation."""
    flags: tuple[str, ...] = ()
    """"loaded": this machine was overloaded, so timeouts may be our own fault. "allow-net": the user allowed a network that is refused by
    default. "via-proxy": requests went through the user's proxy, whose address is not recorded. "saved-page": the page was read from the
    file that `source` names; the site was not asked, and only the user says that the page stood there."""

    @property
    def answered(self) -> bool:
        """Whether the collector's own query and every query behind its facts were answered."""
        return self.outcome.conclusive and not (isinstance(self.facts, DnsFacts | HostingFacts) and self.facts.unanswered)


def earlier(evidence: Mapping[str, Evidence]) -> frozenset[str]:
    """Return the collectors whose answers are of an earlier look than the latest: from the cache, or shared by another page of the host."""
    latest = max((one.observed_at for one in evidence.values()), default=None)
    if latest is None:
        return frozenset()
    return frozenset(name for name, one in evidence.items() if (latest - one.observed_at).total_seconds() > EARLIER_S)


class Dossier(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything known about one input line; a journal has one per line."""

    schema: Literal["scamtriage.evidence/1"] = SCHEMA
    """Schema of this line. A file with another schema is rejected."""
    line: LineNumber
    """1-based number of the line in the input."""
    input: str
    """The input line as given."""
    target: Target | BadTarget
    """The target of the line, or why it has none."""
    status: LineStatus = LineStatus.OK
    """How the line ended: "ok", "partial" (some evidence could not be obtained), "refused", "skipped" or "error"."""
    mode: Mode = Mode.FULL
    """"full": everything; "passive": resolver and registries only; "offline": the name alone."""
    same_as: LineNumber | None = None
    """Number of the line whose evidence this line shares (another spelling of the target, or a duplicate)."""
    evidence: dict[str, Evidence] = field(default_factory=dict)
    """Evidence by collector name. Of a duplicate, empty in a command's journal, and whole in the file of a library scan: see `same_as`."""
    columns: dict[str, str] = field(default_factory=dict)
    """Other columns of the input row, copied unchanged."""
    day: date | UnsetType = UNSET
    """Of a name that is judged alone (mode "offline"): the day on which it was taken up, in UTC. It decides which tables are too old. Other
    lines have none, as evidence has times of its own."""
    observed_by: str | UnsetType = UNSET
    """Name and version of the program that observed: what it read out of a page stands here, and the page itself does not. Lines of older
    versions do not say it."""
    flags: tuple[str, ...] = ()
    """Options that extended the run beyond its mode: "second-look", "deep", "qr-images", "reputation", "personal-data". These are not the
    flags of its row."""

    @property
    def lacks(self) -> str:
        """Say why shared evidence is not here; "" if it is, or if no evidence is shared."""
        if self.same_as is None or self.evidence or self.mode is Mode.OFFLINE:
            return ""
        return f"its evidence stands in line {self.same_as} of the list, and that line does not stand before it here"

    def facts(self, collector: str, kind: type[F]) -> F | None:
        """Return the facts of a collector if they are of this kind, else None."""
        one = self.evidence.get(collector)
        return one.facts if one is not None and isinstance(one.facts, kind) else None

    def with_page(self, page: PageFacts) -> "Dossier":
        """Return the same line, if its page were this one. Raises KeyError if none was asked for."""
        return replace(self, evidence={**self.evidence, "page": replace(self.evidence["page"], facts=page)})
