"""Selectors of style sheets match what a browser matches, step by step, however many steps and elements there are."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from scamtriage.parse.html.styles.selectors import Asked

PAGE = """<body><div id=1 class=a><p id=2 class=b>x<i id=3></i></p> text <!-- no element --> <p id=4 class=c></p><p id=5 class=b></p></div>
<div id=6><p id=7 class='b c' data-k="q > r"></p><p id=8></p></div></body>"""


@pytest.mark.parametrize(
    ("selector", "expected"),
    [
        (".a .b", "25"),
        (".a>.b", "25"),
        ("div > p i", "3"),
        (".b + .c", "4"),
        (".b ~ p", "458"),
        (".a .b ~ p", "45"),
        (".b ~ .c ~ .b", "5"),
        ("div p ~ p ~ p", "5"),
        ("div ~ div .b", "7"),
        (":not(.a) > .b", "7"),
        (":not(.a) ~ div p", ""),
        (":not(.b) + p", "5"),
        ("p:not(.a .b)", "478"),
        ("p:not(.a > .b, div ~ div *)", "4"),
        (":is(.a .b, .a ~ div) i", "3"),
        (":is(.a > .c):not(.b ~ .b)", "4"),
        ("p:not(.b:is(.a .b))", "478"),
        ("p:not(.b:not(.a .b))", "2458"),
        (".b:not(:not(.a .b))", "25"),
        (".b:NOT(:Where(.a .b, .z))", "7"),
        ("p:nth-child(2n + 1)", "257"),
        ("p:not(:nth-child( -n + 1 ))", "458"),
        ('div [data-k="q > r"]', "7"),
        ('p:not([data-k="q > r)"])', "24578"),
        (".a .b, #8", "258"),
        (".z *", ""),
    ],
)
def test_what_a_selector_matches(selector: str, expected: str) -> None:
    asked = Asked(LexborHTMLParser(PAGE), 12)
    assert "".join(sorted({node.attributes["id"] for node in asked.matched(selector) if node.attributes.get("id")})) == expected
    assert not asked.cut


@pytest.mark.parametrize(
    "selector",
    [
        "> .a", ".a > > .b", ".a ~", ":not(.a .b", "p:has(.a)", "p:HAS(.a)", "p:nth-child(2 of .a .b)", ":is(" * 20 + "a b" + ")" * 20,
        ":current(.a .b)", "p:not(:current(.a .b))", ":is([data-k=)], .a .b)",
    ],
)  # fmt: skip
def test_a_selector_that_cannot_be_matched_is_told(selector: str) -> None:
    asked = Asked(LexborHTMLParser(PAGE), 12)
    assert asked.matched(selector) == []
    assert asked.cut
