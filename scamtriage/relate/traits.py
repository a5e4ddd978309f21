"""Traits of one site that another site may share: accounts, contacts, the page itself, its hosting, its registration.

Values that unrelated honest sites share are left out: lines of public bodies and banks, hosts of platforms, addresses of content networks,
pages of parking services and error pages.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from typing import NamedTuple
from unicodedata import normalize

from scamtriage.knowledge import known_lines
from scamtriage.knowledge.hosts import infrastructure, lent_names, public_suffix
from scamtriage.knowledge.hosts.urlparts import host_of
from scamtriage.knowledge.judgement.links import Links
from scamtriage.knowledge.language import brands
from scamtriage.knowledge.pages.contact_table import channels
from scamtriage.knowledge.small_tables import small_tables
from scamtriage.parse.contact.recipient_data import own_contacts
from scamtriage.records import lazy_re
from scamtriage.records.assessment import Assessment, Verdict
from scamtriage.records.facts import CertificateFacts, Contact, HostingFacts, PageFacts, RegistrationFacts
from scamtriage.records.facts.contact import MESSENGERS, TELEGRAM_BOT
from scamtriage.records.target import Target
from scamtriage.records.truncation import contacts_unread

_OF_A_VISIT = lazy_re.compile(r"\A(?:www|m)\.|(?<=\At\.me)/s(?=/)")
"""What the address of a tenant's page has or lacks by how it is looked at: "/s" of t.me is for those who have no Telegram."""
_CAMPAIGN = lazy_re.compile(
    r"(?:utm_\w+|utm|(?:fb|g)clid|igshid|igsh|mibextid|si|start|startapp|startgroup|usp|ref|feature)(?:=|\Z)|\Z", re.IGNORECASE
)
"""What a link is given to count who followed it, or tells a bot of Telegram where its visitor comes from."""
SILENT = frozenset({"parked", "inactive"})
"""States of sites whose page belongs to a third party."""
LEAST_TAGS, LEAST_TEXT = 30, 200
"""Minimum tags and characters of a page that was written for this site; error pages and doorways have fewer."""
MOST_NAMES = 40
"""Maximum DNS names on a certificate; one with more belongs to a content network."""
_MADE_UP = ("12345678", "87654321")
"""Digit runs of sample numbers in templates."""
_ONE_SIGN = lazy_re.compile(r"(?:(?<=[-A-Z])|\A)([A-Z])\1{4,}\Z|(\d)\2{6,}\Z")
"""Other sample values: G-XXXXXXXXXX, 555 5555."""
_FICTION = lazy_re.compile(
    r"\+(?:\d{0,9}(?:1234567|7654321)|1(?!8(?:00|33|44|55|66|77|88))\d{3}555\d{4}"
    r"|44(?:7700900|2079460|1(?:1[3-8]|[2-6]1)4960|1632960|1914980|2890180|2920180|8081570|3069990)\d{3}|61(?:491570\d{3}|[2378](?:5550|7010)\d{4}))"
)
"""Sample phone numbers, and those that NANPA, Ofcom and the ACMA keep for fiction."""
_SUBSCRIBES = frozenset({"email", "name"})
"""What a form for a newsletter asks for: it is sent to a mail service, which has many customers. A page that is accused may ask for the
mailbox first, and for its password on the next page."""
_CASELESS = ("bc1", "tb1", "ltc1", "0x")
"""Prefixes of wallet addresses that are not case-sensitive."""
_PROPERTY = lazy_re.compile(r"(?<=\d)-\d{1,4}\Z")
"""The property suffix of an old Google Analytics account; one account has many properties."""


class Trait(NamedTuple):
    """A thing that several sites of one hand may share."""

    kind: str
    """A key of knowledge/links.toml."""
    value: str

    @property
    def same(self) -> tuple[str, str]:
        """The key for comparison, equal for every spelling of one value."""
        low = self.value.lower()
        return self.kind, low if self.kind == "messenger" or low.startswith(_CASELESS) else self.value


