"""What takes the place of a page, or lies over it: its own words are then not all that is seen."""

import pytest

from scamtriage.parse.html.page import read_page
from tests.parse.html.scripted import TEXT, TOLD, read


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
    assert not read(script, f"{TEXT[:300]}<{frame}").complete
    assert read(f"function later(){{{script}}}", TEXT + TEXT).complete  # it waits, for a click perhaps
    assert read(script.replace("x.test", "www.youtube.com"), TEXT[:300]).complete


@pytest.mark.parametrize("address", ["https://x.test/", "/next.html"])
@pytest.mark.parametrize("around", ["{}", "(function(){{{}}})()", "(()=>{{{}}})()", "addEventListener('load',()=>{{{}}})"])
def test_a_frame_that_a_script_lays_over_the_page_at_once_covers_it_whatever_it_says(address: str, around: str) -> None:
    made = f"var f=document.createElement('iframe');f.src='{address}';f.style.cssText='{COVERING}';document.body.append(f)"
    assert not read(around.format(made), TEXT + TEXT).complete
    assert read(around.format(made.replace("width:100%;height:100%", "display:none")), TEXT + TEXT).complete
    assert read(around.format(f"if(asked){{{made}}}"), TEXT + TEXT).complete
    assert read(
        around.format(made.replace("position:fixed;inset:0;width:100%;height:100%", "width:100%;height:400px")), TEXT + TEXT
    ).complete


def test_a_frame_without_an_address_that_covers_the_page_shows_what_a_script_gives_it() -> None:
    frame = f"<iframe id=f style='{COVERING}'></iframe>"
    assert not read("f.src='/next.html'", TEXT + TEXT + frame).complete
    assert read("f.src='/next.html'", TEXT + TEXT + frame.replace("inset", "display:none;inset")).complete


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
