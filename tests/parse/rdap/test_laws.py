"""Laws of the RDAP reader: one of four results for anything at all, in bounded time."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scamtriage.parse.rdap import domain as rdap
from scamtriage.records.facts import RegistrationMalformed
from tests.cost import least_cpu_s
from tests.parse.rdap.answers import CLOSED_SET, NAME, answer, card, facts

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=200)
@given(key=st.sampled_from(sorted(answer())), value=JSON)
def test_any_member_may_be_anything_and_the_result_is_one_of_four(key: str, value: object) -> None:
    raw = json.dumps(answer() | {key: value}).encode()
    assert isinstance(rdap.parse(raw, NAME, personal_data=True), CLOSED_SET)
    rdap.referral(raw)


@settings(max_examples=200)
@given(value=JSON)
def test_any_entity_may_be_anything(value: object) -> None:
    entity = {
        "roles": ["registrar", "abuse", "registrant"],
        "vcardArray": ["vcard", [["email", {}, "text", value], value]],
        "publicIds": value,
    }
    result = rdap.parse(json.dumps(answer(entities=[entity, value], jscard=value)).encode(), NAME)
    assert isinstance(result, CLOSED_SET)


@given(raw=st.binary(max_size=200))
def test_any_bytes_give_one_of_four_results(raw: bytes) -> None:
    assert isinstance(rdap.parse(raw, NAME), CLOSED_SET)
    assert isinstance(rdap.parse(b"{" + raw, NAME), CLOSED_SET)


def test_what_an_answer_says_that_it_is_about_is_told_in_short() -> None:
    result = rdap.parse(json.dumps({"objectClassName": "entity " * 100_000, "ldhName": "other.example"}).encode(), NAME)
    assert isinstance(result, RegistrationMalformed) and len(result.because) < 200


MEGABYTE = 1_048_576
HOSTILE = {
    "deep": b'{"a":' + b"[" * 1_000_000,
    "escaped quotes": b'{"' + b'\\"' * 500_000,
    "quotes": b"{" + b'"' * 1_000_000,
    "brackets": b'{"a":[' + b"[]," * 340_000 + b"1]}",
    "digits": b'{"a":' + b"9" * 1_000_000 + b"}",
    "limits": b"your ip address limit " * 40_000,
    "events": json.dumps(answer(events=[{"eventAction": "registration", "eventDate": "1-1-1" * 20}] * 7_000)).encode(),
    "entities": json.dumps(
        answer(entities=[{"roles": ["abuse"], "vcardArray": card(*[["email", {}, "text", "a@b.c"]] * 90)}] * 400)
    ).encode(),
    "hosts": json.dumps(answer(nameservers=[{"ldhName": "a." * 100 + "example"}] * 4_500)).encode(),
}


@pytest.mark.parametrize("raw", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_answer_costs_at_most_a_second_of_cpu(raw: bytes) -> None:
    rdap.parse(b"{}", NAME)
    assert isinstance(rdap.parse(raw[:MEGABYTE], NAME), CLOSED_SET)
    assert least_cpu_s(lambda: rdap.parse(raw[:MEGABYTE], NAME), within=1.0) <= 1.0


def test_a_megabyte_of_honest_rdap_costs_at_most_50_ms_of_cpu() -> None:
    remarks = [{"title": "Note", "description": ["some words about nothing in particular"] * 10}] * 2_000
    raw = json.dumps(answer(remarks=remarks)).encode()[:MEGABYTE]
    assert len(raw) > 900_000
    facts(raw)
    assert least_cpu_s(lambda: rdap.parse(raw, NAME), within=0.05) <= 0.05
