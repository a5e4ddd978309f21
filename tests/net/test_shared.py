"""Connections that collectors of one target share or keep: each has its own answer, and nothing is held for nobody."""

import asyncio
import gc
import weakref

import pytest

from scamtriage.net.collector_net import CollectorNet
from scamtriage.net.errors import NoAddress, Refused, TimedOut, Unreachable
from scamtriage.net.open_session import open_session
from scamtriage.net.policy import NetPolicy
from scamtriage.records.facts import DnsOutcome
from tests.net.dns_servers import Authority, serving
from tests.net.peers import OTHER, SITE, Handler, Net, listening, page, says, server_context, target

QUICK = {"connect_timeout_s": 0.5, "handshake_timeout_s": 2.0, "answer_timeout_s": 2.0, "deadline_s": 6.0, "race_delay_s": 0.05}
HOST = "site.example"
SIX = "2606:4700::34"


async def test_what_a_server_says_unasked_is_not_the_answer_to_the_next_question() -> None:
    served = 0

    async def keeps_and_complains(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal served
        await reader.readuntil(b"\r\n\r\n")
        served += 1
        writer.write(page(b"page %d" % served))
        await asyncio.sleep(0.05)
        writer.write(page(b"too late", status="408 Request Timeout"))
        await writer.drain()

    async with Net(**QUICK) as net:
        await net.serve(keeps_and_complains)
        async with net.view() as view:
            assert (await view.get("http://site.example/")).body == b"page 1"
            await asyncio.sleep(0.2)
            assert (await view.get("http://site.example/2")).body == b"page 2"


async def test_a_connection_whose_reader_has_left_is_not_held_until_the_target_ends() -> None:
    shakes = asyncio.Event()

    async def copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while data := await reader.read(65_536):
            writer.write(data)

    async with Net(**QUICK) as net, listening(says(page(b"x")), tls=server_context(HOST)) as server:

        async def slow(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await shakes.wait()
            further, back = await asyncio.open_connection(*server)
            await asyncio.gather(copy(reader, back), copy(further, writer))

        await net.serve(slow, port=443)
        async with net.session.target(target("https://site.example/")) as shared:
            reading = CollectorNet(shared, "page")
            with pytest.raises(TimedOut):
                async with reading.within(0.3):
                    await reading.get("https://site.example/")
            shakes.set()
            assert (await CollectorNet(shared, "certificate").handshake(HOST)).chain_der
            assert net.dialer.places.holders == 0


async def test_a_target_that_has_ended_is_held_by_nobody() -> None:
    """The garbage collector comes late, and each of its connections holds what TLS needs."""
    async with Net(**QUICK) as net:
        await net.serve(says(page(b"x")), port=443, tls=server_context(HOST))
        gc.collect()
        gc.disable()
        try:
            async with net.session.target(target("https://site.example/")) as shared:
                reading = CollectorNet(shared, "page")
                assert (await reading.get("https://site.example/")).body == b"x"
            held = weakref.ref(shared)
            del shared, reading
            assert held() is None
        finally:
            gc.enable()


async def no_tls(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")


async def mute(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(3600)


@pytest.mark.parametrize("broken", [no_tls, mute])
@pytest.mark.parametrize("good", [OTHER, SIX])
async def test_an_address_without_tls_hides_no_other(broken: Handler, good: str) -> None:
    async with Net(**QUICK | {"handshake_timeout_s": 0.5}) as net:
        await net.serve(broken, port=443)
        await net.serve(says(page(b"x")), address=good, port=443, tls=server_context(HOST))
        net.zone.names[HOST] = [SITE, good]
        net.zone.late_s[HOST, "AAAA"] = 0.3
        async with net.view() as view:
            shown, answer = await asyncio.gather(view.handshake(HOST), view.get(f"https://{HOST}/"))
            assert (shown.address, answer.address, answer.body) == (good, good, b"x")
            assert net.routes.dialled == [(SITE, 443), (good, 443)]
            assert (await view.get(f"https://{HOST}/b")).body == b"x"
        assert net.routes.dialled[2:] == [(good, 443)]
        assert net.dialer.places.holders == 0


async def test_where_tls_fails_everywhere_the_first_failure_is_said_after_a_few_tries() -> None:
    everywhere = [f"93.184.216.{last}" for last in range(34, 39)]
    async with Net(**QUICK) as net:
        for address in everywhere:
            await net.serve(no_tls, address=address, port=443)
        net.zone.names[HOST] = everywhere
        async with net.view() as view:
            with pytest.raises(Unreachable, match="TLS would not start: wrong version number"):
                await view.handshake(HOST)
            assert net.routes.dialled == [(address, 443) for address in everywhere[:3]]
            for _ in range(3):
                with pytest.raises(Unreachable):
                    await view.get(f"https://{HOST}/")
        assert net.routes.dialled[3:] == [(everywhere[0], 443)] * 2  # the first shares the handshake; that it fails elsewhere is known


async def test_a_host_that_is_mute_everywhere_takes_twice_the_time_of_a_handshake_at_most() -> None:
    everywhere = [f"93.184.216.{last}" for last in range(34, 39)]
    async with Net(**QUICK | {"handshake_timeout_s": 0.6, "deadline_s": 30.0}) as net:
        for address in everywhere:
            await net.serve(mute, address=address, port=443)
        net.zone.names[HOST] = everywhere
        begun = asyncio.get_running_loop().time()
        async with net.view() as view:
            with pytest.raises(TimedOut, match=r"TLS was not ready within 0\.6 s"):
                await view.handshake(HOST)
            assert asyncio.get_running_loop().time() - begun < 1.7


async def test_that_everybody_refuses_is_said_where_everybody_did(silent: tuple[str, int], refused: tuple[str, int]) -> None:
    async with Net(**QUICK) as net:
        net.routes.table |= {(SITE, 443): refused, (SIX, 443): silent}
        net.zone.names[HOST] = [SITE, SIX]
        net.zone.late_s[HOST, "AAAA"] = 0.3
        async with net.view() as view:
            with pytest.raises(TimedOut):
                await view.handshake(HOST)
        net.routes.table[SIX, 443] = refused
        async with net.view() as view:
            with pytest.raises(Refused):
                await view.handshake(HOST)
        net.zone.names[HOST] = [SITE, "::1"]
        async with net.view() as view:
            with pytest.raises(Refused):
                await view.handshake(HOST)


@pytest.mark.parametrize("late_s", [0.0, 0.3, None])
@pytest.mark.parametrize("failed", [DnsOutcome.SERVFAIL, DnsOutcome.REFUSED, DnsOutcome.MALFORMED])
async def test_nobody_is_said_to_refuse_while_an_address_may_be_unknown(
    refused: tuple[str, int], failed: DnsOutcome, late_s: float | None
) -> None:
    async with Net(**QUICK | {"deadline_s": 1.5}) as net:
        net.routes.table[SITE, 443] = refused
        net.zone.names[HOST] = [SITE]
        net.zone.fails[HOST, "AAAA"] = failed
        net.zone.late_s[HOST, "AAAA"] = late_s
        async with net.view() as view:
            with pytest.raises(Unreachable) as said:
                await view.handshake(HOST)
            assert not isinstance(said.value, Refused)


async def test_what_was_dialled_at_last_is_not_told_as_blocked(refused: tuple[str, int]) -> None:
    async with Net(**QUICK) as net:
        net.routes.table[SIX, 443] = refused
        net.zone.names[HOST] = ["10.0.0.1", SIX]
        net.zone.late_s[HOST, "AAAA"] = 0.3
        async with net.view() as view:
            with pytest.raises(Refused):
                await view.handshake(HOST)


async def test_all_collectors_of_a_target_stand_still_while_its_questions_wait_in_our_line() -> None:
    async with serving(Authority({(HOST, "A"): [SITE]})) as address, open_session(NetPolicy(resolvers=(address,))) as session:
        session.resolver.transports.start()
        (mux,) = session.resolver.transports.all
        window = mux.servers[0].window
        window.in_flight = 1_000  # all places are taken

        def free() -> None:
            window.in_flight = 0
            mux._next(mux.servers[0])

        async def one(view: CollectorNet) -> DnsOutcome:
            async with view.within(0.5):
                return (await view.lookup(HOST, "A"))[0].outcome

        asyncio.get_running_loop().call_later(1.0, free)
        async with session.target(target("https://site.example/")) as shared:
            outcomes = await asyncio.gather(*(one(CollectorNet(shared, name)) for name in ("dns", "page", "certificate")))
    assert set(outcomes) == {DnsOutcome.OK}


async def test_of_a_name_whose_alias_leads_nowhere_it_is_not_said_that_it_does_not_exist() -> None:
    async with (
        serving(Authority({(HOST, "CNAME"): ["gone.example."]})) as address,
        open_session(NetPolicy(resolvers=(address,))) as session,
        session.target(target("https://site.example/")) as shared,
    ):
        with pytest.raises(NoAddress, match=r"site\.example exists and has no address"):
            await CollectorNet(shared, "page").addresses(HOST)
