"""No page hides a form behind its own size or shape, and the limits of both are told."""

import pytest

from scamtriage.parse.html.features import names_written
from scamtriage.parse.html.page import read_page
from scamtriage.parse.html.prescan import prescan
from scamtriage.parse.html.stream import read_stream
from scamtriage.parse.html.tree import read_tree
from scamtriage.records.facts import PageFacts
from tests.parse.html.readers import many


def read(html: str) -> PageFacts:
    return read_page(body=html.encode(), content_type="text/html", url="https://a.test/", host="a.test", suffix="test")[0]


FORM = '<form action="https://thief.test/p"><input type=password name=p></form><a href="https://line.test/x">l</a>'


WRAPPERS = {
    "depth 400": "<div>" * 400 + FORM,
    "depth 600": "<div>" * 600 + FORM,
    "depth 30,000": "<div>" * 30_000 + FORM,
    "depth 600 with ends that end nothing": "<div></x>" * 600 + FORM,
    "after 255 divs": "<div>" * 255 + FORM,
    "200 attributes": FORM.replace("<input", "<input" + many(" a{}", 200)),
    "5,000 attributes before it": "<p" + many(" a{}", 5_000) + ">" + FORM,
    "900 attributes on the field": FORM.replace("<input", "<input" + many(" a{}", 900)),
    "5,000 attributes on each": FORM.replace("<form", "<form" + many(" a{}", 5_000))
    .replace("<input", "<input" + many(" a{}='href'", 5_000))
    .replace("<a", "<a" + many(" hrefs{}=href", 5_000)),
    "60,000 tags before it": "<b></b>" * 60_000 + FORM,
    "150,000 tags before it": "<b></b>" * 150_000 + FORM,
    "bad nesting": "<b><p></b></p>" * 3_000 + FORM,
    "in a table": "<table>" * 300 + FORM,
    "in a select": "<select>" + FORM,
    "in an unclosed comment end": "<!--><p>-->" + FORM,
    "in capitals": FORM.replace("<form", "<FORM").replace("<input", "<INPUT").replace("type=", "TYPE=").replace("<a href", "<A HREF"),
}


@pytest.mark.parametrize("wrapper", WRAPPERS)
def test_a_form_and_a_link_are_found_behind_it(wrapper: str) -> None:
    facts = read(WRAPPERS[wrapper])
    assert "password" in facts.asks
    assert "thief.test" in {form.action_host for form in facts.forms}
    assert "line.test" in facts.foreign_hosts


def test_a_page_with_more_attributes_in_a_tag_than_are_read_is_not_wholly_known() -> None:
    assert read(f"<p>Welcome to our shop</p><a{' href' * 900}>x</a>").complete
    assert not read(f"<p>Welcome to our shop</p><form{' name' * 3_000} action=https://thief.test></form>").complete


def test_utf_16_hides_no_form() -> None:
    facts, _ = read_page(body=FORM.encode("utf-16"), content_type="text/html", url="https://a.test/", host="a.test", suffix="test")
    assert facts.asks == ("password",)


@pytest.mark.parametrize(
    ("wrapper", "limits"),
    [
        ("depth 400", ()),
        ("after 255 divs", ()),
        ("200 attributes", ()),
        ("bad nesting", ()),
        ("in a table", ()),
        ("depth 600", ("depth",)),
        ("depth 30,000", ("depth",)),
        ("depth 600 with ends that end nothing", ("depth",)),
        ("5,000 attributes before it", ("attributes",)),
        ("900 attributes on the field", ("attributes",)),
        ("5,000 attributes on each", ("attributes",)),
        ("60,000 tags before it", ("tags",)),
        ("150,000 tags before it", ("tags",)),
    ],
)
def test_limits_of_structure_are_named_when_they_are_exceeded_and_only_then(wrapper: str, limits: tuple[str, ...]) -> None:
    assert read(WRAPPERS[wrapper]).structural_caps == limits


def test_a_large_honest_page_reaches_no_limit() -> None:
    rows = many('<tr><td><a href="/p/{0}">Item {0}</a></td><td data-json=\'{{"a>b":1}}\'>text</td></tr>', 6_000)
    facts = read(f"<table>{rows}</table>")
    assert facts.structural_caps == ()
    assert facts.link_count == 6_000


def test_a_long_attribute_is_no_crowd_of_attributes() -> None:
    markup = ('<svg><path d="' + "M10 10 L20 20 " * 400 + '"></svg><img src="data:image/png;base64,' + "A" * 9_000 + '">').encode()
    assert prescan(markup).treeable


@pytest.mark.parametrize("language", ["en", "th", "vi", "id", "zh", "ja", "ko"])
def test_the_tree_and_the_token_stream_read_the_same_page_alike(language: str) -> None:
    from bench.pages import page
    from scamtriage.knowledge.language.folding import normalise

    body = page(language, size=40_000)
    assert prescan(body).treeable
    tree, (stream, limits) = read_tree(body, names_written(body)), read_stream(body.decode(), names_written(body))
    assert limits == ()
    assert normalise(tree.text.replace("\n", " ")) == normalise(stream.text.replace("\n", " "))
    parts = ("links", "forms", "loose_fields", "metas", "scripts", "script_sources", "stylesheets", "iframes", "title")
    assert {part: getattr(tree, part) for part in parts} == {part: getattr(stream, part) for part in parts}


def test_a_template_is_read_however_its_name_is_written() -> None:
    assert "Transfer the money" in read("<p>a</p><teMPlate shadowrootmode=open><p>Transfer the money</teMPlate>").text
