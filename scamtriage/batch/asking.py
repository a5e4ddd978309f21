"""Asking for the evidence of one line. Where a registry refuses, the line is set aside, and another takes its place in flight."""

import asyncio
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from scamtriage.batch.admission import Admission
from scamtriage.batch.feed import Feed
from scamtriage.batch.investigate import PutOff, best, investigate
from scamtriage.batch.places import Places
from scamtriage.batch.set_aside import MOST_ASIDE, Stay, WaitingRoom, closed_registry
from scamtriage.collect.spec import Collector
from scamtriage.records import codec
from scamtriage.records.evidence import Evidence, Mode
from scamtriage.records.target import Target

if TYPE_CHECKING:
    from scamtriage.net.session import Session


class Asker:
    """Asks for the lines of a batch that has begun. `places`: its tasks, of which lines that are set aside hold none."""

    def __init__(
        self, session: "Session", mode: Mode, gate: Admission, places: Places, feed: Feed[Any], aside_s: float, began: float
    ) -> None:
        """`aside_s`: see `set_aside.ASIDE_S`. `began`: when the batch did, by the clock of the loop."""
        self.places = places
        self._session = session
        self._mode = mode
        self._gate = gate
        self._feed = feed
        self._aside_s = aside_s
        self._began = began
        self._room: WaitingRoom | None = None

    async def investigated(self, line: int, target: Target, collectors: Mapping[str, Collector]) -> dict[str, Evidence]:
        """Return the evidence of a target, also of the registry that refused at first, if it answered within its time."""
        put_off: PutOff = {}
        evidence = await investigate(target, self._session, self._mode, collectors=collectors, put_off=put_off)
        stay = Stay(asyncio.get_running_loop().time())
        in_vain: set[str] = set()
        while put_off and self._session.resolver.hold_s and not stay.gave_way:
            if (service := await closed_registry(self._session.registry.pace, put_off, evidence, in_vain)) is None:
                break
            only = {name: collectors[name] for name in put_off}
            stay.bytes = codec.written_bytes([*evidence.values()])
            with self.without_place(line, service):
                async with self._waiting_room().turn(service, stay) as admitted:
                    if not admitted:
                        in_vain.add(service)
                        continue
                    put_off = {}
                    again = await investigate(target, self._session, self._mode, collectors=only, put_off=put_off)
                    self._waiting_room().asked(service, stay, put_off=any(service in services for services in put_off.values()))
            evidence = {**evidence, **best(evidence, again)}
        return evidence

    @contextmanager
    def without_place(self, line: int, service: str) -> Iterator[None]:
        """Set a line aside for a registry inside the block: another line takes its place in flight."""
        if self.places.aside.total() >= MOST_ASIDE:
            self._waiting_room().give_way()
        with self._gate.without(), self.places.without(line, service):
            yield

    def no_more(self) -> None:
        """No further line will come: those that are set aside wait less long."""
        if self._room is not None:
            self._room.no_more()

    async def close(self) -> None:
        """End the waiting."""
        if self._room is not None:
            await self._room.close()

    def _waiting_room(self) -> WaitingRoom:
        if self._room is None:
            self._room = WaitingRoom(self._session.registry.pace, self._aside_s, self._began)
            if self._feed.over:
                self._room.no_more()
        return self._room
