"""What a connection to a target holds while it is open: a place among all connections, and a turn at its address."""

from scamtriage.net.clock import Deadline
from scamtriage.net.seams import Turning

_ALL = "all"


class Held:
    """The place and the turns of one race and of the connection that comes of it. The clock stands still while one is waited for: the
    line is our own."""

    def __init__(self, places: Turning, at_addresses: Turning, deadline: Deadline, *, counted: bool) -> None:
        """Of a connection that is not `counted` there is nothing to hold."""
        self._places = places
        self._at_addresses = at_addresses
        self._deadline = deadline
        self._counted = counted
        self._held: set[str] = set()
        self._in = False

    async def enter(self, first: str) -> None:
        """Take a turn at the first address, then a place: who waits for an address keeps no place from other hosts, and who has a place
        waits for nobody."""
        if not self._counted:
            return
        try:
            if not await self.seize(first):
                with self._deadline.paused():
                    await self._at_addresses.take(first)
                self._held.add(first)
            self._in = await self._places.seize(_ALL)
            if not self._in:
                with self._deadline.paused():
                    await self._places.take(_ALL)
                self._in = True
        except BaseException:
            self.leave()
            raise

    def leave(self) -> None:
        """Give back the place and all turns."""
        self.keep(None)
        if self._in:
            self._in = False
            self._places.give(_ALL)

    def keep(self, winner: str | None) -> None:
        """Give back the turns at all addresses but the winner's."""
        for address in self._held - {winner}:
            self._at_addresses.give(address)
            self._held.discard(address)

    async def seize(self, address: str) -> bool:
        """Have a turn at the address, if it can be had without waiting."""
        if self._counted and address not in self._held and await self._at_addresses.seize(address):
            self._held.add(address)
        return address in self._held or not self._counted

    async def take(self, address: str) -> None:
        """Wait for a turn at the address, with nothing in hand that another might wait for."""
        self.leave()
        await self.enter(address)
