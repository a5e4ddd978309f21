"""The catalogue: one row a signal and the rules of the sum, checked strictly when loaded."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from scamtriage.knowledge.loading import BadRule, digest, read_text, read_toml, validated
from scamtriage.records.facts import OBSERVED_BY

COLLECTORS = (*OBSERVED_BY, "fetch", "looks")
"""What `needs` may name; a row that needs none is answered by the name alone. "fetch" is the page collector, a closed door included;
"looks" are its second looks, as other visitors."""

SCAM_TYPES = (
    "tech-support", "fake-customer-care", "gov-police", "bank-wallet", "parcel-toll", "gambling", "invest-crypto", "adviser-clone",
    "task-job", "compound-recruit", "loan-app", "fake-shop", "recovery", "romance", "charity", "ticketing", "prize-subsidy",
    "wallet-drainer", "money-mule",
)  # fmt: skip
OPEN_TYPES = ("generic", "by-lexicon", "by-record", "compromised")
"""What a row may say beside the nineteen: nothing in particular, or "see the measurement"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One step of a graded signal: from `at_least` (inclusive) up to `under` (exclusive)."""

    weight: float
    at_least: float | None = None
    under: float | None = None

    def holds(self, value: float) -> bool:
        return (self.at_least is None or value >= self.at_least) and (self.under is None or value < self.under)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Everything about one signal that two people could disagree about."""

    id: str
    question: str
    family: str
    group: str
    needs: tuple[str, ...] = ()
    not_for: tuple[Literal["owner", "restricted", "lent", "address"], ...] = ()
    """Names of which it is not asked: an organisation's own, one under a suffix kept for checked bodies, a tenant's, a bare address."""
    at_least: float | None = None
    """The measurement is present from here (inclusive); neither bound: present when it is not zero."""
    under: float | None = None
    """The measurement is present below this (exclusive)."""
    levels: tuple[Level, ...] = ()
    """The first that holds gives the weight; when none holds the signal is absent."""
    weight: float | Literal["measured"]
    """Nats. "measured": a dated table or the fitted model decides; `clip` bounds it."""
    clip: tuple[float, float] | None = None
    uncertainty: Literal["E", "L", "M"]
    """E: expert guess, L: literature or advisory, M: measured. Sets the width of the interval."""
    weight_source: str
    because: str
    """The sentence, with {placeholders} for `value` and for what the measure shows."""
    scam_types: tuple[str, ...]
    direction: Literal["scam", "benign", "neutral", "table"]
    fires_on: tuple[str, ...] = ()
    silent_on: tuple[str, ...] = ()
    edge: tuple[str, ...] = ()
    """Scenes that were built to stand at this threshold."""
    false_positives: str = ""
    lacking: bool = False
    """It rests on something that the page does not show: of a page that was not read to its end it is unknown."""
    unless: tuple[str, ...] = ()
    """Silent while one of these is present."""
    all_of: tuple[tuple[str, ...], ...] = ()
    """Every list must have a present member."""
    count_of: tuple[str, ...] = ()
    """At least `count` of these must be present."""
    count: int = 2
    states: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()

    @property
    def conditional(self) -> bool:
        """Whether other readings must be known first."""
        return bool(self.unless or self.all_of or self.count_of)

    @property
    def greatest(self) -> float:
        """The largest absolute weight that this row can give, in nats."""
        if self.levels:
            return max(abs(level.weight) for level in self.levels)
        if self.weight == "measured":
            return max(abs(bound) for bound in self.clip or (0.0, 0.0))
        return abs(self.weight)


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictLevel:
    """One row of the verdict table; the first that holds wins, the log-odds are those of the evidence alone."""

    verdict: str
    at_least: float | None = None
    under: float | None = None
    coverage: float = 0.0
    """Least coverage at which this level may be said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loud:
    """One witness that suffices, where something stands beside it that is no word."""

    witness: str
    """A family, as `same_witness` joins them."""
    least: float
    """Nats after caps."""
    beside: str
    """The row that must be present."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conviction:
    """What must hold before anything above `suspicious` is said."""

    families: int
    family_least: float
    """Nats after caps that a family must add to count."""
    same_witness: dict[str, str]
    """Family -> the family that reads the same words: together they are one that agrees with others."""
    weak_groups: tuple[str, ...]
    """Groups that speak for no family here: how a name looks agrees with nothing."""
    bundles: tuple[str, ...]
    """Groups whose rows are sums of many traits, so that no verdict hangs on one signal for their sake."""
    loud: Loud
    beginner_words: float
    """Nats of words below which words, newness and ways to be reached convict nobody: honest beginners have the other two."""
    settled: str
    """The row beside which nobody is convicted: who has had a name for so long is honest, or somebody broke into his site."""
    behavioural: tuple[str, ...]
    behavioural_least: float
    fragile_levels: int
    """Levels that the loss of the strongest signal may cost before the verdict steps down."""
    ceiling: str
    """The highest verdict without conviction, and in passive and offline mode."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Types:
    """How evidence becomes a statement about the kind of scam."""

    least: float
    """Nats of typed evidence from which a type is named."""
    margin: float
    """A further type is named when its evidence is at most this far below the strongest."""
    temperature: float
    """Divides the nats before the soft-max; the larger, the less certain."""
    unshared: tuple[str, ...] = ()
    """Groups that speak for a kind with all that they say: beside the page as a whole they say who is imitated, and its words do not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scoring:
    """The rules of the sum."""

    version: str
    shrinkage: float
    prior: float
    group_caps: dict[str, tuple[float, float]]
    family_caps: dict[str, tuple[float, float]]
    shares: dict[str, float]
    """Family, or group where it differs from its family -> how much of its nats counts, where another family weighs the same words; 1 for
    those not named."""
    loud_schemes: float
    """Nats after caps of content, contact and combinations together from which on words and ways acquit by `loud_acquittal` at most."""
    loud_acquittal: float
    ways_alone: float
    """Nats by which ways to be reached accuse where the words are to be ignored."""
    decoys: tuple[str, ...]
    """Rows that say that others are shown another page: beside one of them words and ways do not acquit."""
    circumstantial_groups: tuple[str, ...]
    circumstantial_max: float
    undetermined_below: float
    uncertainty: dict[str, float]
    """Standard deviation of a weight by its code, in nats."""
    fitted_spread: dict[str, float]
    """Group -> standard deviation of a sum that is fitted on whole pages, in nats before its caps; it stands in place of the code's."""
    verdicts: tuple[VerdictLevel, ...]
    conviction: Conviction
    types: Types
    covered_families: tuple[str, ...]
    """Families that count for coverage, each by the upper bound of its cap."""
    official_stop: float
    """Evidence of an official domain of at least this many nats turns a scam verdict into `compromised-site`."""
    urgency: dict[str, str]
    """Scam type -> "immediate", "high", "normal", "low"; most urgent first."""

    def share(self, row: Row) -> float:
        """How much of a row's nats counts."""
        found = self.shares.get(row.group)
        return self.shares.get(row.family, 1.0) if found is None else found


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalog:
    """All rows in file order, and the rules of the sum. `digest` is over the files as they stand."""

    rows: dict[str, Row]
    scoring: Scoring
    digest: str = ""


