"""Which addresses of a translator are believed in, and from when on."""

import asyncio
from ipaddress import ip_network

import pytest

from scamtriage.net.clock import Deadline, RunClock
from scamtriage.net.dns.trust import ResolverTrust
from scamtriage.net.guard import refusal
from scamtriage.records.facts import DnsAnswer, DnsOutcome
from tests.watch import within

Questions = tuple[tuple[str, str], ...]


def answer(name: str, rtype: str, *values: str, outcome: DnsOutcome = DnsOutcome.OK) -> DnsAnswer:
    return DnsAnswer(name=name, rtype=rtype, outcome=outcome, values=values, count=len(values))


def belief(*told: DnsAnswer) -> ResolverTrust:
    """One whose resolver says these of ipv4only.arpa, one after the other, and denies every other name."""
    left = list(told)

    async def ask(questions: Questions, deadline: Deadline) -> tuple[DnsAnswer, ...]:
        return tuple(
            left.pop(0) if (name, rtype) == ("ipv4only.arpa", "AAAA") else answer(name, rtype, outcome=DnsOutcome.NXDOMAIN)
            for name, rtype in questions
        )

    return ResolverTrust(ask, RunClock(), timeout_s=1.0)


async def believed(made: ResolverTrust, prefix: str) -> bool:
    """Whether the guard would go to an address that this translator made, after the answers with it were judged."""
    address = f"{prefix}5db8:d822"
    answers = (answer("site.example", "A", "93.184.216.34"), answer("site.example", "AAAA", address))
    assert await made.judge(answers, Deadline(RunClock(), 5.0)) == answers
    return refusal(address, nat64=tuple(map(ip_network, made.nat64 or ()))) is None


@pytest.mark.parametrize("lost", [outcome for outcome in DnsOutcome if not outcome.conclusive])
async def test_a_lost_answer_leaves_it_open_whether_there_is_a_translator(lost: DnsOutcome) -> None:
    made = belief(answer("ipv4only.arpa", "AAAA", outcome=lost), answer("ipv4only.arpa", "AAAA", "64:ff9b::c000:aa"))
    assert not await believed(made, "64:ff9b::")
    assert made.nat64 is None
    assert await believed(made, "64:ff9b::")


async def test_where_there_is_none_nobody_is_asked_again() -> None:
    made = belief(answer("ipv4only.arpa", "AAAA", outcome=DnsOutcome.NODATA))
    assert not await believed(made, "64:ff9b::")
    assert not await believed(made, "64:ff9b::")
    assert made.nat64 == ()


async def test_what_was_found_out_holds_while_it_is_asked_again() -> None:
    answered = asyncio.Event()
    answered.set()

    async def ask(questions: Questions, deadline: Deadline) -> tuple[DnsAnswer, ...]:
        await answered.wait()
        return tuple(answer(name, rtype, outcome=DnsOutcome.NXDOMAIN) for name, rtype in questions)

    made, found = ResolverTrust(ask, RunClock(), timeout_s=1.0, valid_s=0.0), (answer("site.example", "A", "93.184.216.34"),)
    assert made.sure(found) is None
    await made.judge(found, Deadline(RunClock(), 5.0))
    answered.clear()
    assert [made.sure(found), made.sure(found)] == [found, found]
    async with within(1):
        assert await made.judge(found, Deadline(RunClock(), 5.0)) == found
    await made.close()


@pytest.mark.parametrize("prefix", ["fd00:0:0:1::", "fe80::", "ff02::", "::", "::ffff:0:", "64:ff9b:2::", "fec0::"])
async def test_whoever_answers_for_the_name_opens_no_range_that_is_set_apart(prefix: str) -> None:
    made = belief(answer("ipv4only.arpa", "AAAA", f"{prefix}c000:aa"))
    assert not await believed(made, prefix)
    assert made.nat64 == ()


@pytest.mark.parametrize("prefix", ["64:ff9b::", "64:ff9b:1::", "2a00:1098:2b::"])
async def test_the_known_prefixes_and_a_networks_own_global_one_are_believed(prefix: str) -> None:
    assert await believed(belief(answer("ipv4only.arpa", "AAAA", f"{prefix}c000:aa")), prefix)


def resolving(there: DnsOutcome) -> ResolverTrust:
    """One whose resolver says this of the name that is there everywhere, and denies every other name."""

    async def ask(questions: Questions, deadline: Deadline) -> tuple[DnsAnswer, ...]:
        return tuple(answer(name, rtype, outcome=there if name == "ipv4only.arpa" else DnsOutcome.NXDOMAIN) for name, rtype in questions)

    return ResolverTrust(ask, RunClock(), timeout_s=1.0)


@pytest.mark.parametrize("there", DnsOutcome)
async def test_a_denial_counts_unless_what_certainly_exists_is_denied_too(there: DnsOutcome) -> None:
    made, denial = resolving(there), (answer("site.example", "A", outcome=DnsOutcome.NXDOMAIN), answer("site.example", "AAAA"))
    first = await made.judge(denial, Deadline(RunClock(), 5.0))
    again = await made.judge(denial, Deadline(RunClock(), 5.0))
    if there is DnsOutcome.NXDOMAIN:
        assert [found[0].outcome for found in (first, again)] == [DnsOutcome.REFUSED] * 2 and "ipv4only.arpa" in first[0].reason
        assert made.sure(denial) is None
    else:
        assert first == again == made.sure(denial) == denial


async def test_who_denies_everything_is_still_believed_where_there_are_addresses() -> None:
    made, found = resolving(DnsOutcome.NXDOMAIN), (answer("site.example", "A", "93.184.216.34"),)
    assert await made.judge(found, Deadline(RunClock(), 5.0)) == found == made.sure(found)
