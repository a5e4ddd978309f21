"""What a collector is: one query about a target, and its row in the table of collectors."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum

from scamtriage.net.protocol import Net
from scamtriage.records.evidence import Mode
from scamtriage.records.facts import Facts
from scamtriage.records.target import Target


class Activity(StrEnum):
    """Whom the requests of a collector reach."""

    RESOLVER = "resolver"
    REGISTRY = "registry"
    TARGET = "target"
    NOBODY = "nobody"  # reads only a local table


@dataclass(frozen=True, slots=True, kw_only=True)
class Collector:
    """One row of COLLECTORS."""

    name: str
    collect: Callable[[Target, Net], Awaitable[Facts]]
    activity: Activity
    deadline_s: float
    """Deadline of this collector; the target's own deadline also applies."""

    applies: Callable[[Target], bool] = lambda target: True
    """Whether the collector applies to this target. If not, there is no evidence, and none counts as missing."""

    def asks(self, mode: Mode) -> bool:
        """Return whether the collector runs in this mode."""
        match mode:
            case Mode.FULL:
                return True
            case Mode.PASSIVE:
                return self.activity is not Activity.TARGET
            case Mode.OFFLINE:
                return False
