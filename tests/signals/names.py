"""Measures of a name alone."""

from types import SimpleNamespace
from typing import Any

from scamtriage.records.findings import Measurement
from scamtriage.records.target import Target
from scamtriage.signals.name.measures import MEASURES
from scamtriage.signals.name.view import NameView
from scamtriage.targets.parse import parse_target


def measure(signal: str, line: str) -> Measurement:
    target = parse_target(line)
    assert isinstance(target, Target), target
    view: Any = SimpleNamespace(target=target, name=NameView(target), houses=frozenset(), too_old=lambda _: False)
    return MEASURES[signal](view)


def measured_name(line: str) -> NameView:
    target = parse_target(line)
    assert isinstance(target, Target), target
    return NameView(target)
