"""What leaves the house, alike in every format of exchange: which rows, what can be blocked, which addresses and contacts, which moment.

An indicator sent to a partner cannot be called back. So only what is likely a scam leaves, nothing that would block an honest site that
was broken into, no address of a network that honest sites share, and no contact that the desk has not named: laws on personal data differ.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from urllib.parse import quote
from uuid import UUID, uuid5

from scamtriage.knowledge import infrastructure
from scamtriage.knowledge.brands import load as brands_known
from scamtriage.knowledge.channels import channels
from scamtriage.knowledge.urlparts import host_of
from scamtriage.parse.contact.carried import is_personal, own_contacts
from scamtriage.records.assessment import Assessment, Refusal, Verdict
from scamtriage.records.facts import Contact, DnsFacts, HostingFacts, PageFacts, RegistrationFacts, ReputationFacts
from scamtriage.render.say import utc
from scamtriage.render.style import Sharing
from scamtriage.render.withholding import Withholding

NAMESPACE = UUID("6b1f0c5e-52d4-4c57-9a3e-0d8b7f2a4c19")
"""Of the identifiers that are ours to give: the same evidence gives the same ones on every desk."""
NEVER_BLOCKED = frozenset({"compromised-site", "needs-human", "official"})
LEAST = 0.01
KEPT_CLOSE = frozenset({"amber+strict", "red"})
"""Markings under which a report stays with who gets it, and may say when the site was looked at to the second."""


def leaving(rows: Iterable[Assessment | Refusal]) -> Iterator[Assessment]:
    """The rows that may be told to others, each site and page once for each time it was seen."""
    seen: set[tuple[str, datetime | None]] = set()
    for row in rows:
        if not isinstance(row, Assessment) or not leaves(row):
            continue
        if (key := (row.target.url, row.observed_at)) not in seen:
            seen.add(key)
            yield row


def leaves(row: Assessment) -> bool:
    """Whether anybody outside may be told of this row; what nobody saw at any time is not told, and of a page to which a name only leads
    nothing is told under that name."""
    return row.reportable and row.observed_at is not None and not row.led


def can_be_blocked(row: Assessment) -> bool:
    """Whether the page may go into a list by which others block: not one of honest people who were broken into, not what only the desk's
    own list says, and not where all hangs on one finding."""
    return row.verdict.rank >= Verdict.LIKELY_SCAM.rank and not row.fragile and not NEVER_BLOCKED.intersection(row.states)


def host_can_be_blocked(row: Assessment) -> bool:
    """Whether its name may, too: no address, no shortener that only leads to the page, no name that many people's pages share, and none
    that stands on a list of well-known ones."""
    if not can_be_blocked(row) or not stayed(row) or row.target.is_ip:
        return False
    known = row.facts("reputation", ReputationFacts)
    return not infrastructure.is_shared(row.target.host) and not (known is not None and known.listings)


def stayed(row: Assessment) -> bool:
    """Whether the way ended under the target's own name."""
    page = row.facts("page", PageFacts)
    return page is not None and bool(page.final_host) and not row.landed


def landing(row: Assessment, sharing: Sharing) -> tuple[str, str]:
    """(URL, host) of the page at which the way ended under another name, as far as they may be told; ("", "") of none, and of what a
    checked body alone decides. The host is "" where it is an address."""
    page, host = row.facts("page", PageFacts), row.landed
    if page is None or not host or is_checked_body(host) or host_of(page.final_url) != host:
        return "", ""
    url = withholding(row, sharing).address(page.final_url, path=infrastructure.is_shared(host))  # there the path says whose it is
    return uri(url), host if url and ":" not in host and host.strip("0123456789.") else ""


def page_url(row: Assessment, sharing: Sharing) -> str:
    """The address of the page, as the desk lets it go: whole, or without its query and what else may tell who got it."""
    url = row.target.url
    if sharing.query:
        return url
    page = url.partition("?")[0]
    return "/".join((*page.split("/", 3)[:3], "")) if is_personal(page) else page


def uri(url: str) -> str:
    """With what RFC 3986 has no place for percent-encoded; nothing is encoded twice."""
    return quote(url, safe="!#$%&'()*+,/:;=?@[]~", errors="replace")


def is_checked_body(host: str) -> bool:
    """Whether a host lies under a name of an organisation that others imitate, where it alone decides what stands there."""
    return brands_known().owns(host) and not infrastructure.is_tenants(host)


