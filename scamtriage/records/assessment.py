"""What we conclude: the sum of named weights of evidence, each with a sentence, and the list of what is unknown."""

from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar

from msgspec import Struct, field

from scamtriage.records.evidence import Cap, Evidence, Mode
from scamtriage.records.facts import PageFacts
from scamtriage.records.target import LineStatus, Target
from scamtriage.records.userlist import Listed

F = TypeVar("F")

SCHEMA = "scamtriage.assessment/1"
GAMBLING = ("type", "scam", "ignore")
"""What a desk may ask of gambling."""
OUR_MODELS = ("catalogue", "shipped")
"""How the names of our own models begin; a desk's model that bore one would pass for ours in its rows."""


class Presence(StrEnum):
    """What a signal found. Only PRESENT and ABSENT were observed; UNKNOWN adds exactly nothing."""

    PRESENT = "present"
    ABSENT = "absent"
    UNKNOWN = "unknown"  # the evidence that it needs could not be had
    NOT_APPLICABLE = "not_applicable"  # its question makes no sense here


LISTED = "listed"
"""Shown of an unknown reading whose table is too old to weigh and lists the target: what it said may be so still."""
CHECKED_BODY = "the name belongs to a checked body: if its content is bad, somebody else may have put it there"
"""Why a verdict was held back whose evidence spoke for a scam: the rule that readers must not take for "nothing was seen"."""

BY_GUESTS = "what accuses it stands where visitors of the site write"
"""Why a verdict was held back that would fall without them."""


class Verdict(StrEnum):
    """From low to high. Never "safe"."""

    LIKELY_BENIGN = "likely-benign"
    NO_FINDING = "no-finding"
    UNDETERMINED = "undetermined"
    SUSPICIOUS = "suspicious"
    LIKELY_SCAM = "likely-scam"
    NEAR_CERTAIN = "near-certain"

    @property
    def rank(self) -> int:
        """Position from low to high, for --fail-on and for sorting."""
        return _RANKS[self]


_RANKS = {verdict: rank for rank, verdict in enumerate(Verdict)}


KNOWN_STATES = frozenset({"compromised-site", "on-block-list"})
"""States of which somebody is told whatever the verdict."""


class Pointer(Struct, frozen=True, kw_only=True):
    """Where in the evidence a reading was made."""

    collector: str
    path: str = ""
    """Dotted path into the facts: "page.title"."""
    snippet: str = ""
    """At most 160 characters, raw and hostile until rendered."""


class Measurement(Struct, frozen=True, kw_only=True):
    """What a signal's function measured. `value` None: its evidence was there, but this question could not be answered."""

    value: float | None
    """Compared with the row's threshold; 1.0 and 0.0 for plain yes and no."""
    shown: dict[str, Any] = field(default_factory=dict)
    """Words and numbers for the sentence of the row; without a value "why", where more is known than that the evidence does not say."""
    pointers: tuple[Pointer, ...] = ()
    applicable: bool = True
    types: tuple[str, ...] = ()
    """Scam types that this finding speaks for, where the row leaves it to the finding ("by-lexicon")."""
    weight: float | None = None
    """Nats, for the signals whose row says that a dated table or the fitted model decides; else None."""
    common: bool = False
    """Made once for all targets that it fits, and kept: so may be what follows from it."""


class Reading(Struct, frozen=True, kw_only=True):
    """One signal's answer for one dossier."""

    signal: str
    presence: Presence
    value: float | None = None
    shown: dict[str, Any] = field(default_factory=dict)
    pointers: tuple[Pointer, ...] = ()
    collector: str = ""
    """For UNKNOWN: the collector that did not answer."""
    types: tuple[str, ...] = ()
    weight: float | None = None
    """Nats before caps, decided by the level or table that held; None: the row's weight."""
    common: bool = False
    """Of a measurement that is common."""


class Contribution(Struct, frozen=True, kw_only=True):
    """A reading and what it adds to the log-odds after all caps, shrinkage and calibration."""

    reading: Reading
    family: str
    group: str
    because: str
    """One sentence to be read aloud, in the language that was asked for."""
    raw: float
    """Nats before caps."""
    log_odds: float
    """Nats as counted. With the prior these sum exactly to the logit of the probability."""
    source: str = ""
    states: tuple[str, ...] = ()
    """Conditions of the site that it sets. Such a reason is shown whatever it weighs."""
    curbed: bool = False
    """It counts less than it would, or nothing, for what stands beside it; the sentence says so, and is shown whatever it weighs."""


class Weighty(Struct, frozen=True, kw_only=True):
    """An unknown signal that could move much by itself."""

    signal: str
    raw: float
    """Its greatest weight in nats, before caps."""
    weight: float
    """The most by which it alone could move the log-odds of this row, counted as that of its family: it may also end the weighing of what
    stands beside it."""


