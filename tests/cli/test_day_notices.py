"""What is said of the day on which the world is looked at, and in whose time."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from scamtriage.cli.notices import day_notices
from scamtriage.knowledge import small_tables
from tests.cli.running import run_alone

MADE = datetime.combine(small_tables.load()[small_tables.NAMES].as_of, datetime.min.time(), UTC)


@pytest.mark.parametrize(("ahead", "doubted"), [(-365, True), (-2, True), (-1, False), (0, False), (700, False), (365 * 12, True)])
def test_a_clock_that_cannot_be_right_is_told_and_what_hangs_on_it(ahead: int, doubted: bool) -> None:
    moment = MADE + timedelta(days=ahead, hours=5)
    told = day_notices.of_clock(moment)
    assert bool(told) is doubted
    if doubted:
        assert f"{moment:%Y-%m-%d %H:%M} UTC" in told and "ages of names" in told and "Set the clock" in told


def test_tables_that_are_too_old_are_told_with_their_last_day() -> None:
    expires = small_tables.load()["registrars"].expires
    assert expires is not None
    last = datetime.combine(expires, datetime.max.time(), UTC)
    assert "registrars" not in day_notices.of_tables(last)
    told = day_notices.of_tables(last + timedelta(days=1))
    assert f"registrars (after {expires})" in told and "unknown" in told and "newer release" in told
    assert "lexicon.csv" not in day_notices.of_tables(last + timedelta(days=3650)), "words do not expire"


@pytest.mark.parametrize("zone", ["Asia/Bangkok", "America/St_Johns", "Pacific/Apia"])
def test_a_log_is_written_in_utc_and_says_so(zone: str) -> None:
    before = datetime.now(UTC)
    told = run_alone("check", "--offline", "-vv", "old-bakery.example", TZ=zone, LC_ALL="C").stderr
    logged = re.search(r"^(\S+)Z DEBUG ", told, re.MULTILINE)
    assert logged is not None, told
    moment = datetime.fromisoformat(logged[1]).replace(tzinfo=UTC)
    assert before - timedelta(seconds=1) <= moment <= datetime.now(UTC)
