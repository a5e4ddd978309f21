"""The multi-pattern matcher: exact places, any script, any thread, linear whatever the text."""

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scamtriage.knowledge.matcher import Hit, Matcher, Pattern, character_offsets, utf8
from tests.cost import least_cpu_s


def literals(*words: str) -> Matcher[str]:
    return Matcher(Pattern(word, word) for word in words)


def test_every_occurrence_is_reported_with_its_place() -> None:
    assert literals("he", "she", "hers").scan("ushers") == [Hit("he", 2, 4), Hit("she", 1, 4), Hit("hers", 2, 6)]


@given(st.text(alphabet="hers", max_size=30))
def test_the_first_ends_are_those_that_all_ends_begin_with(text: str) -> None:
    matcher = Matcher(Pattern(number, word) for number, word in enumerate(("he", "she", "hers", "h", "ss")))
    assert matcher.found(text) == dict(reversed(matcher.ends(text)))


@given(st.text(alphabet="hers", max_size=30), st.integers(1, 8))
def test_places_are_the_ends_sorted_by_pattern(text: str, limit: int) -> None:
    for matcher in (literals("he", "she", "hers"), Matcher([Pattern("he", "he"), Pattern("hers", "h.rs", literal=False, hint="rs")])):
        ends, whose = matcher.places(text, limit=limit)
        assert sorted((number, index) for index, numbers in whose.items() for number in numbers) == [
            (number, index) for number, (index, _) in enumerate(matcher.ends(text, limit=limit))
        ]
        assert ends == [end for _, end in matcher.ends(text, limit=limit)]


@pytest.mark.parametrize("literal", ["a.c", "[x]", "^$", "a b", "C:\\temp", "(?i)", "#1", "50%", "a|b", "x{2}", "/p/", "ก.ข", "-", "\t"])
def test_a_literal_is_never_read_as_a_pattern(literal: str) -> None:
    matcher = literals(literal)
    assert [hit.key for hit in matcher.scan(f"x{literal}y")] == [literal]


def test_the_dot_of_a_literal_stands_for_itself() -> None:
    assert literals("a.c", "x{2}", "a|b").scan("abc xx ab") == []


def test_a_regular_expression_reports_its_leftmost_start_and_every_end() -> None:
    matcher = Matcher([Pattern("bot", r"org/bot[0-9]{3}", literal=False)])
    assert matcher.scan("api.org/bot12345") == [Hit("bot", 4, 14)]


def test_caseless_folds_ascii_only() -> None:
    matcher = Matcher([Pattern("k", "UA-x", caseless=True)])
    assert len(matcher.scan("ua-X Ua-x UA-X")) == 3


def test_found_names_each_pattern_once() -> None:
    assert literals("a", "b", "c").found("abababa") == {"a": 1, "b": 2}


def test_once_reports_the_first_end_alone_and_leaves_the_others() -> None:
    matcher = Matcher([Pattern("a", "a", once=True), Pattern("b", "b")])
    assert matcher.ends("abab") == [(0, 1), (1, 2), (1, 4)]


HINTED = (("word", "[^a-z][a-z]{4,6}[^a-z]", "[a-z]{4}"), ("href", 'href="[^"]{0,9}/cart"', '/cart"'), ("x", "x", ""))


@given(st.text(alphabet='abcx /"=hreft', max_size=60) | st.lists(st.sampled_from(['href="/cart"', " abcd ", "/cart", "x"])).map("".join))
def test_a_hint_changes_nothing_of_what_is_found(text: str) -> None:
    hinted = Matcher([Pattern(key, expression, literal=False, hint=hint) for key, expression, hint in HINTED])
    plain = Matcher([Pattern(key, expression, literal=False) for key, expression, _ in HINTED])
    assert sorted(hinted.ends(text)) == sorted(plain.ends(text))
    assert hinted.found(text) == plain.found(text)
    assert [end for _, end in hinted.ends(text, limit=2)] == [end for _, end in plain.ends(text, limit=2)]


def test_no_patterns_match_nothing() -> None:
    assert literals().scan("anything") == []


def test_a_flood_of_hits_ends_at_the_limit() -> None:
    assert len(literals("aa").scan("a" * 3_000_000, limit=1_000)) == 1_000


def test_a_lone_surrogate_neither_raises_nor_shifts_what_follows() -> None:
    text = "\ud800 bank"
    [hit] = literals("bank").scan(text)
    places = character_offsets(utf8(text), [hit.start, hit.end])
    assert text[places[hit.start] : places[hit.end]] == "bank"


@given(before=st.text(max_size=20), after=st.text(max_size=20))
def test_byte_offsets_become_character_offsets(before: str, after: str) -> None:
    text = f"{before}ตำรวจ{after}"
    hits = literals("ตำรวจ").scan(text)
    places = character_offsets(utf8(text), [hit.start for hit in hits] + [hit.end for hit in hits])
    assert len(before) in [places[hit.start] for hit in hits]
    assert all(text[places[hit.start] : places[hit.end]] == "ตำรวจ" for hit in hits)


@given(st.text(alphabet="aé€ก\U0001f600\ud800", max_size=12))
def test_an_offset_within_a_character_stands_behind_it(text: str) -> None:
    data = utf8(text)
    begins = [byte for byte, value in enumerate(data) if not 0x80 <= value < 0xC0]
    assert character_offsets(data, range(len(data) + 1)) == {at: sum(begin < at for begin in begins) for at in range(len(data) + 1)}


def test_threads_share_a_matcher() -> None:
    matcher = literals("needle")
    text = ("hay " * 2_000 + "needle ") * 20
    counts: list[int] = []

    def work() -> None:
        counts.extend(len(matcher.scan(text)) for _ in range(20))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counts == [20] * 80


def test_time_grows_with_the_text_and_not_with_its_malice() -> None:
    matcher = literals("a" * 50 + "b", "a" * 30 + "c")
    matcher.scan("warm")
    assert least_cpu_s(lambda: matcher.scan("a" * 2_000_000), within=0.5) <= 0.5
