"""Decide what may be shared with others, for every exchange format: rows, blockable names, addresses, contacts and times.

An indicator sent to a partner cannot be recalled. So only reportable rows are shared (see `Assessment.reportable`). IP addresses,
compromised sites and names that honest sites share are never offered for blocking. Contacts are shared only if the user allowed their kind:
laws on personal data differ.
"""

import json
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from ipaddress import IPv6Address, ip_address
from urllib.parse import quote
from uuid import UUID, uuid5

from scamtriage.knowledge import known_lines
from scamtriage.knowledge.hosts import infrastructure, lent_names
from scamtriage.knowledge.hosts.urlparts import host_of
from scamtriage.knowledge.judgement.catalog import load_catalog
from scamtriage.knowledge.language.brands import load as brands_known
from scamtriage.parse.contact.recipient_data import is_personal, own_contacts, ways
from scamtriage.records import lazy_re
from scamtriage.records.assessment import COMPROMISED, Assessment, Refusal, Verdict
from scamtriage.records.facts import Contact, DnsFacts, HostingFacts, PageFacts, RegistrationFacts, ReputationFacts
from scamtriage.records.facts.contact import LOCAL_PHONE
from scamtriage.records.rulings import RULINGS
from scamtriage.render.phrases import utc
from scamtriage.render.redaction import Withholding
from scamtriage.render.style import ALL, NOBODYS, Sharing

NAMESPACE = UUID("6b1f0c5e-52d4-4c57-9a3e-0d8b7f2a4c19")
"""Namespace of our own identifiers: a user gives the same evidence, judged in the same way, the same ones."""
NEVER_BLOCKED = frozenset({COMPROMISED, "needs-human", "official"})
_NO_OWNERS = frozenset({"wallet"}) | NOBODYS
"""Kinds of contact that the honest owner of a hacked site does not have there."""
LEAST, EVEN = 0.01, 0.5
_AUTHORITY = lazy_re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://[^/?#]*")
"""Scheme and host: the only place of a URI that may have brackets, around an IPv6 address."""
_BARE_PERCENT = lazy_re.compile(r"%(?![0-9A-Fa-f]{2})")
KEPT_CLOSE = frozenset({"amber+strict", "red"})
"""TLP markings under which a report stays with its recipient. Only these may give the time of observation to the second."""


def shareable(rows: Iterable[Assessment | Refusal]) -> Iterator[Assessment]:
    """Yield the rows that may be shared, each URL once per time of observation."""
    seen: set[tuple[str, datetime | None]] = set()
    for row in rows:
        if not isinstance(row, Assessment) or not is_shareable(row):
            continue
        if (key := (row.target.url, row.observed_at)) not in seen:
            seen.add(key)
            yield row


def is_shareable(row: Assessment) -> bool:
    """Whether this row may be shared. Rows without a time of observation are not, nor is a page under a name that may not be responsible
    for it."""
    return row.reportable and row.observed_at is not None and not row.led


def can_be_blocked(row: Assessment) -> bool:
    """Whether others may block the page. Not for compromised honest sites, for a match of the user's own list alone, or for a verdict that
    depends on one finding."""
    return row.verdict.rank >= Verdict.LIKELY_SCAM.rank and not row.fragile and not NEVER_BLOCKED.intersection(row.states)


def host_can_be_blocked(row: Assessment) -> bool:
    """Whether others may block the host name too. Not for IP addresses, names that only redirect to the page, names shared by many owners,
    and well-known names."""
    if not can_be_blocked(row) or not stayed(row) or row.target.is_ip:
        return False
    known = row.facts("reputation", ReputationFacts)
    return not lent_names.is_shared(row.target.host) and not (known is not None and known.listings)


def stayed(row: Assessment) -> bool:
    """Whether the redirects ended under the target's own name."""
    page = row.facts("page", PageFacts)
    return page is not None and bool(page.final_host) and not row.landed


def landing(row: Assessment, sharing: Sharing) -> tuple[str, str]:
    """Return (URL, host) of a landing page under another name, as far as it may be shared.

    Both are "" if there is none, or if only the organisation behind a known brand controls it. The host alone is "" if it is an IP address.
    """
    page, host = row.facts("page", PageFacts), row.landed
    if page is None or not host or is_checked_body(host) or host_of(page.final_url) != host:
        return "", ""
    url = withholding(row, sharing).address(page.final_url, path=lent_names.is_shared(host))  # there the path identifies the owner
    return uri(url), host if url and ":" not in host and host.strip("0123456789.") else ""


def reached_url(row: Assessment) -> str:
    """Return the URL under which the page was reached: that of the target, with http for https, or the reverse, where that alone led to it.

    A name without a scheme is asked for as https; whoever gets a report would find nothing there.
    """
    page, url = row.facts("page", PageFacts), row.target.url
    first = page.way[0].url if page is not None and page.way else url
    return first if first.partition("://")[2] == url.partition("://")[2] else url


