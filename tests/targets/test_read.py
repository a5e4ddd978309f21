"""Lists as analysts have them."""

import gzip
import io
import json
import random
import re
import shlex
import sys
import time
import unicodedata
import zipfile
from pathlib import Path

import pytest

from scamtriage.assess import Rules
from scamtriage.batch.offline import offline
from scamtriage.config import Config
from scamtriage.judging import judge_of
from scamtriage.pipeline import number_lines
from scamtriage.records.evidence import Mode
from scamtriage.render.facts import RENDERERS
from scamtriage.render.style import Style
from scamtriage.targets.parse import parse_target
from scamtriage.targets.read import MAX_LINE_CHARS, BadList, open_list, read
from scamtriage.targets.rows import split
from tests.targets.lists import Pipe, texts


@pytest.mark.parametrize(
    "raw",
    [
        b"a.com\nb.com\n",
        b"a.com\r\nb.com",
        b"a.com\rb.com\r",
        b"\xef\xbb\xbfa.com\nb.com\n",
        "a.com\nb.com\n".encode("utf-16"),
        "a.com\nb.com\n".encode("utf-16-le"),
        "a.com\nb.com\n".encode("utf-16-be"),
        gzip.compress(b"a.com\nb.com\n", mtime=0),
        gzip.compress(b"a.com\n", mtime=0) + gzip.compress(b"b.com\n", mtime=0),
    ],
)
def test_encodings_line_ends_and_gzip_make_no_difference(raw: bytes) -> None:
    assert texts(raw) == [(1, "a.com"), (2, "b.com")]


@pytest.mark.parametrize(
    ("raw", "options"),
    [
        (b"id,url\n1,a.com\n2,b.com\n", {}),
        (b"note\tdomain\nx\ta.com\ny\tb.com\n", {}),
        (b"first;second\nx;a.com\ny;b.com\n", {"column": "second"}),
        (b'url,note\n"a.com","x, y"\n"b.com",z\n', {}),
    ],
)
def test_the_column_of_a_csv_is_found_or_named(raw: bytes, options: dict[str, str]) -> None:
    assert texts(raw, **options) == [(2, "a.com"), (3, "b.com")]


def test_other_columns_are_carried_and_quoted_cells_may_span_lines() -> None:
    [line] = read(io.BytesIO(b'case,url,note\n17,a.com,"two\nlines"\n'))
    assert (line.number, line.text, line.columns) == (2, "a.com", {"case": "17", "note": "two\nlines"})


@pytest.mark.parametrize("above", ["\n", "Report of November\n\n", "Report,of,November\n;;\n"])
@pytest.mark.parametrize("column", [None, "note"])
def test_what_stands_above_the_heading_of_a_table_is_passed_over_and_that_is_said(above: str, column: str | None) -> None:
    told: list[str] = []
    raw = f"{above}url,note\na.com,see b.com\n".encode()
    lines = [*read(io.BytesIO(raw), name="list.csv", column=column, tell=told.append)]
    assert [(line.number, line.text) for line in lines] == [(above.count("\n") + 2, "a.com" if column is None else "see b.com")]
    assert f"the heading is line {above.count(chr(10)) + 1}" in told[0]


def test_a_row_whose_cells_read_as_headings_is_data_where_an_address_stands_in_it() -> None:
    """Tools write "url" or "domain" beside each of their indicators."""
    rows = "1,url,https://a.top/x,see c.com\n2,domain,b.top,x\n"
    told: list[str] = []
    found = [*read(io.BytesIO(f"id,type,value,comment\n{rows}".encode()), name="misp.csv", tell=told.append)]
    assert [(line.number, line.text, line.columns["type"]) for line in found] == [(2, "https://a.top/x", "url"), (3, "b.top", "domain")]
    assert len(told) == 1 and "those of the column 'value'" in told[0]
    with pytest.raises(BadList, match="it has no heading"):
        list(read(io.BytesIO(rows.encode()), name="misp.csv"))


