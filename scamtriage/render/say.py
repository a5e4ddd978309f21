"""Facts in words, for every output that people read."""

from collections.abc import Iterable, Iterator

from scamtriage.records.assessment import Assessment, Verdict
from scamtriage.records.evidence import Evidence, Mode
from scamtriage.records.facts import (
    CertificateFacts,
    DnsFacts,
    HostingFacts,
    PageFacts,
    QrImage,
    RegistrationAbsent,
    RegistrationFacts,
    ReputationFacts,
)
from scamtriage.records.target import Target
from scamtriage.render.text import defang

_WORDS = {
    Verdict.NEAR_CERTAIN: "shows nearly all traits of a scam",
    Verdict.LIKELY_SCAM: "shows the traits of a scam",
    Verdict.SUSPICIOUS: "shows some traits of a scam; a person should look",
    Verdict.UNDETERMINED: "could not be judged: too little could be checked",
    Verdict.NO_FINDING: "shows nothing that speaks for a scam beyond chance",
    Verdict.LIKELY_BENIGN: "shows traits of an honest site",
}


def percent(probability: float) -> str:
    """A probability for people. Nothing is ever certain, so neither 0 % nor 100 % is said."""
    if probability > 0.995:
        return ">99%"
    return "<1%" if probability < 0.005 else f"{probability:.0%}"


def host(target: Target) -> str:
    """The host, defanged, and beside an encoded one how it reads: never that alone, which may look like another name."""
    read = target.unicode
    return defang(target.host) if read == target.host else f"{defang(target.host)} (reads {defang(read)})"


def opening(row: Assessment) -> str:
    """The verdict in one sentence, with the numbers that it stands on."""
    low, high = row.interval
    types = ", ".join(t.type for t in row.scam_types[:3])
    parts = [
        f"{row.verdict.upper()}: {_WORDS[row.verdict]}{f' ({types})' if types else ''}.",
        f"Probability {percent(row.probability)} ({percent(low)} to {percent(high)}) at a prior of {row.prior:.0%};"
        f" evidence {row.log_odds:+.2f} nats; {seen(row)}.",
    ]
    labels = [*row.flags, *(state for state in row.states if state != "active")]
    if labels:
        parts.append("Marked: " + ", ".join(labels) + ".")
    if row.fragile:
        parts.append("Fragile: it hangs on one finding.")
    parts += [f"{line[0].upper()}{line[1:]}." for line in list_lines(row)]
    return " ".join(parts)


def seen(row: Assessment) -> str:
    """How much of what could speak was heard. What the mode does not ask is no part of the coverage: it is said to be unknown."""
    match row.mode:
        case Mode.OFFLINE if row.target.is_ip:
            return "mode offline: an address has no name that could be judged, and what the site is and does is unknown"
        case Mode.OFFLINE:
            return "mode offline: the name alone was judged, and what the site is and does is unknown"
        case Mode.PASSIVE:
            return f"{row.coverage:.0%} of what resolver and registries tell could be seen, and what the site itself is and does is unknown"
    return f"{row.coverage:.0%} of it could be seen"


def list_lines(row: Assessment) -> list[str]:
    """What the user's own lists say of the site, an entry a line, with the place to look it up."""
    return [
        f"{'it leads to a page ' if match.where == 'landing' else ''}on your {one.kind} list ({one.name}, line {match.line}: "
        f"{_join(defang(match.entry), match.comment)})"
        for one in row.lists
        for match in one.matches
    ]


def fact_lines(row: Assessment) -> list[tuple[str, str]]:
    """(what, words) for the facts that a first screen needs; a collector that did not answer says so."""
    return [line for evidence in row.evidence.values() for line in evidence_lines(evidence)]


def evidence_lines(evidence: Evidence) -> Iterator[tuple[str, str]]:
    """One collector's facts in words."""
    match evidence.facts:
        case None:
            yield evidence.collector, f"unknown - {evidence.outcome}: {evidence.reason}"
        case DnsFacts() as dns:
            yield from _dns(dns)
        case RegistrationFacts() as registration:
            yield from _registration(registration, evidence)
        case RegistrationAbsent(because=because):
            yield "registered", f"no: the registry says “{because}”"
        case CertificateFacts() as certificate:
            yield from _certificate(certificate)
        case PageFacts() as page:
            yield from _page(page)
        case HostingFacts() as hosting:
            for holder in hosting.addresses:
                yield (
                    "hosting",
                    _join(
                        holder.ip, f"AS{holder.asn}" if holder.asn else "", holder.holder, holder.country, holder.cdn, holder.abuse_email
                    ),
                )
            if hosting.platform:
                yield "platform", hosting.platform
        case ReputationFacts() as reputation:
            for one in reputation.listings:
                yield "listed", f"{one.name} stands on “{one.list}” of {one.as_of} ({one.entries:,} names)"
            if not reputation.listings:
                yield "listed", f"on none of {reputation.lists} lists of well-known names (newest: {reputation.as_of}), which says nothing"