@cache
def load_catalog() -> Catalog:
    """Read and check the shipped catalogue. Raises BadRule, which names file, line and key."""
    return parse_catalog(read_text("signals.toml"), read_text("scoring.toml"))


def parse_catalog(signals: str, scoring: str) -> Catalog:
    """Check the two files' texts and join them. Raises BadRule."""
    rows: dict[str, Row] = {}
    for name, table in read_toml("signals.toml", signals).items():
        row = validated("signals.toml", signals, Row, {"id": name, **table}, section=name)
        rows[name] = row
    rules = validated("scoring.toml", scoring, Scoring, read_toml("scoring.toml", scoring))
    for row in rows.values():
        _check(row, rows, rules, signals)
    for name, share in rules.shares.items():
        if name not in rules.family_caps and name not in rules.group_caps:
            raise BadRule.at("scoring.toml", scoring, "shares", name, "is no family and no group")
        if not 0 < share <= 1:
            raise BadRule.at("scoring.toml", scoring, "shares", name, "must be above 0 and at most 1")
    if not {*rules.conviction.same_witness, *rules.conviction.same_witness.values()} <= set(rules.family_caps):
        raise BadRule.at("scoring.toml", scoring, "conviction", "same_witness", "names an unknown family")
    for group, width in rules.fitted_spread.items():
        if group not in rules.conviction.bundles or width < 0:
            raise BadRule.at("scoring.toml", scoring, "fitted_spread", group, "must be of a group in conviction.bundles, 0 or above")
    if not set(rules.conviction.bundles) <= set(rules.group_caps):
        raise BadRule.at("scoring.toml", scoring, "conviction", "bundles", "names an unknown group")
    return Catalog(rows=rows, scoring=rules, digest=digest(signals, scoring))


def _check(row: Row, rows: dict[str, Row], rules: Scoring, text: str) -> None:
    """What a schema cannot say: references, caps, and that a row can fire at all."""
    known_types = (*SCAM_TYPES, *OPEN_TYPES)
    problems = [
        ("family", row.family not in rules.family_caps, f"family {row.family!r} has no cap in scoring.toml"),
        ("group", row.group not in rules.group_caps, f"group {row.group!r} has no cap in scoring.toml"),
        ("needs", not set(row.needs) <= set(COLLECTORS), f"needs must be of {', '.join(COLLECTORS)}"),
        ("scam_types", not set(row.scam_types) <= set(known_types), f"unknown scam type in {list(row.scam_types)}"),
        ("weight", row.weight == "measured" and row.clip is None, "a measured weight needs a clip"),
        ("weight", row.direction == "neutral" and row.greatest != 0, "a neutral row weighs 0"),
        ("unless", not set(row.unless) <= set(rows), "unless names an unknown signal"),
        ("count_of", not set(row.count_of) <= set(rows), "count_of names an unknown signal"),
        ("all_of", not {m for some in row.all_of for m in some} <= set(rows), "all_of names an unknown signal"),
    ]
    for key, wrong, message in problems:
        if wrong:
            raise BadRule.at("signals.toml", text, row.id, key, message)
