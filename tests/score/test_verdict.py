"""Rules between the sum and the word."""

from typing import Any

import pytest
from msgspec.structs import replace

from scamtriage.knowledge.judgement.catalog import load_catalog
from scamtriage.records.assessment import Verdict
from scamtriage.records.evidence import Mode
from scamtriage.records.rulings import RULINGS
from scamtriage.score.case import Case, LeaveOneOut
from scamtriage.score.verdict import LONG_HELD, RECOUNTED, SETTLED, UNASKED, UNLOUD, UNSEEN, plain_name, rule

SCORING = load_catalog().scoring
STRONG = Case(
    scoring=SCORING,
    log_odds=7.0,
    families={"wording": 4.0, "ways": 4.0},
    coverage=0.9,
    mode=Mode.FULL,
    states=frozenset({"active"}),
    protected=False,
    loud_enough=True,
    beside_sums=2.0,
    page_seen=True,
    only_gambling=False,
    without=LeaveOneOut("contact-giftcard", 5.0),
    without_unbundled=LeaveOneOut("contact-giftcard", 5.0),
)


@pytest.mark.parametrize("tenths", range(-60, 80))
def test_a_plain_name_gets_what_all_rules_make_of_it(tenths: int) -> None:
    alone = {"mode": Mode.OFFLINE, "coverage": 1.0, "page_seen": False, "unasked": RULINGS["name-alone"], "families": {"name": tenths / 10}}
    case = Case(scoring=SCORING, log_odds=tenths / 10, states=frozenset(), protected=False, only_gambling=False, **alone)  # type: ignore[arg-type]
    assert plain_name(case.log_odds, SCORING) == (rule(case) if case.number.rank < Verdict.SUSPICIOUS.rank else None)


def test_agreeing_families_convict() -> None:
    assert rule(STRONG).verdict is Verdict.NEAR_CERTAIN


@pytest.mark.parametrize("beside", [{"wording": 4.1, "ways": 2.0}, {"wording": 3.9, "http": 1.0}, {"wording": 3.9, "name": 1.0}])
def test_a_newcomer_is_convicted_where_words_are_loud_or_something_else_agrees(beside: dict[str, float]) -> None:
    assert rule(replace(STRONG, families={"newcomer": 2.0, **beside})).verdict is Verdict.NEAR_CERTAIN


@pytest.mark.parametrize(
    ("change", "verdict"),
    [
        ({"families": {"wording": 9.0}, "loud_enough": False}, Verdict.SUSPICIOUS),
        ({"families": {"wording": 5.9}}, Verdict.SUSPICIOUS),
        ({"families": {"ways": 9.0}}, Verdict.SUSPICIOUS),
        ({"families": {"name": 4.0, "registration": 3.0, "dns": 2.0}}, Verdict.SUSPICIOUS),
        ({"families": {"wording": 4.0, "ways": 0.5}}, Verdict.SUSPICIOUS),
        ({"families": {"wording": 3.9, "newcomer": 2.0, "ways": 2.0}}, Verdict.SUSPICIOUS),
        ({"mode": Mode.PASSIVE}, Verdict.SUSPICIOUS),
        ({"mode": Mode.OFFLINE}, Verdict.SUSPICIOUS),
        ({"mode": Mode.OFFLINE, "only_hints": True}, Verdict.NO_FINDING),
        ({"states": frozenset({"inactive"})}, Verdict.SUSPICIOUS),
        ({"coverage": 0.34}, Verdict.UNDETERMINED),
        ({"coverage": 0.36}, Verdict.SUSPICIOUS),
        ({"coverage": 0.55}, Verdict.LIKELY_SCAM),
        ({"without_unbundled": LeaveOneOut("contact-giftcard", 2.0)}, Verdict.LIKELY_SCAM),
        ({"protected": True, "unprotected": 7.0}, Verdict.UNDETERMINED),
        ({"protected": True, "unprotected": 2.0, "log_odds": -3.0}, Verdict.UNDETERMINED),
        ({"states": frozenset({"active", "compromised-site"}), "log_odds": -3.0}, Verdict.UNDETERMINED),
        ({"page_seen": False, "log_odds": 1.0}, Verdict.UNDETERMINED),
        ({"page_seen": False, "log_odds": -3.0}, Verdict.UNDETERMINED),
        ({"page_carried": True, "log_odds": 1.0}, Verdict.UNDETERMINED),
        ({"page_carried": True, "log_odds": -3.0}, Verdict.UNDETERMINED),
        ({"states": frozenset({"inactive"}), "log_odds": 0.0, "mode": Mode.PASSIVE}, Verdict.UNDETERMINED),
        ({"protected": True, "log_odds": -5.0, "unasked": "a name alone acquits nobody"}, Verdict.NO_FINDING),
        ({"only_gambling": True}, Verdict.LIKELY_SCAM),
        ({"beside_sums": 1.4}, Verdict.LIKELY_SCAM),
        ({"ignored_gambling": True}, Verdict.SUSPICIOUS),
        ({"states": frozenset({"parked"})}, Verdict.UNDETERMINED),
    ],
)
def test_a_rule_holds_the_verdict_back_and_says_so(change: dict[str, object], verdict: Verdict) -> None:
    ruling = rule(replace(STRONG, **change))  # type: ignore[arg-type]
    assert ruling.verdict is verdict
    assert ruling.held_back


