"""The verdict: a sum of named weights, each with a sentence, and the list of what is unknown."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any, Final, TypeVar

from msgspec import Meta, Struct, field

from scamtriage.records.evidence import SAVED, Cap, Evidence, Mode
from scamtriage.records.facts import PageFacts
from scamtriage.records.rulings import RULINGS, code_of
from scamtriage.records.target import LineStatus, Target
from scamtriage.records.userlist import Listed

F = TypeVar("F")

SCHEMA: Final = "scamtriage.assessment/1"
GAMBLING = ("type", "scam", "ignore")
"""Values of the `gambling` setting: how the user wants gambling sites treated."""
OUR_MODELS = ("catalogue", "shipped")
"""Prefixes of the names of our own models. A user's model with such a name would pass for ours in its rows."""


class Presence(StrEnum):
    """What a signal found. Only PRESENT and ABSENT were observed; UNKNOWN adds exactly 0."""

    PRESENT = "present"
    ABSENT = "absent"
    UNKNOWN = "unknown"  # the evidence that it needs could not be obtained
    NOT_APPLICABLE = "not_applicable"  # its question does not apply here


LISTED = "listed"
"""Key in `shown` of an unknown reading: its table is too old to weigh but lists the target. The entry may still be true."""
CHECKED_BODY = RULINGS["checked-body"]
"""Why a verdict is held back although the evidence points to a scam. Readers must not mistake it for "nothing was found"."""
UNREAD_LANGUAGE = "the page is in a language of which too few words are known"
"""Why a page's words are unknown although they were read. A site is not acquitted beside it."""

ANOTHERS = "the redirects end on the site of a known organisation, whose page says nothing of this name"
"""Why a page's words neither accuse nor acquit: whoever hides a page sends those whom he fears to somebody else's."""
UNSHOWN_WORDS = "page-unshown-words"
"""The signal that says that words of a scheme stand in a page and are not shown at first: whether anybody sees them is unknown."""
UNSHOWN = "words that the page carries and does not show at first resemble those of scams"
HELD_TOO = "ben-defensive-registration"
"""The signal that says that the organisation at which the redirects end holds this name too."""

SHARED_ADDRESS = "shared-address"
"""The state of a path below a name that many people share: a link of a shortener or a messenger, a page of a platform."""

BY_GUESTS = RULINGS["visitors-words"]
BY_QUOTATION = RULINGS["quoted-words"]
BY_ECHO = RULINGS["echoed-words"]
BY_DESCRIPTION = RULINGS["unseen-words"]
"""Why a verdict is held back that would be lower without text written by visitors, without quotations, without what its address says, or
without its description."""
UNANSWERED = RULINGS["unanswered"]
"""Why a verdict is held back that could be lower if what was asked had been answered."""


class Verdict(StrEnum):
    """Verdicts from low to high, and compared so, also with their plain words. There is no "safe"."""

    LIKELY_BENIGN = "likely-benign"
    NO_FINDING = "no-finding"
    UNDETERMINED = "undetermined"
    SUSPICIOUS = "suspicious"
    LIKELY_SCAM = "likely-scam"
    NEAR_CERTAIN = "near-certain"

    rank: int
    """Position from low to high, for --fail-on and sorting."""

    # Those of `str` compare letters, by which near-certain is less than suspicious. A word that is no verdict: ValueError.
    def __lt__(self, other: str, /) -> bool:
        return self.rank < Verdict(other).rank

    def __le__(self, other: str, /) -> bool:
        return self.rank <= Verdict(other).rank

    def __gt__(self, other: str, /) -> bool:
        return self.rank > Verdict(other).rank

    def __ge__(self, other: str, /) -> bool:
        return self.rank >= Verdict(other).rank


for _rank, _verdict in enumerate(Verdict):
    _verdict.rank = _rank  # an attribute of each, as judging asks for it often


COMPROMISED = "compromised-site"
"""The state of an honest site that seems to have been hacked: its owner is a victim."""
KNOWN_STATES = frozenset({COMPROMISED, "on-block-list"})
"""States that are reported whatever the verdict."""


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


class Contribution(Struct, frozen=True, kw_only=True):
    """A reading, and what it adds to the log-odds after caps, shrinkage and calibration."""

    reading: Reading
    family: str
    group: str
    because: str
    """One plain sentence in the requested language."""
    raw: float
    """Nats before caps."""
    log_odds: float
    """Nats as counted. With the prior, these sum exactly to the logit of the probability."""
    source: str = ""
    states: tuple[str, ...] = ()
    """States of the site that it sets. Such a reason is always shown, whatever its weight."""
    flags: tuple[str, ...] = ()
    """Flags that it sets where the verdict warns. Such a reason is then always shown."""
    curbed: bool = False
    """Other evidence reduces its weight, perhaps to 0. The sentence says so, and is always shown."""


class Weighty(Struct, frozen=True, kw_only=True):
    """An unknown signal that could change much by itself."""

    signal: str
    raw: float
    """Its greatest weight in nats, before caps."""
    weight: float
    """The most by which it alone could change the log-odds of this row, counted like that of its family. This includes other evidence that
    the signal would stop from counting."""


class Unknown(Struct, frozen=True, kw_only=True):
    """What could not be queried, by family and reason, with the signals that are unknown because of it."""

    family: str
    because: str
    signals: tuple[str, ...] = ()
    weight: float = 0.0
    """The most by which these signals could still change the log-odds of this row. In nats, after caps, shares and calibration."""
    adds: float = 0.0
    """The most that they could add, which might raise the verdict."""
    takes: float = 0.0
    """The most that they could subtract; never negative."""
    part: bool = False
    """Other signals of the family were answered."""
    heaviest: tuple[Weighty, ...] = ()
    """At most three of the signals, those that could change the log-odds most."""


