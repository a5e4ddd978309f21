"""Caps hold, are shared pro rata, and do not depend on the order of the signals."""

import random
from copy import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from scamtriage.knowledge.judgement.catalog import load_catalog
from scamtriage.knowledge.judgement.rows import Row
from scamtriage.score.caps import WeightedSignal, apply

CATALOG = load_catalog()
ROWS = sorted(CATALOG.rows.values(), key=lambda row: row.id)


def item(signal: str, nats: float) -> WeightedSignal:
    return WeightedSignal(CATALOG.rows[signal], nats, nats)


def test_a_group_is_scaled_to_its_cap_and_shared_pro_rata() -> None:
    items = [item("content-withdraw-fee", 4.0), item("content-task-commission", 2.0)]
    apply(items, replace(CATALOG.scoring, shares={}))
    assert sum(i.counted for i in items) == pytest.approx(CATALOG.scoring.group_caps["money-claim"][1])
    assert items[0].counted == pytest.approx(2 * items[1].counted)


def test_a_family_whose_words_another_weighs_counts_its_share() -> None:
    items = [item("content-withdraw-fee", 2.0), item("page-wording", 2.0), item("http-telegram-exfil", 2.0)]
    apply(items, CATALOG.scoring)
    assert [i.counted for i in items] == pytest.approx([2.0 * CATALOG.scoring.shares["content"], 2.0, 2.0])


def test_the_age_of_a_name_is_no_word_of_its_page_and_counts_whole() -> None:
    items = [item("page-wording", 2.0), item("rep-age-gt-5y", -1.0), item("contact-company-number", -0.6)]
    apply(items, CATALOG.scoring)
    assert [i.counted for i in items] == pytest.approx([2.0, -1.0, -0.6 * CATALOG.scoring.shares["benign-evidence"]])


def test_the_weak_traits_of_newcomers_share_one_cap() -> None:
    items = [item("reg-age-lt-7d", 1.8), item("name-tld-weight", 1.5), item("contact-messenger-only", 0.5), item("tls-invalid", 0.5)]
    apply(items, CATALOG.scoring)
    assert sum(i.counted for i in items) == pytest.approx(CATALOG.scoring.circumstantial_max)
    assert sum(i.counted for i in items) * CATALOG.scoring.shrinkage < min(v.at_least for v in CATALOG.scoring.verdicts if v.at_least)


def test_a_little_more_than_their_cap_is_more_than_it() -> None:
    most = CATALOG.scoring.circumstantial_max
    items = [item("reg-age-lt-7d", most - 0.9), item("name-tld-weight", 0.95)]
    apply(items, CATALOG.scoring)
    assert sum(i.counted for i in items) == pytest.approx(most)


def test_what_stays_below_its_caps_is_not_touched() -> None:
    items = [item("contact-giftcard", 2.6), item("rep-age-gt-5y", -1.0)]
    apply(items, replace(CATALOG.scoring, shares={}))
    assert [i.counted for i in items] == [2.6, -1.0]


def test_an_uncapped_family_keeps_its_nats() -> None:
    items = [item("name-token-strong", 3.2), item("name-brand-plus-action", 3.0), item("name-brand-lookalike", 3.0)]
    apply(items, CATALOG.scoring, uncapped=frozenset({"name"}))
    assert [i.counted for i in items] == [3.2, 3.0, 3.0]


@pytest.mark.parametrize(
    ("beside", "counted", "why"),
    [
        ("reg-age-lt-7d", -4.0, ""),
        ("http-cloaking-ua", 0.0, "another page"),
        ("content-cloaked-lure", 0.0, "another page"),
        ("http-secrets-away", 0.0, "theft"),
        ("content-messenger-account", 0.0, "theft"),
        ("content-forbidden-goods", 0.0, "forbidden"),
        ("content-brand-copy", 0.0, "copy"),
    ],
)
def test_honest_words_acquit_of_nothing_that_words_cannot_answer(beside: str, counted: float, why: str) -> None:
    whole, other = item("page-wording", -4.0), item(beside, 0.5)
    apply([whole, other], CATALOG.scoring)
    assert (whole.counted, whole.curbed, other.curbed) == (counted, why, "")


def test_honest_words_pasted_around_loud_ones_acquit_by_little() -> None:
    most = CATALOG.scoring.loud_acquittal
    loud = ["content-lex-strong", "content-claims-authority", "content-withdraw-fee"]
    whole = item("page-wording", -most - 2.0)
    apply([whole, *(item(signal, 9.0) for signal in loud)], CATALOG.scoring)
    assert (whole.counted, whole.curbed) == (-most, "loud")
    quiet = item("page-wording", -most - 2.0)
    apply([quiet, item(loud[0], 9.0)], CATALOG.scoring)  # one group says no more than its cap, however often
    assert (quiet.counted, quiet.curbed) == (-most - 2.0, "")


weights = st.floats(min_value=-8, max_value=8, allow_nan=False)


@given(st.lists(st.tuples(st.integers(0, len(ROWS) - 1), weights), max_size=25, unique_by=lambda pair: pair[0]))
def test_no_family_leaves_its_cap_and_order_is_irrelevant(chosen: list[tuple[int, float]]) -> None:
    items = [WeightedSignal(ROWS[at], nats, nats) for at, nats in chosen]
    again = [copy(i) for i in items]
    random.Random(1).shuffle(again)
    apply(items, CATALOG.scoring)
    apply(again, CATALOG.scoring)
    shuffled = {i.row.id: i.counted for i in again}
    for one in items:
        assert shuffled[one.row.id] == pytest.approx(one.counted)
        assert abs(one.counted) <= abs(one.raw) + 1e-12
    for family, (least, most) in CATALOG.scoring.family_caps.items():
        total = sum(i.counted for i in items if i.row.family == family)
        assert total <= most + 1e-9
        if not any(i.row.group in CATALOG.scoring.circumstantial_groups for i in items):
            assert total >= least - 1e-9


WHOLE = frozenset(row.id for row in ROWS if row.group in CATALOG.scoring.conviction.bundles)
"""Beside them others count their share: the one thing that changes what stands there already, by design."""
findings = st.lists(st.tuples(st.sampled_from(ROWS), weights), max_size=25, unique_by=lambda pair: pair[0].id)


def total(chosen: list[tuple[Row, float]]) -> float:
    items = [WeightedSignal(row, nats, nats) for row, nats in chosen]
    apply(items, CATALOG.scoring)
    return sum(i.counted for i in items)


@given(chosen=findings, whole=st.booleans())
def test_what_accuses_never_lowers_the_sum_and_what_acquits_never_raises_it(chosen: list[tuple[Row, float]], whole: bool) -> None:
    chosen = [pair for pair in chosen if pair[0].id not in WHOLE]
    if not chosen:
        return
    beside = [(CATALOG.rows[name], 2.0) for name in WHOLE] if whole else []
    *others, (row, nats) = chosen
    moved = total([*beside, *others, (row, nats)]) - total([*beside, *others])
    assert moved * nats >= -1e-9, (row.id, moved)
    assert abs(moved) <= abs(nats) + CATALOG.scoring.loud_schemes + 1e-9
