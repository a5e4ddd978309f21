"""What scripts write of what stands in them is read as part of the page, and what is not known is not taken for nothing."""

import json
from base64 import b64encode
from urllib.parse import quote

import pytest

from scamtriage.parse.html.page import read_page
from scamtriage.parse.html.scripts.written_markup import find_written_markup
from tests.cost import least_cpu_s
from tests.parse.html.scripted import ENCODED, LURE, TEXT, TOLD, read

STEPS = "".join(f"h+={json.dumps(LURE[at : at + 30])};" for at in range(0, len(LURE), 30))
AGAIN = b64encode(f"document.write({TOLD})".encode()).decode()
NESTED = json.dumps(f'<script>eval(atob("{AGAIN}"))</script>').replace("</", "<\\/")
WRITES = (
    f'document.write(unescape("{quote(LURE)}"))',
    f'window.document.write(window.atob("{ENCODED}"))',
    f'document["write"](decodeURIComponent(escape(atob("{ENCODED}"))))',
    f"document.write(String.fromCharCode({','.join(str(ord(letter)) for letter in LURE)}))",
    f'var h="";{STEPS}var d=document;d.write(h);d.close()',
    f'document.getElementById("r").innerHTML = {TOLD}',
    f"document.body.innerHTML = `<b>${{user.name}}</b>{LURE}`",
    f'document.write("<b>" + navigator.platform + {TOLD})',
    f'document.body.insertAdjacentHTML("beforeend", {TOLD})',
    f'$(function () {{ $("#r").empty().append({TOLD}) }})',
    f'var f = document.createElement("iframe"); f.srcdoc = {TOLD}; document.body.append(f)',
    f'var f = document.createElement("iframe"); f.src = "data:text/html;base64,{ENCODED}"',
    f'if (!/bot/.test(navigator.userAgent)) document.write(atob("{ENCODED}"))',
    f'var a = 1;{"a = a + 1;" * 3_000}document.write(atob("{ENCODED}"))',
    f"document.write({NESTED})",
    f"var r = document.body; r.append(document.createRange().createContextualFragment({TOLD}))",
    f'document["wri" + "te"]({TOLD})',
    f'[].filter["constructor"](atob("{AGAIN}"))()',
    f'(() => 1).constructor("document.body.innerHTML = atob(\\"{ENCODED}\\")")()',
    f'location = URL.createObjectURL(new Blob([{TOLD}], {{type: "text/html"}}))',
    f'var b = new Blob([{TOLD}], {{type: "text/html"}}), u = URL.createObjectURL(b); f.src = u',
    f"function _0xa() {{ return ['body', 'innerHTML', {TOLD}] }} document[_0xb(0x1a0)][_0xb(0x1a1)] = _0xb(0x1a2)",
)  # fmt: skip


def test_what_scripts_write_of_constants_is_part_of_the_page() -> None:
    for script in WRITES:
        facts = read(script)
        assert facts.asks == ("password",) and "เข้าสู่ระบบ" in facts.text, script
        assert ("line", "@helper99x") in {(contact.kind, contact.value) for contact in facts.contacts}, script


SAYS = "Call the officer in charge at once"


@pytest.mark.parametrize(
    "script",
    [
        f"r.setHTMLUnsafe({TOLD})",
        f'document.body.append(...new DOMParser().parseFromString(atob("{ENCODED}"), "text/html").body.childNodes)',
        f'f.src = URL.createObjectURL(new Blob([atob("{ENCODED}")], {{type: "text/html"}}))',
        f'new Function(atob("{AGAIN}"))()',
    ],
)
def test_newer_ways_to_write_are_ways_to_write(script: str) -> None:
    assert read(script).asks == ("password",)


@pytest.mark.parametrize(
    "script",
    [
        f"document.body.append(document.createRange().createContextualFragment({TOLD}))",
        f'document.getElementById("a").appendChild(document.createRange().createContextualFragment({TOLD}))',
        f'document.getElementById("a").appendChild(new DOMParser().parseFromString({TOLD}, "text/html").body)',
        f'f.src = URL.createObjectURL(new Blob([{TOLD}], {{type: "text/html"}}))',
        f"Vue.createApp({{template: {TOLD}}}).mount('#app')",
        f"render(html`{LURE}`, document.body)",
        "$('<form action=/go><input type=password></form>').appendTo('body')",
    ],
)
@pytest.mark.parametrize("beside", ["", TEXT * 3], ids=["alone", "beside much text"])
def test_markup_that_a_script_parses_or_makes_elements_of_asks_what_it_asks(script: str, beside: str) -> None:
    body = f"<title>Desk</title><body>{beside}<script>{script}</script>".encode()
    facts, _ = read_page(body=body, content_type="text/html; charset=utf-8", url="https://desk.test/", host="desk.test", suffix="test")
    assert facts.asks == ("password",)


