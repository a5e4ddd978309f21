"""What was observed and how that ended. Evidence is the hinge: everything after it is a pure function of it."""

from enum import StrEnum
from typing import Final, Literal

from msgspec import Struct, field

from scamtriage.records.facts import DnsFacts, Facts, HostingFacts, Lead
from scamtriage.records.scalars import LineNumber, Moment
from scamtriage.records.target import BadTarget, LineStatus, Target

SCHEMA: Final = "scamtriage.evidence/1"


class Outcome(StrEnum):
    """How an observation ended. Only OK and ABSENT tell us something about the target."""

    OK = "ok"  # the source answered
    ABSENT = "absent"  # the source answered: there is no such thing
    TIMEOUT = "timeout"  # no answer before the deadline
    UNREACHABLE = "unreachable"  # refused, reset, no route, TLS would not start
    BLOCKED = "blocked"  # our own guard would not connect
    LIMITED = "limited"  # the source asked us to slow down
    MALFORMED = "malformed"  # it answered, in no language we know
    CRASHED = "crashed"  # our own bug; the run goes on, the exit code says so

    @property
    def conclusive(self) -> bool:
        return self in (Outcome.OK, Outcome.ABSENT)


class Mode(StrEnum):
    """How much of the world a run may touch."""

    FULL = "full"
    PASSIVE = "passive"  # resolver and registries; nothing of the target
    OFFLINE = "offline"  # no socket; the name alone


class Cap(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A limit that was reached. A truncation is never silent."""

    stage: str
    """Where: "page", "dns", "whois", "rdap", "certificate", …"""
    cap: str
    """Which, by its name in `records.limits`, with its number: "wire_bytes 2000000"."""
    seen: str = ""
    """How much there was, as far as it is known."""


class Evidence(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One collector's observation of one target, or the reason why there is none."""

    collector: str
    """The collector's name, which is its key in the dossier as well."""
    outcome: Outcome
    """"ok": the source answered; "absent": it answered that there is no such thing. After "timeout", "unreachable", "blocked" (we
    did not ask), "limited", "malformed" or "crashed" (our own fault) nothing is known."""
    facts: Facts | None = None
    """None unless the outcome is OK or ABSENT; a partial observation is OK with facts that say what is missing."""
    reason: str = ""
    """A sentence, when the outcome is not OK."""
    observed_at: Moment
    """Aware UTC: when the source was asked. A cached answer keeps the time at which it was first given."""
    elapsed_s: float = 0.0
    """Seconds from the beginning of the collector to its end, waiting for our own pace left out."""
    source: str = ""
    """Who was asked: resolver, registry, address."""
    from_cache: bool = False
    """At least one answer of a registry was kept from an earlier question."""
    caps: tuple[Cap, ...] = ()
    """Limits that were reached while it was observed."""
    leads: tuple[Lead, ...] = ()
    """Other names that it led to."""
    flags: tuple[str, ...] = ()
    """"loaded": this machine was too busy to keep its own clock; "allow-net": a forbidden network was allowed by hand;
    "via-proxy": the operator's, whose address is nobody else's business."""

    @property
    def answered(self) -> bool:
        """Whether every question was: the collector's own, and each on which its facts rest."""
        return self.outcome.conclusive and not (isinstance(self.facts, DnsFacts | HostingFacts) and self.facts.unanswered)


class Dossier(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All that is known of one input line: one line of the journal."""

    schema: Literal["scamtriage.evidence/1"] = SCHEMA
    """Of this line; a file of another schema is refused."""
    line: LineNumber
    """1-based number of the line in the input."""
    input: str
    """The line as given."""
    target: Target | BadTarget
    """What the line asks about, or why it asks about nothing."""
    status: LineStatus = LineStatus.OK
    """How the line ended: ok, partial (some evidence could not be had), refused, skipped, error."""
    mode: Mode = Mode.FULL
    """"full"; "passive": resolver and registries alone; "offline": the name alone."""
    same_as: LineNumber | None = None
    """The line whose evidence this one shares (another spelling, or a duplicate)."""
    evidence: dict[str, Evidence] = field(default_factory=dict)
    """By the collector's name; in a journal empty for a duplicate, see `same_as`."""
    columns: dict[str, str] = field(default_factory=dict)
    """Further columns of the input row, carried through."""
    flags: tuple[str, ...] = ()
    """What was asked for beyond the mode, by the names of the options: "second-look", "deep", "qr-images", "reputation",
    "personal-data". No flags of its row."""

    @property
    def lacks(self) -> str:
        """Why the evidence that it shares is not here, in a sentence; "" when it is, or none is shared."""
        if self.same_as is None or self.evidence or self.mode is Mode.OFFLINE:
            return ""
        return f"its evidence stands in line {self.same_as} of the list, and that line does not stand before it here"

    def facts(self, collector: str) -> Facts | None:
        """The facts of a collector, or None when it has none."""
        evidence = self.evidence.get(collector)
        return evidence.facts if evidence is not None else None
