"""A page made to cost time costs none: every measure is bounded, whatever the text."""

from typing import Any

import pytest
from msgspec.structs import replace

from scamtriage.assess import Rules, assess
from scamtriage.knowledge.language.vocabulary import load_vocabulary
from scamtriage.records.assessment import Assessment
from scamtriage.records.evidence import Dossier
from scamtriage.records.facts import Contact, PageFacts
from scamtriage.signals.page.text import PageText
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


def changed_page(**changes: Any) -> Dossier:
    text = "Your computer is locked: a virus was found. Call Microsoft support now for a refund."
    found = dossier({"host": "island-works.com", "html": f"<html><title>Alert</title><p>{text}</p></html>", "age_days": 300})
    page = found.evidence["page"]
    assert isinstance(page.facts, PageFacts)
    return replace(found, evidence={**found.evidence, "page": replace(page, facts=replace(page.facts, **changes))})


@pytest.mark.parametrize(
    "changes",
    [
        {"products": ((1e308, 1e-308),) * 9},
        {"products": ((1e-308, 1e308),) * 9},
        {"contacts": (Contact(kind="phone", value="+18885550100", detail="toll-free", country="US", position=2**60),)},
        {"contacts": (Contact(kind="phone", value="+18885550100", detail="toll-free", country="US", position=-9),)},
        {"guests": ((2**60, 3), (-5, 9))},
    ],
)
def test_facts_that_no_page_could_have_are_judged_all_the_same(changes: dict[str, Any], rules: Rules) -> None:
    assert isinstance(assess(changed_page(**changes), rules), Assessment)


@pytest.mark.parametrize("url", ["https://dsi.go", "go", ""])
def test_an_address_without_a_path_is_judged_all_the_same(url: str, rules: Rules) -> None:
    found = dossier(sites("dev")[0])
    assert isinstance(assess(replace(found, target=replace(found.target, url=url)), rules), Assessment)


def test_many_words_of_warning_among_many_names_of_crimes_cost_little() -> None:
    spelled = load_vocabulary().matcher.patterns
    of = {
        concept: [spelled[literal].expression for literal, names in enumerate(load_vocabulary().concepts) if concept in names]
        for concept in ("warning", "crime")
    }
    pairs = [f"{of['warning'][at % len(of['warning'])]} {of['crime'][at % len(of['crime'])]}" for at in range(1_500)]
    text = PageText(PageFacts(final_url="https://a.test/", text=" ".join(pairs)), load_vocabulary())
    assert len(text.words("warning")) > 500 and len(text.words("crime")) > 500
    assert least_cpu_s(lambda: type(text).warning_hits.func(text), within=0.2) <= 0.2


@pytest.mark.parametrize("kind", TEXTS)
def test_no_text_makes_judging_slow(kind: str, rules: Rules) -> None:
    found = flooded(TEXTS[kind])
    assert least_cpu_s(lambda: assess(found, rules), within=MOST_S) <= MOST_S
