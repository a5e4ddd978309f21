"""MISP events, one for each site, with the objects that police, banks and CERTs correlate by.

An event is unpublished and limited to the own organisation; a person decides in MISP who receives it. Detection flags (`to_ids`) are set on
the name and the page of likely scams, never on IP addresses, which honest sites share.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from scamtriage.knowledge import taxonomies
from scamtriage.knowledge.pages import contact_table
from scamtriage.records.assessment import COMPROMISED, Assessment, Refusal
from scamtriage.records.facts import CertificateFacts, Contact, PageFacts
from scamtriage.render import disclosure, report_text
from scamtriage.render.json import dumps
from scamtriage.render.style import Sharing, Style
from scamtriage.render.text import plain

TEMPLATES = {
    "url": ("60efb77b-40b5-4c46-871b-ed1ed999fce5", 10, "network"),
    "domain-ip": ("43b3b146-77eb-4931-b4cc-b66c60f28734", 11, "network"),
    "whois": ("429faea1-34ff-47af-8a00-7c62d3be5a6a", 10, "network"),
    "x509": ("d1ab756a-26b5-4349-9f43-765630f0911c", 14, "network"),
    "favicon": ("485892f1-a767-4e9b-b5f8-7f86d1308674", 1, "network"),
    "report": ("70a68471-df22-4e3f-aa1a-5a3be19f82df", 8, "misc"),
    "phone-number": ("c4b5a67c-63d2-11ec-90d6-0242ac120003", 1, "mobile"),
    "coin-address": ("d0e6997e-78da-4815-a6a1-cfc1c1cb8a46", 7, "financial"),
    "bank-account": ("b4712203-95a8-4883-80e9-b566f5df11c9", 3, "financial"),
    "telegram-account": ("06f02ecf-5afb-42c5-9cb0-b362e222f52c", 2, "misc"),
    "user-account": ("49606b06-22f0-4ac8-8eee-2f12ad46f3d3", 6, "misc"),
}
"""Object -> (identifier, version, meta-category) of its template in MISP 2.5 (2026-11)."""
NETWORK, OTHER, MONEY, PERSON = "Network activity", "Other", "Financial fraud", "Person"

Part = dict[str, Any]
Cell = tuple[str, str, str, str]
"""Relation within the object, type of the attribute, category of the attribute, value."""


def render(rows: Iterable[Assessment | Refusal], style: Style) -> Iterator[str]:
    """Yield the format of MISP's search response, which MISP can import: the same for any number of events."""
    events = (dumps({"Event": _event(row, style.sharing)}, indent=not style.several) for row in disclosure.shareable(rows))
    yield '{"response": ['
    separator = "\n"
    for event in events:
        yield separator + event
        separator = ",\n"
    yield "\n]}\n"


def _event(row: Assessment, sharing: Sharing) -> Part:
    assert row.observed_at is not None
    uuid = disclosure.identifier("misp", sharing.mailbox, *report_text.identity_parts(row, sharing))
    words = taxonomies.load()
    return {
        "uuid": uuid,
        "info": f"{report_text.why(row)}: {plain(row.target.host)}",
        "date": row.observed_at.date().isoformat(),
        "timestamp": _epoch(row, sharing),
        "threat_level_id": str(words.threat_level.get(row.urgency, 4)),
        "analysis": "1",
        "distribution": "0",
        "published": False,
        "Tag": [{"name": name} for name in _tags(row, sharing, words)],
        "Attribute": [],
        "Object": [
            _object(row, sharing, uuid, number, name, cells)
            for number, (name, cells) in enumerate(_objects(row, sharing))
            if any(c[3] for c in cells)
        ],
    }


def _tags(row: Assessment, sharing: Sharing, words: taxonomies.Exchange) -> Iterator[str]:
    yield f"tlp:{sharing.tlp}"
    yield f'estimative-language:likelihood-probability="{words.likelihood[row.verdict]}"'
    yield 'workflow:todo="review-for-false-positive"'
    yield 'phishing:report-type="automatic-reporting"'
    yield from dict.fromkeys(f'rsit:fraud="{named.rsit}"' for t in row.scam_types if (named := words.types[t.type]).rsit)
    if COMPROMISED in row.states:
        yield 'domain-abuse:domain-access-method="compromised-webserver"'
    yield from (f'scamtriage:type="{t.type}"' for t in row.scam_types)
    yield from (f'scamtriage:flag="{flag}"' for flag in report_text.flags(row))
    yield from (f'scamtriage:state="{state}"' for state in row.states)


