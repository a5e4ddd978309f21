"""Where scripts of a page may lead to, though only a run would tell."""

import pytest
from msgspec import UNSET

from scamtriage.parse.html.page import read_page
from scamtriage.parse.html.scripts.possible_redirects import possible_redirects
from scamtriage.records.evidence import Cap
from scamtriage.records.facts import PageFacts
from tests.cost import least_cpu_s

URL, HOST = "https://a.test/", "a.test"
GOES = "location='https://x.test/'"
ELSEWHERE = "its scripts may lead on to another site, which was not asked for"
SENT = "its scripts send a form by themselves, and what the site answers was not asked for"
TEXT = "<h1>Garden club</h1>" + "<p>We meet on Saturday in the park.</p>" * 6


def page(body: str) -> tuple[PageFacts, tuple[Cap, ...]]:
    html = f"<!doctype html><title>Garden club</title>{TEXT}{body}"
    return read_page(body=html.encode(), content_type="text/html", url=URL, host=HOST, suffix="test")


def facts(body: str) -> PageFacts:
    return page(body)[0]


def because(body: str) -> str:
    return facts(body).incomplete_because


@pytest.mark.parametrize(
    "body",
    [
        f'<img src=x onerror="{GOES}">',
        f'<details open ontoggle="{GOES}">x</details>',
        f'<iframe src="javascript:top.{GOES}"></iframe>',
        "<iframe srcdoc='<script>top.location=\"https://x.test/\"</script>'></iframe>",
        f"<script>try{{throw 1}}catch(e){{{GOES}}}</script>",
        f"<script>for(;;){{{GOES};break}}</script>",
        f"<script>[1].forEach(function(){{{GOES}}})</script>",
        f"<script>window.q||({GOES})</script>",
        f"<script>new MutationObserver(()=>{GOES}).observe(document)</script>",
        "<script>var u='https://x.test/';if(innerWidth)location.href=u</script>",
        "<script>var u='https://x.test/';if(innerWidth){u=f(u);location.href=u}</script>",
        "<script>navigation.navigate('https://x.test/')</script>",
        "<script>m.httpEquiv='refresh';m.content='0;url=https://x.test/'</script>",
        "<script>if(innerWidth)location.href=decodeURIComponent('https%3A%2F%2Fx.test')</script>",
        "<script>var l='location',c={u:'https://x.test/'};if(innerWidth)window[l]=c.u</script>",
        "<script>var a=document.createElement('a');a.href='https://x.test/';a.click()</script>",
        "<script>document.body.innerHTML+='<img src=x onerror=location=`https://x.test/`>'</script>",
        f"<script>b.addEventListener('click',e=>count(e));if(innerWidth){GOES}</script>",
        f"<script>b.onclick=e=>count(e)\nif(innerWidth){GOES}</script>",
        f"<script>b.onclick=()=>n++\nif(innerWidth){GOES}</script>",
    ],
)
def test_an_address_that_scripts_may_go_to_leaves_a_page_unknown(body: str) -> None:
    """However much it says: who writes so that scanners stay may write as much for them to read."""
    assert because(body) == because(TEXT * 3 + body) == ELSEWHERE
    assert because(body.replace("x.test", "www.a.test").replace("innerWidth", "n")) == ""


@pytest.mark.parametrize(
    "body",
    [
        "<script>var h='x.test';if(innerWidth)window['loc'+'ation']=`https://${h}/`</script>",
        "<form id=f action=https://x.test/></form><script>f.submit()</script>",
        "<a id=go href=https://x.test/>x</a><script>document.getElementById('go').click()</script>",
        "<script>setTimeout(()=>document.querySelector('#go').click(),9)</script><a href='https://x.test/' id=go>x</a>",
        "<form id=f action=https://x.test/></form><script>HTMLFormElement.prototype.submit.call(document.forms[0])</script>",
        "<form id=f action=https://x.test/></form><script>$('#f').trigger('submit')</script>",
        "<a id=go href=https://x.test/>x</a><script>go.click()</script>",
        "<a class='b go' href=https://x.test/>x</a><script>document.querySelector('.go').click()</script>",
        "<a href=https://x.test/>x</a><script>document.querySelector('a').click()</script>",
    ],
)
def test_what_scripts_may_press_leaves_a_page_of_few_words_unknown(body: str) -> None:
    assert because(body) == ELSEWHERE and because(TEXT * 3 + body) == ""
    assert because(body.replace("x.test", "www.a.test").replace("innerWidth", "n")) == (SENT if "submit" in body else "")


