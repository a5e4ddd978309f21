"""Who can act on a finding: operators of the site, desks of the countries it targets, and its channels.

Routes are given for likely scams, for honest sites that were broken into, and for what the user's own lists block. A suspicion needs a
person first, and a name alone is never reported.
"""

import math
from collections import Counter
from collections.abc import Iterator
from functools import cache

from msgspec.structs import replace

from scamtriage.knowledge import known_lines, report_desks, small_tables
from scamtriage.knowledge.hosts import lent_names, suffixes
from scamtriage.knowledge.language import brands
from scamtriage.knowledge.pages.contact_table import channels
from scamtriage.knowledge.report_desks import FOR_PEOPLE, WORLD, Desk
from scamtriage.records import lazy_re
from scamtriage.records.assessment import COMPROMISED, Assessment, Route
from scamtriage.records.facts import AddressHolder, CertificateFacts, Contact, HostingFacts, PageFacts, RegistrationFacts

MOST_COUNTRIES = 3
MOST_HOSTS = 3
"""Operators of addresses that are named: a site that stands at two of them stays up when one acts."""
COUNTRIES_OF_LANGUAGE: dict[str, tuple[str, ...]] = {
    "th": ("TH",), "vi": ("VN",), "ms": ("MY",), "id": ("ID",), "fil": ("PH",), "km": ("KH",), "my": ("MM",), "lo": ("LA",),
    "zh-Hans": ("CN",), "zh-Hant": ("TW", "HK"), "ja": ("JP",), "ko": ("KR",), "hi": ("IN",),
}  # fmt: skip
"""Language -> countries whose people read it. English is read everywhere and is left out."""
MONEY: dict[str, tuple[str, ...]] = {"TW": ("nt$", "twd", "台幣", "臺幣"), "HK": ("hk$", "hkd", "港幣", "港元")}
"""Country -> words for its money, to tell apart countries that share a script."""
_WORD = lazy_re.compile(r"[^\W_]+")
_CALLED = ("phone", "hotline", "whatsapp", "viber")
_UNSHOWN = ("hidden text", "json-ld", "script", "attribute", "meta", "href")
"""Places of contacts that a visitor does not see."""
BY_BRAND, BY_LANGUAGE, BY_CONTACT, BY_SUFFIX = 3, 2, 2, 1
"""Points for a country: of the imitated organisation, of the language, of phone numbers and banks, of the name's suffix."""


def routes(row: Assessment) -> tuple[Route, ...]:
    """Who can act, in the order in which to contact them; () if the row accuses no one. A hacked site is cleaned by its owner, whom its
    host reaches: whoever has only its name can but switch off the victim, and comes behind the host."""
    if not row.reportable:
        return ()
    types = tuple(t.type for t in row.scam_types)
    of_site = [*_of_the_site(row)]
    if COMPROMISED in row.states:
        of_site.sort(key=lambda route: route.kind not in ("host", "front"))
    found = (*of_site, *_of_the_victims(row, types), *_of_the_channels(row, types))
    return tuple(dict.fromkeys(found))


def _of_the_site(row: Assessment) -> Iterator[Route]:
    """Registrar, registry and host. A tenant's registrar is the platform's own, so it is left out. A name that an outsider may have led
    elsewhere gets none of them."""
    if row.led:
        return
    hosting, registration = row.facts("hosting", HostingFacts), row.facts("registration", RegistrationFacts)
    lent = lent_names.is_lent(row.target)
    if registration is not None and not lent and (channel := _channel(row, registration.abuse_email, registration.abuse_phone)):
        yield Route(kind="registrar", body=registration.registrar, channel=channel, certainty="told")
    elif not lent and not row.target.is_ip and suffixes.load().class_of(row.target.suffix, private=False) in ("classic", "new"):
        yield from _desks(row, WORLD, ("reporting-hub",))
    yield from _desks(row, _country_of_suffix(row), ("cctld-registry",))
    told: set[str] = set()
    for holder in _answering_first(row, hosting.addresses) if hosting is not None else ():
        route = _host(row, holder, "front" if holder.cdn and not lent else "host")
        if route is None or len(told) == MOST_HOSTS:
            continue
        first = route.channel.partition(";")[0].lower()  # one mailbox, of which another registry states a telephone too, is one operator
        if first not in told:
            told.add(first)
            yield route


