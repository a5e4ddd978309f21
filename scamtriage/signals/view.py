"""One dossier as the measures see it: its facts, and cached values that several measures derive from them."""

from datetime import datetime
from functools import cache
from itertools import compress
from typing import TYPE_CHECKING

from scamtriage.knowledge.hosts import lent_names, suffixes
from scamtriage.knowledge.language import brands
from scamtriage.knowledge.language.vocabulary import fold
from scamtriage.records.evidence import Dossier
from scamtriage.records.facts import PageFacts, RegistrationAbsent
from scamtriage.records.target import Target
from scamtriage.signals.lazy import lazy
from scamtriage.signals.name.view import NameView
from scamtriage.signals.observed import Observed

if TYPE_CHECKING:
    from scamtriage.knowledge.language.brands import Brand
    from scamtriage.knowledge.language.vocabulary import Meaning
    from scamtriage.signals.page.claims import Claims
    from scamtriage.signals.page.identity import Identity
    from scamtriage.signals.page.profile import PageProfile
    from scamtriage.signals.page.text import PageText
    from scamtriage.signals.tables import Tables

ANSWERS = "the registry says that nobody holds this name, and it answers all the same"
KEPT = "the registry says that nobody holds this name, and names below this ending may be kept by another body"
"""Reasons for which an absence is not believed; keys of the catalogues."""
LONG_HELD = 7_300.0
"""Days for which a name may have been held whose registration gave no date: more than any measure of the page asks for."""
SETTLED_DAYS = 730.0
"""Days after which a name equal to a firm's is taken for its own, where the firm does business."""


