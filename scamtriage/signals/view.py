"""One dossier as the measures see it: the facts that answered, and what several measures derive from them, once."""

from datetime import UTC, date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from scamtriage.knowledge import infrastructure, suffixes
from scamtriage.knowledge.vocabulary import fold
from scamtriage.records.evidence import Dossier
from scamtriage.records.facts import (
    CertificateFacts,
    DnsFacts,
    HostingFacts,
    PageFacts,
    RegistrationAbsent,
    RegistrationFacts,
    ReputationFacts,
)
from scamtriage.records.target import Target
from scamtriage.signals.name.view import NameView

if TYPE_CHECKING:
    from scamtriage.knowledge.brands import Brand
    from scamtriage.knowledge.vocabulary import Meaning
    from scamtriage.signals.page.claims import Claims
    from scamtriage.signals.page.identity import Identity
    from scamtriage.signals.page.profile import PageProfile
    from scamtriage.signals.page.text import PageText
    from scamtriage.signals.tables import Tables

F = TypeVar("F")

DAY_S = 86_400.0
ANSWERS = "the registry says that nobody holds this name, and it answers all the same"
KEPT = "the registry says that nobody holds this name, and names below this ending may be kept by another body"
"""Why an absence is not believed; keys of the catalogues."""
SKEW_DAYS = 2.0
"""By so much a date may lie ahead of whoever reads it: the zone that it does not name, and clocks."""
SETTLED_DAYS = 730.0
"""So long a name that is a firm's own would hardly stay in the hands of another in a country where the firm does business."""


