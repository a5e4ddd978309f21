"""Which scripts and refreshes of a page a browser runs, which counts of several, and where a reference leads it."""

import pytest

from scamtriage.parse.html.page import read_page
from scamtriage.parse.html.redirect import next_hop
from scamtriage.records.evidence import Cap
from tests.parse.html.hops import HERE, THERE, meta, script


@pytest.mark.parametrize(
    "wrapper",
    [
        *("<noscript>{}</noscript>", "<!-- {} -->", "<textarea>{}</textarea>", "<script>'{}'</script>", "<template>{}</template>"),
        *("<template><template></template>{}</template>", "<svg><![CDATA[{}]]></svg>", "<svg></svg><title>{}</title>"),
    ],
)
def test_what_a_browser_does_not_run_is_no_hop(wrapper: str) -> None:
    assert next_hop(wrapper.format('<meta http-equiv=refresh content="0;url=/x">').encode(), "text/html", HERE) is None


@pytest.mark.parametrize(
    "before",
    [
        *("<svg><style/></svg>", "<svg><title/><path d=x></svg>", "<svg><style><b>", "<math><textarea></math>", "<svg><svg/><xmp/></svg>"),
        *("<svg><title>a</title></svg>", "<svg><script/></svg>", "<svg><foreignObject><title>a</title></foreignObject><style/></svg>"),
        *("<template><!--<template>--></template>", "<template><script>'<template>'</script></template>", "<noscript><!--</noscript>"),
        "<script><!--<script>a</script>'<!--'</script>",
        *("<div><svg></div><style><!--</style>", "<svg></div><style><b></svg>", "<svg><font color=red><style><!--</style>"),
        *("<math><annotation-xml encoding=text/html><style><!--</style></math>", f"<svg id={'a' * 300}/><style><b></svg>"),
        *(
            "<svg><g></g></svg><style><!--</style>",
            "<section><svg><g></section><title><!--</title>",
            "<div></div><svg></div><style/></svg>",
        ),
    ],
)
def test_what_ends_before_the_script_hides_nothing_of_it(before: str) -> None:
    assert next_hop(f'{before}<script>location="{THERE}"</script>'.encode(), "text/html", HERE) == ("script", THERE)


@pytest.mark.parametrize("code", [f'location="{THERE}"', f'<![CDATA[location="{THERE}"]]>', f"location=&quot;{THERE}&quot;"])
def test_a_script_in_a_drawing_is_run(code: str) -> None:
    assert next_hop(f"<svg><script>{code}</script></svg>".encode(), "text/html", HERE) == ("script", THERE)


def test_a_script_of_a_drawing_that_lies_elsewhere_is_not_what_stands_in_it() -> None:
    assert next_hop(f"<svg><script href=a.js>location='{THERE}'</script></svg>".encode(), "text/html", HERE) is None


@pytest.mark.parametrize("content_type", ["application/xhtml+xml", "text/xml; charset=utf-8", "application/xml"])
def test_an_element_of_xml_that_ends_where_it_begins_hides_nothing(content_type: str) -> None:
    page = f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title/><script>location="{THERE}"</script></head></html>'
    assert next_hop(page.encode(), content_type, HERE) == ("script", THERE)


def test_a_script_wins_over_the_refresh_for_those_without_scripts() -> None:
    both = meta("0;url=/plain") + script('location = "/fast"')
    assert next_hop(both, "text/html", HERE) == ("script", "http://a.example/fast")


@pytest.mark.parametrize("handler", ["go()", "javascript:go()", "return go()", "setTimeout(go, 500)", "init();go();"])
def test_a_body_handler_that_calls_a_function_is_a_hop(handler: str) -> None:
    body = f'<script>function go(){{ location.href = "/x" }}</script><body onload="{handler}"><body>'.encode()
    assert next_hop(body, "text/html", HERE) == ("script", "http://a.example/x")


def test_of_a_timer_and_a_refresh_the_earlier_one_counts() -> None:
    timer = script('function f(){ location = "/slow" } setTimeout(f, 20000)')
    assert next_hop(meta("0;url=/first") + timer, "text/html", HERE) == ("meta", "http://a.example/first")
    assert next_hop(meta("25;url=/later") + timer, "text/html", HERE) == ("script", "http://a.example/slow")
    assert next_hop(meta("20;url=/later") + timer, "text/html", HERE) == ("script", "http://a.example/slow")


def test_scripts_of_a_page_know_each_others_names() -> None:
    parts = (b"<script>var u = '/x'</script>", b"<script>function go(){ location = u }</script>", b"<script>go()</script>")
    assert next_hop(b"".join(parts), "text/html", HERE) == ("script", "http://a.example/x")
    assert next_hop(b"<script>if (a) u = '/y'</script>" + b"".join(parts), "text/html", HERE) is None
    assert next_hop(b"".join(parts[:2]), "text/html", HERE) is None


@pytest.mark.parametrize(
    "tag", ["language=vbscript", "type=text/template", 'type="text/javascript; charset=utf-8"', "nomodule", "src=x.js"]
)
def test_a_script_that_no_browser_runs_is_no_hop(tag: str) -> None:
    assert next_hop(f'<script {tag}>location="/x"</script>'.encode(), "text/html", HERE) is None


