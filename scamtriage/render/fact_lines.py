"""Describe in words what each collector observed."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta

from scamtriage.knowledge.glossary_pages import BARRIERS
from scamtriage.knowledge.language.quoting import within_marks
from scamtriage.knowledge.speech import Speech
from scamtriage.net.dns.upstreams import OURS, upstreams
from scamtriage.records.assessment import Assessment
from scamtriage.records.evidence import SAVED, Evidence, Outcome, earlier
from scamtriage.records.facts import (
    CertificateFacts,
    DnsFacts,
    Hop,
    HostingFacts,
    Look,
    PageFacts,
    QrImage,
    RegistrationAbsent,
    RegistrationFacts,
    ReputationFacts,
)
from scamtriage.render.phrases import utc
from scamtriage.render.text import defang, joined, unlinked


def fact_lines(row: Assessment, speech: Speech) -> list[tuple[str, str]]:
    """Return (label, text) of the facts for an overview. The time of observation, or the day of a name that was judged alone, comes first;
    collectors without an answer, and why, come last."""
    lines = [_time_line(row, speech)] if row.evidence else [(speech.word("label", "taken up"), f"{row.day} UTC")] if row.day else []
    alike: dict[str, list[str]] = {}
    older = earlier(row.evidence)
    for name, evidence in row.evidence.items():
        for label, words in evidence_lines(evidence, speech, older=name in older, host=row.target.host):
            if evidence.facts is not None:
                lines += [(label, words)] if (label, words) not in lines else []  # DNS and hosting name the same internal addresses
            elif words in alike:
                alike[words].append(label)
            else:
                alike[words] = [label]
    return lines + [(speech.say(", ").join(labels), words) for words, labels in alike.items()]


def _time_line(row: Assessment, speech: Speech) -> tuple[str, str]:
    """Return the (label, text) of when it was looked at. Of a saved page that is when it was read; the time of its file says little."""
    moment = _when(row.evidence, speech)
    if SAVED in row.flags:
        return speech.word("label", "read"), speech.say("{moment}, from a file; when the page was seen is unknown", moment=moment)
    return speech.word("label", "observed"), moment


def _when(evidence: Mapping[str, Evidence], speech: Speech) -> str:
    """Return the time of observation to the minute, or a range if the answers are from several times. Behind it each source with an answer
    of an earlier look, and when that was given."""
    older = earlier(evidence)
    moments = sorted(one.observed_at for name, one in evidence.items() if name not in older)
    start, end = (f"{utc(moment):%Y-%m-%d %H:%M}" for moment in (moments[0], moments[-1]))
    when = f"{speech.say('{start} to {end}', start=start, end=end) if start != end else end} UTC"
    told = [f"{speech.word('label', name)} {utc(one.observed_at):%Y-%m-%d %H:%M} UTC" for name, one in evidence.items() if name in older]
    return speech.say("{when}; older: {sources}", when=when, sources=speech.say(", ").join(told)) if told else when


def evidence_lines(evidence: Evidence, speech: Speech, *, older: bool = False, host: str = "") -> Iterator[tuple[str, str]]:
    """Yield one collector's facts in words, with URLs and the target's `host` made unclickable. `older`: the answer is of an earlier look,
    see `earlier`."""
    for label, words in _evidence_lines(evidence, speech, older):
        yield speech.word("label", label), unlinked(words, host)


def _evidence_lines(evidence: Evidence, speech: Speech, older: bool) -> Iterator[tuple[str, str]]:
    match evidence.facts:
        case None if evidence.outcome is Outcome.ABSENT:
            yield evidence.collector, speech.say("none: {why}", why=evidence.reason)
        case None:
            yield evidence.collector, speech.say("unknown - {outcome}: {why}", outcome=evidence.outcome.value, why=evidence.reason)
        case DnsFacts() as dns:
            yield from _dns(dns, speech)
            if evidence.source:  # its answers may be those of no other: some filter, or answer by where the asker is
                yield "resolver", speech.say(", ").join(speech.word("evidence", asked) for asked in _resolvers(evidence.source))
        case RegistrationFacts() as registration:
            yield from _registration(registration, evidence, speech, older)
        case RegistrationAbsent(because=because, resolves=True):
            yield (
                "registered",
                speech.say("unknown: the registry says “{words}”, and the name answers in DNS all the same", words=within_marks(because)),
            )
        case RegistrationAbsent(because=because):
            yield "registered", speech.say("no: the registry says “{words}”", words=within_marks(because))
        case CertificateFacts() as certificate:
            yield from _certificate(certificate, evidence.observed_at, speech)
        case PageFacts() as page:
            if saved := SAVED in evidence.flags:
                yield "page", speech.say("read from the file {file}; the site was not asked", file=evidence.source)
            yield from _page(page, speech, saved=saved)
        case HostingFacts() as hosting:
            yield from _hosting(hosting, speech)
        case ReputationFacts() as reputation:
            yield from _reputation(reputation, speech)


def _resolvers(source: str) -> Iterator[str]:
    """Yield the resolvers that were asked. Evidence of earlier versions, or of others, names those of a desk's own network and, in a
    URL, its account; a report that is passed on does not."""
    for asked in dict.fromkeys(source.split(", ")):
        try:
            yield upstreams((asked,))[0].label
        except ValueError:  # its port is no number
            yield OURS


def _not_contacted(address: str, why: str, speech: Speech) -> str:
    said = speech.word("evidence", why)
    return said if address in said else speech.say("{sentence}: {more}", sentence=address, more=said)


def _dns(dns: DnsFacts, speech: Speech) -> Iterator[tuple[str, str]]:
    if dns.exists is False:
        yield "dns", speech.say("the name does not exist (NXDOMAIN)")
    elif dns.addresses:
        yield "addresses", " ".join(dns.addresses)
    for address, why in dns.forbidden:
        yield "not contacted", _not_contacted(address, why, speech)
    if dns.ns_hosts:
        yield "nameservers", " ".join(defang(host) for host in dns.ns_hosts)
    if dns.unanswered:
        types = speech.say(", ").join(f"{a.rtype} {speech.word('outcome', a.outcome.value)}" for a in dns.unanswered)
        of_the_name = dict.fromkeys(a.reason for a in dns.unanswered if a.reason and a.resolver not in a.reason)  # others name the resolver
        yield "dns unknown", speech.joined((types, *(speech.word("evidence", why) for why in [*of_the_name][:1])), "{sentence}: {more}")


def _hosting(hosting: HostingFacts, speech: Speech) -> Iterator[tuple[str, str]]:
    for holder in hosting.addresses:
        number = f"AS{holder.asn}" if holder.asn else ""
        country = speech.countries(holder.country)
        yield "hosting", joined(holder.ip, number, holder.holder, country, holder.cdn, holder.abuse_email, by=speech.say(", "))
    for why in dict.fromkeys(holder.reason for holder in hosting.addresses if holder.outcome == "ok" and holder.reason):
        yield "hosting", speech.word("evidence", why)
    for why, outcome in dict.fromkeys((holder.reason, holder.outcome) for holder in hosting.unanswered):
        yield "hosting", speech.say("unknown - {outcome}: {why}", outcome=outcome, why=why)
    for address, why in hosting.forbidden or ():
        yield "not contacted", _not_contacted(address, why, speech)
    if hosting.platform:
        yield "platform", hosting.platform


def _reputation(reputation: ReputationFacts, speech: Speech) -> Iterator[tuple[str, str]]:
    for one in reputation.listings:
        stands = "{name} stands on “{list}” of {date} ({count} names)"
        yield "listed", speech.say(stands, name=one.name, list=one.list, date=one.as_of, count=f"{one.entries:,}")
    if not reputation.listings:
        none = "on none of {count} lists of well-known names (newest: {date}), which says nothing"
        yield "listed", speech.say(none, count=reputation.lists, date=reputation.as_of)


def _registration(registration: RegistrationFacts, evidence: Evidence, speech: Speech, older: bool) -> Iterator[tuple[str, str]]:
    if registration.created is not None:
        age, date = (evidence.observed_at - registration.created).days, registration.created.date()
        told = "{date} ({days} days before the registry's earlier answer)" if older else "{date} ({days} days before it was seen)"
        yield "registered", speech.say(told if age >= 0 else "{date}, which is later than it was seen", date=date, days=age)
    elif registration.reserved:
        yield "registered", speech.say("by nobody: the registry reserves the name")
        return
    elif registration.date_notes:
        yield "registered", speech.say("yes; the date is not stated or could not be believed")
    else:
        yield "registered", speech.say("yes; the date is not stated")
    iana = f"IANA {registration.registrar_iana_id}" if registration.registrar_iana_id else ""
    yield "registrar", joined(registration.registrar, iana, by=speech.say(", ")) or speech.say("not stated")
    if registration.abuse_email or registration.abuse_phone:
        yield "abuse contact", joined(registration.abuse_email, registration.abuse_phone, by=speech.say(", "))
    if registration.status:
        yield "status", speech.say(", ").join(_epp(status, speech) for status in registration.status)


def _epp(status: str, speech: Speech) -> str:
    """Return a registry's status in words, with the code that registrars know."""
    said = speech.word("epp", status)
    return status if said == status else speech.say("{local} ({name})", local=said, name=status)