@pytest.mark.parametrize(
    ("log_odds", "verdict"),
    [(-3.0, Verdict.NO_FINDING), (0.0, Verdict.NO_FINDING), (2.0, Verdict.UNDETERMINED), (7.0, Verdict.UNDETERMINED)],
)
def test_a_parked_name_is_neither_acquitted_nor_accused(log_odds: float, verdict: Verdict) -> None:
    ruling = rule(replace(STRONG, states=frozenset({"parked"}), log_odds=log_odds))
    assert ruling.verdict is verdict and ruling.held_back


def test_as_much_as_must_be_seen_is_enough() -> None:
    least = SCORING.undetermined_below
    assert rule(replace(STRONG, coverage=least)).verdict is not Verdict.UNDETERMINED
    assert rule(replace(STRONG, coverage=least - 0.001)).verdict is Verdict.UNDETERMINED


@pytest.mark.parametrize("unread", [{"page_seen": False}, {"page_carried": True}, {"page_cut": True}])
def test_of_a_checked_body_the_name_suffices_where_its_page_was_not_read(unread: dict[str, object]) -> None:
    quiet = replace(STRONG, log_odds=-3.0, unprotected=-3.0, **unread)  # type: ignore[arg-type]
    assert rule(replace(quiet, protected=True)).verdict is Verdict.LIKELY_BENIGN
    assert rule(quiet).verdict is Verdict.UNDETERMINED


def test_loud_words_convict_where_the_page_gives_a_way_to_do_as_they_say() -> None:
    ruling = rule(replace(STRONG, families={"wording": 6.1}))
    assert (ruling.verdict, ruling.held_back) == (Verdict.NEAR_CERTAIN, ())


def test_a_verdict_that_hangs_on_one_signal_is_fragile() -> None:
    ruling = rule(replace(STRONG, without_unbundled=LeaveOneOut("contact-giftcard", 2.0)))
    assert ruling.fragile and ruling.rests_on == "contact-giftcard"
    assert not rule(STRONG).fragile and not rule(STRONG).rests_on


def test_what_rests_on_the_whole_page_is_told_and_not_lowered() -> None:
    ruling = rule(replace(STRONG, without=LeaveOneOut("page-wording", 1.0)))
    assert (ruling.verdict, ruling.fragile, ruling.rests_on) == (Verdict.NEAR_CERTAIN, False, "page-wording")


