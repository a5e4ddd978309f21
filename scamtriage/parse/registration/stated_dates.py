"""Chooses between the dates that a registry states; what cannot be believed is noted, never guessed."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Literal

from msgspec import Struct

from scamtriage.knowledge.registries import Order
from scamtriage.parse.registration import dates
from scamtriage.records.facts import DateNote

DateField = Literal["created", "updated", "expires"]
DATE_FIELDS: tuple[DateField, ...] = ("created", "updated", "expires")
Problem = Literal["ambiguous", "impossible", "future", "two-dates", "unreadable"]
AWAY = 1_000  # added to the rank of a date that may be about something else: it contradicts nothing
_SAME_DAY = timedelta(hours=26)  # one date told in two zones
CLOCK_SKEW = timedelta(days=2)
_NOTES = 64
_RAW_CHARS = 100


class Settled(Struct, frozen=True, kw_only=True):
    """The dates of a registration, and the notes about what could not be believed."""

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
    """Settle the stated dates: field -> (rank, raw text), where the lower rank is believed. `order` and `utc_offset` as for `dates.read`.

    Two dates of one rank that lie more than a day apart contradict each other: neither is believed, both are noted ("two-dates"). One of
    a lower rank is noted beside the one that is believed. A creation or change after `observed_at` (two days of skew allowed) is "future".
    Dates that were `cut` are noted as ambiguous: each could go on in more than one way. An end before the beginning is "two-dates", too.
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


def _note(name: DateField, raw: str, problem: Problem) -> DateNote:
    """A note with the words of the registry that are of a date: who made the change often stands beside it, and is nobody's business."""
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