def _certificate(certificate: CertificateFacts, seen: datetime, speech: Speech) -> Iterator[tuple[str, str]]:
    if not certificate.parsed:
        yield "certificate", speech.say("could not be read; SHA-256 {sha256}", sha256=certificate.sha256)
        return
    dates = ""
    if certificate.not_before and certificate.not_after:
        age, left = (seen - certificate.not_before).days, certificate.not_after - seen
        told = "{date} ({days} days before it was seen)" if age >= 0 else "{date}, which is later than it was seen"
        start, end = speech.say(told, date=certificate.not_before.date(), days=age), f"{certificate.not_after:%Y-%m-%d}"
        if left < timedelta(0):
            end = speech.say("{date} ({days} days before it was seen)", date=certificate.not_after.date(), days=(-left).days)
        dates = speech.say("{start} to {end}", start=start, end=end)
    issuer, checked = certificate.issuer_organisation or certificate.issuer_cn, speech.word("vetting", certificate.validation.upper())
    yield (
        "certificate",
        joined(issuer, checked, dates, *(speech.word("evidence", problem) for problem in certificate.problems), by=speech.say(", ")),
    )


_FLAGS = {
    "warned": "browsers do not show it without a warning of its certificate",
    "http-instead": "read over http: what is at https, no browser shows",
    "source": "a browser shows it as source: nobody can type into it",
    "mended-head": "parts of its head are no HTTP and were skipped, as browsers do",
    "sent-unknown": "scripts may send what is typed to an address that is not known",
}

