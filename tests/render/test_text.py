"""Hostile text stays text: in every format, for every character that acts or hides."""

import csv
import io
import json
import re
import sys
import unicodedata
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scamtriage.render.formats import RENDERERS
from scamtriage.render.style import Style
from scamtriage.render.text import UNSEEN, UNSEEN_LEADS, counted, defang, plain, readable, unlinked
from scamtriage.targets.parse import parse_target
from tests.samples import assessment

HOSTILE = [
    "\x1b[31mred\x1b[0m",
    "\x1b]0;title\x07",
    "\x1b]8;;https://evil.example/\x1b\\paypal.com\x1b]8;;\x1b\\",
    "\x9b31m",
    "\u202egnp.exe",
    "pay\u200bpal",
    "[bold]x[/bold] [/nope] [link=https://evil.example]x[/link] :pile_of_poo:",
    "=HYPERLINK(\"https://evil.example\")",
    "  =1+1",
    "＝1+1",
    "@SUM(A1)",
    "-2+3",
    "\t=1",
    "a\rb\nc",
    "a\x00b",
    "\ud800",
    "</td><script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "`` ` ```\n# heading | pipe | @channel",
    "\U000e0041\U000e0042",
    "\ue000",
    "é" + "\u0301" * 200,
]  # fmt: skip
anything = st.text(st.characters(codec=None), max_size=60)


def acts_or_hides(text: str) -> list[str]:
    """Characters that a reader must never meet raw, by Unicode's own categories, not by our list."""
    return [c for c in text if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") and c != "\n"]


@given(text=anything)
def test_plain_leaves_nothing_that_acts_or_hides(text: str) -> None:
    assert not acts_or_hides(plain(text)) and "\n" not in plain(text)


@given(text=st.text(st.characters(min_codepoint=32, max_codepoint=126)))
def test_plain_leaves_ordinary_text_alone(text: str) -> None:
    assert plain(text) == text


@pytest.mark.parametrize("text", ["สวัสดีครับ", "xin chào các bạn", "安全账户", "မင်္ဂလာပါ", "សួស្តី", "안녕하세요", "नमस्ते"])
def test_plain_leaves_the_scripts_of_the_region_alone(text: str) -> None:
    assert plain(text) == text


def test_plain_cuts_with_an_ellipsis() -> None:
    assert (plain("abcdef", 4), plain("abcd", 4)) == ("abc…", "abcd")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[31m", "a\\u{1b}[31m"),
        ("a\u202eb", "a\\u{202e}b"),
        ("\U000e0041", "\\u{e0041}"),
        ("a\nb", "a\\u{a}b"),
        ("\ud800", "\\u{d800}"),
    ],
)
def test_what_acts_or_hides_is_written_out(text: str, shown: str) -> None:
    assert plain(text) == shown


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://evil.example/a.b?c=d.e", "hxxps://evil[.]example/a.b?c=d.e"),
        ("http://1.2.3.4:8080/", "hxxp://1[.]2[.]3[.]4:8080/"),
        ("evil.example", "evil[.]example"),
        ("https://evil.example/?u=http://other.example/a.b", "hxxps://evil[.]example/?u=http[:]//other[.]example/a.b"),
        ("evil.example/?u=https://other.example", "evil[.]example/?u=https[:]//other[.]example"),
        ("http://evil.example/http://http://other.example", "hxxp://evil[.]example/http[:]//http[:]//other[.]example"),
    ],
)
def test_defanged_urls_cannot_be_clicked(url: str, safe: str) -> None:
    assert defang(url) == safe
    assert getattr(parse_target(safe), "url", "") == getattr(parse_target(url), "url", "")
    assert defang(safe) == safe


@pytest.mark.parametrize("line", ["hxxps://evil[.]example/a.html", "evil[.]example", "https://evil.example/a.html", "evil.example"])
def test_defanging_twice_changes_nothing(line: str) -> None:
    assert defang(defang(line)) == defang(line)


@pytest.mark.parametrize(
    "apart", ["evil(.)example/a.b", "evil{.}example", "evil[.example", "evil(dot)example", r"evil\.example", "evil<.>example"]
)
def test_what_others_set_apart_is_left_so_and_leads_where_it_led(apart: str) -> None:
    url = getattr(parse_target(apart), "url", "")
    assert url.startswith("https://evil.example/")
    assert getattr(parse_target(defang(apart)), "url", "") == url


def test_no_url_inside_a_sentence_can_be_clicked() -> None:
    said = "an app is offered: http://www.evil.example/a.apk, and “HTTPS://evil.example” is asked for 3.5 days"
    assert unlinked(said) == "an app is offered: hxxp://www[.]evil[.]example/a.apk, and “hxxps://evil[.]example” is asked for 3.5 days"


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("several", [True, False])
@pytest.mark.parametrize("format", sorted(RENDERERS))
def test_no_format_lets_hostile_text_act(format: str, several: bool, text: str) -> None:
    out = "".join(RENDERERS[format]([assessment(text)], Style(several=several)))
    assert not acts_or_hides(out)
    out.encode("utf-8")


