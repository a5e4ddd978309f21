"""What a measure answers: a number for the catalogue to judge, or why there is none."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from scamtriage.knowledge.quoting import QUOTE_CHARS
from scamtriage.records.assessment import LISTED, Measurement, Pointer

if TYPE_CHECKING:
    from scamtriage.signals.view import View

Measure = Callable[["View"], Measurement]
"""A function of MEASURES. It may assume that every collector its row needs has answered."""

NO = Measurement(value=0.0)
"""The evidence was there, and the answer is no."""

YES = Measurement(value=1.0)

UNKNOWN = Measurement(value=None)
"""The evidence was there, but it does not answer this question."""

TOO_OLD = Measurement(value=None, shown={"why": "the table behind it is too old to weigh"})
"""The evidence was there, but the table that judges it has expired."""

NOT_APPLICABLE = Measurement(value=None, applicable=False)
"""The question makes no sense for this target."""


def too_old_of(entry: str) -> Measurement:
    """The table has expired; `entry`: what it says of the target, "" where it lists it not."""
    return Measurement(value=None, shown={**TOO_OLD.shown, LISTED: entry}) if entry else TOO_OLD


def yes_if(condition: bool) -> Measurement:
    """A plain yes or no without words of its own."""
    return YES if condition else NO


def in_page(path: str, words: str) -> tuple[Pointer, ...]:
    """A pointer into the page facts."""
    return (Pointer(collector="page", path=path, snippet=words[:QUOTE_CHARS]),)
