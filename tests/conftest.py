"""What every test may use: the lab, and a clock that stands still."""

import gc
import logging
import os
import signal
import tempfile
from collections.abc import AsyncIterator
from contextlib import ExitStack
from datetime import UTC, datetime
from functools import partial

import pytest
from hypothesis import settings

from scamtriage import pattern_folder
from scamtriage.knowledge import matcher_cache
from scamtriage.lab.internet import Lab
from tests.patterns import KEPT, folder_in, lent

if settings.get_current_profile_name() != "ci":
    settings.register_profile("house", deadline=None)  # as in its profile for CI: our own bounds are in CPU seconds
    settings.load_profile("house")

SHARED = "SCAMTRIAGE_TESTS_SHARED"
"""Environment variable with the folder that all processes of a run share, see tests/parallel.py."""

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
"""The moment at which the scenes' ages are counted in tests."""


LEVEL = pytest.StashKey[int]()
"""What the log of the process let through before a test."""


def pytest_runtest_setup(item: pytest.Item) -> None:
    item.stash[LEVEL] = logging.getLogger().level


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item: pytest.Item) -> None:
    """A test that leaves the log of its process quieter makes others fail, in whatever order the workers come to them."""
    assert logging.getLogger().level == item.stash.get(LEVEL, logging.getLogger().level)


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
    process has a pace at registries of its own. Patterns that were compiled by an earlier run, or for another process, are used again.
    """
    gc.set_threshold(100_000, 50, 50)
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # of a job in the background, and of all programs that tests start
        signal.signal(signal.SIGINT, signal.default_int_handler)
    own = tempfile.TemporaryDirectory(prefix="scamtriage-tests-")
    config.add_cleanup(own.cleanup)
    os.environ["XDG_RUNTIME_DIR"] = own.name
    os.environ["XDG_CONFIG_HOME"] = os.environ["XDG_CACHE_HOME"] = shared = os.environ.get(SHARED) or own.name
    if SHARED in os.environ:
        patterns = folder_in(shared)
    else:
        stack = ExitStack()
        patterns = stack.enter_context(lent(shared, KEPT))
        config.add_cleanup(stack.close)  # before the folder goes: what is added last is done first
    matcher_cache.use(partial(pattern_folder.kept_in, patterns))


def pytest_collection_finish() -> None:
    """What was collected stays to the end, and is looked through no more."""
    gc.freeze()


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish() -> None:
    """What a portion left is looked through once. pytest does it five times when it ends."""
    gc.collect()
    gc.freeze()
