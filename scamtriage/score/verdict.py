"""From the sum to a verdict: coverage, and the rules that keep one noisy signal from convicting a site."""

from collections.abc import Callable

from msgspec.structs import replace

from scamtriage.knowledge.judgement.scoring_rules import Scoring
from scamtriage.records.assessment import COMPROMISED, SHARED_ADDRESS, Verdict
from scamtriage.records.evidence import Mode
from scamtriage.records.rulings import CHECKED_BODY, RULINGS
from scamtriage.score.case import LADDER, Case, LeaveOneOut, Ruling, convictable_from, level
from scamtriage.score.weighing import NEWCOMER

ALARMING = Verdict.SUSPICIOUS.rank
SETTLED = RULINGS["long-held"]
LONG_HELD = RULINGS["sums-of-the-long-held"]
RECOUNTED = RULINGS["recounted"]
HINTS = RULINGS["hints-alone"]
UNLOUD = RULINGS["nothing-loud"]
UNSEEN = RULINGS["words-unseen"]
UNASKED = RULINGS["site-not-asked"]
"""Three reasons to hold a verdict: what was looked at is quiet, could not be seen, or was not asked for in this mode."""
ONE_LOOK = RULINGS["one-look"]
SUMS_ALONE = RULINGS["sums-alone"]
UNPROVEN = RULINGS["owner-unproven"]
UNSPOKEN = RULINGS["unspoken"]
ALARM_NUMBER = RULINGS["alarm-number"]
_LOOK, _HACKED = frozenset({"needs-human"}), frozenset({"needs-human", COMPROMISED})
_ANYBODYS = frozenset({"needs-human", SHARED_ADDRESS})


def rule(case: Case) -> Ruling:
    """Decide the verdict: parked names and too little coverage end at once; otherwise the number's level passes through each rule."""
    if (ended := parked(case) or too_little(case)) is not None:
        return ended
    ruling = by_number(case)
    for next_ in RULES:
        ruling = next_(case, ruling)
    return ruling


_QUIET = Ruling(verdict=Verdict.NO_FINDING)
_QUIET_NAME = {Verdict.NO_FINDING: _QUIET, Verdict.LIKELY_BENIGN: _QUIET.held(Verdict.NO_FINDING, RULINGS["name-alone"])}


def plain_name(log_odds: float, scoring: Scoring) -> Ruling | None:
    """What `rule` makes of a name that is judged alone, has no state, is no checked body's and was looked at wholly; None where its number
    alarms. So are four names of five: no rule holds back what is quiet, and one what seems benign."""
    return _QUIET_NAME.get(level(log_odds, 1.0, scoring))


def parked(case: Case) -> Ruling | None:
    """A parked name has no site to judge; None for any other."""
    if "parked" not in case.states:
        return None
    quiet = case.number.rank <= Verdict.NO_FINDING.rank
    verdict = Verdict.NO_FINDING if quiet else Verdict.UNDETERMINED
    return Ruling(verdict=verdict, held_back=(RULINGS["parked"],))


def too_little(case: Case) -> Ruling | None:
    """Too little was observed; None if enough was."""
    if case.coverage >= case.scoring.undetermined_below:
        return None
    return Ruling(verdict=Verdict.UNDETERMINED, held_back=(RULINGS["too-little-observed"],))


def by_number(case: Case) -> Ruling:
    """The level of the number; if coverage does not suffice for it, the next lower level."""
    verdict = level(case.log_odds, case.coverage, case.scoring) if case.coverage < 1 else case.number
    if case.number.rank <= verdict.rank:
        return Ruling(verdict=verdict)
    return Ruling(verdict=verdict, held_back=(RULINGS["needs-coverage"].format(verdict=case.number),))


def ceiling(case: Case, ruling: Ruling) -> Ruling:
    """Hold at the ceiling unless everything that a conviction requires is there."""
    highest = convictable_from(case.scoring)
    if ruling.verdict.rank <= highest.rank:
        return ruling
    if not (reasons := _ceilings(case)):
        return replace(ruling.held(Verdict.LIKELY_SCAM, SETTLED), states=_LOOK) if case.settled else ruling
    held = ruling.held(highest, *reasons)
    return held if {SETTLED, LONG_HELD, RECOUNTED}.isdisjoint(reasons) else replace(held, states=_LOOK)


