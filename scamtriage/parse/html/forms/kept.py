"""Which forms and inputs of a page are kept, if it has too many: those that ask for something, whatever decoys stand before them."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from scamtriage.records.facts import Form, FormField

T = TypeVar("T")
MAX_FORMS_KEPT = 40
MAX_FIELDS_KEPT = 60


def asking(fields: Sequence[FormField]) -> tuple[FormField, ...]:
    """Return at most `MAX_FIELDS_KEPT` inputs in their own order; those that ask for something take precedence."""
    return tuple(foremost(fields, MAX_FIELDS_KEPT, lambda field: not field.asks))


class Importance:
    """The rank of each form in turn: the first that asks of each receiver, the others that ask, the rest."""

    def __init__(self) -> None:
        self._receivers: set[str] = set()

    def __call__(self, form: Form) -> int:
        if not any(field.asks for field in form.fields):
            return 2
        known = form.action_host in self._receivers
        self._receivers.add(form.action_host)
        return int(known)


def foremost(found: Sequence[T], most: int, rank: Callable[[T], int]) -> Sequence[T]:
    """Return at most `most` items in their own order; those of the lowest rank take precedence."""
    if len(found) <= most:
        return found
    ranked = sorted(range(len(found)), key=[rank(one) for one in found].__getitem__)
    return [found[index] for index in sorted(ranked[:most])]