_UNREAD = "read over http: https gave no answer that could be read"
"""Shown instead if https did not answer: it may answer next time."""
_INSTEAD = "visitors may be shown this instead"


def _with(what: str, remark: str, speech: Speech) -> str:
    """Return a text with a remark in brackets, if there is one."""
    return speech.say("{local} ({name})", local=what, name=remark) if remark else what


def _passed(hops: Iterable[Hop], speech: Speech) -> Iterator[str]:
    """Yield what was requested before the hops that led to the page, with the results. An arrow joins hops of one redirect chain."""
    led = ""
    for hop in hops:
        if led and hop.via == "start":
            yield led
            led = ""
        what = speech.word("evidence", hop.reason) or ("" if hop.outcome == "ok" else speech.word("outcome", hop.outcome))
        status = "" if hop.status_code is None else f"HTTP {hop.status_code}"
        told = speech.joined(filter(None, (status, what)))
        led += f"{' → ' if led else ''}{_with(defang(hop.url), told, speech)}"
    yield led


def _page(page: PageFacts, speech: Speech, *, saved: bool) -> Iterator[tuple[str, str]]:
    if page.door:
        yield "page", speech.say("hidden behind a {barrier}: what it says is unknown", barrier=page.door)
    elif page.barrier:
        yield "page", speech.word("meaning", BARRIERS[page.barrier])
    if page.passed_over:
        yield "passed over", speech.say(", ").join(_passed(page.passed_over, speech))
    if len(page.way) > 1:
        yield "redirects", " → ".join(defang(hop.url) for hop in page.way)
    for flag, said in _FLAGS.items():
        if flag in page.flags:
            unread = flag == "http-instead" and any(hop.outcome != "ok" for hop in page.passed_over[:1])
            yield "page", speech.word("evidence", _UNREAD if unread else said)
    cut = "" if page.complete else speech.say(", cut: {why}", why=page.incomplete_because)
    answer = f"HTTP {page.status_code}{cut}" if page.status_code else cut.lstrip(",， ")  # a page from a file answered nothing
    where = _with(defang(page.final_url), answer, speech)
    yield ("page", speech.say("where it stood, as the user says: {url}", url=where)) if saved else ("landing", where)
    if page.not_followed:
        yield "not asked for", _with(" ".join(map(defang, page.not_followed)), speech.word("evidence", _INSTEAD), speech)
    if page.title:
        yield "title", page.title
    if page.text_from == "data":
        yield (
            "text",
            speech.say("read from what the page hides until its scripts run, or carries for them; which of it a visitor sees is unknown"),
        )
    if page.asks:
        yield "asks for", speech.word("asks", ", ".join(page.asks))
    if page.apps:
        yield "offers apps", " ".join(defang(app) for app in page.apps)
    if page.store_apps:
        yield "apps in a store", " ".join(defang(app) for app in page.store_apps)
    yield from qr_lines(page.qr_images, speech)
    for look in page.looks:
        yield f"as {look.profile}", _look(look, page, speech)


