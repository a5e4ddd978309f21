"""What common style sheets show is text that is seen, and what is kept from the eye is told apart, however it is written."""

import pytest

from tests.cost import least_cpu_s
from tests.parse.html.readers import both_readers, read

SHOWS = (
    "-webkit-backface-visibility:hidden",
    "backface-visibility:hidden",
    "position:absolute;left:50%;margin-left:-150px;margin-top:-120px",
    "position:absolute;top:50%;left:50%;transform:translate(-50%,-50%)",
    "position:relative;left:-250px",
    "margin-left:-9999px;padding-left:9999px",
    "margin-left:-100%",
    "fill-opacity:0",
    "stop-opacity:0;opacity:.5",
    "opacity:0.9",
    "color:var(--ink);background:var(--paper)",
    "color:rgba(0,0,0,0.87);background-color:rgba(0,0,0,0.04)",
    "color:hsl(0,0%,0%);background:hsl(0,0%,100%)",
    "color:inherit;background:inherit",
    "color:#fff;background:#fff url(x.png)",
    "color:#fff;background:linear-gradient(#fff,#000)",
    "color:transparent;-webkit-background-clip:text;background-image:linear-gradient(red,blue)",
    "color:#fff;background:#fff;text-shadow:0 0 2px #000",
    "color:#ffffff;background:#f0f0f0",
    "border-color:#fff;background:#fff",
    "display:none;display:block",
    "display:block!important;display:none",
    "display:none;display:flex",
    "font-size:0;font-size:14px",
    "font:12px/0 a",
    "height:0;padding-bottom:56.25%;overflow:hidden",
    "height:0",
    "height:100px;overflow:hidden",
    "min-height:0;overflow:hidden",
    "clip:rect(0,100px,100px,0)",
    "clip-path:inset(5%)",
    "transform:scale(0.9)",
    "overflow:hidden",
    "--x:display:none",
    "background:url('x;display:none')",
    "content:'a;display:none'",
    "/* display:none */color:red",
    "display :: none",
    "transform:rotate(90deg)",
    "transform:rotate3d(0, 0, 1, 90deg)",
    "transform:translateY(100vh)",
    "-webkit-text-fill-color:transparent;-webkit-text-stroke-width:1px",
    "transform:rotateX(45deg)",
    "transform:matrix(0,1,-1,0,9,9)",
    "filter:blur(2px)",
    "zoom:0.8",
    "position:fixed;top:50vh",
    "position:absolute;top:200vh",
    "text-indent:2em;overflow:hidden;white-space:nowrap",
    "clip-path:polygon(0 0,100% 0,0 100%)",
    "-webkit-text-fill-color:transparent;background-clip:text",
    "color:oklch(1 0 0)",
    "d\\69splay:bl\\6f ck",
    "font-size:4px",
    "font-size:calc(1rem + .5vw)",
    "font-size:calc(0 0px)",
    "position:absolute;left:calc(50% - 2000px)",
    "position:fixed;inset:0",
    "color:#123f",
)
HIDES = (
    "DISPLAY:NONE",
    "display:none!important;display:block",
    "display:/**/none",
    "display:none;display:nonsense",
    "visibility:collapse",
    "opacity:.0",
    "opacity:0.01",
    "opacity:0%",
    "font:0/0 a",
    "font-size:0em",
    "position:absolute;left:-999px",
    "position:fixed;left:-100vw",
    "left:-1000px",
    "text-indent:-100em",
    "height:0;overflow:hidden",
    "max-height:0px;overflow-y:hidden",
    "width:1px;height:1px;overflow:hidden",
    "clip:rect(0,0,0,0)",
    "clip:rect(1px 1px 1px 1px)",
    "clip-path:inset(50%)",
    "clip-path:circle(0)",
    "transform:scale(0)",
    "transform:translateX(-9999px)",
    "color:transparent",
    "color:rgba(255,255,255,0)",
    "color:#FFF;background:white",
    "color:#fefefe;background-color:rgb(255 255 255)",
    "color:hsl(0,0%,100%);background:#fff",
    "content-visibility:hidden",
    "scale:0",
    "filter:opacity(0)",
    "font-size:.1px",
    "max-block-size:0;overflow:hidden",
    "inline-size:0;overflow:hidden",
    "transform:rotateY(90deg)",
    "transform:rotate3d(0,1,0,90deg)",
    "transform:translateY(-100vh)",
    "transform:matrix(0,0,0,0,0,0)",
    "transform:scale(.001)",
    "transform:translateX(200vw)",
    "translate:-9999px",
    "clip-path:polygon(0 0,0 0,0 0)",
    "clip-path:ellipse(0 0)",
    "filter:blur(90px)",
    "zoom:.001",
    "position:fixed;top:200vh",
    "position:absolute;inset-inline-start:-9999px",
    "text-indent:100%;white-space:nowrap;overflow:hidden",
    "-webkit-text-fill-color:transparent",
    "color:oklch(1 0 0);background:#fff",
    "color:hwb(0 100% 0);background:white",
    "display:n\\6f ne",
    "d\\69splay:none",
    "visibilit\\y:hidden",
    "font-size:2px",
    "font-size:calc(0px)",
    "opacity:calc(1 - 1)",
    "position:absolute;left:calc(-100vw - 900px)",
    "position:fixed;inset:100% 0 0 0",
    "color:#12345600",
    "color:#1230",
)


