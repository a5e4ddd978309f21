"""What of one site could stand on another one too: accounts, contacts, the page itself, the place, the registration.

What honest sites share without knowing each other is left out: numbers of public bodies' short codes, hosts of platforms, addresses of
content networks, pages of parking services and error pages.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple, TypeVar

from scamtriage.knowledge import brands, infrastructure
from scamtriage.knowledge.links import Links
from scamtriage.records.assessment import Assessment
from scamtriage.records.facts import CertificateFacts, Contact, HostingFacts, PageFacts, RegistrationFacts

F = TypeVar("F")

SILENT = frozenset({"parked", "inactive"})
"""States of sites whose page is somebody else's."""
LEAST_TAGS, LEAST_TEXT = 30, 200
"""Tags and characters of a page that is somebody's own; error pages and doors have fewer."""
MOST_NAMES = 40
"""DNS names on a certificate, beyond which it is a content network's."""
_MESSENGERS = frozenset(
    {"line", "telegram", "whatsapp", "whatsapp-group", "zalo", "viber", "wechat", "qq", "messenger", "kakaotalk", "signal", "skype"}
)


_MADE_UP = ("12345678", "87654321")
"""In numbers that stand in a template until somebody puts in his own."""
_PROPERTY = re.compile(r"(?<=\d)-\d{1,4}\Z")
"""One account of Google's old counters has many properties."""


class Trait(NamedTuple):
    kind: str
    """A key of knowledge/links.toml."""
    value: str


def traits(row: Assessment, links: Links) -> Iterator[Trait]:
    """Everything of this row that another site could show too; one value may come several times."""
    page = _facts(row, "page", PageFacts)
    if page is not None:
        for contact in page.contacts:
            yield from _contact(contact)
        yield from _accounts(row, page, links)
        if not SILENT.intersection(row.states):
            yield from _page(page)
    yield from _place(row)
    if (registration := _facts(row, "registration", RegistrationFacts)) is not None and not row.target.private_suffix:
        yield from _registration(registration)


def name_of(row: Assessment) -> str:
    """What counts as one site: the registered name or the platform's tenant; of a platform whose tenants are paths the page."""
    return row.target.url if infrastructure.is_platform(row.target.host) else row.target.registrable


def page_was_read(row: Assessment) -> bool:
    """Whether there is a page whose accounts and contacts could be compared."""
    page = _facts(row, "page", PageFacts)
    return page is not None and not page.barrier


def _contact(contact: Contact) -> Iterator[Trait]:
    value = contact.value
    if any(run in value for run in _MADE_UP):
        return
    match contact.kind:
        case "wallet" | "bank-account" | "payment-qr":
            yield Trait(contact.kind, value)
        case "email" if not _belongs_to_a_checked_body(value.rpartition("@")[2]):
            yield Trait("email", value.lower())
        case "hotline" if value.startswith("+"):
            yield Trait("hotline", value)
        case "phone" | "whatsapp" | "zalo" | "viber" | "signal" if value.startswith("+"):
            yield Trait("number", value)  # one line, whichever service rings it
        case kind if kind in _MESSENGERS:
            yield Trait("messenger", f"{kind} {value}")


def _accounts(row: Assessment, page: PageFacts, links: Links) -> Iterator[Trait]:
    for service, account in page.trackers:
        if account and service not in links.counted_apart:
            yield Trait("tracker", f"{service} {_PROPERTY.sub('', account)}")
    yield from (Trait("chat", f"{service} {account}") for service, account in page.chat_widgets if account)
    yield from (Trait("app", url) for url in page.apps)
    sent = {form.action_host for form in page.forms if any(field.asks for field in form.fields)}
    yield from (Trait("form", host) for host in sorted(sent) if _is_foreign(host, row) and not _is_of(host, links.form_services))
    if _is_foreign(page.final_host, row):
        yield Trait("landing", page.final_host)


def _page(page: PageFacts) -> Iterator[Trait]:
    if page.barrier or page.status_code != 200:
        return
    if page.favicon_mmh3 is not None:
        yield Trait("favicon", str(page.favicon_mmh3))
    if page.tags >= LEAST_TAGS:
        if page.structure:
            yield Trait("structure", page.structure)
        if page.body_sha256 and len(page.text) >= LEAST_TEXT:
            yield Trait("body", page.body_sha256)


def _place(row: Assessment) -> Iterator[Trait]:
    hosting, certificate = _facts(row, "hosting", HostingFacts), _facts(row, "certificate", CertificateFacts)
    lent = row.target.private_suffix or (hosting is not None and bool(hosting.platform))
    if hosting is not None and not lent and not hosting.parking:
        yield from (Trait("address", holder.ip) for holder in hosting.addresses if not holder.cdn)
    if certificate is not None and not lent and certificate.san_count <= MOST_NAMES:
        yield Trait("certificate", certificate.sha256)


def _registration(found: RegistrationFacts) -> Iterator[Trait]:
    if found.registrant_organisation and not found.privacy:
        yield Trait("organisation", found.registrant_organisation)
    created = found.created
    if created is not None and (created.hour, created.minute) != (0, 0):  # registries that tell the day alone say midnight
        yield Trait("sitting", f"{found.registrar}, {created:%Y-%m-%dT%H:%MZ}")


def _is_foreign(host: str, row: Assessment) -> bool:
    """Whether a host is another's, and not one that everybody uses."""
    own = row.target.registrable
    if not host or host == own or host.endswith(f".{own}"):
        return False
    return not infrastructure.is_platform(host) and not _belongs_to_a_checked_body(host)


def _is_of(host: str, zones: frozenset[str]) -> bool:
    labels = host.split(".")
    return any(".".join(labels[at:]) in zones for at in range(len(labels) - 1))


def _belongs_to_a_checked_body(host: str) -> bool:
    labels = host.lower().split(".")
    return any(brands.load().official_for(".".join(labels[at:])) is not None for at in range(len(labels) - 1))


def _facts(row: Assessment, collector: str, kind: type[F]) -> F | None:
    one = row.evidence.get(collector)
    return one.facts if one is not None and isinstance(one.facts, kind) else None
