"""What was observed of a site, and when: the facts of one dossier, and the age of its registration."""

from datetime import UTC, date, datetime
from typing import TypeVar

from msgspec import UNSET

from scamtriage.records.evidence import Dossier
from scamtriage.records.facts import CertificateFacts, DnsFacts, HostingFacts, PageFacts, RegistrationFacts, ReputationFacts
from scamtriage.signals.lazy import lazy

F = TypeVar("F")

DAY_S = 86_400.0
NOT_YET = "the registration is later than the moment asked for"
DATED_AHEAD = "the registration is dated later than it was seen"
"""Reasons for which a date is not believed; keys of the catalogues."""
SKEW_DAYS = 2.0
"""Days by which a date may lie in the future: registries omit time zones, and clocks differ."""


class Observed:
    """Facts and times of a dossier. A property is None if there is no evidence for it."""

    def __init__(self, dossier: Dossier, now: datetime | None) -> None:
        """`now` replaces the time of observation."""
        self.dossier = dossier
        self.now = now
        self.day = self._day()
        """The day of the latest observation, or of `now` if given. Without evidence the day of the line, None if it has none."""

    @lazy
    def dns(self) -> DnsFacts | None:
        return self.facts("dns", DnsFacts)

    @lazy
    def registration(self) -> RegistrationFacts | None:
        return self.facts("registration", RegistrationFacts)

    @lazy
    def reputation(self) -> ReputationFacts | None:
        return self.facts("reputation", ReputationFacts)

    @lazy
    def certificate(self) -> CertificateFacts | None:
        return self.facts("certificate", CertificateFacts)

    @lazy
    def hosting(self) -> HostingFacts | None:
        return self.facts("hosting", HostingFacts)

    @lazy
    def fetched(self) -> PageFacts | None:
        """What the server returned, barriers included. Most measures use `page`."""
        return self.facts("page", PageFacts)

    def facts(self, collector: str, kind: type[F]) -> F | None:
        """The facts of a collector; None if it was not run, failed, or gave another kind of facts."""
        return self.dossier.facts(collector, kind)

    # time

    @lazy
    def stated_age_days(self) -> float | None:
        """Days from registration to its observation, or to `now` if given. None if the date is unknown or too far in the future.

        Many registries print local dates without a time zone, so up to SKEW_DAYS in the future count as 0.
        """
        registration = self.registration
        if registration is None or registration.created is None:
            return None
        age = (self.moment("registration") - registration.created).total_seconds() / DAY_S
        return max(age, 0.0) if age >= -SKEW_DAYS else None

    @lazy
    def age_doubted(self) -> str:
        """Why there is no age although the registry states a date; "" if there is one, or no date."""
        registration = self.registration
        if self.stated_age_days is not None or registration is None or registration.created is None:
            return ""
        return NOT_YET if self.now else DATED_AHEAD

    @lazy
    def years(self) -> int:
        """Full calendar years since registration; 0 if unknown."""
        registration = self.registration
        if registration is None or registration.created is None:
            return 0
        then, now = _utc(registration.created), _utc(self.moment("registration"))
        return max(0, now.year - then.year - ((now.month, now.day, now.time()) < (then.month, then.day, then.time())))

    def moment(self, collector: str) -> datetime:
        """The reference time for a collector's facts: `now` if given, else the time of observation."""
        return self.now or self.dossier.evidence[collector].observed_at

    def _day(self) -> date | None:
        if self.now is not None:
            return self.now.date()
        if self.dossier.evidence:
            return max(one.observed_at for one in self.dossier.evidence.values()).date()
        return self.dossier.day if self.dossier.day is not UNSET else None


def _utc(moment: datetime) -> datetime:
    """Convert to UTC; unchanged at either end of the calendar, where the conversion overflows."""
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        return moment
