"""Map the lab's public-looking addresses to its real ones. Only this function is replaced below the guard."""

from collections.abc import Iterable, MutableSequence


class Unrouted(OSError):
    """A connection was attempted to an address outside the lab. No packet was sent."""


class Router:
    """Map (public address, port) to (loopback address, port), and log each connection attempt.

    The guard has already checked the public address, exactly as outside the lab. An address of no scene raises: a test that connects to it
    has found a leak.
    """

    def __init__(self) -> None:
        self._routes: dict[tuple[str, int], tuple[str, int]] = {}
        self.operators: set[tuple[str, int]] = set()
        """The operator's own resolvers, which are dialled where they are."""
        self.dialled: MutableSequence[tuple[str, int]] = []
        """Grows with every connection; for a long run, replace it with a bounded sequence."""
        self.unrouted: list[tuple[str, int]] = []

    @classmethod
    def of(cls, routes: Iterable[tuple[str, int, str, int]]) -> "Router":
        """Return the router of another process, given its `routes`, or those of the description of a lab."""
        router = cls()
        for ip, port, to_ip, to_port in routes:
            router.add(ip, port, (to_ip, to_port))
        return router

    def add(self, ip: str, port: int, to: tuple[str, int]) -> None:
        """Map `ip`:`port` to `to`."""
        self._routes[ip, port] = to

    def add_operator(self, ip: str, port: int) -> None:
        """Connect to the operator's own resolver directly, without a log entry in `dialled`."""
        self.operators.add((ip, port))

    def __call__(self, address: str, port: int) -> tuple[str, int]:
        """Return the loopback address for `address`:`port`. Raises Unrouted."""
        if (address, port) in self.operators:
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
