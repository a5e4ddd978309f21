"""What a verdict is ruled on, what the ruling is, and which level a number has."""

from collections.abc import Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from scamtriage.knowledge.judgement.scoring_rules import Scoring
from scamtriage.records.assessment import Verdict
from scamtriage.records.evidence import Mode

LADDER = (Verdict.LIKELY_BENIGN, Verdict.NO_FINDING, Verdict.SUSPICIOUS, Verdict.LIKELY_SCAM, Verdict.NEAR_CERTAIN)
"""The levels that numbers reach, low to high. `undetermined` is a lack of coverage, not a level."""
_BY_WORD: dict[str, Verdict] = {verdict.value: verdict for verdict in Verdict}


class Ruling(Struct, frozen=True, kw_only=True):
    """A verdict, and the rules that set it apart from what the number alone says."""

    verdict: Verdict
    held_back: tuple[str, ...] = ()
    fragile: bool = False
    rests_on: str = ""
    """The signal whose loss would cost several levels; "" if there is none."""
    states: frozenset[str] = frozenset()
    """States of the site that follow from the ruling."""

    def held(self, verdict: Verdict, *reasons: str) -> "Ruling":
        """The ruling with another verdict and the reasons for it."""
        return replace(self, verdict=verdict, held_back=(*self.held_back, *reasons))


class LeaveOneOut(Struct, frozen=True):
    """The log-odds without the signal that accuses most; `signal` is "" if none accuses."""

    signal: str = ""
    log_odds: float = 0.0


class Case(Struct, kw_only=True):
    """The input of the ruling. Nats of `families` are before calibration, all others are after it."""

    scoring: Scoring
    log_odds: float
    coverage: float
    mode: Mode
    states: frozenset[str]
    protected: bool
    """The name is official, or under a suffix for checked bodies."""
    anybodys: bool = False
    """Anybody keeps pages below the protected name, and the address names none of them: lists cut paths."""
    page_seen: bool
    """The page could be read."""
    only_gambling: bool
    unasked: str = ""
    """Why the evidence acquits nobody: it was given by the user, and nothing was asked. "" if something was."""
    families: Mapping[str, float] = field(default_factory=dict)
    """Witness -> nats; filled only above the ceiling."""
    loud_enough: bool = False
    """The row is present that lets one loud witness suffice; filled only above the ceiling."""
    without: LeaveOneOut = LeaveOneOut()
    """Filled only above the ceiling."""
    without_unbundled: LeaveOneOut = LeaveOneOut()
    """The same, but sums of many traits are never the signal left out."""
    unprotected: float = 0.0
    """The log-odds of a protected name as if it were not official, without what its spelling says."""
    beside_sums: float = 0.0
    """Nats of the accusing findings that are no sums of many traits; filled only if the number alarms."""
    settled: bool = False
    """The name has had one holder for so long that anything bad on it is mostly an intruder's; filled only above the ceiling."""
    long_held: bool = False
    """The name's age speaks for it, and nothing was found beside which it does not; filled only if the number alarms."""
    of_many_parts: bool = False
    """Its text is so long that one of many parts speaks for it; filled only if the number alarms."""
    recounted: bool = False
    """The page reads like a report, and hands its visitor nothing to obey; filled only above the ceiling."""
    ignored_gambling: bool = False
    """Gambling is ignored, and it would be the page's leading kind."""
    only_hints: bool = False
    """A name judged alone that hints alone accuse; filled only if the number alarms."""
    could_add: float = 0.0
    """The most nats that a family could have added whose collector failed; filled only if the number acquits."""
    unproven: bool = False
    """The page takes something, and nothing shows whose it is; filled only if the number acquits."""
    unspoken: bool = False
    """Next to nothing that was found speaks for the site, and its name shows no holder either; filled only if the number acquits."""
    alarm_number: bool = False
    """A number to call stands beside an alarm; filled only if the number acquits."""
    one_look: bool = False
    """The name is days old, and its page was asked for as one visitor only; filled only if the number acquits."""
    page_carried: bool = False
    """The page's words come from data for its scripts, so it is unknown which of them it shows."""
    store: bool = False
    """The page is one of an app store, about somebody's app, and takes nothing itself."""
    page_cut: bool = False
    """A part of the page was not read, and words may stand there."""
    page_unshown: bool = False
    """That part are words which the page does not show at first."""
    padded: bool = False
    """A part of the page accuses by its words, and the whole does not."""
    beside_the_cut: float = 0.0
    """For a cut page the greater of two log-odds: with nothing in the unread part, and without the page."""

    number: Verdict = Verdict.UNDETERMINED
    """The level of `log_odds`, ignoring coverage; found out here."""

    def __post_init__(self) -> None:
        self.number = self.level(self.log_odds)

    def level(self, log_odds: float) -> Verdict:
        """The level of any number, ignoring coverage."""
        return level(log_odds, 1.0, self.scoring)


def convictable_from(scoring: Scoring) -> Verdict:
    """The ceiling; a higher verdict is a conviction."""
    return _BY_WORD[scoring.conviction.ceiling]


def level(log_odds: float, coverage: float, scoring: Scoring) -> Verdict:
    """The first row of the table that holds. Levels depend on the evidence alone, never on the prior."""
    for row in scoring.verdicts:
        if row.at_least is not None and log_odds < row.at_least:
            continue
        if row.under is not None and log_odds >= row.under:
            continue
        if coverage < row.coverage:
            continue
        return _BY_WORD[row.verdict]
    return Verdict.UNDETERMINED
