"""Rows of a table: cells that are quoted, empty, too many or never end make no line disappear."""

import io
import time

import pytest

from scamtriage.targets.decode import BadList
from scamtriage.targets.read import read, read_text
from scamtriage.targets.rows import split
from tests.targets.lists import texts


def test_other_columns_are_carried_and_quoted_cells_may_span_lines() -> None:
    [line] = read(io.BytesIO(b'case,url,note\n17,a.com,"two\nlines"\n'))
    assert (line.number, line.text, line.columns) == (2, "a.com", {"case": "17", "note": "two\nlines"})


def test_a_row_that_no_reader_of_csv_takes_has_no_cells() -> None:
    assert split("a,b", ",") == ["a", "b"] and split("a\rb,c", ",") == []


def test_rows_of_a_csv_that_are_blank_broken_or_never_end_are_lines() -> None:
    raw = b'id,url\n\n1,a.com\nx"y\nz",b.com\n2,"c.com\nd.com\n'
    assert [(line.number, line.text, bool(line.problem)) for line in read(io.BytesIO(raw))] == [
        (2, "", False),
        (3, "a.com", False),
        (4, 'x"y', True),
        (5, "b.com", False),
        (6, '2,"c.com', True),
        (7, "d.com", True),
    ]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b'url,note\na.com,5" screen\nb.com,x\nc.com,7" screen\n', [(2, "a.com"), (3, "b.com"), (4, "c.com")]),
        (b'note,url\n5" x,a.com\nplain,b.com\n', [(2, "a.com"), (3, "b.com")]),
        (b'a;b;url\n5";"two\nlines";a.com\nx;y;b.com\n', [(2, "a.com"), (4, "b.com")]),
        (b'url,note\na.com,"he said ""hi""\nthere"\nb.com,x\n', [(2, "a.com"), (4, "b.com")]),
    ],
)
def test_a_quote_within_a_cell_that_is_not_quoted_swallows_no_rows(raw: bytes, expected: list[tuple[int, str]]) -> None:
    assert texts(raw) == expected


def test_a_quote_that_nobody_closed_swallows_no_rows() -> None:
    rows = "".join(f"host{n}.com,n\n" for n in range(1_000))
    for opened in ('a.com,"5 inch', '"a.com,5 inch'):
        lines = [*read(io.BytesIO(f"url,note\n{opened}\n{rows}".encode()))]
        assert [line.number for line in lines] == [*range(2, 1_003)]
        assert [line.text for line in lines[1:]] == [f"host{n}.com" for n in range(1_000)]
    assert lines[0].problem == "a quote is not closed, or only behind what looks like other rows" and lines[0].text == '"a.com,5 inch'


@pytest.mark.parametrize(("name", "mark"), [("l.csv", ","), ("l.tsv", "\t"), ("l.csv", ";")])
def test_a_target_before_a_quote_that_nobody_closed_is_whole_and_asked(name: str, mark: str) -> None:
    """Databases write tables without quoting, so that a cell may begin with a quote."""
    raw = 'id|url|note|case\n1|a.com|"5 inch|17\n2|b.com|x|18\n3|"c.com|y|19\n4|d.com|"z|20\n'.replace("|", mark).encode()
    told: list[str] = []
    lines = [*read(io.BytesIO(raw), name=name, tell=told.append)]
    assert [(line.number, line.text) for line in lines if not line.problem] == [(2, "a.com"), (3, "b.com"), (5, "d.com")]
    assert lines[0].columns == {"id": "1", "note": f"5 inch{mark}17", "case": ""}
    assert lines[2].problem == "a quote is not closed" and lines[2].text.startswith("3")
    assert told == [
        f"{name}: line 2: a quote is not closed; a target before that is asked, one behind it refused, and each line below is a row"
    ]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b'url,note\na.com,"5 inch\nb.com,x\nc.com,y\n', [(2, "a.com"), (3, "b.com"), (4, "c.com")]),  # at the end of the file
        (b'url,note\na.com,"5 inch\nb.com,"6 inch"\nc.com,y\n', [(2, "a.com"), (3, "b.com"), (4, "c.com")]),
        (b'url,note\na.com,"5 inch\nb.com,"6 inch\nc.com,"x\ny" \nd.com,z\n', [(2, "a.com"), (3, "b.com"), (4, "c.com"), (6, "d.com")]),
        (b'url,a,b\na.com,"x\ny","\nz"\nb.com,,\n', [(2, "a.com"), (5, "b.com")]),  # two cells that span lines
        (b'url,a\na.com,"x\n"",\n"\nb.com,\n', [(2, "a.com"), (5, "b.com")]),
    ],
)
def test_a_line_whose_quote_is_open_is_said_and_the_others_keep_their_rows(raw: bytes, expected: list[tuple[int, str]]) -> None:
    assert [(line.number, "" if line.problem else line.text) for line in read(io.BytesIO(raw))] == expected


