"""Lists of well-known names: exact, dated, optional, and no packet."""

import sys
from datetime import date

import pytest

from scamtriage.batch.jobs import jobs
from scamtriage.batch.run import Batch
from scamtriage.collect import OPTIONAL
from scamtriage.knowledge.hosts import warninglists
from scamtriage.lab.internet import Lab
from scamtriage.net.open_session import open_session
from scamtriage.pipeline import number_lines
from scamtriage.records.evidence import Evidence, Outcome
from scamtriage.records.facts import ReputationFacts
from scamtriage.sessions import collectors_of, policy
from tests.running import lab_config


async def asked(lab: Lab, target: str) -> Evidence:
    config = lab_config(lab, reputation=True)
    async with open_session(policy(config), route=lab.router, now=lambda: lab.world.now) as session:
        found = [d async for d in Batch(session, config.mode, in_flight=1, collectors=OPTIONAL).run(jobs(iter(number_lines([target]))))]
    assert lab.router.unrouted == []
    return found[0].evidence["reputation"]


def test_it_is_asked_only_when_the_desk_says_so() -> None:
    from scamtriage.config import Config

    assert "reputation" not in collectors_of(Config())
    assert "reputation" in collectors_of(Config(reputation=True))


async def test_without_the_package_the_reading_is_unknown_and_says_what_to_do(lab: Lab, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pymispwarninglists", None)
    warninglists.load.cache_clear()
    found = await asked(lab, "google.com")
    warninglists.load.cache_clear()
    assert not found.outcome.conclusive
    assert found.facts is None
    assert "pip install -e '.[warninglists]'" in found.reason


async def test_a_name_is_found_with_the_date_of_its_list(lab: Lab) -> None:
    pytest.importorskip("pymispwarninglists", reason="the extra [warninglists] is not installed")
    found = await asked(lab, "www.google.com")
    assert found.outcome is Outcome.OK
    assert isinstance(found.facts, ReputationFacts)
    assert {one.sort for one in found.facts.listings} == {"popular"}
    assert {one.name for one in found.facts.listings} == {"www.google.com", "google.com"}
    assert all("2020-01-01" < one.as_of <= found.facts.as_of for one in found.facts.listings)


async def test_a_name_below_or_beside_a_listed_one_is_not_listed(lab: Lab) -> None:
    pytest.importorskip("pymispwarninglists", reason="the extra [warninglists] is not installed")
    for host in ("no-such-tenant.github.io", "no-such-name-google.com"):
        found = await asked(lab, host)
        assert isinstance(found.facts, ReputationFacts)
        assert found.facts.listings == ()
        assert found.facts.lists > 5


@pytest.mark.parametrize(
    ("version", "day"), [(20251223, date(2025, 12, 23)), ("20250115", date(2025, 1, 15)), (8, None), (20251399, None), ("v3", None)]
)
def test_a_version_is_a_date_or_a_count(version: int | str, day: date | None) -> None:
    assert warninglists.dated(version) == day
