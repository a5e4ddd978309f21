"""The catalogue: one row per signal, and the scoring rules; checked strictly when loaded."""

from dataclasses import dataclass
from functools import cache
from typing import Annotated, Literal

from msgspec.structs import replace

from scamtriage.knowledge.loading import BadTable, Table, digest, one_of, read_table, read_text, read_toml, validated
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
    """The signal is present from this value (inclusive). Without either bound, it is present if not zero."""
    under: float | None = None
    """The signal is present below this value (exclusive)."""
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


class VerdictLevel(Table, frozen=True, kw_only=True):
    """One row of the verdict table. The first match wins; bounds are log-odds of the evidence alone."""

    verdict: str
    at_least: float | None = None
    under: float | None = None
    coverage: float = 0.0
    """Minimum coverage for this verdict."""


class SingleFamilyRule(Table, frozen=True, kw_only=True):
    """A single family that is enough for a conviction if a given signal, which is not about words, is also present."""

    witness: str
    """A family, after joining by `same_witness`."""
    least: float
    """Nats after caps."""
    beside: str
    """The signal that must be present."""


class Conviction(Table, frozen=True, kw_only=True):
    """Conditions for any verdict above `suspicious`."""

    families: int
    family_least: float
    """Minimum nats after caps for a family to count."""
    same_witness: dict[str, str]
    """Family -> the family that is based on the same words. Both together count as one."""
    weak_groups: tuple[str, ...]
    """Groups that do not count towards a family here: how a name looks corroborates nothing."""
    bundles: tuple[str, ...]
    """Groups that are sums of many traits. Losing such a group is not losing a single signal."""
    loud: SingleFamilyRule
    beginner_words: float
    """Nats of wording below which wording, newness and contact ways do not convict: honest beginners have the other two."""
    settled: str
    """A signal that prevents a conviction: a site with so old a name is honest, or was hacked."""
    held: tuple[str, ...]
    """Signals of a name that was held for years, under any suffix."""
    held_beside: float
    """Minimum nats of accusing rows outside the bundles for a conviction beside them."""
    recounted: str
    """A signal beside which words and ways alone do not convict: a page that tells of a scam repeats its words."""
    behavioural: tuple[str, ...]
    behavioural_least: float
    certain_beside: float
    """Minimum nats of accusing rows outside the bundles for `near-certain`."""
    fragile_levels: int
    """The verdict is lowered if losing the strongest signal would cost at least this many levels."""
    ceiling: str
    """The highest verdict without these conditions, and in passive and offline mode."""


class Acquittal(Table, frozen=True, kw_only=True):
    """Conditions for `likely-benign`."""

    unproven: str
    """Signal beside which a site is not acquitted: it takes something, and does not show whose it is."""
    held_days: float
    """Days after which a name that is not lent shows enough all the same."""
    newborn: str
    """Signal beside which a site is not acquitted whose page was asked for as one visitor only: nothing but that page speaks for it."""
    spoken_least: float
    """Minimum nats that speak for a site whose name is lent or was not held for `held_days`."""
    mute: tuple[str, ...]
    """Families that do not count for `spoken_least`; rows about what a site lacks do not either."""
    alarms: tuple[str, ...]
    """Signals that a number to call stands beside an alarm. If one is present, a site is not acquitted."""


class Types(Table, frozen=True, kw_only=True):
    """How evidence determines the type of scam."""

    least: float
    """Minimum nats of evidence for a type before the type is reported, where no words were weighed."""
    share: float
    """Further types are reported if at least this likely, beside all others."""
    temperature: float
    """Divides the nats before the soft-max; larger values give less certain types."""
    unshared: tuple[str, ...] = ()
    """Groups that count fully for the type, without their share: they show who is imitated, which the words do not."""
    beside: tuple[str, ...] = ()
    """Signals whose type is reported beside stronger ones: what they find makes a site one of that type, whatever else it is.

    If a reading tells its types, they are reported together, where one of them is the strongest.
    """
    halves: tuple[tuple[ScamType, ScamType], ...] = ()
    """Types that are two parts of one scheme. Beside the strongest type its other half is reported if the words alone give it the share."""
    called: tuple[ScamType, ...] = ()
    """Types whose victims are called, or call: a likely scam of which one is the strongest type carries the flag `fake-call-centre`."""