@pytest.mark.parametrize("line", ['host.com,"5 inch', 'x","y', '"', 'a,"""', '"",""x,"'])
def test_a_list_of_open_quotes_takes_no_longer_than_another(line: str) -> None:
    def seconds(count: int) -> float:
        raw = io.BytesIO(f"url,note\n{line}\n".encode() * 1 + f"{line}\n".encode() * count)
        began = time.process_time()
        assert sum(1 for _ in read(raw)) >= count // 4_097
        return time.process_time() - began

    seconds(1_000)
    assert seconds(40_000) < 40 * seconds(4_000) + 0.5  # ten times, were it alone on the machine


def test_columns_of_equal_heading_and_cells_behind_the_last_heading_are_carried() -> None:
    (line,) = read(io.BytesIO(b"url,remark,remark,Remark 2,remark 2\na.com,1,2,3,4,5,6\n"))
    assert line.columns == {"remark": "1", "remark 2": "2", "Remark 2": "3", "remark 2 2": "4", "column 6": "5", "column 7": "6"}


def test_a_cell_behind_the_last_heading_takes_no_other_columns_place() -> None:
    first, second = read(io.BytesIO(b"url,column 3\na.com,1,2\nb.com,3,4,5\n"))
    assert first.columns == {"column 3": "1", "column 3 2": "2"}
    assert second.columns == {"column 3": "3", "column 3 2": "4", "column 4": "5"}


def test_a_cell_that_was_cut_says_so() -> None:
    (line,) = read(io.BytesIO(b"url,note\na.com," + b"x" * 3_000 + b"\n"))
    assert line.columns["note"] == "x" * 1_000 + " […] (cut: 3,000 characters)"


@pytest.mark.parametrize("raw", [b"note,url\n%s,a.com\n", b"url,note\na.com,%s\n", b'note;url\n"%s";a.com\n'])
def test_a_whole_chat_beside_the_target_does_not_hide_it(raw: bytes) -> None:
    (line,) = read(io.BytesIO(raw % (b"he said: send it, please. " * 1_500).replace(b",", b"")))
    assert line.text == "a.com" and not line.problem
    assert line.columns["note"].endswith("(cut: 37,500 characters)")


def test_an_address_beside_a_whole_chat_and_within_it_is_found_where_addresses_are_looked_for() -> None:
    chat = b"said " * 2_000
    raw = b"id,where,note\n1,look at http://a.com/ now,%shttp://c.com/ %s\n2,b.com,\n" % (chat, chat)
    lines = [*read_text(io.BytesIO(raw), name="l.csv")]
    assert [(line.number, line.text) for line in lines if "said" not in line.text] == [
        (1, "id\twhere\tnote"), (2, "1"), (2, "look at http://a.com/ now"), (3, "2\tb.com\t"),
    ]  # fmt: skip
    assert [line.number for line in lines if " http://c.com/ " in line.text] == [2] and not any(line.problem for line in lines)


