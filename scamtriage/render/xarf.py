"""XARF 4: reports that abuse desks of hosts and registrars process by machine. One for each site."""

import hashlib
from base64 import b64encode
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import count, groupby
from typing import Any

from scamtriage.knowledge import taxonomies
from scamtriage.knowledge.hosts import lent_names
from scamtriage.records import lazy_re
from scamtriage.records.assessment import COMPROMISED, Assessment, Refusal, Verdict
from scamtriage.records.facts import AddressHolder, CertificateFacts, DnsFacts, HostingFacts, PageFacts
from scamtriage.render import disclosure, report_text
from scamtriage.render.json import dumps
from scamtriage.render.redaction import Withholding
from scamtriage.render.style import Sharing, Style
from scamtriage.render.text import plain

VERSION = "4.2.0"
MOST_TAGS = 20
MOST_DESCRIBED = 1_000
"""Most characters of the description."""
_DOMAIN = lazy_re.compile(r"([a-z0-9]+(-[a-z0-9]+)*\.)+[a-z]{2,}")
"""Domain names that the schema accepts; names with an encoded ending are only in the URL."""
_COUNTRY = lazy_re.compile(r"[A-Z]{2}")
_MOST_ASN = 2**32 - 1

Part = dict[str, Any]


def render(rows: Iterable[Assessment | Refusal], style: Style) -> Iterator[str]:
    """Yield an array of reports, for any number of them."""
    reports = (_report(row, style.sharing) for row in disclosure.shareable(rows))
    number = -1
    for number, report in zip(count(), reports, strict=False):
        yield ("[\n" if not number else ",\n") + dumps(report, indent=True)
    yield "\n]\n" if number >= 0 else "[]\n"


def _report(row: Assessment, sharing: Sharing) -> Part:
    assert row.observed_at is not None
    seen = disclosure.stamp(disclosure.moment(row.observed_at, sharing, to_host=True))
    who = {"org": plain(sharing.organisation, 200), "contact": sharing.mailbox, "domain": sharing.mailbox.rpartition("@")[2]}
    kinds = [t.type for t in row.scam_types]
    named = taxonomies.load().types[kinds[0]] if kinds else taxonomies.Named(xarf="fraud", fraud_type="other")
    tags = [f"tlp:{sharing.tlp}", f"verdict:{row.verdict}"]
    tags += (
        [f"scam:{kind}" for kind in kinds]
        + [f"flag:{flag}" for flag in report_text.flags(row)]
        + [f"state:{state}" for state in report_text.states(row, to_host=True)]
    )
    return {
        "xarf_version": VERSION,
        "report_id": disclosure.identifier("xarf", who["contact"], *report_text.identity_parts(row, sharing)),
        "timestamp": seen,
        "reporter": who,
        "sender": who,
        "source_identifier": next(iter(disclosure.addresses(row)), row.target.host),
        "category": "content",
        "type": "remote_compromise" if COMPROMISED in row.states else named.xarf,
        **_judged(row),
        "tags": tags[:MOST_TAGS],
        "description": report_text.summary(row, sharing, MOST_DESCRIBED, to_host=True),
        "evidence": [_words(report_text.summary(row, sharing, to_host=True))],
        "url": disclosure.uri(disclosure.page_url(row, sharing)),
        **({"domain": row.target.host} if _DOMAIN.fullmatch(row.target.host) and not lent_names.is_shared(row.target.host) else {}),
        **({"verified_at": seen, "verification_method": "automated_crawler"} if _is_verified(row) else {}),
        **_place(row, sharing),
        **_content(row, sharing, named),
    }


def _judged(row: Assessment) -> Part:
    """Return who takes the site for a scam, and how sure: what stands on the reporter's list alone, no scan has found."""
    if row.verdict.rank < Verdict.LIKELY_SCAM.rank and COMPROMISED not in row.states:
        return {"evidence_source": "researcher_analysis"}
    return {"evidence_source": "automated_scan", "confidence": disclosure.certainty(row)}


def _is_verified(row: Assessment) -> bool:
    """Whether the page was read, which the standard means by this: not where it could not be reached, was hidden behind a barrier, or where
    the address leads to a known organisation by now."""
    page = row.facts("page", PageFacts)
    if page is None or (page.final_host != row.target.host and disclosure.is_checked_body(page.final_host)):
        return False
    return not page.door and "active" in row.states


def _words(text: str) -> Part:
    """Return all reasons as an attachment, since the description has room for few."""
    raw = text.encode()
    return {
        "content_type": "text/plain",
        "description": "Reasons, each with its weight in nats; rules; digest of the evidence",
        "payload": b64encode(raw).decode(),
        "hash": f"sha256:{hashlib.sha256(raw).hexdigest()}",
        "size": len(raw),
    }