@pytest.mark.parametrize("heading", ["url,host.name,event.id", "user.name,URL,client.name", "geo.country.name,url,asn.info"])
def test_a_heading_whose_names_have_the_form_of_addresses_is_one(heading: str) -> None:
    """Log systems and flattened JSON write them so; "name", "id" and "info" are endings of domains too."""
    row = ",".join("https://a.top/x" if name.lower() == "url" else "y" for name in heading.split(","))
    found = [*read(io.BytesIO(f"{heading}\n{row}\n{row}\n".encode()), name="export.csv")]
    assert [(line.number, line.text) for line in found] == [(2, "https://a.top/x"), (3, "https://a.top/x")]


def test_addresses_among_the_words_of_another_column_are_not_passed_over_in_silence() -> None:
    told: list[str] = []
    chat = b"Author,Content,Attachments\nbob,see https://a.top/x now,https://cdn.example.com/1.png\namy,ok,\n"
    assert [line.text for line in read(io.BytesIO(chat), name="chat.csv", tell=told.append)] == ["https://cdn.example.com/1.png", ""]
    assert told[0].endswith("--column names another; addresses among the words of 'Content' are found with --extract")


def test_a_mail_of_outlook_is_named_as_one() -> None:
    with pytest.raises(BadList, match=r"save the mail as text or \.eml"):
        list(read(io.BytesIO(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)), name="a.msg"))


def test_a_column_that_does_not_exist_is_refused_with_the_heading() -> None:
    with pytest.raises(BadList, match="heading is: a,b"):
        list(read(io.BytesIO(b"a,b\n1,2\n"), column="url"))


@pytest.mark.parametrize("name", ["list.csv", "list.tsv.gz", "LIST.CSV"])
def test_a_table_whose_column_of_targets_is_not_known_says_what_to_try(name: str) -> None:
    mark = "\t" if "tsv" in name else ","
    with pytest.raises(BadList, match=r"--column.*first line is: "):
        list(read(io.BytesIO(f"a.com{mark}scam\nb.com{mark}honest\n".encode()), name=name))


@pytest.mark.parametrize(
    ("raw", "name", "words"),
    [
        (b'{\n"type": "bundle",\n', "a.stix.json", r"jq -r '\.\. \| strings' a\.stix\.json \| scamtriage scan - --extract$"),
        (b'{"url": "http://a.com"}\n', "list.ndjson", r"looks like JSON, .*: jq -r '\.url' list\.ndjson \| scamtriage scan -"),
        (b"<!DOCTYPE html><html>\n", "a.html", "is a saved page, .*: scamtriage check a.html --url ADDRESS"),
        (b"<!DOCTYPE html><html>\n", "-", "is a saved page, .*: scamtriage check FILE --url ADDRESS"),
        (b"see http://a.com,x\nfoo,bar\n", "list.csv", "write a heading such as url,note above it; or call the file .txt"),
    ],
)
def test_what_is_no_list_says_what_reads_it(raw: bytes, name: str, words: str) -> None:
    with pytest.raises(BadList, match=words):
        list(read(io.BytesIO(raw), name=name))


def test_a_row_that_no_reader_of_csv_takes_has_no_cells() -> None:
    assert split("a,b", ",") == ["a", "b"] and split("a\rb,c", ",") == []


def test_one_column_without_a_heading_may_be_called_a_table() -> None:
    assert texts(b"a.com\nhttps://b.com/?x=1,2\n", name="list.csv") == [(1, "a.com"), (2, "https://b.com/?x=1,2")]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("name", ["-", "list.txt", "list.csv"])
def test_a_table_is_read_by_its_column_of_addresses_whatever_the_file_is_called(name: str, mark: str) -> None:
    rows = ("Ref,Laporan,Cawangan", "1,hxxps://evil[.]top/a,KL", "", "2,evil-b.top,JB", "3,,KL", "jumlah 3,,")
    told: list[str] = []
    lines = [*read(Pipe("\n".join(rows).replace(",", mark).encode()), name=name, tell=told.append)]
    assert [line.text for line in lines] == ["hxxps://evil[.]top/a", "", "evil-b.top", "", ""]
    assert lines[0].columns == {"Ref": "1", "Cawangan": "KL"}
    assert "'Laporan'" in told[0]


