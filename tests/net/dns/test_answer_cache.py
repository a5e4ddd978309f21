"""What the resolvers said is remembered for as long as they said, and never without bound."""

import time

import pytest
from msgspec.structs import replace

from scamtriage.net.dns import answer_cache
from scamtriage.net.dns.answer_cache import AnswerCache
from scamtriage.records.facts import DnsAnswer, DnsOutcome


def answer(outcome: DnsOutcome = DnsOutcome.OK, ttl_s: int | None = 300) -> DnsAnswer:
    return DnsAnswer(name="a.example", rtype="A", outcome=outcome, ttl_s=ttl_s)


def test_memory_is_bounded_and_the_oldest_goes_first() -> None:
    kept = AnswerCache()
    for number in range(answer_cache.CAPACITY + 10):
        kept.put((f"n{number}.example", "A"), answer())
    assert kept.get(("n0.example", "A")) is None
    assert kept.get((f"n{answer_cache.CAPACITY + 9}.example", "A")) is not None
    assert len(kept._kept) <= answer_cache.CAPACITY


@pytest.mark.parametrize(
    ("given", "seconds"),
    [
        (answer(ttl_s=120), 120),
        (answer(ttl_s=86_400), answer_cache.LONGEST_S),
        (answer(DnsOutcome.NXDOMAIN, 86_400), answer_cache.NEGATIVE_S),
        (answer(DnsOutcome.NODATA, None), 60),
        (answer(DnsOutcome.TIMEOUT), answer_cache.FAILED_S),
        (answer(DnsOutcome.SERVFAIL), answer_cache.FAILED_S),
    ],
)
def test_how_long_an_answer_is_believed(given: DnsAnswer, seconds: float) -> None:
    kept = AnswerCache()
    before = time.monotonic()
    kept.put(("a.example", "A"), given)
    assert kept._kept["a.example", "A"][0] == pytest.approx(before + seconds, abs=1)


def test_what_has_expired_is_asked_again() -> None:
    kept = AnswerCache()
    kept._kept["a.example", "A"] = (time.monotonic() - 1, answer())
    assert kept.get(("a.example", "A")) is None and not kept._kept


@pytest.mark.parametrize(
    ("values", "cname", "kept"), [(("x" * 4_000,), (), True), (("x" * 2_000,) * 3, (), False), ((), ("x" * 900,) * 5, False)]
)
def test_a_long_answer_is_not_remembered_for_a_zone_may_give_thousands(values: tuple[str, ...], cname: tuple[str, ...], kept: bool) -> None:
    known = AnswerCache()
    known.put(("a.example", "TXT"), replace(answer(), values=values, cname=cname))
    assert (known.get(("a.example", "TXT")) is not None) is kept