def own_page(row: Assessment) -> PageFacts | None:
    """The page, unless the way ended under another name, or at a checked body: whose the contacts and forms are that stand there was not
    asked, and anybody can lead to anybody."""
    page = row.facts("page", PageFacts)
    elsewhere = page is not None and page.final_host != row.target.host and is_checked_body(page.final_host)
    return None if elsewhere or row.landed else page


def registration(row: Assessment) -> RegistrationFacts | None:
    """What the registry says of the name, unless it is lent: then it speaks of the platform."""
    target = row.target
    lent = target.private_suffix or infrastructure.lender_of(target.host) or infrastructure.is_tenant(target.host, target.url)
    return None if lent else row.facts("registration", RegistrationFacts)


def addresses(row: Assessment) -> tuple[str, ...]:
    """Where the site stands, first what answered for it: a zone may name whom it likes. What the guard refuses to contact is nobody's."""
    if row.target.is_ip:
        return (row.target.host,)
    page, dns, hosting = row.facts("page", PageFacts), row.facts("dns", DnsFacts), row.facts("hosting", HostingFacts)
    answered = [hop.address for hop in page.hops if hop.outcome == "ok" and host_of(hop.url) == row.target.host] if page is not None else []
    held = [holder.ip for holder in hosting.addresses] if hosting is not None else []
    forbidden = {ip for ip, _ in dns.forbidden} if dns is not None else set()
    named = dns.addresses if dns is not None else ()
    return tuple(ip for ip in dict.fromkeys((*answered, *held, *named)) if ip and ip not in forbidden)


def contacts(row: Assessment, sharing: Sharing) -> tuple[Contact, ...]:
    """Those that the desk lets go."""
    own, page = own_page(row), row.facts("page", PageFacts)
    found = page.contacts if page is not None else ()
    if own is None and not row.landed:
        found = ()
    elif own is None:  # to whom it sends its visitors on is what the target itself says
        found = tuple(c for c in found if c.where == "redirect")
    its_own = own_contacts(row.target.url, page) if page is not None else frozenset()
    return tuple(c for c in found if c in its_own and sharing.lets_go(c.kind) and c.value.strip() and not _is_public(c))


def _is_public(contact: Contact) -> bool:
    """Whether this is the short number or the mailbox of a checked body, which a page may quote: "1155" is the tourist police."""
    match contact.kind:
        case "hotline" | "phone":
            return any(contact.value in numbers for numbers in channels().hotlines.values())
        case "email":
            host = contact.value.rpartition("@")[2].lower()
            return is_checked_body(host) and not infrastructure.is_freemail(host)
    return False


def withheld(row: Assessment, sharing: Sharing) -> tuple[Contact, ...]:
    """The others."""
    page = row.facts("page", PageFacts)
    if page is None:
        return ()
    own, its_own = own_page(row) is not None, own_contacts(row.target.url, page)
    return tuple(c for c in page.contacts if c not in its_own or not sharing.lets_go(c.kind) or not (own or c.where == "redirect"))


def withholding(row: Assessment, sharing: Sharing) -> Withholding:
    """What takes those out of a text."""
    return Withholding(withheld(row, sharing), sharing, contacts(row, sharing))


def certainty(row: Assessment) -> float:
    """The probability for a machine's field, 0 to 1, which never says that something is certain."""
    return min(max(round(row.probability, 4), LEAST), 1 - LEAST)


def seen(row: Assessment, sharing: Sharing) -> tuple[datetime, datetime]:
    """When the first and the last of the evidence was observed."""
    assert row.observed_at is not None
    moments = [one.observed_at for one in row.evidence.values() if not one.from_cache] or [row.observed_at]
    return moment(min(moments), sharing), moment(row.observed_at, sharing)


def moment(when: datetime, sharing: Sharing, *, to_host: bool = False) -> datetime:
    """When it was observed, as far as others may know: whoever holds the site's log finds our visit in it by the second, and a report to
    the host may be shown to him."""
    if to_host:
        return utc(when).replace(minute=0, second=0, microsecond=0)
    return utc(when) if sharing.tlp in KEPT_CLOSE else utc(when).replace(second=0, microsecond=0)


def stamp(moment: datetime) -> str:
    """RFC 3339 with milliseconds, "…Z"."""
    return utc(moment).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def identifier(*parts: object) -> str:
    """A UUID for what these parts name, the same on every desk."""
    return str(uuid5(NAMESPACE, json.dumps([str(part) for part in parts])))