def long_page(case: Case, ruling: Ruling) -> Ruling:
    """Accuse no name of five years by the words of a page of several parts alone: of real shops that no fit saw one in eight is misread."""
    if case.of_many_parts and ruling.verdict.rank >= ALARMING and _by_sums_on_a_held_name(case):
        return replace(ruling.held(Verdict.UNDETERMINED, LONG_HELD), states=_LOOK)
    return ruling


def one_signal(case: Case, ruling: Ruling) -> Ruling:
    """Lower a conviction by one level if it hangs on one signal. A sum of many traits may carry it alone."""
    if ruling.verdict.rank <= convictable_from(case.scoring).rank:
        return ruling
    if single := _hangs_on(case, ruling.verdict, case.without_unbundled):
        lower = LADDER[LADDER.index(ruling.verdict) - 1]
        return replace(ruling.held(lower, RULINGS["one-signal"]), fragile=True, rests_on=single)
    rests_on = _hangs_on(case, ruling.verdict, case.without)
    return replace(ruling, rests_on=rests_on) if rests_on else ruling


def sums_alone(case: Case, ruling: Ruling) -> Ruling:
    """Call nothing near certain that sums of many traits carry alone: honest pages were found that a fit misread as a whole."""
    if ruling.verdict is Verdict.NEAR_CERTAIN and case.beside_sums < case.scoring.conviction.certain_beside:
        return ruling.held(Verdict.LIKELY_SCAM, SUMS_ALONE)
    return ruling


def gambling(case: Case, ruling: Ruling) -> Ruling:
    """Gambling alone is never near certain."""
    if case.only_gambling and ruling.verdict is Verdict.NEAR_CERTAIN:
        return ruling.held(Verdict.LIKELY_SCAM, RULINGS["gambling-licence"])
    return ruling


def hints(case: Case, ruling: Ruling) -> Ruling:
    """Hints alone make no name suspicious, though they rank it."""
    if case.only_hints and ruling.verdict.rank >= ALARMING:
        return ruling.held(Verdict.NO_FINDING, HINTS)
    return ruling


def unasked(case: Case, ruling: Ruling) -> Ruling:
    """What the user gave does not acquit while nothing was asked: a name alone, or a page from a file."""
    if case.unasked and ruling.verdict is Verdict.LIKELY_BENIGN:
        return ruling.held(Verdict.NO_FINDING, case.unasked)
    return ruling


def unacquitted(case: Case, ruling: Ruling) -> Ruling:
    """Do not acquit on what was found alone; the first reason that holds is told."""
    if ruling.verdict is not Verdict.LIKELY_BENIGN:
        return ruling
    reasons = (
        (case.level(case.log_odds + case.could_add) is not ruling.verdict, RULINGS["unanswered"]),  # a question could change the verdict
        (case.one_look, ONE_LOOK),  # a name of days, by a page that others may not be shown
        (case.unproven, UNPROVEN),  # a page by its words alone that takes something and does not show whose it is
        (case.unspoken, UNSPOKEN),  # a site only because nothing speaks against it
        (case.alarm_number, ALARM_NUMBER),  # a number beside an alarm, by the words around both
    )
    why = next((why for holds, why in reasons if holds), "")
    return ruling.held(Verdict.NO_FINDING, why) if why else ruling


def protected(case: Case, ruling: Ruling) -> Ruling:
    """On a checked body's own name, leave alarming evidence undetermined and ask for a person. It seems hacked; where anybody keeps
    pages it is one of those."""
    if not case.protected or (would_be := case.level(case.unprotected).rank) < ALARMING:
        return ruling
    states = (_ANYBODYS if case.anybodys else _HACKED) if would_be > ALARMING or "official" not in case.states else _LOOK
    return replace(ruling.held(Verdict.UNDETERMINED, CHECKED_BODY), states=states)


def in_store(case: Case, ruling: Ruling) -> Ruling:
    """Neither accuse nor acquit an app in a store by its words: a bank's own app and its copy are shown alike. A person looks."""
    if case.store and ruling.verdict.rank >= ALARMING:
        return replace(ruling.held(Verdict.UNDETERMINED, RULINGS["store-page"]), states=_LOOK)
    if case.store and ruling.verdict is Verdict.LIKELY_BENIGN:
        return ruling.held(Verdict.NO_FINDING, RULINGS["store-page"])
    return ruling


