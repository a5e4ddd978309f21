"""Words that a page carries for its scripts and does not show: kept beside its texts, whatever technique holds them."""

import json
from html import escape

import pytest

from scamtriage.parse.html.carried import MAX_CARRIED_CHARS
from tests.cost import least_cpu_s
from tests.parse.html.page_facts import read

SHOWN = "<h1>Garden club</h1>" + "<p>We meet on Sundays beside the old mill, and plant what the season gives.</p>" * 9
FIRST, SECOND = "ถอนเงินครั้งแรกต้องวางเงินประกัน ๒๐% ของยอดรวม", "Send the code that the officer dictates to you."
LINES = [FIRST, SECOND]
RAW = json.dumps(LINES, ensure_ascii=False)
ROW = json.dumps(["$", "div", None, {"children": [["$", "p", "1", {"children": line}] for line in LINES]}], ensure_ascii=False)
CARRIERS = {
    "strings of a list": f"<script>const S={RAW};let i=0;b.onclick=()=>{{u.textContent=S[i++]}}</script>",
    "objects of a list": "<script>" + "const S=[" + ",".join(f"{{t:'{line}',k:1}}" for line in LINES) + "];show(S)</script>",
    "numbers of letters": f"<script>const S={json.dumps(LINES)};let i=0;b.onclick=()=>{{u.textContent=S[i++]}}</script>",
    "templates": f"<script>const S=()=>`<p>${{n}}</p><p>{FIRST}</p><p>{SECOND}</p>`;b.onclick=S</script>",
    "one after the other": f"<script>u.onclick=function(){{var a='{FIRST}';a+=x;var b=\"{SECOND}\"}}</script>",
    "a template of markup": f"<script type='text/x-template' id=t><p class='a b'>{FIRST}</p><p>{SECOND}</p></script>",
    "next": f'<script id="__NEXT_DATA__" type="application/json">{{"props":{{"pageProps":{{"s":{RAW}}}}},"page":"/"}}</script>',
    "a function of nuxt": f'<script>window.__NUXT__=(function(a){{return{{data:[{{f:{RAW}}}],state:{{p:a}}}}}}("x"));</script>',
    "numbered values of nuxt": f'<script type="application/json" id="__NUXT_DATA__">[["Reactive",1],{{"f":2}},{RAW[1:-1]}]</script>',
    "flight": f"<script>self.__next_f.push([1,{json.dumps('5:' + ROW, ensure_ascii=False)}])</script>",
    "a setting": f"<script>window.__CONFIG__={{texts:{{a:{json.dumps(FIRST)},b:{json.dumps(SECOND)}}}}};</script>",
    "parsed": f"<script>window.__S__=JSON.parse({json.dumps(RAW, ensure_ascii=False)})</script>",
    "attributes": f"<ul><li data-c='{FIRST}'></li><li data-c='{SECOND}'></li></ul><script>say(u.children)</script>",
    "markup in an attribute": f'<div id=s data-html="{escape(f"<p>{FIRST}</p><p>{SECOND}</p>")}"></div>',
    "an expression in an attribute": f'<div x-data="{escape(f"{{s:1,t:{RAW}}}")}"></div>',
}


@pytest.mark.parametrize("carrier", CARRIERS)
def test_what_scripts_data_and_attributes_hold_in_words_is_kept(carrier: str) -> None:
    page = read(f"<title>Club</title>{SHOWN}{CARRIERS[carrier]}")
    held = f"{page.carried_text}\n{page.hidden_text}".split("\n")
    assert {FIRST, SECOND} <= set(held)
    assert FIRST not in page.text and page.text_from == "markup"


def test_what_is_shown_is_not_carried_beside_it() -> None:
    page = read(f"<title>Club</title>{SHOWN}<p>{FIRST}</p><div hidden>{SECOND}</div><script>const S={RAW}</script>")
    assert page.carried_text == ""


def test_code_keys_addresses_and_classes_are_no_words() -> None:
    code = """<script>!function(){var s="btn btn-primary mt-4",u="https://a.example/x y",f=function(a,b){return a.querySelector("#"+b)};
    if(s === "x" && f(u, "y")){ document.title = s } // it's done
    window.dataLayer = window.dataLayer || []; gtag("js", new Date());
    var k={"font-family":"Arial, sans-serif","d":"M10 10 L20 20"}}()</script>"""
    assert read(f"<title>Club</title>{SHOWN}{code}").carried_text == ""


def test_half_a_character_ends_no_reading() -> None:
    script = '<script>x="Take part in it today \\ud83d";y="\\ud83d\\ude00 We meet at seven."</script>'
    assert read(f"<title>Club</title>{SHOWN}{script}").carried_text == "Take part in it today \ufffd\n\U0001f600 We meet at seven."


FLOODS = {
    "quotes": '"' * 400_000,
    "short strings": '"a b",' * 80_000,
    "long sentences": "".join(f'"{n} {"and so on, " * 360}",' for n in range(200)),
    "sentences": '"This is one more sentence of them.",' * 15_000,
    "one long string": '"' + "word " * 90_000 + '"',
    "backslashes": '"' + "\\" * 400_000 + ' a"',
    "tags in strings": ('"' + "<a " * 1_300 + '",') * 100,
    "places in strings": ('"' + "{{ a " * 780 + '",') * 100,
    "markup": "<p>" * 130_000,
    "letters as numbers": '"' + "\\u0e01" * 600 + '",' * 110,
}


@pytest.mark.parametrize("flood", FLOODS)
def test_scripts_full_of_strings_are_read_in_linear_time(flood: str) -> None:
    page = f"<title>Club</title>{SHOWN}<script>{FLOODS[flood]}</script>"
    assert least_cpu_s(lambda: read(page), within=1.0) < 1.0
    assert len(read(page).carried_text) <= MAX_CARRIED_CHARS
