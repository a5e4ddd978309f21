"""An address has the scheme that browsers read in it, however it is written (WHATWG URL 4.4, Fetch 6)."""

from base64 import b64encode
from urllib.parse import quote

import pytest

from scamtriage.parse.html.data_urls import bytes_of, is_data, plain_data
from scamtriage.parse.html.reference import scheme_of
from tests.parse.html.page_facts import read

SAID = "the parcel is held until you pay the small fee"
MARKUP = quote(f"<p>{SAID}</p>")
DRAWING = b64encode(f"<svg xmlns='http://www.w3.org/2000/svg'><text>{SAID}</text></svg>".encode()).decode()
SHEET = quote(f'i::after{{content:"{SAID}"}}')


@pytest.mark.parametrize(
    ("written", "scheme"),
    [
        ("da\tta:,x", "data"),
        ("\x01 d\na\r\nt\ta\t:,x", "data"),
        ("JAVA\nscript:go()", "javascript"),
        ("https://a.test/data:", "https"),
        ("da ta:,x", ""),
        ("/data:,x", ""),
        ("data", ""),
        ("4data:", ""),
    ],
)
def test_a_scheme_is_read_as_browsers_read_it(written: str, scheme: str) -> None:
    assert scheme_of(written) == scheme
    assert is_data(written) is (scheme == "data")


def test_an_address_is_written_as_usual_only_where_it_holds_its_document() -> None:
    assert plain_data(" DA\tTA:image/png;base64,AA") == "data:image/png;base64,AA"
    assert plain_data(" /a\tb.png") == " /a\tb.png"


def test_the_bytes_in_an_address_are_those_that_browsers_read() -> None:
    assert bytes_of("https://a.test/data:,x") == b""
    assert bytes_of("data:image/png;base64,####") == b""
    assert bytes_of("data:image/gif;base64,R0lGODlhAQABAAAAACw=")[:6] == b"GIF89a"
    assert bytes_of("data:,a%20b#c") == b"a b"
    assert bytes_of("data:,\ud800") == b"?"


@pytest.mark.parametrize("data", ["da&#9;ta", "d&Tab;ata", "dat\na", "&#1;data", "D&#x41;T&NewLine;A", "data"])
@pytest.mark.parametrize(
    "carrier",
    [
        f"<iframe src='{{}}:text/html,{MARKUP}'></iframe>",
        f"<iframe src='{{}}:text/html;note={'a' * 900},{MARKUP}'></iframe>",
        f"<object data='{{}}:text/html,{MARKUP}'></object>",
        f"<embed src='{{}}:text/html,{MARKUP}'>",
        f"<img src='{{}}:image/svg+xml;base64,{DRAWING}'>",
        f"<link rel=stylesheet href='{{}}:text/css,{SHEET}'><i></i>",
        f"<script src='{{}}:text/javascript,document.write(%22{MARKUP}%22)'></script>",
    ],
)
@pytest.mark.parametrize("dear", ["", "<b>" * 600])
def test_a_document_in_an_address_is_read_whatever_stands_within_its_scheme(data: str, carrier: str, dear: str) -> None:
    if dear and "<link" in carrier:
        return  # the reader of tokens tells only what a sheet draws on every element
    assert SAID in read(dear + carrier.format(data)).text


@pytest.mark.parametrize("script", ["javascript", "java&#9;script", "&#1;java\nscript"])
def test_a_frame_shows_the_value_of_a_script_in_its_address(script: str) -> None:
    assert SAID in read(f"<iframe src='{script}:`<p>{SAID}</p>`'></iframe>").text


@pytest.mark.parametrize(
    "kind",
    ["application/json", "application/ld+json", "application/javascript", "application/rss+xml", "application/mathml+xml", "nonsense", ""],
)
def test_a_frame_shows_what_browsers_show_of_each_type(kind: str) -> None:
    assert SAID in read(f"<iframe src='data:{kind},{MARKUP}'></iframe>").text


@pytest.mark.parametrize("kind", ["image/png", "application/zip", "application/pdf", "font/woff2;charset=utf-8"])
def test_a_frame_shows_no_words_of_a_file_that_has_none(kind: str) -> None:
    assert SAID not in read(f"<iframe src='data:{kind},{MARKUP}'></iframe>").text
