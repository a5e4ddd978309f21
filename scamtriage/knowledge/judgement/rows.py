"""The rows of `signals.toml`: one a signal, with everything about it that is a matter of judgement."""

from typing import Annotated, Literal

from scamtriage.knowledge.loading import Table, one_of
from scamtriage.records.facts import OBSERVED_BY

COLLECTORS = (*OBSERVED_BY, "fetch", "looks")
"""Allowed values of `needs`; a row without `needs` depends on the name alone.

"fetch" is the page collector, including pages behind a barrier; "looks" are its second looks, with other visitor profiles.
"""
SCAM_TYPES = (
    "tech-support", "fake-customer-care", "gov-police", "bank-wallet", "parcel-toll", "gambling", "invest-crypto", "adviser-clone",
    "task-job", "compound-recruit", "loan-app", "fake-shop", "recovery", "romance", "charity", "ticketing", "prize-subsidy",
    "wallet-drainer", "money-mule",
)  # fmt: skip
OPEN_TYPES = ("generic", "by-lexicon", "by-record", "compromised")
"""Further values of `scam_types`: no particular type, or a type that the measurement determines."""
Collector = Annotated[str, one_of(COLLECTORS)]
ScamType = Annotated[str, one_of(SCAM_TYPES)]


class Level(Table, frozen=True, kw_only=True):
    """One step of a graded signal: from `at_least` (inclusive) up to `under` (exclusive)."""

    weight: float
    at_least: float | None = None
    under: float | None = None

    def holds(self, value: float) -> bool:
        return (self.at_least is None or value >= self.at_least) and (self.under is None or value < self.under)


class Row(Table, frozen=True, kw_only=True):
    """One signal of the catalogue, with everything that is a matter of judgement."""

    id: str
    question: str
    family: str
    group: str
    needs: tuple[Collector, ...] = ()
    not_for: tuple[Literal["owner", "restricted", "lent", "address", "unlike"], ...] = ()
    """Kinds of names for which the signal is not measured.

    "owner": an organisation's official name; "restricted": under a suffix for checked registrants; "lent": a platform tenant's; "address":
    an IP address; "unlike": a name that holds no organisation's name and resembles none.
    """
    at_least: float | None = None
    """The signal is present from this value (inclusive). Without it, it is present if not zero."""
    under: float | None = None
    """The signal is present below this value only (exclusive); `at_least` says from which, and 0 is absent if it does not."""
    levels: tuple[Level, ...] = ()
    """The first matching level gives the weight; if none matches, the signal is absent."""
    weight: float | Literal["measured"]
    """Nats. "measured": from a dated table or the fitted model, limited by `clip`."""
    clip: tuple[float, float] | None = None
    uncertainty: Literal["E", "L", "M"]
    """E: expert guess, L: literature or advisory, M: measured. Sets the width of the interval."""
    weight_source: str
    because: str
    """The sentence that explains the finding, with {placeholders} for `value` and for what the measure shows."""
    scam_types: tuple[Annotated[str, one_of((*SCAM_TYPES, *OPEN_TYPES))], ...]
    direction: Literal["scam", "benign", "neutral", "table"]
    fires_on: tuple[str, ...] = ()
    silent_on: tuple[str, ...] = ()
    edge: tuple[str, ...] = ()
    """Test scenes built to be at this threshold."""
    false_positives: str = ""
    lacking: bool = False
    """The signal rests on something missing from the page. It is unknown if the page was not read to its end."""
    by_age: bool = False
    """What the page shows counts otherwise, or not at all, on a name that was held for long. The signal is unknown where that would change
    it and no registry said how long."""
    unless: tuple[str, ...] = ()
    """The signal is absent if any of these is present."""
    unless_accused: tuple[str, ...] = ()
    """Families: the signal is absent if any row of theirs is present that reads the page and accuses."""
    all_of: tuple[tuple[str, ...], ...] = ()
    """Each list must have at least one present signal."""
    count_of: tuple[str, ...] = ()
    """At least `count` of these must be present."""
    count: int = 2
    states: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()

    @property
    def conditional(self) -> bool:
        """Whether the signal depends on other signals."""
        return bool(self.unless or self.all_of or self.count_of)

    @property
    def greatest(self) -> float:
        """The largest absolute weight that this row can give, in nats."""
        if self.levels:
            return max(abs(level.weight) for level in self.levels)
        if self.weight == "measured":
            return max(abs(bound) for bound in self.clip or (0.0, 0.0))
        return abs(self.weight)
