"""Which of the rules of its style sheets counts for an element, and what a page with too many of them still tells."""

import pytest

from tests.cost import least_cpu_s
from tests.parse.html.readers import both_readers, read


@both_readers
@pytest.mark.parametrize(
    ("sheet", "attributes", "seen"),
    [
        (".a{display:none}.a{display:block}", "class=a", True),
        (".a{display:block}.a{display:none}", "class=a", False),
        (".a{display:none}.b{display:block}", "class='a b'", True),
        (".b{display:block}.a{display:none}", "class='a b'", False),
        ("#i{display:block}.a{display:none}", "class=a id=i", True),
        (".a.show{display:block}.a{display:none}", "class='a show'", True),
        (".a.show{display:block}.a{display:none}", "class=a", False),
        (".a{display:none}", "class=a style=display:block", True),
        (".a{display:none!important}", "class=a style=display:block", False),
        ("p.a{display:none}", "class=a", False),
        ("div.a{display:none}", "class=a", True),
        (".a.b{display:none}", "class=a", True),
        (".a.b{display:none}", "class='b a'", False),
        (".b{display:block}", "class=b hidden", True),
        (".b{color:red}", "class=b hidden", False),
        ("", "hidden style=display:block", True),
        ("@import url(x.css);.a{display:none}", "class=a", False),
        ('@charset "utf-8";.a{DISPLAY:NONE}', "class=a", False),
        ("@media print{.a{display:none}}", "class=a", True),
        ("@media print{.b{color:red}}.a{display:none}", "class=a", False),
        ("@media print{.b{color:red}.a{display:none}}", "class=a", True),
        ('.b{content:"}.a{display:none}"}', "class=a", True),
        ("/* .a{display:none} */", "class=a", True),
        ("/* x */.a{display:none}", "class=a", False),
        (".b,.a , .c{display:none}", "class=a", False),
        (".a:hover{display:none}.b .a{display:none}.a>p{display:none}", "class=a", True),
        ("p{display:none}", "", False),
        ("b{display:none}p{display:none}p{display:block}", "", True),
        ("p{display:none}.a{display:block}", "class=a", True),
        (".a{display:none}p{display:block}", "class=a", False),
        ("@media all{.a{display:none}}", "class=a", False),
        ("@media screen{.b{color:red}}@supports (display:block){.c{}.a{display:none}}", "class=a", False),
        ("@layer x,y;@layer x{.a{display:none}}", "class=a", False),
        ("@media screen and (max-width:600px){.a{display:none}}", "class=a", True),
        ("@media (min-width:768px){.b{color:red}}@supports not (display:grid){.a{display:none}}", "class=a", True),
        ("@media print{@media all{.a{display:none}}}", "class=a", True),
        (".a{display:none", "class=a", False),
        (".ü{color:red}.a{display:none}", "class=a", False),
        (":root{--d:none}.a{display:var(--d)}", "class=a", False),
        (".a{font-size:var( --s )}:root{--s:0px;}", "class=a", False),
        (":root{--d:block}.a{display:var(--d)}", "class=a", True),
        ("@media print{:root{--d:none}}.a{display:var(--d)}", "class=a", True),
        (".b{--d:none}.a{display:var(--d)}", "class=a", True),
        (":root{--d:none}.a{display:var(--d)}</style><style>:root{--d:block}", "class=a", True),
        (":root{--d:none}.a{display:var(--d)}", "class=a style='--d:block'", True),
        (":root{--d:none}.a{display:var(--d)}</style><style>:root{--d/**/:block}", "class=a", True),
        (":root{--d:none}.b{--d:block}.a{display:var(--d)}", "class=a", True),
        (".a{visibility:hidden}.a{opacity:1}", "class=a", False),
        ("</style><style media=print>.a{display:none}", "class=a", True),
        ("</style><style media=screen>.a{display:none}", "class=a", False),
        ("</style><style media='print, screen'>.a{display:none}", "class=a", False),
        ("</style><style media='(min-width:1px)'>.a{display:none}", "class=a", False),
        ("</style><style media='(max-width:600px)'>.a{display:none}", "class=a", True),
        ("</style><style media='not screen'>.a{display:none}", "class=a", True),
        ("</style><style media='print,'>.a{display:none}", "class=a", True),
        ("</style><style media='screen (color)'>.a{display:none}", "class=a", True),
        ("@media print,screen{.a{display:none}}", "class=a", False),
        ("@media{.a{display:none}}", "class=a", False),
        ("@mediascreen{.a{display:none}}", "class=a", True),
        (".a{display:none}</style><style>.a{display:block}", "class=a", True),
    ],
)
def test_of_rules_that_differ_the_one_counts_that_counts_in_a_browser(sheet: str, attributes: str, seen: bool, flood: str) -> None:
    assert read(f"<style>{sheet}</style><p {attributes}>word</p>{flood}")[:2] == ((["word"], []) if seen else ([], ["word"]))