class View:
    """Reads a dossier; computes nothing before it is asked, and each thing once. Never touches the world.

    A property that is None could not be had; a measure whose row `needs` a collector is called only when that one answered.
    """

    def __init__(self, dossier: Dossier, tables: "Tables", now: datetime | None = None) -> None:
        if not isinstance(dossier.target, Target):
            raise TypeError("a line that is no target has no view")
        self.dossier = dossier
        self.target: Target = dossier.target
        self.tables = tables
        self.now = now

    # the facts

    @cached_property
    def dns(self) -> DnsFacts | None:
        return self.facts("dns", DnsFacts)

    @cached_property
    def registration(self) -> RegistrationFacts | None:
        return self.facts("registration", RegistrationFacts)

    @cached_property
    def reputation(self) -> ReputationFacts | None:
        return self.facts("reputation", ReputationFacts)

    @cached_property
    def not_registered(self) -> bool:
        """The registry says that nobody holds the name, and nothing speaks against it."""
        return self.facts("registration", RegistrationAbsent) is not None and not self.absence_doubted

    @cached_property
    def absence_doubted(self) -> str:
        """Why "not registered" is not believed; "" where it is, or was not said. The registry's answer can be behind its zone, and below an
        ending that is kept for some, another body often keeps the names."""
        if self.facts("registration", RegistrationAbsent) is None:
            return ""
        dns = self.dns
        if (
            self.fetched is not None
            or self.certificate is not None
            or (dns is not None and (dns.ns_hosts or len(dns.forbidden) < len(dns.addresses)))
        ):
            return ANSWERS
        return KEPT if self.name.suffix_class == "restricted" else ""

    @cached_property
    def certificate(self) -> CertificateFacts | None:
        return self.facts("certificate", CertificateFacts)

    @cached_property
    def hosting(self) -> HostingFacts | None:
        return self.facts("hosting", HostingFacts)

    @cached_property
    def fetched(self) -> PageFacts | None:
        """What the server gave us, a closed door included. Most measures want `page`."""
        return self.facts("page", PageFacts)

    @cached_property
    def page(self) -> PageFacts:
        """The page as a visitor reads it. Behind a barrier, an error or an empty shell there is none: `page_silent_because` says so."""
        assert self.fetched is not None and not self.page_silent_because
        return self.fetched

    @cached_property
    def page_silent_because(self) -> str:
        """Why the page says nothing about the site; "" when it does. Never innocence, never cloaking."""
        page = self.fetched
        if page is None:
            evidence = self.dossier.evidence.get("page")
            return (evidence.reason if evidence else "") or "the page was not fetched"
        return page.unseen_because

    # the name

    @cached_property
    def name(self) -> NameView:
        """Everything derived from the name alone."""
        return NameView(self.target)

    @cached_property
    def holders(self) -> tuple[int, ...]:
        """Numbers of the organisations whose official domains hold this host; () for nobody's. Of a tenant's page the platform, whose name
        in its frame is no claim of the tenant."""
        return self.tables.owners_of(self.target)

    @cached_property
    def owners(self) -> tuple[int, ...]:
        """The same where they speak themselves; () for a page that a tenant made."""
        return () if self.holders and self.name.tenant else self.holders

    @cached_property
    def houses(self) -> "frozenset[Brand]":
        """Organisations whose own house in that country this may well be: their very name under its ending, and held for years. Whose it is
        nobody told us, so it is neither theirs nor an imitation of them. Of a name whose age is unknown it is not assumed."""
        age = self.age_days
        return self.name.houses if age is not None and age >= SETTLED_DAYS else frozenset()

    @cached_property
    def name_brands(self) -> set[int]:
        """Numbers of the organisations that the name borrows from or resembles."""
        like = self.name.likeness
        borrowed = [name.brand for _, name in self.name.brand_names if name.alone and name.brand not in self.houses] + (
            [like[1].meaning] if like else []
        )
        return {number for number, brand in enumerate(self.tables.organisations) if brand in borrowed} if borrowed else set()

    @cached_property
    def imitated(self) -> set[int]:
        """Numbers of the organisations whose very imitation the name is: it resembles theirs, or sets a word of business beside it."""
        like = self.name.likeness
        meant = [name.brand for _, name in self.name.brand_names] if self.name.action else []
        if not meant and like is None:
            return set()
        twins = f"{like[1].official}." if like else "/"  # a firm's houses in several countries bear one label
        return {
            number
            for number, brand in enumerate(self.tables.organisations)
            if brand in meant or any(domain.startswith(twins) for domain in brand.official)
        }

    @cached_property
    def restricted(self) -> bool:
        """The suffix is kept by a government or for schools and banks."""
        kept = suffixes.load().restricted
        return self.target.suffix in kept or self.target.registrable in kept

    @cached_property
    def lent(self) -> bool:
        """The name belongs to a platform that lends names or paths; its registration and zone say nothing about the tenant."""
        target = self.target
        return target.private_suffix or self.name.tenant or (not target.is_ip and bool(infrastructure.lender_of(target.host)))

    @cached_property
    def standing(self) -> frozenset[str]:
        """What this name is of the kinds that a row may be `not_for`."""
        kinds = {"owner": self.owners, "restricted": self.restricted, "lent": self.lent, "address": self.target.is_ip}
        return frozenset(kind for kind, so in kinds.items() if so)

    # time

    @cached_property
    def age_days(self) -> float | None:
        """Days from registration to the moment it was observed; None when either is not stated, or it lies ahead. Never against today.

        Many registries print days and times of their own country without a zone: what lies ahead by no more is of this very day."""
        registration = self.registration
        if registration is None or registration.created is None:
            return None
        age = (self.moment("registration") - registration.created).total_seconds() / DAY_S
        return max(age, 0.0) if age >= -SKEW_DAYS else None

    @cached_property
    def years(self) -> int:
        """Full years of the calendar in that time; 0 where it is not known."""
        registration = self.registration
        if registration is None or registration.created is None:
            return 0
        then, now = _utc(registration.created), _utc(self.moment("registration"))
        return max(0, now.year - then.year - ((now.month, now.day, now.time()) < (then.month, then.day, then.time())))

    def moment(self, collector: str) -> datetime:
        """When this collector observed; the "now" of everything that is measured on its facts."""
        return self.now or self.dossier.evidence[collector].observed_at

    @cached_property
    def day(self) -> date | None:
        """On which the last of the evidence was seen, or which the desk gives; None for a name that is judged alone."""
        seen = [one.observed_at for one in self.dossier.evidence.values()] if self.now is None else [self.now]
        return max(seen).date() if seen else None

    def too_old(self, table: str) -> bool:
        """Whether a table, by its name or its file, weighs nothing any more."""
        day = self.day
        return day is not None and self.tables.ages[table].past(day)

    # the page

    @cached_property
    def stays(self) -> bool:
        """Whether the page was read under the name that was asked for, whose age and registration are known. Needs `page`."""
        host = self.page.final_host
        return not host or f".{host}".endswith(f".{self.target.registrable}")

    @cached_property
    def text(self) -> "PageText":
        """Where the words of the knowledge stand in title, headings, visible and hidden text. Needs `page`."""
        from scamtriage.signals.page.text import PageText

        return PageText(self.page, self.tables.vocabulary)

    @cached_property
    def profile(self) -> "PageProfile":
        """The page weighed as a whole. Needs `page`."""
        from scamtriage.signals.page.profile import PageProfile

        return PageProfile(self)

    def words_of(self, text: str) -> list["Meaning"]:
        """What the words of a short text of any origin mean."""
        from scamtriage.signals.page.scan import every

        vocabulary = self.tables.vocabulary
        return [m for literal in every(fold(text).encode("utf-8", "replace"), vocabulary) for m in vocabulary.meanings[literal]]

    @cached_property
    def claims(self) -> "Claims":
        """Whom the page claims to be: brands, authority, finance, countries. Needs `page`."""
        from scamtriage.signals.page.claims import Claims

        return Claims(self)

    @cached_property
    def identity(self) -> "Identity":
        """How the site can be reached, and who it says it is. Needs `page`."""
        from scamtriage.signals.page.identity import Identity

        return Identity(self)

    def facts(self, collector: str, kind: type[F]) -> F | None:
        """What this collector observed; None when it was not asked, failed, or saw something of another kind."""
        evidence = self.dossier.evidence.get(collector)
        facts = evidence.facts if evidence is not None else None
        return facts if isinstance(facts, kind) else None


def _utc(moment: datetime) -> datetime:
    """The same in UTC; as it is at either end of the calendar, where a stored line may put it, and beyond which no hour has a name."""
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        return moment