def _look(look: Look, page: PageFacts, speech: Speech) -> str:
    """Say how another visitor's page differs. Behind a barrier, without an answer or without its end that is unknown, not "the
    same"."""
    if look.differed:
        return speech.say("differs in {differed}", differed=", ".join(look.differed))
    if look.outcome != "ok":
        return speech.say("unknown ({outcome})", outcome=look.outcome)
    if look.barrier in ("error", "incomplete", "interstitial", "changing"):
        return speech.say("unknown ({outcome})", outcome=look.barrier)
    if page.door and look.status_code and not look.barrier:  # there is nothing to compare it with
        return speech.say(", ").join(filter(None, (f"HTTP {look.status_code}", look.title)))
    if barrier := look.barrier or page.door:
        return speech.say("hidden behind a {barrier}: what it says is unknown", barrier=barrier)
    return speech.say("the same ({outcome})", outcome=look.outcome)


def qr_lines(pictures: Iterable[QrImage], speech: Speech) -> Iterator[tuple[str, str]]:
    """Yield one line per QR image: its content, or why that is unknown."""
    label = speech.word("label", "qr image")
    for picture in pictures:
        url = defang(picture.url)
        if picture.outcome != "ok":
            unknown = "unknown what is in {url}: {why} ({outcome})"
            yield label, speech.say(unknown, url=url, why=picture.reason, outcome=picture.outcome)
        elif picture.codes:
            how = speech.word("evidence", picture.reason) or f"SHA-256 {picture.sha256}"
            codes = " | ".join(map(defang, picture.codes))
            yield label, speech.say("{sentence}: {more}", sentence=_with(url, how, speech), more=codes)
        else:
            yield label, speech.say("no QR code is in {url} (SHA-256 {sha256})", url=url, sha256=picture.sha256)
