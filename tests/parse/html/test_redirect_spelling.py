"""Redirects that a script spells in parts: names that are put together, addresses that are decoded, and what only a run would tell."""

import pytest

from scamtriage.parse.html.redirect import next_hop
from scamtriage.parse.html.scripts.redirect import find_redirect
from scamtriage.records.evidence import Cap
from tests.cost import least_cpu_s
from tests.parse.html.hops import HERE, THERE, script

CODES = ", ".join(str(ord(letter)) for letter in THERE)
PACKED = (
    "eval(function(p,a,c,k,e,d){while(c--){if(k[c]){p=p.replace(new RegExp('\\\\b'+c.toString(a)+'\\\\b','g'),k[c])}}return p}"
    "('0.1.2=\"3://4.5/6\"',7,7,'window|location|href|https|there|example|x'.split('|'),0,{}))"
)


@pytest.mark.parametrize(
    "code",
    [
        f'window["loc" + "ation"] = "{THERE}"',
        f'window["loc" + `ation`]["hr" + "ef"] = "{THERE}"',
        f'window["loc" + "ation"]["rep" + "lace"]("{THERE}")',
        f'self["\\x6c\\x6f\\x63\\x61\\x74\\x69\\x6f\\x6e"] = "{THERE}"',
        f'var l = "location", h = "href"; window[l][h] = "{THERE}"',
        f'window[atob("bG9jYXRpb24=")] = "{THERE}"',
        f'var _0x1 = ["\\x68\\x72\\x65\\x66", "\\x6c\\x6f\\x63\\x61\\x74\\x69\\x6f\\x6e", "{THERE}"]; window[_0x1[1]][_0x1[0]] = _0x1[2]',
        f'var _1 = ["href", "location", "{THERE}"], _2 = function (i) {{ i = i - 16; return _1[i] }}; window[_2(17)][_2(0x10)] = _2(18)',
        f'(function (a, b) {{ a[b] = "{THERE}" }})(window, "location")',
        f'navigation.navigate("{THERE}")',
        f'location.assign.call(location, "{THERE}")',
        f'try {{ location.href = "{THERE}" }} catch (e) {{ document.location = "/x" }}',
        f'try {{ a() }} finally {{ location = "{THERE}" }}',
        f'$(window).on("load resize", function () {{ location = "{THERE}" }})',
        f'true && location.replace("{THERE}")',
        f'!1 || (location = "{THERE}")',
        f'var u = "{THERE}"; u ? location.replace(u) : go()',
        f'var u = "{THERE}"; if (u.length > 0) {{ location.href = u }}',
        f'var done = false; if (!done) {{ location.href = "{THERE}" }}',
        f'if (location.href.indexOf("q=1") > -1 && typeof window !== "undefined") location.href = "{THERE}"',
        f'location.href = "" || "{THERE}"',
        f'location.href = true ? "{THERE}" : "/y"',
        'var u = "https://"; u += "there.example"; u += "/x"; location.href = u',
        f'var u = "/y"; u = "{THERE}"; location.href = u',
        'location.href = `https://${"there"}.example/x`',
        'var h = "there"; location.href = `https://${h + ".example"}/${`x`}`',
        '(function (h) { location.href = `https://${atob(h)}.example/x` })("dGhlcmU=")',
        f"location.href = String.fromCharCode.apply(null, [{CODES}])",
        f"var c = [{CODES}]; location.href = String.fromCharCode(...c)",
        f'location.href = [{CODES}].map(c => String.fromCharCode(c)).join("")',
        f'var c = [{CODES}]; location.href = c.map(function (x) {{ return String.fromCharCode(x - 0) }}).join("")',
        'var d = window["at" + "ob"]; location.href = d("aHR0cHM6Ly90aGVyZS5leGFtcGxlL3g=")',
        'function d(s) { var r = s.split("").reverse().join(""); return r } location.href = d("x/elpmaxe.ereht//:sptth")',
        f'const url = () => "{THERE}"; location.href = url()',
        f'location.href = (function () {{ return "{THERE}" }})()',
        'location.href = "ht~tps:/~/there.exam~ple/x".replace(/~/g, "")',
        'location.href = "hxxps://there.example/x".replaceAll("xx", "tt")',
        f'location.href = "__{THERE}__".slice(2, -2)',
        f'location.href = "__{THERE}".substr(2)',
        f'location.href = "__{THERE}".substring({len(THERE) + 2}, 2)',
        f'location.href = [..."{THERE[::-1]}"].reverse().join("")',
        f'var links = ["{THERE}"]; location.href = links[Math.floor(Math.random() * links.length)]',
        f'var n = 5; function c() {{ n = n - 1; if (n <= 0) {{ location = "{THERE}" }} else {{ setTimeout(c, 1000) }} }} c()',
        f'location = "#top"; location = "{THERE}"',
        f'document.getElementsByTagName("head")[0].innerHTML += \'<meta http-equiv="refresh" content="0;url={THERE}">\'',
        f'setTimeout((function () {{ location = "{THERE}" }}).bind(this), 10)',
        PACKED,
        f'document.write("<scr" + "ipt>location=\\"{THERE}\\"</scr" + "ipt>")',
        f"document.write(unescape('%3Cscript%3Elocation%3D%22{THERE}%22%3C/script%3E'))",
        f'Reflect.set(location, "href", "{THERE}")',
        f'Reflect.set(window, "location", "{THERE}")',
        f"(0, eval)('location = \"{THERE}\"')",
        f'(1 ? go : 0)("{THERE}"); function go(u) {{ location = u }}',
        f'function go(u) {{ if (u) location.href = u }} go(""); go("{THERE}")',
        f'function go(u) {{ var to = u; location.href = to }} go("/x"); go("{THERE}")',
        f'function go(u) {{ location.href = u }} go("/x"); (() => go("{THERE}"))()',
        f'var t = setTimeout(() => {{ location = "/x" }}, 9); clearTimeout(t); setTimeout(() => {{ location = "{THERE}" }}, 99)',
        f'var t = setTimeout("location = 1", 99); setTimeout(() => clearTimeout(t), 9); setTimeout(() => {{ location = "{THERE}" }}, 999)',
        f'var t = setTimeout(() => {{ location = "{THERE}" }}, 9); setTimeout(() => clearTimeout(t), 99)',
        f'function go() {{ return setTimeout(() => {{ location = "{THERE}" }}, 9) }} var a = go(), b = go(); clearTimeout(a)',
        f'function go() {{ return setTimeout(() => {{ location = "{THERE}" }}, 9) }} var a = go(); clearTimeout(a); go()',
        f'const to = () => location = "{THERE}", go = d => setTimeout(to, d); go(9); var b = go(99999); clearTimeout(b)',
        f"var t = setTimeout(\"location = '{THERE}'\", 9); clearTimeout(t); setTimeout(\"location = '{THERE}'\", 9)",
        f'function clearTimeout() {{}} var t = setTimeout(() => {{ location = "{THERE}" }}, 9); clearTimeout(t)',
        f'function go(sure) {{ if (sure === true) location = "{THERE}" }} go(1); go(true)',
        f'function go() {{ location = "{THERE}" }} go(); location = "/x"; go()',
        f'location.host != "b.example" && (location = "{THERE}")',
        f'0 && go() || (location = "{THERE}")',
        f'(1 > 2) ? go() : (location = "{THERE}")',
        f'function go(n) {{ return n > 0 && (location = "{THERE}") }} go(1)',
        f'(location = "{THERE}")\n[1]',
        f'function go() {{}} go = function () {{ location = "{THERE}" }}; go()',
        f'function go() {{ location = "/x" }} function go() {{ location = "{THERE}" }} go()',
        f'if (0) for (;;) {{ a() }} location = "{THERE}"',
        f'if (false) try {{ a() }} catch (e) {{}} location = "{THERE}"',
        f'setInterval(go, 99, "{THERE}"); function go(u) {{ location = u }}',
        f'function f({{a}}, b = 1, c) {{ return c }} location = f(0, "/x", "{THERE}")',
    ],
)
def test_what_is_spelt_in_parts_is_followed(code: str) -> None:
    assert next_hop(script(code), "text/html", HERE) == ("script", THERE)


