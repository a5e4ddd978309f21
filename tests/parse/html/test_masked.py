"""Inputs that show dots, or become passwords, though their type says otherwise; and headings that no h1 is."""

import pytest

from scamtriage.parse.html.page import read_page
from scamtriage.records.facts import PageFacts
from tests.cost import least_cpu_s
from tests.parse.html.readers import both_readers

BOX = '<form><input name="usr"><input type="text" name="xq7" id="xq7" class="w k"></form>'


def read(html: str) -> PageFacts:
    return read_page(body=html.encode(), content_type="text/html", url="https://a.test/", host="a.test", suffix="test")[0]


@both_readers
@pytest.mark.parametrize(
    "page",
    [
        BOX.replace('class="w k"', 'style="width:9em; -webkit-text-security: disc"'),
        f"<style>.k{{color:red;-webkit-text-security:disc}}</style>{BOX}",
        f"<style>p{{}} form > input.k, .other{{text-security:circle !important}}</style>{BOX}",
        f"<style>#xq7{{-webkit-text-security:square}}</style>{BOX}",
        f"<style>input[name='xq7'] {{ -webkit-text-security : disc }}</style>{BOX}",
        BOX.replace('class="w k"', "onfocus=\"this.type='password'\""),
        BOX.replace('class="w k"', "onkeydown=\"this.setAttribute('type', 'password')\""),
        f"{BOX}<script>document.getElementById('xq7').type = 'password'</script>",
        f"{BOX}<script>var e = document.querySelector('#xq7'); setTimeout(function(){{ e.setAttribute('type','password') }}, 9)</script>",
        f"{BOX}<script>$('#xq7').attr('type', 'password')</script>",
        f'{BOX}<script>xq7["type"]="password"</script>',
        f"<style>input.w.k{{-webkit-text-security:disc}}</style>{BOX}",
        "<p>x</p><script>var i=document.createElement('input');i.type='password';document.body.append(i)</script>",
    ],
)
def test_what_hides_what_is_typed_asks_for_a_password(page: str, flood: str) -> None:
    assert read(page + flood).asks == ("password",)


@both_readers
@pytest.mark.parametrize(
    "page",
    [
        f"<style>.k{{-webkit-text-security:none}}</style>{BOX}",
        f"<style>.other{{-webkit-text-security:disc}} .k{{color:red}}</style>{BOX}",
        f"<style>.k .y{{-webkit-text-security:disc}}</style>{BOX}",
        f"<style>.k.pin{{-webkit-text-security:disc}}</style>{BOX}",
        f"<style>input[type=text].pin{{-webkit-text-security:disc}}</style>{BOX}",
        f"<style>.k[data-secret]{{-webkit-text-security:disc}}</style>{BOX}",
        f"<style>input:not(.k){{-webkit-text-security:disc}}</style>{BOX}",
        f"{BOX}<script>document.getElementById('pwd').type = 'password'</script>",
        f"{BOX}<script>var p = document.getElementById('pwd'); p.type = 'password'; document.getElementById('xq7').focus()</script>",
        f"{BOX}<script>function make(){{ return document.createElement('input') }} x.setAttribute('type', 'password')</script>",
        f"{BOX}<script>eye.onclick=function(){{ box.type = box.type === 'password' ? 'text' : 'password' }}</script>",
        f"{BOX}<p>Set it with <code>xq7.type = 'password'</code>.</p>",
        "<p>text-security: disc</p>" + BOX,
        '<form><input type="checkbox" name="xq7" style="-webkit-text-security:disc"></form>',
    ],
)
def test_what_shows_what_is_typed_does_not(page: str, flood: str) -> None:
    assert read(page + flood).asks == ()


def test_many_rules_and_scripts_cost_little() -> None:
    sheet = "".join(f".a{n},.b{n}{{-webkit-text-security:disc}}" for n in range(9_000))
    inputs = "".join(f"<input id=i{n} class=c{n}>" for n in range(9_000))
    html = f"<style>{sheet}</style>{inputs}<script>{'a.type=`password`;' * 20_000}</script>"
    assert least_cpu_s(lambda: read(html), within=1.5) <= 1.5


@both_readers
@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("<h4>Nowhere Bank</h4><h6>Log in</h6>", ("Nowhere Bank", "Log in")),
        ('<div role="heading" aria-level=1>Nowhere <b>Bank</b></div><p>text</p>', ("Nowhere Bank",)),
        ("<section><span class=a role=heading>Nowhere Bank</span> text</section>", ("Nowhere Bank",)),
        ("<h2>Nowhere Bank</h2><h5>Partners</h5><div role=heading>More</div>", ("Nowhere Bank",)),
        ("<h5>Partners</h5><h2>Nowhere Bank</h2>", ("Nowhere Bank",)),
        ("<h1>No<b style='display:none'>x</b>where <i hidden>zz</i>Bank</h1>", ("Nowhere Bank",)),
        ("<style>.n{display:none}</style><h2>Nowhere B<s class=n>q</s>ank</h2>", ("Nowhere Bank",)),
        ("<h1 hidden>Nowhere Bank</h1>", ("Nowhere Bank",)),
        ("<p>no heading</p>", ()),
        ("<div class=t>Nowhere <b>Bank</b></div><p>Log in</p><input type=password>", ("Nowhere Bank",)),
        ("<div>Nowhere Bank</div><input type=password><h3>Log in</h3>", ("Log in",)),
        ("<div>Nowhere Bank</div><p>Log in</p><input name=q>", ()),
        (f"<div>Nowhere Bank</div>{'<p>and many words</p>' * 30}<input type=password>", ()),
        (f"<div>{'Nowhere Bank, ' * 6}</div><input type=password>", ()),
    ],
)
def test_headings_are_those_that_a_page_has_and_say_what_is_shown(page: str, told: tuple[str, ...], flood: str) -> None:
    assert read(page + flood).headings == told


@both_readers
@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("<h4>Nowhere Bank</h4><input type=password><h5>We take PayNow</h5><input type=email>", ("Nowhere Bank",)),
        (
            "<div role=heading>Nowhere Bank</div><input name=u><h6>Code</h6><input type=tel name=otp><h4>Partners</h4>",
            ("Nowhere Bank", "Code"),
        ),
        ("<h4>Nowhere Bank</h4><p>text</p><h5>Partners</h5>", ("Nowhere Bank", "Partners")),
        ("<h4>Sign in with Nowhere</h4><h5>Club</h5><input type=password>", ("Club",)),
        ("<h2>Sign in with Nowhere</h2><input type=password>", ("Sign in with Nowhere",)),
        ("<title>Log in - Nowhere Bank</title><div>Nowhere Bank</div><p>Log in</p><input type=password>", ("Nowhere Bank",)),
        ("<title>WiFi</title><div>Nowhere WiFi</div><p>Log in</p><input type=password>", ()),
        ("<a href=/help>Nowhere help</a><p>Log in</p><input type=password>", ()),
        ("<a href='/'>Nowhere Bank</a><p>Log in</p><input type=password>", ("Nowhere Bank",)),
        ("<div>카카오 계정으로 로그인</div><input type=password>", ()),
        ("<div>Nowhere Pay</div><input name=cardnumber autocomplete=cc-number>", ()),
    ],
)
def test_how_one_may_pay_or_log_in_is_no_heading_of_a_page_without_any(page: str, told: tuple[str, ...], flood: str) -> None:
    assert read(page + flood).headings == told
