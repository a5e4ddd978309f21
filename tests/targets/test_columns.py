"""Which column of a table holds the addresses: found, named or counted, and told where nobody can know."""

import io
import unicodedata
from datetime import date

import pytest
from msgspec.structs import replace

from scamtriage.assess import Judge, Rules
from scamtriage.batch.offline import offline
from scamtriage.records.target import Target
from scamtriage.render.formats import RENDERERS
from scamtriage.render.style import Style
from scamtriage.targets.decode import BadList
from scamtriage.targets.lines import Line
from scamtriage.targets.parse import parse_target
from scamtriage.targets.read import read
from tests.targets.lists import Pipe, texts


@pytest.mark.parametrize(
    ("raw", "options"),
    [
        (b"id,url\n1,a.com\n2,b.com\n", {}),
        (b"note\tdomain\nx\ta.com\ny\tb.com\n", {}),
        (b"first;second\nx;a.com\ny;b.com\n", {"column": "second"}),
        (b'url,note\n"a.com","x, y"\n"b.com",z\n', {}),
        (b"url|reporter\na.com|Tan\nb.com|Lee\n", {}),
    ],
)
def test_the_column_of_a_csv_is_found_or_named(raw: bytes, options: dict[str, str]) -> None:
    assert texts(raw, **options) == [(2, "a.com"), (3, "b.com")]


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


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("url,name\na.com,aminah\nb.com,ravi\n,siti\n", ""),
        ("url,name\na.com,aminah\nb.com,ravi\n,siti\n", "siti"),
        ("address,name\na.com,aminah\nb.com,ravi\n,siti\n", "ravi"),
        ("address,name\na.com,aminah\nb.com,ravi\n,siti\n", "siti"),
        ("address,name\na.com,aminah\nb.com,ravi\n,siti\n", "\u00a0"),
        ("a.com,aminah\nb.com,ravi\n", "aminah"),
    ],
)
def test_a_cell_of_a_row_is_no_heading_for_the_rows_above_it_would_be_lost(text: str, column: str) -> None:
    with pytest.raises(BadList, match=r"there is no column .*; the heading is: "):
        [*read(io.BytesIO(text.encode()), name="m.csv", column=column)]


def test_a_column_that_does_not_exist_is_refused_with_the_heading() -> None:
    with pytest.raises(BadList, match="heading is: a,b"):
        list(read(io.BytesIO(b"a,b\n1,2\n"), column="url"))


@pytest.mark.parametrize("name", ["list.csv", "list.tsv.gz", "LIST.CSV"])
def test_a_table_whose_column_of_targets_is_not_known_says_what_to_try(name: str) -> None:
    mark = "\t" if "tsv" in name else ","
    with pytest.raises(BadList, match=r"--column.*first line is: "):
        list(read(io.BytesIO(f"a.com{mark}scam\nb.com{mark}honest\n".encode()), name=name))


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


def test_a_table_that_begins_with_a_url_and_a_note_is_not_guessed_at() -> None:
    rows = b"https://a.example/,seen in an SMS\nb.example,called\n"
    with pytest.raises(BadList, match="it has no heading: write one, such as url,note, above it, or count the columns: --column 1"):
        list(read(io.BytesIO(rows), name="cases.csv"))
    assert [line.text for line in read(io.BytesIO(rows), name="cases.txt")] == rows.decode().splitlines()


def test_a_list_of_one_column_may_begin_with_it_too() -> None:
    assert texts(b"sep=;\na.com\nb.com\n") == [(2, "a.com"), (3, "b.com")]
    assert texts(b"sep=;\n") == []


def test_unicode_text_of_excel_is_a_table_when_its_heading_is_known() -> None:
    assert texts("case\turl\r\n17\thttps://a.com/\r\n".encode("utf-16"), name="cases.txt") == [(2, "https://a.com/")]


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


@pytest.mark.parametrize("first", ["\t", " \t ", "x\ty"])
def test_a_first_line_without_an_address_is_no_heading_by_its_tab(first: str) -> None:
    assert [line.number for line in read(io.BytesIO(f"{first}\na.example.com\n".encode()))] == [1, 2]


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


def test_a_csv_of_our_own_rows_is_scanned_again_by_what_was_given_and_its_refusals_keep_their_reasons() -> None:
    given = (Line(number=1, text="hxxps://a.top/x"), Line(number=2, text="evil.top and b.top"), Line(number=3, text="ftp://c.top/"))
    for columns in ({}, {"case": "17", "url": "b.top"}):
        judge = Judge.of(Rules.load(None), prior=0.1)
        rows = [judge(dossier) for dossier in offline((replace(line, columns=columns) for line in given), None, day=date(2026, 12, 1))]
        written = "".join(RENDERERS["csv"](rows, Style())).encode()
        again = [*read(io.BytesIO(written), name="table.csv")]
        assert [line.problem for line in again] == [""] * 3
        first, second = (
            [
                target.url if isinstance(target, Target) else target.reason.partition(", '")[0]
                for target in (parse_target(line.text) for line in lines)
            ]
            for lines in (given, again)
        )
        assert first == second
    other = b"line,input,host,url\n1,x,a.top,https://a.top/\n"
    assert texts(other) == [(2, "https://a.top/")]  # not ours: another table's input may be anything
