"""Facts in words, for every output that people read."""

import re
from collections.abc import Iterable, Iterator
from functools import reduce

from scamtriage.knowledge import desks
from scamtriage.knowledge.speech import ENGLISH, Speech
from scamtriage.records.assessment import CHECKED_BODY, GAMBLING, Assessment, Route, Unknown, Verdict
from scamtriage.records.evidence import Evidence, Mode, Outcome
from scamtriage.records.facts import (
    CertificateFacts,
    DnsFacts,
    HostingFacts,
    Look,
    PageFacts,
    QrImage,
    RegistrationAbsent,
    RegistrationFacts,
    ReputationFacts,
)
from scamtriage.records.target import Target
from scamtriage.render.text import defang, padded, unlinked

VERDICTS = {
    Verdict.NEAR_CERTAIN: "shows nearly all traits of a scam",
    Verdict.LIKELY_SCAM: "shows the traits of a scam",
    Verdict.SUSPICIOUS: "shows some traits of a scam; a person should look",
    Verdict.UNDETERMINED: "could not be judged: too little could be checked",
    Verdict.NO_FINDING: "shows nothing that speaks for a scam beyond chance",
    Verdict.LIKELY_BENIGN: "shows traits of an honest site",
}
WHO_CAN_ACT = "Who can act (registrars and hosts may show a report to their customer)"
NOTED = "Noted, weighs nothing or next to nothing"
_TELEPHONE = re.compile(r"(?:(?<=\A)|(?<=; ))tel\. ([^;]+)")
_PUT_THERE = "shows traits of a scam on the name of a checked body; somebody else may have put them there"


def percent(probability: float) -> str:
    """A probability for people. Nothing is ever certain, so neither 0 % nor 100 % is said."""
    if probability > 0.995:
        return ">99%"
    return "<1%" if probability < 0.005 else f"{probability:.0%}"


def host(target: Target, speech: Speech = ENGLISH) -> str:
    """The host, defanged, and beside an encoded one how it reads: never that alone, which may look like another name."""
    read = target.unicode
    written = defang(target.host)
    return written if read == target.host else speech.say("{host} (reads {unicode})", host=written, unicode=defang(read))


def opening(row: Assessment, speech: Speech = ENGLISH) -> str:
    """The verdict in one sentence, with the numbers that it stands on."""
    low, high = row.interval
    types = ", ".join(t.type for t in row.scam_types[:3])
    judged = "{level}: {words} ({types})." if types else "{level}: {words}."
    words = _PUT_THERE if CHECKED_BODY in row.held_back else VERDICTS[row.verdict]
    parts = [
        speech.say(judged, level=speech.word("verdict", row.verdict).upper(), words=speech.say(words), types=types),
        speech.say(
            "Probability {probability} ({low} to {high}) at a prior of {prior}; evidence {nats} nats; {seen}.",
            probability=percent(row.probability), low=percent(low), high=percent(high), prior=f"{row.prior:.0%}",
            nats=f"{row.log_odds:+.2f}", seen=seen(row, speech),
        ),
    ]  # fmt: skip
    parts += asked_lines(row, speech)
    if marks := label_words(row, speech):
        parts.append(speech.say("Marked: {marks}.", marks=speech.say(", ").join(marks)))
    if row.fragile:
        parts.append(speech.say("Fragile: it hangs on one finding."))
    elif row.rests_on:
        parts.append(speech.say("Without the first of its reasons it would be several levels lower."))
    parts += [speech.say("{sentence}.", sentence=f"{line[0].upper()}{line[1:]}") for line in list_lines(row, speech)]
    return reduce(lambda sentence, more: speech.say("{sentence} {more}", sentence=sentence, more=more), parts)


def asked_lines(row: Assessment, speech: Speech = ENGLISH) -> list[str]:
    """What the desk asked for that may move a verdict and does not show in its numbers."""
    said = [speech.say("Judged with {option}.", option=f"--gambling {row.gambling}")] if row.gambling != GAMBLING[0] else []
    if row.now is not None:
        moment = row.now.isoformat(timespec="seconds").replace("+00:00", "Z")
        said.append(speech.say("Ages are counted to {moment}, and not to when it was seen.", moment=moment))
    return said


