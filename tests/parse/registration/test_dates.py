"""Dates of registries: right, or absent with a note; never guessed."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scamtriage.knowledge.registry.registries import Order
from scamtriage.parse.registration import dates
from scamtriage.parse.registration.stated_dates import settle

DAY = datetime(2021, 2, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    ("raw", "order"),
    [
        ("2021-02-03", ""),
        ("2021/02/03", ""),
        ("2021.02.03", ""),
        ("2021. 02. 03.", ""),
        ("20210203", ""),
        ("20210203 #162310", ""),
        ("0-UANIC 20210203000000", ""),
        ("03.02.2021", ""),
        ("3.2.2021", ""),
        ("03-Feb-2021", ""),
        ("3 Feb 2021", ""),
        ("03-February-2021", ""),
        ("3rd February, 2021", ""),
        ("3rd February 2021 at 00:00:00.000", ""),
        ("2021-Feb-03.", ""),
        ("Wed Feb 3 2021", ""),
        ("Wed Feb  3 00:00:00 GMT 2021", ""),
        ("Wed, Feb 3, 2021", ""),
        ("February 3 2021", ""),
        ("3 de fevereiro de 2021", ""),
        ("3 février 2021", ""),
        ("3-Feb-21", ""),
        ("03/02/2021", "dmy"),
        ("02/03/2021", "mdy"),
        ("03/02/21", "dmy"),
        ("03-02-2021", "dmy"),
        ("2021年02月03日", ""),
        ("2021-02-03T00:00:00Z", ""),
        ("2021-02-03 00:00:00 (UTC)", ""),
        ("2021-02-03T09:00:00+09:00", ""),
        ("2021/02/03 09:00:00 (JST)", ""),
        ("2021-02-03 08:00:00 (UTC+8)", ""),
        ("2021-02-02T19:00:00-0500", ""),
        ("2021-02-02T24:00:00Z", ""),
        ("2021-02-03 12:00:00 AM", ""),
        ("2021-02-03 (paid up to 2027-02-03)", ""),
        ("20210203 #20190307", ""),
    ],
)
def test_one_day_in_every_spelling(raw: str, order: Order) -> None:
    assert dates.read(raw, order) == dates.DateReading(value=DAY)


@pytest.mark.parametrize("raw", ["01/02/03", "01/02/2003", "1-2-2003", "02/01/99", "99/09/09"])  # the last is of 2010 in Taiwan
def test_a_date_that_can_be_read_in_two_ways_is_ambiguous(raw: str) -> None:
    assert dates.read(raw) == dates.DateReading(problem="ambiguous")


@pytest.mark.parametrize(("raw", "day"), [("05/05/2003", (2003, 5, 5)), ("31/01/2003", (2003, 1, 31)), ("01/31/2003", (2003, 1, 31))])
def test_a_date_that_has_one_reading_needs_no_order(raw: str, day: tuple[int, int, int]) -> None:
    assert dates.read(raw).value == datetime(*day, tzinfo=UTC)


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        ("9999-12-31", "impossible"),
        ("2999-12-31T21:59:59Z", "impossible"),
        ("1950-01-01", "impossible"),
        ("0000-00-00", "impossible"),
        ("2021-02-30", "impossible"),
        ("31.02.2021", "impossible"),
        ("2021-02-03 25:00:00", "impossible"),
        ("03 Feb 2564", "impossible"),
        ("05/01/67", "impossible"),  # 2567 of the Buddhist era; no registry has a date in 1967 or 2067
        ("16 Mar 69", "impossible"),
        ("令和05年05月05日", "unreadable"),
        ("平成20年02月20日", "unreadable"),
        ("R06.06.06", "unreadable"),
        ("民國99年09月09日", "unreadable"),
        ("08年08月08日", "unreadable"),
        ("2020-02-03 - 2027-02-03", "ambiguous"),
        ("from 3 Feb 2020 to 3 Feb 2027", "ambiguous"),
        ("20200203 20270203", "ambiguous"),
        ("soon", "unreadable"),
        ("after 2001", "unreadable"),
        ("before", "unreadable"),
        ("before:", "unreadable"),
        ("Feb 2021", "unreadable"),
        ("null", "blank"),
        ("N/A", "blank"),
        ("-", "blank"),
        ("", "blank"),
    ],
)
def test_what_is_no_date_says_why(raw: str, problem: str) -> None:
    assert dates.read(raw) == dates.DateReading(problem=problem)  # type: ignore[arg-type]


def test_a_bound_instead_of_a_day_is_kept_and_marked() -> None:
    assert dates.read("before Aug-1996") == dates.DateReading(value=datetime(1996, 8, 1, tzinfo=UTC), problem="ambiguous")
    assert dates.read("before 2020-01-05") == dates.DateReading(value=datetime(2020, 1, 5, tzinfo=UTC), problem="ambiguous")
    assert dates.read("Before 5 Aug 1996") == dates.DateReading(value=datetime(1996, 8, 5, tzinfo=UTC), problem="ambiguous")
    assert dates.read("before 01/02/2003") == dates.DateReading(problem="ambiguous")
    assert dates.read("before launch") == dates.DateReading(problem="unreadable")


@pytest.mark.parametrize(
    ("text", "order"),
    [("Creation Date (dd/mm/yyyy)", "dmy"), ("JJ/MM/AAAA", "dmy"), ("(YYYY-MM-DD)", "ymd"), ("mm/dd/yyyy", "mdy"), ("Created", "")],
)
def test_an_order_declared_in_words_is_understood(text: str, order: str) -> None:
    assert dates.hinted_order(text) == order


@given(raw=st.text(max_size=120), order=st.sampled_from(["", "dmy", "mdy", "ymd"]))
def test_any_text_gives_a_moment_of_this_age_or_a_reason(raw: str, order: Order) -> None:
    reading = dates.read(raw, order)
    assert reading.value is not None or reading.problem
    assert reading.value is None or 1979 <= reading.value.year <= 2101


@given(day=st.dates(min_value=datetime(1985, 1, 1).date(), max_value=datetime(2099, 12, 31).date()))
def test_a_numeric_date_is_never_read_as_another_day_than_one_of_its_two(day: object) -> None:
    raw = f"{day:%d/%m/%Y}"
    reading = dates.read(raw)
    assert reading.value is None or reading.value.date() == day
    assert dates.read(raw, "dmy").value == datetime.combine(day, datetime.min.time(), UTC)  # type: ignore[arg-type]


def test_two_creations_that_contradict_each_other_are_both_noted_and_neither_believed() -> None:
    settled = settle({"created": [(0, "1999-01-01"), (0, "2021-02-03")]})
    assert settled.created is None
    assert [(note.raw, note.problem) for note in settled.notes] == [("1999-01-01", "two-dates"), ("2021-02-03", "two-dates")]


def test_an_end_before_the_beginning_is_noted_and_neither_is_believed() -> None:
    settled = settle({"created": [(0, "2011-01-01")], "expires": [(0, "2001-01-01")]})
    assert (settled.created, settled.expires, {note.problem for note in settled.notes}) == (None, None, {"two-dates"})
    same_day = settle({"created": [(0, "2011-01-01T12:00:00Z")], "expires": [(0, "2011-01-01")]})
    assert same_day.created is not None and same_day.notes == ()


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("john.doe@private.example 20250231", "… 20250231"),
        ("John Doe JD1-UANIC 31-Feb-2025 10:00:00 UTC", "… 31-Feb-2025 10:00:00 UTC"),
        ("2025-02-31T10:00:00Z (Somebody)", "2025-02-31T10:00:00Z …"),
        ("2025年2月31日", "2025年2月31日"),
        ("31 de febrero de 2025", "31 de febrero de 2025"),
        ("99/99/9999", "99/99/9999"),
    ],
)
def test_a_note_keeps_the_words_of_a_date_and_not_who_stands_beside_it(raw: str, kept: str) -> None:
    assert [note.raw for note in settle({"updated": [(0, raw)]}).notes] == [kept]


def test_one_day_told_in_two_zones_is_one_date() -> None:
    settled = settle({"created": [(0, "2021-02-03T04:00:00Z"), (0, "2021-02-02T21:00:00-0700")]})
    assert (settled.created, settled.notes) == (datetime(2021, 2, 3, 4, tzinfo=UTC), ())


def test_the_registrys_expiry_is_believed_and_the_registrars_noted() -> None:
    settled = settle({"expires": [(14, "2025-01-01"), (0, "2026-01-01")]})
    assert settled.expires == datetime(2026, 1, 1, tzinfo=UTC)
    assert {note.problem for note in settled.notes} == {"two-dates"}


def test_a_creation_after_the_observation_is_a_flag_and_no_date() -> None:
    stated = {"created": [(0, "2030-01-01")], "expires": [(0, "2031-01-01")]}
    settled = settle(stated, observed_at=datetime(2024, 1, 1, tzinfo=UTC))  # type: ignore[arg-type]
    assert (settled.created, [note.problem for note in settled.notes]) == (None, ["future"])
    assert settled.expires == datetime(2031, 1, 1, tzinfo=UTC)
    assert settle(stated).created == datetime(2030, 1, 1, tzinfo=UTC)  # type: ignore[arg-type]


def test_of_many_changes_the_last_one_counts() -> None:
    assert settle({"updated": [(5, "1999-01-01"), (5, "2021-02-03")]}).updated == DAY
