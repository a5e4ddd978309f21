"""Where a page sends its visitor by itself, and where it only could."""

import pytest

from scamtriage.parse.html.page import read_page
from scamtriage.parse.html.redirect import next_hop
from scamtriage.records.evidence import Cap
from tests.parse.html.hops import HERE, THERE, meta, script

MANY = ", ".join(f"a{number}" for number in range(150))


@pytest.mark.parametrize(
    "code",
    [
        f'location="{THERE}"',
        f'window.location.href = "{THERE}";',
        f"top.location.replace('{THERE}')",
        f'document.location.assign("{THERE}")',
        f"window.self.location = `{THERE}`",
        f'window["location"]["href"] = "{THERE}"',
        f'var u = "{THERE}";\nlocation.href = u',
        'location.href = "https://" + "there.example/x"',
        r'self.location = "https:\/\/there.example\/x"',
        r'location = "\x68ttps://there.example/x"',
        'location.href = atob("aHR0cHM6Ly90aGVyZS5leGFtcGxlL3g=")',
        f'foo()\nlocation = "{THERE}"',
        f'try {{ location = "{THERE}" }} catch (e) {{}}',
        f'<!--\nlocation = "{THERE}"\n//-->',
        f'(function () {{ var a = 1; location.href = "{THERE}"; }})();',
        f'!function () {{ location.href = "{THERE}" }}()',
        f'setTimeout(function () {{ window.location = "{THERE}" }}, 3000);',
        f"setTimeout(\"location.href='{THERE}'\", 0)",
        f'setTimeout(() => location.replace("{THERE}"), 100)',
        f'window.onload = function () {{ location.href = "{THERE}" }}',
        f'document.addEventListener("DOMContentLoaded", () => {{ location = "{THERE}" }})',
        f'$(document).ready(function () {{ location = "{THERE}" }})',
        f'function go() {{ location.href = "{THERE}" }}\ngo();',
        f'function go() {{ location.href = "{THERE}" }}\nsetTimeout(go, 1000)',
        f'function go() {{ location = "{THERE}" }} window.onload = go;',
        f'function go() {{ location.href = "{THERE}" }}\nsetTimeout("go()", 3000)',
        f'function go() {{ location.href = "{THERE}" }}\nwindow.addEventListener("load", go)',
        f'addEventListener("pointermove", function () {{ location = "{THERE}" }})',
        f'document.ontouchstart = () => {{ location = "{THERE}" }}',
        f'function go() {{ location.href = "{THERE}" }}\ndocument.addEventListener("DOMContentLoaded", go, false)',
        f'const go = () => {{ location = "{THERE}" }}; go();',
        f'var go = function () {{ location = "{THERE}" }}; setTimeout(go, 1000)',
        f'var go = () => location.replace("{THERE}"); go()',
        f'u = "{THERE}"; location.href = u',
        f'var u; u = "{THERE}"; location.href = u',
        f'var a = 1, u = "{THERE}"; location.href = u',
        f'var u = "{THERE}"; (function () {{ location.href = u }})()',
        'var h = "there.example"; location = `https://${h}/x`',
        'location.href = window.atob("aHR0cHM6Ly90aGVyZS5leGFtcGxlL3g=")',
        'var e = "aHR0cHM6Ly90aGVyZS5leGFtcGxlL3g="; location.href = atob(e)',
        'location.href = decodeURIComponent("https%3A%2F%2Fthere.example%2Fx")',
        f'(function (w, d) {{ w.location.href = "{THERE}" }})(window, document)',
        f'(function (u) {{ location.href = u }}).call(this, "{THERE}")',
        f'(async () => {{ location = "{THERE}" }})();',
        f'function a() {{ location = "{THERE}" }} function b() {{ a() }} b()',
        f'function f() {{ var u = "https://other.example/" }} var u = "{THERE}"; location = u',
        f'if (a) b()\nlocation = "{THERE}"',
        f'(function () {{ if (a) {{ b(function () {{ return 1 }}) }} location = "{THERE}" }})()',
        f'setTimeout(function () {{ location = "{THERE}" }}, 5 * 1000)',
        f'const DELAY = 3; setTimeout(function () {{ window.location.href = "{THERE}"; }}, DELAY * 1000);',
        f'setTimeout(function () {{ location = "{THERE}" }}, "3000")',
        f"setTimeout(function () {{ setTimeout(function () {{ location = '{THERE}' }}, 9000) }}, 9000)",
        f"var r = /it's/g; location = '{THERE}'",
        f'var r = /[/*]/; location = "{THERE}"',
        f's = "a".replace(/\\//g, "x"); location = "{THERE}"',
        f'var s = `a${{`b`}}c`; location = "{THERE}"',
        f'// a comment\rlocation = "{THERE}"',
        f'window?.location?.replace("{THERE}")',
        f'location = "https://first.example/"; location = "{THERE}"',
        f'setTimeout(function () {{ location = "https://late.example/" }}, 9000); setTimeout(function () {{ location = "{THERE}" }}, 50)',
        r'location = "\150ttps://there.example/x"',
        f'javascript:location="{THERE}"',
        f'return_to: location = "{THERE}"',
        f'window.open("{THERE}", "_self")',
        f'var l = window.location; l.href = "{THERE}"',
        f'var w = window; w.location.href = "{THERE}"',
        f'if (true) {{ location = "{THERE}" }}',
        f'if (top === self) {{ location = "{THERE}" }} else {{ location = "/x" }}',
        f'if (location.hostname !== "real.example") {{ location = "{THERE}" }}',
        "location.href = String.fromCharCode(104, 0x74, 116) + 'ps://there.example/x'",
        'location.href = ["https:", "", "there.example", "x"].join("/")',
        "var r = 'x/elpmaxe.ereht//:sptth'; location = r.split('').reverse().join('')",
        f'document.write("<meta http-equiv=refresh content=0;url={THERE}>")',
        f'document.write(\'<meta content="1; url={THERE}" http-equiv="refresh">\')',
        f'let s = 3; const t = setInterval(() => {{ s--; if (s <= 0) {{ clearInterval(t); location.href = "{THERE}" }} }}, 1000)',
        f'var i = 5; setInterval(function () {{ show(i); if (--i == 0) location.href = "{THERE}" }}, 1000)',
        f'let s = 3; setInterval(() => {{ if (s > 0) {{ s -= 1 }} else {{ location = "{THERE}" }} }}, 1000)',
        f'var n = 3; function c() {{ if (n <= 0) {{ location = "{THERE}" }} else {{ n--; setTimeout(c, 1000) }} }} c()',
        f'setInterval(function () {{ location = "{THERE}" }}, 3000)',
        f'Promise.resolve().then(() => {{ location = "{THERE}" }})',
        'eval(atob("bG9jYXRpb249Imh0dHBzOi8vdGhlcmUuZXhhbXBsZS94Ig=="))',
        f"new Function(\"location.href='{THERE}'\")()",
        f'window && (location.href = "{THERE}")',
        f'$(location).attr("href", "{THERE}")',
        f'jQuery(window).prop("location", "{THERE}")',
        f'var c = {{ "a": {{ url: "{THERE}" }}, f() {{}} }}; location.href = c.a.url',
        f'var c = ["/a", "{THERE}"]; location.href = c[1]',
        f'setTimeout(function (u) {{ location = u }}, 100, "{THERE}")',
        f'function go(u) {{ location = u }} setTimeout(go, 100, "/x"); go("{THERE}")',
        f'function A() {{ location = "{THERE}" }} new A()',
        f"document.head.innerHTML = '<meta http-equiv=refresh content=\"0;url={THERE}\">'",
        f'document.write(\'<meta name="<" http-equiv=refresh content="0;url={THERE}">\')',
        f'n++\nlocation = "{THERE}"',
        f"document.head.insertAdjacentHTML('beforeend', '<meta http-equiv=refresh content=\"0;url={THERE}\">')",
        f'$(function ()\n{{\n location = "{THERE}"\n}})',
        f'setTimeout(function ()\n{{\n location = "{THERE}"\n}}, 3000)',
        f'var go = function go()\n{{\n location = "{THERE}"\n}}\ngo()',
        f'b.onclick = function ()\n{{\n location = "/x"\n}}\nlocation = "{THERE}"',
        f'location = "{THERE}"; if',
        f'$(window).on("load", function () {{ location = "{THERE}" }})',
        f'jQuery(window).load(() => {{ location = "{THERE}" }})',
        f'$(window).bind("load", function () {{ location = "{THERE}" }})',
        f'$(document).mousemove(function () {{ location = "{THERE}" }})',
        f'(function () {{ const location = "{THERE}"; window.location = location }})()',
        f'(function () {{ let location = go() }})(); function go() {{ window.location = "{THERE}" }}',
        f'const location = go(); function go() {{ window.location = "{THERE}" }}',
        f'var A = class {{}}\n{{\n location = "{THERE}"\n}}',
        f'a.class = b\n{{\n location = "{THERE}"\n}}',
        f'addEventListener(["load"], f); location = "{THERE}"',
    ],
)
def test_a_script_that_goes_on_at_once_is_a_hop(code: str) -> None:
    assert next_hop(script(code), "text/html", HERE) == ("script", THERE)