class Scoring(Table, frozen=True, kw_only=True):
    """The scoring rules."""

    version: str
    shrinkage: float
    prior: float
    group_caps: dict[str, tuple[float, float]]
    family_caps: dict[str, tuple[float, float]]
    shares: dict[str, float]
    """Family or group -> the share of its nats that counts, because another family weighs the same words. Default 1.

    A group's own entry takes precedence over its family's.
    """
    loud_schemes: float
    """If content, contact and combinations reach these nats after caps, words and ways acquit by at most `loud_acquittal`."""
    loud_acquittal: float
    ways_alone: float
    """Maximum nats by which contact ways count against a site whose words are ignored."""
    decoys: tuple[str, ...]
    """Signals that other visitors are shown another page. If one is present, words and ways do not acquit."""
    copies: tuple[str, ...]
    """Signals that the page is a copy of an honest one. If one is present, words and ways do not acquit."""
    thefts: tuple[str, ...]
    """Signals that secrets typed on the page go to a stranger. If one is present, words and ways do not acquit."""
    forbidden: tuple[str, ...]
    """Signals that no honest page offers or asks for what this one does. If one is present, words and ways do not acquit."""
    circumstantial_groups: tuple[str, ...]
    circumstantial_max: float
    undetermined_below: float
    uncertainty: dict[str, float]
    """Uncertainty code -> standard deviation of a weight, in nats."""
    fitted_spread: dict[str, float]
    """Group -> standard deviation of its fitted sum, in nats before caps; used instead of the code's."""
    hints: dict[str, float]
    """Signal -> the value up to which it makes no name suspicious that is judged alone."""
    hints_beside: float
    """Minimum nats, after calibration, that accuse beside the hints of a suspicious name that is judged alone."""
    verdicts: tuple[VerdictLevel, ...]
    conviction: Conviction
    acquittal: Acquittal
    types: Types
    covered_families: tuple[str, ...]
    """Families that count for coverage, each with the upper bound of its cap."""
    official_stop: float
    """If evidence of an official domain reaches these nats, a scam verdict becomes `compromised-site`."""
    urgency: dict[str, str]
    """Scam type or flag -> "immediate", "high", "normal", "low"; most urgent first."""
    urgency_unnamed: str
    """The urgency of an alarming site of no known type."""

    def share(self, row: Row) -> float:
        """Return the share of a row's nats that counts."""
        found = self.shares.get(row.group)
        return self.shares.get(row.family, 1.0) if found is None else found


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalog:
    """All rows in file order, and the scoring rules. `digest` is a hash of both files."""

    rows: dict[str, Row]
    scoring: Scoring
    digest: str = ""


@cache
def load_catalog() -> Catalog:
    """Read and check the shipped catalogue. Raises BadTable, which names file, line and key."""
    return parse_catalog(read_text("signals.toml"), read_text("scoring.toml"))


def parse_catalog(signals: str, scoring: str) -> Catalog:
    """Parse, check and combine the texts of both files. Raises BadTable."""
    tables = read_toml("signals.toml", signals)
    named = {name: {"id": name, **table} if isinstance(table, dict) else table for name, table in tables.items()}
    rows = _silenced(validated("signals.toml", signals, dict[str, Row], named))
    rules = read_table("scoring.toml", Scoring, scoring)
    for row in rows.values():
        _check(row, rows, rules, signals)
    for name, share in rules.shares.items():
        if name not in rules.family_caps and name not in rules.group_caps:
            raise BadTable.at("scoring.toml", scoring, ("shares", name), "is no family and no group")
        if not 0 < share <= 1:
            raise BadTable.at("scoring.toml", scoring, ("shares", name), "must be above 0 and at most 1")
    if not {*rules.conviction.same_witness, *rules.conviction.same_witness.values()} <= set(rules.family_caps):
        raise BadTable.at("scoring.toml", scoring, ("conviction", "same_witness"), "names an unknown family")
    for group, width in rules.fitted_spread.items():
        if group not in rules.conviction.bundles or width < 0:
            raise BadTable.at("scoring.toml", scoring, ("fitted_spread", group), "must be of a group in conviction.bundles, 0 or above")
    if not set(rules.conviction.bundles) <= set(rules.group_caps):
        raise BadTable.at("scoring.toml", scoring, ("conviction", "bundles"), "names an unknown group")
    if not set(rules.hints) <= set(rows):
        raise BadTable.at("scoring.toml", scoring, ("hints",), "names an unknown signal")
    return Catalog(rows=rows, scoring=rules, digest=digest(signals, scoring))


def _silenced(rows: dict[str, Row]) -> dict[str, Row]:
    """Return the rows with the members of `unless_accused` in `unless`."""
    accusing = [row for row in rows.values() if row.direction == "scam" and "page" in row.needs]

    def members(of: Row) -> tuple[str, ...]:
        return tuple(row.id for row in accusing if row.family in of.unless_accused)

    return {name: replace(row, unless=(*row.unless, *members(row))) if row.unless_accused else row for name, row in rows.items()}


def _check(row: Row, rows: dict[str, Row], rules: Scoring, text: str) -> None:
    """Check what the schema cannot express: references, types, and weights that need other keys. Raises BadTable."""
    problems = [
        ("family", row.family not in rules.family_caps, f"family {row.family!r} has no cap in scoring.toml"),
        ("group", row.group not in rules.group_caps, f"group {row.group!r} has no cap in scoring.toml"),
        ("weight", row.weight == "measured" and row.clip is None, "a measured weight needs a clip"),
        ("weight", row.direction == "neutral" and row.greatest != 0, "a neutral row weighs 0"),
        ("unless_accused", not set(row.unless_accused) <= set(rules.family_caps), "unless_accused names an unknown family"),
        ("unless", not set(row.unless) <= set(rows), "unless names an unknown signal"),
        ("count_of", not set(row.count_of) <= set(rows), "count_of names an unknown signal"),
        ("all_of", not {m for some in row.all_of for m in some} <= set(rows), "all_of names an unknown signal"),
    ]
    for key, wrong, message in problems:
        if wrong:
            raise BadTable.at("signals.toml", text, (row.id, key), message)
