"""What a signal found: its measurement, and the reading that the catalogue makes of it; and why one may be unknown."""

from enum import StrEnum
from typing import Any

from msgspec import Struct, field


class Presence(StrEnum):
    """What a signal found. Only PRESENT and ABSENT were observed; UNKNOWN adds exactly 0."""

    PRESENT = "present"
    ABSENT = "absent"
    UNKNOWN = "unknown"  # the evidence that it needs could not be obtained
    NOT_APPLICABLE = "not_applicable"  # its question does not apply here


LISTED = "listed"
"""Key in `shown` of an unknown reading: its table is too old to weigh but lists the target. The entry may still be true."""
UNREAD_LANGUAGE = "the page is in a language of which too few words are known"
"""Why a page's words are unknown although they were read. A site is not acquitted beside it."""
ANOTHERS = "the redirects end on the site of a known organisation, whose page says nothing of this name"
"""Why a page's words neither accuse nor acquit: whoever hides a page sends those whom he fears to somebody else's."""
AGE_UNASKED = "on a name that was held for long it would count otherwise, and no registry said how long"
"""Why a signal of a page is unknown although the page was read."""
UNSHOWN_WORDS = "page-unshown-words"
"""The signal that says that words of a scheme stand in a page and are not shown at first: whether anybody sees them is unknown."""
UNSHOWN = "words that the page carries and does not show at first resemble those of scams"
PADDED_WORDS = "page-padded-words"
"""The signal that says that a part of the page speaks as scams do and the whole does not."""
HELD_TOO = "ben-defensive-registration"
"""The signal that says that the organisation at which the redirects end holds this name too."""


class Pointer(Struct, frozen=True, kw_only=True):
    """The place in the evidence that a reading comes from."""

    collector: str
    path: str = ""
    """Dotted path into the facts: "page.title"."""
    snippet: str = ""
    """At most 160 characters, untrusted and unescaped."""


class Measurement(Struct, frozen=True, kw_only=True):
    """What a signal's function measured. `value` None: the evidence exists, but does not answer this question."""

    value: float | None
    """Compared with the row's threshold; 1.0 and 0.0 for yes and no."""
    shown: dict[str, Any] = field(default_factory=dict)
    """Words and numbers for the row's sentence. If `value` is None, "why" may give a more specific reason than missing evidence."""
    pointers: tuple[Pointer, ...] = ()
    applicable: bool = True
    types: tuple[str, ...] = ()
    """Scam types that this finding supports, if the row leaves them to the finding ("by-lexicon")."""
    kinds: tuple[tuple[str, float], ...] = ()
    """Every scam type, likeliest first, with its nats beside the first (0 or less). Whether it is a scam at all is not said."""
    weight: float | None = None
    """Weight in nats, for signals whose row leaves it to a dated table or the fitted model; else None."""
    common: bool = False
    """The value is one shared, cached object for all targets that it fits. Whatever is derived from it may be cached too."""


class Reading(Struct, frozen=True, kw_only=True):
    """One signal's result for one dossier."""

    signal: str
    presence: Presence
    value: float | None = None
    shown: dict[str, Any] = field(default_factory=dict)
    pointers: tuple[Pointer, ...] = ()
    collector: str = ""
    """For UNKNOWN: the collector that did not answer."""
    types: tuple[str, ...] = ()
    kinds: tuple[tuple[str, float], ...] = ()
    weight: float | None = None
    """Nats before caps, set by the level or table that matched; None: the row's weight."""
    common: bool = False
    """Copied from the measurement."""
