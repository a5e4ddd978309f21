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
    "opacity:0;animation:appear 1s forwards",
    "opacity:0;animation-name:appear",
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


@pytest.mark.parametrize(
    "sheet",
    ["[hidden]{display:block}", "p[hidden]{display:block}", "p{display:block}", "*{display:block}", "[hidden]:not(.x){display:flex}",
     ".x{display:none}[hidden]{display:block}"],
)  # fmt: skip
def test_what_an_attribute_hides_is_seen_where_a_sheet_shows_it(sheet: str) -> None:
    assert read(f"<style>{sheet}</style><p hidden>bread</p>")[:2] == (["bread"], [])


@pytest.mark.parametrize("sheet", ["", "[hidden]{display:none!important}", "[hidden]{color:red}", "b[hidden]{display:block}"])
def test_what_an_attribute_hides_stays_hidden_otherwise(sheet: str) -> None:
    assert read(f"<style>{sheet}</style><p hidden>bread</p>")[:2] == ([], ["bread"])


def test_a_dialog_is_seen_where_it_is_open_or_a_sheet_shows_it() -> None:
    shown = ("<dialog open>", "<style>dialog{display:block}</style><dialog>", "<style>.d{display:grid}</style><dialog class=d>")
    for markup in shown:
        assert read(f"{markup}bread</dialog>")[:2] == (["bread"], []), markup
    for markup in ("<dialog>", "<style>dialog[open]{display:grid}</style><dialog>"):
        assert read(f"{markup}bread</dialog>")[:2] == ([], ["bread"]), markup


@both_readers
@pytest.mark.parametrize(("kind", "seen"), [("", False), ("text/css", False), ("TEXT/CSS; charset=utf-8", False), ("text/less", True)])
def test_a_sheet_of_another_type_hides_nothing(kind: str, seen: bool, flood: str) -> None:
    found = read(f'<style type="{kind}">.h{{display:none}}</style><p class=h>bread</p>{flood}')[:2]
    assert found == ((["bread"], []) if seen else ([], ["bread"]))