def page_url(row: Assessment, sharing: Sharing) -> str:
    """Return the page's URL as the user allows it: whole, or without its query and other parts that may identify a visitor."""
    url = reached_url(row)
    if sharing.query:
        return url
    page = url.partition("?")[0]
    return "/".join((*page.split("/", 3)[:3], "")) if is_personal(page) else page


def blockable_url(row: Assessment, sharing: Sharing) -> str:
    """Return the URL that others may block; "" if the one they are told is shortened, and so another page's."""
    url = reached_url(row)
    return url if can_be_blocked(row) and page_url(row, sharing) == url else ""


def uri(url: str) -> str:
    """Percent-encode what RFC 3986 does not allow: browsers send a bracket, or a percent sign that encodes nothing, as it is. Nothing is
    encoded twice."""
    whole = quote(_BARE_PERCENT.sub("%25", url), safe="!#$%&'()*+,/:;=?@[]~", errors="replace")
    authority = _AUTHORITY.match(whole)
    origin = authority[0] if authority is not None else ""
    rest, mark, fragment = whole[len(origin) :].partition("#")
    return origin + f"{rest}{mark}{fragment.replace('#', '%23')}".replace("[", "%5B").replace("]", "%5D")


def is_checked_body(host: str) -> bool:
    """Whether a known organisation owns the host and alone controls its content."""
    return brands_known().owns(host) and not lent_names.is_tenants(host)


def own_page(row: Assessment) -> PageFacts | None:
    """Return the page, unless it is under another name or at a known organisation. The owner of contacts and forms there is not known, and
    anyone can redirect to anyone."""
    page = row.facts("page", PageFacts)
    elsewhere = page is not None and page.final_host != row.target.host and is_checked_body(page.final_host)
    return None if elsewhere or row.landed else page


def registration(row: Assessment) -> RegistrationFacts | None:
    """Return the registration of the name, unless it is a tenant's: then the registration is the platform's."""
    return None if lent_names.is_lent(row.target) else row.facts("registration", RegistrationFacts)


def addresses(row: Assessment) -> tuple[str, ...]:
    """Return the addresses of the site, those that answered first, since a zone may name any address. Addresses that the guard refuses to
    contact are left out."""
    if row.target.is_ip:
        return (row.target.host,)
    page, dns, hosting = row.facts("page", PageFacts), row.facts("dns", DnsFacts), row.facts("hosting", HostingFacts)
    answered = [hop.address for hop in page.hops if hop.outcome == "ok" and host_of(hop.url) == row.target.host] if page is not None else []
    held = [holder.ip for holder in hosting.addresses] if hosting is not None else []
    forbidden = {ip for ip, _ in dns.forbidden} if dns is not None else set()
    named = dns.addresses if dns is not None else ()
    return tuple(ip for ip in dict.fromkeys((*answered, *held, *named)) if ip not in forbidden and _is_address(ip))


def _is_address(ip: str) -> bool:
    """Whether this is an IP address: evidence that somebody else wrote may hold any text there, which platforms refuse."""
    try:
        address = ip_address(ip)
    except ValueError:
        return False
    return not (isinstance(address, IPv6Address) and address.scope_id)  # a zone is one of the observer's, and any text may stand there


def contacts(row: Assessment, sharing: Sharing) -> tuple[Contact, ...]:
    """Return the contacts that may be shared."""
    return tuple(c for c in _the_gangs(row, sharing) if _let_go(c, sharing) and c.value.strip() and not _is_public(c))


def _let_go(contact: Contact, sharing: Sharing) -> bool:
    return sharing.lets_go(contact.kind) or sharing.names(contact.kind, contact.value, contact.raw)


def _the_gangs(row: Assessment, sharing: Sharing) -> tuple[Contact, ...]:
    """Return the contacts that may be told as those of whoever runs the scam. The others are a visitor's, the recipient's, a third party's,
    or perhaps those of the owner of a hacked site."""
    return tuple(c for c in _the_operators(row) if not _may_be_owners(row, c, sharing))


def _the_operators(row: Assessment) -> tuple[Contact, ...]:
    """Return the contacts of whoever runs the page, be it the intruder or the owner of a hacked site."""
    page = row.facts("page", PageFacts)
    if page is None:
        return ()
    found = page.contacts if own_page(row) is not None else tuple(c for c in page.contacts if row.landed and c.where == "redirect")
    its_own = own_contacts(row.target.url, page)
    return tuple(c for c in found if c in its_own and c.kind != LOCAL_PHONE)  # whoever gets one could call strangers of another country


def _may_be_hacked(row: Assessment) -> bool:
    """Whether somebody broke into the site, or a person must say so: on a name that was held for years."""
    return COMPROMISED in row.states or RULINGS["long-held"] in row.held_back


