"""Pages that show nothing before their scripts run: the words for people in their data are read, and said to come from there."""

import json
from base64 import b64encode
from html import escape

import pytest

from scamtriage.parse.html.page import read_page
from scamtriage.records.facts import PageFacts
from tests.cost import least_cpu_s

NOTICE = "ดูวิดีโอ กดไลค์ แล้วส่งภาพหน้าจอ รับค่าคอมมิชชั่นทุกวันเวลา 22:00"
TIERS = "Upgrade to the next level before you withdraw your commission."


def read(body: str) -> PageFacts:
    html = f'<!doctype html><html><head><meta charset="utf-8"><title>Ad Task</title></head><body>{body}</body></html>'
    arguments = {"content_type": "text/html; charset=utf-8", "url": "https://a.example/", "host": "a.example", "suffix": "example"}
    return read_page(body=html.encode(), **arguments)[0]  # type: ignore[arg-type]


DATA = {
    "locale": "th",
    "menu": ["หน้าหลัก", "ถอนเงิน"],
    "banner": {"className": "flex items-center px-4 text-white", "body": f"<p>{NOTICE}</p>"},
}
DATA |= {"steps": [TIERS, "btn-primary btn", "https://cdn.example/a b.png", "Mozilla/5.0 (X11; Linux x86_64)"], "sha": "9f86d081884c7d65"}
LITERAL = json.dumps(DATA, ensure_ascii=False)
SHELLS = {
    "json": f'<div id="root"></div><script type="application/json" id="__DATA__">{LITERAL}</script>',
    "next": f'<div id="__next"><p>Loading …</p></div><script id="__NEXT_DATA__" type="application/json">{LITERAL}</script>',
    "object": f'<div id="app"></div><script>var a=1;window.__INITIAL_STATE__={LITERAL};start(a)</script>',
    "escaped": f'<div id="app"></div><script>window.__STATE__={json.dumps(DATA)}</script>',
    "parsed": f'<div id="app"></div><script>window.__STATE__ = JSON.parse({json.dumps(LITERAL)})</script>',
    "arguments": f'<div id="app"></div><script>window.__NUXT__=(function(a,b){{return {{d:[a,b]}}}}("{NOTICE}","{TIERS}"))</script>',
    "table": f'<div id="app"></div><script>const t={{th:{{n:"{NOTICE}"}},en:{{n:`{TIERS}`}}}}</script>',
    "attribute": f'<div id="app" data-page="{escape(LITERAL)}"></div>',
}


@pytest.mark.parametrize("shell", SHELLS)
def test_the_words_of_an_empty_shell_stand_in_its_data(shell: str) -> None:
    facts = read(SHELLS[shell])
    assert facts.text_from == "data" and facts.unseen_because == ""
    assert NOTICE in facts.text.split("\n") and TIERS in facts.text.split("\n")
    assert facts.language == "th"


@pytest.mark.parametrize("shell", SHELLS)
def test_names_addresses_classes_and_sums_are_no_words(shell: str) -> None:
    text = read(SHELLS[shell]).text
    assert not [noise for noise in ("flex", "btn", "cdn.example", "Mozilla", "9f86", "locale", "className", "<", "{") if noise in text]


def test_a_placeholder_in_a_sentence_is_left_out() -> None:
    said = {"a": "คุณได้รับ {count} บาท จากงาน {{ name }}", "b": "โอนเงินภายในวันนี้เท่านั้นเพื่อรักษาสิทธิ์"}
    assert "คุณได้รับ บาท จากงาน" in read(f'<div id="root"></div><script type="application/json">{json.dumps(said)}</script>').text


SHELL = "<h1>Garden club</h1><p>Plots are dug over in autumn and the water is turned off.</p>"
LINES = [TIERS, NOTICE, "Every member receives a bonus of 30% on the first deposit, paid at once."]
SHOWN = {
    "next": f'<script id="__NEXT_DATA__" type="application/json">{json.dumps({"t": LINES})}</script>',
    "alpine": f"<div x-data='{{t:{json.dumps(LINES)}}}'></div>",
    "literals": "".join(f"<p x-text=\"'{line}'\"></p>" for line in LINES),
    "v-html": f'<p v-html="`{" ".join(LINES)}`"></p>',
    "nodes": "<script>function f(){" + "".join(f"b.append(document.createTextNode('{line}'));" for line in LINES) + "}</script>",
    "each": f"<script>{json.dumps(LINES)}.forEach(t=>{{p.textContent=t}})</script>",
    "lit": f"<script>render(html`<p>{'</p><p>'.join(LINES)}</p>`,r)</script>",
    "data": f'<div id=r data-h="{escape("<p>".join(LINES))}"></div>',
    "base64": f'<div id=r data-h="{b64encode("<p>".join(LINES).encode()).decode()}"></div>',
    "listed": f'<script>JSON.parse(atob("{b64encode(json.dumps(LINES).encode()).decode()}")).forEach(r.append)</script>',
    "plain": f"<script type=text/plain id=p><p>{'</p><p>'.join(LINES)}</p></script>",
}