@pytest.mark.parametrize(
    "code",
    [
        'location.href = document.getElementById("u").value',
        'location = localStorage.getItem("u") || "/x"',
        'var c = [104], s = ""; for (var i = 0; i < c.length; i++) s += String.fromCharCode(c[i]); location.href = s',
        'var p = ["https://"]; p.push("b.example"); location.href = p.join("")',
        'function f(s) { if (a) return s; return "/y" } location = f("/x")',
        'function f(s) { return f(s) } location = f("/x")',
        'location = "/x"; if (a) location = "/y"',
        'window.open(to, "_self")',
        'location.replace.apply(location, ["/x"])',
        'var a = 0; a = 1; if (b) a = "/x"; location = a',
        'location = "a".replace(/./g, "x")',
        "location = `${a}/x`",
        'function go(u) { location = u } go("/x"); go(a)',
        '(0, eval)("location = a")',
        'Reflect.set(location, "href", a)',
        'var a; function f(u) { a = u } f("/x"); f("/y"); location = a',
        'function go(u) { a = u; location = u } go("/x"); go("/y")',
        'function go(u) { setTimeout(() => { if (u) location = "/z" }, 9) } go("/x"); go("/y")',
        'function go(u) { setTimeout(() => { u && (location = "/z") }, 9) } go("/x"); go("/y")',
    ],
)
def test_a_page_that_is_left_for_nobody_knows_where_says_so(code: str) -> None:
    caps: list[Cap] = []
    assert next_hop(script(code), "text/html", HERE, caps) is None
    assert [cap.cap for cap in caps] == ["redirect"]