def test_a_form_that_a_script_makes_or_a_button_that_it_presses_leads_on() -> None:
    made = "<script>var f=document.createElement('form');f.action='https://x.test/';f.submit()</script>"
    assert because(made) == "its scripts may lead on to another site, which was not asked for"
    form = "<form action={}><button id=b>OK</button></form><script>b.click()</script>"
    assert because(form.format("https://x.test/")) == "its scripts may lead on to another site, which was not asked for"
    assert because(form.format("/a")) == SENT
    filled = "<form action=https://x.test/><input name=q value=1><button id=b>OK</button></form><script>b.click()</script>"
    assert because(filled) == "its scripts may lead on to another site, which was not asked for"


@pytest.mark.parametrize(
    "script",
    [
        "pick.onclick=()=>fileInput.click()",
        "setInterval(function(){next.click()},3000)",
        "window.onload=function(){menuButton.click()}",
        "document.onkeydown=function(e){if(e.key=='Enter')b.click()}",
        "sel.onchange=function(){f.dispatchEvent(new Event('submit'))}",
        "$('#q').keyup(function(e){if(e.keyCode==13)$('#f').trigger('submit')})",
    ],
)
def test_a_press_sends_no_form_with_a_box_that_waits_to_be_filled(script: str) -> None:
    assert because(f"<form id=f action=https://x.test/><input name=q><button id=b>OK</button></form><script>{script}</script>") == ""


def test_a_link_that_a_script_makes_for_a_file_is_not_the_first_of_the_page() -> None:
    assert because("<a href=https://x.test/>x</a><script>var a=make(blob);a.click()</script>") == ""


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("<form method=post><input type=hidden name=t value=1></form><script>document.forms[0].submit()</script>", True),
        ("<form name=f action=/go><input type=hidden name=t><input type=submit></form><body onload='document.f.submit()'>", True),
        ("<form id=f action=/go><button>Go</button></form><script>$(function(){$('#f').submit()})</script>", True),
        ("<form id=f action=/go><input name=card></form><script>if(ok())f.submit()</script>", False),
        ("<form id=f action=/go></form><button onclick=go()>Go</button><script>function go(){f.submit()}</script>", False),
        ("<form id=f action=/go></form><script>b.addEventListener('click',()=>f.submit())</script>", False),
    ],
)
def test_what_a_site_answers_to_a_form_that_sends_itself_is_unknown(body: str, said: bool) -> None:
    assert because(body) == (SENT if said else "")


@pytest.mark.parametrize(
    "body",
    [
        f"<script>b.addEventListener('click',()=>{{{GOES}}})</script>",
        f"<script>b.onclick=()=>{GOES},b.title='x'</script>",
        f"<script>function go(){{{GOES}}}</script><button onclick=go()>Go</button>",
        "<script>function get(){var a=document.createElement('a');a.href='https://x.test/';a.click()}</script>",
        "<script>document.getElementById('first').click()</script><a href=https://x.test/>More</a>",
        "<script>b.onclick=function(){location.href=atob('aHR0cHM6Ly94LnRlc3Qv')}</script>",
        "<script>if(top!=self)top.location=self.location;location.reload()</script>",
        "<script>var s=('https:'==document.location.protocol?'https://ssl.x.test':'http://www.x.test')+'/ga.js'</script>",
        "<script>fetch('https://x.test/?u='+location.href)</script>",
        "<img src=/logo.png onerror=\"this.src='/none.png'\">",
        "<form action=https://x.test/><select name=a></select></form><script>a.onchange=function(){a.form.submit()}</script>",
    ],
)
def test_what_a_visitor_starts_and_what_only_names_a_location_leads_nowhere(body: str) -> None:
    assert because(body) == ""


CHOSEN = "its scripts may lead some visitors on to another page of the site, which was not asked for"


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("if(/Android|iPhone/.test(navigator.userAgent)){location.href='/m.html'}", True),
        ("if(!navigator.webdriver)location.replace('go.php')", True),
        ("var l=navigator.language;if(l.indexOf('th')==0)window.location='/th/case'", True),
        ("if(screen.width<600)location.replace('https://www.a.test/m')", True),
        ("if(document.referrer.indexOf('google')>0){setTimeout(function(){top.location.href='?v=2'},900)}", True),
        ("var tz=Intl.DateTimeFormat().resolvedOptions().timeZone;if(tz=='Asia/Bangkok'){location='./th.html'}", True),
        ("if(innerWidth<600)location.href='/m.html'", True),
        ("if('ontouchstart' in window)location='/m.html'", True),
        ("var state={device:{userAgent:'x'},route:{location:'/home',params:{}}}", False),
        ("b.onclick=function(){if(/iPhone/.test(navigator.userAgent))location.href='/m.html'}", False),
        ("var c={location:'Bangkok'};track(navigator.userAgent,c)", False),
        ("if(/bot/.test(navigator.userAgent))location.href='https://a.test/'", False),
        ("track(navigator.userAgent,location.pathname=='/a.html')", False),
    ],
)
def test_a_page_to_which_scripts_lead_some_visitors_alone_is_unknown(script: str, said: bool) -> None:
    assert because(f"<script>{script}</script>") == (CHOSEN if said else "")
    assert because(f"{TEXT * 3}<script>{script}</script>") == ""