def traits(row: Assessment, links: Links) -> Iterator[Trait]:
    """Yield every trait of this row that another site could have too. A value may appear more than once."""
    page = row.facts("page", PageFacts)
    shared = lent_names.is_shared(row.target.host)
    own = own_contacts(row.target.url, page) if page is not None else frozenset()
    made = True  # not so a page that takes nothing, gives nothing and is accused of nothing: it may be the host's, whose the address is too
    if page is not None and row.landed:  # the page belongs to another site, and any site can redirect to any other
        for contact in page.contacts:
            if contact.where == "redirect" and contact in own:
                yield from _contact(contact, links)
        if not row.led and _leads(row, page, links):
            yield Trait("landing", lent_names.site_of(page.final_host))
    elif page is not None and not page.barrier:  # the contacts on a barrier are the host's, or the police's
        left = [trait for contact in page.contacts if contact in own for trait in _contact(contact, links)]
        left += _accounts(row, page, links)
        yield from left
        made = _is_accused(row) or bool(left) or not _SUBSCRIBES.issuperset(page.asks)
        if not shared and not SILENT.intersection(row.states):
            yield from _page(page)
    if shared or _has_lent_name(row.target):
        return
    yield from (trait for trait in _place(row, links) if made or trait.kind != "address")
    if (registration := row.facts("registration", RegistrationFacts)) is not None:
        yield from _registration(registration, links)


def name_of(target: Target) -> str:
    """Return the name that identifies one site: the registered name or the platform's tenant.

    If tenants are paths, return the page's URL without scheme, and without what a visit adds: "www.", the campaign behind the "?". What
    else stands there may say whose page it is.
    """
    if lent_names.is_shared(target.host):
        page, _, query = target.url.partition("://")[2].partition("?")
        given = "&".join(one for one in query.split("&") if _CAMPAIGN.match(one) is None)
        return _OF_A_VISIT.sub("", page.rstrip("/")) + (f"?{given}" if given else "")
    return target.host.removeprefix("www.") if not target.private_suffix and _has_lent_name(target) else target.registrable


def _is_accused(row: Assessment) -> bool:
    return row.verdict.rank >= Verdict.SUSPICIOUS.rank


def _has_lent_name(target: Target) -> bool:
    """Whether the whole name is a tenant's. A tenant by path has none of his own: see `lent_names.is_lent`."""
    return target.private_suffix or bool(lent_names.lender_of(target.host))


def page_was_read(row: Assessment) -> bool:
    """Return whether there is a page whose accounts and contacts can be compared: one of which nothing is known but that it was not read to
    its end is none."""
    page = row.facts("page", PageFacts)
    if page is None or page.door:
        return False
    return bool(page.contacts) or not contacts_unread(page, row.evidence["page"].caps)


def _contact(contact: Contact, links: Links) -> Iterator[Trait]:
    value = contact.value
    if known_lines.is_known(contact.kind, value):  # whoever imitates a bank prints its number
        return
    if _is_made_up(value) or value in links.public_wallets or value.lower() in links.public_wallets:
        return
    match contact.kind:
        case "wallet" | "bank-account" | "payment-qr":
            yield Trait(contact.kind, value)
            if value.startswith("+"):
                yield Trait("number", value)  # a number that is paid to is also a phone number
        case "email" if _is_of_somebody(value.lower(), links):
            yield Trait("email", value.lower())
        case "hotline" if value.startswith("+"):
            yield Trait("hotline", value)
        case "phone" | "whatsapp" | "zalo" | "viber" | "signal" if value.startswith("+"):
            yield Trait("number", value)  # one line, whatever service uses it
        case kind if kind == TELEGRAM_BOT:
            yield Trait("messenger", f"{kind} {value}")
        case kind if kind in MESSENGERS and value.lower().removeprefix("@") not in links.stand_in_names:
            yield Trait("messenger", f"{kind} {value}")


def _accounts(row: Assessment, page: PageFacts, links: Links) -> Iterator[Trait]:
    for service, account in page.trackers:
        one = _PROPERTY.sub("", account)
        if account and one not in links.builders_counters and service not in links.counted_apart and not _is_made_up(account):
            yield Trait("tracker", f"{service} {one}")
    yield from (Trait("chat", f"{service} {account}") for service, account in page.chat_widgets if account)
    for url in page.apps:
        host = host_of(url)
        anybodys = lent_names.lies_under(host, links.app_vendors | _tool_hosts()) or brands.load().owns(host)
        if not anybodys or _is_customers(url, host, links):
            yield Trait("app", url)
    little = frozenset() if _is_accused(row) else _SUBSCRIBES
    sent = {form.action_host for form in page.forms if any(field.asks and field.asks not in little for field in form.fields)}
    services = links.form_services | small_tables().payment_hosts.domains  # scripts ask these by one host for all their customers
    yield from (Trait("form", host) for host in sorted(sent) if _is_foreign(host, row) and not lent_names.lies_under(host, services))


