"""What several tests of the wire begin with."""

from collections.abc import AsyncIterator
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
