"""A page made to cost time costs none: every measure is bounded, whatever the text."""

from dataclasses import replace

import pytest

from scamtriage.assess import Rules, assess
from scamtriage.records.evidence import Dossier
from scamtriage.records.facts import Contact, PageFacts
from tests.cost import least_cpu_s
from tests.judgement.sites import dossier, sites

TEXTS = {
    "names of organisations": "Microsoft support refund Maybank call now virus hacked ",
    "rates": "5% daily profit invest deposit $100 ",
    "signs": "%",
    "units": "#12-1234",
    "digits": "1",
    "schemes and warnings": "scam withdraw tax before ",
    "lone surrogates": "\ud800İ withdraw",
    "Thai": "ถอนเงิน ภาษี ก่อน ฝาก หมายจับ โอนเงินเพื่อตรวจสอบ ",
    "streets": "street 1 road 2 ",
}
LONGEST = 60_000
MOST_S = 1.5
"""For one page on a busy machine; the usual time is a few milliseconds."""


@pytest.fixture(scope="module")
def rules() -> Rules:
    loaded = Rules.load()
    for found in (dossier(sites("dev")[0]), flooded("street 1 ")):  # compiles the words once, for short texts and for long ones
        assess(found, loaded)
    return loaded


def flooded(text: str) -> Dossier:
    found = dossier(sites("dev")[0])
    page = found.evidence["page"].facts
    assert isinstance(page, PageFacts)
    numbers = tuple(
        Contact(kind="phone", value=f"+1888555{n:04d}", detail="toll-free", country="US", position=n * 300, count=n) for n in range(200)
    )
    full = (text * (LONGEST // len(text) + 1))[:LONGEST]
    facts = replace(page, text=full, title=full[:300], headings=(full[:200],) * 40, contacts=numbers)
    return replace(found, evidence={**found.evidence, "page": replace(found.evidence["page"], facts=facts)})


@pytest.mark.parametrize("kind", TEXTS)
def test_no_text_makes_judging_slow(kind: str, rules: Rules) -> None:
    found = flooded(TEXTS[kind])
    assert least_cpu_s(lambda: assess(found, rules), within=MOST_S) <= MOST_S
