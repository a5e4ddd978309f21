"""Where lines end, however their bytes come; and what separates the cells of a table that no name tells."""

import gc

import pytest

from scamtriage.records.target import BadTarget
from scamtriage.targets.delimiter import delimiter_of_rows, table_delimiter
from scamtriage.targets.lines import MAX_ROW_CHARS, lines_of
from scamtriage.targets.parse import MAX_LINE_CHARS, parse_target
from tests.cost import least_cpu_s


@pytest.mark.parametrize(
    ("chunks", "lines"),
    [
        (["a\r", "\nb"], ["a", "b"]),
        (["a\r", "b"], ["a", "b"]),
        (["a\r", "\r", "b\r"], ["a", "", "b"]),
        (["a", "\r\n", "\n", "b\n"], ["a", "", "b"]),
        (["a\n\r", "\nb"], ["a", "", "b"]),
        (["", "a", "", "b"], ["ab"]),
        (["\r", "\n"], [""]),
        ([], []),
    ],
)
def test_a_line_ends_where_it_does_wherever_its_bytes_are_parted(chunks: list[str], lines: list[str]) -> None:
    assert list(lines_of(iter(chunks))) == lines
    assert list(lines_of(iter("".join(chunks)))) == lines  # each sign by itself


def test_a_line_without_end_is_cut_to_what_shows_that_it_is_too_long() -> None:
    short, *rest = lines_of(["a" * MAX_LINE_CHARS + "\n" + "b" * 10 * MAX_LINE_CHARS, "\n" + "c" * 3 * MAX_LINE_CHARS, "\r", "\nd"])
    assert len(short) == MAX_LINE_CHARS
    assert [len(line) for line in rest] == [MAX_LINE_CHARS + 1, MAX_LINE_CHARS + 1, 1]


def test_a_long_line_in_small_pieces_is_searched_once() -> None:
    pieces = ["a" * 100] * 10_000  # 4 s where each piece has the whole line searched anew
    assert [len(line) for line in lines_of(pieces, MAX_ROW_CHARS)] == [MAX_ROW_CHARS + 1]
    assert least_cpu_s(lambda: [*lines_of(pieces, MAX_ROW_CHARS)], within=0.1) < 0.3


@pytest.mark.parametrize(
    ("first", "name", "delimiter"),
    [
        ("url,note", "mail.txt", ","),
        ("note;url", "mail.txt", ";"),
        ("Hi, link", "mail.txt", None),
        ("Hi there, see below", "mail.txt", None),
        ("name", "report.csv", ","),
        ("url", "report.csv", ","),
        ("https://shop.example/a", "report.csv", None),
        ("https://shop.example/a,b", "report.csv", ","),
        ("anything", "report.tsv", "\t"),
        ("anything", "REPORT.TSV.GZ", "\t"),
        ("shop.example", "report.tsv", None),
    ],
)
def test_a_text_is_a_table_by_its_name_or_its_heading(first: str, name: str, delimiter: str | None) -> None:
    assert table_delimiter(first, name) == delimiter


ROWS = ["Bank,https://bank.example/", "Shop,https://shop.example/"]


@pytest.mark.parametrize(
    ("first", "rows", "delimiter"),
    [
        ("who,where", ROWS, ","),
        ("who,where", [*ROWS, "Nobody"], ","),
        ("who,where", [*ROWS, "Nobody", "None"], None),  # half of the rows are no most of them
        ("who,where", ROWS[:1], None),
        ("# who,where", ROWS, None),
        ("who,where", ["Bank,money", "Shop,shoes"], None),
        ("where.example,https://bank.example/", ROWS, None),
        ("words, and more", ROWS, None),
        ("x" * MAX_LINE_CHARS + ",y", ROWS, None),
    ],
)
def test_rows_alike_below_what_may_be_a_heading_make_a_table_and_none_is_lost(first: str, rows: list[str], delimiter: str | None) -> None:
    found, lines = delimiter_of_rows(first, iter(rows))
    assert (found, list(lines)) == (delimiter, rows)


@pytest.mark.parametrize("line", ["not a name", "+66 2 123 4567", "see evil.top, and pay", "https://evil.top/ and https://b.top/", "a..b"])
def test_a_refused_line_leaves_nothing_for_the_collector(line: str) -> None:
    """Lists of a million lines are judged while the collector rests; an exception that holds its own frame would stay until then."""
    parse_target(line)
    gc.collect()
    gc.disable()
    try:
        assert isinstance(parse_target(line), BadTarget)
        assert gc.collect() == 0
    finally:
        gc.enable()
