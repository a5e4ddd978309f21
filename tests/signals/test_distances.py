"""How near the words of a page stand to each other."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scamtriage.knowledge.language.vocabulary import Meaning
from scamtriage.signals.page.distances import NOWHERE, Placed, gap, span
from scamtriage.signals.page.occurrences import TEXT, TITLE, Hit


def hit(start: int, end: int, place: int = TEXT) -> Hit:
    return Hit(start, end, place, Meaning("word", "x"))


@st.composite
def groups(draw: st.DrawFn) -> list[list[Hit]]:
    """Three groups out of the same few words, of which none begins within another."""
    steps = draw(st.lists(st.tuples(st.integers(0, 6), st.integers(1, 5)), min_size=1, max_size=8))
    found: list[Hit] = []
    for apart, length in steps:
        start = (found[-1].end if found else 0) + apart
        found.append(hit(start, start + length))
    return [[one for one in found if draw(st.booleans())] for _ in range(3)]


@given(groups())
def test_the_nearest_pair_is_found_whatever_words_both_groups_share(found: list[list[Hit]]) -> None:
    first, second, _ = found
    apart = [max(0, b.start - a.end, a.start - b.end) for a, b in product(first, second) if a != b]
    assert gap(first, second)[0] == min(apart, default=NOWHERE)


@given(groups())
def test_the_shortest_stretch_is_found_whatever_words_the_groups_share(found: list[list[Hit]]) -> None:
    lengths = [max(h.end for h in some) - min(h.start for h in some) for some in product(*found) if len(set(some)) == len(found)]
    length, members = span(found, 1)
    assert length == min(lengths, default=NOWHERE)
    assert not members or (len(set(members)) == 3 and max(h.end for h in members) - min(h.start for h in members) == length)


def test_two_words_of_refund_before_one_of_support_are_a_stretch() -> None:
    refunds, support = [hit(0, 6), hit(10, 16)], [hit(20, 24)]
    assert span([refunds, support, refunds], 1)[0] == 24


@pytest.mark.parametrize(
    ("span_of", "held", "met"), [((0, 5), False, True), ((1, 4), True, True), ((0, 3), True, True), ((5, 7), False, False)]
)
def test_what_stands_within_a_longer_word_is_told_from_what_only_meets_it(span_of: tuple[int, int], held: bool, met: bool) -> None:
    placed = Placed([hit(0, 5), hit(1, 2), hit(0, 9, TITLE)])
    assert (placed.holds(hit(*span_of)), placed.meets(hit(*span_of))) == (held, met)