@pytest.mark.parametrize(
    ("states", "unprotected", "told"),
    [
        ({"active", "official"}, 2.0, {"needs-human"}),
        ({"active", "official"}, 6.0, {"needs-human", "compromised-site"}),
        ({"active"}, 2.0, {"needs-human", "compromised-site"}),
        ({"active", "official"}, 1.0, set()),
    ],
)
def test_what_stands_on_an_official_name_is_never_benign_where_it_would_accuse_another(
    states: set[str], unprotected: float, told: set[str]
) -> None:
    ruling = rule(replace(STRONG, log_odds=-2.0, protected=True, states=frozenset(states), unprotected=unprotected))
    assert ruling.states == told and ruling.verdict is (Verdict.UNDETERMINED if told else Verdict.LIKELY_BENIGN)
    shared = rule(replace(STRONG, log_odds=-2.0, protected=True, anybodys=True, states=frozenset(states), unprotected=unprotected))
    as_hacked = {"compromised-site": "shared-address"}
    assert shared.states == {as_hacked.get(state, state) for state in told} and shared.verdict is ruling.verdict


@pytest.mark.parametrize(
    ("log_odds", "verdict"),
    [
        (-0.76, Verdict.LIKELY_BENIGN), (-0.75, Verdict.NO_FINDING), (1.349, Verdict.NO_FINDING), (1.35, Verdict.SUSPICIOUS),
        (3.579, Verdict.SUSPICIOUS), (3.58, Verdict.LIKELY_SCAM), (5.669, Verdict.LIKELY_SCAM), (5.67, Verdict.NEAR_CERTAIN),
    ],
)  # fmt: skip
def test_levels_are_half_open(log_odds: float, verdict: Verdict) -> None:
    bare = LeaveOneOut("", log_odds)
    assert rule(replace(STRONG, log_odds=log_odds, without=bare, without_unbundled=bare)).verdict is verdict


def test_little_coverage_acquits_nobody() -> None:
    assert rule(replace(STRONG, log_odds=-3.0, coverage=0.5)).verdict is Verdict.NO_FINDING


@pytest.mark.parametrize(("could", "verdict"), [(0.0, Verdict.LIKELY_BENIGN), (0.2, Verdict.LIKELY_BENIGN), (0.3, Verdict.NO_FINDING)])
def test_who_did_not_answer_could_say_otherwise(could: float, verdict: Verdict) -> None:
    ruling = rule(replace(STRONG, log_odds=-1.0, could_add=could))
    assert ruling.verdict is verdict
    assert ruling.held_back == (("what was not asked, or not answered, could say otherwise",) if could > 0.25 else ())


@pytest.mark.parametrize(("log_odds", "verdict"), [(9.0, Verdict.UNDETERMINED), (0.0, Verdict.NO_FINDING), (-9.0, Verdict.NO_FINDING)])
def test_what_a_store_shows_neither_accuses_nor_acquits(log_odds: float, verdict: Verdict) -> None:
    ruling = rule(replace(STRONG, log_odds=log_odds, store=True))
    assert ruling.verdict is verdict
    assert ("needs-human" in ruling.states) is (log_odds > 0)


def test_words_that_come_from_data_can_still_convict() -> None:
    assert rule(replace(STRONG, page_carried=True)).verdict is Verdict.NEAR_CERTAIN


@pytest.mark.parametrize("change", [{"protected": True, "unprotected": 9.0}, {"page_cut": True, "beside_the_cut": 1.0}])
def test_an_undetermined_verdict_rests_on_nothing(change: dict[str, Any]) -> None:
    for left in (1.0, 3.6):
        hangs = LeaveOneOut("contact-giftcard", left)
        ruling = rule(replace(STRONG, without=hangs, without_unbundled=hangs, **change))
        assert (ruling.verdict, ruling.fragile, ruling.rests_on) == (Verdict.UNDETERMINED, False, "")


@pytest.mark.parametrize("mode", [Mode.OFFLINE, Mode.PASSIVE])
def test_what_was_not_asked_is_not_said_to_be_absent(mode: Mode) -> None:
    held = rule(replace(STRONG, mode=mode, families={"newcomer": 2.0})).held_back
    assert UNASKED in held and not {UNLOUD, UNSEEN} & set(held)
    assert not any("not loud" in reason for reason in held)
    assert any("families" in reason for reason in held) is (mode is Mode.PASSIVE)