_CHAT = "\n".join(f"{minute}: he said, send it to pay.com, please" for minute in range(1_000))


@pytest.mark.parametrize(("raw", "text"), [('url,chat\na.com,"{}"\nb.com,x\n', "a.com"), ('chat;url\n"{}";a.com\nx;b.com\n', "a.com")])
def test_a_whole_chat_of_many_lines_beside_the_target_does_not_hide_it(raw: str, text: str) -> None:
    first, second = read(io.BytesIO(raw.format(_CHAT).encode()))
    assert (first.number, first.text, first.problem) == (2, text, "") and first.columns["chat"].startswith("0: he said, send it")
    assert (second.number, second.text) == (1_002, "b.com")


def test_a_quoted_cell_longer_than_a_row_may_be_is_said_to_be_so() -> None:
    told: list[str] = []
    first, *chat, last = read(io.BytesIO(f'url,chat\na.com,"{_CHAT}\n{_CHAT}"\nb.com,x\n'.encode()), tell=told.append)
    assert first.text == "a.com" and told[0].startswith("-: line 2: a quoted cell does not end within 65536 characters; ")
    behind, *_ = read(io.BytesIO(f'chat;url\n"{_CHAT}\n{_CHAT}";a.com\n'.encode()))
    assert behind.problem == "a quoted cell does not end within 65536 characters" and behind.text.startswith('"0: he said')
    assert [line.number for line in chat] == [*range(3, 2_002)] and (last.number, last.text) == (2_002, "b.com")


@pytest.mark.parametrize("stray", ['evil.com,6"', 'evil.com,"6', 'evil.com,""6"', 'x","evil.com'])
@pytest.mark.parametrize("count", [2, 20, 900])
def test_rows_between_two_stray_quotes_are_no_cell(stray: str, count: int) -> None:
    rows = "".join(f"host{n}.com,n\n" for n in range(count))
    first, *others = read(io.BytesIO(f'url,note\na.com,"5 inch\n{rows}{stray}\nb.com,x\n'.encode()))
    assert (first.text, first.columns) == ("a.com", {"note": "5 inch"})
    assert [line.text for line in others if not line.problem][:count] == [f"host{n}.com" for n in range(count)]
    assert [line.number for line in others] == [*range(3, count + 5)] and others[-1].text == "b.com"


def test_a_note_about_other_sites_is_a_cell() -> None:
    for note in (
        "the same as\nevil.com, seen twice",
        "links:\nhttp://x.com\nhttp://y.com",
        "x.com, first\nhe said\nhe wrote\nand y.com, 2",
    ):
        first, second = read(io.BytesIO(f'url,note\na.com,"{note}"\nb.com,x\n'.encode()))
        assert (first.text, first.columns, second.text) == ("a.com", {"note": note}, "b.com")


@pytest.mark.parametrize(
    "raw",
    [
        'url,note\na.com,"{}"\nb.com,\n',  # sentences have a blank behind a comma
        'url,hops\na.com,"see\n1,http://x.com/\n2,http://y.com/\n3,http://z.com/"\nb.com,\n',  # no address where the targets are
        '"url","note"\na.com,"see\nx.com,1\ny.com,2\nz.com,3"\nb.com,\n',  # a program that quotes wrote it
        'url,note,more\n"a.com","see\nx.com,1,\ny.com,2,\nz.com,3,",\nb.com,,\n',
        '"url"\n"a.com\nx.com\ny.com\nz.com"\nb.com\n',
    ],
)
def test_lines_like_rows_in_a_cell_that_is_quoted_rightly_are_no_rows(raw: str) -> None:
    """The sites that a chat names were asked as targets, and the table was said to have a quote that is not closed."""
    told: list[str] = []
    chat = "here:\nhttp://x.com, send it here\nhttp://y.com, or here\nhttp://z.com, and this"
    lines = [*read(io.BytesIO(raw.format(chat).encode()), name="l.csv", tell=told.append)]
    assert [(line.number, line.text[:5], line.problem) for line in lines] == [(2, "a.com", ""), (6, "b.com", "")] and told == []


