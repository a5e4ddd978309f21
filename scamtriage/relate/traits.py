"""What of one site could stand on another one too: accounts, contacts, the page itself, the place, the registration.

What honest sites share without knowing each other is left out: numbers of public bodies' short codes, hosts of platforms, addresses of
content networks, pages of parking services and error pages.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from scamtriage.knowledge import brands, infrastructure
from scamtriage.knowledge.channels import channels
from scamtriage.knowledge.links import Links
from scamtriage.knowledge.urlparts import host_of
from scamtriage.parse.contact.carried import own_contacts
from scamtriage.records.assessment import Assessment
from scamtriage.records.facts import CertificateFacts, Contact, HostingFacts, PageFacts, RegistrationFacts
from scamtriage.records.facts.page import MESSENGERS
from scamtriage.records.target import Target

SILENT = frozenset({"parked", "inactive"})
"""States of sites whose page is somebody else's."""
LEAST_TAGS, LEAST_TEXT = 30, 200
"""Tags and characters of a page that is somebody's own; error pages and doors have fewer."""
MOST_NAMES = 40
"""DNS names on a certificate, beyond which it is a content network's."""
_MADE_UP = ("12345678", "87654321")
"""In numbers that stand in a template until somebody puts in his own."""
_ONE_SIGN = re.compile(r"(?:(?<=[-A-Z])|\A)([A-Z])\1{4,}\Z|(\d)\2{6,}\Z|\A\+1\d{3}55501\d\d\Z")
"""What else stands there: G-XXXXXXXXXX, 555 5555, and the numbers that films may show."""
_CASELESS = ("bc1", "tb1", "ltc1", "0x")
"""Addresses that mean one wallet in capitals and without."""
_PROPERTY = re.compile(r"(?<=\d)-\d{1,4}\Z")
"""One account of Google's old counters has many properties."""


class Trait(NamedTuple):
    kind: str
    """A key of knowledge/links.toml."""
    value: str

    @property
    def same(self) -> tuple[str, str]:
        """Equal for every spelling of one thing."""
        low = self.value.lower()
        return self.kind, low if self.kind == "messenger" or low.startswith(_CASELESS) else self.value


def traits(row: Assessment, links: Links) -> Iterator[Trait]:
    """Everything of this row that another site could show too; one value may come several times."""
    page = row.facts("page", PageFacts)
    shared = infrastructure.is_shared(row.target.host)
    own = own_contacts(row.target.url, page) if page is not None else frozenset()
    if page is not None and row.landed:  # what stands there is another's, and anybody can lead to anybody
        for contact in page.contacts:
            if contact.where == "redirect" and contact in own:
                yield from _contact(contact, links)
        if not row.led and _is_foreign(page.final_host, row):
            yield Trait("landing", page.final_host)
    elif page is not None:
        for contact in page.contacts:
            if contact in own:
                yield from _contact(contact, links)
        yield from _accounts(row, page, links)
        if not shared and not SILENT.intersection(row.states):
            yield from _page(page)
    if shared or _is_lent(row.target):
        return
    yield from _place(row)
    if (registration := row.facts("registration", RegistrationFacts)) is not None:
        yield from _registration(registration, links)


def name_of(target: Target) -> str:
    """What counts as one site: the registered name or the platform's tenant; where tenants are paths the page, without its scheme."""
    if infrastructure.is_shared(target.host):
        return target.url.partition("://")[2].rstrip("/")
    return target.host.removeprefix("www.") if not target.private_suffix and _is_lent(target) else target.registrable


def _is_lent(target: Target) -> bool:
    return target.private_suffix or bool(infrastructure.lender_of(target.host))


def page_was_read(row: Assessment) -> bool:
    """Whether there is a page whose accounts and contacts could be compared."""
    page = row.facts("page", PageFacts)
    return page is not None and not page.barrier