def test_what_could_not_be_read_is_not_said_to_be_absent() -> None:
    held = rule(replace(STRONG, page_seen=False, families={"name": 4.0, "newcomer": 2.0})).held_back
    assert UNSEEN in held and not {UNLOUD, UNASKED} & set(held)
    assert not any("not loud" in reason for reason in held)


def test_what_was_looked_at_and_is_quiet_is_said_to_be_quiet() -> None:
    assert UNLOUD in rule(replace(STRONG, families={"name": 4.0, "newcomer": 2.0})).held_back


def test_a_name_held_for_years_is_not_convicted_by_the_sums_over_its_page_alone() -> None:
    least = SCORING.conviction.held_beside
    ruling = rule(replace(STRONG, long_held=True, beside_sums=least - 0.1))
    assert (ruling.verdict, ruling.held_back, ruling.states) == (Verdict.SUSPICIOUS, (LONG_HELD,), frozenset({"needs-human"}))
    assert rule(replace(STRONG, long_held=True, beside_sums=least)).verdict is Verdict.LIKELY_SCAM
    assert rule(replace(STRONG, long_held=False, beside_sums=least - 0.1)).verdict is Verdict.LIKELY_SCAM


@pytest.mark.parametrize(("log_odds", "verdict"), [(STRONG.log_odds, Verdict.LIKELY_SCAM), (2.0, Verdict.SUSPICIOUS)])
def test_one_of_many_parts_of_its_page_does_not_even_accuse_such_a_name(log_odds: float, verdict: Verdict) -> None:
    least, case = SCORING.conviction.held_beside, replace(STRONG, log_odds=log_odds, of_many_parts=True)
    ruling = rule(replace(case, long_held=True, beside_sums=least - 0.1))
    assert (ruling.verdict, ruling.held_back, ruling.states) == (Verdict.UNDETERMINED, (LONG_HELD,), frozenset({"needs-human"}))
    assert rule(replace(case, long_held=True, beside_sums=least)).verdict is verdict
    assert rule(replace(case, long_held=False, beside_sums=least - 0.1)).verdict is verdict


def test_a_quiet_name_held_for_years_asks_for_nobody() -> None:
    ruling = rule(replace(STRONG, log_odds=0.5, long_held=True, of_many_parts=True))
    assert (ruling.verdict, ruling.held_back, ruling.states) == (Verdict.NO_FINDING, (), frozenset())


def test_a_name_that_was_settled_for_years_is_convicted_by_much_alone_and_never_nearly_certain() -> None:
    least = SCORING.conviction.settled_beside
    held = rule(replace(STRONG, settled=True, beside_sums=least - 0.1))
    assert (held.verdict, held.held_back, held.states) == (Verdict.SUSPICIOUS, (SETTLED,), frozenset({"needs-human"}))
    convicted = rule(replace(STRONG, log_odds=4.5, settled=True, beside_sums=least))
    assert (convicted.verdict, convicted.held_back, convicted.states) == (Verdict.LIKELY_SCAM, (SETTLED,), frozenset({"needs-human"}))
    certain = replace(STRONG, log_odds=8.0, beside_sums=least)
    assert rule(certain).verdict is Verdict.NEAR_CERTAIN
    ruling = rule(replace(certain, settled=True))
    assert (ruling.verdict, ruling.held_back, ruling.states) == (Verdict.LIKELY_SCAM, (SETTLED,), frozenset({"needs-human"}))


def test_who_recounts_is_not_convicted_by_words_and_ways_alone() -> None:
    ruling = rule(replace(STRONG, recounted=True))
    assert (ruling.verdict, ruling.held_back) == (Verdict.SUSPICIOUS, (RECOUNTED,))
    assert ruling.states == frozenset({"needs-human"})
    newcomer = {**STRONG.families, "newcomer": 1.9}
    assert rule(replace(STRONG, recounted=True, families=newcomer)).verdict is Verdict.SUSPICIOUS


@pytest.mark.parametrize("family", ["http", "reputation", "name"])
def test_what_is_found_beside_the_words_convicts_who_recounts(family: str) -> None:
    assert rule(replace(STRONG, recounted=True, families={**STRONG.families, family: 1.0})) == rule(STRONG)