def _may_be_owners(row: Assessment, contact: Contact, sharing: Sharing) -> bool:
    """Whether the owner of a site that may be hacked may have the contact: any but wallets, what the site itself redirects to, and what
    the user says is not his. An old name and a deep page look hacked too, so a gang's own site may."""
    hacked = _may_be_hacked(row) and contact.kind not in _NO_OWNERS and contact.where != "redirect"
    return hacked and not sharing.names(contact.kind, contact.value, contact.raw)


def _is_public(contact: Contact) -> bool:
    """Whether this is a line or mailbox of a known organisation. Any page may quote it: "1155" is the tourist police."""
    if known_lines.is_known(contact.kind, contact.value):
        return True
    host = contact.value.rpartition("@")[2].lower()
    return contact.kind == "email" and is_checked_body(host) and not infrastructure.is_freemail(host)


def withheld(row: Assessment, sharing: Sharing) -> tuple[Contact, ...]:
    """Return the contacts that may not be shared."""
    page = row.facts("page", PageFacts)
    if page is None:
        return ()
    told = frozenset(_the_gangs(row, sharing))
    return tuple(c for c in page.contacts if c not in told or not _let_go(c, sharing))


def named(row: Assessment, sharing: Sharing) -> tuple[Contact, ...]:
    """Return the contacts that only their own names let go, in reports or in quotations."""
    if sharing.kinds == sharing.contacts:
        return ()
    kept = frozenset(withheld(row, sharing))
    return tuple(c for c in withheld(row, replace(sharing, contacts=sharing.kinds)) if c not in kept)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """The contacts of one row that a report does not hold, by what the user can do about it."""

    unnamed: tuple[Contact, ...]
    """Their kind was not named."""
    owners: tuple[Contact, ...]
    """Perhaps those of a hacked site's owner: each has to be named by itself."""
    never: tuple[Contact, ...]
    """A visitor's, the recipient's, or of no known country."""


def left_out(row: Assessment, sharing: Sharing) -> LeftOut:
    """Return the contacts that are not shared. Those of public bodies, which any page may quote, are not counted."""
    page, operators = row.facts("page", PageFacts), frozenset(_the_operators(row))
    unnamed, owners, never = list[Contact](), list[Contact](), list[Contact]()
    for contact in page.contacts if page is not None else ():
        if not contact.value.strip() or _is_public(contact):
            continue
        if contact not in operators:
            never.append(contact)
        elif _may_be_owners(row, contact, sharing):
            owners.append(contact)
        elif not _let_go(contact, sharing):
            unnamed.append(contact)
    return LeftOut(unnamed=tuple(unnamed), owners=tuple(owners), never=tuple(never))


def withholding(row: Assessment, sharing: Sharing) -> Withholding:
    """Return the Withholding that removes those contacts from text, and the numbers that the link brought along. On a hacked site also the
    numbers and mailboxes that no grammar knew, which may be its owner's."""
    page = row.facts("page", PageFacts)
    cut = replace(sharing, contacts=sharing.contacts - {ALL, "email"}) if _may_be_hacked(row) else sharing
    visit = ways(row.target.url, page) if page is not None else ()
    return Withholding(withheld(row, sharing), cut, contacts(row, sharing), visit, language=row.language)


def certainty(row: Assessment) -> float:
    """Return the probability for a machine-readable field, never 0 or 1, and no more than the verdict allows: a rule that held it back
    knows what the sum does not. Nothing is said of what is undetermined."""
    if row.verdict is Verdict.UNDETERMINED:
        return EVEN
    above = [level.at_least for level in load_catalog().scoring.verdicts if Verdict(level.verdict).rank > row.verdict.rank]
    odds = math.log(row.prior) - math.log1p(-row.prior)
    most = min((1 / (1 + math.exp(-odds - least)) for least in above if least is not None), default=1.0)
    return min(max(round(min(row.probability, most), 4), LEAST), 1 - LEAST)


def seen(row: Assessment, sharing: Sharing) -> tuple[datetime, datetime]:
    """Return the times of the first and the last observation."""
    assert row.observed_at is not None
    moments = [one.observed_at for one in row.evidence.values() if not one.from_cache] or [row.observed_at]
    return moment(min(moments), sharing), moment(row.observed_at, sharing)


def moment(when: datetime, sharing: Sharing, *, to_host: bool = False) -> datetime:
    """Round a time of observation for sharing. To the second, it would identify our visit in the site's log, and a host may show the report
    to its customer."""
    if to_host:
        return utc(when).replace(minute=0, second=0, microsecond=0)
    return utc(when) if sharing.tlp in KEPT_CLOSE else utc(when).replace(second=0, microsecond=0)


def stamp(moment: datetime | None) -> str:
    """Format as RFC 3339 with milliseconds, "…Z"; "" for a time that is not known."""
    return utc(moment).isoformat(timespec="milliseconds").replace("+00:00", "Z") if moment else ""


def identifier(*parts: object) -> str:
    """Return a UUID derived from the parts, the same for every user."""
    return str(uuid5(NAMESPACE, json.dumps([str(part) for part in parts])))