def _contact(contact: Contact, links: Links) -> Iterator[Trait]:
    value = contact.value
    if _is_made_up(value):
        return
    match contact.kind:
        case "wallet" | "bank-account" | "payment-qr":
            yield Trait(contact.kind, value)
            if contact.kind == "payment-qr" and value.startswith("+"):
                yield Trait("number", value)  # whom one pays by his number one can call
        case "email" if _is_of_somebody(value.rpartition("@")[2].lower(), links):
            yield Trait("email", value.lower())
        case "hotline" if value.startswith("+"):
            yield Trait("hotline", value)
        case "phone" | "whatsapp" | "zalo" | "viber" | "signal" if value.startswith("+"):
            yield Trait("number", value)  # one line, whichever service rings it
        case kind if kind in MESSENGERS:
            yield Trait("messenger", f"{kind} {value}")


def _accounts(row: Assessment, page: PageFacts, links: Links) -> Iterator[Trait]:
    for service, account in page.trackers:
        if account and service not in links.counted_apart and not _is_made_up(account):
            yield Trait("tracker", f"{service} {_PROPERTY.sub('', account)}")
    yield from (Trait("chat", f"{service} {account}") for service, account in page.chat_widgets if account)
    for url in page.apps:
        host = host_of(url)
        if not infrastructure.lies_under(host, links.app_vendors | _tool_hosts()) and not brands.load().owns(host):
            yield Trait("app", url)
    sent = {form.action_host for form in page.forms if any(field.asks for field in form.fields)}
    yield from (
        Trait("form", host) for host in sorted(sent) if _is_foreign(host, row) and not infrastructure.lies_under(host, links.form_services)
    )


def _page(page: PageFacts) -> Iterator[Trait]:
    if page.barrier or page.status_code != 200:
        return
    if page.favicon_mmh3 is not None:
        yield Trait("favicon", str(page.favicon_mmh3))
    if page.tags >= LEAST_TAGS:
        if page.structure and page.structure[0] != "~":
            yield Trait("structure", page.structure)
        if page.body_sha256 and len(page.text) >= LEAST_TEXT:
            yield Trait("body", page.body_sha256)


def _place(row: Assessment) -> Iterator[Trait]:
    hosting, certificate = row.facts("hosting", HostingFacts), row.facts("certificate", CertificateFacts)
    lent = hosting is not None and bool(hosting.platform)
    if hosting is not None and not lent and not hosting.parking:
        yield from (Trait("address", holder.ip) for holder in hosting.addresses if not holder.cdn)
    if certificate is not None and not lent and 0 < certificate.san_count <= MOST_NAMES and certificate.name_matches is not False:
        yield Trait("certificate", certificate.sha256)


def _registration(found: RegistrationFacts, links: Links) -> Iterator[Trait]:
    organisation = " ".join(found.registrant_organisation.split()).lower()
    if organisation and not found.privacy and organisation not in links.nameless:
        yield Trait("organisation", organisation)
    created = found.created
    if created is not None and (created.hour, created.minute) != (0, 0):  # registries that tell the day alone say midnight
        yield Trait("sitting", f"{found.registrar}, {created:%Y-%m-%dT%H:%MZ}")


@cache
def _tool_hosts() -> frozenset[str]:
    return frozenset(host for tool in channels().tools for host in tool.hosts)


def _is_of_somebody(host: str, links: Links) -> bool:
    """Whether mailboxes there are those of whoever made the page."""
    return infrastructure.is_freemail(host) or not (infrastructure.lies_under(host, links.stand_ins) or brands.load().owns(host))


def _is_made_up(value: str) -> bool:
    return any(run in value for run in _MADE_UP) or _ONE_SIGN.search(value) is not None


def _is_foreign(host: str, row: Assessment) -> bool:
    """Whether a host is another's, and not one that everybody uses."""
    own = row.target.registrable
    if not host or host == own or host.endswith(f".{own}"):
        return False
    return not infrastructure.is_shared(host) and not brands.load().owns(host)
