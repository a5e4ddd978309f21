"""What every test may use: the lab, and a clock that stands still."""

import gc
import os
import tempfile
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from hypothesis import settings

from scamtriage.lab.internet import Lab

if settings.get_current_profile_name() != "ci":
    settings.register_profile("house", deadline=None)  # as in its profile for CI: our own bounds are in CPU seconds
    settings.load_profile("house")

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
"""The moment at which the scenes' ages are counted in tests."""


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
async def lab() -> AsyncIterator[Lab]:
    """The whole lab. A test that dialled an address outside it has failed."""
    async with Lab.start(now=NOW) as running:
        yield running
        assert running.router.unrouted == []


def pytest_configure(config: pytest.Config) -> None:
    """Garbage is looked for seldom: a process of the suite keeps thousands of pages, and
    looking through them again and again took a fifth of its time."""
    gc.set_threshold(100_000, 50, 50)
    own = tempfile.TemporaryDirectory(prefix="scamtriage-tests-")
    config.add_cleanup(own.cleanup)
    os.environ["XDG_RUNTIME_DIR"] = own.name  # the pace at registries: neither this user's own, nor that of tests beside us