@pytest.mark.parametrize(
    ("sheet", "seen"),
    [
        ("[data-k]{display:none}", False),
        ("body p.a{display:none}", False),
        (":is(.a,.z){display:none}", False),
        ("p:nth-child(n){display:none}", False),
        ("*{display:none}*{display:block}", True),
        ("body{.a{display:none}}", False),
        ("div,html{& .a{display:none}}", False),
        ("p{color:red;&.a{display:none}}", False),
        (".a:not(:target){display:none}", False),
        (".a:hover,.a::before,p:focus{display:none}", True),
        (".a{display:none}body>.a{display:block}", True),
        ("body .a{display:none}.a{display:block}", False),
        ("div .a{display:none}", True),
    ],
)
def test_selectors_that_only_the_tree_can_answer(sheet: str, seen: bool) -> None:
    assert read(f"<style>{sheet}</style><p class=a data-k>word</p>")[:2] == ((["word"], []) if seen else ([], ["word"]))


@pytest.mark.parametrize("selector", ["b~s", "s:nth-last-child(2)", "s:nth-of-type(3)", "div:has(div div p)", "* * * * * p"])
def test_selectors_that_cost_much_are_not_asked(selector: str) -> None:
    sheet = "".join(f"{selector}.x{number}{{display:none}}" for number in range(150))
    assert least_cpu_s(lambda: read(f"<style>{sheet}</style>" + "<div>" * 300 + "</div>" * 300 + "<s>x</s>" * 2_000), within=2) <= 2


@both_readers
@pytest.mark.parametrize(
    ("outer", "inner", "seen"),
    [
        ("font-size:0", "font-size:14px", True),
        ("font-size:0", "color:red", False),
        ("visibility:hidden", "visibility:visible", True),
        ("visibility:hidden", "font-size:14px", False),
        ("color:#fff;background:#fff", "color:#000", True),
        ("font-size:0;visibility:hidden", "font-size:14px", False),
        ("display:none", "display:block;visibility:visible;font-size:9px;color:red", False),
        ("opacity:0", "opacity:1", False),
    ],
)
@pytest.mark.parametrize("by", ["style", "class"])
def test_an_element_within_may_set_back_what_it_inherits(outer: str, inner: str, seen: bool, by: str, flood: str) -> None:
    one, other = (f'style="{outer}"', f'style="{inner}"') if by == "style" else ("class=o", "class=i")
    sheet = "" if by == "style" else f"<style>.o{{{outer}}}.i{{{inner}}}</style>"
    shown, hidden, _ = read(f"{sheet}<p>before</p><div {one}>decoy <b {other}>word</b> more <i>decoy</i></div><p>after</p>{flood}")
    assert shown == (["before", "word", "after"] if seen else ["before", "after"])
    assert hidden == ["decoy", *([] if seen else ["word"]), "more", "decoy"]


def test_hidden_elements_beyond_the_first_hundreds_are_hidden_too() -> None:
    assert read("<b hidden></b>" * 2_000 + "<p>seen</p><b hidden>prose</b>") == (["seen"], ["prose"], [])


@pytest.mark.parametrize(
    "before",
    [
        "<style>.x{color:red}</style>" * 100 + "<style>",
        "<style>" + ".x{opacity:0}" * 250,
        "<style>" + "".join(f".x{n}{{display:none}}" for n in range(250)),
        "<style>/*" + "x" * 300_000 + "*/",
    ],
    ids=["sheets", "looks", "rules", "comment"],
)
def test_what_stands_before_a_rule_takes_nothing_from_it(before: str) -> None:
    assert read(f"{before}.a{{display:none}}</style><p class=a>word</p>") == ([], ["word"], [])


@pytest.mark.parametrize(
    ("html", "cap"),
    [
        ("<style>" + "".join(f".x{n}{{display:none}}" for n in range(301)) + "</style>", "hiding rules 300"),
        ("<style>" + "x" * 1_000_001 + "</style>", "style sheet chars 1000000"),
        ("<style>.x{display:none}</style>" * 5_001, "style sheets 5000"),
        ("<style>" + ".x{display:none}" * 5_000 + "</style>", "style rules 4000"),
    ],
)
def test_a_limit_of_style_sheets_is_told(html: str, cap: str) -> None:
    assert cap in read(html)[2]


@both_readers
@pytest.mark.parametrize("link", ["<link rel=stylesheet href='{}'>", "<style>@import url({});</style>", "<style>@import '{}';</style>"])
def test_a_style_sheet_within_an_address_is_one_of_the_page(link: str, flood: str) -> None:
    sheet = link.format("data:text/css,.a%7Bdisplay:none%7D")
    assert read(f"{sheet}<p class=a>one</p><p>two</p>{flood}")[:2] == (["two"], ["one"])
