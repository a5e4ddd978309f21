"""What was seen while the resolver had an outage is looked at again, and what was had is not lost over it."""

import asyncio
import time
from datetime import UTC, datetime

import pytest

from scamtriage.batch.investigate import investigate
from scamtriage.collect import COLLECTORS
from scamtriage.collect.spec import Activity, Collector
from scamtriage.net import clock
from scamtriage.net.errors import Blocked, NetError, TimedOut, Unreachable
from scamtriage.net.protocol import Net as Asked
from scamtriage.records.evidence import Mode, Outcome
from scamtriage.records.facts import DnsAnswer, DnsFacts, DnsOutcome, Facts, PageFacts
from scamtriage.records.target import Target
from tests.net.peers import Net, target


async def test_what_one_look_had_and_the_next_has_not_is_kept() -> None:
    looks: list[str] = []

    async def needs_names(aim: Target, net: Asked) -> Facts:
        looks.append("look")
        if len(looks) == 1:
            world.zone.health.outages += 1
            raise Unreachable("no resolver answers")
        return PageFacts(final_url=f"https://site.example/{len(looks)}")

    async def answers_once(aim: Target, net: Asked) -> Facts:
        if looks:
            raise TimedOut("the registry is silent now")
        return PageFacts(final_url="https://site.example/once")

    asked = {"answers-once": answers_once, "needs-names": needs_names}
    table = {name: Collector(name=name, collect=one, activity=Activity.REGISTRY, deadline_s=5.0) for name, one in asked.items()}
    async with Net(deadline_s=5.0) as world:
        world.zone.hold_s = 5.0
        found = await investigate(target("https://site.example/"), world.session, Mode.FULL, collectors=table)
    assert [item.outcome for item in found.values()] == [Outcome.OK, Outcome.OK]
    assert [item.facts for item in found.values()] == [PageFacts(final_url=f"https://site.example/{end}") for end in ("once", "2")]


async def test_an_answer_in_part_is_kept_where_the_next_look_has_none_or_less_of_it() -> None:
    looks: list[str] = []
    answer = DnsAnswer(name="site.example", rtype="MX", outcome=DnsOutcome.TIMEOUT)
    parts = DnsFacts(zone="site.example", addresses=("192.0.2.1",), answers=(answer,))

    async def names(aim: Target, net: Asked) -> Facts:
        looks.append("look")
        world.zone.health.outages += 1
        if len(looks) > 1:
            raise Unreachable("no resolver answers")
        return parts

    async def whole_once(aim: Target, net: Asked) -> Facts:
        return PageFacts(final_url="https://site.example/", text=f"{len(looks)}", complete=len(looks) < 2)

    table = {
        name: Collector(name=name, collect=one, activity=Activity.REGISTRY, deadline_s=5.0)
        for name, one in {"dns": names, "page": whole_once}.items()
    }
    async with Net(deadline_s=5.0) as world:
        world.zone.hold_s = 5.0
        found = await investigate(target("https://site.example/"), world.session, Mode.FULL, collectors=table)
    assert len(looks) > 1 and found["dns"].facts == parts
    assert found["page"].facts == PageFacts(final_url="https://site.example/", text="1")


@pytest.mark.parametrize("known", [True, False])
async def test_a_page_that_an_outage_broke_off_is_looked_at_again(known: bool) -> None:
    """Whether a question had met the outage already, or nobody has yet."""
    looks: list[str] = []

    async def broken_once(aim: Target, net: Asked) -> Facts:
        looks.append("look")
        if len(looks) == 1 and known:
            world.zone.health.outages += 1
        return PageFacts(final_url="https://site.example/", text=f"{len(looks)}", complete=len(looks) > 1)

    async def sure() -> None:
        if len(looks) == 1 and not known:
            world.zone.health.outages += 1

    table = {"page": Collector(name="page", collect=broken_once, activity=Activity.REGISTRY, deadline_s=5.0)}
    async with Net(deadline_s=5.0) as world:
        world.zone.hold_s, world.zone.sure = 5.0, sure  # type: ignore[method-assign]
        found = await investigate(target("https://site.example/"), world.session, Mode.FULL, collectors=table)
    assert found["page"].facts == PageFacts(final_url="https://site.example/", text="2")