@pytest.mark.parametrize("first", ["Dear team, please look;", "# case, seen, note", "evil-a.top, evil-b.top"])
def test_what_only_begins_like_a_table_is_read_line_by_line(first: str) -> None:
    below = ["evil-a.top", "https://evil-b.top/x,y", "see it, soon, please"]
    assert [text for _, text in texts("\n".join([first, *below]).encode())] == [first, *below]


@pytest.mark.parametrize(
    "first",
    [
        "192.0.2.1/a,b", "192.0.2.1,b", "hxxp[:]//192[.]0[.]2[.]1/a,b", "[2001:db8::1]/a,b", "user:pw@evil.top/a,b", "info@bank.top,b",
        "abcdefgh.onion,b", "evil.notanending/a,b", "ข้อมูล.ไทย/a,b", "中文.中国/?a,b",
    ],
)  # fmt: skip
def test_a_first_target_is_no_heading_even_if_it_is_no_plain_name(first: str) -> None:
    below = ["evil.top/x,y", "https://evil.top/?q=1,2", "evil.top#x,y"]
    assert [text for _, text in texts("\n".join([first, *below]).encode())] == [first, *below]


@pytest.mark.parametrize("first", ["Reported today, urgent", "// sites, of today", "; sites, of today", "ตรวจสอบ, ด่วน"])
def test_words_with_a_comma_above_addresses_cut_no_page(first: str) -> None:
    below = ["https://evil.top/a,b", "https://ข้อมูล.ไทย/c,d", "http://[2001:db8::1]/e,f"]
    assert [text for _, text in texts("\n".join([first, *below]).encode())] == [first, *below]


def test_one_row_tells_no_table() -> None:
    assert [text for _, text in texts("重要,通知\nhttps://evil.top/a,b\n".encode())] == ["重要,通知", "https://evil.top/a,b"]


def test_a_list_whose_addresses_all_go_on_behind_a_comma_says_how_to_read_it_as_a_table() -> None:
    told: list[str] = []
    rows = b"https://a.top/x,phishing\nb.top/y,scam\nhttps://c.top/z,phishing\nhttps://d.top/z,scam\n"
    assert next(read(Pipe(rows), tell=told.append)).text == "https://a.top/x,phishing" and not told
    list(read(Pipe(rows), tell=told.append))
    assert len(told) == 1 and told[0].endswith("--column 1")
    assert [text for _, text in texts(rows, column="1")] == ["https://a.top/x", "b.top/y", "https://c.top/z", "https://d.top/z"]
    told.clear()
    for other in (b"https://a.top/1,2\nhttps://a.top/3\nhttps://a.top/4,5\n", b"note,x\nnote,y\nnote,z\n", b"a.top\nb.top\nc.top\n"):
        list(read(Pipe(other), tell=told.append))
    assert not told


def test_a_row_with_more_cells_than_the_one_of_the_heading_is_told_for_a_comma_may_be_a_part_of_the_page() -> None:
    told: list[str] = []
    rows = b'url\nhttps://a.top/\n"https://b.top/?x=1,2"\nhttps://c.top/?x=1,2\nhttps://d.top/?x=1,2\n'
    assert [line.text for line in read(io.BytesIO(rows), name="t.csv", tell=told.append)][1:3] == [
        "https://b.top/?x=1,2",
        "https://c.top/?x=1",
    ]
    assert told == ["t.csv: line 4: ',' ends the target; if it is a part of its page, write the address in quotes"]


MAILS = [
    ("case 7.eml", "From: a@b.com"), ("case 7.eml.gz", "From: a@b.com"), ("-", "Received: from mx.b.com"), ("-", "MIME-Version: 1.0"),
    ("mails of today", "From - Sun Nov 29 01:00:00 2026"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "first"), MAILS)
def test_a_mail_is_no_list_for_its_lines_break_addresses(name: str, first: str) -> None:
    raw = f"{first}\nContent-Transfer-Encoding: quoted-printable\n\nhttps://a.top/x?id=3D77=\n8\n".encode()
    with pytest.raises(BadList, match=re.escape(f"scamtriage scan {shlex.quote(name)} --extract")):
        texts(raw, name=name)
    assert texts(b"From: a@b.com\nb.top\n") == [(1, "From: a@b.com"), (2, "b.top")]