@pytest.mark.parametrize(
    "code",
    [
        'window["loc" + "ations"] = "/x"',
        'window[name] = "/x"',
        'shop["loc" + "ation"] = "/x"',
        '["loc" + "ation"]["length"] = "/x"',
        'b.onclick = function () { window["loc" + "ation"] = a }',
        "if (a) location = b",
        "a && (location = b)",
        "a ? location.replace(b) : c()",
        'false && location.replace("/x")',
        '1 || location.replace("/x")',
        '1 || a && location.replace("/x")',
        'a.b != "c" && location.replace("/x")',
        'top != self && (top.location = "/x")',
        'location.href = "#" + part',
        "location.hash = part",
        "e.innerHTML = '<script>location=1</' + 'script>'",
        'document.addEventListener("click", () => navigation.navigate(a))',
        '$(window).on("resize scrollend", function () { location = a })',
        "setInterval(function () { n = n - 1; if (n < 0) location = a }, 1000)",
        "function go(u) { location = u }",
        'var t = setTimeout(() => { location = "/x" }, 9); clearTimeout(t)',
        "var t = setInterval(() => { location = a }, 9); clearInterval(t)",
        'Reflect.set(shop, "href", a)',
        'if ("https://b.example/" == "https://b.example/" + a) location = "/x"',
        "(0, eval).call()",
        "(0, evaluate)('location = 1')",
    ],
)
def test_what_may_never_be_gone_to_is_neither(code: str) -> None:
    caps: list[Cap] = []
    assert next_hop(script(code), "text/html", HERE, caps) is None and caps == []


def test_a_refresh_that_is_known_is_followed_though_the_script_is_not() -> None:
    caps: list[Cap] = []
    body = script("location = a") + b"<meta http-equiv=refresh content='0;url=/x'>"
    assert next_hop(body, "text/html", HERE, caps) == ("meta", "http://a.example/x") and caps == []


@pytest.mark.parametrize(
    "script",
    [
        "function Shop() { this.location = arguments[0] } new Shop(1);",  # its own member
        "location.href = 'mailto:' + user + '@shop.example';",  # the page stays
        "location.href = location.pathname + location.search + '#' + section;",
        "location.href = 'tel:' + number;",
    ],
)
def test_what_leaves_the_page_where_it_is_leads_nowhere_unknown(script: str) -> None:
    caps: list[Cap] = []
    assert next_hop(f"<script>{script}</script>".encode(), "text/html", HERE, caps) is None
    assert not caps


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("'' ?? '//b.test/'", ""),
        ("0 ?? 7", "0"),
        ("(1 ? '/a' : '/b', '/c')", "/c"),
        ("(function () { return '' || '/a', '/c' })()", "/c"),
        ("encodeURI('/a b%41')", "/a%20b%2541"),
    ],
)
def test_values_are_what_a_browser_makes_of_them(value: str, told: str) -> None:
    assert find_redirect([f"location.replace('/x' + ({value}))"], "", "").target == f"/x{told}"


@pytest.mark.parametrize(
    ("script", "target"),
    [
        # what may be left behind by a first call is not told apart from what a second one does: the first alone is walked
        ("function go(u) { setTimeout(function () { location = u }, 9) } go('/x'); go('/y')", ""),
        ("function go(u) { setTimeout(function () { location = u }, 9) } go('/x'); go('/x')", "/x"),
        ("var a; function f(u) { a = u } f('/x'); f('/y'); location = a", ""),
        ("function go(u) { a = u; location = u } go('/x'); location = '/y'; go('/z')", ""),
        ("var a; function f(u) { a = u } f('/x'); f('/y'); if (b) a = '/z'; location = '/w' + a", ""),
        ("function go(u, n) { if (n) go('/y', 0); location = u } go('/x', 1)", "/x"),
    ],
)
def test_a_function_that_leaves_something_behind_runs_once(script: str, target: str) -> None:
    assert find_redirect([script], "", "").target == target


_LIST = f"var a = [{','.join(map(repr, map(str, range(15_000))))}];"
_TEXT = f"var s = '{'a' * 390_000}';"


@pytest.mark.parametrize(
    "bomb",
    [
        _LIST + "location.href = a.map(function (x) { return x + x }).join('');" * 2_000,
        _TEXT + "location.href = Array.from(s);" * 10_000,
        "var a0 = ['a'];" + "".join(f"var a{i + 1} = [...a{i}, ...a{i}];" for i in range(26)) + "location.href = a26.join('')",
        f"function f({','.join(f'a{i}' for i in range(5_000))}) {{ return a1 }}" + "location.href = f(1);" * 10_000,
        "function f(s) {"
        + "g(s + 'a');" * 20
        + "} function g(s) {"
        + "h(s + 'b');" * 20
        + "} function h(s) { location = s }"
        + "".join(f"f({n});" for n in range(10_000)),
    ],
    ids=["map", "from", "spread", "parameters", "again"],
)
def test_what_scripts_make_of_lists_is_bounded(bomb: str) -> None:
    assert least_cpu_s(lambda: find_redirect([bomb], "", ""), within=2.0) < 2.0