@pytest.mark.parametrize("make", ["$('{}').appendTo('body').submit()", "x = {{template: '{}'}}; document.forms[0].submit()"])
@pytest.mark.parametrize(
    ("fields", "asks"), [("<input type=hidden name=t>", ()), ("<input type=submit>", ()), ("<input type=password>", ("password",))]
)
def test_a_form_that_a_handler_makes_only_to_post_is_no_form_that_sends_itself(make: str, fields: str, asks: tuple[str, ...]) -> None:
    script = make.format(f"<form action=/logout method=post>{fields}</form>")
    body = f"<title>Shop</title><body>{TEXT * 3}<script>function out(){{{script}}}</script>".encode()
    facts, _ = read_page(body=body, content_type="text/html; charset=utf-8", url="https://desk.test/", host="desk.test", suffix="test")
    assert facts.asks == asks and (facts.complete or asks)


@pytest.mark.parametrize(
    "script", ['s = "<p>hello</p>"', 'new Blob(["a,b,c"], {type: "text/csv"})', "$('<div>').hide()", "const template = 5"]
)
def test_other_strings_of_scripts_are_no_page(script: str) -> None:
    written = find_written_markup([script], "")
    assert (written.markup, written.beside) == ("", "")


@pytest.mark.parametrize(
    "script",
    [
        f'r.textContent = "{SAYS}"',
        f'document.body.append("{SAYS}")',
        f'var t = document.createTextNode("{SAYS}"); r.appendChild(t)',
        f'alert("{SAYS}")',
        f'setInterval(function () {{ alert("{SAYS}") }}, 500)',
        f'var c = r.getContext("2d"); c.fillText("{SAYS}", 0, 20)',
    ],
)
def test_a_sentence_that_scripts_say_at_once_is_part_of_the_page(script: str) -> None:
    assert SAYS in read(script).text
    assert SAYS not in read(f"function later() {{ {script} }}").text


@pytest.mark.parametrize("says", ["您的账户已被冻结请立即联系客服", "บัญชีของคุณถูกระงับโปรดติดต่อเจ้าหน้าที่"])
def test_a_sentence_needs_no_spaces(says: str) -> None:
    assert says in read(f'alert("{says}")').text and says in read(f'document.body.append("{says}")').text
    assert "แจ้งเตือน" not in read('d.append("แจ้งเตือน", "ตกลง")').text


def test_styles_and_scripts_that_scripts_append_are_no_sentences() -> None:
    said = read('s.append("a.red { margin: 0 auto; color: red }"); s.append("window.a = function () { return 1 + b ; }")').text
    assert "margin" not in said and "return" not in said
    assert f"{SAYS} {{1}}" in read(f'r.append("{SAYS} {{1}}")').text


def test_a_script_of_a_drawing_may_stand_in_its_address() -> None:
    coded = b64encode(f"document.body.innerHTML += {TOLD}".encode()).decode()
    html = f'{TEXT}<svg><script href="data:text/javascript;base64,{coded}"></script></svg>'
    body = html.encode()
    assert read_page(body=body, content_type="text/html", url="https://a.test/", host="a.test", suffix="test")[0].asks == ("password",)


def test_a_message_that_waits_in_a_function_is_not_shown() -> None:
    facts = read(f"function expired() {{ r.innerHTML = {TOLD} }} r.onclick = expired; if (old) {{ r.innerHTML = {TOLD} }}")
    assert (facts.asks, facts.complete) == ((), True) and "เข้าสู่ระบบ" not in facts.text


HELD = "var held = '" + "kq7x " * 60 + "'"


