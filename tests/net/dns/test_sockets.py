"""The sockets for DNS questions are replaced in time, and a machine that can open nothing more still asks."""

import socket
from collections.abc import Iterator

import pytest

from scamtriage.net.dns.sockets import QUESTIONS_A_SOCKET, SOCKETS, STRAYS_A_SOCKET, QuerySocket, Question, Server, SocketPool
from scamtriage.net.dns.streams import StreamServer
from tests.net.descriptors import no_descriptors


@pytest.fixture
def server() -> Iterator[Server]:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as resolver:
        resolver.bind(("127.0.0.1", 0))
        yield Server(*resolver.getsockname())


def asked(pool: SocketPool, server: Server, times: int) -> list[QuerySocket]:
    """Each with a question that is open for good."""
    found = []
    for _ in range(times):
        found.append(pool.socket_for(server))
        found[-1].open[pool.ident(found[-1])] = (Question(b"", 1.0, lambda *_: None, by_stream), False)
    return found


def by_stream(_server: StreamServer, _unreadable: bool) -> None: ...


async def test_a_used_up_socket_serves_until_another_can_be_opened(server: Server) -> None:
    pool = SocketPool(lambda _: None)
    old = asked(pool, server, SOCKETS)
    for one in old:
        one.sent = QUESTIONS_A_SOCKET
    with no_descriptors():
        assert {*asked(pool, server, 2 * SOCKETS)} <= {*old}
    new = asked(pool, server, 4 * SOCKETS)
    assert {*new[-SOCKETS:]} == {*server.sockets} and not {*server.sockets} & {*old} and len(server.sockets) == SOCKETS
    assert all(one.sock.fileno() >= 0 for one in old)  # their questions are open
    for one in old:
        pool.idle(one)
    assert all(one.sock.fileno() < 0 for one in old)
    pool.close(server)
    assert all(one.sock.fileno() < 0 for one in new)


@pytest.mark.parametrize("room", [True, False])
async def test_a_socket_whose_ids_somebody_guesses_is_closed_at_once_and_makes_room_for_the_next(server: Server, room: bool) -> None:
    pool = SocketPool(lambda _: None)
    old = asked(pool, server, SOCKETS)
    for one in old:
        one.strays = STRAYS_A_SOCKET
    if room:
        asked(pool, server, 4 * SOCKETS)
    else:
        with no_descriptors():
            asked(pool, server, 4 * SOCKETS)
    assert not {*server.sockets} & {*old} and len(server.sockets) == SOCKETS
    assert all(one.sock.fileno() < 0 for one in old)
    pool.close(server)