def test_a_pipe_of_addresses_with_commas_is_not_waited_for() -> None:
    pipe = Pipe(b"https://a.com/?x=1,2\nhttps://b.com/?x=1,2\n" * 20)
    next(read(pipe))
    assert pipe.tell() < 50


def test_urls_with_commas_are_no_csv() -> None:
    assert texts(b"https://a.com/?x=1,2,url\n") == [(1, "https://a.com/?x=1,2,url")]


def test_a_line_without_the_column_and_an_endless_line_are_lines_that_say_so() -> None:
    lines = list(read(io.BytesIO(b"id,url\n1\n2," + b"x" * 100_000 + b"\n3,c.com\n")))
    assert [bool(line.problem) for line in lines] == [True, True, False]
    assert all(len(line.text) <= MAX_LINE_CHARS for line in lines)


def test_lines_that_stand_behind_a_gzip_unpacked_are_not_lost_in_silence() -> None:
    lines = read(Pipe(gzip.compress(b"a.com\n") + b"\0b.com\n"))
    assert next(lines).text == "a.com"
    with pytest.raises(BadList, match="no gzip stands behind"):
        next(lines)


def test_nul_bytes_and_wrong_bytes_do_not_end_the_list() -> None:
    lines = list(read(io.BytesIO(b"a\x00b\n\xff\xfe\xff\nc.com\n")))
    assert lines[0].problem and lines[2].text == "c.com"


@pytest.mark.parametrize(("last", "words"), [(None, "cut short"), (b"\xff" * 8, "damaged")])
def test_a_damaged_or_cut_gzip_says_so(last: bytes | None, words: str) -> None:
    text = "".join(f"{random.Random(n).random()}.com\n" for n in range(500)).encode()
    with pytest.raises(BadList, match=words):
        list(read(io.BytesIO(gzip.compress(text)[:-8] + last if last else gzip.compress(text)[:2_000])))


@pytest.mark.parametrize("most", [1, 2, 3, 5])
def test_a_second_gzip_member_is_found_wherever_a_pipe_cuts_its_first_bytes(most: int) -> None:
    first = "".join(f"{random.Random(n).random()}.com\n" for n in range(200)).encode()
    pipe = Pipe(gzip.compress(first, mtime=0) + gzip.compress(b"last.com\n", mtime=0))
    pipe.most = most
    assert [line.text for line in read(pipe)][199:] == [first.decode().splitlines()[199], "last.com"]


@pytest.mark.parametrize(
    "raw",
    [
        b"a.com\nb.com\n",
        "a.com\nb.com\n".encode("utf-16"),
        "a.com\nb.com\n".encode("utf-16-le"),
        "a.com\nb.com\n".encode("utf-16-be"),
        "\ufeffa.com\nb.com\n".encode("utf-32-le"),
        "\ufeffa.com\nb.com\n".encode("utf-32-be"),
        gzip.compress(b"a.com\nb.com\n", mtime=0),
        gzip.compress(b"a.com\n", mtime=0) + gzip.compress(b"b.com\n", mtime=0),
        gzip.compress(b"a.com\nb.com\n", mtime=0) + b"\0" * 700,
        gzip.compress("a.com\nb.com\n".encode("utf-16"), mtime=0),
    ],
)
def test_how_a_pipe_cuts_a_list_makes_no_difference(raw: bytes) -> None:
    assert [(line.number, line.text) for line in read(Pipe(raw))] == [(1, "a.com"), (2, "b.com")]


def test_a_line_of_a_pipe_is_not_kept_waiting_for_the_next() -> None:
    class Live(io.BytesIO):
        def read1(self, size: int | None = -1, /) -> bytes:
            return b"a.com\nb.com\n" if self.tell() == 0 and self.seek(1) else pytest.fail("it waits for more than it needs")

    assert next(read(Live(b"-"))).text == "a.com"


