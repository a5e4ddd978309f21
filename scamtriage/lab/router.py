"""Where the lab's public-looking addresses really are: the one line that is replaced below the guard."""

from collections.abc import MutableSequence


class Unrouted(OSError):
    """Somebody dialled an address that is not part of the lab. No packet was sent."""


class Router:
    """Maps (public address, port) to (loopback address, port), and keeps a list of what was dialled.

    The guard has judged the public address before it comes here, exactly as it would outside; nothing of the lab is
    known above this line. An address of no scene raises: a test that dials it has found a leak.
    """

    def __init__(self) -> None:
        self._routes: dict[tuple[str, int], tuple[str, int]] = {}
        self._operator: set[tuple[str, int]] = set()
        self.dialled: MutableSequence[tuple[str, int]] = []
        """Grows with every connection; a long run replaces it by one that forgets."""
        self.unrouted: list[tuple[str, int]] = []

    def add(self, ip: str, port: int, to: tuple[str, int]) -> None:
        """Let `ip`:`port` be answered at `to`."""
        self._routes[ip, port] = to

    def add_operator(self, ip: str, port: int) -> None:
        """The operator's own resolver is dialled where it is, and is no part of what a target made us dial."""
        self._operator.add((ip, port))

    def __call__(self, address: str, port: int) -> tuple[str, int]:
        """The loopback address that stands for `address`:`port`. Raises Unrouted."""
        if (address, port) in self._operator:
            return address, port
        to = self._routes.get((address, port))
        if to is None:
            self.unrouted.append((address, port))
            raise Unrouted(f"{address} port {port} is not part of the lab")
        self.dialled.append((address, port))
        return to

    @property
    def routes(self) -> dict[tuple[str, int], tuple[str, int]]:
        """A copy of the whole map, for another process."""
        return dict(self._routes)
