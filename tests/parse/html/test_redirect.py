"""Where a page sends its visitor by itself, and where it only could."""

import pytest

from scamtriage.parse.html.redirect import next_hop, refresh_target
from tests.cost import least_cpu_s

HERE = "http://a.example/dir/page?q=1"
THERE = "https://there.example/x"


def script(code: str) -> bytes:
    return f"<!doctype html><html><head><script>{code}</script></head><body>…</body></html>".encode()


def meta(content: str) -> bytes:
    return f'<html><head><meta http-equiv="refresh" content="{content}"></head></html>'.encode()


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
    ],
)
def test_a_script_that_goes_on_at_once_is_a_hop(code: str) -> None:
    assert next_hop(script(code), "text/html", HERE) == ("script", THERE)


@pytest.mark.parametrize(
    "code",
    [
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
        'setTimeout(function () { location = "/signed-out" }, 900000)',
        "var s = \"location='/x'\"",
        '// location = "/x"',
        '/* location = "/x" */',
        'location.href = "/x?" + query',
        'location.href === "/x"',
        'shop.location = "/x"',
        'location.hash = "x"',
        'location.href.replace("a", "b")',
        "location.reload()",
    ],
)
def test_a_script_that_only_might_go_on_is_none(code: str) -> None:
    assert next_hop(script(code), "text/html", HERE) is None


@pytest.mark.parametrize(
    "content",
    [
        f"0;url={THERE}",
        f"0; URL = '{THERE}'",
        f"0;{THERE}",
        f" 3 , url={THERE}",
        f"0.5; url={THERE}",
        f".0;url={THERE}",
        f"0 url={THERE}",
        f"5;url=&quot;{THERE}&quot;",
        f"0;url=\n{THERE}",
    ],
)
def test_a_refresh_is_read_as_browsers_do(content: str) -> None:
    assert next_hop(meta(content), "text/html; charset=utf-8", HERE) == ("meta", THERE)


def test_references_are_resolved_once_in_markup_and_not_at_all_in_a_header() -> None:
    body = meta("0;url=/next?currency=thb&amp;region=th&amp;timestamp=5&amp;amp;x")
    assert next_hop(body, "text/html", HERE) == ("meta", "http://a.example/next?currency=thb&region=th&timestamp=5&amp;x")
    assert refresh_target("0; url=/next?a=1&region=th&amp;b") == "/next?a=1&region=th&amp;b"


@pytest.mark.parametrize("content", ["5", "0;", "", "url=/x", "300;url=/x", "0;url=http://a.example/dir/page?q=1#top"])
def test_a_reload_and_a_long_wait_are_no_hops(content: str) -> None:
    assert next_hop(meta(content), "text/html", HERE) is None


def test_spelling_of_the_pragma_does_not_matter() -> None:
    assert next_hop(b"<META\nCONTENT='0;URL=/x' HTTP-EQUIV = ReFresh />", "", HERE) == ("meta", "http://a.example/x")


def test_a_base_changes_where_a_relative_target_leads() -> None:
    body = b'<base href="https://b.example/y/"><meta http-equiv=refresh content="0;url=x">'
    assert next_hop(body, "", HERE) == ("meta", "https://b.example/y/x")


@pytest.mark.parametrize(
    "wrapper", ["<noscript>{}</noscript>", "<!-- {} -->", "<textarea>{}</textarea>", "<template>{}</template>", "<script>'{}'</script>"]
)
def test_what_a_browser_does_not_run_is_no_hop(wrapper: str) -> None:
    assert next_hop(wrapper.format('<meta http-equiv=refresh content="0;url=/x">').encode(), "text/html", HERE) is None


def test_a_script_wins_over_the_refresh_for_those_without_scripts() -> None:
    both = meta("0;url=/plain") + script('location = "/fast"')
    assert next_hop(both, "text/html", HERE) == ("script", "http://a.example/fast")


def test_a_body_handler_that_calls_a_function_is_a_hop() -> None:
    body = b'<script>function go(){ location.href = "/x" }</script><body onload="go()">'
    assert next_hop(body, "text/html", HERE) == ("script", "http://a.example/x")


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


def test_the_refresh_header_is_read_by_the_same_rule() -> None:
    assert refresh_target("0; url=/x") == "/x"


N = 2_000_000
ATTACKS = {
    "escapes": '<script>location="' + '\\"' * N,
    "comments": "<script>location/*" * (N // 18),
    "scripts": "<script>location" * (N // 16),
    "attributes": "<meta http-equiv=refresh " * (N // 25),
    "metas": "<meta http-equiv=refresh content=0>" * (N // 35),
    "parentheses": "<script>location" + "(" * N,
    "functions": "<script>" + "location=function(){" * (N // 20),
    "sums": "<script>location=" + '"a"+' * (N // 4),
    "long sums": ("<script>location=" + '"a"+' * 300 + "</script>") * 2_000,
    "digits": '<meta http-equiv=refresh content="' + "9" * N + '">',
    "open comments": "refresh<!--" * (N // 11),
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_two_megabytes_of_malice_cost_less_than_a_second(attack: str) -> None:
    body = ATTACKS[attack][:N].encode()
    assert least_cpu_s(lambda: next_hop(body, "text/html", HERE), within=1.0) <= 1.0