def _objects(row: Assessment, sharing: Sharing) -> Iterator[tuple[str, list[Cell]]]:
    """Yield (name of the object, its attributes). Attributes without a value are dropped later."""
    first, last = map(disclosure.stamp, disclosure.seen(row, sharing))
    host, page, kept = row.target.host, row.facts("page", PageFacts), disclosure.withholding(row, sharing)
    yield (
        "report",
        [
            ("title", "text", OTHER, f"{report_text.verdict(row)}: {plain(host)}"),
            ("type", "text", OTHER, "Report"),
            ("summary", "text", OTHER, report_text.summary(row, sharing)),
            ("case-number", "text", OTHER, f"sha256:{row.evidence_digest}"),
        ],
    )
    yield (
        "url",
        [
            ("url", "url", NETWORK, disclosure.page_url(row, sharing)),
            ("host", "hostname", NETWORK, "" if row.target.is_ip else host),
            ("first-seen", "datetime", OTHER, first),
            ("last-seen", "datetime", OTHER, last),
        ],
    )
    yield (
        "domain-ip",
        [
            ("domain", "domain", NETWORK, "" if row.target.is_ip else host),
            *(("ip", "ip-dst", NETWORK, ip) for ip in disclosure.addresses(row)),
            ("last-seen", "datetime", OTHER, last),
        ],
    )
    if (registration := disclosure.registration(row)) is not None:
        yield (
            "whois",
            [
                ("domain", "domain", NETWORK, registration.name),
                ("registrar", "whois-registrar", "Attribution", plain(registration.registrar)),
                ("creation-date", "datetime", OTHER, disclosure.stamp(registration.created)),
                ("expiration-date", "datetime", OTHER, disclosure.stamp(registration.expires)),
                *(("nameserver", "hostname", NETWORK, name) for name in registration.nameservers),
            ],
        )
    if (certificate := row.facts("certificate", CertificateFacts)) is not None:
        yield (
            "x509",
            [
                ("x509-fingerprint-sha256", "x509-fingerprint-sha256", NETWORK, certificate.sha256),
                ("issuer", "text", OTHER, plain(kept.text(certificate.issuer_cn))),
                ("subject", "text", OTHER, plain(kept.text(certificate.subject_cn))),
                ("validity-not-before", "datetime", OTHER, disclosure.stamp(certificate.not_before)),
                ("validity-not-after", "datetime", OTHER, disclosure.stamp(certificate.not_after)),
            ],
        )
    if page is not None and page.favicon_mmh3 is not None and disclosure.stayed(row):
        yield "favicon", [("favicon-mmh3", "favicon-mmh3", NETWORK, str(page.favicon_mmh3))]
    yield from (_contact(contact) for contact in disclosure.contacts(row, sharing) if contact.kind != "remote-tool")
    url, landing = disclosure.landing(row, sharing)
    yield "url", [("url", "url", NETWORK, url), ("host", "hostname", NETWORK, landing)]


def _contact(contact: Contact) -> tuple[str, list[Cell]]:
    value = plain(contact.value)
    match contact.kind:
        case "phone" | "hotline":
            return "phone-number", [("phone-number", "phone-number", PERSON, value), ("text", "text", OTHER, plain(contact.detail))]
        case "wallet":
            return "coin-address", [
                ("address-crypto", "text", MONEY, value), ("symbol", "text", OTHER, plain(contact.detail)),
            ]  # fmt: skip
        case "bank-account" | "payment-qr":
            return "bank-account", _account(contact, value)
        case "telegram":
            return "telegram-account", [("username", "text", OTHER, value)]
        case "email":
            return "user-account", [("account-type", "text", OTHER, "email"), ("username", "text", OTHER, value)]
        case _:
            return "user-account", [("account-type", "text", OTHER, contact.kind), ("username", "text", OTHER, value)]


def _account(contact: Contact, value: str) -> list[Cell]:
    """Return an account's number, and the bank that has it: a scheme by which one pays into accounts at any bank is no institution, nor is
    the word IBAN, and the code of a payment has the number of a bank where its name is not known.
    """
    if contact.detail == "IBAN":
        return [("iban", "iban", MONEY, value)]
    if contact.kind == "payment-qr":
        bank = next((part[len(_BANK) :] for part in contact.detail.split(", ", 2)[1:2] if part.startswith(_BANK)), "")
    else:
        bank = _institution(contact.detail)
    return [
        ("account", "bank-account-nr", MONEY, value),
        ("institution-code" if bank.isdecimal() else "institution-name", "text", OTHER, plain(bank)),
        ("text", "text", OTHER, plain(contact.detail) if contact.detail != bank else ""),
    ]


_BANK = "bank "


def _institution(detail: str) -> str:
    """Return the bank or the purse that is told of an account, "" for none: "Maybank", "GCash mobile", but not "PromptPay mobile"."""
    table = contact_table.channels()
    purse = detail.rpartition(" ")[0]
    if any(purse == payee.name for payee in table.payees):
        return "" if any(purse == code.scheme for code in table.qr.values()) else purse
    return "" if any(detail.startswith(f"{payee.name} / ") for payee in table.payees) else detail


def _object(row: Assessment, sharing: Sharing, event: str, number: int, name: str, cells: list[Cell]) -> Part:
    template, version, category = TEMPLATES[name]
    uuid = disclosure.identifier(event, number, name)
    blocked = {("url", disclosure.blockable_url(row, sharing))} if name == "url" else set()
    if name in ("url", "domain-ip") and disclosure.host_can_be_blocked(row):
        blocked |= {("domain", row.target.host), ("hostname", row.target.host)}
    attributes = [
        {
            "uuid": disclosure.identifier(uuid, place, relation),
            "object_relation": relation,
            "type": kind,
            "category": category_,
            "value": value,
            "to_ids": (kind, value) in blocked,
            "disable_correlation": kind in ("text", "datetime"),
            "timestamp": _epoch(row, sharing),
            "distribution": "5",
        }
        for place, (relation, kind, category_, value) in enumerate(cells)
        if value
    ]
    return {
        "uuid": uuid, "name": name, "meta-category": category, "template_uuid": template, "template_version": str(version),
        "timestamp": _epoch(row, sharing), "distribution": "5", "Attribute": attributes,
    }  # fmt: skip


def _epoch(row: Assessment, sharing: Sharing) -> str:
    return str(int(disclosure.seen(row, sharing)[1].timestamp()))
