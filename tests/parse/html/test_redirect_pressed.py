"""What leads on without an address in the page's own scripts: scripts in addresses, links that scripts press, handlers of attributes."""

from base64 import b64encode

import pytest

from scamtriage.parse.html.redirect import next_hop
from scamtriage.records.evidence import Cap
from tests.parse.html.hops import HERE, THERE, meta

TEXT = "<p>We meet on Saturday in the park.</p>" * 20
GOES = f"location='{THERE}'"
CODED = b64encode(GOES.encode()).decode()


def _hop(body: str) -> tuple[object, list[str]]:
    caps: list[Cap] = []
    hop = next_hop(f"<html><body>{TEXT}{body}</body></html>".encode(), "text/html; charset=utf-8", HERE, caps)
    return hop, [cap.cap for cap in caps]


@pytest.mark.parametrize(
    "body",
    [
        f'<script src="data:text/javascript,{GOES}"></script>',
        f'<script src="data:text/javascript;base64,{CODED}"></script>',
        f'<script src="d&#9;ata:,loc%61tion=%22{THERE}%22"></script>',
        f'<script async src="&#100;ata:;base64,{CODED}"></script>',
        f'<svg><script href="data:text/javascript;base64,{CODED}"></script></svg>',
        f'<a id=n href="{THERE}">More</a><script>document.getElementById("n").click()</script>',
        f'<a id=n href="{THERE}">More</a><script>document.querySelector("#n").click();</script>',
        f'<a href="{THERE}">More</a><script>document.querySelector("a").click();</script>',
        f'<a id=n href="{THERE}">More</a><script>n.click()</script>',
        f'<a id=n href="{THERE}">More</a><script>var l = document.getElementById("n"); setTimeout(() => {{ l.click() }}, 50)</script>',
        f'<a href="/">Home</a><a href="{THERE}">More</a><script>document.links[1].click()</script>',
        f'<a href="/">Home</a><a href="{THERE}">More</a><script>document.querySelectorAll("a")[1].click()</script>',
        f'<a href="#top">Top</a><a name=n href="{THERE}">More</a><script>$("a")[1].click()</script>',
        f'<a href="/">Home</a><script>var a = document.createElement("a"); a.href = "{THERE}"; document.body.append(a); a.click()</script>',
        f'<script>const n = document.createElement("a"); n.setAttribute("href", "{THERE}"); n.click()</script>',
        f'<a id=n href="{THERE}">More</a><script>window.onload = () => document.getElementById("n").click()</script>',
    ],
)
def test_where_a_page_leads_by_a_script_in_an_address_or_a_link_that_is_pressed(body: str) -> None:
    assert _hop(body) == (("script", THERE), [])


@pytest.mark.parametrize(
    "body",
    [
        '<form id=f action=/next></form><script>document.getElementById("f").submit()</script>',
        "<form name=f action=/next><input type=hidden name=a></form><script>document.f.submit()</script>",
        '<form id=f action=/next></form><script>document.querySelector("form").requestSubmit()</script>',
        "<form id=f method=post></form><script>var g = document.getElementById('f'); g.submit();</script>",
        "<form action=/next><input type=hidden name=a></form><script>document.forms[0].submit()</script>",
        "<form></form><form action=/next></form><script>onload = () => { var g = document.forms[1]; g.submit() }</script>",
        "<form name=f action=/next></form><script>document.getElementsByName('f')[0].submit()</script>",
        "<form action=/next></form><script>document.getElementsByTagName('form')[0].submit()</script>",
        "<form id=f action=/next></form><script>$('form#f').submit()</script>",
        "<form name=f action=/next></form><script>document.querySelector('form[name=f]').submit()</script>",
        "<script>var g = document.createElement('form'); g.action = '/next'; document.body.append(g); g.submit()</script>",
        f'<body onpageshow="{GOES}">',
        f'<img src=x onerror="{GOES}">',
        f'<input autofocus onfocus="{GOES}">',
        f'<style onload="{GOES}"></style>',
        f'<details open ontoggle="{GOES}"><summary>…</summary></details>',
        f'<svg onload="{GOES}"></svg>',
    ],
)
def test_a_page_that_leads_on_to_nobody_knows_what_is_not_known(body: str) -> None:
    assert _hop(body) == (None, ["redirect"])


@pytest.mark.parametrize(
    "body",
    [
        '<button id=n>Tab</button><script>document.getElementById("n").click()</script>',  # tabs that open the first
        '<a id=n href="#first">Tab</a><script>document.getElementById("n").click()</script>',
        '<a id=n href="javascript:void(0)">Tab</a><script>n.click()</script>',
        f'<a id=n href="{THERE}" target=_blank>Ad</a><script>n.click()</script>',
        f'<a id=n href="{THERE}">More</a><script>b.onclick = function () {{ document.getElementById("n").click() }}</script>',
        f'<a id=n href="{THERE}">More</a><script>if (navigator.share) document.getElementById("n").click()</script>',
        f'<a id=n href="{THERE}">More</a><button id=m>…</button><script>m.click()</script>',
        f'<a href="{THERE}">More</a><script>$("a").click()</script>',  # jQuery calls the handlers of links, and follows none
        f'<a href="{THERE}">More</a><script>document.links[1].click()</script>',
        f'<a href="{THERE}">More</a><script>var a = document.createElement("a"); a.href = URL.createObjectURL(b); a.click()</script>',
        f'<script>var a = document.createElement("a"); a.href = "{THERE}"; a.download = "report.pdf"; a.click()</script>',
        f'<script>var a = document.createElement("a"); a.href = "{THERE}"; a.target = "_blank"; a.click()</script>',
        "<form id=f action=/s><input name=q></form><script>document.forms[1].submit()</script>",
        "<form id=f action=/s><input name=q></form><script>function go() { document.getElementById('f').submit() }</script>",
        "<form id=f action=/s><select onchange='this.form.submit()'></select></form>",
        f'<input onfocus="{GOES}">',
        "<img src=x onerror=\"this.src='/none.png'\">",
        "<link rel=preload as=style href=a.css onload=\"this.rel='stylesheet'\">",
        '<script src="/app.js">location="/never"</script>',
        '<script src="data:application/json,{}" type=application/json></script>',
    ],
)
def test_a_page_whose_visitor_stays_until_he_does_something(body: str) -> None:
    assert _hop(body) == (None, [])


def test_a_refresh_to_a_place_on_the_page_loads_it_again() -> None:
    caps: list[Cap] = []
    assert next_hop(meta(f"1;url={HERE}#a"), "text/html", HERE, caps) is None
    assert [cap.cap for cap in caps] == ["redirect back"]
    assert next_hop(meta(f"20;url={HERE}#a"), "text/html", HERE, caps := []) is None
    assert not caps