async def test_what_an_outage_without_end_leaves_unknown_is_looked_at_once() -> None:
    looks: list[str] = []

    async def needs_names(aim: Target, net: Asked) -> Facts:
        looks.append("look")
        raise Unreachable("no resolver answers")

    table = {"dns": Collector(name="dns", collect=needs_names, activity=Activity.REGISTRY, deadline_s=5.0)}
    async with Net(deadline_s=5.0) as world:
        world.zone.hold_s = 0.2
        world.zone.health.fall(datetime.now(UTC))
        await asyncio.sleep(0.3)
        found = await investigate(target("https://site.example/"), world.session, Mode.FULL, collectors=table)
    assert found["dns"].outcome is Outcome.UNREACHABLE and looks == ["look"]


@pytest.mark.parametrize(("failure", "again"), [(TimedOut("no answer within 5 s"), True), (Blocked("it is not contacted"), False)])
async def test_what_was_silent_while_this_process_stood_still_is_looked_at_again(
    failure: NetError, again: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a scan does whose rows nobody reads, or that was stopped by Ctrl-Z: the time limits of all that is in hand run out meanwhile."""
    monkeypatch.setattr(clock, "STALL_S", 0.2)
    looks: list[str] = []

    async def stood_still_once(aim: Target, net: Asked) -> Facts:
        looks.append("look")
        if len(looks) > 1:
            return PageFacts(final_url="https://site.example/")
        time.sleep(0.5)
        await asyncio.sleep(0.2)
        raise failure

    table = {"page": Collector(name="page", collect=stood_still_once, activity=Activity.REGISTRY, deadline_s=5.0)}
    async with Net(deadline_s=5.0) as world:
        world.zone.hold_s = 5.0
        world.session.clock.start()
        found = await investigate(target("https://site.example/"), world.session, Mode.FULL, collectors=table)
        world.session.clock.stop()
    assert found["page"].outcome is (Outcome.OK if again else Outcome.BLOCKED) and len(looks) == 1 + again


@pytest.mark.parametrize(
    ("sent", "requests"),
    [
        (b"\r\n<div id=app></div><script>document.body.innerHTML=atob(unescape('%3Cp'))</script>", 1),
        (b"Content-Length: 9000\r\n\r\n<p>The beginning of a page", 2),
    ],
    ids=["written by scripts", "broken off"],
)
async def test_a_page_is_asked_for_again_for_what_did_not_come_and_not_for_what_no_request_would_bring(
    sent: bytes, requests: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pages that scripts write are many among those of scams, and each would be asked for three times by a scan behind a slow reader."""
    monkeypatch.setattr(clock, "STALL_S", 0.2)
    asked: list[bytes] = []

    async def answers(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append(await reader.readuntil(b"\r\n\r\n"))
        if len(asked) == 1:
            time.sleep(0.5)
        whole = len(asked) > 1 and requests > 1
        writer.write(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + (b"Content-Length: 18\r\n\r\n<p>Now it is whole" if whole else sent)
        )
        await writer.drain()
        if b"Length" in sent:
            await asyncio.sleep(60.0)

    async with Net(deadline_s=2.0) as world:
        await world.serve(answers)
        world.zone.hold_s = 5.0
        table = {"page": COLLECTORS["page"]}
        found = await investigate(target("http://site.example/"), world.session, Mode.FULL, collectors=table)
    page = found["page"].facts
    assert isinstance(page, PageFacts) and page.complete is (requests > 1)
    assert len([head for head in asked if head.startswith(b"GET / ")]) == requests
