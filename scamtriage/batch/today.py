"""The moment at which a command takes up its work. One place, so that whoever runs a command can hand in another."""

from datetime import UTC, datetime


def now() -> datetime:
    """Return the time in UTC. Evidence is dated by the clock of its session, see `net.clock`."""
    return datetime.now(UTC)
