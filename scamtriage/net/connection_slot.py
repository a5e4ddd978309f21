"""What an open connection to a target holds: a place among all connections, and a turn at its address."""

from scamtriage.net.clock import Deadline
from scamtriage.net.interfaces import Semaphore

_ALL = "all"


class ConnectionSlot:
    """The place and the turns of one race and of the resulting connection.

    The deadline is paused while one is awaited: the queue is our own, not the peer's.
    """

    def __init__(self, places: Semaphore, at_addresses: Semaphore, deadline: Deadline, *, counted: bool) -> None:
        """A connection that is not `counted` holds nothing."""
        self._places = places
        self._at_addresses = at_addresses
        self._deadline = deadline
        self._counted = counted
        self._held: set[str] = set()
        self._in = False

    async def acquire(self, first: str) -> None:
        """Take a turn at the first address, then a place.

        In this order a task that waits for an address holds no place, and one that holds a place waits for nothing.
        """
        if not self._counted:
            return
        try:
            if not await self.try_acquire(first):
                with self._deadline.paused():
                    await self._at_addresses.acquire(first)
                self._held.add(first)
            self._in = await self._places.try_acquire(_ALL)
            if not self._in:
                with self._deadline.paused():
                    await self._places.acquire(_ALL)
                self._in = True
        except BaseException:
            self.release()
            raise

    def release(self) -> None:
        """Release the place and all turns."""
        self.keep(None)
        if self._in:
            self._in = False
            self._places.release(_ALL)

    def keep(self, winner: str | None) -> None:
        """Release the turns at all addresses except the winner's."""
        for address in self._held - {winner}:
            self._at_addresses.release(address)
            self._held.discard(address)

    async def try_acquire(self, address: str) -> bool:
        """Take a turn at the address if one is available without waiting; return whether it is held."""
        if self._counted and address not in self._held and await self._at_addresses.try_acquire(address):
            self._held.add(address)
        return address in self._held or not self._counted

    async def reacquire(self, address: str) -> None:
        """Release everything, then wait for a turn at the address: a waiting task must hold nothing that others need."""
        self.release()
        await self.acquire(address)
