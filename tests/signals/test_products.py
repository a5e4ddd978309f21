"""Words of a trade on a page: they name no maker; and accounts that are no bank's are not said to be one's."""

import pytest

from scamtriage.knowledge.glossary import KINDS
from tests.judgement.sites import assessed


def reasons(title: str, host: str = "vcb-digi.top") -> dict[str, str]:
    asks = "<form method=post><input name=user><input type=password name=pw></form>"
    html = f"<html><title>{title}</title><body><h1>{title}</h1>{asks}</body></html>"
    row = assessed({"host": host, "html": html, "age_days": 5})
    return {c.reading.signal: c.because for c in row.contributions}


@pytest.mark.parametrize("title", ["VCB Digibank", "Vietcombank digibank"])
def test_a_product_word_of_several_banks_names_the_bank_that_stands_beside_it(title: str) -> None:
    said = " ".join(reasons(title).values())
    assert "Vietcombank" in said and "DBS" not in said


@pytest.mark.parametrize("title", ["digibank", "NetBank", "Mobile Banking", "e-Wallet"])
def test_alone_it_names_nobody(title: str) -> None:
    assert "content-brand-mismatch" not in reasons(title, "kh-online.top")


@pytest.mark.parametrize("service", ["network", "mail", "telephone", "streaming"])
def test_the_kind_of_stolen_accounts_is_not_said_to_be_about_banks_alone(service: str) -> None:
    assert service in KINDS["bank-wallet"]
