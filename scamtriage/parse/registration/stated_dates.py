"""Choose between the dates that a registry states. Untrustworthy dates are noted, never corrected by guessing."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Literal

from msgspec import Struct

from scamtriage.knowledge.registry.registries import Order
from scamtriage.parse.registration import dates
from scamtriage.records.facts import DateNote

DateField = Literal["created", "updated", "expires"]
DATE_FIELDS: tuple[DateField, ...] = ("created", "updated", "expires")
NotedProblem = Literal["ambiguous", "impossible", "future", "two-dates", "unreadable"]
AWAY = 1_000  # added to the rank of a date that may be about something else; such a date contradicts no other
_SAME_DAY = timedelta(hours=26)  # the same date written in two zones
CLOCK_SKEW = timedelta(days=2)
_NOTES = 64
_RAW_CHARS = 100


class Settled(Struct, frozen=True, kw_only=True):
    """The dates of a registration, and notes about the rejected ones."""

    created: datetime | None = None
    updated: datetime | None = None
    expires: datetime | None = None
    notes: tuple[DateNote, ...] = ()


def settle(
    stated: Mapping[DateField, Iterable[tuple[int, str]]],
    order: Order = "",
    observed_at: datetime | None = None,
    cut: Iterable[tuple[DateField, str]] = (),
    utc_offset: int = 0,
) -> Settled:
    """Choose one date per field from `stated`: field -> (rank, raw text). A lower rank is preferred.

    `order` and `utc_offset` are passed to `dates.read`. Two dates with the same best rank more than a day apart contradict each other: both
    are noted as "two-dates" and neither is used. A contradicting date with a higher rank is only noted. A creation or change date after
    `observed_at` plus CLOCK_SKEW is noted as "future" and dropped. Each truncated date in `cut` is noted as "ambiguous". An expiry before
    the creation is also "two-dates", and both are dropped.
    """
    moments: dict[str, datetime | None] = {}
    believed: dict[str, str] = {}
    notes = [_note(name, raw, "ambiguous") for name, raw in cut]
    for name in DATE_FIELDS:
        good: list[tuple[int, str, datetime]] = []
        for rank, raw in stated.get(name, ()):
            reading = dates.read(raw, order, utc_offset)
            if reading.value is not None:
                good.append((rank, raw, reading.value))
            if reading.problem and reading.problem != "blank" and any(c.isdigit() for c in raw):
                notes.append(_note(name, raw, reading.problem))
        moment = _choose(name, good, notes)
        if observed_at is not None and name != "expires" and moment is not None and moment > observed_at + CLOCK_SKEW:
            notes.append(_note(name, next(raw for _, raw, value in good if value == moment), "future"))
            moment = None
        moments[name] = moment
        believed[name] = next((raw for _, raw, value in good if value == moment), "")
    created, expires = moments["created"], moments["expires"]
    if created is not None and expires is not None and created - expires > _SAME_DAY:
        notes += [_note("created", believed["created"], "two-dates"), _note("expires", believed["expires"], "two-dates")]
        moments["created"] = moments["expires"] = None
    return Settled(created=moments["created"], updated=moments["updated"], expires=moments["expires"], notes=tuple(notes[:_NOTES]))


def _note(name: DateField, raw: str, problem: NotedProblem) -> DateNote:
    """Build a note with the date words only: the text beside them often names the person who made the change."""
    return DateNote(field=name, raw=dates.words_of_date(raw)[:_RAW_CHARS], problem=problem)


def _choose(name: DateField, good: list[tuple[int, str, datetime]], notes: list[DateNote]) -> datetime | None:
    if not good:
        return None
    good.sort(key=lambda one: one[0])
    rank, raw, value = good[0]
    if name == "updated":
        return max(moment for other, _, moment in good if other == rank)
    rivals = [(other, text) for other, text, moment in good if abs(moment - value) > _SAME_DAY and other - rank < AWAY // 2]
    if rivals:
        notes.extend(_note(name, text, "two-dates") for text in (raw, *(text for _, text in rivals)))
    return None if any(other == rank for other, _ in rivals) else value
