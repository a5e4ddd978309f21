"""What RDAP and WHOIS share is read whole or not at all: half an address is somebody else's."""

import pytest

from scamtriage.parse.registration import terms


@pytest.mark.parametrize(
    ("raw", "address"),
    [
        ("Abuse: <abuse@registrar.example>.", "abuse@registrar.example"),
        ("'abuse@registrar.example'", "abuse@registrar.example"),
        ("email=abuse@registrar.example;", "abuse@registrar.example"),
        ("e-mail/abuse@registrar.example", "abuse@registrar.example"),
        ("|abuse@registrar.example|", "abuse@registrar.example"),
        ("abuse@registrar.example, legal@registrar.example", "abuse@registrar.example"),
        ("邮箱abuse@registrar.example请来信", "abuse@registrar.example"),
        ("อีเมลabuse@thnic.co.th", "abuse@thnic.co.th"),
        ("abuse@x.xn--p1ai", "abuse@x.xn--p1ai"),
        ("a@b@registrar.example or abuse@registrar.example", "abuse@registrar.example"),
        ("abuse@registrar.example或legal@registrar.example", "abuse@registrar.example"),
        ("อีเมลabuse@thnic.co.thโทร.02-105-4007", "abuse@thnic.co.th"),
    ],
)
def test_an_address_is_read_without_what_surrounds_it(raw: str, address: str) -> None:
    assert terms.email(raw) == address


@pytest.mark.parametrize(
    "raw",
    [
        "abuse@mail.bücher.example",
        "abuse@mail.x中国.example",
        "abuse@mail.xé.example",
        "abuse@xn.дом.example",
        "ünabuse@registrar.example",
        "abuse@registrar.example_old",
        "abuse@a.b.c.d.e.f.g.h.i.j.example",
        "abuse@192.0.2.1",
        "abuse@evil.example@registrar.example",
        f"{'a' * 70}abuse@registrar.example",
    ],
)
def test_half_an_address_is_none(raw: str) -> None:
    assert terms.email(raw) == ""


@pytest.mark.parametrize(
    "address", ["no-email@apnic.net", "unread@ripe.net", "NoReply@registrar.com", "abuse@example.com", "abuse@x.invalid"]
)
def test_a_stand_in_is_read_by_nobody(address: str) -> None:
    assert not terms.is_read(address)


@pytest.mark.parametrize("address", ["abuse@registrar.com", "noc@apnic.net", "nobodys-desk@registrar.com", "abuse@mail.example"])
def test_other_addresses_may_be_read(address: str) -> None:
    assert terms.is_read(address)
