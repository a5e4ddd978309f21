"""Probabilities and their log-odds, in nats."""

import math


def logit(p: float) -> float:
    return math.log(p / (1 - p))


def logistic(x: float) -> float:
    """The logistic function, without overflow, and as exact near 0 as elsewhere."""
    if x < 0:
        odds = math.exp(x)
        return odds / (1 + odds)
    return 1 / (1 + math.exp(-x))
