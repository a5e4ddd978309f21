"""An RDAP answer about a domain, made up, and its reader as the tests use it."""

import json
from typing import Any

from scamtriage.parse.rdap import domain as rdap
from scamtriage.records.facts import (
    RegistrationAbsent,
    RegistrationFacts,
    RegistrationLimited,
    RegistrationMalformed,
    RegistrationResult,
)

NAME = "lucky-parcel.example"
CLOSED_SET = (RegistrationFacts, RegistrationAbsent, RegistrationLimited, RegistrationMalformed)


def card(*properties: list[Any]) -> list[Any]:
    return ["vcard", [["version", {}, "text", "4.0"], *properties]]


def answer(**changes: Any) -> dict[str, Any]:
    """A whole answer of a registry, with some members changed; None leaves one out."""
    document: dict[str, Any] = {
        "objectClassName": "domain",
        "handle": "1-EXAMPLE",
        "ldhName": "LUCKY-PARCEL.EXAMPLE",
        "status": ["client transfer prohibited", "add period"],
        "events": [
            {"eventAction": "registration", "eventDate": "2024-02-29T23:30:00Z"},
            {"eventAction": "expiration", "eventDate": "2025-02-28T23:30:00Z"},
            {"eventAction": "last changed", "eventDate": "2024-03-02T10:00:00.123Z"},
            {"eventAction": "last update of RDAP database", "eventDate": "2024-03-03T00:00:00Z"},
        ],
        "nameservers": [{"objectClassName": "nameserver", "ldhName": "NS2.PARCEL.EXAMPLE."}, {"ldhName": "ns1.parcel.example"}],
        "secureDNS": {"delegationSigned": False},
        "entities": [
            {
                "objectClassName": "entity",
                "handle": "4242",
                "roles": ["registrar"],
                "publicIds": [{"type": "IANA Registrar ID", "identifier": "4242"}],
                "vcardArray": card(["fn", {}, "text", "Example Names, Inc."]),
                "entities": [
                    {
                        "roles": ["abuse"],
                        "vcardArray": card(
                            ["tel", {"type": ["voice"]}, "uri", "tel:+1.5550100"],
                            ["tel", {"type": "fax"}, "uri", "tel:+1.5550199"],
                            ["email", {}, "text", "abuse@registrar.example"],
                        ),
                    }
                ],
            },
            {
                "roles": ["registrant"],
                "vcardArray": card(
                    ["fn", {}, "text", "Somchai Example"],
                    ["org", {}, "text", ["Parcel Trading"]],
                    ["adr", {"cc": "TH"}, "text", ["", "", "1 Road", "Bangkok", "", "10110", ""]],
                    ["email", {}, "text", "boss@parcel.example"],
                ),
            },
        ],
        "links": [
            {"rel": "self", "href": "https://rdap.registry.example/domain/LUCKY-PARCEL.EXAMPLE", "type": "application/rdap+json"},
            {"rel": "related", "href": "https://rdap.registrar.example/domain/LUCKY-PARCEL.EXAMPLE", "type": "application/rdap+json"},
        ],
        "notices": [{"title": "Terms of Use", "description": ["Queries are rate limited; you may be blocked if you exceed the limit."]}],
    }
    document |= changes
    return {key: value for key, value in document.items() if value is not None}


def parse(document: object, domain: str = NAME, **options: Any) -> RegistrationResult:
    return rdap.parse(document if isinstance(document, bytes) else json.dumps(document).encode(), domain, **options)


def facts(document: object, domain: str = NAME, **options: Any) -> RegistrationFacts:
    result = parse(document, domain, **options)
    assert isinstance(result, RegistrationFacts), result
    return result