def test_lines_that_are_rows_or_a_cell_are_rows_and_whoever_meant_a_cell_is_told_how_to_say_so() -> None:
    told: list[str] = []
    table = 'a.com,"see\nx.com,1\ny.com,2\nz.com,3"\n'
    lines = [*read(io.BytesIO(f"url,note\n{table}".encode()), tell=told.append)]
    assert [line.text for line in lines] == ["a.com", "x.com", "y.com", "z.com"] and told[0].endswith("put the heading in quotes")
    assert [line.text for line in read(io.BytesIO(f'"url",note\n{table}'.encode()))] == ["a.com"]


def test_a_comment_of_a_feed_below_its_rows_asks_nothing() -> None:
    raw = b'"first_seen","ioc"\n"x","a.com"\n  # Number of entries: 1\nshort\n'
    _, comment, short = read(io.BytesIO(raw), name="l.csv")
    assert (comment.text.strip(), comment.problem) == ("# Number of entries: 1", "") and short.problem == "the row has no column 'ioc'"


def test_of_a_row_too_long_for_its_target_the_next_is_read() -> None:
    first, second = read(io.BytesIO(b"note,url\n%s,a.com\nx,b.com\n" % (b"x" * 70_000)))
    assert first.problem == "the line is longer than 65536 characters" and (second.text, second.problem) == ("b.com", "")


@pytest.mark.parametrize("mark", [";", ",", "\t", "|"])
@pytest.mark.parametrize("name", ["list.csv", "list.txt", "-"])
def test_the_line_by_which_excel_is_told_how_to_cut_is_heeded_and_no_target(mark: str, name: str) -> None:
    raw = f"sep={mark}\r\nnote{mark}url\r\n1,2;3{mark}https://a.com/?x=1\r\n".replace(f"1,2;3{mark}", f"x{mark}").encode()
    assert texts(raw, name=name) == [(3, "https://a.com/?x=1")]
    with pytest.raises(BadList, match="--column"):
        texts(f"sep={mark}\none{mark}two\n".encode(), name=name)


def test_an_empty_cell_is_called_a_cell() -> None:
    lines = list(read(io.BytesIO(b"id,url\n1,\n2,  \n\n")))
    assert [line.problem for line in lines] == ["the cell in column 'url' is empty"] * 2 + [""]


@pytest.mark.parametrize("row", ["", "  ", "short.com", '"open.com;1', "x" * 70_000 + ";1"])
def test_a_row_without_cells_or_with_few_has_the_columns_of_the_heading(row: str) -> None:
    """An output has the columns of its first row."""
    lines = list(read(io.BytesIO(f"link;case;owner\r\n{row}\r\nevil-a.com;17;Ann\r\n".encode())))
    assert [sorted(line.columns) for line in lines] == [["case", "owner"]] * 2
    assert set(lines[0].columns.values()) == {""} and lines[1].columns == {"case": "17", "owner": "Ann"}


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_heading_may_have_lines_within_its_quotes(mark: str, end: str) -> None:
    heading = mark.join(['"Reported\nURL"', "Case", '"Who\nreported"']).replace("\n", end)
    raw = f"{heading}{end}{mark.join(['evil-a.com', '1', 'Ann'])}{end}".encode()
    name = "a.tsv" if mark == "\t" else "a.csv"
    for found in (read(io.BytesIO(raw), name=name), read(io.BytesIO(raw), column="Reported URL")):
        assert [(line.number, line.text, line.columns) for line in found] == [(4, "evil-a.com", {"Case": "1", "Who reported": "Ann"})]
    assert texts(raw.replace(b"Reported", b"Web").replace(b"URL", b"site")) == [(4, "evil-a.com")]  # known, whatever the file is called
