"""What stands in elements of quotation is read as standing in quotation marks."""

import pytest

from scamtriage.parse.html.page import read_page


def text(body: str, *, deep: bool = False) -> str:
    html = f"<html><body>{body}{'<i>' * 3_000 if deep else ''}</body></html>"  # a tree so deep is read from its tokens
    facts, _ = read_page(body=html.encode(), content_type="text/html", url="https://a.test/", host="a.test", suffix="test")
    return facts.text


@pytest.mark.parametrize("deep", [False, True])
@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>He wrote <q>pay <b>first</b></q> to us.</p>", "He wrote “pay first” to us."),
        (
            "<p>Before</p><blockquote><p>Pay first.</p><p>Tell nobody.</p></blockquote><p>Behind</p>",
            "Before\n“Pay first.\nTell nobody.”\nBehind",
        ),
    ],
)
def test_quotations_stand_in_marks(body: str, expected: str, *, deep: bool) -> None:
    assert "".join(text(body, deep=deep).split()) == "".join(expected.split())


def test_an_empty_quotation_and_one_of_a_script_are_none() -> None:
    assert text("<p>a</p><blockquote> </blockquote><blockquote><script>b</script></blockquote>") == "a"
    assert text("<blockquote>a<script>b</script></blockquote>") == "“a”"