def test_an_empty_list_has_no_lines() -> None:
    assert texts(b"") == texts(gzip.compress(b"")) == []


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
    lines = [*read(io.BytesIO(f'url,note\na.com,"5 inch\n{rows}'.encode()))]
    assert [line.number for line in lines] == [*range(2, 1_003)]
    assert lines[0].problem == "a quote is not closed" and lines[0].text == 'a.com,"5 inch'
    assert [line.text for line in lines[1:]] == [f"host{n}.com" for n in range(1_000)]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b'url,note\na.com,"5 inch\nb.com,x\nc.com,y\n', [(2, ""), (3, "b.com"), (4, "c.com")]),  # at the end of the file
        (b'url,note\na.com,"5 inch\nb.com,"6 inch"\nc.com,y\n', [(2, ""), (3, "b.com"), (4, "c.com")]),
        (b'url,note\na.com,"5 inch\nb.com,"6 inch\nc.com,"x\ny" \nd.com,z\n', [(2, ""), (3, ""), (4, "c.com"), (6, "d.com")]),
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


@pytest.mark.parametrize(
    ("raw", "name", "expected"),
    [
        (b"url\tx\na.com\t1\n", "list.tsv", ["a.com"]),
        (b"url;x\na.com;1\n", "list.csv.gz", ["a.com"]),
        (b"url\na.com\n", "list.csv", ["a.com"]),
        (b"url\na.com\n", "list.txt", ["url", "a.com"]),
    ],
)
def test_the_name_of_a_file_says_what_it_is(raw: bytes, name: str, expected: list[str]) -> None:
    assert [line.text for line in read(io.BytesIO(raw), name=name)] == expected


def test_a_list_is_a_file_or_what_comes_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "list.txt").write_bytes(b"a.com\n")
    with open_list(tmp_path / "list.txt") as file:
        assert [line.text for line in read(file)] == ["a.com"]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"b.com\n")))
    with open_list(Path("-")) as file:
        assert [line.text for line in read(file)] == ["b.com"]
    assert not sys.stdin.buffer.closed


def test_a_gzip_bomb_is_read_in_small_pieces() -> None:
    import tracemalloc

    bomb = gzip.compress(b"\x00" * 60_000_000)
    tracemalloc.start()
    assert len(list(read(io.BytesIO(bomb)))) == 1
    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()


def test_a_table_that_begins_with_a_url_and_a_note_is_not_guessed_at() -> None:
    rows = b"https://a.example/,seen in an SMS\nb.example,called\n"
    with pytest.raises(BadList, match="it has no heading: write one, such as url,note, above it, or count the columns: --column 1"):
        list(read(io.BytesIO(rows), name="cases.csv"))
    assert [line.text for line in read(io.BytesIO(rows), name="cases.txt")] == rows.decode().splitlines()


def workbook() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>" * 500)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        (workbook(), "an Office document"),
        (gzip.compress(workbook()), "an Office document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "an Office document"),
        (b"%PDF-1.7\na.com\n", "a PDF document"),
        (b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "an OpenDocument file"),
    ],
)
@pytest.mark.parametrize("opened", [io.BytesIO, Pipe])
def test_a_file_that_is_no_text_is_no_list_of_broken_lines(raw: bytes, what: str, opened: type[io.BytesIO]) -> None:
    with pytest.raises(BadList, match=f"cases.xlsx: .*looks like {what if opened is io.BytesIO else 'an? '}.*; save the list as CSV"):
        list(read(opened(raw), name="cases.xlsx"))


@pytest.mark.parametrize("mark", [";", ",", "\t", "|"])
@pytest.mark.parametrize("name", ["list.csv", "list.txt", "-"])
def test_the_line_by_which_excel_is_told_how_to_cut_is_heeded_and_no_target(mark: str, name: str) -> None:
    raw = f"sep={mark}\r\nnote{mark}url\r\n1,2;3{mark}https://a.com/?x=1\r\n".replace(f"1,2;3{mark}", f"x{mark}").encode()
    assert texts(raw, name=name) == [(3, "https://a.com/?x=1")]
    with pytest.raises(BadList, match="--column"):
        texts(f"sep={mark}\none{mark}two\n".encode(), name=name)


def test_a_list_of_one_column_may_begin_with_it_too() -> None:
    assert texts(b"sep=;\na.com\nb.com\n") == [(2, "a.com"), (3, "b.com")]
    assert texts(b"sep=;\n") == []


