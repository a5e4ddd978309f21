"""Build measurements of names with weights of the fitted model."""

from typing import Any

from scamtriage.knowledge.judgement import name_model
from scamtriage.records.assessment import Measurement
from scamtriage.signals.measurement import NO
from scamtriage.signals.name import model
from scamtriage.signals.name.view import NameView

LEAST_SAID = 0.1
"""Nats below which a fitted weight counts as nothing found."""


def fitted(signal: str, shown: dict[str, Any], types: tuple[str, ...] = (), term: str = "yes") -> Measurement:
    """A present measurement with the fitted weight of `term`."""
    return Measurement(value=1.0, shown=shown, types=types, weight=name_model.load().weight(signal, term))


def summed(name: NameView, signal: str, shown: dict[str, Any]) -> Measurement:
    """A present measurement with the weight of all terms of this name. Nothing speaks for a name that copies a brand's."""
    found = weighed(signal, model.TERMS[signal](name), shown)
    return NO if (found.weight or 0.0) < 0 and name.likeness is not None else found


def weighed(signal: str, terms: list[str], shown: dict[str, Any]) -> Measurement:
    """A present measurement with the weight of these terms; `NO` if they weigh next to nothing."""
    weight = model.summed(signal, terms)
    if -LEAST_SAID < weight < LEAST_SAID:
        return NO
    return Measurement(value=1.0, shown={**shown, "side": side(weight)}, weight=weight)


def side(weight: float) -> str:
    """Which names have this trait more often."""
    return "scam" if weight > 0 else "honest"
