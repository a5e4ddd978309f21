"""The addresses of a name in a session: when it has none, and what is tried while some of them are late or never come."""

import asyncio

import pytest

from scamtriage.net.errors import Blocked, NetError, TimedOut
from scamtriage.records.facts import DnsAnswer, DnsOutcome
from tests.net.peers import DEAD, IMPATIENT, SITE, Net, Zone, page, says
from tests.watch import within


class Halves(Zone):
    """A zone that says one thing of A and another of AAAA."""

    def __init__(self, four: DnsOutcome, six: DnsOutcome) -> None:
        super().__init__()
        self.said = {"A": four, "AAAA": six}

    def _answer(self, name: str, rtype: str) -> DnsAnswer:
        return DnsAnswer(name=name, rtype=rtype, outcome=self.said[rtype], resolver="zone")


@pytest.mark.parametrize("failed", [outcome for outcome in DnsOutcome if not outcome.conclusive])
async def test_a_name_is_absent_only_when_every_question_says_so(failed: DnsOutcome) -> None:
    async with Net(**IMPATIENT) as net:
        for halves in ((failed, DnsOutcome.NXDOMAIN), (DnsOutcome.NXDOMAIN, failed), (failed, DnsOutcome.NODATA)):
            net.session.connector._resolver = net.session.resolver = Halves(*halves)
            async with net.view() as view:
                for asked in (view.addresses(HOST), view.get("http://site.example/"), view.handshake(HOST)):
                    with pytest.raises(NetError) as told:
                        await asked
                    assert not told.value.outcome.conclusive


HOST = "site.example"
SIX = "2606:4700::34"


async def test_a_family_of_addresses_that_never_answers_holds_nobody_up() -> None:
    for silent in ("A", "AAAA"):
        async with Net(**IMPATIENT) as net:
            await net.serve(says(page(b"x")), address=SITE if silent == "AAAA" else SIX)
            net.zone.late_s[HOST, silent] = None
            async with net.view() as view, within(3):
                assert (await view.get("http://site.example/")).body == b"x"


async def test_addresses_that_come_late_are_tried_where_the_early_ones_lead_nowhere() -> None:
    for early in ([DEAD], ["10.0.0.1"]):  # refused by nobody that is part of the test, and by the guard
        async with Net(**IMPATIENT) as net:
            await net.serve(says(page(b"x")), address=SIX)
            net.zone.names[HOST] = [*early, SIX]
            net.zone.late_s[HOST, "AAAA"] = 0.4
            async with net.view() as view:
                assert (await view.get("http://site.example/")).address == SIX
        assert [address for address, _ in net.routes.dialled] == [SIX]


async def test_what_the_early_addresses_failed_with_is_said_when_no_more_come() -> None:
    async with Net(**IMPATIENT) as net:
        net.zone.names[HOST] = ["10.0.0.1"]
        net.zone.late_s[HOST, "AAAA"] = 0.3
        async with net.view() as view:
            with pytest.raises(Blocked, match=r"10\.0\.0\.1"):
                await view.get("http://site.example/")


async def test_who_wants_all_addresses_waits_for_all() -> None:
    async with Net(**IMPATIENT) as net:
        net.zone.names[HOST] = [SITE, SIX]
        net.zone.late_s[HOST, "AAAA"] = 0.4
        async with net.view() as view:
            assert await view.addresses(HOST) == (SITE, SIX)


async def test_names_that_nobody_answers_for_end_with_the_time_of_the_collector_and_not_after_it() -> None:
    async with Net(**IMPATIENT) as net:
        await net.serve(says(page(b"x")))
        net.zone.late_s |= {("mute.example", rtype): None for rtype in ("A", "AAAA", "TXT")}
        async with net.view() as view, view.within(0.8):
            began = asyncio.get_running_loop().time()
            told = await asyncio.gather(
                view.get("http://mute.example/"), view.get("https://mute.example/"), view.addresses("mute.example"), return_exceptions=True
            )
            assert [type(one) for one in told] == [TimedOut] * 3
            said, silent = await view.lookups((HOST, "TXT"), ("mute.example", "TXT"))
            assert (said.outcome, silent.outcome) == (DnsOutcome.NODATA, DnsOutcome.TIMEOUT)
            assert asyncio.get_running_loop().time() - began - net.clock.lag_s < 0.8  # a tenth of it is left for reading
