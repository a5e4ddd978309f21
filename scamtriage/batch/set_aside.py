"""Lines set aside because a registry is not to be asked for a while: they wait at its door, and a few at a time ask again."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from scamtriage.batch.investigate import PutOff
from scamtriage.net.interfaces import RateLimiter
from scamtriage.net.tasks import cancel_and_wait
from scamtriage.records.evidence import Evidence, Outcome

ASIDE_S = 3600.0
"""Longest wait, in seconds, for a registry that has answered in this run, since the line was set aside or the registry last answered."""
IN_ORDER_S = 60.0
"""The same if all later rows wait for this one."""
MOST_ASIDE = 5_000
"""Maximum number of lines set aside in one process. One more sends the longest waiting back as it is."""
MOST_ASIDE_BYTES = 128 << 20
"""The same for the evidence of such lines as written, in bytes: a line may hold hundreds of kilobytes of page text."""
_UNPROVEN_S = 900.0
"""Longest wait for a registry that has answered nothing in this run: it may have banned us, or something may block the way to it."""
_AFTER_END_S = 900.0
"""Longest wait once no other lines are left, for a registry that has answered in this run. One that has not is not waited for then."""
_AT_LEAST_S = 60.0
"""Such waits may take as long as the batch took until then, and at least so long: nobody waits a quarter of an hour for three rows. Each
answer since then adds as much, up to `ASIDE_S` in all: a registry that answers some questions a minute answers all of a short list, and a
server of the suspects that answers one question in a while does not hold up an end for a day."""
_PROBES_AFTER_END = 3
"""How often such a registry may refuse one more line meanwhile, for itself and for each of its answers."""
_MOST_SINGLED_OUT = 5
"""How often a line may be put off although the registry answered others since it was last asked. Each time closes the registry for all, and
some refuse certain names for ever."""
_REST_S = 1.0
"""Least pause before a registry that put a line off again is asked next. Doubled each time."""
_MOST_DOUBLINGS = 10
"""Enough to reach `_AFTER_END_S`."""
_LOOK_S = 1.0
"""Interval of looking at the door: the list may end, and another process may be told to slow down."""
_FEW, _SOME = 1, 4
"""Lines that ask again at the same time, after the registry put one off and after it answered one."""


@dataclass(slots=True)
class Stay:
    """How a line that is set aside has fared."""

    since: float
    """When it was set aside."""
    bytes: int = 0
    """Size of its evidence as written."""
    asked_at: float = field(init=False)
    """When it was last put off."""
    singled_out: int = 0
    """See _MOST_SINGLED_OUT."""
    gave_way: bool = False
    """Whether it was sent back to make room. It waits nowhere else then: that would be no room."""

    def __post_init__(self) -> None:
        self.asked_at = self.since


@dataclass(slots=True)
class _Waiting:
    stay: Stay
    since: float
    bytes: int
    admitted: "asyncio.Future[bool]"


@dataclass(slots=True)
class _Door:
    """The lines that wait for one registry, the first of them next."""

    line: deque[_Waiting] = field(default_factory=deque)
    asking: int = 0
    most_asking: int = _FEW
    refusals: int = 0
    """Number of pauses after one, since a line was answered."""
    refused: bool = False
    """Whether a line was put off since the last look at the door."""
    probing: bool = False
    """Whether one line asks alone, to learn whether the registry answers again."""
    failed_probes: int = 0
    """How many such lines were put off, since the list ended."""
    answers: int = 0
    """How many lines were answered, since the list ended."""
    rest_until: float = 0.0
    heard_at: float = float("-inf")
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    keeper: "asyncio.Task[None] | None" = None


class WaitingRoom:
    """The lines set aside in one process, by the registry that they wait for. Times are those of the event loop."""

    def __init__(self, pace: RateLimiter, longest_s: float, began: float) -> None:
        """`longest_s`: see ASIDE_S. `began`: when the batch began."""
        self._pace = pace
        self._longest_s = longest_s
        self._began = began
        self._doors: dict[str, _Door] = {}
        self._ended_at = float("inf")
        self._bytes = 0

    def no_more(self) -> None:
        """Note that no other lines are left: from now on the waiting ones hold up the end of the batch."""
        if self._ended_at == float("inf"):
            self._ended_at = asyncio.get_running_loop().time()
            for door in self._doors.values():
                door.failed_probes = door.answers = 0

    @asynccontextmanager
    async def turn(self, service: str, stay: Stay) -> AsyncIterator[bool]:
        """Wait until the registry may be asked, and ask inside the block; False if it was waited for in vain."""
        if stay.singled_out >= _MOST_SINGLED_OUT:
            yield False
            return
        door = self._doors.setdefault(service, _Door())
        waiting = _Waiting(stay, stay.since, stay.bytes, asyncio.get_running_loop().create_future())
        door.line.append(waiting)
        self._bytes += waiting.bytes
        while self._bytes > MOST_ASIDE_BYTES and self.give_way():
            pass
        if door.keeper is None or door.keeper.done():
            door.keeper = asyncio.create_task(self._keep(service, door))
        admitted = False
        try:
            admitted = await waiting.admitted
            yield admitted
        finally:
            self._bytes -= waiting.bytes
            if admitted or (waiting.admitted.done() and not waiting.admitted.cancelled() and waiting.admitted.result()):
                door.asking -= 1
                door.changed.set()

    def asked(self, service: str, stay: Stay, *, put_off: bool) -> None:
        """Note how the question of a line that was admitted ended."""
        door, now = self._doors[service], asyncio.get_running_loop().time()
        door.failed_probes += door.probing and put_off
        door.answers += not put_off
        door.probing = False
        if put_off:
            door.most_asking, door.refused = _FEW, True
            stay.singled_out += door.heard_at > stay.asked_at
            stay.asked_at = now
        else:
            door.most_asking, door.heard_at, door.refusals = _SOME, now, 0

    def give_way(self) -> bool:
        """Send the line that has waited for longest back as it is; return False if none waits."""
        doors = [door for door in self._doors.values() if door.line]
        if not doors:
            return False
        waiting = min(doors, key=lambda door: door.line[0].since).line.popleft()
        waiting.stay.gave_way = True
        _answer(waiting, admitted=False)
        self._bytes -= waiting.bytes
        waiting.bytes = 0
        return True

    async def close(self) -> None:
        """Stop looking at the doors. Lines that still wait must have been cancelled."""
        await cancel_and_wait([door.keeper for door in self._doors.values() if door.keeper is not None])

    async def _keep(self, service: str, door: _Door) -> None:
        try:
            await self._admit(service, door)
        except Exception as exc:  # noqa: BLE001 - the lines raise it
            for waiting in door.line:
                if not waiting.admitted.done():
                    waiting.admitted.set_exception(exc)
            door.line.clear()

    async def _admit(self, service: str, door: _Door) -> None:
        now = asyncio.get_running_loop().time
        while door.line:
            closed_s, _ = await self._pace.closed_s(service)
            if door.refused:
                door.refused = False
                door.rest_until = now() + min(_REST_S * 2**door.refusals, _AFTER_END_S)  # it may name no time, a past one or a second
                door.refusals = min(door.refusals + 1, _MOST_DOUBLINGS)
            closed_s = max(closed_s, door.rest_until - now())
            if closed_s > 0:
                reopens = now() + closed_s
                alive = await self._pace.is_alive(service)
                for waiting in [one for one in door.line if self._in_vain(one, reopens, door, alive=alive)]:
                    door.line.remove(waiting)
                    _answer(waiting, admitted=False)
                await asyncio.sleep(min(closed_s, _LOOK_S))
            elif not door.line:  # the last one was sent back meanwhile
                break
            elif door.asking < door.most_asking:
                admitted = _answer(door.line.popleft(), admitted=True)
                door.asking += admitted
                door.probing |= admitted and door.most_asking == _FEW
            else:
                door.changed.clear()
                await door.changed.wait()

    def _in_vain(self, waiting: _Waiting, reopens: float, door: _Door, *, alive: bool) -> bool:
        if not alive:
            return reopens > waiting.since + min(self._longest_s, _UNPROVEN_S) or self._ended_at < float("inf")
        if door.failed_probes >= _PROBES_AFTER_END * (1 + door.answers) and self._ended_at < float("inf"):
            return True
        last = max(waiting.since, door.heard_at)
        lasted = self._ended_at - self._began
        as_long_again = self._ended_at + max(lasted, min(max(_AT_LEAST_S, lasted) + _AT_LEAST_S * door.answers, ASIDE_S))
        return reopens > min(last + self._longest_s, max(last, self._ended_at) + _AFTER_END_S, as_long_again)


async def closed_registry(pace: RateLimiter, put_off: PutOff, evidence: Mapping[str, Evidence], in_vain: AbstractSet[str]) -> str | None:
    """Return a registry without which the evidence is incomplete and which is not to be asked now; None if there is none.

    One registry is enough for a collector: RDAP and WHOIS give the same record. One that has answered in this run is waited for rather
    than one that may be out of reach. `in_vain`: registries that were waited for already.
    """
    waits: list[tuple[float, str]] = []
    for name, services in put_off.items():
        ways = [(not await pace.is_alive(way), (await pace.closed_s(way))[0], way) for way in services - in_vain]
        if doors := [way for way in ways if way[1] or evidence[name].outcome is Outcome.LIMITED]:
            waits.append(min(doors)[1:])
    return max(waits)[1] if waits else None


def longest_wait_s(longest_s: float, *, no_more: bool) -> float:
    """Return how long a line waits at most since its registry last answered. `no_more`: whether no other lines are left."""
    return min(longest_s, _AFTER_END_S) if no_more else longest_s


def _answer(waiting: _Waiting, *, admitted: bool) -> bool:
    """Tell a line whether it may ask; return whether it was admitted and still waits."""
    if waiting.admitted.done():
        return False
    waiting.admitted.set_result(admitted)
    return admitted
