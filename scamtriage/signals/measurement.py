"""What a measure returns: a number for the catalogue to judge, or the reason why there is none."""

import re
from collections.abc import Callable, Iterable
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

from scamtriage.knowledge.language.quoting import QUOTE_CHARS, Find, quotation
from scamtriage.records.findings import LISTED, Measurement, Pointer

if TYPE_CHECKING:
    from scamtriage.signals.view import View

T = TypeVar("T")

Measure = Callable[["View"], Measurement]
"""A function of MEASURES. All collectors that its row needs have answered."""

NO = Measurement(value=0.0)
"""There was evidence, and the answer is no."""

YES = Measurement(value=1.0)

UNKNOWN = Measurement(value=None)
"""There was evidence, but it does not answer this question."""

TOO_OLD = Measurement(value=None, shown={"why": "the table behind it is too old to weigh"})
"""There was evidence, but the table that judges it has expired."""

NOT_APPLICABLE = Measurement(value=None, applicable=False)
"""The question does not apply to this target."""


def once(of: Callable[["View"], T]) -> Callable[["View"], T]:
    """Wrap what several measures ask of a view, so that it is found out once a view. The answer is shared: do not change it."""

    @wraps(of)
    def kept(view: "View") -> T:
        known: dict[object, Any] = view.answers
        if of not in known:
            known[of] = of(view)
        answer: T = known[of]
        return answer

    return kept


def too_old_of(entry: str) -> Measurement:
    """Unknown, as the table has expired. `entry`: what the table says of the target, "" if it is not listed."""
    return Measurement(value=None, shown={**TOO_OLD.shown, LISTED: entry}) if entry else TOO_OLD


def yes_if(condition: bool) -> Measurement:
    return YES if condition else NO


def in_page(path: str, words: str) -> tuple[Pointer, ...]:
    """A pointer into the page facts."""
    return (Pointer(collector="page", path=path, snippet=words[:QUOTE_CHARS]),)


def quoted(value: float, text: str, found: Iterable[re.Match[str]], **shown: object) -> Measurement:
    """A measurement that quotes places of the page's text. `text`: what is quoted by their positions; `shown`: what is said before it."""
    quote = quotation([Find(text, one.start(), one.end()) for one in found])
    return Measurement(value=value, shown={**shown, "quote": quote}, pointers=in_page("page.text", quote))