def noted(row: Assessment) -> list[str]:
    """What weighs nothing and yet says something of the site's condition, which nobody could understand without."""
    return [unlinked(c.because) for c in row.contributions if c.states and not c.log_odds]


def seen(row: Assessment, speech: Speech = ENGLISH) -> str:
    """How much of what could speak was heard. What the mode does not ask is no part of the coverage: it is said to be unknown."""
    match row.mode:
        case Mode.OFFLINE if row.target.is_ip:
            return speech.say("mode offline: an address has no name that could be judged, and what the site is and does is unknown")
        case Mode.OFFLINE:
            return speech.say("mode offline: the name alone was judged, and what the site is and does is unknown")
        case Mode.PASSIVE:
            told = "{coverage} of what resolver and registries tell could be seen, and what the site itself is and does is unknown"
            return speech.say(told, coverage=f"{row.coverage:.0%}")
    return speech.say("{coverage} of it could be seen", coverage=f"{row.coverage:.0%}")


def label_words(row: Assessment, speech: Speech = ENGLISH) -> list[str]:
    """Flags and states in words; that a site is active goes without saying."""
    flags = [speech.word("flag", flag) for flag in row.flags]
    return flags + [speech.word("state", state) for state in row.states if state != "active"]


def list_lines(row: Assessment, speech: Speech = ENGLISH) -> list[str]:
    """What the user's own lists say of the site, an entry a line, with the place to look it up."""
    return [
        speech.say(
            "it leads to a page on your {kind} list ({name}, line {line}: {entry})"
            if match.where == "landing"
            else "on your {kind} list ({name}, line {line}: {entry})",
            kind=one.kind, name=one.name, line=match.line, entry=_join(defang(match.entry), match.comment),
        )
        for one in row.lists
        for match in one.matches
    ]  # fmt: skip


def fact_lines(row: Assessment, speech: Speech = ENGLISH) -> list[tuple[str, str]]:
    """(what, words) for the facts that a first screen needs; a collector that did not answer says so."""
    return [line for evidence in row.evidence.values() for line in evidence_lines(evidence, speech)]


def evidence_lines(evidence: Evidence, speech: Speech = ENGLISH) -> Iterator[tuple[str, str]]:
    """One collector's facts in words, in which no link that a target wrote can be clicked."""
    for label, words in _evidence_lines(evidence, speech):
        yield speech.word("label", label), unlinked(words)


def _evidence_lines(evidence: Evidence, speech: Speech) -> Iterator[tuple[str, str]]:
    match evidence.facts:
        case None if evidence.outcome is Outcome.ABSENT:
            yield evidence.collector, speech.say("none: {why}", why=evidence.reason)
        case None:
            yield evidence.collector, speech.say("unknown - {outcome}: {why}", outcome=evidence.outcome.value, why=evidence.reason)
        case DnsFacts() as dns:
            yield from _dns(dns, speech)
        case RegistrationFacts() as registration:
            yield from _registration(registration, evidence, speech)
        case RegistrationAbsent(because=because):
            yield "registered", speech.say("no: the registry says “{words}”", words=because)
        case CertificateFacts() as certificate:
            yield from _certificate(certificate, speech)
        case PageFacts() as page:
            yield from _page(page, speech)
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
                yield (
                    "listed",
                    speech.say(
                        "{name} stands on “{list}” of {date} ({count} names)",
                        name=one.name, list=one.list, date=one.as_of, count=f"{one.entries:,}",
                    ),
                )  # fmt: skip
            if not reputation.listings:
                none = "on none of {count} lists of well-known names (newest: {date}), which says nothing"
                yield "listed", speech.say(none, count=reputation.lists, date=reputation.as_of)


