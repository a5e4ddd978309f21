"""What several tests of the wire begin with."""

import socket
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.net.desk import Desk


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    made = Desk(tmp_path)
    made.run.start()
    try:
        yield made
    finally:
        await made.registries.close()
        await made.stack.aclose()
        made.run.stop()


@pytest.fixture
def silent() -> Iterator[tuple[str, int]]:
    """An address on which connecting hangs: a listener whose queue is full."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen(0)
    fill = []
    for _ in range(4):
        filler = socket.socket()
        filler.setblocking(False)
        filler.connect_ex(listener.getsockname())
        fill.append(filler)
    yield listener.getsockname()
    for one in [listener, *fill]:
        one.close()


@pytest.fixture
def refused() -> Iterator[tuple[str, int]]:
    """An address at which nobody listens."""
    bound = socket.socket()
    bound.bind(("127.0.0.1", 0))
    yield bound.getsockname()
    bound.close()