def compromised(case: Case, ruling: Ruling) -> Ruling:
    """A site that seems broken into is not called quiet."""
    if COMPROMISED in case.states and ruling.verdict.rank <= Verdict.NO_FINDING.rank:
        return replace(ruling.held(Verdict.UNDETERMINED, RULINGS["put-there"]), states=_LOOK)
    return ruling


def padded(case: Case, ruling: Ruling) -> Ruling:
    """Do not let honest words speak for a part of a page that accuses: which of them a visitor goes by, nobody knows."""
    if case.padded and ruling.verdict.rank <= Verdict.NO_FINDING.rank and not case.protected:
        return ruling.held(Verdict.UNDETERMINED, RULINGS["words-padded"])
    return ruling


def unseen(case: Case, ruling: Ruling) -> Ruling:
    """Conclude nothing from what was not seen. A cut page also does not accuse a site only because what acquits it counts less there."""
    quiet = ruling.verdict.rank <= Verdict.NO_FINDING.rank or (case.page_cut and case.level(case.beside_the_cut).rank < ALARMING)
    if quiet and (reason := _unseen(case)):
        return ruling.held(Verdict.UNDETERMINED, reason)
    return ruling


def undetermined(_case: Case, ruling: Ruling) -> Ruling:
    """An undetermined verdict rests on no finding, and losing one would not lower it."""
    if ruling.verdict is Verdict.UNDETERMINED and ruling.rests_on:
        return replace(ruling, fragile=False, rests_on="")
    return ruling


RULES: tuple[Callable[[Case, Ruling], Ruling], ...] = (
    long_page, ceiling, one_signal, sums_alone, gambling, hints, unasked, unacquitted, protected, in_store, compromised, padded, unseen,
    undetermined,
)  # fmt: skip
"""In order of application; each sees the ruling of the one before."""


def _hangs_on(case: Case, verdict: Verdict, without: LeaveOneOut) -> str:
    """The signal without which the verdict would fall by several levels; "" if there is none."""
    fall = LADDER.index(verdict) - LADDER.index(case.level(without.log_odds))
    return without.signal if fall >= case.scoring.conviction.fragile_levels else ""


def _by_sums_on_a_held_name(case: Case) -> bool:
    return case.long_held and case.beside_sums < case.scoring.conviction.held_beside


def _unseen(case: Case) -> str:
    """Why absences prove nothing here. "" if the page was seen, was not requested, or belongs to a checked body, whose name suffices."""
    if "inactive" in case.states:
        return RULINGS["site-not-there"]
    if case.protected:
        return ""
    if case.mode is Mode.FULL and not case.page_seen:
        return RULINGS["page-unread"]
    if case.mode is Mode.FULL and case.page_carried:
        return RULINGS["made-by-scripts"]
    return RULINGS["words-unshown" if case.page_unshown else "part-unread"] if case.page_cut else ""


def _ceilings(case: Case) -> list[str]:
    """The reasons to hold the verdict at the ceiling."""
    reasons = []
    families, conviction = case.families, case.scoring.conviction
    if case.mode is not Mode.FULL:
        reasons.append(RULINGS["mode-convicts-nobody"].format(mode=case.mode))
    speaking = [f for f, nats in families.items() if nats >= conviction.family_least]
    words = families.get(conviction.loud.witness, 0.0)
    loud = case.loud_enough and words >= conviction.loud.least
    looked = case.mode is Mode.FULL and case.page_seen
    if case.mode is not Mode.OFFLINE and len(speaking) < conviction.families and not loud:
        reasons.append(RULINGS["few-families"].format(count=conviction.families))
    if looked and words < conviction.beginner_words and NEWCOMER in speaking and set(speaking) <= {NEWCOMER, *conviction.bundles}:
        reasons.append(RULINGS["honest-beginner"])
    if not any(families.get(f, 0.0) >= conviction.behavioural_least for f in conviction.behavioural):
        reasons.append(UNLOUD if looked else UNSEEN if case.mode is Mode.FULL else UNASKED)
    if case.settled and case.beside_sums < conviction.settled_beside:
        reasons.append(SETTLED)
    if _by_sums_on_a_held_name(case):
        reasons.append(LONG_HELD)
    beside = families.keys() - {NEWCOMER, *conviction.bundles}
    if case.recounted and not any(families[f] >= conviction.behavioural_least for f in beside):
        reasons.append(RECOUNTED)
    if "inactive" in case.states:
        reasons.append(RULINGS["site-not-there"])
    if case.ignored_gambling:
        reasons.append(RULINGS["gambling-ignored"])
    return reasons