def _answering_first(row: Assessment, holders: tuple[AddressHolder, ...]) -> list[AddressHolder]:
    """The addresses, those that gave the certificate or the page before others: a zone may list strangers at which nothing is."""
    page, certificate = row.facts("page", PageFacts), row.facts("certificate", CertificateFacts)
    answering = {hop.address for hop in page.hops} if page is not None else set()
    answering |= {certificate.address} if certificate is not None else set()
    return sorted(holders, key=lambda holder: holder.ip not in answering)


def _host(row: Assessment, holder: AddressHolder, kind: str) -> Route | None:
    """Who runs an address: the desk of a known operator, else the contact that the registry states; None if there is none. Whoever holds a
    network gives it its name: one that is named after an operator is his where the mailbox is, or where no other is stated."""
    domain = holder.abuse_email.rpartition("@")[2].lower()
    own = not domain or lent_names.lies_under(domain, _OWN_MAILBOXES)
    named = set(_WORD.findall(f"{holder.cdn} {holder.holder if own else ''}".lower()))
    known = next((desk for desk in report_desks.load()[WORLD] if desk.kind == "hosting" and named & _names(desk)), None)
    if known is not None:
        return replace(_route(known, row), kind=kind)
    channel = _channel(row, holder.abuse_email, holder.abuse_phone)
    return Route(kind=kind, body=holder.holder, channel=channel, country=holder.country, certainty="told") if channel else None


_OWN_MAILBOXES = frozenset(("amazon.com", "amazonaws.com", "aws.com", "cloudflare.com"))
"""Domains of the mailboxes that the registries state for the operators whose desks are known."""


def _names(desk: Desk) -> set[str]:
    """Names of an operator's networks: "cloudflare" and "cloudflarenet" (AS13335). "Amazonas Telecom" is not Amazon."""
    first = desk.body.split()[0].lower()
    return {first, f"{first}net"}


def _of_the_victims(row: Assessment, types: tuple[str, ...]) -> Iterator[Route]:
    """One desk of each kind, for each of the countries with most points: of those that take the likeliest type, the one that takes fewest.
    Interpol is added if at least two of the countries are more than a guess from the script."""
    points, guessed = _points(row)
    concerned = _foremost(points)
    for country in concerned:
        wanted = [desk for desk in report_desks.load()[country] if desk.wants(types)]
        for kind in FOR_PEOPLE:
            if same := [desk for desk in wanted if desk.kind == kind]:
                yield _route(min(same, key=lambda desk: _nearness(desk, types)), row)
    if len([country for country in concerned if country not in guessed]) > 1:
        yield from _desks(row, WORLD, ("police",))


def _nearness(desk: Desk, types: tuple[str, ...]) -> tuple[int, float]:
    """Place of the likeliest type that it takes, and how many it takes; the smallest is the desk for this site."""
    first = next((place for place, one in enumerate(types) if desk.wants((one,))), len(types))
    return first, len(desk.scam_types) or math.inf


def _of_the_channels(row: Assessment, types: tuple[str, ...]) -> Iterator[Route]:
    """The services that carry the contacts and payments, and the lists that warn visitors."""
    kinds = {contact.kind for contact in _contacts(row) if not known_lines.is_known(contact.kind, contact.value)}
    for desk in report_desks.load()[WORLD]:
        match desk.kind:
            case "messenger" if desk.body.lower() in {kind.partition("-")[0] for kind in kinds}:  # "whatsapp-group" is WhatsApp's too
                yield _route(desk, row)
            case "crypto" if "wallet" in kinds or desk.wants(types):
                yield _route(desk, row)
            case "blocklist" | "clearing-house" | "takedown" if desk.wants(types):
                yield _route(desk, row)


def _foremost(points: Counter[str]) -> tuple[str, ...]:
    """The countries with most points, among those whose desks are known."""
    known = [country for country in points if country in report_desks.load() and country != WORLD]
    return tuple(sorted(known, key=lambda country: (-points[country], country))[:MOST_COUNTRIES])


