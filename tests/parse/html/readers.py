"""Both ways in which a page is read: as a tree, and from its tokens alone where building the tree could cost too much."""

import pytest

from scamtriage.parse.html.prescan import prescan

STREAM = "<html a>" * 9
"""A page that ends in these is read from its tokens: so many roots are suspicious, and cost nothing."""
assert not prescan(f"<p>a</p>{STREAM}".encode()).treeable

both_readers = pytest.mark.parametrize("flood", ["", STREAM], ids=["tree", "tokens"])


def many(template: str, count: int) -> str:
    """Markup that is repeated, with a number in each."""
    return "".join(template.format(number) for number in range(count))
