"""STIX 2.1: one bundle, which a platform can merge with other reports about the same site.

Observables have the identifiers that the standard derives from their values, so two reporters of one site produce the same objects. Only
standard objects are used. Messengers, telephones, wallets and accounts are `user-account`, whose `account_type` is an open list.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

import orjson

from scamtriage import __version__
from scamtriage.knowledge import taxonomies
from scamtriage.records import lazy_re
from scamtriage.records.assessment import COMPROMISED, Assessment, Refusal
from scamtriage.records.facts import AddressHolder, CertificateFacts, Contact, HostingFacts
from scamtriage.render import disclosure, report_text
from scamtriage.render.json import dumps
from scamtriage.render.redaction import Withholding
from scamtriage.render.style import Sharing, Style
from scamtriage.render.text import plain

OBSERVABLES = UUID("00abedb4-aa42-466c-9c01-fed23315a9b7")
"""Namespace for identifiers of observables (STIX 2.1, section 2.9)."""
TLP_EXTENSION = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d"
TLP = {
    "clear": "marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487",
    "green": "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb",
    "amber": "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421",
    "amber+strict": "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003",
    "red": "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1",
}
"""Marking definitions of the Traffic Light Protocol 2.0, as published by OASIS."""
_TLP_MADE = "2022-10-01T00:00:00.000Z"
_IDENTITIES_MADE = "2026-11-26T00:00:00.000Z"
"""Fixed creation time of identities: the identifier is fixed, and the standard then requires the same time."""
_ACCOUNTS = {
    "email": "",
    "remote-tool": "",
    "payment-qr": "payment-qr",
    "hotline": "phone",
    "whatsapp-group": "whatsapp",
    "telegram-bot": "telegram",
}
"""Kinds of contact whose `account_type` differs from the kind."""

_SHA256 = lazy_re.compile(r"[0-9a-fA-F]{64}")

Object = dict[str, Any]


def render(rows: Iterable[Assessment | Refusal], style: Style) -> Iterator[str]:
    """Yield a bundle, object by object. Its identifier comes last, since it is derived from all of them."""
    marking, maker = _marking(style.sharing.tlp), _maker(style.sharing)
    yield '{\n"type": "bundle",\n"objects": [\n' + dumps(marking) + ",\n" + dumps(maker)
    seen = {marking["id"], maker["id"]}
    whole = disclosure.identifier("bundle", marking["id"], maker["id"])
    for row in disclosure.shareable(rows):
        for one in _objects(row, style.sharing, maker["id"]):
            if one["id"] not in seen:
                seen.add(one["id"])
                whole = disclosure.identifier(whole, one["id"])
                yield ",\n" + dumps(one)
    yield f'\n],\n"id": "bundle--{whole}"\n}}\n'


def _objects(row: Assessment, sharing: Sharing, maker: str) -> Iterator[Object]:
    """Yield the observables of one site, the observation that joins them, an indicator if the site can be blocked, and the judgement."""
    made = {"created_by_ref": maker, "object_marking_refs": [TLP[sharing.tlp]]}
    observables = [one | {"object_marking_refs": made["object_marking_refs"]} for one in _observables(row, sharing)]
    yield from observables
    first, last = map(disclosure.stamp, disclosure.seen(row, sharing))
    times = {"created": last, "modified": last}
    name = (maker, *report_text.identity_parts(row, sharing))
    observed = _object("observed-data", name) | made | times
    observed |= {
        "first_observed": first,
        "last_observed": last,
        "number_observed": 1,
        "object_refs": list(dict.fromkeys(one["id"] for one in observables)),
    }
    yield observed
    refs, summary = [observed["id"]], report_text.summary(row, sharing)
    if _blocked(row, sharing):
        indicator = _object("indicator", name) | made | times | _indicator(row, sharing, summary)
        yield indicator
        yield _object("relationship", name) | made | times | {
            "relationship_type": "based-on", "source_ref": indicator["id"], "target_ref": observed["id"],
        }  # fmt: skip
        refs.append(indicator["id"])
    yield (
        _object("note", name)
        | made
        | times
        | {
            "abstract": f"{report_text.HACKED if COMPROMISED in row.states else report_text.verdict(row)}: {plain(row.target.host)}",
            "content": summary,
            "authors": [f"scamtriage {__version__}"],
            "lang": row.language,
            "external_references": [{"source_name": "scamtriage evidence", "external_id": f"sha256:{row.evidence_digest}"}],
            "object_refs": refs,
        }
    )


def _indicator(row: Assessment, sharing: Sharing, summary: str) -> Object:
    _, seen = disclosure.seen(row, sharing)
    return {
        "name": f"{row.verdict}: {plain(row.target.host)}",
        "description": summary,
        "indicator_types": ["malicious-activity"],
        "labels": [t.type for t in row.scam_types] + list(report_text.flags(row)) or ["scam"],
        "pattern": " OR ".join(f"[{kind}:value = '{_quoted(value)}']" for kind, value in _blocked(row, sharing)),
        "pattern_type": "stix",
        "pattern_version": "2.1",
        "valid_from": disclosure.stamp(seen),
        "valid_until": disclosure.stamp(_later(seen, timedelta(days=taxonomies.load().valid_days))),
        "confidence": round(100 * disclosure.certainty(row)),
    }


def _blocked(row: Assessment, sharing: Sharing) -> list[tuple[str, str]]:
    """Return what the indicator's pattern matches."""
    url = disclosure.blockable_url(row, sharing)
    return ([("url", url)] if url else []) + ([("domain-name", row.target.host)] if disclosure.host_can_be_blocked(row) else [])


