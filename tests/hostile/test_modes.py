"""The same hostile internet asked from afar: `--passive` leaves the targets alone, and with `--proxy` nobody but the proxy is contacted."""

import asyncio
from functools import cache

import pytest

from scamtriage.config import Config
from scamtriage.net.guard import is_literal, name_refusal, refusal
from scamtriage.records.evidence import Mode
from scamtriage.records.target import LineStatus
from tests.hostile.behaviour import Behaviour, spread
from tests.hostile.harmless import faults
from tests.hostile.internet import CONTROLS, Cage, HostileInternet, beside
from tests.hostile.relaying import Relay
from tests.hostile.running import Ended, run

A_PART = pytest.param(6, id="a part of each family")
EVERYTHING = pytest.param(0, id="all", marks=pytest.mark.exhaustive)


@cache
def passively(each: int) -> tuple[list[Ended], Cage, HostileInternet]:
    behaviours = spread(each)
    with beside(behaviours) as internet:
        cage = internet.cage()
        targets = [internet.lab.world.scenes[CONTROLS[0]].target, *(b.typed for b in behaviours)]
        ended = asyncio.run(run(targets, Config(**internet.settings(mode=Mode.PASSIVE, timeout_s=1.0, registry_timeout_s=1.5)), cage))
    return ended, cage, internet


@pytest.mark.parametrize("each", [A_PART, EVERYTHING])
def test_passively_no_target_gets_a_connection_or_a_byte(each: int) -> None:
    _, cage, internet = passively(each)
    behaviours = spread(each)
    sites = {(b.address, port) for b in behaviours for port in (80, 443)}
    assert len(sites) >= 2 * len(behaviours)
    assert [place for place in cage.dialled if place in sites] == []
    assert [request for request in internet.heard if b"HTTP/1." in request and b"host: rdap-" not in request.lower()] == []
    assert cage.forbidden == []
    assert internet.vault_contacts == 0


@pytest.mark.parametrize("each", [A_PART, EVERYTHING])
def test_passively_each_behaviour_has_one_row_that_claims_nothing_of_the_page(each: int) -> None:
    ended, _, _ = passively(each)
    assert len(ended) == 1 + len(spread(each))
    for one in ended:
        assert one.row.status in (LineStatus.OK, LineStatus.PARTIAL, LineStatus.REFUSED), one.row
        assert not {"page", "certificate"} & {name for name, e in one.dossier.evidence.items() if e.outcome in ("ok", "absent")}
    assert faults([one.row for one in ended]) == []


def proxied(scheme: str, behaviours: tuple[Behaviour, ...]) -> tuple[list[Ended], Cage, Relay]:
    """Every line through a real proxy on loopback."""

    async def client(internet: HostileInternet) -> tuple[list[Ended], Cage, Relay]:
        relay = Relay(internet)
        server = await asyncio.start_server(relay, "127.0.0.1", 0)
        address, port = server.sockets[0].getsockname()[:2]
        cage = Cage({}, (address, port), internet.vault)
        settings = internet.settings(
            proxy=f"{scheme}://{address}:{port}", resolvers=(), timeout_s=1.5, deadline_s=4.0, registry_timeout_s=1.5
        )
        async with server:
            return await run([b.typed for b in behaviours], Config(**settings), cage), cage, relay

    with beside(behaviours) as internet:
        result = asyncio.run(client(internet))
        assert internet.naming.names == set()
        assert internet.vault_contacts == 0
    return result


@pytest.mark.parametrize(
    ("scheme", "each"),
    [
        pytest.param("socks5h", 4, id="socks"),
        pytest.param("http", 4, id="http", marks=pytest.mark.exhaustive),
        pytest.param("socks5h", 0, id="socks, all", marks=pytest.mark.exhaustive),
    ],
)
def test_with_a_proxy_nobody_else_is_contacted_and_nothing_forbidden_is_asked_of_it(scheme: str, each: int) -> None:
    behaviours = spread(each)
    ended, cage, relay = proxied(scheme, behaviours)
    assert cage.dialled == []
    assert cage.forbidden == []
    assert len(relay.asked) >= len(behaviours)
    wrong = {(host, port) for host, port in relay.asked if (refusal(host) if is_literal(host) else name_refusal(host)) is not None}
    assert wrong == set()
    assert {port for _, port in relay.asked} <= {43, 80, 443}
    assert len(ended) == len(behaviours)
    assert all(one.row.status in (LineStatus.OK, LineStatus.PARTIAL, LineStatus.REFUSED) for one in ended)
    assert sum(1 for one in ended if one.dossier.evidence.get("page") and one.dossier.evidence["page"].outcome == "ok") > len(ended) // 3