class ScamType(Struct, frozen=True, kw_only=True):
    """A kind of scam that the evidence points to."""

    type: str
    probability: float
    """That the site is a scam of this kind: never more than the site's own probability, of which it is this kind's share."""
    log_odds: float = 0.0
    """Nats for this kind. They compare the kinds of one site, and say nothing of whether it is a scam."""


class Route(Struct, frozen=True, kw_only=True):
    """A party that can act on a report, and how to reach it."""

    kind: str
    """"registrar", "host", "front" (a proxy before the host that forwards reports), or the kind of an agency: "scam-hotline", "cert", …"""
    body: str
    channel: str
    """Telephone, mailbox or form; several are separated by semicolons."""
    country: str = ""
    """ISO 3166-1 alpha-2 country of the agency or the network; else ""."""
    scope: str = ""
    accepts: str = ""
    certainty: Annotated[str, Meta(extra_json_schema={"enum": ["told", "sure", "likely", "unsure"]})]
    """"told": a registry's answer states it; "sure", "likely", "unsure": how well our dated table could be confirmed."""


class Assessment(Struct, frozen=True, kw_only=True):
    """The verdict on one target, with everything behind it. Verdict levels depend on log_odds, never on the prior."""

    line: int
    input: str
    target: Target
    status: LineStatus
    status_reason: str = ""
    mode: Mode
    log_odds: float
    """Log-odds of the evidence alone, after caps and calibration."""
    prior: float
    """Prior probability."""
    probability: float
    interval: tuple[float, float]
    """80 % interval of the probability. It covers the uncertainty of the weights, and how far sums over the whole page vary with the
    authors that they are fitted on. It does not cover kinds of pages that are not in the labelled data."""
    verdict: Verdict
    held_back: tuple[str, ...] = ()
    """Rules that changed the verdict from what the sum alone would give, as English sentences of `rulings.RULINGS`."""
    fragile: bool = False
    rests_on: str = ""
    """The signal without which a verdict above `suspicious` would be several levels lower; "" if there is none."""
    coverage: float
    """0..1: weight of the families that answered, divided by that of the families that the mode queries."""
    scam_types: tuple[ScamType, ...] = ()
    flags: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    urgency: str = ""
    """"immediate", "high", "normal", "low" or "": impact if it is a scam, independent of likelihood."""
    contributions: tuple[Contribution, ...] = ()
    """Strongest first; includes those that add nothing but set a state or flag."""
    unknown: tuple[Unknown, ...] = ()
    evidence: dict[str, Evidence] = field(default_factory=dict)
    caps: tuple[Cap, ...] = ()
    columns: dict[str, str] = field(default_factory=dict)
    same_as: int | None = None
    observed_at: datetime | None = None
    """Time of the latest evidence; None if none was collected."""
    day: date | None = None
    """Of a name that is judged alone: `Dossier.day`. It decides which tables are too old to weigh."""
    model: str = ""
    knowledge: str = ""
    gambling: str = "type"
    """The `gambling` setting of this run: see `Judge`."""
    now: datetime | None = None
    """Time set by the user in place of the times of observation; None if not set."""
    own_prior: bool = False
    """The prior is the user's, not the model's."""
    evidence_digest: str = ""
    """SHA-256 of the evidence as it stands in its line: `codec.digest_of`."""
    lists: tuple[Listed, ...] = ()
    """The user's own lists and their matches for this site. They change no number and no verdict; a match is also a state."""
    report_to: tuple[Route, ...] = ()
    """Who can act on a likely scam. They may pass a report on to its subject."""
    language: str = "en"

    def facts(self, collector: str, kind: type[F]) -> F | None:
        """Return the facts of a collector if they are of this kind, else None."""
        one = self.evidence.get(collector)
        return one.facts if one is not None and isinstance(one.facts, kind) else None

    @property
    def held_by(self) -> tuple[str, ...]:
        """The codes of the rules in `held_back`, in their order."""
        return tuple(map(code_of, self.held_back))

    @property
    def landed(self) -> str:
        """The host where the redirects ended, if it is not under the target's registrable name; else ""."""
        page, own = self.facts("page", PageFacts), self.target.registrable
        if page is None or page.final_host == own or page.final_host.endswith(f".{own}"):
            return ""
        return page.final_host

    @property
    def led(self) -> bool:
        """Whether the target leads to another name and has the state "needs-human". The target may not be responsible for that page: a
        third party may have written the address."""
        return "needs-human" in self.states and bool(self.landed)

    @property
    def reportable(self) -> bool:
        """Whether this site should be reported to others. True for likely scams, for compromised sites and for names on the user's block
        list.

        False for a suspicion, which a person reviews first, for a judgement of the name alone, for a page from a file, which nobody saw on
        the site, and for names on the user's allow list.
        """
        if self.mode is Mode.OFFLINE or SAVED in self.flags or "on-allow-list" in self.states:
            return False
        return self.verdict.rank >= Verdict.LIKELY_SCAM.rank or not KNOWN_STATES.isdisjoint(self.states)


class Refusal(Struct, frozen=True, kw_only=True):
    """The row of a line that is no target or was skipped."""

    line: int
    input: str
    status: LineStatus
    reason: str
    columns: dict[str, str] = field(default_factory=dict)


class Written(Struct, frozen=True, kw_only=True):
    """A row that was judged in another process, already serialised as NDJSON."""

    line: int
    text: str
    """The serialised row, with its line end."""
    counts: dict[str, Any]
    """The row's part in the counts: `batch.counts.Counts.plain`."""
