"""From the sum to a word: levels, coverage, and the rules that keep one noisy signal from convicting anybody."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from scamtriage.knowledge.catalog import Scoring
from scamtriage.records.assessment import CHECKED_BODY, Verdict
from scamtriage.records.evidence import Mode
from scamtriage.score.weighing import NEWCOMER

LADDER = (Verdict.LIKELY_BENIGN, Verdict.NO_FINDING, Verdict.SUSPICIOUS, Verdict.LIKELY_SCAM, Verdict.NEAR_CERTAIN)
"""The levels that numbers reach, low to high; `undetermined` is a lack of coverage and no level."""
ALARMING = Verdict.SUSPICIOUS.rank
SETTLED = "names held for years under a country's suffix are seldom a scammer's own; the site may have been broken into"
_LOOK, _HACKED = frozenset({"needs-human"}), frozenset({"needs-human", "compromised-site"})
_BY_WORD: dict[str, Verdict] = {verdict.value: verdict for verdict in Verdict}


@dataclass(slots=True, kw_only=True)
class Ruling:
    """A verdict, and the rules that kept it lower than the number alone would."""

    verdict: Verdict
    held_back: tuple[str, ...] = ()
    fragile: bool = False
    rests_on: str = ""
    """The signal whose loss would cost several levels; "" where there is none."""
    states: frozenset[str] = frozenset()
    """What follows from the ruling for the state of the site."""


@dataclass(slots=True, kw_only=True)
class Case:
    """What the ruling is made on; nats as counted, before calibration for `families`, after it for `log_odds`."""

    log_odds: float
    families: Callable[[], Mapping[str, float]]
    coverage: float
    mode: Mode
    states: frozenset[str]
    protected: bool
    """The name is an official one or stands under a suffix kept for checked bodies."""
    loud_enough: bool
    """What must stand beside a single loud witness is there."""
    page_seen: bool
    """The page could be read."""
    only_gambling: bool
    left_out: Callable[[tuple[str, ...]], tuple[str, float]]
    """(the strongest signal that stands in none of these groups, log-odds when it is left out)."""
    unprotected: float = 0.0
    """Of a protected name, the log-odds if it were nobody's own."""
    settled: bool = False
    """The name has been its holder's for so long that what is bad on it was mostly put there by somebody else."""
    ignored_gambling: bool = False
    """Gambling is ignored, and the page would be called that first of all."""
    could_add: Callable[[], float] = float
    """The most that a family could have added, calibrated, which was asked for and not had."""
    page_carried: bool = False
    """The words of the page were read from data for its scripts; which of them it shows is unknown."""
    page_cut: bool = False
    """A part of the page was not read, and words may stand there."""
    beside_the_cut: float = 0.0
    """Of such a page the greater of two log-odds: as if nothing stood in that part, and of what is known without the page."""


