"""Pictures over the whole window: what is read below is not what a visitor sees; backgrounds and loading signs cover nothing."""

import pytest

from scamtriage.parse.html.page import read_page
from scamtriage.records.facts import PageFacts

TEXT = "We bake bread and cakes in the old town, and are open from Tuesday to Sunday, from seven in the morning until noon. " * 8
OVER = "position:fixed;inset:0;width:100vw;height:100vh"
SIDES = "position:fixed;top:0;left:0;right:0;bottom:0"


def read(body: str) -> PageFacts:
    markup = f"<!doctype html><title>Bakery</title><body>{body}</body>"
    facts, _ = read_page(body=markup.encode(), content_type="text/html", url="https://a.test/", host="a.test", suffix="test")
    return facts


@pytest.mark.parametrize(
    "picture",
    [
        f"<img src=/s.png style='{OVER}'>",
        f"<img src=/s.png style='{OVER};z-index:9999'>",
        "<img src=/s.png width=100% height=100% style='position:fixed;top:0;left:0'>",
        f"<style>.s{{{OVER}}}</style><img class=s src=/s.png>",
        "<style>.s{position:fixed}#s{inset:0;width:100%;height:100%}</style><img class=s id=s src=/s.png>",
        f"<object data=/s.pdf type=application/pdf style='{OVER}'></object>",
        f"<div style='{SIDES};background:#fff url(/s.png)'></div>",
        f"<div style='{SIDES};background:url(/s.png) center/cover no-repeat'></div>",
        f"<style>.s{{{SIDES};z-index:99;background-image:url(/s.png);background-size:cover}}</style><a href=/x><div class=s></div></a>",
        f"<div style='{SIDES};background:#fff;z-index:99'><a href=/x><img src=/s.png style='width:100%'></a></div>",
        f"<div style='{SIDES};background-color:white'><img src=/s.png width=100%></div>",
    ],
)
def test_a_page_behind_a_picture_is_not_wholly_known(picture: str) -> None:
    for body in (TEXT + picture, picture + TEXT):
        facts = read(body)
        assert facts.incomplete_because == "a picture lies over the whole page, and its words are not read"
        assert "bake bread" in facts.text


@pytest.mark.parametrize(
    "picture",
    [
        f"<img src=/b.jpg style='{OVER};z-index:-1'>",
        f"<img src=/b.jpg style='{OVER}'><style>main{{position:relative}}</style>",
        f"<img src=/b.jpg style='{OVER};z-index:0'><style>main{{position:relative;z-index:1}}</style>",
        f"<img src=/b.jpg style='{OVER};opacity:.15;z-index:9'>",
        f"<img src=/b.jpg style='{OVER};display:none'>",
        f"<div style='{SIDES};z-index:9999;background:#fff url(/loading.gif) no-repeat center'></div>",
        f"<div style='{SIDES};z-index:9999;background:#fff'><img src=/loading.gif width=64></div>",
        f"<div style='{SIDES};z-index:9999;background:url(/grain.png);pointer-events:none'></div>",
        f"<div style='{SIDES};z-index:9999;background:rgba(0,0,0,.6)'></div>",
        f"<div style='{SIDES};z-index:9;background:rgba(0,0,0,.6)'><img src=/offer.png style='width:100%'></div>",
        f"<div style='{SIDES};z-index:9999;background:#000;visibility:hidden'><img src=/big.jpg style='width:100%'></div>",
        "<nav style='position:fixed;top:0;left:0;width:100%;height:60px;background:#fff url(/logo.png)'></nav>",
        "<img src=/top.svg style='position:fixed;right:20px;bottom:20px;width:48px;height:48px'>",
        "<div style='position:relative'><img src=/hero.jpg style='position:absolute;inset:0;width:100%;height:100%'><h1>Bread</h1></div>",
        f"<style>@media print{{.s{{{OVER}}}}}</style><img class=s src=/s.png>",
        f"<div style='{SIDES};z-index:99;background:#fff url(/b.jpg) center/cover'><p>Shall we keep cookies on your machine?</p></div>",
    ],
)
def test_what_lies_behind_is_clear_hidden_or_small_covers_nothing(picture: str) -> None:
    for body in (f"<main>{TEXT}</main>{picture}", f"{picture}<main>{TEXT}</main>"):
        assert read(body).complete, body[:200]


def test_many_boxes_that_stand_still_are_looked_at_within_bounds() -> None:
    boxes = "".join(f"<div class='s c{number}' style='position:fixed'>" for number in range(4_000))
    assert read(f"<style>{'.s{position:fixed;inset:0}' * 2_000}</style>{TEXT}{boxes}").text


def test_a_frame_as_tall_as_the_window_above_the_words_is_what_a_visitor_sees() -> None:
    tall = "<iframe src=//x.test/ width=100% height=3000></iframe>"
    assert not read(tall + TEXT).complete
    assert not read(f"<style>iframe{{width:100%;height:100vh}}</style><iframe src=//x.test/></iframe>{TEXT}").complete
    assert read(TEXT + tall).complete
    assert read(tall.replace("3000", "500") + TEXT).complete
    assert read(tall.replace("x.test", "www.youtube.com") + TEXT).complete