class View(Observed):
    """A lazy, cached view of a dossier. Does no I/O, and loads the rooms of pages when a page is first looked at.

    A property is None if there is no evidence for it. A measure is called only if all collectors that its row `needs` have answered.
    """

    def __init__(self, dossier: Dossier, tables: "Tables", now: datetime | None = None, presumed_age: float | None = None) -> None:
        """`presumed_age`: days that a name of its own is taken to have been held if its registration gives no date; None: unknown."""
        if not isinstance(dossier.target, Target):
            raise TypeError("a line that is no target has no view")
        super().__init__(dossier, now)
        self.target: Target = dossier.target
        self.tables = tables
        self.presumed_age = presumed_age
        self.answers: dict[object, object] = {}
        """What several measures asked: see `measurement.once`."""
        self.name = NameView(self.target)
        """All that is derived from the name alone."""
        self.holders = tables.owners_of(self.target)
        """Indices of the organisations whose official domains hold this host; () if there are none. On a tenant's page these are the
        platform's: its name in the page frame is not a claim."""
        self.owners = () if self.holders and self.name.tenant else self.holders
        """The holders if the page is their own; () for a tenant's page."""
        target, kept = self.target, suffixes.load().restricted
        self.restricted = target.suffix in kept or target.registrable in kept
        """Whether the suffix is reserved for a government, schools or banks."""
        self.lent = lent_names.is_lent(target)
        """Whether a platform lends the name or path."""
        like = self.name.likeness is not None or self.name.brand_names
        self.standing = _standing(bool(self.owners), self.restricted, self.lent, target.is_ip, not like)
        """Which of the kinds that a row may be `not_for` this name is."""

    # the registration and the certificate

    @lazy
    def age_days(self) -> float | None:
        """`stated_age_days`, or what is presumed of a name of its own without one."""
        if (age := self.stated_age_days) is not None or self.lent or self.target.is_ip:
            return age
        return self.presumed_age

    @lazy
    def not_registered(self) -> bool:
        """The registry says that the name is not registered, and no other evidence contradicts it."""
        return self.facts("registration", RegistrationAbsent) is not None and not self.absence_doubted

    @lazy
    def absence_doubted(self) -> str:
        """Why "not registered" is not believed; "" if it is believed or was not said. The registry may lag behind its zone. Under a
        restricted suffix another body often registers the names."""
        if (absent := self.facts("registration", RegistrationAbsent)) is None:
            return ""
        dns = self.dns
        if (
            absent.resolves is True
            or self.fetched is not None
            or self.certificate is not None
            or (dns is not None and (dns.ns_hosts or len(dns.forbidden) < len(dns.addresses)))
        ):
            return ANSWERS
        return KEPT if self.name.suffix_class == "restricted" else ""

    @lazy
    def certificate_is_strangers(self) -> bool:
        """The certificate names nothing of this site. One for www.a.top alone is invalid at a.top, but its owner's own."""
        shown = self.certificate
        return shown is not None and shown.name_matches is False and not lent_names.is_named_by(shown.sans, self.target.host)

    # the page

    @lazy
    def page(self) -> PageFacts:
        """The page as a visitor reads it. Must not be called if there is only a barrier, an error or an empty shell, see
        `page_silent_because`."""
        from scamtriage.signals.page import unmarked

        assert self.fetched is not None and not self.page_silent_because
        return unmarked.restored(self.fetched) if self.unmarked else self.fetched

    @lazy
    def unmarked(self) -> bool:
        """Whether the page holds Vietnamese without its marks, so that `page` is not what is written."""
        from scamtriage.signals.page import unmarked

        return self.fetched is not None and not self.page_silent_because and unmarked.holds_unmarked(self.fetched)

    @lazy
    def page_silent_because(self) -> str:
        """Why the page says nothing about the site; "" if it does. Proves neither innocence nor cloaking."""
        page = self.fetched
        if page is None:
            evidence = self.dossier.evidence.get("page")
            return (evidence.reason if evidence else "") or "the page was not fetched"
        return page.unseen_because

    @lazy
    def page_is_anothers(self) -> bool:
        """Whether the redirects end on a known organisation's own page, which says nothing of this name."""
        return brands.load().end_at(self.page.final_host, self.page.final_url, begun=self.target.host)

    # the name

    @lazy
    def houses(self) -> "frozenset[Brand]":
        """Organisations whose own site in a country this probably is. The name equals theirs, under a country suffix, and is old. It is not
        confirmed, so it counts neither as theirs nor as an imitation. Empty if the age is unknown."""
        age = self.age_days
        return self.name.houses if age is not None and age >= SETTLED_DAYS else frozenset()

    @lazy
    def name_brands(self) -> set[int]:
        """Indices of the organisations whose names this name contains or resembles."""
        like = self.name.likeness
        borrowed = [name.brand for _, name in self.name.brand_names if name.alone and name.brand not in self.houses] + (
            [like[1].meaning] if like else []
        )
        return {number for brand in borrowed if (number := self.tables.numbers.get(brand)) is not None}

    @lazy
    def imitated(self) -> set[int]:
        """Indices of the organisations that the name imitates: it resembles theirs, or puts a word such as "login" beside it."""
        like = self.name.likeness
        meant = [spoken.brand for spoken, _ in self.name.joined]
        if not meant and like is None:
            return set()
        twins = f"{like[1].official}." if like else "/"  # one firm's sites in several countries share a label
        return {
            number
            for number, brand in enumerate(self.tables.organisations)
            if brand in meant or any(domain.startswith(twins) for domain in brand.official)
        }

    def too_old(self, table: str) -> bool:
        """Whether a table, given by name or file, has expired."""
        return self.tables.ages[table].past(self.day)

    @lazy
    def stays(self) -> bool:
        """Whether the final page is under the target's registrable name, whose age and registration are known. Needs `page`."""
        host = self.page.final_host
        return not host or f".{host}".endswith(f".{self.target.registrable}")

    @lazy
    def text(self) -> "PageText":
        """The occurrences of known words in title, headings, visible and hidden text. Needs `page`."""
        from scamtriage.signals.page.text import PageText

        return PageText(self.page, self.tables.vocabulary)

    @lazy
    def profile(self) -> "PageProfile":
        """The sum over the whole page. Needs `page`."""
        from scamtriage.signals.page.profile import PageProfile

        return PageProfile(self)

    def saying(self, text: str) -> "View":
        """The same site, if its page showed this text alone."""
        page = PageFacts(final_url=self.page.final_url, final_host=self.page.final_host, text=text, language=self.page.language)
        return View(self.dossier.with_page(page), self.tables, self.now, presumed_age=self.presumed_age)

    def long_held(self) -> "View":
        """The same page, if its name had been held for long. What does not depend on that is shared. Needs `page`."""
        twin = View(self.dossier, self.tables, self.now, presumed_age=LONG_HELD)
        vars(twin).update(page=self.page, text=self.text)
        return twin

    def words_of(self, text: str) -> list["Meaning"]:
        """The meanings of the words in any short text."""
        from scamtriage.signals.page.scan import every

        vocabulary = self.tables.vocabulary
        return [m for literal in every(fold(text).encode("utf-8", "replace"), vocabulary) for m in vocabulary.meanings[literal]]

    @lazy
    def claims(self) -> "Claims":
        """Whom the page claims to be: brands, authorities, finance, countries. Needs `page`."""
        from scamtriage.signals.page.claims import Claims

        return Claims(self)

    @lazy
    def identity(self) -> "Identity":
        """How the site can be reached, and its stated identity. Needs `page`."""
        from scamtriage.signals.page.identity import Identity

        return Identity(self)

    def release(self) -> None:
        """Break the reference cycles of cached values, so that the page is freed without the garbage collector, which comes late. Nothing
        more can be asked of the view."""
        if (text := vars(self).get("text")) is not None:
            vars(text).clear()
        vars(self).clear()


@cache
def _standing(*so: bool) -> frozenset[str]:
    return frozenset(compress(("owner", "restricted", "lent", "address", "unlike"), so))
