"""Both ways in which a page is read: as a tree, and from its tokens alone where building the tree could cost too much."""

import pytest

from scamtriage.parse.html.page import read_page
from scamtriage.parse.html.prescan import prescan

STREAM = "<html a>" * 9
"""A page that ends in these is read from its tokens: so many roots are suspicious, and cost nothing."""
assert not prescan(f"<p>a</p>{STREAM}".encode()).treeable

both_readers = pytest.mark.parametrize("flood", ["", STREAM], ids=["tree", "tokens"])


def many(template: str, count: int) -> str:
    """Markup that is repeated, with a number in each."""
    return "".join(template.format(number) for number in range(count))


def read(html: str) -> tuple[list[str], list[str], list[str]]:
    """(words seen, words hidden, limits reached)."""
    facts, caps = read_page(
        body=html.encode(), content_type="text/html; charset=utf-8", url="https://a.test/", host="a.test", suffix="test"
    )
    return facts.text.split(), facts.hidden_text.split(), [cap.cap for cap in caps]
