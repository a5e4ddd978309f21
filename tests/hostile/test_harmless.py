"""The independent reading of outputs sees what is alive: a judge who finds no fault in anything would make every law about text hold."""

import pytest

from scamtriage.render.formats import RENDERERS
from tests.hostile.harmless import CHECKS, _acting

PAGE = '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'"><p>words</p>'


@pytest.mark.parametrize("character", ["\x1b", "\x00", "\r", "\u202e", "\u200b", "\ud800", "\U000e0041", "\x9b"])
def test_a_character_that_acts_or_hides_is_seen(character: str) -> None:
    assert _acting(f"a{character}b")
    assert not _acting("a\r\nb\tc\n")


@pytest.mark.parametrize(
    ("format", "alive"),
    [
        ("html", PAGE + "<script>planted()</script>"),
        ("html", PAGE + "<p onclick=planted()>x</p>"),
        ("html", PAGE + "<a href=https://hz-x.click/>x</a>"),
        ("html", PAGE + "<meta http-equiv=Refresh content='0;url=//hz-x.click/'>"),
        ("html", "<p>no policy</p>"),
        ("md", "[x](javascript:planted())"),
        ("md", "see https://hz-x.click/"),
        ("md", "<img src=x>"),
        ("csv", "a,b\r\nx,=HYPERLINK(1)\r\n"),
        ("csv", "a,b\r\nx\r\n"),
        ("json", '[{"a": NaN}]'),
        ("ndjson", '{"a": 1}\n{"a":\n'),
    ],
)
def test_what_is_alive_in_a_format_is_seen(format: str, alive: str) -> None:
    assert CHECKS[format](alive)


@pytest.mark.parametrize(
    ("format", "dead"),
    [("html", PAGE), ("md", "`https://hz-x.click/` and hxxps://hz-x[.]click/"), ("csv", "a,b\r\nx,-1.5\r\n"), ("json", '[{"a": 1}]')],
)
def test_what_is_only_text_is_left_alone(format: str, dead: str) -> None:
    assert CHECKS[format](dead) == []


def test_every_format_has_its_reading() -> None:
    assert {render for name, render in RENDERERS.items() if name in CHECKS} == set(RENDERERS.values())