def test_an_empty_cell_is_called_a_cell() -> None:
    lines = list(read(io.BytesIO(b"id,url\n1,\n2,  \n\n")))
    assert [line.problem for line in lines] == ["the cell in column 'url' is empty"] * 2 + [""]


def test_unicode_text_of_excel_is_a_table_when_its_heading_is_known() -> None:
    assert texts("case\turl\r\n17\thttps://a.com/\r\n".encode("utf-16"), name="cases.txt") == [(2, "https://a.com/")]


def test_a_line_without_an_end_and_a_letter_that_a_pipe_cuts_are_whole() -> None:
    raw = "a.com\nhttp://ธนาคาร.com/เข้า".encode()
    assert [line.text for line in read(Pipe(raw))] == raw.decode().splitlines()
    endless = "ก".encode() * 200_000
    assert [bool(line.problem) for line in read(io.BytesIO(endless + b"\nb.com"))] == [True, False]


@pytest.mark.parametrize(
    "heading",
    [
        *("網址", "連結", "链接", "链接地址", "ลิงก์", "เว็บไซต์", "ชื่อโดเมน", "Tên miền", "Đường dẫn", "ĐƯỜNG  DẪN", "Trang web", "Situs"),
        *("Tautan", "Nama domain", "Laman web", "Pautan", "サイト", "주소", "Links", "Website URL", "Phishing URL", "IOC", "Domain_Name"),
    ],
)  # fmt: skip
def test_headings_of_desks_in_their_languages_are_known(heading: str) -> None:
    for spelled in (heading, unicodedata.normalize("NFD", heading)):
        assert texts(f"no;{spelled};note\n1;a.com;x\n".encode()) == [(2, "a.com")]


def test_a_named_column_is_found_whatever_the_unicode_form_and_the_blanks() -> None:
    raw = f"a,{unicodedata.normalize('NFD', 'Đường dẫn')} xấu\n1,b.com\n".replace(" xấu", "  XẤU").encode()
    assert texts(raw, column="đường dẫn xấu") == [(2, "b.com")]
    assert texts(b"a b,a_b\n1.com,2.com\n", column="a_b") == [(2, "2.com")]


def test_an_unknown_heading_above_the_one_column_of_addresses_names_the_column_and_that_is_said() -> None:
    said: list[str] = []
    rows = "no,suspect page,when,from,file\n1,hxxps://a[.]top/x,26/11/2026,me@b.com,a.pdf\n\n2,c.top,1.2.2026,10.0.0.1,b.pdf\n" + "3,?,,,\n"
    lines = list(read(io.BytesIO(rows.encode()), name="cases.csv", tell=said.append))
    assert [(line.number, line.text) for line in lines] == [(2, "hxxps://a[.]top/x"), (3, ""), (4, "c.top"), (5, "?")]
    assert "'suspect page'" in said[0] and "--column" in said[0]


@pytest.mark.parametrize("rows", ["bad,good\na.com,b.com\n", "bad,note\nx,y\n", "bad,note\n", "a.com,x\nb.com,y\n"])
def test_between_two_columns_or_none_nobody_guesses(rows: str) -> None:
    with pytest.raises(BadList, match="--column"):
        list(read(io.BytesIO(rows.encode()), name="cases.csv"))