@pytest.mark.parametrize(
    ("code", "target"),
    [
        ("location.href = '/b' + location.search", "http://a.example/b?q=1"),
        ("location.href = location.origin + '/b'", "http://a.example/b"),
        ("location.href = '//' + location.host + '/b'", "http://a.example/b"),
        ("location = location.protocol + '//' + location.hostname + '/b'", "http://a.example/b"),
        ("location = `${location.origin}/b`", "http://a.example/b"),
        ("location.pathname = '/b'", "http://a.example/b?q=1"),
        ("location.search = 'a=1'", "http://a.example/dir/page?a=1"),
        ("location.protocol = 'https:'", "https://a.example/dir/page?q=1"),
        ("location.hostname = 'b.example'", "http://b.example/dir/page?q=1"),
        ("location.href = location.href.replace('http:', 'https:')", "https://a.example/dir/page?q=1"),
        ("location.href = new URL('/b', location.href).href", "http://a.example/b"),
        ("location.href = new URL('b', document.URL)", "http://a.example/dir/b"),
        ("location = '/b?' + encodeURIComponent(location)", "http://a.example/b?http%3A%2F%2Fa.example%2Fdir%2Fpage%3Fq%3D1"),
        ("location = '/b?' + Math.random()", "http://a.example/b?0.5"),
    ],
)
def test_a_script_knows_the_address_of_its_page(code: str, target: str) -> None:
    assert next_hop(script(code), "text/html", HERE) == ("script", target)


