"""Of two addresses in one line none is lost, and none of them is taken for a part of the other."""

import pytest

from scamtriage.records.target import BadTarget, LineStatus
from scamtriage.targets.parse import parse_target
from tests.targets.asking import refusal, target


@pytest.mark.parametrize(
    "second", ["https://other.example/", "hxxps://other[.]example", "http[s]://other.example/b", "HTTPS[:]//other.example"]
)
@pytest.mark.parametrize("between", [" ", ", ", ",", "; ", ";", "|", " | ", " and ", '","', "\u3000", "\u00a0"])
@pytest.mark.parametrize("first", ["https://evil.example/a9", "evil.example/?x=1", "https://evil.example/#top"])
def test_a_second_address_is_never_taken_for_a_part_of_the_first(first: str, between: str, second: str) -> None:
    assert "more than one word" in refusal(f"{first}{between}{second}").reason


@pytest.mark.parametrize(
    "line",
    [
        "https://evil.example/a9 (reported twice)",
        "https://evil.example/a9 - Somchai",
        "evil.example // note behind",
        "https://evil.example/a9?q= b",
        "https://evil.example/a long path that a mail client broke.html",
        "https://evil.example/#top of the page",
        "one@evil.example, two@other.example",
        "one@evil.example;two@other.example",
        "evil.example two@other.example",
    ],
)
def test_words_that_may_be_a_note_or_a_second_address_are_asked_about(line: str) -> None:
    assert "more than one word" in refusal(line).reason


@pytest.mark.parametrize(
    "line",
    [
        "https://evil.example/?u=https://other.example/a,b;c|d",
        "https://evil.example/https://other.example/",
        "https://evil.example/?u=https://other.example/&v=https://third.example/",
        "https://evil.example/,x;y|z",
        "https://evil.example/go;url=https://other.example/",
    ],
)
def test_an_address_within_an_address_is_one_page(line: str) -> None:
    assert target(line).url == line


@pytest.mark.parametrize(
    "first", ["https://a.top", "http://a.com.my", "https://192.0.43.10", "hxxps://a[.]top", "a.com", "https://a.top/x", "a.com/x"]
)
@pytest.mark.parametrize("second", ["https://b.vip", "hxxp://b[.]vip/x", "HTTPS://B.VIP/x"])
def test_an_address_pasted_directly_behind_another_is_no_part_of_it(first: str, second: str) -> None:
    assert "more than one word" in refusal(f"{first}{second}").reason


@pytest.mark.parametrize("line", ["dsi-h.top→dsi-i.top", "https://a.com👉b.com/x", "a.com➡️b.com"])
def test_a_picture_between_two_names_makes_no_third(line: str) -> None:
    assert "cannot stand in a host name" in refusal(line).reason


@pytest.mark.parametrize(
    "line",
    [
        "https://one.com/a file.html",
        "https://one.com/a-b- now",
        "https://one.com/?q= b",
        "one.com/abc…",
        "https://one.com/abc...",
        "https://one.com/...",
        "ดู one.com... ด่วน",
        "see 1.2.3.44 now",
        "somchai@work: เว็บ one.com นะ",
        "ftp: one.com",
        "one.com\tseen twice",
        "https://one.com/ warns of two dot com",
        "one.com: beware of two .com",
        "https://one.com/ warns of two-dot-com",
        "https://one.com/ warns of two[.com",
        "https://one.com/ warns of two\\.com",
        "https://one.com/ เตือน two จุด com",
        "https://one.com/ warns of 8.8.4.4",
        "one.com/login?…",
    ],
)
def test_where_an_address_may_be_half_of_one_or_none_nobody_guesses(line: str) -> None:
    assert refusal(line).status is LineStatus.REFUSED


@pytest.mark.parametrize(
    "line",
    [
        "https://dsi-case-th.top、https://other.top",
        "https://dsi-case-th.top；other.top",
        "https://one.com/a、https://two.com/b",
        "one.com and two.com",
        "one.com/a or one.com/b",
        "Laporan warga: wa.me/6281234567890 dan klik bit[.]ly/xyz",
        "someone@one.com wrote",
        "someone@one.com wrote of two.com",
        "bücher-laden.de、two.com",
        " ".join(["one.com"] * 12 + ["two.com"]),
        "report.pdf is here",
    ],
)
def test_between_two_addresses_nobody_guesses(line: str) -> None:
    assert refusal(line).status is LineStatus.REFUSED


@pytest.mark.parametrize(
    "words",
    ["{}", "https://{}", "hxxps://{}/x", "ftp://{}", "meow://{}/x", "{}..", "https:// {}", "see https://{} now", "ฝาก {} ครับ", "{}假的"],
)
def test_of_an_address_in_pieces_no_piece_is_taken_for_another_address(words: str) -> None:
    host = "bücher.example-bank.com"
    for cut in (" ", "\u200f", "\u202e", "\u3000", "\u0301", "[", "“", "。"):
        for at in range(1, len(host)):
            alone = host[:at] + cut + host[at:]
            found = parse_target(words.format(alone))
            assert isinstance(found, BadTarget) or found.host == target(alone).host, (cut, at, found)