def _dns(dns: DnsFacts, speech: Speech) -> Iterator[tuple[str, str]]:
    if dns.exists is False:
        yield "dns", speech.say("the name does not exist (NXDOMAIN)")
    elif dns.addresses:
        yield "addresses", " ".join(dns.addresses)
    for address, why in dns.forbidden:
        yield "not contacted", f"{address}: {speech.word('evidence', why)}"
    if dns.ns_hosts:
        yield "nameservers", " ".join(defang(host) for host in dns.ns_hosts)
    failed = [f"{a.rtype} {speech.word('outcome', a.outcome.value)}" for a in dns.answers if not a.outcome.conclusive]
    if failed:
        yield "dns unknown", ", ".join(failed)


def _registration(registration: RegistrationFacts, evidence: Evidence, speech: Speech) -> Iterator[tuple[str, str]]:
    if registration.created is not None:
        age, date = (evidence.observed_at - registration.created).days, registration.created.date()
        told = "{date} ({days} days before it was seen)" if age >= 0 else "{date}, which is later than it was seen"
        yield "registered", speech.say(told, date=date, days=age)
    elif registration.date_notes:
        yield "registered", speech.say("yes; the date is not stated or could not be believed")
    else:
        yield "registered", speech.say("yes; the date is not stated")
    iana = f"IANA {registration.registrar_iana_id}" if registration.registrar_iana_id else ""
    yield "registrar", _join(registration.registrar, iana) or speech.say("not stated")
    if registration.abuse_email or registration.abuse_phone:
        yield "abuse contact", _join(registration.abuse_email, registration.abuse_phone)
    if registration.status:
        yield "status", ", ".join(registration.status)


def _certificate(certificate: CertificateFacts, speech: Speech) -> Iterator[tuple[str, str]]:
    if not certificate.parsed:
        yield "certificate", speech.say("could not be read; SHA-256 {sha256}", sha256=certificate.sha256)
        return
    dates = ""
    if certificate.not_before and certificate.not_after:
        dates = speech.say("{start} to {end}", start=f"{certificate.not_before:%Y-%m-%d}", end=f"{certificate.not_after:%Y-%m-%d}")
    issuer, checked = certificate.issuer_organisation or certificate.issuer_cn, speech.word("vetting", certificate.validation.upper())
    yield "certificate", _join(issuer, checked, dates, *(speech.word("evidence", problem) for problem in certificate.problems))


def _page(page: PageFacts, speech: Speech) -> Iterator[tuple[str, str]]:
    if page.barrier:
        yield "page", speech.say("hidden behind a {barrier}: what it says is unknown", barrier=page.barrier)
    if len(page.hops) > 1:
        yield "redirects", " → ".join(defang(hop.url) for hop in page.hops)
    cut = "" if page.complete else speech.say(", cut: {why}", why=page.incomplete_because)
    yield "landing", f"{defang(page.final_url)} (HTTP {page.status_code}{cut})"
    if page.title:
        yield "title", page.title
    if page.text_from == "data":
        yield "text", speech.say("read from the data that the page carries for its scripts; which of it a visitor sees is unknown")
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
    """In what another visitor's page differs. Behind a door, or without an answer, that is unknown and not "the same"."""
    if look.differed:
        return speech.say("differs in {differed}", differed=", ".join(look.differed))
    if look.outcome != "ok":
        return speech.say("unknown ({outcome})", outcome=look.outcome)
    if barrier := look.barrier or page.barrier:
        return speech.say("hidden behind a {barrier}: what it says is unknown", barrier=barrier)
    return speech.say("the same ({outcome})", outcome=look.outcome)


def qr_lines(pictures: Iterable[QrImage], speech: Speech = ENGLISH) -> Iterator[tuple[str, str]]:
    """A line a QR image: what is in it, or why that is unknown."""
    label = speech.word("label", "qr image")
    for picture in pictures:
        url = defang(picture.url)
        if picture.outcome != "ok":
            unknown = "unknown what is in {url}: {why} ({outcome})"
            yield label, speech.say(unknown, url=url, why=picture.reason, outcome=picture.outcome)
        elif picture.codes:
            how = speech.word("evidence", picture.reason) or f"SHA-256 {picture.sha256}"
            yield label, f"{url} ({how}): {' | '.join(map(defang, picture.codes))}"
        else:
            yield label, speech.say("no QR code is in {url} (SHA-256 {sha256})", url=url, sha256=picture.sha256)