@pytest.mark.parametrize(
    ("heading", "row"),
    [
        ("domain,scam link", "realbank.com,https://scam{}.top/x"),
        ("url,phishing_url", "https://realbank.com,hxxps://scam{}[.]top/x"),
        ("网址,官网", "https://scam{}.top,realbank.com"),
        ("site,suspicious_url", "Mall Kuala Lumpur,https://scam{}.top/x"),
        ("domain,scam link", "realbank.com,https://scam.top/{}"),  # one scam of many banks
        ("domain,scam link", "realbank.com,http://45.9.1.{}/x"),
        ("domain,scam links", "realbank.com,https://scam{}.top/ https://b.top/"),
        ("domain,scam links", "realbank.com,https://scam{}.top/、https://b.top/"),
        ("domain,scam link", "realbank.com,https://scam{}.top/ (seen twice)"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["cases.csv", "-"])
def test_a_known_heading_is_not_taken_where_the_addresses_of_others_stand_beside_it(heading: str, row: str, name: str) -> None:
    raw = "\n".join((heading, *(row.format(n) for n in range(3)))).encode()
    with pytest.raises(BadList, match="--column") as refused:
        list(read(io.BytesIO(raw), name=name))
    assert all(repr(cell) in str(refused.value) for cell in heading.split(","))
    assert len(texts(raw, name=name, column=heading.split(",")[1])) == 3


@pytest.mark.parametrize(
    ("raw", "also"),
    [
        ("domain,url\na.com,https://a.com/x\nb.top,https://www.b.top/\n", "'domain'"),
        ("url,note\na.com,it leads to https://c.top\nb.top,as https://d.top\n", ""),
        ("url,from,ip\na.com,me@c.com,10.0.0.1\nb.top,you@d.com,10.0.0.2\n", ""),
        ("url,phish_detail_url\na.com,https://www.phishtank.com/?id=1\nb.top,https://www.phishtank.com/?id=2\n", "'phish_detail_url'"),
    ],
)
def test_a_known_heading_is_taken_where_the_other_columns_hold_the_same_names_or_tell_of_them(raw: str, also: str) -> None:
    said: list[str] = []
    assert len(list(read(io.BytesIO(raw.encode()), name="x.csv", tell=said.append))) == 2
    assert [f"column 'url'; addresses stand in {also} too" in words for words in said] == [True] * bool(also)


@pytest.mark.parametrize("row", ["", "  ", "short.com", '"open.com;1', "x" * 9_000 + ";1"])
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


def test_lines_of_a_plain_list_with_a_quote_are_its_lines() -> None:
    assert texts(b'"a.com\nb.com"\nc.com\n') == [(1, '"a.com'), (2, 'b.com"'), (3, "c.com")]
    assert texts(b'"a.com\nb.com\nc.com\n') == [(1, '"a.com'), (2, "b.com"), (3, "c.com")]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("https://insp.tan:Pa55w0rd@dsi-case-th.com/", "https://insp.tan:***@dsi-case-th.com/"),
        ("hxxps://insp:Pa5:5@w0rd@dsi-case-th[.]com/a", "hxxps://insp:***@dsi-case-th[.]com/a"),
        ("note: https://:pw@evil.example", "note: https://:***@evil.example"),
        ("2. insp:Pa55@evil-th.com/", "2. insp:***@evil-th.com/"),
        ("https://insp:Pa,5|5;@evil-th.com/", "https://insp:***@evil-th.com/"),
        ("https:insp:Pa 55@evil-th.com", "https:insp:***@evil-th.com"),
        ("//insp:Pa55@evil-th.com/a", "//insp:***@evil-th.com/a"),
        ("hxxp[:]//insp:Pa55[@]evil-th[.]com", "hxxp[:]//insp:***[@]evil-th[.]com"),
        ("ｈｔｔｐｓ：／／ｉｎｓｐ：ｐａ５５＠ｅｖｉｌ．ｃｏｍ", "ｈｔｔｐｓ：／／ｉｎｓｐ：***＠ｅｖｉｌ．ｃｏｍ"),
        ("ftp://insp:Pa55@evil-th.com/", "ftp://insp:***@evil-th.com/"),
        (
            "a/b: https://u:1@a.com/, https://u:2@b.com/?c=https://u:3@c.com",
            "a/b: https://u:***@a.com/, https://u:***@b.com/?c=https://u:3@c.com",
        ),
        *[
            (same, same)
            for same in (
                "https://evil-th.com/go//session:abcdef@token",
                "https://evil-th.com/?u=https://bit.ly:443@b",
                "evil-th.com//u:p@x",
                "https://www.maybank2u.com.my@evil.example/",
                "https://evil.example:8443/?to=a@b.example",
                "https://evil.example:8443, nok@mail.example",
                "Link: nok@mail.example",
                "mailto:nok@mail.example?subject=a:b@c",
                "nok@mail.example",
            )
        ],
    ],
)
def test_no_password_of_an_address_is_shown_and_its_line_is_kept(line: str, said: str) -> None:
    [one] = read(io.BytesIO(line.encode()))
    [word] = number_lines([line])
    assert one.text == word.text == line
    [row] = map(judge_of(Config(mode=Mode.OFFLINE), Rules.load()), offline([one]))
    [dossier] = offline([one])
    assert (dossier.input, row.input) == (line, said)
    [document] = json.loads("[" + "".join(RENDERERS["json"]([dossier], "dns", Style(several=False))) + "]")
    assert document["input"] == said
    before, after = parse_target(line), parse_target(said)
    assert getattr(before, "url", "") == getattr(after, "url", "")