def test_many_places_cost_little() -> None:
    names = [f"a{number}" for number in range(1_000)]
    scripts = [
        "".join(f"function {name}(){{" for name in names) + f"{GOES}{'}' * 1_000}//{'aaaaaaaaaaaaaaa0 ' * 230_000}{names}",
        "a='https://x.test/';" + "location=a;" * 60_000,
        "function go(){" * 4_000 + "location='//x.test';" * 4_000,
        "location(" * 90_000,
        "location;" + "a=" * 90_000,
        "location;" + "".join(f"a{number}=1," for number in range(90_000)),
        "location;" + "var a=(function(){" * 9_000,
    ]
    found: list[list[bool]] = []
    assert least_cpu_s(lambda: found.append([bool(list(possible_redirects([script], [], {}))) for script in scripts]), within=3) <= 3
    assert found[0] == [True, True, False, False, False, False, False]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("กำลังโหลด กรุณารอสักครู่ ระบบกำลังเตรียมข้อมูลของท่านให้พร้อมใช้งาน", True),
        ("Loading the application, please stand by", True),
        ("Đang tải dữ liệu, vui lòng chờ trong giây lát", True),
        ("页面正在加载，请耐心等待几秒钟，感谢您的支持与理解", True),
        ("Downloading and uploading files for readers of all ages", False),
        ("We lend books and films to readers of all ages", False),
        (
            "汇菲律宾、印尼、泰国，当日到账。今日汇率：载入中…首次汇款请带身份证到门市登记，八千元或以上须申报资金来源，手续费每单十八元。金钱服务经营者牌照可于海关网页查核。福华街八十八号地铺，十时至十九时半，全年无休，欢迎街坊查询。",
            False,
        ),
    ],
)
def test_what_tells_to_wait_for_scripts_is_not_the_page(text: str, said: bool) -> None:
    facts = [
        read_page(
            body=f"<title>Desk</title><div id=app>{text}</div>{more}".encode(),
            content_type="text/html; charset=utf-8",
            url=URL,
            host=HOST,
            suffix="test",
        )[0]
        for more in ("<script src=/js/app.js></script>", "")
    ]
    assert [page.complete for page in facts] == [not said, True]


@pytest.mark.parametrize(
    ("body", "urls"),
    [
        ("<script>if(innerWidth)location='//x.test/in?c=1'</script>", ("https://x.test/in?c=1",)),
        (
            "<script>if(innerWidth)location='https://x.test/';else if(n)location='https://y.test/'</script>",
            ("https://x.test/", "https://y.test/"),
        ),
        ("<form id=f action=https://x.test/s></form><script>f.submit()</script>", ("https://x.test/s",)),
        ("<form id=f action=/s><input type=hidden name=a></form><script>f.submit()</script>", ()),
        ("<iframe src=//x.test/shop style='width:100%;height:100vh'></iframe>", ("https://x.test/shop",)),
        ("<iframe src=/shop style='width:100%;height:100vh'></iframe>", ("https://a.test/shop",)),
        ("<script>if(!navigator.webdriver)location='/real.html'</script>", ("https://a.test/real.html",)),
        ("<script>fetch('/go').then(r=>r.text()).then(u=>location=u)</script>", ()),
        ("<a href=https://x.test/>x</a><iframe src=//y.test/></iframe>", ()),
    ],
)
def test_where_visitors_may_be_led_is_kept(body: str, urls: tuple[str, ...]) -> None:
    """An analyst looks there next. What is only linked, or shown within the page, is not asked for either, but nobody is led there."""
    assert facts(body).not_followed == (urls or UNSET)


@pytest.mark.parametrize(
    ("body", "urls"),
    [
        ("<script>if(innerWidth)location='https://x.test/'</script>", ("https://x.test/",)),
        ("<script>if(innerWidth)location='https://www.a.test/'</script>", ()),
        ("<script>fetch('/go').then(r=>r.text()).then(u=>{location.href=u})</script>", ()),
    ],
)
def test_where_a_long_page_may_lead_is_kept(body: str, urls: tuple[str, ...]) -> None:
    """But not that a server tells it, for whom no address stands here."""
    assert facts(TEXT * 5 + body).not_followed == (urls or UNSET)


def test_of_many_such_addresses_ten_are_kept() -> None:
    body = "".join(f"if(n=={n})location='https://x{n}.test/';" for n in range(12))
    read, caps = page(f"<script>{body}</script>")
    assert read.not_followed == tuple(f"https://x{n}.test/" for n in range(10))
    assert ("not followed 10", "12") in [(cap.cap, cap.seen) for cap in caps]