@pytest.mark.parametrize(
    "code",
    [
        'window.open("/x")',
        'window.open("/x", "_blank")',
        'if (false) { location = "/x" }',
        'if (!true) { location = "/x" }',
        'if (top !== self) { location = "/x" }',
        'if (window === document) { location = "/x" }',
        'if (location.protocol === "https:") { location = "/x" }',
        'if (document.referrer !== "") { location = "/x" }',
        'if (true && a) { location = "/x" }',
        "location.protocol = 'http:'",
        "location = ['/x', a].join('')",
        "location = '/x'.concat(a)",
        "location = String.fromCharCode(a)",
        "location = location.port2",
        "(function (URL) { location = new URL('/x', location.href) })(a)",
        'document.write("<meta http-equiv=refresh content=900;url=/x>")',
        'let s = 900; setInterval(() => { s--; if (s <= 0) { location = "/x" } }, 1000)',
        'let s = 3; a.onclick = () => { s = 3 }; setInterval(() => { s--; if (s <= 0) { location = "/x" } }, 1000)',
        'let s = 3; setInterval(() => { if (a) s--; if (s <= 0) { location = "/x" } }, 1000)',
        'let s = 3; setInterval(() => { s++; if (s <= 0) { location = "/x" } }, 1000)',
        'let s = read(); setInterval(() => { s--; if (s <= 0) { location = "/x" } }, 1000)',
        'var n = 3; function c() { if (n <= 0) { location = "/x" } else { n--; setTimeout(c, 20000) } } c()',
        'if (a) { location = "/x" }',
        'if (a) location = "/x"',
        'if (a)\n location = "/x"',
        'if (a) { b() } else location = "/x"',
        'a ? location = "/x" : 1',
        'a && (location = "/x")',
        'while (a) { location = "/x" }',
        'switch (a) { case 1: location = "/x" }',
        'function later() { location = "/x" }',
        'button.onclick = function () { location = "/x" }',
        'a.addEventListener("click", function () { location = "/x" })',
        'a.addEventListener("mouseover", function () { location = "/x" })',
        'var t; onmousemove = function () { clearTimeout(t); t = setTimeout(function () { location = "/x" }, 600000) }',
        'onscroll = function () { if (scrollY < 900) return; location = "/x" }',
        'setTimeout(function () { location = "/signed-out" }, 900000)',
        "var s = \"location='/x'\"",
        '// location = "/x"',
        '/* location = "/x" */',
        'location.href = "/x?" + query',
        'location.href = "https://a.example" + rest',
        'location.href = "https://a.example/" + a ? b : c',
        'location.href = "https://a.example/".concat(x)',
        'location.href = x || "https://a.example/"',
        'setTimeout(function () { location.href = "/timeout" }, 15 * 60 * 1000)',
        'var idle = 900000; function out() { location = "/logout" } setTimeout(out, idle)',
        'setTimeout(function () { location = "/x" }, 0xfffff)',
        'setTimeout(function () { location = "/x" }, config.idle)',
        'setTimeout(function () { location = "/x" }, minutes * 60000)',
        "setTimeout(\"location='/x'\", 9e9)",
        'function out() { setTimeout(function () { location = "/x" }, 20000) } setTimeout(out, 20000)',
        'if (b) u += "x"; var u = "/a"; u += "b"; location.href = u',
        'var u = "/a"; if (b) u = "/c"; location.href = u',
        'for (u of list) {} var u = "/a"; location.href = u',
        "function f(u) { location = u }",
        'location.href = u; var u = "/x"',
        '(function () { if (!/Android/.test(navigator.userAgent)) return; location = "/x" })()',
        '(function () { if (a) { b() } else if (c) return; location = "/x" })()',
        '(function () { for (var i in x) { if (i) return } location = "/x" })()',
        '(function () { return; location = "/x" })()',
        '(function () { return 1\nlocation = "/x" })()',
        'function go() { location = "/x" } $("#b").click(go)',
        'function go() { location = "/x" } img.go()',
        'function go() { location = "/x" } if (a) go()',
        'function* go() { location = "/x" } go()',
        'var app = { init: function () { location = "/x" }, go() { location = "/y" } }',
        'class A { go() { location = "/x" } }',
        'function f() { var location = "/x" } f()',
        '(function (location) { location.href = "/x" })({})',
        'var s = /;location="x"/',
        "var s = `\nlocation='/x'\n`",
        'document.onkeydown = function () { location = "/x" }',
        'a.forEach(b =>\n{ location = "/x" })',
        'location = "/x"; location = somewhere()',
        'location = "/x"; if (a) location = "/y"',
        'setTimeout(function () { window.onload = function () { location = "/x" } }, 9000)',
        'location.href === "/x"',
        'shop.location = "/x"',
        'location.hash = "x"',
        'location.href.replace("a", "b")',
        "location.reload()",
        "new Function(\"location='/x'\")",
        '$("a").attr("href", "/x")',
        '$(location).attr("hash", "x")',
        'var c = { url: "/x" }; c.url = "/y"; location.href = c.url',
        'var c = { url: "/x" }; Object.assign(c, d); location.href = c.url',
        'var c = { url: "/x", ...d }; location.href = c.url',
        'var c = ["/x"]; c[0] = d; location.href = c[0]',
        'var c = ["/x", "/y"]; location.href = c[i]',
        'setTimeout(go, 50, "/x"); setTimeout(go, 100, "/y"); function go(u) { location = u }',
        'setTimeout(go, 50, "/x"); go(y); function go(u) { location = u }',
        'frame.srcdoc = "<meta http-equiv=refresh content=0;url=/x>"',
        'var go = function ()\n{\n location = "/x"\n}',
        'button.onclick = function ()\n{\n location = "/x"\n}',
        '$(window).on("resize", function () { location = "/x" })',
        '$("#b").load("/part", function () { location = "/x" })',
        '$(document).load("/part", function () { location = "/x" })',
        '$(document).on("mouseover", ".menu", function () { location = "/x" })',
        '$(document).click(function () { location = "/x" })',
        '$("#b").click(function ()\n{\n location = "/x"\n})',
        'var A = class extends B\n{\n go()\n {\n location = "/x"\n }\n}',
        'var A = class extends React.Component\n{\n go()\n {\n location = "/x"\n }\n}',
        'const location = "/x"',
        'location = "https://b.example/" + a in b',
        'location = "https://b.example/" + a instanceof b',
        'let n = 3; function t() { n--; if (n <= ²) location = "/x" } setInterval(t, 1000)',
        'let n = 3; function t() { n -= ²; if (n <= 0) location = "/x" } setInterval(t, 1000)',
        'if location = "/x"',
        "eval('if'); location.hash = 'x'",
        f"function go({MANY}, location) {{ location = '/x' }} go(1)",
        f"(function({{{MANY}}}, location) {{ location = '/x' }})(1)",
    ],
)
def test_a_script_that_only_might_go_on_is_none(code: str) -> None:
    assert next_hop(script(code), "text/html", HERE) is None


def test_another_host_keeps_the_port() -> None:
    hop = next_hop(script("location.hostname = 'b.example'"), "text/html", "https://a.example:8443/p")
    assert hop == ("script", "https://b.example:8443/p")


def test_a_base_changes_where_a_relative_target_leads() -> None:
    body = b'<base href="https://b.example/y/"><meta http-equiv=refresh content="0;url=x">'
    assert next_hop(body, "", HERE) == ("meta", "https://b.example/y/x")


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