@pytest.mark.parametrize("shown", SHOWN)
def test_words_in_data_that_outweigh_the_little_that_is_shown_are_read_with_it(shown: str) -> None:
    facts = read(SHELL + SHOWN[shown])
    assert facts.text_from == "data" and all(line in facts.text for line in (TIERS, NOTICE, "Garden club"))


def test_nodes_that_a_script_makes_at_once_are_part_of_the_page() -> None:
    facts = read(SHELL + SHOWN["nodes"].replace("function f(){", "{"))
    assert facts.text_from == "markup" and all(line in facts.text for line in LINES)


def test_data_that_says_what_the_page_shows_or_less_is_no_other_text() -> None:
    said = "".join(f"<p>{line}</p>" for line in LINES)
    assert read(SHELL + said + SHOWN["next"]).text_from == "markup"
    assert read(SHELL + f"<script>a={{t:'{TIERS}'}}</script>").text_from == "markup"
    assert read(SHELL * 10 + SHOWN["next"]).text_from == "markup"


@pytest.mark.parametrize(
    "carrier",
    [
        "<img src=x onerror='r.innerHTML=\"{}\"'>",
        "<script src='data:text/javascript,r.innerHTML=%22{}%22'></script>",
        "<iframe src='javascript:\"{}\"'></iframe>",
    ],
)
def test_what_attributes_and_addresses_run_is_run(carrier: str) -> None:
    facts = read(SHELL + carrier.format(f"<p>{TIERS}</p>".replace(" ", "%20" if "src='" in carrier else " ")))
    assert TIERS in facts.text and facts.text_from == "markup"


NO_SHELLS = {
    "a page with text": f"<p>{NOTICE} {TIERS}</p>",
    "a form": "<form><input name=password type=password></form>",
    "a field": "<input name=phone>",
}


@pytest.mark.parametrize("page", NO_SHELLS)
def test_a_page_that_shows_something_speaks_for_itself(page: str) -> None:
    facts = read(NO_SHELLS[page] + '<script type="application/json">{"later": "โปรโมชั่นสำหรับสมาชิกใหม่ ฝากครั้งแรกรับโบนัสทันที"}</script>')
    assert facts.text_from == "markup" and "โปรโมชั่น" not in facts.text


@pytest.mark.parametrize(
    "script",
    [
        '!function(e){e.exports={className:"flex items-center",a:"use strict"};throw new Error("Minified React error, a list")}(this)',
        'if (a == "Something went wrong here today") console.log("Cannot read the properties of it", a ? "One or the other" : "b c")',
        "var _hmt=_hmt||[];(function(){var hm=document.createElement('script');hm.src='https://hm.example/hm.js?0a1b'})()",
    ],
)
def test_what_a_script_says_to_itself_is_no_text(script: str) -> None:
    facts = read(f'<div id="root"></div><script>{script}</script>')
    assert facts.text_from == "markup" and facts.text == ""
    assert facts.unseen_because == "the page shows no text (scripts are not run)"


def test_a_contact_of_the_data_says_where_it_stood() -> None:
    said = {"help": f"{NOTICE} ติดต่อแอดมิน LINE ID: @adtask99"}
    (contact,) = read(f'<div id="root"></div><script type="application/json">{json.dumps(said)}</script>').contacts
    assert (contact.kind, contact.value, contact.where) == ("line", "@adtask99", "data")


@pytest.mark.parametrize("kind", ["application/json", "application/ld+json"])
@pytest.mark.parametrize("name", ["content", "articleBody", "description"])
def test_a_long_text_in_one_value_is_read_to_its_end(kind: str, name: str) -> None:
    padding = "".join(f"<p>Please read the sentence with the number {n} of our help page.</p>" for n in range(600))
    value = f"{padding}<p>{NOTICE}</p><p>LINE ID: somying_99</p>"
    assert len(value) > 30_000
    facts = read(f'<script type="{kind}">{json.dumps({"@type": "Article", name: value})}</script>')
    assert NOTICE in facts.text
    assert ("line", "somying_99") in {(contact.kind, contact.value) for contact in facts.contacts}


def test_hostile_data_costs_little() -> None:
    bodies = (
        '<script type="application/json">' + "[" * 900 + '"ทดสอบ ข้อความ",' * 60_000 + "</script>",
        '<script type="application/json">["' + '","'.join(f"ข้อความ {n}" for n in range(60_000)) + '"]</script>',
        "<script>a={" + "b:`${{{" * 60_000 + "</script>",
        "<script>" + "a='ทดสอบ ข้อความ'+'" * 40_000 + "</script>",
        "<div data-page='{" + "&" * 400_000 + "'></div>" + "<b data-page='{" * 20_000,
        "<script>a=['" + "<" * 300_000 + " ทดสอบ']</script>",
    )
    for body in bodies:
        made: list[PageFacts] = []
        assert least_cpu_s(lambda body=body, made=made: made.append(read(f'<div id="root"></div>{body}')), within=4) <= 4
        assert len(made[0].text.encode()) <= 65_536