def _dns(dns: DnsFacts) -> Iterator[tuple[str, str]]:
    if dns.exists is False:
        yield "dns", "the name does not exist (NXDOMAIN)"
    elif dns.addresses:
        yield "addresses", " ".join(dns.addresses)
    for address, why in dns.forbidden:
        yield "not contacted", f"{address}: {why}"
    if dns.ns_hosts:
        yield "nameservers", " ".join(defang(host) for host in dns.ns_hosts)
    failed = [f"{a.rtype} {a.outcome}" for a in dns.answers if not a.outcome.conclusive]
    if failed:
        yield "dns unknown", ", ".join(failed)


def _registration(registration: RegistrationFacts, evidence: Evidence) -> Iterator[tuple[str, str]]:
    if registration.created is not None:
        age = (evidence.observed_at - registration.created).days
        yield "registered", f"{registration.created.date()} ({age} days before it was seen)"
    else:
        yield "registered", "yes; the date is not stated" + (" or could not be believed" if registration.date_notes else "")
    iana = f"IANA {registration.registrar_iana_id}" if registration.registrar_iana_id else ""
    yield "registrar", _join(registration.registrar, iana) or "not stated"
    if registration.abuse_email or registration.abuse_phone:
        yield "abuse contact", _join(registration.abuse_email, registration.abuse_phone)
    if registration.status:
        yield "status", ", ".join(registration.status)


def _certificate(certificate: CertificateFacts) -> Iterator[tuple[str, str]]:
    if not certificate.parsed:
        yield "certificate", f"could not be read; SHA-256 {certificate.sha256}"
        return
    dates = (
        f"{certificate.not_before:%Y-%m-%d} to {certificate.not_after:%Y-%m-%d}" if certificate.not_before and certificate.not_after else ""
    )
    yield (
        "certificate",
        _join(certificate.issuer_organisation or certificate.issuer_cn, certificate.validation.upper(), dates, *certificate.problems),
    )


def _page(page: PageFacts) -> Iterator[tuple[str, str]]:
    if page.barrier:
        yield "page", f"hidden behind a {page.barrier}: what it says is unknown"
    if len(page.hops) > 1:
        yield "redirects", " → ".join(defang(hop.url) for hop in page.hops)
    yield "landing", f"{defang(page.final_url)} (HTTP {page.status_code}{'' if page.complete else ', cut: ' + page.incomplete_because})"
    if page.title:
        yield "title", page.title
    if page.asks:
        yield "asks for", ", ".join(page.asks)
    if page.apps:
        yield "offers apps", " ".join(defang(app) for app in page.apps)
    yield from qr_lines(page.qr_images)
    for look in page.looks:
        yield f"as {look.profile}", "differs in " + ", ".join(look.differed) if look.differed else f"the same ({look.outcome})"


def qr_lines(pictures: Iterable[QrImage]) -> Iterator[tuple[str, str]]:
    """A line a QR image: what is in it, or why that is unknown."""
    for picture in pictures:
        where = defang(picture.url)
        if picture.outcome != "ok":
            yield "qr image", f"unknown what is in {where}: {picture.reason} ({picture.outcome})"
        elif picture.codes:
            yield "qr image", f"{where} ({picture.reason or 'SHA-256 ' + picture.sha256}): {' | '.join(map(defang, picture.codes))}"
        else:
            yield "qr image", f"no QR code is in {where} (SHA-256 {picture.sha256})"


def contact_lines(row: Assessment) -> list[str]:
    """A line a contact: kind, value, where it stood."""
    page = row.evidence.get("page")
    contacts = getattr(page.facts, "contacts", ()) if page is not None else ()
    return [
        f"{c.kind:<15}{c.value}" + (f"  ({_join(c.detail, c.country, c.where, f'{c.count} times' if c.count > 1 else '')})")
        for c in contacts[:20]
    ] + ([f"… and {len(contacts) - 20} more in the JSON"] if len(contacts) > 20 else [])


def _join(*words: str) -> str:
    return ", ".join(word for word in words if word)
