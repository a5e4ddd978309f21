"""The lines of a running text: their numbers, the words around an address, tables and pages among them, and what takes no long time."""

from collections.abc import Iterator
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scamtriage.targets.decode import BadList
from scamtriage.targets.extract import mentions
from scamtriage.targets.lines import Line
from scamtriage.targets.read import read_text
from scamtriage.targets.running_text import RunningText
from tests.cost import least_cpu_s
from tests.targets.asking import found, lines_of


def test_each_address_has_a_running_number_the_line_of_the_text_and_the_words_around() -> None:
    said = ["nothing here", f"{'a ' * 200}evil.com{' b' * 200}", "c.com\tand  nok:secret@d.com"]
    lines = lines_of(*said)
    assert [(line.number, line.columns["text_line"], line.text) for line in lines] == [
        (1, "2", "evil.com"), (2, "3", "c.com"), (3, "3", "nok:secret@d.com"),
    ]  # fmt: skip
    assert lines[0].columns["context"] == f"…{'a ' * 40}evil.com{' b' * 40}…"
    assert lines[1].columns["context"] == "c.com and nok:***@d.com"


def test_lines_and_numbers_without_an_address_are_counted() -> None:
    text = RunningText()
    lines = ["version 1.2.3.4", "send money.My account", "a.com b.com", "http://c.com", "lib/setup.py ftp:d.com x/y.z"]
    assert len([*text.addresses(Line(number=at, text=line) for at, line in enumerate(lines, start=1))]) == 3
    assert (text.lines, text.lines_with_address, text.numbers, text.seams, text.within) == (5, 2, 1, 1, 2)


@pytest.mark.parametrize(
    ("page", "sites"),
    [
        (["<p>x <!-- <script> --> a.top", "b.top"], ["a.top", "b.top"]),
        (["<p><!--", "<style>", "--> a.top"], ["a.top"]),
        (["<p title='<script>' class=\"</style>\">a.top"], ["a.top"]),
        (["<!--[if mso]><style>p.name{}</style><![endif]--><p>a.top"], ["a.top"]),
        (["<style><!--", "p.name{}", "--> p.name{}</style>a.top"], ["a.top"]),
        (["<script>x='<p title=\"';y.name</script>a.top", '">b.top'], ["a.top", "b.top"]),
    ],
)
def test_no_script_begins_in_a_comment_or_a_quoted_value(page: list[str], sites: list[str]) -> None:
    """Else a mail could hide its sites behind one that no mail program runs."""
    assert [line.text for line in lines_of("Content-Type: text/html", "", *page)] == sites


def test_a_table_is_read_as_text_and_json_is_refused_with_the_way_to_its_texts() -> None:
    table = b"url,note\nhttps://a.com,see b.com\n"
    assert [line.text for line in RunningText().addresses(read_text(BytesIO(table), name="t.csv"))] == ["https://a.com", "b.com"]
    with pytest.raises(BadList, match=r"jq -r '\.\. \| strings' chat\.json \| scamtriage scan - --extract"):
        list(read_text(BytesIO(b'{\n "messages": [{"text": "a.com"}]}'), name="chat.json"))
    with pytest.raises(BadList, match=r"jq -r '\.input' v\.ndjson \| scamtriage scan -$"):
        list(read_text(BytesIO(b'{"schema":"scamtriage.assessment/1","line":1,"input":"a.com"}\n'), name="v.ndjson"))


def test_lines_are_made_as_they_are_asked_for() -> None:
    def text() -> Iterator[Line]:
        yield Line(number=1, text="a.com")
        pytest.fail("the text was read ahead")

    assert next(RunningText().addresses(text())).text == "a.com"


@pytest.mark.parametrize(
    "text",
    ["a.", "a.com ", "a.com,", "请a.com", "@a.com", "a.com…", "http://", "https://a.com/x,", "1.2.3.4 ", "\u2068a ", "x@", "-a.", "(",
     "\u2068", "请"],
)  # fmt: skip
def test_a_hostile_line_takes_no_long_time(text: str) -> None:
    assert least_cpu_s(lambda: found((text * 8_000)[:8_192]), within=2.0) <= 2.0


PIECES = [
    "a", "evil.com", "[.]", "hxxps://", "/", "\\", "?u=", "#", "@", ":", " ", "…", "...", ".", "-", "请",
    "ดู", "👉", "\u202e", "|", "=", "h", ",", "(", ">", '"', "%20",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_candidates_are_pieces_of_the_text_in_order_and_do_not_overlap(text: str) -> None:
    end = 0
    for mention in mentions(text):
        assert end <= mention.start and text[mention.start :].startswith(mention.address)
        end = mention.start + len(mention.address)


@pytest.mark.parametrize("mark", [",", ";"])
def test_no_page_takes_the_next_cell_of_a_table(mark: str) -> None:
    rows = ('link,note,"a,b"', 'https://evil.com/a,KL,"two', 'lines, hxxps://b[.]top/x,y"', '"https://c.com/1,2",,d.top')
    raw = "\n".join(rows).replace(",", mark).encode()
    lines = [*RunningText().addresses(read_text(BytesIO(raw), name="chat.csv"))]
    assert [line.text for line in lines] == ["https://evil.com/a", f"hxxps://b[.]top/x{mark}y", f"https://c.com/1{mark}2", "d.top"]
    assert [line.columns["text_line"] for line in lines] == ["2", "3", "4", "4"]


@pytest.mark.parametrize(
    ("name", "text", "address"),
    [
        ("-", "Hi, link\nhttps://evil.com/a,b", "https://evil.com/a,b"),
        ("a.csv", "evil.com/x\nhttps://evil.com/?q=1,2#a,b", "https://evil.com/?q=1,2#a,b"),
    ],
)
def test_a_text_that_is_no_table_keeps_the_commas_of_its_pages(name: str, text: str, address: str) -> None:
    assert [*RunningText().addresses(read_text(BytesIO(text.encode()), name=name))][-1].text == address