class Unknown(Struct, frozen=True, kw_only=True):
    """What could not be asked, by family and reason, with the signals that are therefore silent."""

    family: str
    because: str
    signals: tuple[str, ...] = ()
    weight: float = 0.0
    """The most by which these signals could still move the log-odds of this row, in nats after caps, shares and calibration."""
    adds: float = 0.0
    """The most that they could add: what might raise the verdict."""
    takes: float = 0.0
    """The most that they could take off; never negative."""
    part: bool = False
    """Other signals of the family were answered."""
    heaviest: tuple[Weighty, ...] = ()
    """The three of the signals that could move the log-odds most."""


class ScamType(Struct, frozen=True, kw_only=True):
    type: str
    probability: float
    log_odds: float = 0.0


class Route(Struct, frozen=True, kw_only=True):
    """Somebody who can act, and how he is told."""

    kind: str
    """"registrar", "host", "front" (it stands before the host, and passes reports on), or the kind of a desk: "scam-hotline", "cert", …"""
    body: str
    channel: str
    """Telephone, mailbox or form, several with semicolons between."""
    country: str = ""
    """ISO 3166-1 alpha-2 of a country's desk or of the network; "" elsewhere."""
    scope: str = ""
    accepts: str = ""
    certainty: str
    """"told" by a registry's answer; "sure", "likely", "unsure": how far our dated table could be confirmed."""


class Assessment(Struct, frozen=True, kw_only=True):
    """The verdict on one target, with everything it was made of. Verdict levels depend on log_odds, never on the prior."""

    line: int
    input: str
    target: Target
    status: LineStatus
    status_reason: str = ""
    mode: Mode
    log_odds: float
    """Of the evidence alone, after caps and calibration."""
    prior: float
    """A probability."""
    probability: float
    interval: tuple[float, float]
    """80 % band of the probability: from the uncertainty of the weights, and from how far sums over the whole page move with the authors
    that they are fitted on. What no fit knows (pages of a kind that nobody labelled) is not in it."""
    verdict: Verdict
    held_back: tuple[str, ...] = ()
    """Rules that set another verdict than the sum alone would give."""
    fragile: bool = False
    rests_on: str = ""
    """Of a verdict above `suspicious` the signal without which it would be several levels lower; "" where no single one carries it."""
    coverage: float
    """0..1: weight of the families that answered over those that the mode asks."""
    scam_types: tuple[ScamType, ...] = ()
    flags: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    urgency: str = ""
    """"immediate", "high", "normal", "low", "": impact if it is a scam, kept apart from likelihood."""
    contributions: tuple[Contribution, ...] = ()
    """Strongest first; those that add nothing but set a state or flag included."""
    unknown: tuple[Unknown, ...] = ()
    evidence: dict[str, Evidence] = field(default_factory=dict)
    caps: tuple[Cap, ...] = ()
    columns: dict[str, str] = field(default_factory=dict)
    same_as: int | None = None
    observed_at: datetime | None = None
    """Of the latest evidence; None when none was collected."""
    model: str = ""
    knowledge: str = ""
    gambling: str = "type"
    """What the desk asked of gambling: see `Judge`."""
    now: datetime | None = None
    """The time that the desk put in the place of the times of observation; None: it did not."""
    own_prior: bool = False
    """The prior is the desk's, and not the model's."""
    evidence_digest: str = ""
    """SHA-256 over the canonical evidence."""
    lists: tuple[Listed, ...] = ()
    """The user's own lists and what they say of this site. They move no number and no verdict; a match is a state as well."""
    report_to: tuple[Route, ...] = ()
    """Who can act on a likely scam. They may show a report to whom it is about."""
    language: str = "en"

    def facts(self, collector: str, kind: type[F]) -> F | None:
        """The facts of a collector that are of this kind, or None when it has none."""
        one = self.evidence.get(collector)
        return one.facts if one is not None and isinstance(one.facts, kind) else None

    @property
    def landed(self) -> str:
        """The host at which the way ended, where that is under another name than the target's; else ""."""
        page, own = self.facts("page", PageFacts), self.target.registrable
        if page is None or page.final_host == own or page.final_host.endswith(f".{own}"):
            return ""
        return page.final_host

    @property
    def led(self) -> bool:
        """Whether its name is not to answer for the page to which it led: somebody else may have written the address."""
        return "needs-human" in self.states and bool(self.landed)

    @property
    def reportable(self) -> bool:
        """Whether anybody else is told of it: of likely scams, of honest sites that were broken into, and of what the desk itself knows.
        A suspicion is for a person to look at first, of a name alone nobody is told anything, and of what the desk knows to be honest
        neither."""
        if self.mode is Mode.OFFLINE or "on-allow-list" in self.states:
            return False
        return self.verdict.rank >= Verdict.LIKELY_SCAM.rank or not KNOWN_STATES.isdisjoint(self.states)


class Refusal(Struct, frozen=True, kw_only=True):
    """The row of a line that is no target, or was skipped."""

    line: int
    input: str
    status: LineStatus
    reason: str
    columns: dict[str, str] = field(default_factory=dict)


class Written(Struct, frozen=True, kw_only=True):
    """A row that was judged in another process, as it is to stand in an output of NDJSON."""

    line: int
    text: str
    """With its end."""
    counts: dict[str, Any]
    """What it came to: `batch.counts.Counts.plain`."""
