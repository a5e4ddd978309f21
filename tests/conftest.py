"""What every test may use: the lab, and a clock that stands still."""

import gc
import logging
import os
import signal
import tempfile
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from hypothesis import settings

from scamtriage.knowledge import matcher_cache
from scamtriage.lab.internet import Lab
from scamtriage.pattern_folder import kept_in

if settings.get_current_profile_name() != "ci":
    settings.register_profile("house", deadline=None)  # as in its profile for CI: our own bounds are in CPU seconds
    settings.load_profile("house")

SHARED = "SCAMTRIAGE_TESTS_SHARED"
"""Environment variable with the folder that all processes of a run share, see tests/parallel.py."""

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
"""The moment at which the scenes' ages are counted in tests."""


@pytest.fixture(autouse=True)
def _log_as_found() -> Iterator[None]:
    """A test that leaves the log of its process quieter makes others fail, in whatever order the workers come to them."""
    level = logging.getLogger().level
    yield
    assert logging.getLogger().level == level


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
    looking through them again and again took a fifth of its time.

    The user's own settings and cache are out of reach. All processes of a run and the programs that they start share one cache, but each
    process has a pace at registries of its own. Patterns that were compiled by an earlier run are used again.
    """
    gc.set_threshold(100_000, 50, 50)
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # of a job in the background, and of all programs that tests start
        signal.signal(signal.SIGINT, signal.default_int_handler)
    own = tempfile.TemporaryDirectory(prefix="scamtriage-tests-")
    config.add_cleanup(own.cleanup)
    os.environ["XDG_RUNTIME_DIR"] = own.name
    os.environ["XDG_CONFIG_HOME"] = os.environ["XDG_CACHE_HOME"] = os.environ.get(SHARED) or own.name
    patterns = Path(config.cache.mkdir("patterns")) if hasattr(config, "cache") else None
    matcher_cache.use(partial(kept_in, patterns) if patterns is not None else None)


def pytest_collection_finish() -> None:
    """What was collected stays to the end, and is looked through no more."""
    gc.freeze()