def _points(row: Assessment) -> tuple[Counter[str], frozenset[str]]:
    """The points of each country, and the countries that only share the page's script with others."""
    points: Counter[str] = Counter()
    for contribution in row.contributions:
        points[_country_of_brand().get(str(contribution.reading.shown.get("brand")), "")] = BY_BRAND
    points.update(dict.fromkeys(_of_contacts(row), BY_CONTACT))
    points[_country_of_suffix(row)] += BY_SUFFIX
    page = row.facts("page", PageFacts)
    readers = COUNTRIES_OF_LANGUAGE.get(page.language, ()) if page is not None else ()
    guessed: frozenset[str] = frozenset()
    if page is not None and len(readers) > 1 and not (readers := _meant(page, readers, points)):
        readers = COUNTRIES_OF_LANGUAGE[page.language]
        guessed = frozenset(readers)
    points.update(dict.fromkeys(readers, BY_LANGUAGE))
    return points, guessed


def _of_contacts(row: Assessment) -> set[str]:
    """The countries of the visible phone numbers that occur most often, and of visible banks and wallets. Links without visible text and
    places that only scripts or search engines read do not count."""
    page = row.facts("page", PageFacts)
    if page is None:
        return set()
    shown = [contact for contact in page.contacts if _shown(contact, page.text)]
    calls = [contact for contact in shown if contact.kind in _CALLED]
    most = max((contact.count for contact in calls), default=0)
    return {contact.country for contact in shown if contact.kind not in _CALLED or contact.count == most}


def _shown(contact: Contact, text: str) -> bool:
    if contact.position is not None:
        return True
    return contact.snippet in text if contact.where.endswith("link") else contact.where not in _UNSHOWN


def _meant(page: PageFacts, readers: tuple[str, ...], points: Counter[str]) -> tuple[str, ...]:
    """Choose among countries that share a script. Take those with other points or whose money is mentioned, else those that the page names;
    () if there are none."""
    words = " ".join((page.title, *page.headings, page.text)).casefold()
    named = channels().regions.words
    paid = tuple(country for country in readers if points[country] or any(money in words for money in MONEY.get(country, ())))
    return paid or tuple(country for country in readers if any(word in words for word in named.get(country, ())))


def _country_of_suffix(row: Assessment) -> str:
    return "" if row.target.is_ip else suffixes.load().country_of(row.target.suffix)


@cache
def _country_of_brand() -> dict[str, str]:
    """Shown name of a brand -> its country. If two brands share a name, the first wins."""
    known = brands.load()
    spoken = {name.shown: name.brand.country for _, _, name in reversed(known.names)}
    return spoken | {brand.name: brand.country for brand in reversed(known.rows)}


def _desks(row: Assessment, country: str, kinds: tuple[str, ...]) -> Iterator[Route]:
    return (_route(desk, row) for desk in report_desks.load().get(country, ()) if desk.kind in kinds)


def _route(desk: Desk, row: Assessment) -> Route:
    seen = row.now or row.observed_at
    expired = seen is not None and small_tables.load()[report_desks.FILE].past(seen.date())
    return Route(
        kind=desk.kind, body=desk.body, channel=desk.channel, country="" if desk.country == WORLD else desk.country,
        scope=desk.scope, accepts=desk.accepts, certainty="unsure" if expired else desk.certainty,
    )  # fmt: skip


def _contacts(row: Assessment) -> tuple[Contact, ...]:
    page = row.facts("page", PageFacts)
    return page.contacts if page is not None else ()


def _channel(row: Assessment, mail: str, phone: str) -> str:
    """The mail and phone to report to; "" if the mail is the reported site's own. The site then wrote the phone number too."""
    return "" if _own(row, mail) else "; ".join(way for way in (mail, phone) if way)


def _own(row: Assessment, mail: str) -> bool:
    """Whether a mailbox is under the reported name or under the name at which its redirects end."""
    page = row.facts("page", PageFacts)
    sites = {lent_names.site_of(host) for host in (row.target.host, page.final_host if page is not None else "") if host}
    return bool(mail) and lent_names.lies_under(mail.rpartition("@")[2], sites)