def rule(case: Case, scoring: Scoring) -> Ruling:
    """The verdict, by the table and then by each rule in turn."""
    if "parked" in case.states:
        quiet = level(case.log_odds, 1.0, scoring).rank <= Verdict.NO_FINDING.rank
        verdict = Verdict.NO_FINDING if quiet else Verdict.UNDETERMINED
        return Ruling(verdict=verdict, held_back=("the name is parked: there is no site to judge",))
    if case.coverage < scoring.undetermined_below:
        return Ruling(verdict=Verdict.UNDETERMINED, held_back=("too little could be observed",))
    verdict = level(case.log_odds, case.coverage, scoring)
    held: list[str] = []
    fragile, rests_on, states = False, "", frozenset[str]()
    by_number = verdict if case.coverage >= 1 else level(case.log_odds, 1.0, scoring)
    if by_number is not verdict and by_number.rank > verdict.rank:
        held.append(f"{by_number} needs more coverage")
    ceiling = _BY_WORD[scoring.conviction.ceiling]
    if verdict.rank > ceiling.rank and (reasons := _ceilings(case, scoring)):
        verdict = ceiling
        held.extend(reasons)
        states = _LOOK if SETTLED in reasons else states
    if verdict.rank > ceiling.rank:
        rests_on = _rests_on(case, verdict, (), scoring)
        if single := _rests_on(case, verdict, scoring.conviction.bundles, scoring):
            verdict = LADDER[LADDER.index(verdict) - 1]
            fragile, rests_on = True, single
            held.append("the verdict hangs on one signal")
    if case.only_gambling and verdict is Verdict.NEAR_CERTAIN:
        verdict = Verdict.LIKELY_SCAM
        held.append("gambling may be licensed where its visitors live")
    if case.mode is Mode.OFFLINE and verdict is Verdict.LIKELY_BENIGN:
        verdict = Verdict.NO_FINDING
        held.append("a name alone acquits nobody")
    if verdict is Verdict.LIKELY_BENIGN and level(case.log_odds + case.could_add(), 1.0, scoring) is not verdict:
        verdict = Verdict.NO_FINDING
        held.append("what was asked and not answered could say otherwise")
    if case.protected and (would_be := level(case.unprotected, 1.0, scoring).rank) >= ALARMING:
        # its own name speaks for it, and what stands there against it: somebody must look
        states = _HACKED if would_be > ALARMING or "official" not in case.states else _LOOK
        verdict = Verdict.UNDETERMINED
        held.append(CHECKED_BODY)
    elif "compromised-site" in case.states and verdict.rank <= Verdict.NO_FINDING.rank:
        states, verdict = _LOOK, Verdict.UNDETERMINED
        held.append("somebody else seems to have put something there")
    quiet = verdict.rank <= Verdict.NO_FINDING.rank
    if case.page_cut and not quiet:  # nobody is accused only because what speaks for him counts less on a page that is cut
        quiet = level(case.beside_the_cut, 1.0, scoring).rank < ALARMING
    if quiet and (reason := _unseen(case)):
        verdict = Verdict.UNDETERMINED
        held.append(reason)
    if verdict is Verdict.UNDETERMINED:  # no finding bears it, and the loss of none would lower it
        fragile, rests_on = False, ""
    return Ruling(verdict=verdict, held_back=tuple(held), fragile=fragile, rests_on=rests_on, states=states)


def _rests_on(case: Case, verdict: Verdict, but: tuple[str, ...], scoring: Scoring) -> str:
    """The signal without which the verdict would fall by several levels, groups in `but` passed over; "" when there is none."""
    signal, left = case.left_out(but)
    fall = LADDER.index(verdict) - LADDER.index(level(left, 1.0, scoring))
    return signal if fall >= scoring.conviction.fragile_levels else ""


def _unseen(case: Case) -> str:
    """Why nothing may be said to be absent; "" where the site itself was seen, was not asked, or needs not be: a name that belongs to a
    checked body speaks for itself."""
    if "inactive" in case.states:
        return "the site is not there"
    if case.mode is Mode.FULL and not case.page_seen and not case.protected:
        return "the page could not be read, and nothing is concluded from that"
    if case.mode is Mode.FULL and case.page_carried and not case.protected:
        return "what the page shows is made by its scripts, and the words in its data acquit nobody"
    if case.page_cut and not case.protected:
        return "a part of the page was not read, and nothing is concluded from what was not found"
    return ""


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


def _ceilings(case: Case, scoring: Scoring) -> list[str]:
    """Reasons for which nothing above the ceiling may be said."""
    reasons = []
    conviction = scoring.conviction
    if case.mode is not Mode.FULL:
        reasons.append(f"{case.mode} evidence alone convicts nobody")
    families = case.families()
    speaking = [f for f, nats in families.items() if nats >= conviction.family_least]
    words = families.get(conviction.loud.witness, 0.0)
    loud = case.loud_enough and words >= conviction.loud.least
    if len(speaking) < conviction.families and not loud:
        reasons.append(f"fewer than {conviction.families} families of evidence agree")
    if words < conviction.beginner_words and NEWCOMER in speaking and set(speaking) <= {NEWCOMER, *conviction.bundles}:
        reasons.append("new and privately reached is many an honest beginner, and the words are not loud")
    if not any(families.get(f, 0.0) >= conviction.behavioural_least for f in conviction.behavioural):
        reasons.append("nothing in the site's behaviour, words or contacts speaks loudly enough")
    if case.settled:
        reasons.append(SETTLED)
    if "inactive" in case.states:
        reasons.append("the site is not there")
    if case.ignored_gambling:
        reasons.append("what casinos have beside gambling, which is ignored, convicts nobody")
    return reasons