@both_readers
@pytest.mark.parametrize("style", SHOWS)
def test_what_is_shown_is_seen(style: str, flood: str) -> None:
    assert read(f'<style>.k{{{style}}}</style><p style="{style}">one</p><p class=k>two</p>{flood}')[:2] == (["one", "two"], [])


@both_readers
@pytest.mark.parametrize("style", HIDES)
def test_what_is_hidden_is_told_apart(style: str, flood: str) -> None:
    seen, hidden, _ = read(f'<style>.k{{{style}}}</style><p STYLE="{style}">one</p><p class=k>two</p><p>three</p>{flood}')
    assert (seen, sorted(hidden)) == (["three"], ["one", "two"])


@both_readers
@pytest.mark.parametrize("name", ["div popover", "dialog", "datalist", "canvas", "video", "audio", "meter", "rp"])
def test_what_a_browser_does_not_show_by_itself_is_not_seen(name: str, flood: str) -> None:
    assert read(f"<p>one</p><{name}>two</{name.split()[0]}><dialog open>three</dialog>{flood}")[:2] == (["one", "three"], ["two"])


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
def test_an_empty_element_with_a_width_parts_words(flood: str) -> None:
    seen, _, _ = read(
        f'<p>pay<i style="padding-left:.3em"></i>me<b style="margin:0"></b>now<i style="color:red;width:4px"></i>please</p>{flood}'
    )
    assert seen == ["pay", "menow", "please"]


@pytest.mark.parametrize(
    "body",
    [
        "sa<div style='display:inline'></div>fe",
        "<div style=display:contents>s</div><div style=display:contents>afe</div>",
        "<style>div{display:inline}</style>sa<div></div>fe",
        "<style>.w i,.l li{display:inline}</style><ul class=l><li>s</li><li>a</li><li>f</li><li>e</li></ul>",
    ],
)
def test_blocks_that_stand_in_the_line_do_not_part_a_word(body: str) -> None:
    assert read(body)[0] == ["safe"]


def test_a_row_of_entries_stays_one() -> None:
    assert read("<style>li{display:inline}.b{display:inline-block}.c{display:inline;padding:1em}</style><li>Home</li><li>Shop</li>")[0] == [
        "Home",
        "Shop",
    ]
    assert read("<style>.b{display:inline-block}.c{display:inline;padding:1em}</style><div class=b>Home</div><div class=c>Shop</div>x")[
        0
    ] == [
        "Home",
        "Shop",
        "x",
    ]


@both_readers
@pytest.mark.parametrize("link", ["<link rel=stylesheet href='{}'>", "<style>@import url({});</style>", "<style>@import '{}';</style>"])
def test_a_style_sheet_within_an_address_is_one_of_the_page(link: str, flood: str) -> None:
    sheet = link.format("data:text/css,.a%7Bdisplay:none%7D")
    assert read(f"{sheet}<p class=a>one</p><p>two</p>{flood}")[:2] == (["two"], ["one"])


def test_what_a_shadow_root_takes_no_place_for_is_not_drawn() -> None:
    for root, seen in (("<b>one</b>", ["one"]), ("<b>one</b><slot></slot>", ["one", "two"])):
        assert read(f"<div><template shadowrootmode=open>{root}</template><p>two</p></div>")[0] == seen


@pytest.mark.parametrize(
    "page",
    [
        "<div><template shadowrootmode=bogus>one</template><p>two</p></div>",
        "<ul><template shadowrootmode=open>one</template><li>two</ul>",
        "<p><template shadowrootmode=open>one</template></p><p>two</p>",
        "<p><span>a<template shadowrootmode=open>one</template></span><p>two",
        "<table><template shadowrootmode=open>one</template><tr><td>two</table>",
        "<div><template shadowrootmode=open><slot></slot></template><template shadowrootmode=open>one</template><p>two</p></div>",
    ],
)  # fmt: skip
def test_what_is_no_shadow_root_hides_nothing_beside_it(page: str) -> None:
    assert "two" in read(page)[0]


def test_many_shadow_roots_cost_little() -> None:
    page = f"<div>{'<template shadowrootmode=open></template>' * 3_000}{'<b>x</b>' * 1_000}"
    assert least_cpu_s(lambda: read(page), within=1) <= 1


def test_text_that_is_hidden_in_parts_is_read_once_and_as_it_is_shown() -> None:
    sheet = "<style>.a{visibility:hidden}.v{visibility:visible}.d::after{content:attr(data-t)}</style>"
    inner = f"{sheet}<div style='visibility:hidden'>one <p class=a>two<b class=v>seen</b>three</p> four</div>"
    assert read(inner)[:2] == (["seen"], ["one", "two", "three", "four"])
    assert read(f"{sheet}<p class=d data-t=drawn style='visibility:hidden'>one<b class=v>seen</b>")[:2] == (["seen"], ["one", "drawn"])
    turned = f"{sheet}<div style='unicode-bidi:bidi-override;direction:rtl'><p class=a>eno<b class=v>nees</b>owt</p></div>"
    assert read(turned)[:2] == (["seen"], ["two", "one"])