def held_lines(row: Assessment, speech: Speech = ENGLISH) -> list[str]:
    """The rules that kept the verdict lower than its number."""
    return [speech.word("evidence", rule) for rule in row.held_back]


def cut_line(row: Assessment, speech: Speech = ENGLISH) -> str:
    """Where a limit was reached and the rest was not seen; "" when nowhere."""
    caps = "; ".join(speech.say("{stage}: {cap}", stage=c.stage, cap=c.cap) for c in row.caps)
    return speech.say("Cut short: {caps}", caps=caps) if caps else ""


def contact_lines(row: Assessment, speech: Speech = ENGLISH) -> list[str]:
    """A line a contact: kind, value, where it stood."""
    page = row.evidence.get("page")
    contacts = getattr(page.facts, "contacts", ()) if page is not None else ()
    lines = []
    for c in contacts[:20]:
        times = speech.say("{count} times", count=c.count) if c.count > 1 else ""
        stood = _join(speech.word("detail", c.detail), c.country, speech.word("where", c.where), times)
        lines.append(f"{padded(speech.word('contact', c.kind), 15)}{unlinked(c.value)}  ({unlinked(stood)})")
    return lines + ([speech.say("… and {count} more in the JSON", count=len(contacts) - 20)] if len(contacts) > 20 else [])


def route_lines(row: Assessment, speech: Speech = ENGLISH) -> list[str]:
    """A line for each who can act: what he is, who, how he is told, and whether that must be looked up first."""
    lines = []
    for route in row.report_to:
        local = desks.local(route.country, route.body, speech.language)
        who = _join(speech.body(route.body, local) if local else route.body, route.country)
        channel = _TELEPHONE.sub(lambda match: speech.say("tel. {number}", number=match[1]), route.channel)
        kind = padded(speech.word("desk", route.kind).replace("-", " "), 15)
        lines.append(f"{kind}{f'{who}: ' if who else ''}{channel}{doubt(route, speech)}")
    return lines


def doubt(route: Route, speech: Speech = ENGLISH) -> str:
    """What to do before a desk is written to that is not known for certain."""
    return speech.say(" (look it up first)") if route.certainty in ("likely", "unsure") else ""


def _join(*words: str) -> str:
    return ", ".join(word for word in words if word)


def unknown_lines(row: Assessment, spoken: Speech) -> list[str]:
    """A line a family that could not be checked, and which of all its signals could change most."""
    lines = [unknown_line(one, spoken) for one in row.unknown]
    heaviest = sorted({pair for one in row.unknown for pair in one.heaviest if one.weight}, key=lambda pair: (-pair[1], pair[0]))
    named = spoken.say(", ").join(f"{signal} ({nats:.1f})" for signal, nats in heaviest[:3])
    return [*lines, spoken.say("most could change by {signals}: `scamtriage explain` tells of each", signals=named)] if named else lines


def unknown_line(unknown: Unknown, spoken: Speech) -> str:
    """What could not be checked, why, and what it could do at most."""
    told = "{family}, in part: {why}" if unknown.part else "{family}: {why}"
    words = unlinked(spoken.say(told, family=unknown.family, why=unknown.because))
    adds, takes = (f"{nats:.1f}" if nats >= 0.05 else "" for nats in (unknown.adds, unknown.takes))
    if adds and takes:
        return words + spoken.say(" (could add up to {adds} or take up to {takes})", adds=adds, takes=takes)
    if adds:
        return words + spoken.say(" (could add up to {adds})", adds=adds)
    return words + (spoken.say(" (could take up to {takes})", takes=takes) if takes else "")
