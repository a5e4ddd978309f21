"""Of hosts that were investigated those are forgotten first that were asked for least lately, and none that cannot be recalled yet."""

import asyncio

import pytest
from msgspec.structs import replace

from scamtriage.batch.dedupe import Deduper, Investigation, same_page
from scamtriage.records.evidence import Evidence, Outcome
from scamtriage.records.facts import PageFacts
from tests.samples import SEEN, target


def asked(line: int, *, done: bool = True, handed_on: bool = True) -> Investigation:
    evidence: asyncio.Future[dict[str, Evidence]] = asyncio.get_running_loop().create_future()
    if done:
        evidence.set_result({})
    on = asyncio.Event()
    if handed_on:
        on.set()
    return Investigation(line, target(f"host-{line}.example"), evidence, on)


def known(deduper: Deduper, lines: range) -> list[int]:
    return [line for line in lines if deduper.find(str(line)) is not None]


async def test_what_was_asked_for_again_is_kept_and_what_nobody_asked_for_is_forgotten() -> None:
    deduper = Deduper(2, None, lambda: 0)
    for line in (1, 2):
        deduper.remember(str(line), asked(line))
    assert deduper.find("1") is not None
    deduper.remember("3", asked(3))
    assert known(deduper, range(1, 4)) == [1, 3]


async def test_what_cannot_be_recalled_yet_stays_however_long_ago_it_was_asked_for() -> None:
    deduper = Deduper(1, None, lambda: 0)
    deduper.remember("1", asked(1, done=False, handed_on=False))
    deduper.remember("2", asked(2, handed_on=False))
    for line in range(3, 6):
        deduper.remember(str(line), asked(line))
    assert known(deduper, range(1, 6)) == [1, 2, 5]


async def test_lines_that_are_written_have_room_beside_those_that_are_remembered() -> None:
    unwritten = 2
    deduper = Deduper(1, None, lambda: unwritten)
    for line in range(1, 5):
        deduper.remember(str(line), asked(line))
    assert known(deduper, range(1, 5)) == [2, 3, 4]
    unwritten = 0
    deduper.remember("5", asked(5))
    assert known(deduper, range(1, 6)) == [5]


async def test_the_evidence_of_lines_that_ended_is_let_go_though_no_other_is_begun() -> None:
    deduper = Deduper(1, None, lambda: 0)
    lines = [asked(line, handed_on=False) for line in range(6)]
    for one in lines:
        deduper.remember(str(one.line), one)
    assert len(deduper) == 6
    for one in lines:
        deduper.hand_on(one.handed_on)
    assert known(deduper, range(6)) == [5] and all(one.handed_on.is_set() for one in lines)


async def test_a_line_that_took_long_is_not_forgotten_before_it_is_written() -> None:
    """What was handed on last is on its way to the journal, from which it could not be recalled yet."""
    deduper = Deduper(1, None, lambda: 1)
    slow = asked(1, handed_on=False)
    deduper.remember("1", slow)
    for line in (2, 3, 4):
        deduper.remember(str(line), asked(line))
    deduper.hand_on(slow.handed_on)
    deduper.remember("5", asked(5))
    assert known(deduper, range(1, 6)) == [1, 5]


async def test_however_many_wait_to_be_handed_on_what_was_is_not_forgotten_before_it_is_written() -> None:
    deduper = Deduper(0, None, lambda: 1)
    deduper.remember("1", asked(1))
    for line in range(2, 50):
        deduper.remember(str(line), asked(line, handed_on=False))
    assert known(deduper, range(1, 3)) == [1, 2]


async def test_what_is_awaited_stays_and_takes_no_room_of_the_others() -> None:
    awaited = {"1", "2", "3"}
    deduper = Deduper(1, None, lambda: 1, awaited.__contains__)
    for line in range(1, 8):
        deduper.remember(str(line), asked(line))
    assert known(deduper, range(1, 8)) == [1, 2, 3, 6, 7]
    awaited.clear()
    deduper.remember("8", asked(8))
    assert known(deduper, range(1, 9)) == [7, 8]


async def test_a_page_begun_anew_under_the_key_of_another_is_the_one_that_is_found() -> None:
    """Two spellings of an address may get different pages: the second is begun while the first is on its way."""
    deduper = Deduper(5, None, lambda: 0)
    first, second = asked(1, handed_on=False), asked(2, handed_on=False)
    deduper.remember("page", first)
    deduper.remember("page", second)
    deduper.hand_on(first.handed_on)
    assert deduper.find("page") is second
    deduper.hand_on(second.handed_on)
    assert deduper.find("page") is second and len(deduper) == 1


@pytest.mark.parametrize(
    ("changes", "same"),
    [
        ({}, True),
        ({"status_code": 404}, False),  # http may hold a page where https holds none
        ({"status_code": 399}, True),
        ({"final_host": "elsewhere.example"}, False),
        ({"flags": ("warned",)}, False),
    ],
)
def test_without_a_scheme_the_page_of_https_counts_where_a_browser_would_stay_on_it(changes: dict[str, object], same: bool) -> None:
    https = replace(target("host.example"), scheme_given=True)
    facts = PageFacts(**({"final_url": https.url, "final_host": https.host, "status_code": 200} | changes))  # type: ignore[arg-type]
    evidence = {"page": Evidence(collector="page", outcome=Outcome.OK, observed_at=SEEN, facts=facts)}
    assert same_page(replace(https, scheme_given=False), https, evidence) is same
    assert same_page(https, https, evidence) and same_page(replace(https, scheme_given=False), https, {})
