"""Every spelling of a host and of a page gives one target; what is none says why."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from scamtriage.records.target import BadTarget, LineStatus, Target
from scamtriage.targets.parse import MAX_LINE_CHARS, parse_target
from tests.cost import least_cpu_s
from tests.targets.asking import refusal, target


@pytest.mark.parametrize(
    "line",
    [
        "evil-shop.co.th",
        "EVIL-Shop.CO.TH.",
        "  evil-shop.co.th\r\n",
        '"evil-shop.co.th"',
        "<https://evil-shop.co.th/>",
        "“evil-shop.co.th”",
        "[evil-shop.co.th]",
        "evil-shop.co.th,",
        "\ufeffevil-shop.co.th",
        "hxxps://evil-shop[.]co[.]th/",
        "hXXps[://]evil-shop(.)co{.}th",
        "h**ps[:]//evil-shop[dot]co[dot]th",
        "http[s]://evil-shop.co.th",
        "hxxps__evil-shop.co.th",
        "hXXps:__evil-shop[.]co[.]th",
        "evil-shop dot co dot th",
        "evil-shop .co .th",
        "evil-shop[.co[.th",
        "evil-shop.]co.]th",
        "hxxps://evil-shop.)co.)th/",
        r"evil-shop\.co\.th",
        "evil-shop<.>co<.>th",
        "someone@evil-shop.co.th",
        "someone[at]evil-shop[.]co[.]th",
        "mailto:someone@evil-shop.co.th?subject=hello",
        "Some One <someone@evil-shop.co.th>",
        '"One, Some" <someone@evil-shop.co.th>',
        "https://user:secret@evil-shop.co.th/",
        "https://evil-shop.co.th:443/",
        "//evil-shop.co.th",
        "https:evil-shop.co.th",
        "https;//evil-shop.co.th",
        "hxxps;//evil-shop[.]co[.]th/",
        "hxxps//evil-shop[.]co[.]th/",
        "ｅｖｉｌ－ｓｈｏｐ．ｃｏ．ｔｈ",
        "ｈｔｔｐｓ：／／ｅｖｉｌ－ｓｈｏｐ．ｃｏ．ｔｈ／",
        "ｈｔｔｐｓ：//evil-shop.co.th",
        "https://evil-shop.co.th：４４３/",
        "evil-shop.co.th:４４３",
        "evil-shop。co｡th",
        "ev\u200bil-sh\u00adop.co.th",
        "ev\u200dil-shop.co.th",
        "https://%65vil%2Dshop%2Eco.th",
        "evil-shop.co.th # seen on Monday",
        "https://evil-shop.co.th/#top",
    ],
)
def test_every_spelling_of_a_host_is_the_same_host_and_page(line: str) -> None:
    found = target(line)
    assert (found.host, found.registrable, found.suffix, found.url) == (
        "evil-shop.co.th", "evil-shop.co.th", "co.th", "https://evil-shop.co.th/",
    )  # fmt: skip
    assert found.given == line


def test_a_file_name_whose_underscores_may_be_slashes_is_no_host() -> None:
    found = parse_target("hxxp__evil.top_login.php")
    assert isinstance(found, BadTarget) and "that of a file" in found.reason
    assert isinstance(parse_target("hxxps__evil.top/a_b"), Target)


@pytest.mark.parametrize(
    ("line", "host"),
    [
        ("https__www.evil.com", "https__www.evil.com"),  # a host may be called that
        ("hxxp.evil.com", "hxxp.evil.com"),
        ("http://good.com@evil.com/", "evil.com"),
        ("http://good.com:80@evil.com/", "evil.com"),
        ("http://good.com\\@evil.com/", "good.com"),
        ("http://good.com#@evil.com/", "good.com"),
        ("http://good.com?@evil.com/", "good.com"),
        ("http://good.com/@evil.com", "good.com"),
        ("http://a@b@evil.com/", "evil.com"),
        ("http://good.com＃@evil.com/", "evil.com"),
        ("http://x[.]good.com@evil.com/", "evil.com"),
        ("http:////evil.com//good.com", "evil.com"),
        ("http://evil.com/[.]@good.com", "evil.com"),
    ],
)
def test_tricks_with_delimiters_end_at_the_host_a_browser_opens(line: str, host: str) -> None:
    assert target(line).host == host


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("localhost", "single word"),
        ("--help", "single word"),
        ("--.-", "neither letter nor digit"),
        ("evil.tοp", "whose letters only look like 'top'"),  # a Greek letter
        ("http://evil.сom/", "give the address with 'com'"),  # a Cyrillic one
        ("evil.zzqö", "where a remark is glued"),
        ("router.local", ".local"),
        ("db.internal", ".internal"),
        ("abc.onion", ".onion"),
        ("nas.home.arpa", ".arpa"),
        ("fe80::1%eth0", "zone"),
        ("http://[fe80::1%25eth0]/", "zone"),
        ("[::1", "IPv6"),
        ("2001:db8:::1", "IPv6"),
        ("2130706433", "127.0.0.1"),
        ("12/01/2026", "'12' is a number, and no address of the web"),
        ("01:20", "'01' is a number"),
        ("0.7", "'0.7' is a number"),
        ("127.1", "127.0.0.1"),
        ("0177.0.0.1", "127.0.0.1"),
        ("1.2.3.4.5", "four numbers"),
        ("1.2.3.256", "four numbers"),
        ("256.1.1.1", "four numbers"),
        ("09.1.1.1", "four numbers"),
        ("1_0.0.0.1", "four numbers"),
        ("+8.8.8.8", "four numbers"),
        ("a.1", "four numbers"),
        ("9" * 50, "four numbers"),
        ("ftp://evil.com/", "ftp"),
        ("javascript:alert(1)", "javascript"),
        ("gopher://evil.com", "gopher"),
        ("evil.com:0", "port"),
        ("evil.com:65536", "port"),
        ("evil.com:８０x", "port"),
        ("evil.com:80x", "port"),
        ("[::1]80", "port"),
        ("a..com", "two dots"),
        (".evil.com", "two dots"),
        ("*.evil.com", "'*'"),
        ("foo bar.com", "more than one word"),
        ("foo büro.com", "more than one word"),
        ("http://b%2525ü.com/", "'%'"),
        ("http://b%2aü.com/", "'*'"),
        ("http://good.com%2f.evil.com/", "'/'"),
        ("http://evil.com%00.good.com/", "cannot stand"),
        ("http://evil.com, http://good.com", "put one address on each line"),
        ("evil.com;good.com", "put one address on each line"),
        ("http://evil.com|http://good.com", "put one address on each line"),
        ("http://good.com／evil.com/", "'/'"),
        ("http://%FF.com/", "internationalised"),
        ("http://evil%2525.com/", "'%'"),
        ("ev\til.com", "--column"),
        ("https://evil.com/\tseen twice", "call the file .tsv"),
        ("https://evil.com/\r\nhttps://other.com/", "one address in each row"),
        ("ev\x01il.com", "control character"),
        ("evil\u2028.com", "control character"),
        ("evil\u202e.com", "U+202E"),
        ("evil%E2%80%AE.com", "U+202E"),
        ("a\u0378\u200db.com", "U+0378"),
        ("http://evil\\.com", "single word"),
        ("xn--zzzzzzzzzzz99999.com", "punycode"),
        ("xn--google-.com", "punycode"),
        ("xn--.com", "punycode"),
        ("xn--ab\u00e9.com", "punycode"),
        ("\u0301evil.com", "combining mark"),
        ("\u0627a\u0627.com", "internationalised"),
        ("a" * 64 + ".com", "longer than 63"),
        ("é" * 60 + "ü" * 3 + ".com", "longer than 63"),
        (".".join(["a" * 60] * 5) + ".com", "longer than 253"),
        (".".join(["a" * 63] * 3) + "." + "b" * 58 + ".com", "longer than 253"),
        ("xn--bcher-2pa.com", "punycode"),  # of a capital, which no browser would have encoded
        ("xn--cher-zra77610b.com", "punycode"),  # of a letter of full width
        ("https://", "no host"),
        ("@", "no host"),
        ("mailto:", "no host"),
    ],
)
def test_what_is_no_target_says_why(line: str, word: str) -> None:
    found = refusal(line)
    assert found.status is LineStatus.REFUSED
    assert word in found.reason
    assert found.given == line


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("", "empty"),
        (" \t\r\n", "empty"),
        ("\u200b", "empty"),
        ('""', "empty"),
        ("# note", "comment"),
    ],
)
def test_a_line_that_asks_nothing_is_skipped(line: str, word: str) -> None:
    found = refusal(line)
    assert found.status is LineStatus.SKIPPED
    assert word in found.reason


def test_the_scheme_is_remembered_only_when_it_was_given() -> None:
    assert [target(line).scheme_given for line in ("evil.com", "evil.com:8080", "http://evil.com", "evil.com:80")] == [
        False,
        False,
        True,
        True,
    ]


def test_underscores_and_edge_hyphens_occur_in_real_host_names() -> None:
    assert target("foo_bar-.tumblr.com").host == "foo_bar-.tumblr.com"


def test_a_joiner_stays_where_a_script_needs_it() -> None:
    assert target("नामा\u094d\u200dक.com").host != target("नामा\u094dक.com").host


def test_what_nobody_sees_is_dropped_in_scheme_host_port_and_page_alike() -> None:
    for mark in "\u00ad\u034f\u200b\u200c\u200d\u200e\u2060\u2063\ufeff\ufe0f\U000e0061":
        for line in (
            f"ht{mark}tps://a.com:8443/bc",
            f"https://a{mark}.com:8443/bc",
            f"a.com:8{mark}443/bc",
            f"https://a.com:8443/b{mark}c",
        ):
            assert target(line).url == "https://a.com:8443/bc", ascii(line)


def test_what_shows_letters_in_another_order_is_refused_wherever_it_stands() -> None:
    for mark in "\u061c\u200f\u202a\u202e\u2066":
        for line in (f"ht{mark}tps://a.com/bc", f"https://a{mark}b.com/", f"a.com:8{mark}443/", f"https://a.com/b{mark}c"):
            assert refusal(line).reason.startswith(f"it holds U+{ord(mark):04X}, which may show letters in another order"), ascii(line)
        assert mark == "\u202e" or target(f"{mark}https://a.com/{mark}").url == "https://a.com/"


def test_a_long_run_of_blanks_costs_no_more_than_its_length() -> None:
    assert least_cpu_s(lambda: parse_target("[" + " " * 8_000 + "evil.com"), within=0.3) <= 0.3


@pytest.mark.parametrize("line", ["http://755771738/", "0x2d0c295a", "http://0x2d0c295a", "https://45.797018/", "0x2d.0xc.0x29.0x5a"])
def test_a_number_that_a_browser_opens_is_the_dotted_address(line: str) -> None:
    found = target(line)
    assert (found.host, found.is_ip) == ("45.12.41.90", True)


hosts = st.from_regex(r"\A[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,5})?(\.[a-z]{2,6}){1,3}\Z")
mangled = st.sampled_from(
    [str.upper, lambda h: h + ".", lambda h: h.replace(".", "[.]"), lambda h: f"hxxp://{h}/", lambda h: f"x@{h}", lambda h: f'"{h}"',
     lambda h: "\u200b".join(h), lambda h: h.replace(".", "。"), lambda h: f"https://u:p@{h}:8443/p?q#f", lambda h: h.replace(".", " dot ")]
)  # fmt: skip


@given(host=hosts, mangle=mangled)
def test_the_spelling_of_a_host_is_irrelevant(host: str, mangle) -> None:
    plain, odd = parse_target(host), parse_target(mangle(host))
    assert isinstance(plain, Target) is isinstance(odd, Target)
    if isinstance(plain, Target) and isinstance(odd, Target):
        assert (plain.host, plain.registrable, plain.suffix) == (odd.host, odd.registrable, odd.suffix)


@given(line=st.text(max_size=60) | st.text(alphabet="ahtpsx:/\\.[]()@#?%20e-_:ß。ａ\u200d ", max_size=40))
@example("https://evil.com/a,#x")
@example("http://evil.com/'?'")
def test_any_line_ends_in_a_row_and_its_url_reads_back_as_itself(line: str) -> None:
    found = parse_target(line)
    if isinstance(found, BadTarget):
        assert found.reason
        return
    again = parse_target(found.url)
    assert isinstance(again, Target)
    assert (again.host, again.url, again.registrable) == (found.host, found.url, found.registrable)
    assert found.url.isascii()


@pytest.mark.parametrize("line", ["192.0.2.0/24", "192[.]0[.]2[.]0/24", "2001:db8::/32", "[2001:db8::]/128"])
def test_a_network_is_not_taken_for_a_page_of_its_first_address(line: str) -> None:
    assert "is a network" in refusal(line).reason


def test_a_host_may_be_as_long_as_the_dns_has_room_for() -> None:
    longest = ".".join(["a" * 63] * 3) + "." + "b" * 57 + ".com"
    assert len(longest) == 253 and target(longest).host == target(longest.upper()).host == longest


def test_a_line_may_be_as_long_as_is_said() -> None:
    longest = "https://a.com/" + "b" * (MAX_LINE_CHARS - 14)
    assert target(longest).url == longest
    too_long = refusal(f"{longest}b")  # it may ask for something, so nobody calls it skipped
    assert too_long.status is LineStatus.REFUSED and "longer" in too_long.reason
