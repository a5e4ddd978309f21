"""The terms of the sum: what each finding adds, with its sentence. Explanations list exactly these."""

from dataclasses import dataclass, field
from operator import itemgetter

from scamtriage.knowledge.speech import Speech, speech
from scamtriage.records.assessment import Contribution
from scamtriage.records.findings import Presence, Reading
from scamtriage.score.caps import WeightedSignal
from scamtriage.score.model import Model
from scamtriage.score.pending import ScoringState

CALIBRATION = "calibration"
"""Id of the term that moves every site alike."""
MOST_KEPT = 10_000
_last = itemgetter(2)
_Ranked = tuple[float, str, Contribution]
"""A contribution behind what it is sorted by: its weight, negated, and its signal."""


@dataclass(slots=True)
class Terms:
    """Makes the contributions of weighed findings under one model."""

    model: Model
    _kept: dict[str, dict[int, _Ranked]] = field(default_factory=dict)
    """Cache of contributions of common readings that no cap changes: language -> id of the reading -> contribution. The contribution holds
    the reading, so the id stays valid."""

    def of(self, state: ScoringState, language: str) -> tuple[Contribution, ...]:
        """Return the contributions, strongest first."""
        spoken = speech(language)
        kept, slope = self._kept.setdefault(language, {}), self.model.slope
        found: list[_Ranked] = []
        for reading, item in zip(state.present, state.items, strict=True):
            keep = reading.common and item.counted == item.raw == reading.weight
            ranked = kept.get(id(reading)) if keep else None
            if ranked is None:
                row, log_odds = item.row, item.counted * slope
                contribution = Contribution(
                    reading=reading,
                    family=row.family,
                    group=row.group,
                    because=_sentence(item, reading, spoken),
                    raw=item.raw,
                    log_odds=log_odds,
                    source=row.weight_source,
                    states=row.states,
                    flags=row.flags,
                    curbed=bool(item.curbed),
                )
                ranked = -abs(log_odds), reading.signal, contribution
                if keep:
                    if len(kept) >= MOST_KEPT:
                        kept.clear()
                    kept[id(reading)] = ranked
            found.append(ranked)
        if intercept := self.model.intercept_in(state.dossier.mode):
            moves = Contribution(
                reading=Reading(signal=CALIBRATION, presence=Presence.PRESENT),
                family="combo",
                group="none",
                because=spoken.say("the calibration of this model moves every site alike"),
                raw=intercept,
                log_odds=intercept,
                source=self.model.name,
            )
            found.append((-abs(intercept), CALIBRATION, moves))
        found.sort()  # strongest first; no two are of one signal, so that the contributions themselves are never compared
        return tuple(map(_last, found))


def _sentence(item: WeightedSignal, reading: Reading, spoken: Speech) -> str:
    """The sentence of a finding, and why it acquits by less than its weight."""
    said = spoken.because(item.row, reading.shown, reading.value)
    match item.curbed:
        case "another page":
            return spoken.say("{sentence}; this counts nothing, as other visitors are shown another page", sentence=said)
        case "theft":
            return spoken.say("{sentence}; this counts nothing, as what is typed on the page goes to a stranger", sentence=said)
        case "forbidden":
            return spoken.say("{sentence}; this counts nothing, as nobody honest sells or asks for what the page does", sentence=said)
        case "copy":
            return spoken.say("{sentence}; this counts nothing, as a copy reads as honest as what it copies", sentence=said)
        case "loud":
            return spoken.say("{sentence}; this counts less, as the words of schemes beside it are loud", sentence=said)
    return said
