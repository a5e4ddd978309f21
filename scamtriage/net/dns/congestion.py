"""Congestion window of one resolver: it grows while the resolver answers and is halved when it drops questions."""


class CongestionWindow:
    """Additive increase, multiplicative decrease (as RFC 5681 does for TCP), counted in questions in flight.

    A question that is never answered says nothing about the resolver, since names with dead nameservers are common among
    scam sites. A drop is a question whose repetition was answered while its first sending was not.
    """

    __slots__ = ("_drop_at", "_slow_start", "in_flight", "size")

    FIRST, SMALLEST, LARGEST = 32.0, 4.0, 512.0
    PATIENCE_S = 1.0
    """Drops within this time after a halving do not halve it again."""

    def __init__(self) -> None:
        self.size = self.FIRST
        self.in_flight = 0
        self._slow_start = True
        self._drop_at = float("-inf")

    @property
    def free(self) -> bool:
        """Whether one more question may go out."""
        return self.in_flight < self.size

    def answered(self) -> None:
        """Note an answer. The window grows by one per answer at first, and by one per window after the first drop."""
        if self.size < self.LARGEST and self.in_flight * 2 >= self.size:  # a window that is not used proves nothing
            self.size = min(self.LARGEST, self.size + (1.0 if self._slow_start else 1.0 / self.size))

    def restart(self) -> None:
        """Return to slow start: a resolver that is back from an outage must not get all waiting questions at once."""
        self.size = min(self.size, self.FIRST)
        self._slow_start = True

    def dropped(self, now: float) -> None:
        """Note a dropped question; `now` is in seconds of any monotonic clock."""
        if now - self._drop_at < self.PATIENCE_S:
            return
        self._drop_at = now
        self._slow_start = False
        self.size = max(self.SMALLEST, self.size / 2)
