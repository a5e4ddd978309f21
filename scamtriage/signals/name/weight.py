"""Build measurements of names with weights of the fitted model."""

import math
from typing import Any

from scamtriage.knowledge.judgement import name_model
from scamtriage.records.findings import Measurement
from scamtriage.signals.measurement import NO
from scamtriage.signals.name import model
from scamtriage.signals.name.view import NameView

LEAST_SAID = 0.1
"""Nats below which a fitted weight counts as nothing found."""


def fitted(signal: str, shown: dict[str, Any], types: tuple[str, ...] = (), term: str = "yes") -> Measurement:
    """A present measurement with the fitted weight of `term`."""
    return Measurement(value=1.0, shown=shown, types=types, weight=name_model.load().weight(signal, term))


def summed(name: NameView, signal: str, shown: dict[str, Any]) -> Measurement:
    """A present measurement with the weight of all terms of this name. Nothing speaks for a name that is a brand's, or copies it."""
    return weighed(signal, model.TERMS[signal](name), shown, least=LEAST_SAID if name.spelled_by_others else -math.inf)


def weighed(signal: str, terms: list[str], shown: dict[str, Any], *, least: float = -math.inf) -> Measurement:
    """A present measurement with the weight of these terms; `NO` if they weigh next to nothing, or less than `least`."""
    get, weight = name_model.load().weights[signal].get, 0.0
    for term in terms:
        weight += get(term, 0.0)
    if -LEAST_SAID < weight < LEAST_SAID or weight < least:
        return NO
    shown["side"] = "scam" if weight > 0 else "honest"
    return Measurement(value=1.0, shown=shown, weight=weight)


def side(weight: float) -> str:
    """Which names have this trait more often."""
    return "scam" if weight > 0 else "honest"
