"""What a MISP event says of an account: its number, and the institution that has it, which a scheme for paying is not."""

import json

import pytest
from msgspec.structs import replace

from scamtriage.records.facts import Contact
from tests.render.reports import FAULTS, accused, landed, said


def told(contact: Contact) -> dict[str, str]:
    """Relation -> value, of the object of an account."""
    row = next(row for row in accused() if not row.landed)
    facts = replace(landed(row, row.target.host), contacts=(contact,))
    row = replace(row, evidence={**row.evidence, "page": replace(row.evidence["page"], facts=facts)})
    text = said("misp", [row])
    assert FAULTS["misp"](text) == []
    [event] = json.loads(text)["response"]
    [found] = [one for one in event["Event"]["Object"] if one["name"] == "bank-account"]
    return {cell["object_relation"]: cell["value"] for cell in found["Attribute"]}


@pytest.mark.parametrize(
    ("kind", "value", "detail", "cells"),
    [
        ("bank-account", "564218773390", "Maybank", {"institution-name": "Maybank"}),
        ("bank-account", "564218773390", "", {}),
        ("bank-account", "000447118", "Wing", {"institution-name": "Wing"}),
        ("bank-account", "+639174471182", "GCash mobile", {"institution-name": "GCash", "text": "GCash mobile"}),
        ("bank-account", "+66814471823", "PromptPay mobile", {"text": "PromptPay mobile"}),
        ("bank-account", "+6281244711823", "DANA / OVO mobile", {"text": "DANA / OVO mobile"}),
        ("payment-qr", "0388117265", "VietQR account, bank 970422", {"institution-code": "970422", "text": "VietQR account, bank 970422"}),
        (
            *("payment-qr", "+639171234567", "QRPh P2P mobile, bank GCash, to JO L"),
            {"institution-name": "GCash", "text": "QRPh P2P mobile, bank GCash, to JO L"},
        ),
        ("payment-qr", "shop.help@ybl", "UPI vpa, to A, bank Maybank", {"text": "UPI vpa, to A, bank Maybank"}),
    ],
)
def test_the_institution_is_a_bank_or_a_purse(kind: str, value: str, detail: str, cells: dict[str, str]) -> None:
    assert told(Contact(kind=kind, value=value, detail=detail)) == {"account": value, **cells}


def test_an_iban_is_no_institution() -> None:
    assert told(Contact(kind="bank-account", value="DE89370400440532013000", detail="IBAN")) == {"iban": "DE89370400440532013000"}
