"""Where the page of an address ends, and which spellings of it are one page."""

from urllib.parse import unquote

import pytest

from scamtriage.targets.url_ends import protect_trailing_mark
from tests.targets.asking import refusal, target


@pytest.mark.parametrize(
    "lines",
    [
        (
            "http://a.com/y?q=%20b",
            "http://a.com/x/../y?q=%20b",
            "hxxp://A[.]com:80/./y?q=%20b",
            "http:\\\\a.com\\x\\..\\y?q=%20b#z",
            "http://a.com/x/%2E%2e/y?q=%20b",
        ),
        ("https://xn--mnchen-3ya.de/", "münchen.de", "MÜNCHEN。de", "mu\u0308nchen.de"),
        ("https://xn--fa-hia.de/", "faß.de"),
        ("https://[2001:db8::1]:8080/", "[2001:0DB8:0::1]:8080"),
        ("https://[::ffff:102:304]/", "::ffff:1.2.3.4"),
        ("https://1.2.3.4/", "1[.]2[.]3[.]4", "１.２.３.４", "1.2.3.4.", "x@[1.2.3.4]", "x[at][1[.]2[.]3[.]4]"),
        ("https://[2001:db8::1]/", "x@[IPv6:2001:db8::1]", "mailto:x@[ipv6:2001:DB8::1]?subject=y"),
        ("https://a.com/%E0%B8%81?x=%27y", "https://a.com/ก?x='y"),
        ("http://a.com/", "a.com:80"),
        ("https://a.com/", "a.com:443", "a.com:"),
        ("https://a.com/b/", "https://a.com/b/.", "https://a.com/b/c/.."),
        ("https://a.com/b", "17;Tan A.K.;hxxps://a[.]com/b;KL;seen twice", "17,,https://a.com/b,KL"),
        ("https://a.com/%EF%BF%BD", "https://a.com/\udc80"),
        ("https://a.com/.well-known/x", "https://a.com/b/../.well-known/x"),
    ],
)
def test_spellings_of_one_page_are_one_page(lines: tuple[str, ...]) -> None:
    assert {target(line).url for line in lines} == {lines[0]}
    assert len({target(line).host for line in lines}) == 1


def test_two_pages_of_one_host_share_everything_but_the_page() -> None:
    one, other = target("https://a.evil.com/x"), target("https://a.evil.com:8443/y?z")
    assert (one.host, one.registrable) == (other.host, other.registrable)
    assert one.url != other.url


@pytest.mark.parametrize("page", ["/Inc.", "/a...", "/!", "/a)", "/?q=what?", "/a&lt;", "/wiki/a_(b)", "/a_"])
def test_a_page_that_a_program_found_keeps_its_marks(page: str) -> None:
    assert unquote(target(protect_trailing_mark(f"https://evil.com{page}")).url) == f"https://evil.com{page}"


@pytest.mark.parametrize(
    "behind",
    [".", ",", "!", ";", ":", "?", ")", "]", "'", "*", '"', ".)", "**", "</a>", "</p>.", "&gt;", "”", "」", "）", "。", "#top."],
)
@pytest.mark.parametrize("page", ["https://evil.com/my", "https://evil.com/wiki/a_(b)", "https://evil.com/?id=5", "evil.com/%E0%B8%81"])
def test_marks_behind_a_page_are_no_part_of_it(page: str, behind: str) -> None:
    assert target(f"{page}{behind}").url == target(page).url


@pytest.mark.parametrize("words", ["ครับ", "查看", "です", "확인", "ပါ", "👈"])
@pytest.mark.parametrize("closing", [")", "]", "}", ">", "**", "`", '"', "'", ")!", ",", ";", "」", "”", "）"])
@pytest.mark.parametrize("page", ["https://evil.com/my", "https://evil.com/wiki/a_(b)", "https://evil.com/?id=5", "https://evil.com/a/b9"])
def test_what_closes_behind_a_page_ends_it_where_words_follow_without_a_blank(page: str, closing: str, words: str) -> None:
    assert target(f"{page}{closing}{words}").url == target(page).url


def test_a_bracket_that_a_page_in_other_letters_did_not_open_ends_it() -> None:
    assert unquote(target("https://evil.com/通知(a1))查看").url) == "https://evil.com/通知(a1)"
    assert unquote(target("https://evil.com/通知a1)查看").url) == "https://evil.com/通知a1"