def test_what_is_written_of_the_unknown_is_unknown_beside_whatever_it_stands() -> None:
    for script in ("document.write(unescape(window.name))", 'document.body.innerHTML = "<b>" + decode(x)'):
        facts = read(script, "<p>Please wait for a moment, dear visitor</p>")
        assert facts.incomplete_because == "what its scripts write is not known before they run" and not facts.complete
        assert not read(f"{HELD};{script.replace('document.body', 'box')}").complete
        assert not read(f"{script.replace('document.body', 'box')};fetch('/p').then(show)").complete
    for number in (
        "Math.round(b.value * 652).toLocaleString()", "(ok / total * 100).toFixed(1) + '%'", "(s / 86400 | 0) + ' days'",
        "document.lastModified",
        "'© ' + new Date().getFullYear() + ' the garden club'", "new Date().toLocaleDateString('th-TH')", "day = 'Monday'",
    ):  # fmt: skip
        assert read(f"{HELD};box.innerHTML = {number}").complete, number
    for address in (
        "<script src='\" + host + \"ga.js'></script>",
        "<a href='https://a.test/?r=\" + escape(document.referrer) + \"'><img src='/c.gif'></a>",
    ):
        assert read(f'{HELD};document.write("{address}")').complete, address
    told = "document.write('<scr' + 'ipt src=\"' + u); document.write('&amp;cb=' + r); document.write('\"></scr' + 'ipt>')"
    assert read(told).complete and read('document.write(unescape("%3Cscript src=\'" + host + "ga.js\'%3E%3C/script%3E"))').complete
    for words in (
        "'<a href=\"/\">' + told", "'<b title=' + told", "unescape('%3Cb%3E' + told)", "'<img src=\"/a.gif\">' + told",
        "Math.round(a) || told", "a * b ? told : 1", "(told).toFixed(2)", "(told | 1, told)", "dec(key, Date)", "new Date().constructor(k)",
        "told[Math.round(a)]", "new Date(key)[key]",
    ):  # fmt: skip
        assert not read(f"{HELD};box.innerHTML = {words}").complete, words
        assert read(f"box.innerHTML = {words}").complete, words  # there are none, but for what scripts from elsewhere bring
    assert read("document.write(new Date().getFullYear())", "<p>Garden club of the town, in the park</p>").complete


def test_a_page_that_a_style_sheet_of_another_file_makes_is_unknown() -> None:
    def known(head: str, content_type: str) -> bool:
        body = f'<?xml version="1.0"?>{head}<page>{TEXT}</page>'.encode()
        return read_page(body=body, content_type=content_type, url="https://a.test/", host="a.test", suffix="test")[0].complete

    sheet = '<?xml-stylesheet type="text/xsl" href="/s.xsl"?>'
    assert not known(sheet, "text/xml; charset=utf-8") and not known(sheet, "application/xhtml+xml")
    assert not known(sheet.replace("/s.xsl", "data:text/xsl," + "%3Ca>" * 300), "text/xml")
    assert not known(f"<!--{'x' * 5_000}-->{sheet}", "text/xml")
    assert known(sheet, "text/html") and known("", "text/xml") and known(sheet.replace("xsl", "css"), "text/xml")


@pytest.mark.parametrize(
    "script",
    [
        f"localStorage.p = {TOLD}; r.innerHTML = localStorage.p",
        f"Promise.resolve({TOLD}).then(p => r.innerHTML = p)",
        f'customElements.define("x-a", class extends HTMLElement {{ connectedCallback() {{ this.innerHTML = {TOLD} }} }})',
        f'const d = document, w = "write"; d[w].call(d, {TOLD})',
    ],
)
def test_what_a_script_holds_and_may_write_is_kept_apart_and_asks(script: str) -> None:
    facts = read(script.replace("<h1>", f"<h1>{'Call the officer in charge at once and pay the fee. ' * 8}"))
    assert facts.asks == ("password",) and "Call the officer" in facts.hidden_text and "Call the officer" not in facts.text


def test_an_element_of_its_own_that_stands_in_the_page_shows_what_a_script_gives_it() -> None:
    define = f'customElements.define("x-a", class extends HTMLElement {{ connectedCallback() {{ this.innerHTML = {TOLD} }} }})'
    assert "เข้าสู่ระบบ" in read(define, f"<x-a></x-a>{TEXT}").text
    clicked = define.replace("this.innerHTML", "this.onclick = () => this.innerHTML")
    assert "เข้าสู่ระบบ" not in read(clicked, f"<x-a></x-a>{TEXT}").text


def test_words_on_a_canvas_are_seen_however_few() -> None:
    facts = read('var c = r.getContext("2d"); c.fillText("Pay the officer", 0, 20); c.strokeText("<b> at once", 0, 40)')
    assert "Pay the officer" in facts.text and "<b> at once" in facts.text


