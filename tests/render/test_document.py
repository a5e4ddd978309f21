"""A row's numbers claim no more digits than they have, and nothing in it is certain."""

import json
import math
from typing import Any

import pytest
from msgspec.structs import replace

import scamtriage
from scamtriage.records.assessment import Assessment, ScamType
from scamtriage.records.evidence import Dossier, Evidence, Mode, Outcome
from scamtriage.records.facts import DnsAnswer, DnsFacts, DnsOutcome
from scamtriage.render.facts import RENDERERS as FACTS
from scamtriage.render.formats import RENDERERS
from scamtriage.render.json import to_json
from scamtriage.render.style import Style
from scamtriage.score.odds import logistic, logit
from tests.render.reports import rows
from tests.samples import SEEN, assessment, page_evidence


def _numbers(value: Any) -> list[float]:
    if isinstance(value, dict):
        return [number for one in value.values() for number in _numbers(one)]
    if isinstance(value, list):
        return [number for one in value for number in _numbers(one)]
    return [value] if isinstance(value, float) else []


def test_no_number_of_a_judgement_claims_digits_that_a_sum_of_floats_left() -> None:
    for row in rows():
        table = json.loads(to_json(row))
        summed = [table["probability"], *table["interval"], table["log_odds"], *(one.pop("log_odds") for one in table["reasons"])]
        assert all(len(f"{number!r}".partition(".")[2]) <= 15 for number in summed if 0.5 <= number < 0.999 or number < 0)
        for part in ("coverage", "scam_types", "reasons", "unknown"):
            for number in _numbers(table[part]):
                assert len(f"{number!r}".partition(".")[2]) <= 6, (part, number)


@pytest.mark.parametrize("prior", [1e-6, 0.1, 0.9])
def test_prior_and_reasons_of_a_row_sum_to_the_logit_of_its_probability(prior: float) -> None:
    for row in rows():
        told = replace(row, prior=prior, probability=logistic(logit(prior) + row.log_odds))
        table = json.loads(to_json(told))
        total = logit(table["prior"]) + math.fsum(one["log_odds"] for one in table["reasons"])
        assert math.isclose(logit(table["prior"]) + table["log_odds"], total, abs_tol=1e-9)
        if table["probability"] < 1 - 1e-7:
            assert math.isclose(logit(table["probability"]), total, abs_tol=1e-9)


def test_a_likely_scam_sums_to_its_logit_as_long_as_a_float_can_say_it() -> None:
    for step in range(700, 1610):
        table = json.loads(to_json(replace(rows()[0], probability=logistic(step / 100))))
        assert math.isclose(logit(table["probability"]), step / 100, abs_tol=1e-9), step


def test_nothing_is_certain_in_a_row_and_no_nothing_has_a_sign() -> None:
    row = replace(
        rows()[0], probability=1 - 1e-16, interval=(1e-12, 1.0), log_odds=-1e-17, scam_types=(ScamType(type="gov-police", probability=1.0),)
    )
    table = json.loads(to_json(row))
    assert (table["probability"], table["interval"], table["scam_types"][0]["probability"]) == (1 - 1e-15, [1e-12, 1 - 1e-15], 0.999999)
    assert str(table["log_odds"]) == "0.0"


def test_a_row_of_a_name_alone_says_on_which_day_it_was_taken_up() -> None:
    """Tables that are too old on that day weigh nothing, and a scan of names keeps no evidence that has the day."""
    row = scamtriage.triage("example.com", scamtriage.Config(mode=Mode.OFFLINE))
    assert isinstance(row, Assessment) and row.day is not None
    assert json.loads(to_json(row))["day"] == row.day.isoformat() and "day" not in json.loads(to_json(rows()[0]))


@pytest.mark.parametrize("several", [False, True])
@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_json_is_one_document_however_many_rows_one_target_has_led_to(count: int, several: bool) -> None:
    found = json.loads("".join(RENDERERS["json"]([assessment(line=1 + line) for line in range(count)], Style(several=several))))
    assert isinstance(found, list) is (several or count != 1)
    assert [row["line"] for row in (found if isinstance(found, list) else [found])] == list(range(1, count + 1))


@pytest.mark.parametrize(
    ("rtype", "field"), [("A", "addresses"), ("AAAA", "addresses"), ("NS", "ns_hosts"), ("MX", "mx_hosts"), ("TXT", "verifications")]
)
@pytest.mark.parametrize(
    ("outcome", "told"), [(DnsOutcome.NODATA, []), (DnsOutcome.NXDOMAIN, []), (DnsOutcome.TIMEOUT, None), (DnsOutcome.SERVFAIL, None)]
)
def test_a_list_of_the_zone_that_was_not_answered_is_unknown_and_not_empty(rtype: str, field: str, outcome: DnsOutcome, told: Any) -> None:
    """In rows and in `lookup`: "no mail server" is said of a zone that says so, and not of a name server that is silent."""
    ended = dict.fromkeys(("A", "AAAA", "NS", "MX", "TXT"), DnsOutcome.NODATA) | {rtype: outcome}
    answers = tuple(DnsAnswer(name="a.top", rtype=one, outcome=how) for one, how in ended.items())
    evidence = Evidence(collector="dns", outcome=Outcome.OK, observed_at=SEEN, facts=DnsFacts(zone="a.top", answers=answers))
    row = replace(assessment(), evidence={"dns": evidence})
    dossier = Dossier(line=1, input="a.top", target=row.target, evidence=row.evidence)
    looked_up = json.loads("".join(FACTS["json"]([dossier], "dns", Style(several=False))))
    for facts in (json.loads(to_json(row))["facts"]["dns"], looked_up["facts"]):
        lists = {name: facts[name] for name in ("addresses", "ns_hosts", "mx_hosts", "verifications")}
        assert lists == {name: told if name == field else [] for name in lists}


def test_what_a_zone_did_answer_stays_though_another_question_was_not() -> None:
    answers = (
        DnsAnswer(name="a.top", rtype="A", outcome=DnsOutcome.OK, values=("192.0.2.1",)),
        DnsAnswer(name="a.top", rtype="AAAA", outcome=DnsOutcome.TIMEOUT),
    )
    facts = DnsFacts(zone="a.top", answers=answers, addresses=("192.0.2.1",))
    evidence = Evidence(collector="dns", outcome=Outcome.OK, observed_at=SEEN, facts=facts)
    told = json.loads(to_json(replace(assessment(), evidence={"dns": evidence})))["facts"]["dns"]
    assert (told["addresses"], told["mx_hosts"]) == (["192.0.2.1"], None)


def test_earlier_pages_of_a_visit_bring_no_more_into_a_row_than_the_page_itself() -> None:
    page = page_evidence()
    earlier = replace(page.facts, text="word " * 9_000, left=())
    row = replace(assessment(), evidence={"page": replace(page, facts=replace(page.facts, left=(earlier,)))})
    [left] = json.loads(to_json(row))["facts"]["page"]["left"]
    assert left["final_url"] == earlier.final_url and "text" not in left and "headers" not in left
    assert "word word" not in to_json(row)
