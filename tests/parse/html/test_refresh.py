"""A refresh in a page or its header: when it leads on, and where."""

import pytest

from scamtriage.parse.html.redirect import next_hop
from scamtriage.parse.html.refresh import refresh_target
from tests.parse.html.hops import HERE, THERE, meta


@pytest.mark.parametrize(
    "content",
    [
        f"0;url={THERE}",
        f"0; URL = '{THERE}'",
        f"0;{THERE}",
        f" 3 , url={THERE}",
        f"0.5; url={THERE}",
        f".0;url={THERE}",
        f"0 url={THERE}",
        f"5;url=&quot;{THERE}&quot;",
        f"0;url=\n{THERE}",
    ],
)
def test_a_refresh_is_read_as_browsers_do(content: str) -> None:
    assert next_hop(meta(content), "text/html; charset=utf-8", HERE) == ("meta", THERE)


def test_references_are_resolved_once_in_markup_and_not_at_all_in_a_header() -> None:
    body = meta("0;url=/next?currency=thb&amp;region=th&amp;timestamp=5&amp;amp;x")
    assert next_hop(body, "text/html", HERE) == ("meta", "http://a.example/next?currency=thb&region=th&timestamp=5&amp;x")
    assert refresh_target("0; url=/next?a=1&region=th&amp;b") == "/next?a=1&region=th&amp;b"


@pytest.mark.parametrize("content", ["5", "0;", "", "url=/x", "300;url=/x", "0;url=http://a.example/dir/page?q=1#top"])
def test_a_reload_and_a_long_wait_are_no_hops(content: str) -> None:
    assert next_hop(meta(content), "text/html", HERE) is None


def test_spelling_of_the_pragma_does_not_matter() -> None:
    assert next_hop(b"<META\nCONTENT='0;URL=/x' HTTP-EQUIV = ReFresh />", "", HERE) == ("meta", "http://a.example/x")
    assert next_hop(b"<meta content='0;url=/x' http-equiv=&#114;efresh>", "", HERE) == ("meta", "http://a.example/x")


def test_the_refresh_header_is_read_by_the_same_rule() -> None:
    assert refresh_target("0; url=/x") == "/x"