@given(text=anything)
def test_ndjson_is_one_strict_line_and_gives_the_text_back(text: str) -> None:
    out = "".join(RENDERERS["ndjson"]([assessment(text)], Style()))
    assert out.count("\n") == 1 and out.endswith("\n")
    back = json.loads(out, parse_constant=lambda name: pytest.fail(name))
    assert back["reasons"][0]["because"] == text.encode("utf-8", "replace").decode()


@given(text=anything)
def test_no_cell_of_the_csv_is_a_formula(text: str) -> None:
    rows = list(csv.reader(io.StringIO("".join(RENDERERS["csv"]([assessment(text)], Style())), newline="")))
    assert len(rows) == 2
    assert len(rows[0]) == len(rows[1])
    assert not any(cell.lstrip().startswith(("=", "+", "@", "\t", "\r", "＝", "＋", "－", "＠")) for cell in rows[1])
    assert not any(cell.lstrip().startswith("-") and cell.strip("-.0123456789") for cell in rows[1])


def test_no_cell_of_the_csv_is_a_formula_where_semicolons_part_them() -> None:
    for text in ("Sale;=1+1;=cmd|x", 'Sale; "@x', "a;-b;+c", "a;＝1"):
        for cells in csv.reader(io.StringIO("".join(RENDERERS["csv"]([assessment(text)], Style()))), delimiter=";"):
            assert not any(re.match(r'[\s"]*[=+@＝＋－＠-](?![0-9.]+$)', cell) for cell in cells), text
    assert "; +65.31580000; -0.3" in "".join(RENDERERS["csv"]([assessment("told; +65.31580000; -0.3")], Style()))


def test_the_csv_says_which_cells_were_changed() -> None:
    heading, row = csv.reader(io.StringIO("".join(RENDERERS["csv"]([assessment("=1")], Style()))))
    assert "reason_1" in dict(zip(heading, row, strict=True))["made_text"].split()


@given(text=anything)
def test_the_html_report_holds_no_element_that_a_target_wrote(text: str) -> None:
    elements: list[str] = []

    class Watch(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            elements.append(tag)

    Watch().feed("".join(RENDERERS["html"]([assessment(text)], Style())))
    plain_elements = set(elements)
    assert plain_elements <= {
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "h1",
        "h2",
        "h3",
        "p",
        "section",
        "details",
        "summary",
        "ul",
        "li",
        "table",
        "tr",
        "td",
        "small",
    }


def test_the_table_never_cuts_a_host() -> None:
    row = assessment("x")
    host = "a" * 60 + "." + "b" * 60 + ".example.top"
    long = row.__class__(
        **{name: getattr(row, name) for name in row.__struct_fields__}
        | {"target": row.target.__class__(given=host, host=host, registrable=host, suffix="top", url=f"https://{host}/")}
    )
    out = "".join(RENDERERS["table"]([long, row], Style(width=70)))
    column = "".join(line[20:45] for line in out.splitlines())
    assert "…" not in out and "a" * 5 in column


def test_a_table_of_thousands_stops_and_says_what_to_use() -> None:
    out = "".join(RENDERERS["table"]((assessment("x", line=n) for n in range(600)), Style()))
    assert "100 more rows" in out and "ndjson" in out


def test_whatever_hides_and_is_called_printable_begins_as_one_of_the_leads() -> None:
    characters = "".join(chr(code) for code in range(sys.maxunicode + 1))
    hidden = [match[0] for match in UNSEEN.finditer(characters) if match[0].isprintable()]
    assert hidden
    assert [character for character in hidden if not character.encode().startswith(UNSEEN_LEADS)] == []
    assert [lead for lead in UNSEEN_LEADS if "ក".encode().startswith(lead) or "ㅋ".encode().startswith(lead)] == []


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("one\ntwo\tthree\x1b[31m", "one\ntwo\\u{9}three\\u{1b}[31m"),
        ("sp\udcc3\udca4t.txt: no such file", "spät.txt: no such file"),
        ("a\udcff.txt", "a\ufffd.txt"),
        ("a\udce2\udc80\udcae.txt", "a\\u{dce2}\\u{dc80}\\u{dcae}.txt"),
    ],
)
def test_lines_of_a_message_stay_lines_and_path_bytes_become_the_letters_that_they_are(said: str, shown: str) -> None:
    assert readable(said) == shown


def test_one_is_no_plural_and_thousands_are_parted() -> None:
    assert [counted(number, "row") for number in (0, 1, 2, 1_204)] == ["0 rows", "1 row", "2 rows", "1,204 rows"]
