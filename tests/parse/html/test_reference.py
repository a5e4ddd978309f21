"""References of a page: the host that a browser would ask, and where they lead."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scamtriage.knowledge.hosts.urlparts import host_of
from scamtriage.net.errors import Blocked, Malformed
from scamtriage.net.url import join_url, read_url
from scamtriage.parse.html.links import Resolver
from scamtriage.parse.html.page import read_page

URL = "https://a.test/dir/page"


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://A.Test./x", "a.test"),
        ("https://user:pw@b.test:8443/x", "b.test"),
        ("https://a.test@evil.test/", "evil.test"),
        ("https:\\\\evil.test\\x", "evil.test"),
        ("http:evil.test/x", "evil.test"),
        ("https://[2001:DB8::1]:8/x", "2001:db8::1"),
        ("https://ธนาคาร.test/", "xn--42c3bd5b5db.test"),
        ("https:///evil.test/x", "evil.test"),
        ("https:/\\/evil.test/x", "evil.test"),
        (f"https://{'a' * 400}@evil.test/", "evil.test"),
        ("https://%65vil.test/x", "evil.test"),
        ("https://3627734794/s", "216.58.215.10"),
        ("https://0xd8.0x3a.0xd70a/", "216.58.215.10"),
        ("https://☃.test/", "xn--n3h.test"),
        ("https://a b.test/", ""),
        ("https://a.test:70000/", ""),
        ("https://a.test:x/", ""),
        ("https://", ""),
        ("mailto", ""),
    ],
)
def test_the_host_of_a_url_is_the_one_that_a_browser_would_ask(url: str, host: str) -> None:
    assert host_of(url) == host


@pytest.mark.parametrize(
    ("reference", "absolute"),
    [
        ("/x", "https://a.test/x"),
        ("x", "https://a.test/dir/x"),
        ("//b.test/x", "https://b.test/x"),
        ("/\\b.test/x", "https://b.test/x"),
        ("\\\\b.test/x", "https://b.test/x"),
        ("\\b.test/x", "https://a.test/b.test/x"),
        ("///b.test/x", "https://b.test/x"),
        ("/\t/b.test/x", "https://b.test/x"),
        ("\x01//b.test/x", "https://b.test/x"),
        ("x\\y?q=\\z", "https://a.test/dir/x/y?q=\\z"),
        ("?q=1", "https://a.test/dir/page?q=1"),
        ("ht\ntps://b.test/", "https://b.test/"),
        ("https:///b.test/x", "https://b.test/x"),
        ("https:\\b.test/x", "https://a.test/dir/b.test/x".replace("dir/", "")),
        ("http:b.test/x", "http://b.test/x"),
        ("https:login.php", "https://a.test/dir/login.php"),
        ("HTTPS:/login.php", "https://a.test/login.php"),
        ("redirect/https://b.test/x", "https://a.test/dir/redirect/https://b.test/x"),
        ("a//b/./../c", "https://a.test/dir/a//c"),
        (";", "https://a.test/dir/;"),
        ("#x", "https://a.test/dir/page#x"),
        ("", "https://a.test/dir/page"),
        ("../../x", "https://a.test/x"),
        ("tel:+66812345678", "tel:+66812345678"),
        ("http://[x", "http://[x"),
    ],
)
def test_a_reference_becomes_absolute(reference: str, absolute: str) -> None:
    assert Resolver.at(URL).resolve(reference)[0] == absolute


@given(
    base=st.sampled_from((URL, "http://a.test", "https://a.test/x/y?q=/z")),
    reference=st.lists(st.sampled_from(("https:", "http:", "//", *"ab/\\?#:.;%@ \t0")), max_size=16).map("".join),
)
def test_a_reference_leads_where_the_fetcher_would_go(base: str, reference: str) -> None:
    url, host = Resolver.at(base).resolve(reference)
    try:
        expected = join_url(read_url(base), reference)
    except Blocked:
        assert host == ""
    except Malformed:
        pass  # what has a host may have no port that can be asked
    else:
        assert (str(read_url(url)), host) == (str(expected), expected.host)


@pytest.mark.parametrize("declared", ["tel:+66812345678", "data:text/html,x", "https://"])
def test_a_base_that_is_no_web_address_is_none(declared: str) -> None:
    facts, _ = read_page(
        body=f'<base href="{declared}"><a href="x">x</a>'.encode(), content_type="text/html", url=URL, host="a.test", suffix="test"
    )
    assert facts.links[0].host == "a.test"


def test_a_host_behind_a_third_slash_is_seen_wherever_it_is_written() -> None:
    body = (
        "<form action='https:///f.test/x'></form><a href='https:///l.test/x'>a</a><img src='https:///p.test/x'>"
        "<script src='https:///s.test/x'></script><iframe src='https:///i.test/x'></iframe>"
    )
    facts, _ = read_page(body=body.encode(), content_type="text/html", url=URL, host="a.test", suffix="test")
    assert (facts.forms[0].action_host, facts.foreign_hosts, facts.image_hosts) == ("f.test", ("l.test",), (("p.test", 1),))
    assert (facts.script_hosts, facts.iframes) == (("s.test",), ("https://i.test/x",))