def _is_customers(url: str, host: str, links: Links) -> bool:
    """Return whether a file at a vendor's or known organisation's host was put there by one of its customers."""
    if lent_names.lies_under(host, links.customers_files):
        return True
    behind = url.partition("://")[2].partition("/")[2]
    return f"{host.removeprefix('www.')}/{behind}".startswith(tuple(links.customers_paths))


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


def _place(row: Assessment, links: Links) -> Iterator[Trait]:
    hosting, certificate = row.facts("hosting", HostingFacts), row.facts("certificate", CertificateFacts)
    lent = hosting is not None and bool(hosting.platform)
    if hosting is not None and not lent and not hosting.parking:
        yield from (Trait("address", holder.ip) for holder in hosting.addresses if not holder.cdn)
    if certificate is not None and not lent and _is_of_one(certificate, hosting, row.target.host, links):
        yield Trait("certificate", certificate.sha256)


def _is_of_one(certificate: CertificateFacts, hosting: HostingFacts | None, host: str, links: Links) -> bool:
    """Whether one applicant had all names put on the certificate, and this site is his. Some content networks put strangers on one, with a
    name of their own, and show it themselves: elsewhere, or signed by itself, it is of somebody who wrote that name on it. One that names
    nothing of the site is the host's."""
    elsewhere = certificate.self_signed or (hosting is not None and hosting.of_no_cdn)
    names = (certificate.subject_cn, *certificate.sans)
    together = not elsewhere and any(lent_names.lies_under(name.removeprefix("*."), links.certified_together) for name in names)
    networks = together or (not elsewhere and infrastructure.cdn_of_aliases(names))
    if networks or not 0 < certificate.san_count <= MOST_NAMES:
        return False
    return certificate.name_matches is not False or lent_names.is_named_by(certificate.sans, host)


def _registration(found: RegistrationFacts, links: Links) -> Iterator[Trait]:
    organisation = " ".join(normalize("NFC", found.registrant_organisation).split()).lower()
    if organisation and not found.privacy and organisation not in links.nameless:
        yield Trait("organisation", organisation)
    created = found.created
    if created is not None and found.registrar and not _is_day_alone(created):  # unknown registrars are not the same one
        yield Trait("sitting", f"{found.registrar}, {created:%Y-%m-%dT%H:%MZ}")


def _is_day_alone(created: datetime) -> bool:
    """Whether this may be the midnight of a registry that publishes only the day: in UTC, or in its own zone, which is off by whole or half
    hours (17:00 UTC is midnight in Bangkok, 17:30 in Yangon)."""
    return created.minute in (0, 30) and created.second == 0


@cache
def _tool_hosts() -> frozenset[str]:
    return frozenset(host for tool in channels().tools for host in tool.hosts)


def _leads(row: Assessment, page: PageFacts, links: Links) -> bool:
    """Return whether the host where the redirects ended identifies a hand: it is no notice of blocking, no public body's, none where
    strangers lead."""
    host = page.final_host
    if page.barrier or not _is_foreign(host, row) or lent_names.lies_under(host, links.led_to) or infrastructure.is_world_site(host):
        return False
    return not public_suffix.is_official(host)


def _is_of_somebody(mailbox: str, links: Links) -> bool:
    """Return whether a mailbox belongs to the author of the page."""
    name, _, host = mailbox.rpartition("@")
    if infrastructure.is_freemail(host) or host in links.mail_services:
        return name not in links.stand_in_names
    if lent_names.lies_under(host, links.stand_ins) or public_suffix.is_official(host) or brands.load().owns(host):
        return False
    return public_suffix.split(host).registrable.partition(".")[0] not in links.stand_in_labels


def _is_made_up(value: str) -> bool:
    return any(run in value for run in _MADE_UP) or _ONE_SIGN.search(value) is not None or _FICTION.fullmatch(value) is not None


def _is_foreign(host: str, row: Assessment) -> bool:
    """Return whether the host belongs to another site and is not a shared platform or brand."""
    own = row.target.registrable
    if not host or host == own or host.endswith(f".{own}"):
        return False
    return not lent_names.is_shared(host) and not brands.load().owns(host)
