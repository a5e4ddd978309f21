"""Which server a WHOIS record names as its registrar's. Whoever registers a name must not choose it."""

import pytest

from scamtriage.parse.whois.referral import registrar_server


@pytest.mark.parametrize(
    "record",
    [
        "Domain Name: a.top\nRegistrar WHOIS Server: whois.names.example\n",
        "   Domain Name: A.COM\n   Registrar: X\n   Whois Server: whois.names.example\n",
        "http://www.registry.example\n\n   Domain Name: A.COM\n   Whois Server: whois.names.example\n",
        "Registrar WHOIS Server:\twhois.names.example\n",
        "Domain name:\n    a.uk\n\nRegistrar:\n    X\n    WHOIS Server: whois.names.example\n",
    ],
)
def test_the_registry_names_the_server(record: str) -> None:
    assert registrar_server(record.encode()) == "whois.names.example"


@pytest.mark.parametrize(
    "record",
    [
        "Domain Name: a.sg\nRegistrant:\n   Address: 1 Road\n       Registrar WHOIS Server: whois.names.example\nCreated: 2026-01-01\n",
        "    Domain name:\n        a.uk\n\n    Registrant's address:\n        1 Road\n        Whois Server: whois.names.example\n",
        "domain: a.id\nowner:\n\tWHOIS Server: whois.names.example\n",
        "Registrar: X\n  Registrar WHOIS Server: whois.names.example\n",
        "Domain name: a.uk\nRegistrant:\n    Registrar:\n    WHOIS Server: whois.names.example\n",
        "Domain name: a.uk\nRegistrar:\n    X\nRegistrant:\n    WHOIS Server: whois.names.example\n",
    ],
)
def test_an_indented_line_below_a_persons_field_does_not(record: str) -> None:
    assert registrar_server(record.encode()) == ""