@pytest.mark.parametrize(
    "tag", ["language=JavaScript", "language=javascript1.2", "type=text/jscript", 'type="" language=vbscript', "type=module"]
)
def test_a_script_that_browsers_run_by_any_of_its_names_is_a_hop(tag: str) -> None:
    assert next_hop(f'<script {tag}>location="/x"</script>'.encode(), "text/html", HERE) == ("script", "http://a.example/x")


def test_utf_16_hides_nothing() -> None:
    assert next_hop(meta("0;url=/x").decode().encode("utf-16"), "text/html", HERE) == ("meta", "http://a.example/x")


@pytest.mark.parametrize(
    "target",
    ["\\\\evil.example/x", "/\\evil.example/x", "\\/evil.example/x", "///evil.example/x", "/\t/evil.example/x", "http:\\\\evil.example\\x"],
)
def test_a_backslash_leads_where_a_browser_would_go(target: str) -> None:
    assert next_hop(meta(f"0;url={target}"), "text/html", HERE) == ("meta", "http://evil.example/x")
    script = target.replace("\\", "\\\\").replace("\t", "\\t")
    assert next_hop(f"<script>location.href='{script}'</script>".encode(), "text/html", HERE) == ("script", "http://evil.example/x")


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("http:/bank.example", "http://a.example/bank.example"),
        ("http:\\bank.example", "http://a.example/bank.example"),
        ("http:https:x", "http://a.example/dir/https:x"),
        ("https:/bank.example", "https://bank.example"),
        ("/x\u00a0", "http://a.example/x\u00a0"),
        ("\u00a0/x", "http://a.example/dir/\u00a0/x"),
    ],
)
def test_one_slash_under_the_pages_own_scheme_and_spaces_of_unicode_are_a_path(target: str, expected: str) -> None:
    assert next_hop(meta(f"0;url={target}"), "text/html; charset=utf-8", HERE) == ("meta", expected)


def test_a_reference_under_the_scheme_of_the_page_stays_on_it_and_under_another_does_not() -> None:
    assert next_hop(meta("0;url=http:other"), "text/html", HERE) == ("meta", "http://a.example/dir/other")
    assert next_hop(meta("0;url=https:b.example"), "text/html", HERE) == ("meta", "https://b.example")


def test_json_is_not_a_page() -> None:
    assert next_hop(meta("0;url=/x"), "application/json", HERE) is None


def test_a_target_that_is_no_url_is_shown_as_it_stands() -> None:
    assert next_hop(meta("0;url=http://[x"), "text/html", HERE) == ("meta", "http://[x")


def test_half_a_character_in_an_address_leads_nowhere() -> None:
    assert next_hop(script("location = '/a?' + encodeURIComponent('\\ud800')"), "text/html", HERE) is None


@pytest.mark.parametrize(
    ("script", "whole"),
    [
        ("location.replace('https://evil.top/')", False),
        ("window.location.href = 'https://evil.top/'", False),
        ("window['location']='https://evil.top/'", False),
        ("var shop = {location: 'Bangkok'}; if (location.hash == '') show()", True),
    ],
)
def test_a_script_beyond_the_limit_that_may_lead_on_leaves_the_page_unknown(script: str, whole: bool) -> None:
    scripts = ("var a=1;" * 130_000, "a=1;" * 240_000, script + "a=1;" * 20_000)
    body = "<p>Welcome to our shop of the town.</p>" + "".join(f"<script>{one}</script>" for one in scripts)
    facts, _ = read_page(body=body.encode(), content_type="text/html; charset=utf-8", url="https://a.com/", host="a.com", suffix="com")
    assert facts.complete is whole


@pytest.mark.parametrize(
    "head",
    [
        "<meta http-equiv=refresh content=0>",
        "<meta http-equiv=refresh content='3; url=?q=1'>",
        "<script>document.cookie = 'seen=1'; location.reload()</script>",
        "<script>setTimeout(function () { window.location.reload(true) }, 3000)</script>",
        "<script>location.href = location.href</script>",
        "<script>location.href = location.href.slice(0, 99)</script>",
        "<script>history.go(0)</script>",
        "<body onload='location.reload()'>",
    ],
)
def test_what_a_page_shows_that_loads_itself_again_at_once_is_unknown(head: str) -> None:
    caps: list[Cap] = []
    assert next_hop(f"<p>Hello</p>{head}".encode(), "text/html", HERE, caps) is None
    assert [cap.cap for cap in caps] == ["redirect back"]


@pytest.mark.parametrize(
    "head",
    [
        "<meta http-equiv=refresh content=60>",
        "<meta http-equiv=refresh content=15>",
        "<script>setInterval(function () { location.reload() }, 20000)</script>",
        "<script>function again() { location.reload() }</script>",
        "<script>if (old) location.reload()</script>",
        "<script>location = '#top'</script>",
        "<script>history.go(-1)</script>",
        "<button onclick='location.reload()'>Again</button>",
    ],
)
def test_a_page_that_is_kept_up_to_date_is_known(head: str) -> None:
    caps: list[Cap] = []
    assert next_hop(f"<p>Hello</p>{head}".encode(), "text/html", HERE, caps) is None and caps == []
