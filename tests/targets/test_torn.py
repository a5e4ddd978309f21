"""Names that are broken at the end of a line, and hyphens that break none."""

import pytest

from scamtriage.records.target import Target
from scamtriage.targets.lines import Line
from scamtriage.targets.parse import parse_target
from scamtriage.targets.running_text import RunningText
from tests.targets.asking import found, lines_of


@pytest.mark.parametrize(
    ("text", "half", "whole"),
    [
        ("to https://scb-\nupdate.xyz/login and", "update.xyz/login", "https://scb-update.xyz/login"),
        ("at (kbank-verify- \r\n  online[.]top)", "online[.]top", "kbank-verify-online[.]top"),
        ("> at www.kbank‐\n> update.xyz", "update.xyz", "www.kbank-update.xyz"),
        ("at scb\u00ad\nupdate.xyz", "update.xyz", "scbupdate.xyz"),
        ("ที่เว็บscb-\nupdate.xyz", "update.xyz", "scb-update.xyz"),
        ("at https://login-\nscb.top", "scb.top", "https://login-scb.top"),
        ("at https://a:b@scb-\nupdate.xyz", "update.xyz", "https://a:***@scb-update.xyz"),
    ],
)
def test_half_a_name_that_is_broken_at_its_hyphen_is_not_looked_at_as_another(text: str, half: str, whole: str) -> None:
    [line] = lines_of(*text.splitlines())

    assert (line.text, line.columns["text_line"]) == (half, "2")
    assert f"give {whole} if" in line.problem


@pytest.mark.parametrize("text", ["at https://scb.co.th-\nlogin.xyz/a", "at scb.co.th-\nlogin.xyz", "at https://secure.kbank.\nlogin.xyz"])
def test_nor_is_a_first_half_that_would_be_a_name_of_another(text: str) -> None:
    first, second = lines_of(*text.splitlines())

    assert not isinstance(read := parse_target(first.text), Target) or read.suffix == "kbank"  # no such ending: the DNS knows no such name
    assert f"give {text.removeprefix('at ').replace(chr(10), '')} if" in second.problem


@pytest.mark.parametrize(
    "text",
    [
        *("a list -\nevil.com", "-- \nevil.com", "scb-\nhttps://evil.com", "scb-\nand evil.com", "scb-\n\nevil.com", "เว็บ-\nevil.com"),
        *("scb-\nwww.evil.com", "see it.\nevil.com", "see:-\nevil.com", "<!--\nevil.com"),
    ],
)
def test_a_hyphen_at_the_end_of_a_line_that_begins_no_name_breaks_none(text: str) -> None:
    hosts = [parse_target(line.text).host for line in lines_of(*text.splitlines()) if not line.problem]  # type: ignore[union-attr]
    assert [host.removeprefix("www.") for host in hosts] == ["evil.com"]


def test_a_longer_dash_separates_names() -> None:
    assert found("the site—evil.com—is ดู–b.com x –c.com d.com—e.com f.com——g.com") == [
        *("evil.com", "b.com", "c.com", "d.com", "e.com", "f.com", "g.com"),
    ]


def test_a_hyphen_with_a_blank_behind_it_ends_a_name() -> None:
    assert found("evil.com- a shop, https://b.com- c[.]com-, (d.com-) x@e.com- f.com-g") == [
        *("evil.com", "https://b.com", "c[.]com", "d.com", "x@e.com"),
    ]


def test_a_name_with_a_word_behind_its_hyphen_is_counted_as_left_out() -> None:
    text = RunningText()

    assert not [*text.addresses([Line(number=1, text="evil.com-based, a.b-c and e.g-x")])]
    assert (text.within, text.left_out["within"]) == (1, ["evil.com-based"])
