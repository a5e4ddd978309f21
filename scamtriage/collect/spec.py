"""What a collector is: one question to the world, and the row that names it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum

from scamtriage.net.protocol import Net
from scamtriage.records.evidence import Mode
from scamtriage.records.facts import Facts
from scamtriage.records.target import Target


class Activity(StrEnum):
    """Whom a collector touches."""

    RESOLVER = "resolver"
    REGISTRY = "registry"
    TARGET = "target"
    NOBODY = "nobody"  # a table on this machine


@dataclass(frozen=True, slots=True, kw_only=True)
class Collector:
    """One row of COLLECTORS."""

    name: str
    collect: Callable[[Target, Net], Awaitable[Facts]]
    activity: Activity
    deadline_s: float
    """Its own share of the target's deadline; the smaller of both counts."""

    applies: Callable[[Target], bool] = lambda target: True
    """Whether the question makes sense for this target; where it does not, there is no evidence and none is missing."""

    def asks(self, mode: Mode) -> bool:
        """Whether this mode lets the collector run."""
        match mode:
            case Mode.FULL:
                return True
            case Mode.PASSIVE:
                return self.activity is not Activity.TARGET
            case Mode.OFFLINE:
                return False