@pytest.mark.parametrize(
    ("text", "column", "found"),
    [
        ("1,a.top\n2,b.top\n", "2", [(1, "a.top"), (2, "b.top")]),
        ("2,a.top\n1,b.top\n", "2", [(1, "a.top"), (2, "b.top")]),
        ("nr,site\n1,a.top\n", "2", [(2, "a.top")]),
        ("1,2\nb.top,a.top\n", "2", [(2, "a.top")]),
        ("2,1\na.top,b.top\n", "2", [(2, "a.top")]),
    ],
)
def test_a_column_is_counted_where_no_heading_is_called_so(text: str, column: str, found: list[tuple[int, str]]) -> None:
    assert [(line.number, line.text) for line in read(io.BytesIO(text.encode()), name="x.csv", column=column)] == found


def test_a_table_without_a_heading_is_told_how_to_count() -> None:
    with pytest.raises(BadList, match=r"it has no heading: .* --column 2"):
        list(read(io.BytesIO(b"1,a.top\n2,b.top\n"), name="x.csv"))


@pytest.mark.parametrize("mark", ["", "1. ", "- ", "URL: "])
def test_the_column_of_addresses_is_found_whatever_marks_stand_before_them(mark: str) -> None:
    table = f"no,where,note\n1,{mark}https://a.top/,it leads to https://b.top/ at once\n2,{mark}b.top,as https://a.top/ does\n"
    assert [line.text for line in read(io.BytesIO(table.encode()), name="x.csv")] == [f"{mark}https://a.top/", f"{mark}b.top"]


def test_addresses_behind_the_last_heading_are_no_column_that_can_be_named() -> None:
    with pytest.raises(BadList, match=r"no column is known to hold the targets: name it with --column, or "):
        list(read(io.BytesIO(b"remark,by\nx,y,https://evil.example/\nz,w,https://other.example/\n"), name="list.csv"))


@pytest.mark.parametrize(
    ("raw", "found", "beside"),
    [
        (b"https://a.example.com/x\tcase 1\nb.example.org\tcase 2\n", ["https://a.example.com/x", "b.example.org"], "case 1"),
        (
            b"2026-11-01\ta.example.com\n2026-11-02\tnone\n2026-11-03\tb.example.org\n",
            ["a.example.com", "none", "b.example.org"],
            "2026-11-01",
        ),
    ],
)
def test_rows_parted_by_tabs_need_no_heading(raw: bytes, found: list[str], beside: str) -> None:
    told: list[str] = []
    lines = list(read(io.BytesIO(raw), tell=told.append))
    assert [(line.number, line.text) for line in lines] == list(enumerate(found, start=1))
    assert beside in lines[0].columns.values() and len(told) == 1 and "no heading" in told[0]


def test_a_chat_with_tabs_is_no_table() -> None:
    chat = b"12:01\tSomchai\tlook at https://a.example.com/\n12:02\tMalee\tno\n12:03\tSomchai\tplease\n"
    assert [line.text for line in read(io.BytesIO(chat))] == chat.decode().splitlines()


def test_a_name_that_two_columns_have_is_not_resolved_in_silence() -> None:
    table = b"url,note,url\na.example.com,x,bank.example.org\n"
    with pytest.raises(BadList, match=r"2 columns are called 'url': count them instead, --column 1 or --column 3"):
        list(read(io.BytesIO(table), name="list.csv", column="url"))
    assert [line.text for line in read(io.BytesIO(table), name="list.csv", column="3")] == ["bank.example.org"]
    one = b"URL,note,url\na.example.com,x,bank.example.org\n"  # the exact name is meant
    assert [line.text for line in read(io.BytesIO(one), name="list.csv", column="url")] == ["bank.example.org"]