def test_a_bracket_behind_a_last_slash_ends_a_page_too() -> None:
    assert target("[ที่นี่](https://evil.com/)ค่ะ").url == "https://evil.com/"


@pytest.mark.parametrize(
    "page",
    [
        "/wiki/User:ไทย", "/ABC(วง)ดนตรี", "/No.一", "/?q='ไทย'", "/?q=(ไทย)", "/a-(ไทย)", "/Bangkok_(กรุงเทพ)", "/ข่าว)ไทย",
        "/f/ประกาศ(2566)ฉบับแก้ไข.pdf", "/f/通知(1)附件[2]终.pdf",
    ],
)  # fmt: skip
def test_marks_within_a_page_in_other_letters_are_its_own(page: str) -> None:
    assert unquote(target(f"https://evil.com{page}").url) == f"https://evil.com{page}"


@pytest.mark.parametrize(
    ("line", "url"),
    [
        ("https://evil.com/a%2C", "https://evil.com/a%2C"),
        ("https://evil.com/a/..", "https://evil.com/"),
        ("https://evil.com/a/..,", "https://evil.com/"),
        ("https://evil.com/a_", "https://evil.com/a_"),
        ("https://evil.com/เด็กๆ", "https://evil.com/%E0%B9%80%E0%B8%94%E0%B9%87%E0%B8%81%E0%B9%86"),
        ("https://evil.com/?a=(b)", "https://evil.com/?a=(b)"),
        ("https://evil.com/?a='b'.", "https://evil.com/?a=%27b%27"),
        ('https://evil.com/?a="b"', "https://evil.com/?a=%22b%22"),
        ("https://evil.com/Inc.#top", "https://evil.com/Inc%2E"),
        ("https://evil.com/a...#top", "https://evil.com/a..%2E"),
        ("https://evil.com/a?#top", "https://evil.com/a"),
        ("https://l.facebook.com/l.php?u=https%3A%2F%2Fevil.com%2FInc.&h=1", "https://evil.com/Inc%2E"),
        ("https://l.facebook.com/l.php?u=https%3A%2F%2Fevil.com%2FInc).", "https://evil.com/Inc"),
    ],
)
def test_what_may_belong_to_a_page_stays(line: str, url: str) -> None:
    assert target(line).url == url


@pytest.mark.parametrize(
    ("line", "url"),
    [
        ("http://192.0.2.1/24", "http://192.0.2.1/24"),
        ("192.0.2.1/240", "https://192.0.2.1/240"),
        ("192.0.2.1:8080/24", "https://192.0.2.1:8080/24"),
        ("192.0.2.1/24/", "https://192.0.2.1/24/"),
        ("https://evil.example/?x=<a@b.example>", "https://evil.example/?x=%3Ca@b.example%3E"),
    ],
)
def test_what_only_looks_like_a_network_or_a_sender_is_a_page(line: str, url: str) -> None:
    assert target(line).url == url


@pytest.mark.parametrize(
    ("line", "url"),
    [
        ("hxxps://evil[.]example/   # reported by Somchai", "https://evil.example/"),
        ("https://evil.example/a9 # note, see case #3", "https://evil.example/a9"),
        ("https://evil.example/a9?x=1\t# seen\ttwice", "https://evil.example/a9?x=1"),
        ('"https://evil.example/a9" # quoted by the mail', "https://evil.example/a9"),
        ('"https://evil.example/a9 # quoted with its note"', "https://evil.example/a9"),
        ("Some One <someone@evil.example> #", "https://evil.example/"),
        ("https://evil.example/a9#note", "https://evil.example/a9"),
        ("192.0.2.1/a9 # note", "https://192.0.2.1/a9"),
    ],
)
def test_a_comment_behind_an_address_is_no_part_of_it(line: str, url: str) -> None:
    assert (target(line).url, target(line).given) == (url, line)


@pytest.mark.parametrize("behind", ["…", "...", "....", ".…", "..…", ".‥", "?…"])
@pytest.mark.parametrize("address", ["evil.com", "https://evil.com", "https://evil.com/a"])
def test_an_address_that_was_cut_where_it_was_shown_is_refused(address: str, behind: str) -> None:
    assert "its end was left out" in refusal(f"{address}{behind}").reason