def _later(moment: datetime, by: timedelta) -> datetime:
    """Return the later time, limited to the last year of the calendar: foreign evidence may contain any year."""
    return moment + min(by, datetime.max.replace(tzinfo=moment.tzinfo) - moment)


def _observables(row: Assessment, sharing: Sharing) -> Iterator[Object]:
    hosting = row.facts("hosting", HostingFacts)
    known = [holder for holder in hosting.addresses if holder.asn] if hosting is not None else []
    networks = {holder.ip: _network(holder) for holder in known}
    yield from networks.values()
    found = [
        _observable("ipv6-addr" if ":" in ip else "ipv4-addr", {"value": ip})
        | ({"belongs_to_refs": [networks[ip]["id"]]} if ip in networks else {})
        for ip in disclosure.addresses(row)
    ]
    yield from found
    if not row.target.is_ip:
        yield _observable("domain-name", {"value": row.target.host}) | ({"resolves_to_refs": [one["id"] for one in found]} if found else {})
    yield _observable("url", {"value": disclosure.page_url(row, sharing)})
    url, host = disclosure.landing(row, sharing)
    if host:
        yield _observable("domain-name", {"value": host})
    if url:
        yield _observable("url", {"value": url})
    if (certificate := row.facts("certificate", CertificateFacts)) is not None and _SHA256.fullmatch(certificate.sha256):
        yield _certificate(certificate, disclosure.withholding(row, sharing))
    for contact in disclosure.contacts(row, sharing):
        yield _contact(contact)


def _network(holder: AddressHolder) -> Object:
    return _observable("autonomous-system", {"number": holder.asn}) | ({"name": plain(holder.holder, 200)} if holder.holder else {})


def _certificate(certificate: CertificateFacts, kept: Withholding) -> Object:
    known = {
        "issuer": plain(kept.text(certificate.issuer_cn or certificate.issuer_organisation), 500),
        "subject": plain(kept.text(certificate.subject_cn), 500),
        "validity_not_before": disclosure.stamp(certificate.not_before),
        "validity_not_after": disclosure.stamp(certificate.not_after),
    }
    return _observable("x509-certificate", {"hashes": {"SHA-256": certificate.sha256}}) | {
        key: value for key, value in known.items() if value
    }


def _contact(contact: Contact) -> Object:
    value = plain(contact.value, 500)
    match contact.kind:
        case "email":
            return _observable("email-addr", {"value": value})
        case "remote-tool":
            return _observable("software", {"name": value})
        case "wallet":
            kind = f"wallet-{plain(contact.detail, 40).lower()}" if contact.detail else "wallet"
        case _:
            kind = _ACCOUNTS.get(contact.kind, contact.kind)
    return _observable("user-account", {"account_type": kind, "user_id": value})


def _observable(kind: str, contributing: Object) -> Object:
    """Return an observable whose identifier is derived from these properties, as the standard requires."""
    canonical = orjson.dumps(contributing, option=orjson.OPT_SORT_KEYS).decode()  # RFC 8785 for text and integers
    return {"type": kind, "spec_version": "2.1", "id": f"{kind}--{uuid5(OBSERVABLES, canonical)}"} | contributing


def _object(kind: str, name: tuple[str, ...]) -> Object:
    """Return the head of an object whose identifier is our own."""
    return {"type": kind, "spec_version": "2.1", "id": f"{kind}--{disclosure.identifier(kind, *name)}"}


def _maker(sharing: Sharing) -> Object:
    contact = f"{sharing.organisation} <{sharing.mailbox}>"
    return _object("identity", (contact,)) | {
        "created": _IDENTITIES_MADE, "modified": _IDENTITIES_MADE, "name": plain(sharing.organisation), "identity_class": "organization",
        "contact_information": plain(sharing.mailbox),
    }  # fmt: skip


def _marking(tlp: str) -> Object:
    return {
        "type": "marking-definition", "spec_version": "2.1", "id": TLP[tlp], "created": _TLP_MADE, "name": f"TLP:{tlp.upper()}",
        "extensions": {TLP_EXTENSION: {"extension_type": "property-extension", "tlp_2_0": tlp}},
    }  # fmt: skip


def _quoted(value: str) -> str:
    """Escape a value as a string of the pattern language."""
    return value.replace("\\", "\\\\").replace("'", "\\'")
