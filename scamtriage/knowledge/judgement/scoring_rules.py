"""The rules of `scoring.toml`: bounds, shares, the verdict table, and what a conviction, an acquittal and a kind of scam ask for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from msgspec import Struct

from scamtriage.knowledge.glossary import FLAGS, URGENCIES
from scamtriage.knowledge.judgement.rows import SCAM_TYPES, Row, ScamType
from scamtriage.knowledge.loading import Path, Table, one_of
from scamtriage.records.assessment import Verdict

VERDICTS = tuple(verdict.value for verdict in sorted(Verdict, key=lambda verdict: -verdict.rank) if verdict is not Verdict.UNDETERMINED)
"""Verdicts that the verdict table may contain, from high to low; UNDETERMINED is not a level."""


@dataclass(frozen=True, slots=True)
class Names:
    """Marks the type of a text that names something of the catalogue: "signal", "family" or "group", or one of several."""

    kinds: tuple[str, ...]


Signal = Annotated[str, Names(("signal",))]
Family = Annotated[str, Names(("family",))]
Group = Annotated[str, Names(("group",))]
Weighed = Annotated[str, Names(("family", "group"))]
VerdictName = Annotated[str, one_of(VERDICTS)]
Urgency = Annotated[str, one_of(URGENCIES)]


class VerdictLevel(Table, frozen=True, kw_only=True):
    """One row of the verdict table. The first match wins; bounds are log-odds of the evidence alone."""

    verdict: VerdictName
    at_least: float | None = None
    under: float | None = None
    coverage: float = 0.0
    """Minimum coverage for this verdict."""


class SingleFamilyRule(Table, frozen=True, kw_only=True):
    """A single family that is enough for a conviction if a given signal, which is not about words, is also present."""

    witness: Family
    """A family, after joining by `same_witness`."""
    least: float
    """Nats after caps."""
    beside: Signal
    """The signal that must be present."""


class Conviction(Table, frozen=True, kw_only=True):
    """Conditions for any verdict above `suspicious`."""

    families: int
    family_least: float
    """Minimum nats after caps for a family to count."""
    same_witness: dict[Family, Family]
    """Family -> the family that is based on the same words. Both together count as one."""
    weak_groups: tuple[Group, ...]
    """Groups that do not count towards a family here: how a name looks corroborates nothing."""
    bundles: tuple[Group, ...]
    """Groups that are sums of many traits. Losing such a group is not losing a single signal."""
    loud: SingleFamilyRule
    beginner_words: float
    """Nats of wording below which wording, newness and contact ways do not convict: honest beginners have the other two."""
    settled: Signal
    """A signal that prevents a conviction by less than `settled_beside`: a site with so old a name is honest, or was hacked."""
    settled_beside: float
    """Minimum nats of accusing rows outside the bundles for a conviction beside it."""
    held: tuple[Signal, ...]
    """Signals of a name that was held for years, under any suffix."""
    held_beside: float
    """Minimum nats of accusing rows outside the bundles for a conviction beside them."""
    held_parts: Signal
    """A signal beside which such a name is not even suspicious by less: a page of many parts, of which one is loud by chance."""
    recounted: Signal
    """A signal beside which words and ways alone do not convict: a page that tells of a scam repeats its words."""
    behavioural: tuple[Family, ...]
    behavioural_least: float
    certain_beside: float
    """Minimum nats of accusing rows outside the bundles for `near-certain`."""
    fragile_levels: int
    """The verdict is lowered if losing the strongest signal would cost at least this many levels."""
    ceiling: VerdictName
    """The highest verdict without these conditions, and in passive and offline mode."""


class Acquittal(Table, frozen=True, kw_only=True):
    """Conditions for `likely-benign`."""

    unproven: Signal
    """Signal beside which a site is not acquitted: it takes something, and does not show whose it is."""
    held_days: float
    """Days after which a name that is not lent shows enough all the same."""
    newborn: Signal
    """Signal beside which a site is not acquitted whose page was asked for as one visitor only: nothing but that page speaks for it."""
    spoken_least: float
    """Minimum nats that speak for a site whose name is lent or was not held for `held_days`."""
    mute: tuple[Family, ...]
    """Families that do not count for `spoken_least`; rows about what a site lacks do not either."""
    alarms: tuple[Signal, ...]
    """Signals that a number to call stands beside an alarm. If one is present, a site is not acquitted."""


class Types(Table, frozen=True, kw_only=True):
    """How evidence determines the type of scam."""

    least: float
    """Minimum nats of evidence for a type before the type is reported, where no words were weighed."""
    share: float
    """Further types are reported if at least this likely, beside all others."""
    temperature: float
    """Divides the nats before the soft-max; larger values give less certain types."""
    unshared: tuple[Group, ...] = ()
    """Groups that count fully for the type, without their share: they show who is imitated, which the words do not."""
    beside: tuple[Signal, ...] = ()
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
    shares: dict[Weighed, float]
    """Family or group -> the share of its nats that counts, because another family weighs the same words. Default 1.

    A group's own entry takes precedence over its family's.
    """
    loud_schemes: float
    """If content, contact and combinations reach these nats after caps, words and ways acquit by at most `loud_acquittal`."""
    loud_acquittal: float
    ways_alone: float
    """Maximum nats by which contact ways count against a site whose words are ignored."""
    decoys: tuple[Signal, ...]
    """Signals that other visitors are shown another page. If one is present, words and ways do not acquit."""
    copies: tuple[Signal, ...]
    """Signals that the page is a copy of an honest one. If one is present, words and ways do not acquit."""
    thefts: tuple[Signal, ...]
    """Signals that secrets typed on the page go to a stranger. If one is present, words and ways do not acquit."""
    forbidden: tuple[Signal, ...]
    """Signals that nobody honest sells or asks for what the page does. If one is present, words and ways do not acquit."""
    circumstantial_groups: tuple[Group, ...]
    circumstantial_max: float
    undetermined_below: float
    uncertainty: dict[str, float]
    """Uncertainty code -> standard deviation of a weight, in nats."""
    fitted_spread: dict[Group, float]
    """Group -> standard deviation of its fitted sum, in nats before caps; used instead of the code's."""
    hints: dict[Signal, float]
    """Signal -> the value up to which it makes no name suspicious that is judged alone."""
    hints_beside: float
    """Minimum nats, after calibration, that accuse beside the hints of a suspicious name that is judged alone."""
    verdicts: tuple[VerdictLevel, ...]
    conviction: Conviction
    acquittal: Acquittal
    types: Types
    covered_families: tuple[Family, ...]
    """Families that count for coverage, each with the upper bound of its cap."""
    official_stop: float
    """Nats of an official name, as shipped, from which it is a checked body's: what would be `suspicious` there if it were not is left
    `undetermined`, with the state `compromised-site` or `needs-human`."""
    urgency: dict[Annotated[str, one_of((*SCAM_TYPES, *FLAGS))], Urgency]
    """Scam type or flag -> "immediate", "high", "normal", "low"; most urgent first."""
    urgency_unnamed: Urgency
    """The urgency of an alarming site of no known type."""

    def share(self, row: Row) -> float:
        """Return the share of a row's nats that counts."""
        found = self.shares.get(row.group)
        return self.shares.get(row.family, 1.0) if found is None else found


def references(value: Any, hint: Any = Scoring, path: Path = ()) -> Iterator[tuple[Path, str, Names]]:
    """Yield (path, name, what it must be) of everything in a value of this type that names something of the catalogue."""
    if get_origin(hint) is Annotated:
        yield from ((path, value, mark) for mark in hint.__metadata__ if isinstance(mark, Names))
    elif isinstance(value, Struct):
        for name, kind in get_type_hints(type(value), include_extras=True).items():
            yield from references(getattr(value, name), kind, (*path, name))
    elif isinstance(value, Mapping):
        keys, values = get_args(hint)
        for key, one in value.items():
            yield from references(key, keys, (*path, key))
            yield from references(one, values, (*path, key))
    elif isinstance(value, tuple) and get_args(hint)[-1] is ...:
        for number, one in enumerate(value):
            yield from references(one, get_args(hint)[0], (*path, number))