@pytest.mark.parametrize(
    ("loop", "runs"),
    [
        ("while (1) ", True), ("while (!0) { ", True), ("for (;;) ", True), ("for (var i = 0; i <= 99; i++) { ", True),
        ("while (x) ", False), ("for (i = 9; i < 9; i++) ", False), ("for (const a of b) ", False), ("for (i = 0; i < n; i++) ", False),
        ("while (1) { if (x) break; ", False), ("for (", False), ("for (i = 0; i", False),
    ],
)  # fmt: skip
def test_what_a_loop_repeats_is_said_if_it_runs_for_certain(loop: str, runs: bool) -> None:
    script = f"{loop}alert({json.dumps(SAYS)})" + "}" * loop.count("{")
    assert (SAYS in read(script).text) is runs


@pytest.mark.parametrize("saved", ["a.download = 'x.html'; ", "a.onclick = () => "])
def test_a_file_that_is_saved_or_waits_for_a_click_is_not_shown(saved: str) -> None:
    made = f'URL.createObjectURL(new Blob([{TOLD}], {{type: "text/html"}}))'
    assert "เข้าสู่ระบบ" in read(f"location = {made}").text
    assert "เข้าสู่ระบบ" not in read(f"{saved}location = {made}").text


def test_sentences_that_a_script_lists_are_kept_apart() -> None:
    said = [
        "Your account was closed by the bank.",
        "Pay the fee to the officer.",
        "Send a picture of your card.",
        "Tell nobody of this call.",
    ]
    script = f"{json.dumps(said * 3)}.forEach(t => {{ const p = document.createElement('p'); p.textContent = t; document.body.append(p) }})"
    assert "officer" not in read(script).hidden_text  # a few sentences are messages
    more = [f"{line} It is the {n} notice, and the last that we send before the police come." for n, line in enumerate(said)]
    assert "the last that we send" in read(script.replace(json.dumps(said * 3), json.dumps(more))).hidden_text


def test_scripts_that_hold_much_in_words_take_no_room_from_those_that_write() -> None:
    words = ",".join(json.dumps(f"This is message number {n} of many") for n in range(9_000))
    facts = read(f"var m = [{words}]; document.createElement('p')</script><script>document.body.innerHTML = load()")
    assert not facts.complete


@pytest.mark.parametrize(
    "piece",
    [
        "<",
        "'<a",
        "1,1,",
        "'a b c d",
        "A" * 2_400 + " ",
        '"</',
        "r.append(createTextNode(",
        "customElements.define('x-a',",
        "innerHTML=",
        "Blob([",
        "createObjectURL(new Blob(['<b>'],'text/html'))",
        "a[f(0x1",
        "for(;;)",
        "while(1){",
        "constructor(",
        "['a'+'b'+",
    ],
)
def test_long_scripts_cost_little(piece: str) -> None:
    script = f"r.innerHTML = x.fromCharCode; decrypt({piece * (400_000 // len(piece))}"
    assert least_cpu_s(lambda: find_written_markup([script], "<x-a>"), within=1) <= 1


@pytest.mark.parametrize(
    "deep",
    [
        "unescape(" * 3_000 + "k" + ")" * 3_000,
        "k" + ".toFixed(1)" * 2_500,
        "(" * 3_500 + "k*2" + ")" * 3_500,
        "a=b=" * 1_500 + "k",
        "document.body.innerHTML.replace(a," * 900 + "k" + ")" * 900,
        "+".join(["'<a href='", "k"] * 2_000),
        "new Date()" + ".toString()" * 1_500,
    ],
)
def test_what_a_number_or_a_time_is_told_by_may_be_deep(deep: str) -> None:
    assert least_cpu_s(lambda: find_written_markup([f"box.innerHTML = {deep}"], ""), within=1) <= 1


def test_a_script_that_makes_much_of_little_costs_little() -> None:
    doubling = "var a0='%3C" + "x" * 400 + "';" + "".join(f"var a{n + 1}=a{n}+a{n};" for n in range(10))
    script = doubling + "document.write(unescape(a10));" * 500 + "document.write(atob('PGI+'));" * 500 + "document.write(a10);" * 500
    assert len(find_written_markup([script], "").markup) < 2_000_000
    assert least_cpu_s(lambda: find_written_markup([script], ""), within=1) <= 1
