"""The working state of one dossier on its way to an assessment."""

import math
from collections.abc import Mapping, Sequence

from scamtriage.records.assessment import Contribution, ScamType, Unknown
from scamtriage.records.evidence import Dossier, Mode
from scamtriage.records.facts import OBSERVED_BY, CertificateFacts
from scamtriage.records.findings import LISTED, UNREAD_LANGUAGE, Presence, Reading
from scamtriage.records.target import Target
from scamtriage.score.caps import WeightedSignal
from scamtriage.score.case import Ruling
from scamtriage.score.unread_part import gap_of

NAME_ALONE, NOTHING = frozenset({"name"}), frozenset[str]()
_ALWAYS_ASKED = frozenset(OBSERVED_BY) - {"reputation"}
_ACTIVE = frozenset({"active"})
_ANSWERS = {Mode.FULL: frozenset({"fetch", "certificate"}), Mode.PASSIVE: frozenset({"dns"}), Mode.OFFLINE: NOTHING}
"""Mode -> collectors of which one must have answered before a site is called active."""
_NOT_ACTIVE = frozenset({"inactive", "parked", "fetch-blocked"})
_PRESENT, _ABSENT = Presence.PRESENT, Presence.ABSENT

ScoringInput = tuple[Dossier, Sequence[Reading], Mapping[str, str], str]
"""A dossier, its readings, the silent collectors with their reasons, and the digest of its evidence."""


class ScoringState:
    """One dossier on its way to its assessment."""

    __slots__ = (
        *(
            "as_seen",
            "contributions",
            "coverage",
            "digest",
            "dossier",
            "gap",
            "ignored",
            "interval",
            "items",
            "log_odds",
            "lone",
            "named",
            "offline",
        ),
        *("open", "present", "protected", "readings", "ruling", "seen", "silent", "states", "target", "uncapped", "unknown"),
    )
    contributions: tuple[Contribution, ...]
    coverage: float
    ignored: tuple[ScamType, ...]
    """Gambling, if it is ignored and would be the leading kind; () where no kind is named."""
    interval: tuple[float, float]
    items: list[WeightedSignal]
    log_odds: float
    lone: bool
    """The name is judged alone, and each of its findings adds its own nats and does nothing else."""
    named: tuple[ScamType, ...]
    open: list[Reading]
    """The readings that found neither that something is there nor that it is not."""
    protected: bool
    ruling: Ruling
    as_seen: float
    """The log-odds if the unread part of the page were empty; 0 without such a part."""
    seen: float
    """The coverage if the unread part of the page were empty. It keeps a conviction possible on what was found."""
    states: frozenset[str]
    unknown: tuple[Unknown, ...]

    def __init__(self, dossier: Dossier, readings: Sequence[Reading], silent: Mapping[str, str], digest: str) -> None:
        assert isinstance(dossier.target, Target)
        self.dossier, self.readings, self.silent, self.digest = dossier, readings, silent, digest
        self.target: Target = dossier.target
        self.offline = dossier.mode is Mode.OFFLINE
        self.uncapped = NAME_ALONE if self.offline else NOTHING
        self.present, self.open = divided(readings)
        self.gap = gap_of(dossier, silent, self.present) if dossier.evidence else None
        self.seen = self.as_seen = 0.0
        self.ignored = self.named = ()


def divided(readings: Sequence[Reading]) -> tuple[list[Reading], list[Reading]]:
    """Return what is present, and what is neither present nor absent."""
    present: list[Reading] = []
    left: list[Reading] = []
    for reading in readings:
        if reading.presence is _PRESENT:
            present.append(reading)
        elif reading.presence is not _ABSENT:
            left.append(reading)
    return present, left


def heard(of: ScoringState) -> bool:
    """Whether a collector answered that can show that the site exists. A refused certificate port is an answer too, but shows no site."""
    if of.offline:
        return False
    answered = _ANSWERS[of.dossier.mode] - of.silent.keys()
    return bool(answered - {"certificate"}) or ("certificate" in answered and of.dossier.facts("certificate", CertificateFacts) is not None)


def doubted(of: ScoringState) -> bool:
    """Whether an expired table lists the target. Its entry said that there is no site, which may still hold."""
    return any([LISTED in r.shown for r in of.open if r.presence is Presence.UNKNOWN])  # noqa: C419 -- usually empty


def states(items: list[WeightedSignal], *, heard: bool, protected: bool) -> frozenset[str]:
    """The states of the site that its rows set. If it answered it is `active`, unless a row says otherwise. The row of an unconfirmed
    official name has a weight but sets no state."""
    states: set[str] = set()
    for item in items:
        if item.row.states and (protected or item.row.group != "official"):
            states.update(item.row.states)
    active = _ACTIVE if heard else NOTHING
    if not states:
        return active
    return frozenset(states) if states & _NOT_ACTIVE else frozenset(states) | active


def could_add(of: ScoringState) -> float:
    """The most nats that one family could add whose collector failed, or was skipped although its mode runs it, or whose words are in a
    language that is not read. Collectors that run on request only are left out. Infinite if it is unknown whether there is a site."""
    if doubted(of):
        return math.inf
    full = of.dossier.mode is Mode.FULL
    missed = {why for name, why in of.silent.items() if name in of.dossier.evidence or (full and name in _ALWAYS_ASKED)}
    missed.add(UNREAD_LANGUAGE)
    if of.gap is not None:
        missed.add(of.gap.because)
    return max([unknown.adds for unknown in of.unknown if unknown.because in missed], default=0.0)