def _place(row: Assessment, sharing: Sharing) -> Part:
    """Return where the site is hosted: registrar, name servers, addresses, certificate."""
    found: Part = {}
    if (registration := disclosure.registration(row)) is not None:
        dates = {"created_date": registration.created, "updated_date": registration.updated, "expiry_date": registration.expires}
        whois = {key: disclosure.stamp(moment) for key, moment in dates.items() if isinstance(moment, datetime)}
        if "@" in registration.abuse_email:
            whois["registrar_abuse_contact"] = plain(registration.abuse_email)
        found |= {"registrar": plain(registration.registrar), "nameservers": list(registration.nameservers), "whois": whois}
    if (dns := row.facts("dns", DnsFacts)) is not None:
        kinds = {
            "a": [ip for ip in disclosure.addresses(row) if ":" not in ip and ip in dns.addresses],
            "aaaa": [ip for ip in disclosure.addresses(row) if ":" in ip and ip in dns.addresses],
            "mx": list(dns.mx_hosts),
        }
        found |= {"dns_records": {kind: values for kind, values in kinds.items() if values}}
    stands = next(iter(disclosure.addresses(row)), "")
    for holder in [one for one in _holders(row) if one.ip == stands]:
        found |= {"hosting_provider": plain(holder.cdn or holder.holder)}
        found |= {"country_code": holder.country} if _COUNTRY.fullmatch(holder.country) else {}
        found |= {"asn": holder.asn} if holder.asn and 0 < holder.asn <= _MOST_ASN else {}
    if (certificate := row.facts("certificate", CertificateFacts)) is not None:
        found["ssl_certificate"] = {"fingerprint": certificate.sha256} | _named(certificate, disclosure.withholding(row, sharing))
    return {key: value for key, value in found.items() if value}


def _named(certificate: CertificateFacts, kept: Withholding) -> Part:
    dates = {"valid_from": certificate.not_before, "valid_to": certificate.not_after}
    named = {"issuer": plain(kept.text(certificate.issuer_cn)), "subject": plain(kept.text(certificate.subject_cn))}
    return {key: words for key, words in named.items() if words} | {
        key: disclosure.stamp(moment) for key, moment in dates.items() if moment
    }


def _content(row: Assessment, sharing: Sharing, named: taxonomies.Named) -> Part:
    """Return what the site does, in the fields of its report type. By what a phishing page lures nobody has seen: that may be a message."""
    if COMPROMISED in row.states:
        return {"compromise_type": "phishing_kit" if named.xarf == "phishing" else "other"}
    brand = {"target_brand": brands[0]} if (brands := report_text.brands(row)) else {}
    page = disclosure.own_page(row)
    if named.xarf == "phishing":
        found: Part = {}
        if page is not None:
            kept = disclosure.withholding(row, sharing)
            chain, sent = _chain(row, page, disclosure.page_url(row, sharing), kept), _sent(page, kept)
            found |= {
                "credential_fields": list(page.asks),
                "redirect_chain": chain if len(chain) > 1 else [],
                "submission_url": sent,
            }
        return brand | {key: value for key, value in found.items() if value}
    coins = taxonomies.load().coins
    wallets = [
        {"currency": coins.get(c.detail, "other"), "address": plain(c.value)}
        for c in disclosure.contacts(row, sharing)
        if c.kind == "wallet"
    ]
    claimed = {"claimed_entity": brand["target_brand"]} if brand else {}
    return brand | claimed | {"fraud_type": named.fraud_type} | ({"cryptocurrency_addresses": wallets} if wallets else {})


def _chain(row: Assessment, page: PageFacts, begins: str, kept: Withholding) -> list[str]:
    """Return the redirects to the page, as far as they may be shared."""
    first = disclosure.reached_url(row)
    told = [begins if hop.url == first else kept.address(hop.url) for hop in page.way]
    return [disclosure.uri(url) for url, _ in groupby(told) if url]


def _sent(page: PageFacts, kept: Withholding) -> str:
    """Return the URL that receives the visitors' input, or "" if unknown. Also "" if a known organisation owns it, since a page may name
    anyone, and if it is the page's own host: cut to its root it would be another page, on a hacked site the owner's."""
    asking = [form for form in page.forms if form.action.startswith("http") and any(field.asks for field in form.fields)]
    told = [
        kept.address(form.action)
        for form in asking
        if not (form.action_host == page.final_host or disclosure.is_checked_body(form.action_host))
    ]
    return disclosure.uri(next((url for url in told if url), ""))


def _holders(row: Assessment) -> tuple[AddressHolder, ...]:
    hosting = row.facts("hosting", HostingFacts)
    return hosting.addresses if hosting is not None else ()
